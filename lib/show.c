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
	return r->hide & HIDE_FILTERED && v->filter && request_row(v->filter, r);
}

static bool is_hidden(const struct row *r, const struct view *v, const struct literal *l,
		      const void *data)
{
	if (l->zero && r->hide & HIDE_ZERO)
		return true;
	return r->hide & HIDE_DEFAULT && !(v->when & ON_DETAILS) &&
	       payload_number(data, r->type->size, r->type->big_endian) == r->def;
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

	l->json = JSON_NUMBER;
	l->zero = false;
	l->color = COLOR_NONE;
	l->text = l->label = l->key = NULL;
	if (!r->type->print || !view_payload(v, r, &data, &size, &v6))
		return false;
	l->color = r->color;
	r->type->print(v, r, data, size, l);
	return l->text != NULL;
}

static void show_due(struct out *o, const struct row *r, const struct view *v)
{
	const void *data;
	struct literal l;
	size_t size;
	bool v6;

	if (is_filtered(r, v))
		return;
	if (r->show) {
#ifdef ROW_LOG
		if (r->place == AT_NONE || view_payload(v, r, &data, &size, &v6))
			row_reached(v->table, r, "shown");
#endif
		r->show(o, r, v);
		return;
	}
	if (!view_payload(v, r, &data, &size, &v6))
		return;
	if (r->type->is_nest) {
		show_nest(o, r, view_attr(v, r->attr), v);
		return;
	}
	if (!r->type->print || (row_more(r)->only && !row_more(r)->only(data, size)))
		return;
	l.json = JSON_NUMBER;
	l.color = r->color;
	l.zero = false;
	l.text = l.label = l.key = NULL;
	r->type->print(v, r, data, size, &l);
	if (l.text && !is_hidden(r, v, &l, data)) {
		row_reached(v->table, r, "shown");
		show_literal(o, r, &l, v6);
	}
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

struct plan {
	const struct table *t;
	uint8_t when;
	unsigned int n;		/* of rows; PLAN_MAX: they are too many */
	const struct row *rows[PLAN_MAX];
};

static void plan_make(struct plan *p, const struct table *t, uint8_t when)
{
	const struct row *r;

	p->t = t;
	p->when = when;
	p->n = 0;
	table_for_each(r, t)
		if (p->n < PLAN_MAX && is_ever_due(r, when) && (r->show || r->type->is_nest || r->type->print))
			p->rows[p->n++] = r;
}

/* Without its attribute a row shows nothing, unless a function of its own knows better. */
static bool is_absent(const struct row *r, const struct view *v)
{
	return !r->show && (r->place == AT_ATTR || r->place == AT_FIELD) && !v->attr[r->attr] &&
	       !(r->v6 && v->attr[r->v6]);
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
	/* A nest of the same place may make the plan anew: it is put back then. */
	for (unsigned int i = 0; i < p->n; i++) {
		r = p->rows[i];
		if (is_absent(r, v))
			continue;
		show_due(o, r, v);
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
