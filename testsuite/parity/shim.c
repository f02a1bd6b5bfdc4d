/* shim.c - LD_PRELOAD: logs what a program sends on netlink sockets.  SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
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

/* A record: bytes that follow, protocol (both 32 bits), bytes as sent. */
static void record(int fd, const struct iovec *iov, size_t n)
{
	const char *file = getenv("NLLOG");
	static char buf[1 << 20];
	uint32_t head[2];
	size_t len = sizeof(head);
	int log, proto;

	if (!file || (proto = protocol(fd)) < 0)
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

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
	record(fd, m->msg_iov, m->msg_iovlen);
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
	return REAL(send, fd, data, size, flags);
}

ssize_t sendto(int fd, const void *data, size_t size, int flags,
	       const struct sockaddr *to, socklen_t len)
{
	record_bytes(fd, data, size);
	return REAL(sendto, fd, data, size, flags, to, len);
}

ssize_t write(int fd, const void *data, size_t size)
{
	record_bytes(fd, data, size);
	return REAL(write, fd, data, size);
}
