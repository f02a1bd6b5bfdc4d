/* nl_listen.c - multicast groups of rtnetlink, read without losing a burst.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl_listen.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "large.h"
#include "options.h"
#include "step.h"

#define QUEUE (64 * 1024 * 1024)
#define EVENT_MAX (512 * 1024)

static LARGE char inbox[EVENT_MAX];

/*
 * Events wait in the socket's queue while nobody reads.  SO_RCVBUFFORCE goes beyond
 * net.core.rmem_max, which is a few hundred events, and needs CAP_NET_ADMIN.
 */
static void queue_enlarge(int fd)
{
	int size = opt.rcvbuf ? (int)opt.rcvbuf : QUEUE;

	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) < 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
}

int nl_listen_open(struct nl_listener *l)
{
	struct sockaddr_nl local = { .nl_family = AF_NETLINK };

	explain_step(l->protocol == NETLINK_XFRM ? "socket(AF_NETLINK, SOCK_RAW, NETLINK_XFRM)" :
		     l->protocol ? "socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC)" :
				   "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)", "one that only listens");
	l->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, l->protocol);
	if (l->fd < 0)
		return fail(1, "Cannot open netlink socket: %s", strerror(errno));
	queue_enlarge(l->fd);
	if (bind(l->fd, (struct sockaddr *)&local, sizeof(local)) < 0) {
		fail(1, "Cannot bind netlink socket: %s", strerror(errno));
		nl_listen_close(l);
		return -1;
	}
	return 0;
}

static const char *group_name(const struct nl_listener *l, unsigned int group)
{
#define GROUP(g)	[RTNLGRP_##g] = "RTNLGRP_" #g
	static const char *const names[] = {
		GROUP(LINK), GROUP(NEIGH), GROUP(TC), GROUP(IPV4_IFADDR), GROUP(IPV4_MROUTE), GROUP(IPV4_ROUTE),
		GROUP(IPV4_RULE), GROUP(IPV6_IFADDR), GROUP(IPV6_MROUTE), GROUP(IPV6_ROUTE), GROUP(IPV6_PREFIX),
		GROUP(IPV6_RULE), GROUP(MPLS_ROUTE), GROUP(IPV4_NETCONF), GROUP(IPV6_NETCONF), GROUP(MPLS_NETCONF),
		GROUP(NSID), GROUP(NEXTHOP), GROUP(STATS),
	};
#undef GROUP
	const char *name = !l->protocol && group < sizeof(names) / sizeof(names[0]) ? names[group] : NULL;

	return name ? name : explain_call("%u", group);
}

int nl_listen_join(const struct nl_listener *l, unsigned int group)
{
	explain_step(explain_call("setsockopt(%d, NETLINK_ADD_MEMBERSHIP, %s)", l->fd, group_name(l, group)),
		     "whatever the kernel tells this group comes in from here on");
	return setsockopt(l->fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group));
}

int nl_listen_all_nsid(const struct nl_listener *l)
{
	int on = 1;

	explain_step(explain_call("setsockopt(%d, NETLINK_LISTEN_ALL_NSID)", l->fd),
		     "from every namespace that has an id here");
	return setsockopt(l->fd, SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, &on, sizeof(on));
}

/* Which namespace a datagram is from: no word about it means the socket's own. */
static int32_t nsid_of(struct msghdr *m)
{
	int32_t nsid = NL_NSID_CURRENT;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c))
		if (c->cmsg_level == SOL_NETLINK && c->cmsg_type == NETLINK_LISTEN_ALL_NSID &&
		    c->cmsg_len >= CMSG_LEN(sizeof(nsid)))
			memcpy(&nsid, CMSG_DATA(c), sizeof(nsid));
	return nsid;
}

/* What is heard is of a protocol too (nl_protocol). */
static struct nl listening;

static int datagram_walk(const struct nl_listener *l, int left, int32_t nsid)
{
	const struct nlmsghdr *h = (void *)inbox;

	for (; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left)) {
		listening.protocol = l->protocol;
		nl_talking = l->protocol ? &listening : NULL;
		if (nl_tap)
			nl_tap(h, false);
		if (l->each(h, nsid, l->arg) < 0)
			return -1;
	}
	return 0;
}

/* 1: an event was read, 0: there is none now, -1: the end. */
static int datagram_read(const struct nl_listener *l)
{
	struct sockaddr_nl from = { .nl_family = AF_UNSPEC };
	char control[CMSG_SPACE(sizeof(int32_t)) + CMSG_SPACE(64)];
	struct iovec part = { inbox, sizeof(inbox) };
	struct msghdr m = {
		.msg_name = &from, .msg_namelen = sizeof(from), .msg_iov = &part, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	ssize_t n = recvmsg(l->fd, &m, MSG_DONTWAIT);

	if (n < 0 && errno == ENOBUFS) {
		l->lost(l->arg);
		return 1;
	}
	if (n < 0)
		return errno == EAGAIN ? 0 : errno == EINTR ? 1 : -1;
	/* Only the kernel tells the truth about itself: others can send to this socket too. */
	if (from.nl_pid)
		return 1;
	return datagram_walk(l, n, nsid_of(&m)) < 0 ? -1 : 1;
}

int nl_listen(const struct nl_listener *l)
{
	struct pollfd poller = { .fd = l->fd, .events = POLLIN };

	for (;;) {
		int ret = datagram_read(l);

		if (ret < 0)
			return fail(2, "netlink receive error %s (%d)", strerror(errno), errno);
		if (ret > 0)
			continue;
		if (l->idle(l->arg) < 0)
			return -1;
		poll(&poller, 1, -1);
	}
}

void nl_listen_close(struct nl_listener *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}
