/* bridge_mdb_table.h - members of multicast groups.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_MDB_TABLE_H
#define MINIP_BRIDGE_MDB_TABLE_H

#include "schema.h"

/* RTM_NEWMDB as the kernel tells it, and as it is told; what stands in either. */
extern const struct table bridge_mdb_table, bridge_mdb_set_table, bridge_mdb_entry_table, bridge_mdb_attrs_table;

/* An event, without its line end. */
void bridge_mdb_show_event(struct out *, struct view *);

#endif
