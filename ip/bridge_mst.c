/* bridge_mst.c - "bridge mst": states of ports in each instance of the spanning tree.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <sys/socket.h>

#include "bridge_vlan.h"
#include "compat.h"
#include "error.h"
#include "link/bridge_table.h"
#include "objects.h"
#include "types.h"

#define MARGIN	"                    "

/* ---- words ---- */
static int unknown(struct request *, const struct table *, struct words *);

static const struct row entry_rows[] = {
	{ ATTR_ANON(IFLA_BRIDGE_MST_ENTRY_MSTI, u16), .text = "%s", .json = "msti", GOTTEN("msti", "!Error: invalid MSTI"), .arg = "MSTI",
	  .help = "instance of the spanning tree" },
	{ ATTR_ANON(IFLA_BRIDGE_MST_ENTRY_STATE, vlan_state), .text = "state %s ", .json = "state", .names = port_states,
	  GOTTEN("state", "!Error: invalid STP port state"), .help = "STP state" },
};
static const struct table entry_table = { .name = "mst entry", TABLE_ROWS(entry_rows) };

static const struct row states_rows[] = {
	NEST(IFLA_BRIDGE_MST_ENTRY, &entry_table, .hide = HIDE, MORE(.marked_nest = true)),
};
const struct table bridge_mst_states_table = { .name = "mst states", TABLE_ROWS(states_rows) };

static const struct row rows[] = {
	HEADER(ifinfomsg, ifi_index, device_late, GOTTEN("dev"), .hide = HIDE, .help = "the port"),
	HEADER(ifinfomsg, ifi_index, device_late, LISTED("dev"), .once = ONCE_STRICT, .hide = HIDE, .help = "of this port"),
	INCLUDE(&bridge_any_link_table),
};
static const struct table table = {
	.name = "mst", TABLE_ROWS(rows), .header = sizeof(struct ifinfomsg), .header_name = "ifinfomsg", .unknown = unknown,
};

/* ---- set ---- */
static int set(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &table, PORT_BRIDGE, RTM_SETLINK, NLM_F_ACK, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, offsetof(struct ifinfomsg, ifi_index)) ||
	    !request_attr(&q, &entry_table, IFLA_BRIDGE_MST_ENTRY_MSTI) || !request_attr(&q, &entry_table, IFLA_BRIDGE_MST_ENTRY_STATE))
		return fail(1, "Device, MSTI and state are required arguments.");
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), AF_BRIDGE);
	return request_send(&q, NULL, NULL);
}

/* ---- show ---- */
static void show_entry(uint32_t port, const struct nlattr *a, const struct view *up)
{
	struct view v;

	if (mnl_attr_get_type(a) != IFLA_BRIDGE_MST_ENTRY ||
	    view_nest(&v, &entry_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	bridge_port_line(port, "mst");
	out_open(&out, NULL, '{');
	show_row(&out, table_attr(v.table, IFLA_BRIDGE_MST_ENTRY_MSTI), &v);
	out_text(&out, "\n" MARGIN, "");
	show_row(&out, table_attr(v.table, IFLA_BRIDGE_MST_ENTRY_STATE), &v);
	out_text(&out, "\n", "");
	out_close(&out);
}

static int show_each(const struct nlmsghdr *n, void *arg)
{
	const struct table *spec = &bridge_vlan_spec_table;
	const struct nlattr *a;
	struct view v, in;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &table, n, arg) < 0 || !filter_matches(arg, &v))
		return 0;
	a = view_attr(&v, IFLA_AF_SPEC);
	if (!a || view_nest(&in, spec, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), &v) < 0)
		return 0;
	a = view_attr(&in, IFLA_BRIDGE_MST);
	if (!a)
		return 0;
	nl_for_each(entry, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a))
		show_entry(((const struct ifinfomsg *)v.header)->ifi_index, entry, &in);
	bridge_port_end();
	return 0;
}

static int show(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing || request_resolve(&q) < 0)
		return -1;
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), AF_BRIDGE);
	request_imply(&q, q.table, IFLA_EXT_MASK, RTEXT_FILTER_MST);
	return bridge_list(&q, "port              msti     ", show_each);
}

/* ---- the object ---- */
static const struct command commands[] = {
	{ "sh[ow]|l[ist]|l[st]", "[ dev DEV ]", "lists states of ports in the instances of the spanning tree", show, 0, NULL },
	{ "s[et]", "dev DEV msti MSTI state STATE", "changes the state of a port in an instance", set, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: bridge mst set %s\n", commands[1].arguments);
	out_text(&err, "       bridge mst show %s\n", commands[0].arguments);
	help_table(&err, &table, PORT_BRIDGE, 8);
	return fail(255, "%s", "");
}

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)t;
	if (word_matches("h[elp]", w->v[w->i++]) && q->space == PORT_BRIDGE)
		return usage(w, NULL);
	return 0;
}

static const struct table *const tables[] = { &table, NULL };

const struct object bridge_mst_object = {
	.word = "ms[t]", .name = "mst", .help = "instances of the spanning tree", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
