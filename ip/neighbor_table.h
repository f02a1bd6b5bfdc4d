/* neighbor_table.h - struct ndmsg and NDA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NEIGHBOR_TABLE_H
#define MINIP_NEIGHBOR_TABLE_H

#include "schema.h"

extern const struct table neighbor_table;

#endif
