/* tunnel6.c - what tunnels over IPv6 share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tunnel6.h"

#include <string.h>

#include "error.h"
#include "scan.h"

const struct name tunnel6_none[] = { { 0, "none" }, { 0, NULL } };

static bool is_flow(const struct row *r)
{
	return r->type == &type_flow;
}

static bool is_limit(const struct row *r)
{
	return r->type == &type_encap_limit;
}

/* Class and label are parts of one number, which is the item of the first row that has it. */
static int set_value(struct request *q, const struct table *t, const struct row *r, int from,
		     uint64_t value)
{
	const struct item *have = request_attr(q, t, r->attr);

	if (is_flow(r)) {
		value <<= r->offset;
		value |= have ? item_number(have) & ~(r->max << r->offset) : 0;
	}
	return request_add_number(q, t, table_attr(t, r->attr), from, q->words->i, value) ? 0 : -1;
}

int tunnel6_parse(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	uint64_t max = r->max ? r->max : is_limit(r) ? UINT8_MAX : UINT32_MAX, value = 0;
	const char *word = request_next(q, r, w);
	int from = w->i - 2;
	bool inherits;

	if (!word)
		return -1;
	inherits = !strcmp(word, r->names->name);
	if (!inherits && scan_unsigned(word, is_flow(r) ? 16 : 0, max, &value) < 0) {
		error_blame(w->i - 1);
		return request_bad_value(q, t, r, word);
	}
	/* The limit is kept for the day when it counts again. */
	if (!(inherits && is_limit(r)) && set_value(q, t, r, from, value) < 0)
		return -1;
	return tunnel_change(q, t, r->selector, r->bit, inherits);
}

int tunnel6_parse_dscp(struct request *q, const struct table *t, const struct row *r,
		       struct words *w)
{
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	if (!strcmp(word, "inherit"))
		return tunnel_change(q, t, r->selector, r->bit, true);
	error_blame(w->i - 1);
	return request_bad_value(q, t, r, word);
}

static bool is_inherited(const struct view *v, const struct row *r)
{
	return view_u32(v, r->selector) & r->bit;
}

static void print_number(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	if (is_inherited(v, r))
		return;
	type_print_number(v, r, data, size, l);
	l->label = NULL;
}

static void print_flow(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	uint64_t value = payload_number(data, 4, true) >> r->offset & r->max;

	(void)size;
	if (is_inherited(v, r))
		return;
	strcpy(l->buf, "0x");
	format_hex_digits(l->buf + 2, value, r->max == 0xff ? 2 : 5);
	literal_string(l, l->buf);
}

const struct type type_encap_limit = { .name = "u8", .arg = "LIMIT", .size = 1, .print = print_number };
const struct type type_flow = { .name = "be32", .arg = "FLOW", .size = 4, .big_endian = true, .hex = true,
				.print = print_flow };
const struct type type_mark6 = { .name = "u32", .arg = "MARK", .size = 4, .hex = true, .print = print_number };
