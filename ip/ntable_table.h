/* ntable_table.h - struct ndtmsg and NDTA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NTABLE_TABLE_H
#define MINIP_NTABLE_TABLE_H

#include "schema.h"

extern const struct table ntable_table, ntable_parms_table;

#endif
