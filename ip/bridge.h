/* bridge.h - what the objects of bridge(8) share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_IP_BRIDGE_H
#define MINIP_IP_BRIDGE_H

#include "schema.h"

/* In listings, words that are none go for nothing, as bridge(8) has it: struct table's unknown. */
int bridge_pass_over(struct request *, const struct table *, struct words *);
/* "Deleted " before what is gone. */
void bridge_show_deleted(struct out *, const struct row *, const struct view *);
/* A number of a VLAN, as it is said; 0 in a listing is any. */
extern const struct type type_vlan_id;
/* The word sets the bit row.bit; type_bridge_bit16: of a u16. */
extern const struct type type_bridge_bit8, type_bridge_bit16;
/* The names of bits, in an array of JSON; template has one %s. */
void bridge_show_bits(struct out *, const char *key, const struct name *, uint32_t bits, const char *template);
/* Time in hundredths of a second: "   1.23"; width 0: "1.23".  Returns buf. */
const char *bridge_timer(char *buf, uint32_t ticks, unsigned int width);

/* ---- the objects' tables ---- */
extern const struct table bridge_fdb_table, bridge_fdb_flush_table;
int bridge_fdb_help(struct words *);
/* Is the MAC address that the item keeps one?  Puts it in, or records the error. */
int bridge_fdb_address(struct request *, struct item *);
extern const struct type type_fdb_dst, type_fdb_port;

#endif
