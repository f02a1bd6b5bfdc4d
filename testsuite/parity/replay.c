/* replay.c - LD_PRELOAD: answers rtnetlink dumps from files.  SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A dump of links, addresses, routes, neighbours, rules, nexthop objects or their buckets, and of what bridges know, is
 * answered with the messages that stand back to back in the files $NLREPLAY_LINK, $NLREPLAY_ADDR ..., whatever the
 * kernel knows; without a file it is empty.  Links have the names of names[], on netlink and by ioctl.  All other requests
 * go to the kernel.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <net/if.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define REAL(name, ...) \
	((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)
#define FDS 64
#define DATAGRAM 16384	/* about what the kernel puts into one */
#define TXQLEN 77	/* of every link, by ioctl */

/* names[i] is the link with index i. */
static const char *const names[] = {
	NULL, "lo", "eth0", "eth1", "br0", "bond0", "vrf-blue", "tun0",
	"wlan0", "a-long-name.15", "x",
};
#define NAMES (sizeof(names) / sizeof(names[0]))

/* What a program has still to receive on a socket. */
static struct queue {
	char *data, *at, *end;
} queues[FDS];

static struct queue *queue_of(int fd)
{
	return fd >= 0 && fd < FDS && queues[fd].at < queues[fd].end ?
	       &queues[fd] : NULL;
}

static int is_route_socket(int fd)
{
	int family, protocol;
	socklen_t size = sizeof(int);

	return fd >= 0 && fd < FDS &&
	       !getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &size) &&
	       family == AF_NETLINK &&
	       !getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) &&
	       protocol == NETLINK_ROUTE;
}

static const char *file_of(const struct nlmsghdr *request)
{
	if ((request->nlmsg_flags & NLM_F_DUMP) != NLM_F_DUMP)
		return NULL;
	switch (request->nlmsg_type) {
	case RTM_GETLINK:
		return "NLREPLAY_LINK";
	case RTM_GETADDR:
		return "NLREPLAY_ADDR";
	case RTM_GETROUTE:
		return "NLREPLAY_ROUTE";
	case RTM_GETSTATS:
		return "NLREPLAY_STATS";
	case RTM_GETNEXTHOP:
		return "NLREPLAY_NEXTHOP";
	case RTM_GETNEXTHOPBUCKET:
		return "NLREPLAY_BUCKET";
	case RTM_GETNEIGH:
		return "NLREPLAY_NEIGH";
	case RTM_GETRULE:
		return "NLREPLAY_RULE";
	case RTM_GETMDB:
		return "NLREPLAY_MDB";
	case RTM_GETVLAN:
		return "NLREPLAY_VLAN";
	case RTM_GETTUNNEL:
		return "NLREPLAY_TUNNEL";
	case RTM_GETNETCONF:
		return "NLREPLAY_NETCONF";
	case RTM_GETADDRLABEL:
		return "NLREPLAY_ADDRLABEL";
	case RTM_GETNEIGHTBL:
		return "NLREPLAY_NTABLE";
	}
	return NULL;
}

static size_t file_read(const char *variable, char **data)
{
	const char *path = getenv(variable);
	FILE *f = path ? fopen(path, "r") : NULL;
	size_t size = 0;

	if (f) {
		fseek(f, 0, SEEK_END);
		size = ftell(f);
		rewind(f);
	}
	*data = malloc(size + 1024);
	if (!*data || (f && fread(*data, 1, size, f) != size)) {
		perror(path);
		_exit(99);
	}
	if (f)
		fclose(f);
	return size;
}

/* Numbers the messages as answers and puts them into the socket's queue. */
static void queue_fill(int fd, const struct nlmsghdr *request, char *data,
		       size_t size)
{
	struct sockaddr_nl local = { .nl_family = AF_NETLINK };
	socklen_t length = sizeof(local);
	struct nlmsghdr *h;

	getsockname(fd, (struct sockaddr *)&local, &length);
	free(queues[fd].data);
	queues[fd] = (struct queue){ data, data, data + size };
	for (h = (void *)data; (char *)h < data + size;
	     h = (void *)((char *)h + NLMSG_ALIGN(h->nlmsg_len))) {
		h->nlmsg_seq = request->nlmsg_seq;
		h->nlmsg_pid = local.nl_pid;
	}
}

static void dump_answer(int fd, const struct nlmsghdr *request,
			const char *variable)
{
	struct nlmsghdr *done;
	char *data;
	size_t size = file_read(variable, &data);

	done = (void *)(data + size);
	*done = (struct nlmsghdr){ NLMSG_LENGTH(sizeof(int)), NLMSG_DONE,
				   NLM_F_MULTI, 0, 0 };
	memset(NLMSG_DATA(done), 0, sizeof(int));
	queue_fill(fd, request, data, size + done->nlmsg_len);
}

static unsigned int index_of(const char *name)
{
	for (unsigned int i = 1; i < NAMES; i++)
		if (!strcmp(names[i], name))
			return i;
	return 0;
}

static unsigned int link_asked(const struct nlmsghdr *request)
{
	const struct ifinfomsg *m = NLMSG_DATA(request);
	const struct rtattr *a = IFLA_RTA(m);
	int left = IFLA_PAYLOAD(request);

	if (m->ifi_index)
		return m->ifi_index;
	for (; RTA_OK(a, left); a = RTA_NEXT(a, left))
		if (a->rta_type == IFLA_IFNAME || a->rta_type == IFLA_ALT_IFNAME)
			return index_of(RTA_DATA(a));
	return 0;
}

/* The file's message of a link, or of its counters, that is asked for by index. */
static int found(int fd, const struct nlmsghdr *request, const char *variable, unsigned int index)
{
	char *data;
	size_t size = file_read(variable, &data);

	for (char *at = data; index && at < data + size;) {
		struct nlmsghdr *h = (void *)at;
		const struct ifinfomsg *m = NLMSG_DATA(h);	/* struct if_stats_msg has its index in the same place */

		at += NLMSG_ALIGN(h->nlmsg_len);
		if (m->ifi_index != (int)index)
			continue;
		h->nlmsg_flags = 0;
		memmove(data, h, h->nlmsg_len);
		queue_fill(fd, request, data, ((struct nlmsghdr *)data)->nlmsg_len);
		return 1;
	}
	free(data);
	return 0;
}

static void link_answer(int fd, const struct nlmsghdr *request)
{
	unsigned int index = link_asked(request);
	struct nlmsghdr *h;
	struct nlmsgerr *error;
	struct ifinfomsg *m;
	struct rtattr *a;

	if (found(fd, request, "NLREPLAY_LINK", index))
		return;
	h = calloc(1, 1024);
	error = NLMSG_DATA(h);
	m = NLMSG_DATA(h);
	if (index && index < NAMES) {
		h->nlmsg_type = RTM_NEWLINK;
		h->nlmsg_len = NLMSG_LENGTH(sizeof(*m));
		m->ifi_type = 1;
		m->ifi_index = index;
		m->ifi_flags = IFF_UP;
		a = IFLA_RTA(m);
		a->rta_type = IFLA_IFNAME;
		a->rta_len = RTA_LENGTH(strlen(names[index]) + 1);
		strcpy(RTA_DATA(a), names[index]);
		h->nlmsg_len += RTA_ALIGN(a->rta_len);
	} else {
		h->nlmsg_type = NLMSG_ERROR;
		h->nlmsg_flags = NLM_F_CAPPED;
		h->nlmsg_len = NLMSG_LENGTH(sizeof(*error));
		error->error = -ENODEV;
		error->msg = *request;
	}
	queue_fill(fd, request, (char *)h, h->nlmsg_len);
}

static int answer(int fd, const void *data, size_t size)
{
	const struct nlmsghdr *request = data;
	const char *variable;

	if (size < sizeof(*request) || !is_route_socket(fd))
		return 0;
	variable = file_of(request);
	if (variable)
		dump_answer(fd, request, variable);
	else if (request->nlmsg_type == RTM_GETLINK)
		link_answer(fd, request);
	else if (request->nlmsg_type == RTM_GETSTATS && getenv("NLREPLAY_STATS"))
		return found(fd, request, "NLREPLAY_STATS", ((struct if_stats_msg *)NLMSG_DATA(request))->ifindex);
	else
		return 0;
	return 1;
}

/* As many messages as the kernel would put into one datagram. */
static size_t datagram_size(const struct queue *q)
{
	size_t size = 0;

	while (q->at + size < q->end) {
		const struct nlmsghdr *h = (const void *)(q->at + size);
		size_t length = NLMSG_ALIGN(h->nlmsg_len);

		if (size && size + length > DATAGRAM)
			break;
		size += length;
	}
	return size;
}

static ssize_t take(struct queue *q, struct msghdr *m, int flags)
{
	size_t size = datagram_size(q), copied = 0;

	for (size_t i = 0; i < m->msg_iovlen && copied < size; i++) {
		size_t n = m->msg_iov[i].iov_len;

		if (n > size - copied)
			n = size - copied;
		memcpy(m->msg_iov[i].iov_base, q->at + copied, n);
		copied += n;
	}
	if (m->msg_name && m->msg_namelen >= sizeof(struct sockaddr_nl)) {
		struct sockaddr_nl *from = m->msg_name;

		*from = (struct sockaddr_nl){ .nl_family = AF_NETLINK };
		m->msg_namelen = sizeof(*from);
	}
	m->msg_flags = copied < size ? MSG_TRUNC : 0;
	m->msg_controllen = 0;
	if (!(flags & MSG_PEEK))
		q->at += size;
	return flags & MSG_TRUNC ? size : copied;
}

ssize_t send(int fd, const void *data, size_t size, int flags)
{
	return answer(fd, data, size) ? (ssize_t)size :
	       REAL(send, fd, data, size, flags);
}

ssize_t sendto(int fd, const void *data, size_t size, int flags,
	       const struct sockaddr *to, socklen_t length)
{
	return answer(fd, data, size) ? (ssize_t)size :
	       REAL(sendto, fd, data, size, flags, to, length);
}

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
	const struct iovec *part = m->msg_iov;

	/* Both programs put a request into one part. */
	return m->msg_iovlen && answer(fd, part->iov_base, part->iov_len) ?
	       (ssize_t)part->iov_len : REAL(sendmsg, fd, m, flags);
}

ssize_t recvmsg(int fd, struct msghdr *m, int flags)
{
	struct queue *q = queue_of(fd);

	return q ? take(q, m, flags) : REAL(recvmsg, fd, m, flags);
}

ssize_t recv(int fd, void *data, size_t size, int flags)
{
	struct queue *q = queue_of(fd);
	struct iovec part = { data, size };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };

	return q ? take(q, &m, flags) : REAL(recv, fd, data, size, flags);
}

int close(int fd)
{
	struct queue *q = queue_of(fd);

	if (q)
		q->at = q->end;
	return REAL(close, fd);
}

char *if_indextoname(unsigned int index, char name[IF_NAMESIZE])
{
	if (!index || index >= NAMES) {
		errno = ENXIO;
		return NULL;
	}
	return strcpy(name, names[index]);
}

unsigned int if_nametoindex(const char *name)
{
	unsigned int index = index_of(name);

	if (!index)
		errno = ENODEV;
	return index;
}

int ioctl(int fd, unsigned long request, ...)
{
	struct ifreq *r;
	va_list list;

	va_start(list, request);
	r = va_arg(list, struct ifreq *);
	va_end(list);
	switch (request) {
	case SIOCGIFNAME:
		return if_indextoname(r->ifr_ifindex, r->ifr_name) ? 0 : -1;
	case SIOCGIFINDEX:
		r->ifr_ifindex = if_nametoindex(r->ifr_name);
		return r->ifr_ifindex ? 0 : -1;
	case SIOCGIFTXQLEN:
		r->ifr_qlen = TXQLEN;
		return 0;
	}
	return REAL(ioctl, fd, request, r);
}
