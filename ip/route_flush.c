/* route_flush.c - "ip route flush".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "compat.h"
#include "error.h"
#include "flush.h"
#include "large.h"
#include "options.h"
#include "step.h"
#include "route_table.h"

#define SECONDS_MAX 30

/* The kernel makes this one itself, for want of a default route, and does not let it go. */
static bool is_null_route(const struct view *v)
{
	const struct rtmsg *m = route_header(v);

	return m->rtm_family == AF_INET6 && !m->rtm_dst_len &&
	       m->rtm_type == RTN_UNREACHABLE &&
	       view_u32(v, RTA_PRIORITY) == UINT32_MAX;
}

/*
 * A copy: who dumps still needs the message.  The type of a route that an object leads
 * nowhere is told as the object's; asked to delete, the kernel compares it with the route's own.
 */
static const struct nlmsghdr *without_nexthops(const struct nlmsghdr *n)
{
	static LARGE char copy[64 * 1024];

	if (n->nlmsg_len > sizeof(copy))
		return n;
	memcpy(copy, n, n->nlmsg_len);
	route_drop_nexthops((void *)copy);
	((struct rtmsg *)NLMSG_DATA((struct nlmsghdr *)copy))->rtm_type = RTN_UNSPEC;
	return (void *)copy;
}

static int flush_one(const struct nlmsghdr *n, void *arg)
{
	struct flush *f = arg;
	struct view v;

	if (!route_is_listed(&f->q, &v, n) || is_null_route(&v))
		return 0;
	if (opt.stats > 1) {
		show_rows(&out, &v);
		out_record_end(&out);
	}
	return flush_take(f, view_attr(&v, RTA_NH_ID) ? without_nexthops(n) : n);
}

static void say_incomplete(time_t seconds, const struct flush *f)
{
	out_bytes(&out, "\n", 1);
	out_unsigned(&out, NULL, "*** Flush not completed after %s seconds, ", seconds);
	out_unsigned(&out, NULL, "%s entries remain ***", f->found);
	out_bytes(&out, "\n", 1);
}

/* New routes may come while old ones go: round by round, until nothing is left. */
static int flush_rounds(struct flush *f)
{
	time_t start = time(NULL);
	unsigned int round = 0;

	for (;;) {
		if (flush_round(f) < 0)
			return -1;
		if (opt.dry_run)
			return 0;
		if (!f->found)
			break;
		flush_say_round(++round, f);
		if (time(NULL) - start > SECONDS_MAX) {
			say_incomplete(time(NULL) - start, f);
			return fail(1, "%s", "");
		}
	}
	flush_say_end(round);
	return 0;
}

/* IPv4 has had no cache since Linux 3.6; the file is still there. */
static int flush_cache(void)
{
	static const char path[] = "/proc/sys/net/ipv4/route/flush";
	static const char done[] = "*** IPv4 routing cache is flushed.\n";
	int fd;
	ssize_t n;

	if (explain_held(explain_call("write(\"%s\", \"-1\")", path), "no netlink message does this"))
		return 0;
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(1, "Cannot open \"%s\": %s", path, strerror(errno));
	n = write(fd, "-1", 2);
	if (n < 0)
		fail(1, "Cannot flush routing cache: %s", strerror(errno));
	close(fd);
	if (n < 0)
		return -1;
	if (opt.stats)
		out_bytes(&out, done, sizeof(done) - 1);
	return 0;
}

static bool is_cache(const struct request *q)
{
	return request_header(q, offsetof(struct rtmsg, rtm_flags));
}

int route_flush(struct words *w, const struct command *c)
{
	static struct flush f = { .each = flush_one, .type = RTM_DELROUTE, .status = 2 };
	bool json = out.json;
	int ret;

	(void)c;
	if (!words_peek(w))
		return fail(1, "\"ip route flush\" requires arguments.");
	if (route_list_parse(&f.q, w) < 0 || request_resolve(&f.q) < 0 ||
	    w->completing)
		return -1;
	out.json = false;
	if (is_cache(&f.q) && f.q.family != AF_INET6)
		ret = flush_cache();
	else
		ret = flush_rounds(&f);
	out_flush(&out);
	out.json = json;
	return ret;
}
