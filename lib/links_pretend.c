/* links_pretend.c - -dry-run: links that the requests held back would have made.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "links_pretend.h"

#include <linux/if_link.h>
#include <linux/veth.h>
#include <stdlib.h>
#include <string.h>

#include "large.h"
#include "links.h"
#include "pretend.h"

static LARGE struct pretence links;
static uint32_t made;		/* so many got an index of ours, the greatest numbers there are */

bool links_is_pretended(uint32_t index)
{
	return index <= INT32_MAX && index > INT32_MAX - made;
}

/* The attributes that tell what becomes of a link. */
struct said {
	const struct ifinfomsg *header;
	const char *name, *kind;
	const struct nlattr *peer, *names;
	bool moves;		/* to another namespace */
};

static const char *string_of(const struct nlattr *a)
{
	const char *s = mnl_attr_get_payload(a);

	return memchr(s, '\0', mnl_attr_get_payload_len(a)) ? s : NULL;
}

/* The kinds that come in pairs have the other end, a link message, as attribute 1. */
static bool is_pair(const struct nlattr *kind)
{
	static const char *const pairs[] = { "veth", "vxcan", "netkit" };
	size_t n = mnl_attr_get_payload_len(kind);

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (n >= strlen(pairs[i]) && !strncmp(mnl_attr_get_payload(kind), pairs[i], n))
			return true;
	return false;
}

static void read_info(struct said *said, const struct nlattr *info)
{
	const struct nlattr *kind = NULL, *data = NULL;

	nl_for_each(a, mnl_attr_get_payload(info), mnl_attr_get_payload_len(info)) {
		if (mnl_attr_get_type(a) == IFLA_INFO_KIND)
			kind = a;
		else if (mnl_attr_get_type(a) == IFLA_INFO_DATA)
			data = a;
	}
	if (!kind || !data || !is_pair(kind))
		return;
	nl_for_each(a, mnl_attr_get_payload(data), mnl_attr_get_payload_len(data))
		if (mnl_attr_get_type(a) == VETH_INFO_PEER)
			said->peer = a;
}

/* data: struct ifinfomsg and attributes, as in a message and in the peer of a veth. */
static bool read_link(struct said *said, const void *data, size_t size)
{
	memset(said, 0, sizeof(*said));
	if (size < sizeof(*said->header))
		return false;
	said->header = data;
	nl_for_each(a, (const char *)data + sizeof(*said->header), size - sizeof(*said->header))
		switch (mnl_attr_get_type(a)) {
		case IFLA_IFNAME:
			said->name = string_of(a);
			break;
		case IFLA_NET_NS_FD:
		case IFLA_NET_NS_PID:
			said->moves = true;
			break;
		case IFLA_LINKINFO:
			read_info(said, a);
			break;
		case IFLA_PROP_LIST:
			said->names = a;
			break;
		}
	return true;
}

static void make(const struct said *said, const void *data, size_t size)
{
	struct pretended *p = said->name && !said->moves ? pretend_put(&links, said->name) : NULL;
	struct nlmsghdr *n = p ? calloc(1, NLMSG_SPACE(size)) : NULL;

	if (!n)
		return;
	n->nlmsg_len = NLMSG_LENGTH(size);
	n->nlmsg_type = RTM_NEWLINK;
	memcpy(mnl_nlmsg_get_payload(n), data, size);
	p->index = INT32_MAX - made++;
	p->message = n;
	((struct ifinfomsg *)mnl_nlmsg_get_payload(n))->ifi_index = p->index;
}

static void create(const struct nlmsghdr *n, const struct said *said)
{
	struct said peer;

	/* "replace" changes what is there. */
	if (!(n->nlmsg_flags & NLM_F_EXCL) && said->name && links_index(said->name))
		return;
	make(said, said->header, n->nlmsg_len - NLMSG_HDRLEN);
	if (said->peer && read_link(&peer, mnl_attr_get_payload(said->peer), mnl_attr_get_payload_len(said->peer)))
		make(&peer, peer.header, mnl_attr_get_payload_len(said->peer));
}

static void name_it(const char *name, uint32_t index)
{
	struct pretended *p = pretend_put(&links, name);

	if (p)
		p->index = index;
}

/* The old name is gone, and with it, unless it gets another one, the link. */
static void rename_it(uint32_t index, const char *name)
{
	char old[IF_NAMESIZE];
	struct pretended *p;
	void *message = NULL;

	snprintf(old, sizeof(old), "%s", links_name(index));
	p = pretend_find(&links, old);
	if (p) {
		message = p->message;
		p->message = NULL;
	}
	pretend_gone(&links, old);
	if (!name) {
		p = pretend_find(&links, old);
		if (p)
			p->index = index;
		free(message);
		return;
	}
	name_it(name, index);
	p = pretend_find(&links, name);
	if (p)
		p->message = message;
	else
		free(message);
}

static void change(const struct said *said)
{
	uint32_t index = said->header->ifi_index;

	if (index && said->moves)
		rename_it(index, NULL);
	else if (index && said->name)
		rename_it(index, said->name);
}

static void remove_it(const struct said *said)
{
	uint32_t index = said->header->ifi_index;

	if (!index && said->name)
		index = links_index(said->name);
	if (index)
		rename_it(index, NULL);
}

static void alternative(const struct said *said, bool gone)
{
	if (!said->names)
		return;
	nl_for_each(a, mnl_attr_get_payload(said->names), mnl_attr_get_payload_len(said->names)) {
		const char *name = mnl_attr_get_type(a) == IFLA_ALT_IFNAME ? string_of(a) : NULL;

		if (name && gone)
			pretend_gone(&links, name);
		else if (name)
			name_it(name, said->header->ifi_index);
	}
}

void links_pretend(const struct nlmsghdr *n)
{
	struct said said;

	if (n->nlmsg_type != RTM_NEWLINK && n->nlmsg_type != RTM_DELLINK &&
	    n->nlmsg_type != RTM_NEWLINKPROP && n->nlmsg_type != RTM_DELLINKPROP)
		return;
	if (!read_link(&said, mnl_nlmsg_get_payload(n), n->nlmsg_len - NLMSG_HDRLEN))
		return;
	/* A bridge removes VLANs of a port by this; what has no handler of its family is a link's. */
	if (said.header->ifi_family == AF_BRIDGE && n->nlmsg_type == RTM_DELLINK)
		return;
	if (n->nlmsg_type == RTM_DELLINK)
		remove_it(&said);
	else if (n->nlmsg_type != RTM_NEWLINK)
		alternative(&said, n->nlmsg_type == RTM_DELLINKPROP);
	else if (n->nlmsg_flags & NLM_F_CREATE)
		create(n, &said);
	else
		change(&said);
}

/* ---- questions ---- */
static const struct pretended *links_with(uint32_t index, bool gone)
{
	const struct pretended *p = NULL;

	while ((p = pretend_next(&links, p)))
		if (p->index == index && p->gone == gone)
			break;
	return p;
}

bool links_pretend_index(const char *name, uint32_t *index)
{
	const struct pretended *p = pretend_find(&links, name);

	if (!p)
		return false;
	*index = p->gone ? 0 : p->index;
	return true;
}

const char *links_pretend_name(uint32_t index)
{
	const struct pretended *p = links_with(index, false);

	return p ? p->name : NULL;
}

void links_pretend_each(void (*each)(const char *name, void *arg), void *arg)
{
	for (const struct pretended *p = NULL; (p = pretend_next(&links, p));)
		if (!p->gone)
			each(p->name, arg);
}

bool links_pretend_gone(uint32_t index)
{
	return links_with(index, true);
}

bool links_pretend_answer(const struct nlmsghdr *n, nl_each each, void *arg, int *result)
{
	const struct ifinfomsg *m = mnl_nlmsg_get_payload(n);
	const struct pretended *p;

	if (n->nlmsg_type != RTM_GETLINK || n->nlmsg_len < NLMSG_LENGTH(sizeof(*m)) ||
	    !links_is_pretended(m->ifi_index))
		return false;
	p = links_with(m->ifi_index, false);
	if (!p || !p->message)
		return false;
	*result = each ? each(p->message, arg) : 0;
	return true;
}

void links_pretend_reset(void)
{
	pretend_free(&links);
	made = 0;
}
