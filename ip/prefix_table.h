/* prefix_table.h - struct prefixmsg and PREFIX_*: what routers announce.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_PREFIX_TABLE_H
#define MINIP_PREFIX_TABLE_H

#include "schema.h"

extern const struct table prefix_table;

/* Is it an IPv6 prefix, and one of a prefix information option? */
bool prefix_is_known(const struct view *);

#endif
