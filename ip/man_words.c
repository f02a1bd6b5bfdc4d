/* man_words.c - what the tables say for the manual: words, and what is behind them, in mdoc(7).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "man.h"

#include <ctype.h>
#include <string.h>

#include "link/kind.h"
#include "options.h"

/*
 * Sections that begin with this are left to people: testsuite/man.py keeps them
 * when it writes the others anew.
 */
#define BY_HAND	".\\\" by hand\n"

void man_put(const char *s)
{
	out_bytes(&out, s, strlen(s));
}

void man_heading(const char *macro, const char *text)
{
	man_put(macro);
	man_put(" ");
	man_put(text);
	man_put("\n");
}

void man_by_hand(const char *section)
{
	man_heading(".Sh", section);
	man_put(BY_HAND);
}

/* Backslashes and full stops at the beginning mean something to roff. */
static void escaped(const char *s, size_t n)
{
	if (n && (*s == '.' || *s == '\''))
		man_put("\\&");
	for (; n; n--, s++) {
		if (*s == '\\')
			man_put("\\e");
		else
			out_bytes(&out, s, 1);
	}
}

/* A clause as a sentence. */
void man_sentence(const char *before, const char *clause)
{
	size_t n = strlen(clause);
	char first = *before ? *clause : toupper((unsigned char)*clause);

	if (!n)
		return;
	man_put(before);
	escaped(&first, 1);
	escaped(clause + 1, n - 1);
	man_put(clause[n - 1] == '.' ? "\n" : ".\n");
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
	man_put(*separator == ' ' ? " " : ".");
	man_put(name);
	if (n) {
		man_put(" ");
		escaped(s, n);
	}
	if (*separator != ' ')
		man_put("\n");
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
		man_put(*separator == ' ' ? " |" : "|\n");
	else if (*s == '.')
		macro("No", s, n, separator);
	else
		macro(is_literal(s, n) ? "Cm" : "Ar", s, n, separator);
}

void man_words(const char *s, const char *separator)
{
	while (*s) {
		size_t n = strcspn(s, " ");

		one_word(s, n, separator);
		s += n + strspn(s + n, " ");
	}
}

/* ---- lists of words ---- */
bool man_has_words(const struct table *t, enum space space)
{
	const struct row *r;

	table_for_each(r, t)
		if (row_word(r, space) || (r->table && !r->group && man_has_words(r->table, space)))
			return true;
	return false;
}

static void value(const struct row *r)
{
	const char *arg = r->arg ? r->arg : r->type->arg;

	if (r->names && !r->arg && !strcmp(arg ? arg : "", "NAME"))
		man_put(" Ar NAME");
	else if (arg)
		man_words(arg, " ");
}

static void item(const struct row *r, enum space space)
{
	const char *spec = row_word(r, space);
	char plain[WORD_MAX], takes[512] = "";

	man_put(".It");
	if (!strncmp(spec, "[no]", 4))
		man_put(" Op Cm no Ns");
	macro("Cm", plain, strlen(word_plain(spec, plain)), " ");
	if (!strncmp(spec, "up|", 3))
		man_put(" | Cm down");
	value(r);
	man_put("\n");
	man_sentence("", r->help ? r->help : row_called(r, space, plain));
	if (r->type->arg && !r->parse && (r->arg ? *r->arg : *r->type->arg) != '{')
		help_takes(r, takes, sizeof(takes));
	/* What begins with a capital only repeats what the value is called. */
	if (r->names || r->file || !isupper((unsigned char)*takes))
		man_sentence("Takes ", takes);
	if (r->name && r->place == AT_ATTR)
		man_heading(".Pq Dv", r->name);
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

void man_list(const struct table *t, enum space space)
{
	man_put(".Bl -tag -width Ds\n");
	items(t, space);
	man_put(".El\n");
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

		if (!chosen || !man_has_words(chosen, space))
			continue;
		man_put(".Ss ");
		man_put(word_plain(selector->word, plain));
		man_put(" ");
		man_put(name);
		man_put(other ? "_slave\n" : "\n");
		if (k && k->help)
			man_sentence(other ? "For ports of " : "", k->help);
		man_list(chosen, space);
	}
}

/* What stands behind words that begin something of their own, and behind kinds. */
void man_deeper(const struct table *t, const struct object *o, enum space space)
{
	const struct row *r;
	char plain[WORD_MAX];

	table_for_each(r, t) {
		bool known = false;

		for (const struct table *const *top = o->tables; r->table && *top; top++)
			known |= *top == r->table;
		if (r->table && !known && row_word(r, space) && man_has_words(r->table, space)) {
			man_put(".Ss behind ");
			man_put(word_plain(row_word(r, space), plain));
			man_put("\n");
			man_list(r->table, space);
		}
		if (r->table && !known)
			man_deeper(r->table, o, space);
		if (row_more(r)->pick && space == TO_SET)
			choices(t, r, space);
	}
}
