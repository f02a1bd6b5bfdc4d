/* link_table.h - the attribute set of a link, for those who change, list or show links.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_TABLE_H
#define MINIP_LINK_TABLE_H

#include "schema.h"

extern const struct table link_table, linkinfo_table;

/* One RTM_NEWLINK or RTM_DELLINK as "ip link show" has it; 0. */
int link_show(struct out *, const struct view *);
/* The statistics grid, for "ip -s address show", which prints it after the addresses. */
void link_show_stats(struct out *, const struct view *, const char *newline);
/* The same of a struct rtnl_link_stats64 that another message has. */
void link_show_counters(struct out *, const struct nlattr *stats64);
/* "name" of a message, "" when it has none. */
const char *link_view_name(const struct view *);

/* Parses of rows whose words need more than a value (link_parse.c). */
typedef int link_parse(struct request *, const struct table *, const struct row *, struct words *);
link_parse link_parse_device, link_parse_name, link_parse_index, link_parse_netns, link_parse_type, link_parse_link_netns;
link_parse link_parse_nomaster, link_parse_vrf, link_parse_reason;
bool link_matches_flag(const struct item *, const struct view *);
/* "help": all words on stderr; -1 with status 255 (link.c). */
int link_usage(struct words *);
/* The row of "dev": a link that is there. */
const struct row *link_device_row(void);
/* Keeps a file open that the request tells the kernel the number of ... */
void link_parse_keep(int fd);
/* ... until here, after it was sent. */
void link_parse_end(void);
/* Checks what no word sees alone, adds what goes without saying. */
int link_check(struct request *);

/* Shows of rows that are more than a value (link_show.c, link_stats.c). */
typedef void link_shows(struct out *, const struct row *, const struct view *);
link_shows link_show_deleted, link_show_name, link_show_flags, link_show_type, link_show_address, link_show_broadcast,
	link_show_permanent, link_show_netns, link_show_new_netns, link_show_protodown, link_show_stats_row,
	link_show_altnames, link_show_queue, link_show_kind_data;
extern const struct type type_operstate, type_linkmode, type_addrgenmode, type_event, type_arphrd, type_link_on_off,
	type_lower_link;
extern const struct name link_flags[];	/* IFF_ */

#endif
