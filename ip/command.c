/* command.c - one command line: its object, its errors.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "guide.h"
#include "objects.h"
#include "options.h"
#include "program.h"
#include "schema.h"
#include "tour.h"

const struct object *const objects[] = {
	&address_object,
	&addrlabel_object,
	&maddress_object,
	&route_object,
	&rule_object,
	&neighbor_object,
	&ntable_object,
	&link_object,
	&netns_object,
	&l2tp_object,
	&fou_object,
	&ila_object,
	&macsec_object,
	&tunnel_object,
	&tuntap_object,
	&tcp_metrics_object,
	&token_object,
	&monitor_object,
	&xfrm_object,
	&netconf_object,
	&vrf_object,
	&sr_object,
	&nexthop_object,
	&mptcp_object,
	&ioam_object,
	&mroute_object,
	&mrule_object,
	&stats_object,
	NULL,
};

/* The lines of a batch are mostly about one object. */
const struct object *object_find(const char *word)
{
	static const struct program *in;
	static const struct object *found;
	static char last[16];

	if (in == program && !strcmp(word, last))
		return found;
	for (const struct object *const *o = program->objects; *o; o++)
		if (word_matches((*o)->word, word)) {
			if (strlen(word) >= sizeof(last))
				return *o;
			in = program;
			strcpy(last, word);
			return found = *o;
		}
	return NULL;
}

/* ---- "ip help" ---- */
#define LISTED_MAX	64
#define LINE_WIDTH	80

struct listed {
	char name[WORD_MAX];
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct listed *)a)->name, ((const struct listed *)b)->name);
}

/* Each spelling that can be abbreviated; "tunl" and "tcp_metrics" are older ones. */
static size_t list_spellings(const char *spec, struct listed *l, size_t n)
{
	for (; spec && n < LISTED_MAX; spec = strchr(spec, '|') ? strchr(spec, '|') + 1 : NULL) {
		word_plain(spec, l[n].name);
		if (spec[strcspn(spec, "[|_")] == '[')
			n++;
	}
	return n;
}

/* Those of ip(8) are sorted, "help" among them. */
static size_t list_objects(struct listed *l)
{
	bool is_ip = program->objects == objects;
	size_t n = is_ip ? list_spellings("h[elp]", l, 0) : 0;

	for (const struct object *const *o = program->objects; *o; o++)
		n = list_spellings((*o)->word, l, n);
	if (is_ip)
		qsort(l, n, sizeof(*l), by_name);
	return n;
}

static void usage_objects(void)
{
	static const char begin[] = "where  OBJECT := {";
	struct listed l[LISTED_MAX];
	size_t n = list_objects(l), at = strlen(begin);

	out_bytes(&err, begin, at);
	for (size_t i = 0; i < n; i++) {
		/* Room for the blank before, and a blank and a bar behind. */
		if (at + strlen(l[i].name) + 3 >= LINE_WIDTH) {
			at = strlen(begin);
			out_text(&err, "\n                  ", "");
		}
		at += strlen(l[i].name) + 3;
		out_text(&err, i + 1 < n ? " %s |" : " %s }\n", l[i].name);
	}
}

int usage_main(void)
{
	out_text(&err, "Usage: %s [ OPTIONS ] OBJECT {{ COMMAND | help }\n", program->name);
	out_text(&err, "       %s [ -force ] -batch filename\n", program->name);
	usage_objects();
	out_text(&err, program->synopsis, "");
	return fail(255, "%s", "");
}

int object_unknown(const char *word)
{
	error_blame(0);
	return fail(1, "Object \"%s\" is unknown, try \"%s help\".", word, opt.program);
}

static int complete_objects(struct words *w)
{
	char plain[WORD_MAX];

	for (const struct object *const *o = program->objects; *o; o++)
		complete_offer(w, word_plain((*o)->word, plain), (*o)->help);
	complete_offer(w, "help", "says what can be said");
	if (program_is_minip())
		complete_offer(w, "tour", "lessons in a network that is thrown away");
	return 0;
}

/* "minip link add --help"; what "exec" runs has a "--help" of its own. */
static bool asks_for_help(int argc, char **argv)
{
	return program_is_minip() && argc > 1 && !strcmp(argv[argc - 1], "--help") && !word_matches("e[xec]", argv[1]);
}

/* To scripts "ip help" is the usage, whatever word comes behind it. */
static bool tells_of(int argc, char **argv)
{
	return argc > 0 && (program_is_minip() || object_find(argv[0]));
}

/* What the caret of an error points into. */
struct words command_words;

int command_run(int argc, char **argv)
{
	const struct object *o;

	request_failure_reset();
	command_words = (struct words){ .v = argv, .n = argc, .completing = opt.complete };
	if (completing_here(&command_words))
		return complete_objects(&command_words);
	if (asks_for_help(argc, argv))
		return guide_run(argc - 1, argv);
	o = object_find(argv[0]);
	if (o)
		return object_run(o, &command_words);
	nl_batch_command(false);
	/* Help is asked for in the words of the command itself. */
	if (opt.complete && word_matches("h[elp]", argv[0]))
		return command_run(argc - 1, argv + 1);
	if (word_matches("h[elp]", argv[0]))
		return tells_of(argc - 1, argv + 1) ? guide_run(argc - 1, argv + 1) : usage_main();
	if (program_is_minip() && !strcmp(argv[0], "tour"))
		return tour_run(&command_words);
	return object_unknown(argv[0]);
}
