/* show.c - a message as text or JSON, row by row.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "options.h"
#include "schema.h"

static bool is_ever_due(const struct row *r, uint8_t when)
{
	uint8_t need = r->when & ~OR_OBJECT;

	if (r->hide & HIDE)
		return false;
	if (r->when & OR_OBJECT)
		return when & (ON_DETAILS | IN_OBJECT);
	return (when & need) == need;
}

static bool is_filtered(const struct row *r, const struct view *v)
{
	return v->filter && request_row(v->filter, r);
}

/* Is it the value that goes without saying? */
static bool is_default(const struct row *r, const struct view *v, const void *data)
{
	return r->hide & HIDE_DEFAULT && !(v->when & ON_DETAILS) &&
	       payload_number(data, r->type->size, r->type->big_endian) == r->def;
}

/* A number that is zero need not be printed to be known as one. */
static bool is_plain_zero(const struct row *r, const void *data)
{
	return r->hide & HIDE_ZERO && r->type->size && r->type->size <= sizeof(uint64_t) &&
	       !payload_number(data, r->type->size, false);
}

static bool is_hidden_in_text(const struct row *r, const struct literal *l)
{
	if (r->hide & HIDE_DETAILS_2 && opt.details > 1)
		return false;
	return r->hide & (l->zero ? HIDE_ZERO_TEXT : HIDE_SET_TEXT);
}

/* "WORD %s ", or "%s " when the value is the word. */
static const char *default_template(const struct row *r, char buf[WORD_MAX + 8])
{
	const char *word = r->word;
	char *end;

	if (!word || !r->type->arg)
		return "%s ";
	word_plain(word, buf);
	end = buf + strlen(buf);
	strcpy(end, " %s ");
	return buf;
}

static const char *json_key(const struct row *r, const struct literal *l, bool v6,
			    char buf[WORD_MAX + 1])
{
	const char *word = r->word;

	if (l->key)
		return l->key;
	if (r->json && !v6)
		return r->json;
	if (r->json || !word)
		format_string(buf, r->json ? r->json : r->name);
	else
		word_plain(word, buf);
	if (v6)
		strcat(buf, "6");
	return buf;
}

static void show_literal(struct out *o, const struct row *r, const struct literal *l, bool v6)
{
	char text[WORD_MAX + 8], key[FORMAT_MAX + 1];

	if (o->json)
		out_literal(o, json_key(r, l, v6, key), NULL, l);
	else if (!is_hidden_in_text(r, l))
		out_literal(o, NULL, r->text ? r->text : default_template(r, text), l);
}

bool row_literal(const struct view *v, const struct row *r, struct literal *l)
{
	const void *data;
	size_t size;
	bool v6;

	literal_begin(l, r->type->print ? r->color : COLOR_NONE);
	if (!r->type->print || !view_payload(v, r, &data, &size, &v6))
		return false;
	r->type->print(v, r, data, size, l);
	return l->text != NULL;
}

static void show_value(struct out *o, const struct row *r, const struct view *v, const void *data, size_t size, bool v6)
{
	struct literal l;

	literal_begin(&l, r->color);
	r->type->print(v, r, data, size, &l);
	if (l.text && !(l.zero && r->hide & HIDE_ZERO)) {
		row_reached(v->table, r, "shown");
		show_literal(o, r, &l, v6);
	}
}

static void show_payload(struct out *o, const struct row *r, const struct view *v)
{
	const void *data;
	size_t size;
	bool v6;

	if (!view_payload(v, r, &data, &size, &v6))
		return;
	if (r->type->is_nest)
		show_nest(o, r, view_attr(v, r->attr), v);
	else if (r->type->print && !is_default(r, v, data) && !is_plain_zero(r, data) &&
		 (!r->more || !r->more->only || r->more->only(data, size)))
		show_value(o, r, v, data, size, v6);
}

static void show_due(struct out *o, const struct row *r, const struct view *v)
{
	if (r->hide & HIDE_FILTERED && is_filtered(r, v))
		return;
	if (!r->show) {
		show_payload(o, r, v);
		return;
	}
#ifdef ROW_LOG
	bool v6;
	size_t size;
	const void *data;

	if (r->place == AT_NONE || view_payload(v, r, &data, &size, &v6))
		row_reached(v->table, r, "shown");
#endif
	r->show(o, r, v);
}

void show_row(struct out *o, const struct row *r, const struct view *v)
{
	if (is_ever_due(r, v->when))
		show_due(o, r, v);
}

void show_nest(struct out *o, const struct row *r, const struct nlattr *a, const struct view *up)
{
	const struct table *t = view_pick(up, r);
	bool object = !r->json || *r->json;
	struct view v;

	if (!a || !t ||
	    view_nest(&v, t, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	if (object)
		out_open(o, r->json, '{');
	show_rows(o, &v);
	if (object)
		out_close(o);
}

/* ---- the rows of a table that a listing can show: about a third, worked out once ---- */
#define PLAN_MAX 128
#define WORD_BITS 64

/* Most plans have one part, so that few pages are touched. */
struct plan {
	const struct table *t;
	uint8_t when;
	unsigned int n;		/* of rows; PLAN_MAX: they are too many */
	struct part {
		uint64_t always;	/* which of its rows to show whatever attributes there are */
		uint64_t by_attr[VIEW_MAX];	/* ... and which for an attribute */
		const struct row *rows[WORD_BITS];
	} parts[PLAN_MAX / WORD_BITS];
};

/* Without its attribute a row shows nothing, unless a function of its own knows better. */
static bool needs_attr(const struct row *r)
{
	return (r->place == AT_ATTR || r->place == AT_FIELD) && !r->always;
}

static void plan_add(struct plan *p, const struct row *r)
{
	unsigned int at = p->n++ % WORD_BITS;
	struct part *part = &p->parts[(p->n - 1) / WORD_BITS];
	uint64_t bit = (uint64_t)1 << at;

	if (!at)
		memset(part, 0, offsetof(struct part, rows));
	part->rows[at] = r;
	if (!needs_attr(r))
		part->always |= bit;
	else if (r->attr < VIEW_MAX)
		part->by_attr[r->attr] |= bit;
	if (needs_attr(r) && r->v6 && r->v6 < VIEW_MAX)
		part->by_attr[r->v6] |= bit;
}

static void plan_make(struct plan *p, const struct table *t, uint8_t when)
{
	const struct row *r;

	p->t = t;
	p->when = when;
	p->n = 0;
	table_for_each(r, t)
		if (p->n < PLAN_MAX && is_ever_due(r, when) && (r->show || r->type->is_nest || r->type->print))
			plan_add(p, r);
}

/* The rows that the attributes of a message call for. */
static uint64_t part_due(const struct part *part, const struct view *v)
{
	uint64_t due = part->always;

	for (unsigned int i = 0; i < VIEW_MAX / WORD_BITS; i++)
		for (uint64_t has = v->has[i]; has; has &= has - 1)
			due |= part->by_attr[i * WORD_BITS + __builtin_ctzll(has)];
	return due;
}

void show_rows(struct out *o, const struct view *v)
{
	static struct plan plans[8];
	struct plan *p = &plans[(uintptr_t)v->table / 32 % 8];
	const struct row *r;

	if (p->t != v->table || p->when != v->when)
		plan_make(p, v->table, v->when);
	if (p->n == PLAN_MAX) {
		table_for_each(r, v->table)
			show_row(o, r, v);
		return;
	}
	for (const struct part *part = p->parts; (part - p->parts) * WORD_BITS < p->n; part++)
		for (uint64_t due = part_due(part, v); due; due &= due - 1) {
			show_due(o, part->rows[__builtin_ctzll(due)], v);
			/* A nest of the same place may have made the plan anew: it is put back. */
			if (p->t != v->table || p->when != v->when)
				plan_make(p, v->table, v->when);
		}
}

void show_flags(struct out *o, const char *key, const struct name *names, uint64_t bits,
		const char *before, const char *after)
{
	const char *separator = "<";
	char rest[FORMAT_MAX];

	out_open(o, key, '[');
	if (before) {
		out_string(o, NULL, "<%s", before);
		separator = ",";
	}
	for (; names->name; names++)
		if (bits & names->value) {
			out_text(o, separator, "");
			out_string(o, NULL, "%s", names->name);
			separator = ",";
			bits &= ~(uint64_t)names->value;
		}
	if (bits) {
		format_hex_digits(rest, bits, 1);
		out_text(o, separator, "");
		out_string(o, NULL, "%s", rest);
		separator = ",";
	}
	if (after) {
		out_text(o, separator, "");
		out_string(o, NULL, "%s", after);
		separator = ",";
	}
	out_text(o, *separator == '<' ? "<> " : "> ", "");
	out_close(o);
}
