/* explain_line.c - one line of what -explain says: as text, as JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain_line.h"

#include <string.h>

#include "options.h"

#define NAME_COLUMN 36
#define TYPE_COLUMN 7
#define WORD_COLUMN 66
#define WORD_COLUMN_NARROW 58	/* on terminals of less than a hundred columns */
#define BYTES_SHOWN 24

/* Where the next byte of the line goes, for the columns. */
static size_t column;

static void put(struct out *o, enum color color, const char *s)
{
	out_text_colored(o, color, "{%s}", s);
	column += strlen(s);
}

/* Blanks up to a column, at least one. */
static void pad(struct out *o, size_t to)
{
	do
		put(o, COLOR_NONE, " ");
	while (column < to);
}

/* What the kernel or a user wrote must not steer the terminal. */
static void put_safe(struct out *o, enum color color, const char *s)
{
	char buf[4 * sizeof(((struct leaf *)0)->text)], *p = buf;

	for (; *s && p < buf + sizeof(buf) - 5; s++) {
		if ((unsigned char)*s >= ' ' && *s != 0x7f) {
			*p++ = *s;
			continue;
		}
		p = stpcpy(p, "\\x");
		p = format_hex_digits(p, (unsigned char)*s, 2);
	}
	*p = '\0';
	put(o, color, buf);
}

/* Of the terminal; asked for once. */
static size_t width(const struct out *o)
{
	static size_t columns;

	if (!columns)
		columns = out_width(o);
	return columns;
}

/* ": why"; on a line of its own where the terminal ends before it does. */
static void put_why(struct out *o, const char *why)
{
	if (column + 2 + strlen(why) <= width(o)) {
		put(o, COLOR_FAINT, ": ");
	} else {
		put(o, COLOR_FAINT, ":");
		out_bytes(o, "\n", 1);
		put(o, COLOR_NONE, "     ");
	}
	put_safe(o, COLOR_FAINT, why);
}

static void end_line(struct out *o)
{
	out_bytes(o, "\n", 1);
	column = 0;
}

static void put_unsigned(struct out *o, enum color color, uint64_t value)
{
	char digits[FORMAT_MAX];

	format_unsigned(digits, value);
	put(o, color, digits);
}

void leaf_hex(char *p, const void *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		p = format_hex_digits(p, ((const uint8_t *)data)[i], 2);
	*p = '\0';
}

/* ---- text ---- */
static void text_bytes(struct out *o, const struct leaf *l)
{
	char hex[2 * BYTES_SHOWN + 1];

	leaf_hex(hex, l->bytes, l->size < BYTES_SHOWN ? l->size : BYTES_SHOWN);
	put(o, COLOR_NONE, hex);
	if (l->size <= BYTES_SHOWN)
		return;
	put(o, COLOR_FAINT, " \xe2\x80\xa6 ");
	column -= 2;	/* it is one character of three bytes */
	put_unsigned(o, COLOR_FAINT, l->size);
	put(o, COLOR_FAINT, " bytes");
}

static void number_text(const struct leaf *l, char *p)
{
	if (l->pretended)
		strcpy(p, "?");
	else if (l->hex || l->is == BITS)
		format_hex(p, l->number);
	else if (l->negative)
		format_signed(p, -(int64_t)l->number);
	else
		format_unsigned(p, l->number);
}

static void text_value(struct out *o, const struct leaf *l)
{
	char number[FORMAT_MAX];

	switch (l->is) {
	case NUMBER:
	case BITS:
		number_text(l, number);
		put(o, l->label[0] ? COLOR_NONE : l->color, number);
		if (l->is == NUMBER)
			break;
		put(o, COLOR_NONE, " of ");
		format_hex(number, l->mask);
		put(o, COLOR_NONE, number);
		break;
	case STRING:
		put(o, COLOR_NONE, "\"");
		put_safe(o, l->color, l->text);
		put(o, COLOR_NONE, "\"");
		break;
	case TEXT:
		put_safe(o, l->color, l->text);
		break;
	case BYTES:
		text_bytes(o, l);
		break;
	case NO_VALUE:
		break;
	}
	if (!l->label[0])
		return;
	put(o, COLOR_FAINT, l->is == NO_VALUE ? "(" : " (");
	put_safe(o, l->color ? l->color : COLOR_NONE, l->label);
	put(o, COLOR_FAINT, ")");
}

void leaf_words(const struct leaf *l, const struct item *i, char *p, size_t size)
{
	int to = l->keyword ? i->from + 1 : i->to;
	char *end = p + size - 1;

	*p = '\0';
	for (int w = i->from; w < to && w < l->words->n; w++) {
		size_t n = strlen(l->words->v[w]);

		if (p + n + 2 > end)
			break;
		if (w > i->from)
			*p++ = ' ';
		memcpy(p, l->words->v[w], n + 1);
		p += n;
	}
}

bool leaf_is_said(const struct item *i)
{
	return i->from < i->to;
}

bool leaf_is_implied(const struct leaf *l)
{
	for (int i = 0; i < l->n_from; i++)
		if (leaf_is_said(l->from[i]))
			return false;
	return l->n_from > 0;
}

static void text_words(struct out *o, const struct leaf *l)
{
	char words[512];
	bool first = true;

	if (!l->n_from)
		return;
	pad(o, width(o) < 100 ? WORD_COLUMN_NARROW : WORD_COLUMN);
	if (leaf_is_implied(l)) {
		put(o, COLOR_FAINT, "(implied)");
		return;
	}
	put(o, COLOR_STRONG, "\xe2\x86\x90 ");
	for (int i = 0; i < l->n_from; i++) {
		if (!leaf_is_said(l->from[i]))
			continue;
		if (!first)
			put(o, COLOR_NONE, ", ");
		first = false;
		leaf_words(l, l->from[i], words, sizeof(words));
		put_safe(o, COLOR_UP, words);
	}
}

static void text_line(struct out *o, const struct leaf *l)
{
	for (int i = -1; i < l->depth; i++)
		put(o, COLOR_NONE, "  ");
	put(o, l->attr >= 0 ? COLOR_IFNAME : COLOR_NONE, l->name);
	pad(o, NAME_COLUMN);
	put(o, COLOR_FAINT, l->type);
	if (l->is != NO_VALUE || l->label[0])
		pad(o, NAME_COLUMN + TYPE_COLUMN);
	text_value(o, l);
	text_words(o, l);
	end_line(o);
}

static void text_headline(struct out *o, const struct headline *h)
{
	put(o, COLOR_STRONG, h->arrow);
	put(o, COLOR_NONE, " ");
	put(o, COLOR_STRONG, h->name);
	for (int i = 0; i < h->n_flags; i++) {
		put(o, COLOR_NONE, " ");
		put(o, COLOR_NONE, h->flags[i]);
	}
	put(o, COLOR_NONE, ", ");
	put_unsigned(o, COLOR_NONE, h->n->nlmsg_len);
	put(o, COLOR_NONE, " bytes");
	if (opt.details) {
		put(o, COLOR_NONE, ", number ");
		put_unsigned(o, COLOR_NONE, h->n->nlmsg_seq);
		put(o, COLOR_NONE, ", port ");
		put_unsigned(o, COLOR_NONE, h->n->nlmsg_pid);
	}
	if (h->meaning)
		put_why(o, h->meaning);
	if (h->held)
		put(o, COLOR_DOWN, " (not sent)");
	end_line(o);
}

/* Sixteen bytes a line, as they are on the wire. */
static void text_dump(struct out *o, const struct nlmsghdr *n)
{
	const uint8_t *b = (const void *)n;
	char digits[FORMAT_MAX];

	for (uint32_t i = 0; i < n->nlmsg_len; i++) {
		if (i % 16 == 0) {
			format_hex_digits(digits, i, 4);
			put(o, COLOR_FAINT, "    ");
			put(o, COLOR_FAINT, digits);
			put(o, COLOR_FAINT, " ");
		}
		put(o, COLOR_FAINT, i % 4 ? " " : "  ");
		format_hex_digits(digits, b[i], 2);
		put(o, COLOR_FAINT, digits);
		if (i % 16 == 15 || i + 1 == n->nlmsg_len)
			end_line(o);
	}
}

/* ---- both ---- */
void line_begin(struct out *o, const struct headline *h)
{
	if (o->json)
		json_headline(o, h);
	else
		text_headline(o, h);
}

void line_put(struct out *o, const struct leaf *l)
{
	if (o->json)
		json_line(o, l);
	else
		text_line(o, l);
}

void line_end(struct out *o, const struct headline *h)
{
	if (o->json)
		json_end(o);
	else if (opt.details)
		text_dump(o, h->n);
}

void line_step(struct out *o, const char *call, const char *why, bool held)
{
	if (o->json) {
		json_begin(o);
		out_string(o, "call", NULL, call);
		if (*why)
			out_string(o, "meaning", NULL, why);
		if (held)
			out_true(o, "held_back", NULL);
		json_end(o);
		return;
	}
	put(o, COLOR_STRONG, "-- ");
	put_safe(o, COLOR_MAC, call);
	if (*why)
		put_why(o, why);
	if (held)
		put(o, COLOR_DOWN, " (not done)");
	end_line(o);
}

void line_rest(struct out *o, const char *name, uint64_t count, uint64_t bytes)
{
	if (o->json) {
		json_begin(o);
		out_string(o, "message", NULL, name);
		out_string(o, "direction", NULL, "received");
		out_unsigned(o, "more", NULL, count);
		out_unsigned(o, "length", NULL, bytes);
		json_end(o);
		return;
	}
	put(o, COLOR_FAINT, "   and ");
	put_unsigned(o, COLOR_FAINT, count);
	put(o, COLOR_FAINT, " more ");
	put(o, COLOR_FAINT, name);
	put(o, COLOR_FAINT, ", ");
	put_unsigned(o, COLOR_FAINT, bytes);
	put(o, COLOR_FAINT, " bytes (with -d: each)");
	end_line(o);
}

void line_command(struct out *o, int number, const struct words *w)
{
	if (o->json) {
		json_begin(o);
		out_unsigned(o, "line", NULL, number);
		out_open(o, "words", '[');
		for (int i = 0; i < w->n; i++)
			out_string(o, NULL, NULL, w->v[i]);
		out_close(o);
		json_end(o);
		return;
	}
	put(o, COLOR_FAINT, "# ");
	put_unsigned(o, COLOR_FAINT, number);
	put(o, COLOR_FAINT, ":");
	for (int i = 0; i < w->n; i++) {
		put(o, COLOR_NONE, " ");
		put_safe(o, COLOR_UP, w->v[i]);
	}
	end_line(o);
}
