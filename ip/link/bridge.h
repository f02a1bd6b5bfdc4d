/* bridge.h - what the tables of a bridge and of its ports share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_H
#define MINIP_BRIDGE_H

#include "schema.h"

extern const struct table bridge_table, bridge_port_table, bridge_querier_table;
void bridge_show_querier(struct out *, const struct row *, const struct view *);

#endif
