/* words.c - no command line may crash, hang, leak, or fail without a word about it.  SPDX-License-Identifier: GPL-2.0-or-later */
/* words [COUNT [SEED]]: command lines of words that the tables know and of odd values; nothing is changed (-dry-run). */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../ip/hint.h"
#include "../../ip/messages.h"
#include "../../ip/objects.h"
#include "arena.h"
#include "error.h"
#include "links.h"
#include "netns.h"
#include "options.h"

#define VOCABULARY_MAX 4096

static const char *vocabulary[VOCABULARY_MAX];
static size_t n_words;
static uint64_t state;

static uint32_t dice(uint32_t sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return sides ? (state >> 11) % sides : 0;
}

static const char *const values[] = {
	"", "0", "1", "-1", "4294967296", "18446744073709551616", "0x", "0xff", "08", "1.5", "on", "off", "any", "all",
	"default", "lo", "v0", "if1", "nosuch", "10.0.0.1", "10.0.0.0/8", "10.1/33", "::1", "2001:db8::/32", "fe80::1",
	"1.2.3.4.5", "02:00:00:00:00:01", "zz", "a/b", ".", "..", "inet6", "main", "local", "static", "help", "type", "veth",
	"peer", "lock", "nexthop", "via", "dev", "name", "/", "//", "1/2/3", "%s%n", "\n", "\xff\xfe", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
};

static void learn(const char *spec)
{
	char plain[WORD_MAX];

	if (spec && n_words < VOCABULARY_MAX)
		vocabulary[n_words++] = strdup(word_plain(spec, plain));
}

static void learn_table(const struct table *t, int depth)
{
	const struct more *more;
	const struct row *r;

	table_for_each(r, t) {
		for (enum space s = TO_SET; s < SPACES; s++)
			learn(row_word(r, s));
		for (const struct name *n = r->names; n && n->name; n++)
			learn(n->name);
		if (r->table && depth < 3)
			learn_table(r->table, depth + 1);
		more = row_more(r);
		for (size_t i = 0; more->choice && more->choice(i); i++) {
			learn(more->choice(i));
			if (more->pick(more->choice(i)))
				learn_table(more->pick(more->choice(i)), 3);
		}
	}
}

static const struct object *pick_object(void)
{
	size_t n = 0;

	while (objects[n])
		n++;
	return objects[dice(n)];
}

static char *any_word(void)
{
	const char *word = dice(3) ? vocabulary[dice(n_words)] : values[dice(sizeof(values) / sizeof(values[0]))];
	char *copy = strdup(word);

	if (!dice(12) && *copy)
		copy[dice(strlen(copy))] = '\0';
	return copy;
}

static void set_options(void)
{
	static const int families[] = { AF_UNSPEC, AF_UNSPEC, AF_INET, AF_INET6, AF_PACKET, AF_MPLS, AF_BRIDGE };

	opt.family = families[dice(7)];
	opt.json = out.json = dice(2);
	opt.details = dice(3);
	opt.brief = !dice(6);
	opt.complete = !dice(4);
	opt.dry_run = true;
}

/* netns changes files and runs programs, flush removes: only what -dry-run holds back may be tried. */
static bool is_harmless(const struct object *o, const struct command *c)
{
	/* What listens goes on for good, what runs another program is not for here. */
	if (strstr(c->word, "onitor") || strstr(c->word, "[xec]"))
		return false;
	return strcmp(o->name, "netns") && !word_matches("f[lush]", c->word) && strncmp(c->word, "f[", 2);
}

static void one(void)
{
	const struct object *o = pick_object();
	const struct command *c = &o->commands[dice(o->n)];
	char *v[24], plain[WORD_MAX];
	int n = 2, most = dice(20);

	if (!is_harmless(o, c))
		return;
	v[0] = strdup(word_plain(o->word, plain));
	v[1] = strdup(word_plain(c->word, plain));
	while (n < most + 2)
		v[n++] = any_word();
	v[n] = NULL;
	set_options();
	error_clear();
	if (command_run(n, v) < 0 && !error_last()->status && !opt.complete) {
		printf("failed without an error:");
		for (int i = 0; i < n; i++)
			printf(" '%s'", v[i]);
		printf("\n");
		exit(1);
	}
	/* What is said of an error must not fail either, and asks the kernel things. */
	if (error_last()->status && !opt.complete)
		hint_find(&command_words);
	arena_reset();
	while (n)
		free(v[--n]);
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 50000;
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	char *add[] = { "link", "add", "v0", "type", "veth", NULL };

	state = argc > 2 ? strtoull(argv[2], NULL, 0) : 0x9e3779b97f4a7c15;
	if (unshare(CLONE_NEWNET | CLONE_NEWNS) < 0) {
		perror("unshare");
		return 1;
	}
	options_reset("ip");
	explain_messages = messages;
	explain_on();
	out_init_plain(&out, null);
	out_init_plain(&err, null);
	dup2(null, STDERR_FILENO);
	for (const struct object *const *o = objects; *o; o++)
		for (const struct table *const *t = (*o)->tables; t && *t; t++)
			learn_table(*t, 0);
	command_run(5, add);
	for (long i = 0; i < count; i++)
		one();
	printf("%ld command lines of %zu words\n", count, n_words);
	while (n_words)
		free((char *)vocabulary[--n_words]);
	explain_end();
	nl_close_all();
	links_reset();
	links_pretend_reset();
	netns_reset();
	names_reset();
	arena_free();
	out_free(&out);
	out_free(&err);
	return 0;
}
