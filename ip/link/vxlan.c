/* vxlan.c - "type vxlan": Ethernet in UDP, between any number of machines.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_values.h"
#include "links.h"
#include "scan.h"

static const struct name none[] = { { 0, "none" }, { 0, NULL } };
static const struct name unlimited[] = { { 0, "unlimited" }, { 0, NULL } };
static const struct name fragments[] = { { 0, "unset" }, { 1, "set" }, { 2, "inherit" }, { 0, NULL } };
static const struct table table;

static bool is_multicast(const void *data, size_t size)
{
	const uint8_t *b = data;

	return size == 4 ? b[0] >> 4 == 0xe : b[0] == 0xff;
}

static bool is_unicast(const void *data, size_t size)
{
	return !is_multicast(data, size);
}

/* ---- words ---- */
/* Both ends are of one family: that of the address that came first. */
static int check_family(const struct request *q, const struct table *t, const char *word)
{
	const struct item *first = request_attr(q, t, IFLA_VXLAN_GROUP);
	struct address a;

	if (!first)
		first = request_attr(q, t, IFLA_VXLAN_LOCAL);
	if (!first || !scan_address(word, first->v6 ? AF_INET6 : AF_INET, &a))
		return 0;
	fail(1, "Error: %s address is expected rather than \"%s\".", first->v6 ? "inet6" : "inet", word);
	return error_fatal();
}

/* "any" is an address elsewhere, not here. */
static int parse_address(struct request *q, const struct table *t, const struct row *r,
			 struct words *w)
{
	const char *word = request_next(q, r, w);
	struct address a;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (!request_row(q, r) && !scan_address(word, AF_UNSPEC, &a) && !a.size)
		return request_bad_value(q, t, r, word);
	if (!request_row(q, r) && check_family(q, t, word) < 0)
		return -1;
	return request_value(q, t, r, word, w->i - 2, w->i) ? 0 : -1;
}

/* group and remote are one attribute. */
static int parse_destination(struct request *q, const struct table *t, const struct row *r,
			     struct words *w)
{
	const struct item *other = request_attr(q, t, IFLA_VXLAN_GROUP);

	if (other && other->row != r) {
		error_blame(w->i - 1);
		return fail(1, "vxlan: both group and remote cannot be specified");
	}
	return parse_address(q, t, r, w);
}

static int parse_dev(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	uint32_t index;

	if (!word)
		return -1;
	index = links_index(word);
	if (!index && !request_row(q, r)) {
		error_blame(w->i - 1);
		return fail(255, "Cannot find device \"%s\"", word);
	}
	return request_add_number(q, t, r, w->i - 2, w->i, index) ? 0 : -1;
}

/* 1..255, auto (0), or inherit, which is an attribute of its own. */
static int parse_ttl(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	uint64_t ttl = 0;
	uint8_t byte;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (request_row(q, r) || request_attr(q, t, IFLA_VXLAN_TTL_INHERIT))
		return request_garbage(q, "ttl", word);
	if (!strcmp(word, "inherit"))
		r = table_attr(t, IFLA_VXLAN_TTL_INHERIT);
	else if (strcmp(word, "auto") && scan_unsigned(word, 0, UINT32_MAX, &ttl) < 0)
		return request_bad_value(q, t, r, word);
	else if (ttl > UINT8_MAX)
		return fail(255, "Error: argument \"%s\" is wrong: TTL must be <= 255", word);
	byte = ttl;
	request_add_bytes(q, t, r, w->i - 2, w->i, &byte, r->type->size);
	return 0;
}

static int scan_port(const char *word, const char *what, uint64_t *port)
{
	if (!scan_unsigned(word, 0, UINT16_MAX, port))
		return 0;
	return fail(255, "Error: argument \"%s\" is wrong: %s", word, what);
}

static int parse_ports(struct request *q, const struct table *t, const struct row *r,
		       struct words *w)
{
	int from = w->i - 1;
	const char *low = request_next(q, r, w), *high;
	uint64_t min, max;

	if (!low)
		return -1;
	error_blame(w->i - 1);
	if (request_row(q, r))
		return request_garbage(q, "srcport", low);
	if (scan_port(low, "min port", &min) < 0)
		return -1;
	high = request_next(q, r, w);
	if (!high)
		return -1;
	if (scan_port(high, "max port", &max) < 0)
		return -1;
	if (min || max)
		request_add_bytes(q, t, r, from, w->i,
				  (uint8_t[]){ min >> 8, min, max >> 8, max }, 4);
	return 0;
}

/* ---- what is shown of two values ---- */
static void show_ports(struct out *o, const struct row *r, const struct view *v)
{
	const struct ifla_vxlan_port_range *p = view_struct(v, r->attr, sizeof(*p));

	if (!p)
		return;
	out_open(o, "port_range", '{');
	out_unsigned(o, "low", "srcport %s ", payload_number(&p->low, 2, true));
	out_unsigned(o, "high", "%s ", payload_number(&p->high, 2, true));
	out_close(o);
}

static void show_ttl(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t ttl = view_u8(v, r->attr);

	if (view_u8(v, IFLA_VXLAN_TTL_INHERIT))
		out_text(o, "ttl %s ", "inherit");
	else if (view_attr(v, r->attr) && !ttl && !o->json)
		out_text(o, "ttl %s ", "auto");
	else if (view_attr(v, r->attr))
		out_unsigned(o, "ttl", "ttl %s ", ttl);
}

/* ---- the table ---- */
#define ON_BY_DEFAULT	(HIDE_SET_TEXT | HIDE_DETAILS_2)
#define OFF_BY_DEFAULT	(HIDE_ZERO_TEXT | HIDE_DETAILS_2)
#define SWITCH(a, w, key, default, h) \
	ATTR(a, no, w, NULL, h, .json = (key), .hide = default ## _BY_DEFAULT)

static const struct row rows[] = {
	ATTR(IFLA_VXLAN_ID, u32, "i[d]|v[ni]", "VNI", "network identifier", .max = 0xffffff),
	ATTR(IFLA_VXLAN_GROUP, address, "g[roup]", "ADDR", "multicast group to flood to", V6(IFLA_VXLAN_GROUP6),
	     .hide = HIDE_ZERO, MORE(.only = is_multicast, .bad = "invalid group address"),
	     .parse = parse_destination),
	ATTR(IFLA_VXLAN_GROUP, address, "r[emote]", "ADDR", "the other end", V6(IFLA_VXLAN_GROUP6),
	     .hide = HIDE_ZERO, MORE(.only = is_unicast, .bad = "invalid remote address"), .parse = parse_destination),
	ATTR(IFLA_VXLAN_LOCAL, address, "l[ocal]", "ADDR", "source address", V6(IFLA_VXLAN_LOCAL6),
	     .hide = HIDE_ZERO, MORE(.only = is_unicast, .bad = "invalid local address"), .parse = parse_address),
	ATTR(IFLA_VXLAN_LINK, device, "d[ev]", "DEV", "link to send on", .json = "link", .hide = HIDE_ZERO,
	     .parse = parse_dev),
	ATTR(IFLA_VXLAN_PORT_RANGE, binary, "p[ort]|s[rcport]", "MIN MAX", "source ports", .json = "port_range",
	     .parse = parse_ports, .show = show_ports),
	ATTR(IFLA_VXLAN_PORT, be16, "dst[port]", "PORT", "destination port", .json = "port", BAD("dst port")),
	ATTR(IFLA_VXLAN_TOS, tos, "to[s]|ds[field]", "TOS", "type of service, or inherit", .hide = HIDE_ZERO,
	     BAD("bad TOS value")),
	QUIET(IFLA_VXLAN_TTL_INHERIT, flag),
	ATTR(IFLA_VXLAN_TTL, u8, "t[tl]|h[oplimit]", "{ 1..255 | auto | inherit }", "time to live", BAD("invalid TTL"),
	     .parse = parse_ttl, SHOW_ALWAYS(show_ttl)),
	ATTR(IFLA_VXLAN_DF, enum8, "df", NULL, "may packets be fragmented", .names = fragments, .hide = HIDE_ZERO_TEXT,
	     .max = 2, BAD("DF must be 'unset', 'set' or 'inherit'")),
	ATTR(IFLA_VXLAN_LABEL, xbe32, "la[bel]|f[lowlabel]", "LABEL", "IPv6 flow label", .max = 0xfffff,
	     .text = "flowlabel %s ", .json = "label", .hide = HIDE_ZERO, BAD("invalid flowlabel")),
	ATTR(IFLA_VXLAN_AGEING, u32, "a[geing]", "{ SECONDS | none }", "lifetime of learned addresses", .names = none,
	     BAD("ageing timer")),
	ATTR(IFLA_VXLAN_LIMIT, u32, "m[axaddress]", "{ COUNT | unlimited }", "most addresses to learn",
	     .names = unlimited, .text = "maxaddr %s ", .json = "limit", .hide = HIDE_ZERO, BAD("max addresses")),
	ATTR(IFLA_VXLAN_RESERVED_BITS, xbe64, "reserved_bits", "BITS", "bits of the header that may be set",
	     BAD("reserved_bits")),
	ATTR(IFLA_VXLAN_GBP, flag, "gb[p]", NULL, "group based policy"),
	ATTR(IFLA_VXLAN_GPE, flag, "gp[e]", NULL, "generic protocol extension"),
	SWITCH(IFLA_VXLAN_COLLECT_METADATA, "[no]e[xternal]", "external", OFF,
	       "routes and others name the destination"),
	SWITCH(IFLA_VXLAN_VNIFILTER, "[no]vnifilter", "vnifilter", OFF, "takes only identifiers that were given to it"),
	SWITCH(IFLA_VXLAN_LEARNING, "[no]le[arning]|n[olearning]", "learning", ON, "learns addresses"),
	SWITCH(IFLA_VXLAN_PROXY, "[no]pr[oxy]|nop[roxy]", "proxy", OFF, "answers ARP itself"),
	SWITCH(IFLA_VXLAN_RSC, "[no]rs[c]|nor[sc]", "rsc", OFF, "short-circuits routes"),
	SWITCH(IFLA_VXLAN_L2MISS, "[no]l2[miss]", "l2miss", OFF, "tells of unknown link layer addresses"),
	SWITCH(IFLA_VXLAN_L3MISS, "[no]l3[miss]", "l3miss", OFF, "tells of unknown addresses"),
	SWITCH(IFLA_VXLAN_UDP_CSUM, "[no]u[dpcsum]", "udp_csum", ON, "UDP checksums over IPv4"),
	SWITCH(IFLA_VXLAN_UDP_ZERO_CSUM6_TX, "[no]udp6[zerocsumtx]", "udp_zero_csum6_tx", OFF,
	       "sends without UDP checksum over IPv6"),
	SWITCH(IFLA_VXLAN_UDP_ZERO_CSUM6_RX, "[no]udp6zerocsumr[x]", "udp_zero_csum6_rx", OFF,
	       "takes packets without UDP checksum over IPv6"),
	SWITCH(IFLA_VXLAN_REMCSUM_TX, "[no]remc[sumtx]|nore[mcsumtx]", "remcsum_tx", OFF,
	       "sends with remote checksum offload"),
	SWITCH(IFLA_VXLAN_REMCSUM_RX, "[no]remcsumr[x]", "remcsum_rx", OFF, "takes remote checksum offload"),
	SWITCH(IFLA_VXLAN_LOCALBYPASS, "[no]localbypass", "localbypass", ON, "local destinations are not encapsulated"),
	SWITCH(IFLA_VXLAN_MC_ROUTE, "[no]mcroute", "mcroute", OFF, "routes multicast"),
	QUIET(IFLA_VXLAN_LABEL_POLICY, u32),
};
static const struct table table = {
	.name = "vxlan", TABLE_ROWS(rows), .usage = "... vxlan id VNI",
	.once = ONCE_GARBAGE, .unknown = kind_unknown_command, .help = kind_help,
};

/* ---- what no word sees alone ---- */
static bool is_on(const struct request *q, uint16_t attr)
{
	const struct item *i = request_attr(q, &table, attr);

	return i && item_number(i);
}

static int conflict(const struct request *q)
{
	const struct item *group = request_attr(q, &table, IFLA_VXLAN_GROUP);
	bool external = is_on(q, IFLA_VXLAN_COLLECT_METADATA);

	if (external && request_attr(q, &table, IFLA_VXLAN_ID))
		return fail(1, "vxlan: both 'external' and vni cannot be specified");
	if (!external && is_on(q, IFLA_VXLAN_VNIFILTER))
		return fail(1, "vxlan: vnifilter is valid only when 'external' is set");
	if (q->flags & NLM_F_CREATE && !external && !request_attr(q, &table, IFLA_VXLAN_ID))
		return fail(1, "vxlan: missing virtual network identifier");
	if (group && row_more(group->row)->only == is_multicast && !request_attr(q, &table, IFLA_VXLAN_LINK))
		return fail(1, "vxlan: 'group' requires 'dev' to be specified");
	return 0;
}

/* Linux began with port 8472, before IANA assigned 4789 (and 4790 to GPE). */
static void choose_port(struct request *q)
{
	struct item *port = request_attr(q, &table, IFLA_VXLAN_PORT);

	if (port && !item_number(port))
		request_drop(port);
	if (port)
		return;
	if (request_attr(q, &table, IFLA_VXLAN_GPE))
		request_imply(q, &table, IFLA_VXLAN_PORT, 4790);
	else if (q->flags & NLM_F_CREATE)
		warn("vxlan: destination port not specified\n"
		     "Will use Linux kernel default (non-standard value)\n"
		     "Use 'dstport 4789' to get the IANA assigned value\n"
		     "Use 'dstport 0' to get default and quiet this message");
}

static int check(struct request *q)
{
	if (conflict(q) < 0)
		return -1;
	if (q->flags & NLM_F_CREATE)
		request_imply(q, &table, IFLA_VXLAN_LEARNING, !is_on(q, IFLA_VXLAN_COLLECT_METADATA));
	choose_port(q);
	return 0;
}

const struct kind kind_vxlan = {
	.name = "vxlan", .help = "Ethernet in UDP, between any number of machines", .table = &table, .check = check,
};
