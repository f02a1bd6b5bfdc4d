/* neighbor_list.c - "ip neighbor show", "ip neighbor flush".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "neighbor.h"

#include "compat.h"
#include "error.h"
#include "flush.h"
#include "options.h"

#define ROUNDS_MAX 10
#define STATE offsetof(struct ndmsg, ndm_state)

/* States that go without saying, and those that "nud all" is. */
struct states {
	uint16_t usual, all;
};
static const struct states listed = { UINT8_MAX & ~NUD_NOARP, UINT16_MAX };
static const struct states flushed = { UINT16_MAX & ~(NUD_PERMANENT | NUD_NOARP), UINT16_MAX & ~NUD_NOARP };

static int list_parse(struct request *q, struct words *w, const struct states *s)
{
	request_begin(q, &neighbor_table, TO_LIST, RTM_GETNEIGH, NLM_F_DUMP, w);
	q->context = &s->all;
	if (request_parse(q, &neighbor_table, w) < 0 || request_resolve(q) < 0)
		return -1;
	request_imply_header(q, STATE, s->usual);
	request_imply_header(q, offsetof(struct ndmsg, ndm_family), q->family);
	return 0;
}

/* What we answer for, or someone else has learned, has no state of its own. */
static bool is_in_state(const struct request *q, const struct ndmsg *m)
{
	uint16_t states = item_number(request_header(q, STATE));

	if (states & m->ndm_state || m->ndm_flags & (NTF_PROXY | NTF_EXT_LEARNED))
		return true;
	return !m->ndm_state && states & NEIGHBOR_STATE_NONE;
}

static bool is_listed(const struct request *q, struct view *v, const struct nlmsghdr *n)
{
	if (n->nlmsg_type != RTM_NEWNEIGH || view_message(v, &neighbor_table, n, q) < 0)
		return false;
	if (q->family && q->family != ((const struct ndmsg *)v->header)->ndm_family)
		return false;
	return is_in_state(q, v->header) && filter_matches(q, v);
}

static void show(const struct view *v)
{
	show_record(&out, v);
}

static int show_one(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (is_listed(arg, &v, n))
		show(&v);
	return 0;
}

int neighbor_list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (list_parse(&q, w, &listed) < 0 || w->completing)
		return -1;
	return request_list(&q, show_one, &q, 1) < 0 ? error_fatal() : 0;
}

static int flush_one(const struct nlmsghdr *n, void *arg)
{
	struct flush *f = arg;
	struct view v;

	if (!is_listed(&f->q, &v, n))
		return 0;
	if (opt.stats > 1)
		show(&v);
	return flush_take(f, n);
}

/* An entry that is in use stays for a while, failed: from the second round on that is no news. */
static int flush_rounds(struct flush *f)
{
	struct item *states = request_header(&f->q, STATE);

	for (unsigned int round = 0; round < ROUNDS_MAX;) {
		if (flush_round(f) < 0)
			return error_fatal();
		if (opt.dry_run)
			return 0;
		if (!f->found) {
			flush_say_end(round);
			return 0;
		}
		flush_say_round(++round, f);
		item_set_number(states, item_number(states) & ~NUD_FAILED);
	}
	out_unsigned(&out, NULL, "*** Flush not complete bailing out after %s rounds", ROUNDS_MAX);
	out_bytes(&out, "\n", 1);
	return fail(255, "%s", "");
}

int neighbor_flush(struct words *w, const struct command *c)
{
	static struct flush f = { .each = flush_one, .type = RTM_DELNEIGH, .status = 1 };
	bool json = out.json;
	int ret;

	(void)c;
	if (!words_peek(w))
		return fail(1, "Flush requires arguments.");
	if (list_parse(&f.q, w, &flushed) < 0 || w->completing)
		return -1;
	out.json = false;
	ret = flush_rounds(&f);
	out.json = json;
	return ret;
}
