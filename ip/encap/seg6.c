/* seg6.c - "encap seg6": packets follow a list of segments.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/lwtunnel.h>
#include <linux/seg6.h>
#include <linux/seg6_iptunnel.h>

#include "compat.h"
#include "encap.h"
#include "types.h"

static const struct name modes[] = {
	{ SEG6_IPTUN_MODE_INLINE, "inline" }, { SEG6_IPTUN_MODE_ENCAP, "encap" },
	{ SEG6_IPTUN_MODE_L2ENCAP, "l2encap" }, { SEG6_IPTUN_MODE_ENCAP_RED, "encap.red" },
	{ SEG6_IPTUN_MODE_L2ENCAP_RED, "l2encap.red" }, { 0, NULL }
};

TYPE_PRINT_NAMED(print_mode, "<unknown>")

static int scan_key(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	item_set_number(i, encap_key(word));
	return 0;
}

static const struct type type_mode = { .name = "s32", .arg = "MODE", .size = 4, .scan = type_scan_exact,
				       .print = print_mode };
static const struct type type_key = { .name = "u32", .arg = "KEYID", .size = 4, .scan = scan_key };

static int parse_behind_mode(struct request *, const struct table *, const struct row *, struct words *);
static void show_srh(struct out *, const struct row *, const struct view *);

static bool is_behind_mode(const struct request *);

static const struct row rows[] = {
	FIELD(SEG6_IPTUNNEL_SRH, seg6_iptunnel_encap, mode, mode, .word = "mode", .names = modes,
	      .arg = "{ inline | encap | l2encap | encap.red | l2encap.red }", .help = "how the list gets into packets"),
	ATTR(SEG6_IPTUNNEL_SRC, encap_ipv6, "tunsrc", "ADDR", "outer source", .text = "{tunsrc %s }", MORE(.fits = is_behind_mode),
	     .parse = parse_behind_mode),
	FIELD(SEG6_IPTUNNEL_SRH, seg6_iptunnel_encap, srh, segments, .word = "segs",
	      .help = "where packets pass", MORE(.fits = is_behind_mode), .parse = parse_behind_mode, .show = show_srh),
	{ .place = AT_NONE, .type = &type_key, .word = "hmac", .help = "signs the list with this key",
	  .hide = HIDE },
};
enum { MODE, SRC, SEGS, HMAC };
static const struct table table = {
	.name = "seg6", TABLE_ROWS(rows), .bad = { "\"%s\" value is invalid", NULL, NULL }, .once = ONCE_GARBAGE,
};

/* ---- words ---- */
static bool is_behind_mode(const struct request *q)
{
	return request_row(q, rows + MODE);
}

static int parse_behind_mode(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct item *mode = request_row(q, rows + MODE), *i;
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	bool is_source = r == rows + SRC;

	if (!word)
		return -1;
	if (!mode)
		return encap_wrong(w, is_source ? "\"tunsrc\" provided before \"mode\"" : "\"segs\" provided before \"mode\"");
	if (is_source && item_number(mode) == SEG6_IPTUN_MODE_INLINE)
		return encap_wrong(w, "\"tunsrc\" invalid with inline mode");
	i = request_value(q, t, r, word, from, w->i);
	if (!i)
		return -1;
	return is_source && !i->size ? request_bad_value(q, t, r, word) : 0;
}

/* Inline, the destination of the packet itself becomes the last segment: room for it. */
static int parse(struct request *q, const struct encap *e, struct words *w)
{
	const struct item *mode, *key;
	struct item *segs;
	bool is_inline;

	if (request_parse_open(q, e->table, w) < 0)
		return -1;
	mode = request_row(q, rows + MODE);
	segs = request_row(q, rows + SEGS);
	key = request_row(q, rows + HMAC);
	is_inline = mode && item_number(mode) == SEG6_IPTUN_MODE_INLINE;
	if (!mode)
		request_add_number(q, e->table, rows + MODE, 0, 0, UINT32_MAX);
	return encap_set_srh(q, segs ? segs : request_add(q, e->table, rows + SEGS, 0, 0), segs ? segs->data : NULL,
			     is_inline, key ? item_number(key) : 0);
}

/* ---- show ---- */
static void show_srh(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);

	if (mnl_attr_get_payload_len(a) >= r->offset + sizeof(struct ipv6_sr_hdr))
		encap_show_srh(o, (const char *)mnl_attr_get_payload(a) + r->offset,
			       mnl_attr_get_payload_len(a) - r->offset);
}

const struct encap encap_seg6 = { .table = &table, .type = LWTUNNEL_ENCAP_SEG6, .help = "segment routing over IPv6",
				  .parse = parse, .needs = SEG6_IPTUNNEL_SRH };
