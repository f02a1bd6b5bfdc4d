/* nexthop_show.c - what of a nexthop object is more than one value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "nexthop_table.h"
#include "options.h"
#include "route_table.h"

const struct nhmsg *nexthop_header(const struct view *v)
{
	while (v->up)
		v = v->up;
	return v->header;
}

void nexthop_show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELNEXTHOP)
		out_true(o, "deleted", "Deleted ");
}

/*
 * The high byte of a weight means something only when the kernel says that it
 * clears what is reserved: older ones send what happened to be there.
 */
static uint32_t weight(const struct view *v, const struct nexthop_grp *member)
{
	uint32_t high = view_u32(v, NHA_OP_FLAGS) & NHA_OP_FLAG_RESP_GRP_RESVD_0 ? member->resvd1 : 0;

	return (high << 8 | member->weight) + 1;
}

void nexthop_show_group(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	const struct nexthop_grp *m = a ? mnl_attr_get_payload(a) : NULL;
	size_t n = a ? mnl_attr_get_payload_len(a) / sizeof(*m) : 0;

	if (!n)
		return;
	out_open(o, r->word, '[');
	for (const struct nexthop_grp *end = m + n, *first = m; m < end; m++) {
		out_open(o, NULL, '{');
		out_unsigned(o, "id", m == first ? "group %s" : "/%s", m->id);
		if (weight(v, m) > 1)
			out_unsigned(o, "weight", ",%s", weight(v, m));
		out_close(o);
	}
	out_text(o, " ", NULL);
	out_close(o);
}

void nexthop_show_bits(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	route_show_bits(o, nexthop_header(v)->nh_flags);
}

void nexthop_show_hw_stats(struct out *o, const struct row *r, const struct view *v)
{
	if (!view_attr(v, r->attr) || !(v->when & (ON_DETAILS | ON_STATS)))
		return;
	out_open(o, "hw_stats", '{');
	out_bool(o, "enabled", "hw_stats %s ", view_u32(v, r->attr));
	out_bool(o, "used", "used %s ", view_u32(v, NHA_HW_STATS_USED));
	out_close(o);
}

static void show_entry(struct out *o, const struct nlattr *a, const struct view *up)
{
	struct view v;

	if (view_nest(&v, &nexthop_stats_entry_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	/* Counters of hardware are told with -s -s. */
	if (opt.stats < 2)
		view_drop(&v, NHA_GROUP_STATS_ENTRY_PACKETS_HW);
	out_text(o, "\n", NULL);
	out_open(o, NULL, '{');
	show_rows(o, &v);
	out_close(o);
}

void nexthop_show_stats(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, r->attr);

	if (!list)
		return;
	out_open(o, "group_stats", '[');
	out_text(o, "\n  stats:", NULL);
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list))
		if (mnl_attr_get_type(a) == NHA_GROUP_STATS_ENTRY)
			show_entry(o, a, v);
	out_close(o);
}
