/* netconf.c - "ip netconf": settings of links, as the files of /proc/sys/net have them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netconf_table.h"

#include <linux/netconf.h>

#include "compat.h"
#include "error.h"
#include "links.h"
#include "objects.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

static void show_event(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELNETCONF)
		out_true(o, "deleted", "Deleted ");
}

static void show_family(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	out_string(o, "family", "%s ", route_family_name(((const struct netconfmsg *)v->header)->ncm_family));
}

/* What holds for all links, and for those to come, has numbers below zero. */
static void show_interface(struct out *o, const struct row *r, const struct view *v)
{
	int32_t index = view_u32(v, r->attr);

	out_string_colored(o, index > 0 ? COLOR_IFNAME : COLOR_NONE, "interface", "{%s }",
			   index == NETCONFA_IFINDEX_ALL ? "all" : index == NETCONFA_IFINDEX_DEFAULT ? "default" : links_name(index));
}

static const struct type type_setting = { .name = "s32", .size = 4, .print = type_print_on_off };

static const struct name rp_filter[] = { { 0, "off" }, { 1, "strict" }, { 2, "loose" }, { 0, NULL } };

static void print_filter(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text == l->buf)
		l->json = JSON_NUMBER;
}

static const struct type type_filter = { .name = "u32", .size = 4, .print = print_filter };

/* What is no word is passed over. */
static int pass(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	w->i++;
	return 0;
}

#define SETTING(a, label)	TOLD(NETCONFA_##a, setting, label " %s ", label)

static const struct row rows[] = {
	PRINTS(show_event),
	HEADER(netconfmsg, ncm_family, u8, .names = family_names, .kernel_filter = true, .show = show_family),
	{ ATTR_ANON(NETCONFA_IFINDEX, device), LISTED("dev", "!Device \"%s\" does not exist."), .help = "the link",
	  SHOW_ALWAYS(show_interface) },
	SETTING(FORWARDING, "forwarding"),
	TOLD(NETCONFA_RP_FILTER, filter, "rp_filter %s ", "rp_filter", .names = rp_filter),
	SETTING(MC_FORWARDING, "mc_forwarding"),
	SETTING(PROXY_NEIGH, "proxy_neigh"),
	SETTING(IGNORE_ROUTES_WITH_LINKDOWN, "ignore_routes_with_linkdown"),
	SETTING(INPUT, "input"),
	QUIET(NETCONFA_BC_FORWARDING, s32), QUIET(NETCONFA_FORCE_FORWARDING, s32),
};
const struct table netconf_table = {
	.name = "netconf", TABLE_ROWS(rows), .header = sizeof(struct netconfmsg), .header_name = "netconfmsg", .unknown = pass,
};

static int show_one(const struct nlmsghdr *n, void *arg)
{
	const struct request *q = arg;
	struct view v;

	if (n->nlmsg_type != RTM_NEWNETCONF || view_message(&v, &netconf_table, n, q) < 0 || !view_attr(&v, NETCONFA_IFINDEX))
		return 0;
	if ((q->family && q->family != ((const struct netconfmsg *)v.header)->ncm_family) || !filter_matches(q, &v))
		return 0;
	show_record(&out, &v);
	return 0;
}

/* One link of one family; that it has none is no error. */
static int get(struct request *q)
{
	struct request ask;
	struct nl *nl;

	request_begin(&ask, &netconf_table, TO_SET, RTM_GETNETCONF, NLM_F_ACK, q->words);
	request_imply_header(&ask, 0, q->family);
	request_add_number(&ask, &netconf_table, table_attr(&netconf_table, NETCONFA_IFINDEX), q->first->from, q->first->to,
			   item_number(q->first));
	if (!request_send(&ask, show_one, q))
		return 0;
	nl = nl_socket(NL_REQUESTS);
	if (!nl || !nl->error.code)
		return -1;
	error_clear();
	return 0;
}

static int show(struct words *w, const struct command *c)
{
	struct request q;
	int ret;

	(void)c;
	request_begin(&q, &netconf_table, TO_LIST, RTM_GETNETCONF, NLM_F_DUMP, w);
	if (request_parse(&q, &netconf_table, w) < 0 || w->completing)
		return -1;
	if (!q.family || !request_attr(&q, &netconf_table, NETCONFA_IFINDEX)) {
		request_imply_header(&q, 0, q.family);
		return request_list(&q, show_one, &q, 1);
	}
	out_begin(&out);
	ret = get(&q);
	out_end(&out);
	return ret;
}

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ dev DEV ]", "lists settings of links", show, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip netconf show [ dev STRING ]\n", "");
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &netconf_table, NULL };

const struct object netconf_object = {
	.word = "netc[onf]",
	.name = "netconf",
	.help = "settings of links: forwarding, filters",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.tables = tables,
};
