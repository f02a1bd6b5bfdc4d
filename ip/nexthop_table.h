/* nexthop_table.h - struct nhmsg and NHA_*: nexthop objects and their buckets.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NEXTHOP_TABLE_H
#define MINIP_NEXTHOP_TABLE_H

#include "schema.h"

/* Not the next hop of a route, struct rtnexthop, which is nexthop_table of route_table.h. */
extern const struct table nexthop_object_table, nexthop_bucket_table, nexthop_stats_entry_table;
extern const struct type type_nexthop_id, type_nexthop_group, type_nexthop_group_type, type_clock32, type_clock64, type_seconds,
	type_packets, type_hw_stats;

/* What the header says; the view may be that of a nest. */
const struct nhmsg *nexthop_header(const struct view *);

/* ---- words (nexthop_parse.c) ---- */
typedef int nexthop_parse(struct request *, const struct table *, const struct row *, struct words *);
nexthop_parse nexthop_parse_inet, nexthop_parse_via, nexthop_parse_type, nexthop_parse_resilient, nexthop_parse_vrf,
	nexthop_parse_id;
bool nexthop_fits_resilient(const struct request *);
int nexthop_unknown(struct request *, const struct table *, struct words *);

/* ---- filters ---- */
typedef bool nexthop_match(const struct item *, const struct view *);
/* What the kernel selects by need not be seen in what it answers. */
nexthop_match nexthop_match_kernel, nexthop_match_protocol;

/* ---- show (nexthop_show.c) ---- */
typedef void nexthop_show(struct out *, const struct row *, const struct view *);
nexthop_show nexthop_show_deleted, nexthop_show_group, nexthop_show_bits, nexthop_show_hw_stats, nexthop_show_stats;

/* ---- commands ---- */
typedef int nexthop_command(struct words *, const struct command *);
nexthop_command nexthop_usage, nexthop_list, nexthop_get, nexthop_flush, nexthop_bucket;

/* Asks with -statistics, and once more without when the kernel is too old for them. */
int nexthop_ask(struct request *, int (*ask)(struct request *));
/* Shows one message as a whole listing: an answer, an echo.  arg is a bool: shown already? */
int nexthop_show_answer(const struct nlmsghdr *, void *arg);
/* A question for one object, by the id that was said or another request's item of it. */
int nexthop_ask_id(struct words *, uint32_t id);

#endif
