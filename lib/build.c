/* build.c - from the items of a request to one netlink message.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "arena.h"
#include "error.h"
#include "genl.h"
#include "large.h"
#include "schema.h"

/*
 * Attributes stand in the order of their table, each nest once, whatever the order of the words:
 * the kernel keeps only the last of two equal nests (nla_parse).
 */
struct build {
	struct nlmsghdr *n;
	bool too_long;
};

static inline void *tail(struct build *b, size_t size)
{
	void *at = (char *)b->n + MNL_ALIGN(b->n->nlmsg_len);

	if (b->n->nlmsg_len + MNL_ALIGN(size) > NL_MESSAGE_MAX) {
		b->too_long = true;
		return NULL;
	}
	memset(at, 0, MNL_ALIGN(size));
	b->n->nlmsg_len += MNL_ALIGN(size);
	return at;
}

/* The kernel pads attributes to four bytes, but not their length field. */
static struct nlattr *put_attr(struct build *b, uint16_t type, const void *data, size_t size)
{
	struct nlattr *a = tail(b, sizeof(*a) + size);

	if (!a)
		return NULL;
	a->nla_type = type;
	a->nla_len = sizeof(*a) + size;
	if (size)
		memcpy(a + 1, data, size);
	return a;
}

static void placed(struct build *b, struct item *i, const void *at, size_t size)
{
	i->offset = (const char *)at - (const char *)b->n;
	i->length = size;
}

/* { value, mask }: the later word decides about the bits that both name. */
static void merge(void *to, const void *from)
{
	uint32_t have[2], more[2];

	memcpy(have, to, sizeof(have));
	memcpy(more, from, sizeof(more));
	have[0] = (have[0] & ~more[1]) | more[0];
	have[1] |= more[1];
	memcpy(to, have, sizeof(have));
}

static void put_into(void *place, const struct item *i)
{
	if (i->size == 1 && !i->row->type->merge) {
		*(char *)place = *(const char *)i->data;
	} else if (i->row->type->merge && i->size == 2 * sizeof(uint32_t)) {
		merge(place, i->data);
	} else if (i->row->type->merge) {
		for (size_t n = 0; n < i->size; n++)
			((uint8_t *)place)[n] |= ((const uint8_t *)i->data)[n];
	} else {
		memcpy(place, i->data, i->size);
	}
}

static bool shares_payload(const struct row *r)
{
	return r->place == AT_FIELD || r->type->merge;
}

static bool shares_with(const struct item *i, const struct item *first)
{
	return !i->dead && i->table == first->table && shares_payload(i->row) &&
	       i->row->place != AT_HEADER && i->row->attr == first->row->attr;
}

/* A struct can be longer than its fixed part: behind that stands what has no fixed size. */
static size_t shared_size(const struct request *q, const struct item *first)
{
	size_t size = first->row->place == AT_FIELD ? first->row->size : first->size;

	for (const struct item *i = q->first; i; i = i->next)
		if (shares_with(i, first) && size < (size_t)i->row->offset + i->size)
			size = i->row->offset + i->size;
	return size;
}

/* All items that share the payload of one attribute, in the order of the words. */
static int put_shared(struct build *b, struct request *q, const struct item *first)
{
	size_t size = shared_size(q, first);
	struct nlattr *a;

	a = put_attr(b, first->row->attr, arena_alloc(size), size);
	if (!a)
		return -1;
	for (struct item *i = q->first; i; i = i->next) {
		if (!shares_with(i, first))
			continue;
		put_into((char *)mnl_attr_get_payload(a) + i->row->offset, i);
		placed(b, i, a, a->nla_len);
	}
	return 1;
}

static void put_header(struct build *b, struct request *q, struct item *i)
{
	void *place = (char *)q->header + i->row->offset;

	put_into(place, i);
	placed(b, i, place, i->size);
}

static int put_own(struct build *b, struct item *i)
{
	const struct row *r = i->row;
	struct nlattr *a = put_attr(b, i->v6 ? r->v6 : r->attr, i->data, i->size);

	if (!a)
		return -1;
	if (r->more && r->more->marked_nest)
		a->nla_type |= NLA_F_NESTED;
	placed(b, i, a, a->nla_len);
	return 1;
}

static int put_item(struct build *b, struct request *q, struct item *i)
{
	const struct row *r = i->row;

	if (r->place == AT_HEADER)
		put_header(b, q, i);
	if (r->place != AT_FIELD && r->place != AT_ATTR)
		return 0;
	if (!shares_payload(r))
		return put_own(b, i);
	return i->length ? 0 : put_shared(b, q, i);
}

static int put_rows(struct build *, struct request *, const struct table *);

/* All that is said of a struct in the header goes into the same place. */
static int put_parts(struct build *b, struct request *q, const struct row *r)
{
	for (struct item *i = q->first; i; i = i->next) {
		if (i->dead || i->row != r)
			continue;
		i->group->header = (char *)q->header + r->offset;
		if (put_rows(b, i->group, r->table) < 0)
			return -1;
		placed(b, i, i->group->header, r->table->header);
	}
	return 0;
}

/* header, attributes, header, attributes ...: next hops of a route, the peer of a veth */
static int put_groups(struct build *b, struct request *q, const struct row *r)
{
	struct nlattr *open = NULL;

	for (struct item *i = q->first; i; i = i->next) {
		void *start;

		if (i->dead || i->row != r)
			continue;
		if ((!open || r->group_apart) && !(open = put_attr(b, r->attr, NULL, 0)))
			return -1;
		if (row_more(r)->marked_nest)
			open->nla_type |= NLA_F_NESTED;
		start = i->group->header = tail(b, r->table->header);
		if (!start || put_rows(b, i->group, r->table) < 0)
			return -1;
		i->offset = (char *)start - (char *)b->n;
		i->length = b->n->nlmsg_len - i->offset;
		if (r->group_length)
			*(uint16_t *)start = i->length;
		open->nla_len = (char *)b->n + b->n->nlmsg_len - (char *)open;
	}
	return open != NULL;
}

/* Does any item stand in this table or in a nest below it? */
static bool is_asked(const struct request *q, const struct table *t)
{
	const struct row *r;

	for (const struct item *i = q->first; i; i = i->next)
		if (i->table == t && !i->dead)
			return true;
	table_for_each(r, t)
		if (r->table && !r->group && is_asked(q, r->table))
			return true;
	return false;
}

static const struct table *picked(const struct request *q, const struct table *t,
				  const struct row *r)
{
	const struct more *more = row_more(r);
	const struct item *i;
	char buf[WORD_MAX];
	const char *by;

	if (!more->pick)
		return r->table;
	i = request_attr(q, t, r->selector);
	if (!i && more->selector_else)
		i = request_attr(q, t, more->selector_else);
	by = i ? selected_name(i->row, i->data, i->size, buf) : NULL;
	return by ? more->pick(by) : NULL;
}

static int put_nest(struct build *b, struct request *q, const struct table *t, const struct row *r)
{
	const struct table *in = picked(q, t, r);
	struct item *said = request_row(q, r);	/* a list may be empty, and yet said */
	struct nlattr *open;

	if (!in || (!said && !is_asked(q, in)))
		return 0;
	open = put_attr(b, r->attr, NULL, 0);
	if (!open)
		return -1;
	if (row_more(r)->marked_nest || (q->table->nested_flag && !row_more(r)->raw_nest))
		open->nla_type |= NLA_F_NESTED;
	if (put_rows(b, q, in) < 0)
		return -1;
	open->nla_len = (char *)b->n + b->n->nlmsg_len - (char *)open;
	if (said)
		placed(b, said, open, open->nla_len);
	/* What the kernel does not filter by is not asked for. */
	if (!said && q->space == TO_LIST && open->nla_len == MNL_ATTR_HDRLEN)
		b->n->nlmsg_len -= MNL_ATTR_HDRLEN;
	return 1;
}

static int put_row(struct build *b, struct request *q, const struct table *t, const struct row *r)
{
	if (r->group)
		return r->place == AT_HEADER ? put_parts(b, q, r) : put_groups(b, q, r);
	if (r->type->is_nest)
		return put_nest(b, q, t, r);
	if (q->space == TO_LIST && !r->kernel_filter)
		return 0;
	for (struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row == r && i->table == t && put_item(b, q, i) < 0)
			return -1;
	return 0;
}

/* Is an item a single one of this very table?  Those of most requests are. */
static bool is_flat(const struct item *i, const struct table *t)
{
	const struct row *rows = table_rows(t);

	return i->table == t && i->row >= rows && i->row < rows + t->n && !i->row->group && !i->row->type->is_nest;
}

/*
 * Flat items need only be sorted; a whole field of the header not even that.  (Bits are put into what
 * another row says of their field: it stands before them.)  -1: too long, 0: there are others, or too many.
 */
static int put_flat(struct build *b, struct request *q, const struct table *t)
{
	struct item *sorted[32];
	size_t n = 0, at;

	for (struct item *i = q->first; i; i = i->next) {
		if (i->dead)
			continue;
		if (!is_flat(i, t) || n == sizeof(sorted) / sizeof(*sorted))
			return 0;
		if (q->space == TO_LIST && !i->row->kernel_filter)
			continue;
		if (i->row->place == AT_HEADER && !i->row->type->merge) {
			put_header(b, q, i);
			continue;
		}
		for (at = n++; at && sorted[at - 1]->row > i->row; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = i;
	}
	for (at = 0; at < n; at++)
		if (put_item(b, q, sorted[at]) < 0)
			return -1;
	return 1;
}

static int put_rows(struct build *b, struct request *q, const struct table *t)
{
	int done = put_flat(b, q, t);
	const struct row *r;

	if (done)
		return done < 0 ? -1 : 0;
	table_for_each(r, t)
		if (put_row(b, q, t, r) < 0)
			return -1;
	return 0;
}

int request_resolve(struct request *q)
{
	if (!q->is_late)
		return 0;
	for (struct item *i = q->first; i; i = i->next) {
		const struct type *t = i->row->type;

		if (!i->dead && t->resolve && t->resolve(q, i) < 0)
			return -1;
		if (!i->dead && i->group && request_resolve(i->group) < 0)
			return -1;
	}
	return 0;
}

struct nlmsghdr *request_build(struct request *q)
{
	static LARGE char buf[NL_MESSAGE_MAX];
	struct build b = { .n = (void *)buf };

	if (request_resolve(q) < 0)
		return NULL;
	show_forget();
	memset(b.n, 0, sizeof(*b.n));
	b.n->nlmsg_len = sizeof(*b.n);
	b.n->nlmsg_type = q->table->family ? q->table->family->id : q->type;
	b.n->nlmsg_flags = q->flags;
	/* It may be built again, to be sent again. */
	for (struct item *i = q->header ? q->first : NULL; i; i = i->next)
		i->length = 0;
	q->header = tail(&b, q->table->header);
	if (q->header && q->table->family)
		*(struct genlmsghdr *)q->header =
			(struct genlmsghdr){ .cmd = q->type, .version = q->table->family->version };
	if (!q->header || put_rows(&b, q, q->table) < 0) {
		fail(1, "addattr_l ERROR: message exceeded bound of %d", NL_MESSAGE_MAX);
		return NULL;
	}
	return b.n;
}
