/* token.c - "ip token": the lower halves of IPv6 addresses that are made from what routers announce.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_link.h>
#include <string.h>

#include "error.h"
#include "link_table.h"
#include "objects.h"
#include "route_table.h"
#include "struct_table.h"
#include "types.h"

#define AT(field) offsetof(struct ifinfomsg, field)

static const struct row inet6_rows[] = {
	QUIET(IFLA_INET6_TOKEN, address),
};
static const struct table inet6_table = { .name = "inet6", TABLE_ROWS(inet6_rows) };
/* What the kernel tells stands elsewhere than what it is told, and is more, of which nothing can be said here. */
static const struct row protinfo_rows[] = {
	QUIET(IFLA_INET6_TOKEN, address),
	QUIET(IFLA_INET6_FLAGS, u32), QUIET(IFLA_INET6_CONF, binary), QUIET(IFLA_INET6_STATS, binary),
	PAYLOAD(IFLA_INET6_CACHEINFO, &inet6_cacheinfo_struct), QUIET(IFLA_INET6_ICMP6STATS, binary),
	QUIET(IFLA_INET6_ADDR_GEN_MODE, u8), QUIET(IFLA_INET6_RA_MTU, u32),
};
static const struct table protinfo_table = { .name = "protinfo", TABLE_ROWS(protinfo_rows) };
static const struct row af_spec_rows[] = { NEST(AF_INET6, &inet6_table, .json = "") };
static const struct table af_spec_table = { .name = "af_spec", TABLE_ROWS(af_spec_rows) };

/* Only the first of several counts, of links as well. */
static int parse_token(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	struct address a;

	(void)t;
	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (q->flags & NLM_F_DUMP || request_attr(q, &inet6_table, IFLA_INET6_TOKEN))
		return 0;
	if (route_scan_prefix(q, word, AF_INET6, &a) < 0)
		return -1;
	return request_add_bytes(q, &inet6_table, &inet6_rows[0], w->i - 1, w->i, a.data, a.size) ? 0 : -1;
}

static int parse_device(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	return request_row(q, r) || request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static void show_token(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	char text[FORMAT_MAX];
	struct view in;

	if (!a || view_nest(&in, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0 ||
	    !view_struct(&in, IFLA_INET6_TOKEN, 16))
		return;
	format_ipv6(text, view_struct(&in, IFLA_INET6_TOKEN, 16));
	out_string_colored(o, COLOR_INET6, "token", "token {%s }", text);
}

static int usage(struct words *, const struct command *);

static int help(struct words *w)
{
	return usage(w, NULL);
}

static const struct row rows[] = {
	HEADER(ifinfomsg, ifi_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	NEST(IFLA_AF_SPEC, &af_spec_table, .json = ""),
	NEST(IFLA_PROTINFO, &protinfo_table, .show = show_token),
	HEADER(ifinfomsg, ifi_index, device, .word = "dev", BAD("dev is invalid\n"), LISTED("dev", "dev is invalid\n"),
	       .text = "dev {%s}", .json = "ifname", .color = COLOR_IFNAME, .help = "the link", .parse = parse_device),
	{ .place = AT_NONE, .type = &type_address, .arg = "TOKEN", .help = "the lower half of the addresses, as an address",
	  .implied = 1 << TO_SET | 1 << TO_LIST, .parse = parse_token },
	QUIET(IFLA_IFNAME, string), QUIET(IFLA_ADDRESS, binary), QUIET(IFLA_MTU, u32), QUIET(IFLA_LINK, s32), QUIET(IFLA_OPERSTATE, u8),
	HEADER(ifinfomsg, ifi_type, u16, .hide = HIDE), HEADER(ifinfomsg, ifi_flags, x32, .hide = HIDE, .names = link_flags),
	HEADER(ifinfomsg, ifi_change, x32, .hide = HIDE),
};
static const struct table token_table = {
	.name = "token", TABLE_ROWS(rows), .header = sizeof(struct ifinfomsg), .header_name = "ifinfomsg", .help = help,
};

/* ---- list, get ---- */
static int show_one(const struct nlmsghdr *n, void *arg)
{
	const struct request *q = arg;
	const struct ifinfomsg *m;
	struct view v;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &token_table, n, q) < 0)
		return 0;
	m = v.header;
	if (m->ifi_family != AF_INET6 || m->ifi_flags & (IFF_LOOPBACK | IFF_NOARP) || !filter_matches(q, &v))
		return 0;
	show_record(&out, &v);
	return 0;
}

/* Up to "dev DEV" anything may stand, even what is no word. */
static int parse_list(struct request *q, struct words *w)
{
	const struct table *in;

	while (words_peek(w) && !request_header(q, AT(ifi_index))) {
		if (completing_here(w))
			return request_parse(q, &token_table, w);
		if (!strcmp(words_next(w), "dev") &&
		    request_parse_row(q, &token_table, table_word(&token_table, TO_LIST, "dev", &in), w) < 0)
			return -1;
	}
	return 0;
}

static int list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &token_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, w);
	if (parse_list(&q, w) < 0 || w->completing)
		return -1;
	request_imply_header(&q, AT(ifi_family), AF_INET6);
	return request_list(&q, show_one, &q, 1);
}

/* ---- set, delete ---- */
static int modify(struct words *w, const struct command *c)
{
	static const uint8_t none[16];
	struct request q;

	request_begin(&q, &token_table, TO_SET, RTM_SETLINK, NLM_F_ACK, w);
	if (c->data)
		request_add_bytes(&q, &inet6_table, &inet6_rows[0], 0, 0, none, sizeof(none));
	if (request_parse(&q, &token_table, w) < 0 || w->completing)
		return -1;
	if (!request_attr(&q, &inet6_table, IFLA_INET6_TOKEN))
		return fail(1, "Not enough information: token is required.");
	if (!request_header(&q, AT(ifi_index)))
		return fail(1, "Not enough information: \"dev\" argument is required.");
	request_imply_header(&q, AT(ifi_family), AF_INET6);
	return request_send(&q, NULL, NULL);
}

static const struct command commands[] = {
	{ "l[ist]|l[st]|s[how]", "[ dev DEV ]", "lists the tokens of links", list, 0, NULL },
	{ "se[t]|a[dd]", "TOKEN dev DEV", "gives a link a token", modify, 0, NULL },
	{ "d[elete]", "dev DEV", "takes the token of a link away", modify, 0, "delete" },
	{ "g[et]", "[ dev DEV ]", "shows the token of a link", list, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip token [ list | set | del | get ] [ TOKEN ] [ dev DEV ]\n", "");
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &token_table, NULL };

const struct object token_object = {
	.word = "to[ken]",
	.name = "token",
	.help = "interface identifiers: the lower halves of IPv6 addresses that a link makes",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.tables = tables,
};
