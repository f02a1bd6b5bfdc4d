/* complete.c - which words could stand here.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "schema.h"

bool completing_here(const struct words *w)
{
	return w->completing && w->i == w->n - 1;
}

void complete_offer(struct words *w, const char *candidate, const char *help)
{
	const char *typed = w->v[w->n - 1];

	if (strncmp(candidate, typed, strlen(typed)))
		return;
	out_bytes(&out, candidate, strlen(candidate));
	if (help && *help) {
		out_bytes(&out, "\t", 1);
		out_bytes(&out, help, strlen(help));
	}
	out_bytes(&out, "\n", 1);
}

static bool said_already(const struct request *q, const struct row *r)
{
	return q && r->once != ONCE_EACH && !r->type->merge && request_row(q, r);
}

void complete_table(struct words *w, const struct request *q, const struct table *t,
		    enum space space)
{
	const struct row *r;

	table_for_each(r, t) {
		const char *spec = row_word(r, space);
		char plain[WORD_MAX + 2] = "no";

		if (!spec) {
			if (r->table && !r->group && r->place != AT_INCLUDE)
				complete_table(w, q, r->table, space);
			continue;
		}
		if (said_already(q, r))
			continue;
		complete_offer(w, word_plain(spec, plain + 2), r->help);
		if (!strncmp(spec, "[no]", 4))
			complete_offer(w, plain, r->help);
		else if (!strncmp(spec, "up|down", 7))
			complete_offer(w, "down", r->help);
	}
}

static void offer_name(uint32_t value, const char *name, void *words)
{
	(void)value;
	complete_offer(words, name, NULL);
}

void complete_value(struct words *w, const struct row *r)
{
	for (const struct name *n = r->names; n && n->name; n++)
		complete_offer(w, n->name, NULL);
	if (r->file)
		names_each(r->file - 1, offer_name, w);
	if (r->type->offer)
		r->type->offer(r, w);
}
