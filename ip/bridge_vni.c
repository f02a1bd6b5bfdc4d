/* bridge_vni.c - "bridge vni": the network identifiers that a VXLAN device takes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge_vni_table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "arena.h"
#include "bridge.h"
#include "compat.h"
#include "error.h"
#include "objects.h"
#include "options.h"
#include "scan.h"
#include "types.h"

#define MARGIN	"                    "
#define AT(f)	offsetof(struct tunnel_msg, f)

static const struct table entry_table;

/* ---- words ---- */
/* One range of the list "5,7-9": as many digits as there are, which may be none. */
static const char *scan_range(const char *s, uint32_t range[2])
{
	size_t n = strcspn(s, ",");
	const char *dash = memchr(s, '-', n);

	range[0] = dash == s ? 0 : strtol(s, NULL, 10);
	range[1] = dash ? strtol(dash + 1, NULL, 10) : 0;
	return s + n;
}

static void add_range(struct request *q, const uint32_t range[2], int from, int to)
{
	request_add_number(q, &entry_table, table_attr(&entry_table, VXLAN_VNIFILTER_ENTRY_START), from, to, range[0]);
	if (range[1])
		request_add_number(q, &entry_table, table_attr(&entry_table, VXLAN_VNIFILTER_ENTRY_END), from, to, range[1]);
}

/* Each range behind the first one is an entry of its own. */
static struct request *more_ranges(struct request *q, int from, int to);

static int parse_vni(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	uint32_t range[2];

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (request_attr(q, t, r->attr))
		return request_duplicate(q, r, word);
	for (const char *s = word + strspn(word, ","); *s; s += strspn(s, ",")) {
		bool is_first = !request_attr(q, t, r->attr);

		s = scan_range(s, range);
		add_range(is_first ? q : more_ranges(q, from, w->i), range, from, w->i);
	}
	return 0;
}

static bool is_multicast(const void *data, size_t size)
{
	const uint8_t *b = data;

	return size == 4 ? b[0] >> 4 == 0xe : size && b[0] == 0xff;
}

static bool is_unicast(const void *data, size_t size)
{
	return !is_multicast(data, size);
}

/* group and remote are one attribute; what is said to be remote may be a group. */
static int parse_destination(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct address a;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (request_attr(q, t, r->attr))
		return fail(255, "Error: duplicate \"destination\": \"%s\" is the second value.", word);
	if (!scan_address(word, AF_UNSPEC, &a) && a.size && row_more(r)->only == is_unicast && is_multicast(a.data, a.size))
		r = table_attr(t, r->attr);
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* ---- one entry ---- */
static void show_range(struct out *o, const struct row *r, const struct view *v)
{
	static const char gap[] = "                   ";
	uint32_t from = view_u32(v, r->attr), to = view_attr(v, VXLAN_VNIFILTER_ENTRY_END) ? view_u32(v, VXLAN_VNIFILTER_ENTRY_END) : from;
	char digits[FORMAT_MAX];
	size_t n = format_unsigned(digits, from) - digits;

	if (to != from)
		n += format_unsigned(digits, to) - digits + 1;
	bridge_range("vni", "vniEnd", from, to);
	out_text(o, &gap[n < 17 ? n : 17], "");
}

static void show_received(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	(void)v;
	out_text(o, "\n" MARGIN "RX: ", "");
}

static void show_sent(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	(void)v;
	out_text(o, "\n" MARGIN "TX: ", "");
}

#define COUNTER(a, t, k)	TOLD(VNIFILTER_ENTRY_STATS_##a, u64, t " %s ", k)

static const struct row stats_rows[] = {
	PRINTS(show_received),
	COUNTER(RX_BYTES, "bytes", "rx_bytes"), COUNTER(RX_PKTS, "pkts", "rx_pkts"),
	COUNTER(RX_DROPS, "drops", "rx_drops"), COUNTER(RX_ERRORS, "errors", "rx_errors"),
	PRINTS(show_sent),
	COUNTER(TX_BYTES, "bytes", "tx_bytes"), COUNTER(TX_PKTS, "pkts", "tx_pkts"),
	COUNTER(TX_DROPS, "drops", "tx_drops"), COUNTER(TX_ERRORS, "errors", "tx_errors"),
	QUIET(VNIFILTER_ENTRY_STATS_PAD, binary),
};
static const struct table stats_table = { .name = "vni stats", TABLE_ROWS(stats_rows) };

static const struct row entry_rows[] = {
	ATTR(VXLAN_VNIFILTER_ENTRY_START, u32, "vni", "VNI[-VNI][,...]", "network identifiers", .parse = parse_vni, SHOW_ALWAYS(show_range)),
	QUIET(VXLAN_VNIFILTER_ENTRY_END, u32),
	ATTR(VXLAN_VNIFILTER_ENTRY_GROUP, fdb_dst, "group", "ADDR", "multicast group to flood to", V6(VXLAN_VNIFILTER_ENTRY_GROUP6),
	     .text = "%s", .hide = HIDE_ZERO, MORE(.only = is_multicast, .bad = "invalid group address"), .parse = parse_destination),
	ATTR(VXLAN_VNIFILTER_ENTRY_GROUP, fdb_dst, "remote", "ADDR", "the other end", V6(VXLAN_VNIFILTER_ENTRY_GROUP6),
	     .text = "%s", .hide = HIDE_ZERO, MORE(.only = is_unicast), .parse = parse_destination),
	NEST(VXLAN_VNIFILTER_ENTRY_STATS, &stats_table, .json = "stats"),
};
static const struct table entry_table = { .name = "vni entry", TABLE_ROWS(entry_rows) };

/* ---- the message ---- */
static int unknown(struct request *, const struct table *, struct words *);

#define DEV(...)	HEADER(tunnel_msg, ifindex, device_late, .hide = HIDE, .help = "the VXLAN device", __VA_ARGS__)
#define ENTRY(...)	{ ATTR_ANON(VXLAN_VNIFILTER_ENTRY, nest), .table = &entry_table, .hide = HIDE, MORE(.marked_nest = true), __VA_ARGS__ }

static const struct row rows[] = {
	HEADER(tunnel_msg, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(tunnel_msg, flags, x8, .hide = HIDE, .kernel_filter = true), HEADER(tunnel_msg, reserved2, u16, .hide = HIDE),
	DEV(SAID("dev", "!Cannot find vxlan device \"%s\"")),
	DEV(LISTED("dev"), .once = ONCE_STRICT, .kernel_filter = true),
	ENTRY(.json = ""),
	/* The second entry, the third ... of what is said at once. */
	ENTRY(.group = true, .group_apart = true, .once = ONCE_EACH),
};
const struct table bridge_vni_table = {
	.name = "vni", TABLE_ROWS(rows), .header = sizeof(struct tunnel_msg), .header_name = "tunnel_msg", .unknown = unknown,
};
#define MORE_ENTRIES	(&rows[sizeof(rows) / sizeof(rows[0]) - 1])

static struct request *more_ranges(struct request *q, int from, int to)
{
	struct item *i = request_add(q, q->table, MORE_ENTRIES, from, to);

	i->group = arena_alloc(sizeof(*i->group));
	request_begin(i->group, &entry_table, q->space, q->type, q->flags, q->words);
	i->group->up = q;
	return i->group;
}

/* ---- add, delete ---- */
/* What is said of the destination holds for all entries. */
static void share_destination(struct request *q)
{
	const struct item *to = request_attr(q, &entry_table, VXLAN_VNIFILTER_ENTRY_GROUP), *i;
	struct item *copy;

	for (i = q->first; to && i; i = i->next)
		if (i->group) {
			copy = request_add_bytes(i->group, &entry_table, to->row, to->from, to->to, to->data, to->size);
			copy->v6 = to->v6;
		}
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &bridge_vni_table, TO_SET, c->flags, NLM_F_ACK, w);
	q.family = AF_UNSPEC;
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, AT(ifindex)) || !request_attr(&q, &entry_table, VXLAN_VNIFILTER_ENTRY_START))
		return fail(1, "Device and VNI ID are required arguments.");
	share_destination(&q);
	request_imply_header(&q, AT(family), AF_BRIDGE);
	return request_send(&q, NULL, NULL);
}

/* ---- show ---- */
static void show_entry(const struct view *v)
{
	bridge_port_line(((const struct tunnel_msg *)v->header)->ifindex, "vnis");
	out_open(&out, NULL, '{');
	show_rows(&out, v);
	out_close(&out);
}

/* One message has many attributes of one kind; in events the last line's end is the record's. */
static void show_message(const struct view *v, bool is_event)
{
	size_t size;
	const void *attrs = bridge_attrs(v, &size);
	bool first = true;

	nl_for_each(a, attrs, size) {
		struct view in;

		if (mnl_attr_get_type(a) != VXLAN_VNIFILTER_ENTRY ||
		    view_nest(&in, &entry_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
			continue;
		if (is_event && !first)
			out_text(&out, "\n", "");
		show_entry(&in);
		if (!is_event)
			out_text(&out, "\n", "");
		first = false;
	}
	bridge_port_end();
}

void bridge_vni_show_event(struct out *o, struct view *v)
{
	bridge_show_deleted(o, NULL, v);
	out_open(o, "ports", '[');
	show_message(v, true);
	out_close(o);
}

static int show_each(const struct nlmsghdr *n, void *arg)
{
	const struct tunnel_msg *m;
	struct view v;

	if (n->nlmsg_type != RTM_NEWTUNNEL || view_message(&v, &bridge_vni_table, n, arg) < 0)
		return 0;
	m = v.header;
	if (m->family == AF_BRIDGE && filter_matches(arg, &v))
		show_message(&v, false);
	return 0;
}

static int show(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &bridge_vni_table, TO_LIST, RTM_GETTUNNEL, NLM_F_DUMP, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing || request_resolve(&q) < 0)
		return -1;
	request_imply_header(&q, AT(family), AF_BRIDGE);
	request_imply_header(&q, AT(flags), opt.stats ? TUNNEL_MSG_FLAG_STATS : 0);
	return bridge_list(&q, "dev               vni                group/remote", show_each);
}

/* ---- the object ---- */
#define VNI	"vni VNI dev DEV "

static const struct command commands[] = {
	{ "show|lst|list", "[ dev DEV ]", "lists network identifiers", show, 0, NULL },
	{ "add", VNI "[ { group | remote } ADDR ]", "adds network identifiers to a VXLAN device", modify, RTM_NEWTUNNEL, NULL },
	{ "delete|del", VNI, "removes network identifiers", modify, RTM_DELTUNNEL, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: bridge vni {{ add | del } vni VNI\n", "");
	out_text(&err, "       bridge vni show %s\n", commands[0].arguments);
	help_table(&err, &bridge_vni_table, TO_SET, 8);
	return fail(255, "%s", "");
}

/* Words that are none go for nothing, as bridge(8) has it; only what changes something has a help. */
static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)t;
	if (!strcmp(w->v[w->i++], "help") && q->space == TO_SET)
		return usage(w, NULL);
	return 0;
}

static const struct table *const tables[] = { &bridge_vni_table, NULL };

const struct object bridge_vni_object = {
	.word = "vn[i]", .name = "vni", .help = "network identifiers that a VXLAN device takes", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
