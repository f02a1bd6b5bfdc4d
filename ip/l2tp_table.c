/* l2tp_table.c - L2TP_ATTR_*: tunnels and sessions.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "error.h"
#include "genl_ask.h"
#include "l2tp.h"
#include "scan.h"

struct genl_family l2tp_family = { .name = L2TP_GENL_NAME, .version = L2TP_GENL_VERSION };

/* ---- types ---- */
static const struct name encaps[] = { { L2TP_ENCAPTYPE_UDP, "udp" }, { L2TP_ENCAPTYPE_IP, "ip" }, { 0, NULL } };
static const struct name l2specs[] = {
	{ L2TP_L2SPECTYPE_NONE, "none" }, { L2TP_L2SPECTYPE_DEFAULT, "default" }, { 0, NULL }
};
/* Without checksums first: that is what the flag says. */
static const struct name switches[] = { { 0, "off" }, { 1, "on" }, { 0, NULL } };
static const struct name seqs[] = { { 0, "none" }, { 1, "send" }, { 2, "recv" }, { 3, "both" }, { 0, NULL } };

static int scan_name(struct request *q, const struct row *r, const char *word, struct item *i)
{
	if (!type_scan_exact(q, r, word, i))
		return 0;
	return fail(255, "Unknown %s \"%s\"",
		    r->names == encaps ? "tunnel encapsulation" : r->names == seqs ? "seq value" : "layer2specific header type",
		    word);
}

static const struct type type_encap = { .name = "u16", .arg = "NAME", .size = 2, .scan = scan_name, .print = type_print_enum };
static const struct type type_choice = { .name = "u8", .arg = "NAME", .size = 1, .scan = scan_name, .print = type_print_enum };

static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	bool on;

	(void)q;
	if (scan_on_off(word, &on) < 0)
		return SCAN_BAD;
	if (r->type->size)
		item_set_number(i, on);
	else
		item_set(i, "", 0);
	/* What is so anyway is not sent. */
	i->dead = r->type->size ? !on : on;
	return 0;
}

static const struct type type_csum = { .name = "u8", .arg = "{ on | off }", .size = 1, .scan = scan_switch,
				       .print = type_print_on_off, .offer = type_offer_on_off };
static const struct type type_no_csum = { .name = "flag", .arg = "{ on | off }", .scan = scan_switch,
					  .offer = type_offer_on_off };

static int scan_cookie(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t bytes[8];
	size_t n = strlen(word);

	(void)q;
	(void)r;
	if (n != 8 && n != 16)
		return fail(255, "Error: argument \"%s\" is wrong: cookie must be either 8 or 16 hex digits\n", word);
	if (strspn(word, "0123456789abcdefABCDEF") != n)
		return fail(255, "Error: argument \"%s\" is wrong: cookie must be a hex string\n", word);
	for (size_t k = 0; k < n / 2; k++) {
		char pair[3] = { word[2 * k], word[2 * k + 1], '\0' };
		uint64_t value = 0;

		scan_unsigned(pair, 16, UINT8_MAX, &value);
		bytes[k] = value;
	}
	item_set(i, bytes, n / 2);
	return 0;
}

static const struct type type_cookie = { .name = "binary", .arg = "HEXSTR", .scan = scan_cookie };

static int scan_ifname(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	if (!scan_is_ifname(word))
		return SCAN_BAD;
	item_set(i, word, strlen(word) + 1);
	return 0;
}

static const struct type type_ifname = { .name = "string", .arg = "NAME", .scan = scan_ifname, .print = type_print_string };

/* ---- words that are more or less than their attribute ---- */
/* "any" is the end that nobody named. */
static int parse_end(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	struct address a;

	if (!word)
		return -1;
	if (!scan_address(word, AF_UNSPEC, &a) && !a.size)
		return 0;
	return request_value(q, t, r, word, w->i - 2, w->i) ? 0 : -1;
}

/* "send", "recv": each a flag of its own. */
static int parse_seq(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *rows[] = { table_attr(t, L2TP_ATTR_SEND_SEQ), table_attr(t, L2TP_ATTR_RECV_SEQ) };
	const char *word = request_next(q, r, w);
	struct item *i;
	uint64_t which;

	i = word ? request_value(q, t, r, word, w->i - 2, w->i) : NULL;
	if (!i)
		return -1;
	which = item_number(i);
	request_drop(i);
	for (int k = 0; k < 2; k++)
		if (which & 1u << k && !request_add_number(q, t, rows[k], w->i - 2, w->i, 1))
			return -1;
	return 0;
}

static int parse_ignored(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	char plain[WORD_MAX];

	(void)t;
	if (!w->completing)
		warn("Ignoring option \"%s\"", word_plain(r->word, plain));
	return request_next(q, r, w) ? 0 : -1;
}

static int parse_what(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return request_add(q, t, r, w->i - 1, w->i) ? 0 : -1;
}

int l2tp_unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	error_blame(w->i);
	return fail(255, "Unknown command: %s", w->v[w->i]);
}

/* ---- listings ---- */
static bool is_listing(const struct view *v, uint8_t command)
{
	const struct genlmsghdr *g = v->header;

	return g->cmd == command;
}

static unsigned int u16_of(const struct view *v, uint16_t attr)
{
	const uint16_t *p = view_struct(v, attr, sizeof(*p));

	return p ? *p : 0;
}

static void show_end(struct out *o, const struct view *v, uint16_t four, uint16_t six, const char *key, const char *text)
{
	const struct nlattr *a = view_attr(v, four) ? view_attr(v, four) : view_attr(v, six);
	struct literal l = { .key = NULL };

	if (!a || (mnl_attr_get_payload_len(a) != 4 && mnl_attr_get_payload_len(a) != 16))
		return;
	literal_address(&l, AF_UNSPEC, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	l.color = COLOR_NONE;
	out_literal(o, key, text, &l);
}

/* IPv4 has one answer for both directions, IPv6 two. */
static void show_checksum(struct out *o, const struct view *v)
{
	bool tx = !view_attr(v, L2TP_ATTR_UDP_ZERO_CSUM6_TX), rx = !view_attr(v, L2TP_ATTR_UDP_ZERO_CSUM6_RX);

	if (view_attr(v, L2TP_ATTR_IP_SADDR)) {
		tx = rx = view_u8(v, L2TP_ATTR_UDP_CSUM);
		if (o->json)
			out_bool(o, "checksum", NULL, tx);
	} else if (o->json) {
		out_bool(o, "checksum_tx", NULL, tx);
		out_bool(o, "checksum_rx", NULL, rx);
	}
	out_text(o, "\n  UDP checksum: %s", tx && rx ? "enabled" : tx ? "tx" : rx ? "rx" : "disabled");
}

static void show_tunnel(struct out *o, const struct row *r, const struct view *v)
{
	unsigned int encap = u16_of(v, L2TP_ATTR_ENCAP_TYPE);

	(void)r;
	if (!is_listing(v, L2TP_CMD_TUNNEL_GET))
		return;
	out_unsigned(o, "tunnel_id", "Tunnel %s,", view_u32(v, L2TP_ATTR_CONN_ID));
	out_string(o, "encap", " encap %s",
		   encap == L2TP_ENCAPTYPE_UDP ? "UDP" : encap == L2TP_ENCAPTYPE_IP ? "IP" : "??");
	show_end(o, v, L2TP_ATTR_IP_SADDR, L2TP_ATTR_IP6_SADDR, "local", "\n  From %s ");
	show_end(o, v, L2TP_ATTR_IP_DADDR, L2TP_ATTR_IP6_DADDR, "peer", "to %s");
	out_unsigned(o, "peer_tunnel", "\n  Peer tunnel %s", view_u32(v, L2TP_ATTR_PEER_CONN_ID));
	if (encap != L2TP_ENCAPTYPE_UDP)
		return;
	out_unsigned(o, "local_port", "\n  UDP source / dest ports: %s", u16_of(v, L2TP_ATTR_UDP_SPORT));
	out_unsigned(o, "peer_port", "/%s", u16_of(v, L2TP_ATTR_UDP_DPORT));
	show_checksum(o, v);
}

static void show_cookie(struct out *o, const struct view *v, uint16_t attr, const char *key, const char *text)
{
	const struct nlattr *a = view_attr(v, attr);
	const uint8_t *bytes = a ? mnl_attr_get_payload(a) : NULL;
	size_t n = a ? mnl_attr_get_payload_len(a) : 0;
	char hex[2 * 8 + 1], *p = hex;

	if (n < 4)
		return;
	for (size_t i = 0; i < (n == 8 ? 8 : 4); i++)
		p = format_hex_digits(p, bytes[i], 2);
	out_string(o, key, text, hex);
}

static void show_seq(struct out *o, const struct view *v)
{
	bool tx = view_u8(v, L2TP_ATTR_SEND_SEQ), rx = view_u8(v, L2TP_ATTR_RECV_SEQ);

	if (!tx && !rx)
		return;
	out_text(o, "\n  sequence numbering:", "");
	if (tx)
		out_null(o, "send_seq", " send");
	if (rx)
		out_null(o, "recv_seq", " recv");
}

static void show_session(struct out *o, const struct row *r, const struct view *v)
{
	uint64_t timeout = view_u64(v, L2TP_ATTR_RECV_TIMEOUT);

	(void)r;
	if (!is_listing(v, L2TP_CMD_SESSION_GET))
		return;
	out_unsigned(o, "session_id", "Session %s", view_u32(v, L2TP_ATTR_SESSION_ID));
	out_unsigned(o, "tunnel_id", " in tunnel %s", view_u32(v, L2TP_ATTR_CONN_ID));
	out_unsigned(o, "peer_session_id", "\n  Peer session %s,", view_u32(v, L2TP_ATTR_PEER_SESSION_ID));
	out_unsigned(o, "peer_tunnel_id", " tunnel %s", view_u32(v, L2TP_ATTR_PEER_CONN_ID));
	if (view_attr(v, L2TP_ATTR_IFNAME))
		out_string(o, "interface", "\n  interface name: %s", view_string(v, L2TP_ATTR_IFNAME));
	out_text(o, "\n  offset 0, peer offset 0\n", "");
	show_cookie(o, v, L2TP_ATTR_COOKIE, "cookie", "  cookie %s");
	show_cookie(o, v, L2TP_ATTR_PEER_COOKIE, "peer_cookie", "  peer cookie %s");
	if (timeout)
		out_unsigned(o, "reorder_timeout", "  reorder timeout: %s", timeout);
	show_seq(o, v);
}

/* ---- rows ---- */
#define OF_PART(p)		.lookup = (p), .hide = HIDE
#define ID(a, w, h, p)	ATTR(a, u32, w, "ID", h, BAD("invalid ID\n"), OF_PART(p))
#define COUNTER(a)	QUIET(a, u64)
static const struct row counter_rows[] = {
	COUNTER(L2TP_ATTR_TX_PACKETS), COUNTER(L2TP_ATTR_TX_BYTES), COUNTER(L2TP_ATTR_TX_ERRORS),
	COUNTER(L2TP_ATTR_RX_PACKETS), COUNTER(L2TP_ATTR_RX_BYTES), COUNTER(L2TP_ATTR_RX_SEQ_DISCARDS),
	COUNTER(L2TP_ATTR_RX_OOS_PACKETS), COUNTER(L2TP_ATTR_RX_ERRORS), QUIET(L2TP_ATTR_STATS_PAD, binary),
	COUNTER(L2TP_ATTR_RX_COOKIE_DISCARDS), COUNTER(L2TP_ATTR_RX_INVALID),
};
static const struct table counter_table = { .name = "l2tp counters", TABLE_ROWS(counter_rows) };

const struct row l2tp_rows[L2TP_ROWS] = {
	GENL_HEADER,
	PRINTS(show_tunnel), PRINTS(show_session),
	SAYS(parse_what, "tunnel", NULL, "a tunnel between two hosts"),
	SAYS(parse_what, "session", NULL, "Ethernet through a tunnel: a device"),
	ID(L2TP_ATTR_CONN_ID, "tunnel_id|tid", "number of the tunnel",
	   L2TP_TUNNEL | L2TP_SESSION | L2TP_NAME | L2TP_TUNNEL_NAME),
	ID(L2TP_ATTR_PEER_CONN_ID, "peer_tunnel_id|ptid", "its number at the peer", L2TP_TUNNEL | L2TP_SESSION),
	ID(L2TP_ATTR_SESSION_ID, "session_id|sid", "number of the session", L2TP_SESSION | L2TP_NAME),
	ID(L2TP_ATTR_PEER_SESSION_ID, "peer_session_id|psid", "its number at the peer", L2TP_SESSION),
	ATTR(L2TP_ATTR_IP_SADDR, address, "local", "ADDR", "address of this end", V6(L2TP_ATTR_IP6_SADDR), .parse = parse_end,
	     OF_PART(L2TP_TUNNEL)),
	ATTR(L2TP_ATTR_IP_DADDR, address, "remote", "ADDR", "address of the peer", V6(L2TP_ATTR_IP6_DADDR), .parse = parse_end,
	     OF_PART(L2TP_TUNNEL)),
	ATTR(L2TP_ATTR_ENCAP_TYPE, encap, "encap", NULL, "what carries it", .names = encaps, OF_PART(L2TP_TUNNEL)),
	ATTR(L2TP_ATTR_UDP_SPORT, u16, "udp_sport", "PORT", "UDP port of this end", BAD("invalid port\n"), OF_PART(L2TP_UDP)),
	ATTR(L2TP_ATTR_UDP_DPORT, u16, "udp_dport", "PORT", "UDP port of the peer", BAD("invalid port\n"), OF_PART(L2TP_UDP)),
	ATTR(L2TP_ATTR_UDP_CSUM, csum, "udp_csum", NULL, "checksums of UDP over IPv4", BAD("invalid option for udp_csum\n"),
	     OF_PART(L2TP_UDP)),
	ATTR(L2TP_ATTR_UDP_ZERO_CSUM6_TX, no_csum, "udp6_csum_tx", NULL, "checksums of what is sent over IPv6",
	     .names = switches, BAD("invalid option for udp6_csum_tx\n"), OF_PART(L2TP_UDP)),
	ATTR(L2TP_ATTR_UDP_ZERO_CSUM6_RX, no_csum, "udp6_csum_rx", NULL, "checksums of what comes in over IPv6",
	     .names = switches, BAD("invalid option for udp6_csum_rx\n"), OF_PART(L2TP_UDP)),
	ATTR(L2TP_ATTR_IFNAME, ifname, "name", NULL, "name of the device", BAD("\"name\" not a valid ifname"),
	     OF_PART(L2TP_SESSION)),
	ATTR(L2TP_ATTR_COOKIE, cookie, "cookie", NULL, "what packets to this end carry", OF_PART(L2TP_SESSION)),
	ATTR(L2TP_ATTR_PEER_COOKIE, cookie, "peer_cookie", NULL, "what packets to the peer carry", OF_PART(L2TP_SESSION)),
	{ .place = AT_NONE, .type = &type_choice, .word = "seq", .help = "which packets are numbered", .names = seqs,
	  .parse = parse_seq },
	QUIET(L2TP_ATTR_SEND_SEQ, u8, .lookup = L2TP_SESSION), QUIET(L2TP_ATTR_RECV_SEQ, u8, .lookup = L2TP_SESSION),
	ATTR(L2TP_ATTR_L2SPEC_TYPE, choice, "l2spec_type", NULL, "the header inside", .names = l2specs, OF_PART(L2TP_SESSION)),
	QUIET(L2TP_ATTR_L2SPEC_LEN, u8, .lookup = L2TP_SESSION),
	QUIET(L2TP_ATTR_PW_TYPE, u16, .lookup = L2TP_SESSION), QUIET(L2TP_ATTR_PROTO_VERSION, u8, .lookup = L2TP_TUNNEL),
	SAYS(parse_ignored, "offset", "NUMBER", "has no effect any more"),
	SAYS(parse_ignored, "peer_offset", "NUMBER", "has no effect any more"),
	QUIET(L2TP_ATTR_OFFSET, u16), QUIET(L2TP_ATTR_DATA_SEQ, u8), QUIET(L2TP_ATTR_RECV_TIMEOUT, u64),
	QUIET(L2TP_ATTR_DEBUG, x32), NEST(L2TP_ATTR_STATS, &counter_table, .hide = HIDE), QUIET(L2TP_ATTR_PAD, binary),
};
