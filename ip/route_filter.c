/* route_filter.c - which routes a listing asks for.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "route_table.h"

bool route_same_bits(const struct view *v, uint16_t attr,
		     const struct address *a, size_t bits)
{
	const struct nlattr *have = view_attr(v, attr);
	uint8_t data[sizeof(a->data)] = { 0 };
	size_t bytes = bits / 8, rest = bits % 8;
	uint8_t mask = rest ? 0xff << (8 - rest) : 0;

	if (have && mnl_attr_get_payload_len(have) <= sizeof(data))
		memcpy(data, mnl_attr_get_payload(have),
		       mnl_attr_get_payload_len(have));
	return bits <= 8 * sizeof(data) && !memcmp(data, a->data, bytes) &&
	       !(mask & (data[bytes] ^ a->data[bytes]));
}

static bool same_family(const struct view *v, const struct address *a)
{
	return !a->family || route_header(v)->rtm_family == a->family;
}

static int prefix_length(const struct view *v, uint16_t attr)
{
	return attr == RTA_DST ? route_header(v)->rtm_dst_len :
				 route_header(v)->rtm_src_len;
}

bool route_match_root(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;

	return same_family(v, a) &&
	       a->length <= prefix_length(v, i->row->attr) &&
	       route_same_bits(v, i->row->attr, a, a->length);
}

bool route_match_match(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;
	int length = prefix_length(v, i->row->attr);

	return same_family(v, a) && length <= a->length &&
	       route_same_bits(v, i->row->attr, a, length);
}

/* A gateway of another family than the route's: RTA_VIA is its family, then the address. */
static bool matches_other_family(const struct address *a, const struct view *v)
{
	const struct nlattr *via = view_attr(v, RTA_VIA);
	uint16_t family;

	if (!via || mnl_attr_get_payload_len(via) != sizeof(family) + a->size)
		return false;
	memcpy(&family, mnl_attr_get_payload(via), sizeof(family));
	return family == a->family && a->length == 8 * a->size &&
	       !memcmp((const char *)mnl_attr_get_payload(via) + sizeof(family),
		       a->data, a->size);
}

bool route_match_via(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;

	if (!same_family(v, a))
		return matches_other_family(a, v);
	return route_same_bits(v, RTA_GATEWAY, a, a->length);
}

bool route_match_source(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;

	return same_family(v, a) && route_same_bits(v, RTA_PREFSRC, a, a->length);
}

/* The device may be that of one of several next hops. */
bool route_match_device(const struct item *i, const struct view *v)
{
	const struct nlattr *a = view_attr(v, RTA_MULTIPATH);
	uint32_t index = item_number(i);
	const struct rtnexthop *h = NULL;

	if (view_attr(v, RTA_OIF))
		return view_u32(v, RTA_OIF) == index;
	while (a && (h = nexthop_after(a, h)))
		if ((uint32_t)h->rtnh_ifindex == index)
			return true;
	return false;
}

bool route_match_realms(const struct item *i, const struct view *v)
{
	uint32_t example[2];

	memcpy(example, i->data, sizeof(example));
	return !((view_u32(v, RTA_FLOW) ^ example[0]) & example[1]);
}

/* A number that is not there is 0. */
bool route_match_number(const struct item *i, const struct view *v)
{
	return view_u32(v, i->row->attr) == item_number(i);
}

bool route_match_bit(const struct item *i, const struct view *v)
{
	return route_header(v)->rtm_flags & i->row->bit;
}

/* The addresses of a VRF's ports are in its table too; they are no news. */
bool route_match_vrf(const struct item *i, const struct view *v)
{
	uint8_t type = route_header(v)->rtm_type;

	(void)i;
	return type != RTN_LOCAL && type != RTN_BROADCAST;
}

bool route_is_listed(const struct request *q, struct view *v,
		     const struct nlmsghdr *n)
{
	const struct rtmsg *m = mnl_nlmsg_get_payload(n);
	const struct item *table;
	bool cloned;

	if (n->nlmsg_type != RTM_NEWROUTE ||
	    view_message(v, &route_table, n, q) < 0)
		return false;
	/* Families that the kernel does not know are answered with all it knows. */
	if (q->family && m->rtm_family != q->family)
		return false;
	cloned = request_header(q, offsetof(struct rtmsg, rtm_flags));
	if (!(m->rtm_flags & RTM_F_CLONED) != !cloned)
		return false;
	table = request_attr(q, &route_table, RTA_TABLE);
	if (table && view_attr(v, RTA_TABLE) &&
	    view_u32(v, RTA_TABLE) != item_number(table))
		return false;
	return filter_matches(q, v);
}
