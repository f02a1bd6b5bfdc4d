/* complete.h - which words could stand here.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_COMPLETE_H
#define MINIP_COMPLETE_H

#include <stdbool.h>
#include <stdint.h>

#include "names.h"

struct request;
struct row;
struct table;
struct view;
struct words;

/* Writes a candidate when it begins with what is typed. */
void complete_offer(struct words *, const char *candidate, const char *help);
void complete_table(struct words *, const struct request *, const struct table *, enum space);
void complete_value(struct words *, const struct request *, const struct row *);
/*
 * What is there already, for commands that take it away: text makes a candidate of each message of a
 * dump (family 0: of all families); false: this one is none.
 */
typedef bool complete_text(const struct words *, const struct view *, char *buf /* 2 * FORMAT_MAX */);
/* Is it of the link that the words named by a header field, if they did? */
bool complete_is_of(const struct words *, uint16_t header, uint32_t index);
void complete_dump(struct words *, const struct table *, uint16_t type, int family, complete_text *);
/* Names of a file. */
void complete_names(struct words *, enum names);
/* Names of network namespaces. */
void complete_netns(struct words *);
/* The shell knows better: "files", or with "command" that the last n words are a command line. */
void complete_shell(const char *what, int n);
/* When it is set, it hears what could stand here, and nothing is written: help asks the parser so. */
struct complete_listener {
	void (*table)(const struct table *, enum space, void *arg);
	void (*offer)(const char *candidate, const char *help, void *arg);
	void *arg;
};
extern const struct complete_listener *complete_listener;
/* Are we completing, and is the next word the one to complete? */
bool completing_here(const struct words *);

#endif
