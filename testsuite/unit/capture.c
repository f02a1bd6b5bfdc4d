/* capture.c - what a test writes to a file descriptor.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <sys/mman.h>
#include <unistd.h>

#include "capture.h"
#include "unit.h"

#define FDS 3

static int saved[FDS];
static char text[8 << 20];

void capture_begin(int fd)
{
	int file = memfd_create("capture", MFD_CLOEXEC);

	ck_assert_int_ge(file, 0);
	saved[fd] = dup(fd);
	ck_assert_int_ge(saved[fd], 0);
	ck_assert_int_eq(dup2(file, fd), fd);
	close(file);
}

const char *capture_end(int fd, size_t *size)
{
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	dup2(saved[fd], fd);
	close(saved[fd]);
	ck_assert_int_ge(n, 0);
	text[n] = '\0';
	if (size)
		*size = n;
	return text;
}
