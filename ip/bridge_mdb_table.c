/* bridge_mdb_table.c - members of multicast groups: MDBA_* and MDBE_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge_mdb_table.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <netdb.h>
#include <string.h>

#include "arena.h"
#include "bridge.h"
#include "compat.h"
#include "error.h"
#include "links.h"
#include "options.h"
#include "scan.h"
#include "types.h"

/* ---- addresses: of a group with its protocol, of others by their size ---- */
struct group {
	union {
		uint8_t bytes[16];
	} u;
	uint16_t proto;
	uint16_t pad;
};

/* They are read behind all words: until then the item only keeps the word. */
static int keep_word(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	i->data = word;
	return 0;
}

/* 4 or 16; 0: it is none. */
static size_t scan_ip(const char *word, void *bytes)
{
	if (inet_pton(AF_INET, word, bytes) == 1)
		return 4;
	return inet_pton(AF_INET6, word, bytes) == 1 ? 16 : 0;
}

static int resolve_group(struct request *q, struct item *i)
{
	const char *word = i->data;
	struct group g = { .proto = 0 };
	uint8_t bytes[32];
	size_t size;

	(void)q;
	if (i->size)
		return 0;
	size = scan_ip(word, g.u.bytes);
	if (size) {
		g.proto = htons(size == 4 ? ETH_P_IP : ETH_P_IPV6);
	} else if (scan_lladdr(word, bytes, sizeof(bytes)) == ETH_ALEN) {
		memcpy(g.u.bytes, bytes, ETH_ALEN);
	} else {
		error_blame(i->to - 1);
		if (isxdigit((unsigned char)*word))
			return fail(1, "Invalid address \"%s\"", word);
		fail(1, "\"%s\" is invalid lladdr.", word);
		return fail_further(1, "Invalid address \"%s\"", word);
	}
	item_set(i, &g, sizeof(g));
	return 0;
}

static void print_group(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint16_t proto;

	(void)v;
	(void)r;
	(void)size;
	memcpy(&proto, (const char *)data + offsetof(struct group, proto), sizeof(proto));
	if (!proto)
		literal_address(l, AF_PACKET, data, ETH_ALEN);
	else if (proto == htons(ETH_P_IP))
		literal_address(l, AF_INET, data, 4);
	else
		literal_address(l, AF_INET6, data, 16);
}

static const struct type type_mdb_group = { .name = "binary", .arg = "GROUP", .size = sizeof(struct group), .scan = keep_word,
					    .resolve = resolve_group, .print = print_group };

static int unreadable(struct request *q, const struct item *i)
{
	error_blame(i->to - 1);
	return request_bad_value(q, i->table, i->row, i->data);
}

static int resolve_source(struct request *q, struct item *i)
{
	const char *word = i->data;
	uint8_t bytes[16];
	size_t size;

	(void)q;
	if (i->size)
		return 0;
	size = scan_ip(word, bytes);
	if (!size)
		return unreadable(q, i);
	item_set(i, bytes, size);
	return 0;
}

static void print_address(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	if (size == 4 || size == 16)
		literal_address(l, AF_UNSPEC, data, size);
}

static const struct type type_mdb_address = { .name = "ip", .arg = "ADDR", .scan = keep_word, .resolve = resolve_source,
					      .print = print_address };

/* ---- numbers and names, which are read as late ---- */
static int resolve_as(struct request *q, struct item *i, int (*scan)(struct request *, const struct row *, const char *, struct item *))
{
	return i->size || scan(q, i->row, i->data, i) == 0 ? 0 : unreadable(q, i);
}

static int resolve_number(struct request *q, struct item *i)
{
	return resolve_as(q, i, type_scan_number);
}

static int resolve_name(struct request *q, struct item *i)
{
	return resolve_as(q, i, type_scan_exact);
}

static int scan_port(struct request *q, const struct row *r, const char *word, struct item *i)
{
	const struct servent *s;

	if (type_scan_number(q, r, word, i) == 0)
		return 0;
	s = getservbyname(word, "udp");
	if (!s)
		return SCAN_BAD;
	item_set_number(i, ntohs(s->s_port));
	return 0;
}

static int resolve_port(struct request *q, struct item *i)
{
	return resolve_as(q, i, scan_port);
}

static const struct type type_mdb_vni = { .name = "u32", .arg = "VNI", .size = 4, .scan = keep_word, .resolve = resolve_number,
					  .print = type_print_number };
static const struct type type_mdb_port = { .name = "u16", .arg = "PORT", .size = 2, .scan = keep_word, .resolve = resolve_port,
					   .print = type_print_number, .offer = type_offer_service };
static const struct type type_mdb_proto = { .name = "u8", .arg = "PROTO", .size = 1, .scan = keep_word, .resolve = resolve_number };

/* ---- words ---- */
static const struct name modes[] = { { MCAST_INCLUDE, "include" }, { MCAST_EXCLUDE, "exclude" }, { 0, NULL } };

static void offer_mode(const struct row *r, struct words *w)
{
	for (const struct name *n = r->names; n->name; n++)
		complete_offer(w, n->name, NULL);
}

static void print_mode(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	type_print_named(r, data, l, "exclude");
}

static const struct type type_mdb_mode = { .name = "u8", .arg = "MODE", .size = 1, .scan = keep_word, .resolve = resolve_name, .print = print_mode,
					   .offer = offer_mode };

/* "10.0.0.1,10.0.0.2": an attribute for each, in one nest. */
static int add_source(struct request *q, const struct row *r, int from, const char *word)
{
	const struct table *t = r->table, *in = table_attr(t, MDBE_SRC_LIST_ENTRY)->table;
	struct item *i = request_add(q, t, table_attr(t, MDBE_SRC_LIST_ENTRY), from, q->words->i);
	struct item *address;

	i->group = arena_alloc(sizeof(*i->group));
	request_begin(i->group, in, q->space, q->type, q->flags, q->words);
	i->group->up = q;
	address = request_add(i->group, in, table_attr(in, MDBE_SRCATTR_ADDRESS), from, q->words->i);
	address->data = word;
	return resolve_source(i->group, address);
}

static int parse_sources(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	const char *each;
	char *list;

	(void)t;
	if (!word)
		return -1;
	for (struct item *i = q->first; i; i = i->next)
		if (i->table == r->table)
			request_drop(i);
	list = arena_copy(word, strlen(word) + 1);
	while ((each = strsep(&list, ",")))
		if (add_source(q, r, from, each) < 0)
			return -1;
	return 0;
}

/* ---- what is said: an entry, and attributes beside it ---- */
static const struct row source_rows[] = {
	QUIET(MDBE_SRCATTR_ADDRESS, mdb_address, BAD("!Invalid source entry \"%s\" in source list")),
};
static const struct table source_table = { .name = "mdb source", TABLE_ROWS(source_rows) };

static const struct row sources_rows[] = {
	{ ATTR_ANON(MDBE_SRC_LIST_ENTRY, nest), .table = &source_table, .group = true, .group_apart = true, .once = ONCE_EACH,
	  .hide = HIDE, MORE(.marked_nest = true) },
};
static const struct table sources_table = { .name = "mdb sources", TABLE_ROWS(sources_rows) };

static const struct row attrs_rows[] = {
	QUIET(MDBE_ATTR_SOURCE, mdb_address, SAID("src", "!Invalid source address \"%s\""), GOTTEN("src"), .help = "sender of the group"),
	NEST(MDBE_ATTR_SRC_LIST, &sources_table, .hide = HIDE, .word = "source_list", .arg = "ADDR[,ADDR...]", .parse = parse_sources,
	     .help = "senders that the filter is about", MORE(.marked_nest = true)),
	QUIET(MDBE_ATTR_GROUP_MODE, mdb_mode, SAID("filter_mode", "!Invalid filter mode \"%s\""), .names = modes,
	      .help = "receives from the sources only, or from others only"),
	QUIET(MDBE_ATTR_RTPROT, mdb_proto, SAID("proto", "!Invalid protocol value \"%s\""), .file = 1 + NAMES_PROTO,
	      .help = "who made it"),
	QUIET(MDBE_ATTR_DST, mdb_address, SAID("dst", "!Invalid underlay destination address \"%s\""), .help = "the other end of the tunnel"),
	QUIET(MDBE_ATTR_DST_PORT, mdb_port, SAID("dst_port", "!Invalid destination port \"%s\""), 
	      .help = "UDP port of the other end"),
	QUIET(MDBE_ATTR_VNI, mdb_vni, SAID("vni", "!Invalid destination VNI \"%s\""),
	      .help = "network identifier to send with"),
	QUIET(MDBE_ATTR_IFINDEX, device, .word = "via", .help = "the device below the tunnel"),
	QUIET(MDBE_ATTR_SRC_VNI, mdb_vni, SAID("src_vni", "!Invalid source VNI \"%s\""), GOTTEN("src_vni", "!Invalid source VNI \"%s\""),
	      .help = "network identifier that it is of"),
	QUIET(MDBE_ATTR_STATE_MASK, u8),
};
const struct table bridge_mdb_attrs_table = { .name = "mdb attrs", TABLE_ROWS(attrs_rows) };

static int pass_over(struct request *q, const struct table *t, struct words *w)
{
	(void)t;
	if (q->space != TO_LIST && word_matches("h[elp]", w->v[w->i]))
		return bridge_mdb_help(w);
	w->i++;
	return 0;
}

#define ENTRY(f, t, ...)	FIELD(MDBA_SET_ENTRY, br_mdb_entry, f, t, .hide = HIDE, __VA_ARGS__)

static const struct row set_rows[] = {
	HEADER(br_port_msg, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(br_port_msg, ifindex, device_late, .word = "dev", LISTED("dev"), GOTTEN("dev"), .hide = HIDE, .once = ONCE_STRICT,
	       .help = "a bridge, or a VXLAN"),
	ENTRY(ifindex, device_late, .word = "port", .help = "the port behind which there are members"),
	ENTRY(addr, mdb_group, .word = "grp", GOTTEN("grp"), .help = "address of the group"),
	ENTRY(state, bridge_bit8, .bit = MDB_PERMANENT, .word = "permanent", .help = "it stays until it is removed"),
	{ .place = AT_NONE, .type = &type_flag, .word = "temp", .hide = HIDE, .help = "it goes away when nobody reports it" },
	{ .place = AT_NONE, .type = &type_flag, .word = "nopermanent", .hide = HIDE, .help = "of a flush: not what is permanent" },
	ENTRY(vid, u16, .word = "vid", GOTTEN("vid"), .arg = "VID", .help = "in this VLAN"),
	{ .place = AT_NONE, .type = &type_vlan_id, LISTED("vid"), .once = ONCE_STRICT, .hide = HIDE, .help = "in this VLAN" },
	ENTRY(flags, x8),
	NEST(MDBA_SET_ENTRY_ATTRS, &bridge_mdb_attrs_table, .hide = HIDE, MORE(.marked_nest = true)),
};
const struct table bridge_mdb_set_table = {
	.name = "mdb", TABLE_ROWS(set_rows), .header = sizeof(struct br_port_msg), .header_name = "br_port_msg",
	.unknown = pass_over,
};

/* ---- what is told: a list of lists of entries ---- */
static void show_state(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	out_string(o, "state", " %s", ((const struct br_mdb_entry *)v->header)->state & MDB_PERMANENT ? "permanent" : "temp");
}

static void show_source(struct out *o, const struct nlattr *a, const struct row *r, const struct view *up, const char *before)
{
	const struct row *address;
	char time[FORMAT_MAX];
	struct literal l;
	struct view v;

	if (view_nest(&v, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0 ||
	    !view_attr(&v, MDBA_MDB_SRCATTR_TIMER))
		return;
	address = table_attr(v.table, MDBA_MDB_SRCATTR_ADDRESS);
	if (!row_literal(&v, address, &l))
		return;
	out_open(o, NULL, '{');
	out_text(o, before, "");
	out_literal(o, "address", "{%s}", &l);
	out_string(o, "timer", "/%s", bridge_timer(time, view_u32(&v, MDBA_MDB_SRCATTR_TIMER), 0));
	out_close(o);
}

static void show_sources(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, r->attr);
	const char *before = " ";

	if (!list)
		return;
	out_text(o, " source_list", "");
	out_open(o, "source_list", '[');
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		show_source(o, a, table_attr(r->table, MDBA_MDB_SRCLIST_ENTRY), v, before);
		before = ",";
	}
	out_close(o);
}

static void show_flags_of(struct out *o, const struct row *r, const struct view *v)
{
	static const struct name flags[] = {
		{ MDB_FLAGS_OFFLOAD, "offload" }, { MDB_FLAGS_FAST_LEAVE, "fast_leave" }, { MDB_FLAGS_STAR_EXCL, "added_by_star_ex" },
		{ MDB_FLAGS_BLOCKED, "blocked" }, { MDB_FLAGS_OFFLOAD_FAILED, "offload_failed" }, { 0, NULL }
	};

	(void)r;
	show_bit_names(o, "flags", flags, ((const struct br_mdb_entry *)v->header)->flags, " %s");
}

static void show_timer(struct out *o, const struct row *r, const struct view *v)
{
	char time[FORMAT_MAX];

	if (view_attr(v, r->attr))
		out_string(o, "timer", " %s", bridge_timer(time, view_u32(v, r->attr), 4));
}

static const struct row srcattr_rows[] = {
	QUIET(MDBA_MDB_SRCATTR_ADDRESS, mdb_address), QUIET(MDBA_MDB_SRCATTR_TIMER, u32),
};
static const struct table srcattr_table = { .name = "mdb source told", TABLE_ROWS(srcattr_rows) };
static const struct row srclist_rows[] = {
	NEST(MDBA_MDB_SRCLIST_ENTRY, &srcattr_table, .hide = HIDE),
};
static const struct table srclist_table = { .name = "mdb sources told", TABLE_ROWS(srclist_rows) };

static const struct row entry_rows[] = {
	HEADER(br_mdb_entry, ifindex, device, .text = " port %s", .json = "port"),
	HEADER(br_mdb_entry, addr, mdb_group, .text = "{ grp %s}", .json = "grp"),
	TOLD(MDBA_MDB_EATTR_SOURCE, mdb_address, "{ src %s}", "src"),
	PRINTS(show_state),
	TOLD(MDBA_MDB_EATTR_GROUP_MODE, mdb_mode, " filter_mode %s", "filter_mode", .names = modes, .when = ON_DETAILS),
	NEST(MDBA_MDB_EATTR_SRC_LIST, &srclist_table, .show = show_sources, .when = ON_DETAILS),
	TOLD(MDBA_MDB_EATTR_RTPROT, enum8, " proto %s", "protocol", .file = 1 + NAMES_PROTO, .when = ON_DETAILS),
	PRINTS(show_flags_of),
	HEADER(br_mdb_entry, vid, u16, .text = " vid %s", .json = "vid", .hide = HIDE_ZERO),
	TOLD(MDBA_MDB_EATTR_DST, mdb_address, "{ dst %s}", "dst"),
	TOLD(MDBA_MDB_EATTR_DST_PORT, u16, " dst_port %s", "dst_port"),
	TOLD(MDBA_MDB_EATTR_VNI, u32, " vni %s", "vni"),
	TOLD(MDBA_MDB_EATTR_SRC_VNI, u32, " src_vni %s", "src_vni"),
	TOLD(MDBA_MDB_EATTR_IFINDEX, device, " via %s", "via"),
	TOLD(MDBA_MDB_EATTR_TIMER, u32, NULL, NULL, .show = show_timer, .when = ON_STATS),
	HEADER(br_mdb_entry, state, x8, .hide = HIDE), HEADER(br_mdb_entry, flags, x8, .hide = HIDE),
};
const struct table bridge_mdb_entry_table = {
	.name = "mdb entry", TABLE_ROWS(entry_rows), .header = sizeof(struct br_mdb_entry), .header_name = "br_mdb_entry",
};

static const struct row info_rows[] = {
	NEST(MDBA_MDB_ENTRY_INFO, &bridge_mdb_entry_table, .hide = HIDE),
};
static const struct table info_table = { .name = "mdb group", TABLE_ROWS(info_rows) };
static const struct row list_rows[] = {
	NEST(MDBA_MDB_ENTRY, &info_table, .hide = HIDE),
};
static const struct table list_table = { .name = "mdb list", TABLE_ROWS(list_rows) };

static const struct row rows[] = {
	HEADER(br_port_msg, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(br_port_msg, ifindex, device, .hide = HIDE),
	NEST(MDBA_MDB, &list_table, .hide = HIDE),
	NEST(MDBA_ROUTER, &bridge_router_table, .hide = HIDE),
};
const struct table bridge_mdb_table = {
	.name = "mdb message", TABLE_ROWS(rows), .header = sizeof(struct br_port_msg), .header_name = "br_port_msg",
};
