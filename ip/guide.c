/* guide.c - "help WORD ...": from the words of a command line to what they mean.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "guide.h"

#include <stdio.h>
#include <string.h>

#include "error.h"
#include "objects.h"
#include "options.h"
#include "program.h"

/* ---- the words that can follow: the parser itself tells, as it does to complete ---- */
static void scope_add(struct guide *g, const struct table *root, const struct table *t, enum space space, const char *way)
{
	if (!t || g->n == GUIDE_DEPTH)
		return;
	g->scopes[g->n].root = root;
	g->scopes[g->n].table = t;
	g->scopes[g->n].space = space;
	snprintf(g->scopes[g->n].way, sizeof(g->scopes[g->n].way), "%s", way);
	g->n++;
}

static void hear_table(const struct table *t, enum space space, void *arg)
{
	scope_add(arg, t, t, space, "");
}

static void hear_nothing(const char *candidate, const char *help, void *arg)
{
	(void)candidate;
	(void)help;
	(void)arg;
}

static void print_offer(const char *candidate, const char *help, void *arg)
{
	char line[256];

	if (!help)
		return;
	snprintf(line, sizeof(line), "    %-18s %s\n", candidate, help);
	out_text(arg, "%s", line);
}

static void print_no_table(const struct table *t, enum space space, void *arg)
{
	(void)t;
	(void)space;
	(void)arg;
}

void guide_ask(const struct complete_listener *listener, int argc, char **argv)
{
	char *v[64];
	struct words w = { .v = v, .n = argc + 1, .completing = true };
	const struct object *o = argc ? object_find(argv[0]) : NULL;
	const struct error error = *error_last();
	const struct failure failure = *request_failure();

	if (!o || argc >= 63)
		return;
	error_clear();
	memcpy(v, argv, argc * sizeof(*v));
	v[argc] = "";
	complete_listener = listener;
	warn_mute(true);
	object_run(o, &w);
	warn_mute(false);
	complete_listener = NULL;
	error_restore(&error);
	request_failure_restore(&failure);
}

void guide_begin(struct guide *g, const struct object *o, const struct command *c)
{
	const struct complete_listener listener = { hear_table, hear_nothing, g };
	char object[WORD_MAX], command[WORD_MAX];
	char *v[] = { word_plain(o->word, object) ? object : NULL, word_plain(c->word, command) ? command : NULL };

	*g = (struct guide){ .object = o, .command = c };
	guide_ask(&listener, 2, v);
}

/* ---- the way ---- */
static bool takes_value(const struct row *r)
{
	return r && row_arg(r) && !r->group;
}

/* Does the value of a row choose the table of another? */
static bool is_selected(const struct row *r, const struct row *by)
{
	const struct more *more = row_more(r);

	return more->pick && (r->selector == by->attr || more->selector_else == by->attr);
}

/* Is it a choice that has no words of its own, or no choice that has to be made at all? */
static bool is_plain_choice(const struct guide *g, const char *word)
{
	bool chooses = false;
	const struct row *r;

	table_for_each(r, g->at.in) {
		if (!is_selected(r, g->at.row))
			continue;
		chooses = true;
		for (size_t i = 0; row_more(r)->choice(i); i++)
			if (!strcmp(row_more(r)->choice(i), word))
				return true;
	}
	return !chooses;
}

/* Does the word choose one of the tables that the value of the last word selects? */
static bool step_choice(struct guide *g, const char *word)
{
	const struct help_place at = g->at;
	const struct row *r;
	char way[2 * WORD_MAX], plain[WORD_MAX];

	if (!at.row)
		return false;
	table_for_each(r, at.in) {
		const struct table *t = is_selected(r, at.row) ? row_more(r)->pick(word) : NULL;

		if (!t)
			continue;
		snprintf(way, sizeof(way), "%s %s", row_called(at.row, at.space, plain), word);
		scope_add(g, at.root, t, at.space, way);
		g->at.row = NULL;
		return true;
	}
	return false;
}

static bool step_keyword(struct guide *g, const char *word)
{
	char plain[WORD_MAX];

	for (int i = g->n - 1; i >= 0; i--) {
		const struct table *in;
		const struct row *r = table_word(g->scopes[i].table, g->scopes[i].space, word, &in);

		if (!r)
			continue;
		g->at = (struct help_place){ g->scopes[i].root, in, r, g->scopes[i].space };
		if (r->group)
			scope_add(g, g->at.root, r->table, g->at.space, row_called(r, g->at.space, plain));
		return true;
	}
	return false;
}

/* A word that is no keyword: the value of the last one, or of the one that needs no keyword. */
static bool step_value(struct guide *g, const char *word)
{
	if (takes_value(g->at.row))
		return is_plain_choice(g, word);
	for (int i = g->n - 1; i >= 0; i--) {
		const struct row *r;

		table_for_each(r, g->scopes[i].table)
			if (r->implied & 1 << g->scopes[i].space) {
				g->at = (struct help_place){ g->scopes[i].root, g->scopes[i].table, r,
							     g->scopes[i].space };
				return true;
			}
	}
	return false;
}

/* ---- an example ---- */
/* Of the row's own table and word, instead of what holds for its place. */
static const struct guide_need *need_of_word(const struct guide *g)
{
	char plain[WORD_MAX], name[2 * WORD_MAX];

	snprintf(name, sizeof(name), "%s %s", g->at.in->name, word_plain(row_word(g->at.row, g->at.space), plain));
	return guide_need(name);
}

/* Is the need of the word itself in place of that of the scope? */
static const struct guide_need *need_in(const struct guide *g, const struct guide_need *word, bool innermost, const char *scope)
{
	return word && word->words && innermost && g->at.space != TO_LIST ? word : guide_need(scope);
}

/* The words that stand before the one of the example, but for itself said otherwise. */
static size_t add_words(const struct guide *g, char *buf, size_t size, const struct guide_need *need)
{
	char plain[WORD_MAX];
	size_t n = 0, length;

	word_plain(row_word(g->at.row, g->at.space), plain);
	length = strlen(plain);
	for (const char *const *w = need ? need->words : NULL; w && *w && n < size; w++) {
		if (!strncmp(*w, plain, length) && (*w)[length] == ' ')
			continue;
		/* To create, "dev" is the name too. */
		if (g->at.row->implied & 1 << g->at.space && !strncmp(*w, "name ", 5))
			continue;
		n += snprintf(buf + n, size - n, " %s", *w);
	}
	return n < size ? n : size;
}

static const char *last_word(const char *way)
{
	const char *blank = strrchr(way, ' ');

	return blank ? blank + 1 : way;
}

/* Is the scope opened by the word of the example itself? */
static bool is_own(const struct guide *g, int i)
{
	return g->at.row->group && i == g->n - 1;
}

static const char *value_of(const struct guide *g, const struct guide_need *word, char *buf, size_t size)
{
	char plain[WORD_MAX];
	const struct guide_need *group;

	if (word && word->value)
		return word->value;
	if (!g->at.row->group)
		return help_example(&g->at, buf, size);
	group = guide_need(word_plain(row_word(g->at.row, g->at.space), plain));
	return group ? *group->words : NULL;
}

const char *guide_example(const struct guide *g, char *buf, size_t size)
{
	char command[WORD_MAX], name[2 * WORD_MAX], plain[WORD_MAX], sample[256];
	const struct guide_need *word = need_of_word(g);
	const char *value = value_of(g, word, sample, sizeof(sample));
	int last = g->n - 1 - is_own(g, g->n - 1);
	size_t n;

	if (!value)
		return NULL;
	snprintf(name, sizeof(name), "%s %s", g->object->name, word_plain(g->command->word, command));
	n = snprintf(buf, size, *g->under ? "%s %s %s" : "%s %s", program_in_help(), name, g->under);
	n += add_words(g, buf + n, size - n, need_in(g, word, last <= 0, name));
	for (int i = 0; i <= last; i++) {
		if (!*g->scopes[i].way)
			continue;
		n += snprintf(buf + n, size - n, " %s", g->scopes[i].way);
		n += add_words(g, buf + n, size - n, need_in(g, word, i == last, last_word(g->scopes[i].way)));
	}
	n += snprintf(buf + n, size - n, " %s%s%s", word_plain(row_word(g->at.row, g->at.space), plain),
		      *value ? " " : "", value);
	if (g->command->flags & NLM_F_CREATE && !strcmp(g->object->name, "link") && !strstr(buf, " type "))
		snprintf(buf + n, size - n, " type bridge");
	return buf;
}

/* ---- pages ---- */
static void page_objects(struct out *o)
{
	char line[256], plain[WORD_MAX];

	out_text(o, "Usage: %s [ OPTIONS ] OBJECT [ COMMAND ... ]\n", opt.program);
	out_text(o, program->synopsis, "");
	out_text(o, "\n", "");
	for (const struct object *const *p = program->objects; *p; p++) {
		snprintf(line, sizeof(line), "    %-18s %s\n", word_plain((*p)->word, plain), (*p)->help);
		out_text(o, "%s", line);
	}
	out_text(o, "\n\"%s help OBJECT\" lists its commands; further words lead further.\n", opt.program);
}

static void page_object(struct out *o, const struct object *object)
{
	char line[512], plain[WORD_MAX];

	out_text(o, "%s ", program_in_help());
	out_text(o, "%s: ", object->name);
	out_text(o, "%s\n\n", object->help);
	for (size_t i = 0; i < object->n; i++) {
		const struct command *c = &object->commands[i];

		snprintf(line, sizeof(line), "    %-18s %s\n", word_plain(c->word, plain), c->help);
		out_text(o, "%s", line);
	}
	snprintf(line, sizeof(line), "\n\"%s help %s COMMAND\" lists the words that can follow.\n", opt.program, object->name);
	out_text(o, "%s", line);
}

static void page_command(struct out *o, const struct guide *g)
{
	char plain[WORD_MAX];

	out_text(o, "%s ", program_in_help());
	out_text(o, "%s ", g->object->name);
	out_text(o, "%s", word_plain(g->command->word, plain));
	out_text(o, *g->command->arguments ? " %s" : "", g->command->arguments);
	out_text(o, ": %s\n", g->command->help);
	for (int i = 0; i < g->n; i++) {
		out_text(o, "\n", "");
		help_table(o, g->scopes[i].table, g->scopes[i].space, 4);
	}
}

static void page_scope(struct out *o, const struct guide *g)
{
	out_text(o, "... %s\n\n", g->scopes[g->n - 1].way);
	help_table(o, g->scopes[g->n - 1].table, g->scopes[g->n - 1].space, 4);
}

static void page_word(struct out *o, const struct guide *g, int argc, char **argv)
{
	const struct complete_listener listener = { print_no_table, print_offer, o };
	char example[512];

	help_word(o, &g->at, guide_example(g, example, sizeof(example)));
	if (g->at.row->group) {
		out_text(o, "\n", "");
		help_table(o, g->at.row->table, g->at.space, 4);
		return;
	}
	out_text(o, "\n", "");
	guide_ask(&listener, argc, argv);
}

static const struct command *command_of(const struct object *o, const char *word)
{
	for (size_t i = 0; i < o->n; i++)
		if (word_matches(o->commands[i].word, word))
			return &o->commands[i];
	return NULL;
}

/* Sub-commands stand between the command and the words of a table: the parser is asked behind each. */
static int begin_deeper(struct guide *g, int argc, char **argv)
{
	const struct complete_listener listener = { hear_table, hear_nothing, g };
	int i = 2;

	while (!g->n && i < argc) {
		size_t n = strlen(g->under);

		snprintf(g->under + n, sizeof(g->under) - n, n ? " %s" : "%s", argv[i]);
		guide_ask(&listener, ++i, argv);
	}
	return i;
}

/* What a hint looks for near ones in: the words of the innermost scope, or the choices of the last word. */
static void tell_failure(const struct guide *g)
{
	struct request q = { .table = g->scopes[g->n - 1].table, .space = g->scopes[g->n - 1].space };
	const struct row *r;

	if (!g->at.row) {
		request_failed_at(&q, q.table, NULL);
		return;
	}
	table_for_each(r, g->at.in)
		if (is_selected(r, g->at.row))
			request_failed_at(&q, g->at.in, r);
}

static int no_such_word(const struct guide *g, const char *word, int i)
{
	if (g->n)
		tell_failure(g);
	error_blame(i);
	return fail(1, "No help for \"%s\": it is no word that can stand here.", word);
}

static int walk(struct guide *g, int argc, char **argv)
{
	int i = begin_deeper(g, argc, argv);

	for (; i < argc; i++)
		if (!step_choice(g, argv[i]) && !step_keyword(g, argv[i]) && !step_value(g, argv[i]))
			return no_such_word(g, argv[i], i);
	if (g->at.row && row_word(g->at.row, g->at.space))
		page_word(&out, g, argc, argv);
	else if (g->n && *g->scopes[g->n - 1].way)
		page_scope(&out, g);
	else
		page_command(&out, g);
	return 0;
}

int guide_run(int argc, char **argv)
{
	const struct object *o = argc ? object_find(argv[0]) : NULL;
	const struct command *c = o && argc > 1 ? command_of(o, argv[1]) : NULL;
	struct guide g;

	command_words = (struct words){ .v = argv, .n = argc, .i = 1 };
	if (argc && !o)
		return object_unknown(argv[0]);
	if (argc > 1 && !c)
		return command_unknown(o, &command_words);
	if (!argc)
		page_objects(&out);
	else if (!c)
		page_object(&out, o);
	if (!c)
		return 0;
	guide_begin(&g, o, c);
	return walk(&g, argc, argv);
}
