/* route_metrics.c - RTA_METRICS: what TCP and path MTU discovery shall assume.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "route_table.h"
#include "types.h"

/*
 * The kernel scales round trip times: rtt is kept in eighths, rttvar in quarters
 * of a millisecond.  A number without a unit goes to it as it is.
 */
static int scan_scaled(const char *word, struct item *i, unsigned int scale)
{
	uint32_t value;
	bool raw;

	if (scan_time(word, &value, &raw) < 0)
		return SCAN_BAD;
	item_set_number(i, raw ? value : value * scale);
	return 0;
}

/* 1500 is "1.5s" in text and 1500 in JSON, as printf's %g has it. */
static void print_scaled(const void *data, struct literal *l,
			 unsigned int scale)
{
	uint32_t value = payload_number(data, sizeof(value), false) / scale;
	char *p = l->buf + FORMAT_MAX;

	literal_unsigned(l, value);
	l->label = p;
	if (value < 1000) {
		format_string(format_unsigned(p, value), "ms");
		return;
	}
	snprintf(p, FORMAT_MAX, "%gs", value / 1000.0);
}

#define TIME(t, scale)                                                   \
	static int scan_##t(struct request *q, const struct row *r,      \
			    const char *word, struct item *i)            \
	{                                                                \
		(void)q;                                                 \
		(void)r;                                                 \
		return scan_scaled(word, i, scale);                      \
	}                                                                \
	static void print_##t(const struct view *v, const struct row *r, \
			      const void *data, size_t size,             \
			      struct literal *l)                         \
	{                                                                \
		(void)v;                                                 \
		(void)r;                                                 \
		(void)size;                                              \
		print_scaled(data, l, scale);                            \
	}                                                                \
	const struct type type_##t = { .name = "u32",                    \
				       .arg = "TIME",                    \
				       .size = 4,                        \
				       .scan = scan_##t,                 \
				       .print = print_##t }
TIME(metric_time, 1);
TIME(rtt, 8);
TIME(rttvar, 4);

static int scan_zero_one(struct request *q, const struct row *r,
			 const char *word, struct item *i)
{
	char plain[WORD_MAX];

	if (type_scan_number(q, r, word, i) < 0)
		return SCAN_BAD;
	if (item_number(i) <= 1)
		return 0;
	return fail(
		255,
		"Error: argument \"%s\" is wrong: \"%s\" value should be 0 or 1",
		word, row_called(r, q->space, plain));
}

const struct type type_zero_one = { .name = "u32",
				    .arg = "{ 0 | 1 }",
				    .size = 4,
				    .scan = scan_zero_one,
				    .print = type_print_number };
/* Bits of attributes that the kernel may not change by itself. */
const struct type type_metric_lock = { .name = "u32",
				       .size = 4,
				       .merge = true,
				       .hex = true,
				       .print = type_print_number };
const struct type type_metric_features = { .name = "u32",
					   .arg = "FEATURE",
					   .size = 4,
					   .print = type_print_number };

static const struct row *lock_row(void)
{
	return table_attr(&metrics_table, RTAX_LOCK);
}

static int add_lock(struct request *q, const struct row *r, int from)
{
	return request_add_number(q, &metrics_table, lock_row(), from,
				  q->words->i, 1u << r->attr) ?
		       0 :
		       -1;
}

/* NAME [ lock ] VALUE */
int metric_parse(struct request *q, const struct table *t, const struct row *r,
		 struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (word && !strcmp(word, "lock")) {
		if (add_lock(q, r, from) < 0)
			return -1;
		word = request_next(q, r, w);
	}
	if (!word)
		return -1;
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* A smallest retransmission timeout that could change would be none. */
int metric_parse_rto(struct request *q, const struct table *t,
		     const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word || !request_value(q, t, r, word, from, w->i))
		return -1;
	return add_lock(q, r, from);
}

static const struct name features[] = { { RTAX_FEATURE_ECN, "ecn" },
					{ RTAX_FEATURE_TCP_USEC_TS,
					  "tcp_usec_ts" },
					{ 0, NULL } };

static uint32_t feature_bit(const char *word)
{
	const struct name *n = features;

	while (n->name && strcmp(n->name, word))
		n++;
	return n->value;
}

int metric_parse_features(struct request *q, const struct table *t,
			  const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	uint32_t bits = 0;

	if (!word)
		return -1;
	for (w->i--; w->i < w->n && feature_bit(w->v[w->i]); w->i++)
		bits |= feature_bit(w->v[w->i]);
	if (!bits) {
		error_blame(w->i);
		return request_bad_value(q, t, r, word);
	}
	return request_add_number(q, t, r, from, w->i, bits) ? 0 : -1;
}

void metrics_show(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);

	if (!a)
		return;
	out_open(o, "metrics", '[');
	show_nest(o, r, a, v);
	out_close(o);
}

static bool is_locked(const struct row *r, const struct view *v)
{
	return view_u32(v, RTAX_LOCK) >> r->attr & 1;
}

/* A lock without a value locks a value of 0. */
void metric_show(struct out *o, const struct row *r, const struct view *v)
{
	static const uint32_t none;
	bool locked = is_locked(r, v);
	char plain[WORD_MAX];
	struct literal l;

	if (!row_literal(v, r, &l)) {
		if (!locked)
			return;
		if (r->type->size == sizeof(none))
			r->type->print(v, r, &none, sizeof(none), &l);
		else
			literal_unsigned(&l, 0);
	}
	if (r->attr == RTAX_HOPLIMIT && view_u32(v, r->attr) == UINT32_MAX)
		return;
	word_plain(r->word, plain);
	out_text(o, "%s ", plain);
	if (locked)
		out_text(o, "lock ", NULL);
	out_literal(o, r->json ? r->json : plain, "%s ", &l);
}

void metric_show_features(struct out *o, const struct row *r,
			  const struct view *v)
{
	uint32_t bits = view_u32(v, r->attr), unnamed = bits;
	char all[FORMAT_MAX];

	if (!view_attr(v, r->attr) && !is_locked(r, v))
		return;
	out_text(o, is_locked(r, v) ? "features lock " : "features ", NULL);
	for (const struct name *n = features; n->name; n++)
		if (bits & n->value) {
			out_null(o, n->name, NULL);
			out_text(o, "%s ", n->name);
			unnamed &= ~n->value;
		}
	if (!unnamed)
		return;
	format_hex(all, bits);
	out_string(o, "features", "%s ", all);
}
