/* ntable.c - "ip ntable": tables of neighbours, and what they go by.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "ntable_table.h"

#include <linux/neighbour.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "error.h"
#include "links.h"
#include "objects.h"
#include "route_table.h"
#include "types.h"

/* ---- what is shown ---- */
static void show_family(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	out_string(o, "family", "%s ", route_family_name(((const struct ndtmsg *)v->header)->ndtm_family));
}

/* A table of one link has less to tell: what holds for all tables of a family is told once. */
static void show_device(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, NDTA_PARMS);
	struct view parms;

	(void)r;
	if (a && !view_nest(&parms, &ntable_parms_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) &&
	    view_attr(&parms, NDTPA_IFINDEX))
		out_string_colored(o, COLOR_IFNAME, "dev", "    dev {%s }\n", links_name(view_u32(&parms, NDTPA_IFINDEX)));
}

/* Milliseconds ago, as a time. */
static void print_ago(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	time_t then = time(NULL) - payload_number(data, size, false) / 1000;
	struct tm tm;

	(void)v;
	(void)r;
	strftime(l->buf, sizeof(l->buf), "%Y-%m-%d %H:%M:%S", localtime_r(&then, &tm));
	literal_string(l, l->buf);
}

static void print_mask(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint32_t mask = payload_number(data, size, false);

	(void)v;
	(void)r;
	l->json = JSON_STRING;
	l->text = l->buf;
	l->label = l->buf + FORMAT_MAX;
	format_hex(l->buf, mask);
	format_hex_digits(l->buf + FORMAT_MAX, mask, 8);
}

static const struct type type_ago = { .name = "u32", .size = 4, .print = print_ago };
static const struct type type_mask = { .name = "u32", .size = 4, .hex = true, .print = print_mask };

/* ---- words ---- */
/* "none": tables of no link. */
static int parse_device(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	if (q->space == TO_LIST && !strcmp(word, "none"))
		return request_add_number(q, t, r, from, w->i, 0) ? 0 : -1;
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static bool matches_device(const struct item *i, const struct view *v)
{
	return item_number(i) == view_u32(v, NDTPA_IFINDEX);
}

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return fail(255, "Error: argument \"%s\" is wrong: unknown", w->v[w->i]);
}

static bool matches_name(const struct item *i, const struct view *v)
{
	return !strcmp(i->data, view_string(v, NDTA_NAME));
}

static void show_end_of_probes(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (view_attr(v, NDTPA_MCAST_PROBES) || view_attr(v, NDTPA_MCAST_REPROBES))
		out_text(o, "\n", NULL);
}

static const struct row parms_rows[] = {
	{ ATTR_ANON(NDTPA_IFINDEX, device), SAID("dev", "!Cannot find device \"%s\""), LISTED("dev", "\"DEV\" is invalid"),
	  .hide = HIDE, .help = "the table of this link", .parse = parse_device, .match = matches_device },
	TOLD(NDTPA_REFCNT, u32, "    refcnt %s ", "refcnt"),
	TOLD(NDTPA_REACHABLE_TIME, u64, "reachable %s ", "reachable"),
	ATTR(NDTPA_BASE_REACHABLE_TIME, u64, "base_reachable", "MSEC", "how long an entry counts as reachable, on average"),
	ATTR(NDTPA_RETRANS_TIME, u64, "retrans", "MSEC", "between two questions", .text = "retrans %s \n"),
	ATTR(NDTPA_GC_STALETIME, u64, "gc_stale", "MSEC", "after which an unused entry may go", .text = "    gc_stale %s "),
	ATTR(NDTPA_DELAY_PROBE_TIME, u64, "delay_probe", "MSEC", "before a stale entry is asked for"),
	ATTR(NDTPA_QUEUE_LEN, u32, "queue", "LEN", "packets that wait for an answer", .text = "queue %s \n"),
	ATTR(NDTPA_APP_PROBES, u32, "app_probes", "VAL", "questions to a program", .text = "    app_probes %s "),
	ATTR(NDTPA_UCAST_PROBES, u32, "ucast_probes", "VAL", "questions to the neighbour itself"),
	ATTR(NDTPA_MCAST_PROBES, u32, "mcast_probes", "VAL", "questions to all"),
	ATTR(NDTPA_MCAST_REPROBES, u32, "mcast_reprobes", "VAL", "further questions to all"),
	PRINTS(show_end_of_probes),
	ATTR(NDTPA_ANYCAST_DELAY, u64, "anycast_delay", "MSEC", "longest wait before an answer for an anycast address",
	     .text = "    anycast_delay %s "),
	ATTR(NDTPA_PROXY_DELAY, u64, "proxy_delay", "MSEC", "longest wait before an answer for someone else"),
	ATTR(NDTPA_PROXY_QLEN, u32, "proxy_queue", "LEN", "questions for someone else that wait"),
	ATTR(NDTPA_LOCKTIME, u64, "locktime", "MSEC", "for which an entry does not change", .text = "locktime %s \n"),
	QUIET(NDTPA_QUEUE_LENBYTES, u32), QUIET(NDTPA_INTERVAL_PROBE_TIME_MS, u64),
};
const struct table ntable_parms_table = {
	.name = "parms", TABLE_ROWS(parms_rows), .bad = { "\"%s\" value is invalid", NULL, NULL },
};

#define CONFIG(f, t, label, key) \
	FIELD(NDTA_CONFIG, ndt_config, ndtc_##f, t, .text = label, .json = key, .when = ON_STATS)
#define STAT(f, label)	FIELD(NDTA_STATS, ndt_stats, ndts_##f, u64, .text = label, .json = #f, .when = ON_STATS)

static const struct row rows[] = {
	HEADER(ndtmsg, ndtm_family, u8, .names = family_names, .show = show_family, .kernel_filter = true),
	{ ATTR_ANON(NDTA_NAME, string), .word = "name", LISTED("name"), .arg = "NAME", .help = "arp_cache, ndisc_cache",
	  .once = ONCE_DUPLICATE, MORE(.as = "NAME"), .text = "%s \n", .json = "name", .match = matches_name },
	PRINTS(show_device),
	ATTR(NDTA_THRESH1, u32, "thresh1", "VAL", "up to so many entries none has to go", .text = "    thresh1 %s "),
	ATTR(NDTA_THRESH2, u32, "thresh2", "VAL", "more than so many stay for five seconds only"),
	ATTR(NDTA_THRESH3, u32, "thresh3", "VAL", "there are never more"),
	ATTR(NDTA_GC_INTERVAL, u64, "gc_int", "MSEC", "between two searches for what may go", .text = "gc_int %s \n",
	     .json = "gc_interval"),
	CONFIG(key_len, u16, "    config key_len %s ", "key_length"), CONFIG(entry_size, u16, "entry_size %s ", "entry_size"),
	CONFIG(entries, u32, "entries %s \n", "entries"), CONFIG(last_flush, ago, "        last_flush %s ", "last_flush"),
	CONFIG(last_rand, ago, "last_rand %s \n", "last_rand"), CONFIG(hash_rnd, u32, "        hash_rnd %s ", "hash_rnd"),
	CONFIG(hash_mask, mask, "hash_mask %s ", "hash_mask"), CONFIG(hash_chain_gc, u32, "hash_chain_gc %s ", "hash_chain_gc"),
	CONFIG(proxy_qlen, u32, "proxy_qlen %s \n", "proxy_qlen"),
	NEST(NDTA_PARMS, &ntable_parms_table, .json = ""),
	STAT(allocs, "    stats allocs %s "), STAT(destroys, "destroys %s "), STAT(hash_grows, "hash_grows %s \n"),
	STAT(res_failed, "    res_failed %s "), STAT(lookups, "lookups %s "), STAT(hits, "hits %s \n"),
	STAT(rcv_probes_mcast, "    rcv_probes_mcast %s "), STAT(rcv_probes_ucast, "rcv_probes_ucast %s \n"),
	STAT(periodic_gc_runs, "    periodic_gc_runs %s "), STAT(forced_gc_runs, "forced_gc_runs %s \n"),
	STAT(table_fulls, "    table_fulls %s \n"),
};
const struct table ntable_table = {
	.name = "ntable", TABLE_ROWS(rows), .header = sizeof(struct ndtmsg), .header_name = "ndtmsg",
	.bad = { "\"%s\" value is invalid", NULL, NULL }, .unknown = unknown,
};

/* ---- commands ---- */
struct listing {
	const struct request *q;
	uint8_t family;		/* of the table told last, and its name */
	char name[WORD_MAX];
};

static bool is_of_link(const struct view *v)
{
	const struct nlattr *a = view_attr(v, NDTA_PARMS);
	struct view parms;

	return a && !view_nest(&parms, &ntable_parms_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) &&
	       view_attr(&parms, NDTPA_IFINDEX);
}

/* Where the links of a table go on in another buffer of the kernel's, it tells the table once more. */
static bool is_told_again(struct listing *l, const struct view *v)
{
	uint8_t family = ((const struct ndtmsg *)v->header)->ndtm_family;
	const char *name = view_string(v, NDTA_NAME);
	bool again;

	if (is_of_link(v))
		return false;
	again = l->family == family && !strcmp(l->name, name);
	l->family = family;
	snprintf(l->name, sizeof(l->name), "%s", name);
	return again;
}

static int show_one(const struct nlmsghdr *n, void *arg)
{
	struct listing *l = arg;
	const struct request *q = l->q;
	struct view v;

	if (n->nlmsg_type != RTM_NEWNEIGHTBL || view_message(&v, &ntable_table, n, q) < 0 || is_told_again(l, &v))
		return 0;
	if ((q->family && q->family != ((const struct ndtmsg *)v.header)->ndtm_family) || !filter_matches(q, &v))
		return 0;
	show_record(&out, &v);
	return 0;
}

static int begin_again(void *arg)
{
	((struct listing *)arg)->name[0] = '\0';
	return request_list_again(NULL);
}

static int list(struct words *w, const struct command *c)
{
	struct request q;
	struct listing l = { .q = &q };
	struct nl_dump dump = { show_one, begin_again, &l };

	(void)c;
	request_begin(&q, &ntable_table, TO_LIST, RTM_GETNEIGHTBL, NLM_F_DUMP, w);
	if (request_parse(&q, &ntable_table, w) < 0 || w->completing)
		return -1;
	request_imply_header(&q, 0, q.family);
	return request_list_dump(&q, &dump, 1);
}

/* Does anything but the name and the link stand there? */
static bool changes(const struct request *q)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->attr != (i->table == &ntable_table ? NDTA_NAME : NDTPA_IFINDEX))
			return true;
	return false;
}

static int change(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &ntable_table, TO_SET, RTM_SETNEIGHTBL, NLM_F_ACK | c->flags, w);
	if (request_parse(&q, &ntable_table, w) < 0 || w->completing)
		return -1;
	if (!request_attr(&q, &ntable_table, NDTA_NAME))
		return fail(255, "Error: argument \"NAME\" is required");
	if (!changes(&q))
		return fail(255, "Not enough information: changeable attributes required.");
	request_imply_header(&q, 0, q.family);
	return request_send(&q, NULL, NULL);
}

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ dev DEV ] [ name NAME ]", "lists tables of neighbours", list, 0, NULL },
	{ "c[hange]|chg", "name NAME [ dev DEV ] PARAMETER ...", "changes what a table goes by", change, NLM_F_REPLACE, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip ntable change name NAME [ dev DEV ]\n        PARAMETER ...\n"
		       "       ip ntable show [ dev DEV ] [ name NAME ]\nPARAMETER :=\n", "");
	help_table(&err, &ntable_table, TO_SET, 8);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &ntable_table, NULL };

const struct object ntable_object = {
	.word = "nt[able]|ntb[l]",
	.name = "ntable",
	.help = "tables of neighbours: limits and times",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.tables = tables,
};
