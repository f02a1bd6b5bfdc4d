/* netconf_table.h - struct netconfmsg and NETCONFA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NETCONF_TABLE_H
#define MINIP_NETCONF_TABLE_H

#include "schema.h"

extern const struct table netconf_table;

#endif
