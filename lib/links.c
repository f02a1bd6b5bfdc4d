/* links.c - names and indices of links, looked up at need and kept.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"
#include "links.h"

#include <linux/if_link.h>
#include <string.h>
#include <sys/ioctl.h>

#include "format.h"
#include "links_cache.h"
#include "links_pretend.h"
#include "options.h"
#include "scan.h"
#include "step.h"

#define ALTNAME_SIZE 128	/* ALTIFNAMSIZ of linux/if.h */

/* RTM_GETLINK: attributes that matter to a question of ours are few. */
struct question {
	struct nlmsghdr h;
	struct ifinfomsg m;
	char attributes[16 + ALTNAME_SIZE];
};

/* A string attribute, with or without its NUL, that fits into size bytes. */
static bool string_get(const struct nlattr *a, char *text, size_t size)
{
	const char *payload = mnl_attr_get_payload(a);
	size_t length = strnlen(payload, mnl_attr_get_payload_len(a));

	if (length == 0 || length >= size)
		return false;
	memcpy(text, payload, length);
	text[length] = '\0';
	return true;
}

/* The header of a message about a link, or NULL. */
static const struct ifinfomsg *header_get(const struct nlmsghdr *h)
{
	if (h->nlmsg_type != RTM_NEWLINK && h->nlmsg_type != RTM_DELLINK)
		return NULL;
	if (h->nlmsg_len < NLMSG_LENGTH(sizeof(struct ifinfomsg)))
		return NULL;
	return mnl_nlmsg_get_payload(h);
}

#define for_each_attribute(a, h) \
	nl_for_each(a, (const char *)(h) + \
		    NLMSG_SPACE(sizeof(struct ifinfomsg)), \
		    (h)->nlmsg_len - NLMSG_SPACE(sizeof(struct ifinfomsg)))

void links_learn(const struct nlmsghdr *h)
{
	const struct ifinfomsg *m = header_get(h);
	char name[IF_NAMESIZE] = "";
	uint8_t address_size = 0;
	struct link *l;

	/*
	 * AF_BRIDGE messages tell of ports: their RTM_DELLINK means that the
	 * port left its bridge, not that the link is gone.
	 */
	if (!m || m->ifi_family != AF_UNSPEC || m->ifi_index <= 0)
		return;
	if (h->nlmsg_type == RTM_DELLINK) {
		cache_forget(m->ifi_index);
		return;
	}
	for_each_attribute(a, h) {
		if (nl_attr_type(a) == IFLA_IFNAME)
			string_get(a, name, sizeof(name));
		else if (nl_attr_type(a) == IFLA_ADDRESS)
			address_size = mnl_attr_get_payload_len(a);
	}
	l = name[0] ? cache_add(m->ifi_index, name) : NULL;
	if (!l)
		return;
	l->info.flags = m->ifi_flags;
	l->info.type = m->ifi_type;
	l->info.address_size = address_size;
	l->is_whole = true;
}

static void question_begin(struct question *q)
{
	memset(q, 0, sizeof(*q));
	q->h.nlmsg_type = RTM_GETLINK;
	q->h.nlmsg_len = NLMSG_LENGTH(sizeof(q->m));
	/* Counters are the costly part of an answer. */
	mnl_attr_put_u32(&q->h, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
}

/* The link of another namespace, when one is entered. */
static void question_place(struct question *q)
{
	if (cache_entered() != LINKS_HERE)
		mnl_attr_put_u32(&q->h, IFLA_TARGET_NETNSID, cache_entered());
}

void links_enter(int32_t nsid)
{
	cache_enter(nsid);
}

void links_forget(int32_t nsid)
{
	int32_t before = cache_entered();

	if (nsid == before || nsid < 0)
		return;
	cache_enter(nsid);
	cache_clear();
	cache_enter(before);
}

static int link_learn_each(const struct nlmsghdr *h, void *arg)
{
	const struct ifinfomsg *m = header_get(h);

	links_learn(h);
	if (m && arg)
		*(uint32_t *)arg = m->ifi_index;
	return 0;
}

/* Asks the kernel for one link and keeps the answer: its index, or 0. */
static uint32_t link_ask(struct question *q)
{
	struct nl *nl = nl_socket(1);
	uint32_t index = 0;

	if (!nl || nl_talk(nl, &q->h, link_learn_each, &index) < 0)
		return 0;
	return index;
}

const struct link_info *links_find(uint32_t index)
{
	struct link *l = cache_find(index);
	struct question q;

	if (index == 0 || index > INT32_MAX)
		return NULL;
	if (!l || !l->is_whole) {
		question_begin(&q);
		question_place(&q);
		q.m.ifi_index = index;
		link_ask(&q);
		l = cache_find(index);
	}
	return l && l->is_whole ? &l->info : NULL;
}

/* SIOCGIFNAME is the cheapest question: no dump stands in its way. */
static struct link *name_ask(uint32_t index)
{
	struct ifreq request = { .ifr_ifindex = index };
	struct nl *nl = nl_socket(0);

	if (!nl || index > INT32_MAX)
		return NULL;
	explain_step(explain_call("ioctl(%d, SIOCGIFNAME, %u)", nl->fd, index), "asks for the name of a link");
	if (ioctl(nl->fd, SIOCGIFNAME, &request))
		return NULL;
	request.ifr_name[IF_NAMESIZE - 1] = '\0';
	return cache_add(index, request.ifr_name);
}

const char *links_name(uint32_t index)
{
	static char unknown[2 + FORMAT_MAX];
	struct link *l;

	if (index == 0)
		return "*";
	if (opt.dry_run && links_pretend_name(index))
		return links_pretend_name(index);
	l = cache_find(index);
	if (!l && cache_entered() == LINKS_HERE)
		l = name_ask(index);
	else if (!l && links_find(index))
		l = cache_find(index);
	if (l)
		return l->info.name;
	memcpy(unknown, "if", 2);
	format_unsigned(unknown + 2, index);
	return unknown;
}

/* SIOCGIFINDEX finds alternative names too, as far as they fit its field. */
static uint32_t index_ask(const char *name)
{
	struct ifreq request = { .ifr_ifindex = 0 };
	struct nl *nl = nl_socket(0);

	if (!nl)
		return 0;
	strncpy(request.ifr_name, name, IF_NAMESIZE - 1);
	explain_step(explain_call("ioctl(%d, SIOCGIFINDEX, \"%s\")", nl->fd, request.ifr_name),
		     "asks for the index of a link: messages know it by number");
	if (ioctl(nl->fd, SIOCGIFINDEX, &request) < 0)
		return 0;
	return request.ifr_ifindex;
}

static uint32_t altname_ask(const char *name)
{
	struct question q;

	question_begin(&q);
	mnl_attr_put_strz(&q.h, IFLA_ALT_IFNAME, name);
	return link_ask(&q);
}

static uint32_t number_index(const char *name)
{
	uint64_t index;

	if (strncmp(name, "if", 2) ||
	    scan_unsigned(name + 2, 10, INT32_MAX, &index) < 0)
		return 0;
	return index;
}

static uint32_t index_find(const char *name)
{
	const struct link *known = cache_find_name(name);
	size_t length = strlen(name);
	struct link *l;
	uint32_t index;

	if (known)
		return known->info.index;
	if (length == 0 || length >= ALTNAME_SIZE)
		return 0;
	index = length < IF_NAMESIZE ? index_ask(name) : altname_ask(name);
	if (!index)
		return number_index(name);
	l = cache_find(index);
	if (!l)
		l = name_ask(index);
	/* "eth0:1" finds eth0, but is no name of it that could be kept. */
	if (l && !strchr(name, ':'))
		cache_name(l, name);
	return index;
}

uint32_t links_index(const char *name)
{
	uint32_t index;

	if (!opt.dry_run)
		return index_find(name);
	if (links_pretend_index(name, &index))
		return index;
	index = index_find(name);
	return links_pretend_gone(index) ? 0 : index;
}

static int links_dump(nl_each each, void *arg)
{
	struct nl_dump dump = { .each = each, .arg = arg };
	struct nl *nl = nl_socket(1);
	struct question q;

	question_begin(&q);
	if (!nl)
		return -1;
	if (nl_dump(nl, &q.h, &dump) < 0)
		return nl_dump_refused(nl, 1);
	return 0;
}

int links_load(void)
{
	return links_dump(link_learn_each, NULL);
}

void links_reset(void)
{
	cache_reset();
}

struct listener {
	void (*each)(const char *name, void *arg);
	void *arg;
};

static void name_tell(const struct nlattr *a, const struct listener *listener)
{
	char name[ALTNAME_SIZE];

	uint32_t index;

	if (string_get(a, name, sizeof(name)) &&
	    !(opt.dry_run && links_pretend_index(name, &index)))
		listener->each(name, listener->arg);
}

static int names_tell(const struct nlmsghdr *h, void *arg)
{
	if (!header_get(h))
		return 0;
	for_each_attribute(a, h) {
		unsigned int type = nl_attr_type(a);

		if (type == IFLA_IFNAME)
			name_tell(a, arg);
		if (type != IFLA_PROP_LIST)
			continue;
		nl_for_each(alt, mnl_attr_get_payload(a),
			    mnl_attr_get_payload_len(a))
			if (nl_attr_type(alt) == IFLA_ALT_IFNAME)
				name_tell(alt, arg);
	}
	return 0;
}

int links_each(void (*each)(const char *name, void *arg), void *arg)
{
	struct listener listener = { each, arg };

	if (opt.dry_run)
		links_pretend_each(each, arg);
	return opt.blind ? 0 : links_dump(names_tell, &listener);
}
