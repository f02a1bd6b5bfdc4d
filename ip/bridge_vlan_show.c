/* bridge_vlan_show.c - "bridge vlan show", "tunnelshow", "global show".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge_vlan.h"

#include <string.h>
#include <sys/socket.h>

#include "compat.h"
#include "links.h"
#include "options.h"
#include "stats_table.h"

#define MARGIN	"                    "

/* ---- what is asked for ---- */
static struct {
	uint32_t index;
	uint16_t vid;	/* 0: any */
	bool tunnels;
	bool is_event;	/* its last line has its end already */
	unsigned int lines;
	struct words *words;
} asked;

static int parse(struct words *w)
{
	struct request q;
	const struct item *i;
	const struct table *in;

	request_begin(&q, &bridge_vlan_dump_table, TO_LIST, RTM_GETVLAN, NLM_F_DUMP, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing || request_resolve(&q) < 0)
		return -1;
	asked.words = w;
	i = request_header(&q, offsetof(struct br_vlan_msg, ifindex));
	asked.index = i ? item_number(i) : 0;
	i = request_row(&q, table_word(q.table, TO_LIST, "vid", &in));
	asked.vid = i ? item_number(i) : 0;
	return 0;
}

static bool is_asked(uint32_t from, uint32_t to)
{
	return !asked.vid || (asked.vid >= from && asked.vid <= to);
}

/* ---- parts of a line ---- */
static void show_flags_of(uint16_t flags)
{
	static const struct name names[] = {
		{ BRIDGE_VLAN_INFO_PVID, "PVID" }, { BRIDGE_VLAN_INFO_UNTAGGED, "Egress Untagged" }, { 0, NULL }
	};

	if (flags)
		show_bit_names(&out, "flags", names, flags, " %s");
}

static void line_begin(uint32_t index)
{
	if (asked.is_event && asked.lines++)
		out_text(&out, "\n", "");
	bridge_port_line(index, "vlans");
	out_open(&out, NULL, '{');
}

/* The end of a line, whatever -oneline says: bridge(8) ends lines of counters so. */
static void break_line(void)
{
	if (!out.json)
		out_bytes(&out, "\n", 1);
}

static void line_end(bool has_counters)
{
	if (has_counters && !asked.is_event)
		break_line();
	else
		out_text(&out, asked.is_event ? "" : "\n", "");
	out_close(&out);
}

struct counters {
	uint64_t rx_bytes, rx_packets, tx_bytes, tx_packets;
};

static void show_counters(const struct counters *c)
{
	out_unsigned(&out, "rx_bytes", MARGIN "RX: %s bytes", c->rx_bytes);
	out_unsigned(&out, "rx_packets", " %s packets", c->rx_packets);
	break_line();
	out_unsigned(&out, "tx_bytes", MARGIN "TX: %s bytes", c->tx_bytes);
	out_unsigned(&out, "tx_packets", " %s packets", c->tx_packets);
}

/* ---- as a message about a link tells them ---- */
static void show_vlan(uint32_t index, uint16_t from, const struct bridge_vlan_info *info)
{
	line_begin(index);
	bridge_range("vlan", "vlanEnd", from, info->vid);
	show_flags_of(info->flags);
	line_end(false);
}

static void show_vlans(uint32_t index, const struct nlattr *spec)
{
	uint16_t from = 0;

	nl_for_each(a, mnl_attr_get_payload(spec), mnl_attr_get_payload_len(spec)) {
		const struct bridge_vlan_info *info = mnl_attr_get_payload(a);

		if (mnl_attr_get_type(a) != IFLA_BRIDGE_VLAN_INFO || mnl_attr_get_payload_len(a) < sizeof(*info))
			continue;
		if (!(info->flags & BRIDGE_VLAN_INFO_RANGE_END))
			from = info->vid;
		if (!(info->flags & BRIDGE_VLAN_INFO_RANGE_BEGIN) && is_asked(from, info->vid))
			show_vlan(index, from, info);
	}
}

/* The first column is as wide as its heading. */
static void show_tunnel(uint32_t index, const struct vlan_range *vlan, const struct vlan_range *id)
{
	char digits[2 * FORMAT_MAX];
	size_t n = format_unsigned(digits, vlan->from) - digits;

	if (vlan->to != vlan->from)
		n += format_unsigned(digits, vlan->to) - digits + 1;
	bridge_port_line(index, "tunnels");
	out_open(&out, NULL, '{');
	bridge_range("vlan", "vlanEnd", vlan->from, vlan->to);
	out_text(&out, &"           "[n < 9 ? n : 9], "");
	bridge_range("tunid", "tunidEnd", id->from, id->to);
	line_end(false);
}

static void show_tunnels(uint32_t index, const struct view *link, const struct nlattr *spec)
{
	struct vlan_range vlan = { 0 }, id = { 0 };

	nl_for_each(a, mnl_attr_get_payload(spec), mnl_attr_get_payload_len(spec)) {
		uint32_t flags;
		struct view v;

		if (mnl_attr_get_type(a) != IFLA_BRIDGE_VLAN_TUNNEL_INFO ||
		    view_nest(&v, &bridge_vlan_tunnel_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), link) < 0)
			continue;
		flags = view_attr(&v, IFLA_BRIDGE_VLAN_TUNNEL_FLAGS) ? mnl_attr_get_u16(view_attr(&v, IFLA_BRIDGE_VLAN_TUNNEL_FLAGS)) : 0;
		vlan.to = view_attr(&v, IFLA_BRIDGE_VLAN_TUNNEL_VID) ? mnl_attr_get_u16(view_attr(&v, IFLA_BRIDGE_VLAN_TUNNEL_VID)) : 0;
		id.to = view_u32(&v, IFLA_BRIDGE_VLAN_TUNNEL_ID);
		if (!(flags & BRIDGE_VLAN_INFO_RANGE_END)) {
			vlan.from = vlan.to;
			id.from = id.to;
		}
		if (!(flags & BRIDGE_VLAN_INFO_RANGE_BEGIN) && is_asked(vlan.from, vlan.to))
			show_tunnel(index, &vlan, &id);
	}
}

static int show_link(const struct nlmsghdr *n, void *arg)
{
	const struct ifinfomsg *m;
	const struct nlattr *spec;
	struct view v;

	(void)arg;
	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &bridge_vlan_link_table, n, NULL) < 0)
		return 0;
	m = v.header;
	spec = view_attr(&v, IFLA_AF_SPEC);
	if (m->ifi_family != AF_BRIDGE || !spec || (asked.index && asked.index != (uint32_t)m->ifi_index))
		return 0;
	if (asked.tunnels)
		show_tunnels(m->ifi_index, &v, spec);
	else
		show_vlans(m->ifi_index, spec);
	bridge_port_end();
	return 0;
}

static int list_links(void)
{
	struct request q;

	request_begin(&q, &bridge_vlan_link_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, asked.words);
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), AF_BRIDGE);
	request_imply(&q, q.table, IFLA_EXT_MASK, opt.compress_vlans ? RTEXT_FILTER_BRVLAN_COMPRESSED : RTEXT_FILTER_BRVLAN);
	return bridge_dump_part(&q, show_link, BRIDGE_EXIT_1);
}

/* ---- as statistics of links tell them ---- */
static void show_stats_of(uint32_t index, const void *payload)
{
	struct bridge_vlan_xstats x;

	/* Its members of 64 bits want more than the four bytes by which attributes are aligned. */
	memcpy(&x, payload, sizeof(x));
	if (!is_asked(x.vid, x.vid))
		return;
	/* Of a port: its own message tells it too. */
	if (x.flags & BRIDGE_VLAN_INFO_MASTER && !(x.flags & BRIDGE_VLAN_INFO_BRENTRY))
		return;
	line_begin(index);
	out_unsigned(&out, "vid", "%s", x.vid);
	show_flags_of(x.flags);
	out_text(&out, "\n", "");
	show_counters(&(struct counters){ x.rx_bytes, x.rx_packets, x.tx_bytes, x.tx_packets });
	line_end(true);
}

static void show_xstats(const struct view *v, uint16_t attr)
{
	const struct nlattr *nest = view_attr(v, attr);
	struct view in;

	if (!nest || view_nest(&in, &link_xstats_table, mnl_attr_get_payload(nest), mnl_attr_get_payload_len(nest), v) < 0)
		return;
	nest = view_attr(&in, LINK_XSTATS_TYPE_BRIDGE);
	if (!nest)
		return;
	nl_for_each(a, mnl_attr_get_payload(nest), mnl_attr_get_payload_len(nest))
		if (mnl_attr_get_type(a) == BRIDGE_XSTATS_VLAN && mnl_attr_get_payload_len(a) >= sizeof(struct bridge_vlan_xstats))
			show_stats_of(stats_index(v), mnl_attr_get_payload(a));
}

static void show_stats_message(const struct view *v)
{
	show_xstats(v, IFLA_STATS_LINK_XSTATS);
	show_xstats(v, IFLA_STATS_LINK_XSTATS_SLAVE);
	bridge_port_end();
}

/* Bridges first, then ports. */
static int list_stats(void)
{
	if (stats_dump_part(asked.words, IFLA_STATS_LINK_XSTATS, asked.index, show_stats_message, bridge_show_again) < 0)
		return -1;
	return stats_dump_part(asked.words, IFLA_STATS_LINK_XSTATS_SLAVE, asked.index, show_stats_message, bridge_show_again);
}

/* ---- as they are told by themselves ---- */
static uint16_t number(const struct view *v, uint16_t attr)
{
	const struct nlattr *a = view_attr(v, attr);

	return a && mnl_attr_get_payload_len(a) >= sizeof(uint16_t) ? mnl_attr_get_u16(a) : 0;
}

static bool show_entry_stats(const struct view *v)
{
	const struct nlattr *a = view_attr(v, BRIDGE_VLANDB_ENTRY_STATS);
	struct counters c;
	struct view in;

	if (!opt.stats || !a || view_nest(&in, &bridge_vlan_stats_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return false;
	c = (struct counters){ view_u64(&in, BRIDGE_VLANDB_STATS_RX_BYTES), view_u64(&in, BRIDGE_VLANDB_STATS_RX_PACKETS),
			       view_u64(&in, BRIDGE_VLANDB_STATS_TX_BYTES), view_u64(&in, BRIDGE_VLANDB_STATS_TX_PACKETS) };
	out_text(&out, "\n", "");
	show_counters(&c);
	return true;
}

static void show_entry(uint32_t index, const struct view *v)
{
	const struct bridge_vlan_info *info = view_struct(v, BRIDGE_VLANDB_ENTRY_INFO, sizeof(*info));
	uint16_t to = number(v, BRIDGE_VLANDB_ENTRY_RANGE);

	if (!info)
		return;
	to = to ? to : info->vid;
	if (!is_asked(info->vid, to))
		return;
	line_begin(index);
	bridge_range("vlan", "vlanEnd", info->vid, to);
	show_flags_of(info->flags);
	out_text(&out, "\n" MARGIN, "");
	show_rows(&out, v);
	line_end(show_entry_stats(v));
}

static void show_router_list(const struct nlattr *ports, const struct view *v)
{
	bool first = true;

	nl_for_each(a, mnl_attr_get_payload(ports), mnl_attr_get_payload_len(ports)) {
		out_text(&out, opt.stats && !first ? "\n" MARGIN "              " : "", "");
		out_open(&out, NULL, '{');
		bridge_router_port(&out, a, v, "%s ");
		out_close(&out);
		first = false;
	}
}

static void show_router_ports(const struct view *v)
{
	const struct nlattr *a = view_attr(v, BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS);
	struct view in;

	if (!a)
		return;
	out_text(&out, "\n" MARGIN "router ports: ", "");
	out_open(&out, "router_ports", '[');
	if (!view_nest(&in, table_attr(v->table, BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS)->table, mnl_attr_get_payload(a),
		       mnl_attr_get_payload_len(a), v) && view_attr(&in, MDBA_ROUTER))
		show_router_list(view_attr(&in, MDBA_ROUTER), v);
	out_close(&out);
}

static void show_global(uint32_t index, const struct view *v)
{
	uint16_t from = number(v, BRIDGE_VLANDB_GOPTS_ID), to = number(v, BRIDGE_VLANDB_GOPTS_RANGE);

	to = to ? to : from;
	if (!is_asked(from, to))
		return;
	line_begin(index);
	bridge_range("vlan", "vlanEnd", from, to);
	out_text(&out, "\n" MARGIN, "");
	show_rows(&out, v);
	show_router_ports(v);
	line_end(false);
}

static void show_message(const struct view *v)
{
	uint32_t index = ((const struct br_vlan_msg *)v->header)->ifindex;
	size_t size;
	const void *attrs = bridge_attrs(v, &size);

	/* One message has many attributes of one kind. */
	nl_for_each(a, attrs, size) {
		bool is_global = mnl_attr_get_type(a) == BRIDGE_VLANDB_GLOBAL_OPTIONS;
		const struct table *t = is_global ? &bridge_vlan_global_table : &bridge_vlan_entry_table;
		struct view in;

		if (mnl_attr_get_type(a) > BRIDGE_VLANDB_GLOBAL_OPTIONS ||
		    view_nest(&in, t, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
			continue;
		(is_global ? show_global : show_entry)(index, &in);
	}
}

static int show_each(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (n->nlmsg_type == RTM_NEWVLAN && !view_message(&v, &bridge_vlan_table, n, NULL) &&
	    (!asked.index || ((const struct br_vlan_msg *)v.header)->ifindex == asked.index))
		show_message(&v);
	return 0;
}

static int list_messages(uint32_t flags)
{
	struct request q;

	request_begin(&q, &bridge_vlan_dump_table, TO_LIST, RTM_GETVLAN, NLM_F_DUMP, asked.words);
	request_imply_header(&q, offsetof(struct br_vlan_msg, family), AF_BRIDGE);
	request_imply(&q, q.table, BRIDGE_VLANDB_DUMP_FLAGS, flags);
	return bridge_dump_part(&q, show_each, BRIDGE_EXIT_1);
}

void bridge_vlan_show_event(struct out *o, struct view *v)
{
	asked.index = asked.vid = asked.lines = 0;
	asked.is_event = true;
	bridge_show_deleted(o, NULL, v);
	out_open(o, "ports", '[');
	show_message(v);
	bridge_port_end();
	out_close(o);
}

/* ---- commands ---- */
#define TITLES "port              vlan-id"

int bridge_vlan_show(struct words *w, const struct command *c)
{
	int ret;

	(void)c;
	if (parse(w) < 0)
		return -1;
	asked.tunnels = false;
	out_begin(&out);
	bridge_heading(opt.stats && !opt.details ? TITLES : TITLES "  ");
	if (opt.details)
		ret = list_messages(opt.stats ? BRIDGE_VLANDB_DUMPF_STATS : 0);
	else
		ret = opt.stats ? list_stats() : list_links();
	out_end(&out);
	return ret;
}

int bridge_vlan_show_tunnels(struct words *w, const struct command *c)
{
	int ret;

	(void)c;
	if (parse(w) < 0)
		return -1;
	asked.tunnels = true;
	out_begin(&out);
	bridge_heading(opt.stats ? TITLES : TITLES "    tunnel-id");
	ret = opt.stats ? list_stats() : list_links();
	out_end(&out);
	return ret;
}

int bridge_vlan_show_global(struct words *w, const struct command *c)
{
	int ret;

	(void)c;
	if (parse(w) < 0)
		return -1;
	out_begin(&out);
	bridge_heading(TITLES "  ");
	ret = list_messages(BRIDGE_VLANDB_DUMPF_GLOBAL);
	out_end(&out);
	return ret;
}
