/* nsid_table.h - struct rtgenmsg and NETNSA_*: what namespaces call each other.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NSID_TABLE_H
#define MINIP_NSID_TABLE_H

#include "schema.h"

extern const struct table nsid_table;

#endif
