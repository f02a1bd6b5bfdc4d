/* tunnel_show.c - "ip tunnel show": the struct of the ioctls as text and JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <net/if.h>	/* before any linux/ header */
#include <ctype.h>
#include <inttypes.h>
#include <linux/if_arp.h>
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <netinet/in.h>
#include <string.h>

#include "error.h"
#include "ioctl.h"
#include "link_table.h"
#include "links.h"
#include "options.h"
#include "scan.h"
#include "tunnel.h"

/* ---- rows ---- */
struct gre {
	uint16_t flags[2];
	uint32_t key[2];
};

static struct gre gre_of(const struct view *v, uint16_t offset)
{
	struct gre g;

	memcpy(&g, (const char *)v->header + offset, sizeof(g));
	for (int way = 0; way < 2; way++) {
		g.flags[way] = be16toh(g.flags[way]);
		g.key[way] = be32toh(g.key[way]);
	}
	return g;
}

/* "key" where both are the same, else what there is of "ikey" and "okey". */
void tunnel_show_gre_key(struct out *o, const struct row *r, const struct view *v)
{
	struct gre g = gre_of(v, r->selector);
	bool is_one = g.flags[0] & g.flags[1] & GRE_BIT_KEY && g.key[0] == g.key[1];
	bool of_both = (r->lookup & (TUNNEL_IN | TUNNEL_OUT)) == (TUNNEL_IN | TUNNEL_OUT);
	int way = !(r->lookup & TUNNEL_IN);

	if (is_one == of_both && g.flags[way] & GRE_BIT_KEY)
		out_unsigned(o, r->json, r->text, g.key[way]);
}

/* Each flag is a sentence in text. */
void tunnel_show_gre_flags(struct out *o, const struct row *r, const struct view *v)
{
	const struct row *flag;

	if (*((const uint8_t *)v->header + r->offset) != IPPROTO_GRE)
		return;
	out_open(o, r->json, '[');
	table_for_each(flag, v->table)
		if (flag->parse == tunnel_parse_gre_flag && flag->text &&
		    gre_of(v, flag->selector).flags[!(flag->lookup & TUNNEL_IN)] & flag->bit) {
			out_text(o, flag->text, "");
			out_string(o, NULL, NULL, flag->json);
		}
	out_close(o);
}

void tunnel_show_ttl(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t value = *((const uint8_t *)v->header + r->offset);

	if (value)
		out_unsigned(o, r->json, r->text, value);
	else
		out_text(o, r->text, "inherit");
}

void tunnel_show_tos(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t value = *((const uint8_t *)v->header + r->offset);
	struct literal l;

	if (value && !(o->json && value == 1) && row_literal(v, r, &l))
		out_literal(o, r->json, r->text, &l);
}

static bool has_flag(const struct view *v, uint32_t bit)
{
	uint32_t flags;

	memcpy(&flags, (const char *)v->header + offsetof(struct ip6_tnl_parm2, flags), sizeof(flags));
	return flags & bit;
}

/* JSON calls a flag what the kernel's headers do. */
static const char *flag_key(const struct row *r, char buf[FORMAT_MAX])
{
	size_t i = 0;

	for (; i < FORMAT_MAX - 1 && r->part[i]; i++)
		buf[i] = tolower((unsigned char)r->part[i]);
	buf[i] = '\0';
	return buf;
}

void tunnel_show_flag(struct out *o, const struct row *r, const struct view *v)
{
	char key[FORMAT_MAX];

	if (has_flag(v, r->bit))
		out_null(o, flag_key(r, key), r->text);
}

void tunnel_show_or_flag(struct out *o, const struct row *r, const struct view *v)
{
	char key[FORMAT_MAX];
	struct literal l;

	if (has_flag(v, r->selector)) {
		out_text(o, r->text, r->names->name);
		out_null(o, flag_key(r, key), NULL);
	} else if (row_literal(v, r, &l)) {
		out_literal(o, r->json, r->text, &l);
	}
}

/* ---- listing ---- */
static struct view view_of(const struct table *t, const void *parm)
{
	return (struct view){ .table = t, .header = parm, .header_size = t->header };
}

/* ip(8) ends lines in JSON too. */
static void end_record(void)
{
	out_record_end(&out);
	if (out.json)
		out_bytes(&out, "\n", 1);
}

int tunnel_show_one(const struct table *t, const void *parm)
{
	struct view v = view_of(t, parm);

	out_begin(&out);
	out_record_begin(&out);
	show_rows(&out, &v);
	end_record();
	out_end(&out);
	return 0;
}

static void show_counters(const struct view *v)
{
	static const struct rtnl_link_stats64 none;
	const void *p = view_struct(v, IFLA_STATS64, offsetof(struct rtnl_link_stats64, rx_nohandler));
	struct rtnl_link_stats64 s = none;
	char line[256];

	if (out.json)
		link_show_stats(&out, v, "");
	if (out.json || !p)
		return;
	memcpy(&s, p, offsetof(struct rtnl_link_stats64, rx_nohandler));
	out_text(&out, "\nRX: Packets    Bytes        Errors CsumErrs OutOfSeq Mcasts\n    ", "");
	snprintf(line, sizeof(line), "%-10" PRId64 " %-12" PRId64 " %-6" PRId64 " %-8" PRId64 " %-8" PRId64 " %-8" PRId64,
		 (int64_t)s.rx_packets, (int64_t)s.rx_bytes, (int64_t)s.rx_errors, (int64_t)s.rx_frame_errors,
		 (int64_t)s.rx_fifo_errors, (int64_t)s.multicast);
	out_text(&out, "%s\nTX: Packets    Bytes        Errors DeadLoop NoRoute  NoBufs\n    ", line);
	snprintf(line, sizeof(line), "%-10" PRId64 " %-12" PRId64 " %-6" PRId64 " %-8" PRId64 " %-8" PRId64 " %-6" PRId64,
		 (int64_t)s.tx_packets, (int64_t)s.tx_bytes, (int64_t)s.tx_errors, (int64_t)s.collisions,
		 (int64_t)s.tx_carrier_errors, (int64_t)s.tx_dropped);
	out_text(&out, "%s", line);
}

static bool is_tunnel(int family, uint16_t type)
{
	if (family == AF_INET6)
		return type == ARPHRD_TUNNEL6 || type == ARPHRD_IP6GRE;
	return type == ARPHRD_TUNNEL || type == ARPHRD_IPGRE || type == ARPHRD_SIT;
}

/* Of flags one in common is enough; a tunnel of any mode is of each. */
static bool has_value(const struct row *r, const char *want, const char *have)
{
	size_t size = r->type->size;
	uint64_t a, b, mask = r->bit ? r->bit : UINT64_MAX;

	if (size > sizeof(a) || r->type == &type_tunnel_end)
		return !memcmp(want, have, size);
	a = payload_number(want, size, r->type->big_endian) & mask;
	b = payload_number(have, size, r->type->big_endian) & mask;
	return r->type == &type_tunnel6_flags ? a & b : a == b || (r->type == &type_tunnel_mode && !b);
}

static bool is_zero(const struct row *r, const char *value)
{
	static const char zero[16];

	return r->bit ? !(payload_number(value, r->type->size, r->type->big_endian) & r->bit) : !memcmp(value, zero, r->type->size);
}

static bool is_like(const struct table *t, const char *example, const char *parm)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->lookup & TUNNEL_SELECTS && !is_zero(r, example + r->offset) &&
		    !has_value(r, example + r->offset, parm + r->offset))
			return false;
	return true;
}

/* A kernel is asked for what it has been told: see "tunnel show mode gre". */
static void begin_parm(const struct table *t, const struct ifinfomsg *link, const char *name, char *parm)
{
	memset(parm, 0, TUNNEL_PARM_MAX);
	if (t == &tunnel6_table) {
		struct ip6_tnl_parm2 p = { .link = link->ifi_index,
					   .proto = link->ifi_type == ARPHRD_IP6GRE ? IPPROTO_GRE : IPPROTO_IPV6 };

		memcpy(p.name, name, strnlen(name, sizeof(p.name) - 1));
		memcpy(parm, &p, sizeof(p));
	}
}

struct listing {
	const struct table *table;
	const char *example;
};

static int show_each(const struct nlmsghdr *n, void *arg)
{
	_Alignas(uint64_t) char parm[TUNNEL_PARM_MAX];
	const struct listing *l = arg;
	const struct ifinfomsg *link;
	struct view v, tunnel;
	const char *name;
	int code;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &link_table, n, NULL) < 0)
		return 0;
	link = v.header;
	name = view_string(&v, IFLA_IFNAME);
	/* Both structs begin with the name. */
	if (!is_tunnel(tunnel_family(l->table), link->ifi_type) || !*name || (*l->example && strcmp(l->example, name)))
		return 0;
	begin_parm(l->table, link, name, parm);
	code = tunnel_get(tunnel_family(l->table), name, parm);
	if (code)
		warn("get tunnel \"%s\" failed: %s", name, error_text(code));
	if (code || !is_like(l->table, l->example, parm))
		return 0;
	tunnel = view_of(l->table, parm);
	out_record_begin(&out);
	show_rows(&out, &tunnel);
	if (opt.stats)
		show_counters(&v);
	end_record();
	return 0;
}

int tunnel_show_all(const struct table *t, const void *example, struct words *w)
{
	struct listing l = { t, example };
	int family = tunnel_family(t);
	struct request q;

	request_begin(&q, &link_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, w);
	/* The kernel's IPv6 has a listing of its own, without counters. */
	if (family == AF_INET6 && opt.stats)
		family = AF_UNSPEC;
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), family);
	return request_list(&q, show_each, &l, 1);
}
