/* mroute_table.h - routes of multicast: struct rtmsg of families of their own.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MROUTE_TABLE_H
#define MINIP_MROUTE_TABLE_H

#include "schema.h"

extern const struct table mroute_table;

#endif
