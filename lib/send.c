/* send.c - a request meets the kernel; the kernel's error meets the words.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "error.h"
#include "genl.h"
#include "options.h"
#include "schema.h"

int request_blame(const struct request *q, const struct nl *nl)
{
	nl_refused(nl, 2);
	return request_refused(q, &nl->error, NULL);
}

static int exchange(struct nl *nl, const struct request *q, struct nlmsghdr *n, nl_each each, void *arg)
{
	if (q->is_quiet && !each)
		return nl_change(nl, n);
	nl_batch_flush();
	return nl_talk(nl, n, each, arg);
}

/* The message and the socket that it goes to; NULL with the error recorded. */
static struct nl *prepare(struct request *q, struct nlmsghdr **n)
{
	const struct table *t = q->table;
	struct nl *nl;

	if (t->family && genl_find(t->family) < 0)
		return NULL;
	*n = request_build(q);
	nl = !*n ? NULL : nl_socket(t->family ? NL_GENERIC : t->protocol == NETLINK_XFRM ? NL_XFRM : NL_REQUESTS);
	if (nl)
		nl->asks = nl->protocol != NETLINK_ROUTE && message_asks(t, q->type);
	return nl;
}

int request_send(struct request *q, nl_each each, void *arg)
{
	struct nlmsghdr *n;
	struct nl *nl = prepare(q, &n);

	if (!nl)
		return -1;
	explain_request(q);
	if (exchange(nl, q, n, each, arg) < 0) {
		explain_request(NULL);
		if (!nl->error.code)
			return -1;
		nl_refused(nl, 2);
		return request_refused(q, &nl->error, n);
	}
	explain_request(NULL);
	if (nl->error.message[0])
		warn("Warning: %s.", nl->error.message);
	return 0;
}

int request_dump(struct request *q, const struct nl_dump *dump, int status)
{
	struct nlmsghdr *n;
	struct nl *nl = prepare(q, &n);
	int ret;

	if (!nl)
		return -1;
	nl_batch_flush();
	explain_request(q);
	ret = nl_dump(nl, n, dump);
	explain_request(NULL);
	if (!ret)
		return 0;
	if (nl->error.code) {
		request_blame(q, nl);
		fail_further(status, "Dump terminated");
	}
	return -1;
}

int request_list_again(void *arg)
{
	(void)arg;
	return out_rollback(&out);
}

int request_list_part(struct request *q, nl_each each, void *arg, int status)
{
	struct nl_dump dump = { each, request_list_again, arg };
	int ret;

	out_hold(&out);
	ret = request_dump(q, &dump, status);
	out_release(&out);
	return ret;
}

int request_list_dump(struct request *q, const struct nl_dump *dump, int status)
{
	int ret;

	out_begin(&out);
	out_hold(&out);
	ret = request_dump(q, dump, status);
	out_release(&out);
	out_end(&out);
	return ret;
}

int request_list(struct request *q, nl_each each, void *arg, int status)
{
	struct nl_dump dump = { each, request_list_again, arg };

	return request_list_dump(q, &dump, status);
}
