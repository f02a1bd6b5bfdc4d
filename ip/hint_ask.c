/* hint_ask.c - questions to the kernel and to files that hints need.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <linux/if_link.h>
#include <stdio.h>
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guide.h"
#include "link_table.h"
#include "links.h"
#include "../include/netns.h"
#include "program.h"

#define NAMES_SHOWN 8	/* names at most; more do not help */

/* ---- near misses among names ---- */
struct near {
	struct mistake *m;
	struct nearest nearest;
	char all[200], last[WORD_MAX];
	bool quiet;		/* only the nearest, no list */
	int n;
};

static void near_try(const char *name, void *arg)
{
	struct near *near = arg;
	size_t used = strlen(near->all), room = sizeof(near->all) - used;

	nearest_try(&near->nearest, name);
	/* The same number may have a name twice: one is built in. */
	if (!strcmp(name, near->last))
		return;
	snprintf(near->last, sizeof(near->last), "%s", name);
	if (++near->n <= NAMES_SHOWN)
		snprintf(near->all + used, room, "%s%s", used ? ", " : "", name);
	else if (near->n == NAMES_SHOWN + 1)
		snprintf(near->all + used, room, " ...");
}

/* Writes what is near, then what there is; false when there is nothing. */
static bool near_end(struct near *near)
{
	const char *best = nearest_end(&near->nearest);

	if (best)
		hint_found(near->m, "", "did you mean \"%s\"?", best);
	if (near->n && !near->quiet)
		hint_found(near->m, " ", "there %s: %s", near->n > 1 ? "are" : "is", near->all);
	return near->n;
}

static struct near near_begin(struct mistake *m)
{
	struct near near = { .m = m };

	nearest_begin(&near.nearest, m->word);
	return near;
}

bool hint_near_device(struct mistake *m)
{
	struct near near = near_begin(m);

	return !links_each(near_try, &near) && near_end(&near);
}

static int near_netns(const char *name, void *near)
{
	near_try(name, near);
	return 0;
}

bool hint_near_netns(struct mistake *m)
{
	struct near near = near_begin(m);

	return !netns_each(near_netns, &near) && near_end(&near);
}

static void near_value(uint32_t value, const char *name, void *near)
{
	(void)value;
	near_try(name, near);
}

bool hint_near_names(struct mistake *m)
{
	const struct row *r = m->failure->row;
	struct near near = near_begin(m);

	if (r && r->file)
		names_each(r->file - 1, near_value, &near);
	near.quiet = r && !r->file;
	for (const struct name *n = r ? r->names : NULL; n && n->name; n++)
		near_try(n->name, &near);
	if (r && row_more(r)->choice)
		for (size_t i = 0; row_more(r)->choice(i); i++)
			near_try(row_more(r)->choice(i), &near);
	return near_end(&near);
}

static void near_table(const struct table *t, enum space space, void *near)
{
	const struct row *r;
	char plain[WORD_MAX];

	table_for_each(r, t)
		if (row_word(r, space))
			near_try(word_plain(row_word(r, space), plain), near);
}

static void near_offer(const char *candidate, const char *help, void *near)
{
	(void)help;
	near_try(candidate, near);
}

bool hint_near_offer(struct mistake *m)
{
	struct near near = near_begin(m);
	const struct complete_listener listener = { near_table, near_offer, &near };

	guide_ask(&listener, m->at, m->words->v);
	return near_end(&near);
}

/* ---- other namespaces ---- */
/* In a process of its own: this one stays where it is. */
static bool has_link(int fd, const char *name)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(setns(fd, CLONE_NEWNET) < 0 || !if_nametoindex(name));
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status);
}

static int find_link(const char *netns, void *arg)
{
	struct mistake *m = arg;
	int fd = netns_open(netns);
	bool found = fd >= 0 && has_link(fd, m->word);

	if (fd >= 0)
		close(fd);
	if (found)
		hint_found(m, "", "%s", netns);
	return found ? -1 : 0;
}

bool hint_in_netns(struct mistake *m)
{
	if (*m->word)
		netns_each(find_link, m);
	return *m->found;
}

/* ---- what the kernel has ---- */
struct asked {
	struct mistake *m;
	const struct table *table;
	hint_each each;
	void *arg;
};

static int ask_each(const struct nlmsghdr *n, void *arg)
{
	const struct asked *a = arg;
	struct view v;

	if (view_message(&v, a->table, n, NULL) < 0)
		return 0;
	return a->each(a->m, &v, a->arg) ? 0 : -1;
}

struct question {
	struct nlmsghdr n;
	unsigned char header[64];
};

/* All fixed headers of rtnetlink begin with the family. */
static struct question question_of(const struct table *t, uint16_t type, int family)
{
	struct question q = { .n = { .nlmsg_type = type, .nlmsg_len = NLMSG_LENGTH(t->header) } };

	q.header[0] = family;
	return q;
}

void hint_ask(struct mistake *m, const struct table *t, uint16_t type, int family, hint_each each, void *arg)
{
	struct question q = question_of(t, type, family);
	struct asked a = { m, t, each, arg };
	struct nl *nl = nl_socket(0);

	if (nl)
		nl_dump(nl, &q.n, &(struct nl_dump){ .each = ask_each, .arg = &a });
}

void hint_ask_link(struct mistake *m, const char *name, hint_each each, void *arg)
{
	struct question q = question_of(&link_table, RTM_GETLINK, AF_UNSPEC);
	struct ifinfomsg header = { .ifi_index = name ? links_index(name) : 0 };
	struct asked a = { m, &link_table, each, arg };
	struct nl *nl = nl_socket(0);

	memcpy(q.header, &header, sizeof(header));
	if (nl && header.ifi_index)
		nl_talk(nl, &q.n, ask_each, &a);
}

static bool kind_each(struct mistake *m, const struct view *v, void *arg)
{
	const struct nlattr *a = view_attr(v, IFLA_LINKINFO);
	const char *kind = "";
	struct view info;

	(void)arg;
	if (a && !view_nest(&info, &linkinfo_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v))
		kind = view_string(&info, IFLA_INFO_KIND);
	hint_found(m, " ", *kind ? "a link of kind %s" : "a link without a kind%s", kind);
	if (strcmp(view_string(v, IFLA_IFNAME), m->word))
		hint_found(m, " ", "called %s", view_string(v, IFLA_IFNAME));
	return true;
}

bool hint_kind_of_device(struct mistake *m)
{
	hint_ask_link(m, m->word, kind_each, NULL);
	return *m->found;
}

static const struct link_info *device_of(const struct mistake *m)
{
	const char *name = mistake_value(m, "dev");

	return name ? links_find(links_index(name)) : NULL;
}

bool hint_device_without(struct mistake *m, uint32_t flag)
{
	const struct link_info *link = device_of(m);

	if (!link || link->flags & flag)
		return false;
	hint_found(m, "", "%s", link->name);
	return true;
}

bool hint_device_is_down(struct mistake *m)
{
	return hint_device_without(m, IFF_UP);
}
