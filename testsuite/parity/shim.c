/* shim.c - LD_PRELOAD: logs what a program sends on netlink sockets, and ioctls that change links.  SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * And it stands in for families of generic netlink that this kernel lacks: $NLFAMILIES is "NAME ...", and each
 * is there as far as the program can see.  What is sent to one is accepted; a dump is answered with the messages
 * that stand back to back in the file $NLFAMILY.  A program that joins one of its groups receives those of the
 * file $NLEVENTS, and then ends.  Likewise for tunnels: $NLTUNNELS is a file of what they answer when ioctls ask.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>	/* before any linux/ header */
#include <linux/if_tun.h>
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <stdarg.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name, ...) \
	((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)

/* The netlink protocol of a socket, or -1 when it is another kind of file. */
static int protocol(int fd)
{
	int value;
	socklen_t size = sizeof(value);

	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &value, &size) ||
	    value != AF_NETLINK)
		return -1;
	if (getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &value, &size))
		return -1;
	return value;
}

#define IOCTL 0x10c71	/* stands where the protocol does: the number of an ioctl and its argument follow */

/* A record: bytes that follow, protocol (both 32 bits), bytes as sent. */
static void record_as(int proto, const struct iovec *iov, size_t n)
{
	const char *file = getenv("NLLOG");
	static char buf[1 << 20];
	uint32_t head[2];
	size_t len = sizeof(head);
	int log;

	if (!file || proto < 0)
		return;
	for (size_t i = 0; i < n && len + iov[i].iov_len <= sizeof(buf); i++) {
		memcpy(buf + len, iov[i].iov_base, iov[i].iov_len);
		len += iov[i].iov_len;
	}
	head[0] = len - sizeof(head);
	head[1] = proto;
	memcpy(buf, head, sizeof(head));
	log = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (log < 0 || REAL(write, log, buf, len) != (ssize_t)len)
		abort();
	close(log);
}

/* ---- families that are not there ---- */
#define FIRST_ID 900	/* of the first name in $NLFAMILIES */
#define GROUP_ID 9	/* of the group $NLGROUP, which all of them have */

/* What the program has still to receive on the socket. */
static struct {
	int fd;
	size_t at, size;
	_Alignas(NLMSG_ALIGNTO) char data[1 << 16];
} answer;

static int family_id(const char *name)
{
	const char *names = getenv("NLFAMILIES");
	int id = FIRST_ID;

	for (size_t n; names && *names; names += n + (names[n] == ' '), id++) {
		n = strcspn(names, " ");
		if (n == strlen(name) && !memcmp(names, name, n))
			return id;
	}
	return 0;
}

static uint32_t port(int fd)
{
	struct sockaddr_nl a = { .nl_pid = 0 };
	socklen_t size = sizeof(a);

	getsockname(fd, (struct sockaddr *)&a, &size);
	return a.nl_pid;
}

static struct nlmsghdr *add(const struct nlmsghdr *request, uint16_t type, const void *payload, size_t size)
{
	struct nlmsghdr *n = (void *)(answer.data + answer.size);

	if (answer.size + NLMSG_SPACE(size) > sizeof(answer.data))
		abort();
	memset(n, 0, NLMSG_SPACE(size));
	*n = (struct nlmsghdr){ NLMSG_LENGTH(size), type, 0, request->nlmsg_seq, port(answer.fd) };
	memcpy(NLMSG_DATA(n), payload, size);
	answer.size += NLMSG_SPACE(size);
	return n;
}

static void add_family(const struct nlmsghdr *request, int id)
{
	struct {
		struct genlmsghdr g;
		struct nlattr a;
		uint16_t id, pad;
		struct nlattr groups, group, group_id;
		uint32_t number;
		struct nlattr group_name;
		char name[16];
	} f = {
		{ CTRL_CMD_NEWFAMILY, 2, 0 }, { sizeof(f.a) + 2, CTRL_ATTR_FAMILY_ID }, id, 0,
		{ sizeof(f) - offsetof(__typeof__(f), groups), CTRL_ATTR_MCAST_GROUPS },
		{ sizeof(f) - offsetof(__typeof__(f), group), 1 },
		{ sizeof(f.group_id) + 4, CTRL_ATTR_MCAST_GRP_ID }, GROUP_ID,
		{ sizeof(f.group_name) + sizeof(f.name), CTRL_ATTR_MCAST_GRP_NAME }, "",
	};
	const char *group = getenv("NLGROUP");

	if (group)
		memcpy(f.name, group, strnlen(group, sizeof(f.name)));
	add(request, GENL_ID_CTRL, &f, group ? sizeof(f) : offsetof(__typeof__(f), groups));
}

/* The messages of the file that the variable names, as answers. */
static void add_file(const struct nlmsghdr *request, const char *variable)
{
	static _Alignas(NLMSG_ALIGNTO) char file[1 << 15];
	const char *name = getenv(variable);
	const struct nlmsghdr *n = (void *)file;
	int fd = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
	int left = fd < 0 ? 0 : (int)REAL(read, fd, file, sizeof(file));

	for (; NLMSG_OK(n, (unsigned int)left); n = NLMSG_NEXT(n, left))
		add(request, request->nlmsg_type, NLMSG_DATA(n), n->nlmsg_len - NLMSG_HDRLEN)->nlmsg_flags = NLM_F_MULTI;
	if (fd >= 0)
		close(fd);
}

static void add_dump(const struct nlmsghdr *request)
{
	int zero = 0;

	add_file(request, "NLFAMILY");
	add(request, NLMSG_DONE, &zero, sizeof(zero))->nlmsg_flags = NLM_F_MULTI;
}

/* ---- events ---- */
static int listener = -1;	/* the socket that has joined */
static int looked;		/* how often nothing was found there */

int setsockopt(int fd, int level, int option, const void *value, socklen_t size)
{
	static const struct nlmsghdr event = { .nlmsg_type = FIRST_ID };

	if (!getenv("NLEVENTS") || level != SOL_NETLINK || option != NETLINK_ADD_MEMBERSHIP)
		return REAL(setsockopt, fd, level, option, value, size);
	listener = answer.fd = fd;
	answer.at = answer.size = 0;
	add_file(&event, "NLEVENTS");
	/* A file that one never has to wait for. */
	return dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), fd) < 0 ? -1 : 0;
}

/* What the controller is asked for: a family by its name, or by its number for the groups. */
static int id_asked(const struct nlattr *a)
{
	uint16_t id;

	if (a->nla_type == CTRL_ATTR_FAMILY_NAME)
		return family_id((const char *)a + NLA_HDRLEN);
	memcpy(&id, (const char *)a + NLA_HDRLEN, sizeof(id));
	return a->nla_type == CTRL_ATTR_FAMILY_ID && id >= FIRST_ID && id <= FIRST_ID + 20 ? id : 0;
}

/* Is it for a family that is not there, or does it ask for one?  Then its answer waits. */
static int is_answered(int fd, const void *data, size_t size)
{
	const struct nlmsghdr *n = data;
	const struct nlattr *a = (const void *)((const char *)data + NLMSG_HDRLEN + GENL_HDRLEN);
	struct nlmsgerr accepted = { .error = 0 };
	int id;

	if (!getenv("NLFAMILIES") || size < NLMSG_HDRLEN + GENL_HDRLEN || protocol(fd) != NETLINK_GENERIC)
		return 0;
	id = n->nlmsg_type == GENL_ID_CTRL && size > NLMSG_HDRLEN + GENL_HDRLEN + NLA_HDRLEN ? id_asked(a) : 0;
	if (!id && (n->nlmsg_type < FIRST_ID || n->nlmsg_type > FIRST_ID + 20))
		return 0;
	answer.fd = fd;
	answer.at = answer.size = 0;
	accepted.msg = *n;
	if (id)
		add_family(n, id);
	else if ((n->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP)
		add_dump(n);
	if ((n->nlmsg_flags & NLM_F_DUMP) != NLM_F_DUMP && n->nlmsg_flags & NLM_F_ACK)
		add(n, NLMSG_ERROR, &accepted, sizeof(accepted));
	return 1;
}

static int is_answered_iov(int fd, const struct iovec *iov, size_t n)
{
	char data[4096];
	size_t size = 0;

	for (size_t i = 0; i < n && size + iov[i].iov_len <= sizeof(data); i++) {
		memcpy(data + size, iov[i].iov_base, iov[i].iov_len);
		size += iov[i].iov_len;
	}
	return is_answered(fd, data, size);
}

static size_t length(const struct iovec *iov, size_t n)
{
	size_t size = 0;

	for (size_t i = 0; i < n; i++)
		size += iov[i].iov_len;
	return size;
}

ssize_t recvmsg(int fd, struct msghdr *m, int flags)
{
	size_t size = answer.size - answer.at;

	if (fd == listener && fd == answer.fd && !size) {
		if (!(flags & MSG_DONTWAIT) || looked++)
			exit(0);
		errno = EAGAIN;
		return -1;
	}
	if (fd != answer.fd || !size)
		return REAL(recvmsg, fd, m, flags);
	if (m->msg_name) {
		memset(m->msg_name, 0, sizeof(struct sockaddr_nl));
		((struct sockaddr_nl *)m->msg_name)->nl_family = AF_NETLINK;
		m->msg_namelen = sizeof(struct sockaddr_nl);
	}
	m->msg_controllen = 0;
	m->msg_flags = 0;
	if (m->msg_iov->iov_len >= size)
		memcpy(m->msg_iov->iov_base, answer.data + answer.at, size);
	if (!(flags & MSG_PEEK))
		answer.at = answer.size;
	return size;
}

static void record(int fd, const struct iovec *iov, size_t n)
{
	record_as(protocol(fd), iov, n);
}

static int domain(int fd)
{
	int value = -1;
	socklen_t size = sizeof(value);

	getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &value, &size);
	return value;
}

/* The size of what ifr_data points to; 0: nothing. */
static size_t data_size(int fd, unsigned long request)
{
	switch (request) {
	case SIOCADDTUNNEL:
	case SIOCDELTUNNEL:
	case SIOCCHGTUNNEL:
		return domain(fd) == AF_INET6 ? sizeof(struct ip6_tnl_parm2) : sizeof(struct ip_tunnel_parm);
	case SIOCADDPRL:
	case SIOCDELPRL:
		return sizeof(struct ip_tunnel_prl);
	case SIOCADD6RD:
	case SIOCDEL6RD:
	case SIOCCHG6RD:
		return sizeof(struct ip_tunnel_6rd);
	}
	return 0;
}

static int record_ioctl(int fd, unsigned long request, void *argument)
{
	struct ifreq *r = argument;
	uint32_t number = request, value = (uintptr_t)argument;
	char name[IF_NAMESIZE];
	struct iovec part[3] = { { &number, sizeof(number) }, { r, 0 }, { NULL, 0 } };

	switch (request) {
	case TUNSETPERSIST:
	case TUNSETOWNER:
	case TUNSETGROUP:
		part[1] = (struct iovec){ &value, sizeof(value) };
		break;
	case TUNSETIFF:
		part[1].iov_len = IF_NAMESIZE + sizeof(r->ifr_flags);
		break;
	case SIOCADDMULTI:
	case SIOCDELMULTI:
		part[1].iov_len = IF_NAMESIZE + sizeof(r->ifr_hwaddr);
		break;
	default:
		part[2].iov_len = data_size(fd, request);
		if (!part[2].iov_len)
			return 0;
		part[1] = (struct iovec){ strncpy(name, r->ifr_name, sizeof(name)), sizeof(name) };
		part[2].iov_base = r->ifr_data;
	}
	record_as(IOCTL, part, 3);
	return 1;
}

/* ---- tunnels that are not there ---- */
struct tunnel {
	uint32_t request, family;	/* SIOCGETTUNNEL ..., AF_INET or AF_INET6 */
	char name[IF_NAMESIZE];
	uint32_t size;	/* of the answer, which follows */
};

/* What a tunnel answers is copied to where the question has its argument. */
static int is_tunnel(int fd, unsigned long request, const struct ifreq *r)
{
	static _Alignas(struct tunnel) char file[1 << 16];
	const char *name = getenv("NLTUNNELS");
	int from = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
	size_t left = from < 0 ? 0 : (size_t)REAL(read, from, file, sizeof(file));
	const struct tunnel *t = (void *)file;

	if (from >= 0)
		close(from);
	for (; left > sizeof(*t); left -= sizeof(*t) + t->size, t = (void *)((char *)(t + 1) + t->size))
		if (t->request == request && (int)t->family == domain(fd) && !strncmp(t->name, r->ifr_name, IF_NAMESIZE)) {
			memcpy(r->ifr_data, t + 1, t->size);
			return 1;
		}
	return 0;
}

static int asks_tunnel(unsigned long request)
{
	return request == SIOCGETTUNNEL || request == SIOCGETPRL || request == SIOCGET6RD;
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list list;
	void *argument;
	int is_recorded;

	va_start(list, request);
	argument = va_arg(list, void *);
	va_end(list);
	is_recorded = record_ioctl(fd, request, argument);
	if (asks_tunnel(request) && is_tunnel(fd, request, argument))
		return 0;
	if (is_recorded && getenv("NLIOCTLS"))
		return 0;
	return REAL(ioctl, fd, request, argument);
}

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
	record(fd, m->msg_iov, m->msg_iovlen);
	if (is_answered_iov(fd, m->msg_iov, m->msg_iovlen))
		return length(m->msg_iov, m->msg_iovlen);
	return REAL(sendmsg, fd, m, flags);
}

int sendmmsg(int fd, struct mmsghdr *m, unsigned int n, int flags)
{
	for (unsigned int i = 0; i < n; i++)
		record(fd, m[i].msg_hdr.msg_iov, m[i].msg_hdr.msg_iovlen);
	return REAL(sendmmsg, fd, m, n, flags);
}

static void record_bytes(int fd, const void *data, size_t size)
{
	struct iovec iov = { (void *)data, size };

	record(fd, &iov, 1);
}

ssize_t send(int fd, const void *data, size_t size, int flags)
{
	record_bytes(fd, data, size);
	if (is_answered(fd, data, size))
		return size;
	return REAL(send, fd, data, size, flags);
}

ssize_t sendto(int fd, const void *data, size_t size, int flags,
	       const struct sockaddr *to, socklen_t len)
{
	record_bytes(fd, data, size);
	if (is_answered(fd, data, size))
		return size;
	return REAL(sendto, fd, data, size, flags, to, len);
}

ssize_t write(int fd, const void *data, size_t size)
{
	record_bytes(fd, data, size);
	return REAL(write, fd, data, size);
}
