/* rule.c - "ip rule": commands, and requests that change rules.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include <errno.h>

#include "compat.h"
#include "error.h"
#include "objects.h"
#include "options.h"

#define AT(field) offsetof(struct fib_rule_hdr, field)

int rule_family(const struct command *c)
{
	if (!(c->flags & RULE_MULTICAST))
		return 0;
	switch (opt.family) {
	case AF_UNSPEC:
	case AF_INET:
		opt.family = RTNL_FAMILY_IPMR;
		return 0;
	case AF_INET6:
		opt.family = RTNL_FAMILY_IP6MR;
		return 0;
	}
	return fail(255, "Multicast rules are only supported for IPv4/IPv6, was: %d", opt.family);
}

/* The VRF knows the table: none may be said. */
static int check(const struct request *q)
{
	const struct item *table = request_attr(q, &rule_table, FRA_TABLE);

	if (!table)
		table = request_header(q, AT(table));
	if (!request_attr(q, &rule_table, FRA_L3MDEV) || !table || !item_number(table))
		return 0;
	return fail(EINVAL, "table can not be specified for l3mdev rules");
}

/* Does the rule look into a table that was not said? */
static bool is_for_main(const struct request *q)
{
	const struct item *action = request_header(q, AT(action));

	if (request_attr(q, &rule_table, FRA_L3MDEV))
		return false;
	return !action || request_attr(q, &rule_table, FRA_UNUSED2);
}

static void imply(struct request *q)
{
	bool is_new = q->type == RTM_NEWRULE;

	request_imply_header(q, AT(family), q->family ? q->family : AF_INET);
	if (is_new && is_for_main(q))
		request_imply_header(q, AT(table), RT_TABLE_MAIN);
	request_imply_header(q, AT(action), is_new ? FR_ACT_TO_TBL : FR_ACT_UNSPEC);
}

static int show_echo(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if ((n->nlmsg_type != RTM_NEWRULE && n->nlmsg_type != RTM_DELRULE) || view_message(&v, &rule_table, n, NULL) < 0)
		return 0;
	show_reply(&out, &v);
	return 0;
}

static int modify(struct words *w, const struct command *c)
{
	uint16_t type = c->data ? RTM_DELRULE : RTM_NEWRULE;
	struct request q;

	if (rule_family(c) < 0)
		return -1;
	if (!words_peek(w))
		return fail(1, c->data ? "\"ip rule del\" requires arguments." : "\"ip rule add\" requires arguments.");
	request_begin(&q, &rule_table, TO_SET, type, NLM_F_ACK | (uint16_t)c->flags | (opt.echo ? NLM_F_ECHO : 0), w);
	if (request_parse(&q, &rule_table, w) < 0 || w->completing || check(&q) < 0)
		return -1;
	imply(&q);
	return request_send(&q, opt.echo ? show_echo : NULL, NULL);
}

#define COMMANDS(f) \
	{ "l[ist]|l[st]|s[how]", "[ SELECTOR ... ]", "lists rules", rule_list, (f), NULL }, \
	{ "sa[ve]", "", "writes rules to a file", rule_save, (f), NULL }, \
	{ "r[estore]", "", "adds the rules of a file", rule_restore, (f), NULL }, \
	{ "a[dd]", "SELECTOR ... ACTION", "adds a rule", modify, (f) | NLM_F_CREATE | NLM_F_EXCL, NULL }, \
	{ "d[elete]", "SELECTOR ... ACTION", "removes a rule", modify, (f), "delete" }, \
	{ "f[lush]", "[ SELECTOR ... ]", "removes all rules but the first", rule_flush, (f), NULL }

static const struct command commands[] = { COMMANDS(0) }, multicast_commands[] = { COMMANDS(RULE_MULTICAST) };

/* The first line is what scripts and people know; the words come from the table. */
int rule_usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip rule {{ add | del } SELECTOR ACTION\n", "");
	help_commands(&err, "       ip rule %s ", commands, sizeof(commands) / sizeof(commands[0]));
	out_text(&err, "SELECTOR, ACTION :=\n", "");
	help_table(&err, &rule_table, TO_SET, 8);
	out_text(&err, "SELECTOR of a listing :=\n", "");
	help_table(&err, &rule_table, TO_LIST, 8);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &rule_table, NULL };

const struct object rule_object = {
	.word = "ru[le]",
	.name = "rule",
	.help = "which routing table is looked into",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = rule_usage,
	.tables = tables,
};

const struct object mrule_object = {
	.word = "mru[le]",
	.name = "rule",
	.help = "which table of multicast routes is looked into",
	.commands = multicast_commands,
	.n = sizeof(multicast_commands) / sizeof(multicast_commands[0]),
	.usage = rule_usage,
	.tables = tables,
};
