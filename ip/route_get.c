/* route_get.c - "ip route get": the route that the kernel would take.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"

static int show_answer(const struct nlmsghdr *n, void *arg)
{
	bool *has_source = arg;
	struct view v;

	if ((n->nlmsg_type != RTM_NEWROUTE && n->nlmsg_type != RTM_DELROUTE) ||
	    view_message(&v, &route_table, n, NULL) < 0)
		return fail(1, "Wrong type of answer: %u", n->nlmsg_type);
	*has_source = view_attr(&v, RTA_PREFSRC) || view_attr(&v, RTA_SRC);
	show_reply(&out, &v);
	return 0;
}

/* What is asked: IPv4 answers tell their table only when asked for it. */
static int complete_request(struct request *q)
{
	const struct item *length =
		request_header(q, offsetof(struct rtmsg, rtm_dst_len));
	const struct row *r;

	if (!length)
		return fail(1, "need at least a destination address");
	if (!q->family)
		q->family = AF_INET;
	request_imply_header(q, offsetof(struct rtmsg, rtm_family), q->family);
	if (q->family == AF_INET)
		table_for_each(r,
			       &route_table) if (r->bit == RTM_F_LOOKUP_TABLE)
			request_add_number(q, &route_table, r, 0, 0, r->bit);
	return 0;
}

static bool asks_connected(const struct request *q)
{
	const struct table *in;

	return request_row(q,
			   table_word(&route_table, TO_GET, "connected", &in));
}

int route_get(struct words *w, const struct command *c)
{
	bool has_source = false;
	struct request q;
	int ret;

	(void)c;
	request_begin(&q, &route_table, TO_GET, RTM_GETROUTE, 0, w);
	if (request_parse(&q, &route_table, w) < 0 || w->completing ||
	    complete_request(&q) < 0)
		return -1;
	ret = request_send(&q, show_answer, &has_source);
	if (!ret && asks_connected(&q)) {
		if (!has_source)
			ret = fail(1, "Failed to connect the route");
		else
			ret = request_send(&q, show_answer, &has_source);
	}
	return ret;
}
