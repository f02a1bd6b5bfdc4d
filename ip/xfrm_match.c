/* xfrm_match.c - which states and policies are listed.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <netinet/in.h>
#include <string.h>

#include "scan.h"
#include "xfrm.h"

bool xfrm_matches(const struct request *filter, const struct view *v)
{
	if (filter->family && filter->family != xfrm_family_of(v))
		return false;
	return filter_matches(filter, v);
}

static const uint8_t *field(const struct item *i, const struct view *v)
{
	return (const uint8_t *)v->header + i->row->offset;
}

bool xfrm_match_address(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;
	const uint8_t *have = field(i, v);
	int whole = a->length / 8, rest = a->length % 8;

	if (memcmp(have, a->data, whole))
		return false;
	return !rest || !((have[whole] ^ a->data[whole]) >> (8 - rest));
}

/* One of the flags is enough. */
bool xfrm_match_flags(const struct item *i, const struct view *v)
{
	return item_number(i) & *field(i, v);
}

/* ip(8) compares the lower half of a key only. */
bool xfrm_match_low(const struct item *i, const struct view *v)
{
	return !memcmp(i->data, field(i, v), 2);
}

/* What is not told is main. */
bool xfrm_match_ptype(const struct item *i, const struct view *v)
{
	return item_number(i) == view_u8(v, i->row->attr);
}

bool xfrm_match_nosock(const struct item *i, const struct view *v)
{
	(void)i;
	return ((const uint8_t *)v->header)[offsetof(struct xfrm_userpolicy_info, dir)] < XFRM_POLICY_MAX;
}

static void add_attribute(struct request *q, const struct view *v, uint16_t attr)
{
	const struct nlattr *a = view_attr(v, attr);
	const struct row *r;

	table_for_each(r, q->table)
		if (a && r->attr == attr && r->place == AT_ATTR)
			request_add_bytes(q, q->table, r, 0, 0, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
		else if (a && r->attr == attr && r->place == AT_FIELD && mnl_attr_get_payload_len(a) >= r->size)
			request_add_bytes(q, q->table, r, 0, 0, (const char *)mnl_attr_get_payload(a) + r->offset, r->type->size);
}

void xfrm_add_mark(struct request *q, const struct view *v)
{
	add_attribute(q, v, XFRMA_MARK);
	add_attribute(q, v, XFRMA_IF_ID);
}
