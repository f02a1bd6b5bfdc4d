/* iptunnel.c - "type ipip" and "sit": IP packets over IPv4.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "error.h"
#include "kind_values.h"
#include "scan.h"
#include "tunnel_common.h"

#include <linux/if_tunnel.h>
#include <netinet/in.h>

static const struct name modes[] = {
	{ IPPROTO_IPIP, "ipip" }, { IPPROTO_IPIP, "ipv4/ipv4" }, { IPPROTO_IPIP, "ip4ip4" },
	{ IPPROTO_MPLS, "mplsip" }, { IPPROTO_MPLS, "mpls/ipv4" }, { 0, "any" }, { 0, "any/ipv4" },
	/* sit alone is asked for these. */
	{ IPPROTO_IPV6, "ip6ip" }, { IPPROTO_IPV6, "ipv6/ipv4" }, { 0, NULL }
};

/* ---- 6rd (RFC 5969): a prefix and, two attribute numbers on, its length ---- */
#define LENGTH_OF(a)	((a) + IFLA_IPTUN_6RD_PREFIXLEN - IFLA_IPTUN_6RD_PREFIX)

static int set_prefix(struct request *q, const struct table *t, uint16_t attr, int from,
		      const struct address *a)
{
	const struct row *r = table_attr(t, attr), *length = table_attr(t, LENGTH_OF(attr));

	if (!request_add_bytes(q, t, r, from, q->words->i, a->data, r->type->size))
		return -1;
	return request_add_number(q, t, length, from, q->words->i, a->length) ? 0 : -1;
}

static int parse_prefix(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	bool is_v6 = r->attr == IFLA_IPTUN_6RD_PREFIX;
	const char *word = request_next(q, r, w);
	struct address a = { .family = AF_UNSPEC };

	if (!word)
		return -1;
	if (!scan_prefix(word, is_v6 ? AF_INET6 : AF_INET, &a))
		return set_prefix(q, t, r->attr, w->i - 2, &a);
	error_blame(w->i - 1);
	fail(1, "Error: %s prefix is expected rather than \"%s\".", is_v6 ? "inet6" : "inet", word);
	return error_fatal();
}

/* Back to 6to4: 2002::/16, and no relay prefix. */
static int parse_reset(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	static const struct address none, prefix = { AF_INET6, 16, 16, .data = { 0x20, 0x02 } };

	(void)r;
	if (set_prefix(q, t, IFLA_IPTUN_6RD_PREFIX, w->i - 1, &prefix) < 0)
		return -1;
	return set_prefix(q, t, IFLA_IPTUN_6RD_RELAY_PREFIX, w->i - 1, &none);
}

static void show_prefix(struct out *o, const struct row *r, const struct view *v)
{
	const struct row *length = table_attr(v->table, LENGTH_OF(r->attr));
	const uint16_t *has_6rd = view_struct(v, IFLA_IPTUN_6RD_PREFIXLEN, sizeof(*has_6rd));
	struct literal address, number;

	if (!has_6rd || !*has_6rd || !row_literal(v, r, &address) || !row_literal(v, length, &number))
		return;
	if (r->attr == IFLA_IPTUN_6RD_RELAY_PREFIX && address.zero)
		return;
	/* An unspecified prefix is "::" here, not "any". */
	address.text = address.buf;
	out_literal(o, r->json, r->text, &address);
	out_literal(o, length->json, "/%s ", &number);
}

/* ---- checks ---- */
/* ip(8) sends no 6rd to ipip; to sit both parts of a prefix, or none. */
static void settle_prefix(struct request *q, const struct table *t, uint16_t attr)
{
	if (request_attr(q, t, attr))
		request_imply(q, t, LENGTH_OF(attr), 0);
	else
		tunnel_drop(q, t, LENGTH_OF(attr));
}

static int check_ttl(const struct request *q, const struct table *t)
{
	if (!item_number(request_attr(q, t, IFLA_IPTUN_TTL)) ||
	    item_number(request_attr(q, t, IFLA_IPTUN_PMTUDISC)))
		return 0;
	return fail(255, "ttl != 0 and nopmtudisc are incompatible");
}

static int check(struct request *q)
{
	const struct table *t = tunnel_table(q);

	if (check_ttl(q, t) < 0)
		return -1;
	if (!tunnel_settle(q, t, IFLA_IPTUN_COLLECT_METADATA, IFLA_IPTUN_PROTO)) {
		settle_prefix(q, t, IFLA_IPTUN_6RD_PREFIX);
		settle_prefix(q, t, IFLA_IPTUN_6RD_RELAY_PREFIX);
	}
	return 0;
}

/* ---- the kinds ---- */
static int scan_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	int ret = type_named8.scan(q, r, word, i);

	return !ret && item_number(i) == IPPROTO_IPV6 ? SCAN_BAD : ret;
}

static void print_mode(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	type_named8.print(v, r, data, size, l);
}

static void offer_mode(const struct row *r, struct words *w)
{
	for (const struct name *n = r->names; n->value != IPPROTO_IPV6; n++)
		complete_offer(w, n->name, NULL);
}

static const struct type type_mode = { .name = "u8", .arg = "MODE", .size = 1, .scan = scan_mode,
				       .print = print_mode,
				       .offer = offer_mode };

#define MODE(t, m) \
	ATTR(IFLA_IPTUN_PROTO, t, "mode", m, "what is carried", .names = modes, .text = "%s ", .json = "proto", \
	     .lookup = TUNNEL_ALWAYS, BAD("Cannot guess tunnel mode."))

static const struct row common_rows[] = {
	TUNNEL_REMOTE(IFLA_IPTUN_REMOTE, endpoint, "remote"), TUNNEL_LOCAL(IFLA_IPTUN_LOCAL, endpoint, "local"),
	TUNNEL_DEV(IFLA_IPTUN_LINK, TUNNEL_ALWAYS),
	TUNNEL_TTL(IFLA_IPTUN_TTL, "ttl|hoplimit|hlim", "ttl", "invalid TTL"),
	ATTR(IFLA_IPTUN_TOS, tos, "tos|tclass|tc|ds[field]", "TOS", "type of service, or inherit", .hide = HIDE_ZERO,
	     .lookup = TUNNEL_ALWAYS, BAD("bad TOS value")),
	ATTR(IFLA_IPTUN_PMTUDISC, switch, "[no]pmtudisc", NULL, "discovers the MTU of the path", .text = "%s ",
	     .json = "pmtudisc", .def = 1, .lookup = TUNNEL_ALWAYS, SHOW_ALWAYS(tunnel_show_always)),
};
static const struct table common_table = { .name = "iptunnel", TABLE_ROWS(common_rows) };

#define SIX_RD(l) \
	ATTR(IFLA_IPTUN_6RD_PREFIX, endpoint6, "6rd-prefix", "PREFIX", "prefix that holds IPv4 addresses", \
	     .text = "6rd-prefix %s", .json = "prefix", .parse = parse_prefix, .show = show_prefix, .lookup = (l)), \
	ATTR(IFLA_IPTUN_6RD_RELAY_PREFIX, endpoint, "6rd-relay_prefix", "PREFIX", \
	     "bits that all IPv4 addresses share", .text = "6rd-relay_prefix %s", .json = "relay_prefix", .parse = parse_prefix, .show = show_prefix, \
	     .lookup = (l)), \
	QUIET(IFLA_IPTUN_6RD_PREFIXLEN, u16, .json = "prefixlen", .lookup = (l)), \
	QUIET(IFLA_IPTUN_6RD_RELAY_PREFIXLEN, u16, .json = "relay_prefixlen", .lookup = (l)), \
	SAYS(parse_reset, "6rd-reset", NULL, "the same as 6rd-prefix 2002::/16")

static const struct row ipip_rows[] = {
	TUNNEL_EXTERNAL(IFLA_IPTUN_COLLECT_METADATA), MODE(mode, "{ ipip | mplsip | any }"), INCLUDE(&common_table),
	TOLD(IFLA_IPTUN_FLAGS, bit16, "isatap ", "isatap", .bit = SIT_ISATAP, .lookup = TUNNEL_NEVER),
	SIX_RD(TUNNEL_NEVER), TUNNEL_FWMARK(IFLA_IPTUN_FWMARK), INCLUDE(&iptun_encap_table),
};
static const struct row sit_rows[] = {
	TUNNEL_EXTERNAL(IFLA_IPTUN_COLLECT_METADATA), MODE(named8, "{ ip6ip | ipip | mplsip | any }"),
	INCLUDE(&common_table),
	TOLD(IFLA_IPTUN_FLAGS, bit16, "isatap ", "isatap", .bit = SIT_ISATAP, .lookup = TUNNEL_ALWAYS),
	TUNNEL_WORD(IFLA_IPTUN_FLAGS, "isatap", "intra-site automatic addresses (RFC 5214)", .bit = SIT_ISATAP),
	SIX_RD(0), TUNNEL_FWMARK(IFLA_IPTUN_FWMARK), INCLUDE(&iptun_encap_table),
};
static const struct table ipip_table = {
	.name = "ipip", TABLE_ROWS(ipip_rows), .usage = "... ipip  \t[ remote ADDR ]", .unknown = tunnel_unknown,
	.help = kind_help,
};
static const struct table sit_table = {
	.name = "sit", TABLE_ROWS(sit_rows), .usage = "... sit   \t[ remote ADDR ]", .unknown = tunnel_unknown,
	.help = kind_help,
};

const struct kind kind_ipip = {
	.name = "ipip", .help = "IPv4 packets over IPv4", .table = &ipip_table, .begin = tunnel_begin, .check = check,
};
const struct kind kind_sit = {
	.name = "sit", .help = "IPv6 packets over IPv4", .table = &sit_table, .begin = tunnel_begin, .check = check,
};
