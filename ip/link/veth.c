/* veth.c - "type veth": a pair of links, what enters one leaves the other.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/veth.h>
#include <string.h>

#include "../link_table.h"
#include "arena.h"
#include "error.h"
#include "kind.h"
#include "types.h"

/* The peer is a link of its own: all generic words again, to the end of the line. */
static int parse_peer(struct request *q, const struct table *t, const struct row *r,
		      struct words *w)
{
	struct item *i = request_add(q, t, r, w->i - 1, w->i);

	if (!i)
		return -1;
	i->group = arena_alloc(sizeof(*i->group));
	request_begin(i->group, &link_table, q->space, q->type, q->flags, w);
	i->group->up = q;
	if (request_parse(i->group, &link_table, w) < 0)
		return -1;
	i->to = w->i;
	return 0;
}

static int not_peer(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)w;
	kind_usage(&out, &kind_veth, t);
	return fail(1, "%s", "");
}

static const struct row rows[] = {
	GROUP(VETH_INFO_PEER, &link_table, "peer", "the other end; its words are those of a link", .parse = parse_peer,
	      .arg = "OPTIONS"),
};
static const struct table table = { .name = "veth", TABLE_ROWS(rows), .once = ONCE_DUPLICATE, .unknown = not_peer };

const struct kind kind_veth = { .name = "veth", .help = "a pair of links, what enters one leaves the other", .table = &table };
