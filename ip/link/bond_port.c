/* bond_port.c - "type bond_slave": a port of a bond.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bond.h"
#include "compat.h"
#include "kind.h"
#include "kind_types.h"

static const struct name states[] = { { 0, "ACTIVE" }, { 1, "BACKUP" }, { 0, NULL } };
static const struct name mii_states[] = {
	{ 0, "UP" }, { 1, "GOING_DOWN" }, { 2, "DOWN" }, { 3, "GOING_BACK" }, { 0, NULL }
};
static const struct name churns[] = { { 0, "MONITOR" }, { 1, "CHURN" }, { 2, "NO_CHURN" }, { 0, NULL } };
/* Port state in a LACP message (IEEE 802.1AX). */
static const struct name lacp_bits[] = {
	{ 1 << 0, "active" }, { 1 << 1, "short_timeout" }, { 1 << 2, "aggregating" }, { 1 << 3, "in_sync" },
	{ 1 << 4, "collecting" }, { 1 << 5, "distributing" }, { 1 << 6, "defaulted" }, { 1 << 7, "expired" },
	{ 0, NULL }
};

/* A value without a name is a number. */
static void print_churn(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text == l->buf)
		l->json = JSON_NUMBER;
}

/* ... and in JSON it stands under a key of its own: "state_index". */
static void print_state(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	char *key = l->buf + FORMAT_MAX;

	print_churn(v, r, data, size, l);
	if (l->json != JSON_NUMBER)
		return;
	format_string(format_string(key, r->json), "_index");
	l->key = key;
}

static const struct type type_churn = { .name = "u8", .size = 1, .print = print_churn };
static const struct type type_state = { .name = "u8", .size = 1, .print = print_state };

static void show_lacp(struct out *o, const struct row *r, const struct view *v)
{
	const void *data;
	size_t size;
	bool v6;

	if (!view_payload(v, r, &data, &size, &v6))
		return;
	out_text(o, "%s ", r->json);
	show_flags(o, r->json, lacp_bits, payload_number(data, 1, false), NULL, NULL);
}

#define STATE(a, t, label, ...)	TOLD(IFLA_BOND_SLAVE_##a, t, label " %s ", label, __VA_ARGS__)

static const struct row rows[] = {
	STATE(STATE, state, "state", .names = states),
	STATE(MII_STATUS, state, "mii_status", .names = mii_states),
	STATE(LINK_FAILURE_COUNT, s32, "link_failure_count"),
	STATE(PERM_HWADDR, plain_lladdr, "perm_hwaddr"),
	ATTR(IFLA_BOND_SLAVE_QUEUE_ID, u16, "q[ueue_id]", "ID", "transmit queue that leads to it"),
	ATTR(IFLA_BOND_SLAVE_PRIO, s32, "prio", "NUMBER", "the higher, the sooner it is used"),
	STATE(AD_AGGREGATOR_ID, u16, "ad_aggregator_id"),
	STATE(AD_ACTOR_OPER_PORT_STATE, u8, "ad_actor_oper_port_state"),
	STATE(AD_ACTOR_OPER_PORT_STATE, u8, "ad_actor_oper_port_state_str", .show = show_lacp),
	STATE(AD_PARTNER_OPER_PORT_STATE, u16, "ad_partner_oper_port_state"),
	STATE(AD_PARTNER_OPER_PORT_STATE, u16, "ad_partner_oper_port_state_str", .show = show_lacp),
	STATE(AD_CHURN_ACTOR_STATE, churn, "churn_actor_state", .names = churns),
	STATE(AD_CHURN_PARTNER_STATE, churn, "churn_partner_state", .names = churns),
	ATTR(IFLA_BOND_SLAVE_ACTOR_PORT_PRIO, u16, "actor_port_prio", "PRIORITY", "LACP priority of the port",
	     BAD("actor prio is invalid")),
};
const struct table bond_port_table = {
	.name = "bond_slave", TABLE_ROWS(rows),
	.usage = "... bond_slave [ queue_id ID ] [ prio PRIORITY ]", .bad[TO_SET] = "%s is invalid", .unknown = kind_unknown_option,
	.help = kind_help,
};
