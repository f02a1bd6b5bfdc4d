/* address_table.h - struct ifaddrmsg and IFA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ADDRESS_TABLE_H
#define MINIP_ADDRESS_TABLE_H

#include "schema.h"

extern const struct table address_table;

#endif
