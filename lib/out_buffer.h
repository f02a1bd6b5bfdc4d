/* out_buffer.h - what the two halves of the writer share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_OUT_BUFFER_H
#define MINIP_OUT_BUFFER_H

#include "out.h"

/* Room for n more bytes at the end of the buffer, or NULL; the caller adds what it used to len. */
char *out_reserve(struct out *, size_t n);
/* A record is complete: writes, if someone waits for it or the buffer is well filled. */
void out_pace(struct out *);

#endif
