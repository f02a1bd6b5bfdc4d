/* address_parse.c - words of "ip address" that are more than a value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_addr.h>
#include <stddef.h>
#include <string.h>

#include "address.h"
#include "arena.h"
#include "compat.h"
#include "error.h"
#include "types.h"

/* ---- prefixes ---- */
static const char *family_called(int family)
{
	switch (family) {
	case AF_UNSPEC:
		return "any valid";
	case AF_INET:
		return "inet";
	case AF_INET6:
		return "inet6";
	case AF_MPLS:
		return "mpls";
	case AF_BRIDGE:
		return "bridge";
	}
	return "link";
}

/* "any" and "all" have no bytes, whatever the family. */
static bool is_any(const char *word)
{
	return !strcmp(word, "any") || !strcmp(word, "all");
}

/* The first address of a line decides which family the others are of. */
static int scan_prefix_word(struct request *q, const char *word,
			    struct address *a)
{
	if (q->family == AF_PACKET) {
		fail(1,
		     "Error: \"%s\" may be inet prefix, but it is not allowed in this context.",
		     word);
		return error_fatal();
	}
	if (scan_prefix(word, q->family, a) < 0) {
		fail(1, "Error: %s prefix is expected rather than \"%s\".",
		     family_called(q->family), word);
		return error_fatal();
	}
	if (is_any(word))
		a->size = 0;
	if (!q->family)
		q->family = a->family;
	return 0;
}

/* Before the bytes that are sent stands what else is known of the prefix. */
const struct address *address_item_prefix(const struct item *i)
{
	return (const void *)((const char *)i->data -
			      offsetof(struct address, data));
}

static int scan_prefix_item(struct request *q, const struct row *r,
			    const char *word, struct item *i)
{
	const struct address *kept;
	struct address a;

	(void)r;
	if (scan_prefix_word(q, word, &a) < 0)
		return -1;
	kept = arena_copy(&a, sizeof(a));
	i->data = kept->data;
	i->size = kept->size;
	return 0;
}

static int scan_to(struct request *q, const struct row *r, const char *word,
		   struct item *i)
{
	struct address a;

	(void)r;
	if (scan_prefix_word(q, word, &a) < 0)
		return -1;
	item_set(i, &a, sizeof(a));
	return 0;
}

static void print_address(const struct view *v, const struct row *r,
			  const void *data, size_t size, struct literal *l)
{
	(void)r;
	if (!size)
		return;
	literal_address(l, address_family(v), data, size);
	literal_resolve(l, data, size);
}

/* Which addresses there are, for commands that take one away or change it. */
static bool prefix_text(const struct words *w, const struct view *v, char *buf)
{
	const struct ifaddrmsg *m = v->header;
	const struct nlattr *a = view_attr(v, IFA_LOCAL);

	if (!a)
		a = view_attr(v, IFA_ADDRESS);
	if (!a || !complete_is_of(w, offsetof(struct ifaddrmsg, ifa_index), m->ifa_index))
		return false;
	buf = format_address(buf, m->ifa_family, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	*buf = '/';
	format_unsigned(buf + 1, m->ifa_prefixlen);
	return true;
}

static void offer_prefix(const struct row *r, struct words *w)
{
	const struct request *q = w->request;

	if (r->attr == IFA_LOCAL && q->space == TO_SET && !(q->flags & NLM_F_EXCL))
		complete_dump(w, &address_table, RTM_GETADDR, q->family, prefix_text);
}

const struct type type_prefix = { .name = "ip",
				  .arg = "PREFIX",
				  .scan = scan_prefix_item,
				  .offer = offer_prefix,
				  .print = print_address };
const struct type type_address_to = { .name = "ip",
				      .arg = "PREFIX",
				      .scan = scan_to,
				      .print = print_address };

/* "+" and "-" wait until the prefix is known. */
static int scan_broadcast(struct request *q, const struct row *r,
			  const char *word, struct item *i)
{
	struct address a;

	if (r->attr == IFA_BROADCAST &&
	    (!strcmp(word, "+") || !strcmp(word, "-"))) {
		item_set(i, word, 1);
		return 0;
	}
	if (scan_address(word, q->family, &a) < 0) {
		fail(1, "Error: %s address is expected rather than \"%s\".",
		     family_called(q->family), word);
		return error_fatal();
	}
	if (!q->family)
		q->family = a.family;
	item_set(i, a.data, is_any(word) ? 0 : a.size);
	return 0;
}

const struct type type_address_broadcast = { .name = "ip",
					     .arg = "ADDR",
					     .scan = scan_broadcast,
					     .print = print_address };

/* ---- flags ---- */
static void print_flags(const struct view *v, const struct row *r,
			const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	literal_unsigned(l, payload_number(data, size > 4 ? 4 : size, false));
	format_hex(l->buf, payload_number(data, size > 4 ? 4 : size, false));
	l->json = JSON_STRING;
}

const struct type type_address_bits = { .name = "u8",
					.size = 1,
					.hex = true,
					.merge = true,
					.print = print_flags };
const struct type type_address_flags = { .name = "u32",
					 .size = 4,
					 .hex = true,
					 .merge = true,
					 .print = print_flags };

/* { bit, what it must be }: the opposite of a flag may have a word of its own. */
static int add_flag_filter(struct request *q, const struct table *t,
			   const struct row *r, const char *word, int from)
{
	bool want = *word != '-';
	uint32_t bits[2] = { r->bit, 0 };

	if (!strcmp(word + !want, "dynamic") ||
	    !strcmp(word + !want, "primary"))
		want = !want;
	bits[1] = want ? r->bit : 0;
	return request_add_bytes(q, t, r, from, from + 1, bits, sizeof(bits)) ?
		       0 :
		       -1;
}

int address_parse_flag(struct request *q, const struct table *t,
		       const struct row *r, struct words *w)
{
	const char *word = w->v[w->i - 1];
	uint32_t bit = r->bit;

	if (q->space == TO_LIST)
		return add_flag_filter(q, t, r, word, w->i - 1);
	if (r->lookup & FLAG_FIXED)
		warn("Warning: %s option is not mutable from userspace", word);
	else if (r->lookup & FLAG_IPV6 && q->family != AF_INET6)
		warn("Warning: %s option can be set only for IPv6 addresses",
		     word);
	else
		request_add_bytes(q, t, r, w->i - 1, w->i, &bit, sizeof(bit));
	return 0;
}

/* ---- other words ---- */
static int scan_lifetime(struct request *q, const struct row *r,
			 const char *word, struct item *i)
{
	if (strcmp(word, "forever"))
		return type_scan_number(q, r, word, i);
	item_set_number(i, UINT32_MAX);
	return 0;
}

/* What is left of a deprecated address's preferred lifetime may be below zero. */
static void print_lifetime(const struct view *v, const struct row *r,
			   const void *data, size_t size, struct literal *l)
{
	uint32_t seconds = payload_number(data, sizeof(seconds), false);
	bool is_signed =
		r->offset == offsetof(struct ifa_cacheinfo, ifa_prefered) &&
		address_flags(v) & IFA_F_DEPRECATED;
	char *p;

	(void)size;
	literal_unsigned(l, seconds);
	if (seconds == UINT32_MAX) {
		l->label = "forever";
		return;
	}
	if (is_signed)
		format_signed(l->buf, (int32_t)seconds);
	l->label = l->buf + FORMAT_MAX;
	p = format_string(l->buf + FORMAT_MAX, l->buf);
	strcpy(p, "sec");
}

const struct type type_lifetime = { .name = "u32",
				    .arg = "LFT",
				    .size = 4,
				    .scan = scan_lifetime,
				    .print = print_lifetime };

/* ip(8) looks for the earlier one before it reads the value. */
int address_parse_lifetime(struct request *q, const struct table *t,
			   const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;

	if (request_row(q, r)) {
		error_blame(from);
		return request_duplicate(q, r, w->v[from]);
	}
	word = request_next(q, r, w);
	return word && request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

int address_parse_scope(struct request *q, const struct table *t,
			const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item *said = request_row(q, r);

	if (!word)
		return -1;
	if (q->space == TO_LIST && !strcmp(word, "all")) {
		if (said)
			request_drop(said);
		return 0;
	}
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}
