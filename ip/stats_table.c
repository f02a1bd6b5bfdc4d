/* stats_table.c - struct if_stats_msg and IFLA_STATS_*: counters in nests.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "stats_table.h"

#include <linux/if_bonding.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/mpls.h>
#include <string.h>
#include <sys/socket.h>

#include "error.h"
#include "scan.h"
#include "stats.h"
#include "struct_table.h"
#include "types.h"

/* What lines begin with under the name of a link. */
#define MARGIN	"\n                    "

/* Counters of one attribute that stand together: a line or two in text, an object in JSON. */
static void show_section(struct out *o, const struct row *r, const struct view *v)
{
	struct view in = *v;

	if (!view_attr(v, r->attr))
		return;
	in.table = r->table;
	out_open(o, r->json, '{');
	if (r->text)
		out_text(o, r->text, "");
	show_rows(o, &in);
	out_close(o);
}

#define SECTION(a, t, key, ...)	PRINTS(show_section, .attr = (a), .table = (t), .json = (key), __VA_ARGS__)

#define MCAST(f, label, key) \
	FIELD(BRIDGE_XSTATS_MCAST, br_mcast_stats, f, u64, .text = label, .json = key)
#define RX(f, label, key)	MCAST(f[BR_MCAST_DIR_RX], label, key)
#define TX(f, label, key)	MCAST(f[BR_MCAST_DIR_TX], label, key)
#define VERSIONS_1_2(way, f, g, key) \
	way(f, MARGIN "  " #way ": v1 %s", key "_v1"), way(g, " v2 %s", key "_v2")
#define VERSIONS_1_2_3(way, f, g, h, key) \
	VERSIONS_1_2(way, f, g, key), way(h, " v3 %s", key "_v3")
#define ONE_TABLE(id, ...) \
	static const struct row id##_rows[] = { __VA_ARGS__ }; \
	static const struct table id = { .name = #id, TABLE_ROWS(id##_rows) }

ONE_TABLE(igmp_queries,
	  VERSIONS_1_2_3(RX, igmp_v1queries, igmp_v2queries, igmp_v3queries, "rx"),
	  VERSIONS_1_2_3(TX, igmp_v1queries, igmp_v2queries, igmp_v3queries, "tx"));
ONE_TABLE(igmp_reports,
	  VERSIONS_1_2_3(RX, igmp_v1reports, igmp_v2reports, igmp_v3reports, "rx"),
	  VERSIONS_1_2_3(TX, igmp_v1reports, igmp_v2reports, igmp_v3reports, "tx"));
ONE_TABLE(igmp_leaves, RX(igmp_leaves, "RX: %s", "rx"), TX(igmp_leaves, " TX: %s", "tx"));
ONE_TABLE(mld_queries,
	  VERSIONS_1_2(RX, mld_v1queries, mld_v2queries, "rx"),
	  VERSIONS_1_2(TX, mld_v1queries, mld_v2queries, "tx"));
ONE_TABLE(mld_reports,
	  VERSIONS_1_2(RX, mld_v1reports, mld_v2reports, "rx"),
	  VERSIONS_1_2(TX, mld_v1reports, mld_v2reports, "tx"));
ONE_TABLE(mld_leaves, RX(mld_leaves, "RX: %s", "rx"), TX(mld_leaves, " TX: %s", "tx"));

#define MCAST_SECTION(t, label) \
	SECTION(BRIDGE_XSTATS_MCAST, &t, #t, .text = MARGIN label)

ONE_TABLE(multicast,
	  MCAST_SECTION(igmp_queries, "IGMP queries:"),
	  MCAST_SECTION(igmp_reports, "IGMP reports:"),
	  MCAST_SECTION(igmp_leaves, "IGMP leaves: "),
	  MCAST(igmp_parse_errors, MARGIN "IGMP parse errors: %s", "igmp_parse_errors"),
	  MCAST_SECTION(mld_queries, "MLD queries:"),
	  MCAST_SECTION(mld_reports, "MLD reports:"),
	  MCAST_SECTION(mld_leaves, "MLD leaves: "),
	  MCAST(mld_parse_errors, MARGIN "MLD parse errors: %s", "mld_parse_errors"));

#define STP(f, label)	FIELD(BRIDGE_XSTATS_STP, bridge_stp_xstats, f, u64, .text = label, .json = #f)

ONE_TABLE(stp,
	  STP(rx_bpdu, MARGIN "STP BPDU:  RX: %s"), STP(tx_bpdu, " TX: %s"),
	  STP(rx_tcn, MARGIN "STP TCN:   RX: %s"), STP(tx_tcn, " TX: %s"),
	  STP(transition_blk, MARGIN "STP Transitions: Blocked: %s"),
	  STP(transition_fwd, " Forwarding: %s"));

/* "igmp" asks for one of these attributes only. */
static int parse_only(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	for (struct item *i = q->first; i; i = i->next)
		request_drop(i);
	return request_add(q, t, r, w->i - 1, w->i) ? 0 : -1;
}

#define ONLY(w, h)	LISTED(w), .help = (h), .parse = parse_only

static const struct row bridge_rows[] = {
	QUIET(BRIDGE_XSTATS_VLAN, binary),
	QUIET(BRIDGE_XSTATS_MCAST, binary, ONLY("igmp|mcast", "multicast snooping")),
	SECTION(BRIDGE_XSTATS_MCAST, &multicast, "multicast"),
	QUIET(BRIDGE_XSTATS_STP, binary, ONLY("stp", "spanning tree")),
	SECTION(BRIDGE_XSTATS_STP, &stp, "stp"),
};
const struct table bridge_xstats_table = { .name = "bridge", TABLE_ROWS(bridge_rows) };

#define LACP(a, label, key)	TOLD(BOND_3AD_STAT_##a, u64, MARGIN label " %s", key)

static const struct row lacp_rows[] = {
	LACP(LACPDU_RX, "LACPDU Rx", "lacpdu_rx"),
	LACP(LACPDU_TX, "LACPDU Tx", "lacpdu_tx"),
	LACP(LACPDU_UNKNOWN_RX, "LACPDU Unknown type Rx", "lacpdu_unknown_rx"),
	LACP(LACPDU_ILLEGAL_RX, "LACPDU Illegal Rx", "lacpdu_illegal_rx"),
	LACP(MARKER_RX, "Marker Rx", "marker_rx"),
	LACP(MARKER_TX, "Marker Tx", "marker_tx"),
	LACP(MARKER_RESP_RX, "Marker response Rx", "marker_response_rx"),
	LACP(MARKER_RESP_TX, "Marker response Tx", "marker_response_tx"),
	LACP(MARKER_UNKNOWN_RX, "Marker unknown type Rx", "marker_unknown_rx"),
};
static const struct table lacp_table = { .name = "lacp", TABLE_ROWS(lacp_rows) };

static const struct row bond_rows[] = {
	NEST(BOND_XSTATS_3AD, &lacp_table, .json = "802.3ad", ONLY("lacp|802.3ad", "link aggregation")),
};
const struct table bond_xstats_table = { .name = "bond", TABLE_ROWS(bond_rows) };

static const struct row xstats_rows[] = {
	NEST(LINK_XSTATS_TYPE_BRIDGE, &bridge_xstats_table, .json = ""),
	NEST(LINK_XSTATS_TYPE_BOND, &bond_xstats_table, .json = ""),
};
const struct table link_xstats_table = { .name = "xstats", TABLE_ROWS(xstats_rows) };

static const struct row mpls_rows[] = {
	QUIET(MPLS_STATS_LINK, binary),
};
const struct table mpls_stats_table = { .name = "mpls", TABLE_ROWS(mpls_rows) };

static const struct row families_rows[] = {
	NEST(AF_MPLS, &mpls_stats_table, .json = ""),
};
static const struct table families_table = { .name = "af_spec", TABLE_ROWS(families_rows) };

/* ---- counters that hardware has: are they asked for, and does a driver tell them? ---- */
static const struct row hw_info_one_rows[] = {
	TOLD(IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST, on_off, " %s", "request"),
	TOLD(IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED, on_off, " used %s", "used"),
};
static const struct table hw_info_one_table = { .name = "hw_info_one", TABLE_ROWS(hw_info_one_rows) };

static const struct row hw_info_rows[] = {
	NEST(IFLA_OFFLOAD_XSTATS_L3_STATS, &hw_info_one_table, .json = "l3_stats"),
};
static const struct table hw_info_table = { .name = "hw_info", TABLE_ROWS(hw_info_rows) };

static const struct row offload_rows[] = {
	PAYLOAD(IFLA_OFFLOAD_XSTATS_CPU_HIT, &stats64_struct),
	NEST(IFLA_OFFLOAD_XSTATS_HW_S_INFO, &hw_info_table, .json = "info"),
	PAYLOAD(IFLA_OFFLOAD_XSTATS_L3_STATS, &hw_stats64_struct),
};
const struct table offload_stats_table = { .name = "offload", TABLE_ROWS(offload_rows) };

#define STATS_HEADER(...) \
	HEADER(if_stats_msg, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true), \
	HEADER(if_stats_msg, ifindex, __VA_ARGS__), \
	HEADER(if_stats_msg, filter_mask, x32, .hide = HIDE, .kernel_filter = true)

static const struct row stats_rows[] = {
	STATS_HEADER(device, .hide = HIDE),
	PAYLOAD(IFLA_STATS_LINK_64, &stats64_struct),
	NEST(IFLA_STATS_LINK_XSTATS, &link_xstats_table, .json = ""),
	NEST(IFLA_STATS_LINK_XSTATS_SLAVE, &link_xstats_table, .json = ""),
	NEST(IFLA_STATS_LINK_OFFLOAD_XSTATS, &offload_stats_table, .json = ""),
	NEST(IFLA_STATS_AF_SPEC, &families_table, .json = ""),
};
const struct table stats_table = {
	.name = "stats", TABLE_ROWS(stats_rows), .header = sizeof(struct if_stats_msg), .header_name = "if_stats_msg",
};

/* ---- what is asked for, and set: the attributes of these messages are others ---- */
static const struct row filter_rows[] = {
	{ ATTR_ANON(IFLA_STATS_LINK_OFFLOAD_XSTATS, x32), .hide = HIDE, .kernel_filter = true },
};
const struct table stats_filter_table = { .name = "get_filters", TABLE_ROWS(filter_rows) };

static int scan_toggle(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_scan_on_off(q, r, word, i, 22);
}

static const struct type type_toggle = { .name = "u8", .arg = "{ on | off }", .size = 1, .scan = scan_toggle,
					 .print = type_print_on_off, .offer = type_offer_on_off };

/* One suite of counters at a time. */
static int parse_toggle(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	if (request_row(q, r))
		return fail(22, "A statistics suite to toggle was already given.");
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* A name that no link can have is a mistake at once, one that none has when all words are read. */
static int parse_device(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word || !request_value(q, t, r, word, from, w->i))
		return -1;
	error_blame(w->i - 1);
	return scan_is_ifname(word) ? 0 : fail(255, "Error: argument \"%s\" is wrong: \"dev\" not a valid ifname", word);
}

#define LEVEL(l, w, m, h) \
	SAYS(stats_parse_level, NULL, m, h, GOTTEN(w), .lookup = (l))

static const struct row ask_rows[] = {
	STATS_HEADER(device_late, .hide = HIDE, .word = "dev", GOTTEN("dev"), .help = "the link", .once = ONCE_GARBAGE, .parse = parse_device),
	NEST(IFLA_STATS_GET_FILTERS, &stats_filter_table, MORE(.marked_nest = true)),
	ATTR(IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS, toggle, "l3_stats", NULL, "counts packets that hardware routes",
	     .hide = HIDE, .parse = parse_toggle),
	LEVEL(STATS_GROUP, "group", "GROUP", "link, offload, xstats, xstats_slave or afstats; several may be said"),
	LEVEL(STATS_SUBGROUP, "subgroup", "SUBGROUP", "a part of the group: what tells them, or what they are about"),
	LEVEL(STATS_SUITE, "suite", "SUITE", "a part of the subgroup"),
};

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	if (!strcmp(w->v[w->i], "help") && !w->completing)
		return stats_help();
	return fail(22, "What is \"%s\"?", w->v[w->i]);
}

const struct table stats_ask_table = {
	.name = "stats", TABLE_ROWS(ask_rows), .header = sizeof(struct if_stats_msg), .header_name = "if_stats_msg",
	.unknown = unknown,
};

const char *stats_next_device(struct words *w)
{
	return request_next(NULL, table_header(&stats_ask_table, offsetof(struct if_stats_msg, ifindex)), w);
}

uint32_t stats_index(const struct view *v)
{
	return ((const struct if_stats_msg *)v->header)->ifindex;
}

struct listing {
	uint32_t index;
	void (*each)(const struct view *);
};

static int show_each(const struct nlmsghdr *n, void *arg)
{
	const struct listing *l = arg;
	struct view v;

	if (n->nlmsg_type == RTM_NEWSTATS && !view_message(&v, &stats_table, n, NULL) &&
	    (!l->index || stats_index(&v) == l->index))
		l->each(&v);
	return 0;
}

/* The kernel tells all links or one; one that it does not know is an error, so the dump is filtered here. */
static void dump_begin(struct request *q, struct words *w, uint16_t stats)
{
	request_begin(q, &stats_ask_table, TO_LIST, RTM_GETSTATS, NLM_F_DUMP, w);
	request_imply_header(q, offsetof(struct if_stats_msg, filter_mask), IFLA_STATS_FILTER_BIT(stats));
}

int stats_dump(struct words *w, uint16_t stats, uint32_t index, void (*each)(const struct view *))
{
	struct listing l = { index, each };
	struct request q;

	dump_begin(&q, w, stats);
	return request_list(&q, show_each, &l, 1);
}

int stats_dump_part(struct words *w, uint16_t stats, uint32_t index, void (*each)(const struct view *), int (*again)(void *))
{
	struct listing l = { index, each };
	struct nl_dump dump = { show_each, again, &l };
	struct request q;
	int ret;

	dump_begin(&q, w, stats);
	out_hold(&out);
	ret = request_dump(&q, &dump, 1);
	out_release(&out);
	return ret;
}
