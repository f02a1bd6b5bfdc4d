/* address_store.c - one dump of addresses, by link.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_addr.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "compat.h"
#include "error.h"

/*
 * The kernel tells addresses family by family, links in an order of their own: to join
 * them in linear time, records are chained in buckets by the index of their link.
 */
#define START	 8 /* offset 0 means none */
#define SIZE_MIN 65536

static int make_room(struct address_store *s, size_t n)
{
	size_t size = s->size ? s->size : SIZE_MIN;
	char *buf;

	while (size < s->len + n)
		size *= 2;
	if (size == s->size)
		return 0;
	buf = size <= UINT32_MAX ? realloc(s->buf, size) : NULL;
	if (!buf)
		return fail(1, "Cannot keep %u addresses: out of memory",
			    s->count);
	s->buf = buf;
	s->size = size;
	return 0;
}

static bool is_family(const struct request *filter, const struct view *v)
{
	return !filter->family || filter->family == address_family(v);
}

static int store_each(const struct nlmsghdr *n, void *arg)
{
	struct address_store *s = arg;
	struct address_record *r;
	struct view v;
	size_t size = sizeof(*r);

	if (n->nlmsg_type != RTM_NEWADDR ||
	    view_message(&v, &address_table, n, s->filter) < 0)
		return 0;
	if (is_family(s->filter, &v) && filter_matches(s->filter, &v))
		size += MNL_ALIGN(n->nlmsg_len);
	if (make_room(s, size) < 0)
		return -1;
	r = (void *)(s->buf + s->len);
	r->index = ((const struct ifaddrmsg *)v.header)->ifa_index;
	r->next = 0;
	r->size = size;
	if (size > sizeof(*r))
		memcpy(r->message, n, n->nlmsg_len);
	s->len += size;
	s->count++;
	return 0;
}

static void store_clear(struct address_store *s)
{
	s->len = START;
	s->count = 0;
}

static int store_again(void *arg)
{
	store_clear(arg);
	return 0;
}

static struct address_record *record_at(const struct address_store *s,
					uint32_t offset)
{
	return offset ? (void *)(s->buf + offset) : NULL;
}

/* Indices may be far apart; the multiplier spreads those that have equal lower bits. */
static uint32_t *bucket_of(const struct address_store *s, uint32_t index)
{
	return &s->buckets[2 * (index * 2654435769u >> 8 & (s->n_buckets - 1))];
}

static int store_chain(struct address_store *s)
{
	uint32_t n = 16;

	while (n < s->count && n < 1u << 24)
		n *= 2;
	free(s->buckets);
	s->buckets = calloc(n, 2 * sizeof(*s->buckets));
	s->n_buckets = n;
	if (!s->buckets)
		return fail(1, "Cannot keep %u addresses: out of memory",
			    s->count);
	for (struct address_record *r = NULL; (r = address_store_next(s, r));) {
		uint32_t *bucket = bucket_of(s, r->index),
			 offset = (char *)r - s->buf;
		struct address_record *last = record_at(s, bucket[1]);

		if (last)
			last->next = offset;
		else
			bucket[0] = offset;
		bucket[1] = offset;
	}
	return 0;
}

int address_store_read(struct address_store *s, struct request *filter,
		       uint32_t index)
{
	struct nl_dump dump = { store_each, store_again, s };

	s->filter = filter;
	store_clear(s);
	if (filter->family)
		request_imply_header(filter,
				     offsetof(struct ifaddrmsg, ifa_family),
				     filter->family);
	if (index)
		request_imply_header(
			filter, offsetof(struct ifaddrmsg, ifa_index), index);
	if (request_dump(filter, &dump, 1) < 0)
		return -1;
	return store_chain(s);
}

const struct address_record *address_store_of(const struct address_store *s,
					      uint32_t index,
					      const struct address_record *r)
{
	if (!s->n_buckets)
		return NULL;
	r = record_at(s, r ? r->next : *bucket_of(s, index));
	while (r && r->index != index)
		r = record_at(s, r->next);
	return r;
}

struct address_record *address_store_next(const struct address_store *s,
					  struct address_record *r)
{
	size_t offset = r ? (size_t)((char *)r - s->buf) + r->size : START;

	return offset < s->len ? record_at(s, offset) : NULL;
}

struct nlmsghdr *address_store_message(const struct address_record *r)
{
	return r->size > sizeof(*r) ? (void *)r->message : NULL;
}

void address_store_free(struct address_store *s)
{
	free(s->buf);
	free(s->buckets);
}
