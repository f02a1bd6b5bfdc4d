/* man.c - what the tables say for the manual: a page of mdoc(7) for each object.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "link/kind.h"
#include "objects.h"
#include "options.h"
#include "program.h"
#include "schema.h"

/*
 * Sections that begin with this are left to people: testsuite/man.py keeps them
 * when it writes the others anew.
 */
#define BY_HAND	".\\\" by hand\n"

static void put(const char *s)
{
	out_bytes(&out, s, strlen(s));
}

static void heading(const char *macro, const char *text)
{
	put(macro);
	put(" ");
	put(text);
	put("\n");
}

static void by_hand(const char *section)
{
	heading(".Sh", section);
	put(BY_HAND);
}

/* Backslashes and full stops at the beginning mean something to roff. */
static void escaped(const char *s, size_t n)
{
	if (n && (*s == '.' || *s == '\''))
		put("\\&");
	for (; n; n--, s++) {
		if (*s == '\\')
			put("\\e");
		else
			out_bytes(&out, s, 1);
	}
}

/* A clause as a sentence. */
static void sentence(const char *before, const char *clause)
{
	size_t n = strlen(clause);
	char first = *before ? *clause : toupper((unsigned char)*clause);

	if (!n)
		return;
	put(before);
	escaped(&first, 1);
	escaped(clause + 1, n - 1);
	put(clause[n - 1] == '.' ? "\n" : ".\n");
}

/* ---- "[ name ] NAME [ OPTION ... ]": what is typed as it stands, and what stands for something ---- */
static bool is_literal(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (islower((unsigned char)s[i]))
			return true;
	return !isupper((unsigned char)*s);
}

static int count(const char *s, size_t n, char c)
{
	int found = 0;

	while (n--)
		found += *s++ == c;
	return found;
}

/* separator: a blank within a macro's line, else each macro has its own. */
static void macro(const char *name, const char *s, size_t n, const char *separator)
{
	put(*separator == ' ' ? " " : ".");
	put(name);
	if (n) {
		put(" ");
		escaped(s, n);
	}
	if (*separator != ' ')
		put("\n");
}

struct bracket {
	char open, close;
	const char *begin, *end;
};

static void one_word(const char *s, size_t n, const char *separator);

/* A word that begins or ends with a bracket: true when it did, and all of it is written. */
static bool bracketed(const struct bracket *b, const char *s, size_t n, const char *separator)
{
	int open = count(s, n, b->open) - count(s, n, b->close);

	/* "[FROM/]TO" is one word, and so is "]TO", which stands right behind "[ FROM/ ". */
	if (*s == b->open && (open > 0 || (!open && s[n - 1] == b->close))) {
		macro(b->begin, "", 0, separator);
		one_word(s + 1, n - 1, separator);
	} else if (*s == b->close && n > 1) {
		macro(b->end, "", 0, separator);
		macro("Ns", "", 0, separator);
		one_word(s + 1, n - 1, separator);
	} else if (s[n - 1] == b->close && open < 0) {
		one_word(s, n - 1, separator);
		macro(b->end, "", 0, separator);
	} else {
		return false;
	}
	return true;
}

static void one_word(const char *s, size_t n, const char *separator)
{
	static const struct bracket square = { '[', ']', "Oo", "Oc" }, curly = { '{', '}', "Bro", "Brc" };

	if (!n || bracketed(&square, s, n, separator) || bracketed(&curly, s, n, separator))
		return;
	if (*s == '|')
		put(*separator == ' ' ? " |" : "|\n");
	else if (*s == '.')
		macro("No", s, n, separator);
	else
		macro(is_literal(s, n) ? "Cm" : "Ar", s, n, separator);
}

static void words(const char *s, const char *separator)
{
	while (*s) {
		size_t n = strcspn(s, " ");

		one_word(s, n, separator);
		s += n + strspn(s + n, " ");
	}
}

/* ---- lists of words ---- */
static bool has_words(const struct table *t, enum space space)
{
	const struct row *r;

	table_for_each(r, t)
		if (row_word(r, space) || (r->table && !r->group && has_words(r->table, space)))
			return true;
	return false;
}

static void value(const struct row *r)
{
	const char *arg = r->arg ? r->arg : r->type->arg;

	if (r->names && !r->arg && !strcmp(arg ? arg : "", "NAME"))
		put(" Ar NAME");
	else if (arg)
		words(arg, " ");
}

static void item(const struct row *r, enum space space)
{
	const char *spec = row_word(r, space);
	char plain[WORD_MAX], takes[512] = "";

	put(".It");
	if (!strncmp(spec, "[no]", 4))
		put(" Op Cm no Ns");
	macro("Cm", plain, strlen(word_plain(spec, plain)), " ");
	if (!strncmp(spec, "up|", 3))
		put(" | Cm down");
	value(r);
	put("\n");
	sentence("", r->help ? r->help : row_called(r, space, plain));
	if (r->type->arg && !r->parse && (r->arg ? *r->arg : *r->type->arg) != '{')
		help_takes(r, takes, sizeof(takes));
	/* What begins with a capital only repeats what the value is called. */
	if (r->names || r->file || !isupper((unsigned char)*takes))
		sentence("Takes ", takes);
	if (r->name && r->place == AT_ATTR)
		heading(".Pq Dv", r->name);
}

static void items(const struct table *t, enum space space)
{
	const struct row *r;

	table_for_each(r, t) {
		if (row_word(r, space))
			item(r, space);
		else if (r->table && !r->group)
			items(r->table, space);
	}
}

static void list(const struct table *t, enum space space)
{
	put(".Bl -tag -width Ds\n");
	items(t, space);
	put(".El\n");
}

/* A sub-message: "type vxlan", and "type bond_slave" for what is chosen by another attribute. */
static void choices(const struct table *t, const struct row *r, enum space space)
{
	const struct more *m = row_more(r);
	const struct row *selector = table_attr(t, r->selector);
	bool other = !selector->word;
	char plain[WORD_MAX];
	const char *name;

	if (other)
		selector = table_attr(t, m->selector_else);
	for (size_t i = 0; selector && (name = m->choice(i)); i++) {
		const struct table *chosen = m->pick(name);
		const struct kind *k = m->choice == kind_choice ? kind_find(name) : NULL;

		if (!chosen || !has_words(chosen, space))
			continue;
		put(".Ss ");
		put(word_plain(selector->word, plain));
		put(" ");
		put(name);
		put(other ? "_slave\n" : "\n");
		if (k && k->help)
			sentence(other ? "For ports of " : "", k->help);
		list(chosen, space);
	}
}

/* What stands behind words that begin something of their own, and behind kinds. */
static void deeper(const struct table *t, const struct object *o, enum space space)
{
	const struct row *r;
	char plain[WORD_MAX];

	table_for_each(r, t) {
		bool known = false;

		for (const struct table *const *top = o->tables; r->table && *top; top++)
			known |= *top == r->table;
		if (r->table && !known && row_word(r, space) && has_words(r->table, space)) {
			put(".Ss behind ");
			put(word_plain(row_word(r, space), plain));
			put("\n");
			list(r->table, space);
		}
		if (r->table && !known)
			deeper(r->table, o, space);
		if (row_more(r)->pick && space == TO_SET)
			choices(t, r, space);
	}
}

static void tables(const struct object *o)
{
	static const char *const titles[SPACES] = { "WORDS TO CHANGE", "WORDS TO SELECT", "WORDS TO ASK" };

	for (enum space space = TO_SET; space < SPACES; space++) {
		bool any = false;

		for (const struct table *const *t = o->tables; t && *t; t++) {
			if (!has_words(*t, space))
				continue;
			if (!any)
				heading(".Sh", titles[space]);
			any = true;
			list(*t, space);
		}
		for (const struct table *const *t = o->tables; any && *t; t++)
			deeper(*t, o, space);
	}
}

/* ---- pages ---- */
static void begin(const char *title, const char *what)
{
	char upper[WORD_MAX + 1], *end = upper;

	for (const char *c = title; *c && end < upper + WORD_MAX; c++)
		*end++ = toupper((unsigned char)*c);
	*end = '\0';
	put(".\\\" ");
	put(title);
	put(".8 - sections that are not marked \"by hand\" are made by testsuite/man.py.  SPDX-License-Identifier: GPL-2.0-or-later\n"
	    ".Dd November 30, 2026\n.Dt ");
	put(upper);
	put(" 8\n.Os minip\n.Sh NAME\n");
	heading(".Nm", title);
	heading(".Nd", what);
}

static void command(const struct object *o, const struct command *c)
{
	char plain[WORD_MAX];

	put(".Nm minip\n.Op Ar options\n");
	heading(".Cm", word_plain(o->word, plain));
	heading(".Cm", word_plain(c->word, plain));
	words(c->arguments, "\n");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void end(const char *self)
{
	char plain[32][WORD_MAX];
	const char *pages[32] = { "ip" };
	size_t n = 1;

	by_hand("EXAMPLES");
	put(".Sh SEE ALSO\n");
	if (strcmp(self, "minip"))
		pages[n++] = "minip";
	for (const struct object *const *o = program->objects; *o && n < 32; o++) {
		char *p = format_string(plain[n], "minip-");

		word_plain((*o)->word, p);
		pages[n] = plain[n];
		n += strcmp(plain[n], self) != 0;
	}
	qsort(pages, n, sizeof(*pages), by_name);
	for (size_t i = 0; i < n; i++) {
		put(i ? " ,\n.Xr " : ".Xr ");
		put(pages[i]);
		put(" 8");
	}
	put("\n");
}

static void commands(const struct object *o)
{
	char plain[WORD_MAX];

	put(".Sh COMMANDS\n.Bl -tag -width Ds\n");
	for (size_t i = 0; i < o->n; i++) {
		heading(".It Cm", word_plain(o->commands[i].word, plain));
		sentence("", o->commands[i].help);
	}
	put(".El\n");
}

static void object_page(const struct object *o)
{
	char name[WORD_MAX + 8] = "minip-", plain[WORD_MAX];

	strcat(name, word_plain(o->word, plain));
	begin(name, o->help);
	if (!o->n)
		by_hand("SYNOPSIS");
	else
		put(".Sh SYNOPSIS\n");
	for (size_t i = 0; i < o->n; i++)
		command(o, &o->commands[i]);
	by_hand("DESCRIPTION");
	if (o->n)
		commands(o);
	if (o->tables)
		tables(o);
	by_hand("EXIT STATUS");
	end(name);
}

static void option(const struct option *o)
{
	char plain[WORD_MAX];

	heading(".It Fl", word_plain(o->word, plain) + 1);
	if (o->arg) {
		out.len--;
		heading(" Ar", o->arg);
	}
	sentence("", o->help);
}

static void main_page(void)
{
	char plain[WORD_MAX];

	begin("minip", "show and change network devices, addresses, routes and namespaces");
	put(".Sh SYNOPSIS\n.Nm\n.Op Ar options\n.Ar object\n.Op Ar command Op Ar word ...\n"
	    ".Nm\n.Op Fl force\n.Fl batch Ar file\n");
	by_hand("DESCRIPTION");
	put(".Sh OBJECTS\n.Bl -tag -width Ds\n");
	for (const struct object *const *o = program->objects; *o; o++) {
		heading(".It Cm", word_plain((*o)->word, plain));
		sentence("", (*o)->help);
	}
	put(".El\n.Sh OPTIONS\n.Bl -tag -width Ds\n");
	for (const struct option *o = program->options; o->word; o++)
		option(o);
	put(".El\n");
	by_hand("ENVIRONMENT");
	by_hand("FILES");
	by_hand("EXIT STATUS");
	end("minip");
}

int man_run(const char *name)
{
	const struct object *o = object_find(name);

	if (strcmp(name, "minip") && !o)
		return fail(1, "Object \"%s\" is unknown, try \"%s help\".", name, opt.program);
	if (o)
		object_page(o);
	else
		main_page();
	return 0;
}
