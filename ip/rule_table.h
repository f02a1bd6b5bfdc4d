/* rule_table.h - struct fib_rule_hdr and FRA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_RULE_TABLE_H
#define MINIP_RULE_TABLE_H

#include "schema.h"

extern const struct table rule_table;

#endif
