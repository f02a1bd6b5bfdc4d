/* words.h - the command line, one word at a time.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_WORDS_H
#define MINIP_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct request;
struct table;

/* The words after the global options: v[0] is the object. */
struct words {
	char **v;
	int n;			/* how many */
	int i;			/* the next one to be read */
	bool completing;	/* the last word is to be completed, not read */
	const struct table *keywords;	/* while values are offered that may stand without one: a word of this is none */
	const struct table *open;	/* while words are offered: of a group that may end here, whose words go first */
	const struct request *request;	/* while words are offered: what those before it said, or NULL */
};

/*
 * Does a word mean what spec says?  "i[d]|v[ni]" is ip(8)'s own notation: what stands before '[' is
 * needed, each further letter must be right, '|' parts alternatives.  A leading "[no]" allows
 * the same words with "no" before them; a part that begins with 'n' is then one more way to say no.  An empty word never matches.
 */
bool word_matches(const char *spec, const char *word);
/* The same, and says which form it was: *no is true for the form with "no". */
bool word_matches_no(const char *spec, const char *word, bool *no);
/* The first alternative in full: "i[d]|v[ni]" gives "id".  Returns buf. */
#define WORD_MAX 64
const char *word_plain(const char *spec, char buf[WORD_MAX]);

/* The next word without reading it, or NULL at the end. */
const char *words_peek(const struct words *);
/* The next word.  At the end NULL, and the error is "Command line is not complete. Try option "help"", 255. */
const char *words_next(struct words *);

/* The nearest candidate to a word that is unknown, for "did you mean"; NULL when none is near. */
struct nearest {
	const char *word;
	unsigned int distance;
	char best[WORD_MAX];
};
void nearest_begin(struct nearest *, const char *word);
void nearest_try(struct nearest *, const char *spec);
const char *nearest_end(const struct nearest *);

/* A command of an object: "ip netns add NAME". */
struct command {
	const char *word;	/* "a[dd]" */
	const char *arguments;	/* what its synopsis says after the word, "" for nothing */
	const char *help;	/* one sentence: what it does */
	int (*run)(struct words *, const struct command *);	/* 0, or -1 with the error recorded */
	unsigned int flags;	/* for the object's own use: NLM_F_CREATE ... */
	const void *data;	/* likewise */
};

/* An object: "ip link". */
struct object {
	char word[32];		/* "l[ink]" */
	const char *name;	/* as messages call it: "link", "neigh" */
	const char *help;	/* one sentence */
	const struct command *commands;	/* the first is what runs when no command is given */
	size_t n;		/* 0: no word is a command, all words are otherwise's */
	/* Commands that it runs write nothing and make no name: with -force many of a batch are sent together. */
	int (*together)(struct words *, const struct command *);
	int (*usage)(struct words *, const struct command *);	/* prints the object's help; -1 with status 255 */
	/* Called when the command word is none of the commands; NULL: "Command "X" is unknown ..." */
	int (*otherwise)(struct words *);
	/* The tables that its keywords come from, for laws, help and completion; ends with NULL. */
	const struct table *const *tables;
};

/* Runs the command that v[1] names (the first one when there is none). */
int object_run(const struct object *, struct words *);
/* The same for the next word: an object within another one ("ip nexthop bucket"). */
int object_command(const struct object *, struct words *);

/* "Command "X" is unknown ..."; returns -1. */
int command_unknown(const struct object *, const struct words *);

#endif
