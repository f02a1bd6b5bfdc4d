/* error.h - the one record of what is wrong with a command line.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ERROR_H
#define MINIP_ERROR_H

#include <stdbool.h>

/*
 * Functions that fail return -1 or NULL after one of them has called fail();
 * main() alone prints the record and turns it into the exit status.
 */
struct error {
	int status;		/* exit status of ip(8): 1, 2 (kernel refused), 255 (usage) ...; 0: no error */
	bool fatal;		/* ip(8) would have exited at once: it ends a batch, even with -force */
	int word;		/* index of the word to blame in struct words, or -1 */
	char text[1024];	/* what ip(8) writes to stderr, without the last newline; "" for nothing */
	char hint[512];		/* what we add after it, on a terminal or with -explain; "" for nothing */
};

/*
 * Records an error and returns -1.  The first error of a command line stays: an
 * outer function need not know whether an inner one has said what is wrong.
 */
int fail(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a further line to the recorded text ("Error: cannot parse nexthop") and replaces its status; returns -1. */
int fail_further(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Replaces the status of the recorded error; returns -1. */
int error_status(int status);
/* Marks the recorded error as fatal (a status of 255 is so by itself); returns -1. */
int error_fatal(void);
/* The opposite: a batch can go on behind it; returns -1. */
int error_survivable(void);

/* Names the word at fault, unless one is named already; -1, while there is no error: none of those so far. */
void error_blame(int word);

/* Records what to do next, unless a hint is recorded already. */
void error_hint(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The record; its status is 0 when nothing was wrong.  Valid until error_clear(). */
const struct error *error_last(void);
void error_clear(void);
/* Makes a copy of an earlier record the record again: what was tried meanwhile did not happen. */
void error_restore(const struct error *);

/* While it is true, warn() says nothing: what is tried only has no one to warn. */
void warn_mute(bool);

/* Called before each warning: what has to be said first is said. */
extern void (*warn_before)(void);
/* Writes one line to stderr at once, after what stdout's writer holds; nothing fails. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What an errno is called: glibc's texts, which scripts match.  strerror() is the same, also where libc is another. */
char *error_text(int code);

#endif
