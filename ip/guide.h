/* guide.h - "help WORD ...": from the words of a command line to what they mean.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_GUIDE_H
#define MINIP_GUIDE_H

#include "schema.h"

#define GUIDE_DEPTH 6

/* Where the words lead.  Values may be left out: "link add type vxlan id" is a way to a word. */
struct guide {
	const struct object *object;
	const struct command *command;
	char under[2 * WORD_MAX];	/* words of a command below it: "add"; "" for none */
	struct {
		const struct table *root, *table;	/* of the message; whose words can follow */
		enum space space;
		char way[2 * WORD_MAX];	/* the words that open it: "type vxlan", "nexthop"; "": the command */
	} scopes[GUIDE_DEPTH];
	int n;			/* scopes; the last one is the innermost */
	struct help_place at;	/* the last word; at.row NULL: it opened a scope, or there is none */
};

/* The help of the words behind "help", on stdout; 0, or -1 with the error recorded. */
int guide_run(int argc, char **argv);
/* Has the parser read words, and tells the listener what could stand behind them. */
void guide_ask(const struct complete_listener *, int argc, char **argv);
/* The tables whose words can follow a command. */
void guide_begin(struct guide *, const struct object *, const struct command *);
/* A command line with the word of g->at in it; NULL when no value is at hand.  Returns buf. */
const char *guide_example(const struct guide *, char *buf, size_t size);
/* What else a command line needs (guide_examples.c). */
struct guide_need {
	const char *name;
	const char *const *words;	/* texts "KEYWORD VALUE", ends with NULL; NULL: the same as for other words */
	const char *value;		/* of the word, where no sample will do */
};
/* NULL: nothing. */
const struct guide_need *guide_need(const char *name);

#endif
