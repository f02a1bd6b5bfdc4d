/* encap.c - "encap TYPE ...": the list of types, and what they share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "encap.h"

#include <linux/lwtunnel.h>
#include <string.h>

#include "../route_table.h"
#include "error.h"
#include "links.h"
#include "types.h"

#define LIST_ENCAP(name, type) &encap_##name,
static const struct encap *const encaps[] = { ENCAPS(LIST_ENCAP) };
#define NAME_ENCAP(name, type) { type, #name },
const struct name encap_types[] = { ENCAPS(NAME_ENCAP) { 0, NULL } };

#define encaps_for_each(e) \
	for (const struct encap *const *e = encaps; e < encaps + sizeof(encaps) / sizeof(encaps[0]); e++)

static const struct encap *find(const char *type)
{
	encaps_for_each(e)
		if (!strcmp((*e)->table->name, type))
			return *e;
	return NULL;
}

const struct table *encap_table(const char *type)
{
	const struct encap *e = find(type);

	return e ? e->table : NULL;
}

const char *encap_choice(size_t i)
{
	return i < sizeof(encaps) / sizeof(encaps[0]) ? encaps[i]->table->name : NULL;
}

/* ---- words ---- */
int encap_missing(const char *argument)
{
	return fail(255, "Error: argument \"%s\" is required", argument);
}

int encap_wrong(const struct words *w, const char *reason)
{
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: %s", w->v[w->i - 1], reason);
}

void encap_help(struct out *o)
{
	const struct row *r;

	encaps_for_each(e) {
		out_text(o, "       %s", (*e)->table->name);
		table_for_each(r, (*e)->table)
			if (r->implied & 1 << TO_SET && row_arg(r))
				out_text(o, " %s", row_arg(r));
		out_text(o, "\n", NULL);
		help_table(o, (*e)->table, TO_SET, 16);
	}
}

static int usage(void)
{
	out_text(&err, "Usage: ip route ... encap TYPE [ OPTIONS ] [...]\n", NULL);
	encap_help(&err);
	return fail(255, "%s", "");
}

/* A later "encap" takes the place of an earlier one, with all that was said of it. */
static void forget(struct request *q, const struct row *nest)
{
	struct item *old = request_row(q, nest);

	for (struct item *i = q->first; old && i; i = i->next)
		if (i->from >= old->from && i->to <= old->to)
			request_drop(i);
}

int encap_parse_words(struct request *q, const struct encap *e, struct words *w)
{
	const struct row *r;
	const char *word;

	table_for_each(r, e->table) {
		if (!(r->implied & 1 << TO_SET))
			continue;
		word = request_next(q, r, w);
		if (!word || !request_value(q, e->table, r, word, w->i - 1, w->i))
			return -1;
	}
	return request_parse_open(q, e->table, w);
}

static const struct row *nest_row(const struct table *t)
{
	const struct row *r;

	table_for_each(r, t)
		if (row_more(r)->pick == encap_table)
			return r;
	return NULL;
}

static int parse_type(struct request *q, const struct table *t, const struct row *r, int from,
		      const struct encap *e, struct words *w)
{
	const struct row *nest = nest_row(t);
	struct item *said;

	forget(q, nest);
	request_add_number(q, t, r, from, w->i, e->type);
	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	if (w->i + 1 == w->n && !completing_here(w))
		return encap_missing("encap type");
	said = request_add(q, t, nest, from, w->i);
	if (!said || (e->parse ? e->parse : encap_parse_words)(q, e, w) < 0)
		return -1;
	said->to = w->i;
	return 0;
}

int encap_parse(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	const struct encap *e;

	if (!word)
		return -1;
	if (!strcmp(word, "help"))
		return usage();
	e = find(word);
	if (e)
		return parse_type(q, t, r, from, e, w);
	error_blame(w->i - 1);
	return request_bad_value(q, t, r, word);
}

/* ---- show ---- */
static void show_nested(struct out *o, const struct encap *e, const struct nlattr *a, const struct view *up)
{
	struct view v;

	if (view_nest(&v, e->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	if (!e->needs || view_attr(&v, e->needs))
		(e->show ? e->show : show_rows)(o, &v);
}

void encap_show(struct out *o, const struct row *r, const struct view *v)
{
	const void *type = view_struct(v, r->selector, sizeof(uint16_t));
	const struct row *selector = table_attr(v->table, r->selector);
	const struct nlattr *a = view_attr(v, r->attr);
	const struct encap *e;
	const char *name;

	if (!a || !type)
		return;
	name = row_value_name(selector, payload_number(type, sizeof(uint16_t), false));
	e = name ? find(name) : NULL;
	out_open(o, "encap", '{');
	out_string(o, "encap_type", " encap %s ", e ? name : "unknown");
	if (e)
		show_nested(o, e, a, v);
	out_close(o);
}

/* ---- addresses of one family ---- */
static int scan_as(int family, struct request *q, const char *word, struct item *i)
{
	struct address a;

	(void)q;
	if (scan_address(word, family, &a) < 0) {
		fail(1, "Error: %s address is expected rather than \"%s\".", route_family_name(family), word);
		return error_fatal();
	}
	item_set(i, a.data, route_is_any(word) ? 0 : a.size);
	return 0;
}

#define ADDRESS(t, f, s, c, ...) \
	static int scan_##t(struct request *q, const struct row *r, const char *word, struct item *i) \
	{ \
		(void)r; \
		return scan_as(f, q, word, i); \
	} \
	static void print_##t(const struct view *v, const struct row *r, const void *data, size_t size, \
			      struct literal *l) \
	{ \
		(void)v; \
		(void)r; \
		literal_address(l, f, data, (s) ? (s) : size); \
		l->color = c; \
	} \
	const struct type type_##t = { .size = (s), .scan = scan_##t, .print = print_##t, __VA_ARGS__ }
ADDRESS(encap_ipv4, AF_INET, 4, COLOR_INET, .name = "ipv4", .arg = "ADDR");
ADDRESS(encap_ipv6, AF_INET6, 16, COLOR_INET6, .name = "ipv6", .arg = "ADDR");
ADDRESS(plain_nh4, AF_INET, 4, COLOR_NONE, .name = "ipv4", .arg = "ADDR");
ADDRESS(plain_nh6, AF_INET6, 16, COLOR_NONE, .name = "ipv6", .arg = "ADDR");
ADDRESS(labels, AF_MPLS, 0, COLOR_NONE, .name = "binary", .arg = "LABEL[/LABEL...]");
