/* bridge_port.c - "type bridge_slave": a port of a bridge.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <string.h>

#include "compat.h"
#include "bridge_table.h"
#include "kind.h"
#include "scan.h"
#include "types.h"

const struct name port_states[] = {
	{ 0, "disabled" }, { 1, "listening" }, { 2, "learning" }, { 3, "forwarding" }, { 4, "blocking" }, { 0, NULL }
};

/* A state without a name is "state (7)" in text and state_index in JSON. */
static void print_state(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	char *p = l->buf + FORMAT_MAX;

	type_print_enum(v, r, data, size, l);
	if (l->text != l->buf)
		return;
	l->json = JSON_NUMBER;
	l->key = "state_index";
	l->label = p;
	*p++ = '(';
	p = format_unsigned(p, *(const uint8_t *)data);
	strcpy(p, ")");
}

/* In ip(8) names are for reading only; bridge(8) takes them, and skips a number below zero. */
static int scan_state(struct request *q, const struct row *r, const char *word, struct item *i)
{
	const struct name *n = q->space == PORT_BRIDGE ? r->names : NULL;
	int64_t state;

	for (; n && n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	if (scan_signed(word, 0, q->space == PORT_BRIDGE ? INT32_MIN : 0, UINT8_MAX, &state) < 0)
		return SCAN_BAD;
	item_set_number(i, state);
	if (state < 0)
		request_drop(i);
	return 0;
}

static void offer_state(const struct row *r, struct words *w)
{
	for (const struct name *n = r->names; w->request->space == PORT_BRIDGE && n->name; n++)
		complete_offer(w, n->name, NULL);
}

const struct type type_port_state = { .name = "u8", .arg = "STATE", .size = 1, .scan = scan_state,
				      .print = print_state, .offer = offer_state };

/* Bits of the link-local groups 01:80:c2:00:00:0X that are forwarded. */
static void print_groups(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	static const struct name groups[] = { { 1 << 0, "stp" }, { 1 << 2, "lacp" }, { 1 << 14, "lldp" }, { 0, NULL } };
	uint16_t mask = payload_number(data, 2, false);
	char *p = format_string(l->buf, mask ? "" : "0x0");

	(void)v;
	(void)r;
	(void)size;
	for (uint32_t bit = 1; bit <= mask; bit <<= 1) {
		const struct name *g = groups;

		if (!(mask & bit))
			continue;
		if (p > l->buf)
			*p++ = ',';
		while (g->name && g->value != bit)
			g++;
		p = g->name ? format_string(p, g->name) : format_hex(p, bit);
	}
	literal_string(l, l->buf);
}
static const struct type type_groups = { .name = "u16", .size = 2, .print = print_groups };

static int parse_no_backup(struct request *q, const struct table *t, const struct row *r,
			   struct words *w)
{
	return request_add_number(q, t, r, w->i - 1, w->i, 0) ? 0 : -1;
}

/* bridge(8) ends with -EINVAL as it is. */
static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_scan_on_off(q, r, word, i, q->space == PORT_BRIDGE ? 256 - EINVAL : 1);
}

static const struct type type_switch = { .name = "u8", .arg = "{ on | off }", .size = 1, .scan = scan_switch,
					 .print = type_print_on_off, .offer = type_offer_on_off };

#define SWITCH(a, w, h, ...)	ATTR(a, switch, w, NULL, h, __VA_ARGS__)
/* What bridge(8) calls it, never abbreviated. */
#define BRIDGE(...)		.gotten = WORDING(__VA_ARGS__, NULL, NULL)
#define STATE(a, t, label, key)	TOLD(a, t, label " %s ", key)

static const struct row rows[] = {
	ATTR(IFLA_BRPORT_STATE, port_state, "s[tate]", "{ 0 .. 4 }", "STP state", .names = port_states, .json = "state",
	     BRIDGE("state", "!Error: invalid STP port state")),
	ATTR(IFLA_BRPORT_PRIORITY, u16, "p[riority]", "PRIORITY", "STP priority of the port", BRIDGE("priority")),
	ATTR(IFLA_BRPORT_COST, u32, "c[ost]", "COST", "STP path cost", BRIDGE("cost")),
	SWITCH(IFLA_BRPORT_MODE, "h[airpin]", "sends frames back where they came from", BRIDGE("hairpin")),
	SWITCH(IFLA_BRPORT_GUARD, "g[uard]", "refuses STP messages", BRIDGE("guard")),
	SWITCH(IFLA_BRPORT_PROTECT, "r[oot_block]", "never leads to the root", BRIDGE("root_block")),
	SWITCH(IFLA_BRPORT_FAST_LEAVE, "fa[stleave]", "ends a group at the first leave", BRIDGE("fastleave")),
	SWITCH(IFLA_BRPORT_LEARNING, "l[earning]", "learns addresses", BRIDGE("learning")),
	SWITCH(IFLA_BRPORT_UNICAST_FLOOD, "fl[ood]", "gets frames for unknown addresses", BRIDGE("flood")),
	STATE(IFLA_BRPORT_ID, x16, "port_id", "id"),
	STATE(IFLA_BRPORT_NO, x16, "port_no", "no"),
	STATE(IFLA_BRPORT_DESIGNATED_PORT, u16, "designated_port", "designated_port"),
	STATE(IFLA_BRPORT_DESIGNATED_COST, u16, "designated_cost", "designated_cost"),
	STATE(IFLA_BRPORT_BRIDGE_ID, bridge_id, "designated_bridge", "bridge_id"),
	STATE(IFLA_BRPORT_ROOT_ID, bridge_id, "designated_root", "root_id"),
	STATE(IFLA_BRPORT_HOLD_TIMER, timer, "hold_timer", "hold_timer"),
	STATE(IFLA_BRPORT_MESSAGE_AGE_TIMER, timer, "message_age_timer", "message_age_timer"),
	STATE(IFLA_BRPORT_FORWARD_DELAY_TIMER, timer, "forward_delay_timer", "forward_delay_timer"),
	STATE(IFLA_BRPORT_TOPOLOGY_CHANGE_ACK, u8, "topology_change_ack", "topology_change_ack"),
	STATE(IFLA_BRPORT_CONFIG_PENDING, u8, "config_pending", "config_pending"),
	SWITCH(IFLA_BRPORT_PROXYARP, "pro[xy_arp]", "answers ARP for others"),
	SWITCH(IFLA_BRPORT_PROXYARP_WIFI, "proxy_arp_[wifi]", "answers ARP for others, as IEEE 802.11 wants it"),
	ATTR(IFLA_BRPORT_MULTICAST_ROUTER, u8, "mcast_r[outer]", "{ 0 .. 3 }", "is there a multicast router",
	     .json = "multicast_router", BAD("invalid mcast_router"), BRIDGE("mcast_router")),
	SWITCH(IFLA_BRPORT_FAST_LEAVE, "mcast_fa[st_leave]", "the same as fastleave", .json = "-"),
	SWITCH(IFLA_BRPORT_MCAST_FLOOD, "m[cast_flood]", "gets multicast of unknown groups", BRIDGE("mcast_flood")),
	SWITCH(IFLA_BRPORT_BCAST_FLOOD, "b[cast_flood]", "gets broadcast", BRIDGE("bcast_flood")),
	SWITCH(IFLA_BRPORT_MCAST_TO_UCAST, "mcast_t[o_unicast]", "gets multicast as unicast",
	       BRIDGE("mcast_to_unicast")),
	SWITCH(IFLA_BRPORT_NEIGH_SUPPRESS, "n[eigh_suppress]", "answers ARP and ND itself",
	       BRIDGE("neigh_suppress")),
	SWITCH(IFLA_BRPORT_NEIGH_VLAN_SUPPRESS, "neigh_vlan_suppress", "the same, by VLAN",
	       BRIDGE("neigh_vlan_suppress")),
	SWITCH(IFLA_BRPORT_NEIGH_FORWARD_GRAT, "neigh_forward_grat", "forwards gratuitous ARP all the same",
	       BRIDGE("neigh_forward_grat")),
	ATTR(IFLA_BRPORT_GROUP_FWD_MASK, x16, "gr[oup_fwd_mask]", "MASK", "link-local groups to forward",
	     BAD("invalid group_fwd_mask")),
	TOLD(IFLA_BRPORT_GROUP_FWD_MASK, groups, "group_fwd_mask_str %s ", "group_fwd_mask_str"),
	SWITCH(IFLA_BRPORT_VLAN_TUNNEL, "v[lan_tunnel]", "maps VLANs to tunnels", BRIDGE("vlan_tunnel")),
	SWITCH(IFLA_BRPORT_ISOLATED, "i[solated]", "no traffic to other isolated ports", BRIDGE("isolated")),
	SWITCH(IFLA_BRPORT_LOCKED, "lo[cked]", "only known addresses may send", BRIDGE("locked")),
	SWITCH(IFLA_BRPORT_MAB, "mab", "MAC authentication bypass", BRIDGE("mab")),
	ATTR(IFLA_BRPORT_BACKUP_PORT, device, "ba[ckup_port]", "DEV", "takes the traffic when the port is down",
	     BAD("Device does not exist"), BRIDGE("backup_port", "!Error: device %s does not exist")),
	QUIET(IFLA_BRPORT_BACKUP_PORT, none, .word = "no[backup_port]", .help = "no port takes it",
	      .parse = parse_no_backup, BRIDGE("nobackup_port")),
	ATTR(IFLA_BRPORT_BACKUP_NHID, u32, "backup_nhid", "ID", "next hop for the backup port",
	     BRIDGE("backup_nhid")),
	BARE(IFLA_BRPORT_FLUSH, "f[db_flush]", "forgets what was learned on it"),
	QUIET(IFLA_BRPORT_PAD, binary), QUIET(IFLA_BRPORT_MRP_RING_OPEN, u8), QUIET(IFLA_BRPORT_MRP_IN_OPEN, u8),
	QUIET(IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT, u32), QUIET(IFLA_BRPORT_MCAST_EHT_HOSTS_CNT, u32),
	QUIET(IFLA_BRPORT_MCAST_N_GROUPS, u32, .json = "mcast_n_groups"),
	QUIET(IFLA_BRPORT_MCAST_MAX_GROUPS, u32, .arg = "COUNT", .help = "how many multicast groups it may have",
	      BRIDGE("mcast_max_groups")),
	QUIET(IFLA_BRPORT_LEARNING_SYNC, switch, .help = "the bridge learns what the device learns",
	      BRIDGE("learning_sync")),
};
const struct table bridge_port_table = {
	.name = "bridge_slave", TABLE_ROWS(rows), .usage = "... bridge_slave [ fdb_flush ]",
	.bad[TO_SET] = "%s is invalid", .unknown = kind_unknown_option,
	.help = kind_help,
};

/* ---- the multicast querier of a bridge, per family ---- */
static const struct row querier_rows[] = {
	QUIET(BRIDGE_QUERIER_IP_ADDRESS, address), QUIET(BRIDGE_QUERIER_IP_PORT, device),
	QUIET(BRIDGE_QUERIER_IP_OTHER_TIMER, timer), QUIET(BRIDGE_QUERIER_IPV6_ADDRESS, address),
	QUIET(BRIDGE_QUERIER_IPV6_PORT, device), QUIET(BRIDGE_QUERIER_IPV6_OTHER_TIMER, timer),
};
const struct table bridge_querier_table = { .name = "querier", TABLE_ROWS(querier_rows) };

static void show_timer(struct out *o, const struct view *v, uint16_t attr, const char *key,
		       const char *text)
{
	struct literal l;

	if (!row_literal(v, table_attr(v->table, attr), &l))
		return;
	l.json = JSON_STRING;
	out_literal(o, key, text, &l);
}

static void show_querier_ip(struct out *o, const struct view *v)
{
	struct literal l;

	out_open(o, "mcast_querier_state_ipv4", '{');
	if (row_literal(v, table_attr(v->table, BRIDGE_QUERIER_IP_ADDRESS), &l))
		out_literal(o, "mcast_querier_ipv4_addr", "mcast_querier_ipv4_addr {%s }", &l);
	if (view_attr(v, BRIDGE_QUERIER_IP_PORT))
		out_unsigned(o, "mcast_querier_ipv4_port", "mcast_querier_ipv4_port %s ",
			     view_u32(v, BRIDGE_QUERIER_IP_PORT));
	show_timer(o, v, BRIDGE_QUERIER_IP_OTHER_TIMER, "mcast_querier_ipv4_other_timer",
		   "mcast_querier_ipv4_other_timer %s ");
	out_close(o);
}

static void show_querier_ipv6(struct out *o, const struct view *v)
{
	struct literal l;

	out_open(o, "mcast_querier_state_ipv6", '{');
	if (row_literal(v, table_attr(v->table, BRIDGE_QUERIER_IPV6_ADDRESS), &l))
		out_literal(o, "mcast_querier_ipv6_addr", "mcast_querier_ipv6_addr {%s }", &l);
	if (view_attr(v, BRIDGE_QUERIER_IPV6_PORT))
		out_unsigned(o, "mcast_querier_ipv6_port", "mcast_querier_ipv6_port %s ",
			     view_u32(v, BRIDGE_QUERIER_IPV6_PORT));
	show_timer(o, v, BRIDGE_QUERIER_IPV6_OTHER_TIMER, "mcast_querier_ipv6_other_timer",
		   "mcast_querier_ipv6_other_timer %s ");
	out_close(o);
}

/* Both objects are there in JSON even when nobody queries. */
void bridge_show_querier(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	struct view in;

	if (!a || view_nest(&in, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return;
	show_querier_ip(o, &in);
	show_querier_ipv6(o, &in);
}
