/* stamp.h - when an event came, as monitors write it.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STAMP_H
#define MINIP_STAMP_H

#include <stdbool.h>
#include <sys/time.h>

/* A line of its own, or the beginning of one (-tshort). */
void stamp_text(const struct timeval *, bool is_short, const char *unit);
/* Now, when -timestamp asks for it. */
void stamp_now(void);

#endif
