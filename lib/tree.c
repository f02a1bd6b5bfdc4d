/* tree.c - every attribute of a message, together with its row.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "schema.h"

struct walk {
	const struct nlmsghdr *n;
	tree_each each;
	void *arg;
};

/* A nest can hold itself (the peer of a veth is a link): damaged messages must not go on for ever. */
#define DEPTH_MAX 8

/* Several rows may share an attribute: the one that stands for the whole of it, else the first. */
static const struct row *row_of(const struct table *t, uint16_t attr, const void *data, size_t size,
				bool *v6)
{
	const struct row *r, *found = NULL;

	*v6 = false;
	table_for_each(r, t) {
		if (r->place != AT_ATTR && r->place != AT_FIELD)
			continue;
		if (r->attr != attr && !(r->v6 && r->v6 == attr))
			continue;
		if (found && row_more(r)->only && row_more(r)->only(data, size))
			found = r;
		if (!found)
			found = r;
	}
	if (found)
		*v6 = found->attr != attr;
	return found;
}

static void walk_table(const struct walk *, const struct table *, const void *data, size_t size,
		       const struct view *up, int depth);

static uint32_t offset_of(const struct walk *w, const void *at)
{
	return (const char *)at - (const char *)w->n;
}

/* header, attributes, header, attributes ...: all groups of one attribute */
static void walk_groups(const struct walk *w, const struct node *of)
{
	const struct row *r = of->row;
	const char *at = of->data;
	size_t left = of->size;

	while (left >= r->table->header && left) {
		struct node g = *of;
		uint16_t length = left;

		if (r->group_length) {
			memcpy(&length, at, sizeof(length));
			if (length < r->table->header || length > left)
				return;
		}
		g.group = true;
		g.table = r->table;
		g.data = at;
		g.size = length;
		g.offset = offset_of(w, at);
		/* One without a header is nothing but its attributes. */
		g.depth = of->depth + (r->table->header > 0);
		w->each(&g, w->arg);
		walk_table(w, r->table, at, length, of->view, g.depth + 1);
		if ((size_t)MNL_ALIGN(length) >= left)
			return;
		at += MNL_ALIGN(length);
		left -= MNL_ALIGN(length);
	}
}

static void walk_attr(const struct walk *w, const struct view *v, const struct nlattr *a, int depth)
{
	struct node node = {
		.table = v->table,
		.attr = mnl_attr_get_type(a),
		.data = mnl_attr_get_payload(a),
		.size = mnl_attr_get_payload_len(a),
		.offset = offset_of(w, a),
		.depth = depth,
		.view = v,
	};
	const struct table *in;

	node.row = row_of(v->table, node.attr, node.data, node.size, &node.v6);
	w->each(&node, w->arg);
	if (!node.row || depth >= DEPTH_MAX)
		return;
	if (node.row->group) {
		walk_groups(w, &node);
		return;
	}
	in = view_pick(v, node.row);
	if (in && !row_is_struct(node.row))
		walk_table(w, in, node.data, node.size, v, depth + 1);
}

static void walk_attrs(const struct walk *w, const struct view *v, const void *data, size_t size,
		       int depth)
{
	size_t skip = MNL_ALIGN(v->table->header);

	if (size <= skip)
		return;
	nl_for_each(a, (const char *)data + skip, size - skip)
		walk_attr(w, v, a, depth);
}

static void walk_table(const struct walk *w, const struct table *t, const void *data, size_t size,
		       const struct view *up, int depth)
{
	struct view v;

	if (!view_nest(&v, t, data, size, up))
		walk_attrs(w, &v, data, size, depth);
}

void tree_walk(const struct nlmsghdr *n, const struct table *t, tree_each each, void *arg)
{
	struct walk w = { n, each, arg };
	struct view v;

	if (!view_message(&v, t, n, NULL))
		walk_attrs(&w, &v, v.header, mnl_nlmsg_get_payload_len(n), 0);
}
