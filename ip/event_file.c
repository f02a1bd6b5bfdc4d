/* event_file.c - files of events.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "large.h"
#include "event_file.h"

#define EVENT_MAX (512 * 1024)

/* Netlink messages back to back, as they came.  1: one was read, 0: the end, -1: it is damaged. */
static int message_read(FILE *f, struct nlmsghdr *n)
{
	size_t rest, begin = fread(n, 1, sizeof(*n), f);

	if (ferror(f))
		return fail(1, "rtnl_from_file: fread: %s", strerror(errno));
	if (!begin)
		return 0;
	if (begin < sizeof(*n))
		return fail(1, "rtnl-from_file: truncated message");
	if (n->nlmsg_len < sizeof(*n) || n->nlmsg_len > EVENT_MAX - NLMSG_ALIGNTO)
		return fail(1, "!!!malformed message: len=%d @%ld", n->nlmsg_len, ftell(f));
	rest = n->nlmsg_len - sizeof(*n);
	if (fread(n + 1, 1, NLMSG_ALIGN(rest), f) < rest)
		return fail(1, "rtnl-from_file: truncated message");
	return 1;
}

int event_file(const char *path, event_each each, void *arg)
{
	static LARGE char buf[EVENT_MAX];
	FILE *f = fopen(path, "re");
	int ret;

	if (!f)
		return fail(255, "Cannot fopen: %s", strerror(errno));
	while ((ret = message_read(f, (void *)buf)) > 0) {
		if (each((void *)buf, arg) < 0)
			break;
		arena_reset();
	}
	fclose(f);
	return ret < 0 ? -1 : 0;
}
