/* ioctl.c - ioctls whose struct is the fixed header of a table.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "ioctl.h"

#include <string.h>

#include "error.h"
#include "scan.h"
#include "step.h"
#include "types.h"

static int scan_ifname(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char name[IFNAMSIZ] = "";

	(void)q;
	(void)r;
	if (!scan_is_ifname(word))
		return SCAN_BAD;
	strcpy(name, word);
	item_set(i, name, sizeof(name));
	return 0;
}

static void print_ifname(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	memcpy(l->buf, data, size);
	l->buf[size] = '\0';
	literal_string(l, l->buf);
	l->zero = !*l->buf;
}

const struct type type_ifname = {
	.name = "string", .arg = "NAME", .size = IFNAMSIZ, .scan = scan_ifname, .print = print_ifname, .offer = type_offer_device,
};

static int scan_flag(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

const struct type type_flag16 = { .name = "u16", .size = 2, .merge = true, .hex = true, .scan = scan_flag,
				  .print = type_print_number };

void *ioctl_build(struct request *q)
{
	return request_build(q) ? q->header : NULL;
}

int ioctl_parse_name(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool said = word_matches(r->word, w->v[w->i - 1]);
	int from = said ? w->i - 1 : w->i;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (request_header(q, r->offset))
		return request_garbage(q, "name", word);
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static bool is_one_bit(uint32_t bits)
{
	return bits && !(bits & (bits - 1));
}

/* Flags by their names: those that the field has, and those of the words that set one. */
static const char *flags(const struct request *q, const struct row *of, const struct literal *l, char *buf, size_t size)
{
	uint64_t left = payload_number((const char *)q->header + of->offset, of->type->size, of->type->big_endian);
	const struct row *r;
	size_t n = 0;

	for (const struct name *name = of->names; name->name && n < size; name++)
		if (left & name->value) {
			n += snprintf(buf + n, size - n, "%s%s", n ? "|" : "", name->name);
			left &= ~(uint64_t)name->value;
		}
	table_for_each(r, q->table)
		if (r->offset == of->offset && is_one_bit(r->bit) && left & r->bit && n < size) {
			n += snprintf(buf + n, size - n, "%s%s", n ? "|" : "", r->part);
			left &= ~(uint64_t)r->bit;
		}
	if (left)
		snprintf(buf, size, "%s", l->text);
	return buf;
}

/* A field as it is told; NULL: it is zero, which goes without saying. */
static const char *field(const struct request *q, const struct view *v, const struct row *r, char *buf, size_t size)
{
	const char *at = (const char *)q->header + r->offset;
	struct literal l = { .json = JSON_NULL };
	bool has_text = row_literal(v, r, &l);

	/* Where ip(8) has a word for a bit that is not there, the number says it. */
	if (!has_text || l.json == JSON_NULL) {
		format_hex(buf, r->type->size <= 8 ? payload_number(at, r->type->size, r->type->big_endian) : 0);
		return strcmp(buf, "0") ? buf : NULL;
	}
	if (l.zero)
		return NULL;
	if (r->type->hex && r->names)
		return flags(q, r, &l, buf, size);
	snprintf(buf, size, l.json == JSON_STRING && !r->type->hex ? "\"%s\"" : "%s", l.text);
	return buf;
}

/* All fields that say something. */
static const char *call(const struct request *q, const char *name, const char *device)
{
	const char *quote = device ? "\"" : "", *comma = device ? ", " : "", *value;
	struct view v = { .table = q->table, .header = q->header, .header_size = q->table->header };
	char text[400], *p = text, *end = text + sizeof(text), buf[200];
	const struct row *r;

	table_for_each(r, q->table) {
		if (r->place != AT_HEADER || r != table_header(q->table, r->offset) || p >= end)
			continue;
		value = field(q, &v, r, buf, sizeof(buf));
		if (value)
			p += snprintf(p, end - p, "%s%s=%s", p == text ? "" : ", ", r->name, value);
	}
	return explain_call("ioctl(%s, %s%s%s%s{%s})", name, quote, device ? device : "", quote, comma, p == text ? "" : text);
}

bool ioctl_held_of(const struct request *q, const char *name, const char *device, const char *why)
{
	return explain_held(step_tap ? call(q, name, device) : "", why);
}

bool ioctl_held(const struct request *q, const char *name, const char *why)
{
	return ioctl_held_of(q, name, NULL, why);
}
