/* rule_show.c - what of a rule is more than one value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include <string.h>

#include "compat.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

static const struct fib_rule_hdr *header(const struct view *v)
{
	return v->header;
}

uint32_t rule_table_of(const struct view *v)
{
	return view_attr(v, FRA_TABLE) ? view_u32(v, FRA_TABLE) : header(v)->table;
}

static void show_hex(struct out *o, const char *key, const char *template, uint64_t value)
{
	char buf[FORMAT_MAX];

	format_hex(buf, value);
	out_string(o, key, template, buf);
}

void rule_show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELRULE)
		out_true(o, "deleted", "Deleted ");
}

/* The first one has no attribute. */
void rule_show_priority(struct out *o, const struct row *r, const struct view *v)
{
	out_unsigned(o, r->json, "%s:\t", view_u32(v, r->attr));
}

static int full_length(int family)
{
	return family == AF_INET ? 32 : family == AF_INET6 ? 128 : family == AF_MPLS ? 20 : 0;
}

/* from ADDR, from ADDR/LENGTH, from 0/LENGTH, from all; "to" only where there is one */
void rule_show_prefix(struct out *o, const struct row *r, const struct view *v)
{
	bool is_src = r->attr == FRA_SRC;
	int length = is_src ? header(v)->src_len : header(v)->dst_len;
	const char *template = is_src ? "from {%s}" : " to {%s}";
	struct literal l;

	if (row_literal(v, r, &l)) {
		out_literal(o, r->json, template, &l);
		if (length == full_length(header(v)->family))
			return;
	} else if (length) {
		out_string(o, r->json, template, "0");
	} else if (is_src) {
		out_string(o, r->json, template, "all");
		return;
	} else {
		return;
	}
	out_unsigned(o, is_src ? "srclen" : "dstlen", "/%s", length);
}

void rule_show_mark(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *mask = view_attr(v, FRA_FWMASK);

	if (!view_attr(v, r->attr) && !mask)
		return;
	show_hex(o, "fwmark", " fwmark %s", view_u32(v, r->attr));
	if (mask && view_u32(v, FRA_FWMASK) != UINT32_MAX)
		show_hex(o, "fwmask", "/%s", view_u32(v, FRA_FWMASK));
}

/* A link that is not there now. */
void rule_show_name(struct out *o, const struct row *r, const struct view *v)
{
	bool is_in = r->attr == FRA_IFNAME;
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	l.color = COLOR_IFNAME;
	out_literal(o, r->json, is_in ? " iif {%s}" : " oif {%s}", &l);
	if (header(v)->flags & (is_in ? FIB_RULE_IIF_DETACHED : FIB_RULE_OIF_DETACHED))
		out_null(o, is_in ? "iif_detached" : "oif_detached", " [detached]");
}

void rule_show_uids(struct out *o, const struct row *r, const struct view *v)
{
	const struct fib_rule_uid_range *range = view_struct(v, r->attr, sizeof(*range));

	if (!range)
		return;
	out_unsigned(o, "uid_start", " uidrange %s", range->start);
	out_unsigned(o, "uid_end", "-%s", range->end);
}

/* Text has the value in hexadecimal where the mask leaves some of it out. */
static void show_masked(struct out *o, const struct row *r, const char *key, const struct literal *l, uint64_t value,
			uint64_t mask)
{
	char template[WORD_MAX + 8], mask_key[WORD_MAX + 8];
	bool is_whole = mask == r[1].def;

	snprintf(template, sizeof(template), " %s %%s", key);
	snprintf(mask_key, sizeof(mask_key), "%s_mask", key);
	out_literal(o, key, is_whole ? template : NULL, l);
	show_hex(o, mask_key, NULL, mask);
	if (is_whole)
		return;
	show_hex(o, "-", template, value);
	show_hex(o, "-", "/%s", mask);
}

static void show_port_range(struct out *o, const char *key, const struct fib_rule_port_range *range)
{
	char buf[WORD_MAX + 16];

	snprintf(buf, sizeof(buf), "%s_start", key);
	out_unsigned(o, buf, *key == 's' ? " sport %s" : " dport %s", range->start);
	snprintf(buf, sizeof(buf), "%s_end", key);
	out_unsigned(o, buf, "-%s", range->end);
}

void rule_show_ports(struct out *o, const struct row *r, const struct view *v)
{
	const struct fib_rule_port_range *range = view_struct(v, r->attr, sizeof(*range));
	const uint16_t *mask = view_struct(v, r[1].attr, sizeof(*mask));
	struct literal l;

	if (!range)
		return;
	if (range->start != range->end) {
		show_port_range(o, r->word, range);
		return;
	}
	row_literal(v, r, &l);
	if (mask)
		show_masked(o, r, r->word, &l, range->start, *mask);
	else
		out_literal(o, r->word, *r->word == 's' ? " sport %s" : " dport %s", &l);
}

void rule_show_dscp(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	if (view_attr(v, r[1].attr))
		show_masked(o, r, r->word, &l, view_u8(v, r->attr), view_u8(v, r[1].attr));
	else
		out_literal(o, r->word, " dscp %s", &l);
}

/* The kernel tells both or none. */
void rule_show_flowlabel(struct out *o, const struct row *r, const struct view *v)
{
	const uint32_t *label = view_struct(v, r->attr, sizeof(*label));
	const uint32_t *mask = view_struct(v, r[1].attr, sizeof(*mask));

	if (!label || !mask)
		return;
	show_hex(o, "flowlabel", " flowlabel %s", payload_number(label, sizeof(*label), true));
	show_hex(o, "flowlabel_mask", payload_number(mask, sizeof(*mask), true) == r[1].def ? NULL : "/%s",
		 payload_number(mask, sizeof(*mask), true));
}

void rule_show_table(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t table = rule_table_of(v);
	struct literal l = { .text = NULL };

	if (!table)
		return;
	type_print_enum(v, r, &table, sizeof(table), &l);
	out_literal(o, "table", " lookup %s", &l);
}

/* -1: nothing is suppressed.  ip(8) takes both for C's int. */
void rule_show_suppressed(struct out *o, const struct row *r, const struct view *v)
{
	int32_t value = view_u32(v, r->attr);
	struct literal l;

	if (!rule_table_of(v) || value == -1 || !row_literal(v, r, &l))
		return;
	if (r->attr == FRA_SUPPRESS_PREFIXLEN) {
		out_signed(o, r->json, " suppress_prefixlength %s", value);
		return;
	}
	if (value < 0)
		format_signed(l.buf, value);
	out_literal(o, "suppress_ifgroup", " suppress_ifgroup %s", &l);
}

static const char *realm_name(const struct row *r, uint32_t realm, char buf[FORMAT_MAX])
{
	const char *name = row_value_name(r, realm);

	format_unsigned(buf, realm);
	return name ? name : buf;
}

void rule_show_realms(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t both = view_u32(v, r->attr);
	char buf[FORMAT_MAX];

	if (!view_attr(v, r->attr))
		return;
	if (both >> 16)
		out_string(o, "flow_from", " realms %s/", realm_name(r, both >> 16, buf));
	else
		out_text(o, " realms ", "");
	out_string(o, "flow_to", "%s", realm_name(r, both & UINT16_MAX, buf));
}

static void show_nat(struct out *o, const struct view *v)
{
	struct literal l;

	if (row_literal(v, table_attr(&rule_table, FRA_UNUSED2), &l)) {
		l.color = COLOR_NONE;
		out_literal(o, "nat_gateway", " map-to %s", &l);
	} else {
		out_null(o, "masquerade", " masquerade");
	}
}

static void show_goto(struct out *o, const struct view *v)
{
	if (view_attr(v, FRA_GOTO))
		out_unsigned(o, "goto", " goto %s", view_u32(v, FRA_GOTO));
	else
		out_string(o, "goto", " goto %s", "none");
	if (header(v)->flags & FIB_RULE_UNRESOLVED)
		out_null(o, "unresolved", " [unresolved]");
}

void rule_show_action(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	switch (header(v)->action) {
	case FR_ACT_TO_TBL:
		return;
	case RTN_NAT:
		show_nat(o, v);
		return;
	case FR_ACT_GOTO:
		show_goto(o, v);
		return;
	case FR_ACT_NOP:
		out_null(o, "nop", " nop");
		return;
	}
	if (row_literal(v, r, &l))
		out_literal(o, r->json, " %s", &l);
}

/* The kernel's own, and those of nobody, are not worth a word. */
void rule_show_protocol(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t protocol = view_u8(v, r->attr);
	struct literal l;

	if ((!protocol || protocol == RTPROT_KERNEL) && !(v->when & ON_DETAILS))
		return;
	if (row_literal(v, r, &l))
		out_literal(o, "protocol", " proto %s", &l);
}
