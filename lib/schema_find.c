/* schema_find.c - the row of an attribute, of a field, of a word.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "large.h"
#include "schema.h"

/*
 * A batch asks the same things for every line.  Tables never change, so answers are kept: where two
 * fall on the same place the later one stays.  The few questions of a single command line are not worth it.
 */
#define PLACES 64	/* a power of two */
#define QUESTIONS 24

static bool is_batch(void)
{
	static unsigned int questions;

	return questions > QUESTIONS || ++questions > QUESTIONS;
}

static unsigned int place_of(const struct table *t, unsigned int key)
{
	return ((uintptr_t)t / 32 + key) % PLACES;
}

/* ---- numbers ---- */
struct known {
	const struct table *t;
	const struct row *row;
	uint64_t number;
};

static const struct row *known_keep(struct known *k, const struct table *t, uint16_t number, const struct row *r)
{
	if (is_batch())
		*k = (struct known){ t, r, number };
	return r;
}

static __attribute__((noinline)) const struct row *find_attr(const struct table *t, uint16_t attr, struct known *k)
{
	const struct row *r;

	table_for_each(r, t)
		if ((r->place == AT_ATTR || r->place == AT_FIELD) && r->attr == attr)
			break;
	return known_keep(k, t, attr, r);
}

const struct row *table_attr(const struct table *t, uint16_t attr)
{
	static LARGE struct known known[PLACES];
	struct known *k = &known[place_of(t, attr)];

	return k->t == t && k->number == attr ? k->row : find_attr(t, attr, k);
}

/* A header field of flags has many rows; the one without a bit stands for the field. */
static __attribute__((noinline)) const struct row *find_header(const struct table *t, uint16_t offset, struct known *k)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->place == AT_HEADER && r->offset == offset && !r->bit)
			break;
	return known_keep(k, t, offset, r);
}

const struct row *table_header(const struct table *t, uint16_t offset)
{
	static LARGE struct known known[PLACES];
	struct known *k = &known[place_of(t, offset)];

	return k->t == t && k->number == offset ? k->row : find_header(t, offset, k);
}

/* ---- words ---- */
/* Letters that words of a table begin with: abbreviations cannot change the first one. */
struct letters {
	const struct table *t;
	enum space space;
	bool has[128];
};

static void letters_add(struct letters *l, const struct table *t)
{
	const struct row *r;

	table_for_each(r, t) {
		const char *spec = row_word(r, l->space);

		if (!spec && r->table && !r->group && !row_is_struct(r))
			letters_add(l, r->table);
		if (spec && *spec == '[')
			l->has['n'] = true;
		if (spec && !strncmp(spec, "[no]", 4))
			spec += 4;
		for (; spec; spec = strchr(spec, '|')) {
			spec += strspn(spec, "|[");
			l->has[*spec & 127] = true;
		}
	}
}

/* May a word be one of the table's at all?  Values where a keyword could stand mostly may not. */
static bool may_be_word(const struct table *t, enum space space, const char *word)
{
	static LARGE struct letters known[8];
	struct letters *l = &known[((uintptr_t)t / 32 + space) % 8];

	if (l->t != t || l->space != space) {
		*l = (struct letters){ .t = t, .space = space };
		letters_add(l, t);
	}
	return l->has[*word & 127];
}

static bool may_match(const char *spec, const char *word)
{
	return *spec == *word || *spec == '[' || strchr(spec, '|');
}

static const struct row *find_word(const struct table *t, enum space space, const char *word,
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
		if (!spec && r->table && !r->group && !row_is_struct(r)) {
			deep = find_word(r->table, space, word, in);
			if (deep)
				return deep;
		}
	}
	return NULL;
}

const struct row *table_word(const struct table *t, enum space space, const char *word,
			     const struct table **in)
{
	static LARGE struct known_word {
		const struct table *t, *in;
		const struct row *row;
		enum space space;
		char word[20];
	} known[PLACES];
	struct known_word *k;
	unsigned int sum = space;
	size_t n = 0;

	if (!is_batch())
		return find_word(t, space, word, in);
	if (!may_be_word(t, space, word))
		return NULL;
	while (word[n])
		sum = sum * 31 + (unsigned char)word[n++];
	k = &known[place_of(t, sum)];
	if (k->t != t || k->space != space || strcmp(k->word, word)) {
		const struct row *r = find_word(t, space, word, in);

		if (!r || n >= sizeof(k->word))
			return r;
		k->t = t;
		k->in = *in;
		k->row = r;
		k->space = space;
		memcpy(k->word, word, n + 1);
	}
	*in = k->in;
	return k->row;
}
