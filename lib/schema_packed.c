/* schema_packed.c - rows that the build has packed (lib/pack).  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "large.h"
#include "schema.h"

#define TABLES	512
#define ROWS	4096

/* What has been unpacked stays: other rows, and requests, point to it. */
static LARGE struct row pool[ROWS];
static size_t used;
static LARGE struct opened {
	const struct row *packed, *rows;
} opened[TABLES];

_Static_assert(PACKED_BITS <= 64, "one number has a bit for each byte and pointer of a row");
_Static_assert(sizeof(struct row) == PACKED_BYTES + (PACKED_BITS - PACKED_BYTES) * sizeof(void *),
	       "behind .name a row has nothing but pointers");

static const uint8_t *unpack_row(struct row *row, const uint8_t *p)
{
	uint64_t said = 0;

	memcpy(&said, p, PACKED_BITS / 8);
	p += PACKED_BITS / 8;
	for (; said; said &= said - 1) {
		unsigned int i = __builtin_ctzll(said);
		uintptr_t address = 0;

		if (i < PACKED_BYTES) {
			((uint8_t *)row)[i] = *p++;
			continue;
		}
		memcpy(&address, p, 4);
		memcpy((uint8_t *)row + PACKED_BYTES + (i - PACKED_BYTES) * sizeof(address), &address, sizeof(address));
		p += 4;
	}
	return p;
}

const struct row *table_unpack(const struct table *t)
{
	const uint8_t *p = (const uint8_t *)t->rows + 1;
	size_t at = (uintptr_t)p * 0x9e3779b97f4a7c15 >> 55;
	struct row *rows = pool + used;

	for (; opened[at].packed; at = (at + 1) % TABLES)
		if (opened[at].packed == t->rows)
			return opened[at].rows;
	/* The unit tests unpack all tables that there are. */
	if (used + t->n > ROWS)
		abort();
	for (size_t i = 0; i < t->n; i++)
		p = unpack_row(&rows[i], p);
	used += t->n;
	opened[at] = (struct opened){ t->rows, rows };
	return rows;
}
