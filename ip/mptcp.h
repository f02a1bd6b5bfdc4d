/* mptcp.h - the messages of "ip mptcp".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MPTCP_H
#define MINIP_MPTCP_H

#include "genl.h"
#include "schema.h"

extern struct genl_family mptcp_family;
extern const struct table mptcp_table, mptcp_limits_table, mptcp_event_table;

/* Shows one event of the group MPTCP_PM_EV_GRP_NAME. */
int mptcp_show_event(const struct nlmsghdr *, void *arg);

#endif
