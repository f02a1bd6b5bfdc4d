/* xfrm_sort.c - what "ip xfrm state" and "ip xfrm policy" do alike.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "options.h"

/* ---- shown ---- */
/* One that is gone is an attribute of the message that says so. */
static int view_deleted(const struct xfrm_sort *s, struct view *v, const struct nlmsghdr *n)
{
	const struct nlattr *a;

	if (view_message(v, s->id, n, NULL) < 0)
		return -1;
	a = view_attr(v, s->itself);
	if (!a || mnl_attr_get_payload_len(a) < s->table->header)
		return -1;
	v->table = s->table;
	v->header = mnl_attr_get_payload(a);
	v->header_size = s->table->header;
	return 0;
}

int xfrm_show_one(const struct xfrm_sort *s, const struct nlmsghdr *n, const struct request *filter)
{
	struct view v;
	int ret = -1;

	if (n->nlmsg_type == s->made || n->nlmsg_type == s->updated)
		ret = view_message(&v, s->table, n, filter);
	else if (n->nlmsg_type == s->expired)
		ret = view_message(&v, s->expire, n, filter);
	else if (n->nlmsg_type == s->deleted)
		ret = view_deleted(s, &v, n);
	if (ret < 0 || (filter && !xfrm_matches(filter, &v)))
		return 0;
	show_rows(&out, &v);
	xfrm_end(&out);
	return 0;
}

/* ---- list ---- */
int xfrm_filter(const struct xfrm_sort *s, struct request *q, struct words *w)
{
	request_begin(q, s->table, TO_LIST, s->wanted, NLM_F_DUMP, w);
	return request_parse(q, s->table, w) < 0 || w->completing ? -1 : 0;
}

int xfrm_dump_all(const struct xfrm_sort *s, nl_each each, void *arg)
{
	struct request q;

	request_begin(&q, s->dump, TO_SET, s->wanted, NLM_F_DUMP, NULL);
	return xfrm_dump(&q, each, arg);
}

/* ---- deleteall ---- */
void xfrm_delete_begin(const struct xfrm_sort *s, struct request *q, const void *id, const struct nlmsghdr *n)
{
	const struct row *r;
	struct view v;

	request_begin(q, s->id, TO_SET, s->deleted, 0, NULL);
	table_for_each(r, q->table)
		if (r->place == AT_HEADER && r == table_header(q->table, r->offset))
			request_add_bytes(q, q->table, r, 0, 0, (const char *)id + r->offset, r->type->size);
	if (!view_message(&v, s->table, n, NULL))
		xfrm_add_mark(q, &v);
}

/* Messages of one dump: the objects go when it is through. */
struct doomed {
	const struct xfrm_sort *sort;
	const struct request *filter;
	uint8_t *messages;
	size_t size, room;
	unsigned int n;
};

static int keep(const struct nlmsghdr *n, void *arg)
{
	struct doomed *d = arg;
	size_t size = MNL_ALIGN(n->nlmsg_len);
	struct view v;

	if (n->nlmsg_type != d->sort->made || view_message(&v, d->sort->table, n, d->filter) < 0 || !xfrm_matches(d->filter, &v))
		return 0;
	if (d->size + size > d->room) {
		size_t room = 2 * (d->room + size) + 8192;
		uint8_t *messages = realloc(d->messages, room);

		if (!messages)
			return fail(1, "Error: Cannot allocate memory.");
		d->messages = messages;
		d->room = room;
	}
	memcpy(d->messages + d->size, n, n->nlmsg_len);
	d->size += size;
	d->n++;
	return 0;
}

/* All of them, whatever becomes of one. */
static int delete_kept(const struct doomed *d)
{
	int ret = 0;

	for (size_t at = 0; at < d->size; ) {
		const struct nlmsghdr *n = (const void *)(d->messages + at);

		if (d->sort->delete(n) < 0)
			ret = -1;
		at += MNL_ALIGN(n->nlmsg_len);
	}
	return ret;
}

/* Until a dump has nothing more to tell. */
static int doom(struct doomed *d)
{
	for (int round = 0; ; round++) {
		if (opt.stats > 1)
			warn("Delete-all round = %d", round);
		d->size = d->n = 0;
		if (xfrm_dump_all(d->sort, keep, d) < 0)
			return -1;
		if (!d->n)
			break;
		if (delete_kept(d) < 0)
			return -1;
		if (opt.stats > 1)
			warn("Delete-all nlmsg count = %u", d->n);
		if (opt.dry_run)
			return 0;
	}
	if (opt.stats > 1)
		warn("Delete-all completed");
	return 0;
}

int xfrm_deleteall(const struct xfrm_sort *s, struct words *w)
{
	struct request filter;
	struct doomed d = { .sort = s, .filter = &filter };
	int ret;

	if (xfrm_filter(s, &filter, w) < 0)
		return -1;
	ret = doom(&d);
	free(d.messages);
	return ret;
}

/* ---- count ---- */
int xfrm_count(const struct table *t, uint16_t type, nl_each show, struct words *w)
{
	struct request q;

	if (w->completing)
		return -1;
	request_begin(&q, t, TO_SET, type, 0, w);
	request_imply_header(&q, 0, UINT32_MAX);
	return request_send(&q, show, NULL);
}
