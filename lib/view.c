/* view.c - a received message, split by its table; every access is checked here.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "options.h"
#include "schema.h"

uint64_t view_looked[VIEW_MAX / 64];

static void split(struct view *v, const void *data, size_t size)
{
	memset(v->has, 0, sizeof(v->has));
	nl_for_each(a, data, size)
		if (nl_attr_type(a) < VIEW_MAX)
			view_put(v, nl_attr_type(a), a);
}

int view_message(struct view *v, const struct table *t, const struct nlmsghdr *n,
		 const struct request *filter)
{
	size_t size = n->nlmsg_len - sizeof(*n), skip = MNL_ALIGN(t->header);

	if (size < t->header)
		return -1;
	v->table = t;
	v->up = NULL;
	v->header = n + 1;
	v->header_size = t->header;
	v->size = size;
	v->filter = filter;
	v->type = n->nlmsg_type;
	v->when = (opt.details ? ON_DETAILS : 0) | (opt.stats ? ON_STATS : 0) |
		  (opt.brief ? ON_BRIEF : NOT_BRIEF) | (opt.oneline ? 0 : NOT_ONELINE) | IN_OBJECT |
		  NOT_EVENT;
	split(v, (const char *)v->header + skip, size > skip ? size - skip : 0);
	return 0;
}

int view_nest(struct view *v, const struct table *t, const void *data, size_t size,
	      const struct view *up)
{
	size_t skip = MNL_ALIGN(t->header);

	if (size < t->header)
		return -1;
	v->table = t;
	v->up = up;
	v->header = t->header ? data : up->header;
	v->header_size = t->header ? t->header : up->header_size;
	v->size = 0;
	v->filter = NULL;
	v->type = up->type;
	v->when = up->when;
	split(v, (const char *)data + skip, size > skip ? size - skip : 0);
	return 0;
}

const struct nlattr *view_attr(const struct view *v, uint16_t attr)
{
	uint64_t bit = (uint64_t)1 << attr % 64;

	if (attr >= VIEW_MAX)
		return NULL;
	view_looked[attr / 64] |= bit;
	return v->has[attr / 64] & bit ? v->attr[attr] : NULL;
}

const void *view_struct(const struct view *v, uint16_t attr, size_t size)
{
	const struct nlattr *a = view_attr(v, attr);

	return a && a->nla_len - sizeof(*a) >= size ? a + 1 : NULL;
}

uint8_t view_u8(const struct view *v, uint16_t attr)
{
	const uint8_t *p = view_struct(v, attr, sizeof(*p));

	return p ? *p : 0;
}

uint32_t view_u32(const struct view *v, uint16_t attr)
{
	const void *p = view_struct(v, attr, sizeof(uint32_t));

	return p ? payload_number(p, sizeof(uint32_t), false) : 0;
}

uint64_t view_u64(const struct view *v, uint16_t attr)
{
	const void *p = view_struct(v, attr, sizeof(uint64_t));

	return p ? payload_number(p, sizeof(uint64_t), false) : 0;
}

const char *view_string(const struct view *v, uint16_t attr)
{
	const struct nlattr *a = view_attr(v, attr);

	if (!a || !memchr(mnl_attr_get_payload(a), '\0', mnl_attr_get_payload_len(a)))
		return "";
	return mnl_attr_get_payload(a);
}

static bool attr_payload(const struct view *v, const struct row *r, const void **data,
			 size_t *size, bool *v6)
{
	const struct nlattr *a = view_attr(v, r->attr);

	if (!a && r->v6) {
		a = view_attr(v, r->v6);
		*v6 = a != NULL;
	}
	if (!a)
		return false;
	*data = a + 1;
	*size = a->nla_len - sizeof(*a);
	if (r->place == AT_FIELD) {
		if (*size < (size_t)r->offset + r->type->size)
			return false;
		*data = (const char *)*data + r->offset;
		*size = r->type->size ? r->type->size : *size - r->offset;
	}
	return *size >= r->type->size;
}

bool view_payload(const struct view *v, const struct row *r, const void **data, size_t *size,
		  bool *v6)
{
	*v6 = false;
	switch (r->place) {
	case AT_HEADER:
		if ((size_t)r->offset + r->type->size > v->header_size)
			return false;
		*data = (const char *)v->header + r->offset;
		*size = r->type->size;
		return true;
	case AT_ATTR:
	case AT_FIELD:
		return attr_payload(v, r, data, size, v6);
	default:
		return false;
	}
}

static const char *selected_by(const struct view *v, uint16_t attr, char buf[WORD_MAX])
{
	const struct nlattr *a = view_attr(v, attr);

	return a ? selected_name(table_attr(v->table, attr), mnl_attr_get_payload(a),
				 mnl_attr_get_payload_len(a), buf) :
		   NULL;
}

const struct table *view_pick(const struct view *v, const struct row *r)
{
	const struct more *more = row_more(r);
	char buf[WORD_MAX];
	const char *by;

	if (!more->pick)
		return r->table;
	by = selected_by(v, r->selector, buf);
	if (!by && more->selector_else)
		by = selected_by(v, more->selector_else, buf);
	return by ? more->pick(by) : NULL;	/* cppcheck-suppress returnDanglingLifetime; it keeps no word */
}
