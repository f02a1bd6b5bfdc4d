/* stats.h - what the files of "ip stats" share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STATS_H
#define MINIP_STATS_H

#include "stats_table.h"

enum { STATS_GROUP, STATS_SUBGROUP, STATS_SUITE, STATS_LEVELS };

/* What is asked for and shown by itself: how the user calls it, the attributes that lead to it. */
struct stats_suite {
	const char *name[STATS_LEVELS];
	uint16_t attr[STATS_LEVELS];
	void (*show)(struct out *, const struct view *in, uint16_t attr);	/* in: the nest in which the last of them stands */
};
/* In the order in which they are shown; ends with a name[0] of NULL. */
extern const struct stats_suite stats_suites[];
#define stats_for_each(s) \
	for (const struct stats_suite *s = stats_suites; s->name[0]; s++)
static inline uint32_t stats_bit(const struct stats_suite *s)
{
	return 1u << (s - stats_suites);
}

/* "group NAME" and its like. */
int stats_parse_level(struct request *, const struct table *, const struct row *, struct words *);
/* Among other words help ends them without an error; returns -1. */
int stats_help(void);
/* How deep the names, and the attributes, of a suite go. */
int stats_depth(const struct stats_suite *);
/* Shows those suites (stats_bit()) of a message, each as a record. */
void stats_show(const struct view *, uint32_t suites);

#endif
