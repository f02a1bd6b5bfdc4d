/* link_xdp.h - programs that see each frame first (XDP).  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_XDP_H
#define MINIP_LINK_XDP_H

#include "link_table.h"

/* IFLA_XDP. */
extern const struct table xdp_table;

link_parse link_parse_xdp;
link_shows link_show_xdp, link_show_xdp_programs;

#endif
