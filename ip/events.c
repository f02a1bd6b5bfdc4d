/* events.c - which objects can be monitored: one line each (monitor.h says how).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "monitor.h"

#include <string.h>

#include "address.h"
#include <linux/netconf.h>

#include "bridge_mdb_table.h"
#include "bridge_fdb_table.h"
#include "bridge_vlan_table.h"
#include "bridge_vni_table.h"
#include "compat.h"
#include "link/bridge_table.h"
#include "link_table.h"
#include "mroute_table.h"
#include "neighbor_table.h"
#include "netconf_table.h"
#include "nexthop_table.h"
#include "nsid_table.h"
#include "options.h"
#include "prefix_table.h"
#include "program.h"
#include "route_table.h"
#include "rule_table.h"
#include "stats_table.h"

static bool is_multicast(const struct view *v)
{
	int family = route_header(v)->rtm_family;

	return family == RTNL_FAMILY_IPMR || family == RTNL_FAMILY_IP6MR;
}

static bool is_route(const struct view *v)
{
	return !(route_header(v)->rtm_flags & RTM_F_CLONED) && !is_multicast(v);
}

/* One group tells of all families. */
static bool is_neighbor(const struct view *v)
{
	return !opt.family || ((const struct ndmsg *)v->header)->ndm_family == opt.family;
}

/* Text has what "ip address" shows of a link, JSON all that "ip link" does. */
static void show_link(struct out *o, struct view *v)
{
	if (!o->json)
		v->when &= ~IN_OBJECT;
	link_show(o, v);
}

static void show_address(struct out *o, struct view *v)
{
	address_show(o, v, true);
}

#define INET(g)		{ AF_INET, RTNLGRP_IPV4_##g }, { AF_INET6, RTNLGRP_IPV6_##g }
#define ALL(g)		{ AF_UNSPEC, RTNLGRP_##g }

/* In the order in which "ip monitor help" has them. */
const struct event events[] = {
	EVENT(RTM_NEWADDR, "a[ddress]", "address", "[ADDR]", "addresses", &address_table, GROUPS(INET(IFADDR)),
	      INDEX_AT(ifaddrmsg, ifa_index), .show = show_address),
	EVENT(RTM_NEWLINK, "li[nk]", "link", "[LINK]", "network devices", &link_table, GROUPS(ALL(LINK)),
	      INDEX_AT(ifinfomsg, ifi_index), .show = show_link),
	EVENT(RTM_NEWROUTE, "mr[oute]", "mroute", "[MROUTE]", "multicast routes", &mroute_table, GROUPS(INET(MROUTE)),
	      .is = is_multicast),
	EVENT(RTM_NEWMULTICAST, "m[address]", "maddress", "[ADDR]", "multicast addresses", &address_table,
	      GROUPS(INET(MCADDR)), INDEX_AT(ifaddrmsg, ifa_index), .show = show_address),
	EVENT(RTM_NEWANYCAST, "acaddress", "acaddress", "[ADDR]", "anycast addresses", &address_table,
	      GROUPS({ AF_INET6, RTNLGRP_IPV6_ACADDR }), INDEX_AT(ifaddrmsg, ifa_index), .show = show_address),
	EVENT(RTM_NEWNEIGH, "n[eigh]", "neigh", "[NEIGH]", "neighbours", &neighbor_table, GROUPS(ALL(NEIGH)), .last = RTM_GETNEIGH,
	      INDEX_ATTR(NDA_IFINDEX), .is = is_neighbor),
	EVENT(RTM_NEWNETCONF, "net[conf]", "netconf", "[NETCONF]", "settings of devices", &netconf_table,
	      GROUPS(INET(NETCONF), { AF_MPLS, RTNLGRP_MPLS_NETCONF }), INDEX_ATTR(NETCONFA_IFINDEX)),
	EVENT(RTM_NEWNEXTHOP, "nex[thop]", "nexthop", "[NEXTHOP]", "nexthop objects", &nexthop_object_table,
	      GROUPS(ALL(NEXTHOP))),
	EVENT(RTM_NEWNEXTHOPBUCKET, NULL, "nexthop_bucket", "[NEXTHOPBUCKET]", NULL, &nexthop_bucket_table),
	EVENT(RTM_NEWNSID, "ns[id]", "nsid", "[NSID]", "numbers of namespaces", &nsid_table, GROUPS(ALL(NSID))),
	EVENT(RTM_NEWPREFIX, "p[refix]", "prefix", "[PREFIX]", "prefixes that routers announce", &prefix_table,
	      GROUPS({ AF_INET6, RTNLGRP_IPV6_PREFIX }), .last = RTM_NEWPREFIX, .is = prefix_is_known),
	EVENT(RTM_NEWROUTE, "r[oute]", "route", "[ROUTE]", "routes", &route_table,
	      GROUPS(INET(ROUTE), { AF_MPLS, RTNLGRP_MPLS_ROUTE }), INDEX_ATTR(RTA_OIF), .is = is_route),
	EVENT(RTM_NEWRULE, "ru[le]", "rule", "[RULE]", "routing rules", &rule_table, GROUPS(INET(RULE))),
	EVENT(RTM_NEWSTATS, "stats", "stats", "[STATS]", "counters of devices", &stats_table, GROUPS(ALL(STATS)),
	      .last = RTM_NEWSTATS, .show = stats_show_event),
	EVENT(RTM_NEWADDRLABEL, NULL, "addrlabel", "[ADDRLABEL]", NULL, NULL),
	{ .type = 0 },
};

/* ---- of "bridge monitor" ---- */
static bool is_bridge_link(const struct view *v)
{
	int family = ((const struct ifinfomsg *)v->header)->ifi_family;

	return (family == AF_BRIDGE || family == AF_UNSPEC) && view_attr(v, IFLA_IFNAME);
}

static bool is_bridge_neighbor(const struct view *v)
{
	return ((const struct ndmsg *)v->header)->ndm_family == AF_BRIDGE;
}

static const struct event bridge_events[] = {
	EVENT(RTM_NEWLINK, "l[ink]", "link", "[LINK]", "ports of bridges", &bridge_link_table, GROUPS(ALL(LINK)), .is = is_bridge_link),
	EVENT(RTM_NEWNEIGH, "f[db]", "fdb", "[NEIGH]", "addresses behind ports", &bridge_fdb_table, GROUPS(ALL(NEIGH)),
	      .is = is_bridge_neighbor),
	EVENT(RTM_NEWMDB, "m[db]", "mdb", "[MDB]", "members of multicast groups", &bridge_mdb_table, GROUPS(ALL(MDB)),
	      .show = bridge_mdb_show_event),
	EVENT(RTM_NEWVLAN, "v[lan]", "vlan", "[VLAN]", "VLANs of ports", &bridge_vlan_table, GROUPS(ALL(BRVLAN)),
	      .show = bridge_vlan_show_event),
	EVENT(RTM_NEWTUNNEL, "vni", "vni", "[TUNNEL]", "network identifiers of VXLANs", &bridge_vni_table, GROUPS(ALL(TUNNEL)),
	      .show = bridge_vni_show_event),
	{ .type = 0 },
};

const struct event *monitor_events(void)
{
	return strcmp(program->name, "bridge") ? events : bridge_events;
}
