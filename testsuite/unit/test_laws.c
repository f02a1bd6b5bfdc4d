/* test_laws.c - what holds for every row of every table.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "options.h"
#include "tables.h"
#include "types.h"

/* ---- L1: no accepted prefix names two rows of one word space ---- */
struct spelling {
	const struct table *table;
	enum space space;
	const struct row *row;
	const char *word;
};

static int rows_named(const struct table *t, const struct spelling *s)
{
	const struct row *r;
	int n = 0;

	table_for_each(r, t) {
		const char *spec = row_word(r, s->space);

		if (spec && word_matches(spec, s->word))
			n++;
		else if (!spec && r->table && !r->group)
			n += rows_named(r->table, s);
	}
	return n;
}

static void check_spelling(const struct spelling *s)
{
	if (word_matches(row_word(s->row, s->space), s->word))
		ck_assert_msg(rows_named(s->table, s) == 1, "\"%s\" names several rows: %s", s->word,
			      tables_row_name(s->table, s->row));
}

/* Every prefix of every alternative, with and without "no". */
static void check_prefixes(struct spelling *s, const char *alternative, const char *before)
{
	char word[2 * WORD_MAX], plain[WORD_MAX];

	word_plain(alternative, plain);
	for (size_t n = strlen(plain); n; n--) {
		plain[n] = '\0';
		snprintf(word, sizeof(word), "%s%s", before, plain);
		s->word = word;
		check_spelling(s);
	}
}

static void check_words(const struct table *t, void *arg)
{
	const struct row *r;

	(void)arg;
	for (enum space space = TO_SET; space < SPACES; space++)
		table_for_each(r, t) {
			const char *spec = row_word(r, space);
			struct spelling s = { t, space, r, NULL };
			bool no = spec && !strncmp(spec, "[no]", 4);

			for (spec = no ? spec + 4 : spec; spec; spec = strchr(spec, '|')) {
				spec += *spec == '|';
				check_prefixes(&s, spec, "");
				if (no)
					check_prefixes(&s, spec, "no");
			}
		}
}

START_TEST(words_have_one_meaning)
{
	tables_each(check_words, NULL);
}
END_TEST

/* ---- L2: every row that can be said has a metavar and a help clause ---- */
static void check_help(const struct table *t, void *arg)
{
	const struct row *r;

	(void)arg;
	table_for_each(r, t) {
		if (!r->word && !row_word(r, TO_LIST) && !row_word(r, TO_GET))
			continue;
		ck_assert_msg(r->help && *r->help, "%s has no help", tables_row_name(t, r));
		ck_assert_msg(r->parse || r->group || (r->type && r->type->scan),
			      "%s cannot be read", tables_row_name(t, r));
		ck_assert_msg(!r->type->scan || r->type->merge || r->type->arg || r->type->size <= 1,
			      "%s takes a value and has no metavar", tables_row_name(t, r));
	}
}

START_TEST(words_are_explained)
{
	tables_each(check_help, NULL);
}
END_TEST

/* ---- L3: JSON keys are unique within an object ---- */
static const char *key_of(const struct row *r, char buf[WORD_MAX])
{
	if (r->hide & HIDE || r->show || row_more(r)->only || r->place == AT_NONE)
		return NULL;
	if (r->json)
		return *r->json && strcmp(r->json, "-") ? r->json : NULL;
	return r->word ? word_plain(r->word, buf) : NULL;
}

static void check_keys(const struct table *t, void *arg)
{
	char a[WORD_MAX], b[WORD_MAX];
	const struct row *r, *q;

	(void)arg;
	table_for_each(r, t)
		table_for_each(q, t) {
			const char *key = key_of(r, a), *other = key_of(q, b);

			if (r == q)
				break;
			ck_assert_msg(!key || !other || strcmp(key, other), "%s: key \"%s\" stands twice",
				      tables_row_name(t, r), key);
		}
}

START_TEST(keys_are_unique)
{
	tables_each(check_keys, NULL);
}
END_TEST

/* Rows that share an attribute agree about its size. */
static void check_sizes(const struct table *t, void *arg)
{
	const struct row *r, *q;

	(void)arg;
	table_for_each(r, t)
		table_for_each(q, t)
			if (r->place == AT_ATTR && q->place == AT_ATTR && r->attr == q->attr &&
			    r->type->size && q->type->size)
				ck_assert_msg(r->type->size == q->type->size, "%s has two sizes",
					      tables_row_name(t, r));
}

START_TEST(sizes_agree)
{
	tables_each(check_sizes, NULL);
}
END_TEST

/* Whatever else a field row is, it lies within its struct. */
static void check_places(const struct table *t, void *arg)
{
	const struct row *r;

	(void)arg;
	ck_assert_msg(t->name && (t->n || t->unknown), "a table without name, or without rows and what it says to any word");
	ck_assert_msg(!t->header || t->header_name, "%s: a header without name", t->name);
	table_for_each(r, t) {
		ck_assert_msg(r->type || r->place == AT_INCLUDE, "%s has no type", tables_row_name(t, r));
		if (r->place == AT_HEADER)
			ck_assert_msg(r->offset + r->type->size <= t->header, "%s is outside of its header",
				      tables_row_name(t, r));
		if (r->place == AT_FIELD)
			ck_assert_msg(strchr(r->part, '.') != NULL, "%s: of which struct?", tables_row_name(t, r));
		if (r->place == AT_FIELD)
			ck_assert_msg(r->offset + r->type->size <= r->size, "%s is outside of its struct",
				      tables_row_name(t, r));
		if (r->place == AT_ATTR)
			ck_assert_msg(r->attr < VIEW_MAX && r->v6 < VIEW_MAX, "%s is beyond VIEW_MAX",
				      tables_row_name(t, r));
		if (row_more(r)->pick)
			ck_assert_msg(row_more(r)->choice != NULL, "%s: nobody knows what it picks", tables_row_name(t, r));
	}
}

START_TEST(places_fit)
{
	tables_each(check_places, NULL);
}
END_TEST

/* ---- the writer need not print a number to know that HIDE_ZERO hides it ---- */
static void check_zero(const struct table *t, void *arg)
{
	static const uint64_t zeros[64];
	struct view v = { .table = t, .header = zeros, .header_size = sizeof(zeros) };
	const struct row *r;

	(void)arg;
	table_for_each(r, t) {
		struct literal l;

		if (!(r->hide & HIDE_ZERO) || r->show || !r->type->print || !r->type->size ||
		    r->type->size > sizeof(uint64_t))
			continue;
		literal_begin(&l, COLOR_NONE);
		r->type->print(&v, r, zeros, r->type->size, &l);
		ck_assert_msg(!l.text || l.zero, "%s: zero is shown", tables_row_name(t, r));
	}
}

START_TEST(zeros_hide)
{
	tables_each(check_zero, NULL);
}
END_TEST

Suite *suite_laws(void);

Suite *suite_laws(void)
{
	Suite *s = suite_create("laws");
	TCase *t = tcase_create("tables");

	tcase_add_test(t, words_have_one_meaning);
	tcase_add_test(t, words_are_explained);
	tcase_add_test(t, keys_are_unique);
	tcase_add_test(t, sizes_agree);
	tcase_add_test(t, places_fit);
	tcase_add_test(t, zeros_hide);
	suite_add_tcase(s, t);
	return s;
}
