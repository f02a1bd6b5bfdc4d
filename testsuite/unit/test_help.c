/* test_help.c - every word of every table has help, and its example is one that the parser takes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../../ip/guide.h"
#include "../../ip/objects.h"
#include "../../ip/program.h"
#include "arena.h"
#include "error.h"
#include "options.h"
#include "tables.h"

#define SEEN_MAX 1024

static struct {
	const struct table *table;
	enum space space;
} seen[SEEN_MAX];
static size_t n_seen;
static int pages, wrong, refused;

static bool is_new(const struct table *t, enum space space)
{
	for (size_t i = 0; i < n_seen; i++)
		if (seen[i].table == t && seen[i].space == space)
			return false;
	ck_assert_uint_lt(n_seen, SEEN_MAX);
	seen[n_seen].table = t;
	seen[n_seen++].space = space;
	return true;
}

static void complain(const struct guide *g, const char *what, const char *text)
{
	wrong++;
	fprintf(stderr, "%s %s: %s: %s: %s\n", g->object->name, g->command->word, tables_row_name(g->at.in, g->at.row), what,
		text ? text : "");
}

/* Of "add", both "xdp off" and the kind would have to be last. */
static bool is_impossible(const struct guide *g)
{
	return !strcmp(g->at.in->name, "link") && !strncmp(g->at.row->word, "xdp", 3) && g->command->flags & NLM_F_CREATE;
}

/* The example, as a command line that sends nothing. */
static void check_example(const struct guide *g, char *example)
{
	char *v[64], *rest, copy[512];
	int n = 0;

	strcpy(copy, example);
	for (char *word = strtok_r(copy, " ", &rest); word && n < 64; word = strtok_r(NULL, " ", &rest))
		v[n++] = word;
	error_clear();
	opt.family = AF_UNSPEC;
	warn_mute(true);
	/* What the kernel refuses, and a VRF, a tunnel or a program that is not there, the parser has read. */
	if (command_run(n - 1, v + 1) < 0 && error_last()->status) {
		if (request_failure()->kernel.code || strstr(example, " vrf blue") || strstr(example, " pinned ") ||
		    !strncmp(error_last()->text, "get tunnel ", strlen("get tunnel ")))
			refused++;
		else
			complain(g, example, error_last()->text);
	}
	warn_mute(false);
	error_clear();
	arena_reset();
}

static void check_page(const struct guide *g)
{
	const struct row *r = g->at.row;
	const char *arg = row_arg(r), *example;
	struct out page = { .buf = NULL };
	char text[512];

	pages++;
	out_init_plain(&page, -1);
	out_hold(&page);
	example = guide_example(g, text, sizeof(text));
	help_word(&page, &g->at, example);
	out_bytes(&page, "", 1);
	if (!r->help)
		complain(g, "has no sentence", "");
	if (arg && !strstr(page.buf, arg))
		complain(g, "page without metavar", page.buf);
	if (r->place != AT_NONE && !strstr(page.buf, r->name))
		complain(g, "page without attribute", page.buf);
	if (!example)
		complain(g, "no example", "");
	else if (strcmp(g->object->name, "monitor") && !is_impossible(g))
		check_example(g, text);
	page.len = 0;
	out_free(&page);
	arena_reset();
}

static void visit(const struct guide *, const struct table *);

static void enter(const struct guide *g, const struct table *t, const char *way)
{
	struct guide in = *g;

	if (!t || in.n == GUIDE_DEPTH)
		return;
	in.scopes[in.n].root = g->at.root;
	in.scopes[in.n].table = t;
	in.scopes[in.n].space = g->at.space;
	strcpy(in.scopes[in.n++].way, way);
	visit(&in, t);
}

static void enter_choices(const struct guide *g)
{
	const struct row *r;
	char way[2 * WORD_MAX], plain[WORD_MAX];

	table_for_each(r, g->at.in) {
		const struct more *more = row_more(r);

		if (!more->choice || (r->selector != g->at.row->attr && more->selector_else != g->at.row->attr))
			continue;
		for (size_t i = 0; more->choice(i); i++) {
			const struct table *t = more->pick(more->choice(i));
			bool own = t && more->pick(t->name) == t;

			/* Words of a port follow "type bridge_slave", as its table is called. */
			snprintf(way, sizeof(way), "%s %s", row_called(g->at.row, g->at.space, plain),
				 own ? t->name : more->choice(i));
			enter(g, t, way);
		}
	}
}

/* Pages of a table, also of the nests in it that have no word; which of them lead further. */
static void visit_rows(struct guide *g, const struct table *t, bool deeper)
{
	char plain[WORD_MAX];
	const struct row *r;

	table_for_each(r, t) {
		g->at = (struct help_place){ g->scopes[g->n - 1].root, t, r, g->scopes[g->n - 1].space };
		if (!row_word(r, g->at.space)) {
			if (r->table && !r->group)
				visit_rows(g, r->table, deeper);
		} else if (deeper && r->group) {
			enter(g, r->table, row_called(r, g->at.space, plain));
		} else if (deeper) {
			enter_choices(g);
		} else {
			struct guide own = *g;

			/* The word of a group opens a scope, which its own example is not in. */
			if (r->group && own.n < GUIDE_DEPTH)
				own.scopes[own.n++].way[0] = '\0';
			check_page(&own);
		}
	}
}

static void visit(const struct guide *of, const struct table *t)
{
	struct guide g = *of;

	if (!is_new(t, g.scopes[g.n - 1].space))
		return;
	visit_rows(&g, t, false);
	visit_rows(&g, t, true);
}

/* Rows of a table and of nests without a word: each is in the usage of the object. */
static void check_usage(const struct guide *g, const struct table *t, enum space space, const char *usage)
{
	char plain[WORD_MAX];
	const struct row *r;

	table_for_each(r, t) {
		const char *word = row_word(r, space);

		if (!word && r->table && !r->group)
			check_usage(g, r->table, space, usage);
		if (!word || strstr(usage, word_plain(word, plain)))
			continue;
		wrong++;
		fprintf(stderr, "%s help does not have %s\n", g->object->name, tables_row_name(t, r));
	}
}

static void visit_usage(const struct object *o)
{
	char *v[] = { (char *)o->name, "help" }, *usage;

	out_hold(&err);
	o->usage(&(struct words){ .v = v, .n = 2, .i = 2 }, NULL);
	usage = strndup(err.buf, err.len);
	out_rollback(&err);
	out_release(&err);
	error_clear();
	for (size_t i = 0; i < o->n; i++) {
		struct guide g;

		guide_begin(&g, o, &o->commands[i]);
		for (int k = 0; k < g.n; k++)
			check_usage(&g, g.scopes[k].table, g.scopes[k].space, usage);
	}
	free(usage);
}

static void visit_object(const struct object *o)
{
	for (size_t i = 0; i < o->n; i++) {
		struct guide g, one;

		guide_begin(&g, o, &o->commands[i]);
		for (int k = 0; k < g.n; k++) {
			one = g;
			one.n = 1;
			one.scopes[0] = g.scopes[k];
			visit(&one, one.scopes[0].table);
		}
	}
}

/* Nothing is sent that changes anything; and nothing could. */
static void drop_capability(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	ck_assert_int_eq(syscall(SYS_capget, &header, data), 0);
	data[0].effective &= ~(1u << CAP_NET_ADMIN);
	data[0].permitted &= ~(1u << CAP_NET_ADMIN);
	ck_assert_int_eq(syscall(SYS_capset, &header, data), 0);
}

START_TEST(every_word)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	drop_capability();
	options_reset("ip");
	opt.dry_run = true;
	out_init_plain(&out, null);
	out_init_plain(&err, null);
	program_pick("ip");
	n_seen = 0;
	pages = wrong = refused = 0;
	for (const struct object *const *o = program->objects; *o; o++)
		visit_object(*o);
	for (const struct object *const *o = program->objects; *o; o++)
		visit_usage(*o);
	printf("help: %d pages of words; %d examples are refused, but not by the parser\n", pages, refused);
	ck_assert_int_gt(pages, 700);
	ck_assert_int_eq(wrong, 0);
	ck_assert_int_lt(refused, 60);
	close(null);
	arena_free();
}
END_TEST

Suite *suite_help(void);

Suite *suite_help(void)
{
	Suite *s = suite_create("help");
	TCase *t = tcase_create("words");

	tcase_add_test(t, every_word);
	suite_add_tcase(s, t);
	return s;
}
