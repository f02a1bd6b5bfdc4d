/* route_parse.c - words of a route that are more than a value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "arena.h"
#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"
#include "types.h"
#include "vrf.h"

#define DST_LEN offsetof(struct rtmsg, rtm_dst_len)
#define SRC_LEN offsetof(struct rtmsg, rtm_src_len)

static int add_header(struct request *q, uint16_t offset, int from,
		      uint64_t value)
{
	return request_add_number(q, &route_table,
				  table_header(&route_table, offset), from,
				  q->words->i, value) ?
		       0 :
		       -1;
}

static int bad_argument(const struct words *w, const char *reason)
{
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: %s", w->v[w->i - 1],
		    reason);
}

/* The address in an attribute, its length in the header; "default" of no known family has no attribute. */
static int add_prefix(struct request *q, const struct table *t,
		      const struct row *r, int from, const struct address *a)
{
	uint16_t length = r->attr == RTA_DST ? DST_LEN : SRC_LEN;

	if (add_header(q, length, from, a->length) < 0)
		return -1;
	if (!a->size)
		return 0;
	return request_add_bytes(q, t, r, from, q->words->i, a->data, a->size) ?
		       0 :
		       -1;
}

/* ---- to change: [ to ] [ TYPE ] PREFIX ---- */
static bool is_type(const char *word)
{
	return (*word < '0' || *word > '9') && route_type_scan(word) >= 0;
}

static int set_destination(struct request *q, const struct table *t,
			   const struct row *r, struct words *w, int from)
{
	const char *word = request_next(q, r, w);
	struct address a;

	if (!word)
		return -1;
	if (is_type(word)) {
		if (add_header(q, offsetof(struct rtmsg, rtm_type), from,
			       route_type_scan(word)) < 0)
			return -1;
		from = w->i;
		word = request_next(q, r, w);
	}
	if (!word)
		return -1;
	if (word_matches("h[elp]", word))
		return route_usage(w, NULL);
	if (request_header(q, DST_LEN)) {
		error_blame(w->i - 1);
		return request_garbage(q, "to", word);
	}
	if (route_scan_prefix(q, word, q->family, &a) < 0)
		return -1;
	return add_prefix(q, t, r, from, &a);
}

/* ---- to get: the answer is about one address ---- */
static int get_destination(struct request *q, const struct table *t,
			   const struct row *r, struct words *w, int from)
{
	const char *word = request_next(q, r, w);
	struct address a;
	int full;

	if (!word)
		return -1;
	if (word_matches("h[elp]", word))
		return route_usage(w, NULL);
	if (route_scan_prefix(q, word, q->family, &a) < 0)
		return -1;
	full = a.family == AF_INET6 ? 128 : 32;
	if ((a.family == AF_INET || a.family == AF_INET6) && a.length != full) {
		warn("Warning: /%d as prefix is invalid, only /%d (or none) is supported.",
		     a.length, full);
		a.length = full;
	}
	return add_prefix(q, t, r, from, &a);
}

/* ---- to list: [ to ] [ root | match | exact ] PREFIX ---- */
static const struct row *selector_row(const struct table *t, uint16_t attr,
				      bool root)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->place == AT_NONE && r->attr == attr && r->match == (root ? route_match_root : route_match_match))
			return r;
	return NULL;
}

static int add_selector(struct request *q, const struct table *t, uint16_t attr,
			int from, bool root, bool match)
{
	const char *word = words_next(q->words);
	struct address a;
	int to = q->words->i;

	if (!word || route_scan_prefix(q, word, q->family, &a) < 0)
		return -1;
	if (route_is_any(word) && !q->family)
		return 0;
	if (root)
		request_add_bytes(q, t, selector_row(t, attr, true), from, to, &a, sizeof(a));
	if (match)
		request_add_bytes(q, t, selector_row(t, attr, false), from, to, &a, sizeof(a));
	return 0;
}

static int list_prefix(struct request *q, const struct table *t,
		       const struct row *r, struct words *w, int from)
{
	const char *word = completing_here(w) ? NULL : words_peek(w);
	bool root = word && word_matches("ro[ot]", word);
	bool match = word && word_matches("ma[tch]", word);

	if (completing_here(w)) {
		complete_value(w, q, r);
		complete_offer(w, "root", NULL);
		complete_offer(w, "match", NULL);
		complete_offer(w, "exact", NULL);
	}
	if (root || match || (word && word_matches("e[xact]", word)))
		w->i++;
	return add_selector(q, t, r->attr, from, !match, !root);
}

int route_parse_root(struct request *q, const struct table *t,
		     const struct row *r, struct words *w)
{
	return add_selector(q, t, r->attr, w->i - 1, true, false);
}

int route_parse_match(struct request *q, const struct table *t,
		      const struct row *r, struct words *w)
{
	return add_selector(q, t, r->attr, w->i - 1, false, true);
}

int route_parse_to(struct request *q, const struct table *t,
		   const struct row *r, struct words *w)
{
	/* The word "to" may be left out: then w->i is the prefix itself. */
	int from = w->i && !strcmp(w->v[w->i - 1], "to") ? w->i - 1 : w->i;

	if (q->space == TO_LIST)
		return list_prefix(q, t, r, w, from);
	if (q->space == TO_GET)
		return get_destination(q, t, r, w, from);
	return set_destination(q, t, r, w, from);
}

int route_parse_from(struct request *q, const struct table *t,
		     const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;
	struct address a;

	if (q->space == TO_LIST)
		return list_prefix(q, t, r, w, from);
	word = request_next(q, r, w);
	if (!word || route_scan_prefix(q, word, q->family, &a) < 0)
		return -1;
	return add_prefix(q, t, r, from, &a);
}

/* ---- gateways and other addresses ---- */
/* As it is in a listing's example: the whole struct address. */
static int list_address(struct request *q, const struct table *t,
			const struct row *r, int from, int family,
			const char *word)
{
	struct address a;

	if (route_scan_prefix(q, word, family ? family : q->family, &a) < 0)
		return -1;
	request_add_bytes(q, t, r, from, q->words->i, &a, sizeof(a));
	return 0;
}

/* A gateway of another family than the route's stands with its family in RTA_VIA. */
static int set_gateway(struct request *q, const struct table *t,
		       const struct row *r, int from, int family,
		       const char *word)
{
	struct {
		uint16_t family;
		uint8_t data[256];
	} __attribute__((packed)) via;
	struct address a;

	if (route_scan_address(q, word, family ? family : q->family, &a) < 0)
		return -1;
	if (a.family == q->family || !a.family)
		return request_add_bytes(q, t, r, from, q->words->i, a.data,
					 a.size) ?
			       0 :
			       -1;
	via.family = a.family;
	memcpy(via.data, a.data, a.size);
	return request_add_bytes(q, t, table_attr(t, RTA_VIA), from,
				 q->words->i, &via,
				 sizeof(via.family) + a.size) ?
		       0 :
		       -1;
}

int route_parse_via(struct request *q, const struct table *t,
		    const struct row *r, struct words *w)
{
	int from = w->i - 1, family;
	const char *word;

	if (q->space == TO_SET && !q->up &&
	    (request_attr(q, t, RTA_GATEWAY) || request_attr(q, t, RTA_VIA)))
		return bad_argument(
			w, "use nexthop syntax to specify multiple via");
	word = route_next_family(q, r, w);
	family = word ? route_family_scan(word) : AF_UNSPEC;
	if (family)
		word = request_next(q, r, w);
	if (!word)
		return -1;
	if (q->space != TO_LIST)
		return set_gateway(q, t, r, from, family, word);
	return list_address(q, t, r, from, family, word);
}

int route_parse_address(struct request *q, const struct table *t,
			const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	if (q->space == TO_LIST)
		return list_address(q, t, r, from, AF_UNSPEC, word);
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* as [ to ] ADDR */
int route_parse_as(struct request *q, const struct table *t,
		   const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (word && !strcmp(word, "to"))
		word = request_next(q, r, w);
	if (!word)
		return -1;
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* ---- tables: up to 255 they fit into the header ---- */
static int set_table(struct request *q, const struct table *t, int from,
		     uint32_t table)
{
	const struct row *attr = table_attr(t, RTA_TABLE);
	struct item *i = request_row(q, attr);

	if (i)
		request_drop(i);
	if (q->space == TO_LIST)
		return request_add_number(q, t, attr, from, q->words->i,
					  table) ?
			       0 :
			       -1;
	if (table > UINT8_MAX &&
	    !request_add_number(q, t, attr, from, q->words->i, table))
		return -1;
	return add_header(q, offsetof(struct rtmsg, rtm_table), from,
			  table > UINT8_MAX ? RT_TABLE_UNSPEC : table);
}

/* "all" is table 0, "cache" a flag; a table of that name in rt_tables goes first. */
static int list_table(struct request *q, const struct table *t,
		      const char *word, int from)
{
	const struct table *in;
	const struct row *cached;

	if (!strcmp(word, "help"))
		return route_usage(q->words, NULL);
	if (!strcmp(word, "all"))
		return set_table(q, t, from, 0);
	if (strcmp(word, "cache"))
		return bad_argument(q->words, "table id value is invalid");
	cached = table_word(t, TO_LIST, "cached", &in);
	return request_add_number(q, t, cached, from, q->words->i,
				  cached->bit) ?
		       0 :
		       -1;
}

int route_parse_table(struct request *q, const struct table *t,
		      const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	uint32_t named;
	uint64_t value;

	if (!word)
		return -1;
	if (!names_value(NAMES_TABLE, word, &named))
		return set_table(q, t, from, named);
	if (!scan_unsigned(word, 0, UINT32_MAX, &value))
		return set_table(q, t, from, value);
	if (q->space == TO_LIST)
		return list_table(q, t, word, from);
	error_blame(w->i - 1);
	return request_bad_value(q, t, r, word);
}

int route_parse_vrf(struct request *q, const struct table *t,
		    const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = vrf_next(q, r, w);
	struct vrf vrf;

	if (!word)
		return -1;
	if (vrf_find(word, &vrf) < 0 || (q->space == TO_GET && !vrf.index))
		return bad_argument(w, "Invalid VRF");
	if (q->space == TO_GET)
		return request_add_number(q, t, table_attr(t, RTA_OIF), from,
					  w->i, vrf.index) ?
			       0 :
			       -1;
	if (q->space == TO_LIST)
		request_add_number(q, t, r, from, w->i, vrf.table);
	return set_table(q, t, from, vrf.table);
}

/* ---- values ---- */
/* In a listing, "4/" or "5" asks for one half; the example is value and mask. */
int route_parse_realms(struct request *q, const struct table *t,
		       const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w), *slash;
	uint32_t example[2] = { 0, UINT32_MAX };
	struct item *i;

	i = word ? request_value(q, t, r, word, from, w->i) : NULL;
	if (!i)
		return -1;
	if (q->space != TO_LIST)
		return 0;
	slash = strchr(word, '/');
	example[0] = item_number(i);
	if (slash && !slash[1])
		example[1] = 0xffff0000;
	else if (!slash && example[0] <= 0xffff)
		example[1] = 0xffff;
	item_set(i, example, sizeof(example));
	return 0;
}

/* In a listing, "all" takes an earlier word back. */
int route_parse_or_all(struct request *q, const struct table *t,
		       const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item *i = request_row(q, r);

	if (!word)
		return -1;
	if (q->space != TO_LIST || strcmp(word, "all"))
		return request_value(q, t, r, word, from, w->i) ? 0 : -1;
	if (i)
		request_drop(i);
	return 0;
}

/* A question about no mark is one about mark 0. */
int route_parse_mark(struct request *q, const struct table *t,
		     const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item *i = word ? request_value(q, t, r, word, from, w->i) : NULL;

	if (!i)
		return -1;
	if (q->space == TO_GET && !item_number(i))
		request_drop(i);
	return 0;
}

/* ---- nexthop NH nexthop NH ...: nothing else may follow ---- */
int route_parse_nexthops(struct request *q, const struct table *t,
			 const struct row *r, struct words *w)
{
	for (w->i--; w->i < w->n && !completing_here(w);) {
		if (strcmp(w->v[w->i], "nexthop")) {
			error_blame(w->i);
			return fail(
				255,
				"Error: \"nexthop\" or end of line is expected instead of \"%s\"",
				w->v[w->i]);
		}
		if (++w->i == w->n) {
			error_blame(w->i - 1);
			return fail(
				255,
				"Error: unexpected end of line after \"nexthop\"");
		}
		if (request_parse_group(q, t, r, w) < 0) {
			if (error_last()->status != 1 || error_last()->fatal)
				return -1;
			fail_further(255, "Error: cannot parse nexthop");
			return error_fatal();
		}
	}
	if (completing_here(w)) {
		complete_offer(w, "nexthop", r->help);
		return -1;
	}
	return 0;
}
