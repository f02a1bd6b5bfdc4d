/* arena.c - memory that lives as long as one command line.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "large.h"

#define BLOCK_SIZE 16384

struct block {
	struct block *next;	/* the one before it in time */
	size_t size;
	alignas(max_align_t) char data[];
};

struct arena arena;
static struct block *top;
/* Most command lines need no more, and no malloc() at all. */
static LARGE char first[sizeof(struct block) + BLOCK_SIZE];

static __attribute__((noreturn)) void arena_exhausted(void)
{
	static const char text[] = "Out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(1);
	_exit(1);
}

static void arena_rewind(void)
{
	arena.at = top ? top->data : NULL;
	arena.end = top ? top->data + top->size : NULL;
}

void arena_grow(size_t size)
{
	size_t room = size < BLOCK_SIZE - alignof(max_align_t) ? BLOCK_SIZE : size + 2 * alignof(max_align_t);
	struct block *block;

	if (size > SIZE_MAX / 2)
		arena_exhausted();
	block = !top && room == BLOCK_SIZE ? (void *)first : malloc(sizeof(*block) + room);
	if (!block)
		arena_exhausted();
	block->next = top;
	block->size = room;
	top = block;
	arena_rewind();
}

void *arena_copy(const void *data, size_t size)
{
	char *copy;

	if (size >= SIZE_MAX / 2)
		arena_exhausted();
	copy = arena_alloc(size + 1);
	if (size)
		memcpy(copy, data, size);
	return copy;
}

static void arena_pop(void)
{
	struct block *block = top;

	top = block->next;
	if (block != (void *)first)
		free(block);
}

void arena_reset(void)
{
	while (top && top->next)
		arena_pop();
	arena_rewind();
}

void arena_free(void)
{
	while (top)
		arena_pop();
	arena_rewind();
}

#define KEPT 6144
static LARGE char kept[KEPT];
static size_t kept_used;

void *keep_alloc(size_t size)
{
	const size_t align = alignof(max_align_t);
	char *piece = kept + kept_used;

	if (size > sizeof(kept) - align - kept_used || kept_used > sizeof(kept) - align)
		return calloc(1, size);
	kept_used += (size + align - 1) / align * align;
	return piece;
}

void keep_free(void *piece)
{
	if ((char *)piece < kept || (char *)piece >= kept + sizeof(kept))
		free(piece);
}

void *keep_more(void *piece, size_t size, size_t more)
{
	void *larger = keep_alloc(more);

	if (larger && size)
		memcpy(larger, piece, size);
	if (larger)
		keep_free(piece);
	return larger;
}
