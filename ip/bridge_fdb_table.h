/* bridge_fdb_table.h - addresses behind ports.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BRIDGE_FDB_TABLE_H
#define MINIP_BRIDGE_FDB_TABLE_H

#include "schema.h"

extern const struct table bridge_fdb_table;

#endif
