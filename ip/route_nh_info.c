/* route_nh_info.c - what stands behind the "nhid" of a route.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "compat.h"
#include "nexthop_table.h"
#include "route_table.h"

static int keep(const struct nlmsghdr *n, void *arg)
{
	struct nlmsghdr **copy = arg;

	if (n->nlmsg_type != RTM_NEWNEXTHOP || *copy)
		return 0;
	*copy = malloc(n->nlmsg_len);
	if (*copy)
		memcpy(*copy, n, n->nlmsg_len);
	return 0;
}

/*
 * The question goes out while a dump is under way, whose request must stay what it is: it may
 * have to be sent again.  The answer is kept, for names of links are asked for on the same socket.
 */
static struct nlmsghdr *ask(uint32_t id)
{
	struct {
		struct nlmsghdr header;
		struct nhmsg object;
		struct nlattr attr;
		uint32_t id;
	} q = {
		.header = { .nlmsg_len = sizeof(q), .nlmsg_type = RTM_GETNEXTHOP },
		.attr = { .nla_len = sizeof(q.attr) + sizeof(q.id), .nla_type = NHA_ID },
		.id = id,
	};
	struct nl *nl = nl_socket(1);
	struct nlmsghdr *copy = NULL;

	if (nl)
		nl_talk(nl, &q.header, keep, &copy);
	return copy;
}

void route_show_nh_info(struct out *o, const struct row *r, const struct view *v)
{
	struct nlmsghdr *n;
	struct view object;

	(void)r;
	if (!view_attr(v, RTA_NH_ID))
		return;
	n = ask(view_u32(v, RTA_NH_ID));
	if (n && !view_message(&object, &nexthop_object_table, n, NULL)) {
		/* ip(8) breaks the line here with -oneline too. */
		if (!o->json)
			out_bytes(o, "\n\tnh_info ", 10);
		out_open(o, "nh_info", '{');
		show_rows(o, &object);
		out_close(o);
	}
	free(n);
}
