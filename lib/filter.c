/* filter.c - a listing shows the messages that look like the example.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "schema.h"

static bool nest_matches(const struct request *, const struct view *, const struct row *);

static bool item_matches(const struct item *i, const struct view *v)
{
	const struct row *r = i->row;
	const void *data;
	size_t size;
	bool v6;

	if (r->match)
		return r->match(i, v);
	if (r->place == AT_NONE)
		return true;
	if (!view_payload(v, r, &data, &size, &v6))
		return false;
	if (r->type->match)
		return r->type->match(i, data, size);
	return size == i->size && !memcmp(data, i->data, size);
}

static bool rows_match(const struct request *q, const struct view *v)
{
	bool elsewhere = false;
	const struct row *r;

	/* What was implied goes to the kernel; only what was said is an example. */
	for (const struct item *i = q->first; i; i = i->next) {
		if (!i->dead && i->from < i->to && i->table == v->table && !item_matches(i, v))
			return false;
		elsewhere |= i->table != v->table;
	}
	if (!elsewhere)
		return true;
	table_for_each(r, v->table)
		if (r->type->is_nest && !r->group && !nest_matches(q, v, r))
			return false;
	return true;
}

static bool asks_below(const struct request *q, const struct table *t)
{
	const struct row *r;

	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->table == t)
			return true;
	table_for_each(r, t)
		if (r->table && !r->group && asks_below(q, r->table))
			return true;
	return false;
}

static bool nest_matches(const struct request *q, const struct view *up, const struct row *r)
{
	const struct nlattr *a = view_attr(up, r->attr);
	struct view v;

	if (!r->table || !asks_below(q, r->table))
		return true;
	if (!a || view_nest(&v, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return false;
	return rows_match(q, &v);
}

bool filter_matches(const struct request *q, const struct view *v)
{
	return !q->n_said || rows_match(q, v);
}
