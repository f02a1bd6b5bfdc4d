/* route.c - "ip route": commands, and requests that change routes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "encap/encap.h"
#include "error.h"
#include "objects.h"
#include "options.h"
#include "route_table.h"

#define HEADER_OF(field) offsetof(struct rtmsg, field)

/* ---- what goes without saying ---- */
static bool is_delete(const struct request *q)
{
	return q->type == RTM_DELROUTE;
}

static uint8_t type_of(const struct request *q)
{
	const struct item *i = request_header(q, HEADER_OF(rtm_type));

	if (i)
		return item_number(i);
	/* MPLS has no other type, not even for any. */
	return is_delete(q) && q->family != AF_MPLS ? RTN_UNSPEC : RTN_UNICAST;
}

static bool has_gateway(const struct request *q)
{
	const struct item *id = request_attr(q, &route_table, RTA_NH_ID);

	return request_attr(q, &route_table, RTA_GATEWAY) ||
	       request_attr(q, &route_table, RTA_VIA) ||
	       request_attr(q, &route_table, RTA_MULTIPATH) ||
	       (id && item_number(id));
}

/* Only IPv4 has scopes: a destination without a gateway is on the link. */
static uint8_t scope_of(const struct request *q)
{
	uint8_t unknown = is_delete(q) ? RT_SCOPE_NOWHERE : RT_SCOPE_UNIVERSE;

	if (q->family != AF_INET)
		return RT_SCOPE_UNIVERSE;
	switch (type_of(q)) {
	case RTN_LOCAL:
	case RTN_NAT:
		return RT_SCOPE_HOST;
	case RTN_BROADCAST:
	case RTN_MULTICAST:
	case RTN_ANYCAST:
		return RT_SCOPE_LINK;
	case RTN_UNICAST:
	case RTN_UNSPEC:
		return is_delete(q) || has_gateway(q) ? unknown : RT_SCOPE_LINK;
	}
	return unknown;
}

static uint8_t table_of(const struct request *q)
{
	switch (type_of(q)) {
	case RTN_LOCAL:
	case RTN_BROADCAST:
	case RTN_NAT:
	case RTN_ANYCAST:
		return RT_TABLE_LOCAL;
	}
	return RT_TABLE_MAIN;
}

static void imply(struct request *q)
{
	if (!q->family)
		q->family = AF_INET;
	request_imply_header(q, HEADER_OF(rtm_family), q->family);
	request_imply_header(q, HEADER_OF(rtm_table), table_of(q));
	request_imply_header(q, HEADER_OF(rtm_scope), scope_of(q));
	request_imply_header(q, HEADER_OF(rtm_protocol),
			     is_delete(q) ? RTPROT_UNSPEC : RTPROT_BOOT);
	request_imply_header(q, HEADER_OF(rtm_type), type_of(q));
}

static int show_echo(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if ((n->nlmsg_type != RTM_NEWROUTE && n->nlmsg_type != RTM_DELROUTE) ||
	    view_message(&v, &route_table, n, NULL) < 0)
		return 0;
	show_reply(&out, &v);
	return 0;
}

static int modify(struct words *w, const struct command *c)
{
	uint16_t type = c->data ? RTM_DELROUTE : RTM_NEWROUTE;
	struct request q;

	request_begin(&q, &route_table, TO_SET, type,
		      NLM_F_ACK | c->flags | (opt.echo ? NLM_F_ECHO : 0), w);
	if (request_parse(&q, &route_table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, HEADER_OF(rtm_dst_len)))
		return route_usage(w, c);
	imply(&q);
	q.is_quiet = true;
	return request_send(&q, opt.echo ? show_echo : NULL, NULL);
}

/* add, change, replace, prepend, append, test, delete: the same words, other flags. */
int route_modify(struct words *w, const struct command *c)
{
	int ret = modify(w, c);

	encap_close();
	return ret;
}

#define ROUTE	"[ TYPE ] PREFIX [ OPTION ... ] [ nexthop NH ] ..."

static const struct command commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ SELECTOR ... ]", "lists routes", route_list, 0, NULL },
	{ "g[et]", "ADDRESS [ CONDITION ... ]", "asks which route the kernel would take", route_get, 0, NULL },
	{ "a[dd]", ROUTE, "adds a route that is not there yet", route_modify, NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "c[hange]|chg", ROUTE, "changes a route that is there", route_modify, NLM_F_REPLACE, NULL },
	{ "r[eplace]", ROUTE, "changes a route, or adds it", route_modify, NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "p[repend]", ROUTE, "adds a route before others to the same destination", route_modify, NLM_F_CREATE, NULL },
	{ "ap[pend]", ROUTE, "adds a route behind others to the same destination", route_modify,
	  NLM_F_CREATE | NLM_F_APPEND, NULL },
	{ "t[est]", ROUTE, "asks whether a route could be added", route_modify, NLM_F_EXCL, NULL },
	{ "d[elete]", ROUTE, "removes a route", route_modify, 0, "delete" },
	{ "f[lush]", "SELECTOR ...", "removes all routes that are selected", route_flush, 0, NULL },
	{ "sa[ve]", "[ SELECTOR ... ]", "writes routes to a file on standard output", route_save, 0, NULL },
	{ "res[tore]", "", "gives the routes of such a file back", route_restore, 0, NULL },
	{ "showd[ump]", "", "lists the routes of such a file", route_showdump, 0, NULL },
};

/* The first line is what scripts and people know; the words come from the table. */
int route_usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip route {{ list | flush } SELECTOR\n", "");
	help_commands(&err, "       ip route %s ", &commands[1], sizeof(commands) / sizeof(commands[0]) - 2);
	out_text(
		&err,
		"TYPE := {{ unicast | local | broadcast | multicast | throw |\n"
		"          unreachable | prohibit | blackhole | nat | anycast }\n",
		NULL);
	out_text(&err, "OPTION :=\n", NULL);
	help_table(&err, &route_table, TO_SET, 8);
	out_text(&err, "NH :=\n", NULL);
	help_table(&err, &nexthop_table, TO_SET, 8);
	out_text(&err, "ENCAP :=\n", NULL);
	encap_help(&err);
	out_text(&err, "SELECTOR :=\n", NULL);
	help_table(&err, &route_table, TO_LIST, 8);
	out_text(&err, "CONDITION :=\n", NULL);
	help_table(&err, &route_table, TO_GET, 8);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &route_table, NULL };

const struct object route_object = {
	.word = "r[oute]",
	.name = "route",
	.help = "routing tables",
	.commands = commands,
	.together = route_modify,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = route_usage,
	.tables = tables,
};
