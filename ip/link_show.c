/* link_show.c - what of a link is more than one value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_table.h"

#include <linux/if.h>
#include <string.h>
#include <sys/ioctl.h>

#include "compat.h"
#include "link_vf.h"
#include "links.h"
#include "../include/netns.h"
#include "options.h"
#include "step.h"
#include "types.h"

const char *link_view_name(const struct view *v)
{
	return view_string(v, IFLA_IFNAME);
}

static const struct ifinfomsg *header(const struct view *v)
{
	return v->header;
}

void link_show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELLINK)
		out_true(o, "deleted", "Deleted ");
}

/* What a link stands on: NAME, ifN in another namespace, or NONE; "" when it stands on nothing. */
static const char *lower(struct out *o, const struct view *v, char buf[FORMAT_MAX])
{
	uint32_t link = view_u32(v, IFLA_LINK);

	if (!view_attr(v, IFLA_LINK))
		return "";
	if (!link) {
		out_null(o, "link", "");
		return "NONE";
	}
	if (view_attr(v, IFLA_LINK_NETNSID)) {
		out_unsigned(o, "link_index", NULL, link);
		strcpy(buf, "if");
		format_unsigned(buf + 2, link);
		return buf;
	}
	out_string(o, "link", NULL, links_name(link));
	return links_name(link);
}

void link_show_name(struct out *o, const struct row *r, const struct view *v)
{
	char text[3 * FORMAT_MAX], buf[FORMAT_MAX], *p = text;
	const char *name = link_view_name(v), *at = lower(o, v, buf);

	(void)r;
	if (o->json) {
		out_string(o, "ifname", NULL, *name ? name : "<nil>");
		return;
	}
	p = format_string(p, *name ? name : "<nil>");
	if (*at) {
		*p++ = '@';
		p = format_string(p, at);
	}
	while (opt.brief && p < text + 16)
		*p++ = ' ';
	*p = '\0';
	out_text_colored(o, COLOR_IFNAME, opt.brief ? "{%s }" : "{%s: }", text);
}

const struct name link_flags[] = {
	{ IFF_LOOPBACK, "LOOPBACK" }, { IFF_BROADCAST, "BROADCAST" }, { IFF_POINTOPOINT, "POINTOPOINT" },
	{ IFF_MULTICAST, "MULTICAST" }, { IFF_NOARP, "NOARP" }, { IFF_ALLMULTI, "ALLMULTI" },
	{ IFF_PROMISC, "PROMISC" }, { IFF_MASTER, "MASTER" }, { IFF_SLAVE, "SLAVE" }, { IFF_DEBUG, "DEBUG" },
	{ IFF_DYNAMIC, "DYNAMIC" }, { IFF_AUTOMEDIA, "AUTOMEDIA" }, { IFF_PORTSEL, "PORTSEL" },
	{ IFF_NOTRAILERS, "NOTRAILERS" }, { IFF_UP, "UP" }, { IFF_LOWER_UP, "LOWER_UP" },
	{ IFF_DORMANT, "DORMANT" }, { IFF_ECHO, "ECHO" }, { IFF_RUNNING, "RUNNING" }, { 0, NULL }
};

/* RUNNING is not shown, its absence on a link that is up is: NO-CARRIER. */
void link_show_flags(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t f = header(v)->ifi_flags, link = view_u32(v, IFLA_LINK);
	const struct link_info *on = NULL;

	(void)r;
	if (link && !view_attr(v, IFLA_LINK_NETNSID))
		on = links_find(link);
	show_flags(o, "flags", link_flags, f & ~IFF_RUNNING,
		   f & IFF_UP && !(f & IFF_RUNNING) ? "NO-CARRIER" : NULL,
		   on && !(on->flags & IFF_UP) ? "M-DOWN" : NULL);
}

/* With IFLA_LINK_NETNSID it is an index of another namespace: who has it here is someone else. */
static void print_lower(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	if (!view_attr(v, IFLA_LINK_NETNSID))
		type_print_device(v, r, data, size, l);
}

const struct type type_lower_link = { .name = "u32", .arg = "DEV", .size = 4, .scan = type_scan_device_late,
				      .resolve = type_resolve_device, .print = print_lower,
				      .offer = type_offer_device };

static void print_operstate(const struct view *v, const struct row *r, const void *data,
			    size_t size, struct literal *l)
{
	uint8_t state = *(const uint8_t *)data;

	type_print_enum(v, r, data, size, l);
	l->color = state == 6 ? COLOR_UP : state == 2 ? COLOR_DOWN : COLOR_NONE;
	if (l->text != l->buf)
		return;
	l->json = JSON_NUMBER;
	l->key = "operstate_index";
	l->label = l->buf + FORMAT_MAX;
	format_hex(l->buf + FORMAT_MAX, state);
}

static void print_linkmode(const struct view *v, const struct row *r, const void *data,
			   size_t size, struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text != l->buf)
		return;
	l->json = JSON_NUMBER;
	l->key = "linkmode_index";
}

static void print_addrgenmode(const struct view *v, const struct row *r, const void *data,
			      size_t size, struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text != l->buf)
		return;
	strcpy(l->buf, "0x");
	format_hex_digits(l->buf + 2, *(const uint8_t *)data, 2);
}

static void print_event(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text == l->buf)
		type_s32.print(v, r, data, size, l);
}

static int scan_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_name8.scan(q, r, word, i);
}

#define MODE(t) \
	const struct type type_##t = { .name = "u8", .arg = "NAME", .size = 1, .scan = scan_mode, .print = print_##t }
MODE(operstate);
MODE(linkmode);
MODE(addrgenmode);
const struct type type_event = { .name = "u32", .size = 4, .print = print_event };

/* "ip address" of one IP family leaves the link layer out. */
static bool shows_link_layer(const struct view *v)
{
	return v->when & (IN_OBJECT | ON_DETAILS) || !(v->when & NOT_EVENT) || opt.family == AF_UNSPEC || opt.family == AF_PACKET ||
	       opt.family == AF_BRIDGE;
}

void link_show_type(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (shows_link_layer(v) && row_literal(v, r, &l))
		out_literal(o, r->json, "\n    link/%s ", &l);
}

static const char *link_address(const struct view *v, uint16_t attr, char buf[2 * FORMAT_MAX])
{
	const struct nlattr *a = view_attr(v, attr);

	if (!a)
		return NULL;
	format_lladdr(buf, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a),
		      header(v)->ifi_type);
	return buf;
}

void link_show_address(struct out *o, const struct row *r, const struct view *v)
{
	char buf[2 * FORMAT_MAX];
	const char *address = link_address(v, r->attr, buf);

	if (address && shows_link_layer(v))
		out_string_colored(o, COLOR_MAC, "address", opt.brief ? "{%s }" : "{%s}", address);
}

void link_show_broadcast(struct out *o, const struct row *r, const struct view *v)
{
	bool peer = header(v)->ifi_flags & IFF_POINTOPOINT;
	char buf[2 * FORMAT_MAX];
	const char *address = link_address(v, r->attr, buf);

	if (!address || !shows_link_layer(v))
		return;
	if (peer)
		out_true(o, "link_pointtopoint", "");
	out_string_colored(o, COLOR_MAC, "broadcast", peer ? " peer {%s}" : " brd {%s}", address);
}

/* The address that the hardware came with, where it has another one now. */
void link_show_permanent(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *now = view_attr(v, IFLA_ADDRESS), *was = view_attr(v, r->attr);
	char buf[2 * FORMAT_MAX];

	if (!was || !shows_link_layer(v))
		return;
	if (now && now->nla_len == was->nla_len &&
	    !memcmp(mnl_attr_get_payload(now), mnl_attr_get_payload(was),
		    mnl_attr_get_payload_len(was)))
		return;
	out_string_colored(o, COLOR_MAC, "permaddr", " permaddr {%s}", link_address(v, r->attr, buf));
}

void link_show_netns(struct out *o, const struct row *r, const struct view *v)
{
	int32_t id = view_u32(v, r->attr);
	const char *name;

	if (!view_attr(v, r->attr))
		return;
	if (o->json || id < 0) {
		out_signed(o, "link_netnsid", id < 0 ? " link-netnsid unknown" : NULL, id);
		return;
	}
	name = netns_name_of_id(id);
	if (name)
		out_text(o, " link-netns %s", name);
	else
		out_signed(o, NULL, " link-netnsid %s", id);
}

void link_show_new_netns(struct out *o, const struct row *r, const struct view *v)
{
	int32_t id = view_u32(v, r->attr);
	const char *name;

	if (o->json || !view_attr(v, r->attr))
		return;
	name = netns_name_of_id(id);
	if (name)
		out_text(o, " new-netns %s", name);
	else
		out_signed(o, NULL, " new-netnsid %s", id);
}

/* IFLA_PROTO_DOWN_REASON holds a mask and a value; the value's first eight bits have names. */
static void show_reasons(struct out *o, const struct view *v)
{
	const struct nlattr *a = view_attr(v, IFLA_PROTO_DOWN_REASON);
	const char *separator = "";
	uint32_t reasons = 0;

	if (a)
		nl_for_each(in, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a))
			if (mnl_attr_get_type(in) == IFLA_PROTO_DOWN_REASON_VALUE &&
			    mnl_attr_get_payload_len(in) >= sizeof(uint32_t))
				reasons = mnl_attr_get_u32(in) & 0xff;
	if (!reasons)
		return;
	out_open(o, "proto_down_reason", '[');
	out_text(o, "protodown_reason <", "");
	for (int bit = 0; bit < 8; bit++) {
		const char *name = names_of(NAMES_PROTODOWN, bit);
		char number[FORMAT_MAX];

		if (!(reasons & 1u << bit))
			continue;
		format_unsigned(number, bit);
		out_text(o, separator, "");
		out_string(o, NULL, "%s", name ? name : number);
		separator = ",";
	}
	out_text(o, ">", "");
	out_close(o);
}

void link_show_protodown(struct out *o, const struct row *r, const struct view *v)
{
	if (view_u8(v, r->attr))
		out_true(o, "proto_down", " protodown on ");
	show_reasons(o, v);
}

void link_show_altnames(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, r->attr);
	struct literal l = { .text = NULL };

	if (!list || opt.brief)
		return;
	out_open(o, "altnames", '[');
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		if (mnl_attr_get_type(a) != IFLA_ALT_IFNAME)
			continue;
		type_print_string(v, r, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), &l);
		out_literal(o, NULL, "\n    altname %s", &l);
	}
	out_close(o);
}

static int ask_queue(int fd, struct ifreq *request)
{
	explain_step(explain_call("ioctl(%d, SIOCGIFTXQLEN, \"%s\")", fd, request->ifr_name),
		     "this listing does not tell the length of the queue");
	return ioctl(fd, SIOCGIFTXQLEN, request);
}

/* The listing of one family does not tell it; the oldest way of asking does. */
void link_show_queue(struct out *o, const struct row *r, const struct view *v)
{
	struct ifreq request = { .ifr_qlen = 0 };
	struct nl *nl = view_attr(v, r->attr) ? NULL : nl_socket(1);
	uint32_t length = view_u32(v, r->attr);

	if (nl) {
		strncpy(request.ifr_name, link_view_name(v), IF_NAMESIZE - 1);
		if (!ask_queue(nl->fd, &request))
			length = request.ifr_qlen;
	}
	if (length)
		out_unsigned(o, "txqlen", view_u32(v, IFLA_EVENT) ? "qlen %s " : "qlen %s", length);
}

static bool is_told(const struct table *t)
{
	const struct row *r;

	table_for_each(r, t)
		if (!(r->hide & HIDE))
			return true;
	return false;
}

/* A kind that shows values of its own has an object for them, be it empty. */
void link_show_kind_data(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *data = view_attr(v, r->attr);
	const struct table *t = view_pick(v, r);

	if (!t || !view_attr(v, r->selector) || !is_told(t))
		return;
	if (data) {
		show_nest(o, r, data, v);
	} else {
		out_open(o, r->json, '{');
		out_close(o);
	}
}

/* -brief: one line of few columns, "NAME  STATE  ADDRESS <FLAGS>". */
static void show_brief(struct out *o, const struct view *v)
{
	const struct row *state = table_attr(&link_table, IFLA_OPERSTATE);
	struct literal l;

	link_show_name(o, NULL, v);
	if (row_literal(v, state, &l)) {
		const char *text = l.label ? l.label : l.text;
		size_t n = strlen(text);
		char padded[FORMAT_MAX];

		memset(padded, ' ', 14);
		memcpy(padded, text, n);
		padded[n > 14 ? n : 14] = '\0';
		if (!o->json)
			l.label = padded;
		out_literal(o, l.key ? l.key : "operstate", "{%s }", &l);
	}
	if (!(v->when & IN_OBJECT))
		return;
	link_show_address(o, table_attr(&link_table, IFLA_ADDRESS), v);
	link_show_flags(o, NULL, v);
}

int link_show(struct out *o, const struct view *v)
{
	if (opt.brief)
		show_brief(o, v);
	else
		show_rows(o, v);
	link_vf_warn(v);
	return 0;
}
