/* cold.h - where cold parts stand, and how they are packed.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COLD_H
#define COLD_H

#include <stdint.h>

/*
 * A packed part is a row of steps: a byte; or the length of what is copied, and how far back it stands; or an
 * address within the part, as its distance from the last one, for tables name their texts in order.  All these are
 * symbols of Huffman codes, one for steps, one each for both distances; numbers have further bits behind their
 * symbol.  Before all stand the lengths of the codes, a byte for two.  The bits of a byte count from the highest,
 * so that codes of one length are numbers in ascending order.
 */
#define COLD_BITS	12	/* of the longest code */
#define COLD_NUMBERS	36	/* symbols for numbers: below 1 << 18 */
#define COLD_MIN	3	/* bytes that are copied at least */

enum {
	COLD_LENGTH = 256, /* symbols of steps: bytes, lengths, addresses */
	COLD_AHEAD = COLD_LENGTH + COLD_NUMBERS,
	COLD_BEHIND,
	COLD_BACK, /* how far back */
	COLD_GAP = COLD_BACK + COLD_NUMBERS, /* how far ahead or behind */
	COLD_SYMBOLS = COLD_GAP + COLD_NUMBERS,
};

/* The script of the linker, cold.ld, gives each part as much room at these addresses. */
#define COLD_START	0x100000
#define COLD_ROOM	0x40000
#define COLD_PARTS	4

struct cold_part {
	uint32_t size; /* of what is unpacked */
	uint32_t at; /* behind these structs */
};

/* Symbol 0 and 1 are the numbers themselves, then two symbols for each highest bit have the bit below it. */
static inline unsigned int
cold_more(unsigned int symbol) /* the bits behind a symbol */
{
	return symbol < 2 ? 0 : symbol / 2 - 1;
}

static inline uint32_t cold_first(unsigned int symbol)
{
	return symbol < 2 ? symbol : (2 + symbol % 2) << cold_more(symbol);
}

#endif
