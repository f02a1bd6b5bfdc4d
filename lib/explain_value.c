/* explain_value.c - what the bytes of one attribute or field say.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "explain_line.h"
#include "links.h"
#include "netns.h"
#include "options.h"
#include "types.h"

static bool is_number(const struct type *t)
{
	return t->size && t->size <= 8 &&
	       (t->name[0] == 'u' || !strncmp(t->name, "be", 2) || (t->name[0] == 's' && isdigit((unsigned char)t->name[1])));
}

static void add_label(struct leaf *l, const char *between, const char *text)
{
	size_t n = strlen(l->label);

	snprintf(l->label + n, sizeof(l->label) - n, "%s%s", n ? between : "", text);
}

/* The bits that have a name; those without one as a number. */
static void name_bits(struct leaf *l, const struct table *t, const struct row *of, uint64_t bits)
{
	char rest[FORMAT_MAX];
	const struct row *r;

	for (const struct name *n = of->type->hex ? of->names : NULL; n && n->name; n++)
		if (n->value && (bits & n->value) == n->value) {
			add_label(l, "|", n->name);
			bits &= ~(uint64_t)n->value;
		}
	table_for_each(r, t)
		if (r->part && r->bit & bits && row_is_beside(r, of)) {
			add_label(l, "|", r->part);
			bits &= ~(uint64_t)r->bit;
		}
	format_hex(rest, bits);
	if (l->label[0] && bits)
		add_label(l, "|", rest);
}

/* The same number again, with or without 0x, and with zeroes before it. */
static bool repeats(const struct leaf *l, const char *text, const char *number)
{
	char *end;
	uint64_t value = strtoull(text, &end, 16);

	return !strcmp(text, number) || (*text && !*end && value == l->number && (l->hex || value < 10));
}

/* What a value means, if that is more than the number says; without the brackets that ip(8) puts around some. */
static void add_meaning(struct leaf *l, const struct literal *literal, const char *number)
{
	const char *text = literal->label ? literal->label : literal->text;
	size_t n;

	if (!text)
		return;
	text += strspn(text, " ");
	n = strlen(text);
	/* Link 0 is no link. */
	if (repeats(l, text, number) || !strcmp(text, "*"))
		return;
	if (*text == '(' && text[n - 1] == ')') {
		text++;
		n -= 2;
	}
	snprintf(l->label, sizeof(l->label), "%.*s", (int)n, text);
}

/* Numbers that only the real run will know. */
static bool is_pretended(const struct leaf *l, const struct row *r)
{
	if (!opt.dry_run || r->type->size != 4 || l->negative)
		return false;
	if (!strcmp(r->type->name, "s32") && l->number == NETNS_ID_PRETENDED)
		return true;
	return l->label[0] && links_is_pretended(l->number) && !strcmp(l->label, links_name(l->number));
}

/* Of several rows for one field, one may know the name of a value: "dev" beside "index". */
static void name_beside(struct leaf *l, const struct view *v, const struct row *of, const void *data, const char *number)
{
	const struct row *r;

	table_for_each(r, v->table) {
		struct literal literal = { .text = NULL };

		if (l->label[0] || r == of || r->place != AT_HEADER || r->bit || !row_is_beside(r, of) ||
		    r->type->size != of->type->size || !r->type->print)
			continue;
		r->type->print(v, r, data, r->type->size, &literal);
		l->color = literal.color;
		add_meaning(l, &literal, number);
	}
}

static void number_value(struct leaf *l, const struct view *v, const struct row *r, const void *data)
{
	struct literal literal = { .text = NULL };
	size_t size = r->type->size;
	char number[FORMAT_MAX];

	l->is = NUMBER;
	l->hex = r->type->hex;
	l->number = payload_number(data, size, r->type->big_endian);
	if (r->type->name[0] == 's' && l->number >> (8 * size - 1)) {
		l->negative = true;
		l->number = -(l->number | (size < 8 ? ~0ull << 8 * size : 0));
	}
	/* Of bits, the print function of a row tells its own. */
	if (r->type->print && !r->bit)
		r->type->print(v, r, data, size, &literal);
	l->color = literal.color;
	if (l->hex)
		format_hex(number, l->number);
	else if (l->negative)
		format_signed(number, -(int64_t)l->number);
	else
		format_unsigned(number, l->number);
	add_meaning(l, &literal, number);
	if (!l->label[0])
		name_bits(l, v->table, r, l->number);
	if (!l->label[0] && r->place == AT_HEADER)
		name_beside(l, v, r, data, number);
	l->pretended = is_pretended(l, r);
	if (l->pretended)
		add_label(l, ", ", "not there yet");
}

/* As wide as the kernel, or who asks, had it. */
static void any_number(struct leaf *l, const void *data, size_t size)
{
	l->is = NUMBER;
	l->number = payload_any_number(data, size, false);
}

/* struct { u32 value, mask }: a bit outside of the mask stays as it is. */
static void bits_value(struct leaf *l, const struct view *v, const struct row *r, const void *data)
{
	uint32_t pair[2];

	memcpy(pair, data, sizeof(pair));
	l->is = BITS;
	l->number = pair[0];
	l->mask = pair[1];
	name_bits(l, v->table, r, pair[1]);
}

void leaf_bytes(struct leaf *l, const void *data, size_t size)
{
	l->is = BYTES;
	l->type = "binary";
	l->bytes = data;
	l->size = size;
}

static bool is_zero(const char *data, size_t size)
{
	while (size && !data[size - 1])
		size--;
	return !size;
}

/* What ip(8) writes for addresses whose family it does not know. */
#define UNREADABLE "???"

static void literal_value(struct leaf *l, const struct row *r, const struct literal *literal)
{
	l->is = strcmp(r->type->name, "string") ? TEXT : STRING;
	l->color = literal->color;
	snprintf(l->text, sizeof(l->text), "%s", literal->text);
	if (literal->label && strcmp(literal->label, literal->text))
		snprintf(l->label, sizeof(l->label), "%s", literal->label);
}

static void other_value(struct leaf *l, const struct view *v, const struct row *r, const void *data, size_t size)
{
	struct literal literal = { .text = NULL };

	if (r->type->print && r->type != &type_binary)
		r->type->print(v, r, data, size, &literal);
	if (literal.text && !strcmp(literal.text, UNREADABLE))
		literal.text = is_zero(data, size) ? "any" : NULL;
	if (!literal.text) {
		if (size || r->type->size)
			leaf_bytes(l, data, size);
		return;
	}
	if (literal.json == JSON_BOOL && size && size <= 8) {
		l->is = NUMBER;
		l->number = payload_number(data, size, r->type->big_endian);
		snprintf(l->label, sizeof(l->label), "%s", literal.label ? literal.label : literal.text);
		return;
	}
	literal_value(l, r, &literal);
}

void leaf_value(struct leaf *l, const struct view *v, const struct row *r, const void *data, size_t size)
{
	const struct type *t = r->type;

	l->type = t->name;
	/* A word that makes a whole nest has a type of its own. */
	if (r->table && !row_is_struct(r))
		l->type = "nest";
	if (t->is_nest || r->table || (!strcmp(t->name, "flag") && !size))
		return;
	if (size < t->size)
		leaf_bytes(l, data, size);
	else if (!strcmp(t->name, "uint") && size <= sizeof(l->number))
		any_number(l, data, size);
	else if (t->merge && size == 8 && r->place == AT_ATTR)
		bits_value(l, v, r, data);
	else if (is_number(t))
		number_value(l, v, r, data);
	else
		other_value(l, v, r, data, size);
}
