/* schema.c - walking tables of rows.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <endian.h>
#include <string.h>

#include "options.h"
#include "schema.h"

/* Behind the last row of a level, or at an INCLUDE. */
const struct row *rows_turn(struct rows *i)
{
	while (i->at == i->end || i->at->place == AT_INCLUDE) {
		const struct table *included;

		if (i->at == i->end) {
			if (!i->depth)
				return NULL;
			i->depth--;
			i->at = i->outer[i->depth].at;
			i->end = i->outer[i->depth].end;
			continue;
		}
		included = i->at->table;
		i->outer[i->depth].at = i->at + 1;
		i->outer[i->depth++].end = i->end;
		i->at = table_rows(included);
		i->end = i->at + included->n;
	}
	return i->at++;
}

bool row_is_struct(const struct row *r)
{
	return r->table && r->table->header && !r->type->is_nest;
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

uint64_t payload_any_number(const void *data, size_t size, bool big_endian)
{
	uint64_t value = 0;

	if (size > sizeof(value))
		size = sizeof(value);
	if (!size)
		return 0;
	/* The bytes to the end where the least of them stands, the rest zero. */
	if (big_endian || __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) {
		memcpy((char *)&value + sizeof(value) - size, data, size);
		return be64toh(value);
	}
	memcpy(&value, data, size);
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
