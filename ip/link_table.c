/* link_table.c - struct ifinfomsg and IFLA_*: what every link has, whatever its kind.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_table.h"


#include <linux/if.h>
#include <linux/if_link.h>
#include <string.h>


#include "compat.h"
#include "link/kind.h"
#include "link_inet.h"
#include "link_vf.h"
#include "link_xdp.h"
#include "struct_table.h"
#include "types.h"
#include "vrf.h"

static const struct name operstates[] = {
	{ 0, "UNKNOWN" }, { 1, "NOTPRESENT" }, { 2, "DOWN" }, { 3, "LOWERLAYERDOWN" }, { 4, "TESTING" },
	{ 5, "DORMANT" }, { 6, "UP" }, { 0, NULL }
};
static const struct name linkmodes[] = { { 0, "DEFAULT" }, { 1, "DORMANT" }, { 0, NULL } };
static const struct name events[] = {
	{ 1, "REBOOT" }, { 2, "FEATURE CHANGE" }, { 3, "BONDING FAILOVER" }, { 4, "NOTIFY PEERS" },
	{ 5, "RESEND IGMP" }, { 6, "BONDING OPTION" }, { 0, NULL }
};
static const struct name addrgenmodes[] = {
	{ 0, "eui64" }, { 1, "none" }, { 2, "stable_secret" }, { 3, "random" }, { 0, NULL }
};

/* A filter's kind has no NUL, the kernel's has one. */
static bool matches_kind(const struct item *i, const struct view *v)
{
	const char *kind = view_string(v, i->row->attr);

	return strlen(kind) == i->size && !memcmp(kind, i->data, i->size);
}

static bool matches_nomaster(const struct item *i, const struct view *v)
{
	(void)i;
	return !view_u32(v, IFLA_MASTER);
}

/* A dump of one family may not tell the group. */
static bool matches_group(const struct item *i, const struct view *v)
{
	return !view_attr(v, IFLA_GROUP) || view_u32(v, IFLA_GROUP) == item_number(i);
}

/* The other end of a cable is of the same kind. */
static bool is_no_peer(const struct request *q)
{
	return !q->up;
}

/* IFLA_LINKINFO: the kind, and what only it knows, as a sub-message that the kind selects. */
static const struct row linkinfo_rows[] = {
	ATTR(IFLA_INFO_KIND, string, "ty[pe]", "KIND", "what kind of link; its own words follow",
	     .text = "\n    %s ", .json = "info_kind", .parse = link_parse_type, MORE(.fits = is_no_peer),
	     LISTED("type"), .kernel_filter = true, .match = matches_kind),
	PICK(IFLA_INFO_DATA, kind_table, kind_choice, IFLA_INFO_KIND, 0, .json = "info_data",
	     SHOW_ALWAYS(link_show_kind_data)),
	PICK(IFLA_INFO_XSTATS, kind_xstats_table, kind_choice, IFLA_INFO_KIND, 0, .json = "info_xstats",
	     .when = ON_STATS),
	TOLD(IFLA_INFO_SLAVE_KIND, string, "\n    %s_slave ", "info_slave_kind", .match = matches_kind),
	PICK(IFLA_INFO_SLAVE_DATA, kind_port_table, kind_choice, IFLA_INFO_SLAVE_KIND, IFLA_INFO_KIND,
	     .json = "info_slave_data", SHOW_ALWAYS(link_show_kind_data)),
};
const struct table linkinfo_table = { .name = "linkinfo", TABLE_ROWS(linkinfo_rows) };

static const struct row inet6_told_rows[] = {
	QUIET(IFLA_INET6_FLAGS, x32), QUIET(IFLA_INET6_CONF, binary), QUIET(IFLA_INET6_STATS, binary),
	PAYLOAD(IFLA_INET6_CACHEINFO, &inet6_cacheinfo_struct), QUIET(IFLA_INET6_ICMP6STATS, binary), QUIET(IFLA_INET6_TOKEN, binary),
	QUIET(IFLA_INET6_RA_MTU, u32),
};
static const struct table inet6_told_table = { .name = "inet6", TABLE_ROWS(inet6_told_rows) };

static const struct row inet6_rows[] = {
	ATTR(IFLA_INET6_ADDR_GEN_MODE, addrgenmode, "addrg[enmode]", NULL, "how IPv6 interface identifiers are made",
	     .text = "addrgenmode %s ", .json = "inet6_addr_gen_mode", .names = addrgenmodes,
	     .when = IN_OBJECT, BAD("Invalid address generation mode")),
	INCLUDE(&inet6_told_table),
};
static const struct table inet6_table = { .name = "inet6", TABLE_ROWS(inet6_rows) };

/* A dump of family AF_INET6 tells it here. */
static const struct row protinfo_rows[] = {
	QUIET(IFLA_INET6_ADDR_GEN_MODE, addrgenmode, .names = addrgenmodes),
	INCLUDE(&inet6_told_table),
};
static const struct table protinfo_table = { .name = "protinfo", TABLE_ROWS(protinfo_rows) };

static const struct row af_spec_rows[] = {
	NEST(AF_INET, &inet_table, .json = ""),
	NEST(AF_INET6, &inet6_table, .json = ""),
};
static const struct table af_spec_table = { .name = "af_spec", TABLE_ROWS(af_spec_rows) };

static const struct row prop_list_rows[] = {
	QUIET(IFLA_ALT_IFNAME, string),
};
static const struct table prop_list_table = { .name = "prop_list", TABLE_ROWS(prop_list_rows) };

static const struct row protodown_rows[] = {
	QUIET(IFLA_PROTO_DOWN_REASON_MASK, x32),
	QUIET(IFLA_PROTO_DOWN_REASON_VALUE, x32),
};
static const struct table protodown_table = { .name = "protodown_reason", TABLE_ROWS(protodown_rows) };

#define ONCE .once = ONCE_DUPLICATE
#define SIZE_LIMIT(a, w, h, ...) \
	ATTR(a, u32, w, "BYTES", h, .when = ON_DETAILS, __VA_ARGS__)
#define DETAIL(a, t, label, key)	TOLD(a, t, label " %s ", key, .when = ON_DETAILS)
/* ifi_flags and ifi_change, four bytes on, are { value, mask }. */
#define FLAG(b, t, w, h, ...) \
	HEADER(ifinfomsg, ifi_flags, t, .bit = (b), .part = #b, .word = (w), .help = (h), .hide = HIDE, __VA_ARGS__)

static const struct row link_rows[] = {
	PRINTS(link_show_deleted),
	HEADER(ifinfomsg, ifi_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(ifinfomsg, ifi_index, s32, .text = "%s: ", .json = "ifindex", .when = NOT_BRIEF,
	       .word = "index", .arg = "NUMBER", .min = 1, ONCE,
	       .help = "number to give it", .parse = link_parse_index),
	HEADER(ifinfomsg, ifi_index, device_late, .hide = HIDE, .word = "dev",
	       .implied = 1 << TO_SET | 1 << TO_LIST, .once = ONCE_GARBAGE, .help = "the link",
	       .parse = link_parse_device, LISTED("dev", "!Device \"%s\" does not exist.")),
	ATTR(IFLA_IFNAME, string, "name", "NAME", "its name, or its new one", SHOW_ALWAYS(link_show_name), ONCE,
	     .parse = link_parse_name),
	ATTR(IFLA_LINK, lower_link, "l[ink]", "DEV", "the link that it stands on", .hide = HIDE),
	PRINTS(link_show_flags),
	HEADER(ifinfomsg, ifi_flags, x32, .names = link_flags, .hide = HIDE),
	HEADER(ifinfomsg, ifi_change, x32, .names = link_flags, .hide = HIDE),
	FLAG(IFF_UP, bit_up, "up|down", "switch it on or off", LISTED("up|down"), .match = link_matches_flag),
	FLAG(IFF_MULTICAST, bit_on_off, "multicast", "takes multicast"),
	FLAG(IFF_ALLMULTI, bit_on_off, "allmulticast", "receives all multicast"),
	FLAG(IFF_PROMISC, bit_on_off, "promisc", "receives everything"),
	FLAG(IFF_NOTRAILERS, bit_not_on_off, "trailers", "uses trailers"),
	FLAG(IFF_NOARP, bit_not_on_off, "arp", "speaks ARP"),
	FLAG(IFF_DYNAMIC, bit_on_off, "d[ynamic]", "loses its addresses when it goes down"),
	ATTR(IFLA_MTU, int, "mtu", "BYTES", "greatest payload of a frame", .when = NOT_BRIEF, ONCE),
	NEST(IFLA_XDP, &xdp_table, .word = "xdp|xdpgeneric|xdpdrv|xdpoffload",
	     .arg = "{ off | object FILE [ { section | program } NAME ] [ verbose ] | pinned FILE }",
	     .help = "program that sees frames first", .parse = link_parse_xdp, .show = link_show_xdp),
	TOLD(IFLA_QDISC, string, "qdisc %s ", "qdisc"),
	ATTR(IFLA_MASTER, device, "m[aster]", "DEV", "the link that it is a port of", BAD("Device does not exist"),
	     LISTED("master", "Device does not exist"), .kernel_filter = true),
	QUIET(IFLA_MASTER, device, .word = "n[omaster]", LISTED("nomaster"), .arg = "",
	      .help = "a port of none", .parse = link_parse_nomaster, .kernel_filter = true, .match = matches_nomaster),
	QUIET(IFLA_MASTER, vrf, .word = "vrf", LISTED("vrf"), .arg = "NAME",
	      .help = "the VRF that it is in", .parse = link_parse_vrf, .kernel_filter = true),
	ATTR(IFLA_OPERSTATE, operstate, "state", NULL, "operational state (RFC 2863)", .json = "operstate", .text = "state {%s }",
	     .names = operstates, BAD("Invalid operstate")),
	ATTR(IFLA_LINKMODE, linkmode, "mode", NULL, "link mode", .json = "linkmode", .names = linkmodes,
	     .when = IN_OBJECT, BAD("Invalid link mode")),
	ATTR(IFLA_GROUP, enum32, "group", "GROUP", "group of links that it belongs to", .file = 1 + NAMES_GROUP,
	     BAD("Invalid \"group\" value"), LISTED("group", "Invalid \"group\" value"), ONCE, .match = matches_group,
	     .max = UINT32_MAX - 1),
	ATTR(IFLA_TXQLEN, int, "t[xqueuelen]|qlen|t[xqlen]", "PACKETS", "length of its transmit queue",
	     .json = "txqlen", SHOW_ALWAYS(link_show_queue), .when = NOT_EVENT, ONCE),
	TOLD(IFLA_EVENT, event, "event %s ", "event", .names = events, .hide = HIDE_ZERO),
	HEADER(ifinfomsg, ifi_type, arphrd, .json = "link_type", .show = link_show_type),
	ATTR(IFLA_ADDRESS, lladdr, "a[ddress]", "LLADDR", "link layer address", .show = link_show_address),
	ATTR(IFLA_BROADCAST, lladdr, "b[roadcast]|brd", "LLADDR", "link layer broadcast address",
	     .show = link_show_broadcast),
	TOLD(IFLA_PERM_ADDRESS, lladdr, " permaddr %s", "permaddr", .show = link_show_permanent),
	TOLD(IFLA_LINK_NETNSID, s32, NULL, "link_netnsid", .show = link_show_netns, ONCE, .arg = "NUMBER",
	     .word = "link-netnsi[d]", MORE(.bad = "Invalid \"link-netnsid\" value", .as = "link-netns/link-netnsid"),
	     .help = "namespace of what it stands on, by number"),
	QUIET(IFLA_LINK_NETNSID, s32, .word = "link-[netns]",
	      MORE(.bad = "Invalid \"link-netns\" value", .as = "link-netns/link-netnsid"),
	      .arg = "NETNS", .help = "namespace of what it stands on", .parse = link_parse_link_netns, ONCE),
	QUIET(IFLA_NET_NS_FD, s32, .word = "netns", .arg = "{ NETNS | PID | PATH }",
	      .help = "namespace to put it into", .parse = link_parse_netns, ONCE),
	QUIET(IFLA_NET_NS_PID, u32),
	TOLD(IFLA_NEW_NETNSID, s32, NULL, "-", .show = link_show_new_netns),
	TOLD(IFLA_NEW_IFINDEX, s32, " new-ifindex %s", "-"),
	QUIET(IFLA_CARRIER, link_on_off, .word = "carrier", .help = "has a carrier"),
	ATTR(IFLA_PROTO_DOWN, link_on_off, "protodown", NULL, "held down by a protocol", SHOW_ALWAYS(link_show_protodown)),
	NEST(IFLA_PROTO_DOWN_REASON, &protodown_table, .word = "protodown_reason",
	     .arg = "REASON { on | off }", .help = "why it is held down", .parse = link_parse_reason, .hide = HIDE),
	TOLD(IFLA_PROMISCUITY, u32, " promiscuity %s ", "promiscuity", .when = ON_DETAILS),
	DETAIL(IFLA_ALLMULTI, u32, "allmulti", "allmulti"),
	DETAIL(IFLA_MIN_MTU, u32, "minmtu", "min_mtu"),
	DETAIL(IFLA_MAX_MTU, u32, "maxmtu", "max_mtu"),
	TOLD(IFLA_NETNS_IMMUTABLE, on_off, "netns-immutable ", "netns-immutable", .when = ON_DETAILS, .hide = HIDE_ZERO),
	NEST(IFLA_LINKINFO, &linkinfo_table, .json = "linkinfo", .when = ON_DETAILS),
	NEST(IFLA_AF_SPEC, &af_spec_table, .json = "", .when = ON_DETAILS),
	ATTR(IFLA_NUM_TX_QUEUES, int, "nu[mtxqueues]", "COUNT", "transmit queues", .text = "numtxqueues %s ",
	     .json = "num_tx_queues", .when = ON_DETAILS, ONCE),
	ATTR(IFLA_NUM_RX_QUEUES, int, "numr[xqueues]", "COUNT", "receive queues", .text = "numrxqueues %s ",
	     .json = "num_rx_queues", .when = ON_DETAILS, ONCE),
	SIZE_LIMIT(IFLA_GSO_MAX_SIZE, "gso_max_size", "greatest segmentation offload packet"),
	ATTR(IFLA_GSO_MAX_SEGS, u32, "gso_max_segs", "COUNT", "segments of such a packet", .max = 65535,
	     .when = ON_DETAILS),
	DETAIL(IFLA_TSO_MAX_SIZE, u32, "tso_max_size", "tso_max_size"),
	DETAIL(IFLA_TSO_MAX_SEGS, u32, "tso_max_segs", "tso_max_segs"),
	SIZE_LIMIT(IFLA_GRO_MAX_SIZE, "gro_max_size", "greatest packet of receive offload"),
	SIZE_LIMIT(IFLA_GSO_IPV4_MAX_SIZE, "gso_ipv4_max_size", "the same as gso_max_size, for IPv4"),
	SIZE_LIMIT(IFLA_GRO_IPV4_MAX_SIZE, "gro_ipv4_max_size", "the same as gro_max_size, for IPv4"),
	DETAIL(IFLA_PHYS_PORT_NAME, string, "portname", "phys_port_name"),
	DETAIL(IFLA_PHYS_PORT_ID, binary, "portid", "phys_port_id"),
	DETAIL(IFLA_PHYS_SWITCH_ID, binary, "switchid", "phys_switch_id"),
	DETAIL(IFLA_PARENT_DEV_BUS_NAME, string, "parentbus", "parentbus"),
	ATTR(IFLA_PARENT_DEV_NAME, string, "parentdev", "NAME", "the device that it is made on", .when = ON_DETAILS),
	ATTR(IFLA_IFALIAS, string_bare, "al[ias]", "TEXT", "a description", .text = "\n    alias %s",
	     .json = "ifalias", .max = 256, .when = OR_OBJECT, BAD("alias too long")),
	PRINTS(link_show_xdp_programs, .when = OR_OBJECT),
	PRINTS(link_show_stats_row, .when = ON_STATS),
	GROUP(IFLA_VFINFO_LIST, &vfinfo_table, "vf", "a virtual function of it", .arg = "NUMBER", .when = OR_OBJECT,
	      .parse = link_parse_vf, .show = link_show_vfs),
	NEST(IFLA_PROP_LIST, &prop_list_table, .show = link_show_altnames),
	QUIET(IFLA_EXT_MASK, x32, .kernel_filter = true),
	QUIET(IFLA_ALT_IFNAME, string),
	QUIET(IFLA_CARRIER_CHANGES, u32), QUIET(IFLA_CARRIER_UP_COUNT, u32), QUIET(IFLA_CARRIER_DOWN_COUNT, u32),
	PAYLOAD(IFLA_STATS, &stats32_struct), PAYLOAD(IFLA_STATS64, &stats64_struct), PAYLOAD(IFLA_MAP, &map_struct),
	QUIET(IFLA_NUM_VF, u32), QUIET(IFLA_WEIGHT, u32), QUIET(IFLA_COST, binary),
	QUIET(IFLA_PRIORITY, binary), QUIET(IFLA_TARGET_NETNSID, s32), NEST(IFLA_PROTINFO, &protinfo_table, .hide = HIDE),
	QUIET(IFLA_WIRELESS, binary), QUIET(IFLA_HEADROOM, u16), QUIET(IFLA_DEVLINK_PORT, binary),
	QUIET(IFLA_TAILROOM, u16), QUIET(IFLA_MAX_PACING_OFFLOAD_HORIZON, binary), QUIET(IFLA_DPLL_PIN, binary),
};

const struct table link_table = {
	.name = "link",
	TABLE_ROWS(link_rows),
	.header = sizeof(struct ifinfomsg),
	.header_name = "ifinfomsg",
	.bad = { "Invalid \"%s\" value", "Invalid \"%s\" value", NULL },
	.help = link_usage,
};
