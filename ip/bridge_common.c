/* bridge_common.c - what the objects of bridge(8) share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge.h"

#include <string.h>

#include "compat.h"
#include "error.h"
#include "links.h"
#include "options.h"
#include "types.h"

/* ---- listings of ports, each with what it has ---- */
static uint32_t port;	/* the one whose lines are being written; 0: none */

void bridge_port_line(uint32_t index, const char *key)
{
	char name[] = "                ";
	const char *is = links_name(index);

	if (port == index) {
		out_text(&out, "%s  ", name);
		return;
	}
	bridge_port_end();
	port = index;
	out_open(&out, NULL, '{');
	out_string(&out, "ifname", NULL, is);
	memcpy(name, is, strlen(is));
	out_text_colored(&out, COLOR_IFNAME, "{%s  }", name);
	out_open(&out, key, '[');
}

void bridge_port_end(void)
{
	if (!port)
		return;
	out_close(&out);
	out_close(&out);
	port = 0;
}

int bridge_show_again(void *arg)
{
	(void)arg;
	port = 0;
	return out_rollback(&out);
}

int bridge_dump_part(struct request *q, nl_each each, int status)
{
	struct nl_dump dump = { each, bridge_show_again, q };
	int ret;

	out_hold(&out);
	ret = request_dump(q, &dump, status);
	bridge_port_end();
	out_release(&out);
	return ret;
}

void bridge_heading(const char *titles)
{
	if (out.json)
		return;
	out_text(&out, titles, "");
	out_bytes(&out, "\n", 1);
}

int bridge_list(struct request *q, const char *titles, nl_each each)
{
	int ret;

	out_begin(&out);
	bridge_heading(titles);
	ret = bridge_dump_part(q, each, BRIDGE_EXIT_1);
	out_end(&out);
	return ret;
}

void bridge_range(const char *key, const char *key_end, uint32_t from, uint32_t to)
{
	out_unsigned(&out, key, "%s", from);
	if (from != to)
		out_unsigned(&out, key_end, "-%s", to);
}

int bridge_pass_over(struct request *q, const struct table *t, struct words *w)
{
	if (q->space != TO_LIST)
		return request_garbage(q, NULL, w->v[w->i]);
	(void)t;
	w->i++;
	return 0;
}

void bridge_show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type % 4 == RTM_DELLINK % 4)
		out_true(o, "deleted", "Deleted ");
}

/* A message's attributes follow its header; the length is in what stands before that. */
const void *bridge_attrs(const struct view *v, size_t *size)
{
	const struct nlmsghdr *n = (const void *)((const char *)v->header - MNL_NLMSG_HDRLEN);
	size_t skip = MNL_ALIGN(v->header_size), all = mnl_nlmsg_get_payload_len(n);

	*size = all > skip ? all - skip : 0;
	return (const char *)v->header + skip;
}

/* ---- types ---- */
static bool match_vlan(const struct item *i, const void *data, size_t size)
{
	return !item_number(i) || payload_number(data, size, false) == item_number(i);
}

const struct type type_vlan_id = { .name = "u16", .arg = "VID", .size = 2, .scan = type_scan_number, .print = type_print_number,
				   .match = match_vlan };

static int scan_bit(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

const struct type type_bridge_bit8 = { .name = "u8", .size = 1, .merge = true, .scan = scan_bit };
const struct type type_bridge_bit16 = { .name = "u16", .size = 2, .merge = true, .scan = scan_bit };

/* ---- show ---- */
const char *bridge_timer(char *buf, uint32_t ticks, unsigned int width)
{
	char digits[FORMAT_MAX];
	size_t n = format_unsigned(digits, ticks / 100) - digits;
	char *p = buf;

	for (; n < width; n++)
		*p++ = ' ';
	p = format_string(p, digits);
	*p++ = '.';
	*p++ = '0' + ticks % 100 / 10;
	*p++ = '0' + ticks % 10;
	*p = '\0';
	return buf;
}

/* ---- ports with a multicast router: an index, then MDBA_ROUTER_PATTR_* ---- */
static const struct row router_rows[] = {
	{ .place = AT_HEADER, .name = "ifindex", .type = &type_device, .hide = HIDE },
	QUIET(MDBA_ROUTER_PATTR_TIMER, u32), QUIET(MDBA_ROUTER_PATTR_TYPE, u8), QUIET(MDBA_ROUTER_PATTR_INET_TIMER, u32),
	QUIET(MDBA_ROUTER_PATTR_INET6_TIMER, u32), QUIET(MDBA_ROUTER_PATTR_VID, u16),
};
static const struct table router_port_table = {
	.name = "router port", TABLE_ROWS(router_rows), .header = sizeof(uint32_t), .header_name = "ifindex",
};

static const struct row routers_rows[] = {
	NEST(MDBA_ROUTER_PORT, &router_port_table, .hide = HIDE),
};
const struct table bridge_router_table = { .name = "router ports", TABLE_ROWS(routers_rows) };

void bridge_router_port(struct out *o, const struct nlattr *a, const struct view *up, const char *template)
{
	struct view v;
	char time[FORMAT_MAX];
	uint8_t type;

	if (view_nest(&v, &router_port_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	out_string(o, "port", template, links_name(*(const uint32_t *)v.header));
	if (!opt.stats)
		return;
	if (view_attr(&v, MDBA_ROUTER_PATTR_TIMER))
		out_string(o, "timer", " %s", bridge_timer(time, view_u32(&v, MDBA_ROUTER_PATTR_TIMER), 4));
	if (!view_attr(&v, MDBA_ROUTER_PATTR_TYPE))
		return;
	type = view_u8(&v, MDBA_ROUTER_PATTR_TYPE);
	out_string(o, "type", " %s", type == MDB_RTR_TYPE_TEMP_QUERY || type == MDB_RTR_TYPE_TEMP ? "temp" : "permanent");
}
