/* bridge_vlan_table.c - VLANs of ports: in messages about links, and in their own (BRIDGE_VLANDB_*).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge_vlan.h"

#include <errno.h>
#include <string.h>

#include "arena.h"
#include "compat.h"
#include "error.h"
#include "link/bridge_table.h"
#include "scan.h"
#include "types.h"

/* ---- words ---- */
/* atoi() of each side; false: no number. */
static bool scan_range(const char *word, int base, uint32_t max, struct vlan_range *range)
{
	char first[32];
	const char *dash = strchr(word, '-');
	size_t n = dash ? (size_t)(dash - word) : strlen(word);
	uint64_t from, to;

	if (n >= sizeof(first))
		return false;
	memcpy(first, word, n);
	first[n] = '\0';
	if (scan_unsigned(first, base, max, &from) < 0 || (dash && scan_unsigned(dash + 1, base, max, &to) < 0))
		return false;
	*range = (struct vlan_range){ from, dash ? to : from, dash != NULL };
	return true;
}

/* VLANs are said to the kernel by a pair of structs: begin and end. */
int vlan_parse_vid(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct vlan_range range;
	struct item *i;

	if (!word)
		return -1;
	for (i = q->first; i; i = i->next)
		if (i->row == r)
			request_drop(i);
	if (!scan_range(word, 10, UINT16_MAX, &range)) {
		error_blame(w->i - 1);
		return fail(1, "Invalid VLAN ID \"%s\"", word);
	}
	if (!request_add_bytes(q, t, r, from, w->i, &(struct bridge_vlan_info){ .vid = range.from }, sizeof(struct bridge_vlan_info)))
		return -1;
	if (range.is_range)
		request_add_bytes(q, t, r, from, w->i, &(struct bridge_vlan_info){ .vid = range.to }, sizeof(struct bridge_vlan_info));
	return 0;
}

static int check_range(const struct vlan_range *r, int word)
{
	error_blame(word - 1);
	if (r->from >= VLAN_IDS)
		return fail(1, "Invalid VLAN ID \"%u\"", r->from);
	if (r->is_range && (r->to >= VLAN_IDS || r->from >= r->to))
		return fail(1, "Invalid VLAN range \"%u-%u\"", r->from, r->to);
	error_blame(-1);
	return 0;
}

struct item *vlan_said(const struct request *q, const struct table *t, uint16_t attr, struct vlan_range *range)
{
	struct item *first = NULL;

	for (struct item *i = q->first; i; i = i->next) {
		if (i->dead || i->table != t || i->row->attr != attr)
			continue;
		range->to = ((const struct bridge_vlan_info *)i->data)->vid;
		range->is_range = first;
		if (!first) {
			first = i;
			range->from = range->to;
		}
	}
	return first;
}

int vlan_check(const struct request *q, const struct table *t, uint16_t attr)
{
	struct vlan_range range;
	const struct item *i = vlan_said(q, t, attr, &range);

	return i ? check_range(&range, i->to) : 0;
}

/* BRIDGE_VLANDB_ENTRY_INFO and the like have the first, the attribute behind it the last. */
static int parse_entry(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool is_global = t == &bridge_vlan_global_table;
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct vlan_range range;
	struct bridge_vlan_info info = { .flags = BRIDGE_VLAN_INFO_ONLY_OPTS };

	if (!word)
		return -1;
	if (!scan_range(word, 10, UINT16_MAX, &range)) {
		error_blame(w->i - 1);
		return fail(1, "Invalid VLAN ID \"%s\"", word);
	}
	if (check_range(&range, w->i) < 0)
		return -1;
	info.vid = range.from;
	if (is_global ? !request_add_number(q, t, r, from, w->i, range.from) :
			!request_add_bytes(q, t, r, from, w->i, &info, sizeof(info)))
		return -1;
	if (range.is_range)
		request_add_number(q, t, table_attr(t, is_global ? BRIDGE_VLANDB_GOPTS_RANGE : BRIDGE_VLANDB_ENTRY_RANGE), from,
				   w->i, range.to);
	return 0;
}

/* "tunnel_info id ID[-ID]": an attribute for each end. */
struct item *vlan_add_tunnel(struct request *q, int from, int to, uint32_t id)
{
	const struct table *t = &bridge_vlan_tunnel_table;
	const struct row *r = table_attr(&bridge_vlan_spec_table, IFLA_BRIDGE_VLAN_TUNNEL_INFO);
	struct item *i = request_add(q, &bridge_vlan_spec_table, r, from, to);

	i->group = arena_alloc(sizeof(*i->group));
	request_begin(i->group, t, q->space, q->type, q->flags, q->words);
	i->group->up = q;
	request_add_number(i->group, t, table_attr(t, IFLA_BRIDGE_VLAN_TUNNEL_ID), from, to, id);
	return i;
}

static int parse_tunnel(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	struct vlan_range range;
	const char *word;

	(void)t;
	if (completing_here(w))
		complete_offer(w, "id", r->help);
	word = words_next(w);
	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (!word_matches("i[d]", word))
		return fail(255, "Error: argument \"%s\" is wrong: tunnel id expected", word);
	word = request_next(q, r, w);
	if (!word)
		return -1;
	if (!scan_range(word, 0, 0xffffff, &range))
		return fail(255, "Error: argument \"%.*s\" is wrong: invalid tun id", (int)strcspn(word, "-"), word);
	for (struct item *i = q->first; i; i = i->next)
		if (i->row == r)
			request_drop(i);
	vlan_add_tunnel(q, from, w->i, range.from);
	if (range.is_range)
		vlan_add_tunnel(q, from, w->i, range.to);
	error_blame(-1);
	return 0;
}

/* "help" is no help here: it swallows a word. */
int vlan_pass_over(struct request *q, const struct table *t, struct words *w)
{
	(void)t;
	if (word_matches("h[elp]", w->v[w->i++]) && q->space != TO_LIST)
		return words_next(w) ? 0 : -1;
	return 0;
}

/* ---- in messages about links: IFLA_AF_SPEC of the family AF_BRIDGE ---- */
static const struct row info_rows[] = {
	HEADER(bridge_vlan_info, flags, x16, .hide = HIDE), HEADER(bridge_vlan_info, vid, u16, .hide = HIDE),
};
static const struct table info_struct = {
	.name = "bridge_vlan_info", TABLE_ROWS(info_rows), .header = sizeof(struct bridge_vlan_info), .header_name = "bridge_vlan_info",
};
const struct type type_vlan_info = { .name = "binary", .arg = "VID[-VID]" };

static const struct row tunnel_rows[] = {
	QUIET(IFLA_BRIDGE_VLAN_TUNNEL_ID, u32), QUIET(IFLA_BRIDGE_VLAN_TUNNEL_VID, u16),
	QUIET(IFLA_BRIDGE_VLAN_TUNNEL_FLAGS, x16),
};
const struct table bridge_vlan_tunnel_table = { .name = "vlan tunnel", TABLE_ROWS(tunnel_rows) };

#define SPEC_BIT(b, w, h) \
	QUIET(IFLA_BRIDGE_FLAGS, bridge_bit16, .bit = (b), .part = #b, .word = (w), .help = (h))
#define INFO_BIT(b, w, h) \
	{ .place = AT_NONE, .type = &type_flag, .bit = (b), .hide = HIDE, .word = (w), .help = (h) }

static const struct row spec_rows[] = {
	SPEC_BIT(BRIDGE_FLAGS_SELF, "self", "of the device itself, as of the bridge"),
	SPEC_BIT(BRIDGE_FLAGS_MASTER, "master", "in the bridge that it is a port of"),
	{ ATTR_ANON(IFLA_BRIDGE_VLAN_TUNNEL_INFO, nest), .table = &bridge_vlan_tunnel_table, .group = true, .group_apart = true,
	  .once = ONCE_EACH, .hide = HIDE, .word = "tunnel_info", .arg = "id ID[-ID]", .parse = parse_tunnel,
	  .help = "identifiers in the tunnel that they are mapped to" },
	{ ATTR_ANON(IFLA_BRIDGE_VLAN_INFO, vlan_info), .table = &info_struct, .once = ONCE_EACH, .hide = HIDE, .word = "vid",
	  .parse = vlan_parse_vid, .help = "the VLAN, or a range of them" },
	INFO_BIT(BRIDGE_VLAN_INFO_PVID, "pvid", "frames without a tag are of this VLAN"),
	INFO_BIT(BRIDGE_VLAN_INFO_UNTAGGED, "untagged", "its frames leave without a tag"),
	QUIET(IFLA_BRIDGE_MODE, u16), QUIET(IFLA_BRIDGE_MRP, binary), QUIET(IFLA_BRIDGE_CFM, binary),
	NEST(IFLA_BRIDGE_MST, &bridge_mst_states_table, .hide = HIDE),
};
const struct table bridge_vlan_spec_table = { .name = "vlan af_spec", TABLE_ROWS(spec_rows) };

/* Whatever is asked of a link in the family AF_BRIDGE. */
static const struct row any_link_rows[] = {
	HEADER(ifinfomsg, ifi_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(ifinfomsg, ifi_type, u16, .hide = HIDE), HEADER(ifinfomsg, ifi_flags, x32, .hide = HIDE),
	HEADER(ifinfomsg, ifi_change, x32, .hide = HIDE),
	QUIET(IFLA_EXT_MASK, x32, .kernel_filter = true),
	NEST(IFLA_AF_SPEC, &bridge_vlan_spec_table, .json = "", .hide = HIDE),
	QUIET(IFLA_IFNAME, string), QUIET(IFLA_MASTER, device), QUIET(IFLA_MTU, u32), QUIET(IFLA_OPERSTATE, u8),
	QUIET(IFLA_ADDRESS, lladdr), QUIET(IFLA_LINK, device), QUIET(IFLA_PROTINFO, binary),
};
const struct table bridge_any_link_table = { .name = "bridge link", TABLE_ROWS(any_link_rows), .header = sizeof(struct ifinfomsg) };

static const struct row link_rows[] = {
	HEADER(ifinfomsg, ifi_index, device_late, SAID("dev", "!Cannot find bridge device \"%s\""), .hide = HIDE, .help = "a port, or a bridge"),
	INCLUDE(&bridge_any_link_table),
};
const struct table bridge_vlan_link_table = {
	.name = "vlan", TABLE_ROWS(link_rows), .header = sizeof(struct ifinfomsg), .header_name = "ifinfomsg",
	.unknown = vlan_pass_over,
};

/* ---- in messages of their own ---- */
static int scan_state(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return *word == '-' ? SCAN_BAD : type_port_state.scan(q, r, word, i);
}

/* One without a name has no key of its own, as it has in ip(8). */
static void print_state(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_port_state.print(v, r, data, size, l);
	l->key = NULL;
}

static void offer_state(const struct row *r, struct words *w)
{
	type_port_state.offer(r, w);
}

const struct type type_vlan_state = { .name = "u8", .arg = "STATE", .size = 1, .scan = scan_state, .print = print_state,
					     .offer = offer_state };

/* bridge(8) ends with -EINVAL as it is. */
static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_scan_on_off(q, r, word, i, 256 - EINVAL);
}

static const struct type type_vlan_switch = { .name = "u8", .arg = "{ on | off }", .size = 1, .scan = scan_switch,
					      .print = type_print_on_off, .offer = type_offer_on_off };

#define STATS(a)	QUIET(BRIDGE_VLANDB_STATS_##a, u64)
static const struct row stats_rows[] = {
	STATS(RX_BYTES), STATS(RX_PACKETS), STATS(TX_BYTES), STATS(TX_PACKETS), QUIET(BRIDGE_VLANDB_STATS_PAD, binary),
};
const struct table bridge_vlan_stats_table = { .name = "vlan stats", TABLE_ROWS(stats_rows) };

static const struct row tinfo_rows[] = {
	QUIET(BRIDGE_VLANDB_TINFO_ID, u32), QUIET(BRIDGE_VLANDB_TINFO_CMD, u32),
};
static const struct table tinfo_table = { .name = "vlan tunnel info", TABLE_ROWS(tinfo_rows) };

#define OPTION(a, t, w, h, ...) \
	{ ATTR_ANON(a, t), .text = w " %s ", .json = w, GOTTEN(w, __VA_ARGS__), .help = (h) }

static const struct row entry_rows[] = {
	{ ATTR_ANON(BRIDGE_VLANDB_ENTRY_INFO, vlan_info), .table = &info_struct, .hide = HIDE, GOTTEN("vid"), .parse = parse_entry,
	  .help = "the VLAN, or a range of them" },
	QUIET(BRIDGE_VLANDB_ENTRY_RANGE, u16),
	{ ATTR_ANON(BRIDGE_VLANDB_ENTRY_STATE, vlan_state), .text = "state %s ", .names = port_states, .json = "state",
	  GOTTEN("state", "!Error: invalid STP state"), .help = "STP state" },
	NEST(BRIDGE_VLANDB_ENTRY_TUNNEL_INFO, &tinfo_table, .hide = HIDE),
	OPTION(BRIDGE_VLANDB_ENTRY_MCAST_ROUTER, u8, "mcast_router", "is there a multicast router", NULL),
	TOLD(BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS, u32, "mcast_n_groups %s ", "mcast_n_groups"),
	OPTION(BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS, u32, "mcast_max_groups", "greatest number of groups", NULL),
	OPTION(BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS, vlan_switch, "neigh_suppress", "does not flood ARP and neighbour discovery", NULL),
	NEST(BRIDGE_VLANDB_ENTRY_STATS, &bridge_vlan_stats_table, .hide = HIDE),
};
const struct table bridge_vlan_entry_table = { .name = "vlan entry", TABLE_ROWS(entry_rows) };

static const struct row ports_rows[] = {
	NEST(MDBA_ROUTER, &bridge_router_table, .hide = HIDE),
};
static const struct table ports_table = { .name = "vlan router ports", TABLE_ROWS(ports_rows) };

/* "vlan set" and "vlan global set" have words of their own: these are of TO_SET, those above of PORT_BRIDGE. */
#define GLOBAL(a, t, w, h)	ATTR(BRIDGE_VLANDB_GOPTS_##a, t, w, NULL, h)

static const struct row global_rows[] = {
	{ ATTR_ANON(BRIDGE_VLANDB_GOPTS_ID, u16), .hide = HIDE, .arg = "VID[-VID]", .word = "vid", .parse = parse_entry,
	  .help = "the VLAN, or a range of them" },
	QUIET(BRIDGE_VLANDB_GOPTS_RANGE, u16),
	GLOBAL(MCAST_SNOOPING, u8, "mcast_snooping", "listens to IGMP and MLD"),
	GLOBAL(MCAST_QUERIER, u8, "mcast_querier", "it is a querier"),
	NEST(BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE, &bridge_querier_table, .json = "", .show = bridge_show_querier),
	GLOBAL(MCAST_IGMP_VERSION, u8, "mcast_igmp_version", "IGMP version"),
	GLOBAL(MCAST_MLD_VERSION, u8, "mcast_mld_version", "MLD version"),
	GLOBAL(MCAST_LAST_MEMBER_CNT, u32, "mcast_last_member_count", "queries before a group ends"),
	GLOBAL(MCAST_LAST_MEMBER_INTVL, u64, "mcast_last_member_interval", "between the queries before a group ends"),
	GLOBAL(MCAST_STARTUP_QUERY_CNT, u32, "mcast_startup_query_count", "queries at the start"),
	GLOBAL(MCAST_STARTUP_QUERY_INTVL, u64, "mcast_startup_query_interval", "between queries at the start"),
	GLOBAL(MCAST_MEMBERSHIP_INTVL, u64, "mcast_membership_interval", "lifetime of a member"),
	GLOBAL(MCAST_QUERIER_INTVL, u64, "mcast_querier_interval", "until another querier is forgotten"),
	GLOBAL(MCAST_QUERY_INTVL, u64, "mcast_query_interval", "between queries"),
	GLOBAL(MCAST_QUERY_RESPONSE_INTVL, u64, "mcast_query_response_interval", "within which members answer"),
	GLOBAL(MSTI, u16, "msti", "instance of the spanning tree"),
	NEST(BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS, &ports_table, .hide = HIDE), QUIET(BRIDGE_VLANDB_GOPTS_PAD, binary),
};
const struct table bridge_vlan_global_table = { .name = "vlan global", TABLE_ROWS(global_rows) };

#define NO_DEVICE	"!Cannot find network device \"%s\""

static const struct row rows[] = {
	HEADER(br_vlan_msg, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(br_vlan_msg, ifindex, device, SAID("dev", NO_DEVICE), GOTTEN("dev", NO_DEVICE), .hide = HIDE, .help = "a port, or a bridge"),
	HEADER(br_vlan_msg, reserved1, u8, .hide = HIDE), HEADER(br_vlan_msg, reserved2, u16, .hide = HIDE),
	NEST(BRIDGE_VLANDB_ENTRY, &bridge_vlan_entry_table, .hide = HIDE, MORE(.marked_nest = true)),
	NEST(BRIDGE_VLANDB_GLOBAL_OPTIONS, &bridge_vlan_global_table, .hide = HIDE, MORE(.marked_nest = true)),
};
const struct table bridge_vlan_table = {
	.name = "vlan options", TABLE_ROWS(rows), .header = sizeof(struct br_vlan_msg), .header_name = "br_vlan_msg",
	.unknown = vlan_pass_over,
};

/* A question has attributes of other numbers. */
static const struct row dump_rows[] = {
	HEADER(br_vlan_msg, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(br_vlan_msg, ifindex, device_late, LISTED("dev"), .once = ONCE_STRICT, .hide = HIDE, .help = "of this port or bridge"),
	HEADER(br_vlan_msg, reserved1, u8, .hide = HIDE), HEADER(br_vlan_msg, reserved2, u16, .hide = HIDE),
	{ .place = AT_NONE, .type = &type_vlan_id, LISTED("vid"), .once = ONCE_STRICT, .hide = HIDE, .help = "this VLAN" },
	QUIET(BRIDGE_VLANDB_DUMP_FLAGS, x32, .kernel_filter = true),
};
const struct table bridge_vlan_dump_table = {
	.name = "vlan dump", TABLE_ROWS(dump_rows), .header = sizeof(struct br_vlan_msg), .header_name = "br_vlan_msg",
	.unknown = vlan_pass_over,
};
