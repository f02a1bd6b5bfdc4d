/* stats_table.h - statistics of links that are told apart from the link itself.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STATS_TABLE_H
#define MINIP_STATS_TABLE_H

#include "schema.h"

/* struct if_stats_msg, then nests: the family of statistics, what told them, which ones. */
extern const struct table stats_table, link_xstats_table, bridge_xstats_table, bond_xstats_table, mpls_stats_table,
	offload_stats_table;
/* RTM_GETSTATS and RTM_SETSTATS: which link, which of them; within one group, a bit for each. */
extern const struct table stats_ask_table, stats_filter_table;

/* Counters as a grid in text, as two objects in JSON. */
struct stats_column {
	const char *title, *key;	/* in text, in JSON */
	uint8_t at[2];	/* of all counters: what came, what went */
	uint8_t least;	/* width; the first column has room for "RX:" */
};
/* The first columns are of what came, fewer of what went; each line begins with line, a template. */
void stats_show_grid(struct out *, const struct stats_column *, const int n[2], const uint64_t *counter, const char *line);
/* Those of MPLS (MPLS_STATS_LINK). */
void stats_show_mpls(struct out *, const struct nlattr *, const char *line);
/* An attribute in the payload of another, or NULL; of may be NULL. */
const struct nlattr *stats_inside(const struct nlattr *of, uint16_t type);

/*
 * Asks for one family of statistics (IFLA_STATS_...) of all links; calls each for every message
 * about the link with this index (0: any). 0, or -1 with the error recorded.
 */
int stats_dump(struct words *, uint16_t stats, uint32_t index, void (*each)(const struct view *));
/* The same within a listing that has begun; again: see struct nl_dump. */
int stats_dump_part(struct words *, uint16_t stats, uint32_t index, void (*each)(const struct view *), int (*again)(void *));
uint32_t stats_index(const struct view *);
/* An event of "ip monitor". */
void stats_show_event(struct out *, struct view *);
/* The word behind "dev". */
const char *stats_next_device(struct words *);

/* Commands of "ip link". */
int link_xstats(struct words *, const struct command *);
int link_afstats(struct words *, const struct command *);

#endif
