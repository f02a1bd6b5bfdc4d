/* man.c - pages of mdoc(7): one for each object, one for the program, one for all of bridge(8).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "man.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "monitor.h"
#include "objects.h"
#include "options.h"
#include "program.h"

static void tables(const struct object *o)
{
	static const char *const titles[SPACES] = { "WORDS TO CHANGE", "WORDS TO SELECT", "WORDS TO ASK" };

	for (enum space space = TO_SET; space < SPACES; space++) {
		bool any = false;

		for (const struct table *const *t = o->tables; t && *t; t++) {
			if (!man_has_words(*t, space))
				continue;
			if (!any)
				man_heading(".Sh", titles[space]);
			any = true;
			man_list(*t, space);
		}
		for (const struct table *const *t = o->tables; any && *t; t++)
			man_deeper(*t, o, space);
	}
}

/* ---- pages ---- */
static void begin(const char *title, const char *what)
{
	char upper[WORD_MAX + 1], *end = upper;

	for (const char *c = title; *c && end < upper + WORD_MAX; c++)
		*end++ = toupper((unsigned char)*c);
	*end = '\0';
	man_put(".\\\" ");
	man_put(title);
	man_put(".8 - sections that are not marked \"by hand\" are made by testsuite/man.py.  SPDX-License-Identifier: GPL-2.0-or-later\n"
	    ".Dd November 30, 2026\n.Dt ");
	man_put(upper);
	man_put(" 8\n.Os minip\n.Sh NAME\n");
	man_heading(".Nm", title);
	man_heading(".Nd", what);
}

static void command(const struct object *o, const struct command *c)
{
	char plain[WORD_MAX];

	man_heading(".Nm", strcmp(program->name, "bridge") ? "minip" : "bridge");
	man_put(".Op Ar options\n");
	man_heading(".Cm", word_plain(o->word, plain));
	/* What has no commands is called by its first word. */
	if (o->n)
		man_heading(".Cm", word_plain(c->word, plain));
	man_words(c->arguments, "\n");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void end(const char *self)
{
	char plain[40][WORD_MAX];
	const char *pages[40] = { "ip", "minip-bridge" };
	size_t n = 2;

	man_by_hand("EXAMPLES");
	man_put(".Sh SEE ALSO\n");
	if (strcmp(self, "minip"))
		pages[n++] = "minip";
	for (const struct object *const *o = program->objects; *o && n < 40; o++) {
		char *p = format_string(plain[n], "minip-");

		word_plain((*o)->word, p);
		pages[n] = plain[n];
		n += strcmp(plain[n], self) != 0;
	}
	qsort(pages, n, sizeof(*pages), by_name);
	for (size_t i = 0; i < n; i++) {
		man_put(i ? " ,\n.Xr " : ".Xr ");
		man_put(pages[i]);
		man_put(" 8");
	}
	man_put("\n");
}

static void commands(const struct object *o)
{
	char plain[WORD_MAX];

	man_put(".Bl -tag -width Ds\n");
	for (size_t i = 0; i < o->n; i++) {
		man_heading(".It Cm", word_plain(o->commands[i].word, plain));
		man_sentence("", o->commands[i].help);
	}
	man_put(".El\n");
}

static void object_page(const struct object *o)
{
	char name[WORD_MAX + 8] = "minip-", plain[WORD_MAX];

	strcat(name, word_plain(o->word, plain));
	begin(name, o->help);
	if (!o->n)
		man_by_hand("SYNOPSIS");
	else
		man_put(".Sh SYNOPSIS\n");
	for (size_t i = 0; i < o->n; i++)
		command(o, &o->commands[i]);
	man_by_hand("DESCRIPTION");
	if (o->n) {
		man_put(".Sh COMMANDS\n");
		commands(o);
	}
	if (o->tables)
		tables(o);
	man_by_hand("EXIT STATUS");
	end(name);
}

static void option(const struct option *o)
{
	char plain[WORD_MAX];

	man_heading(".It Fl", word_plain(o->word, plain) + 1);
	if (o->arg) {
		out.len--;
		man_heading(" Ar", o->arg);
	}
	man_sentence("", o->help);
}

static void options(void)
{
	man_put(".Sh OPTIONS\n.Bl -tag -width Ds\n");
	for (const struct option *o = program->options; o->word; o++)
		option(o);
	man_put(".El\n");
}

static void main_page(void)
{
	char plain[WORD_MAX];

	begin("minip", "show and change network devices, addresses, routes and namespaces");
	man_put(".Sh SYNOPSIS\n.Nm\n.Op Ar options\n.Ar object\n.Op Ar command Op Ar word ...\n"
	    ".Nm\n.Op Fl force\n.Fl batch Ar file\n");
	man_by_hand("DESCRIPTION");
	man_put(".Sh OBJECTS\n.Bl -tag -width Ds\n");
	for (const struct object *const *o = program->objects; *o; o++) {
		man_heading(".It Cm", word_plain((*o)->word, plain));
		man_sentence("", (*o)->help);
	}
	man_put(".El\n");
	options();
	man_by_hand("ENVIRONMENT");
	man_by_hand("FILES");
	man_by_hand("EXIT STATUS");
	end("minip");
}

/* ---- bridge(8): its objects are few and small, and share a page ---- */
/* Nests may have words that only another object says: those of a table itself tell. */
static bool is_said(const struct table *t, enum space space)
{
	const struct row *r;

	table_for_each(r, t)
		if (row_word(r, space))
			return true;
	return false;
}

/* "set" has words of its own in some objects, where nothing is asked (PORT_BRIDGE). */
static void bridge_words(const struct object *o, const struct table *t, enum space space)
{
	static const char *const titles[SPACES] = { "Words to change", "Words to select", "Words to ask" };
	bool asks = false;

	if (!is_said(t, space))
		return;
	for (size_t i = 0; i < o->n; i++)
		asks |= word_matches(o->commands[i].word, "get");
	man_put(".Ss ");
	man_put(space == TO_GET && !asks ? "Words of set" : titles[space]);
	man_put(", ");
	man_put(t->name);
	man_put("\n");
	man_list(t, space);
}

static void bridge_events(void)
{
	char plain[WORD_MAX];

	man_put(".Bl -tag -width Ds\n");
	for (const struct event *e = monitor_events(); e->type; e++) {
		man_heading(".It Cm", word_plain(e->word, plain));
		man_sentence("", e->help);
	}
	man_put(".El\n");
}

static void bridge_object(const struct object *o)
{
	char plain[WORD_MAX], *c = plain;

	for (word_plain(o->word, plain); *c; c++)
		*c = toupper((unsigned char)*c);
	man_heading(".Sh", plain);
	man_sentence("", o->help);
	if (o->n)
		commands(o);
	else
		bridge_events();
	for (const struct table *const *t = o->tables; *t; t++)
		for (enum space space = TO_SET; space < SPACES; space++)
			bridge_words(o, *t, space);
}

static void bridge_page(void)
{
	program_pick("bridge");
	begin("minip-bridge", "show and change what bridges know");
	man_put(".Sh SYNOPSIS\n");
	for (const struct object *const *o = program->objects; *o; o++)
		for (size_t i = 0; i < (*o)->n + !(*o)->n; i++)
			command(*o, &(*o)->commands[i]);
	man_by_hand("DESCRIPTION");
	for (const struct object *const *o = program->objects; *o; o++)
		bridge_object(*o);
	options();
	man_by_hand("EXIT STATUS");
	man_by_hand("EXAMPLES");
	man_put(".Sh SEE ALSO\n.Xr bridge 8 ,\n.Xr ip 8 ,\n.Xr minip 8 ,\n.Xr minip-link 8 ,\n.Xr minip-monitor 8\n");
}

int man_run(const char *name)
{
	const struct object *o = object_find(name);

	if (!strcmp(name, "bridge"))
		bridge_page();
	else if (o)
		object_page(o);
	else if (!strcmp(name, "minip"))
		main_page();
	else
		return fail(1, "Object \"%s\" is unknown, try \"%s help\".", name, opt.program);
	return 0;
}
