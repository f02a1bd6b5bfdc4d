/* nexthop.c - "ip nexthop": commands, and requests that change nexthop objects.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "encap/encap.h"
#include "error.h"
#include "nexthop_table.h"
#include "objects.h"
#include "options.h"

static int ask(struct words *w, const struct command *c)
{
	bool shown = false;
	struct request q;

	request_begin(&q, &nexthop_object_table, TO_SET, c->data ? RTM_DELNEXTHOP : RTM_NEWNEXTHOP,
		      NLM_F_ACK | c->flags | (opt.echo ? NLM_F_ECHO : 0), w);
	if (request_parse(&q, &nexthop_object_table, w) < 0 || w->completing)
		return -1;
	request_imply_header(&q, offsetof(struct nhmsg, nh_family), q.family);
	q.is_quiet = true;
	return request_send(&q, opt.echo ? nexthop_show_answer : NULL, &shown);
}

/* add, replace, delete: the same words, other flags. */
static int modify(struct words *w, const struct command *c)
{
	int ret = ask(w, c);

	encap_close();
	return ret;
}

#define NEXTHOP "id ID NH [ protocol ID ]"

static const struct command commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ SELECTOR ... ]", "lists nexthop objects", nexthop_list, 0, NULL },
	{ "a[dd]", NEXTHOP, "makes a nexthop object that is not there yet", modify, NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "r[eplace]", NEXTHOP, "changes a nexthop object, or makes it", modify, NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "d[elete]", "id ID", "removes a nexthop object", modify, 0, "delete" },
	{ "g[et]", "id ID", "shows one nexthop object", nexthop_get, 0, NULL },
	{ "f[lush]", "[ SELECTOR ... ]", "removes all nexthop objects that are selected", nexthop_flush, 0, NULL },
	{ "b[ucket]", "{ list BUCKET_SELECTOR | get id ID index INDEX }", "shows buckets of resilient groups",
	  nexthop_bucket, 0, NULL },
};

/* The first line is what scripts and people know; the words come from the tables. */
int nexthop_usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip nexthop {{ list | flush } [ protocol ID ] SELECTOR\n", "");
	help_commands(&err, "       ip nexthop %s ", &commands[1], sizeof(commands) / sizeof(commands[0]) - 1);
	out_text(&err, "NH :=\n", "");
	help_table(&err, &nexthop_object_table, TO_SET, 8);
	out_text(&err, "ENCAP :=\n", NULL);
	encap_help(&err);
	out_text(&err, "SELECTOR :=\n", "");
	help_table(&err, &nexthop_object_table, TO_LIST, 8);
	out_text(&err, "BUCKET_SELECTOR :=\n", "");
	help_table(&err, &nexthop_bucket_table, TO_LIST, 8);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &nexthop_object_table, &nexthop_bucket_table, NULL };

const struct object nexthop_object = {
	.word = "nex[thop]", .name = "nexthop", .help = "nexthop objects, for many routes to share", .commands = commands, .together = modify,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = nexthop_usage, .tables = tables,
};
