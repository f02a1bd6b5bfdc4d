/* monitor.c - "ip monitor": words, groups, and waiting for events.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "monitor.h"

#include <errno.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "event_file.h"
#include "links.h"
#include "../include/netns.h"
#include "nl_listen.h"
#include "objects.h"
#include "options.h"
#include "prefix_table.h"

/* ---- words ---- */
static int read_file(struct monitor *m, struct words *w)
{
	if (completing_here(w))
		complete_shell("files", 0);
	m->file = words_next(w);
	return m->file ? 0 : -1;
}

static int read_label(struct monitor *m, struct words *w)
{
	(void)w;
	m->labels = true;
	return 0;
}

static int read_all_nsid(struct monitor *m, struct words *w)
{
	(void)w;
	m->all_nsid = true;
	return 0;
}

static void offer_name(const char *name, void *words)
{
	complete_offer(words, name, NULL);
}

static int read_device(struct monitor *m, struct words *w)
{
	if (completing_here(w))
		links_each(offer_name, w);
	m->device = words_next(w);
	if (!m->device)
		return -1;
	m->index = links_index(m->device);
	if (m->index)
		return 0;
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: Device does not exist", m->device);
}

static int usage(struct words *, const struct command *);

static int read_help(struct monitor *m, struct words *w)
{
	(void)m;
	return usage(w, NULL);
}

static const struct {
	const char *word, *arg, *help;
	int (*read)(struct monitor *, struct words *);
	bool of_ip;	/* "bridge monitor" does not have it */
} options[] = {
	{ "f[ile]", "FILE", "shows what rtmon has written, instead of what happens", read_file, false },
	{ "l[abel]", "", "says of which object each event is", read_label, true },
	{ "all", "", "all objects, with labels", read_label, false },
	{ "al[l-nsid]", "", "also events of the namespaces that have a number here", read_all_nsid, true },
	{ "dev", "DEV", "only what is about a device", read_device, true },
	{ "h[elp]", NULL, NULL, read_help, false },
};
#define OPTIONS (sizeof(options) / sizeof(options[0]))

static bool is_option(size_t i)
{
	return !options[i].of_ip || monitor_events() == events;
}

static int complete(struct words *w)
{
	char plain[WORD_MAX];

	for (const struct event *e = monitor_events(); e->type; e++)
		if (e->word)
			complete_offer(w, word_plain(e->word, plain), e->help);
	for (size_t i = 0; i < OPTIONS; i++)
		if (is_option(i))
			complete_offer(w, word_plain(options[i].word, plain), options[i].help);
	return -1;
}

static int read_word(struct monitor *m, struct words *w)
{
	const char *word = words_next(w);

	for (size_t i = 0; i < OPTIONS; i++)
		if (is_option(i) && word_matches(options[i].word, word))
			return options[i].read(m, w);
	for (const struct event *e = monitor_events(); e->type; e++)
		if (e->word && word_matches(e->word, word)) {
			m->asked |= 1u << (e - monitor_events());
			return 0;
		}
	error_blame(w->i - 1);
	return fail(255, "Argument \"%s\" is unknown, try \"%s monitor help\".", word,
		    monitor_events() == events ? "ip" : "bridge");
}

static int usage(struct words *w, const struct command *c)
{
	char plain[WORD_MAX];

	(void)w;
	(void)c;
	if (monitor_events() != events) {
		out_text(&err, "Usage: bridge monitor [file", "");
		for (const struct event *e = monitor_events(); e->type; e++)
			out_text(&err, " | %s", word_plain(e->word, plain));
		out_text(&err, " | all]\n", "");
		return fail(255, "%s", "");
	}
	out_text(&err, "Usage: ip monitor [ all | OBJECTS ] [ FILE ] [ label ] [ all-nsid ]\n", "");
	out_text(&err, "                  [ dev DEVICE ]\n", "");
	out_text(&err, "OBJECTS :=", "");
	for (const struct event *e = monitor_events(); e->type; e++)
		if (e->word)
			out_text(&err, e == monitor_events() ? " %s" : " | %s", word_plain(e->word, plain));
	out_text(&err, "\nFILE := file FILENAME\n", "");
	return fail(255, "%s", "");
}

/* ---- groups ---- */
/* Of one event, as far as -family goes.  Kernels that do not have a group yet have no such events either. */
static int join(const struct nl_listener *l, const struct event *e)
{
	for (size_t i = 0; i < sizeof(e->groups) / sizeof(e->groups[0]) && e->groups[i].group; i++) {
		int family = e->groups[i].family;

		if (family && opt.family && family != opt.family)
			continue;
		if (nl_listen_join(l, e->groups[i].group) < 0 && errno != EINVAL)
			return fail(1, "Failed to add %s group to list", e->object);
	}
	return 0;
}

/*
 * Links and numbers of namespaces are heard in any case, for names that are
 * shown with other objects; find() in monitor_show.c leaves out what was not asked for.
 */
static bool is_heard(const struct monitor *m, const struct event *e)
{
	return m->asked & 1u << (e - monitor_events()) || e->type == RTM_NEWLINK || e->type == RTM_NEWNSID;
}

static int join_all(const struct nl_listener *l, const struct monitor *m)
{
	for (const struct event *e = monitor_events(); e->type; e++)
		if (is_heard(m, e) && join(l, e) < 0)
			return -1;
	if (m->all_nsid && nl_listen_all_nsid(l) < 0)
		return fail(1, "NETLINK_LISTEN_ALL_NSID: %s", strerror(errno));
	return 0;
}

/* ---- events ---- */
static int each(const struct nlmsghdr *n, int32_t nsid, void *arg)
{
	int ret = monitor_show(arg, n, nsid);

	arena_reset();
	return ret;
}

static void lost(void *arg)
{
	monitor_show_lost(arg);
}

static int idle(void *arg)
{
	(void)arg;
	return out_flush(&out);
}

/* Of links and namespaces as they are, behind joining, so that no change is missed between. */
static int names_load(void)
{
	netns_name_of_id(0);
	return links_load();
}

static int watch(struct monitor *m)
{
	struct nl_listener l = { .fd = -1, .each = each, .lost = lost, .idle = idle, .arg = m };
	int ret;

	if (nl_listen_open(&l) < 0)
		return -1;
	ret = join_all(&l, m) < 0 || names_load() < 0 ? -1 : nl_listen(&l);
	nl_listen_close(&l);
	return ret;
}

static int from_file(const struct nlmsghdr *n, void *arg)
{
	return each(n, NL_NSID_CURRENT, arg);
}

static int run(struct words *w, const struct command *c)
{
	struct monitor m = { .asked = 0 };
	bool live = out.live, pretty = out.pretty;
	int ret;

	(void)c;
	while (words_peek(w)) {
		if (completing_here(w))
			return complete(w);
		if (read_word(&m, w) < 0)
			return -1;
	}
	if (!m.asked)
		m.asked = UINT32_MAX;
	out.pretty = false;
	out.live = false;
	ret = m.file ? event_file(m.file, from_file, &m) : watch(&m);
	out.live = live;
	out.pretty = pretty;
	return ret;
}

static int otherwise(struct words *w)
{
	return run(w, NULL);
}

static const struct command commands[] = {
	{ "monitor", "[ all | OBJECTS ] [ FILE ] [ label ] [ all-nsid ] [ dev DEVICE ]", "shows what changes", run, 0, NULL },
};
static const struct table *const tables[] = { &prefix_table, NULL };

/* Its first word is no command, but already says what to watch. */
const struct object monitor_object = {
	.word = "mo[nitor]", .name = "monitor", .help = "watches for changes", .commands = commands, .n = 0,
	.usage = usage, .otherwise = otherwise, .tables = tables,
};

static const struct command bridge_commands[] = {
	{ "monitor", "[ file FILE | OBJECTS | all ]", "shows what changes", run, 0, NULL },
};
static const struct table *const no_tables[] = { NULL };

const struct object bridge_monitor_object = {
	.word = "mo[nitor]", .name = "monitor", .help = "watches for changes", .commands = bridge_commands, .n = 0,
	.usage = usage, .otherwise = otherwise, .tables = no_tables,
};
