/* bridge_vni_table.h - messages about the identifiers that a VXLAN takes.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_VNI_TABLE_H
#define MINIP_BRIDGE_VNI_TABLE_H

#include "schema.h"

extern const struct table bridge_vni_table;
/* An event, which may tell of many. */
void bridge_vni_show_event(struct out *, struct view *);

#endif
