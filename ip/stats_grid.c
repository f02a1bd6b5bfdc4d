/* stats_grid.c - counters as a grid of columns, or as JSON's objects.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/mpls.h>
#include <string.h>

#include "options.h"
#include "stats_table.h"

#define COLUMNS_MAX	5

enum { RX, TX };

static void show_json(struct out *o, const struct stats_column *columns, int n, const uint64_t *counter, int way)
{
	out_open(o, way == RX ? "rx" : "tx", '{');
	for (int i = 0; i < n; i++)
		out_unsigned(o, columns[i].key, NULL, counter[columns[i].at[way]]);
	out_close(o);
}

static char *put(char *p, const char *text, int width)
{
	for (int n = strlen(text); n < width; n++)
		*p++ = ' ';
	return format_string(p, text);
}

static const char *number(char *buf, uint64_t value)
{
	if (opt.human)
		format_human(buf, value, opt.iec);
	else
		format_unsigned(buf, value);
	return buf;
}

/* Columns are as wide as their widest number, the same for both directions. */
static void measure(int width[COLUMNS_MAX], const struct stats_column *columns, const int n[2], const uint64_t *counter)
{
	char buf[FORMAT_MAX];

	for (int way = RX; way <= TX; way++)
		for (int i = 0; i < n[way]; i++) {
			int length = strlen(number(buf, counter[columns[i].at[way]]));

			if (way == RX)
				width[i] = columns[i].least;
			if (length > width[i])
				width[i] = length;
		}
}

static void show_text(struct out *o, const struct stats_column *columns, int n, const uint64_t *counter, int way, const int *width,
		      const char *line)
{
	char titles[256], numbers[256], buf[FORMAT_MAX], *p = titles, *q = numbers;
	const char *label = way == RX ? "RX:" : "TX:";

	for (int i = 0; i < n; i++) {
		if (i)
			*p++ = ' ';
		p = put(p, columns[i].title, width[i]);
		q = put(q, number(buf, counter[columns[i].at[way]]), width[i]);
		*q++ = ' ';
	}
	*p = *q = '\0';
	memcpy(titles, label, strlen(label));
	out_text(o, line, titles);
	out_text(o, line, numbers);
}

void stats_show_grid(struct out *o, const struct stats_column *columns, const int n[2], const uint64_t *counter, const char *line)
{
	int width[COLUMNS_MAX];

	measure(width, columns, n, counter);
	for (int way = RX; way <= TX; way++)
		if (o->json)
			show_json(o, columns, n[way], counter, way);
		else
			show_text(o, columns, n[way], counter, way, width, line);
}

#define AT(f)	(offsetof(struct mpls_link_stats, f) / sizeof(uint64_t))

void stats_show_mpls(struct out *o, const struct nlattr *a, const char *line)
{
	static const struct stats_column columns[] = {
		{ "bytes", "bytes", { AT(rx_bytes), AT(tx_bytes) }, 9 },
		{ "packets", "packets", { AT(rx_packets), AT(tx_packets) }, 7 },
		{ "errors", "errors", { AT(rx_errors), AT(tx_errors) }, 6 },
		{ "dropped", "dropped", { AT(rx_dropped), AT(tx_dropped) }, 7 },
		{ "noroute", "noroute", { AT(rx_noroute) }, 7 },	/* nothing is sent without a route */
	};
	uint64_t counter[sizeof(struct mpls_link_stats) / sizeof(uint64_t)] = { 0 };
	size_t size = mnl_attr_get_payload_len(a);

	memcpy(counter, mnl_attr_get_payload(a), size < sizeof(counter) ? size : sizeof(counter));
	stats_show_grid(o, columns, (const int[]){ 5, 4 }, counter, line);
}

const struct nlattr *stats_inside(const struct nlattr *of, uint16_t type)
{
	if (of)
		nl_for_each(in, mnl_attr_get_payload(of), mnl_attr_get_payload_len(of))
			if (nl_attr_type(in) == type)
				return in;
	return NULL;
}
