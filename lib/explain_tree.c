/* explain_tree.c - a message as lines: what each byte is, and which words it came from.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "explain_line.h"
#include "options.h"
#include "types.h"

#define DEPTH_ALL 99

struct tree {
	struct out *o;
	const struct request *q;	/* NULL: nobody said it */
	int closed;			/* what is deeper is not shown */
};

/* ---- words ---- */
/* Where in the message a line stands: an attribute by its offset, a field of a struct by its own. */
struct where {
	uint32_t offset;
	const struct row *field;	/* AT_FIELD or AT_HEADER; NULL: an attribute */
	bool group;
};

static bool stands_here(const struct item *i, const struct where *w)
{
	if (i->group)
		return (w->group || !i->row->table->header) && i->offset == w->offset;
	if (w->group)
		return false;
	if (w->field && w->field->place == AT_HEADER)
		return i->row->place == AT_HEADER && w->offset >= i->offset && w->offset < i->offset + i->length;
	if (i->row->place == AT_HEADER || i->offset != w->offset)
		return false;
	return w->field ? i->row->place == AT_FIELD && i->row->offset == w->field->offset :
			  i->row->place != AT_FIELD;
}

static void find_words(struct leaf *l, const struct request *q, const struct where *w)
{
	for (const struct item *i = q ? q->first : NULL; i; i = i->next) {
		if (i->dead || !i->length)
			continue;
		if (stands_here(i, w) && l->n_from < (int)(sizeof(l->from) / sizeof(l->from[0])))
			l->from[l->n_from++] = i;
		if (i->group && w->offset >= i->offset && w->offset < i->offset + i->length)
			find_words(l, i->group, w);
	}
	if (q)
		l->words = q->words;
}

/* ---- structs ---- */
static void put_field(const struct tree *x, const struct view *v, const struct row *r, const char *at, size_t size,
		      struct leaf *l, const struct where *w)
{
	l->name = r->place == AT_FIELD ? strchr(r->part, '.') + 1 : r->name;
	l->attr = -1;
	find_words(l, x->q, w);
	leaf_value(l, v, r, at, size);
	/* What is zero and was not asked for goes without saying. */
	if (l->n_from || opt.details || l->is != NUMBER || l->number)
		line_put(x->o, l);
}

static void put_struct(const struct tree *x, int depth, const char *name, size_t size)
{
	struct leaf l = { .depth = depth, .name = name, .type = "struct", .attr = -1 };

	snprintf(l.label, sizeof(l.label), "%zu bytes", size);
	line_put(x->o, &l);
}

static void put_header(const struct tree *, const struct view *, const void *header, uint32_t offset, int depth);

static void header_fields(const struct tree *x, const struct view *v, const char *header, uint32_t offset, int depth)
{
	const struct row *r;
	struct view part;

	table_for_each(r, v->table) {
		struct leaf l = { .depth = depth };
		struct where w = { offset + r->offset, r, false };

		if (r->place == AT_HEADER && r == table_header(v->table, r->offset) && !r->group)
			put_field(x, v, r, header + r->offset, r->type->size, &l, &w);
		else if (r->place == AT_HEADER && r->group && !view_nest(&part, r->table, header + r->offset, r->table->header, v))
			put_header(x, &part, part.header, offset + r->offset, depth);
	}
}

static void put_header(const struct tree *x, const struct view *v, const void *header, uint32_t offset, int depth)
{
	if (!v->table->header)
		return;
	put_struct(x, depth, v->table->header_name ? v->table->header_name : v->table->name, v->table->header);
	header_fields(x, v, header, offset, depth + 1);
}

/* A field without a size of its own, as a hardware address in a struct of 32 bytes: what is used of it. */
static size_t field_size(const struct row *r, const char *at, size_t left)
{
	if (r->type->size)
		return r->type->size;
	while (left > 6 && !at[left - 1])
		left--;
	return left;
}

static bool is_first_of_field(const struct table *t, const struct row *of)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->place == AT_FIELD && row_is_beside(r, of))
			return r == of;
	return false;
}

static void put_payload_struct(const struct tree *x, const struct node *node, struct leaf *l)
{
	const struct row *r;

	l->type = "struct";
	snprintf(l->label, sizeof(l->label), "%.*s, %zu bytes", (int)strcspn(node->row->part, "."), node->row->part,
		 node->size);
	line_put(x->o, l);
	table_for_each(r, node->table) {
		struct leaf field = { .depth = l->depth + 1 };
		struct where w = { node->offset, r, false };
		const char *at = (const char *)node->data + r->offset;

		if (r->place != AT_FIELD || r->attr != node->attr || node->size < (size_t)r->offset + r->type->size ||
		    r->size != node->row->size || !is_first_of_field(node->table, r))
			continue;
		put_field(x, node->view, r, at, field_size(r, at, node->size - r->offset), &field, &w);
	}
}

/* The same where the fields are those of a table's header: a kernel may know more or fewer of them. */
static void put_table_struct(const struct tree *x, const struct node *node, struct leaf *l)
{
	struct view v = *node->view;
	const struct row *r;

	v.table = node->row->table;
	l->type = "struct";
	snprintf(l->label, sizeof(l->label), "%s, %zu bytes", v.table->header_name, node->size);
	line_put(x->o, l);
	table_for_each(r, v.table) {
		struct leaf field = { .depth = l->depth + 1 };
		struct where w = { node->offset, r, false };

		if (r->place == AT_HEADER && node->size >= (size_t)r->offset + r->type->size)
			put_field(x, &v, r, (const char *)node->data + r->offset,
				  r->type->size ? r->type->size : node->size - r->offset, &field, &w);
	}
}

/* ---- the tree ---- */
static void put_group(const struct tree *x, const struct node *node)
{
	struct leaf l = { .depth = node->depth, .name = node->table->header_name, .type = "struct", .attr = -1,
			  .keyword = true };
	struct where w = { node->offset, NULL, true };
	struct view v = *node->view;

	v.table = node->table;
	if (!l.name)
		l.name = node->table->name;
	snprintf(l.label, sizeof(l.label), "%zu bytes", (size_t)node->table->header);
	find_words(&l, x->q, &w);
	line_put(x->o, &l);
	header_fields(x, &v, node->data, node->offset, node->depth + 1);
}

/* A nest may begin with a fixed header of its own. */
static void put_nest_header(const struct tree *x, const struct node *node)
{
	const struct table *in = node->row->type->is_nest ? view_pick(node->view, node->row) : NULL;
	struct view v;

	if (!in || !in->header || node->row->group ||
	    view_nest(&v, in, node->data, node->size, node->view) < 0)
		return;
	put_header(x, &v, node->data, node->offset + NLA_HDRLEN, node->depth + 1);
}

static const char *node_name(const struct node *node, char *buf, size_t size)
{
	if (node->row)
		snprintf(buf, size, "%s", node->v6 ? node->row->part : node->row->name);
	else
		snprintf(buf, size, "attribute %u", node->attr);
	return buf;
}

/* A nest that only -details looks into. */
static bool is_closed(const struct row *r)
{
	return r && r->type->is_nest && r->hide & HIDE && r->when & ON_DETAILS && !opt.details;
}

/* What no table knows inside is bytes. */
static void node_value(struct leaf *l, const struct node *node)
{
	const struct row *r = node->row;

	if (!r || (r->type->is_nest && !r->group && !view_pick(node->view, r)))
		leaf_bytes(l, node->data, node->size);
	else
		leaf_value(l, node->view, r, node->data, node->size);
	if (is_closed(r))
		snprintf(l->label, sizeof(l->label), "%zu bytes, with -d: each", node->size);
}

static void put_node(const struct node *node, void *arg)
{
	struct leaf l = { .depth = node->depth, .attr = node->attr };
	struct where w = { node->offset, NULL, false };
	const struct row *r = node->row;
	struct tree *x = arg;
	char name[64];

	if (node->depth > x->closed)
		return;
	x->closed = is_closed(r) ? node->depth : DEPTH_ALL;
	if (node->group) {
		if (node->table->header)
			put_group(x, node);
		return;
	}
	find_words(&l, x->q, &w);
	l.keyword = l.n_from && l.from[0]->group;
	l.name = node_name(node, name, sizeof(name));
	if (r && r->place == AT_FIELD) {
		put_payload_struct(x, node, &l);
		return;
	}
	if (r && row_is_struct(r)) {
		put_table_struct(x, node, &l);
		return;
	}
	node_value(&l, node);
	line_put(x->o, &l);
	if (r)
		put_nest_header(x, node);
}

void tree_lines(struct out *o, const struct nlmsghdr *n, const struct table *t, const struct request *q)
{
	struct tree x = { o, q, DEPTH_ALL };
	struct view v;

	if (view_message(&v, t, n, NULL) < 0)
		return;
	put_header(&x, &v, v.header, sizeof(*n), 0);
	tree_walk(n, t, put_node, &x);
}

/* ---- one place ---- */
struct search {
	const struct request *q;
	uint32_t offset;
	char *buf;
	size_t size;
};

static void compare_node(const struct node *node, void *arg)
{
	const struct search *s = arg;
	struct leaf l = { .n_from = 0 };
	struct where w = { node->offset, NULL, false };

	if (node->offset != s->offset || node->group || !node->row || s->buf[0])
		return;
	find_words(&l, s->q, &w);
	node_name(node, s->buf, s->size);
	for (int i = 0; i < l.n_from; i++)
		for (int j = l.from[i]->from; j < l.from[i]->to && j < l.words->n; j++) {
			size_t n = strlen(s->buf);

			snprintf(s->buf + n, s->size - n, "%s%s", j == l.from[i]->from ? ", said by: " : " ", l.words->v[j]);
		}
}

void tree_name_at(const struct nlmsghdr *n, const struct table *t, const struct request *q, uint32_t offset, char *buf,
		  size_t size)
{
	struct search s = { q, offset, buf, size };

	buf[0] = '\0';
	tree_walk(n, t, compare_node, &s);
}
