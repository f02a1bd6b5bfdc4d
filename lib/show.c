/* show.c - a message as text or JSON, row by row.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "options.h"
#include "schema.h"
#include "show.h"

bool row_is_ever_due(const struct row *r, uint8_t when)
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

void show_due(struct out *o, const struct row *r, const struct view *v)
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
	if (row_is_ever_due(r, v->when))
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

void show_bit_names(struct out *o, const char *key, const struct name *names, uint32_t bits, const char *template)
{
	out_open(o, key, '[');
	for (; names->name; names++)
		if (bits & names->value)
			out_string(o, NULL, template, names->name);
	out_close(o);
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

void show_record(struct out *o, const struct view *v)
{
	out_record_begin(o);
	show_rows(o, v);
	out_record_end(o);
}

void show_reply(struct out *o, const struct view *v)
{
	out_begin(o);
	show_record(o, v);
	out_end(o);
}
