/* out.h - one streaming writer for text and JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_OUT_H
#define MINIP_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format.h"

enum color { COLOR_NONE, COLOR_IFNAME, COLOR_MAC, COLOR_INET, COLOR_INET6, COLOR_UP, COLOR_DOWN,
	     COLOR_FAINT, COLOR_STRONG, COLORS };

/* A decoded value on its way to text or JSON. */
struct literal {
	enum { JSON_NUMBER, JSON_STRING, JSON_BOOL, JSON_NULL } json;
	enum color color;
	bool zero;		/* false, 0, "", the unspecified address */
	const char *text;	/* the value; for JSON_BOOL, "true" or "false" in JSON whatever it is here */
	const char *label;	/* what text says instead, or NULL */
	const char *key;	/* JSON key to use instead of the row's, or NULL (operstate_index ...) */
	char buf[2 * FORMAT_MAX];	/* room for text and label */
};

/* Nothing yet: the buffer is written when there is something to write. */
static inline void literal_begin(struct literal *l, enum color color)
{
	l->json = JSON_NUMBER;
	l->color = color;
	l->zero = false;
	l->text = l->label = l->key = NULL;
}

#define OUT_DEPTH 32

struct out {
	int fd;
	bool json, pretty, oneline, colored;
	bool failed;		/* a write failed; stays until out_init() */
	bool live;		/* flush after each record: someone is watching (a terminal, a monitor) */
	uint8_t depth;
	bool comma[OUT_DEPTH];
	char closer[OUT_DEPTH];
	char *buf;
	size_t len, size;
	uint32_t moved;		/* how often what is in buf went away */
	size_t held;		/* out_hold(): nothing is written before out_release(), up to a bound */
	bool holding, spilled;
	uint8_t held_depth;	/* depth and comma when the hold began */
	bool held_comma;
};

extern struct out out;		/* standard output */
extern struct out err;		/* standard error: help, explain; always text unless told otherwise */

/* Starts a writer on fd with json, pretty, oneline and colour as opt has them (out_init_plain: none of them). */
void out_init(struct out *, int fd);
void out_init_plain(struct out *, int fd);
/* Writes what the buffer holds; -1 and .failed when the system refuses (EPIPE, ENOSPC); EINTR is retried. */
int out_flush(struct out *);
void out_free(struct out *);

/* Bytes as they are: no template, no quoting; in JSON too (separators, saved messages). */
void out_bytes(struct out *, const void *data, size_t size);

/*
 * Text only (nothing in JSON): template with its "%s" replaced by value.  A line
 * break in a template is a break inside the record: -oneline writes it as a backslash.
 * What stands between { and } has the colour (when one is given and colour is on).
 */
void out_text(struct out *, const char *template, const char *value);
void out_text_colored(struct out *, enum color, const char *template, const char *value);

/*
 * One value: in JSON "key":value (key NULL inside an array), in text the template
 * around it.  A NULL template prints nothing in text, a key "-" nothing in JSON.
 */
void out_literal(struct out *, const char *key, const char *template, const struct literal *);
void out_string(struct out *, const char *key, const char *template, const char *value);
void out_string_colored(struct out *, enum color, const char *key, const char *template, const char *value);
void out_unsigned(struct out *, const char *key, const char *template, uint64_t value);
void out_signed(struct out *, const char *key, const char *template, int64_t value);
void out_bool(struct out *, const char *key, const char *template, bool value);	/* text: the template with "on" / "off" */
void out_true(struct out *, const char *key, const char *text);	/* JSON true, text as it is */
void out_null(struct out *, const char *key, const char *text);	/* JSON null, text as it is */

/* JSON's brackets; nothing in text.  bracket is '{' or '['. */
void out_open(struct out *, const char *key, char bracket);
void out_close(struct out *);

/* The whole listing: '[' before and "]\n" behind in JSON, nothing in text. */
void out_begin(struct out *);
void out_end(struct out *);
/* One object of a listing: '{' in JSON. */
void out_record_begin(struct out *);
/* '}' in JSON, a line end in text (also with -oneline); flushes when live, or when the buffer is well filled. */
void out_record_end(struct out *);

/*
 * Holds output back: from here on nothing reaches the system until out_release(),
 * or until more than a bound (1 MiB) would have to be kept.  out_rollback() forgets all
 * since out_hold(), including JSON depth and commas; -1 when a part has been written already.
 */
void out_hold(struct out *);
int out_rollback(struct out *);
void out_release(struct out *);

/* Columns of the terminal that it writes to; where there is none, lines are as long as they are. */
size_t out_width(const struct out *);
/* Text behind a label, broken between words where the terminal ends; what follows stands below the first word. */
void out_wrapped(struct out *, const char *label, const char *text);
/* The same where the label is the end of a line that has n columns already. */
void out_wrapped_behind(struct out *, size_t n, const char *label, const char *text);

#endif
