/* capture.h - what a test writes to a file descriptor.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TEST_CAPTURE_H
#define MINIP_TEST_CAPTURE_H

#include <stddef.h>

/* From here on fd is a file in memory. */
void capture_begin(int fd);
/* What was written since then, with a NUL behind it, valid until the next call; fd is again what it was. */
const char *capture_end(int fd, size_t *size);

#endif
