/* show_alike.c - a record that is like the one before it.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "out_buffer.h"
#include "show.h"

/*
 * Records of a long listing are much alike: often a route differs from the one before in its
 * destination only.  What a row writes depends on the message's fixed header and on attributes, so
 * that the text of a row that looked at nothing that differs stands in the buffer already, and is
 * copied.  Which attributes a row looks at is no second list to keep: view_attr() notes them.
 */
#define MESSAGE_MAX 512	/* longer ones have much that differs */
#define RECORD_MAX 4096
#define STRANGERS_MAX 16

static struct {
	const struct table *table;	/* NULL: there is none */
	const struct out *out;
	uint8_t when, depth;
	uint32_t moved;		/* the writer's */
	size_t at;		/* where its text begins */
	uint64_t has[VIEW_MAX / 64];	/* its attributes */
	uint64_t due;		/* the plan's rows that these call for */
	uint64_t lookers[VIEW_MAX];	/* the rows that looked at an attribute, once or more */
	uint32_t sizes[WORD_BITS];	/* of the text of rows that are due */
	uint64_t written;	/* those of them that have any */
	unsigned int strangers;	/* records in a row that were not comparable with it */
	size_t size;		/* of the message: header and attributes */
	char message[MESSAGE_MAX];
} before;

void show_forget(void)
{
	before.table = NULL;
}

/* Is the text of a record with the same header and the same attributes, whatever they say, still at hand? */
static bool is_comparable(const struct out *o, const struct view *v)
{
	return before.table == v->table && before.size == v->size && before.moved == o->moved &&
	       before.out == o && before.when == v->when && before.depth == o->depth &&
	       before.has[0] == v->has[0] && before.has[1] == v->has[1] &&
	       !memcmp(before.message, v->header, v->header_size);
}

/* Keeps a message to compare the next one with. */
static void message_keep(const struct out *o, const struct view *v)
{
	if (before.table != v->table || before.when != v->when)
		memset(before.lookers, 0, sizeof(before.lookers));
	before.table = v->table;
	before.when = v->when;
	before.out = o;
	before.moved = o->moved;
	before.depth = o->depth;
	before.size = v->size;
	memcpy(before.has, v->has, sizeof(v->has));
	memcpy(before.message, v->header, v->size);
}

/* What stands in the message before where this attribute does; the messages are of the same size. */
static struct nlattr *attr_before(const struct view *v, const struct nlattr *a)
{
	return (void *)(before.message + ((const char *)a - (const char *)v->header));
}

/* Most attributes are one word long. */
static bool attr_is_same(const struct nlattr *now, const struct nlattr *then)
{
	uint64_t a, b;

	if (now->nla_len != sizeof(a))
		return !memcmp(now, then, now->nla_len);
	memcpy(&a, now, sizeof(a));
	memcpy(&b, then, sizeof(b));
	return a == b;
}

/* The rows that look at attributes which are not what they were.  All, when these stand in other places. */
static uint64_t rows_stale(const struct view *v)
{
	uint64_t stale = 0;

	for (unsigned int word = 0; word < VIEW_MAX / WORD_BITS; word++)
		for (uint64_t has = v->has[word]; has; has &= has - 1) {
			unsigned int attr = word * WORD_BITS + __builtin_ctzll(has);
			const struct nlattr *now = v->attr[attr];
			struct nlattr *then = attr_before(v, now);

			if (attr_is_same(now, then))
				continue;
			if (now->nla_len != then->nla_len || now->nla_type != then->nla_type)
				return UINT64_MAX;
			memcpy(then, now, now->nla_len);
			stale |= before.lookers[attr];
		}
	return stale;
}

/* False: the text of the record before is gone, for the buffer was written. */
static bool row_show(struct out *o, struct plan *p, int i, const struct view *v)
{
	uint64_t bit = (uint64_t)1 << i;
	size_t size = o->len;

	memset(view_looked, 0, sizeof(view_looked));
	plan_show(o, p, p->parts->rows[i], v);
	for (unsigned int word = 0; word < VIEW_MAX / WORD_BITS; word++)
		for (uint64_t looked = view_looked[word]; looked; looked &= looked - 1)
			before.lookers[word * WORD_BITS + __builtin_ctzll(looked)] |= bit;
	size = o->len - size;
	before.sizes[i] = size;
	before.written = (before.written & ~bit) | (size ? bit : 0);
	return o->moved == before.moved;
}

/* The text of rows that are the same: there is room. */
static void text_copy(struct out *o, size_t from, size_t size)
{
	if (!size)
		return;
	memcpy(o->buf + o->len, o->buf + from, size);
	o->len += size;
	o->comma[o->depth] = true;
}

/*
 * Where one record after the other has another header (rules, each of its own table), keeping them is
 * no use: only now and then one is, to see whether that is still so.
 */
static bool is_kept(void)
{
	return before.strangers < STRANGERS_MAX || before.strangers % STRANGERS_MAX == 0;
}

/* The rows that cannot be copied; before is this message from here on.  False: it is not. */
static bool rows_compare(const struct out *o, const struct view *v, uint64_t *stale)
{
	bool comparable = is_comparable(o, v);

	*stale = comparable ? rows_stale(v) : UINT64_MAX;
	before.strangers = comparable ? 0 : before.strangers + 1;
	if (*stale == UINT64_MAX && !is_kept())
		return false;
	if (*stale == UINT64_MAX)
		message_keep(o, v);
	return true;
}

bool show_alike(struct out *o, struct plan *p, const struct view *v)
{
	uint64_t stale, due, row, written;
	size_t from = before.at, same = 0;

	if (v->size > MESSAGE_MAX || !out_reserve(o, RECORD_MAX) || !rows_compare(o, v, &stale))
		return false;
	before.at = o->len;
	if (stale == UINT64_MAX)
		before.due = part_due(p->parts, v);
	for (due = before.due; (row = due & (stale | before.written)); due &= ~(row ^ (row - 1))) {
		int i = __builtin_ctzll(row);

		if (!(stale >> i & 1)) {
			same += before.sizes[i];
			continue;
		}
		text_copy(o, from, same);
		from += same + before.sizes[i];
		same = 0;
		written = before.written;
		/* In JSON a comma stands before all but the first: where that may be another now, nothing is copied any more. */
		if (!row_show(o, p, i, v) || written != before.written)
			stale = UINT64_MAX;
	}
	text_copy(o, from, same);
	return true;
}
