/* show.h - what the halves of showing share: one row, and which rows.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_SHOW_H
#define MINIP_SHOW_H

#include "schema.h"

/* May a row be shown at all in this mode? */
bool row_is_ever_due(const struct row *, uint8_t when);
/* Shows a row that may be shown. */
void show_due(struct out *, const struct row *, const struct view *);

/* ---- the rows of a table that a listing can show: about a third, worked out once ---- */
#define PLAN_MAX 128
#define WORD_BITS 64

/* Most plans have one part, so that few pages are touched. */
struct plan {
	const struct table *t;
	uint8_t when;
	unsigned int n;		/* of rows; PLAN_MAX: they are too many */
	struct part {
		uint64_t always;	/* which of its rows to show whatever attributes there are */
		uint64_t by_attr[VIEW_MAX];	/* ... and which for an attribute */
		const struct row *rows[WORD_BITS];
	} parts[PLAN_MAX / WORD_BITS];
};

/* The rows that the attributes of a message call for. */
uint64_t part_due(const struct part *, const struct view *);
/* Shows one of them. */
void plan_show(struct out *, struct plan *, const struct row *, const struct view *);
/*
 * Shows a message by a plan of one part, and copies what is the same in the record before.  False:
 * nothing was shown, the message is none to compare with.
 */
bool show_alike(struct out *, struct plan *, const struct view *);

#endif
