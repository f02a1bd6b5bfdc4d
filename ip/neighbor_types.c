/* neighbor_types.c - payloads that only neighbours have, and their words.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "neighbor.h"

#include <string.h>

#include "arena.h"
#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"
#include "scan.h"
#include "types.h"
#include "vrf.h"

/* ---- addresses are of the family of the neighbour; those of a bridge's table, by their size ---- */
static void print_neighbor_address(const struct view *v, const struct row *r, const void *data, size_t size,
				   struct literal *l)
{
	int family = ((const struct ndmsg *)v->header)->ndm_family;

	(void)r;
	if (family == AF_BRIDGE)
		family = size == 16 ? AF_INET6 : AF_INET;
	literal_address(l, family, data, size);
}

/* Which neighbours there are, for commands that need one. */
static bool neighbor_text(const struct words *w, const struct view *v, char *buf)
{
	const struct ndmsg *m = v->header;
	const struct nlattr *a = view_attr(v, NDA_DST);

	if (!a || m->ndm_state == NUD_NOARP || !complete_is_of(w, offsetof(struct ndmsg, ndm_ifindex), m->ndm_ifindex))
		return false;
	format_address(buf, m->ndm_family, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	return true;
}

static void offer_neighbor(const struct row *r, struct words *w)
{
	const struct request *q = w->request;

	(void)r;
	if (q->space != TO_LIST && !(q->flags & NLM_F_EXCL))
		complete_dump(w, &neighbor_table, RTM_GETNEIGH, q->family, neighbor_text);
}

const struct type type_neighbor_address = { .name = "ip", .arg = "ADDR", .scan = route_scan_item,
					    .print = print_neighbor_address, .offer = offer_neighbor };

/* ip(8) reads it last of all: until then the item only keeps the word. */
static int keep_word(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	i->data = word;
	return 0;
}

static int resolve_lladdr(struct request *q, struct item *i)
{
	const char *word = i->data;

	if (i->size)
		return 0;
	if (!strcmp(word, "null")) {
		request_drop(i);
		return 0;
	}
	if (type_lladdr.scan(q, i->row, word, i) == 0)
		return 0;
	error_blame(i->to - 1);
	return -1;
}

const struct type type_neighbor_lladdr = { .name = "binary", .arg = "LLADDR", .scan = keep_word,
					   .resolve = resolve_lladdr };

/* ---- states ---- */
const struct name neighbor_states[] = {
	{ NUD_INCOMPLETE, "incomplete" }, { NUD_REACHABLE, "r[eachable]" }, { NUD_STALE, "stale" }, { NUD_DELAY, "delay" },
	{ NUD_PROBE, "probe" }, { NUD_FAILED, "f[ailed]" }, { NUD_NOARP, "noarp" }, { NUD_PERMANENT, "p[ermanent]" },
	{ NUD_NONE, "none" }, { 0, NULL }
};

/* A number is one bit, or none. */
static int scan_state(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	(void)q;
	(void)r;
	for (const struct name *n = neighbor_states; n->name; n++)
		if (word_matches(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	if (scan_unsigned(word, 0, UINT8_MAX, &value) < 0 || value & (value - 1))
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_state(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint32_t value = payload_number(data, sizeof(uint16_t), false);

	type_print_number(v, r, data, size, l);
	for (const struct name *n = neighbor_states; n->name; n++)
		if (n->value == value)
			l->label = word_plain(n->name, l->buf + FORMAT_MAX);
}

static void offer_state(const struct row *r, struct words *w)
{
	char plain[WORD_MAX];

	(void)r;
	for (const struct name *n = neighbor_states; n->name; n++)
		complete_offer(w, word_plain(n->name, plain), NULL);
}

const struct type type_neighbor_state = { .name = "u16", .arg = "STATE", .size = 2, .scan = scan_state,
					  .print = print_state, .offer = offer_state };

/* ---- flags: the word sets the bit of its row, JSON has it as a key with null ---- */
static int scan_flag(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

static void print_flag(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	if (!(payload_number(data, r->type->size, false) & r->bit))
		return;
	l->json = JSON_NULL;
	l->text = r->word ? word_plain(r->word, l->buf) : r->json;
}

const struct type type_neighbor_flag = { .name = "u8", .size = 1, .merge = true, .scan = scan_flag, .print = print_flag };
const struct type type_neighbor_flag_ext = { .name = "u32", .size = 4, .merge = true, .scan = scan_flag,
					     .print = print_flag };

/* ---- words ---- */
static bool is_help(const char *word)
{
	return word_matches("h[elp]", word);
}

/* In a listing the example is the whole struct address; it says a family to what follows. */
static int list_prefix(struct request *q, const struct table *t, const struct row *r, int from, const char *word)
{
	struct address a;

	if (route_scan_prefix(q, word, q->family, &a) < 0)
		return -1;
	if (!q->family)
		q->family = a.family;
	return request_add_bytes(q, t, r, from, q->words->i, &a, sizeof(a)) ? 0 : -1;
}

int neighbor_parse_to(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	/* The word "to" may be left out: then w->i is the address itself. */
	int from = w->i && !strcmp(w->v[w->i - 1], "to") ? w->i - 1 : w->i;
	const char *word = request_next(q, r, w);

	/* ip(8) takes "help" for a word of no meaning here. */
	if (word && is_help(word)) {
		if (q->space != TO_SET)
			return neighbor_usage(w, NULL);
		word = request_next(q, r, w);
	}
	if (!word)
		return -1;
	if (q->space == TO_LIST)
		return list_prefix(q, t, r, from, word);
	if (request_attr(q, t, NDA_DST)) {
		error_blame(w->i - 1);
		return request_garbage(q, "to", word);
	}
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

int neighbor_parse_proxy(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word || !request_add_number(q, t, r, from, w->i, r->bit))
		return -1;
	if (is_help(word))
		return neighbor_usage(w, NULL);
	if (request_attr(q, t, NDA_DST)) {
		error_blame(w->i - 1);
		return fail(255, "Error: duplicate \"address\": \"%s\" is the second value.", word);
	}
	return request_value(q, t, table_attr(t, NDA_DST), word, from, w->i) ? 0 : -1;
}

/* A listing may ask for several; what "all" is, the command knows. */
int neighbor_parse_state(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item *i = request_row(q, r);
	uint16_t before = i && q->space == TO_LIST ? item_number(i) : 0;

	if (!word)
		return -1;
	if (q->space == TO_LIST && !strcmp(word, "all"))
		return request_add_number(q, t, r, from, w->i, *(const uint16_t *)q->context) ? 0 : -1;
	i = request_value(q, t, r, word, from, w->i);
	if (!i)
		return -1;
	if (q->space == TO_LIST)
		item_set_number(i, before | (item_number(i) ? item_number(i) : NEIGHBOR_STATE_NONE));
	return 0;
}

/* What the kernel manages has no state of ours, unless a later word says one. */
int neighbor_parse_managed(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *state = table_header(t, offsetof(struct ndmsg, ndm_state));
	int from = w->i - 1;

	if (!request_add_number(q, t, r, from, w->i, r->bit))
		return -1;
	return request_add_number(q, t, state, from, w->i, NUD_NONE) ? 0 : -1;
}

int neighbor_parse_vrf(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct vrf vrf;

	if (!word)
		return -1;
	if (vrf_find(word, &vrf) == 0 && vrf.index)
		return request_add_number(q, t, r, from, w->i, vrf.index) ? 0 : -1;
	error_blame(w->i - 1);
	return request_bad_value(q, t, r, word);
}
