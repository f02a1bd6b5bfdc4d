/* xfrm_monitor.c - "ip xfrm monitor": words, groups, and waiting for events.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "event_file.h"
#include "nl_listen.h"
#include "stamp.h"
#include "xfrm.h"
#include "xfrm_event.h"

struct xfrm_monitor {
	uint32_t groups;	/* bit 1 << group; 0: all */
	bool all_nsid;
	const char *file;
};

#define GROUP_BIT(g)	(1u << XFRMNLGRP_##g)
/* In the order in which an abbreviation is tried. */
static const struct {
	const char *word, *arg, *help;
	uint32_t groups;
} words[] = {
	{ "f[ile]", "FILE", "shows the messages of a file, instead of what happens", 0 },
	{ "nokeys", "", "does not show keys", 0 },
	{ "all", "", "all of them", 0 },
	{ "al[l-nsid]", "", "also events of the namespaces that have a number here", 0 },
	{ "a[cquire]", "", "packets that need a state", GROUP_BIT(ACQUIRE) },
	{ "e[xpire]", "", "states and policies whose time is over", GROUP_BIT(EXPIRE) },
	{ "S[A]", "", "states", GROUP_BIT(SA) },
	{ "ae[vent]", "", "numbers and lifetimes of states", GROUP_BIT(AEVENTS) },
	{ "p[olicy]", "", "policies", GROUP_BIT(POLICY) },
	{ "r[eport]", "", "packets of Mobile IPv6 that are refused", GROUP_BIT(REPORT) },
};
#define WORDS (sizeof(words) / sizeof(words[0]))
enum { WORD_FILE, WORD_NOKEYS, WORD_ALL, WORD_ALL_NSID };

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip xfrm monitor [ nokeys ] [ all-nsid ] [ all | OBJECTS | help ]\n", "");
	out_text(&err, "OBJECTS := {{ acquire | expire | SA | aevent | policy | report }\n", "");
	return fail(255, "%s", "");
}

static int complete(struct words *w)
{
	char plain[WORD_MAX];

	for (size_t i = 0; i < WORDS; i++)
		complete_offer(w, word_plain(words[i].word, plain), words[i].help);
	complete_offer(w, "help", "says what can be said");
	return -1;
}

static int read_file_name(struct xfrm_monitor *m, struct words *w)
{
	if (completing_here(w))
		complete_shell("files", 0);
	m->file = words_next(w);
	return m->file ? 0 : -1;
}

static int take(struct xfrm_monitor *m, size_t i, struct words *w)
{
	switch (i) {
	case WORD_FILE:
		return read_file_name(m, w);
	case WORD_NOKEYS:
		xfrm_hides_keys = true;
		return 0;
	case WORD_ALL_NSID:
		m->all_nsid = true;
		return 0;
	}
	m->groups |= words[i].groups;
	return 0;
}

static int read_word(struct xfrm_monitor *m, struct words *w)
{
	const char *word = words_next(w);

	for (size_t i = 0; i < WORDS; i++)
		if (word_matches(words[i].word, word))
			return take(m, i, w);
	if (word_matches("h[elp]", word))
		return usage(w, NULL);
	error_blame(w->i - 1);
	return fail(255, "Argument \"%s\" is unknown, try \"ip xfrm monitor help\".", word);
}

/* ---- events ---- */
static int each(const struct nlmsghdr *n, int32_t nsid, void *arg)
{
	const struct xfrm_monitor *m = arg;
	int ret;

	stamp_now();
	if (m->all_nsid && nsid < 0)
		out_text(&out, "[nsid current]", NULL);
	else if (m->all_nsid)
		out_signed(&out, NULL, "[nsid %s]", nsid);
	ret = xfrm_event(n);
	arena_reset();
	return ret;
}

static void lost(void *arg)
{
	(void)arg;
	warn("netlink receive error %s (%d)", error_text(ENOBUFS), ENOBUFS);
}

static int idle(void *arg)
{
	(void)arg;
	return out_flush(&out);
}

/* Kernels that do not have a group yet have no such events either. */
static int join_all(const struct nl_listener *l, const struct xfrm_monitor *m)
{
	for (unsigned int group = XFRMNLGRP_NONE + 1; group <= XFRMNLGRP_MAX; group++)
		if ((!m->groups || m->groups & 1u << group) && nl_listen_join(l, group) < 0 && errno != EINVAL)
			return fail(1, "Cannot bind netlink socket: %s", error_text(errno));
	if (m->all_nsid && nl_listen_all_nsid(l) < 0)
		return fail(1, "NETLINK_LISTEN_ALL_NSID: %s", error_text(errno));
	return 0;
}

static int watch(struct xfrm_monitor *m)
{
	struct nl_listener l = {
		.fd = -1, .protocol = NETLINK_XFRM, .each = each, .lost = lost, .idle = idle, .arg = m,
	};
	int ret;

	if (nl_listen_open(&l) < 0)
		return -1;
	ret = join_all(&l, m) < 0 ? -1 : nl_listen(&l);
	nl_listen_close(&l);
	return ret;
}

static int from_file(const struct nlmsghdr *n, void *arg)
{
	return each(n, NL_NSID_CURRENT, arg);
}

static int run(struct words *w)
{
	struct xfrm_monitor m = { .groups = 0 };
	bool live = out.live;
	int ret;

	while (words_peek(w)) {
		if (completing_here(w))
			return complete(w);
		if (read_word(&m, w) < 0)
			return -1;
	}
	out.live = false;
	ret = m.file ? event_file(m.file, from_file, &m) : watch(&m);
	out.live = live;
	return ret;
}

static int run_command(struct words *w, const struct command *c)
{
	(void)c;
	return run(w);
}

static const struct command commands[] = {
	{ "monitor", "[ nokeys ] [ all-nsid ] [ all | OBJECTS | help ]", "shows what changes", run_command, 0, NULL },
};

/* Its first word is no command, but already says what to watch. */
const struct object xfrm_monitor_object = {
	.word = "m[onitor]", .name = "xfrm monitor", .help = "watches for changes", .commands = commands, .n = 0,
	.usage = usage, .otherwise = run,
};
