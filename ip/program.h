/* program.h - one binary, several programs: which one the name says.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_PROGRAM_H
#define MINIP_PROGRAM_H

#include "words.h"

/* A global option. */
struct option {
	const char *word;	/* as in struct row: "-br[ief]" */
	const char *missing;	/* what a missing argument is called; NULL: there is none */
	int (*read)(const char *argument);	/* 0 or -1 */
	void *counter;		/* without read: the int that counts */
	const char *arg;	/* metavar of the argument */
	const char *help;	/* one clause: what it is for */
	void (*offer)(struct words *);	/* candidates for the argument, or NULL */
};

struct program {
	const char *name;	/* as invoked, without the path */
	const char *version;	/* first words of what -Version says */
	/* All of them, in the order in which an abbreviation is tried; ends with NULL. */
	const struct object *const *objects;
	const struct option *options;	/* likewise; ends with a NULL word */
	const char *synopsis;	/* the options in the usage */
	const char *help;	/* what an unknown option is told to try */
	/* Without objects: what it does with all its words; 0, or -1 with the error recorded. */
	int (*run)(struct words *);
	int failed;		/* exit status of everything that ip(8) tells apart as 1 and 2; 0: as ip(8) */
};

/* The one that runs. */
extern const struct program *program;
extern const struct program programs[];	/* ends with a NULL name */

/* By the name as invoked; a name that is none of them is the first one's. */
void program_pick(const char *name);

/* What help and hints call it: "bridge", else "ip", whatever its name is. */
const char *program_in_help(void);
/* Under its own name it may do what ip(8) does not: "-h" and "--help" are help. */
bool program_is_minip(void);

/* options.c */
extern const struct option ip_options[], bridge_options[];

#endif
