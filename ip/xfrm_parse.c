/* xfrm_parse.c - words of "ip xfrm" that no table says well.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <string.h>

#include "error.h"
#include "options.h"

/* ---- errors ---- */
int xfrm_missing(const char *what)
{
	return fail(255, "Error: argument \"%s\" is required", what);
}

int xfrm_wrong(const char *word, const char *why)
{
	return fail(255, "Error: argument \"%s\" is wrong: %s", word, why);
}

int xfrm_unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return xfrm_wrong(w->v[w->i], "unknown");
}

int xfrm_unknown_direction(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return xfrm_wrong(w->v[w->i], "unknown direction");
}

/* It could be an ID, but does not say what is done to packets. */
int xfrm_unknown_id(struct request *q, const struct table *t, struct words *w)
{
	if (q->space == TO_LIST || xfrm_said(q, RUN_ID))
		return xfrm_unknown(q, t, w);
	return xfrm_missing("XFRM-PROTO");
}

/* ip(8) takes whatever it does not know for a second SELECTOR. */
int xfrm_unknown_selector(struct request *q, const struct table *t, struct words *w)
{
	if (t == &xfrm_policy_table && q->space == TO_SET)
		return fail(255, "Error: duplicate \"unknown\": \"%s\" is the second value.", w->v[w->i]);
	return xfrm_unknown(q, t, w);
}

/* ---- items by the names of their fields ---- */
const struct row *xfrm_row(const struct table *t, const char *name)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->name && (!strcmp(r->name, name) || (r->part && !strcmp(strchr(r->part, '.') + 1, name))))
			return r;
	return NULL;
}

struct item *xfrm_item(const struct request *q, const char *name)
{
	const struct row *r = xfrm_row(q->table, name);

	return r ? request_row(q, r) : NULL;
}

uint64_t xfrm_number(const struct request *q, const char *name)
{
	const struct item *i = xfrm_item(q, name);

	return i ? item_number(i) : 0;
}

bool xfrm_said(const struct request *q, int run)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->lookup == run && i->from < i->to)
			return true;
	return false;
}

bool xfrm_fits_id(const struct request *q)
{
	return !xfrm_said(q, RUN_ID);
}

bool xfrm_fits_selector(const struct request *q)
{
	return !xfrm_said(q, RUN_SELECTOR);
}

bool xfrm_fits_limit(const struct request *q)
{
	return !q->first;
}

/* ---- several values behind one word ---- */
static int next_value(struct request *q, const struct table *t, const struct row *r, struct words *w, int from)
{
	const char *word = request_next(q, r, w);

	return word && request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* Not twice: what is told is the keyword, not its value. */
int xfrm_parse_once(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;

	if (q->space != TO_LIST && request_row(q, r)) {
		error_blame(from);
		return request_duplicate(q, r, w->v[from]);
	}
	return next_value(q, t, r, w, from);
}

/* A value for the row, and one for each row of the same attribute behind it. */
int xfrm_parse_fields(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;

	for (const struct row *field = r; field->attr == r->attr; field++) {
		if (next_value(q, t, field, w, from) < 0)
			return -1;
		if (field == &table_rows(t)[t->n - 1])
			break;
	}
	return 0;
}

/* MARK [ mask MASK ]: the mask's row is the next one. */
int xfrm_parse_mark(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	bool is_field = r->place == AT_FIELD;
	const char *word;

	if (next_value(q, t, r, w, from) < 0)
		return -1;
	word = completing_here(w) ? NULL : words_peek(w);
	if (word && !strcmp(word, "mask")) {
		w->i++;
		return next_value(q, t, &r[1], w, w->i - 1);
	}
	return !is_field || request_add_number(q, t, &r[1], 0, 0, UINT32_MAX) ? 0 : -1;
}

static bool is_flag(const struct row *r, const char *word)
{
	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word))
			return true;
	return false;
}

/* Flags up to the first word that is none; or all of them as a number. */
int xfrm_parse_flags(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;

	/* There may be none: whatever else could follow, can. */
	if (completing_here(w)) {
		complete_value(w, q, r);
		return 0;
	}
	word = words_next(w);
	if (!word)
		return -1;
	if (!strncmp(word, "0x", 2) && word[2])
		return request_value(q, t, r, word, from, w->i) ? 0 : -1;
	for (w->i--; (word = words_peek(w)) && !completing_here(w) && is_flag(r, word); w->i++)
		if (!request_value(q, t, r, word, from, w->i + 1))
			return -1;
	if (completing_here(w))
		complete_value(w, q, r);
	return 0;
}

/* The next word, which is one of the first n. */
static const char *next_keyword(struct words *w, size_t n, const char *const *offered)
{
	for (size_t i = 0; i < n && completing_here(w); i++)
		complete_offer(w, offered[i], NULL);
	return words_next(w);
}

/* [ crypto | packet ] dev DEV dir DIR: of a policy without a direction. */
static int offload_dir(struct request *q, const struct table *t, struct words *w, const struct row *flags, int from, uint8_t bits)
{
	const struct row *dir = table_attr(t, XFRMA_SA_DIR);
	const char *word = next_keyword(w, 1, &(const char *){ "dir" });
	const struct item *i;

	if (!word)
		return -1;
	if (strcmp(word, "dir")) {
		error_blame(w->i - 1);
		return xfrm_wrong(word, "Missing DIR keyword");
	}
	if (next_value(q, t, dir, w, from) < 0)
		return -1;
	i = request_row(q, dir);
	if (item_number(i) == XFRM_SA_DIR_IN)
		bits |= XFRM_OFFLOAD_INBOUND;
	return request_add_number(q, t, flags, 0, 0, bits) ? 0 : -1;
}

int xfrm_parse_offload(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool is_policy = t == &xfrm_policy_table;
	uint8_t bits = is_policy ? XFRM_OFFLOAD_PACKET : 0;
	int from = w->i - 1;
	static const char *const kinds[] = { "dev", "packet", "crypto" };
	const char *word = next_keyword(w, is_policy ? 2 : 3, kinds);

	if (word && !strcmp(word, "packet")) {
		bits = XFRM_OFFLOAD_PACKET;
		word = next_keyword(w, 1, kinds);
	} else if (word && !strcmp(word, "crypto") && !is_policy) {
		word = next_keyword(w, 1, kinds);
	}
	if (!word)
		return -1;
	if (strcmp(word, "dev")) {
		error_blame(w->i - 1);
		return xfrm_wrong(word, "Missing dev keyword");
	}
	if (next_value(q, t, r, w, from) < 0)
		return -1;
	if (is_policy)
		return request_add_number(q, t, &r[1], 0, 0, bits) ? 0 : -1;
	return offload_dir(q, t, w, &r[1], from, bits);
}

int xfrm_parse_iptfs(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	(void)q;
	(void)t;
	(void)r;
	(void)w;
	return 0;
}

int xfrm_parse_nokeys(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	(void)q;
	(void)t;
	(void)r;
	(void)w;
	xfrm_hides_keys = true;
	return 0;
}

int xfrm_parse_nosock(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return request_add(q, t, r, w->i - 1, w->i) ? 0 : -1;
}

/* ---- structs in the header, templates ---- */
/* What is encrypted may be of another family than what carries it. */
int xfrm_parse_part(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	if (completing_here(w)) {
		complete_table(w, NULL, r->table, q->space);
		w->open = r->table;
		return 0;
	}
	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	q->family = AF_UNSPEC;
	return request_parse_group(q, t, r, w);
}

int xfrm_parse_limit(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	if (completing_here(w))
		return request_parse_group(q, t, r, w);
	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	if (request_parse_group(q, t, r, w) < 0)
		return -1;
	if (q->last->group->first)
		return 0;
	error_blame(w->i);
	return xfrm_wrong(w->v[w->i], "LIMIT value is invalid");
}

static const char *const unlimited[] = { "soft_byte_limit", "hard_byte_limit", "soft_packet_limit", "hard_packet_limit" };

/* The first of the parts, for later ones to replace. */
void xfrm_unlimit(struct request *q, const struct table *t)
{
	const struct row *r = xfrm_row(t, "lft");
	struct item *i = r ? request_add(q, t, r, 0, 0) : NULL;
	static struct request limits;

	if (!i)
		return;
	request_begin(&limits, r->table, q->space, q->type, q->flags, q->words);
	for (size_t n = 0; n < sizeof(unlimited) / sizeof(unlimited[0]); n++)
		request_add_number(&limits, r->table, xfrm_row(r->table, unlimited[n]), 0, 0, XFRM_INF);
	i->group = &limits;
}

/* A template's family is that of its own addresses, or what is known of the family before it. */
int xfrm_parse_template(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	static const char *const masks[] = { "ealgos", "aalgos", "calgos" };
	struct request *g;
	int family = q->family;

	if (!completing_here(w) && !words_peek(w))
		return words_next(w) ? 0 : -1;
	q->family = AF_UNSPEC;
	if (request_parse_group(q, t, r, w) < 0)
		return -1;
	g = q->last->group;
	if (!completing_here(w) && words_peek(w) && !xfrm_said(g, RUN_ID))
		return xfrm_missing("XFRM-PROTO");
	if (!xfrm_item(g, "family") && family)
		request_add_number(g, r->table, xfrm_row(r->table, "family"), 0, 0, family);
	for (size_t n = 0; n < sizeof(masks) / sizeof(masks[0]); n++)
		request_add_number(g, r->table, xfrm_row(r->table, masks[n]), 0, 0, UINT32_MAX);
	q->family = xfrm_number(g, "family");
	return 0;
}
