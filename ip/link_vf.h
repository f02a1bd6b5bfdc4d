/* link_vf.h - virtual functions of a link (SR-IOV).  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_VF_H
#define MINIP_LINK_VF_H

#include "link_table.h"
#include "links.h"

/* IFLA_VFINFO_LIST: one nest for each virtual function. */
extern const struct table vfinfo_table, vf_table;

link_parse link_parse_vf;
link_shows link_show_vfs;

/* Lengths of addresses, limits that the kernel wants together; 0 or -1. */
int link_vf_check(const struct request *, uint32_t index);
/* "Truncated VF list", behind a link that announces more than it tells. */
void link_vf_warn(const struct view *);

/* Shows of rows (link_vf_show.c). */
link_shows vf_show_type, vf_show_address, vf_show_broadcast, vf_show_vlan, vf_show_rate, vf_show_stats;

#endif
