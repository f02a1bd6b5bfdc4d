/* bridge_vlan.h - the parts of "bridge vlan".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_VLAN_H
#define MINIP_BRIDGE_VLAN_H

#include "bridge.h"
#include "bridge_vlan_table.h"

#define VLAN_IDS 4096	/* of 12 bits */

/* "5", "5-7". */
struct vlan_range {
	uint32_t from, to;
	bool is_range;
};
/* The VLANs that a request names in an attribute of a table; the item of the first one, or NULL. */
struct item *vlan_said(const struct request *, const struct table *, uint16_t attr, struct vlan_range *);
/* Are they VLANs?  0, or -1 with the error recorded. */
int vlan_check(const struct request *, const struct table *, uint16_t attr);
/* An identifier in the tunnel, said by the words from..to-1. */
struct item *vlan_add_tunnel(struct request *, int from, int to, uint32_t id);
int vlan_parse_vid(struct request *, const struct table *, const struct row *, struct words *);
/* A state of STP that is no number below zero. */
extern const struct type type_vlan_state;
int vlan_pass_over(struct request *, const struct table *, struct words *);

int bridge_vlan_show(struct words *, const struct command *);
int bridge_vlan_show_tunnels(struct words *, const struct command *);
int bridge_vlan_show_global(struct words *, const struct command *);

#endif
