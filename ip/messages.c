/* messages.c - which message is made of which table.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "messages.h"

#include "address_table.h"
#include "compat.h"
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

#define MESSAGE(t, table)	{ RTM_NEW##t, "RTM_NEW" #t, table }, { RTM_DEL##t, "RTM_DEL" #t, table }, \
				{ RTM_GET##t, "RTM_GET" #t, table }

const struct message messages[] = {
	MESSAGE(LINK, &link_table),
	{ RTM_SETLINK, "RTM_SETLINK", &bridge_link_table },
	MESSAGE(ADDR, &address_table),
	MESSAGE(ROUTE, &route_table),
	MESSAGE(NEIGH, &neighbor_table),
	MESSAGE(RULE, &rule_table),
	MESSAGE(NSID, &nsid_table),
	MESSAGE(NEXTHOP, &nexthop_object_table),
	MESSAGE(NEXTHOPBUCKET, &nexthop_bucket_table),
	{ RTM_NEWMULTICAST, "RTM_NEWMULTICAST", &address_table }, { RTM_DELMULTICAST, "RTM_DELMULTICAST", &address_table },
	{ RTM_NEWANYCAST, "RTM_NEWANYCAST", &address_table }, { RTM_DELANYCAST, "RTM_DELANYCAST", &address_table },
	{ RTM_NEWPREFIX, "RTM_NEWPREFIX", &prefix_table },
	{ RTM_NEWSTATS, "RTM_NEWSTATS", &stats_table }, { RTM_GETSTATS, "RTM_GETSTATS", &stats_table },
	{ RTM_NEWLINKPROP, "RTM_NEWLINKPROP", &property_table },
	{ RTM_DELLINKPROP, "RTM_DELLINKPROP", &property_table },
	{ 0, NULL, NULL },
};
