/* ioam6.c - "encap ioam6": packets collect what the nodes on their way say of themselves.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/ioam6.h>
#include <linux/lwtunnel.h>
#include <string.h>

#include "compat.h"
#include "encap.h"
#include "error.h"
#include "scan.h"
#include "types.h"

/* struct ioam6_trace_hdr: namespace (16), length of each node's data (5), flags (4), room that is left (7), types (24) */
#define TRACE_SIZE 8
#define ROOM_AT 3
#define ROOM_UNIT 4
#define SIZE_MAX_BYTES 244

static const struct name modes[] = {
	{ IOAM6_IPTUNNEL_MODE_INLINE, "inline" }, { IOAM6_IPTUNNEL_MODE_ENCAP, "encap" },
	{ IOAM6_IPTUNNEL_MODE_AUTO, "auto" }, { 0, NULL }
};

TYPE_PRINT_NAMED(print_mode, "<unknown>")

/* 24 bits, above 8 that are reserved. */
static int scan_trace_type(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t type;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 0, UINT32_MAX, &type) < 0 || !type)
		return SCAN_BAD;
	item_set_number(i, (uint32_t)type << 8);
	return 0;
}

static void print_trace_type(const struct view *v, const struct row *r, const void *data, size_t size,
			     struct literal *l)
{
	uint32_t type = payload_number(data, sizeof(type), true) >> 8;

	(void)v;
	(void)r;
	(void)size;
	format_hex_digits(l->buf, type, 1);
	literal_string(l, l->buf);
	l->label = l->buf + FORMAT_MAX;
	if (type)
		format_hex_digits(format_string(l->buf + FORMAT_MAX, "0x"), type, 6);
	else
		format_string(l->buf + FORMAT_MAX, "00000000");	/* printf's %#08x */
}

static int scan_room(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t size;

	(void)r;
	if (scan_unsigned(word, 0, UINT16_MAX, &size) < 0 || !size)
		return SCAN_BAD;
	if (size % ROOM_UNIT)
		return encap_wrong(q->words, "Trace size must be a 4-octet multiple");
	if (size > SIZE_MAX_BYTES)
		return encap_wrong(q->words, "Trace size is too big");
	item_set_number(i, size / ROOM_UNIT);
	return 0;
}

static void print_room(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_unsigned(l, (*(const uint8_t *)data & 0x7f) * ROOM_UNIT);
}

static const struct type type_mode = { .name = "u8", .arg = "MODE", .size = 1, .scan = type_scan_exact,
				       .print = print_mode };
static const struct type type_trace_type = { .name = "be32", .arg = "TYPE", .size = 4, .big_endian = true,
					     .scan = scan_trace_type, .print = print_trace_type };
static const struct type type_room = { .name = "u8", .arg = "SIZE", .size = 1, .scan = scan_room, .print = print_room };

static int parse_freq(struct request *, const struct table *, const struct row *, struct words *);
static void show_trace(struct out *, const struct row *, const struct view *);

static const struct table table;

/* Outer addresses come behind the mode, unless it is inline. */
static bool has_outer(const struct request *q)
{
	const struct item *mode = request_attr(q, &table, IOAM6_IPTUNNEL_MODE);

	return mode && item_number(mode) != IOAM6_IPTUNNEL_MODE_INLINE;
}

#define TRACE(t, o, f, w, m, h, ...) \
	{ .place = AT_FIELD, .attr = IOAM6_IPTUNNEL_TRACE, .name = "IOAM6_IPTUNNEL_TRACE", .type = &type_##t, \
	  .offset = (o), .size = TRACE_SIZE, .part = "ioam6_trace_hdr." f, .word = (w), .arg = (m), .help = (h), \
	  __VA_ARGS__ }
static const struct row rows[] = {
	ATTR(IOAM6_IPTUNNEL_FREQ_K, u32, "freq", "K/N", "in K of N packets", .text = "freq %s", .json = "freqk",
	     .parse = parse_freq),
	TOLD(IOAM6_IPTUNNEL_FREQ_N, u32, "/%s ", "freqn"),
	ATTR(IOAM6_IPTUNNEL_MODE, mode, "mode", "{ inline | encap | auto }", "where the trace is put", .names = modes,
	     BAD("Invalid mode")),
	ATTR(IOAM6_IPTUNNEL_SRC, encap_ipv6, "tunsrc", "ADDR", "outer source, unless inline", .text = "{tunsrc %s }",
	     MORE(.fits = has_outer)),
	ATTR(IOAM6_IPTUNNEL_DST, encap_ipv6, "tundst", "ADDR", "outer destination, unless inline", .text = "{tundst %s }",
	     MORE(.fits = has_outer)),
	PRINTS(show_trace),
	TRACE(trace_type, 4, "type_be32", "type", "TYPE", "trace prealloc: what is collected, 24 bits", BAD("Invalid trace type")),
	TRACE(be16, 0, "namespace_id", "ns", "NUMBER", "trace prealloc: namespace", BAD("Invalid namespace ID")),
	TRACE(room, ROOM_AT, "remlen", "size", "BYTES", "trace prealloc: room for it", BAD("Invalid trace size")),
};
enum { FREQ_K, FREQ_N, MODE, SRC, DST, TRACED, TYPE, NS, SIZE, ROWS };
static const struct table table = { .name = "ioam6", TABLE_ROWS(rows), .once = ONCE_GARBAGE };

/* ---- words, in a fixed order ---- */
static int scan_frequency(const char *word, uint64_t *k, uint64_t *n)
{
	char copy[16], *slash;

	strcpy(copy, word);
	slash = strchr(copy, '/');
	if (!slash)
		return -1;
	*slash = '\0';
	return scan_unsigned(copy, 10, UINT32_MAX, k) < 0 ? -1 : scan_unsigned(slash + 1, 10, UINT32_MAX, n);
}

static bool is_bounded(uint64_t frequency)
{
	return frequency >= IOAM6_IPTUNNEL_FREQ_MIN && frequency <= IOAM6_IPTUNNEL_FREQ_MAX;
}

static int parse_freq(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	uint64_t k, n;

	if (!word)
		return -1;
	if (strlen(word) > 15)
		return encap_wrong(w, "Invalid frequency (too long)");
	if (scan_frequency(word, &k, &n) < 0)
		return encap_wrong(w, "Invalid frequency (malformed)");
	if (!is_bounded(k))
		return encap_wrong(w, "Out of bound \"k\" frequency");
	if (!is_bounded(n))
		return encap_wrong(w, "Out of bound \"n\" frequency");
	if (k > n)
		return encap_wrong(w, "Frequency with k > n is forbidden");
	request_add_number(q, t, rows + FREQ_K, from, w->i, k);
	request_add_number(q, t, rows + FREQ_N, from, w->i, n);
	return 0;
}

static bool is_next(struct words *w, const char *keyword, const char *help)
{
	const char *word = words_peek(w);

	if (completing_here(w))
		complete_offer(w, keyword, help);
	return word && !strcmp(word, keyword) && !completing_here(w);
}

/* Is this keyword next?  1: it was read with its value, and something follows; 0: no; -1. */
static int parse_next(struct request *q, const struct encap *e, const struct row *r, struct words *w)
{
	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	if (!is_next(w, r->word, r->help))
		return 0;
	w->i++;
	return request_parse_row(q, e->table, r, w) < 0 || (!words_peek(w) && !words_next(w)) ? -1 : 1;
}

/* An outer address, which inline has not. */
static int parse_outer(struct request *q, const struct encap *e, const struct row *r, bool is_inline, const char *not_inline,
		       const char *bad, struct words *w)
{
	const char *word = words_peek(w);
	const struct item *i;
	int ret;

	if (is_inline) {
		w->i += word && !strcmp(word, r->word) && !completing_here(w);
		return word == words_peek(w) ? 0 : encap_wrong(w, not_inline);
	}
	ret = parse_next(q, e, r, w);
	i = request_row(q, r);
	return ret > 0 && !i->size ? encap_wrong(w, bad) : ret;
}

static int parse_outers(struct request *q, const struct encap *e, bool is_inline, struct words *w)
{
	int ret;

	if (parse_outer(q, e, rows + SRC, is_inline, "Inline mode does not need tunsrc",
			"Invalid IPv6 address for tunsrc", w) < 0)
		return -1;
	ret = parse_outer(q, e, rows + DST, is_inline, "Inline mode does not need tundst",
			  "Invalid IPv6 address for tundst", w);
	if (ret || is_inline)
		return ret;
	return completing_here(w) ? -1 : encap_missing("tundst");
}

/* "trace" or "prealloc", which must be next. */
static int parse_fixed(const char *keyword, struct words *w)
{
	if (is_next(w, keyword, NULL)) {
		w->i++;
		return 0;
	}
	if (completing_here(w))
		return -1;
	return words_next(w) ? encap_missing(keyword) : -1;
}

/* What of type, ns and size is not said yet, or NULL. */
static const struct row *missing(const struct request *q, struct words *w)
{
	const struct row *first = NULL;

	for (const struct row *r = rows + ROWS; r-- > rows + TYPE;) {
		if (request_row(q, r))
			continue;
		if (completing_here(w))
			complete_offer(w, r->word, r->help);
		first = r;
	}
	return first;
}

static int parse_trace(struct request *q, const struct encap *e, struct words *w)
{
	const struct row *r;
	const struct table *in;
	const char *word;

	if (parse_fixed("trace", w) < 0 || parse_fixed("prealloc", w) < 0)
		return -1;
	while ((word = words_peek(w)) && !completing_here(w)) {
		r = table_word(e->table, TO_SET, word, &in);
		if (!r || r->place != AT_FIELD)
			break;
		w->i++;
		if (request_parse_row(q, e->table, r, w) < 0)
			return -1;
	}
	r = missing(q, w);
	return r ? completing_here(w) ? -1 : encap_missing(r->word) : 0;
}

static int parse(struct request *q, const struct encap *e, struct words *w)
{
	if (parse_next(q, e, rows + FREQ_K, w) < 0 || parse_next(q, e, rows + MODE, w) < 0)
		return -1;
	request_imply(q, e->table, IOAM6_IPTUNNEL_FREQ_K, IOAM6_IPTUNNEL_FREQ_MIN);
	request_imply(q, e->table, IOAM6_IPTUNNEL_FREQ_N, IOAM6_IPTUNNEL_FREQ_MIN);
	request_imply(q, e->table, IOAM6_IPTUNNEL_MODE, IOAM6_IPTUNNEL_MODE_INLINE);
	if (parse_outers(q, e, item_number(request_row(q, rows + MODE)) == IOAM6_IPTUNNEL_MODE_INLINE, w) < 0)
		return -1;
	return parse_trace(q, e, w);
}

/* ---- show ---- */
static void show_trace(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	(void)v;
	out_null(o, "trace", "trace ");
	out_null(o, "prealloc", "prealloc ");
}

/* Without its outer addresses, or with some that its mode has not, no more is shown than how often. */
static void show(struct out *o, const struct view *v)
{
	bool is_inline = view_u8(v, IOAM6_IPTUNNEL_MODE) == IOAM6_IPTUNNEL_MODE_INLINE;
	bool is_odd = view_attr(v, is_inline ? IOAM6_IPTUNNEL_SRC : IOAM6_IPTUNNEL_DST) ? is_inline : !is_inline;

	if (!view_attr(v, IOAM6_IPTUNNEL_MODE) || !view_attr(v, IOAM6_IPTUNNEL_FREQ_K) ||
	    !view_attr(v, IOAM6_IPTUNNEL_FREQ_N))
		return;
	for (const struct row *r = rows; r < rows + (is_odd ? MODE : ROWS); r++)
		if (!is_inline || (r != rows + SRC && r != rows + DST))
			show_row(o, r, v);
}

const struct encap encap_ioam6 = { .table = &table, .type = LWTUNNEL_ENCAP_IOAM6, .help = "in situ OAM", .parse = parse,
				   .needs = IOAM6_IPTUNNEL_TRACE, .show = show };
