/* stats.c - "ip stats": counters of links, by suites.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "stats.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "error.h"
#include "objects.h"
#include "options.h"

/* ---- which suites ---- */
static const char *const levels[] = { "group", "subgroup", "suite" };

struct selection {
	const char *name[STATS_LEVELS];	/* being said */
	uint32_t suites;	/* said before */
};

/* The same names down to a level. */
static bool is_under(const struct stats_suite *s, const char *const *name, int depth)
{
	for (int level = 0; level < depth; level++)
		if (!s->name[level] || strcmp(s->name[level], name[level]))
			return false;
	return true;
}

static const char *parent(const char *const *name, int level)
{
	return level ? name[level - 1] : "top-level";
}

/* The words name no suite: a level that is not there, or a name that is none. */
static int fail_level(const char *const *name, int level)
{
	stats_for_each(s)
		if (is_under(s, name, level) && stats_depth(s) == level)
			return fail(22, "Error: %s %s requested inside leaf %s %s", levels[level], name[level], levels[level - 1],
				    parent(name, level));
	return fail(22, "Error: no %s named %s found inside %s", levels[level], name[level], parent(name, level));
}

static uint32_t suites_under(const char *const *name, int depth)
{
	uint32_t suites = 0;

	stats_for_each(s)
		if (is_under(s, name, depth))
			suites |= stats_bit(s);
	return suites;
}

/* Adds all that the names stand for; no name stands for all suites. */
static int settle(struct selection *x)
{
	uint32_t suites = suites_under(x->name, 0);

	for (int level = 0; level < STATS_LEVELS && x->name[level]; level++) {
		suites = suites_under(x->name, level + 1);
		if (!suites)
			return fail_level(x->name, level);
	}
	x->suites |= suites;
	return 0;
}

static int select_name(struct selection *x, int level, const char *name)
{
	for (int above = 0; above < level; above++)
		if (!x->name[above])
			return fail(22, "Error: %s %s requested without selecting a %s first", levels[level], name, levels[above]);
	if (x->name[level] && settle(x) < 0)
		return -1;
	x->name[level] = name;
	for (int below = level + 1; below < STATS_LEVELS; below++)
		x->name[below] = NULL;
	return 0;
}

/* ---- words ---- */
static bool is_first(const struct stats_suite *s, int level)
{
	for (const struct stats_suite *other = stats_suites; other < s; other++)
		if (is_under(other, s->name, level + 1))
			return false;
	return true;
}

static void offer_names(struct words *w, const struct selection *x, int level)
{
	for (int above = 0; above < level; above++)
		if (!x->name[above])
			return;
	stats_for_each(s)
		if (is_under(s, x->name, level) && s->name[level] && is_first(s, level))
			complete_offer(w, s->name[level], NULL);
}

/* Of the command line that is being read. */
static struct selection selection;

int stats_parse_level(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int level = r->lookup;
	const char *word;

	(void)q;
	(void)t;
	if (completing_here(w))
		offer_names(w, &selection, level);
	word = words_next(w);
	if (!word)
		return -1;
	error_blame(w->i - 1);
	return select_name(&selection, level, word);
}

/* ---- commands ---- */
/* The kernel is told the groups, and of one that it can divide the parts. */
static int ask_for(struct request *q, uint32_t suites)
{
	uint32_t groups = 0, parts = 0;
	const uint16_t group = IFLA_STATS_LINK_OFFLOAD_XSTATS;
	const struct row *r = table_attr(&stats_filter_table, group);

	stats_for_each(s) {
		if (!(suites & stats_bit(s)))
			continue;
		groups |= IFLA_STATS_FILTER_BIT(s->attr[0]);
		if (s->attr[0] == group)
			parts |= IFLA_STATS_FILTER_BIT(s->attr[1]);
	}
	if (parts & IFLA_STATS_FILTER_BIT(IFLA_OFFLOAD_XSTATS_L3_STATS))
		parts |= IFLA_STATS_FILTER_BIT(IFLA_OFFLOAD_XSTATS_HW_S_INFO);
	request_imply_header(q, offsetof(struct if_stats_msg, filter_mask), groups);
	if (!parts || parts == (1 << IFLA_OFFLOAD_XSTATS_MAX) - 1)
		return 0;
	return request_add_number(q, &stats_filter_table, r, 0, 0, parts) ? 0 : -1;
}

static int show_each(const struct nlmsghdr *n, void *arg)
{
	const bool *is_dump = arg;
	struct view v;

	if (n->nlmsg_type != RTM_NEWSTATS || view_message(&v, &stats_table, n, NULL) < 0)
		return 0;
	stats_show(&v, selection.suites);
	if (*is_dump)
		out_text(&out, "\n", "");
	return 0;
}

static int show_asked(struct request *q)
{
	bool is_dump = !request_header(q, offsetof(struct if_stats_msg, ifindex));
	int ret;

	if (is_dump) {
		q->flags |= NLM_F_DUMP;
		return request_list(q, show_each, &is_dump, 2);
	}
	out_begin(&out);
	ret = request_send(q, show_each, &is_dump);
	out_end(&out);
	return ret;
}

/* "help" ends the words without an error. */
static bool is_helped;

static int read_words(struct request *q, struct words *w, enum space space, uint16_t type, uint16_t flags)
{
	is_helped = false;
	request_begin(q, &stats_ask_table, space, type, flags, w);
	return request_parse(q, &stats_ask_table, w) < 0 || w->completing ? -1 : 0;
}

static int show(struct words *w, const struct command *c)
{
	bool is_said = w->i > 1;	/* then it means "-s" as well */
	int stats = opt.stats, ret;
	struct request q;

	(void)c;
	selection = (struct selection){ .suites = 0 };
	if (read_words(&q, w, TO_GET, RTM_GETSTATS, 0) < 0)
		return is_helped ? 0 : -1;
	if (settle(&selection) < 0 || request_resolve(&q) < 0 || ask_for(&q, selection.suites) < 0)
		return -1;
	opt.stats += is_said ? 1 + opt.details : 0;
	ret = show_asked(&q);
	opt.stats = stats;
	return ret;
}

static int set(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (read_words(&q, w, TO_SET, RTM_SETSTATS, NLM_F_ACK) < 0)
		return is_helped ? 0 : -1;
	if (!request_header(&q, offsetof(struct if_stats_msg, ifindex)))
		return fail(255, "Not enough information: \"dev\" argument is required.");
	if (!request_attr(&q, &stats_ask_table, IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS))
		return fail(255, "Not enough information: stat type to toggle is required.");
	return request_send(&q, NULL, NULL);
}

static int otherwise(struct words *w)
{
	error_blame(w->i);
	return fail(1, "Command \"%s\" is unknown, try \"%s stats help\".", w->v[w->i], opt.program);
}

/* ---- help: suites from the last one to the first ---- */
static const struct stats_suite *last_suite(void)
{
	const struct stats_suite *last = stats_suites;

	stats_for_each(s)
		last = s;
	return last;
}

#define stats_for_each_back(s) \
	for (const struct stats_suite *s = last_suite(); s >= stats_suites; s--)

static bool is_first_of_group(const struct stats_suite *s)
{
	for (const struct stats_suite *other = s + 1; other->name[0]; other++)
		if (is_under(other, s->name, 1))
			return false;
	return true;
}

static void help_subgroups(const struct stats_suite *group)
{
	const char *last = "";

	out_text(&err, "%s SUBGROUP := {{", group->name[0]);
	stats_for_each_back(s) {
		if (!is_under(s, group->name, 1))
			continue;
		if (strcmp(last, s->name[1])) {
			out_text(&err, *last ? " | " : " ", "");
			out_text(&err, "%s", s->name[1]);
		}
		last = s->name[1];
		if (s->name[2])
			out_text(&err, " [ suite %s ]", s->name[2]);
	}
	out_text(&err, " }\n", "");
}

int stats_help(void)
{
	const char *separator = " {{ %s";

	out_text(&err, "Usage: ip stats help\n", "");
	out_text(&err, "       ip stats show [ dev DEV ] [ group GROUP [ subgroup SUBGROUP [ suite SUITE ] ... ] ... ] ...\n", "");
	out_text(&err, "       ip stats set dev DEV l3_stats {{ on | off }\nGROUP :=", "");
	for (int deep = 0; deep < 2; deep++)
		stats_for_each_back(s)
			if (is_first_of_group(s) && deep == (stats_depth(s) > 1)) {
				out_text(&err, separator, s->name[0]);
				separator = " | %s";
			}
	out_text(&err, " }\n", "");
	stats_for_each_back(s)
		if (is_first_of_group(s) && stats_depth(s) > 1)
			help_subgroups(s);
	is_helped = true;
	return -1;
}

/* Nothing is abbreviated here, not even "help". */
static int usage(struct words *w, const struct command *c)
{
	if (!c && words_peek(w) && strcmp(words_peek(w), "help"))
		return otherwise(w);
	if (!w->completing)
		stats_help();
	return 0;
}

static const struct command commands[] = {
	{ "show", "[ dev DEV ] [ group GROUP [ subgroup SUBGROUP [ suite SUITE ] ... ] ... ] ...", "lists counters", show, 0, NULL },
	{ "set", "dev DEV l3_stats { on | off }", "has counters counted, or no longer", set, 0, NULL },
	{ "help", "", "says what can be said", usage, 0, NULL },
};
static const struct table *const tables[] = { &stats_ask_table, &stats_table, NULL };

const struct object stats_object = {
	.word = "st[ats]",
	.name = "stats",
	.help = "counters of links, by suites",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.otherwise = otherwise,
	.tables = tables,
};
