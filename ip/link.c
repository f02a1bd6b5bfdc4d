/* link.c - "ip link".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_link.h>
#include <stddef.h>
#include <string.h>

#include "address_table.h"
#include "compat.h"
#include "error.h"
#include "link/kind.h"
#include "link_list.h"
#include "link_property.h"
#include "link_table.h"
#include "links.h"
#include "objects.h"
#include "options.h"
#include "stats_table.h"

static int show_echo(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &link_table, n, NULL) < 0)
		return 0;
	out_begin(&out);
	out_record_begin(&out);
	link_show(&out, &v);
	out_record_end(&out);
	out_end(&out);
	return 0;
}

/* add, set, replace, delete: the same words, another message or other flags. */
static int modify(struct words *w, const struct command *c)
{
	uint16_t type = c->data ? RTM_DELLINK : RTM_NEWLINK;
	struct request q;
	int ret;

	request_begin(&q, &link_table, TO_SET, type,
		      NLM_F_ACK | c->flags | (opt.echo && !c->data ? NLM_F_ECHO : 0), w);
	if (opt.family)
		request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), opt.family);
	ret = request_parse(&q, &link_table, w);
	if (!ret)
		ret = link_check(&q);
	if (!ret && !w->completing)
		ret = request_send(&q, opt.echo ? show_echo : NULL, NULL);
	link_parse_end();
	links_reset();
	return ret;
}

static int show_one(const struct nlmsghdr *n, const struct view *v, void *arg)
{
	(void)n;
	(void)arg;
	out_record_begin(&out);
	link_show(&out, v);
	out_record_end(&out);
	return 0;
}

static int show(struct words *w, const struct command *c)
{
	struct link_list l;
	int ret;

	(void)c;
	if (link_list_parse(&l, AF_PACKET, w, link_usage) < 0)
		return -1;
	out_begin(&out);
	out_hold(&out);
	ret = link_list_dump(&l, show_one, request_list_again, NULL);
	out_end(&out);
	out_release(&out);
	return ret;
}

static int help(struct words *w, const struct command *c)
{
	const char *name = words_peek(w);
	const struct kind *k = name && !completing_here(w) ? kind_find(name) : NULL;
	const struct table *t = k ? k->table : NULL;

	(void)c;
	if (completing_here(w)) {
		kind_offer(w);
		return 0;
	}
	if (!k && name)
		t = kind_port_table(name);
	if (!k && (!t || !t->usage))
		return link_usage(w);
	kind_usage(&out, k, t);
	return 0;
}

static const struct command commands[] = {
	{ "sh[ow]|l[ist]|l[st]", "[ DEV | dev DEV ] [ FILTER ... ]", "lists links", show, 0, NULL },
	{ "a[dd]", "[ name ] NAME [ OPTION ... ] type KIND [ KIND-OPTION ... ]", "makes a link", modify,
	  NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "s[et]|c[hange]", "{ DEV | dev DEV | group GROUP } OPTION ...", "changes a link, or a group of links", modify, 0,
	  NULL },
	{ "r[eplace]", "[ name ] NAME [ OPTION ... ] type KIND [ KIND-OPTION ... ]", "makes or changes a link", modify,
	  NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "d[elete]", "{ DEV | dev DEV | group GROUP } [ type KIND ]", "removes a link", modify, 0, "delete" },
	{ "x[stats]", "type KIND [ igmp | stp | 802.3ad ] [ dev DEV ]", "lists counters that only this kind has", link_xstats,
	  0, NULL },
	{ "af[stats]", "[ dev DEV ]", "lists counters of MPLS", link_afstats, 0, NULL },
	{ "p[roperty]", "{ add | del } [ dev ] DEV [ altname NAME ] ...", "gives and takes alternative names", link_property,
	  0, NULL },
	{ "h[elp]", "[ KIND ]", "says what can be said", help, 0, NULL },
};

/* The first line is what scripts and people know; the words come from the table. */
int link_usage(struct words *w)
{
	(void)w;
	out_text(&err, "Usage: ip link add [link DEV | parentdev NAME] [ name ] NAME\n", "");
	help_commands(&err, "       ip link %s ", &commands[1], sizeof(commands) / sizeof(commands[0]) - 1);
	out_text(&err, "       ip link show %s\n", commands[0].arguments);
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &link_table, TO_SET, 8);
	out_text(&err, "FILTER :=\n", "");
	help_table(&err, &link_table, TO_LIST, 8);
	/* A listing of links takes those of addresses too. */
	help_table(&err, &address_table, TO_LIST, 8);
	help_inner(&err, &link_table, TO_SET, 8);
	kind_list(&err);
	return fail(255, "%s", "");
}

static int usage(struct words *w, const struct command *c)
{
	(void)c;
	return link_usage(w);
}

static const struct table *const tables[] = { &link_table, &stats_table, &property_table, NULL };

const struct object link_object = {
	.word = "l[ink]", .name = "link", .help = "network devices", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
