/* stats_table.h - statistics of links that are told apart from the link itself.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STATS_TABLE_H
#define MINIP_STATS_TABLE_H

#include "schema.h"

/* struct if_stats_msg, then nests: the family of statistics, what told them, which ones. */
extern const struct table stats_table, link_xstats_table, bridge_xstats_table, bond_xstats_table, mpls_stats_table;

/*
 * Asks for one family of statistics (IFLA_STATS_...) of all links; calls each for every message
 * about the link with this index (0: any). 0, or -1 with the error recorded.
 */
int stats_dump(struct words *, uint16_t stats, uint32_t index, void (*each)(const struct view *));
/* The same within a listing that has begun; again: see struct nl_dump. */
int stats_dump_part(struct words *, uint16_t stats, uint32_t index, void (*each)(const struct view *), int (*again)(void *));
uint32_t stats_index(const struct view *);
/* The word behind "dev". */
const char *stats_next_device(struct words *);

/* Commands of "ip link". */
int link_xstats(struct words *, const struct command *);
int link_afstats(struct words *, const struct command *);

#endif
