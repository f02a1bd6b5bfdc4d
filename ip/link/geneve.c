/* geneve.c - "type geneve": Ethernet in UDP with options (RFC 8926).  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind_values.h"
#include "scan.h"
#include "tunnel_common.h"

static const struct name fragments[] = { { 0, "unset" }, { 1, "set" }, { 2, "inherit" }, { 0, NULL } };
static const struct table table;

static bool is_unicast(const void *data, size_t size)
{
	const uint8_t *b = data;

	return size == 4 ? b[0] >> 4 != 0xe : b[0] != 0xff;
}

static int scan_unicast(struct request *q, const struct row *r, const char *word, struct item *i)
{
	int ret = type_peer.scan(q, r, word, i);

	return ret || is_unicast(i->data, i->size) ? ret : SCAN_BAD;
}

static void print_unicast(const struct view *v, const struct row *r, const void *data, size_t size,
			  struct literal *l)
{
	type_peer.print(v, r, data, size, l);
}

static const struct type type_unicast = { .name = "ip", .arg = "ADDR", .scan = scan_unicast,
					  .print = print_unicast };

/* auto is 0; inherit is an attribute of its own. */
static int scan_ttl(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t ttl = 0;

	(void)r;
	if (!strcmp(word, "inherit"))
		request_imply(q, &table, IFLA_GENEVE_TTL_INHERIT, 1);
	else if (strcmp(word, "auto") && scan_unsigned(word, 0, UINT32_MAX, &ttl) < 0)
		return SCAN_BAD;
	if (ttl > UINT8_MAX)
		return fail(255, "Error: argument \"%s\" is wrong: TTL must be <= 255", word);
	item_set_number(i, ttl);
	return 0;
}

static const struct type type_ttl = { .name = "u8", .arg = "{ 0..255 | auto | inherit }", .size = 1, .scan = scan_ttl,
				      .print = type_print_number };

static void show_ttl(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t ttl = view_u8(v, r->attr);

	if (view_u8(v, IFLA_GENEVE_TTL_INHERIT))
		out_text(o, "ttl %s ", "inherit");
	else if (view_attr(v, r->attr))
		out_unsigned(o, "ttl", ttl ? "ttl %s " : "ttl auto ", ttl);
}

static int check(struct request *q)
{
	const struct item *port = request_attr(q, &table, IFLA_GENEVE_PORT);
	bool is_external = request_attr(q, &table, IFLA_GENEVE_COLLECT_METADATA);
	bool has_id = request_attr(q, &table, IFLA_GENEVE_ID), creates = q->flags & NLM_F_CREATE;

	if (is_external && has_id)
		return fail(1, "geneve: both 'external' and vni cannot be specified");
	if (!is_external && !has_id)
		return fail(1, "geneve: missing virtual network identifier");
	if (!is_external && creates && !request_attr(q, &table, IFLA_GENEVE_REMOTE))
		return fail(1, "geneve: remote link partner not specified");
	request_imply(q, &table, IFLA_GENEVE_ID, 0);
	if (port && !item_number(port))
		tunnel_drop(q, &table, IFLA_GENEVE_PORT);
	if (creates) {
		request_imply(q, &table, IFLA_GENEVE_TTL, 0);
		request_imply(q, &table, IFLA_GENEVE_TOS, 0);
		request_imply(q, &table, IFLA_GENEVE_LABEL, 0);
	}
	return 0;
}

static const struct row rows[] = {
	ATTR(IFLA_GENEVE_COLLECT_METADATA, flag_true, "e[xternal]", NULL, "routes and others name the other end",
	     .parse = tunnel_parse_flag),
	SAYS(tunnel_parse_flag, "n[oexternal]", NULL, "remote is the other end", .attr = IFLA_GENEVE_COLLECT_METADATA),
	ATTR(IFLA_GENEVE_ID, u32, "i[d]|v[ni]", "VNI", "network identifier", .max = 0xffffff),
	ATTR(IFLA_GENEVE_REMOTE, unicast, "r[emote]", "ADDR", "the other end", V6(IFLA_GENEVE_REMOTE6),
	     .hide = HIDE_ZERO, BAD("invalid remote address")),
	ATTR(IFLA_GENEVE_LOCAL, unicast, "local", "ADDR", "this end", V6(IFLA_GENEVE_LOCAL6),
	     BAD("invalid local address")),
	QUIET(IFLA_GENEVE_TTL_INHERIT, u8),
	ATTR(IFLA_GENEVE_TTL, ttl, "t[tl]|h[oplimit]", "{ 1..255 | auto | inherit }", "time to live of outer packets",
	     SHOW_ALWAYS(show_ttl), BAD("invalid TTL")),
	ATTR(IFLA_GENEVE_TOS, tos, "to[s]|d[sfield]", "TOS", "type of service, or inherit", .hide = HIDE_ZERO,
	     BAD("bad TOS value")),
	ATTR(IFLA_GENEVE_DF, named8, "df", "{ unset | set | inherit }", "may outer packets be fragmented",
	     .names = fragments, .hide = HIDE_ZERO_TEXT, BAD("DF must be 'unset', 'set' or 'inherit'")),
	ATTR(IFLA_GENEVE_LABEL, xbe32, "l[abel]|f[lowlabel]", "LABEL", "IPv6 flow label", .max = 0xfffff,
	     .text = "flowlabel %s ", .json = "label", .hide = HIDE_ZERO,
	     MORE(.bad = "invalid flowlabel", .as = "flowlabel")),
	ATTR(IFLA_GENEVE_PORT, be16, "dst[port]", "PORT", "destination port", .json = "port", BAD("dstport")),
	ATTR(IFLA_GENEVE_UDP_CSUM, switch, "[no]u[dpcsum]", NULL, "UDP checksums over IPv4", .json = "udp_csum"),
	ATTR(IFLA_GENEVE_UDP_ZERO_CSUM6_TX, switch, "[no]udp6[zerocsumtx]", NULL,
	     "sends without UDP checksum over IPv6", .json = "udp_zero_csum6_tx"),
	ATTR(IFLA_GENEVE_UDP_ZERO_CSUM6_RX, switch, "[no]udp6zerocsumr[x]", NULL,
	     "takes packets without UDP checksum over IPv6", .json = "udp_zero_csum6_rx"),
	ATTR(IFLA_GENEVE_INNER_PROTO_INHERIT, flag_true, "innerprotoinherit", NULL,
	     "the header tells the protocol of the inner packet", .json = "inner_proto_inherit"),
};
static const struct table table = {
	.name = "geneve", TABLE_ROWS(rows), .usage = "... geneve id VNI", .once = ONCE_GARBAGE,
	.unknown = kind_unknown_command, .help = kind_help,
};

const struct kind kind_geneve = {
	.name = "geneve", .help = "Ethernet in UDP, with options", .table = &table, .check = check,
};
