/* complete.c - which words could stand here.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "links.h"
#include "options.h"
#include "../include/netns.h"
#include "schema.h"

bool completing_here(const struct words *w)
{
	return w->completing && w->i == w->n - 1;
}

const struct complete_listener *complete_listener;

void complete_offer(struct words *w, const char *candidate, const char *help)
{
	const char *typed = w->v[w->n - 1];
	const struct table *in;

	if (complete_listener) {
		complete_listener->offer(candidate, help, complete_listener->arg);
		return;
	}
	if (strncmp(candidate, typed, strlen(typed)))
		return;
	if (w->keywords && table_word(w->keywords, w->request->space, candidate, &in))
		return;
	out_bytes(&out, candidate, strlen(candidate));
	if (help && *help) {
		out_bytes(&out, "\t", 1);
		out_bytes(&out, help, strlen(help));
	}
	out_bytes(&out, "\n", 1);
}

/* Each way to say it, where the word itself is the value ("up|down"); else its plain one. */
static void offer_spec(struct words *w, const char *spec, const struct row *r)
{
	bool no = !strncmp(spec, "[no]", 4);
	char plain[WORD_MAX + 2] = "no";

	for (spec += no ? 4 : 0; spec; spec = strchr(spec, '|')) {
		spec += *spec == '|';
		complete_offer(w, word_plain(spec, plain + 2), r->help);
		if (no)
			complete_offer(w, plain, r->help);
		if (no || r->type->arg || r->group)
			return;
	}
}

/* Bits add up, unless each is to be said once. */
static bool said_already(const struct request *q, const struct table *t, const struct row *r)
{
	enum once once = r->once ? r->once : t->once;
	const struct item *i;

	if (!q || once == ONCE_EACH || (r->type->merge && once == ONCE_LAST))
		return false;
	i = request_row(q, r);
	return i && i->from < i->to;
}

void complete_table(struct words *w, const struct request *q, const struct table *t,
		    enum space space)
{
	const struct row *r;

	if (complete_listener) {
		complete_listener->table(t, space, complete_listener->arg);
		return;
	}
	table_for_each(r, t) {
		const char *spec = row_word(r, space);
		const struct table *in;
		char plain[WORD_MAX];

		if (!spec) {
			if (r->table && !r->group && r->place != AT_INCLUDE)
				complete_table(w, q, r->table, space);
			continue;
		}
		if (w->open && table_word(w->open, space, word_plain(spec, plain), &in))
			continue;
		if (!said_already(q, t, r) && (!q || !row_more(r)->fits || row_more(r)->fits(q)))
			offer_spec(w, spec, r);
	}
}

static void offer_name(uint32_t value, const char *name, void *words)
{
	(void)value;
	complete_offer(words, name, NULL);
}

void complete_names(struct words *w, enum names names)
{
	names_each(names, offer_name, w);
}

/* "{ PORT | auto }" says "auto"; what begins with a capital stands for something, 0..7 is a range. */
static bool offer_literals(struct words *w, const char *arg)
{
	const char *end, *p = arg;
	char word[WORD_MAX];
	bool any = false;

	if (p && *p >= 'a' && *p <= 'z' && !strchr(p, ' ')) {
		complete_offer(w, p, NULL);
		return true;
	}
	if (!p || strncmp(p, "{ ", 2) || strpbrk(p + 1, "[{"))
		return false;
	for (; *p && *p != '}'; p = end) {
		size_t n = strcspn(p + 2, "|}") - 1;

		end = p + 3 + n;
		if (n >= sizeof(word) || memchr(p + 2, ' ', n) || (p[2] >= 'A' && p[2] <= 'Z'))
			continue;
		memcpy(word, p + 2, n);
		word[n] = '\0';
		if (strstr(word, ".."))
			continue;
		complete_offer(w, word, NULL);
		any = true;
	}
	return any;
}

void complete_value(struct words *w, const struct request *q, const struct row *r)
{
	w->request = q;
	if (!r->names && offer_literals(w, r->arg))
		return;
	if (r->type->offer) {
		r->type->offer(r, w);
		return;
	}
	for (const struct name *n = r->names; n && n->name; n++)
		complete_offer(w, n->name, NULL);
	if (r->file)
		complete_names(w, r->file - 1);
	if (!r->names && !r->file)
		offer_literals(w, r->type->arg);
}

/* Nobody looks through more of them, and a routing table may have a million. */
#define OFFERS_MAX 4096

struct dumped {
	struct words *words;
	const struct table *table;
	complete_text *text;
	int n;			/* offered */
	char last[2 * FORMAT_MAX];
};

static int offer_message(const struct nlmsghdr *n, void *arg)
{
	struct dumped *d = arg;
	char buf[2 * FORMAT_MAX];
	struct view v;

	if (view_message(&v, d->table, n, NULL) < 0 || !d->text(d->words, &v, buf) || !strcmp(buf, d->last))
		return 0;
	strcpy(d->last, buf);
	complete_offer(d->words, buf, NULL);
	return ++d->n < OFFERS_MAX ? 0 : -1;
}

bool complete_is_of(const struct words *w, uint16_t header, uint32_t index)
{
	const struct item *i = request_header(w->request, header);

	return !i || i->from == i->to || links_index(w->v[i->to - 1]) == index;
}

/* Every fixed header of rtnetlink begins with the family (struct rtgenmsg). */
void complete_dump(struct words *w, const struct table *t, uint16_t type, int family, complete_text *text)
{
	struct dumped d = { .words = w, .table = t, .text = text };
	struct nl_dump dump = { .each = offer_message, .arg = &d };
	struct request q;

	if (opt.blind)
		return;
	request_begin(&q, t, TO_LIST, type, NLM_F_DUMP, w);
	request_imply_header(&q, 0, family);
	request_dump(&q, &dump, 1);
}

static int offer_netns(const char *name, void *words)
{
	complete_offer(words, name, NULL);
	return 0;
}

void complete_netns(struct words *w)
{
	netns_each(offer_netns, w);
}

void complete_shell(const char *what, int n)
{
	char buf[FORMAT_MAX];

	format_unsigned(buf, n);
	out_text(&out, ":%s ", what);
	out_text(&out, "%s\n", buf);
}
