/* xfrm_state_modify.c - "ip xfrm state add" and update: checks across words.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <netinet/in.h>
#include <string.h>

#include "error.h"
#include "options.h"
#include "xfrm.h"

#define BITMAP	32	/* packets that struct xfrm_replay_state can tell apart */

/* ---- what says nothing when it is zero ---- */
static void drop_zero(struct request *q, const char *name)
{
	struct item *i = xfrm_item(q, name);

	if (i && !item_number(i))
		request_drop(i);
}

static bool is_made(const struct request *q)
{
	return q->table == &xfrm_state_table || q->table == &xfrm_policy_table;
}

void xfrm_drop_empty(struct request *q)
{
	struct item *value = xfrm_item(q, "v"), *mask = xfrm_item(q, "m");

	/* To find one takes bits that are both set and looked at. */
	if (mask && !(item_number(mask) & (is_made(q) ? UINT32_MAX : item_number(value)))) {
		request_drop(value);
		request_drop(mask);
	}
	drop_zero(q, "XFRMA_SET_MARK");
	drop_zero(q, "XFRMA_SET_MARK_MASK");
	drop_zero(q, "XFRMA_TFCPAD");
}

/* ---- replay: an old struct, a new one, or a field of the header ---- */
static uint64_t flags_of(const struct request *q)
{
	uint64_t bits = 0;

	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->name && !strcmp(i->row->name, "flags"))
			bits |= item_number(i);
	return bits;
}

static struct item *esn_item(const struct request *q, const char *field)
{
	const struct row *r;

	table_for_each(r, q->table)
		if (r->place == AT_FIELD && r->attr == XFRMA_REPLAY_ESN_VAL && !strcmp(strchr(r->part, '.') + 1, field))
			return request_row(q, r);
	return NULL;
}

static uint32_t esn_number(const struct request *q, const char *field)
{
	const struct item *i = esn_item(q, field);

	return i ? item_number(i) : 0;
}

static const struct row *row_at(const struct table *t, uint16_t attr, uint16_t offset)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->place == AT_FIELD && r->attr == attr && r->offset == offset)
			return r;
	return NULL;
}

/* One of the old struct's fields, unless all of them are zero. */
static void make_old(struct request *q, const char *field, uint16_t offset, bool is_needed)
{
	struct item *i = esn_item(q, field);

	if (i && is_needed)
		request_move(q, i, row_at(q->table, XFRMA_REPLAY_VAL, offset));
	else if (i)
		request_drop(i);
}

static void make_header(struct request *q, struct item *window)
{
	const struct row *r = table_header(q->table, offsetof(struct xfrm_usersa_info, replay_window));

	request_move(q, window, r);
	item_set_number(window, item_number(window));
}

static void make_replay(struct request *q, bool is_esn)
{
	struct item *window = esn_item(q, "replay_window");
	bool any = esn_number(q, "seq") || esn_number(q, "oseq");

	if (is_esn) {
		request_add_number(q, q->table, row_at(q->table, XFRMA_REPLAY_ESN_VAL, 0), 0, 0,
				   (esn_number(q, "replay_window") + 31) / 32);
		return;
	}
	make_old(q, "seq", offsetof(struct xfrm_replay_state, seq), any);
	make_old(q, "oseq", offsetof(struct xfrm_replay_state, oseq), any);
	make_old(q, "seq_hi", 0, false);
	make_old(q, "oseq_hi", 0, false);
	if (window)
		make_header(q, window);
}

static int replay(struct request *q)
{
	uint32_t window = esn_number(q, "replay_window");
	bool esn = flags_of(q) & XFRM_STATE_ESN;

	if (esn && !window && xfrm_number(q, "XFRMA_SA_DIR") != XFRM_SA_DIR_OUT)
		return fail(255, "Error: esn flag set without replay-window.");
	if (window > XFRMA_REPLAY_ESN_MAX)
		return fail(255, "Error: replay-window (%u) > XFRMA_REPLAY_ESN_MAX (%u).", window, XFRMA_REPLAY_ESN_MAX);
	make_replay(q, esn || window > BITMAP);
	return 0;
}

/* ---- what goes together ---- */
static bool has(const struct request *q, uint16_t attr)
{
	return request_attr(q, q->table, attr);
}

/* Of which there must be one, or none; NULL: any number. */
static const struct demand {
	uint8_t transform;
	uint16_t needs[2], refuses[4];
	const char *needed, *refused;
} demands[] = {
	{ IPPROTO_ESP, { XFRMA_ALG_CRYPT, XFRMA_ALG_AEAD }, { XFRMA_ALG_COMP },
	  "ALGO-TYPE value \"enc\" or \"aead\" is required", "ALGO-TYPE value \"comp\" is invalid" },
	{ IPPROTO_AH, { XFRMA_ALG_AUTH, XFRMA_ALG_AUTH_TRUNC }, { XFRMA_ALG_CRYPT, XFRMA_ALG_AEAD, XFRMA_ALG_COMP },
	  "ALGO-TYPE value \"auth\" or \"auth-trunc\" is required",
	  "ALGO-TYPE values \"enc\", \"aead\", and \"comp\" are invalid" },
	{ IPPROTO_COMP, { XFRMA_ALG_COMP, XFRMA_ALG_COMP },
	  { XFRMA_ALG_CRYPT, XFRMA_ALG_AUTH, XFRMA_ALG_AUTH_TRUNC, XFRMA_ALG_AEAD },
	  "ALGO-TYPE value \"comp\" is required",
	  "ALGO-TYPE values \"enc\", \"auth\", \"auth-trunc\", and \"aead\" are invalid" },
};

static int refuse(uint8_t transform, const char *what)
{
	char buf[FORMAT_MAX];

	return fail(1, "%s with XFRM-PROTO value \"%s\"", what, xfrm_name(xfrm_transforms, transform, buf));
}

static int check_ipsec(const struct request *q, uint8_t transform, uint8_t mode)
{
	const struct demand *d = demands;

	if (mode != XFRM_MODE_TRANSPORT && mode != XFRM_MODE_TUNNEL &&
	    !((mode == XFRM_MODE_BEET || mode == XFRM_MODE_IPTFS) && transform == IPPROTO_ESP))
		return refuse(transform, "MODE value is invalid");
	while (d->transform != transform)
		d++;
	for (size_t i = 0; i < 4 && d->refuses[i]; i++)
		if (has(q, d->refuses[i]))
			return refuse(transform, d->refused);
	return has(q, d->needs[0]) || has(q, d->needs[1]) ? 0 : refuse(transform, d->needed);
}

static int check_others(const struct request *q, uint8_t transform)
{
	static const uint16_t algorithms[] = { XFRMA_ALG_CRYPT, XFRMA_ALG_AEAD, XFRMA_ALG_AUTH, XFRMA_ALG_AUTH_TRUNC,
					       XFRMA_ALG_COMP };

	for (size_t i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++)
		if (has(q, algorithms[i]))
			return refuse(transform, "ALGO is invalid");
	return 0;
}

static int check_route_optimisation(const struct request *q, uint8_t transform, uint8_t mode)
{
	if (!mode)
		return refuse(transform, "\"mode\" is required");
	if (mode != XFRM_MODE_ROUTEOPTIMIZATION && mode != XFRM_MODE_IN_TRIGGER)
		return refuse(transform, "MODE value is invalid");
	return has(q, XFRMA_COADDR) ? 0 : refuse(transform, "\"coa\" is required");
}

static int check(const struct request *q)
{
	uint8_t transform = xfrm_number(q, "id.proto"), mode = xfrm_number(q, "mode");

	if (!xfrm_said(q, RUN_ID))
		return fail(1, "Not enough information: ID is required");
	if ((xfrm_is_ipsec(transform) ? check_ipsec(q, transform, mode) : check_others(q, transform)) < 0)
		return -1;
	if (xfrm_is_route_optimisation(transform))
		return check_route_optimisation(q, transform, mode);
	return has(q, XFRMA_COADDR) ? refuse(transform, "\"coa\" is invalid") : 0;
}

int xfrm_state_modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &xfrm_state_table, TO_SET, c->flags, NLM_F_ACK, w);
	xfrm_unlimit(&q, &xfrm_state_table);
	if (request_parse(&q, &xfrm_state_table, w) < 0 || w->completing || replay(&q) < 0 || check(&q) < 0)
		return -1;
	xfrm_drop_empty(&q);
	request_imply_header(&q, offsetof(struct xfrm_usersa_info, family), opt.family ? opt.family : AF_INET);
	return request_send(&q, NULL, NULL);
}
