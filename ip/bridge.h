/* bridge.h - what the objects of bridge(8) share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_IP_BRIDGE_H
#define MINIP_IP_BRIDGE_H

#include "bridge_fdb_table.h"

/* Where bridge(8) ends with 1 as it is: what is 1 elsewhere is 255 here (struct program). */
#define BRIDGE_EXIT_1 257

/* One dump of a listing that has begun; each has the request as its argument, status is what a refused dump ends with. */
int bridge_dump_part(struct request *, nl_each each, int status);
/* The line of titles; its end is the end of a line, whatever -oneline says. */
void bridge_heading(const char *titles);
/* A whole listing with titles; what was asked for is in the request.  0 or -1. */
int bridge_list(struct request *, const char *titles, nl_each each);
/* The begin of a line about a port: its name where it is the first one.  JSON: what follows stands in an array named key. */
void bridge_port_line(uint32_t index, const char *key);
/* No more lines of this port. */
void bridge_port_end(void);
/* The dump begins anew: what it wrote is forgotten (struct nl_dump). */
int bridge_show_again(void *);
/* The attributes of a message, for lists of those of one kind. */
const void *bridge_attrs(const struct view *, size_t *size);
/* A port with a multicast router (MDBA_ROUTER_PORT); template is its name's. */
extern const struct table bridge_router_table;
void bridge_router_port(struct out *, const struct nlattr *, const struct view *up, const char *template);
/* "5", "5-7". */
void bridge_range(const char *key, const char *key_end, uint32_t from, uint32_t to);
/* In listings, words that are none go for nothing, as bridge(8) has it: struct table's unknown. */
int bridge_pass_over(struct request *, const struct table *, struct words *);
/* "Deleted " before what is gone. */
void bridge_show_deleted(struct out *, const struct row *, const struct view *);
/* A number of a VLAN, as it is said; 0 in a listing is any. */
extern const struct type type_vlan_id;
/* The word sets the bit row.bit; type_bridge_bit16: of a u16. */
extern const struct type type_bridge_bit8, type_bridge_bit16;
/* Time in hundredths of a second: "   1.23"; width 0: "1.23".  Returns buf. */
const char *bridge_timer(char *buf, uint32_t ticks, unsigned int width);

/* ---- the objects' tables ---- */
extern const struct table bridge_fdb_flush_table;
int bridge_fdb_help(struct words *);
int bridge_mdb_help(struct words *);
/* Is the MAC address that the item keeps one?  Puts it in, or records the error. */
int bridge_fdb_address(struct request *, struct item *);
extern const struct type type_fdb_dst, type_fdb_port;
/* Completes names of UDP ports. */
void type_offer_service(const struct row *, struct words *);

#endif
