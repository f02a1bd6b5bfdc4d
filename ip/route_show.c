/* route_show.c - what of a route is more than one value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

#define USER_HZ 100

const struct rtmsg *route_header(const struct view *v)
{
	while (v->up)
		v = v->up;
	return v->header;
}

int route_family(const struct view *v)
{
	int family = route_header(v)->rtm_family;

	if (family == RTNL_FAMILY_IPMR)
		return AF_INET;
	return family == RTNL_FAMILY_IP6MR ? AF_INET6 : family;
}

void route_show_deleted(struct out *o, const struct row *r,
			const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELROUTE)
		out_true(o, "deleted", "Deleted ");
}

static int full_length(int family)
{
	return family == AF_INET6 ? 128 :
	       family == AF_INET  ? 32 :
	       family == AF_MPLS  ? 20 :
				    0;
}

/* The literal of an address; with -resolve the name of the host that it is. */
static bool host_literal(const struct view *v, const struct row *r, struct literal *l)
{
	const struct nlattr *a;

	if (!row_literal(v, r, l))
		return false;
	a = opt.resolve ? view_attr(v, r->attr) : NULL;
	if (a)
		literal_resolve(l, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	return true;
}

/* ADDR, ADDR/LENGTH, 0/LENGTH, default */
void route_show_prefix(struct out *o, const struct row *r, const struct view *v)
{
	bool is_dst = r->attr == RTA_DST;
	const struct rtmsg *m = route_header(v);
	int length = is_dst ? m->rtm_dst_len : m->rtm_src_len;
	const char *template = is_dst ? "{%s }" : "from {%s }";
	const char *key = r->json;
	bool is_host = length == full_length(m->rtm_family);
	struct literal l;

	if (is_host && host_literal(v, r, &l)) {
		out_literal(o, key, template, &l);
		return;
	}
	if (!row_literal(v, r, &l)) {
		if (!length) {
			if (is_dst)
				out_string(o, key, template, "default");
			return;
		}
		strcpy(l.buf, "0");
		key = is_dst ? key : "src";
	}
	format_unsigned(stpcpy(l.buf + strlen(l.buf), "/"), length);
	l.text = l.buf;
	l.json = JSON_STRING;
	out_literal(o, key, template, &l);
}

/* A listing that was asked for one address need not repeat it. */
void route_show_address(struct out *o, const struct row *r,
			const struct view *v)
{
	const struct item *i = v->filter ? request_row(v->filter, r) : NULL;
	struct literal l;

	if (i && ((const struct address *)i->data)->length ==
			 full_length(route_family(v)))
		return;
	/* ip(8) never resolves the address that is preferred as source. */
	if (r->attr == RTA_PREFSRC ? row_literal(v, r, &l) : host_literal(v, r, &l))
		out_literal(o, r->json, r->text, &l);
}

void route_show_via(struct out *o, const struct row *r, const struct view *v)
{
	const uint16_t *family = view_struct(v, r->attr, sizeof(*family));
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	out_open(o, r->json, '{');
	out_string(o, "family", "via %s ", route_family_name(*family));
	out_literal(o, "host", "{%s }", &l);
	out_close(o);
}

void route_show_table(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t table = view_attr(v, r->attr) ? view_u32(v, r->attr) :
						 route_header(v)->rtm_table;
	struct literal l;

	if (table == RT_TABLE_UNSPEC ||
	    (table == RT_TABLE_MAIN && !(v->when & ON_DETAILS)))
		return;
	if (v->filter && request_row(v->filter, r))
		return;
	literal_begin(&l, COLOR_NONE);
	type_print_enum(v, r, &table, sizeof(table), &l);
	out_literal(o, "table", "table %s ", &l);
}

/* Who made a route and its scope mean nothing for a clone of it. */
void route_show_origin(struct out *o, const struct row *r, const struct view *v)
{
	const uint8_t *value = (const uint8_t *)v->header + r->offset;
	struct literal l;

	if (route_header(v)->rtm_flags & RTM_F_CLONED)
		return;
	if (*value == r->def && !(v->when & ON_DETAILS))
		return;
	if (row_literal(v, r, &l))
		out_literal(o, r->json, r->text, &l);
}

const struct name route_flags[] = { { RTNH_F_DEAD, "dead" },
				     { RTNH_F_ONLINK, "onlink" },
				     { RTNH_F_PERVASIVE, "pervasive" },
				     { RTNH_F_OFFLOAD, "offload" },
				     { RTNH_F_TRAP, "trap" },
				     { RTM_F_NOTIFY, "notify" },
				     { RTNH_F_LINKDOWN, "linkdown" },
				     { RTNH_F_UNRESOLVED, "unresolved" },
				     { RTM_F_OFFLOAD, "rt_offload" },
				     { RTM_F_TRAP, "rt_trap" },
				     { RTM_F_OFFLOAD_FAILED,
				       "rt_offload_failed" },
				     { 0, NULL } };

void route_show_bits(struct out *o, uint32_t bits)
{
	out_open(o, "flags", '[');
	for (const struct name *n = route_flags; bits && n->name; n++)
		if (bits & n->value)
			out_string(o, NULL, "%s ", n->name);
	out_close(o);
}

void route_show_flags(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	route_show_bits(o, route_header(v)->rtm_flags);
}

void nexthop_show_flags(struct out *o, const struct row *r,
			const struct view *v)
{
	(void)r;
	route_show_bits(o, ((const struct rtnexthop *)v->header)->rtnh_flags);
}

static const char *realm_name(const struct row *r, uint32_t realm,
			      char buf[FORMAT_MAX])
{
	const char *name = row_value_name(r, realm);

	if (name)
		return name;
	format_unsigned(buf, realm);
	return buf;
}

/* realm DST, realms SRC/DST */
void route_show_realms(struct out *o, const struct row *r, const struct view *v)
{
	const struct item *i = v->filter ? request_row(v->filter, r) : NULL;
	uint32_t both = view_u32(v, r->attr), from = both >> 16;
	char buf[FORMAT_MAX];

	if (!view_attr(v, r->attr) ||
	    (i && ((const uint32_t *)i->data)[1] == UINT32_MAX))
		return;
	out_open(o, "flow", '{');
	if (from)
		out_string(o, "from", "realms %s/", realm_name(r, from, buf));
	out_string(o, "to", from ? "%s " : "realm %s ",
		   realm_name(r, both & 0xffff, buf));
	out_close(o);
}

/* ---- the cache: what is known of single destinations ---- */
/* RTCF_ of linux/in_route.h; they share the word with RTM_F_ and RTNH_F_. */
static const struct name cache_flags[] = { { 0x80000000, "local" },
					   { 0x40000000, "reject" },
					   { 0x20000000, "mc" },
					   { 0x10000000, "brd" },
					   { 0x08000000, "dst-nat" },
					   { 0x00800000, "src-nat" },
					   { 0x00400000, "masq" },
					   { 0x00020000, "dst-direct" },
					   { 0x04000000, "src-direct" },
					   { 0x00040000, "redirected" },
					   { 0x01000000, "redirect" },
					   { 0x00200000, "fastroute" },
					   { 0x00010000, "notify" },
					   { 0x00080000, "proxy" },
					   { 0, NULL } };

static void show_cache_flags(struct out *o, uint32_t bits)
{
	out_text(o, "\n    cache ", NULL);
	if (bits & ~0xffffu) {
		show_flags(o, "cache", cache_flags, bits & ~0xffffu, NULL,
			   NULL);
		return;
	}
	out_open(o, "cache", '[');
	out_close(o);
}

static void show_unless_zero(struct out *o, const char *key,
			     const char *template, uint64_t value)
{
	if (value)
		out_unsigned(o, key, template, value);
}

/* Only text has leading zeros, and 0x before zero. */
static void show_hex(struct out *o, const char *key, const char *template,
		     uint32_t value, int digits)
{
	char buf[FORMAT_MAX], *p = buf;

	if (value || !o->json)
		p = format_string(p, "0x");
	format_hex_digits(p, value, o->json ? 1 : digits);
	out_string(o, key, template, buf);
}

void route_show_cache(struct out *o, const struct row *r, const struct view *v)
{
	const struct rta_cacheinfo *c = view_struct(v, r->attr, sizeof(*c));
	uint32_t bits = route_header(v)->rtm_flags;
	int family = route_header(v)->rtm_family;

	if (bits & RTM_F_CLONED && family == AF_INET)
		show_cache_flags(o, bits);
	if (!c || (family != AF_INET && family != AF_INET6))
		return;
	if (c->rta_expires)
		out_signed(o, "expires", "expires %ssec ",
			   c->rta_expires / USER_HZ);
	show_unless_zero(o, "error", "error %s ", c->rta_error);
	if (v->when & ON_STATS) {
		show_unless_zero(o, "users", "users %s ", c->rta_clntref);
		show_unless_zero(o, "used", "used %s ", c->rta_used);
		if (c->rta_lastuse)
			out_unsigned(o, "age", "age %ssec ",
				     c->rta_lastuse / USER_HZ);
	}
	if (c->rta_id)
		show_hex(o, "ipid", "ipid %s ", c->rta_id, 4);
	if (!c->rta_ts && !c->rta_tsage)
		return;
	show_hex(o, "ts", "ts %s ", c->rta_ts, 1);
	out_unsigned(o, "tsage", "tsage %ssec ", c->rta_tsage);
}
