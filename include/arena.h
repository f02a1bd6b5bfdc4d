/* arena.h - memory that lives as long as one command line.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ARENA_H
#define MINIP_ARENA_H

#include <stddef.h>

/*
 * A zeroed piece of memory, aligned for any type; never NULL: when the system
 * has none left, the process ends with a message and status 1.
 */
void *arena_alloc(size_t size);
/* A copy of size bytes of data, followed by one NUL that is not counted. */
void *arena_copy(const void *data, size_t size);
/* Forgets all that was allocated since the last reset; keeps the first block for the next line. */
void arena_reset(void);
/* Gives everything back to the system (at exit, so that leak checkers see no false leak). */
void arena_free(void);

#endif
