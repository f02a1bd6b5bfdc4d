/* schema.c - walking tables of rows.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "options.h"
#include "schema.h"

struct rows rows_begin(const struct table *t)
{
	struct rows i = { .depth = 0 };

	i.at[0] = t->rows;
	i.end[0] = t->rows + t->n;
	return i;
}

const struct row *rows_next(struct rows *i)
{
	for (;;) {
		const struct row *r;

		if (i->at[i->depth] == i->end[i->depth]) {
			if (!i->depth)
				return NULL;
			i->depth--;
			continue;
		}
		r = i->at[i->depth]++;
		if (r->place != AT_INCLUDE)
			return r;
		i->depth++;
		i->at[i->depth] = r->table->rows;
		i->end[i->depth] = r->table->rows + r->table->n;
	}
}

const struct row *table_attr(const struct table *t, uint16_t attr)
{
	const struct row *r;

	table_for_each(r, t)
		if ((r->place == AT_ATTR || r->place == AT_FIELD) && r->attr == attr)
			return r;
	return NULL;
}

/* A header field of flags has many rows; the one without a bit stands for the field. */
const struct row *table_header(const struct table *t, uint16_t offset)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->place == AT_HEADER && r->offset == offset && !r->bit)
			return r;
	return NULL;
}

bool row_is_struct(const struct row *r)
{
	return r->table && r->table->header && !r->type->is_nest;
}

/* Abbreviations cannot change the first letter, which spares most comparisons. */
static bool may_match(const char *spec, const char *word)
{
	return *spec == *word || *spec == '[' || strchr(spec, '|');
}

const struct row *table_word(const struct table *t, enum space space, const char *word,
			     const struct table **in)
{
	const struct row *r;

	table_for_each(r, t) {
		const char *spec = row_word(r, space);
		const struct row *deep;

		if (spec && may_match(spec, word) && word_matches(spec, word)) {
			*in = t;
			return r;
		}
		if (!spec && r->table && !r->group) {
			deep = table_word(r->table, space, word, in);
			if (deep)
				return deep;
		}
	}
	return NULL;
}

static const struct wording *wording(const struct row *r, enum space space)
{
	return space == TO_LIST ? r->listed : r->gotten;
}

const char *row_word(const struct row *r, enum space space)
{
	if (space == TO_SET)
		return r->word;
	return wording(r, space) ? wording(r, space)->word : NULL;
}

const char *row_bad(const struct row *r, enum space space)
{
	if (space == TO_SET)
		return row_more(r)->bad;
	return wording(r, space) ? wording(r, space)->bad : NULL;
}

static const char *row_as(const struct row *r, enum space space)
{
	if (space == TO_SET)
		return row_more(r)->as;
	return wording(r, space) ? wording(r, space)->as : NULL;
}

const struct more *row_more(const struct row *r)
{
	static const struct more nothing;

	return r->more ? r->more : &nothing;
}

const char *row_arg(const struct row *r)
{
	if (r->arg)
		return *r->arg ? r->arg : NULL;
	return r->type->arg;
}

const char *row_called(const struct row *r, enum space space, char buf[WORD_MAX])
{
	const char *word = row_word(r, space) ? row_word(r, space) : r->word;
	const char *as = row_as(r, space);

	if (as)
		return as;
	if (word)
		return word_plain(word, buf);
	return r->json ? r->json : r->name;
}

uint64_t payload_number(const void *data, size_t size, bool big_endian)
{
	bool first_is_high = big_endian || __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
	const uint8_t *b = data;
	uint64_t value = 0;

	if (size > sizeof(value))
		size = sizeof(value);
	for (size_t i = 0; i < size; i++)
		value = value << 8 | b[first_is_high ? i : size - 1 - i];
	return value;
}

const char *row_value_name(const struct row *r, uint64_t value)
{
	for (const struct name *n = r->names; n && n->name; n++)
		if (n->value == value)
			return n->name;
	if (r->file && !opt.numeric && value <= UINT32_MAX)
		return names_of(r->file - 1, value);
	return NULL;
}

const char *selected_name(const struct row *r, const void *data, size_t size, char buf[WORD_MAX])
{
	size_t n;

	if (r && r->names)
		return size < r->type->size ?
			       NULL :
			       row_value_name(r, payload_number(data, r->type->size, r->type->big_endian));
	n = strnlen(data, size);
	if (!n || n >= WORD_MAX)
		return NULL;
	memcpy(buf, data, n);
	buf[n] = '\0';
	return buf;
}
