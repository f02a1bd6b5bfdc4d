/* genl_ask.c - questions, listings and events of generic netlink.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "genl_ask.h"

#include <errno.h>
#include <string.h>

#include "error.h"
#include "nl_listen.h"

int genl_argument(struct request *q, const struct table *t, uint16_t attr, struct words *w)
{
	const struct row *r = table_attr(t, attr);
	const char *word = request_next(q, r, w);

	if (!word || w->completing)
		return -1;
	return request_value(q, t, r, word, w->i - 1, w->i) ? 0 : -1;
}

static int show_one(const struct nlmsghdr *n, void *arg)
{
	const struct request *q = arg;
	struct view v;

	if (n->nlmsg_type != q->table->family->id || view_message(&v, q->table, n, q) < 0 ||
	    (q->space == TO_LIST && !filter_matches(q, &v)))
		return 0;
	show_record(&out, &v);
	return 0;
}

int genl_list(struct request *q, int status)
{
	q->flags |= NLM_F_DUMP;
	return request_list(q, show_one, q, status);
}

static int show_answer(const struct nlmsghdr *n, void *arg)
{
	out_begin(&out);
	show_one(n, arg);
	out_end(&out);
	return 0;
}

int genl_ask(struct request *q)
{
	return request_send(q, show_answer, q);
}

int genl_ask_text(struct request *q)
{
	bool json = out.json;
	int ret;

	out.json = false;
	ret = genl_ask(q);
	out.json = json;
	return ret;
}

/* ---- events ---- */
struct hearing {
	const struct genl_family *family;
	int (*each)(const struct nlmsghdr *, void *arg);
};

static int hear(const struct nlmsghdr *n, int32_t nsid, void *arg)
{
	const struct hearing *h = arg;

	(void)nsid;
	return n->nlmsg_type == h->family->id ? h->each(n, NULL) : 0;
}

static void lost(void *arg)
{
	(void)arg;
	warn("netlink receive error %s (%d)", strerror(ENOBUFS), ENOBUFS);
}

static int idle(void *arg)
{
	(void)arg;
	return out_flush(&out);
}

int genl_monitor(struct genl_family *f, const char *group, int (*each)(const struct nlmsghdr *, void *arg))
{
	struct hearing h = { f, each };
	struct nl_listener l = { .fd = -1, .protocol = NETLINK_GENERIC, .each = hear, .lost = lost, .idle = idle, .arg = &h };
	uint32_t number = genl_group(f, group);
	int ret;

	if (!number || nl_listen_open(&l) < 0)
		return -1;
	ret = nl_listen_join(&l, number) < 0 ? fail(1, "can't subscribe to %s events: %s", f->name, strerror(errno)) :
					       nl_listen(&l);
	nl_listen_close(&l);
	return ret;
}

int genl_usage(const char *text)
{
	out_text(&err, text, "");
	return fail(255, "%s", "");
}
