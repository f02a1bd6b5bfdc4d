/* route_nexthop.c - RTA_MULTIPATH: several next hops of one route.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "links.h"
#include "route_table.h"
#include "types.h"

/* The kernel keeps the weight less one in a byte. */
static int scan_weight(struct request *q, const struct row *r, const char *word,
		       struct item *i)
{
	uint64_t value;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 0, 256, &value) < 0 || !value)
		return SCAN_BAD;
	item_set_number(i, value - 1);
	return 0;
}

static void print_weight(const struct view *v, const struct row *r,
			 const void *data, size_t size, struct literal *l)
{
	(void)r;
	(void)size;
	if (route_family(v) != AF_MPLS)
		literal_unsigned(l, *(const uint8_t *)data + 1);
}

const struct type type_nexthop_weight = { .name = "u8",
					  .arg = "NUMBER",
					  .size = 1,
					  .scan = scan_weight,
					  .print = print_weight };

/* Where a multicast packet goes out, if its time to live is greater. */
static void show_output(struct out *o, const struct rtnexthop *h, bool is_first)
{
	out_text(o, is_first ? "Oifs: " : " ", NULL);
	out_string(o, "dev", "%s", links_name(h->rtnh_ifindex));
	out_unsigned(o, "ttl", "(ttl>%s) ", h->rtnh_hops);
}

static void show_nexthop(struct out *o, const struct row *r,
			 const struct rtnexthop *h, const struct view *up,
			 bool is_first)
{
	const struct rtmsg *route = route_header(up);
	struct view v;

	if (view_nest(&v, r->table, h, h->rtnh_len, up) < 0)
		return;
	out_open(o, NULL, '{');
	if (route->rtm_flags & RTM_F_CLONED &&
	    route->rtm_type == RTN_MULTICAST) {
		show_output(o, h, is_first);
	} else {
		out_text(o, "\n\tnexthop ", NULL);
		show_rows(o, &v);
	}
	out_close(o);
}

const struct rtnexthop *nexthop_after(const struct nlattr *a,
				      const struct rtnexthop *h)
{
	const char *start = mnl_attr_get_payload(a);
	const char *at = h ? (const char *)h + MNL_ALIGN(h->rtnh_len) : start;
	size_t size = mnl_attr_get_payload_len(a), used = at - start;

	if (used > size || size - used < sizeof(*h))
		return NULL;
	h = (const void *)at;
	return h->rtnh_len >= sizeof(*h) && h->rtnh_len <= size - used ? h :
									 NULL;
}

void route_show_nexthops(struct out *o, const struct row *r,
			 const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	const struct rtnexthop *first, *h;

	if (!a)
		return;
	out_open(o, "nexthops", '[');
	first = nexthop_after(a, NULL);
	for (h = first; h; h = nexthop_after(a, h))
		show_nexthop(o, r, h, v, h == first);
	out_close(o);
}

void route_drop_nexthops(struct nlmsghdr *n)
{
	static const uint16_t twice[] = { RTA_OIF, RTA_GATEWAY, RTA_VIA, RTA_MULTIPATH, RTA_ENCAP, RTA_ENCAP_TYPE };
	struct view v;

	for (size_t i = 0; i < sizeof(twice) / sizeof(twice[0]); i++) {
		const struct nlattr *a;
		char *end = (char *)n + n->nlmsg_len, *at;
		size_t size;

		if (view_message(&v, &route_table, n, NULL) < 0 || !(a = view_attr(&v, twice[i])))
			continue;
		at = (char *)a;
		size = MNL_ALIGN(a->nla_len);
		if (size > (size_t)(end - at))
			continue;
		memmove(at, at + size, end - at - size);
		n->nlmsg_len -= size;
	}
}
