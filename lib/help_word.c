/* help_word.c - all that the tables know of one word.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "schema.h"

#define COLUMN 12
#define DEPTH_MAX 6

static void line(struct out *o, const char *label, const char *text)
{
	char head[32];

	snprintf(head, sizeof(head), "  %-*s", COLUMN, label);
	out_wrapped(o, head, text);
}

/* ---- where an attribute stands: "IFLA_INFO_DATA in IFLA_LINKINFO" ---- */
struct path {
	const struct table *tables[DEPTH_MAX];
	const char *names[DEPTH_MAX];
	int n;
};

static bool path_find(struct path *, const struct table *from, const struct table *to);

static bool path_into(struct path *p, const struct row *r, const struct table *next, const struct table *to)
{
	if (!next || p->n == DEPTH_MAX)
		return false;
	for (int i = 0; i < p->n; i++)
		if (p->tables[i] == next)
			return false;
	p->names[p->n] = r->name;
	p->tables[p->n++] = next;
	if (path_find(p, next, to))
		return true;
	p->n--;
	return false;
}

static bool path_find(struct path *p, const struct table *from, const struct table *to)
{
	const struct row *r;

	if (from == to)
		return true;
	table_for_each(r, from) {
		const struct more *more = row_more(r);

		if (r->place == AT_ATTR && path_into(p, r, r->table, to))
			return true;
		for (size_t i = 0; more->choice && more->choice(i); i++)
			if (path_into(p, r, more->pick(more->choice(i)), to))
				return true;
	}
	return false;
}

static const char *message_of(const struct table *root)
{
	for (const struct message *m = explain_messages; m && m->name; m++)
		if (m->table == root)
			return m->name;
	return NULL;
}

static void attribute_line(struct out *o, const struct help_place *at)
{
	const struct row *r = at->row;
	struct path p = { .n = 0 };
	const char *message = message_of(at->root);
	char text[512];
	size_t n;

	if (r->place == AT_NONE) {
		line(o, "attribute", "none of its own: it says how others are read or made");
		return;
	}
	if (r->place == AT_HEADER)
		n = snprintf(text, sizeof(text), "%s.%s, %s, of the fixed header", at->in->header_name, r->name, r->type->name);
	else
		n = snprintf(text, sizeof(text), "%s%s%s, %s", r->name, !r->part ? "" : r->v6 ? " or " : ": ",
			     r->part ? r->part : "", r->type->name);
	if (path_find(&p, at->root, at->in))
		while (p.n > 0 && n < sizeof(text))
			n += snprintf(text + n, sizeof(text) - n, ", in %s", p.names[--p.n]);
	if (message && n < sizeof(text))
		snprintf(text + n, sizeof(text) - n, ", of %s", message);
	line(o, "attribute", text);
}

/* ---- spellings ---- */
static void spellings_line(struct out *o, const char *spec)
{
	char text[128], first[WORD_MAX];
	const char *s = strncmp(spec, "[no]", 4) ? spec : spec + 4;
	size_t n = 0, needed = strcspn(s, "[|");

	word_plain(spec, first);
	if (s[needed] == '[')
		n = snprintf(text, sizeof(text), "%.*s is enough", (int)needed, s);
	while ((s = strchr(s, '|'))) {
		char other[WORD_MAX];

		word_plain(++s, other);
		if (strncmp(other, "no", 2) || strncmp(spec, "[no]", 4))
			n += snprintf(text + n, sizeof(text) - n, "%s%s", n ? ", or " : "", other);
	}
	if (s != spec && !strncmp(spec, "[no]", 4))
		n += snprintf(text + n, sizeof(text) - n, "%sno%s for the opposite", n ? ", " : "", first);
	if (n)
		line(o, "also", text);
}

static void default_line(struct out *o, const struct row *r)
{
	char number[FORMAT_MAX];
	const char *name;

	if (r->hide & HIDE_DEFAULT) {
		name = row_value_name(r, r->def);
		format_unsigned(number, r->def);
		line(o, "default", name ? name : number);
	} else if (r->hide & HIDE_SET_TEXT) {
		line(o, "default", "on");
	} else if (r->hide & (HIDE_ZERO | HIDE_ZERO_TEXT)) {
		line(o, "default", r->type->arg ? "0, or none" : "off");
	}
}

void help_word(struct out *o, const struct help_place *at, const char *example)
{
	const char *spec = row_word(at->row, at->space);
	const char *arg = row_arg(at->row);
	char plain[WORD_MAX], takes[512];

	out_text(o, "%s", row_called(at->row, at->space, plain));
	out_text(o, arg ? " %s" : "", arg);
	out_text(o, ": %s\n\n", at->row->help ? at->row->help : at->row->name);
	line(o, "value", help_takes(at->row, takes, sizeof(takes)));
	if (spec)
		spellings_line(o, spec);
	default_line(o, at->row);
	attribute_line(o, at);
	if (example)
		line(o, "example", example);
}

/* ---- an example that the parser takes ---- */
static bool is_taken(const struct help_place *at, const char *value)
{
	const char *spec = row_word(at->row, at->space);
	char *v[16], plain[WORD_MAX], *copy = arena_copy(value, strlen(value)), *rest;
	struct words w = { .v = v, .i = 1, .n = 1 };
	struct request q;
	bool taken;

	v[0] = plain;
	word_plain(spec, plain);
	for (char *word = strtok_r(copy, " ", &rest); word && w.n < 16; word = strtok_r(NULL, " ", &rest))
		v[w.n++] = word;
	request_begin(&q, at->in, at->space, RTM_NEWLINK, 0, &w);
	warn_mute(true);
	taken = request_parse_row(&q, at->in, at->row, &w) == 0 && w.i == w.n;
	warn_mute(false);
	error_clear();
	request_failure_reset();
	return taken;
}

static bool take(const struct help_place *at, const char *value, char *buf, size_t size)
{
	if (!is_taken(at, value))
		return false;
	snprintf(buf, size, "%s", value);
	return true;
}

const char *help_example(const struct help_place *at, char *buf, size_t size)
{
	const struct name *names = at->row->names;
	const char *sample;

	*buf = '\0';
	if (!row_arg(at->row))
		return buf;
	if (names && names->name && take(at, names->name, buf, size))
		return buf;
	for (size_t i = 0; (sample = help_sample(at->row, i)); i++)
		if (take(at, sample, buf, size))
			return buf;
	return NULL;
}
