/* link_vf_show.c - the list of virtual functions behind a link.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_vf.h"

#include <arpa/inet.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <string.h>

#include "error.h"
#include "link/kind_values.h"
#include "options.h"
#include "types.h"

static const struct ifinfomsg *header(const struct view *v)
{
	return v->header;
}

void vf_show_type(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	(void)r;
	if (view_struct(v, IFLA_VF_MAC, sizeof(struct ifla_vf_mac)) &&
	    row_literal(v->up, table_header(&link_table, offsetof(struct ifinfomsg, ifi_type)), &l))
		out_literal(o, "link_type", "    link/%s ", &l);
}

/* The structs have room for any address and do not tell its length. */
static const char *address(const struct view *v, const struct row *r, char buf[FORMAT_MAX])
{
	bool ether = header(v)->ifi_type == ARPHRD_ETHER;
	const uint8_t *data = view_struct(v, r->attr, r->size);

	if (!data)
		return NULL;
	format_lladdr(buf, data + r->offset, ether ? 6 : 20, 0);
	return buf;
}

void vf_show_address(struct out *o, const struct row *r, const struct view *v)
{
	char buf[FORMAT_MAX];

	if (address(v, r, buf))
		out_string_colored(o, COLOR_MAC, "address", "{%s}", buf);
}

void vf_show_broadcast(struct out *o, const struct row *r, const struct view *v)
{
	bool peer = header(v)->ifi_flags & IFF_POINTOPOINT;
	char buf[FORMAT_MAX];

	if (!address(v, r, buf))
		return;
	if (peer)
		out_true(o, "link_pointtopoint", "");
	out_string_colored(o, COLOR_MAC, "broadcast", peer ? " peer {%s}" : " brd {%s}", buf);
}

/* 802.1Q goes without saying, and so does none. */
static void show_tag(struct out *o, const struct ifla_vf_vlan_info *tag)
{
	uint16_t proto = payload_number(&tag->vlan_proto, sizeof(tag->vlan_proto), true);
	struct literal l = { .text = NULL };

	if (tag->vlan)
		out_unsigned(o, "vlan", ", vlan %s", tag->vlan);
	if (tag->qos)
		out_unsigned(o, "qos", ", qos %s", tag->qos);
	if (!proto || proto == ETH_P_8021Q)
		return;
	type_ethertype.print(NULL, NULL, &tag->vlan_proto, sizeof(tag->vlan_proto), &l);
	out_literal(o, "protocol", ", vlan protocol %s", &l);
}

static void show_tags(struct out *o, const struct nlattr *list)
{
	struct ifla_vf_vlan_info tag;

	out_open(o, "vlan_list", '[');
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		if (mnl_attr_get_payload_len(a) < sizeof(tag))
			continue;
		memcpy(&tag, mnl_attr_get_payload(a), sizeof(tag));
		out_open(o, NULL, '{');
		show_tag(o, &tag);
		out_close(o);
	}
	out_close(o);
}

/* The list, where there is one, tells the first VLAN too. */
void vf_show_vlan(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, IFLA_VF_VLAN_LIST);
	const struct ifla_vf_vlan *one = view_struct(v, r->attr, sizeof(*one));
	struct ifla_vf_vlan_info tag = { .vlan_proto = htons(ETH_P_8021Q) };

	if (list) {
		show_tags(o, list);
	} else if (one) {
		tag.vlan = one->vlan;
		tag.qos = one->qos;
		show_tag(o, &tag);
	}
}

static void show_limit(struct out *o, const char *key, const char *text, uint32_t rate)
{
	out_unsigned(o, key, rate ? text : NULL, rate);
}

void vf_show_rate(struct out *o, const struct row *r, const struct view *v)
{
	const struct ifla_vf_rate *rate = view_struct(v, r->attr, sizeof(*rate));

	if (!rate)
		return;
	out_open(o, "rate", '{');
	show_limit(o, "max_tx", ", max_tx_rate %sMbps", rate->max_tx_rate);
	show_limit(o, "min_tx", ", min_tx_rate %sMbps", rate->min_tx_rate);
	out_close(o);
}

/* ---- statistics: two lines of titles and numbers in text, two objects in JSON ---- */
struct counter {
	const char *title, *key;
	uint16_t attr;
	uint8_t width;
	bool is_optional;
};

static const struct counter rx[] = {
	{ "    RX: bytes  ", "bytes", IFLA_VF_STATS_RX_BYTES, 10, false },
	{ "packets  ", "packets", IFLA_VF_STATS_RX_PACKETS, 8, false },
	{ "mcast   ", "multicast", IFLA_VF_STATS_MULTICAST, 7, false },
	{ "bcast ", "broadcast", IFLA_VF_STATS_BROADCAST, 7, false },
	{ "  dropped ", "dropped", IFLA_VF_STATS_RX_DROPPED, 8, true },
	{ NULL, NULL, 0, 0, false }
}, tx[] = {
	{ "    TX: bytes  ", "tx_bytes", IFLA_VF_STATS_TX_BYTES, 10, false },
	{ "packets ", "tx_packets", IFLA_VF_STATS_TX_PACKETS, 8, false },
	{ "  dropped ", "dropped", IFLA_VF_STATS_TX_DROPPED, 8, true },
	{ NULL, NULL, 0, 0, false }
};

#define counters_for_each(c, list, v) \
	for (const struct counter *c = (list); c->key; c++) \
		if (!c->is_optional || view_attr((v), c->attr))

static void show_number(struct out *o, uint64_t value, int width)
{
	char text[FORMAT_MAX], padded[2 * FORMAT_MAX];
	size_t n, gap;

	if (opt.human)
		format_human(text, value, opt.iec);
	else
		format_unsigned(text, value);
	n = strlen(text);
	gap = n < (size_t)width ? width - n : 0;
	memset(padded, ' ', gap);
	strcpy(padded + gap, text);
	out_text(o, "%s ", padded);
}

static void show_counters(struct out *o, const char *key, const struct counter *list,
			  const struct view *v)
{
	out_open(o, key, '{');
	out_text(o, "\n", "");
	counters_for_each(c, list, v) {
		out_text(o, c->title, "");
		out_unsigned(o, c->key, NULL, view_u64(v, c->attr));
	}
	out_text(o, "\n    ", "");
	counters_for_each(c, list, v)
		show_number(o, view_u64(v, c->attr), c->width);
	out_close(o);
}

void vf_show_stats(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	struct view stats;

	if (!a || view_nest(&stats, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return;
	out_open(o, "stats", '{');
	show_counters(o, "rx", rx, &stats);
	show_counters(o, "tx", tx, &stats);
	out_close(o);
}

/* ---- the list ---- */
static bool is_list(const struct view *v)
{
	return view_attr(v, IFLA_NUM_VF) && view_attr(v, IFLA_VFINFO_LIST);
}

void link_show_vfs(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, r->attr);
	struct view vf;

	if (!is_list(v))
		return;
	out_open(o, "vfinfo_list", '[');
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		if (view_nest(&vf, &vf_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
			continue;
		out_open(o, NULL, '{');
		show_rows(o, &vf);
		out_close(o);
	}
	out_close(o);
}

/* A message has room for 64 KiB in one attribute: the kernel leaves out what is more. */
void link_vf_warn(const struct view *v)
{
	const struct nlattr *list = view_attr(v, IFLA_VFINFO_LIST);
	uint32_t n = 0;

	if (opt.brief || !is_list(v) || !(v->when & (ON_DETAILS | IN_OBJECT)))
		return;
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list))
		n++;
	if (n != view_u32(v, IFLA_NUM_VF))
		warn("Truncated VF list: %s", link_view_name(v));
}
