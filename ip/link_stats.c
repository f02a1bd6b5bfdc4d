/* link_stats.c - the counters of a link: a grid in text, two objects in JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_table.h"

#include <linux/if_link.h>
#include <string.h>

#include "options.h"

/* The kernel's struct rtnl_link_stats64 as an array: struct rtnl_link_stats is the same with 32 bits each. */
#define AT(field)	(offsetof(struct rtnl_link_stats64, field) / sizeof(uint64_t))
enum { OTHERHOST = AT(rx_nohandler) + 1, COUNTERS, COLUMNS = 8 };

struct stats {
	const char *key;	/* "stats64", or "stats" for the 32-bit ones */
	uint64_t counter[COUNTERS];
	bool has_transitions;
	uint64_t transitions;	/* of the carrier; not part of the kernel's struct */
	int width[COLUMNS];
};

struct counter {
	const char *title, *key;
	uint8_t column, text, json;	/* text and JSON tell different counters under one place */
	enum { ALWAYS, BLANK, SKIP } at_zero;	/* in text, BLANK keeps the place of the title */
};

#define SAME(f)		AT(f), AT(f)

static const struct counter rx[] = {
	{ "bytes", "bytes", 0, SAME(rx_bytes), ALWAYS },
	{ "packets", "packets", 1, SAME(rx_packets), ALWAYS },
	{ "errors", "errors", 2, SAME(rx_errors), ALWAYS },
	{ "dropped", "dropped", 3, SAME(rx_dropped), ALWAYS },
	{ "missed", "over_errors", 4, AT(rx_missed_errors), AT(rx_over_errors), ALWAYS },
	{ "mcast", "multicast", 5, SAME(multicast), ALWAYS },
	{ "compressed", "compressed", 6, SAME(rx_compressed), BLANK },
	{ NULL, NULL, 0, 0, 0, ALWAYS }
}, rx_more[] = {
	{ "length", "length_errors", 1, SAME(rx_length_errors), ALWAYS },
	{ "crc", "crc_errors", 2, SAME(rx_crc_errors), ALWAYS },
	{ "frame", "frame_errors", 3, SAME(rx_frame_errors), ALWAYS },
	{ "fifo", "fifo_errors", 4, SAME(rx_fifo_errors), ALWAYS },
	{ "overrun", "missed_errors", 5, AT(rx_over_errors), AT(rx_missed_errors), ALWAYS },
	{ "nohandler", "nohandler", 6, SAME(rx_nohandler), SKIP },
	{ "otherhost", "otherhost", 7, OTHERHOST, OTHERHOST, SKIP },
	{ NULL, NULL, 0, 0, 0, ALWAYS }
}, tx[] = {
	{ "bytes", "bytes", 0, SAME(tx_bytes), ALWAYS },
	{ "packets", "packets", 1, SAME(tx_packets), ALWAYS },
	{ "errors", "errors", 2, SAME(tx_errors), ALWAYS },
	{ "dropped", "dropped", 3, SAME(tx_dropped), ALWAYS },
	{ "carrier", "carrier_errors", 4, SAME(tx_carrier_errors), ALWAYS },
	{ "collsns", "collisions", 5, SAME(collisions), ALWAYS },
	{ "compressed", "compressed", 6, SAME(tx_compressed), BLANK },
	{ NULL, NULL, 0, 0, 0, ALWAYS }
}, tx_more[] = {
	{ "aborted", "aborted_errors", 1, SAME(tx_aborted_errors), ALWAYS },
	{ "fifo", "fifo_errors", 2, SAME(tx_fifo_errors), ALWAYS },
	{ "window", "window_errors", 3, SAME(tx_window_errors), ALWAYS },
	{ "heartbt", "heartbeat_errors", 4, SAME(tx_heartbeat_errors), ALWAYS },
	{ NULL, NULL, 0, 0, 0, ALWAYS }
};

#define counters_for_each(c, list) \
	for (const struct counter *c = (list); c->title; c++)

/* Newer kernels tell more counters than we know, older ones fewer: those are 0. */
static void read_counters(struct stats *s, const struct nlattr *a, size_t each)
{
	size_t n = mnl_attr_get_payload_len(a) / each;

	*s = (struct stats){ .key = each == sizeof(uint64_t) ? "stats64" : "stats" };
	for (size_t i = 0; i < n && i < COUNTERS; i++)
		s->counter[i] = payload_number((const char *)mnl_attr_get_payload(a) + i * each, each, false);
}

static bool read_stats(struct stats *s, const struct view *v)
{
	if (view_attr(v, IFLA_STATS64))
		read_counters(s, view_attr(v, IFLA_STATS64), sizeof(uint64_t));
	else if (view_attr(v, IFLA_STATS))
		read_counters(s, view_attr(v, IFLA_STATS), sizeof(uint32_t));
	else
		return false;
	s->has_transitions = view_struct(v, IFLA_CARRIER_CHANGES, sizeof(uint32_t));
	s->transitions = view_u32(v, IFLA_CARRIER_CHANGES);
	return true;
}

/* ---- JSON ---- */
static void show_counters(struct out *o, const struct stats *s, const struct counter *list)
{
	counters_for_each(c, list)
		if (s->counter[c->json] || !c->at_zero)
			out_unsigned(o, c->key, NULL, s->counter[c->json]);
}

static void show_json(struct out *o, const struct stats *s)
{
	out_open(o, s->key, '{');
	out_open(o, "rx", '{');
	show_counters(o, s, rx);
	if (opt.stats > 1)
		show_counters(o, s, rx_more);
	out_close(o);
	out_open(o, "tx", '{');
	show_counters(o, s, tx);
	if (opt.stats > 1)
		show_counters(o, s, tx_more);
	if (opt.stats > 1 && s->has_transitions)
		out_unsigned(o, "carrier_changes", NULL, s->transitions);
	out_close(o);
	out_close(o);
}

/* ---- text: columns are as wide as their widest number, the same for both directions ---- */
static char *number(char *p, uint64_t value)
{
	return opt.human ? format_human(p, value, opt.iec) : format_unsigned(p, value);
}

static void widen(struct stats *s, const struct counter *list, int further)
{
	char text[FORMAT_MAX];

	counters_for_each(c, list) {
		int n = format_unsigned(text, s->counter[c->text]) - text;

		if (n > s->width[c->column + further])
			s->width[c->column + further] = n;
	}
}

static void measure(struct stats *s)
{
	static const int least[COLUMNS] = { 10, 7, 6, 7, 7, 7, 10, 9 };

	memcpy(s->width, least, sizeof(least));
	if (opt.human)
		return;
	widen(s, rx, 0);
	widen(s, tx, 0);
	if (opt.stats > 1) {
		widen(s, rx_more, 0);
		/* ip(8) makes room for these one column on. */
		widen(s, tx_more, 1);
	}
}

/* Right-aligned. */
static char *put(char *p, const char *text, int width)
{
	int n = strlen(text);

	for (; width > n; width--)
		*p++ = ' ';
	memcpy(p, text, n + 1);
	return p + n;
}

#define LINE_MAX	512
#define INDENT		4

static char *put_titles(char *p, const struct stats *s, const struct counter *list)
{
	counters_for_each(c, list) {
		bool hidden = c->at_zero && !s->counter[c->text];

		if (hidden && c->at_zero == SKIP)
			continue;
		if (c->column)
			*p++ = ' ';
		p = put(p, hidden ? "" : c->title, s->width[c->column]);
	}
	return p;
}

static char *put_numbers(char *p, const struct stats *s, const struct counter *list)
{
	char text[FORMAT_MAX];

	counters_for_each(c, list) {
		if (c->at_zero && !s->counter[c->text])
			continue;
		number(text, s->counter[c->text]);
		p = put(p, text, s->width[c->column]);
		*p++ = ' ';
	}
	*p = '\0';
	return p;
}

/* The label stands in what the first column leaves free. */
static void show_grid(struct out *o, const struct stats *s, const char *label,
		      const struct counter *list)
{
	char line[LINE_MAX];

	put_titles(put(line, "", INDENT), s, list);
	memcpy(line + INDENT, label, strlen(label));
	out_text(o, "%s", line);
	put_numbers(put(line, "", INDENT), s, list);
	out_text(o, "\n%s", line);
}

static void show_more(struct out *o, const struct stats *s, const char *label,
		      const struct counter *list)
{
	int skip = INDENT + s->width[0];
	char line[LINE_MAX], text[FORMAT_MAX], *p;

	p = put_titles(put(line, "", skip), s, list);
	memcpy(line + INDENT, label, strlen(label));
	if (list == tx_more) {
		*p++ = ' ';
		put(p, s->has_transitions ? "transns" : "", s->width[5]);
	}
	out_text(o, "\n%s", line);
	p = put_numbers(put(line, "", skip + 1), s, list);
	if (list == tx_more && s->has_transitions) {
		number(text, s->transitions);
		p = put(p, text, s->width[5]);
		strcpy(p, " ");
	}
	out_text(o, "\n%s", line);
}

static void show(struct out *o, struct stats *s, const char *newline)
{
	if (o->json) {
		show_json(o, s);
		return;
	}
	measure(s);
	out_text(o, newline, "");
	show_grid(o, s, "RX:", rx);
	if (opt.stats > 1)
		show_more(o, s, "RX errors:", rx_more);
	out_text(o, "\n", "");
	show_grid(o, s, "TX:", tx);
	if (opt.stats > 1)
		show_more(o, s, "TX errors:", tx_more);
}

void link_show_stats(struct out *o, const struct view *v, const char *newline)
{
	struct stats s;

	if (read_stats(&s, v))
		show(o, &s, newline);
}

void link_show_counters(struct out *o, const struct nlattr *stats64)
{
	struct stats s;

	read_counters(&s, stats64, sizeof(uint64_t));
	show(o, &s, "");
}

/* "ip address" prints it behind the addresses. */
void link_show_stats_row(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->when & IN_OBJECT)
		link_show_stats(o, v, "\n");
}
