/* addrlabel_table.h - struct ifaddrlblmsg and IFAL_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ADDRLABEL_TABLE_H
#define MINIP_ADDRLABEL_TABLE_H

#include "schema.h"

extern const struct table addrlabel_table;

#endif
