/* bridge_vlan_table.h - VLANs of ports: in messages about links, and in their own.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_VLAN_TABLE_H
#define MINIP_BRIDGE_VLAN_TABLE_H

#include "schema.h"

/* RTM_SETLINK and RTM_DELLINK of the family AF_BRIDGE, and what stands in their IFLA_AF_SPEC. */
extern const struct table bridge_vlan_link_table, bridge_vlan_spec_table, bridge_vlan_tunnel_table;
/* The rows that all messages about links in the family AF_BRIDGE share, to be included; and IFLA_BRIDGE_MST. */
extern const struct table bridge_any_link_table, bridge_mst_states_table;
/* RTM_NEWVLAN, and what stands in it. */
extern const struct table bridge_vlan_table, bridge_vlan_entry_table, bridge_vlan_global_table, bridge_vlan_stats_table;
/* RTM_GETVLAN */
extern const struct table bridge_vlan_dump_table;

/* An event, without its line end. */
void bridge_vlan_show_event(struct out *, struct view *);

#endif
