/* send.c - a request meets the kernel; the kernel's error meets the words.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "error.h"
#include "options.h"
#include "schema.h"

/* The smallest item that holds the byte at offset: a nest's words are wider than those in it. */
static const struct item *item_at(const struct request *q, uint32_t offset)
{
	const struct item *best = NULL;

	for (const struct item *i = q->first; i; i = i->next) {
		const struct item *deep;

		if (i->dead || !i->length || offset < i->offset || offset >= i->offset + i->length)
			continue;
		deep = i->group ? item_at(i->group, offset) : NULL;
		if (!deep)
			deep = i;
		if (deep->from < deep->to && (!best || deep->length < best->length))
			best = deep;
	}
	return best;
}

/* What ip(8) calls an attribute that the kernel misses. */
struct missing {
	const struct nl_error *e;
	const struct row *row;
};

static void find_missing(const struct node *node, void *arg)
{
	struct missing *m = arg;
	const struct table *in;

	if (!m->e->has_nest || node->offset != m->e->nest || !node->row || node->group)
		return;
	in = view_pick(node->view, node->row);
	if (in)
		m->row = table_attr(in, m->e->missing);
}

static void hint_missing(const struct request *q, const struct nl *nl, const struct nlmsghdr *n)
{
	struct missing m = { .e = &nl->error };
	char plain[WORD_MAX];

	if (!nl->error.has_missing)
		return;
	if (!nl->error.has_nest)
		m.row = table_attr(q->table, nl->error.missing);
	else if (n)
		tree_walk(n, q->table, find_missing, &m);
	if (m.row && m.row->say[q->space].word)
		error_hint("\"%s\" is missing: %s", row_called(m.row, q->space, plain),
			   m.row->help ? m.row->help : m.row->attr_name);
	else if (m.row)
		error_hint("attribute %s is missing", m.row->attr_name);
}

static int fail_kernel(const struct nl_error *e)
{
	size_t n = strlen(e->message);

	if (!n)
		return fail(2, "RTNETLINK answers: %s", strerror(e->code));
	return fail(2, "Error: %s%s", e->message, e->message[n - 1] == '.' ? "" : ".");
}

int request_blame(const struct request *q, const struct nl *nl)
{
	const struct item *i = nl->error.has_offset ? item_at(q, nl->error.offset) : NULL;

	fail_kernel(&nl->error);
	if (i)
		error_blame(i->to - 1);
	return -1;
}

static bool changes_state(const struct nlmsghdr *n)
{
	/* rtnetlink numbers its messages in fours: NEW, DEL, GET, SET. */
	return ((n->nlmsg_type - RTM_BASE) & 3) != 2;
}

int request_send(struct request *q, nl_each each, void *arg)
{
	struct nlmsghdr *n = request_build(q);
	struct nl *nl;

	if (!n)
		return -1;
	explain_request(q);
	if (opt.dry_run && changes_state(n)) {
		explain_message(&err, n, true, q);
		return 0;
	}
	nl = nl_socket(0);
	if (!nl)
		return -1;
	if (nl_talk(nl, n, each, arg) < 0) {
		explain_request(NULL);
		if (!nl->error.code)
			return -1;
		request_blame(q, nl);
		hint_missing(q, nl, n);
		return -1;
	}
	explain_request(NULL);
	if (nl->error.message[0])
		warn("Warning: %s.", nl->error.message);
	return 0;
}

int request_dump(struct request *q, const struct nl_dump *dump, int status)
{
	struct nlmsghdr *n = request_build(q);
	struct nl *nl = n ? nl_socket(0) : NULL;
	int ret;

	if (!nl)
		return -1;
	explain_request(q);
	ret = nl_dump(nl, n, dump);
	explain_request(NULL);
	if (!ret)
		return 0;
	if (nl->error.code) {
		request_blame(q, nl);
		fail_further(status, "Dump terminated");
	}
	return -1;
}
