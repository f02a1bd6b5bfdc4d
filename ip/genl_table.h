/* genl_table.h - the controller of generic netlink.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_GENL_TABLE_H
#define MINIP_GENL_TABLE_H

#include "schema.h"

extern const struct table genl_controller_table;

#endif
