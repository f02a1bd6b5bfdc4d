/* out_value.c - values, templates and JSON structure for the writer.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "out.h"
#include "out_buffer.h"

#define INDENT 4
#define ESCAPE_MAX 8		/* bytes of the longest colour sequence */
#define QUOTED_MAX 6		/* bytes of \u001f */

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

static const char *color_start(const struct out *o, enum color color)
{
	if (!o->colored || color == COLOR_NONE || color >= COLORS)
		return "";
	return palette[color][background_is_dark()];
}

static void text(struct out *o, const char *start, const char *template,
		 const char *value)
{
	const char *stop = NULL;
	size_t room = strlen(template) * (*start ? ESCAPE_MAX : 1);
	char *p = out_reserve(o, room + strlen(value) + 1);
	bool pending = true;

	if (!p)
		return;
	for (const char *t = template; *t; t++) {
		if (*t == '%' && t[1] == 's' && pending) {
			p = stpcpy(p, value);
			pending = false;
			t++;
		} else if (*t == '{' && t[1] != '{') {
			p = stpcpy(p, start);
			stop = *start ? "\033[0m" : "";
		} else if (*t == '}' && stop) {
			p = stpcpy(p, stop);
			stop = NULL;
		} else {
			t += *t == '{';
			*p++ = *t == '\n' && o->oneline ? '\\' : *t;
		}
	}
	o->len = p - o->buf;
}

void out_text_colored(struct out *o, enum color color, const char *template,
		      const char *value)
{
	if (!o->json && template)
		text(o, color_start(o, color), template, value ? value : "");
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

static void quote(struct out *o, const char *s)
{
	char *p = out_reserve(o, QUOTED_MAX * strlen(s) + 3);

	if (!p)
		return;
	*p++ = '"';
	for (; *s; s++) {
		if ((unsigned char)*s < ' ' || *s == '"' || *s == '\\')
			p = quote_one(p, *s);
		else
			*p++ = *s;
	}
	*p++ = '"';
	o->len = p - o->buf;
}

static void newline(struct out *o)
{
	size_t n = 1 + INDENT * o->depth;
	char *p = out_reserve(o, n);

	if (!p)
		return;
	memset(p, ' ', n);
	*p = '\n';
	o->len += n;
}

/* Puts what stands before a value: a comma, a line break, the key. */
static void lead(struct out *o, const char *key)
{
	if (o->comma[o->depth])
		out_bytes(o, ",", 1);
	o->comma[o->depth] = true;
	if (!key)
		return;
	if (o->pretty)
		newline(o);
	quote(o, key);
	out_bytes(o, ": ", o->pretty ? 2 : 1);
}

static bool is_hidden(const char *key)
{
	return key && !strcmp(key, "-");
}

static void json_word(struct out *o, const char *key, const char *word)
{
	if (is_hidden(key))
		return;
	lead(o, key);
	out_bytes(o, word, strlen(word));
}

static void json_string(struct out *o, const char *key, const char *value)
{
	if (is_hidden(key))
		return;
	lead(o, key);
	quote(o, value);
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
	if (!o->json)
		return;
	if (o->depth + 1 >= OUT_DEPTH) {
		o->failed = true;
		return;
	}
	lead(o, key);
	out_bytes(o, bracket == '{' ? "{" : "[ ",
		  o->pretty && bracket == '[' ? 2 : 1);
	o->depth++;
	o->comma[o->depth] = false;
	o->closer[o->depth] = bracket == '{' ? '}' : ']';
}

void out_close(struct out *o)
{
	char closer;
	bool filled;

	if (!o->json || !o->depth)
		return;
	closer = o->closer[o->depth];
	filled = o->comma[o->depth];
	o->depth--;
	if (o->pretty && filled && closer == '}')
		newline(o);
	else if (o->pretty && filled)
		out_bytes(o, " ", 1);
	out_bytes(o, &closer, 1);
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
