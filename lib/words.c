/* words.c - the command line: abbreviations, commands, near misses.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <strings.h>

#include "error.h"
#include "options.h"
#include "out.h"
#include "schema.h"
#include "words.h"

/* One alternative of a spec, "lo[cal]": all before '[' is needed. */
static bool alternative_matches(const char *spec, const char *word)
{
	bool may_end = false;

	for (; *spec && *spec != '|'; spec++) {
		if (*spec == '[')
			may_end = true;
		else if (*spec == ']')
			continue;
		else if (!*word && may_end)
			return true;
		else if (*spec != *word++)
			return false;
	}
	return !*word;
}

static bool any_matches(const char *spec, const char *word)
{
	while (spec) {
		if ((*spec == *word || *spec == '[') && alternative_matches(spec, word))
			return true;
		spec = strchr(spec, '|');
		if (spec)
			spec++;
	}
	return false;
}

bool word_matches_no(const char *spec, const char *word, bool *no)
{
	*no = false;
	if (!*word)
		return false;
	if (*spec != '[' || strncmp(spec, "[no]", 4))
		return any_matches(spec, word);
	if (any_matches(spec + 4, word)) {
		*no = *word == 'n';
		return true;
	}
	*no = !strncmp(word, "no", 2) && word[2] && any_matches(spec + 4, word + 2);
	return *no;
}

bool word_matches(const char *spec, const char *word)
{
	bool no;

	return word_matches_no(spec, word, &no);
}

const char *word_plain(const char *spec, char buf[WORD_MAX])
{
	size_t n = 0;

	if (!strncmp(spec, "[no]", 4))
		spec += 4;
	for (; *spec && *spec != '|' && n < WORD_MAX - 1; spec++)
		if (*spec != '[' && *spec != ']')
			buf[n++] = *spec;
	buf[n] = '\0';
	return buf;
}

const char *words_peek(const struct words *w)
{
	return w->i < w->n ? w->v[w->i] : NULL;
}

const char *words_next(struct words *w)
{
	if (w->i < w->n && !completing_here(w))
		return w->v[w->i++];
	if (!w->completing) {
		fail(255, "Command line is not complete. Try option \"help\"");
		error_blame(w->n);
	}
	return NULL;
}

/*
 * Optimal string alignment: insertions, deletions, replacements and swaps of
 * neighbours count one each.
 */
static unsigned int distance(const char *a, const char *b)
{
	size_t m = strlen(b);
	unsigned int rows[3][WORD_MAX], *two = rows[0], *one = rows[1], *now = rows[2];

	if (m >= WORD_MAX)
		return WORD_MAX;
	for (size_t j = 0; j <= m; j++)
		one[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		unsigned int *old = two;

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			unsigned int best = one[j - 1] + (a[i - 1] != b[j - 1]);

			if (one[j] + 1 < best)
				best = one[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    two[j - 2] + 1 < best)
				best = two[j - 2] + 1;
			now[j] = best;
		}
		two = one;
		one = now;
		now = old;
	}
	return one[m];
}

void nearest_begin(struct nearest *n, const char *word)
{
	size_t length = strlen(word);

	n->word = word;
	n->best[0] = '\0';
	n->distance = length < 3 ? 1 : length < 4 ? 2 : length < 7 ? 3 : 4;
}

static void try_alternative(struct nearest *n, const char *spec)
{
	char plain[WORD_MAX];
	unsigned int d = distance(n->word, word_plain(spec, plain));

	if (!strcasecmp(n->word, plain))
		d = 0;

	if (d < n->distance) {
		n->distance = d;
		strcpy(n->best, plain);
	}
}

void nearest_try(struct nearest *n, const char *spec)
{
	for (; spec; spec = strchr(spec, '|') ? strchr(spec, '|') + 1 : NULL)
		try_alternative(n, spec);
}

const char *nearest_end(const struct nearest *n)
{
	return n->best[0] ? n->best : NULL;
}

int command_unknown(const struct object *o, const struct words *w)
{
	error_blame(w->i);
	return fail(255, "Command \"%s\" is unknown, try \"%s %s help\".", w->v[w->i], opt.program, o->name);
}

static bool has_help(const struct object *o)
{
	for (size_t i = 0; i < o->n; i++)
		if (word_matches(o->commands[i].word, "help"))
			return true;
	return false;
}

static int complete_commands(const struct object *o, struct words *w)
{
	char plain[WORD_MAX];

	for (size_t i = 0; i < o->n; i++)
		complete_offer(w, word_plain(o->commands[i].word, plain), o->commands[i].help);
	if (!has_help(o))
		complete_offer(w, "help", "says what can be said");
	return 0;
}

static int command_begin(const struct object *o, struct words *w, const struct command *c)
{
	/* One without words has none to offer, and would do what it is for. */
	if (w->completing && !*c->arguments)
		return 0;
	nl_batch_command(c->run == o->together);
	return c->run(w, c);
}

/* A batch says the same command in line after line. */
static const struct command *command_find(const struct object *o, const char *word)
{
	static const struct object *in;
	static const struct command *found;
	static char last[16];

	if (in == o && !strcmp(word, last))
		return found;
	for (const struct command *c = o->commands, *end = c + o->n; c < end; c++)
		if (word_matches(c->word, word)) {
			if (strlen(word) < sizeof(last)) {
				in = o;
				found = c;
				strcpy(last, word);
			}
			return c;
		}
	return NULL;
}

int object_command(const struct object *o, struct words *w)
{
	const struct command *c;
	const char *word = words_peek(w);

	if (!word)
		return command_begin(o, w, &o->commands[0]);
	if (completing_here(w))
		return o->n ? complete_commands(o, w) : o->otherwise(w);
	c = command_find(o, word);
	if (c) {
		w->i++;
		return command_begin(o, w, c);
	}
	nl_batch_command(false);
	if (word_matches("h[elp]", word))
		return o->usage(w, NULL);
	return o->otherwise ? o->otherwise(w) : command_unknown(o, w);
}

int object_run(const struct object *o, struct words *w)
{
	w->i = 1;
	return object_command(o, w);
}
