/* arena.h - memory that lives as long as one command line.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ARENA_H
#define MINIP_ARENA_H

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

/* What is left of the block in use. */
extern struct arena {
	char *at, *end;
} arena;
/* Begins another block. */
void arena_grow(size_t size);
/*
 * A zeroed piece of memory, aligned for any type; never NULL: when the system
 * has none left, the process ends with a message and status 1.
 */
static inline void *arena_alloc(size_t size)
{
	const size_t align = alignof(max_align_t), mask = ~(align - 1);
	char *data;

	if (size + align > (size_t)(arena.end - arena.at) || size + align < size)
		arena_grow(size);
	data = arena.at;
	arena.at += (size + align - 1) & mask;
	return memset(data, 0, size);
}
/* A copy of size bytes of data, followed by one NUL that is not counted. */
void *arena_copy(const void *data, size_t size);
/* Forgets all that was allocated since the last reset; keeps the first block for the next line. */
void arena_reset(void);
/* Gives everything back to the system (at exit, so that leak checkers see no false leak). */
void arena_free(void);

/*
 * What lives longer than a command line, zeroed; NULL: there is no memory.  The first few pieces, which is
 * all that a short command wants, need no malloc().
 */
void *keep_alloc(size_t size);
/* Gives a piece of this size room for more; NULL: it stays as it was. */
void *keep_more(void *piece, size_t size, size_t more);
void keep_free(void *piece);

#endif
