/* nexthop_list.c - "ip nexthop show", "get", "bucket".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>

#include "compat.h"
#include "error.h"
#include "nexthop_table.h"
#include "options.h"

#define FAMILY offsetof(struct nhmsg, nh_family)

static const struct table *table_of(const struct nlmsghdr *n)
{
	switch (n->nlmsg_type) {
	case RTM_NEWNEXTHOP:
	case RTM_DELNEXTHOP:
		return &nexthop_object_table;
	case RTM_NEWNEXTHOPBUCKET:
	case RTM_DELNEXTHOPBUCKET:
		return &nexthop_bucket_table;
	}
	return NULL;
}

static int show_one(const struct nlmsghdr *n, void *filter)
{
	const struct table *t = table_of(n);
	struct view v;

	if (!t || view_message(&v, t, n, filter) < 0 || (filter && !filter_matches(filter, &v)))
		return 0;
	show_record(&out, &v);
	return 0;
}

/* An echo may be followed by those of groups that have lost a member; ip(8) shows the first. */
int nexthop_show_answer(const struct nlmsghdr *n, void *arg)
{
	bool *shown = arg;

	if (*shown)
		return 0;
	*shown = true;
	out_begin(&out);
	show_one(n, NULL);
	out_end(&out);
	return 0;
}

/* Counters only come when they are asked for (since Linux 6.9). */
static void imply_statistics(struct request *q)
{
	uint32_t flags = opt.stats > 1 ? NHA_OP_FLAG_DUMP_STATS | NHA_OP_FLAG_DUMP_HW_STATS : NHA_OP_FLAG_DUMP_STATS;

	if (opt.stats)
		request_imply(q, q->table, NHA_OP_FLAGS, flags);
}

int nexthop_ask(struct request *q, int (*ask)(struct request *))
{
	struct item *i;
	int ret;

	imply_statistics(q);
	request_imply_header(q, FAMILY, opt.family);
	ret = ask(q);
	i = request_attr(q, q->table, NHA_OP_FLAGS);
	if (!ret || !i || nl_socket(0)->error.code != EINVAL)
		return ret;
	request_drop(i);
	error_clear();
	return ask(q);
}

static int ask_all(struct request *q)
{
	struct nl_dump dump = { show_one, request_list_again, q };
	int ret;

	out_hold(&out);
	out_begin(&out);
	ret = request_dump(q, &dump, 2);
	/* There is no such group: ip(8) does not say so either. */
	if (!ret && nl_socket(0)->error.empty)
		ret = fail(2, "Dump terminated");
	out_end(&out);
	if (ret < 0 && request_attr(q, q->table, NHA_OP_FLAGS))
		out_rollback(&out);
	out_release(&out);
	return ret;
}

static int ask_one(struct request *q)
{
	bool shown = false;

	return request_send(q, nexthop_show_answer, &shown);
}

int nexthop_ask_id(struct words *w, uint32_t id)
{
	const struct row *r = table_attr(&nexthop_object_table, NHA_ID);
	struct request q;

	request_begin(&q, &nexthop_object_table, TO_GET, RTM_GETNEXTHOP, 0, w);
	request_add_number(&q, &nexthop_object_table, r, 0, 0, id);
	return nexthop_ask(&q, ask_one);
}

int nexthop_list(struct words *w, const struct command *c)
{
	struct request q;
	struct item *id;

	(void)c;
	request_begin(&q, &nexthop_object_table, TO_LIST, RTM_GETNEXTHOP, NLM_F_DUMP, w);
	if (request_parse(&q, &nexthop_object_table, w) < 0)
		return -1;
	if (w->completing)
		return 0;
	id = request_attr(&q, &nexthop_object_table, NHA_ID);
	return id ? nexthop_ask_id(w, item_number(id)) : nexthop_ask(&q, ask_all);
}

int nexthop_get(struct words *w, const struct command *c)
{
	struct request q;
	struct item *id;

	request_begin(&q, &nexthop_object_table, TO_GET, RTM_GETNEXTHOP, 0, w);
	if (request_parse(&q, &nexthop_object_table, w) < 0 || w->completing)
		return -1;
	id = request_attr(&q, &nexthop_object_table, NHA_ID);
	if (!id || !item_number(id))
		return nexthop_usage(w, c);
	return nexthop_ask(&q, ask_one);
}

/* ---- buckets: what a resilient group's traffic is dealt out to ---- */
static int bucket_list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &nexthop_bucket_table, TO_LIST, RTM_GETNEXTHOPBUCKET, NLM_F_DUMP, w);
	if (request_parse(&q, &nexthop_bucket_table, w) < 0)
		return -1;
	if (w->completing)
		return 0;
	request_imply_header(&q, FAMILY, opt.family);
	return ask_all(&q);
}

static int bucket_get(struct words *w, const struct command *c)
{
	const struct table *in;
	const struct row *index = table_word(&nexthop_bucket_table, TO_GET, "index", &in);
	struct request q;
	struct item *id;

	request_begin(&q, &nexthop_bucket_table, TO_GET, RTM_GETNEXTHOPBUCKET, 0, w);
	if (request_parse(&q, &nexthop_bucket_table, w) < 0 || w->completing)
		return -1;
	id = request_attr(&q, &nexthop_bucket_table, NHA_ID);
	if (!id || !item_number(id) || !request_row(&q, index))
		return nexthop_usage(w, c);
	request_imply_header(&q, FAMILY, opt.family);
	return ask_one(&q);
}

static const struct command bucket_commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ BUCKET_SELECTOR ... ]", "lists buckets", bucket_list, 0, NULL },
	{ "g[et]", "id ID index INDEX", "shows one bucket", bucket_get, 0, NULL },
};
static const struct object bucket_object = {
	.word = "b[ucket]", .name = "nexthop", .help = "buckets of resilient groups", .commands = bucket_commands,
	.n = sizeof(bucket_commands) / sizeof(bucket_commands[0]), .usage = nexthop_usage,
};

int nexthop_bucket(struct words *w, const struct command *c)
{
	(void)c;
	return object_command(&bucket_object, w);
}
