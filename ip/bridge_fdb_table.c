/* bridge_fdb_table.c - struct ndmsg and NDA_*, as "bridge fdb" has them: the addresses behind ports.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge.h"

#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "compat.h"
#include "error.h"
#include "links.h"
#include "neighbor_table.h"
#include "options.h"
#include "scan.h"
#include "struct_table.h"
#include "types.h"

#define AT(field)	offsetof(struct ndmsg, field)
#define USER_HZ		100

static const struct ndmsg *header(const struct view *v)
{
	return v->header;
}

/* ---- types ---- */
/* bridge(8) reads it behind all words: until then the item only keeps the word. */
static int keep_address(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	i->data = word;
	return 0;
}

int bridge_fdb_address(struct request *q, struct item *i)
{
	const char *word = i->data;
	uint8_t bytes[32];

	(void)q;
	if (i->size)
		return 0;
	if (scan_lladdr(word, bytes, sizeof(bytes)) == 6 && strchr(word, ':')) {
		item_set(i, bytes, 6);
		return 0;
	}
	error_blame(i->to - 1);
	return fail(1, "Invalid mac address %s", word);
}

static const struct type type_fdb_lladdr = { .name = "binary", .arg = "LLADDR", .scan = keep_address,
					     .resolve = bridge_fdb_address };

static int scan_dst(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct address a;

	if (scan_address(word, q->family, &a) < 0) {
		fail(BRIDGE_EXIT_1, "Error: %s address is expected rather than \"%s\".",
		     q->family == AF_INET ? "inet" : q->family == AF_INET6 ? "inet6" : "any valid", word);
		return error_fatal();
	}
	if (r->v6 && !a.size)
		return SCAN_BAD;
	i->v6 = r->v6 && a.family == AF_INET6;
	item_set(i, a.data, a.size);
	return 0;
}

/* JSON has one name for both families. */
static void print_dst(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	l->key = r->v6 ? r->word : NULL;
	literal_address(l, size == 16 ? AF_INET6 : AF_INET, data, size);
	literal_resolve(l, data, size);
}

const struct type type_fdb_dst = { .name = "ip", .arg = "ADDR", .scan = scan_dst, .print = print_dst };

/* A number, or a name of /etc/services. */
static int scan_port(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct servent *s;
	uint64_t value;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 0, UINT16_MAX, &value) < 0) {
		s = getservbyname(word, "udp");
		if (!s)
			return SCAN_BAD;
		value = ntohs(s->s_port);
	}
	if (value)
		item_set_number(i, value);
	else
		request_drop(i);
	return 0;
}

static void offer_service(struct words *w, const struct servent *s)
{
	complete_offer(w, s->s_name, NULL);
	for (char **alias = s->s_aliases; *alias; alias++)
		complete_offer(w, *alias, NULL);
}

void type_offer_service(const struct row *r, struct words *w)
{
	struct servent *s;

	(void)r;
	setservent(0);
	while ((s = getservent()))
		if (!strcmp(s->s_proto, "udp"))
			offer_service(w, s);
	endservent();
}

const struct type type_fdb_port = { .name = "be16", .arg = "PORT", .size = 2, .big_endian = true, .scan = scan_port,
				    .print = type_print_number, .offer = type_offer_service };

/* ---- states, as a listing is asked for them ---- */
static const struct name states[] = {
	{ NUD_PERMANENT, "p[ermanent]" }, { NUD_NOARP, "s[tatic]|t[emp]" }, { NUD_STALE, "stale" },
	{ NUD_REACHABLE, "r[eachable]|d[ynamic]" }, { UINT16_MAX, "all" }, { 0, NULL }
};

static int scan_state(struct request *q, const struct row *r, const char *word, struct item *i)
{
	const struct name *n = r->names;
	uint64_t value;

	(void)q;
	while (n->name && !word_matches(n->name, word))
		n++;
	if (n->name)
		value = n->value;
	else if (scan_unsigned(word, 0, UINT32_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void offer_state(const struct row *r, struct words *w)
{
	char plain[WORD_MAX];

	for (const struct name *n = r->names; n->name; n++)
		complete_offer(w, word_plain(n->name, plain), NULL);
}

static const struct type type_fdb_state = { .name = "u16", .arg = "STATE", .size = 2, .scan = scan_state, .offer = offer_state };

/* Several may be said: any of them will do. */
static bool match_state(const struct item *i, const struct view *v)
{
	uint16_t all = 0;

	for (const struct item *each = v->filter->first; each; each = each->next)
		if (each->row == i->row)
			all |= item_number(each);
	return !all || header(v)->ndm_state & all;
}

static bool match_dynamic(const struct item *i, const struct view *v)
{
	(void)i;
	return !(header(v)->ndm_state & NUD_PERMANENT);
}

static bool match_vlan(const struct item *i, const struct view *v)
{
	const struct nlattr *a = view_attr(v, NDA_VLAN);

	return !item_number(i) || (a && mnl_attr_get_u16(a) == item_number(i));
}

/* ---- what is shown by more than one value ---- */
static void show_via(struct out *o, const struct row *r, const struct view *v)
{
	if (!view_attr(v, r->attr))
		return;
	if (view_attr(v, NDA_LINK_NETNSID))
		out_unsigned(o, "viaIfIndex", "via ifindex %s ", view_u32(v, r->attr));
	else
		out_string(o, "viaIf", "via %s ", links_name(view_u32(v, r->attr)));
}

static void show_ages(struct out *o, const struct row *r, const struct view *v)
{
	const struct nda_cacheinfo *c = view_struct(v, r->attr, sizeof(*c));

	if (!c)
		return;
	out_unsigned(o, "used", "used %s", c->ndm_used / USER_HZ);
	out_unsigned(o, "updated", "/%s ", c->ndm_updated / USER_HZ);
}

static void show_flags_of(struct out *o, const struct row *r, const struct view *v)
{
	static const struct name flags[] = {
		{ NTF_SELF, "self" }, { NTF_ROUTER, "router" }, { NTF_EXT_LEARNED, "extern_learn" },
		{ NTF_OFFLOADED, "offload" }, { NTF_MASTER, "master" }, { NTF_STICKY, "sticky" },
		{ NTF_EXT_LOCKED << 8, "locked" }, { 0, NULL }
	};

	(void)r;
	show_bit_names(o, "flags", flags, header(v)->ndm_flags | view_u32(v, NDA_FLAGS_EXT) << 8, "%s ");
}

static void show_state(struct out *o, const struct row *r, const struct view *v)
{
	uint16_t state = header(v)->ndm_state;
	char other[FORMAT_MAX];

	(void)r;
	if (!(state & (NUD_PERMANENT | NUD_NOARP | NUD_STALE | NUD_REACHABLE))) {
		format_hex(format_string(other, o->json ? "" : "state="), state);
		out_string(o, "state", "%s", other);
		return;
	}
	out_string(o, "state", "%s", state & NUD_PERMANENT ? "permanent" : state & NUD_NOARP ? "static" :
				     state & NUD_STALE	   ? "stale" :
							     "");
}

/* ---- how an address is used, told and kept: NDA_FDB_EXT_ATTRS ---- */
static const struct name activities[] = { { FDB_NOTIFY_BIT, "activity_notify" }, { FDB_NOTIFY_INACTIVE_BIT, "inactive" },
					  { 0, NULL } };

static void show_activity(struct out *o, const struct row *r, const struct view *v)
{
	for (const struct name *n = activities; n->name; n++) {
		if (!(view_u8(v, r->attr) & n->value))
			continue;
		out_true(o, n->name, "");
		out_text(o, "%s ", n->name);
	}
}

static const struct row ext_rows[] = {
	QUIET(NFEA_ACTIVITY_NOTIFY, bridge_bit8, .bit = FDB_NOTIFY_BIT, .part = "FDB_NOTIFY_BIT", .word = "activity_notify",
	      .help = "tell when it comes into use and goes out of it"),
	QUIET(NFEA_ACTIVITY_NOTIFY, bridge_bit8, .bit = FDB_NOTIFY_INACTIVE_BIT, .part = "FDB_NOTIFY_INACTIVE_BIT",
	      .word = "inactive", .help = "it is out of use"),
	TOLD(NFEA_ACTIVITY_NOTIFY, x8, NULL, NULL, .show = show_activity),
	BARE(NFEA_DONT_REFRESH, "norefresh", "keep the time when it was last used"),
};
static const struct table ext_table = { .name = "fdb ext", TABLE_ROWS(ext_rows) };

/* ---- the table ---- */
#define FLAG(b, ...)	HEADER(ndmsg, ndm_flags, bridge_bit8, .bit = (b), .part = #b, .hide = HIDE, __VA_ARGS__)
#define STATE(b, ...)	HEADER(ndmsg, ndm_state, bridge_bit16, .bit = (b), .part = #b, .hide = HIDE, __VA_ARGS__)

static const struct row rows[] = {
	PRINTS(bridge_show_deleted),
	HEADER(ndmsg, ndm_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	ATTR(NDA_LLADDR, fdb_lladdr, "to", "LLADDR", "the address of a machine behind the device", GOTTEN("to"), .json = "mac",
	     .implied = 1 << TO_SET | 1 << TO_GET, .once = ONCE_GARBAGE, .text = "{%s }", .show = neighbor_show_lladdr),
	HEADER(ndmsg, ndm_ifindex, device_late, .word = "dev", LISTED("brport|dev"), GOTTEN("brport|dev"), .json = "ifname",
	       .text = "dev {%s }", .color = COLOR_IFNAME, .hide = HIDE_ZERO | HIDE_FILTERED, .kernel_filter = true,
	       .match = neighbor_match_device, .help = "the port, or a device with a table of its own"),
	ATTR(NDA_DST, fdb_dst, "dst", "ADDR", "the other end of the tunnel", .text = "dst {%s }", .once = ONCE_GARBAGE),
	ATTR(NDA_VLAN, u16, "v[lan]", "VID", "in this VLAN", GOTTEN("v[lan]"), .listed = WORDING("vlan", NULL, NULL),
	     .once = ONCE_STRICT, .text = "vlan %s ", .hide = HIDE_ZERO, .match = match_vlan),
	ATTR(NDA_PORT, fdb_port, "port", "PORT", "UDP port of the other end", BAD("invalid port\n")),
	ATTR(NDA_VNI, u32, "vni", "VNI", "network identifier to send with", .max = 0xffffff, BAD("invalid VNI\n"),
	     GOTTEN("vni", "invalid VNI\n")),
	ATTR(NDA_SRC_VNI, u32, "src_vni", "VNI", "network identifier that it is of", .max = 0xffffff, BAD("invalid src VNI\n")),
	ATTR(NDA_IFINDEX, device, "via", "DEV", "the device below the tunnel", .show = show_via),
	ATTR(NDA_NH_ID, u32, "nhid", "NHID", "nexthop object of the other ends", BAD("\"id\" value is invalid\n")),
	TOLD(NDA_LINK_NETNSID, s32, "link-netnsid %s ", "linkNetNsId"),
	NEST(NDA_FDB_EXT_ATTRS, &ext_table, .json = "", .when = ON_DETAILS, MORE(.marked_nest = true)),
	TOLD(NDA_CACHEINFO, binary, NULL, NULL, .table = &neighbor_cacheinfo_struct, .show = show_ages, .when = ON_STATS),
	PRINTS(show_flags_of),
	FLAG(NTF_SELF, .word = "self", GOTTEN("self"), .help = "in the table of the device itself"),
	FLAG(NTF_MASTER, .word = "m[aster]", GOTTEN("m[aster]"), .help = "in the table of the bridge that it is a port of"),
	FLAG(NTF_ROUTER, .word = "r[outer]", .help = "it is a router"),
	FLAG(NTF_USE, .word = "u[se]", .help = "it is in use"),
	FLAG(NTF_EXT_LEARNED, .word = "e[xtern_learn]", .help = "someone else has learned it: it does not age"),
	FLAG(NTF_STICKY, .word = "sti[cky]", .help = "it stays on this port"),
	HEADER(ndmsg, ndm_flags, x8, .hide = HIDE), QUIET(NDA_FLAGS_EXT, x32),
	TOLD(NDA_MASTER, device, "master %s ", "master", LISTED("br", "!Cannot find bridge device \"%s\""),
	     GOTTEN("br", "!Cannot find bridge device \"%s\""), .kernel_filter = true, .match = neighbor_match_any,
	     .help = "the bridge"),
	STATE(NUD_PERMANENT, .word = "l[ocal]|p[ermanent]", .help = "it is this machine's own"),
	STATE(NUD_REACHABLE, .word = "s[tatic]|t[emp]", .help = "it does not age"),
	STATE(NUD_REACHABLE, .word = "d[ynamic]", .help = "it ages"),
	STATE(NUD_NOARP),
	HEADER(ndmsg, ndm_state, fdb_state, LISTED("state", "invalid state"), .names = states, .once = ONCE_EACH, .hide = HIDE,
	       .match = match_state, .help = "in this state"),
	{ .place = AT_NONE, .type = &type_flag, LISTED("dynamic"), GOTTEN("d[ynamic]"), .hide = HIDE, .match = match_dynamic,
	  .help = "that age" },
	PRINTS(show_state),
	HEADER(ndmsg, ndm_type, u8, .hide = HIDE),
	QUIET(NDA_PROBES, u32), QUIET(NDA_PROTOCOL, u8), QUIET(NDA_NDM_STATE_MASK, u16), QUIET(NDA_NDM_FLAGS_MASK, u8),
};

const struct table bridge_fdb_table = {
	.name = "fdb", TABLE_ROWS(rows), .header = sizeof(struct ndmsg), .header_name = "ndmsg", .unknown = bridge_pass_over,
	.help = bridge_fdb_help,
};
