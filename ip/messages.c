/* messages.c - which message is made of which table.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "messages.h"

#include <linux/genetlink.h>

#include "address_table.h"
#include "addrlabel_table.h"
#include "compat.h"
#include "genl_table.h"
#include "link_property.h"
#include "link/bridge.h"
#include "link_table.h"
#include "neighbor_table.h"
#include "nexthop_table.h"
#include "nsid_table.h"
#include "prefix_table.h"
#include "route_table.h"
#include "rule_table.h"
#include "stats_table.h"

#define ONE(t, tab)		{ .type = (t), .name = #t, .table = (tab) }
#define MESSAGE(t, tab)		ONE(RTM_NEW##t, tab), ONE(RTM_DEL##t, tab), ONE(RTM_GET##t, tab)
/* Of generic netlink and of IPsec: what only asks is marked. */
#define ASKS(t, tab)		{ .type = (t), .name = #t, .table = (tab), .asks = true }

const struct message messages[] = {
	MESSAGE(LINK, &link_table),
	ONE(RTM_SETLINK, &bridge_link_table),
	MESSAGE(ADDR, &address_table),
	MESSAGE(ROUTE, &route_table),
	MESSAGE(NEIGH, &neighbor_table),
	MESSAGE(RULE, &rule_table),
	MESSAGE(ADDRLABEL, &addrlabel_table),
	MESSAGE(NSID, &nsid_table),
	MESSAGE(NEXTHOP, &nexthop_object_table),
	MESSAGE(NEXTHOPBUCKET, &nexthop_bucket_table),
	ONE(RTM_NEWMULTICAST, &address_table), ONE(RTM_DELMULTICAST, &address_table),
	ONE(RTM_NEWANYCAST, &address_table), ONE(RTM_DELANYCAST, &address_table),
	ONE(RTM_NEWPREFIX, &prefix_table),
	ONE(RTM_NEWSTATS, &stats_table), ONE(RTM_GETSTATS, &stats_table),
	ONE(RTM_NEWLINKPROP, &property_table),
	ONE(RTM_DELLINKPROP, &property_table),
	ASKS(CTRL_CMD_GETFAMILY, &genl_controller_table), ONE(CTRL_CMD_NEWFAMILY, &genl_controller_table),
	{ .name = NULL },
};
