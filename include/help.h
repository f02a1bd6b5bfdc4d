/* help.h - what the tables say of themselves.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_HELP_H
#define MINIP_HELP_H

#include <stddef.h>

struct command;
struct out;
struct row;
struct table;

/* One line for each word of a table, "[ mtu BYTES ]  greatest payload", and for those of nests without words. */
void help_table(struct out *, const struct table *, enum space, int indent);
/* The words that follow those of a table which have some of their own, each under its word: "vf NUMBER :=". */
void help_inner(struct out *, const struct table *, enum space, int indent);
void help_row(struct out *, const struct row *, enum space, int indent);
/* One line for each of n commands: text with the word put in, what follows it. */
void help_commands(struct out *, const char *text, const struct command *, size_t n);

/* A word, and where it stands: below the table of a message, in one of its attribute sets. */
struct help_place {
	const struct table *root, *in;
	const struct row *row;
	enum space space;
};
/* All that is known of a word; example is a command line, or NULL. */
void help_word(struct out *, const struct help_place *, const char *example);
/* Words that can stand behind it, as an example: "" for none, NULL when no sample is taken.  Returns buf. */
const char *help_example(const struct help_place *, char *buf, size_t size);
/* The i-th text to try as its value; NULL behind the last. */
const char *help_sample(const struct row *, size_t i);
/* What the value of a word can be, as a clause: "a number of bytes, 0 to 65535".  Returns buf. */
const char *help_takes(const struct row *, char *buf, size_t size);

#endif
