/* types.c - numbers, enumerations, truth values, bits.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "types.h"

#include <string.h>
#include <strings.h>

#include "error.h"
#include "options.h"
#include "scan.h"

const struct type type_none = { .name = "none" };
const struct type type_nest = { .name = "nest", .is_nest = true };

void literal_unsigned(struct literal *l, uint64_t value)
{
	format_unsigned(l->buf, value);
	l->json = JSON_NUMBER;
	l->text = l->buf;
	l->zero = !value;
}

void literal_string(struct literal *l, const char *value)
{
	l->json = JSON_STRING;
	l->text = value;
	l->zero = !*value;
}

/* ---- numbers ---- */
static uint64_t greatest(const struct row *r)
{
	if (r->max)
		return r->max;
	return r->type->size >= 8 ? UINT64_MAX : (1ull << 8 * r->type->size) - 1;
}

static bool name_value(const struct row *r, const char *word, uint64_t *value)
{
	uint32_t v;

	for (const struct name *n = r->names; n && n->name; n++)
		if (!strcmp(n->name, word)) {
			*value = n->value;
			return true;
		}
	if (!r->file || names_value(r->file - 1, word, &v) < 0)
		return false;
	*value = v;
	return true;
}

int type_scan_number(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	(void)q;
	if (!name_value(r, word, &value) &&
	    (scan_unsigned(word, 0, greatest(r), &value) < 0 ||
	     (r->min > 0 && value < (uint64_t)r->min)))
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

void type_print_number(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	uint64_t value = payload_number(data, r->type->size, r->type->big_endian);

	(void)v;
	(void)size;
	literal_unsigned(l, value);
	l->label = row_value_name(r, value);
	if (r->type->hex) {
		format_hex(l->buf, value);
		l->json = JSON_STRING;
	}
}

#define NUMBER(t, n, ...) \
	const struct type type_##t = { .name = (n), .arg = "NUMBER", .scan = type_scan_number, \
				       .print = type_print_number, __VA_ARGS__ }
NUMBER(u8, "u8", .size = 1);
NUMBER(u16, "u16", .size = 2);
NUMBER(u32, "u32", .size = 4);
NUMBER(u64, "u64", .size = 8);
NUMBER(be16, "be16", .size = 2, .big_endian = true);
NUMBER(be32, "be32", .size = 4, .big_endian = true);
NUMBER(be64, "be64", .size = 8, .big_endian = true);
NUMBER(x8, "u8", .size = 1, .hex = true);
NUMBER(x16, "u16", .size = 2, .hex = true);
NUMBER(x32, "u32", .size = 4, .hex = true);
NUMBER(xbe16, "be16", .size = 2, .big_endian = true, .hex = true);
NUMBER(xbe32, "be32", .size = 4, .big_endian = true, .hex = true);
NUMBER(xbe64, "be64", .size = 8, .big_endian = true, .hex = true);

static int scan_s32(struct request *q, const struct row *r, const char *word, struct item *i)
{
	int64_t value;

	(void)q;
	if (scan_signed(word, 0, r->min ? r->min : INT32_MIN, r->max ? (int64_t)r->max : INT32_MAX,
			&value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_s32(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	int32_t value = payload_number(data, sizeof(value), false);

	(void)v;
	(void)r;
	(void)size;
	format_signed(l->buf, value);
	l->json = JSON_NUMBER;
	l->text = l->buf;
	l->zero = !value;
}

const struct type type_s32 = { .name = "s32", .arg = "NUMBER", .size = 4, .scan = scan_s32, .print = print_s32 };

/* ip(8) reads MTU and queue lengths as C's int: -1 is 4294967295 to the kernel. */
static int scan_as_int(struct request *q, const struct row *r, const char *word, struct item *i)
{
	int value;

	(void)q;
	if (scan_int(word, &value) < 0 || (r->min && value < r->min))
		return SCAN_BAD;
	item_set_number(i, (uint32_t)value);
	return 0;
}

const struct type type_int = { .name = "u32", .arg = "NUMBER", .size = 4, .scan = scan_as_int,
			       .print = type_print_number };

/* ---- enumerations: JSON has the name too ---- */
void type_print_enum(const struct view *v, const struct row *r, const void *data, size_t size,
		     struct literal *l)
{
	uint64_t value = payload_number(data, r->type->size, r->type->big_endian);

	l->text = row_value_name(r, value);
	l->json = JSON_STRING;
	l->zero = !value;
	if (l->text)
		return;
	type_print_number(v, r, data, size, l);
	l->json = JSON_STRING;
}

static int scan_name(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	for (const struct name *n = r->names; n->name; n++)
		if (!strcasecmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

int type_scan_exact(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

void type_print_named(const struct row *r, const void *data, struct literal *l, const char *other)
{
	const char *name =
		row_value_name(r, payload_number(data, r->type->size, r->type->big_endian));

	literal_string(l, name ? name : other);
}

#define ENUMERATION(t, n, f, ...) \
	const struct type type_##t = { .name = (n), .arg = "NAME", .scan = (f), .print = type_print_enum, __VA_ARGS__ }
ENUMERATION(enum8, "u8", type_scan_number, .size = 1);
ENUMERATION(enum16, "u16", type_scan_number, .size = 2);
ENUMERATION(enum32, "u32", type_scan_number, .size = 4);
ENUMERATION(enumbe16, "be16", type_scan_number, .size = 2, .big_endian = true);
ENUMERATION(name8, "u8", scan_name, .size = 1);
ENUMERATION(name32, "u32", scan_name, .size = 4);

/* ---- truth ---- */
const struct name on_off_names[] = { { 1, "on" }, { 0, "off" }, { 0, NULL } };

void type_offer_on_off(const struct row *r, struct words *w)
{
	(void)r;
	complete_offer(w, "on", NULL);
	complete_offer(w, "off", NULL);
}

static void literal_bool(struct literal *l, bool value, const char *yes, const char *no)
{
	l->json = JSON_BOOL;
	l->zero = !value;
	l->text = value ? "true" : "false";
	l->label = value ? yes : no;
}

int type_scan_on_off(struct request *q, const struct row *r, const char *word, struct item *i,
		     int status)
{
	char plain[WORD_MAX];
	bool on;

	if (scan_on_off(word, &on) < 0)
		return fail(status, "Error: argument of \"%s\" must be one of \"off\", \"on\", not \"%s\"",
			    row_called(r, q->space, plain), word);
	item_set_number(i, on);
	return 0;
}

static int scan_on_off_word(struct request *q, const struct row *r, const char *word,
			    struct item *i)
{
	return type_scan_on_off(q, r, word, i, 1);
}

void type_print_on_off(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	(void)v;
	(void)size;
	literal_bool(l, payload_number(data, r->type->size, false), "on", "off");
}

#define ON_OFF(t, n, s) \
	const struct type type_##t = { .name = (n), .arg = "{ on | off }", .size = (s), .scan = scan_on_off_word, \
				       .print = type_print_on_off, .offer = type_offer_on_off }
ON_OFF(on_off, "u8", 1);
ON_OFF(on_off32, "u32", 4);

static int scan_no(struct request *q, const struct row *r, const char *word, struct item *i)
{
	bool no;

	word_matches_no(row_word(r, q->space), word, &no);
	item_set_number(i, !no);
	return 0;
}

static void print_no(const struct view *v, const struct row *r, const void *data, size_t size,
		     struct literal *l)
{
	char word[WORD_MAX];

	(void)v;
	(void)size;
	strcpy(l->buf, "no");
	format_string(l->buf + 2, r->json ? r->json : word_plain(r->word, word));
	literal_bool(l, *(const uint8_t *)data, l->buf + 2, l->buf);
}

const struct type type_no = { .name = "u8", .size = 1, .scan = scan_no, .print = print_no };

static int scan_flag(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	(void)word;
	item_set(i, "", 0);
	return 0;
}

static void print_flag(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	(void)v;
	(void)data;
	(void)size;
	l->text = r->word ? word_plain(r->word, l->buf) : "";
	l->json = JSON_NULL;
}

static void print_flag_true(const struct view *v, const struct row *r, const void *data,
			    size_t size, struct literal *l)
{
	print_flag(v, r, data, size, l);
	literal_bool(l, true, l->text, l->text);
}

const struct type type_flag = { .name = "flag", .scan = scan_flag, .print = print_flag };
const struct type type_flag_true = { .name = "flag", .scan = scan_flag, .print = print_flag_true };

/* ---- bits of a { value, mask } pair ---- */
static void set_bit(struct item *i, const struct row *r, bool on)
{
	uint32_t pair[2] = { on ? r->bit : 0, r->bit };

	item_set(i, pair, sizeof(pair));
}

static int old_on_off(const struct request *q, const struct row *r, const char *word, bool *on)
{
	char plain[WORD_MAX];

	if (!scan_on_off(word, on))
		return 0;
	return fail(1, "Error: argument of \"%s\" must be \"on\" or \"off\", not \"%s\"",
		    row_called(r, q->space, plain), word);
}

static int scan_bit_on_off(struct request *q, const struct row *r, const char *word,
			   struct item *i)
{
	bool on;

	if (old_on_off(q, r, word, &on) < 0)
		return -1;
	set_bit(i, r, on);
	return 0;
}

static int scan_bit_not_on_off(struct request *q, const struct row *r, const char *word,
			       struct item *i)
{
	bool on;

	if (old_on_off(q, r, word, &on) < 0)
		return -1;
	set_bit(i, r, !on);
	return 0;
}

static int scan_bit_number(struct request *q, const struct row *r, const char *word,
			   struct item *i)
{
	uint64_t value;

	(void)q;
	if (scan_unsigned(word, 0, UINT8_MAX, &value) < 0)
		return SCAN_BAD;
	set_bit(i, r, value);
	return 0;
}

static int scan_bit_up(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	set_bit(i, r, strcmp(word, "down"));
	return 0;
}

/* A bit outside of the mask is not told. */
static void print_bit(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	const uint32_t *pair = data;

	(void)v;
	(void)size;
	if (pair[1] & r->bit)
		literal_unsigned(l, !!(pair[0] & r->bit));
}

static bool match_bit(const struct item *i, const void *data, size_t size)
{
	const uint32_t *want = i->data, *pair = data;

	return size >= sizeof(*pair) && (pair[0] & want[1]) == want[0];
}

#define BITS(t, m, f, ...) \
	const struct type type_##t = { .name = "bitfield32", .arg = (m), .size = 8, .merge = true, .scan = (f), \
				       .print = print_bit, .match = match_bit, __VA_ARGS__ }
BITS(bit_on_off, "{ on | off }", scan_bit_on_off, .offer = type_offer_on_off);
BITS(bit_not_on_off, "{ on | off }", scan_bit_not_on_off, .offer = type_offer_on_off);
BITS(bit_number, "{ 0 | 1 }", scan_bit_number);
BITS(bit_up, NULL, scan_bit_up);
