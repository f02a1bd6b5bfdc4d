/* bond.c - "type bond": several links as one.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bond.h"

#include <string.h>
#include <sys/socket.h>

#include "arena.h"
#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_types.h"
#include "scan.h"

static const struct name modes[] = {
	{ 0, "balance-rr" }, { 1, "active-backup" }, { 2, "balance-xor" }, { 3, "broadcast" }, { 4, "802.3ad" },
	{ 5, "balance-tlb" }, { 6, "balance-alb" }, { 0, NULL }
};
static const struct name validations[] = {
	{ 0, "none" }, { 1, "active" }, { 2, "backup" }, { 3, "all" }, { 4, "filter" }, { 5, "filter_active" },
	{ 6, "filter_backup" }, { 0, NULL }
};
static const struct name all_targets[] = { { 0, "any" }, { 1, "all" }, { 0, NULL } };
static const struct name reselections[] = { { 0, "always" }, { 1, "better" }, { 2, "failure" }, { 0, NULL } };
static const struct name fail_over_macs[] = { { 0, "none" }, { 1, "active" }, { 2, "follow" }, { 0, NULL } };
static const struct name policies[] = {
	{ 0, "layer2" }, { 1, "layer3+4" }, { 2, "layer2+3" }, { 3, "encap2+3" }, { 4, "encap3+4" },
	{ 5, "vlan+srcmac" }, { 0, NULL }
};
static const struct name rates[] = { { 0, "slow" }, { 1, "fast" }, { 0, NULL } };
static const struct name activities[] = { { 0, "off" }, { 1, "on" }, { 0, NULL } };
static const struct name selections[] = {
	{ 0, "stable" }, { 1, "bandwidth" }, { 2, "count" }, { 3, "actor_port_prio" }, { 0, NULL }
};

/* ---- a name or its number ---- */
TYPE_PRINT_NAMED(print_name, "UNKNOWN")

static const struct type type_named8 = { .name = "u8", .arg = "NAME", .size = 1, .scan = kind_scan_index,
					 .print = print_name };
static const struct type type_named32 = { .name = "u32", .arg = "NAME", .size = 4, .scan = kind_scan_index,
					  .print = print_name };

/* "none" is null in JSON. */
static void print_validation(const struct view *v, const struct row *r, const void *data,
			     size_t size, struct literal *l)
{
	print_name(v, r, data, size, l);
	if (!payload_number(data, r->type->size, false))
		l->json = JSON_NULL;
}

static const struct type type_validation = { .name = "u32", .arg = "NAME", .size = 4, .scan = kind_scan_index,
					     .print = print_validation };

/* A port that may be missing: index 0 is none. */
static void print_port(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	if (payload_number(data, sizeof(uint32_t), false))
		type_device.print(v, r, data, size, l);
}

static int scan_port(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_device.scan(q, r, word, i);
}

static void offer_port(const struct row *r, struct words *w)
{
	type_device.offer(r, w);
}

static const struct type type_port = { .name = "u32", .arg = "DEV", .size = 4, .scan = scan_port,
				       .print = print_port, .offer = offer_port };

static int parse_no_active(struct request *q, const struct table *t, const struct row *r,
			   struct words *w)
{
	return request_add_number(q, t, r, w->i - 1, w->i, 0) ? 0 : -1;
}

/* ---- targets of ARP and ND probes: a list of addresses, each an attribute numbered from 0 ---- */
#define TARGETS_MAX 16

static bool is_v4(const struct row *r)
{
	return r->attr == IFLA_BOND_ARP_IP_TARGET;
}

static int bad_target(const struct row *r, const char *word)
{
	if (is_v4(r))
		return fail(1, "Error: an IP address is expected rather than \"%s\"", word);
	fail(1, "Error: inet6 address is expected rather than \"%s\".", word);
	return error_fatal();
}

static int scan_targets(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char *list = arena_copy(word, strlen(word) + 1), *rest;
	size_t size = is_v4(r) ? 4 : 16, n = 0;
	uint8_t bytes[TARGETS_MAX * (sizeof(struct nlattr) + 16)] = { 0 }, *at = bytes;

	(void)q;
	for (char *one = strtok_r(list, ",", &rest); one && n < TARGETS_MAX;
	     one = strtok_r(NULL, ",", &rest)) {
		struct nlattr head = { .nla_len = sizeof(head) + size, .nla_type = n++ };
		struct address a = { .size = 0 };

		if (scan_address(one, is_v4(r) ? AF_INET : AF_INET6, &a) < 0)
			return bad_target(r, one);
		memcpy(at, &head, sizeof(head));
		memcpy(at + sizeof(head), a.data, a.size);
		at += head.nla_len;
	}
	item_set(i, bytes, at - bytes);
	return 0;
}

static const struct type type_targets = { .name = "nest", .arg = "ADDR[,ADDR...]", .scan = scan_targets };

/* No list, or an empty one, forgets all targets. */
static int parse_targets(struct request *q, const struct table *t, const struct row *r,
			 struct words *w)
{
	int from = w->i - 1;
	const char *list = "";

	if (words_peek(w)) {
		list = request_next(q, r, w);
		if (!list)
			return -1;
	}
	return request_value(q, t, r, list, from, w->i) ? 0 : -1;
}

static void show_targets(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, r->attr);
	size_t size = is_v4(r) ? 4 : 16;
	char key[WORD_MAX];
	bool open = false;

	word_plain(r->word, key);
	nl_for_each(a, list ? mnl_attr_get_payload(list) : NULL,
		    list ? mnl_attr_get_payload_len(list) : 0) {
		struct literal l = { .text = NULL };

		if (mnl_attr_get_payload_len(a) < size)
			continue;
		out_text(o, open ? "," : "%s ", key);
		if (!open)
			out_open(o, key, '[');
		open = true;
		literal_address(&l, is_v4(r) ? AF_INET : AF_INET6, mnl_attr_get_payload(a), size);
		l.color = COLOR_NONE;
		out_literal(o, NULL, "%s", &l);
	}
	if (open) {
		out_text(o, " ", "");
		out_close(o);
	}
}

/* ---- 802.3ad: the aggregator in use ---- */
#define STATE(a, t, key)	TOLD(IFLA_BOND_AD_INFO_##a, t, "ad_" key " %s ", key)

static const struct row ad_info_rows[] = {
	STATE(AGGREGATOR, u16, "aggregator"),
	STATE(NUM_PORTS, u16, "num_ports"),
	STATE(ACTOR_KEY, u16, "actor_key"),
	STATE(PARTNER_KEY, u16, "partner_key"),
	STATE(PARTNER_MAC, plain_lladdr, "partner_mac"),
};
static const struct table ad_info_table = { .name = "ad_info", TABLE_ROWS(ad_info_rows) };

#define NUMBER(a, t, w, m, h, ...)	ATTR(a, t, w, m, h, __VA_ARGS__)
#define NAMED(a, t, w, n, m, h, ...)	ATTR(a, t, w, m, h, .names = (n), __VA_ARGS__)
#define MSEC "MILLISECONDS"

static const struct row rows[] = {
	NAMED(IFLA_BOND_MODE, named8, "m[ode]", modes, "MODE", "how the ports share the traffic"),
	ATTR(IFLA_BOND_ACTIVE_SLAVE, port, "a[ctive_slave]", "DEV", "the port in use"),
	QUIET(IFLA_BOND_ACTIVE_SLAVE, none, .word = "c[lear_active_slave]", .help = "no port is in use",
	      .parse = parse_no_active),
	NUMBER(IFLA_BOND_MIIMON, u32, "mi[imon]", MSEC, "between looks at the carrier"),
	NUMBER(IFLA_BOND_UPDELAY, u32, "u[pdelay]", MSEC, "before a port that came up is used"),
	NUMBER(IFLA_BOND_DOWNDELAY, u32, "d[owndelay]", MSEC, "before a port that went down is left"),
	NUMBER(IFLA_BOND_PEER_NOTIF_DELAY, u32, "p[eer_notify_delay]", MSEC, "between gratuitous ARPs"),
	NUMBER(IFLA_BOND_USE_CARRIER, u8, "us[e_carrier]", "{ 0 | 1 }", "asks the carrier, not the MII registers"),
	NUMBER(IFLA_BOND_ARP_INTERVAL, u32, "ar[p_interval]", MSEC, "between ARP probes"),
	NUMBER(IFLA_BOND_MISSED_MAX, u8, "arp_missed_max", "COUNT", "probes without answer until a port is down"),
	ATTR(IFLA_BOND_ARP_IP_TARGET, targets, "arp_ip[_target]", "[ ADDR,... ]", "whom ARP probes ask",
	     .parse = parse_targets, .show = show_targets),
	ATTR(IFLA_BOND_NS_IP6_TARGET, targets, "ns_ip6_target", "[ ADDR,... ]", "whom ND probes ask",
	     .parse = parse_targets, .show = show_targets),
	NAMED(IFLA_BOND_ARP_VALIDATE, validation, "arp_v[alidate]", validations, "WHICH", "which ARP traffic counts"),
	NAMED(IFLA_BOND_ARP_ALL_TARGETS, named32, "arp_a[ll_targets]", all_targets, "{ any | all }",
	      "how many targets must answer"),
	ATTR(IFLA_BOND_PRIMARY, port, "pr[imary]", "DEV", "the port to prefer"),
	NAMED(IFLA_BOND_PRIMARY_RESELECT, named8, "primary_[reselect]", reselections, "WHEN",
	      "when to go back to the primary"),
	NAMED(IFLA_BOND_FAIL_OVER_MAC, named8, "f[ail_over_mac]", fail_over_macs, "WHICH",
	      "whose address it has after a change"),
	NAMED(IFLA_BOND_XMIT_HASH_POLICY, named8, "x[mit_hash_policy]", policies, "LAYERS", "what chooses the port"),
	NUMBER(IFLA_BOND_RESEND_IGMP, u32, "r[esend_igmp]", "COUNT", "IGMP reports after a change"),
	NUMBER(IFLA_BOND_NUM_PEER_NOTIF, u8, "n[um_grat_arp]|num_u[nsol_na]", "COUNT",
	       "gratuitous ARPs after a change", .json = "num_peer_notif",
	       BAD("invalid num_grat_arp|num_unsol_na")),
	NUMBER(IFLA_BOND_ALL_SLAVES_ACTIVE, u8, "al[l_slaves_active]", "{ 0 | 1 }", "takes frames from unused ports"),
	NUMBER(IFLA_BOND_MIN_LINKS, u32, "min[_links]", "COUNT", "ports that it needs to be up"),
	NUMBER(IFLA_BOND_LP_INTERVAL, u32, "l[p_interval]", "SECONDS", "between learning frames"),
	NUMBER(IFLA_BOND_PACKETS_PER_SLAVE, u32, "pa[ckets_per_slave]", "COUNT", "packets before the next port"),
	NAMED(IFLA_BOND_AD_LACP_ACTIVE, named8, "lacp_active", activities, "{ on | off }", "speaks LACP unasked",
	      .json = "ad_lacp_active"),
	NAMED(IFLA_BOND_AD_LACP_RATE, named8, "la[cp_rate]", rates, "{ slow | fast }", "how often LACP speaks",
	      .json = "ad_lacp_rate"),
	ATTR(IFLA_BOND_COUPLED_CONTROL, on_off, "coupled_control", NULL, "collects and distributes together"),
	ATTR(IFLA_BOND_BROADCAST_NEIGH, on_off, "broadcast_neighbor", NULL, "sends ARP and ND to all ports"),
	NAMED(IFLA_BOND_AD_SELECT, named8, "ad[_select]", selections, "HOW", "how an aggregator is chosen"),
	NEST(IFLA_BOND_AD_INFO, &ad_info_table, .json = "ad_info"),
	NUMBER(IFLA_BOND_AD_ACTOR_SYS_PRIO, u16, "ad_a[ctor_sys_prio]", "PRIORITY", "LACP priority of the system"),
	NUMBER(IFLA_BOND_AD_USER_PORT_KEY, u16, "ad_u[ser_port_key]", "KEY", "upper bits of the LACP port key"),
	ATTR(IFLA_BOND_AD_ACTOR_SYSTEM, plain_lladdr, "ad_actor_syst[em]", "LLADDR", "LACP address of the system"),
	NUMBER(IFLA_BOND_TLB_DYNAMIC_LB, u8, "t[lb_dynamic_lb]", "{ 0 | 1 }", "balance-tlb moves flows"),
};
static const struct table table = { .name = "bond", TABLE_ROWS(rows),
	.usage = "... bond [ mode BONDMODE ] [ active_slave SLAVE_DEV ]", .unknown = kind_unknown_command, .help = kind_help };

const struct kind kind_bond = {
	.name = "bond", .help = "several links as one", .table = &table, .port = &bond_port_table,
};
