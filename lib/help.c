/* help.c - what the tables say of themselves.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "schema.h"

static void text(struct out *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

static void metavar(struct out *o, const struct row *r)
{
	const char *separator = " { ";

	if (!row_arg(r))
		return;
	if (r->arg || !r->names || strcmp(r->type->arg, "NAME")) {
		text(o, " ");
		text(o, row_arg(r));
		return;
	}
	for (const struct name *n = r->names; n->name; n++) {
		text(o, separator);
		text(o, n->name);
		separator = " | ";
	}
	text(o, " }");
}

#define HELP_COLUMN 48

/* Behind n characters; where the terminal is too narrow for it, on a line of its own. */
static void sentence(struct out *o, size_t n, const char *s)
{
	char label[HELP_COLUMN + 2] = "";

	if (n > HELP_COLUMN && n + strlen(s) < out_width(o)) {
		text(o, " ");
		text(o, s);
		text(o, "\n");
		return;
	}
	if (n > HELP_COLUMN) {
		text(o, "\n");
		n = 0;
	}
	memset(label, ' ', HELP_COLUMN + 1 - n);
	out_wrapped_behind(o, n, label, s);
}

/* A word that can be left out of a negation has one spelling here, "[no]udpcsum". */
static void spellings(struct out *o, const char *spec)
{
	bool negated = !strncmp(spec, "[no]", 4);
	char plain[WORD_MAX];

	if (negated)
		text(o, "[no]");
	text(o, word_plain(spec, plain));
	while (!negated && (spec = strchr(spec, '|'))) {
		text(o, " | ");
		text(o, *++spec ? word_plain(spec, plain) : "down");
	}
}

void help_row(struct out *o, const struct row *r, enum space space, int indent)
{
	size_t start = o->len;

	for (int i = 0; i < indent; i++)
		text(o, " ");
	text(o, "[ ");
	spellings(o, row_word(r, space));
	metavar(o, r);
	text(o, " ]");
	if (r->help)
		sentence(o, o->len - start, r->help);
	else
		text(o, "\n");
}

void help_table(struct out *o, const struct table *t, enum space space, int indent)
{
	const struct row *r;

	table_for_each(r, t) {
		if (row_word(r, space))
			help_row(o, r, space, indent);
		else if (r->table && !r->group)
			help_table(o, r->table, space, indent);
	}
}

static bool has_words(const struct table *t, enum space space)
{
	const struct row *r;

	table_for_each(r, t)
		if (row_word(r, space) || (r->table && !r->group && has_words(r->table, space)))
			return true;
	return false;
}

void help_inner(struct out *o, const struct table *t, enum space space, int indent)
{
	char plain[WORD_MAX];
	const struct row *r;

	table_for_each(r, t) {
		if (!r->table)
			continue;
		if (row_word(r, space)) {
			if (!has_words(r->table, space))
				continue;
			text(o, word_plain(row_word(r, space), plain));
			metavar(o, r);
			text(o, " :=\n");
			help_table(o, r->table, space, indent);
		} else if (!r->group) {
			help_inner(o, r->table, space, indent);
		}
	}
}

void help_commands(struct out *o, const char *line, const struct command *c, size_t n)
{
	char plain[WORD_MAX];

	for (size_t i = 0; i < n; i++) {
		out_text(o, line, word_plain(c[i].word, plain));
		out_text(o, "%s\n", c[i].arguments);
	}
}
