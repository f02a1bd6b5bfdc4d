/* floor.c - the least that any program must spend for the same work of the kernel.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <net/if.h>
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 *	floor route add|replace|del DEV COUNT WINDOW	routes to 10.N.N.N/32, WINDOW of them in a call
 *	floor dump TYPE FAMILY BYTES			reads a dump (RTM_GET...) and writes as many bytes as its text has
 */
#define ROUTE_SIZE (NLMSG_LENGTH(sizeof(struct rtmsg)) + 2 * RTA_LENGTH(4))

static int fd;
static char buf[1 << 16];

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static char *attribute(char *p, int type, const void *data)
{
	struct rtattr *a = (void *)p;

	a->rta_type = type;
	a->rta_len = RTA_LENGTH(4);
	memcpy(RTA_DATA(a), data, 4);
	return p + RTA_LENGTH(4);
}

static size_t route(char *p, const char *verb, unsigned int device, unsigned int n)
{
	struct nlmsghdr *h = memset(p, 0, ROUTE_SIZE);
	struct rtmsg *m = NLMSG_DATA(h);
	uint32_t to = htonl(10u << 24 | n);
	char *end = attribute((char *)(m + 1), RTA_DST, &to);

	h->nlmsg_flags = NLM_F_REQUEST;
	h->nlmsg_type = *verb == 'd' ? RTM_DELROUTE : RTM_NEWROUTE;
	*m = (struct rtmsg){ .rtm_family = AF_INET, .rtm_dst_len = 32, .rtm_table = RT_TABLE_MAIN };
	if (*verb == 'd') {
		m->rtm_scope = RT_SCOPE_NOWHERE;
	} else {
		h->nlmsg_flags |= NLM_F_CREATE | (*verb == 'a' ? NLM_F_EXCL : NLM_F_REPLACE);
		m->rtm_protocol = RTPROT_BOOT;
		m->rtm_scope = RT_SCOPE_LINK;
		m->rtm_type = RTN_UNICAST;
		end = attribute(end, RTA_OIF, &device);
	}
	h->nlmsg_len = end - p;
	return h->nlmsg_len;
}

static void post(size_t size)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };

	if (sendto(fd, buf, size, 0, (struct sockaddr *)&kernel, sizeof(kernel)) != (ssize_t)size)
		die("sendto");
}

static void routes(const char *verb, unsigned int device, unsigned int count, unsigned int window)
{
	unsigned int waiting = 0;
	size_t size = 0;

	for (unsigned int n = 0; n < count; n++) {
		size += route(buf + size, verb, device, n);
		if (++waiting == window) {
			post(size);
			size = waiting = 0;
		}
	}
	if (size)
		post(size);
	if (recv(fd, buf, sizeof(buf), MSG_DONTWAIT) > 0)
		die("refused");
}

static void dump(int type, int family)
{
	struct {
		struct nlmsghdr h;
		struct rtmsg m;
	} q = { .h = { .nlmsg_len = sizeof(q), .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
		.m = { .rtm_family = family } };
	ssize_t n;

	if (send(fd, &q, sizeof(q), 0) < 0)
		die("send");
	while ((n = recv(fd, buf, sizeof(buf), 0)) > 0)
		if (((struct nlmsghdr *)buf)->nlmsg_type == NLMSG_DONE)
			return;
	die("recv");
}

/* The text that the dump becomes has to be written as well. */
static void text(size_t bytes)
{
	memset(buf, 'x', sizeof(buf));
	while (bytes) {
		size_t n = bytes < sizeof(buf) ? bytes : sizeof(buf);

		if (write(STDOUT_FILENO, buf, n) != (ssize_t)n)
			die("write");
		bytes -= n;
	}
}

int main(int argc, char **argv)
{
	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (argc == 6 && !strcmp(argv[1], "route")) {
		routes(argv[2], if_nametoindex(argv[3]), atoi(argv[4]), atoi(argv[5]));
	} else if (argc == 5 && !strcmp(argv[1], "dump")) {
		dump(atoi(argv[2]), atoi(argv[3]));
		text(strtoull(argv[4], NULL, 10));
	} else {
		fprintf(stderr, "usage: floor route VERB DEV COUNT WINDOW | floor dump TYPE FAMILY BYTES\n");
		return 2;
	}
	return 0;
}
