/* kind.c - the list of kinds.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "kind.h"

#include <string.h>

#include "error.h"

#define LIST_KIND(name) &kind_##name,
static const struct kind *const kinds[] = { KINDS(LIST_KIND) };

#define kinds_for_each(k) \
	for (const struct kind *const *k = kinds; k < kinds + sizeof(kinds) / sizeof(kinds[0]); k++)

const struct kind *kind_find(const char *name)
{
	kinds_for_each(k)
		if (!strcmp((*k)->name, name))
			return *k;
	return NULL;
}

const char *kind_choice(size_t i)
{
	return i < sizeof(kinds) / sizeof(kinds[0]) ? kinds[i]->name : NULL;
}

const struct table *kind_table(const char *name)
{
	const struct kind *k = kind_find(name);

	return k ? k->table : NULL;
}

/* By the kind ("bridge", as the kernel tells) or by what the user says ("bridge_slave"). */
const struct table *kind_port_table(const char *name)
{
	size_t n = strlen(name), suffix = strlen("_slave");

	if (n > suffix && !strcmp(name + n - suffix, "_slave"))
		n -= suffix;
	kinds_for_each(k)
		if (!strncmp((*k)->name, name, n) && !(*k)->name[n])
			return (*k)->port;
	return NULL;
}

const struct table *kind_xstats_table(const char *name)
{
	const struct kind *k = kind_find(name);

	return k ? k->xstats : NULL;
}

void kind_offer(struct words *w)
{
	char port[WORD_MAX];

	kinds_for_each(k) {
		complete_offer(w, (*k)->name, (*k)->help);
		if (!(*k)->port)
			continue;
		strcpy(port, (*k)->name);
		strcat(port, "_slave");
		complete_offer(w, port, (*k)->help);
	}
}

#define LINE_END	60
void kind_list(struct out *o)
{
	const char *before = "KIND := {{ ";
	size_t line = o->len;

	kinds_for_each(k) {
		out_text(o, before, NULL);
		out_text(o, "%s", (*k)->name);
		if ((*k)->port && (*k)->port->usage)
			out_text(o, " | %s", (*k)->port->name);
		before = " | ";
		if (o->len - line > LINE_END) {
			before = " |\n          ";
			line = o->len;
		}
	}
	out_text(o, " }\n", NULL);
}

void kind_usage(struct out *o, const struct kind *k, const struct table *t)
{
	if (t && t->usage)
		out_text(o, *t->usage == '\t' ? "Usage:%s\n" : "Usage: %s\n", t->usage);
	else
		out_text(o, "Usage: ... %s\n", t ? t->name : k->name);
	if (t)
		help_table(o, t, TO_SET, 16);
}

static int unknown(const struct table *t, const char *what, const char *word)
{
	char text[256];

	snprintf(text, sizeof(text), "%s: unknown %s \"%s\"?\n", t->name, what, word);
	out_text(&err, "%s", text);
	kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}

int kind_unknown_command(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	return unknown(t, "command", w->v[w->i]);
}

int kind_unknown_option(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	return unknown(t, "option", w->v[w->i]);
}

int kind_help(struct words *w)
{
	const struct table *t = NULL;

	for (int i = w->i; i > 0 && !t; i--) {
		t = kind_table(w->v[i]);
		if (!t)
			t = kind_port_table(w->v[i]);
	}
	if (t)
		kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}
