/* show_plan.c - which rows a message calls for.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "large.h"
#include "show.h"

/* Without its attribute a row shows nothing, unless a function of its own knows better. */
static bool needs_attr(const struct row *r)
{
	return (r->place == AT_ATTR || r->place == AT_FIELD) && !r->always;
}

static void plan_add(struct plan *p, const struct row *r)
{
	unsigned int at = p->n++ % WORD_BITS;
	struct part *part = &p->parts[(p->n - 1) / WORD_BITS];
	uint64_t bit = (uint64_t)1 << at;

	if (!at)
		memset(part, 0, offsetof(struct part, rows));
	part->rows[at] = r;
	if (!needs_attr(r))
		part->always |= bit;
	else if (r->attr < VIEW_MAX)
		part->by_attr[r->attr] |= bit;
	if (needs_attr(r) && r->v6 && r->v6 < VIEW_MAX)
		part->by_attr[r->v6] |= bit;
}

static void plan_make(struct plan *p, const struct table *t, uint8_t when)
{
	const struct row *r;

	p->t = t;
	p->when = when;
	p->n = 0;
	table_for_each(r, t)
		if (p->n < PLAN_MAX && row_is_ever_due(r, when) && (r->show || r->type->is_nest || r->type->print))
			plan_add(p, r);
}

uint64_t part_due(const struct part *part, const struct view *v)
{
	uint64_t due = part->always;

	for (unsigned int i = 0; i < VIEW_MAX / WORD_BITS; i++)
		for (uint64_t has = v->has[i]; has; has &= has - 1)
			due |= part->by_attr[i * WORD_BITS + __builtin_ctzll(has)];
	return due;
}

static bool is_planned(const struct plan *p, const struct view *v)
{
	return p->t == v->table && p->when == v->when;
}

/* Is it a record of a listing?  Between events names may change, and a nest's text has no place of its own. */
static bool is_repeated(const struct view *v)
{
	return v->table->alike && !v->up && v->when & NOT_EVENT;
}

void plan_show(struct out *o, struct plan *p, const struct row *r, const struct view *v)
{
	show_due(o, r, v);
	/* A nest that found all places taken may have made the plan anew: it is put back. */
	if (!is_planned(p, v))
		plan_make(p, v->table, v->when);
}

#define PLANS 16

/* The plan that is there already, or made at the first free place from its own on, or at its own. */
static struct plan *plan_of(const struct view *v)
{
	static LARGE struct plan plans[PLANS];
	unsigned int own = (uintptr_t)v->table / 32 % PLANS;
	struct plan *p = &plans[own];

	for (unsigned int i = 0; i < PLANS && p->t; i++) {
		if (is_planned(p, v))
			return p;
		p = &plans[(own + i + 1) % PLANS];
	}
	plan_make(p, v->table, v->when);
	return p;
}

void show_rows(struct out *o, const struct view *v)
{
	struct plan *p = plan_of(v);
	const struct row *r;

	if (p->n == PLAN_MAX) {
		table_for_each(r, v->table)
			show_row(o, r, v);
		return;
	}
	if (p->n <= WORD_BITS && is_repeated(v) && show_alike(o, p, v))
		return;
	for (const struct part *part = p->parts; (part - p->parts) * WORD_BITS < p->n; part++)
		for (uint64_t due = part_due(part, v); due; due &= due - 1)
			plan_show(o, p, part->rows[__builtin_ctzll(due)], v);
}
