/* route_file.c - "ip route save", "showdump" and "restore".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "route_table.h"
#include "store.h"

static const struct store file = { 0x45311224, "route", 1, 2 };

/* ---- save ---- */
static int save_each(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	return route_is_listed(arg, &v, n) ? store_save(n) : 0;
}

/* The file is begun before a word is read: so does ip(8). */
int route_save(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (w->completing)
		return route_list_parse(&q, w);
	if (store_save_begin(&file) < 0 || route_list_parse(&q, w) < 0 ||
	    request_resolve(&q) < 0)
		return -1;
	if (!store_save_dump(&q, save_each, &q))
		return 0;
	return nl_dump_refused(nl_socket(0), 2);
}

/* ---- showdump ---- */
static bool is_route(const struct nlmsghdr *n, struct view *v)
{
	if (n->nlmsg_type == RTM_NEWROUTE &&
	    !view_message(v, &route_table, n, NULL))
		return true;
	warn("Not a route: %08x %08x %08x", n->nlmsg_len, n->nlmsg_type,
	     n->nlmsg_flags);
	return false;
}

static int show_each(struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (!is_route(n, &v) || !route_is_listed(arg, &v, n))
		return 0;
	v.filter = NULL;
	show_record(&out, &v);
	return 0;
}

int route_showdump(struct words *w, const struct command *c)
{
	bool json = out.json;
	struct request q;
	int ret;

	(void)c;
	if (store_read_begin(&file) < 0)
		return -1;
	request_begin(&q, &route_table, TO_LIST, RTM_GETROUTE, NLM_F_DUMP, w);
	out.json = false;
	ret = store_read(&file, show_each, &q);
	out.json = json;
	return ret;
}

/* ---- restore: what a route stands on comes before it ---- */
enum pass { LOCAL, ON_LINK, BY_GATEWAY, PASSES };

static bool has_gateway(const struct view *v)
{
	return view_attr(v, RTA_GATEWAY) || view_attr(v, RTA_VIA) ||
	       view_attr(v, RTA_MULTIPATH) || view_attr(v, RTA_NH_ID);
}

static enum pass pass_of(const struct view *v)
{
	const struct nlattr *src = view_attr(v, RTA_PREFSRC),
			    *dst = view_attr(v, RTA_DST);

	if (has_gateway(v))
		return BY_GATEWAY;
	if (!src)
		return LOCAL;
	return dst && dst->nla_len == src->nla_len &&
			       !memcmp(mnl_attr_get_payload(dst),
				       mnl_attr_get_payload(src),
				       mnl_attr_get_payload_len(src)) ?
		       LOCAL :
		       ON_LINK;
}

/* "dead" and "linkdown" are the kernel's to say, and where a nexthop object leads, the object's. */
static void drop_states(const struct view *v)
{
	const uint32_t states = RTNH_F_DEAD | RTNH_F_LINKDOWN;
	const struct nlattr *a = view_attr(v, RTA_MULTIPATH);
	const struct rtnexthop *h = NULL;

	if (view_attr(v, RTA_NH_ID) && route_header(v)->rtm_type == RTN_BLACKHOLE)
		((struct rtmsg *)v->header)->rtm_type = RTN_UNICAST;
	((struct rtmsg *)v->header)->rtm_flags &= ~states;
	while (a && (h = nexthop_after(a, h)))
		((struct rtnexthop *)h)->rtnh_flags &= ~states;
}

/* The kernel makes these, of IPv6, together with an address; to us it would give another metric than 0. */
static bool comes_with_address(const struct view *v)
{
	return route_header(v)->rtm_family == AF_INET6 &&
	       view_attr(v, RTA_PRIORITY) && !view_u32(v, RTA_PRIORITY);
}

static int restore_each(struct nlmsghdr *n, void *arg)
{
	const enum pass *pass = arg;
	struct view v;

	if (n->nlmsg_type != RTM_NEWROUTE ||
	    view_message(&v, &route_table, n, NULL) < 0 ||
	    pass_of(&v) != *pass || comes_with_address(&v))
		return 0;
	if (view_attr(&v, RTA_NH_ID))
		route_drop_nexthops(n);
	if (!view_message(&v, &route_table, n, NULL))
		drop_states(&v);
	return store_restore(&file, n);
}

int route_restore(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	if (store_read_begin(&file) < 0 || store_seekable(&file) < 0)
		return -1;
	for (enum pass pass = LOCAL; pass < PASSES; pass++)
		if (store_rewind(&file) < 0 ||
		    store_read(&file, restore_each, &pass) < 0)
			return -1;
	return 0;
}
