/* tunnel_common.c - words and values that kinds of tunnels share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tunnel_common.h"

#include <string.h>

#include "error.h"
#include "kind_types.h"
#include "links.h"
#include "scan.h"

const struct name tunnel_inherit[] = { { 0, "inherit" }, { 0, NULL } };

/* ---- words ---- */
int tunnel_unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)w;
	kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}

static int change(struct request *q, const struct table *t, uint16_t attr, int from, uint64_t bits,
		  bool on)
{
	const struct item *have = request_attr(q, t, attr);
	uint64_t value = have ? item_number(have) : 0;

	value = on ? value | bits : value & ~bits;
	return request_add_number(q, t, table_attr(t, attr), from, q->words->i, value) ? 0 : -1;
}

int tunnel_change(struct request *q, const struct table *t, uint16_t attr, uint64_t bits, bool on)
{
	return change(q, t, attr, q->words->i - 1, bits, on);
}

static bool says_no(const struct row *r, const struct words *w)
{
	bool no;

	word_matches_no(r->word, w->v[w->i - 1], &no);
	return no;
}

int tunnel_parse_bit(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return tunnel_change(q, t, r->selector, r->bit, !says_no(r, w));
}

int tunnel_scan_ipv4(const char *word, uint8_t data[4])
{
	struct address a;

	if (scan_address(word, AF_INET, &a) < 0) {
		fail(1, "Error: an IP address is expected rather than \"%s\"", word);
		return error_fatal();
	}
	memcpy(data, a.data, 4);
	return 0;
}

static int scan_key(const struct request *q, const struct row *r, const char *word, uint8_t key[4])
{
	char plain[WORD_MAX];
	uint64_t value;

	if (strchr(word, '.'))
		return tunnel_scan_ipv4(word, key);
	if (scan_unsigned(word, 0, UINT32_MAX, &value) < 0)
		return fail(255, "invalid value for \"%s\": \"%s\"; it should be an unsigned integer",
			    row_called(r, q->space, plain), word);
	for (int n = 3; n >= 0; n--, value >>= 8)
		key[n] = value;
	return 0;
}

int tunnel_read_key(struct request *q, const struct row *r, struct words *w, uint8_t key[4])
{
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	error_blame(w->i - 1);
	return scan_key(q, r, word, key);
}

static int set_keys(struct request *q, const struct table *t, uint8_t directions, int from,
		    const uint8_t key[4], bool on)
{
	const struct row *r;

	table_for_each(r, t) {
		if (r->type != &type_key || !(r->lookup & directions))
			continue;
		if (!request_add_bytes(q, t, r, from, q->words->i, key, 4))
			return -1;
		if (r->selector && change(q, t, r->selector, from, r->bit, on) < 0)
			return -1;
	}
	return 0;
}

#define DIRECTIONS (TUNNEL_IN | TUNNEL_OUT)

int tunnel_parse_key(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	uint8_t key[4];

	if (tunnel_read_key(q, r, w, key) < 0)
		return -1;
	return set_keys(q, t, r->lookup & DIRECTIONS, from, key, true);
}

int tunnel_parse_no_key(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	return set_keys(q, t, r->lookup & DIRECTIONS, w->i - 1, (const uint8_t[4]){ 0 }, false);
}

int tunnel_parse_flag(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *other;

	table_for_each(other, t)
		if (other->attr == r->attr && request_row(q, other)) {
			error_blame(w->i - 1);
			return request_garbage(q, w->v[w->i - 1], w->v[w->i - 1]);
		}
	return request_add_bytes(q, t, r, w->i - 1, w->i, "", 0) ? 0 : -1;
}

/* ---- values ---- */
void tunnel_show_always(struct out *o, const struct row *r, const struct view *v)
{
	static const uint8_t zero[16];
	struct literal l = { .text = NULL };
	const void *data;
	size_t size;
	bool v6;

	if (!view_payload(v, r, &data, &size, &v6)) {
		data = zero;
		size = r->type->size;
	}
	r->type->print(v, r, data, size, &l);
	out_literal(o, r->json, r->text, &l);
}

static int scan_endpoint(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_address.scan(q, r, word, i);
}

static void print_endpoint(const struct view *v, const struct row *r, const void *data, size_t size,
			   struct literal *l)
{
	(void)v;
	literal_address(l, AF_UNSPEC, data, r->type->size ? r->type->size : size);
	l->color = COLOR_NONE;
	if (l->zero)
		l->text = "any";
}

const struct type type_endpoint = { .name = "ip", .arg = "ADDR", .size = 4, .scan = scan_endpoint,
				    .print = print_endpoint };
const struct type type_endpoint6 = { .name = "ip", .arg = "ADDR", .size = 16, .scan = type_scan_inet6,
				     .print = print_endpoint };

static void print_peer(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	if (size == 4 || size == 16)
		print_endpoint(v, r, data, size, l);
}

const struct type type_peer = { .name = "ip", .arg = "ADDR", .scan = scan_endpoint, .print = print_peer };

static void print_key(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	const void *flags = view_struct(v, r->selector, sizeof(uint16_t));

	(void)size;
	if (r->selector && !(flags && payload_number(flags, sizeof(uint16_t), true) & r->bit))
		return;
	literal_address(l, AF_INET, data, 4);
	l->color = COLOR_NONE;
}

const struct type type_key = { .name = "be32", .arg = "KEY", .size = 4, .big_endian = true, .print = print_key };

static void print_named(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text == l->buf)
		l->text = NULL;
}

const struct type type_named8 = { .name = "u8", .arg = "NAME", .size = 1, .scan = type_scan_exact,
				  .print = print_named };
const struct type type_named16 = { .name = "u16", .arg = "NAME", .size = 2, .scan = type_scan_exact,
				   .print = print_named };

void tunnel_truth(struct literal *l, bool value, const char *label)
{
	l->json = JSON_BOOL;
	l->zero = !value;
	l->text = value ? "true" : "false";
	l->label = label;
}

static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_no.scan(q, r, word, i);
}

static void print_switch(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	bool on = *(const uint8_t *)data;

	(void)v;
	(void)size;
	strcpy(l->buf, "no");
	word_plain(r->word, l->buf + 2);
	tunnel_truth(l, on, l->buf + (on ? 2 : 0));
}

const struct type type_switch = { .name = "u8", .size = 1, .scan = scan_switch, .print = print_switch };

static void print_bit(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	(void)v;
	(void)size;
	if (payload_number(data, r->type->size, r->type->big_endian) & r->bit)
		tunnel_truth(l, true, NULL);
}

const struct type type_bit16 = { .name = "u16", .size = 2, .print = print_bit };
const struct type type_bitbe16 = { .name = "be16", .size = 2, .big_endian = true, .print = print_bit };
const struct type type_bit32 = { .name = "u32", .size = 4, .print = print_bit };
