/* test_rows.c - the list of all rows, for the count of those that no test reaches.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "tables.h"

static const char *const said[SPACES] = { "set", "list", "get" };
static FILE *list;
static int rows;

static void list_table(const struct table *t, void *arg)
{
	const struct row *r;

	(void)arg;
	table_for_each(r, t) {
		const char *word = r->word;
		const char *name = r->name ? r->name : "-";
		bool valued = r->place != AT_NONE && r->type->print;
		bool shown = !(r->hide & HIDE) && !r->type->is_nest && (valued || r->show) && tables_shown(t);

		rows++;
		for (enum space space = TO_SET; list && space < SPACES; space++)
			if (row_word(r, space) && tables_spaces(t) & 1 << space)
				fprintf(list, "%s\t%s\t%s\t%s\n", said[space], t->name, name, word ? word : "-");
		if (list && shown)
			fprintf(list, "shown\t%s\t%s\t%s\n", t->name, name, word ? word : "-");
	}
}

START_TEST(rows_are_listed)
{
	const char *file = getenv("ROW_LIST");

	list = file ? fopen(file, "we") : NULL;
	rows = 0;
	tables_each(list_table, NULL);
	ck_assert_int_gt(rows, 200);
	if (list)
		ck_assert_int_eq(fclose(list), 0);
	list = NULL;
}
END_TEST

Suite *suite_rows(void);

Suite *suite_rows(void)
{
	Suite *s = suite_create("rows");
	TCase *t = tcase_create("list");

	tcase_add_test(t, rows_are_listed);
	suite_add_tcase(s, t);
	return s;
}
