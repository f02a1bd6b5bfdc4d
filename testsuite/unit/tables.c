/* tables.c - every table there is.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tables.h"

#include <stdio.h>

#include "../../ip/program.h"

#define TABLES_MAX 256
#define SHOWN (1U << SPACES)
#define ALL_USES (2 * SHOWN - 1)

static struct seen {
	struct {
		const struct table *table;
		unsigned int uses;	/* spaces in which it is said, and SHOWN */
	} tables[TABLES_MAX];
	size_t n;
} seen;

/* Where it stands in seen; SIZE_MAX: there is no room. */
static size_t place_of(const struct table *t)
{
	size_t i = 0;

	while (i < seen.n && seen.tables[i].table != t)
		i++;
	if (i == TABLES_MAX)
		return SIZE_MAX;
	if (i == seen.n) {
		seen.tables[i].table = t;
		seen.tables[seen.n++].uses = 0;
		return i;
	}
	return i;
}

static unsigned int uses_below(const struct row *r, unsigned int uses)
{
	unsigned int own = 0;

	if (row_is_struct(r))
		uses &= ~SHOWN;
	for (enum space space = TO_SET; space < SPACES; space++)
		own |= row_word(r, space) ? 1U << space : 0;
	return own ? uses & (own | SHOWN) : uses;
}

static void visit(const struct table *t, unsigned int uses)
{
	size_t n = seen.n, place = t ? place_of(t) : SIZE_MAX;
	const struct more *more;
	const struct row *r;

	if (place == SIZE_MAX || (n == seen.n && !(uses & ~seen.tables[place].uses)))
		return;
	seen.tables[place].uses |= uses;
	table_for_each(r, t) {
		visit(r->table, uses_below(r, uses));
		more = row_more(r);
		for (size_t i = 0; more->choice && more->choice(i); i++)
			visit(more->pick(more->choice(i)), uses_below(r, uses));
	}
}

static void visit_all(void)
{
	if (seen.n)
		return;
	for (const struct program *p = programs; p->name; p++)
		for (const struct object *const *o = p->objects; *o; o++)
			for (const struct table *const *t = (*o)->tables; t && *t; t++)
				visit(*t, ALL_USES);
}

void tables_each(void (*each)(const struct table *, void *arg), void *arg)
{
	visit_all();
	for (size_t i = 0; i < seen.n; i++)
		each(seen.tables[i].table, arg);
}

unsigned int tables_spaces(const struct table *t)
{
	visit_all();
	return seen.tables[place_of(t)].uses & ~SHOWN;
}

bool tables_shown(const struct table *t)
{
	visit_all();
	return seen.tables[place_of(t)].uses & SHOWN;
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
