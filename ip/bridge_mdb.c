/* bridge_mdb.c - "bridge mdb": commands, listings.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge_mdb_table.h"

#include <string.h>
#include <sys/socket.h>

#include "bridge.h"
#include "compat.h"
#include "error.h"
#include "links.h"
#include "objects.h"
#include "options.h"

#define DEVICE	offsetof(struct br_port_msg, ifindex)

/* ---- show ---- */
static struct {
	uint32_t index;
	uint16_t vid;	/* 0: any */
} asked;

static uint32_t bridge_of(const struct view *v)
{
	return ((const struct br_port_msg *)v->header)->ifindex;
}

/* between: how a line ends that is not the last one; an event's line has its end already. */
static void show_entry(const struct view *v, uint32_t index, const char *end)
{
	const struct br_mdb_entry *e = v->header;

	if (asked.vid && e->vid != asked.vid)
		return;
	out_open(&out, NULL, '{');
	out_unsigned(&out, "index", NULL, index);
	out_string_colored(&out, COLOR_IFNAME, "dev", "{dev %s}", links_name(index));
	show_rows(&out, v);
	out_text(&out, end, "");
	out_close(&out);
}

static void show_entries(const struct view *m, const char *end)
{
	const struct nlattr *list = view_attr(m, MDBA_MDB);

	if (!list)
		return;
	nl_for_each(group, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list))
		nl_for_each(a, mnl_attr_get_payload(group), mnl_attr_get_payload_len(group)) {
			struct view v;

			if (!view_nest(&v, &bridge_mdb_entry_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), m))
				show_entry(&v, bridge_of(m), end);
		}
}

/* Names in one line, or with their timers a line each. */
static void show_routers(const struct view *m)
{
	const struct nlattr *list = view_attr(m, MDBA_ROUTER);
	const char *bridge = links_name(bridge_of(m));

	if (!list || !opt.details)
		return;
	out_open(&out, bridge, '[');
	out_text(&out, opt.stats ? "" : "router ports on %s: ", bridge);
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		out_open(&out, NULL, '{');
		out_text(&out, opt.stats ? "router ports on %s: " : "", bridge);
		bridge_router_port(&out, a, m, opt.stats ? "%s" : "%s ");
		if (opt.stats && !out.json)
			out_bytes(&out, "\n", 1);
		out_close(&out);
	}
	out_text(&out, opt.stats ? "" : "\n", "");
	out_close(&out);
}

static bool is_asked(struct view *v, const struct nlmsghdr *n)
{
	return n->nlmsg_type >= RTM_NEWMDB && n->nlmsg_type <= RTM_GETMDB && !view_message(v, &bridge_mdb_table, n, NULL) &&
	       (!asked.index || bridge_of(v) == asked.index);
}

static int each_entries(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (is_asked(&v, n))
		show_entries(&v, "\n");
	return 0;
}

static int each_routers(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (is_asked(&v, n))
		show_routers(&v);
	return 0;
}

static int dump(struct words *w, nl_each each)
{
	struct request q;

	request_begin(&q, &bridge_mdb_table, TO_LIST, RTM_GETMDB, NLM_F_DUMP, w);
	request_imply_header(&q, offsetof(struct br_port_msg, family), AF_BRIDGE);
	return bridge_dump_part(&q, each, 1);
}

static int list(struct words *w)
{
	int ret;

	out_open(&out, "mdb", '[');
	ret = dump(w, each_entries);
	out_close(&out);
	if (ret < 0)
		return -1;
	out_open(&out, "router", '{');
	ret = dump(w, each_routers);
	out_close(&out);
	return ret;
}

static int show(struct words *w, const struct command *c)
{
	const struct table *in;
	const struct item *i;
	struct request q;
	int ret;

	(void)c;
	request_begin(&q, &bridge_mdb_set_table, TO_LIST, RTM_GETMDB, NLM_F_DUMP, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing || request_resolve(&q) < 0)
		return -1;
	i = request_header(&q, DEVICE);
	asked.index = i ? item_number(i) : 0;
	i = request_row(&q, table_word(q.table, TO_LIST, "vid", &in));
	asked.vid = i ? item_number(i) : 0;
	out_begin(&out);
	out_open(&out, NULL, '{');
	ret = list(w);
	out_close(&out);
	out_end(&out);
	return ret;
}

void bridge_mdb_show_event(struct out *o, struct view *v)
{
	const struct nlattr *router = view_attr(v, MDBA_ROUTER), *port;

	asked.index = asked.vid = 0;
	bridge_show_deleted(o, NULL, v);
	if (o->json && view_attr(v, MDBA_MDB)) {
		out_open(o, "mdb", '[');
		show_entries(v, "");
		out_close(o);
	} else {
		show_entries(v, "");
	}
	if (!router || mnl_attr_get_payload_len(router) < sizeof(*port) + sizeof(uint32_t))
		return;
	port = mnl_attr_get_payload(router);
	out_string(o, "router_port", "router port dev %s ", links_name(*(const uint32_t *)mnl_attr_get_payload(port)));
	out_string(o, "router_of", "master %s", links_name(bridge_of(v)));
}

/* ---- requests ---- */
static struct item *field(const struct request *q, const char *word)
{
	const struct table *in;

	return request_row(q, table_word(q->table, TO_SET, word, &in));
}

static int resolve(struct request *q, struct item *i)
{
	return i && i->row->type->resolve ? i->row->type->resolve(q, i) : 0;
}

/* In the order in which bridge(8) sees what is wrong: device, port, group, the rest. */
static int check(struct request *q)
{
	if (resolve(q, request_header(q, DEVICE)) < 0 || resolve(q, field(q, "port")) < 0 || resolve(q, field(q, "grp")) < 0)
		return -1;
	request_imply_header(q, offsetof(struct br_port_msg, family), AF_BRIDGE);
	return request_resolve(q);
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;
	struct item *permanent;

	request_begin(&q, &bridge_mdb_set_table, TO_SET, c->data ? RTM_DELMDB : RTM_NEWMDB, NLM_F_ACK | c->flags, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, DEVICE) || !field(&q, "grp") || !field(&q, "port"))
		return fail(1, "Device, group address and port name are required arguments.");
	permanent = field(&q, "permanent");
	if (permanent && c->data)
		request_drop(permanent);
	return check(&q) < 0 ? -1 : request_send(&q, NULL, NULL);
}

static int show_answer(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	asked.index = asked.vid = 0;
	if (view_message(&v, &bridge_mdb_table, n, NULL) < 0)
		return 0;
	out_begin(&out);
	show_entries(&v, "\n");
	out_end(&out);
	return 0;
}

/* MDBA_GET_ENTRY is laid out, and numbered, as MDBA_SET_ENTRY is. */
static int get(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &bridge_mdb_set_table, TO_GET, RTM_GETMDB, 0, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, DEVICE) || !field(&q, "grp"))
		return fail(1, "Device and group address are required arguments.");
	return check(&q) < 0 ? -1 : request_send(&q, show_answer, NULL) < 0 ? error_status(254) : 0;
}

/* The kernel removes all that is like the example; the state only counts when it is said. */
static int flush(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &bridge_mdb_set_table, TO_SET, RTM_DELMDB, NLM_F_ACK | NLM_F_BULK, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, DEVICE))
		return fail(1, "Device is a required argument.");
	if (field(&q, "permanent") || field(&q, "nopermanent"))
		request_imply(&q, &bridge_mdb_attrs_table, MDBE_ATTR_STATE_MASK, MDB_PERMANENT);
	if (!request_attr(&q, q.table, MDBA_SET_ENTRY))
		request_add_number(&q, q.table, table_attr(q.table, MDBA_SET_ENTRY), 0, 0, 0);
	return check(&q) < 0 ? -1 : request_send(&q, NULL, NULL);
}

#define GROUP_OF	"dev DEV port PORT grp GROUP "

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ dev DEV ] [ vid VID ]",
	  "lists members of groups, and with -details ports with routers", show, 0, NULL },
	{ "a[dd]", GROUP_OF "[ OPTION ... ]", "adds a member", modify, NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "replace", GROUP_OF "[ OPTION ... ]", "changes a member, or adds it", modify, NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "d[elete]", GROUP_OF "[ OPTION ... ]", "removes a member", modify, 0, "delete" },
	{ "get", "dev DEV grp GROUP [ src SOURCE ] [ vid VID ] [ src_vni VNI ]", "shows the members of one group", get, 0, NULL },
	{ "flush", "dev DEV [ OPTION ... ]", "removes all members that are like this", flush, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: bridge mdb {{ add | del | replace } dev DEV port PORT grp GROUP [src SOURCE]"
		       " [permanent | temp] [vid VID]\n", "");
	help_commands(&err, "       bridge mdb %s ", commands, sizeof(commands) / sizeof(commands[0]));
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &bridge_mdb_set_table, TO_SET, 8);
	return fail(255, "%s", "");
}

int bridge_mdb_help(struct words *w)
{
	return usage(w, NULL);
}

static const struct table *const tables[] = { &bridge_mdb_set_table, &bridge_mdb_table, NULL };

const struct object bridge_mdb_object = {
	.word = "m[db]", .name = "mdb", .help = "members of multicast groups", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
