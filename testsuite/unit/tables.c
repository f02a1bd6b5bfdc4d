/* tables.c - every table there is.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tables.h"

#include <stdio.h>

#include "../../ip/program.h"

#define TABLES_MAX 256

struct seen {
	const struct table *tables[TABLES_MAX];
	size_t n;
};

static void visit(struct seen *seen, const struct table *t)
{
	const struct more *more;
	const struct row *r;

	for (size_t i = 0; i < seen->n; i++)
		if (seen->tables[i] == t)
			return;
	if (!t || seen->n == TABLES_MAX)
		return;
	seen->tables[seen->n++] = t;
	table_for_each(r, t) {
		visit(seen, r->table);
		more = row_more(r);
		for (size_t i = 0; more->choice && more->choice(i); i++)
			visit(seen, more->pick(more->choice(i)));
	}
}

void tables_each(void (*each)(const struct table *, void *arg), void *arg)
{
	struct seen seen = { .n = 0 };

	for (const struct program *p = programs; p->name; p++)
		for (const struct object *const *o = p->objects; *o; o++)
			for (const struct table *const *t = (*o)->tables; t && *t; t++)
				visit(&seen, *t);
	for (size_t i = 0; i < seen.n; i++)
		each(seen.tables[i], arg);
}

const char *tables_row_name(const struct table *t, const struct row *r)
{
	static char name[256];
	const char *word = r->word;

	snprintf(name, sizeof(name), "%s: %s%s%s", t->name,
		 r->name ? r->name : "row",
		 word ? " " : "", word ? word : "");
	return name;
}
