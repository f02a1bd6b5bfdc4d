/* bridge.c - "type bridge": an Ethernet switch in the kernel.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "bridge_table.h"
#include "kind.h"
#include "kind_values.h"

static const struct name stp_modes[] = { { 0, "auto" }, { 1, "user" }, { 2, "kernel" }, { 0, NULL } };

static int scan_stp_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	if (!kind_scan_beginning(r, word, i, true))
		return 0;
	return fail(1, "Error: argument of \"stp_mode\" must be one of \"auto\", \"user\", "
		       "\"kernel\", not \"%s\"", word);
}

static const struct type type_stp_mode = { .name = "u32", .arg = "NAME", .size = 4, .scan = scan_stp_mode,
					   .print = type_print_enum };

#define NUMBER(a, t, w, m, h, ...)	ATTR(a, t, w, m, h, __VA_ARGS__)
#define SWITCH(a, w, h, ...)		ATTR(a, u8, w, "{ 0 | 1 }", h, __VA_ARGS__)
#define STATE(a, t, label, key)		TOLD(a, t, label " %s ", key)
/* IFLA_BR_MULTI_BOOLOPT: one bit an option, with a mask of those that are meant. */
#define OPTION(b, w, h) \
	{ ATTR_ANON(IFLA_BR_MULTI_BOOLOPT, bit_number), .bit = 1u << BR_BOOLOPT_##b, .part = "BR_BOOLOPT_" #b, .word = (w), \
	  .help = (h) }
#define INTERVAL(a, w, key, h)		ATTR(a, u64, w, "CENTISECONDS", h, .json = key)

static const struct row rows[] = {
	NUMBER(IFLA_BR_FORWARD_DELAY, u32, "f[orward_delay]", "CENTISECONDS", "STP forward delay"),
	NUMBER(IFLA_BR_HELLO_TIME, u32, "h[ello_time]", "CENTISECONDS", "STP hello time"),
	NUMBER(IFLA_BR_MAX_AGE, u32, "m[ax_age]", "CENTISECONDS", "STP greatest age of a message"),
	NUMBER(IFLA_BR_AGEING_TIME, u32, "a[geing_time]", "CENTISECONDS", "lifetime of learned addresses"),
	NUMBER(IFLA_BR_STP_STATE, u32, "s[tp_state]", "{ 0 | 1 }", "spanning tree"),
	NUMBER(IFLA_BR_STP_MODE, stp_mode, "stp_mode", NULL, "who runs the spanning tree", .names = stp_modes),
	NUMBER(IFLA_BR_PRIORITY, u16, "p[riority]", "PRIORITY", "STP priority of the bridge"),
	SWITCH(IFLA_BR_VLAN_FILTERING, "v[lan_filtering]", "filters by VLAN"),
	NUMBER(IFLA_BR_VLAN_PROTOCOL, ethertype, "vlan_p[rotocol]", "PROTO", "tag that it looks at: 802.1Q, 802.1ad"),
	STATE(IFLA_BR_BRIDGE_ID, bridge_id, "bridge_id", "bridge_id"),
	STATE(IFLA_BR_ROOT_ID, bridge_id, "designated_root", "root_id"),
	STATE(IFLA_BR_ROOT_PORT, u16, "root_port", "root_port"),
	STATE(IFLA_BR_ROOT_PATH_COST, u32, "root_path_cost", "root_path_cost"),
	STATE(IFLA_BR_TOPOLOGY_CHANGE, u8, "topology_change", "topology_change"),
	STATE(IFLA_BR_TOPOLOGY_CHANGE_DETECTED, u8, "topology_change_detected", "topology_change_detected"),
	STATE(IFLA_BR_HELLO_TIMER, timer, "hello_timer", "hello_timer"),
	STATE(IFLA_BR_TCN_TIMER, timer, "tcn_timer", "tcn_timer"),
	STATE(IFLA_BR_TOPOLOGY_CHANGE_TIMER, timer, "topology_change_timer", "topology_change_timer"),
	STATE(IFLA_BR_GC_TIMER, timer, "gc_timer", "gc_timer"),
	STATE(IFLA_BR_FDB_N_LEARNED, u32, "fdb_n_learned", "fdb_n_learned"),
	NUMBER(IFLA_BR_FDB_MAX_LEARNED, u32, "fdb_max_learned", "COUNT", "most addresses to learn"),
	NUMBER(IFLA_BR_VLAN_DEFAULT_PVID, u16, "vlan_d[efault_pvid]", "VID", "VLAN of untagged frames"),
	SWITCH(IFLA_BR_VLAN_STATS_ENABLED, "vlan_s[tats_enabled]", "counts per VLAN"),
	SWITCH(IFLA_BR_VLAN_STATS_PER_PORT, "vlan_stats_p[er_port]", "counts per VLAN and port"),
	NUMBER(IFLA_BR_GROUP_FWD_MASK, x16, "g[roup_fwd_mask]", "MASK", "link-local groups to forward"),
	NUMBER(IFLA_BR_GROUP_ADDR, lladdr, "group_a[ddress]", "LLADDR", "where STP frames go", .json = "group_addr"),
	SWITCH(IFLA_BR_MCAST_SNOOPING, "mcast_s[nooping]", "IGMP and MLD snooping"),
	OPTION(NO_LL_LEARN, "no_linklocal_learn", "does not learn from link-local frames"),
	OPTION(MCAST_VLAN_SNOOPING, "mcast_vlan_snooping", "snoops per VLAN"),
	OPTION(MST_ENABLE, "mst_enabled", "multiple spanning trees"),
	OPTION(MDB_OFFLOAD_FAIL_NOTIFICATION, "mdb_offload_fail_notification",
	       "tells when hardware cannot take a group"),
	OPTION(FDB_LOCAL_VLAN_0, "fdb_local_vlan_0", "keeps own addresses in VLAN 0 only"),
	NUMBER(IFLA_BR_MCAST_ROUTER, u8, "mc[ast_router]", "{ 0 | 1 | 2 }", "is there a multicast router"),
	SWITCH(IFLA_BR_MCAST_QUERY_USE_IFADDR, "mcast_q[uery_use_ifaddr]", "queries come from its own address"),
	SWITCH(IFLA_BR_MCAST_QUERIER, "mcast_queri[er]", "it is a querier"),
	NEST(IFLA_BR_MCAST_QUERIER_STATE, &bridge_querier_table, .json = "", .show = bridge_show_querier),
	NUMBER(IFLA_BR_MCAST_HASH_ELASTICITY, u32, "mcast_h[ash_elasticity]", "NUMBER", "of no effect any more"),
	NUMBER(IFLA_BR_MCAST_HASH_MAX, u32, "mcast_hash_m[ax]", "COUNT", "greatest table of groups"),
	NUMBER(IFLA_BR_MCAST_LAST_MEMBER_CNT, u32, "mcast_l[ast_member_count]", "COUNT", "queries before a group ends",
	       .json = "mcast_last_member_cnt"),
	NUMBER(IFLA_BR_MCAST_STARTUP_QUERY_CNT, u32, "mcast_st[artup_query_count]", "COUNT", "queries at the start",
	       .json = "mcast_startup_query_cnt"),
	INTERVAL(IFLA_BR_MCAST_LAST_MEMBER_INTVL, "mcast_last_member_i[nterval]", "mcast_last_member_intvl",
		 "between the queries before a group ends"),
	INTERVAL(IFLA_BR_MCAST_MEMBERSHIP_INTVL, "mcast_m[embership_interval]", "mcast_membership_intvl",
		 "lifetime of a member"),
	INTERVAL(IFLA_BR_MCAST_QUERIER_INTVL, "mcast_querier_[interval]", "mcast_querier_intvl",
		 "until another querier is forgotten"),
	INTERVAL(IFLA_BR_MCAST_QUERY_INTVL, "mcast_query_i[nterval]", "mcast_query_intvl", "between queries"),
	INTERVAL(IFLA_BR_MCAST_QUERY_RESPONSE_INTVL, "mcast_query_r[esponse_interval]", "mcast_query_response_intvl",
		 "within which members answer"),
	INTERVAL(IFLA_BR_MCAST_STARTUP_QUERY_INTVL, "mcast_startup_query_i[nterval]", "mcast_startup_query_intvl",
		 "between queries at the start"),
	SWITCH(IFLA_BR_MCAST_STATS_ENABLED, "mcast_stat[s_enabled]", "counts IGMP and MLD"),
	NUMBER(IFLA_BR_MCAST_IGMP_VERSION, u8, "mcast_i[gmp_version]", "{ 2 | 3 }", "IGMP version"),
	NUMBER(IFLA_BR_MCAST_MLD_VERSION, u8, "mcast_ml[d_version]", "{ 1 | 2 }", "MLD version"),
	SWITCH(IFLA_BR_NF_CALL_IPTABLES, "n[f_call_iptables]", "passes IPv4 to iptables"),
	SWITCH(IFLA_BR_NF_CALL_IP6TABLES, "nf_call_ip6[tables]", "passes IPv6 to ip6tables"),
	SWITCH(IFLA_BR_NF_CALL_ARPTABLES, "nf_call_a[rptables]", "passes ARP to arptables"),
	BARE(IFLA_BR_FDB_FLUSH, "fd[b_flush]", "forgets what it has learned"),
	QUIET(IFLA_BR_PAD, binary),
};
const struct table bridge_table = {
	.name = "bridge", TABLE_ROWS(rows), .usage = "... bridge [ fdb_flush ]",
	.unknown = kind_unknown_command, .help = kind_help,
};

const struct kind kind_bridge = {
	.name = "bridge", .help = "an Ethernet switch in the kernel", .table = &bridge_table, .port = &bridge_port_table,
};
