/* neighbor.c - "ip neighbor": commands, requests that change or get one.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "neighbor.h"

#include "compat.h"
#include "error.h"
#include "objects.h"
#include "options.h"

#define AT(field)	offsetof(struct ndmsg, field)

/* An address, and a link unless it is a proxy's. */
static bool is_whole(const struct request *q)
{
	const struct item *address = request_attr(q, &neighbor_table, NDA_DST);
	const struct table *in;

	if (!address || !q->family)
		return false;
	return request_header(q, AT(ndm_ifindex)) ||
	       request_row(q, table_word(&neighbor_table, q->space, "proxy", &in));
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;
	struct item *lladdr;

	request_begin(&q, &neighbor_table, TO_SET, c->data ? RTM_DELNEIGH : RTM_NEWNEIGH, NLM_F_ACK | c->flags, w);
	if (request_parse(&q, &neighbor_table, w) < 0 || w->completing)
		return -1;
	if (!is_whole(&q))
		return fail(255, "Device and destination are required arguments.");
	lladdr = request_attr(&q, &neighbor_table, NDA_LLADDR);
	if (lladdr && lladdr->row->type->resolve(&q, lladdr) < 0)
		return -1;
	if (request_resolve(&q) < 0)
		return -1;
	request_imply_header(&q, AT(ndm_family), q.family);
	request_imply_header(&q, AT(ndm_state), NUD_PERMANENT);
	q.is_quiet = true;
	return request_send(&q, NULL, NULL) < 0 ? error_fatal() : 0;
}

static int show_answer(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (view_message(&v, &neighbor_table, n, NULL) < 0)
		return 0;
	show_reply(&out, &v);
	return 0;
}

static int get(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &neighbor_table, TO_GET, RTM_GETNEIGH, 0, w);
	if (request_parse(&q, &neighbor_table, w) < 0 || w->completing)
		return -1;
	if (!is_whole(&q))
		return fail(1, "Device and address are required arguments.");
	request_imply_header(&q, AT(ndm_family), q.family);
	return request_send(&q, show_answer, NULL);
}

#define NEIGHBOR	"{ ADDR | proxy ADDR } dev DEV [ OPTION ... ]"

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ SELECTOR ... ]", "lists neighbours", neighbor_list, 0, NULL },
	{ "a[dd]", NEIGHBOR, "adds a neighbour that is not there yet", modify, NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "c[hange]|chg", NEIGHBOR, "changes a neighbour that is there", modify, NLM_F_REPLACE, NULL },
	{ "r[eplace]", NEIGHBOR, "changes a neighbour, or adds it", modify, NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "d[elete]", NEIGHBOR, "removes a neighbour", modify, 0, "delete" },
	{ "g[et]", "{ ADDR | proxy ADDR } dev DEV", "shows one neighbour", get, 0, NULL },
	{ "f[lush]", "SELECTOR ...", "removes all neighbours that are selected", neighbor_flush, 0, NULL },
};

/* The first line is what scripts and people know; the words come from the table. */
int neighbor_usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip neigh {{ add | del | change | replace }\n", "");
	help_commands(&err, "       ip neigh %s ", commands, sizeof(commands) / sizeof(commands[0]));
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &neighbor_table, TO_SET, 8);
	out_text(&err, "SELECTOR :=\n", "");
	help_table(&err, &neighbor_table, TO_LIST, 8);
	out_text(&err, "STATE := {{ delay | failed | incomplete | noarp | none |\n"
		       "           permanent | probe | reachable | stale }\n", "");
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &neighbor_table, NULL };

const struct object neighbor_object = {
	.word = "n[eighbor]|neighbou[r]",
	.name = "neigh",
	.help = "neighbours: link layer addresses of network addresses",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = neighbor_usage,
	.tables = tables,
};
