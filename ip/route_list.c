/* route_list.c - "ip route show".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"

/*
 * Table 0 is all of them, of all families; else IPv4 and table main go
 * without saying.
 */
int route_list_parse(struct request *q, struct words *w)
{
	struct item *table;

	request_begin(q, &route_table, TO_LIST, RTM_GETROUTE, NLM_F_DUMP, w);
	if (request_parse(q, &route_table, w) < 0)
		return -1;
	request_imply(q, &route_table, RTA_TABLE, RT_TABLE_MAIN);
	table = request_attr(q, &route_table, RTA_TABLE);
	if (!item_number(table))
		request_drop(table);
	else if (!q->family)
		q->family = AF_INET;
	request_imply_header(q, offsetof(struct rtmsg, rtm_family), q->family);
	return 0;
}

static int show_one(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (!route_is_listed(arg, &v, n))
		return 0;
	show_record(&out, &v);
	return 0;
}

int route_list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (route_list_parse(&q, w) < 0 || request_resolve(&q) < 0)
		return -1;
	if (w->completing)
		return 0;
	return request_list(&q, show_one, &q, 2);
}
