/* ila_table.h - mappings of identifier locator addressing.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ILA_TABLE_H
#define MINIP_ILA_TABLE_H

#include "types.h"

extern const struct table ila_table;

/* Shared with "encap ila". */
extern const struct type type_ila_locator, type_ila_named, type_ila_ident;
extern const struct name ila_csum_modes[], ila_ident_types[];

#endif
