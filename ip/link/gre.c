/* gre.c - "type gre", "gretap", "erspan": generic routing encapsulation over IPv4.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "gre.h"

#include <linux/if_tunnel.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind_values.h"
#include "scan.h"

/* GRE_KEY and its like are in network byte order; here they are numbers. */
enum { CSUM = 0x8000, KEY = 0x2000, SEQ = 0x1000 };

static const struct table erspan_table;

/* A group of receivers has no other way to tell streams apart than the key. */
static int check_multicast(struct request *q, const struct table *t)
{
	const struct item *remote = request_attr(q, t, IFLA_GRE_REMOTE);
	const struct item *local = request_attr(q, t, IFLA_GRE_LOCAL);
	static const uint16_t keys[][2] = {
		{ IFLA_GRE_IKEY, IFLA_GRE_IFLAGS }, { IFLA_GRE_OKEY, IFLA_GRE_OFLAGS },
	};

	if (!remote || *(const uint8_t *)remote->data >> 4 != 0xe)
		return 0;
	for (int n = 0; n < 2; n++) {
		const struct item *flags = request_attr(q, t, keys[n][1]);

		if (item_number(request_attr(q, t, keys[n][0])))
			continue;
		request_add_bytes(q, t, table_attr(t, keys[n][0]), 0, 0, remote->data, 4);
		request_add_number(q, t, table_attr(t, keys[n][1]), 0, 0, item_number(flags) | KEY);
	}
	if (!local || !item_number(local))
		return fail(1, "A broadcast tunnel requires a source address.");
	return 0;
}

static int check(struct request *q)
{
	const struct table *t = tunnel_table(q);

	if (check_multicast(q, t) < 0)
		return -1;
	if (!tunnel_settle(q, t, IFLA_GRE_COLLECT_METADATA, 0) && t == &erspan_table)
		gre_settle_erspan(q, t);
	return 0;
}

/* ---- keys and flags ---- */
#define KEY_ROW(a, f, w, h, d) \
	ATTR(a, key, w, "KEY", h, .selector = (f), .bit = KEY, .lookup = (d) | TUNNEL_ALWAYS, \
	     .parse = tunnel_parse_key)
#define KEY_WORD(p, w, m, h, d)	SAYS(tunnel_parse_##p, w, m, h, .lookup = (d))
#define FLAG(b, w, h, d)	SAYS(parse_flags, w, NULL, h, .bit = (b), .lookup = (d))
#define FLAG_TOLD(a, b, w)	TOLD(a, bitbe16, w " ", w, .bit = (b))
#define BOTH (TUNNEL_IN | TUNNEL_OUT)

static int parse_flags(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool no;

	word_matches_no(r->word, w->v[w->i - 1], &no);
	if (r->lookup & TUNNEL_IN && tunnel_change(q, t, IFLA_GRE_IFLAGS, r->bit, !no) < 0)
		return -1;
	return r->lookup & TUNNEL_OUT ? tunnel_change(q, t, IFLA_GRE_OFLAGS, r->bit, !no) : 0;
}

static const struct row key_rows[] = {
	QUIET(IFLA_GRE_IFLAGS, xbe16, .lookup = TUNNEL_ALWAYS),
	QUIET(IFLA_GRE_OFLAGS, xbe16, .lookup = TUNNEL_ALWAYS),
	KEY_ROW(IFLA_GRE_IKEY, IFLA_GRE_IFLAGS, "i[key]", "key of packets that come", TUNNEL_IN),
	KEY_ROW(IFLA_GRE_OKEY, IFLA_GRE_OFLAGS, "o[key]", "key of packets that go", TUNNEL_OUT),
	KEY_WORD(key, "k[ey]", "KEY", "key of both", BOTH),
	KEY_WORD(no_key, "n[okey]", NULL, "no keys", BOTH),
	KEY_WORD(no_key, "noi[key]", NULL, "packets that come have no key", TUNNEL_IN),
	KEY_WORD(no_key, "noo[key]", NULL, "packets that go have no key", TUNNEL_OUT),
	FLAG_TOLD(IFLA_GRE_IFLAGS, SEQ, "iseq"), FLAG_TOLD(IFLA_GRE_OFLAGS, SEQ, "oseq"),
	FLAG_TOLD(IFLA_GRE_IFLAGS, CSUM, "icsum"), FLAG_TOLD(IFLA_GRE_OFLAGS, CSUM, "ocsum"),
	FLAG(SEQ, "[no]s[eq]", "numbers packets, drops those that come late", BOTH),
	FLAG(SEQ, "[no]is[eq]", "drops packets that come late", TUNNEL_IN),
	FLAG(SEQ, "[no]os[eq]", "numbers packets", TUNNEL_OUT),
	FLAG(CSUM, "[no]c[sum]", "makes and needs checksums", BOTH),
	FLAG(CSUM, "[no]ic[sum]", "needs checksums", TUNNEL_IN),
	FLAG(CSUM, "[no]oc[sum]", "makes checksums", TUNNEL_OUT),
};
const struct table gre_key_table = { .name = "gre key", TABLE_ROWS(key_rows) };

/* ---- ERSPAN: mirrored frames; version 1 tells the port, version 2 direction and hardware ---- */
static int limited(const struct row *r, const char *word, struct item *i, uint64_t max,
		   const char *why)
{
	uint64_t value;

	if (scan_unsigned(word, 0, max, &value) < 0)
		return SCAN_BAD;
	if (value < (uint64_t)r->min || value > r->max)
		return fail(255, "Error: argument \"%s\" is wrong: %s", word, why);
	item_set_number(i, value);
	return 0;
}

static int scan_index(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	return limited(r, word, i, UINT32_MAX, "erspan index must be > 0 and <= 20-bit");
}

static int scan_version(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	return limited(r, word, i, UINT8_MAX, "erspan version must be 0/1/2");
}

static const struct name directions[] = { { 0, "ingress" }, { 1, "egress" }, { 0, NULL } };

/* Alone among the values of tunnels, it may be cut short. */
static int scan_direction(struct request *q, const struct row *r, const char *word, struct item *i)
{
	size_t length = strlen(word);

	(void)q;
	for (const struct name *n = r->names; n->name && length; n++)
		if (!strncmp(n->name, word, length)) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

static void print_direction(const struct view *v, const struct row *r, const void *data,
			    size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_string(l, *(const uint8_t *)data ? "egress" : "ingress");
}

static const struct type type_index = { .name = "u32", .arg = "IDX", .size = 4, .scan = scan_index,
					.print = type_print_number };
static const struct type type_version = { .name = "u8", .arg = "VERSION", .size = 1, .scan = scan_version,
					  .print = type_print_number };
static const struct type type_direction = { .name = "u8", .arg = "{ ingress | egress }", .size = 1,
					    .scan = scan_direction, .print = print_direction };

#define ERSPAN(a, t, w, key, bad, h, ...) \
	ATTR(a, t, w, NULL, h, .text = key " %s ", .json = key, BAD(bad), __VA_ARGS__)
#define ERSPAN_TOLD(a, t, key)	TOLD(a, t, key " %s ", key, .lookup = TUNNEL_NEVER)

static const struct row erspan_rows[] = {
	ERSPAN(IFLA_GRE_ERSPAN_INDEX, index, "erspan", "erspan_index", "invalid erspan index",
	       "port that the frames were seen at", .min = 1, .max = 0xfffff, .lookup = TUNNEL_NOT_ZERO),
	ERSPAN(IFLA_GRE_ERSPAN_VER, version, "erspan_ver", "erspan_ver", "invalid erspan version",
	       "version of the header: 0, 1, 2", .max = 2, .def = 1, .lookup = TUNNEL_ALWAYS),
	ERSPAN(IFLA_GRE_ERSPAN_DIR, direction, "erspan_dir", "erspan_dir", "Invalid erspan direction.",
	       "did the frames come or go", .names = directions),
	ERSPAN(IFLA_GRE_ERSPAN_HWID, x16, "erspan_hwid", "erspan_hwid", "invalid erspan hwid",
	       "hardware that saw them"),
};
static const struct row erspan_told_rows[] = {
	ERSPAN_TOLD(IFLA_GRE_ERSPAN_INDEX, index, "erspan_index"),
	ERSPAN_TOLD(IFLA_GRE_ERSPAN_VER, version, "erspan_ver"),
	ERSPAN_TOLD(IFLA_GRE_ERSPAN_DIR, direction, "erspan_dir"),
	ERSPAN_TOLD(IFLA_GRE_ERSPAN_HWID, x16, "erspan_hwid"),
};
const struct table gre_erspan_table = { .name = "erspan", TABLE_ROWS(erspan_rows) };
const struct table gre_erspan_told_table = { .name = "erspan", TABLE_ROWS(erspan_told_rows) };

void gre_settle_erspan(struct request *q, const struct table *t)
{
	uint64_t version = item_number(request_attr(q, t, IFLA_GRE_ERSPAN_VER));

	if (version != 1)
		tunnel_drop(q, t, IFLA_GRE_ERSPAN_INDEX);
	if (version == 2) {
		request_imply(q, t, IFLA_GRE_ERSPAN_DIR, 0);
		request_imply(q, t, IFLA_GRE_ERSPAN_HWID, 0);
	} else {
		tunnel_drop(q, t, IFLA_GRE_ERSPAN_DIR);
		tunnel_drop(q, t, IFLA_GRE_ERSPAN_HWID);
	}
}

/* ---- the kinds ---- */
static const struct row common_rows[] = {
	TUNNEL_EXTERNAL(IFLA_GRE_COLLECT_METADATA),
	TUNNEL_REMOTE(IFLA_GRE_REMOTE, endpoint, "r[emote]"), TUNNEL_LOCAL(IFLA_GRE_LOCAL, endpoint, "l[ocal]"),
	TUNNEL_DEV(IFLA_GRE_LINK, TUNNEL_NOT_ZERO),
	TUNNEL_TTL(IFLA_GRE_TTL, "t[tl]|h[oplimit]|hl[im]", "ttl", "invalid TTL"),
	ATTR(IFLA_GRE_TOS, tos, "to[s]|tc[lass]|ds[field]", "TOS", "type of service, or inherit", .hide = HIDE_ZERO,
	     .lookup = TUNNEL_ALWAYS, BAD("bad TOS value")),
	ATTR(IFLA_GRE_PMTUDISC, switch, "[no]p[mtudisc]", NULL, "discovers the MTU of the path",
	     .hide = HIDE_SET_TEXT, .def = 1, .lookup = TUNNEL_ALWAYS),
	ATTR(IFLA_GRE_IGNORE_DF, switch, "[no]ignore-df", NULL, "fragments whatever inner packets say",
	     .json = "ignore_df", .hide = HIDE_ZERO, .lookup = TUNNEL_SAID_ZERO),
	INCLUDE(&gre_key_table),
	TUNNEL_FWMARK(IFLA_GRE_FWMARK),
};
static const struct table common_table = { .name = "gre", TABLE_ROWS(common_rows) };

static const struct row rows[] = {
	INCLUDE(&common_table), INCLUDE(&gre_erspan_told_table), INCLUDE(&gre_encap_table),
};
static const struct row all_rows[] = {
	INCLUDE(&common_table), INCLUDE(&gre_erspan_table), INCLUDE(&gre_encap_table),
};
static const struct table gre_table = {
	.name = "gre", TABLE_ROWS(rows), .usage = "... gre      \t[ remote ADDR ]", .unknown = tunnel_unknown,
	.help = kind_help,
};
static const struct table gretap_table = {
	.name = "gretap", TABLE_ROWS(rows), .usage = "... gretap   \t[ remote ADDR ]", .unknown = tunnel_unknown,
	.help = kind_help,
};
static const struct table erspan_table = {
	.name = "erspan", TABLE_ROWS(all_rows), .usage = "... erspan   \t[ remote ADDR ]", .unknown = tunnel_unknown,
	.help = kind_help,
};

const struct kind kind_gre = {
	.name = "gre", .help = "IP packets in GRE over IPv4", .table = &gre_table, .begin = tunnel_begin,
	.check = check,
};
const struct kind kind_gretap = {
	.name = "gretap", .help = "Ethernet frames in GRE over IPv4", .table = &gretap_table, .begin = tunnel_begin,
	.check = check,
};
const struct kind kind_erspan = {
	.name = "erspan", .help = "mirrored frames in GRE over IPv4", .table = &erspan_table, .begin = tunnel_begin,
	.check = check,
};
