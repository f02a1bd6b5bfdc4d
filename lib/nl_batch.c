/* nl_batch.c - requests of a batch: one call each, or many in one call.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl_batch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "large.h"
#include "options.h"

/* ---- the alarm ---- */
static volatile sig_atomic_t rang;

static void on_signal(int number)
{
	(void)number;
	rang = 1;
}

static bool alarm_arm(const struct nl *nl)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGIO);
	return !sigaction(SIGIO, &action, NULL) && !sigprocmask(SIG_UNBLOCK, &set, NULL) &&
	       !fcntl(nl->fd, F_SETOWN, getpid()) && !fcntl(nl->fd, F_SETFL, O_RDWR | O_ASYNC);
}

void nl_alarm_set(struct nl *nl)
{
	if (!nl->has_alarm)
		nl->has_alarm = alarm_arm(nl);
	rang = 0;
}

bool nl_alarm_silent(const struct nl *nl)
{
	return nl->has_alarm && !rang;
}

/* ---- many in one call ---- */
#define WINDOW 64
#define ROOM 32768

static struct {
	bool on, is_open;	/* a batch runs; many requests may wait */
	bool may_wait;		/* so may those of this line */
	void (*refused)(const struct nl_error *, unsigned int line);
	unsigned int line;
	unsigned int n;		/* requests that wait */
	size_t size;
	uint32_t first;		/* sequence number of the first of them */
	unsigned int lines[WINDOW];
} batch;
static LARGE char messages[ROOM];

void nl_batch_begin(bool many, void (*refused)(const struct nl_error *, unsigned int line))
{
	batch.on = true;
	/* The socket's queue has to hold what a whole window is answered. */
	batch.is_open = many && (!opt.rcvbuf || opt.rcvbuf >= WINDOW * 2048) && !opt.dry_run;
	batch.refused = refused;
}

void nl_batch_line(unsigned int line)
{
	batch.line = line;
}

void nl_batch_command(bool may_wait)
{
	batch.may_wait = may_wait && batch.is_open;
	if (!batch.may_wait)
		nl_batch_flush();
}

/* The answer to one of those that were sent; refusals come in the order of the requests. */
static void refusal_take(const struct nlmsghdr *h, unsigned int n)
{
	struct nl_error error;
	uint32_t i = h->nlmsg_seq - batch.first;

	if (h->nlmsg_type == NLMSG_ERROR && i < n && !nl_error_parse(&error, h) && error.code)
		batch.refused(&error, batch.lines[i]);
}

static void refusals_take(struct nl *nl, unsigned int n)
{
	char buf[8192] __attribute__((aligned(8)));
	const struct nlmsghdr *h = (void *)buf;
	ssize_t size;

	while ((size = recv(nl->fd, buf, sizeof(buf), MSG_DONTWAIT)) > 0)
		if (mnl_nlmsg_ok(h, size))
			refusal_take(h, n);
}

static void window_send(struct nl *nl, unsigned int n)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	struct nl_error error = { .code = 0 };
	ssize_t sent;

	nl_alarm_set(nl);
	do {
		sent = sendto(nl->fd, messages, batch.size, 0, (struct sockaddr *)&kernel, sizeof(kernel));
	} while (sent < 0 && errno == EINTR);
	error.code = errno;
	for (unsigned int i = 0; sent < 0 && i < n; i++)
		batch.refused(&error, batch.lines[i]);
	if (!nl_alarm_silent(nl))
		refusals_take(nl, n);
}

void nl_batch_flush(void)
{
	unsigned int n = batch.n;
	struct nl *nl;

	if (!n)
		return;
	batch.n = 0;
	nl = nl_socket(0);
	if (nl)
		window_send(nl, n);
}

static void batch_add(struct nl *nl, struct nlmsghdr *request)
{
	if (batch.n == WINDOW || (batch.n && batch.size + MNL_ALIGN(request->nlmsg_len) > ROOM))
		nl_batch_flush();
	if (!batch.n) {
		batch.size = 0;
		batch.first = nl->seq + 1;
	}
	request->nlmsg_seq = ++nl->seq;
	request->nlmsg_pid = nl->port;
	request->nlmsg_flags = (request->nlmsg_flags | NLM_F_REQUEST) & ~NLM_F_ACK;
	memcpy(messages + batch.size, request, request->nlmsg_len);
	batch.size += MNL_ALIGN(request->nlmsg_len);
	batch.lines[batch.n++] = batch.line;
}

int nl_change(struct nl *nl, struct nlmsghdr *request)
{
	if (!batch.on || nl_tap)
		return nl_talk(nl, request, NULL, NULL);
	if (!batch.may_wait) {
		request->nlmsg_flags &= ~NLM_F_ACK;
		return nl_tell(nl, request);
	}
	memset(&nl->error, 0, sizeof(nl->error));
	batch_add(nl, request);
	return 0;
}
