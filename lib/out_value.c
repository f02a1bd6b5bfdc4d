/* out_value.c - values, templates and JSON structure for the writer.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "out.h"
#include "out_buffer.h"

#define INDENT 4
#define ESCAPE_MAX 8		/* bytes of the longest colour sequence */
#define QUOTED_MAX 6		/* bytes of \u001f */
#define QUOTES 2
#define LEAD_MAX (4 + INDENT * OUT_DEPTH)	/* comma, line break, indent, colon, blank */

static const char *const palette[COLORS][2] = {
	[COLOR_IFNAME] = { "\033[36m", "\033[1;36m" },
	[COLOR_MAC] = { "\033[33m", "\033[1;33m" },
	[COLOR_INET] = { "\033[35m", "\033[1;35m" },
	[COLOR_INET6] = { "\033[34m", "\033[1;34m" },
	[COLOR_UP] = { "\033[32m", "\033[1;32m" },
	[COLOR_DOWN] = { "\033[31m", "\033[1;31m" },
	[COLOR_FAINT] = { "\033[2m", "\033[2m" },
	[COLOR_STRONG] = { "\033[1m", "\033[1m" },
};

/*
 * Terminals tell their colours as COLORFGBG=foreground;background.  Without
 * it the background is taken for dark, where plain blue cannot be read.
 */
static bool background_is_dark(void)
{
	const char *color = getenv("COLORFGBG");

	color = color ? strrchr(color, ';') : NULL;
	if (!color)
		return true;
	color++;
	return *color && strchr("01234568", *color) && !color[1];
}

static const char *color_start(enum color color)
{
	if (color == COLOR_NONE || color >= COLORS)
		return "";
	return palette[color][background_is_dark()];
}

/* What is more in a template than the byte itself. */
static const bool is_special[256] = { ['\0'] = true, ['%'] = true, ['{'] = true, ['}'] = true, ['\n'] = true };

/* Mostly nothing: there is no colour. */
static char *append(char *p, const char *s)
{
	while (*s)
		*p++ = *s++;
	return p;
}

static void text(struct out *o, const char *start, const char *template, const char *value)
{
	size_t size = strlen(value), room = strlen(template) * ESCAPE_MAX;
	char *p = out_reserve(o, room + size + 1);
	const char *stop = *start ? "\033[0m" : "";
	bool pending = true, open = false;

	for (const char *t = template; p; t++) {
		while (!is_special[(unsigned char)*t])
			*p++ = *t++;
		if (!*t) {
			o->len = p - o->buf;
			return;
		}
		if (*t == '%' && t[1] == 's' && pending) {
			p = mempcpy(p, value, size);
			pending = false;
			t++;
		} else if (*t == '{' && t[1] != '{') {
			p = append(p, start);
			open = true;
		} else if (*t == '}' && open) {
			p = append(p, stop);
			open = false;
		} else {
			t += *t == '{';
			*p++ = *t == '\n' && o->oneline ? '\\' : *t;
		}
	}
}

void out_text_colored(struct out *o, enum color color, const char *template,
		      const char *value)
{
	if (o->json || !template)
		return;
	text(o, o->colored ? color_start(color) : "", template, value ? value : "");
}

void out_text(struct out *o, const char *template, const char *value)
{
	out_text_colored(o, COLOR_NONE, template, value);
}

static char *quote_one(char *p, unsigned char c)
{
	static const char shorts[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	const char *s = shorts;

	while (*s && (unsigned char)*s != c)
		s += 2;
	*p++ = '\\';
	if (*s) {
		*p++ = s[1];
		return p;
	}
	p = stpcpy(p, "u00");
	return format_hex_digits(p, c, 2);
}

static bool is_quoted(unsigned char c)
{
	return c < ' ' || c == '"' || c == '\\';
}

/* p has room for QUOTED_MAX times the string, and QUOTES. */
static char *quote(char *p, const char *s)
{
	*p++ = '"';
	for (;; s++) {
		while (!is_quoted(*s))
			*p++ = *s++;
		if (!*s)
			break;
		p = quote_one(p, *s);
	}
	*p++ = '"';
	return p;
}

static char *newline(const struct out *o, char *p)
{
	*p++ = '\n';
	return (char *)memset(p, ' ', INDENT * o->depth) + INDENT * o->depth;
}

/* Puts what stands before a value: a comma, a line break, the key; the place for size bytes of value, or NULL. */
static char *lead(struct out *o, const char *key, size_t size)
{
	char *p = out_reserve(o, size + (key ? QUOTED_MAX * strlen(key) : 0) + QUOTES + LEAD_MAX);

	if (p && o->comma[o->depth])
		*p++ = ',';
	o->comma[o->depth] = true;
	if (!p || !key)
		return p;
	if (o->pretty)
		p = newline(o, p);
	p = quote(p, key);
	*p++ = ':';
	if (o->pretty)
		*p++ = ' ';
	return p;
}

static bool is_hidden(const char *key)
{
	return key && *key == '-' && !key[1];
}

static void json_word(struct out *o, const char *key, const char *word)
{
	size_t size = strlen(word);
	char *p = is_hidden(key) ? NULL : lead(o, key, size);

	if (p)
		o->len = (char *)mempcpy(p, word, size) - o->buf;
}

static void json_string(struct out *o, const char *key, const char *value)
{
	char *p = is_hidden(key) ? NULL : lead(o, key, QUOTED_MAX * strlen(value) + QUOTES);

	if (p)
		o->len = quote(p, value) - o->buf;
}

static void json_literal(struct out *o, const char *key,
			 const struct literal *literal)
{
	if (literal->key)
		key = literal->key;
	switch (literal->json) {
	case JSON_NUMBER:
		json_word(o, key, literal->text);
		break;
	case JSON_STRING:
		json_string(o, key, literal->text);
		break;
	case JSON_BOOL:
		json_word(o, key, literal->zero ? "false" : "true");
		break;
	case JSON_NULL:
		json_word(o, key, "null");
		break;
	}
}

void out_literal(struct out *o, const char *key, const char *template,
		 const struct literal *literal)
{
	if (o->json)
		json_literal(o, key, literal);
	else
		out_text_colored(o, literal->color, template,
				 literal->label ? literal->label
						: literal->text);
}

void out_string_colored(struct out *o, enum color color, const char *key,
			const char *template, const char *value)
{
	if (o->json)
		json_string(o, key, value);
	else
		out_text_colored(o, color, template, value);
}

void out_string(struct out *o, const char *key, const char *template,
		const char *value)
{
	out_string_colored(o, COLOR_NONE, key, template, value);
}

static void out_word(struct out *o, const char *key, const char *template,
		     const char *word)
{
	if (o->json)
		json_word(o, key, word);
	else
		out_text(o, template, word);
}

void out_unsigned(struct out *o, const char *key, const char *template,
		  uint64_t value)
{
	char digits[FORMAT_MAX];

	format_unsigned(digits, value);
	out_word(o, key, template, digits);
}

void out_signed(struct out *o, const char *key, const char *template,
		int64_t value)
{
	char digits[FORMAT_MAX];

	format_signed(digits, value);
	out_word(o, key, template, digits);
}

void out_bool(struct out *o, const char *key, const char *template, bool value)
{
	if (o->json)
		json_word(o, key, value ? "true" : "false");
	else
		out_text(o, template, value ? "on" : "off");
}

void out_true(struct out *o, const char *key, const char *text)
{
	if (o->json)
		json_word(o, key, "true");
	else
		out_text(o, text, NULL);
}

void out_null(struct out *o, const char *key, const char *text)
{
	if (o->json)
		json_word(o, key, "null");
	else
		out_text(o, text, NULL);
}

void out_open(struct out *o, const char *key, char bracket)
{
	char *p;

	if (!o->json)
		return;
	if (o->depth + 1 >= OUT_DEPTH) {
		o->failed = true;
		return;
	}
	p = lead(o, key, 2);
	if (!p)
		return;
	*p++ = bracket;
	if (o->pretty && bracket == '[')
		*p++ = ' ';
	o->len = p - o->buf;
	o->depth++;
	o->comma[o->depth] = false;
	o->closer[o->depth] = bracket == '{' ? '}' : ']';
}

void out_close(struct out *o)
{
	char *p, closer;
	bool filled;

	if (!o->json || !o->depth)
		return;
	closer = o->closer[o->depth];
	filled = o->comma[o->depth];
	o->depth--;
	p = out_reserve(o, LEAD_MAX);
	if (!p)
		return;
	if (o->pretty && filled && closer == '}')
		p = newline(o, p);
	else if (o->pretty && filled)
		*p++ = ' ';
	*p++ = closer;
	o->len = p - o->buf;
}

void out_begin(struct out *o)
{
	out_open(o, NULL, '[');
}

void out_end(struct out *o)
{
	if (!o->json)
		return;
	while (o->depth)
		out_close(o);
	out_bytes(o, "\n", 1);
	o->comma[0] = false;
}

void out_record_begin(struct out *o)
{
	out_open(o, NULL, '{');
}

void out_record_end(struct out *o)
{
	if (o->json)
		out_close(o);
	else
		out_bytes(o, "\n", 1);
	out_pace(o);
}
