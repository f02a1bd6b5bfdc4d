/* link_inet.h - the IPv4 settings of a link.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_INET_H
#define MINIP_LINK_INET_H

#include "link_table.h"

/* IFLA_AF_SPEC / AF_INET. */
extern const struct table inet_table;

link_parse link_parse_inet;

#endif
