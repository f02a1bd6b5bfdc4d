/* xfrm_run.c - ID and SELECTOR: words that are said in one go.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <netinet/in.h>
#include <string.h>

#include "error.h"
#include "route_table.h"
#include "scan.h"

/* ---- addresses ---- */
static int read_prefix(struct request *q, const char *word, int family, const char *called, struct address *a)
{
	int known = q->family;
	int ret = route_scan_prefix(q, word, family, a);
	char why[64];

	q->family = known;
	if (ret < 0)
		return -1;
	snprintf(why, sizeof(why), "value after \"%s\" has an unrecognized address family", called);
	return a->family ? 0 : xfrm_wrong(word, why);
}

static const struct row *family_row(const struct table *t)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->type == &type_xfrm_family)
			return r;
	return NULL;
}

/* An address tells the family; in a selector the field behind it has the length of the prefix. */
static int add_address(struct request *q, const struct table *t, const struct row *r, const char *word, int from, int to)
{
	uint8_t bytes[16] = { 0 };
	struct address a;

	if (read_prefix(q, word, q->family, r->word, &a) < 0)
		return -1;
	if (q->space == TO_LIST)
		return request_add_bytes(q, t, r, from, to, &a, sizeof(a)) ? a.family : -1;
	memcpy(bytes, a.data, a.size < sizeof(bytes) ? a.size : sizeof(bytes));
	if (!request_add_bytes(q, t, r, from, to, bytes, sizeof(bytes)) ||
	    !request_add_number(q, t, family_row(t), 0, 0, a.family))
		return -1;
	if (!strncmp(r[1].name, "prefixlen_", 10) && !request_add_number(q, t, &r[1], 0, 0, a.length))
		return -1;
	return a.family;
}

int xfrm_parse_coa(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	uint8_t bytes[16] = { 0 };
	const char *word;
	struct address a;

	if (request_row(q, r))
		return request_duplicate(q, r, w->v[from]);
	word = request_next(q, r, w);
	if (!word || read_prefix(q, word, q->family, r->word, &a) < 0)
		return -1;
	memcpy(bytes, a.data, a.size < sizeof(bytes) ? a.size : sizeof(bytes));
	return request_add_bytes(q, t, r, from, w->i, bytes, sizeof(bytes)) ? 0 : -1;
}

/* ---- runs of words ---- */
struct run {
	int families[2];
	int n;
};

/* A port that is 0 matches all; the type 0 of ICMP does not. */
static int add_masks(struct request *q, const struct table *t, const struct item *i)
{
	bool both = i->row->type == &type_xfrm_key, source = !strcmp(i->row->name, "sport");

	if (both || (i->row->type == &type_xfrm_port && !item_number(i)))
		return 0;
	if (i->row->type != &type_xfrm_port && i->row->type != &type_xfrm_small)
		return 0;
	return request_add_number(q, t, xfrm_row(t, source ? "sport_mask" : "dport_mask"), 0, 0, UINT16_MAX) ? 0 : -1;
}

static int run_value(struct request *q, const struct table *t, const struct row *r, struct words *w, struct run *run)
{
	int from = w->i - 1, family;
	const char *word = request_next(q, r, w);
	const struct item *i;

	if (!word)
		return -1;
	if (r->type != &type_xfrm_address) {
		i = request_value(q, t, r, word, from, w->i);
		return i ? add_masks(q, t, i) : -1;
	}
	family = add_address(q, t, r, word, from, w->i);
	if (family < 0) {
		error_blame(w->i - 1);
		return -1;
	}
	run->families[run->n++ & 1] = family;
	return 0;
}

/* What may follow in the run. */
static void offer_run(const struct request *q, const struct table *t, const struct row *of, struct words *w)
{
	char plain[WORD_MAX];
	const struct row *r;

	table_for_each(r, t)
		if (r->lookup == of->lookup && row_word(r, q->space) && !request_row(q, r))
			complete_offer(w, word_plain(row_word(r, q->space), plain), r->help);
}

/* All words of the row's run, whose keyword has been read. */
static int parse_run(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	struct run run = { .n = 0 };
	const struct row *next = r;

	while (next) {
		const char *word;

		if (run_value(q, t, next, w, &run) < 0)
			return request_failed_at(q, t, next);
		row_reached(t, next, row_said[q->space]);
		if (completing_here(w))
			offer_run(q, t, r, w);
		word = completing_here(w) ? NULL : words_peek(w);
		next = word ? table_word(t, q->space, word, &t) : NULL;
		if (next && next->lookup == r->lookup)
			w->i++;
		else
			next = NULL;
	}
	if (run.n > 1 && run.families[0] != run.families[1])
		return xfrm_wrong(w->v[w->i - 1], "the same address family is required between values after \"src\" and \"dst\"");
	if (!q->family && run.n)
		q->family = run.families[0];
	return 0;
}

static const struct row *transform_row(const struct table *t)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->type == &type_xfrm_transform && r->lookup == RUN_ID)
			return r;
	return NULL;
}

static int check_spi(uint8_t transform, uint32_t spi)
{
	char buf[FORMAT_MAX];

	if (spi && xfrm_is_route_optimisation(transform))
		return fail(1, "\"spi\" is invalid with XFRM-PROTO value \"%s\"", xfrm_name(xfrm_transforms, transform, buf));
	if (transform == IPPROTO_COMP && spi > UINT16_MAX)
		return fail(1, "SPI value is too large with XFRM-PROTO value \"%s\"",
			    xfrm_name(xfrm_transforms, transform, buf));
	return 0;
}

int xfrm_parse_id(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *transform = transform_row(t);
	const struct item *said, *spi = NULL;

	if (xfrm_said(q, RUN_ID))
		return xfrm_wrong(w->v[w->i - 1], "unknown");
	if (parse_run(q, t, r, w) < 0)
		return -1;
	if (w->completing)
		return 0;
	said = request_row(q, transform);
	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->word && !strcmp(i->row->word, "spi"))
			spi = i;
	if (check_spi(said ? item_number(said) : 0, spi ? item_number(spi) : 0) < 0)
		return -1;
	return q->space != TO_LIST && (!said || !item_number(said)) ? xfrm_missing("XFRM-PROTO") : 0;
}

/* Which upper protocols have what is said of them. */
static const struct upper {
	const char *words[2];
	uint8_t protocols[5];
	const char *text;
} uppers[] = {
	{ { "sport", "dport" }, { IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_SCTP, IPPROTO_DCCP }, "\"sport\" and \"dport\" are" },
	{ { "type", "code" }, { IPPROTO_ICMP, IPPROTO_ICMPV6, IPPROTO_MH, IPPROTO_MH, IPPROTO_MH }, "\"type\" and \"code\" are" },
	{ { "key", "key" }, { IPPROTO_GRE, IPPROTO_GRE, IPPROTO_GRE, IPPROTO_GRE, IPPROTO_GRE }, "\"key\" is" },
};

static bool is_said(const struct request *q, const struct upper *u)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->lookup == RUN_SELECTOR && i->row->word &&
		    (!strcmp(i->row->word, u->words[0]) || !strcmp(i->row->word, u->words[1])))
			return true;
	return false;
}

static int check_uppers(const struct request *q, const struct table *t)
{
	const struct row *r;
	const struct item *i = NULL;
	uint8_t protocol;
	char buf[FORMAT_MAX];

	table_for_each(r, t)
		if (r->type == &type_xfrm_protocol)
			i = request_row(q, r);
	protocol = i ? item_number(i) : 0;
	for (size_t n = 0; n < sizeof(uppers) / sizeof(uppers[0]); n++)
		if (is_said(q, &uppers[n]) && !memchr(uppers[n].protocols, protocol, sizeof(uppers[n].protocols)))
			return fail(1, "%s invalid with PROTO value \"%s\"", uppers[n].text, xfrm_protocol_name(protocol, buf));
	return 0;
}

int xfrm_parse_selector(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	if (xfrm_said(q, RUN_SELECTOR)) {
		w->i--;
		return xfrm_unknown_selector(q, t, w);
	}
	return parse_run(q, t, r, w) < 0 ? -1 : w->completing ? 0 : check_uppers(q, t);
}
