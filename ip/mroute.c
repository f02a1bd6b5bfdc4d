/* mroute.c - "ip mroute": routes of multicast, which daemons make and the kernel tells.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "mroute_table.h"

#include <string.h>
#include <unistd.h>

#include "compat.h"
#include "error.h"
#include "links.h"
#include "objects.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

/* ---- what is shown ---- */
static void show_event(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELROUTE)
		out_true(o, "deleted", "Deleted ");
}

static const char *address(const struct view *v, uint16_t attr, char *buf)
{
	const struct nlattr *a = view_attr(v, attr);

	if (!a)
		return "unknown";
	format_address(buf, route_header(v)->rtm_family == RTNL_FAMILY_IP6MR ? AF_INET6 : AF_INET, mnl_attr_get_payload(a),
		       mnl_attr_get_payload_len(a));
	return buf;
}

#define COLUMN 32

/* "(SOURCE,GROUP)", up to a column. */
static void show_pair(struct out *o, const struct row *r, const struct view *v)
{
	char from[FORMAT_MAX], to[FORMAT_MAX], text[2 * FORMAT_MAX + COLUMN];
	const char *source = address(v, RTA_SRC, from), *group = address(v, RTA_DST, to);
	int n;

	(void)r;
	out_string(o, "src", NULL, source);
	out_string(o, "dst", NULL, group);
	n = snprintf(text, sizeof(text), "(%s,%s)", source, group);
	for (; n < COLUMN; n++)
		text[n] = ' ';
	text[n] = '\0';
	out_text(o, "%s Iif: ", text);
}

static void show_input(struct out *o, const struct row *r, const struct view *v)
{
	char padded[IFNAMSIZ + 16];

	(void)r;
	if (!view_u32(v, RTA_IIF)) {
		out_string(o, "iif", "%s ", "unresolved");
		return;
	}
	out_string(o, "iif", NULL, links_name(view_u32(v, RTA_IIF)));
	snprintf(padded, sizeof(padded), "%-10.15s", links_name(view_u32(v, RTA_IIF)));
	out_text_colored(o, COLOR_IFNAME, "{%s }", padded);
}

static void show_outputs(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);

	if (!a)
		return;
	out_open(o, "multipath", '[');
	for (const struct rtnexthop *h = NULL; (h = nexthop_after(a, h));) {
		if (h == mnl_attr_get_payload(a))
			out_text(o, "Oifs: ", "");
		out_open(o, NULL, '{');
		out_string_colored(o, COLOR_IFNAME, "oif", "{%s}", links_name(h->rtnh_ifindex));
		if (h->rtnh_hops > 1)
			out_unsigned(o, "ttl", "(ttl %s) ", h->rtnh_hops);
		else
			out_text(o, " ", "");
		out_close(o);
	}
	out_close(o);
}

static void show_state(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t flags = route_header(v)->rtm_flags;

	(void)r;
	out_string(o, "state", " State: %s", flags & RTNH_F_UNRESOLVED ? "unresolved" : "resolved");
	if (flags & RTNH_F_OFFLOAD)
		out_null(o, "offload", " offload");
}

/* The listing of all tables says which one. */
static void show_table(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t table = view_attr(v, r->attr) ? view_u32(v, r->attr) : route_header(v)->rtm_table;
	const char *name = row_value_name(r, table);
	char number[FORMAT_MAX];

	if (!table || !v->filter || request_attr(v->filter, &mroute_table, RTA_TABLE) ||
	    (table == RT_TABLE_MAIN && !(v->when & ON_DETAILS)))
		return;
	format_unsigned(number, table);
	out_string(o, "table", " Table: %s", name ? name : number);
}

static void show_counters(struct out *o, const struct row *r, const struct view *v)
{
	const void *data = view_struct(v, r->attr, sizeof(struct rta_mfc_stats));
	struct rta_mfc_stats s;

	if (!data)
		return;
	memcpy(&s, data, sizeof(s));	/* attributes stand at multiples of four */
	out_unsigned(o, "packets", "\n  %s packets,", s.mfcs_packets);
	out_unsigned(o, "bytes", " %s bytes", s.mfcs_bytes);
	if (s.mfcs_wrong_if)
		out_unsigned(o, "wrong_if", ", %s arrived on wrong iif.", s.mfcs_wrong_if);
}

/* In ticks of the clock, of which there are a hundred a second. */
static void print_age(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	double seconds = (double)payload_number(data, size, false) / sysconf(_SC_CLK_TCK);
	char *label = l->buf + FORMAT_MAX;

	(void)v;
	(void)r;
	l->json = JSON_NUMBER;
	l->text = l->buf;
	l->label = label;
	snprintf(l->buf, FORMAT_MAX, "%g", seconds);
	snprintf(label, FORMAT_MAX, "%.2f", seconds);
}

static const struct type type_age = { .name = "u64", .size = 8, .print = print_age };

/* ---- words ---- */
/* "to" may be left out: then w->i is the prefix. */
static int parse_prefix(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = word_matches(row_word(r, q->space), w->v[w->i - 1]) ? w->i - 1 : w->i;
	const char *word = request_next(q, r, w);
	struct address a;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (route_scan_prefix(q, word, opt.family == AF_INET6 ? AF_INET6 : AF_INET, &a) < 0)
		return -1;
	return request_add_bytes(q, t, r, from, w->i, &a, sizeof(a)) ? 0 : -1;
}

static bool matches_prefix(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;

	return route_same_bits(v, i->row->attr, a, a->length);
}

static int parse_table(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	uint32_t all = RT_TABLE_UNSPEC;

	if (!word)
		return -1;
	if (!strcmp(word, "all"))
		return request_add_number(q, t, r, from, w->i, all) ? 0 : -1;
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static int usage(struct words *, const struct command *);

static int help(struct words *w)
{
	return usage(w, NULL);
}

static const struct row rows[] = {
	PRINTS(show_event),
	HEADER(rtmsg, rtm_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	PRINTS(show_pair),
	QUIET(RTA_SRC, binary, LISTED("f[rom]"), .arg = "PREFIX", .help = "sources within a prefix", .parse = parse_prefix,
	      .match = matches_prefix),
	QUIET(RTA_DST, binary, LISTED("to"), .arg = "PREFIX", .help = "groups within a prefix", .implied = 1 << TO_LIST,
	      .parse = parse_prefix, .match = matches_prefix),
	{ ATTR_ANON(RTA_IIF, device), LISTED("iif", "!Cannot find device \"%s\""), .help = "the link that packets come in by",
	  .hide = HIDE },
	PRINTS(show_input),
	TOLD(RTA_MULTIPATH, binary, NULL, NULL, .show = show_outputs),
	PRINTS(show_state),
	{ ATTR_ANON(RTA_TABLE, enum32), LISTED("t[able]", "table id value is invalid\n"), .arg = "TABLE_ID", .file = 1 + NAMES_TABLE,
	  .help = "the multicast routing table; all of them", .parse = parse_table, SHOW_ALWAYS(show_table), .kernel_filter = true },
	TOLD(RTA_MFC_STATS, binary, NULL, NULL, .show = show_counters, .when = ON_STATS),
	TOLD(RTA_EXPIRES, age, ", Age %s", "expires", .when = ON_STATS),
	HEADER(rtmsg, rtm_dst_len, u8, .hide = HIDE), HEADER(rtmsg, rtm_src_len, u8, .hide = HIDE),
	HEADER(rtmsg, rtm_tos, u8, .hide = HIDE), HEADER(rtmsg, rtm_table, u8, .hide = HIDE),
	HEADER(rtmsg, rtm_protocol, u8, .hide = HIDE), HEADER(rtmsg, rtm_scope, u8, .hide = HIDE),
	HEADER(rtmsg, rtm_type, u8, .hide = HIDE), HEADER(rtmsg, rtm_flags, x32, .hide = HIDE),
};
const struct table mroute_table = {
	.name = "mroute", TABLE_ROWS(rows), .header = sizeof(struct rtmsg), .header_name = "rtmsg", .help = help,
};

/* ---- list ---- */
static int show_one(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (n->nlmsg_type != RTM_NEWROUTE || view_message(&v, &mroute_table, n, arg) < 0 ||
	    route_header(&v)->rtm_type != RTN_MULTICAST || !filter_matches(arg, &v))
		return 0;
	show_record(&out, &v);
	return 0;
}

/* IPv4 goes without saying, and with it the one table that most have; no other family but IPv6 has such routes. */
static int list(struct words *w, const struct command *c)
{
	struct request q;
	struct item *table;

	(void)c;
	request_begin(&q, &mroute_table, TO_LIST, RTM_GETROUTE, NLM_F_DUMP, w);
	if (request_parse(&q, &mroute_table, w) < 0 || w->completing)
		return -1;
	if (opt.family && opt.family != AF_INET && opt.family != AF_INET6)
		return 0;
	if (opt.family != AF_INET6)
		request_imply(&q, &mroute_table, RTA_TABLE, RT_TABLE_DEFAULT);
	table = request_attr(&q, &mroute_table, RTA_TABLE);
	if (table && !item_number(table))
		request_drop(table);
	request_imply_header(&q, offsetof(struct rtmsg, rtm_family),
			     opt.family == AF_INET6 ? RTNL_FAMILY_IP6MR : RTNL_FAMILY_IPMR);
	return request_list(&q, show_one, &q, 1);
}

static const struct command commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ [ to ] PREFIX ] [ from PREFIX ] [ iif DEVICE ] [ table TABLE_ID ]", "lists routes of multicast",
	  list, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip mroute show [ [ to ] PREFIX ] [ from PREFIX ] [ iif DEVICE ]\n"
		       "                      [ table TABLE_ID ]\n"
		       "TABLE_ID := [ local | main | default | all | NUMBER ]\n", "");
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &mroute_table, NULL };

const struct object mroute_object = {
	.word = "mr[oute]",
	.name = "mroute",
	.help = "routes of multicast",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.tables = tables,
};
