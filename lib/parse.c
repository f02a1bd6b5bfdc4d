/* parse.c - from keywords and values to the items of a request.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "arena.h"
#include "error.h"
#include "options.h"
#include "schema.h"

/* A template of a table, with one %s, or a text of a row. */
static void reason(const struct request *q, const struct table *t, const struct row *r, char *buf,
		   size_t size)
{
	const char *template = row_bad(r, q->space), *hole;
	char plain[WORD_MAX];
	const char *called = row_called(r, q->space, plain);

	if (!template)
		template = t->bad[q->space] ? t->bad[q->space] : "invalid %s";
	hole = strstr(template, "%s");
	if (!hole) {
		snprintf(buf, size, "%s", template);
		return;
	}
	snprintf(buf, size, "%.*s%s%s", (int)(hole - template), template, called, hole + 2);
}

/* "!Device \"%s\" does not exist.": a sentence of its own. */
static int bad_sentence(const char *sentence, const char *word)
{
	const char *hole = strstr(sentence, "%s");

	if (!hole)
		return fail(1, "%s", sentence);
	return fail(1, "%.*s%s%s", (int)(hole - sentence), sentence, word, hole + 2);
}

int request_bad_value(const struct request *q, const struct table *t, const struct row *r,
		      const char *word)
{
	const char *own = row_bad(r, q->space);
	char why[128];

	request_failed_at(q, t, r);
	if (own && *own == '!')
		return bad_sentence(own + 1, word);
	reason(q, t, r, why, sizeof(why));
	return fail(255, "Error: argument \"%s\" is wrong: %s", word, why);
}

const char *request_next(struct request *q, const struct row *r, struct words *w)
{
	if (completing_here(w))
		complete_value(w, q, r);
	return words_next(w);
}

struct item *request_value(struct request *q, const struct table *t, const struct row *r,
			   const char *word, int from, int to)
{
	struct item *i = request_add(q, t, r, from, to);
	int ret;

	if (!i)
		return NULL;
	ret = r->type->scan ? r->type->scan(q, r, word, i) : SCAN_BAD;
	if (!ret && row_more(r)->only && !row_more(r)->only(i->data, i->size))
		ret = SCAN_BAD;
	if (!ret)
		return i;
	if (ret == SCAN_BAD)
		request_bad_value(q, t, r, word);
	error_blame(to - 1);
	return NULL;
}

/* A next hop, a VF, a peer: its words make a request of their own. */
int request_parse_group(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	int from = w->i - 1;
	struct item *i = request_add(q, t, r, from, w->i);

	if (!i)
		return -1;
	i->group = arena_alloc(sizeof(*i->group));
	request_begin(i->group, r->table, q->space, q->type, q->flags, w);
	i->group->family = q->family;
	i->group->up = q;
	if (request_parse_open(i->group, r->table, w) < 0)
		return -1;
	if (!q->family)
		q->family = i->group->family;
	i->to = w->i;
	return 0;
}

static int parse_row(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = w->v[from];

	if (r->parse)
		return r->parse(q, t, r, w);
	if (r->group)
		return request_parse_group(q, t, r, w);
	if (r->type->arg) {
		word = request_next(q, r, w);
		if (!word)
			return -1;
	}
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

int request_parse_row(struct request *q, const struct table *t, const struct row *r,
		      struct words *w)
{
	if (parse_row(q, t, r, w) < 0)
		return request_failed_at(q, t, r);
	row_reached(t, r, row_said[q->space]);
	return 0;
}

static const struct row *implied_row(const struct table *t, enum space space)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->implied & 1 << space)
			return r;
	return NULL;
}

static int parse_unknown(struct request *q, const struct table *t, struct words *w)
{
	const char *word = w->v[w->i];

	error_blame(w->i);
	request_failed_at(q, t, NULL);
	if (t->unknown)
		return t->unknown(q, t, w);
	return request_garbage(q, NULL, word);
}

/* A word that is no keyword is the value of the implied row, once. */
static int parse_implied(struct request *q, const struct table *t, struct words *w)
{
	const struct row *r = implied_row(t, q->space);
	const char *word = w->v[w->i];
	int ret;

	if (!r || (request_row(q, r) && !r->parse))
		return parse_unknown(q, t, w);
	if (r->parse) {
		ret = r->parse(q, t, r, w);
	} else {
		w->i++;
		ret = request_value(q, t, r, word, w->i - 1, w->i) ? 0 : -1;
	}
	if (ret < 0)
		return request_failed_at(q, t, r);
	row_reached(t, r, row_said[q->space]);
	return 0;
}

static int complete_words(struct request *q, const struct table *t, struct words *w, bool open)
{
	const struct row *r = implied_row(t, q->space);

	complete_table(w, q, t, q->space);
	w->keywords = t;
	if (r && !request_row(q, r))
		complete_value(w, q, r);
	w->keywords = NULL;
	if (!open || !q->first)
		return -1;
	w->open = t;
	return 0;
}

/* A word of the group that may not stand here belongs to what is around it. */
static bool is_end(const struct request *q, const struct row *r)
{
	return row_more(r)->ends_group && !row_more(r)->fits(q);
}

static int parse(struct request *q, const struct table *t, struct words *w, bool open)
{
	while (w->i < w->n) {
		const char *word = w->v[w->i];
		const struct table *in;
		const struct row *r;
		int ret;

		if (completing_here(w))
			return complete_words(q, t, w, open);
		r = table_word(t, q->space, word, &in);
		if (r && open && is_end(q, r))
			return 0;
		if (r) {
			w->i++;
			ret = request_parse_row(q, in, r, w);
		} else if (open) {
			return 0;
		} else if (t->help && word_matches("h[elp]", word)) {
			return w->completing ? -1 : t->help(w);
		} else {
			ret = parse_implied(q, t, w);
		}
		if (ret < 0)
			return -1;
		error_blame(-1);
	}
	return 0;
}

int request_parse(struct request *q, const struct table *t, struct words *w)
{
	return parse(q, t, w, false);
}

int request_parse_open(struct request *q, const struct table *t, struct words *w)
{
	return parse(q, t, w, true);
}
