/* peer.c - kinds that come in pairs: the other end is a link of its own.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "peer.h"

#include "../link_table.h"
#include "arena.h"
#include "error.h"
#include "kind.h"

struct item *peer_begin(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	struct item *i = request_add(q, t, r, w->i - 1, w->i);

	if (!i)
		return NULL;
	i->group = arena_alloc(sizeof(*i->group));
	request_begin(i->group, &link_table, q->space, q->type, q->flags, w);
	i->group->up = q;
	return i;
}

int peer_words(struct item *i, struct words *w)
{
	const struct request *peer = i->group;

	if (request_parse(i->group, &link_table, w) < 0)
		return -1;
	i->to = w->i;
	if (!(peer->flags & NLM_F_CREATE) && !request_row(peer, link_device_row()))
		return fail(255, "Not enough information: \"dev\" argument is required.");
	return 0;
}

int peer_parse(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	struct item *i = peer_begin(q, t, r, w);

	return i ? peer_words(i, w) : -1;
}

int peer_only(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)w;
	kind_usage(&out, NULL, t);
	return fail(1, "%s", "");
}
