/* route_complete.c - what words of routes could be.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "route_table.h"

/* What stands in the routing tables, for commands that need a route which is there. */
static bool destination_text(const struct words *w, const struct view *v, char *buf)
{
	const struct rtmsg *m = v->header;
	const struct nlattr *a = view_attr(v, RTA_DST);
	bool wanted = m->rtm_table == RT_TABLE_MAIN && !(m->rtm_flags & RTM_F_CLONED);
	int full = m->rtm_family == AF_INET6 ? 128 : 32;

	(void)w;
	if (!a)
		strcpy(buf, "default");
	else
		buf = format_address(buf, m->rtm_family, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	if (a && m->rtm_dst_len != full) {
		*buf = '/';
		format_unsigned(buf + 1, m->rtm_dst_len);
	}
	return wanted;
}

void route_destination_offer(const struct row *r, struct words *w)
{
	const struct request *q = w->request;

	if (q->space == TO_LIST) {
		complete_offer(w, "root", "within a prefix");
		complete_offer(w, "match", "around a prefix");
		complete_offer(w, "exact", "equal to a prefix");
		return;
	}
	if (q->space == TO_SET && r->attr == RTA_DST) {
		if (!request_header(q, offsetof(struct rtmsg, rtm_type)))
			route_type_offer(r, w);
		if (q->type == RTM_DELROUTE)
			complete_dump(w, &route_table, RTM_GETROUTE, q->family, destination_text);
		else
			complete_offer(w, "default", NULL);
	}
}

const char *route_next_family(struct request *q, const struct row *r, struct words *w)
{
	for (size_t i = 0; completing_here(w) && route_family_choice(i); i++)
		complete_offer(w, route_family_choice(i), NULL);
	return request_next(q, r, w);
}
