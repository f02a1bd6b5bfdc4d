/* link_afstats.c - "ip link afstats": a link's counters of MPLS.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_link.h>
#include <linux/mpls.h>
#include <string.h>
#include <sys/socket.h>

#include "error.h"
#include "link_table.h"
#include "links.h"
#include "options.h"
#include "stats_table.h"

#define COLUMNS	5
#define AT(f)	(offsetof(struct mpls_link_stats, f) / sizeof(uint64_t))

/* struct mpls_link_stats as an array of counters: a column has one for each direction. */
static const struct column {
	const char *title;
	uint8_t at[2];
	uint8_t least;		/* width; the first column has room for "RX:" */
} columns[COLUMNS] = {
	{ "bytes", { AT(rx_bytes), AT(tx_bytes) }, 9 },
	{ "packets", { AT(rx_packets), AT(tx_packets) }, 7 },
	{ "errors", { AT(rx_errors), AT(tx_errors) }, 6 },
	{ "dropped", { AT(rx_dropped), AT(tx_dropped) }, 7 },
	{ "noroute", { AT(rx_noroute) }, 7 },
};
enum { RX, TX };
/* Nothing is sent without a route. */
static const int count[] = { COLUMNS, COLUMNS - 1 };

static void show_json(struct out *o, const uint64_t *counter, int way)
{
	out_open(o, way == RX ? "rx" : "tx", '{');
	for (int i = 0; i < count[way]; i++)
		out_unsigned(o, columns[i].title, NULL, counter[columns[i].at[way]]);
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
static void measure(int width[COLUMNS], const uint64_t *counter)
{
	char buf[FORMAT_MAX];

	for (int way = RX; way <= TX; way++)
		for (int i = 0; i < count[way]; i++) {
			int n = strlen(number(buf, counter[columns[i].at[way]]));

			if (way == RX)
				width[i] = columns[i].least;
			if (n > width[i])
				width[i] = n;
		}
}

static void show_text(struct out *o, const uint64_t *counter, const int width[COLUMNS], int way)
{
	char titles[256], numbers[256], buf[FORMAT_MAX], *p = titles, *q = numbers;
	const char *label = way == RX ? "RX:" : "TX:";

	for (int i = 0; i < count[way]; i++) {
		if (i)
			*p++ = ' ';
		p = put(p, columns[i].title, width[i]);
		q = put(q, number(buf, counter[columns[i].at[way]]), width[i]);
		*q++ = ' ';
	}
	*p = *q = '\0';
	memcpy(titles, label, strlen(label));
	out_text(o, "\n        %s", titles);
	out_text(o, "\n        %s", numbers);
}

static const struct nlattr *inside(const struct nlattr *a, uint16_t type)
{
	if (a)
		nl_for_each(in, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a))
			if (mnl_attr_get_type(in) == type)
				return in;
	return NULL;
}

static void show(const struct view *v)
{
	const struct nlattr *a = inside(inside(view_attr(v, IFLA_STATS_AF_SPEC), AF_MPLS), MPLS_STATS_LINK);
	uint64_t counter[sizeof(struct mpls_link_stats) / sizeof(uint64_t)];
	int width[COLUMNS];

	if (!a || mnl_attr_get_payload_len(a) < sizeof(counter) || (opt.family && opt.family != AF_MPLS))
		return;
	memcpy(counter, mnl_attr_get_payload(a), sizeof(counter));
	measure(width, counter);
	out_record_begin(&out);
	out_unsigned(&out, "ifindex", "%s:", stats_index(v));
	out_string_colored(&out, COLOR_IFNAME, "ifname", "{%s}", links_name(stats_index(v)));
	out_text(&out, "\n    mpls:", "");
	for (int way = RX; way <= TX; way++)
		if (out.json)
			show_json(&out, counter, way);
		else
			show_text(&out, counter, width, way);
	out_record_end(&out);
}

static int unknown(const struct words *w)
{
	error_blame(w->i - 1);
	return fail(255, "Command \"%s\" is unknown, try \"%s link help\".", w->v[w->i - 1], opt.program);
}

/* A name that nobody has is told, and no error. */
static int list(struct words *w, const char *name)
{
	uint32_t index = name ? links_index(name) : 0;

	if (!name || index)
		return stats_dump(w, IFLA_STATS_AF_SPEC, index, show);
	warn("Device \"%s\" does not exist.", name);
	return 0;
}

int link_afstats(struct words *w, const struct command *c)
{
	const char *name = NULL, *word;

	(void)c;
	while (words_peek(w) && !completing_here(w)) {
		word = words_next(w);
		if (word_matches("h[elp]", word))
			return link_usage(w);
		if (strcmp(word, "dev"))
			return unknown(w);
		word = stats_next_device(w);
		if (!word)
			return -1;
		if (name)
			return fail(255, "Error: either \"dev\" is duplicate, or \"%s\" is garbage.", word);
		name = word;
	}
	if (!completing_here(w))
		return list(w, name);
	complete_offer(w, "dev", "of this link only");
	return 0;
}
