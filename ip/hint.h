/* hint.h - what to do next after an error: tables of hints, and questions that they ask.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_HINT_H
#define MINIP_HINT_H

#include "error.h"
#include "schema.h"

/* A command line that failed, and what is found out about it when a hint is wanted: not before. */
struct mistake {
	const struct error *error;
	const struct failure *failure;
	const struct words *words;
	int at;			/* index of the word at fault; -1: none */
	const char *word;	/* that word, "" for none */
	char found[400];	/* what .when found out, for the hole {found} */
};

/* All that is not NULL or 0 has to hold; the first row of all tables for which it does is the hint. */
struct hint {
	const char *where;	/* object and commands: "link add|replace", "route" */
	int code;		/* the kernel's */
	const char *text;	/* stands in the first line */
	bool (*when)(struct mistake *);
	const char *at;		/* the word at fault, unless one is known: the value of this keyword; "#1": the command */
	/* Holes: {ip} (the program) {word} {object} {command} {dev} {found} and, of the row at fault, {keyword} {takes} */
	const char *say;
};

/* The rows end with a NULL say. */
extern const struct hint hints_words[], hints_netns[], hints_link[], hints_address[], hints_route[], hints_nexthop[], hints_rule[], hints_neighbor[], hints_any[];
extern const struct hint hints_vrf[], hints_ipsec[], hints_bridge[], hints_mptcp[], hints_tunnel[], hints_l2tp[], hints_macsec[];
extern const struct hint hints_fou[], hints_ila[], hints_ioam[], hints_sr[], hints_addrlabel[], hints_small[];

/* Fills in error_hint() and error_blame() for the recorded error. */
void hint_find(const struct words *);

/* ---- the words of a mistake (hint.c) ---- */
/* The word that is the value of a keyword, also of one that was left out; NULL: it is not there. */
const char *mistake_value(const struct mistake *, const char *keyword);
/* What the item of this keyword holds; NULL: there is none. */
const struct item *mistake_item(const struct mistake *, const char *keyword);
/* The n-th word, "" behind the last. */
const char *mistake_word(const struct mistake *, int n);

/* ---- conditions about words (hint.c): found gets a clause or a list ---- */
bool hint_near_word(struct mistake *);		/* of the table that is parsed */
bool hint_near_previous(struct mistake *);	/* the word before the one at fault is near to a keyword */
bool hint_is_unknown(struct mistake *);		/* a table does not know the word */
bool hint_is_mask(struct mistake *);		/* 255.255.255.0: found gets the prefix */
bool hint_near_offer(struct mistake *);		/* of what the parser would take in its place */
bool hint_near_command(struct mistake *);
bool hint_near_event(struct mistake *);
bool hint_near_object(struct mistake *);
bool hint_near_type(struct mistake *);		/* of routes, or "default" */
bool hint_near_option(struct mistake *);
bool hint_list_objects(struct mistake *);
bool hint_list_commands(struct mistake *);
bool hint_synopsis(struct mistake *);		/* of the command */
bool hint_says_usage(struct mistake *);		/* the error is the usage, nothing else */
bool hint_has_row(struct mistake *);		/* {keyword} and {takes} can be filled in */
bool hint_is_keyword(struct mistake *);		/* the word at fault is one */

/* ---- conditions that ask (hint_ask.c): they put whole clauses into found ---- */
bool hint_near_device(struct mistake *);	/* did you mean "v0"? there are: ... */
bool hint_near_netns(struct mistake *);
bool hint_in_netns(struct mistake *);		/* a link of another namespace: found is that one's name */
bool hint_near_names(struct mistake *);		/* of the names file or the names of the row at fault */
bool hint_kind_of_device(struct mistake *);	/* word is a link: "a veth" */
bool hint_device_is_down(struct mistake *);	/* found: its name */
bool hint_device_without(struct mistake *, uint32_t flag);
/* The dump of a table is shown to each until it returns false. */
typedef bool (*hint_each)(struct mistake *, const struct view *, void *arg);
void hint_ask(struct mistake *, const struct table *, uint16_t type, int family, hint_each, void *arg);
/* The link that the word names: its message goes to each. */
void hint_ask_link(struct mistake *, const char *name, hint_each, void *arg);
/* Adds text to found, with a separator when there is something already and room. */
void hint_found(struct mistake *, const char *separator, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
