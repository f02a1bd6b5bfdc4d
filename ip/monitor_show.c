/* monitor_show.c - one event as a line of text, or of JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "monitor.h"

#include <errno.h>
#include <linux/net_namespace.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "error.h"
#include "links.h"
#include "../include/netns.h"
#include "nl_listen.h"
#include "stamp.h"
#include "nsid_table.h"
#include "options.h"

/* ---- when ---- */
/* Files say it themselves, before each event. */
static struct timeval said;

static struct timeval now(const struct monitor *m)
{
	struct timeval t = said;

	if (!m->file)
		gettimeofday(&t, NULL);
	return t;
}

/* Of what follows in a file. */
static void file_time(const struct nlmsghdr *n)
{
	const uint32_t *t = mnl_nlmsg_get_payload(n);

	if (mnl_nlmsg_get_payload_len(n) < 2 * sizeof(*t))
		return;
	said = (struct timeval){ t[0], t[1] };
	if (!out.json)
		stamp_text(&said, false, "us");
}

/* ---- what ---- */
static const struct event *event_of(const struct view *v, const struct event *from)
{
	for (const struct event *e = from; e->type; e++)
		if (v->type >= e->type && v->type <= (e->last ? e->last : e->type + 1))
			return e;
	return NULL;
}

/* The event as which a message is shown; NULL: none is, or none is asked for. */
static const struct event *find(const struct monitor *m, const struct nlmsghdr *n, struct view *v, bool *is_known)
{
	const struct event *e = monitor_events();

	v->type = n->nlmsg_type;
	*is_known = false;
	for (; (e = event_of(v, e)); e++) {
		*is_known = true;
		if (!e->table || view_message(v, e->table, n, NULL) < 0 || (e->is && !e->is(v)))
			continue;
		if (m->file || !e->word || m->asked & 1u << (e - monitor_events()))
			return e;
	}
	return NULL;
}

/* "dev DEV" is an example, as in the object's own listing: what it says is not repeated. */
static bool is_of_device(const struct monitor *m, const struct event *e, struct view *v, struct request *q)
{
	const struct row *r = e->index_attr ? table_attr(e->table, e->index_attr) :
			      e->index_at   ? table_header(e->table, e->index_at) :
					      NULL;

	if (!m->index || !r)
		return true;
	request_begin(q, e->table, TO_LIST, 0, 0, NULL);
	request_add_number(q, e->table, r, 0, 1, m->index);
	v->filter = q;
	return filter_matches(q, v);
}

static void show_object(const struct event *e, struct view *v)
{
	if (!out.json)
		v->when &= ~NOT_EVENT;
	if (e->show)
		e->show(&out, v);
	else
		show_rows(&out, v);
}

static void show_text(const struct monitor *m, const struct event *e, struct view *v, int32_t nsid)
{
	stamp_now();
	if (m->all_nsid && nsid < 0)
		out_text(&out, "[nsid current]", NULL);
	else if (m->all_nsid)
		out_signed(&out, NULL, "[nsid %s]", nsid);
	if (m->labels)
		out_text(&out, e->label, NULL);
	show_object(e, v);
	out_record_end(&out);
}

/* ---- JSON Lines: an object a line, so that each can be read when it comes ---- */
static void json_begin(const struct monitor *m, const char *event)
{
	struct timeval t = now(m);
	struct literal l = { .json = JSON_NUMBER };

	snprintf(l.buf, sizeof(l.buf), "%ld.%06ld", (long)t.tv_sec, (long)t.tv_usec);
	l.text = l.buf;
	out.comma[0] = false;
	out_open(&out, NULL, '{');
	out_string(&out, "event", NULL, event);
	out_literal(&out, "time", NULL, &l);
}

static void json_end(void)
{
	out_close(&out);
	out_bytes(&out, "\n", 1);
}

static void show_json(const struct monitor *m, const struct event *e, struct view *v, int32_t nsid)
{
	/* rtnetlink numbers its messages in fours: NEW, DEL, GET, SET. */
	static const char *const verbs[] = { "new", "del", "get", "set" };

	json_begin(m, verbs[v->type & 3]);
	out_string(&out, "object", NULL, e->object);
	if (nsid >= 0)
		out_signed(&out, "nsid", NULL, nsid);
	out_open(&out, "data", '{');
	show_object(e, v);
	out_close(&out);
	json_end();
}

void monitor_show_lost(const struct monitor *m)
{
	warn("netlink receive error %s (%d)", strerror(ENOBUFS), ENOBUFS);
	if (!out.json)
		return;
	json_begin(m, "lost");
	json_end();
}

static void say_unknown(const struct nlmsghdr *n)
{
	if (n->nlmsg_type == NLMSG_NOOP || n->nlmsg_type == NLMSG_ERROR || n->nlmsg_type == NLMSG_DONE)
		return;
	warn("Unknown message: type=0x%08x(%d) flags=0x%08x(%d) len=0x%08x(%d)", n->nlmsg_type, n->nlmsg_type,
	     n->nlmsg_flags, n->nlmsg_flags, n->nlmsg_len, n->nlmsg_len);
}

/* The id may be that of another namespace soon. */
static void forget_links(const struct nlmsghdr *n)
{
	struct view v;

	if (!view_message(&v, &nsid_table, n, NULL) && view_attr(&v, NETNSA_NSID))
		links_forget(view_u32(&v, NETNSA_NSID));
}

/* Names of what goes away are still needed to show that it does. */
static void learn(const struct nlmsghdr *n, bool is_shown)
{
	if (n->nlmsg_type == RTM_NEWLINK && !is_shown)
		links_learn(n);
	if (n->nlmsg_type == RTM_DELLINK && is_shown)
		links_learn(n);
	if (n->nlmsg_type == RTM_NEWNSID && !is_shown)
		netns_reset();
	if (n->nlmsg_type == RTM_DELNSID && is_shown) {
		netns_reset();
		forget_links(n);
	}
}

int monitor_show(const struct monitor *m, const struct nlmsghdr *n, int32_t nsid)
{
	const struct event *e;
	struct request filter;
	struct view v;
	bool is_known;

	if (n->nlmsg_type == NLMSG_TSTAMP) {
		file_time(n);
		return 0;
	}
	links_enter(nsid < 0 ? LINKS_HERE : nsid);
	learn(n, false);
	e = find(m, n, &v, &is_known);
	if (e && is_of_device(m, e, &v, &filter))
		(out.json ? show_json : show_text)(m, e, &v, nsid);
	else if (!is_known)
		say_unknown(n);
	learn(n, true);
	links_enter(LINKS_HERE);
	return out.failed ? -1 : 0;
}
