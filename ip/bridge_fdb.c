/* bridge_fdb.c - "bridge fdb": commands, and the words of a flush.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge.h"

#include <string.h>
#include <sys/socket.h>

#include "compat.h"
#include "error.h"
#include "objects.h"
#include "options.h"
#include "types.h"

#define AT(field)	offsetof(struct ndmsg, field)

/* ---- one address ---- */
/* Words that several rows of one field share: has any of these bits been said? */
static bool has_bits(const struct request *q, uint16_t offset, uint32_t bits)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->place == AT_HEADER && i->row->offset == offset && item_number(i) & bits)
			return true;
	return false;
}

static void imply_bit(struct request *q, uint16_t offset, uint32_t bit)
{
	const struct row *r;

	table_for_each(r, q->table)
		if (r->place == AT_HEADER && r->offset == offset && r->bit == bit) {
			request_add_number(q, q->table, r, 0, 0, bit);
			return;
		}
}

static void imply_self(struct request *q)
{
	if (!has_bits(q, AT(ndm_flags), NTF_SELF | NTF_MASTER))
		imply_bit(q, AT(ndm_flags), NTF_SELF);
	request_imply_header(q, AT(ndm_family), AF_BRIDGE);
}

/* What does not age has no ARP; what is not said to be another machine's is this one's. */
static void imply_state(struct request *q)
{
	const struct table *in;

	if (!has_bits(q, AT(ndm_state), NUD_PERMANENT | NUD_REACHABLE))
		imply_bit(q, AT(ndm_state), NUD_PERMANENT);
	if (!request_row(q, table_word(q->table, TO_SET, "dynamic", &in)))
		imply_bit(q, AT(ndm_state), NUD_NOARP);
}

static bool is_there(const struct request *q, uint16_t attr)
{
	return request_attr(q, &bridge_fdb_table, attr);
}

/* In the order in which bridge(8) sees what is wrong. */
static int check(struct request *q)
{
	struct item *address = request_attr(q, q->table, NDA_LLADDR);

	if (!address || !request_header(q, AT(ndm_ifindex)))
		return fail(1, "Device and address are required arguments.");
	if (is_there(q, NDA_NH_ID) && (is_there(q, NDA_DST) || is_there(q, NDA_PORT) || is_there(q, NDA_VNI)))
		return fail(1, "dst, port, vni are mutually exclusive with nhid");
	if (bridge_fdb_address(q, address) < 0)
		return -1;
	imply_self(q);
	imply_state(q);
	return 0;
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &bridge_fdb_table, TO_SET, c->data ? RTM_DELNEIGH : RTM_NEWNEIGH, NLM_F_ACK | c->flags, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing || check(&q) < 0)
		return -1;
	return request_send(&q, NULL, NULL);
}

/* ---- listing ---- */
static void show_one(const struct view *v)
{
	show_record(&out, v);
}

static int show_each(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (n->nlmsg_type == RTM_NEWNEIGH && !view_message(&v, &bridge_fdb_table, n, arg) &&
	    ((const struct ndmsg *)v.header)->ndm_family == AF_BRIDGE && filter_matches(arg, &v))
		show_one(&v);
	return 0;
}

static int show(struct words *w, const struct command *c)
{
	struct request q;
	struct item *bridge;

	(void)c;
	request_begin(&q, &bridge_fdb_table, TO_LIST, RTM_GETNEIGH, NLM_F_DUMP, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	bridge = request_attr(&q, q.table, NDA_MASTER);
	if (bridge && bridge->row->type->resolve && bridge->row->type->resolve(&q, bridge) < 0)
		return -1;
	if (request_resolve(&q) < 0)
		return -1;
	request_imply_header(&q, AT(ndm_family), AF_BRIDGE);
	return request_list(&q, show_each, &q, BRIDGE_EXIT_1);
}

static int show_answer(const struct nlmsghdr *n, void *arg)
{
	const struct table *in;
	struct view v;

	if (view_message(&v, &bridge_fdb_table, n, NULL) < 0)
		return 0;
	out_begin(&out);
	if (!request_row(arg, table_word(&bridge_fdb_table, TO_GET, "dynamic", &in)) ||
	    !(((const struct ndmsg *)v.header)->ndm_state & NUD_PERMANENT))
		show_one(&v);
	out_end(&out);
	return 0;
}

/* bridge(8) ends with -ENOENT as it is. */
static int get(struct words *w, const struct command *c)
{
	struct item *address;
	struct request q;

	(void)c;
	request_begin(&q, &bridge_fdb_table, TO_GET, RTM_GETNEIGH, 0, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	address = request_attr(&q, q.table, NDA_LLADDR);
	if (!address || !(request_header(&q, AT(ndm_ifindex)) || is_there(&q, NDA_MASTER)))
		return fail(1, "Device or master and address are required arguments.");
	if (bridge_fdb_address(&q, address) < 0 || request_resolve(&q) < 0)
		return -1;
	request_imply_header(&q, AT(ndm_family), AF_BRIDGE);
	return request_send(&q, show_answer, &q) < 0 ? error_status(254) : 0;
}

/* ---- flush: the kernel removes all that is like the example, in the fields that the masks name ---- */
/* What a word and its "no" say: the value and the mask of either, one byte each. */
#define CHOICE(value, mask, no_value, no_mask) \
	((uint32_t)(value) | (mask) << 8 | (no_value) << 16 | (uint32_t)(no_mask) << 24)
#define CHOICE_BIT(b)	CHOICE(b, b, 0, b)

/* Keeps the bits that words of their own have said for the same place, as "master" does. */
static void narrow(struct request *q, const struct row *r, int at, uint8_t value, uint8_t mask)
{
	uint32_t have = 0;

	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->place == r->place && i->row->attr == r->attr && i->row->offset == r->offset)
			have |= item_number(i);
	request_add_number(q, q->table, r, at, at + 1, (have & ~mask) | value);
}

static int parse_choice(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int at = w->i - 1;
	bool no;
	uint32_t bits;

	word_matches_no(r->word, w->v[at], &no);
	bits = no ? r->bit >> 16 : r->bit;
	narrow(q, table_header(t, r->offset), at, bits & UINT8_MAX, bits >> 8 & UINT8_MAX);
	narrow(q, table_attr(t, r->attr), at, bits >> 8 & UINT8_MAX, 0);
	return 0;
}

#define CHOOSE(f, a, w, b, h) \
	{ .place = AT_NONE, .type = &type_none, .offset = AT(f), .attr = (a), .bit = (b), .word = "[no]" w, .help = (h), \
	  .parse = parse_choice, .hide = HIDE }
#define CHOOSE_STATE(w, b, h)	CHOOSE(ndm_state, NDA_NDM_STATE_MASK, w, b, h)
#define CHOOSE_FLAG(w, b, h)	CHOOSE(ndm_flags, NDA_NDM_FLAGS_MASK, w, CHOICE_BIT(b), h)
#define FLAG(b, ...)		HEADER(ndmsg, ndm_flags, bridge_bit8, .bit = (b), .part = #b, .hide = HIDE, __VA_ARGS__)

static const struct row flush_rows[] = {
	HEADER(ndmsg, ndm_family, u8, .names = family_names, .hide = HIDE),
	HEADER(ndmsg, ndm_ifindex, device_late, SAID("dev", "!Cannot find bridge device \"%s\""), .help = "a bridge, a port or a VXLAN",
	       .hide = HIDE),
	HEADER(ndmsg, ndm_state, u16, .hide = HIDE), HEADER(ndmsg, ndm_flags, u8, .hide = HIDE),
	QUIET(NDA_IFINDEX, device_late, SAID("brport", "!Cannot find bridge port device \"%s\""), .help = "of this port only"),
	QUIET(NDA_VLAN, u16, SAID("vlan", "!Invalid VLAN ID \"%s\""), .max = 4095, .once = ONCE_GARBAGE, .help = "in this VLAN only"),
	FLAG(NTF_SELF, .word = "self", .help = "the table of the device itself"),
	FLAG(NTF_MASTER, .word = "master", .help = "the table of the bridge that it is a port of"),
	CHOOSE_STATE("permanent", CHOICE_BIT(NUD_PERMANENT), "this machine's own, or not those"),
	CHOOSE_STATE("static", CHOICE(NUD_NOARP, NUD_NOARP | NUD_PERMANENT, 0, NUD_NOARP), "those that do not age, or not those"),
	CHOOSE_STATE("dynamic", CHOICE(0, NUD_NOARP | NUD_PERMANENT, NUD_NOARP, NUD_NOARP), "those that age, or not those"),
	CHOOSE_FLAG("added_by_user", NTF_USE, "those that a user added, or not those"),
	CHOOSE_FLAG("extern_learn", NTF_EXT_LEARNED, "those that someone else learned, or not those"),
	CHOOSE_FLAG("sticky", NTF_STICKY, "those that stay on their port, or not those"),
	CHOOSE_FLAG("offloaded", NTF_OFFLOADED, "those that the hardware has, or not those"),
	CHOOSE_FLAG("router", NTF_ROUTER, "routers, or not those"),
	QUIET(NDA_SRC_VNI, u32, SAID("src_vni", "invalid src VNI\n"), .max = 0xffffff, .help = "of this network identifier"),
	QUIET(NDA_VNI, u32, SAID("vni", "invalid VNI\n"), .max = 0xffffff, .help = "sent with this network identifier"),
	QUIET(NDA_PORT, fdb_port, SAID("port", "invalid port\n"), .help = "sent to this UDP port"),
	QUIET(NDA_DST, fdb_dst, .word = "dst", .help = "behind this end of the tunnel"),
	QUIET(NDA_NH_ID, u32, SAID("nhid", "\"id\" value is invalid\n"), .help = "behind this nexthop object"),
	QUIET(NDA_NDM_STATE_MASK, u16), QUIET(NDA_NDM_FLAGS_MASK, u8),
	HEADER(ndmsg, ndm_type, u8, .hide = HIDE),
};

/* A word behind "help" is passed over with it. */
static int unknown_word(struct request *q, const struct table *t, struct words *w)
{
	const char *word = w->v[w->i++];

	(void)q;
	(void)t;
	if (!strcmp(word, "help"))
		return words_next(w) ? 0 : -1;
	if (w->completing)
		return -1;
	out_text(&err, "bridge fdb: unknown command \"%s\"?\n", word);
	return bridge_fdb_help(w);
}

const struct table bridge_fdb_flush_table = {
	.name = "fdb flush", TABLE_ROWS(flush_rows), .header = sizeof(struct ndmsg), .header_name = "ndmsg",
	.unknown = unknown_word, .help = bridge_fdb_help,
};

static int flush(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &bridge_fdb_flush_table, TO_SET, RTM_DELNEIGH, NLM_F_ACK | NLM_F_BULK, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, AT(ndm_ifindex)))
		return fail(1, "Device is a required argument.");
	imply_self(&q);
	return request_send(&q, NULL, NULL);
}

/* ---- the object ---- */
#define ADDRESS "LLADDR dev DEV [ OPTION ... ]"

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ SELECTOR ... ]", "lists addresses", show, 0, NULL },
	{ "a[dd]", ADDRESS, "adds an address that is not there yet", modify, NLM_F_CREATE | NLM_F_EXCL, NULL },
	{ "ap[pend]", ADDRESS, "adds one more way to an address", modify, NLM_F_CREATE | NLM_F_APPEND, NULL },
	{ "r[eplace]", ADDRESS, "changes an address, or adds it", modify, NLM_F_CREATE | NLM_F_REPLACE, NULL },
	{ "d[elete]", ADDRESS, "removes an address", modify, 0, "delete" },
	{ "g[et]", "LLADDR { dev DEV | br BRDEV } [ OPTION ... ]", "shows one address", get, 0, NULL },
	{ "flush", "dev DEV [ SELECTOR ... ]", "removes all addresses that are selected", flush, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: bridge fdb {{ add | append | del | replace } ADDR dev DEV\n", "");
	help_commands(&err, "       bridge fdb %s ", commands, sizeof(commands) / sizeof(commands[0]));
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &bridge_fdb_table, TO_SET, 8);
	out_text(&err, "SELECTOR of a listing :=\n", "");
	help_table(&err, &bridge_fdb_table, TO_LIST, 8);
	out_text(&err, "SELECTOR of a flush :=\n", "");
	help_table(&err, &bridge_fdb_flush_table, TO_SET, 8);
	return fail(255, "%s", "");
}

int bridge_fdb_help(struct words *w)
{
	return usage(w, NULL);
}

static const struct table *const tables[] = { &bridge_fdb_table, &bridge_fdb_flush_table, NULL };

const struct object bridge_fdb_object = {
	.word = "f[db]", .name = "fdb", .help = "addresses behind ports", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
