/* nl_watch.c - changes that the kernel does not mark in a dump.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl_watch.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "step.h"

static int family_of(const struct nlmsghdr *n)
{
	const struct rtgenmsg *m = mnl_nlmsg_get_payload(n);

	return n->nlmsg_len < NLMSG_LENGTH(sizeof(*m)) ? AF_UNSPEC : m->rtgen_family;
}

static int groups_of(const struct nlmsghdr *request)
{
	int v6 = 0, v4 = 0, family = family_of(request);

	if (request->nlmsg_type == RTM_GETROUTE) {
		v6 = RTMGRP_IPV6_ROUTE;
		v4 = RTMGRP_IPV4_ROUTE;
	} else if (request->nlmsg_type == RTM_GETRULE) {
		v6 = 1 << (RTNLGRP_IPV6_RULE - 1);
		v4 = RTMGRP_IPV4_RULE;
	} else if (request->nlmsg_type == RTM_GETADDR) {
		v6 = RTMGRP_IPV6_IFADDR;
		v4 = RTMGRP_IPV4_IFADDR;
	}
	return (family != AF_INET6 ? v4 : 0) | (family != AF_INET ? v6 : 0);
}

/* Where there is no such socket, a listing is what it is without it. */
void nl_watch_begin(struct nl_watch *w, const struct nlmsghdr *request)
{
	struct sockaddr_nl local = { .nl_family = AF_NETLINK, .nl_groups = request ? groups_of(request) : 0 };

	w->fd = -1;
	w->parts = w->n = 0;
	w->counted = w->twice = false;
	if (!local.nl_groups)
		return;
	w->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	explain_step(explain_call("bind(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), groups %#x)", local.nl_groups),
		     "hears of changes that the listing would not tell of");
	if (w->fd >= 0 && bind(w->fd, (struct sockaddr *)&local, sizeof(local)) < 0) {
		close(w->fd);
		w->fd = -1;
	}
}

/* Is it an IPv4 route, and to where? */
static bool place_of(const struct nlmsghdr *n, struct nl_place *p)
{
	const struct rtmsg *m = mnl_nlmsg_get_payload(n);

	if (n->nlmsg_type != RTM_NEWROUTE || n->nlmsg_len < NLMSG_LENGTH(sizeof(*m)) || m->rtm_family != AF_INET)
		return false;
	*p = (struct nl_place){ .length = m->rtm_dst_len, .table = m->rtm_table };
	nl_for_each(a, m + 1, n->nlmsg_len - NLMSG_LENGTH(sizeof(*m))) {
		if (mnl_attr_get_payload_len(a) != sizeof(uint32_t))
			continue;
		if (mnl_attr_get_type(a) == RTA_TABLE)
			p->table = mnl_attr_get_u32(a);
		else if (mnl_attr_get_type(a) == RTA_DST)
			p->address = mnl_attr_get_u32(a);
	}
	return true;
}

static uint32_t hash(uint32_t value, const void *data, size_t size)
{
	for (const uint8_t *p = data; size--; p++)
		value = (value ^ *p) * 16777619;
	return value;
}

/* What an IPv6 address is known by: its link, itself, its peer; 0: it is none. */
static uint32_t address_hash(const struct nlmsghdr *n)
{
	const struct ifaddrmsg *m = mnl_nlmsg_get_payload(n);
	uint32_t value;

	if (n->nlmsg_type != RTM_NEWADDR || n->nlmsg_len < NLMSG_LENGTH(sizeof(*m)) || m->ifa_family != AF_INET6)
		return 0;
	value = hash(1, &m->ifa_index, sizeof(m->ifa_index));
	nl_for_each(a, m + 1, n->nlmsg_len - NLMSG_LENGTH(sizeof(*m)))
		if (mnl_attr_get_type(a) == IFA_ADDRESS || mnl_attr_get_type(a) == IFA_LOCAL)
			value = hash(value, a, a->nla_len);
	return value | 1;
}

/* One that was added shifts others, so that the next datagram begins with one of the last. */
static void look_for_twins(struct nl_watch *w, const struct nlmsghdr *first, const struct nlmsghdr *last)
{
	uint32_t value = address_hash(first);
	int left = (const char *)last - (const char *)first + last->nlmsg_len;

	for (int i = 0; value && i < w->n; i++)
		w->twice |= w->hashes[i] == value;
	w->n = 0;
	for (const struct nlmsghdr *n = first; mnl_nlmsg_ok(n, left) && w->n < (int)MNL_ARRAY_SIZE(w->hashes);
	     n = mnl_nlmsg_next(n, &left))
		w->hashes[w->n++] = address_hash(n);
}

void nl_watch_part(struct nl_watch *w, const struct nlmsghdr *first, const struct nlmsghdr *last)
{
	struct nl_place p;

	if (w->fd < 0)
		return;
	if (w->parts++ && (!place_of(first, &p) || (p.length == w->last.length && p.table == w->last.table &&
						    p.address == w->last.address)))
		w->counted = true;
	place_of(last, &w->last);
	look_for_twins(w, first, last);
}

/*
 * A change is told a moment after it is made, by one who holds a lock until then.  This question
 * has to wait for the same lock: what is told before it is answered is all there is to be told.
 */
static bool has_changed(int fd)
{
	struct {
		struct nlmsghdr header;
		struct ifinfomsg link;
	} q = { .header = { sizeof(q), RTM_GETLINK, NLM_F_REQUEST, 1, 0 }, .link = { .ifi_index = 1 } };
	struct nlmsghdr told = { .nlmsg_seq = 0 };

	explain_step("send(RTM_GETLINK), recv()", "did something change while the datagrams came?");
	if (send(fd, &q, sizeof(q), 0) < 0)
		return false;
	/* ENOBUFS: there were more changes than it could hold. */
	if (recv(fd, &told, sizeof(told), 0) < 0)
		return errno == ENOBUFS;
	return told.nlmsg_seq != q.header.nlmsg_seq;
}

bool nl_watch_end(struct nl_watch *w)
{
	bool torn = w->fd >= 0 && w->counted && (w->twice || has_changed(w->fd));

	if (w->fd >= 0)
		close(w->fd);
	return torn;
}
