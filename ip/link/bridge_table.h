/* bridge_table.h - what the tables of a bridge and of its ports share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_TABLE_H
#define MINIP_BRIDGE_TABLE_H

#include "schema.h"

/* A port is set by ip(8), in TO_SET, and by bridge(8), in words of its own; nobody asks for one with TO_GET. */
#define PORT_BRIDGE TO_GET

/* States of STP. */
extern const struct name port_states[];
extern const struct type type_port_state;
extern const struct table bridge_table, bridge_port_table, bridge_querier_table;
/* A message of the family AF_BRIDGE about a link (link_ports.c). */
extern const struct table bridge_link_table;
void bridge_show_querier(struct out *, const struct row *, const struct view *);

#endif
