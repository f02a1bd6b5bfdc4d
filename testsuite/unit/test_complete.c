/* test_complete.c - what is offered is what is accepted, at every node of the grammar.  SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A word is accepted where it is not refused and means more than nonsense would: a name of one's
 * own is as good as any other.  All of it is asked of the parsers in the way that a shell does, which runs nothing.
 */
#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../ip/objects.h"
#include "../../ip/program.h"
#include "arena.h"
#include "capture.h"
#include "error.h"
#include "links.h"
#include "netns.h"
#include "options.h"
#include "scan.h"
#include "tables.h"

#define NONSENSE	"zzqx"
#define DEPTH		12
#define WORDS		8192
#define WORD		256

/* A command line to be completed behind its words. */
struct line {
	const char *word[DEPTH];
	const char *offers[DEPTH + 1];	/* behind the first words */
	int n;
};

/* What completion said: a line each, "WORD\tHELP"; was the last word refused? */
struct answer {
	char *offers;
	bool refused;
};

/* Words of tables, commands and objects; names of values. */
struct universe {
	const char *spec[WORDS], *word[WORDS];
	size_t n;
};
static struct universe keywords, values;
static int nodes, probes, faults;

static void learn(struct universe *u, const char *spec, const char *word)
{
	for (size_t i = 0; i < u->n; i++)
		if (!strcmp(u->word[i], word) && !strcmp(u->spec[i], spec))
			return;
	ck_assert_uint_lt(u->n, WORDS);
	u->spec[u->n] = spec;
	u->word[u->n++] = strdup(word);
}

static void learn_spec(const char *spec)
{
	char plain[WORD_MAX];

	if (spec)
		learn(&keywords, spec, word_plain(spec, plain));
}

static void learn_file(uint32_t value, const char *name, void *arg)
{
	(void)value;
	(void)arg;
	learn(&values, name, name);
}

static void learn_table(const struct table *t, void *arg)
{
	const struct row *r;

	(void)arg;
	table_for_each(r, t) {
		for (enum space s = TO_SET; s < SPACES; s++)
			learn_spec(row_word(r, s));
		for (const struct name *n = r->names; n && n->name; n++)
			learn(&values, n->name, n->name);
		for (size_t i = 0; row_more(r)->choice && row_more(r)->choice(i); i++)
			learn(&values, row_more(r)->choice(i), row_more(r)->choice(i));
		if (r->file)
			names_each(r->file - 1, learn_file, NULL);
	}
}

static void learn_all(void)
{
	static const char *const more[] = { "on", "off", "help", "name", "dev", "type", "auto", "disabled", "enabled" };

	for (const struct program *p = programs; p->name; p++)
		for (const struct object *const *o = p->objects; *o; o++) {
			learn_spec((*o)->word);
			for (size_t i = 0; i < (*o)->n; i++)
				learn_spec((*o)->commands[i].word);
		}
	tables_each(learn_table, NULL);
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		learn(&values, more[i], more[i]);
		learn(&keywords, more[i], more[i]);
	}
}

static struct answer ask(const struct line *n, const char *word)
{
	struct answer a = { NULL, false };
	char *v[DEPTH + 3];
	int argc = n->n;

	for (int i = 0; i < n->n; i++)
		v[i] = (char *)n->word[i];
	if (word)
		v[argc++] = (char *)word;
	v[argc++] = (char *)"";
	v[argc] = NULL;
	error_clear();
	opt.family = AF_UNSPEC;
	command_run(argc, v);
	probes++;
	a.refused = error_last()->status && error_last()->word == n->n;
	a.offers = arena_copy(out.buf, out.len + 1);
	a.offers[out.len] = '\0';
	out.len = 0;
	return a;
}

/* Is there a line that begins with the word? */
static bool has(const char *offers, const char *word)
{
	size_t n = strlen(word);

	for (const char *line = offers; *line; line = strchr(line, '\n') + 1)
		if (!strncmp(line, word, n) && (line[n] == '\t' || line[n] == '\n'))
			return true;
	return false;
}

/* The next line's word, false at the end; lines for the shell begin with a colon. */
static bool next_word(const char **line, char word[WORD])
{
	const char *start = *line;
	size_t n;

	while (*start == ':')
		start = strchr(start, '\n') + 1;
	if (!*start)
		return false;
	*line = strchr(start, '\n') + 1;
	n = strcspn(start, "\t\n");
	ck_assert_uint_lt(n, WORD);
	memcpy(word, start, n);
	word[n] = '\0';
	return true;
}

static bool is_subset(const char *offers, const char *of)
{
	char word[WORD];

	while (next_word(&offers, word))
		if (!has(of, word))
			return false;
	return true;
}

static void complain(const struct line *n, const char *word, const char *what)
{
	printf("complete:");
	for (int i = 0; i < n->n; i++)
		printf(" %s", n->word[i]);
	printf(": \"%s\" %s\n", word, what);
	faults++;
}

/* "brd" goes without an offer where "broadcast" is offered, and "down" where it is the same row's. */
static bool is_synonym(const struct universe *u, const char *word, const char *offers)
{
	char plain[WORD_MAX];

	for (size_t i = 0; i < u->n; i++)
		if (word_matches(u->spec[i], word) && has(offers, word_plain(u->spec[i], plain)))
			return true;
	/* Words of programs (see bpf.c) are no rows'. */
	return !strcmp(word, "pi") && has(offers, "pinned");
}

/* Of words that may be said again the last one holds; there is no need to offer them. */
static bool is_said(const struct universe *u, const char *word, const struct line *n)
{
	for (size_t i = 0; i < u->n; i++)
		for (int k = 2; k < n->n && word_matches(u->spec[i], word); k++)
			if (word_matches(u->spec[i], n->word[k]))
				return true;
	return false;
}

/*
 * Filters take any "..._slave" for a kind of port; "any", "EF" and the like are spellings of addresses, which are
 * not offered; "help" is offered as a command, and not again at every word.
 */
static bool is_free(const char *word)
{
	struct address a;
	uint8_t bytes[32];

	if (!word[strspn(word, "0123456789abcdefABCDEF")])
		return true;
	return !strcmp(word, "help") || strstr(word, "_slave") || !scan_address(word, AF_UNSPEC, &a) || scan_lladdr(word, bytes, sizeof(bytes)) > 0;
}

static const char *const samples[] = { "0", "10.1.2.3", "lo", "on", NONSENSE };
#define SAMPLES (sizeof(samples) / sizeof(samples[0]))

/* A word that takes a value and then none: "dev" where a bare word has been the device. */
static bool leads_nowhere(const struct line *n, const char *word)
{
	struct line deeper = *n;

	if (n->n == DEPTH)
		return false;
	deeper.word[deeper.n++] = word;
	for (size_t i = 0; i < SAMPLES; i++)
		if (!ask(&deeper, samples[i]).refused)
			return false;
	return true;
}

/* "mode tun", "to ro": where the beginning of a word is enough, only the whole of it is offered. */
static bool is_short(const char *word, const char *offers)
{
	const char *at = strstr(offers, word);

	while (at && at != offers && at[-1] != '\n')
		at = strstr(at + 1, word);
	return at;
}

static void check_word(const struct line *n, const struct universe *u, size_t i, const char *offers,
		       const struct answer *nonsense)
{
	struct answer a = ask(n, u->word[i]);

	if (a.refused || (!nonsense->refused && !strcmp(a.offers, nonsense->offers)))
		return;
	if (!is_short(u->word[i], offers) && !is_synonym(u, u->word[i], offers) && !is_said(u, u->word[i], n) && !leads_nowhere(n, u->word[i]))
		complain(n, u->word[i], "is accepted and not offered");
}

static void check_missing(const struct line *n, const struct universe *u, const char *offers)
{
	/* The sanitizers look at what a question does: one of eight is as good as all, which other builds ask. */
	const size_t step = SANITIZED ? 8 : 1;
	struct answer nonsense = ask(n, NONSENSE);

	nonsense.offers = strdup(nonsense.offers);
	for (size_t i = nodes % step; i < u->n; i += step) {
		if (!has(offers, u->word[i]) && !is_free(u->word[i]))
			check_word(n, u, i, offers, &nonsense);
		arena_reset();
	}
	free(nonsense.offers);
}

/* Each word that is offered stands once, and is taken. */
static void check_offered(const struct line *n, const char *offers)
{
	const char *line = offers;
	char word[WORD];

	while (next_word(&line, word)) {
		if (has(line, word))
			complain(n, word, "is offered twice");
		if (ask(n, word).refused)
			complain(n, word, "is offered and not accepted");
		arena_reset();
	}
}

/* Nodes of one object that end alike and offer the same are one. */
static bool seen_before(const struct line *n, const char *offers)
{
	static struct {
		const char *object, *tail[2];
		char *offers;
	} seen[1 << 14];
	static size_t count;
	const char *tail[2] = { n->n > 2 ? n->word[n->n - 2] : "", n->word[n->n - 1] };

	if (n->n < 3)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(seen[i].object, n->word[0]) && !strcmp(seen[i].tail[1], tail[1]) &&
		    !strcmp(seen[i].offers, offers) && (n->n == 3 || !strcmp(seen[i].tail[0], tail[0])))
			return true;
	ck_assert_uint_lt(count, sizeof(seen) / sizeof(seen[0]));
	seen[count].object = strdup(n->word[0]);
	seen[count].tail[0] = strdup(tail[0]);
	seen[count].tail[1] = strdup(tail[1]);
	seen[count++].offers = strdup(offers);
	return false;
}

static void walk(struct line *);

static void descend(const struct line *n, const char *word)
{
	struct line deeper = *n;

	if (n->n == DEPTH)
		return;
	deeper.word[deeper.n++] = word;
	walk(&deeper);
}

/* Words that are left of what was offered before are nothing new. */
static bool is_nothing_new(const struct line *n, const char *offers)
{
	for (int i = 1; i <= n->n; i++)
		if (*n->offers[i] && is_subset(offers, n->offers[i]))
			return true;
	return false;
}

/* Behind a value that nobody can guess: the first of these that is taken. */
static void descend_by_sample(const struct line *n)
{
	for (size_t i = 0; i < SAMPLES; i++) {
		struct answer a = ask(n, samples[i]);

		if (a.refused || !*a.offers)
			continue;
		if (!is_nothing_new(n, a.offers))
			descend(n, samples[i]);
		return;
	}
}

/* What is offered here, and what behind the first word of it. */
static const char *signature(const struct line *n, const char *offers)
{
	const char *line = offers, *behind;
	char word[WORD], *both;

	behind = next_word(&line, word) ? ask(n, word).offers : "";
	both = arena_alloc(strlen(offers) + strlen(behind) + 1);
	strcpy(both, offers);
	return strcat(both, behind);
}

/* Nothing of the arena is held while words are asked for: there are a million. */
static void walk(struct line *n)
{
	char *offers = strdup(ask(n, NULL).offers), word[WORD];
	bool is_keywords = strchr(offers, '\t');
	const char *line = offers;

	n->offers[n->n] = offers;
	if (!seen_before(n, signature(n, offers))) {
		nodes++;
		check_offered(n, offers);
		check_missing(n, is_keywords ? &keywords : &values, offers);
		if (!*offers)
			descend_by_sample(n);
		while (next_word(&line, word)) {
			const char *behind = ask(n, word).offers;
			bool is_value = is_keywords && !strchr(behind, '\t');

			if (is_value || (*behind && !is_nothing_new(n, behind)))
				descend(n, word);
			arena_reset();
		}
	}
	free(offers);
}

static void begin(void)
{
	options_reset("minip");
	opt.complete = true;
	/* Nothing is written: the answers are taken from the buffer. */
	out_init_plain(&out, open("/dev/null", O_WRONLY | O_CLOEXEC));
	out_init_plain(&err, out.fd);
	nodes = probes = faults = 0;
}

/* Words that stand only behind others: a line's first words. */
static void walk_lines(void)
{
	static const struct line lines[] = {
		{ .word = { "link", "set", "lo" }, .n = 3 },
		{ .word = { "link", "set", "lo", "vf", "0" }, .n = 5 },
		{ .word = { "link", "set", "lo", "vf", "0", "vlan", "5" }, .n = 7 },
		{ .word = { "link", "set", "lo", "vf", "0", "vlan", "5", "qos", "1" }, .n = 9 },
		{ .word = { "link", "add", "x", "type", "veth", "peer" }, .n = 6 },
		{ .word = { "nexthop", "add", "id", "1", "group", "1", "type", "resilient" }, .n = 8 },
		{ .word = { "nexthop", "add", "id", "1", "type", "resilient", "buckets", "8" }, .n = 8 },
		{ .word = { "route", "add", "default", "nexthop", "via", "10.0.0.1" }, .n = 6 },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct line n = lines[i];

		for (int k = 1; k < n.n; k++)
			n.offers[k] = "";
		walk(&n);
	}
}

START_TEST(every_node)
{
	begin();
	capture_begin(STDERR_FILENO);
	learn_all();
	for (const struct program *p = programs; p->name; p++) {
		program = p;
		for (const struct object *const *o = p->objects; *o; o++) {
			char plain[WORD_MAX];
			struct line n = { .word = { word_plain((*o)->word, plain) }, .n = 1 };

			walk(&n);
		}
	}
	program = programs;
	walk_lines();
	capture_end(STDERR_FILENO, NULL);
	fflush(stdout);
	printf("complete: %d nodes, %d questions, %zu keywords, %zu values\n", nodes, probes, keywords.n, values.n);
	ck_assert_int_gt(nodes, 500);
	ck_assert_msg(!faults, "%d words", faults);
	arena_free();
}
END_TEST

Suite *suite_complete(void);

Suite *suite_complete(void)
{
	Suite *s = suite_create("complete");
	TCase *t = tcase_create("laws");

	tcase_add_test(t, every_node);
	suite_add_tcase(s, t);
	return s;
}
