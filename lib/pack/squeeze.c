/* squeeze.c - packs the cold parts of a program.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <elf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cold.h"

/*
 * squeeze PROGRAM >ASSEMBLER
 *
 * The sections .cold.* of a linked program, as an object to link it with once more (cold.h has the format,
 * cold.ld the sections).  The shortest way through a part is looked for from its end, under the code that
 * the way before it asked for.
 */
#define TRIES	1024	/* earlier places that are looked at */
#define LONG	512	/* bytes that are copied without looking for better ones */
#define ROUNDS	6

struct code {
	uint32_t count[COLD_SYMBOLS];
	uint8_t length[COLD_SYMBOLS];
	uint16_t bits[COLD_SYMBOLS];
};

/* A step of the way: to copy so many bytes from so far back; back 0: a byte, or an address. */
struct step {
	uint32_t size, back;
};
#define ADDRESS	sizeof(uint32_t)

static uint8_t *file;
static uint8_t part[COLD_ROOM];
static uint32_t size;
static int earlier
	[COLD_ROOM]; /* the place before with the same three bytes, or -1 */
static struct step steps[COLD_ROOM];
static uint32_t cost[COLD_ROOM + 1]; /* bits from there to the end */
static uint32_t start; /* the part's address */
static uint32_t
	expected[COLD_ROOM]; /* for an address: the one before it; or 0 */

static uint8_t packed[1 << 20];
static size_t n_bits;

static void die(const char *what)
{
	fprintf(stderr, "squeeze: %s\n", what);
	exit(1);
}

static unsigned int number_symbol(uint32_t value)
{
	unsigned int symbol = 0;

	while (symbol + 1 < COLD_NUMBERS && cold_first(symbol + 1) <= value)
		symbol++;
	return symbol;
}

static uint32_t address_at(uint32_t i)
{
	uint32_t address;

	memcpy(&address, part + i, sizeof(address));
	return address;
}

static uint32_t gap(uint32_t from, uint32_t to)
{
	return to < from ? from - to : to - from;
}

/* ---- codes ---- */
/* The node of least weight, which has none from then on; -1: there is none. */
static int least_take(uint32_t *weight, int nodes, uint32_t *taken)
{
	int least = -1;

	for (int i = 0; i < nodes; i++)
		if (weight[i] && (least < 0 || weight[i] < weight[least]))
			least = i;
	*taken = least < 0 ? 0 : weight[least];
	if (least >= 0)
		weight[least] = 0;
	return least;
}

/* Huffman's: the two rarest make a node, until there is one.  The length of the longest code. */
static unsigned int lengths_try(const uint32_t *count, uint8_t *length, int n)
{
	uint32_t weight[2 * COLD_SYMBOLS], a, b;
	int up[2 * COLD_SYMBOLS], least, second, nodes = n;
	unsigned int longest = 0;

	memcpy(weight, count, n * sizeof(*weight));
	for (;;) {
		least = least_take(weight, nodes, &a);
		second = least_take(weight, nodes, &b);
		up[least] = 0;
		if (second < 0)
			break;
		up[least] = up[second] = nodes;
		weight[nodes++] = a + b;
	}
	for (int i = 0; i < n; i++) {
		length[i] = 0;
		for (int at = count[i] ? up[i] : 0; at; at = up[at])
			length[i]++;
		longest = length[i] > longest ? length[i] : longest;
	}
	return longest;
}

/* Where codes get too long, the counts are made more alike.  Two symbols at least have a code. */
static void lengths_make(uint32_t *count, uint8_t *length, unsigned int n)
{
	count[0] += !count[0];
	count[1] += !count[1];
	while (lengths_try(count, length, n) > COLD_BITS)
		for (unsigned int i = 0; i < n; i++)
			count[i] = (count[i] + 1) / 2 + !!count[i];
}

static void bits_make(struct code *c, unsigned int from, unsigned int to)
{
	unsigned int next = 0;

	for (unsigned int length = 1; length <= COLD_BITS; length++, next <<= 1)
		for (unsigned int i = from; i < to; i++)
			if (c->length[i] == length)
				c->bits[i] = next++;
}

static void code_make(struct code *c)
{
	static const unsigned int from[] = { 0, COLD_BACK, COLD_GAP,
					     COLD_SYMBOLS };

	for (int i = 0; i < 3; i++) {
		lengths_make(c->count + from[i], c->length + from[i],
			     from[i + 1] - from[i]);
		bits_make(c, from[i], from[i + 1]);
	}
}

/* ---- the way ---- */
static void earlier_find(void)
{
	static int last[1 << 24];

	memset(last, -1, sizeof(last));
	for (uint32_t i = 0; i + COLD_MIN <= size; i++) {
		uint32_t key = part[i] | part[i + 1] << 8 | part[i + 2] << 16;

		earlier[i] = last[key];
		last[key] = i;
	}
}

static void addresses_find(void)
{
	uint32_t last = start;

	memset(expected, 0, sizeof(expected));
	for (uint32_t i = 0; i + ADDRESS <= size; i++) {
		uint32_t address = address_at(i);

		if (address < start || address >= start + size)
			continue;
		expected[i] = last;
		last = address;
		i += ADDRESS - 1;
	}
}

static uint32_t equal(uint32_t a, uint32_t b)
{
	uint32_t n = 0;

	while (b + n < size && part[a + n] == part[b + n])
		n++;
	return n;
}

/* Before there is a code, all symbols are as long. */
static uint32_t symbol_cost(const struct code *c, unsigned int symbol)
{
	return c->length[symbol] ? c->length[symbol] : COLD_BITS;
}

static uint32_t number_cost(const struct code *c, unsigned int base,
			    uint32_t value)
{
	unsigned int symbol = number_symbol(value);

	return symbol_cost(c, base + symbol) + cold_more(symbol);
}

static void step_try(uint32_t i, uint32_t bits, uint32_t n, uint32_t back)
{
	bits += cost[i + n];
	if (bits >= cost[i])
		return;
	cost[i] = bits;
	steps[i] = (struct step){ n, back };
}

/* The best step from a place; what is further back pays only where more can be copied. */
static void step_find(const struct code *c, uint32_t i)
{
	uint32_t had = COLD_MIN - 1;
	int from = i + COLD_MIN <= size ? earlier[i] : -1;

	cost[i] = UINT32_MAX;
	step_try(i, symbol_cost(c, part[i]), 1, 0);
	if (expected[i])
		step_try(i,
			 symbol_cost(c, COLD_AHEAD) +
				 number_cost(c, COLD_GAP,
					     gap(expected[i], address_at(i))),
			 ADDRESS, 0);
	for (int tries = TRIES; from >= 0 && tries && had < LONG;
	     tries--, from = earlier[from]) {
		uint32_t n = i + had < size &&
					     part[from + had] == part[i + had] ?
				     equal(from, i) :
				     0,
			 far;

		if (n <= had)
			continue;
		far = number_cost(c, COLD_BACK, i - from - 1);
		for (uint32_t k = n > LONG ? n : had + 1; k <= n; k++)
			step_try(
				i,
				far + number_cost(c, COLD_LENGTH, k - COLD_MIN),
				k, i - from);
		had = n;
	}
}

/* ---- output ---- */
static void put(uint32_t value, unsigned int n)
{
	while (n--) {
		if (n_bits / 8 >= sizeof(packed))
			die("too much");
		packed[n_bits / 8] |= (value >> n & 1) << (7 - n_bits % 8);
		n_bits++;
	}
}

/* While counts are wanted, symbols are counted, otherwise written. */
static void put_symbol(struct code *c, bool count, unsigned int symbol)
{
	if (count)
		c->count[symbol]++;
	else
		put(c->bits[symbol], c->length[symbol]);
}

static void put_number(struct code *c, bool count, unsigned int base,
		       uint32_t value)
{
	unsigned int symbol = number_symbol(value);

	put_symbol(c, count, base + symbol);
	if (!count)
		put(value - cold_first(symbol), cold_more(symbol));
}

static void way_go(struct code *c, bool count)
{
	uint32_t last = start;

	for (uint32_t i = 0; i < size; i += steps[i].size) {
		const struct step *s = &steps[i];

		if (s->back) {
			put_number(c, count, COLD_LENGTH, s->size - COLD_MIN);
			put_number(c, count, COLD_BACK, s->back - 1);
		} else if (s->size == ADDRESS) {
			put_symbol(c, count,
				   address_at(i) < last ? COLD_BEHIND :
							  COLD_AHEAD);
			put_number(c, count, COLD_GAP,
				   gap(last, address_at(i)));
			last = address_at(i);
		} else {
			put_symbol(c, count, part[i]);
		}
	}
}

static void squeeze(void)
{
	struct code c = { .count = { 0 } };

	earlier_find();
	addresses_find();
	for (int round = 0; round < ROUNDS; round++) {
		cost[size] = 0;
		for (uint32_t i = size; i-- > 0;)
			step_find(&c, i);
		memset(c.count, 0, sizeof(c.count));
		way_go(&c, true);
		code_make(&c);
	}
	for (unsigned int i = 0; i < COLD_SYMBOLS; i++)
		put(c.length[i ^ 1], 4);
	way_go(&c, false);
	n_bits = (n_bits + 7) / 8 * 8;
}

/* ---- program ---- */
static void load(const char *name)
{
	FILE *f = fopen(name, "rb");
	long length = f && !fseek(f, 0, SEEK_END) ? ftell(f) : -1;

	file = length > (long)sizeof(Elf64_Ehdr) ? malloc(length) : NULL;
	if (!file || fseek(f, 0, SEEK_SET) || fread(file, length, 1, f) != 1)
		die("the program cannot be read");
	fclose(f);
}

/* The section that stands at an address becomes the part; there may be none. */
static void part_load(uint64_t address)
{
	const Elf64_Ehdr *elf = (Elf64_Ehdr *)file;
	const Elf64_Shdr *s = (Elf64_Shdr *)(file + elf->e_shoff);

	start = address;
	size = 0;
	for (int i = 0; i < elf->e_shnum; i++, s++) {
		if (s->sh_addr != address || s->sh_type != SHT_PROGBITS)
			continue;
		if (s->sh_size > sizeof(part))
			die("a part needs more than its room");
		size = s->sh_size;
		memcpy(part, file + s->sh_offset, size);
	}
}

int main(int argc, char **argv)
{
	if (argc != 2)
		die("wants the name of one program");
	load(argv[1]);
	puts("\t.section .packed, \"a\"\n\t.globl cold_packed\n\t.balign 4\ncold_packed:");
	for (int i = 0; i < COLD_PARTS; i++) {
		part_load(COLD_START + i * COLD_ROOM);
		printf("\t.long %u, %zu\n", size, n_bits / 8);
		squeeze();
	}
	for (size_t i = 0; i < n_bits / 8; i++)
		printf("\t.byte %u\n", packed[i]);
	puts("\t.section .note.GNU-stack, \"\", @progbits");
	return fclose(stdout) ? 1 : 0;
}
