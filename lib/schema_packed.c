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
	uint32_t packed;	/* the address, which is short where rows are packed */
	uint16_t first;
} opened[TABLES];

_Static_assert(PACKED_BITS <= 64, "one number has a bit for each byte and pointer of a row");
_Static_assert(sizeof(struct row) == PACKED_BYTES + (PACKED_BITS - PACKED_BYTES) * sizeof(void *),
	       "behind .name a row has nothing but pointers");

static const uint8_t *unpack_row(struct row *row, const uint8_t *p)
{
	uint64_t said = 0;

	memcpy(&said, p, PACKED_SAID);
	p += PACKED_SAID;
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
	uint32_t packed = (uintptr_t)t->rows;
	size_t at = packed * 0x9e3779b1u >> 23;
	struct row *rows = pool + used;

	for (; opened[at].packed; at = (at + 1) % TABLES)
		if (opened[at].packed == packed)
			return &pool[opened[at].first];
	/* The unit tests unpack all tables that there are. */
	if (used + t->n > ROWS)
		abort();
	for (size_t i = 0; i < t->n; i++)
		p = unpack_row(&rows[i], p);
	opened[at] = (struct opened){ packed, used };
	used += t->n;
	return rows;
}
