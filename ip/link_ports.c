/* link_ports.c - "bridge link": the ports of bridges.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_bridge.h>
#include <string.h>
#include <sys/socket.h>

#include "compat.h"
#include "error.h"
#include "link/bridge_table.h"
#include "link_table.h"
#include "links.h"
#include "objects.h"
#include "options.h"
#include "types.h"

/* ---- what is shown of a port, in bridge(8)'s order ---- */
static const uint16_t always[] = { IFLA_BRPORT_STATE, IFLA_BRPORT_PRIORITY, IFLA_BRPORT_COST, 0 };
static const uint16_t details[] = {
	IFLA_BRPORT_MODE, IFLA_BRPORT_GUARD, IFLA_BRPORT_PROTECT, IFLA_BRPORT_FAST_LEAVE,
	IFLA_BRPORT_LEARNING, IFLA_BRPORT_LEARNING_SYNC, IFLA_BRPORT_UNICAST_FLOOD,
	IFLA_BRPORT_MCAST_FLOOD, IFLA_BRPORT_BCAST_FLOOD, IFLA_BRPORT_MULTICAST_ROUTER,
	IFLA_BRPORT_MCAST_TO_UCAST, IFLA_BRPORT_NEIGH_SUPPRESS, IFLA_BRPORT_NEIGH_VLAN_SUPPRESS,
	IFLA_BRPORT_NEIGH_FORWARD_GRAT, IFLA_BRPORT_VLAN_TUNNEL, IFLA_BRPORT_BACKUP_PORT,
	IFLA_BRPORT_BACKUP_NHID, IFLA_BRPORT_ISOLATED, IFLA_BRPORT_LOCKED, IFLA_BRPORT_MAB,
	IFLA_BRPORT_MCAST_N_GROUPS, IFLA_BRPORT_MCAST_MAX_GROUPS, 0
};

/* A row of the port's table, called as bridge(8) calls it. */
static void show_option(struct out *o, const struct view *v, uint16_t attr)
{
	const struct row *r = table_attr(v->table, attr);
	char plain[WORD_MAX], template[WORD_MAX + 8], *p;
	const char *word = row_called(r, PORT_BRIDGE, plain);
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	l.key = NULL;
	p = format_string(template, word);
	format_string(p, " %s ");
	out_literal(o, word, template, &l);
}

static void show_port(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	struct view port;

	if (!a || view_nest(&port, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return;
	for (const uint16_t *attr = always; *attr; attr++)
		show_option(o, &port, *attr);
	if (!opt.details)
		return;
	out_text(o, "\n    ", "");
	for (const uint16_t *attr = details; *attr; attr++)
		show_option(o, &port, *attr);
}

/* ---- IFLA_AF_SPEC of a message of the family AF_BRIDGE ---- */
static int scan_flag(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

static const struct type type_bridge_flag = { .name = "u16", .size = 2, .hex = true, .merge = true, .scan = scan_flag,
					      .print = type_print_number };

static const struct name modes[] = { { BRIDGE_MODE_VEB, "veb" }, { BRIDGE_MODE_VEPA, "vepa" }, { 0, NULL } };

static int scan_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

/* Said in small letters, told in capitals. */
static void print_mode(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	uint16_t mode = payload_number(data, size, false);

	(void)v;
	(void)r;
	if (mode == BRIDGE_MODE_VEB)
		literal_string(l, "VEB");
	else if (mode == BRIDGE_MODE_VEPA)
		literal_string(l, "VEPA");
	else {
		format_hex(l->buf, mode);
		literal_string(l, l->buf);
	}
}

static const struct type type_hwmode = { .name = "u16", .arg = "NAME", .size = 2, .scan = scan_mode,
					 .print = print_mode };

static const struct row af_spec_rows[] = {
	QUIET(IFLA_BRIDGE_FLAGS, bridge_flag, .bit = BRIDGE_FLAGS_SELF, GOTTEN("self"),
	      .help = "the device's own bridge"),
	QUIET(IFLA_BRIDGE_FLAGS, bridge_flag, .bit = BRIDGE_FLAGS_MASTER, GOTTEN("master"),
	      .help = "the bridge that it is a port of"),
	TOLD(IFLA_BRIDGE_MODE, hwmode, "hwmode %s ", "hwmode", .names = modes,
	     GOTTEN("hwmode", "!Mode argument must be \"vepa\" or \"veb\"."), .help = "how the device bridges"),
};
static const struct table af_spec_table = { .name = "bridge_af_spec", TABLE_ROWS(af_spec_rows) };

static int unknown(struct request *, const struct table *, struct words *);

static void show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELLINK)
		out_true(o, "deleted", "Deleted ");
}

static const struct row rows[] = {
	PRINTS(show_deleted),
	HEADER(ifinfomsg, ifi_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(ifinfomsg, ifi_index, s32, .text = "%s: ", .json = "ifindex"),
	HEADER(ifinfomsg, ifi_index, device_late, .hide = HIDE, .help = "the port",
	       GOTTEN("dev", "!Cannot find bridge device \"%s\""), LISTED("dev", "!Cannot find device \"%s\"")),
	TOLD(IFLA_IFNAME, string, NULL, "ifname", SHOW_ALWAYS(link_show_name)),
	PRINTS(link_show_flags),
	TOLD(IFLA_MTU, u32, "mtu %s ", "mtu"),
	TOLD(IFLA_MASTER, device, "master %s ", "master"),
	NEST(IFLA_PROTINFO, &bridge_port_table, .show = show_port),
	NEST(IFLA_AF_SPEC, &af_spec_table, .json = "", MORE(.raw_nest = true)),
	QUIET(IFLA_LINK, device), QUIET(IFLA_OPERSTATE, u8), QUIET(IFLA_ADDRESS, lladdr),
	HEADER(ifinfomsg, ifi_type, arphrd, .hide = HIDE),
	HEADER(ifinfomsg, ifi_flags, x32, .names = link_flags, .hide = HIDE),
	HEADER(ifinfomsg, ifi_change, x32, .names = link_flags, .hide = HIDE),
};
const struct table bridge_link_table = {
	.name = "bridge link", TABLE_ROWS(rows), .header = sizeof(struct ifinfomsg), .header_name = "ifinfomsg",
	.nested_flag = true, .unknown = unknown,
};
#define DEV	(&rows[3])

/* ---- show ---- */
/* Words that are no keyword go for nothing, as bridge(8) has it. */
static int parse_filter(struct request *q, struct words *w)
{
	while (w->i < w->n) {
		const char *word;

		if (completing_here(w)) {
			complete_table(w, q, q->table, TO_LIST);
			return -1;
		}
		if (strcmp(w->v[w->i++], "dev"))
			continue;
		word = request_next(q, DEV, w);
		if (!word)
			return -1;
		if (request_row(q, DEV))
			return request_duplicate(q, DEV, word);
		if (!request_value(q, q->table, DEV, word, w->i - 2, w->i))
			return -1;
	}
	return request_resolve(q);
}

static int show_each(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &bridge_link_table, n, arg) < 0)
		return 0;
	if (!view_attr(&v, IFLA_IFNAME) || !filter_matches(arg, &v))
		return 0;
	show_record(&out, &v);
	return 0;
}

static int show(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &bridge_link_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, w);
	if (parse_filter(&q, w) < 0)
		return -1;
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), AF_BRIDGE);
	return request_list(&q, show_each, &q, 1);
}

/* ---- set ---- */
/* The kernel's bridge takes an empty IFLA_PROTINFO for nothing to change; "hwmode" is the device's. */
static int check(struct request *q)
{
	if (!request_row(q, DEV))
		return fail(1, "Device is a required argument.");
	if (request_attr(q, &af_spec_table, IFLA_BRIDGE_MODE) && !request_row(q, &af_spec_rows[0]))
		request_add_number(q, &af_spec_table, &af_spec_rows[0], 0, 0, BRIDGE_FLAGS_SELF);
	request_add(q, q->table, table_attr(q->table, IFLA_PROTINFO), 0, 0);
	request_imply_header(q, offsetof(struct ifinfomsg, ifi_family), AF_BRIDGE);
	return 0;
}

static int set(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &bridge_link_table, PORT_BRIDGE, RTM_SETLINK, NLM_F_ACK, w);
	if (request_parse(&q, &bridge_link_table, w) < 0 || check(&q) < 0)
		return -1;
	return w->completing ? 0 : request_send(&q, NULL, NULL);
}

static const struct command commands[] = {
	{ "sh[ow]|l[ist]|l[st]", "[ dev DEV ]", "lists the ports of bridges", show, 0, NULL },
	{ "s[et]|c[hange]", "dev DEV OPTION ...", "changes a port", set, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: bridge link set dev DEV [ cost COST ] [ priority PRIO ] [ state STATE ]\n", "");
	out_text(&err, "                               [ OPTION ... ]\n", "");
	out_text(&err, "       bridge link show %s\n", commands[0].arguments);
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &bridge_link_table, PORT_BRIDGE, 8);
	return fail(255, "%s", "");
}

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return usage(w, NULL);
}

static const struct table *const tables[] = { &bridge_link_table, NULL };

const struct object bridge_link_object = {
	.word = "l[ink]", .name = "link", .help = "ports of bridges", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
