/* rule_parse.c - words of a rule that are more than a value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include <string.h>

#include "arena.h"
#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"
#include "scan.h"

#define AT(field) offsetof(struct fib_rule_hdr, field)

static int add_header(struct request *q, uint16_t offset, int from, uint64_t value)
{
	const struct row *r = table_header(&rule_table, offset);

	return request_add_number(q, &rule_table, r, from, q->words->i, value) ? 0 : -1;
}

/* "to" and "from" may be left out in a listing: then w->i is the prefix itself. */
static const char *keyword_and_value(struct request *q, const struct row *r, struct words *w, int *from)
{
	bool said = w->i && row_word(r, q->space) && word_matches(row_word(r, q->space), w->v[w->i - 1]);

	*from = said ? w->i - 1 : w->i;
	return request_next(q, r, w);
}

/* The family is what an option said: an address does not change it. */
int rule_parse_prefix(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from, family = q->family, ret;
	const char *word = keyword_and_value(q, r, w, &from);
	uint16_t length = r->attr == FRA_SRC ? AT(src_len) : AT(dst_len);
	struct address a;

	if (!word)
		return -1;
	ret = route_scan_prefix(q, word, family, &a);
	q->family = family;
	if (ret < 0)
		return -1;
	if (q->space == TO_LIST)
		return request_add_bytes(q, t, r, from, w->i, &a, sizeof(a)) ? 0 : -1;
	if (add_header(q, length, from, a.length) < 0)
		return -1;
	return request_add_bytes(q, t, r, from, w->i, a.data, a.size) ? 0 : -1;
}

/* Up to 255 a table fits into the header. */
int rule_parse_table(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item *i = word ? request_value(q, t, r, word, from, w->i) : NULL;
	uint64_t table = i ? item_number(i) : 0;

	if (!i)
		return -1;
	if (q->space == TO_LIST)
		return 0;
	if (table <= UINT8_MAX)
		request_drop(i);
	return add_header(q, AT(table), from, table <= UINT8_MAX ? table : RT_TABLE_UNSPEC);
}

/* A mark's mask is only what was said; a flow label's goes to the kernel always. */
static int add_mask(struct request *q, const struct table *t, const struct row *r, int from, const char *word)
{
	struct item *i;

	if (!word && !r->def)
		return 0;
	if (word)
		i = request_value(q, t, r, word, from, q->words->i);
	else
		i = request_add_number(q, t, r, from, q->words->i, r->def);
	if (!i)
		return -1;
	if (q->space == TO_SET && r->attr != FRA_FLOWLABEL_MASK && r->def && item_number(i) == r->def)
		request_drop(i);
	return 0;
}

int rule_parse_masked(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w), *slash = word ? strchr(word, '/') : NULL;

	if (!word)
		return -1;
	if (slash)
		word = arena_copy(word, slash - word);
	if (!request_value(q, t, r, word, from, w->i))
		return -1;
	return add_mask(q, t, r + 1, from, slash ? slash + 1 : NULL);
}

/* ---- what is done ---- */
int rule_parse_nat(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct address a;

	if (!word)
		return -1;
	warn("Warning: route NAT is deprecated");
	if (scan_address(word, AF_INET, &a) < 0) {
		fail(1, "Error: an IP address is expected rather than \"%s\"", word);
		error_blame(w->i - 1);
		return error_fatal();
	}
	if (!request_add_bytes(q, t, r, from, w->i, a.data, 4))
		return -1;
	return add_header(q, AT(action), from, RTN_NAT);
}

int rule_parse_goto(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word || !request_value(q, t, r, word, from, w->i))
		return -1;
	return add_header(q, AT(action), from, FR_ACT_GOTO);
}

int rule_parse_nop(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	(void)t;
	(void)r;
	return add_header(q, AT(action), w->i - 1, FR_ACT_NOP);
}

/* [ type ] TYPE; behind "type" also goto and nop. */
int rule_parse_type(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from;
	const char *word = keyword_and_value(q, r, w, &from);
	const struct table *in;
	const struct row *other;

	if (!word)
		return -1;
	if (word_matches("h[elp]", word))
		return rule_usage(w, NULL);
	other = from < w->i - 1 ? table_word(t, q->space, word, &in) : NULL;
	if (other && (other->parse == rule_parse_goto || other->parse == rule_parse_nop))
		return other->parse(q, t, other, w);
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}
