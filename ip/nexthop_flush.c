/* nexthop_flush.c - "ip nexthop flush".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "nexthop_table.h"
#include "options.h"

/* Ids of one dump: the objects go when it is through, for a dump that changes meanwhile is not whole. */
struct doomed {
	struct request *q;
	uint32_t *ids;
	size_t n, room;
};

static int keep_id(struct doomed *d, uint32_t id)
{
	if (d->n == d->room) {
		size_t room = d->room ? 2 * d->room : 1024;
		uint32_t *ids = realloc(d->ids, room * sizeof(*ids));

		if (!ids)
			return fail(1, "Error: Cannot allocate memory.");
		d->ids = ids;
		d->room = room;
	}
	d->ids[d->n++] = id;
	return 0;
}

static int doom_one(const struct nlmsghdr *n, void *arg)
{
	struct doomed *d = arg;
	struct view v;

	if (n->nlmsg_type != RTM_NEWNEXTHOP || view_message(&v, &nexthop_object_table, n, d->q) < 0 ||
	    !filter_matches(d->q, &v) || !view_u32(&v, NHA_ID))
		return 0;
	return keep_id(d, view_u32(&v, NHA_ID));
}

static int forget(void *arg)
{
	struct doomed *d = arg;

	d->n = 0;
	return 0;
}

static int delete_id(uint32_t id)
{
	struct request q;

	request_begin(&q, &nexthop_object_table, TO_SET, RTM_DELNEXTHOP, NLM_F_ACK, NULL);
	request_add_number(&q, &nexthop_object_table, table_attr(&nexthop_object_table, NHA_ID), 0, 0, id);
	return request_send(&q, NULL, NULL);
}

/* What the kernel does not let go is told; the others go nevertheless. */
static size_t delete_all(const struct doomed *d)
{
	size_t gone = 0;

	for (size_t i = 0; i < d->n; i++) {
		if (!delete_id(d->ids[i])) {
			gone++;
			continue;
		}
		warn("%s", error_last()->text);
		error_clear();
	}
	return gone;
}

static int flush_once(struct request *q, size_t *gone)
{
	struct doomed d = { .q = q };
	struct nl_dump dump = { doom_one, forget, &d };
	struct nlmsghdr *n = request_build(q);
	struct nl *nl = n ? nl_socket(0) : NULL;
	int ret = nl ? nl_dump(nl, n, &dump) : -1;

	if (ret < 0 && nl && nl->error.code) {
		request_blame(q, nl);
		fail_further(2, "Dump terminated. Failed to flush nexthops");
	}
	if (!ret)
		*gone += delete_all(&d);
	free(d.ids);
	return ret;
}

/* Groups first: one that loses all its members goes with them. */
static int flush_groups(struct request *q, size_t *gone)
{
	const struct row *r = table_attr(&nexthop_object_table, NHA_GROUPS);
	struct item *i = request_add_bytes(q, &nexthop_object_table, r, 0, 0, NULL, 0);
	int ret = flush_once(q, gone);

	request_drop(i);
	return ret;
}

static void say(size_t gone)
{
	bool json = out.json;

	out.json = false;
	if (gone)
		out_unsigned(&out, NULL, "Flushed %s nexthops\n", gone);
	else
		out_text(&out, "Nothing to flush\n", NULL);
	out.json = json;
}

int nexthop_flush(struct words *w, const struct command *c)
{
	bool all = !words_peek(w);
	struct request q;
	struct item *id;
	size_t gone = 0;
	int ret = 0;

	(void)c;
	request_begin(&q, &nexthop_object_table, TO_LIST, RTM_GETNEXTHOP, NLM_F_DUMP, w);
	if (request_parse(&q, &nexthop_object_table, w) < 0 || w->completing)
		return -1;
	id = request_attr(&q, &nexthop_object_table, NHA_ID);
	if (id)
		return delete_id(item_number(id)) < 0 ? error_status(1) : 0;
	request_imply_header(&q, offsetof(struct nhmsg, nh_family), opt.family);
	if (all)
		ret = flush_groups(&q, &gone);
	if (!ret)
		ret = flush_once(&q, &gone);
	say(gone);
	return ret;
}
