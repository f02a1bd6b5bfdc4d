/* link_xstats.c - "ip link xstats": counters that only one kind of link has.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_link.h>
#include <string.h>

#include "error.h"
#include "link/kind.h"
#include "links.h"
#include "stats_table.h"

struct xstats {
	const char *kind;
	uint16_t stats, type;	/* the nest of the message, and the nest in it */
	const struct table *table;
	const char *usage;
};

static const struct xstats all[] = {
	{ "bridge", IFLA_STATS_LINK_XSTATS, LINK_XSTATS_TYPE_BRIDGE, &bridge_xstats_table, "igmp" },
	{ "bridge_slave", IFLA_STATS_LINK_XSTATS_SLAVE, LINK_XSTATS_TYPE_BRIDGE, &bridge_xstats_table, "igmp" },
	{ "bond", IFLA_STATS_LINK_XSTATS, LINK_XSTATS_TYPE_BOND, &bond_xstats_table, "802.3ad" },
	{ "bond_slave", IFLA_STATS_LINK_XSTATS_SLAVE, LINK_XSTATS_TYPE_BOND, &bond_xstats_table, "802.3ad" },
};
#define xstats_for_each(x) \
	for (const struct xstats *x = all; x < all + sizeof(all) / sizeof(all[0]); x++)

/* What the listing is about, for show(). */
static const struct xstats *shown;
static const struct row *only;

/* The attributes that nobody asked for are as good as not there. */
static void keep_only(struct view *v)
{
	const struct nlattr *a = view_attr(v, only->attr);

	memset(v->has, 0, sizeof(v->has));
	if (a)
		view_put(v, only->attr, a);
}

static bool open_nest(struct view *in, const struct view *v, uint16_t attr, const struct table *t)
{
	const struct nlattr *a = view_attr(v, attr);

	return a && !view_nest(in, t, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v);
}

static void show(const struct view *v)
{
	const char *name = links_name(stats_index(v));
	struct view stats, in;
	char padded[64] = "                ";

	if (!open_nest(&stats, v, shown->stats, &link_xstats_table) ||
	    !open_nest(&in, &stats, shown->type, shown->table))
		return;
	if (only)
		keep_only(&in);
	out_record_begin(&out);
	out_string(&out, "ifname", NULL, name);
	memcpy(padded, name, strlen(name));
	out_text(&out, "%s", padded);
	show_rows(&out, &in);
	out_record_end(&out);
}

/* The lines of a link stay lines with -oneline too, as those of ip(8) do. */
static int list(struct words *w, const struct xstats *x, const struct row *r, uint32_t index)
{
	bool oneline = out.oneline;
	int ret;

	shown = x;
	only = r;
	out.oneline = false;
	ret = stats_dump(w, x->stats, index, show);
	out.oneline = oneline;
	return ret;
}

static int parse_device(struct words *w, uint32_t *index)
{
	const char *name = stats_next_device(w);

	if (!name)
		return -1;
	*index = links_index(name);
	if (*index)
		return 0;
	error_blame(w->i - 1);
	return fail(1, "Cannot find device \"%s\"", name);
}

static int usage(const struct xstats *x)
{
	out_text(&out, "Usage: ... %s", x->kind);
	out_text(&out, " [ %s ] [ dev DEVICE ]\n", x->usage);
	return 0;
}

static int complete(struct words *w, const struct request *q, const struct table *t)
{
	complete_table(w, q, t, TO_LIST);
	complete_offer(w, "dev", "of this link only");
	return 0;
}

static int run(struct words *w, const struct xstats *x)
{
	const struct table *in;
	uint32_t index = 0;
	struct request q;

	request_begin(&q, x->table, TO_LIST, RTM_GETSTATS, NLM_F_DUMP, w);
	for (const struct row *r; words_peek(w) && !completing_here(w);) {
		const char *word = words_next(w);

		r = table_word(x->table, TO_LIST, word, &in);
		if (!strcmp(word, "help"))
			return usage(x);
		if (r ? request_parse_row(&q, in, r, w) < 0 :
			!strcmp(word, "dev") && parse_device(w, &index) < 0)
			return -1;
		if (r || !strcmp(word, "dev"))
			continue;
		error_blame(w->i - 1);
		return fail(255, "Error: argument \"%s\" is wrong: unknown attribute", word);
	}
	if (completing_here(w))
		return complete(w, &q, x->table);
	for (const struct item *i = q.first; i; i = i->next)
		if (!i->dead)
			return list(w, x, i->row, index);
	return list(w, x, NULL, index);
}

static bool is_kind(const char *name)
{
	size_t n = strlen(name), suffix = strlen("_slave");

	return kind_find(name) || (n > suffix && !strcmp(name + n - suffix, "_slave") && kind_port_table(name));
}

static int find_and_run(struct words *w)
{
	const char *name;

	if (completing_here(w))
		xstats_for_each(x)
			complete_offer(w, x->kind, NULL);
	name = words_next(w);
	if (!name)
		return -1;
	xstats_for_each(x)
		if (!strcmp(x->kind, name))
			return run(w, x);
	error_blame(w->i - 1);
	if (!is_kind(name))
		return fail(255, "Error: argument \"%s\" is wrong: invalid type", name);
	return fail(1, "xstats: link type %s doesn't support xstats", name);
}

int link_xstats(struct words *w, const struct command *c)
{
	const char *word = words_peek(w);

	(void)c;
	if (completing_here(w)) {
		complete_offer(w, "type", "the kind whose counters to list");
		return 0;
	}
	if (!word)
		return fail(1, "xstats: missing argument");
	w->i++;
	if (word_matches("t[ype]", word))
		return find_and_run(w);
	if (word_matches("h[elp]", word)) {
		out_text(&out, "Usage: ... xstats type TYPE [ ARGS ]\n", "");
		return 0;
	}
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: unknown argument", word);
}
