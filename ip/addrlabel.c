/* addrlabel.c - "ip addrlabel": labels by which IPv6 picks a source address (RFC 6724).  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_addrlabel.h>
#include <string.h>

#include "addrlabel_table.h"
#include "error.h"
#include "flush.h"
#include "objects.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

#define AT(field) offsetof(struct ifaddrlblmsg, field)

static int parse_prefix(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	int from = w->i - 2;
	struct address a;

	if (!word || route_scan_prefix(q, word, q->family, &a) < 0)
		return -1;
	if (!request_add_bytes(q, t, r, from, w->i, a.data, a.size))
		return -1;
	return request_add_number(q, t, table_header(t, AT(ifal_prefixlen)), from, w->i, a.length) ? 0 : -1;
}

static void show_prefix(struct out *o, const struct row *r, const struct view *v)
{
	const struct ifaddrlblmsg *m = v->header;
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	out_literal(o, "address", "prefix {%s}", &l);
	out_unsigned(o, "prefixlen", "/%s ", m->ifal_prefixlen);
}

static void show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELADDRLABEL)
		out_bool(o, "deleted", "Deleted ", true);
}

static const struct row rows[] = {
	PRINTS(show_deleted),
	HEADER(ifaddrlblmsg, ifal_family, u8, .hide = HIDE, .kernel_filter = true),
	HEADER(ifaddrlblmsg, ifal_prefixlen, u8, .hide = HIDE),
	ATTR(IFAL_ADDRESS, address, "prefix", "PREFIX", "addresses that it is for", .parse = parse_prefix, .show = show_prefix),
	HEADER(ifaddrlblmsg, ifal_index, device, SAID("dev", "dev is invalid\n"), .text = "dev %s ", .json = "ifname",
	       .hide = HIDE_ZERO, .help = "on this link only"),
	ATTR(IFAL_LABEL, u32, "label", "LABEL", "a number; source and destination should have the same",
	     BAD("label is invalid\n"), .max = UINT32_MAX - 1),
	HEADER(ifaddrlblmsg, ifal_flags, u8, .hide = HIDE), HEADER(ifaddrlblmsg, ifal_seq, u32, .hide = HIDE),
};
/* Words that are none are passed over, as in ip(8). */
static int pass_over(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	w->i++;
	return 0;
}

const struct table addrlabel_table = {
	.name = "addrlabel", .unknown = pass_over, TABLE_ROWS(rows), .header = sizeof(struct ifaddrlblmsg), .header_name = "ifaddrlblmsg",
};

static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &addrlabel_table, TO_SET, c->data ? RTM_DELADDRLABEL : RTM_NEWADDRLABEL, NLM_F_ACK | c->flags, w);
	if (request_parse(&q, &addrlabel_table, w) < 0 || w->completing)
		return -1;
	if (!request_attr(&q, &addrlabel_table, IFAL_ADDRESS))
		return fail(1, "Not enough information: \"prefix\" argument is required.");
	if (!request_attr(&q, &addrlabel_table, IFAL_LABEL))
		return fail(1, "Not enough information: \"label\" argument is required.");
	request_imply_header(&q, AT(ifal_family), opt.family ? opt.family : AF_INET6);
	return request_send(&q, NULL, NULL);
}

static void list_begin(struct request *q, struct words *w)
{
	request_begin(q, &addrlabel_table, TO_LIST, RTM_GETADDRLABEL, NLM_F_DUMP, w);
	request_imply_header(q, AT(ifal_family), q->family ? q->family : AF_INET6);
}

static int show_one(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (n->nlmsg_type != RTM_NEWADDRLABEL || view_message(&v, &addrlabel_table, n, arg) < 0)
		return 0;
	show_record(&out, &v);
	return 0;
}

static int list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (words_peek(w)) {
		error_blame(w->i);
		return fail(1, "\"ip addrlabel show\" does not take any arguments.");
	}
	list_begin(&q, w);
	return request_list(&q, show_one, &q, 255);
}

static int flush_one(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (n->nlmsg_type != RTM_NEWADDRLABEL || view_message(&v, &addrlabel_table, n, NULL) < 0)
		return 0;
	return flush_take(arg, n);
}

static int flush(struct words *w, const struct command *c)
{
	static struct flush f = { .each = flush_one, .type = RTM_DELADDRLABEL, .status = 1 };

	(void)c;
	if (words_peek(w)) {
		error_blame(w->i);
		return fail(1, "\"ip addrlabel flush\" does not allow extra arguments");
	}
	list_begin(&f.q, w);
	return flush_round(&f);
}

#define LABEL "prefix PREFIX [ dev DEV ] label LABEL"

static const struct command commands[] = {
	{ "l[ist]|l[st]|s[how]", "", "lists labels", list, 0, NULL },
	{ "a[dd]", LABEL, "gives addresses a label", modify, NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "d[elete]", LABEL, "takes a label away", modify, 0, "delete" },
	{ "f[lush]", "", "takes all labels away", flush, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip addrlabel {{ add | del } prefix PREFIX [ dev DEV ] [ label LABEL ]\n"
		       "       ip addrlabel [ list | flush | help ]\n", "");
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &addrlabel_table, NULL };

const struct object addrlabel_object = {
	.word = "addrl[abel]", .name = "addrlabel", .help = "labels by which IPv6 picks a source address", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
