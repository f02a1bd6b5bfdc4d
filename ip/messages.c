/* messages.c - which message is made of which table.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "messages.h"

#include <linux/fou.h>
#include <linux/genetlink.h>
#include <linux/if_macsec.h>
#include <linux/ila.h>
#include <linux/mptcp.h>
#include <linux/seg6_genl.h>
#include <linux/tcp_metrics.h>
#include <linux/xfrm.h>

#include "address_table.h"
#include "addrlabel_table.h"
#include "bridge_mdb_table.h"
#include "bridge_vlan_table.h"
#include "bridge_vni_table.h"
#include "compat.h"
#include "fou.h"
#include "genl_table.h"
#include "ila_table.h"
#include "ioam.h"
#include "l2tp.h"
#include "link_property.h"
#include "link/bridge_table.h"
#include "link_table.h"
#include "macsec_table.h"
#include "mptcp.h"
#include "neighbor_table.h"
#include "netconf_table.h"
#include "nexthop_table.h"
#include "nsid_table.h"
#include "ntable_table.h"
#include "prefix_table.h"
#include "route_table.h"
#include "rule_table.h"
#include "sr.h"
#include "stats_table.h"
#include "tcp_metrics.h"
#include "xfrm_table.h"

#define ONE(t, tab)		{ .type = (t), .name = #t, .table = (tab) }
#define MESSAGE(t, tab)		ONE(RTM_NEW##t, tab), ONE(RTM_DEL##t, tab), ONE(RTM_GET##t, tab)
/* Of generic netlink and of IPsec: what only asks is marked. */
#define ASKS(t, tab)		{ .type = (t), .name = #t, .table = (tab), .asks = true }
#define DOES(t, tab, what)	{ .type = (t), .name = #t, .table = (tab), .does = (what) }
#define MAKES(t, tab)		DOES(t, tab, "make it, refuse if it is there")
#define CHANGES(t, tab)		DOES(t, tab, "change it")
#define REMOVES(t, tab)		DOES(t, tab, "remove it")
#define FLUSHES(t, tab)		DOES(t, tab, "remove them all")
#define MACSEC(what) \
	MAKES(MACSEC_CMD_ADD_##what, &macsec_object_table), CHANGES(MACSEC_CMD_UPD_##what, &macsec_object_table), \
	REMOVES(MACSEC_CMD_DEL_##what, &macsec_object_table)

const struct message messages[] = {
	MESSAGE(LINK, &link_table),
	ONE(RTM_SETLINK, &bridge_link_table),
	MESSAGE(ADDR, &address_table),
	MESSAGE(ROUTE, &route_table),
	MESSAGE(NEIGH, &neighbor_table),
	MESSAGE(RULE, &rule_table),
	MESSAGE(ADDRLABEL, &addrlabel_table),
	ONE(RTM_NEWMDB, &bridge_mdb_table), ONE(RTM_DELMDB, &bridge_mdb_table),
	ONE(RTM_GETMDB, &bridge_mdb_table),
	ONE(RTM_NEWVLAN, &bridge_vlan_table), ONE(RTM_DELVLAN, &bridge_vlan_table),
	ONE(RTM_GETVLAN, &bridge_vlan_dump_table),
	MESSAGE(TUNNEL, &bridge_vni_table),
	DOES(RTM_NEWNSID, &nsid_table, "give it a number in this namespace"), ONE(RTM_DELNSID, &nsid_table),
	ONE(RTM_GETNSID, &nsid_table),
	MESSAGE(NETCONF, &netconf_table),
	ONE(RTM_NEWNEIGHTBL, &ntable_table), ONE(RTM_GETNEIGHTBL, &ntable_table), ONE(RTM_SETNEIGHTBL, &ntable_table),
	MESSAGE(NEXTHOP, &nexthop_object_table),
	MESSAGE(NEXTHOPBUCKET, &nexthop_bucket_table),
	ONE(RTM_NEWMULTICAST, &address_table), ONE(RTM_DELMULTICAST, &address_table),
	ONE(RTM_NEWANYCAST, &address_table), ONE(RTM_DELANYCAST, &address_table),
	ONE(RTM_NEWPREFIX, &prefix_table),
	ONE(RTM_NEWSTATS, &stats_table), ONE(RTM_GETSTATS, &stats_ask_table),
	ONE(RTM_SETSTATS, &stats_ask_table),
	ONE(RTM_NEWLINKPROP, &property_table),
	ONE(RTM_DELLINKPROP, &property_table),
	ASKS(CTRL_CMD_GETFAMILY, &genl_controller_table), ONE(CTRL_CMD_NEWFAMILY, &genl_controller_table),
	ASKS(TCP_METRICS_CMD_GET, &tcp_metrics_table), REMOVES(TCP_METRICS_CMD_DEL, &tcp_metrics_table),
	MAKES(MPTCP_PM_CMD_ADD_ADDR, &mptcp_table), REMOVES(MPTCP_PM_CMD_DEL_ADDR, &mptcp_table),
	ASKS(MPTCP_PM_CMD_GET_ADDR, &mptcp_table), FLUSHES(MPTCP_PM_CMD_FLUSH_ADDRS, &mptcp_table),
	CHANGES(MPTCP_PM_CMD_SET_FLAGS, &mptcp_table),
	CHANGES(MPTCP_PM_CMD_SET_LIMITS, &mptcp_limits_table), ASKS(MPTCP_PM_CMD_GET_LIMITS, &mptcp_limits_table),
	MAKES(FOU_CMD_ADD, &fou_table), REMOVES(FOU_CMD_DEL, &fou_table), ASKS(FOU_CMD_GET, &fou_table),
	MAKES(ILA_CMD_ADD, &ila_table), REMOVES(ILA_CMD_DEL, &ila_table), ASKS(ILA_CMD_GET, &ila_table),
	ASKS(MACSEC_CMD_GET_TXSC, &macsec_object_table), MACSEC(RXSC), MACSEC(TXSA), MACSEC(RXSA),
	CHANGES(MACSEC_CMD_UPD_OFFLOAD, &macsec_object_table),
	MAKES(L2TP_CMD_TUNNEL_CREATE, &l2tp_table), REMOVES(L2TP_CMD_TUNNEL_DELETE, &l2tp_table),
	ASKS(L2TP_CMD_TUNNEL_GET, &l2tp_table), MAKES(L2TP_CMD_SESSION_CREATE, &l2tp_table),
	REMOVES(L2TP_CMD_SESSION_DELETE, &l2tp_table), ASKS(L2TP_CMD_SESSION_GET, &l2tp_table),
	ASKS(SEG6_CMD_DUMPHMAC, &sr_table), CHANGES(SEG6_CMD_SETHMAC, &sr_table),
	ASKS(SEG6_CMD_GET_TUNSRC, &sr_source_table), CHANGES(SEG6_CMD_SET_TUNSRC, &sr_source_table),
	ASKS(IOAM6_CMD_DUMP_NAMESPACES, &ioam_table), MAKES(IOAM6_CMD_ADD_NAMESPACE, &ioam_table),
	REMOVES(IOAM6_CMD_DEL_NAMESPACE, &ioam_table),
	ASKS(IOAM6_CMD_DUMP_SCHEMAS, &ioam_schema_table), MAKES(IOAM6_CMD_ADD_SCHEMA, &ioam_schema_table),
	REMOVES(IOAM6_CMD_DEL_SCHEMA, &ioam_schema_table), CHANGES(IOAM6_CMD_NS_SET_SCHEMA, &ioam_schema_table),
	MAKES(XFRM_MSG_NEWSA, &xfrm_state_table), CHANGES(XFRM_MSG_UPDSA, &xfrm_state_table),
	REMOVES(XFRM_MSG_DELSA, &xfrm_state_id_table), ASKS(XFRM_MSG_GETSA, &xfrm_state_id_table),
	ASKS(XFRM_MSG_GETSA, &xfrm_state_dump_table),
	DOES(XFRM_MSG_ALLOCSPI, &xfrm_spi_table, "make one, and find a number for it"),
	ONE(XFRM_MSG_EXPIRE, &xfrm_expire_table),
	FLUSHES(XFRM_MSG_FLUSHSA, &xfrm_state_flush_table),
	ASKS(XFRM_MSG_GETSADINFO, &xfrm_state_info_table), ONE(XFRM_MSG_NEWSADINFO, &xfrm_state_info_table),
	MAKES(XFRM_MSG_NEWPOLICY, &xfrm_policy_table), DOES(XFRM_MSG_UPDPOLICY, &xfrm_policy_table, "make it, or change what is there"),
	REMOVES(XFRM_MSG_DELPOLICY, &xfrm_policy_id_table), ASKS(XFRM_MSG_GETPOLICY, &xfrm_policy_id_table),
	ASKS(XFRM_MSG_GETPOLICY, &xfrm_policy_flush_table),
	ONE(XFRM_MSG_POLEXPIRE, &xfrm_policy_expire_table),
	FLUSHES(XFRM_MSG_FLUSHPOLICY, &xfrm_policy_flush_table),
	ASKS(XFRM_MSG_GETSPDINFO, &xfrm_policy_info_table), CHANGES(XFRM_MSG_NEWSPDINFO, &xfrm_policy_info_table),
	CHANGES(XFRM_MSG_SETDEFAULT, &xfrm_policy_default_table), ASKS(XFRM_MSG_GETDEFAULT, &xfrm_policy_default_table),
	ONE(XFRM_MSG_ACQUIRE, &xfrm_acquire_table), ONE(XFRM_MSG_REPORT, &xfrm_report_table),
	ONE(XFRM_MSG_NEWAE, &xfrm_aevent_table), ONE(XFRM_MSG_MAPPING, &xfrm_mapping_table),
	{ .name = NULL },
};
