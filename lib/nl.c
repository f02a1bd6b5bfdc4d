/* nl.c - one rtnetlink socket: requests, answers, dumps.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "large.h"
#include "nl_batch.h"
#include "links_pretend.h"
#include "netns.h"
#include "nl_watch.h"
#include "options.h"
#include "step.h"

#define RCVBUF_DEFAULT (1024 * 1024)
#define DUMP_TRIES 10

/*
 * An attribute holds less than 64 KiB, and no rtnetlink object has more than
 * a few of that size (IFLA_VFINFO_LIST, IFLA_PROP_LIST ...), so every datagram
 * fits, and no peek at its size costs a second system call.  What no datagram
 * fills is never touched and takes no memory.  Above 32 KiB the kernel does
 * not pack more objects into a datagram of a dump.
 */
#define RECEIVE_MAX (512 * 1024)

static LARGE char inboxes[NL_SOCKETS][RECEIVE_MAX];
static struct nl sockets[NL_SOCKETS] = {
	[NL_REQUESTS] = { .fd = -1, .protocol = NETLINK_ROUTE },
	[NL_QUESTIONS] = { .fd = -1, .protocol = NETLINK_ROUTE },
	[NL_GENERIC] = { .fd = -1, .protocol = NETLINK_GENERIC },
	[NL_XFRM] = { .fd = -1, .protocol = NETLINK_XFRM },
};

bool nl_strict = true;
void (*nl_tap)(const struct nlmsghdr *, bool sent);
const struct nl *nl_talking;

/* What is read as the answer to one request. */
struct answer {
	struct nl *nl;
	nl_each each;
	void *arg;
	bool is_dump, until_ack;
	bool is_refusal;	/* it comes at once or never */
	bool done;		/* its last message was seen */
	bool interrupted;	/* NLM_F_DUMP_INTR */
	bool lost;		/* ENOBUFS: some of its messages were dropped */
	struct nl_watch *watch;	/* of a dump */
};

/* "net:[4026531840]": the inode of a namespace is its identity, see namespaces(7). */
static const char *namespace_here(void)
{
	static char name[64];
	ssize_t n = readlink("/proc/self/ns/net", name, sizeof(name) - 1);

	name[n < 0 ? 0 : n] = '\0';
	return *netns_entered() ? explain_call("%s, \"%s\"", name, netns_entered()) : name;
}

static const char *protocol_name(int protocol)
{
	return protocol == NETLINK_GENERIC ? "NETLINK_GENERIC" :
	       protocol == NETLINK_XFRM ? "NETLINK_XFRM" : "NETLINK_ROUTE";
}

static void socket_explain(const struct nl *nl)
{
	static bool is_known;

	if (!step_tap)
		return;
	explain_step(explain_call("socket(AF_NETLINK, SOCK_RAW, %s) = %d", protocol_name(nl->protocol), nl->fd),
		     nl->protocol != NETLINK_ROUTE ? explain_call("its port is %u", nl->port) :
		     is_known ? explain_call("another one, set up alike; its port is %u", nl->port) :
				explain_call("to the kernel's rtnetlink, of the network namespace %s", namespace_here()));
	if (is_known || nl->protocol != NETLINK_ROUTE)
		return;
	is_known = true;
	explain_step(explain_call("bind(%d, AF_NETLINK)", nl->fd),
		     explain_call("the kernel gives it a port, %u, where answers go to", nl->port));
#define OPTION(level, name, why)	explain_step("setsockopt(" #level ", " #name ")", why)
	OPTION(SOL_SOCKET, SO_RCVBUF, "room for answers that wait to be read");
	OPTION(SOL_NETLINK, NETLINK_EXT_ACK, "errors come with words, and with the place in the request");
	OPTION(SOL_NETLINK, NETLINK_CAP_ACK, "... and without a copy of the request");
	if (nl_strict)
		OPTION(SOL_NETLINK, NETLINK_GET_STRICT_CHK, "the fields of a dump request filter, wrong ones are refused");
#undef OPTION
}

static void option_set(int fd, int level, int name, int value)
{
	/* Old kernels lack some; what they give is then missing, no more. */
	setsockopt(fd, level, name, &value, sizeof(value));
}

static int socket_bind(struct nl *nl)
{
	struct sockaddr_nl local = { .nl_family = AF_NETLINK };
	socklen_t size = sizeof(local);

	if (bind(nl->fd, (struct sockaddr *)&local, size) < 0 ||
	    getsockname(nl->fd, (struct sockaddr *)&local, &size) < 0)
		return -1;
	nl->port = local.nl_pid;
	return 0;
}

static void socket_close(struct nl *nl)
{
	if (nl->fd >= 0)
		close(nl->fd);
	nl->fd = -1;
	nl->has_alarm = false;
}

static int socket_open(struct nl *nl)
{
	if (nl->fd >= 0)
		return 0;
	nl->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, nl->protocol);
	if (nl->fd < 0 || socket_bind(nl) < 0) {
		int saved = errno;

		socket_close(nl);
		return fail(1, "Cannot open netlink socket: %s",
			    strerror(saved));
	}
	option_set(nl->fd, SOL_SOCKET, SO_RCVBUF,
		   opt.rcvbuf ? (int)opt.rcvbuf : RCVBUF_DEFAULT);
	option_set(nl->fd, SOL_NETLINK, NETLINK_EXT_ACK, 1);
	/* An acknowledgement need not carry the request back to us. */
	option_set(nl->fd, SOL_NETLINK, NETLINK_CAP_ACK, 1);
	/* A dump request's fields filter, and unknown ones are refused. */
	if (nl->protocol == NETLINK_ROUTE)
		option_set(nl->fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, nl_strict);
	socket_explain(nl);
	nl->seq = nl->port;	/* any number does */
	return 0;
}

struct nl *nl_socket(enum nl_socket index)
{
	return socket_open(&sockets[index]) < 0 ? NULL : &sockets[index];
}

void nl_close_all(void)
{
	for (int i = 0; i < NL_SOCKETS; i++)
		socket_close(&sockets[i]);
}

/* rtnetlink numbers its messages in fours: NEW, DEL, GET, SET. */
static bool asks(const struct nlmsghdr *request)
{
	if (nl_protocol() != NETLINK_ROUTE)
		return nl_talking->asks;
	return request->nlmsg_type < RTM_BASE || ((request->nlmsg_type - RTM_BASE) & 3) == 2;
}

bool nl_holds(const struct nlmsghdr *request)
{
	return opt.dry_run && !asks(request);
}

static bool is_held(struct nl *nl, const struct nlmsghdr *request)
{
	nl_talking = nl;
	if (!nl_holds(request))
		return false;
	memset(&nl->error, 0, sizeof(nl->error));
	if (nl_tap)
		nl_tap(request, true);
	if (nl->protocol == NETLINK_ROUTE)
		links_pretend(request);
	return true;
}

static int request_send(struct nl *nl, struct nlmsghdr *request)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	ssize_t n;

	memset(&nl->error, 0, sizeof(nl->error));
	nl_talking = nl;
	if (socket_open(nl) < 0)
		return -1;
	/* Number 0 is that of messages that answer nobody. */
	if (++nl->seq == 0)
		nl->seq = 1;
	request->nlmsg_seq = nl->seq;
	request->nlmsg_pid = nl->port;
	if (nl_tap)
		nl_tap(request, true);
	do {
		n = sendto(nl->fd, request, request->nlmsg_len, 0,
			   (struct sockaddr *)&kernel, sizeof(kernel));
	} while (n < 0 && errno == EINTR);
	if (n >= 0)
		return 0;
	if (request->nlmsg_flags & NLM_F_DUMP)
		return fail(1, "Cannot send dump request: %s", strerror(errno));
	return fail(2, "Cannot talk to rtnetlink: %s", strerror(errno));
}

/* ENOBUFS: the queue was full and something was dropped, nobody knows what. */
static int receive_failed(struct answer *answer, int code)
{
	if (code == ENOBUFS)
		answer->lost = true;
	if (code == ENOBUFS && answer->is_dump)
		return -1;
	return fail(1, "netlink receive error %s (%d)", strerror(code), code);
}

/* One datagram into the inbox: its size, 0 when it is not the kernel's. */
static ssize_t datagram_receive(struct answer *answer)
{
	struct sockaddr_nl from = { .nl_family = AF_UNSPEC };
	struct nl *nl = answer->nl;
	struct iovec part = { inboxes[nl - sockets], RECEIVE_MAX };
	struct msghdr m = {
		.msg_name = &from, .msg_namelen = sizeof(from),
		.msg_iov = &part, .msg_iovlen = 1,
	};
	ssize_t n;

	do {
		n = recvmsg(nl->fd, &m, answer->is_refusal ? MSG_DONTWAIT : 0);
	} while (n < 0 && errno == EINTR);
	if (n < 0 && errno == EAGAIN && answer->is_refusal) {
		answer->done = true;
		return 0;
	}
	if (n < 0)
		return receive_failed(answer, errno);
	if (n == 0)
		return fail(1, "EOF on netlink");
	/* Any process may send to our port; only the kernel's port is 0. */
	if (m.msg_namelen != sizeof(from) || from.nl_pid != 0)
		return 0;
	if (m.msg_flags & MSG_TRUNC)
		return fail(1, "Error: Buffer too small for object.");
	return n;
}

/* Some dumps end with an error where there is just nothing to list. */
static bool is_empty_listing(const struct nlmsghdr *h,
			     const struct nl_error *error)
{
	return h->nlmsg_type == NLMSG_DONE && !error->message[0] &&
	       (error->code == ENOENT || error->code == EOPNOTSUPP);
}

static int answer_end(struct answer *answer, const struct nlmsghdr *h)
{
	struct nl_error *error = &answer->nl->error;

	if (nl_error_parse(error, h) < 0)
		return fail(1, "ERROR truncated");
	answer->done = !answer->is_dump || error->code ||
		       h->nlmsg_type == NLMSG_DONE;
	if (is_empty_listing(h, error))
		*error = (struct nl_error){ .empty = error->code };
	return error->code ? -1 : 0;
}

static int answer_take(struct answer *answer, const struct nlmsghdr *h)
{
	/* What is left of an earlier request that was given up. */
	if (h->nlmsg_seq != answer->nl->seq ||
	    h->nlmsg_pid != answer->nl->port)
		return 0;
	nl_talking = answer->nl;
	if (nl_tap)
		nl_tap(h, false);
	if (h->nlmsg_flags & NLM_F_DUMP_INTR)
		answer->interrupted = true;
	switch (h->nlmsg_type) {
	case NLMSG_NOOP:
		return 0;
	case NLMSG_OVERRUN:
		return receive_failed(answer, ENOBUFS);
	case NLMSG_ERROR:
	case NLMSG_DONE:
		return answer_end(answer, h);
	}
	if (answer->each && answer->each(h, answer->arg) < 0)
		return -1;
	answer->done = !answer->is_dump && !answer->until_ack;
	return 0;
}

static int datagram_walk(struct answer *answer, int left)
{
	const struct nlmsghdr *h = (void *)inboxes[answer->nl - sockets];

	const struct nlmsghdr *first = h, *last = h;

	for (; !answer->done && mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left)) {
		if (answer_take(answer, h) < 0)
			return -1;
		if (!answer->done)
			last = h;
	}
	if (answer->watch && last->nlmsg_type != NLMSG_DONE)
		nl_watch_part(answer->watch, first, last);
	if (!answer->done && left > 0)
		return fail(1, "!!!Remnant of size %d", left);
	return 0;
}

static int answer_read(struct answer *answer)
{
	while (!answer->done) {
		ssize_t n = datagram_receive(answer);

		if (n < 0 || datagram_walk(answer, n) < 0)
			return -1;
	}
	return 0;
}

int nl_talk(struct nl *nl, struct nlmsghdr *request, nl_each each, void *arg)
{
	struct answer answer = { .nl = nl, .each = each, .arg = arg };
	int ret;

	request->nlmsg_flags |= NLM_F_REQUEST;
	answer.until_ack = request->nlmsg_flags & NLM_F_ACK;
	if (is_held(nl, request))
		return 0;
	if (opt.dry_run && nl->protocol == NETLINK_ROUTE && links_pretend_answer(request, each, arg, &ret))
		return ret;
	if (request_send(nl, request) < 0)
		return -1;
	return answer_read(&answer);
}

/* Reads what waits on the socket: the first refusal goes to nl->error. */
static int refusals_read(struct nl *nl)
{
	struct nl_error first = { .code = 0 }, error;
	const struct nlmsghdr *h = (void *)inboxes[nl - sockets];
	ssize_t n;

	while ((n = recv(nl->fd, inboxes[nl - sockets], RECEIVE_MAX,
			 MSG_DONTWAIT)) > 0) {
		if (first.code || !mnl_nlmsg_ok(h, n) || h->nlmsg_type != NLMSG_ERROR)
			continue;
		if (nl_tap)
			nl_tap(h, false);
		if (!nl_error_parse(&error, h))
			first = error;
	}
	nl->error = first;
	return first.code ? -1 : 0;
}

int nl_post(struct nl *nl, void *messages, size_t size)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	struct nlmsghdr *h = messages;
	int left = size;

	nl_talking = nl;
	if (opt.dry_run && size >= sizeof(*h) && nl_holds(h)) {
		for (; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left))
			is_held(nl, h);
		return 0;
	}
	for (; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left)) {
		h->nlmsg_seq = ++nl->seq;
		h->nlmsg_pid = nl->port;
		if (nl_tap)
			nl_tap(h, true);
	}
	while (sendto(nl->fd, messages, size, 0, (struct sockaddr *)&kernel,
		      sizeof(kernel)) < 0)
		if (errno != EINTR)
			return fail(2, "Cannot talk to rtnetlink: %s",
				    strerror(errno));
	return refusals_read(nl);
}

int nl_tell(struct nl *nl, struct nlmsghdr *request)
{
	struct answer answer = { .nl = nl, .until_ack = true, .is_refusal = true };

	request->nlmsg_flags |= NLM_F_REQUEST;
	if (is_held(nl, request))
		return 0;
	nl_alarm_set(nl);
	if (request_send(nl, request) < 0)
		return -1;
	return nl_alarm_silent(nl) ? 0 : answer_read(&answer);
}

/* 1: all was read, 0: it must be read again, -1: it cannot be read. */
static int dump_read(struct nl *nl, struct nlmsghdr *request,
		     const struct nl_dump *dump)
{
	struct nl_watch watch = { .fd = -1 };
	struct answer answer = {
		.nl = nl, .each = dump->each, .arg = dump->arg, .is_dump = true, .watch = &watch,
	};
	bool changed;
	int result;

	/* Who need not forget what was seen does not mind, and may be the one who makes changes (flush). */
	nl_watch_begin(&watch, dump->again && nl->protocol == NETLINK_ROUTE ? request : NULL);
	result = request_send(nl, request);
	if (!result)
		result = answer_read(&answer);
	changed = nl_watch_end(&watch);
	/*
	 * A dump ends only when all of it was read; until then the socket
	 * would answer the next one with EBUSY.
	 */
	if (!answer.done)
		socket_close(nl);
	if (answer.lost)
		return 0;
	return result < 0 ? -1 : !answer.interrupted && !changed;
}

int nl_dump(struct nl *nl, struct nlmsghdr *request, const struct nl_dump *dump)
{
	request->nlmsg_flags |= NLM_F_REQUEST | NLM_F_DUMP;
	for (int i = 0; i <= DUMP_TRIES; i++) {
		int result;

		if (i > 0 && dump->again && dump->again(dump->arg) < 0)
			break;
		result = dump_read(nl, request, dump);
		if (result != 0)
			return result < 0 ? -1 : 0;
	}
	return fail(1, "Dump was interrupted and may be inconsistent.");
}
