/* rule_list.c - "ip rule show", "flush", "save", "restore".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include <string.h>

#include "compat.h"
#include "error.h"
#include "large.h"
#include "options.h"
#include "store.h"

#define ROUNDS_MAX 64

static const struct store file = { 0x71706986, "rule", 255, 255 };

static int list_parse(struct request *q, struct words *w, const struct command *c, const void *context)
{
	if (rule_family(c) < 0)
		return -1;
	request_begin(q, &rule_table, TO_LIST, RTM_GETRULE, NLM_F_DUMP, w);
	q->context = context;
	if (!q->family)
		q->family = AF_INET;
	if (request_parse(q, &rule_table, w) < 0)
		return -1;
	request_imply_header(q, offsetof(struct fib_rule_hdr, family), q->family);
	return 0;
}

static bool is_listed(const struct request *q, struct view *v, const struct nlmsghdr *n)
{
	if (n->nlmsg_type != RTM_NEWRULE || view_message(v, &rule_table, n, q) < 0)
		return false;
	return (!opt.family || opt.family == ((const struct fib_rule_hdr *)v->header)->family) && filter_matches(q, v);
}

static int show_one(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (!is_listed(arg, &v, n))
		return 0;
	show_record(&out, &v);
	return 0;
}

int rule_list(struct words *w, const struct command *c)
{
	struct request q;

	if (list_parse(&q, w, c, NULL) < 0 || w->completing)
		return -1;
	return request_list(&q, show_one, &q, 255) < 0 ? error_survivable() : 0;
}

/* ---- flush: all but the first rule, which has no number and cannot be told apart ---- */
static int remove_one(const struct nlmsghdr *n)
{
	static LARGE char buf[NL_MESSAGE_MAX];
	struct nlmsghdr *delete = (void *)buf;
	struct nl *nl = nl_socket(1);

	if (!nl)
		return -1;
	if (n->nlmsg_len > sizeof(buf))
		return fail(1, "Error: Buffer too small for object.");
	memcpy(buf, n, n->nlmsg_len);
	delete->nlmsg_type = RTM_DELRULE;
	delete->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	if (nl_talk(nl, delete, NULL, NULL) == 0)
		return 0;
	return nl_dump_refused(nl, 255);
}

struct flush {
	struct request q;
	uint32_t removed;	/* in this round */
};

static int flush_one(const struct nlmsghdr *n, void *arg)
{
	struct flush *f = arg;
	struct view v;

	if (!is_listed(&f->q, &v, n) || !view_attr(&v, FRA_PRIORITY))
		return 0;
	f->removed++;
	return remove_one(n);
}

/* The kernel counts rules to know where a dump goes on: some that follow removed ones are left out. */
static int flush_rounds(struct flush *f)
{
	struct nl_dump dump = { flush_one, NULL, f };
	int rounds = 0;

	do {
		f->removed = 0;
		if (request_dump(&f->q, &dump, 255) < 0)
			return error_survivable();
	} while (f->removed && !opt.dry_run && ++rounds < ROUNDS_MAX);
	return 0;
}

int rule_flush(struct words *w, const struct command *c)
{
	struct flush f = { .removed = 0 };
	int ret;

	if (list_parse(&f.q, w, c, c) < 0 || w->completing)
		return -1;
	out_begin(&out);
	ret = flush_rounds(&f);
	out_end(&out);
	return ret;
}

/* ---- files ---- */
static int save_each(const struct nlmsghdr *n, void *arg)
{
	(void)arg;
	return n->nlmsg_type == RTM_NEWRULE ? store_save(n) : 0;
}

int rule_save(struct words *w, const struct command *c)
{
	struct request q;

	if (words_peek(w))
		return fail(1, "\"ip rule save\" does not take any arguments.");
	if (store_save_begin(&file) < 0 || list_parse(&q, w, c, NULL) < 0)
		return -1;
	if (!store_save_dump(&q, save_each, NULL))
		return 0;
	nl_dump_refused(nl_socket(0), 255);
	return error_survivable();
}

static int restore_each(struct nlmsghdr *n, void *arg)
{
	(void)arg;
	return n->nlmsg_type == RTM_NEWRULE ? store_restore(&file, n) : 0;
}

int rule_restore(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return store_read_begin(&file) < 0 ? -1 : store_read(&file, restore_each, NULL);
}
