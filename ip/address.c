/* address.c - "ip address".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "address.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "link_list.h"
#include "link/kind.h"
#include "link_table.h"
#include "links.h"
#include "objects.h"
#include "options.h"

/* ---- add, change, replace, delete ---- */
/* One request may remove several addresses; ip(8) tells the first. */
static int show_echo(const struct nlmsghdr *n, void *arg)
{
	bool *shown = arg;
	struct view v;

	if (*shown || view_message(&v, &address_table, n, NULL) < 0)
		return 0;
	*shown = true;
	out_begin(&out);
	out_record_begin(&out);
	address_show(&out, &v, true);
	out_record_end(&out);
	out_end(&out);
	return 0;
}

static int modify(struct words *w, const struct command *c)
{
	uint16_t type = c->data ? RTM_DELADDR : RTM_NEWADDR;
	bool shown = false;
	struct request q;

	request_begin(&q, &address_table, TO_SET, type,
		      NLM_F_ACK | c->flags | (opt.echo ? NLM_F_ECHO : 0), w);
	if (request_parse(&q, &address_table, w) < 0 || address_check(&q) < 0)
		return -1;
	if (w->completing)
		return 0;
	q.is_quiet = true;
	return request_send(&q, opt.echo ? show_echo : NULL, &shown);
}

/* ---- show ---- */
struct listing {
	struct link_list l;
	struct address_store addresses;
	bool no_link; /* addresses alone */
	int family; /* of the dump of links: what an option said */
};

/* A link is left out when all its addresses are, or when it has none of the family that is asked for. */
static bool is_shown(const struct listing *x, uint32_t index)
{
	const struct address_record *r = NULL;
	bool any = false;

	while ((r = address_store_of(&x->addresses, index, r))) {
		if (address_store_message(r))
			return true;
		any = true;
	}
	return !any && (!opt.family || opt.family == AF_PACKET);
}

static void show_addresses(const struct listing *x, uint32_t index, bool first)
{
	const struct address_record *r = NULL;
	struct view v;

	out_open(&out, "addr_info", '[');
	while ((r = address_store_of(&x->addresses, index, r))) {
		const struct nlmsghdr *n = address_store_message(r);

		if (!n ||
		    view_message(&v, &address_table, n, &x->l.address) < 0)
			continue;
		if (!first && !out.json && !opt.brief)
			out_bytes(&out, "\n", 1);
		first = false;
		out_open(&out, NULL, '{');
		address_show(&out, &v, opt.oneline || opt.echo);
		out_close(&out);
	}
	out_close(&out);
}

static int show_link(const struct nlmsghdr *n, const struct view *link,
		     void *arg)
{
	uint32_t index = ((const struct ifinfomsg *)link->header)->ifi_index;
	struct listing *x = arg;
	struct view v = *link;

	(void)n;
	if (!is_shown(x, index))
		return 0;
	if (x->no_link && !out.json &&
	    !address_store_of(&x->addresses, index, NULL))
		return 0;
	if (opt.family != AF_PACKET || !opt.brief)
		v.when &= ~IN_OBJECT;
	out_record_begin(&out);
	if (!x->no_link)
		link_show(&out, &v);
	if (opt.family != AF_PACKET)
		show_addresses(x, index, x->no_link);
	if (opt.stats && !opt.brief && !x->no_link)
		link_show_stats(&out, &v, "\n");
	out_record_end(&out);
	return 0;
}

/* "if7" may name a link that is not there: ip(8) says so, and ends well all the same. */
static int link_is_gone(const struct listing *x)
{
	const struct nl *nl = nl_socket(0);

	if (!x->l.index || !nl || nl->error.code != ENODEV)
		return -1;
	error_clear();
	warn("RTNETLINK answers: %s", strerror(ENODEV));
	warn("Cannot send link request: %s", strerror(ENODEV));
	return 0;
}

static int show_links(struct listing *x)
{
	int ret = 0;

	request_imply_header(&x->l.link, offsetof(struct ifinfomsg, ifi_family),
			     x->family);
	out_begin(&out);
	out_hold(&out);
	if (opt.family != AF_PACKET)
		ret = address_store_read(&x->addresses, &x->l.address,
					 x->l.index);
	if (!ret)
		ret = link_list_dump(&x->l, show_link, request_list_again, x);
	out_end(&out);
	out_release(&out);
	return ret < 0 ? link_is_gone(x) : 0;
}

static int list_begin(struct listing *x, struct words *w)
{
	memset(x, 0, sizeof(*x));
	x->family = opt.family;
	if (link_list_parse(&x->l, opt.family, w, address_usage) < 0)
		return -1;
	/* "to PREFIX" says a family too; printers of links look for it here. */
	opt.family = x->l.address.family;
	return w->completing ? -1 : 0;
}

static int show(struct words *w, const struct command *c)
{
	struct listing x;
	int ret;

	(void)c;
	if (list_begin(&x, w) < 0)
		return -1;
	if (opt.family != AF_PACKET)
		x.no_link =
			(opt.oneline && !opt.brief) ||
			request_attr(&x.l.address, &address_table, IFA_LABEL);
	ret = show_links(&x);
	address_store_free(&x.addresses);
	return ret;
}

static int flush(struct words *w, const struct command *c)
{
	struct listing x;

	(void)c;
	if (w->i == w->n)
		return fail(1, "Flush requires arguments.");
	if (list_begin(&x, w) < 0)
		return -1;
	return address_flush(&x.l.address, x.l.index);
}

static int save(struct words *w, const struct command *c)
{
	struct listing x;

	(void)c;
	if (list_begin(&x, w) < 0)
		return -1;
	return address_save(x.family, x.l.index);
}

static int usage(struct words *w, const struct command *c)
{
	(void)c;
	return address_usage(w);
}

/* clang-format off */
static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ DEV | dev DEV ] [ FILTER ... ]",
	  "lists links and their addresses", show, 0, NULL },
	{ "a[dd]", "PREFIX [ OPTION ... ] dev DEV", "gives an address to a link", modify,
	  NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "c[hange]|chg", "PREFIX [ OPTION ... ] dev DEV", "changes an address", modify,
	  NLM_F_REPLACE, NULL },
	{ "r[eplace]", "PREFIX [ OPTION ... ] dev DEV", "gives or changes an address", modify,
	  NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "d[elete]", "PREFIX [ OPTION ... ] dev DEV", "takes an address away", modify, 0, "delete" },
	{ "f[lush]", "[ DEV | dev DEV ] [ FILTER ... ]",
	  "takes all addresses away that a listing would show", flush, 0, NULL },
	{ "sa[ve]", "[ DEV | dev DEV ]", "writes addresses to a file on standard output", save, 0, NULL },
	{ "res[tore]", "", "gives the addresses of such a file back", address_restore, 0, NULL },
	{ "showd[ump]", "", "lists the addresses of such a file", address_showdump, 0, NULL },
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
};
/* clang-format on */

/* The first line is what scripts and people know; the words come from the table. */
int address_usage(struct words *w)
{
	(void)w;
	out_text(
		&err,
		"Usage: ip address {{add|change|replace} IFADDR dev IFNAME [ LIFETIME ]\n",
		"");
	help_commands(&err, "       ip address %s ", commands, sizeof(commands) / sizeof(commands[0]));
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &address_table, TO_SET, 8);
	out_text(&err, "FILTER :=\n", "");
	help_table(&err, &address_table, TO_LIST, 8);
	help_table(&err, &link_table, TO_LIST, 8);
	kind_list(&err);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &address_table, NULL };

const struct object address_object = {
	.word = "a[ddress]",
	.name = "address",
	.help = "addresses of links",
	.commands = commands,
	.together = modify,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.tables = tables,
};
