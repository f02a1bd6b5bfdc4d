/* hint.c - from an error to what to do next.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "monitor.h"
#include "objects.h"
#include "program.h"

/* What is true of one object goes before what is true of all. */
static const struct {
	const char *object;
	const struct hint *hints;
} tables[] = {
	{ NULL, hints_netns }, { "link", hints_link }, { "address", hints_address }, { "route", hints_route },
	{ "nexthop", hints_nexthop },
	{ "rule", hints_rule },
	{ "vrf", hints_vrf },
	{ "neigh", hints_neighbor },
	{ "xfrm", hints_ipsec },
	{ "mptcp", hints_mptcp },
	{ "tuntap", hints_tunnel },
	{ "tunnel", hints_tunnel },
	{ "l2tp", hints_l2tp },
	{ "macsec", hints_macsec },
	{ "fou", hints_fou },
	{ "ila", hints_ila },
	{ "ioam", hints_ioam },
	{ "sr", hints_sr },
	{ "addrlabel", hints_addrlabel },
	{ NULL, hints_small },
	{ NULL, hints_words }, { NULL, hints_any },
};

/* ---- the words of a mistake ---- */
const char *mistake_word(const struct mistake *m, int n)
{
	return n >= 0 && n < m->words->n ? m->words->v[n] : "";
}

static const struct item *find_item(const struct request *q, const char *keyword)
{
	char plain[WORD_MAX];

	for (const struct item *i = q->first; i; i = i->next) {
		const struct item *deep = i->group ? find_item(i->group, keyword) : NULL;

		if (deep)
			return deep;
		if (!i->dead && i->from < i->to && !strcmp(row_called(i->row, q->space, plain), keyword))
			return i;
	}
	return NULL;
}

const struct item *mistake_item(const struct mistake *m, const char *keyword)
{
	return find_item(&m->failure->q, keyword);
}

/* Index of the word that is the value of a keyword; -1: it is not there. */
static int value_index(const struct mistake *m, const char *keyword)
{
	const struct item *i = *keyword == '#' ? NULL : mistake_item(m, keyword);

	if (!strcmp(keyword, "#end"))
		return m->words->n;
	if (*keyword == '#')
		return atoi(keyword + 1) < m->words->n ? atoi(keyword + 1) : -1;
	if (i)
		return i->to - 1;
	for (int w = 1; w < m->words->n - 1; w++)
		if (!strcmp(m->words->v[w], keyword))
			return w + 1;
	return -1;
}

const char *mistake_value(const struct mistake *m, const char *keyword)
{
	int i = value_index(m, keyword);

	return i < 0 ? NULL : mistake_word(m, i);
}

/* ---- which row holds ---- */
static const struct command *command_of(const struct object *o, const char *word)
{
	for (size_t i = 0; o && i < o->n; i++)
		if (word_matches(o->commands[i].word, word))
			return &o->commands[i];
	return NULL;
}

static const char *command_called(const struct mistake *m, char plain[WORD_MAX])
{
	const struct object *o = object_find(mistake_word(m, 0));
	const struct command *c = command_of(o, mistake_word(m, 1));

	return c ? word_plain(c->word, plain) : "";
}

static const char *object_called(const struct mistake *m)
{
	const struct object *o = object_find(mistake_word(m, 0));

	return o ? o->name : "";
}

/* Is a word one of "add|replace"? */
static bool is_one_of(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (; n && list; list = strchr(list, '|') ? strchr(list, '|') + 1 : NULL)
		if (!strncmp(list, word, n) && (!list[n] || list[n] == '|'))
			return true;
	return false;
}

static bool is_here(const struct mistake *m, const char *where)
{
	const char *blank = strchr(where, ' '), *object = object_called(m);
	size_t n = blank ? (size_t)(blank - where) : strlen(where);
	char plain[WORD_MAX];

	if (strlen(object) != n || strncmp(object, where, n))
		return false;
	return !blank || is_one_of(blank + 1, command_called(m, plain));
}

static bool holds(const struct hint *h, struct mistake *m)
{
	*m->found = '\0';
	if (h->where && !is_here(m, h->where))
		return false;
	if (h->code && h->code != m->failure->kernel.code)
		return false;
	if (h->text && !strstr(m->error->text, h->text))
		return false;
	m->at = h->at ? value_index(m, h->at) : m->error->word;
	if (h->at && m->at < 0)
		return false;
	if (m->error->word >= 0)
		m->at = m->error->word;
	m->word = mistake_word(m, m->at);
	return !h->when || h->when(m);
}

/* ---- near misses among words ---- */
static void near_rows(const struct table *t, enum space space, struct nearest *near)
{
	const struct row *r;

	table_for_each(r, t) {
		if (row_word(r, space))
			nearest_try(near, row_word(r, space));
		else if (r->table && !r->group)
			near_rows(r->table, space, near);
	}
}

static bool near_found(struct mistake *m, const struct nearest *near)
{
	if (nearest_end(near))
		hint_found(m, "", "did you mean \"%s\"?", nearest_end(near));
	return nearest_end(near);
}

bool hint_near_word(struct mistake *m)
{
	struct nearest near;

	nearest_begin(&near, m->word);
	if (m->failure->table)
		near_rows(m->failure->table, m->failure->q.space, &near);
	if (m->failure->also)
		near_rows(m->failure->also, m->failure->q.space, &near);
	return near_found(m, &near);
}

/* The word before it was taken for a name, or for a value. */
bool hint_near_previous(struct mistake *m)
{
	struct mistake before = *m;
	const struct table *in;

	before.word = mistake_word(m, m->at - 1);
	if (!m->failure->table || table_word(m->failure->table, m->failure->q.space, before.word, &in) ||
	    !hint_near_word(&before))
		return false;
	hint_found(m, "", "\"%s\" was no keyword: %s", before.word, before.found);
	return true;
}

bool hint_is_unknown(struct mistake *m)
{
	return m->failure->table && !m->failure->row && m->at >= 0;
}

/* The object whose command is unknown; not those that stand within another one ("nexthop bucket"). */
static const struct object *object_asked(const struct mistake *m)
{
	return m->at == 1 ? object_find(mistake_word(m, 0)) : NULL;
}

bool hint_near_event(struct mistake *m)
{
	struct nearest near;

	nearest_begin(&near, m->word);
	for (const struct event *e = events; e->type; e++)
		if (e->word)
			nearest_try(&near, e->word);
	return near_found(m, &near);
}

bool hint_near_command(struct mistake *m)
{
	const struct object *o = object_asked(m);
	struct nearest near;

	nearest_begin(&near, m->word);
	for (size_t i = 0; o && i < o->n; i++)
		nearest_try(&near, o->commands[i].word);
	return near_found(m, &near);
}

bool hint_near_object(struct mistake *m)
{
	struct nearest near;

	nearest_begin(&near, m->word);
	for (const struct object *const *o = program->objects; *o; o++)
		nearest_try(&near, (*o)->word);
	return near_found(m, &near);
}

bool hint_near_option(struct mistake *m)
{
	struct nearest near;

	nearest_begin(&near, m->word);
	for (const struct option *o = program->options; o->word; o++)
		nearest_try(&near, o->word);
	return near_found(m, &near);
}

bool hint_list_objects(struct mistake *m)
{
	char plain[WORD_MAX];

	for (const struct object *const *o = program->objects; *o; o++)
		hint_found(m, ", ", "%s", word_plain((*o)->word, plain));
	return true;
}

bool hint_list_commands(struct mistake *m)
{
	const struct object *o = object_asked(m);
	char plain[WORD_MAX];

	for (size_t i = 0; o && i < o->n; i++)
		hint_found(m, ", ", "%s", word_plain(o->commands[i].word, plain));
	return o;
}

bool hint_synopsis(struct mistake *m)
{
	const struct command *c = command_of(object_find(mistake_word(m, 0)), mistake_word(m, 1));
	char plain[WORD_MAX];

	if (c)
		hint_found(m, "", "ip %s %s %s", object_called(m), word_plain(c->word, plain), c->arguments);
	return c;
}

bool hint_says_usage(struct mistake *m)
{
	return m->error->status == 255 && !*m->error->text;
}

bool hint_has_row(struct mistake *m)
{
	return m->failure->row && row_word(m->failure->row, m->failure->q.space);
}

bool hint_is_keyword(struct mistake *m)
{
	const struct failure *f = m->failure;
	const struct table *in;

	return f->q.table && table_word(f->q.table, f->q.space, m->word, &in);
}

/* ---- the text ---- */
void hint_found(struct mistake *m, const char *separator, const char *format, ...)
{
	size_t used = strlen(m->found), room = sizeof(m->found) - used;
	va_list args;

	if (used)
		used += snprintf(m->found + used, room, "%s", separator);
	if (used >= sizeof(m->found))
		return;
	va_start(args, format);
	vsnprintf(m->found + used, sizeof(m->found) - used, format, args);
	va_end(args);
}

static const char *hole(const struct mistake *m, const char *name, char *buf, size_t size)
{
	const struct failure *f = m->failure;
	const char *dev;

	if (!strcmp(name, "word"))
		return m->word;
	if (!strcmp(name, "ip"))
		return program_in_help();
	if (!strcmp(name, "object"))
		return object_called(m);
	if (!strcmp(name, "command"))
		return command_called(m, buf);
	if (!strcmp(name, "found"))
		return m->found;
	if (!strcmp(name, "keyword"))
		return f->row ? row_called(f->row, f->q.space, buf) : "";
	if (!strcmp(name, "takes"))
		return f->row ? help_takes(f->row, buf, size) : "";
	dev = mistake_value(m, name);
	return dev ? dev : "DEV";
}

/* A template with {holes} in words. */
static void fill(const struct mistake *m, const char *template, char *text, size_t size)
{
	char name[16], buf[WORD_MAX + 256];
	size_t n = 0;

	while (*template && n < size - 1) {
		const char *end = *template == '{' ? strchr(template, '}') : NULL;

		if (!end || end - template > (long)sizeof(name)) {
			text[n++] = *template++;
			continue;
		}
		snprintf(name, sizeof(name), "%.*s", (int)(end - template - 1), template + 1);
		n += snprintf(text + n, size - n, "%s", hole(m, name, buf, sizeof(buf)));
		if (n > size - 1)
			n = size - 1;
		template = end + 1;
	}
	text[n] = '\0';
}

static void take(const struct mistake *m, const struct hint *h)
{
	char text[sizeof(m->error->hint)];

	fill(m, h->say, text, sizeof(text));
	error_hint("%s", text);
	if (m->at >= 0)
		error_blame(m->at);
}

static void try_table(struct mistake *m, const struct hint *h)
{
	for (; h->say; h++)
		if (holds(h, m)) {
			take(m, h);
			return;
		}
}

/* Questions of hints are no part of what was asked for: they are not explained, their failure is none. */
void hint_find(const struct words *w)
{
	struct mistake m = { .error = error_last(), .failure = request_failure(), .words = w };
	void (*tap)(const struct nlmsghdr *, bool) = nl_tap;

	nl_tap = NULL;
	/* Its objects have names that ip(8) has for others. */
	if (!strcmp(program_in_help(), "bridge"))
		try_table(&m, hints_bridge);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) && !*m.error->hint; i++)
		if (!tables[i].object || !strcmp(tables[i].object, object_called(&m)))
			try_table(&m, tables[i].hints);
	nl_tap = tap;
}
