/* rule_filter.c - which rules a listing asks for.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include <string.h>

#include "compat.h"
#include "route_table.h"

static uint64_t number_of(const struct view *v, const struct row *r)
{
	const void *data;
	size_t size;
	bool v6;

	return view_payload(v, r, &data, &size, &v6) ? payload_number(data, r->type->size, r->type->big_endian) : 0;
}

bool rule_match_flag(const struct item *i, const struct view *v)
{
	uint64_t number = number_of(v, i->row);

	return i->row->bit ? number & i->row->bit : number;
}

bool rule_match_prefix(const struct item *i, const struct view *v)
{
	const struct fib_rule_hdr *h = v->header;
	const struct address *a = i->data;
	int length = i->row->attr == FRA_SRC ? h->src_len : h->dst_len;

	if (!a->family)
		return true;
	if (a->family != h->family || a->length > length)
		return false;
	return !view_attr(v, i->row->attr) || route_same_bits(v, i->row->attr, a, a->length);
}

bool rule_match_table(const struct item *i, const struct view *v)
{
	return !item_number(i) || rule_table_of(v) == item_number(i);
}

bool rule_match_unless_zero(const struct item *i, const struct view *v)
{
	return (!item_number(i) && i->row->attr != FRA_PRIORITY) || number_of(v, i->row) == item_number(i);
}

/* What a mask of 0 leaves of a value is no condition. */
bool rule_match_masked(const struct item *i, const struct view *v)
{
	const struct item *mask = request_row(v->filter, i->row + 1);
	const void *data;
	size_t size;
	bool v6;

	if (mask && !item_number(mask))
		return true;
	return view_payload(v, i->row, &data, &size, &v6) && size >= i->size && !memcmp(data, i->data, i->size);
}

bool rule_match_mask(const struct item *i, const struct view *v)
{
	uint64_t have = view_attr(v, i->row->attr) ? number_of(v, i->row) : i->row->def;

	if (!item_number(i))
		return true;
	return have == item_number(i) && (view_attr(v, i->row->attr) || i->row->attr != FRA_FLOWLABEL_MASK);
}

/* ip(8) only looks at it when it flushes. */
bool rule_match_protocol(const struct item *i, const struct view *v)
{
	return !v->filter->context || !view_attr(v, FRA_PROTOCOL) || view_u8(v, FRA_PROTOCOL) == item_number(i);
}
