/* stats_show.c - suites of counters, as "ip stats" shows them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <net/if.h>	/* before any linux/ header */
#include <linux/if_bonding.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/mpls.h>
#include <string.h>
#include <sys/socket.h>

#include "link_table.h"
#include "links.h"
#include "stats.h"

/* ---- suites ---- */
static void show_64(struct out *o, const struct view *in, uint16_t attr)
{
	out_text(o, "\n", "");
	if (view_attr(in, attr))
		link_show_counters(o, view_attr(in, attr));
}

#define AT(f)	(offsetof(struct rtnl_hw_stats64, f) / sizeof(uint64_t))

static void show_hardware(struct out *o, const struct nlattr *a)
{
	static const struct stats_column columns[] = {
		{ "bytes", "bytes", { AT(rx_bytes), AT(tx_bytes) }, 9 },
		{ "packets", "packets", { AT(rx_packets), AT(tx_packets) }, 7 },
		{ "errors", "errors", { AT(rx_errors), AT(tx_errors) }, 6 },
		{ "dropped", "dropped", { AT(rx_dropped), AT(tx_dropped) }, 7 },
		{ "mcast", "multicast", { AT(multicast) }, 7 },
	};
	uint64_t counter[sizeof(struct rtnl_hw_stats64) / sizeof(uint64_t)] = { 0 };
	size_t size = mnl_attr_get_payload_len(a);

	memcpy(counter, mnl_attr_get_payload(a), size < sizeof(counter) ? size : sizeof(counter));
	out_open(o, "stats64", '{');
	stats_show_grid(o, columns, (const int[]){ 5, 4 }, counter, "\n    %s");
	out_close(o);
}

/* Is it asked for, and does a driver count: of one suite of the hardware's. */
static void show_info_of(struct out *o, const struct view *in, uint16_t attr)
{
	const struct nlattr *info = view_attr(in, IFLA_OFFLOAD_XSTATS_HW_S_INFO);
	const struct row *r = table_attr(&offload_stats_table, IFLA_OFFLOAD_XSTATS_HW_S_INFO);
	const struct nlattr *a = stats_inside(info, attr);
	struct view one;

	r = table_attr(r->table, attr);
	if (a && !view_nest(&one, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), in))
		show_rows(o, &one);
}

static void show_l3(struct out *o, const struct view *in, uint16_t attr)
{
	if (!view_attr(in, IFLA_OFFLOAD_XSTATS_HW_S_INFO))
		return;
	out_open(o, "info", '{');
	show_info_of(o, in, attr);
	out_close(o);
	if (view_attr(in, attr))
		show_hardware(o, view_attr(in, attr));
}

static void show_info(struct out *o, const struct view *in, uint16_t attr)
{
	if (!view_attr(in, attr))
		return;
	out_open(o, "info", '{');
	out_text(o, "\n", "");
	if (stats_inside(view_attr(in, attr), IFLA_OFFLOAD_XSTATS_L3_STATS)) {
		out_text(o, "    l3_stats", "");
		out_open(o, "l3_stats", '{');
		show_info_of(o, in, IFLA_OFFLOAD_XSTATS_L3_STATS);
		out_close(o);
	}
	out_close(o);
}

/* The rows of one attribute, as "ip link xstats" shows them. */
static void show_part(struct out *o, const struct view *in, uint16_t attr)
{
	struct view part = *in;

	if (!view_attr(in, attr))
		return;
	memset(part.has, 0, sizeof(part.has));
	view_put(&part, attr, view_attr(in, attr));
	show_rows(o, &part);
	out_text(o, "\n", "");
}

/* ---- counters of VLANs: an attribute for each ---- */
static void show_pair(struct out *o, const char *const keys[2], const char *const texts[2], uint64_t bytes, uint64_t packets)
{
	out_unsigned(o, keys[0], texts[0], bytes);
	out_unsigned(o, keys[1], texts[1], packets);
}

static void show_vlan(struct out *o, const void *payload)
{
	static const struct name flags[] = {
		{ BRIDGE_VLAN_INFO_PVID, "PVID" }, { BRIDGE_VLAN_INFO_UNTAGGED, "Egress Untagged" }, { 0, NULL }
	};
	struct bridge_vlan_xstats x;

	/* Its members of 64 bits want more than the four bytes by which attributes are aligned. */
	memcpy(&x, payload, sizeof(x));
	out_open(o, NULL, '{');
	out_unsigned(o, "vid", "\n                  %s", x.vid);
	if (x.flags)
		show_bit_names(o, "flags", flags, x.flags, " %s");
	show_pair(o, (const char *const[]){ "rx_bytes", "rx_packets" },
		  (const char *const[]){ "\n                    RX: %s bytes", " %s packets" }, x.rx_bytes, x.rx_packets);
	show_pair(o, (const char *const[]){ "tx_bytes", "tx_packets" },
		  (const char *const[]){ "\n                    TX: %s bytes", " %s packets\n" }, x.tx_bytes, x.tx_packets);
	out_close(o);
}

static void show_each_vlan(struct out *o, const struct nlattr *bridge, uint16_t attr)
{
	nl_for_each(a, mnl_attr_get_payload(bridge), mnl_attr_get_payload_len(bridge))
		if (mnl_attr_get_type(a) == attr && mnl_attr_get_payload_len(a) >= sizeof(struct bridge_vlan_xstats))
			show_vlan(o, mnl_attr_get_payload(a));
}

/* The list is there for links without VLANs too: in is NULL. */
static void show_vlans(struct out *o, const struct view *in, uint16_t attr)
{
	out_open(o, "vlans", '[');
	if (in)
		show_each_vlan(o, view_attr(in->up, LINK_XSTATS_TYPE_BRIDGE), attr);
	out_close(o);
}

static void show_mpls(struct out *o, const struct view *in, uint16_t attr)
{
	const struct nlattr *a = stats_inside(view_attr(in, attr), MPLS_STATS_LINK);

	if (!a)
		return;
	out_open(o, "mpls_stats", '{');
	stats_show_mpls(o, a, "\n    %s");
	out_close(o);
}

#define PART_XSTATS(g, a, kind, type, suite, attr, show) \
	{ { g, kind, suite }, { IFLA_STATS_LINK_##a, LINK_XSTATS_TYPE_##type, attr }, show }
#define XSTATS(g, a, kind, type, suite, attr)	PART_XSTATS(g, a, kind, type, suite, attr, show_part)
#define VLAN_XSTATS(g, a)	PART_XSTATS(g, a, "bridge", BRIDGE, "vlan", BRIDGE_XSTATS_VLAN, show_vlans)
#define OFFLOAD(n, a, f) \
	{ { "offload", n, NULL }, { IFLA_STATS_LINK_OFFLOAD_XSTATS, IFLA_OFFLOAD_XSTATS_##a, 0 }, f }

const struct stats_suite stats_suites[] = {
	{ { "afstats", "mpls", NULL }, { IFLA_STATS_AF_SPEC, AF_MPLS, 0 }, show_mpls },
	{ { "link", NULL, NULL }, { IFLA_STATS_LINK_64, 0, 0 }, show_64 },
	OFFLOAD("l3_stats", L3_STATS, show_l3),
	OFFLOAD("hw_stats_info", HW_S_INFO, show_info),
	OFFLOAD("cpu_hit", CPU_HIT, show_64),
	XSTATS("xstats_slave", XSTATS_SLAVE, "bond", BOND, "802.3ad", BOND_XSTATS_3AD),
	XSTATS("xstats", XSTATS, "bond", BOND, "802.3ad", BOND_XSTATS_3AD),
	VLAN_XSTATS("xstats_slave", XSTATS_SLAVE),
	XSTATS("xstats_slave", XSTATS_SLAVE, "bridge", BRIDGE, "mcast", BRIDGE_XSTATS_MCAST),
	XSTATS("xstats_slave", XSTATS_SLAVE, "bridge", BRIDGE, "stp", BRIDGE_XSTATS_STP),
	VLAN_XSTATS("xstats", XSTATS),
	XSTATS("xstats", XSTATS, "bridge", BRIDGE, "mcast", BRIDGE_XSTATS_MCAST),
	XSTATS("xstats", XSTATS, "bridge", BRIDGE, "stp", BRIDGE_XSTATS_STP),
	{ .name = { NULL } },
};

int stats_depth(const struct stats_suite *s)
{
	int depth = 1;

	while (depth < STATS_LEVELS && s->name[depth])
		depth++;
	return depth;
}

/* ---- messages ---- */
static void show_link(const struct view *v)
{
	out_unsigned(&out, "ifindex", "%s:", stats_index(v));
	out_string_colored(&out, COLOR_IFNAME, "ifname", "{ %s:}", links_name(stats_index(v)));
}

/* Down to the nest in which the suite's own attribute stands; false when there is none. */
static bool enter(struct view *in, const struct view *v, const struct stats_suite *s)
{
	*in = *v;
	for (int level = 0; level + 1 < stats_depth(s); level++) {
		const struct view up = *in;
		const struct nlattr *a = view_attr(&up, s->attr[level]);
		const struct row *r = table_attr(up.table, s->attr[level]);

		if (!a || view_nest(in, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), &up) < 0)
			return false;
	}
	return true;
}

static void show_suite(const struct view *v, const struct stats_suite *s)
{
	static const char *const levels[] = { " group %s", " subgroup %s", " suite %s" };
	static const char *const keys[] = { "group", "subgroup", "suite" };
	int depth = stats_depth(s);
	struct view in;

	out_open(&out, NULL, '{');
	show_link(v);
	for (int level = 0; level < depth; level++)
		out_string(&out, keys[level], levels[level], s->name[level]);
	if (enter(&in, v, s))
		s->show(&out, &in, s->attr[depth - 1]);
	else if (s->show == show_64)
		out_text(&out, "\n", "");
	else if (s->show == show_vlans)
		show_vlans(&out, NULL, 0);
	out_close(&out);
	out_text(&out, "\n", "");
}

void stats_show(const struct view *v, uint32_t suites)
{
	stats_for_each(s)
		if (suites & stats_bit(s))
			show_suite(v, s);
}

/* What "ip monitor" tells: somebody asks for counters, or a driver has begun or ended to count. */
void stats_show_event(struct out *o, struct view *v)
{
	struct view in;

	show_link(v);
	stats_for_each(s)
		if (s->show == show_info && enter(&in, v, s))
			show_info(o, &in, IFLA_OFFLOAD_XSTATS_HW_S_INFO);
}
