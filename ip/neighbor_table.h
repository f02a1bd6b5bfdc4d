/* neighbor_table.h - struct ndmsg and NDA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NEIGHBOR_TABLE_H
#define MINIP_NEIGHBOR_TABLE_H

#include "schema.h"

extern const struct table neighbor_table;

/* ---- what "bridge fdb" has as well ---- */
void neighbor_show_lladdr(struct out *, const struct row *, const struct view *);
bool neighbor_match_device(const struct item *, const struct view *);
/* The kernel has looked already. */
bool neighbor_match_any(const struct item *, const struct view *);

#endif
