/* neighbor_show.c - what of a neighbour is more than one value; filters.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "neighbor.h"

#include <ctype.h>
#include <string.h>

#include "compat.h"
#include "links.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

#define USER_HZ 100

static const struct ndmsg *header(const struct view *v)
{
	return v->header;
}

/* A question of the kernel's is one for an address that it has no entry for. */
void neighbor_show_event(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELNEIGH)
		out_true(o, "deleted", "Deleted ");
	else if (v->type == RTM_GETNEIGH)
		out_null(o, "miss", "miss ");
}

/* -brief: columns. */
static void show_column(struct out *o, const struct row *r, const char *template, struct literal *l, size_t width)
{
	char padded[FORMAT_MAX];
	size_t n = strlen(l->text);

	if (opt.brief && !o->json && n < width) {
		memset(padded, ' ', width);
		memcpy(padded, l->text, n);
		padded[width] = '\0';
		l->label = padded;
	}
	out_literal(o, r->json, template, l);
}

void neighbor_show_address(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	literal_resolve(&l, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	show_column(o, r, r->text, &l, 39);
}

/* All are on the link that was asked for. */
void neighbor_show_device(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (!header(v)->ndm_ifindex || (v->filter && request_attr(v->filter, &neighbor_table, NDA_IFINDEX)))
		return;
	row_literal(v, r, &l);
	l.color = COLOR_IFNAME;
	show_column(o, r, opt.brief ? "{%s }" : r->text, &l, 16);
}

/* How it is written depends on the link: tunnels have network addresses there. */
void neighbor_show_lladdr(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	const struct link_info *link = a ? links_find(header(v)->ndm_ifindex) : NULL;
	char text[3 * FORMAT_MAX];

	if (!a)
		return;
	format_lladdr(text, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), link ? link->type : 0);
	out_string_colored(o, COLOR_MAC, r->json ? r->json : "lladdr", opt.brief ? "{%s}" : r->text, text);
}

/* The blanks are ip(8)'s. */
void neighbor_show_ages(struct out *o, const struct row *r, const struct view *v)
{
	const struct nda_cacheinfo *c = view_struct(v, r->attr, sizeof(*c));

	if (!c)
		return;
	if (c->ndm_refcnt)
		out_unsigned(o, "refcnt", " ref %s", c->ndm_refcnt);
	out_unsigned(o, "used", " used %s", c->ndm_used / USER_HZ);
	out_unsigned(o, "confirmed", "/%s", c->ndm_confirmed / USER_HZ);
	out_unsigned(o, "updated", "/%s", c->ndm_updated / USER_HZ);
}

void neighbor_show_states(struct out *o, const struct row *r, const struct view *v)
{
	uint16_t state = header(v)->ndm_state;

	(void)r;
	if (!state)
		return;
	out_open(o, "state", '[');
	for (const struct name *n = neighbor_states; n->value; n++) {
		char plain[WORD_MAX];

		if (!(state & n->value))
			continue;
		word_plain(n->name, plain);
		for (char *p = plain; *p; p++)
			*p = toupper(*p);
		out_string(o, NULL, "%s ", plain);
	}
	out_close(o);
}

/* ---- filters ---- */
bool neighbor_match_prefix(const struct item *i, const struct view *v)
{
	const struct address *a = i->data;

	if (!a->family || !view_attr(v, NDA_DST))
		return true;
	return a->family == header(v)->ndm_family &&
	       route_same_bits(v, NDA_DST, a, a->length);
}

bool neighbor_match_device(const struct item *i, const struct view *v)
{
	return (uint32_t)header(v)->ndm_ifindex == item_number(i);
}

bool neighbor_match_protocol(const struct item *i, const struct view *v)
{
	return !item_number(i) || view_u8(v, NDA_PROTOCOL) == item_number(i);
}

bool neighbor_match_unused(const struct item *i, const struct view *v)
{
	const struct nda_cacheinfo *c = view_struct(v, NDA_CACHEINFO, sizeof(*c));

	(void)i;
	return !c || !c->ndm_refcnt;
}

bool neighbor_match_any(const struct item *i, const struct view *v)
{
	(void)i;
	(void)v;
	return true;
}
