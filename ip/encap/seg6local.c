/* seg6local.c - "encap seg6local": what is done with packets at the end of a segment.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/bpf.h>
#include <linux/lwtunnel.h>
#include <linux/seg6.h>
#include <linux/seg6_local.h>
#include <string.h>
#include <strings.h>

#include "encap.h"
#include "error.h"
#include "options.h"
#include "types.h"

static const struct name actions[] = {
	{ SEG6_LOCAL_ACTION_END, "End" }, { SEG6_LOCAL_ACTION_END_X, "End.X" }, { SEG6_LOCAL_ACTION_END_T, "End.T" },
	{ SEG6_LOCAL_ACTION_END_DX2, "End.DX2" }, { SEG6_LOCAL_ACTION_END_DX6, "End.DX6" },
	{ SEG6_LOCAL_ACTION_END_DX4, "End.DX4" }, { SEG6_LOCAL_ACTION_END_DT6, "End.DT6" },
	{ SEG6_LOCAL_ACTION_END_DT4, "End.DT4" }, { SEG6_LOCAL_ACTION_END_DT46, "End.DT46" },
	{ SEG6_LOCAL_ACTION_END_B6, "End.B6" }, { SEG6_LOCAL_ACTION_END_B6_ENCAP, "End.B6.Encaps" },
	{ SEG6_LOCAL_ACTION_END_BM, "End.BM" }, { SEG6_LOCAL_ACTION_END_S, "End.S" },
	{ SEG6_LOCAL_ACTION_END_AS, "End.AS" }, { SEG6_LOCAL_ACTION_END_AM, "End.AM" },
	{ SEG6_LOCAL_ACTION_END_BPF, "End.BPF" }, { 0, NULL }
};
/* Their numbers are those of bits. */
static const struct name flavors[] = {
	{ SEG6_LOCAL_FLV_OP_PSP, "psp" }, { SEG6_LOCAL_FLV_OP_USP, "usp" }, { SEG6_LOCAL_FLV_OP_USD, "usd" },
	{ SEG6_LOCAL_FLV_OP_NEXT_CSID, "next-csid" }, { 0, NULL }
};

static void print_action(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint32_t action = payload_number(data, sizeof(action), false);

	(void)v;
	(void)size;
	type_print_named(r, data, l, action ? "<invalid>" : "<unknown>");
}

/* A counter, which -human makes short. */
static void print_counter(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint64_t value = payload_number(data, r->type->size, false);

	(void)v;
	(void)size;
	literal_unsigned(l, value);
	if (!opt.human)
		return;
	l->label = l->buf + FORMAT_MAX;
	format_human(l->buf + FORMAT_MAX, value, opt.iec);
}

static const struct type type_action = { .name = "u32", .arg = "NAME", .size = 4, .scan = type_scan_exact,
					 .print = print_action };
static const struct type type_counter = { .name = "u64", .size = 8, .print = print_counter };
static const struct type type_bits = { .name = "u8", .arg = "BITS", .size = 1, .scan = type_scan_number,
				       .print = print_counter };

static int parse_count(struct request *, const struct table *, const struct row *, struct words *);
static int parse_srh(struct request *, const struct table *, const struct row *, struct words *);
static int parse_flavors(struct request *, const struct table *, const struct row *, struct words *);
static void show_srh(struct out *, const struct row *, const struct view *);
static void show_counters(struct out *, const struct row *, const struct view *);
static void show_flavors(struct out *, const struct row *, const struct view *);

#define COUNTER(a, k)	TOLD(a, counter, k " %s ", k)
static const struct row counter_rows[] = {
	COUNTER(SEG6_LOCAL_CNT_PACKETS, "packets"), COUNTER(SEG6_LOCAL_CNT_BYTES, "bytes"),
	COUNTER(SEG6_LOCAL_CNT_ERRORS, "errors"),
};
static const struct row flavor_rows[] = {
	TOLD(SEG6_LOCAL_FLV_OPERATION, u32, NULL, "flavors", .names = flavors, .show = show_flavors),
	ATTR(SEG6_LOCAL_FLV_LCBLOCK_BITS, bits, "lblen", NULL, "bits of the locator block",
	     BAD("\"locator-block length\" value is invalid")),
	ATTR(SEG6_LOCAL_FLV_LCNODE_FN_BITS, bits, "nflen", NULL, "bits of node and function",
	     BAD("\"locator-node function length\" value is invalid")),
};
static const struct row program_rows[] = {
	QUIET(SEG6_LOCAL_BPF_PROG, u32), QUIET(SEG6_LOCAL_BPF_PROG_NAME, string),
};
static const struct table counters_table = { .name = "counters", TABLE_ROWS(counter_rows) };
static const struct table flavors_table = { .name = "flavors", TABLE_ROWS(flavor_rows) };
static const struct table program_table = { .name = "endpoint", TABLE_ROWS(program_rows) };

#define LIST(a, t, w, m, h, ...) \
	NEST(a, t, .word = (w), .arg = (m), .help = (h), MORE(.marked_nest = true), __VA_ARGS__)
static const struct row rows[] = {
	ATTR(SEG6_LOCAL_ACTION, action, "action", NULL, "what is done; must be told", .names = actions),
	ATTR(SEG6_LOCAL_SRH, segments, "srh", "segs ADDR[,ADDR...] [ hmac KEYID ]", "a further list of segments",
	     .parse = parse_srh, .show = show_srh),
	ATTR(SEG6_LOCAL_TABLE, enum32, "table", "TABLE", "where the next route is looked up", .file = 1 + NAMES_TABLE,
	     BAD("invalid table id")),
	ATTR(SEG6_LOCAL_VRFTABLE, enum32, "vrftable", "TABLE", "the same, of a VRF", .file = 1 + NAMES_TABLE,
	     BAD("invalid vrf table id")),
	ATTR(SEG6_LOCAL_NH4, plain_nh4, "nh4", "ADDR", "next hop"),
	ATTR(SEG6_LOCAL_NH6, plain_nh6, "nh6", "ADDR", "next hop"),
	ATTR(SEG6_LOCAL_IIF, known_device, "iif", "DEV", "input device"),
	ATTR(SEG6_LOCAL_OIF, known_device, "oif", "DEV", "output device"),
	LIST(SEG6_LOCAL_BPF, &program_table, "endpoint", "PROGRAM", "program of End.BPF",
	     .bit = BPF_PROG_TYPE_LWT_SEG6LOCAL, .parse = encap_parse_program, .show = encap_show_program),
	LIST(SEG6_LOCAL_COUNTERS, &counters_table, "count", NULL, "count packets, bytes, errors", .parse = parse_count,
	     .show = show_counters),
	LIST(SEG6_LOCAL_FLAVORS, &flavors_table, "flavors", "{ psp | usp | usd | next-csid }[,...] [ lblen BITS ] [ nflen BITS ]",
	     "variants of the action", .json = "", .parse = parse_flavors),
};
static const struct table table = {
	.name = "seg6local", TABLE_ROWS(rows), .bad = { "\"%s\" value is invalid", NULL, NULL }, .once = ONCE_GARBAGE,
};

/* ---- words ---- */
static int parse_count(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	if (!request_add(q, t, r, w->i - 1, w->i))
		return -1;
	for (const struct row *c = counter_rows; c < counter_rows + counters_table.n; c++)
		request_add_number(q, &counters_table, c, w->i - 1, w->i, 0);
	return 0;
}

/* The keyword, if it is the next word. */
static bool says(struct words *w, const char *keyword)
{
	const char *word = words_peek(w);
	bool same = word && !strcmp(word, keyword) && !completing_here(w);

	if (completing_here(w))
		complete_offer(w, keyword, NULL);
	w->i += same;
	return same;
}

static const struct row hmac_row = {
	.place = AT_NONE, .type = &type_u32, .word = "hmac", .hide = HIDE,
};

/* srh segs LIST [ hmac KEYID ]; which header it makes depends on the action. */
static int parse_srh(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;
	struct item *i;

	if (completing_here(w))
		complete_offer(w, "segs", NULL);
	word = words_next(w);
	i = word ? request_add(q, t, r, from, w->i) : NULL;
	if (!i)
		return -1;
	if (strcmp(word, "segs"))
		return encap_wrong(w, "missing \"segs\" attribute for srh");
	word = words_next(w);
	if (!word)
		return -1;
	i->data = word;
	if (!says(w, "hmac"))
		return 0;
	word = words_next(w);
	return word && request_add_number(q, t, &hmac_row, w->i - 2, w->i, encap_key(word)) ? 0 : -1;
}

static int scan_flavors(const char *word, uint32_t *bits)
{
	*bits = 0;
	if (!*word)
		return -1;
	while (*word) {
		size_t n = strcspn(word, ",");
		const struct name *f = flavors;

		while (n && f->name && (strncasecmp(f->name, word, n) || f->name[n]))
			f++;
		if (n && (!f->name || *bits & 1u << f->value))
			return -1;
		*bits |= n ? 1u << f->value : 0;
		word += n + (word[n] == ',');
	}
	return 0;
}

/* flavors LIST, and for next-csid two lengths, in this order. */
static int parse_flavors(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;
	uint32_t bits;

	for (const struct name *f = flavors; completing_here(w) && f->name; f++)
		complete_offer(w, f->name, NULL);
	word = request_next(q, r, w);
	if (!word || !request_add(q, t, r, from, w->i))
		return -1;
	if (scan_flavors(word, &bits) < 0)
		return encap_wrong(w, "invalid \"flavors\" attribute");
	request_add_number(q, &flavors_table, flavor_rows, from, w->i, bits);
	for (r = flavor_rows + 1; bits & 1u << SEG6_LOCAL_FLV_OP_NEXT_CSID && r < flavor_rows + flavors_table.n; r++)
		if (says(w, r->word) && request_parse_row(q, &flavors_table, r, w) < 0)
			return -1;
	return 0;
}

static int parse(struct request *q, const struct encap *e, struct words *w)
{
	const struct item *action, *key;
	struct item *srh;

	if (request_parse_open(q, e->table, w) < 0)
		return -1;
	action = request_attr(q, e->table, SEG6_LOCAL_ACTION);
	srh = request_attr(q, e->table, SEG6_LOCAL_SRH);
	key = request_row(q, &hmac_row);
	if (!action)
		return fail(255, "Missing action type");
	return srh ? encap_set_srh(q, srh, srh->data, item_number(action) != SEG6_LOCAL_ACTION_END_B6_ENCAP,
				   key ? item_number(key) : 0) :
		     0;
}

/* ---- show ---- */
static void show_srh(struct out *o, const struct row *r, const struct view *v)
{
	const struct ipv6_sr_hdr *h = view_struct(v, r->attr, sizeof(*h));

	if (!h)
		return;
	out_open(o, "srh", '{');
	encap_show_srh(o, h, mnl_attr_get_payload_len(view_attr(v, r->attr)));
	out_close(o);
}

/* All of them, though the kernel may have told none. */
static void show_counters(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	struct literal l = { .text = NULL };
	struct view counters;

	if (!a || !(v->when & ON_STATS) ||
	    view_nest(&counters, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return;
	out_open(o, "stats64", '{');
	for (const struct row *c = counter_rows; c < counter_rows + counters_table.n; c++) {
		uint64_t value = view_u64(&counters, c->attr);

		row_reached(r->table, c, "shown");
		print_counter(&counters, c, &value, sizeof(value), &l);
		out_literal(o, c->json, c->text, &l);
	}
	out_close(o);
}

static void show_flavors(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t bits = view_u32(v, r->attr);
	const char *separator = "";

	if (!view_attr(v, r->attr))
		return;
	out_text(o, "flavors ", NULL);
	out_open(o, r->json, '[');
	for (const struct name *f = r->names; f->name; f++) {
		if (!(bits & 1u << f->value))
			continue;
		out_text(o, separator, NULL);
		out_string(o, NULL, "%s", f->name);
		separator = ",";
	}
	out_close(o);
	out_text(o, " ", NULL);
}

const struct encap encap_seg6local = { .table = &table, .type = LWTUNNEL_ENCAP_SEG6_LOCAL,
				       .help = "the end of a segment", .parse = parse, .needs = SEG6_LOCAL_ACTION };
