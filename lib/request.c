/* request.c - what a command line asks for: items, one a row.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <endian.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "options.h"
#include "schema.h"

void request_begin(struct request *q, const struct table *t, enum space space, uint16_t type,
		   uint16_t flags, struct words *w)
{
	*q = (struct request){
		.table = t,
		.space = space,
		.type = type,
		.flags = NLM_F_REQUEST | flags,
		.family = opt.family,
		.words = w,
	};
}

#define items_for_each(i, q) \
	for (struct item *i = (q)->first; i; i = i->next) \
		if (!i->dead)

static uint64_t attr_bit(uint16_t attr)
{
	return (uint64_t)1 << attr % 32;
}

static uint64_t header_bit(uint16_t offset)
{
	return (uint64_t)1 << (32 + offset % 32);
}

static uint64_t row_bits(const struct row *r)
{
	if (r->place == AT_HEADER)
		return header_bit(r->offset);
	return attr_bit(r->attr) | (r->v6 ? attr_bit(r->v6) : 0);
}

struct item *request_row(const struct request *q, const struct row *r)
{
	if (!(q->places & row_bits(r)))
		return NULL;
	items_for_each(i, q)
		if (i->row == r)
			return i;
	return NULL;
}

static bool is_attr(const struct row *r)
{
	return r->place == AT_ATTR || r->place == AT_FIELD;
}

struct item *request_attr(const struct request *q, const struct table *t, uint16_t attr)
{
	if (!(q->places & attr_bit(attr)))
		return NULL;
	items_for_each(i, q)
		if (i->table == t && is_attr(i->row) &&
		    (i->row->attr == attr || (i->v6 && i->row->v6 == attr)))
			return i;
	return NULL;
}

struct item *request_header(const struct request *q, uint16_t offset)
{
	if (!(q->places & header_bit(offset)))
		return NULL;
	items_for_each(i, q)
		if (i->table == q->table && i->row->place == AT_HEADER && i->row->offset == offset)
			return i;
	return NULL;
}

void request_drop(struct item *i)
{
	i->dead = true;
}

void request_move(struct request *q, struct item *i, const struct row *r)
{
	i->row = r;
	q->places |= row_bits(r);
}

/* Do two rows write to the same place, so that the later word takes the earlier one's? */
static bool same_place(const struct row *a, const struct row *b)
{
	if (a == b)
		return true;
	if (a->place != b->place || a->type->merge || b->type->merge || a->group)
		return false;
	if (a->place == AT_ATTR)
		return a->attr == b->attr;
	return (a->place == AT_FIELD || a->place == AT_HEADER) && a->attr == b->attr &&
	       a->offset == b->offset;
}

/* Only what changes something is asked to say it once; of filters the last one holds. */
static enum once row_once(const struct request *q, const struct table *t, const struct row *r)
{
	enum once once = r->once ? r->once : t->once;

	if (once == ONCE_STRICT)
		return ONCE_DUPLICATE;
	return once == ONCE_DUPLICATE && q->space == TO_LIST ? ONCE_LAST : once;
}

/* ONCE_LAST: the older item makes room; else the word is refused. */
static __attribute__((noinline)) int make_room(struct request *q, const struct table *t, const struct row *r, int from, int to)
{
	if (row_once(q, t, r) == ONCE_EACH)
		return 0;
	items_for_each(i, q) {
		const char *second;
		char plain[WORD_MAX];

		if (i->table != t || !same_place(i->row, r))
			continue;
		if (row_once(q, t, r) == ONCE_LAST || i->row != r) {
			request_drop(i);
			continue;
		}
		second = to > from && to <= q->words->n ? q->words->v[to - 1] : "";
		error_blame(to - 1);
		if (row_once(q, t, r) == ONCE_DUPLICATE)
			return request_duplicate(q, r, second);
		return request_garbage(q, r->type->arg || r->arg ? row_called(r, q->space, plain) : second, second);
	}
	return 0;
}

struct item *request_add(struct request *q, const struct table *t, const struct row *r, int from,
			 int to)
{
	uint64_t bits = row_bits(r);
	struct item *i;

	if (q->places & bits && make_room(q, t, r, from, to) < 0)
		return NULL;
	if (from < to) {
		row_reached(t, r, row_said[q->space]);
		q->n_said++;
	}
	if (r->type->resolve || r->type->is_nest || r->group)
		q->is_late = true;
	i = arena_alloc(sizeof(*i));
	i->table = t;
	i->row = r;
	i->from = from;
	i->to = to;
	if (q->last)
		q->last->next = i;
	else
		q->first = i;
	q->last = i;
	q->places |= bits;
	return i;
}

void item_set(struct item *i, const void *data, size_t size)
{
	i->size = size;
	i->data = size < sizeof(i->small) ? memcpy(i->small, size ? data : "", size) : arena_copy(data, size);
}

void item_set_number(struct item *i, uint64_t value)
{
	size_t size = i->row->type->size ? i->row->type->size : 4;

	if (i->row->type->big_endian || __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		value = htobe64(value << 8 * (sizeof(value) - size));
	i->size = size;
	i->data = memcpy(i->small, &value, sizeof(value));
}

uint64_t item_number(const struct item *i)
{
	return payload_number(i->data, i->size, i->row->type->big_endian);
}

struct item *request_add_bytes(struct request *q, const struct table *t, const struct row *r,
			       int from, int to, const void *data, size_t size)
{
	struct item *i = request_add(q, t, r, from, to);

	if (i)
		item_set(i, data, size);
	return i;
}

struct item *request_add_number(struct request *q, const struct table *t, const struct row *r,
				int from, int to, uint64_t value)
{
	struct item *i = request_add(q, t, r, from, to);

	if (i)
		item_set_number(i, value);
	return i;
}

void request_imply(struct request *q, const struct table *t, uint16_t attr, uint64_t value)
{
	if (!request_attr(q, t, attr))
		request_add_number(q, t, table_attr(t, attr), 0, 0, value);
}

void request_imply_header(struct request *q, uint16_t offset, uint64_t value)
{
	if (!request_header(q, offset))
		request_add_number(q, q->table, table_header(q->table, offset), 0, 0, value);
}

int request_duplicate(const struct request *q, const struct row *r, const char *second)
{
	char plain[WORD_MAX];

	return fail(255, "Error: duplicate \"%s\": \"%s\" is the second value.",
		    row_called(r, q->space, plain), second);
}

/* key NULL: what the table's implied row is called. */
int request_garbage(const struct request *q, const char *key, const char *word)
{
	char plain[WORD_MAX];
	const struct row *r;

	if (!key)
		table_for_each(r, q->table)
			if (r->implied & 1 << q->space)
				key = row_called(r, q->space, plain);
	return fail(255, "Error: either \"%s\" is duplicate, or \"%s\" is garbage.",
		    key ? key : q->table->name, word);
}
