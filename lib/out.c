/* out.c - one streaming writer: its buffer, and holding back.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "large.h"
#include "options.h"
#include "out.h"
#include "out_buffer.h"

#define BUFFER_SIZE (64 * 1024)
#define HOLD_MAX (1024 * 1024)

/* Standard output's, unless something is held back that is longer: it needs no malloc(). */
static LARGE char first[BUFFER_SIZE];

struct out out = { .fd = STDOUT_FILENO };
struct out err = { .fd = STDERR_FILENO };

void out_init_plain(struct out *o, int fd)
{
	char *buf = o->buf;
	size_t size = o->size;

	*o = (struct out){ .fd = fd, .buf = buf, .size = size, .moved = o->moved + 1 };
}

void out_init(struct out *o, int fd)
{
	bool terminal = isatty(fd);

	out_init_plain(o, fd);
	o->json = opt.json;
	o->pretty = opt.pretty;
	o->oneline = opt.oneline;
	o->live = terminal;
	o->colored = !o->json && (opt.color == COLOR_ALWAYS ||
				  (opt.color == COLOR_AUTO && terminal));
}

void out_free(struct out *o)
{
	if (o->buf != first)
		free(o->buf);
	o->buf = NULL;
	o->len = o->size = o->held = 0;
}

static int write_all(int fd, const char *p, size_t size)
{
	struct pollfd poller = { .fd = fd, .events = POLLOUT };
	ssize_t n;

	while (size) {
		n = write(fd, p, size);
		if (n >= 0) {
			p += n;
			size -= n;
		} else if (errno == EAGAIN) {
			/* someone before us made the pipe non-blocking */
			poll(&poller, 1, -1);
		} else if (errno != EINTR) {
			return -1;
		}
	}
	return 0;
}

static size_t writable(const struct out *o)
{
	return o->holding && !o->spilled ? o->held : o->len;
}

int out_flush(struct out *o)
{
	size_t n = writable(o);

	if (!o->failed && write_all(o->fd, o->buf, n) < 0)
		o->failed = true;
	if (o->len > n)
		memmove(o->buf, o->buf + n, o->len - n);
	o->len -= n;
	o->moved++;
	o->held = 0;
	return o->failed ? -1 : 0;
}

static int out_resize(struct out *o, size_t size)
{
	bool is_first = o == &out && !o->buf && size == BUFFER_SIZE;
	char *buf = is_first ? first : realloc(o->buf == first ? NULL : o->buf, size);

	if (buf && o->buf == first)
		memcpy(buf, first, o->len);
	if (!buf) {
		o->failed = true;
		return -1;
	}
	o->buf = buf;
	o->size = size;
	return 0;
}

/* The buffer grows for a hold, and for a piece that is larger than it. */
int out_make_room(struct out *o, size_t n)
{
	size_t size = o->size ? o->size : BUFFER_SIZE;

	if (o->len)
		out_flush(o);
	while (size - o->len < n && size < HOLD_MAX)
		size *= 2;
	if (size - o->len < n && o->holding) {
		o->spilled = true;
		out_flush(o);
	}
	if (size < n)
		size = n;
	return size > o->size ? out_resize(o, size) : 0;
}

void out_bytes(struct out *o, const void *data, size_t size)
{
	char *p = size ? out_reserve(o, size) : NULL;

	if (!p)
		return;
	memcpy(p, data, size);
	o->len += size;
}

void out_hold(struct out *o)
{
	o->holding = true;
	o->spilled = false;
	o->held = o->len;
	o->held_depth = o->depth;
	o->held_comma = o->comma[o->depth];
}

int out_rollback(struct out *o)
{
	if (!o->holding || o->spilled)
		return -1;
	o->len = o->held;
	o->moved++;
	o->depth = o->held_depth;
	o->comma[o->depth] = o->held_comma;
	return 0;
}

void out_pace(struct out *o)
{
	if (o->holding && !o->spilled)
		return;
	if (o->live || o->len >= BUFFER_SIZE / 4 * 3)
		out_flush(o);
}

void out_release(struct out *o)
{
	o->holding = o->spilled = false;
	out_pace(o);
}
