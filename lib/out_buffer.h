/* out_buffer.h - what the two halves of the writer share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_OUT_BUFFER_H
#define MINIP_OUT_BUFFER_H

#include "out.h"

/* 0 when there is room for n more bytes now. */
int out_make_room(struct out *, size_t n);
/* Room for n more bytes at the end of the buffer, or NULL; the caller adds what it used to len. */
static inline char *out_reserve(struct out *o, size_t n)
{
	if (o->size - o->len < n && out_make_room(o, n) < 0)
		return NULL;
	return o->buf + o->len;
}
/* A record is complete: writes, if someone waits for it or the buffer is well filled. */
void out_pace(struct out *);

#endif
