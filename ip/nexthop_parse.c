/* nexthop_parse.c - words and payloads of nexthop objects.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "compat.h"
#include "error.h"
#include "nexthop_table.h"
#include "route_table.h"
#include "types.h"
#include "vrf.h"

#define HZ 100 /* of clock_t as user space has it: USER_HZ */

static int bad_argument(const struct words *w, const char *word, const char *reason)
{
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: %s", word, reason);
}

int nexthop_unknown(struct request *q, const struct table *t, struct words *w)
{
	const char *word = w->v[w->i];

	(void)t;
	if (q->space == TO_GET || !strcmp(word, "help") || (q->space == TO_LIST && word_matches("h[elp]", word)))
		return nexthop_usage(w, NULL);
	w->i++;
	return bad_argument(w, word, "");
}

/* ---- words that say what family it is of ---- */
/* A device or a blackhole is for IPv4, unless something said otherwise before. */
int nexthop_parse_inet(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = r->type->arg ? request_next(q, r, w) : w->v[from];

	if (!word || !request_value(q, t, r, word, from, w->i))
		return -1;
	if (q->space == TO_SET && !q->family)
		q->family = AF_INET;
	return 0;
}

int nexthop_parse_via(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1, family;
	const char *word = route_next_family(q, r, w);
	struct address a;


	family = word ? route_family_scan(word) : AF_UNSPEC;
	if (family)
		word = request_next(q, r, w);
	if (!word || route_scan_address(q, word, family ? family : q->family, &a) < 0)
		return -1;
	if (a.family != q->family)
		return bad_argument(w, word, "address family mismatch");
	return request_add_bytes(q, t, r, from, w->i, a.data, a.size) ? 0 : -1;
}

/* A listing is of what is selected; one id is a question for one object, whatever else is said. */
int nexthop_parse_id(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word || !request_value(q, t, r, word, from, w->i))
		return -1;
	if (q->space == TO_LIST)
		w->i = w->n;
	return 0;
}

int nexthop_parse_vrf(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct vrf vrf;

	if (!word)
		return -1;
	if (vrf_find(word, &vrf) < 0 || !vrf.index)
		return bad_argument(w, word, "Invalid VRF");
	return request_add_number(q, t, r, from, w->i, vrf.index) ? 0 : -1;
}

/* ---- ids: those that there are ---- */
static bool id_text(const struct words *w, const struct view *v, char *buf)
{
	(void)w;
	format_unsigned(buf, view_u32(v, NHA_ID));
	return view_attr(v, NHA_ID);
}

/* A new object takes one that is free; resilient groups alone have buckets. */
static void offer_id(const struct row *r, struct words *w)
{
	(void)r;
	if (!(w->request->table == &nexthop_object_table && w->request->flags & NLM_F_EXCL))
		complete_dump(w, &nexthop_object_table, RTM_GETNEXTHOP, AF_UNSPEC, id_text);
}

const struct type type_nexthop_id = { .name = "u32", .arg = "NUMBER", .size = 4, .scan = type_scan_number,
				      .print = type_print_number, .offer = offer_id };

/* ---- groups: ID[,WEIGHT]/ID[,WEIGHT]/... ---- */
/* The kernel keeps the weight less one, in two bytes that are not side by side. */
static void set_weight(struct nexthop_grp *member, uint32_t weight)
{
	member->weight = weight - 1;
	member->resvd1 = (weight - 1) >> 8;
}

/* One member out of its text, which is changed; -1: its id, -2: its weight is bad. */
static int scan_member(char *text, struct nexthop_grp *member, const char **weight)
{
	char *comma = strchr(text, ',');
	uint64_t value;

	*weight = comma ? comma + 1 : NULL;
	if (comma)
		*comma = '\0';
	if (scan_unsigned(text, 0, UINT32_MAX, &value) < 0)
		return -1;
	*member = (struct nexthop_grp){ .id = value };
	if (!comma)
		return 0;
	if (scan_unsigned(comma + 1, 0, 65536, &value) < 0 || !value)
		return -2;
	set_weight(member, value);
	return 0;
}

static int bad_member(const struct request *q, const struct row *r, char *word, const char *weight, int ret)
{
	if (ret == -2)
		return bad_argument(q->words, weight, "\"weight\" is invalid");
	/* ip(8) has cut the word into its parts by now, and blames the first. */
	word[strcspn(word, "/,")] = '\0';
	return request_bad_value(q, q->table, r, word);
}

static int scan_group(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char *copy = arena_copy(word, strlen(word)), *next = copy;
	struct nexthop_grp *members = arena_alloc((strlen(word) / 2 + 1) * sizeof(*members));
	size_t n = 0;

	while (next) {
		char *text = next, *slash = strchr(text, '/');
		const char *weight;
		int ret;

		next = slash ? slash + 1 : NULL;
		if (slash)
			*slash = '\0';
		ret = scan_member(text, &members[n++], &weight);
		if (ret < 0)
			return bad_member(q, r, arena_copy(word, strlen(word)), weight, ret);
	}
	item_set(i, members, n * sizeof(*members));
	return 0;
}

/* For -explain: as it is said. */
static void print_group(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	const struct nexthop_grp *m = data;
	char *p = l->buf, *end = l->buf + sizeof(l->buf) - FORMAT_MAX / 2;

	(void)v;
	(void)r;
	for (size_t n = size / sizeof(*m); n && p < end; n--, m++) {
		if (p > l->buf)
			*p++ = '/';
		p = format_unsigned(p, m->id);
		*p++ = ',';
		p = format_unsigned(p, (m->weight | m->resvd1 << 8) + 1);
	}
	literal_string(l, l->buf);
}

const struct type type_nexthop_group = { .name = "binary", .arg = "GROUP", .scan = scan_group,
					 .print = print_group };

/* ---- type TYPE [ what it needs ] ---- */
static const struct name group_types[] = { { NEXTHOP_GRP_TYPE_MPATH, "mpath" },
					   { NEXTHOP_GRP_TYPE_RES, "resilient" },
					   { 0, NULL } };

static int scan_group_type(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	for (const struct name *n = group_types; n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

static void print_group_type(const struct view *v, const struct row *r, const void *data, size_t size,
			     struct literal *l)
{
	uint16_t type = payload_number(data, sizeof(type), false);

	(void)v;
	(void)r;
	(void)size;
	literal_string(l, "<unknown type>");
	for (const struct name *n = group_types; n->name; n++)
		if (n->value == type)
			literal_string(l, n->name);
	l->zero = !type;
}

static void offer_group_type(const struct row *r, struct words *w)
{
	(void)r;
	for (const struct name *n = group_types; n->name; n++)
		complete_offer(w, n->name, NULL);
}

const struct type type_nexthop_group_type = { .name = "u16", .arg = "{ mpath | resilient }", .size = 2,
					      .scan = scan_group_type, .print = print_group_type,
					      .offer = offer_group_type };

/* When anything follows, resilient groups have their nest, be it empty. */
int nexthop_parse_type(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item *i = word ? request_value(q, t, r, word, from, w->i) : NULL;

	if (!i)
		return -1;
	if (item_number(i) != NEXTHOP_GRP_TYPE_RES || !words_peek(w))
		return 0;
	return request_add(q, t, table_attr(t, NHA_RES_GROUP), from, w->i) ? 0 : -1;
}

/* These words stand right behind "type resilient", and nowhere else. */
bool nexthop_fits_resilient(const struct request *q)
{
	const struct row *nest = table_attr(&nexthop_object_table, NHA_RES_GROUP);

	return q->last && q->last->to == q->words->i && (q->last->row == nest || q->last->table == nest->table);
}

int nexthop_parse_resilient(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;

	if (!q->last || q->last->to != from || (q->last->table != t && q->last->row->table != t)) {
		w->i--;
		return nexthop_unknown(q, t, w);
	}
	word = request_next(q, r, w);
	return word && request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* ---- times: clock_t in hundredths of a second ---- */
static int scan_seconds(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 0, UINT32_MAX / HZ - 1, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value * HZ);
	return 0;
}

static void print_clock(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	uint64_t value = payload_number(data, r->type->size, false);

	(void)v;
	(void)size;
	snprintf(l->buf, sizeof(l->buf), "%g", value / HZ + (double)(value % HZ) / HZ);
	l->text = l->buf;
	l->json = JSON_NUMBER;
	l->zero = !value;
}

const struct type type_seconds = { .name = "u32", .arg = "SECONDS", .size = 4, .scan = scan_seconds,
				   .print = print_clock };
const struct type type_clock64 = { .name = "u64", .arg = "SECONDS", .size = 8, .print = print_clock };

/* ---- counters: "uint", four or eight bytes as the value needs ---- */
static void print_packets(const struct view *v, const struct row *r, const void *data, size_t size,
			  struct literal *l)
{
	(void)v;
	(void)r;
	literal_unsigned(l, payload_number(data, size, false));
}

const struct type type_packets = { .name = "uint", .arg = "NUMBER", .print = print_packets };

static int scan_hw_stats(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_scan_on_off(q, r, word, i, 22);
}

static void offer_hw_stats(const struct row *r, struct words *w)
{
	type_on_off32.offer(r, w);
}

const struct type type_hw_stats = { .name = "u32", .arg = "{ on | off }", .size = 4, .scan = scan_hw_stats,
				    .offer = offer_hw_stats };

/* ---- filters ---- */
bool nexthop_match_kernel(const struct item *i, const struct view *v)
{
	(void)i;
	(void)v;
	return true;
}

bool nexthop_match_protocol(const struct item *i, const struct view *v)
{
	return !item_number(i) || nexthop_header(v)->nh_protocol == item_number(i);
}
