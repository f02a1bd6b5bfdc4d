/* request_failure.c - what is known of the request that did not succeed.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "error.h"
#include "schema.h"

static struct failure failure;
static bool is_known;

const struct failure *request_failure(void)
{
	return &failure;
}

void request_failure_reset(void)
{
	if (is_known)
		memset(&failure, 0, sizeof(failure));
	is_known = false;
}

void request_failure_restore(const struct failure *f)
{
	failure = *f;
	is_known = true;
}

/* The requests of callers live on the stack; their items are in the arena. */
static void keep(const struct request *q)
{
	is_known = true;
	failure.q = *q;
	failure.q.up = NULL;
}

/* The innermost row is the one at fault, the outermost request the one that failed. */
int request_failed_at(const struct request *q, const struct table *t, const struct row *r)
{
	keep(q);
	if (!failure.table) {
		failure.table = t;
		failure.row = r;
	}
	return -1;
}

int request_failed_also(const struct table *t)
{
	is_known = true;
	failure.also = t;
	return -1;
}

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

/* What stands where the kernel's error points: at an attribute, or at the nest in which one is missing. */
struct search {
	const struct nl_error *e;
	const struct row *missing;
	const struct table *table;
	const struct row *row;
};

static void search_node(const struct node *node, void *arg)
{
	struct search *s = arg;
	const struct table *in;

	if (node->group || !node->row)
		return;
	if (s->e->has_offset && node->offset == s->e->offset) {
		s->table = node->table;
		s->row = node->row;
	}
	if (!s->e->has_missing || !s->e->has_nest || node->offset != s->e->nest)
		return;
	in = view_pick(node->view, node->row);
	if (in)
		s->missing = table_attr(in, s->e->missing);
}

int request_refused(const struct request *q, const struct nl_error *e, const struct nlmsghdr *n)
{
	const struct item *i = e->has_offset ? item_at(q, e->offset) : NULL;
	struct search s = { .e = e };

	if (e->has_missing && !e->has_nest)
		s.missing = table_attr(q->table, e->missing);
	if (n && (e->has_offset || e->has_nest))
		tree_walk(n, q->table, search_node, &s);
	keep(q);
	failure.kernel = *e;
	failure.missing = s.missing;
	failure.table = s.row ? s.table : i ? i->table : NULL;
	failure.row = i ? i->row : s.row;
	if (i)
		error_blame(i->to - 1);
	return -1;
}
