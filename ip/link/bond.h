/* bond.h - what the tables of a bond and of its ports share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BOND_H
#define MINIP_BOND_H

#include "schema.h"

extern const struct table bond_port_table;

#endif
