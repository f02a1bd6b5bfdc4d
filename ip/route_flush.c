/* route_flush.c - "ip route flush".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "compat.h"
#include "error.h"
#include "options.h"
#include "step.h"
#include "route_table.h"

#define SECONDS_MAX 30

/* Routes of a dump become requests to delete them, sent together when the buffer is full. */
struct flush {
	struct request q;
	uint32_t found; /* in this round */
	size_t size; /* of buffer in use */
	char buffer[32 * 1024] __attribute__((aligned(NLMSG_ALIGNTO)));
};

static int send_deletes(struct flush *f)
{
	struct nl *nl = f->size ? nl_socket(1) : NULL;
	int ret;

	if (!f->size)
		return 0;
	if (!nl)
		return -1;
	ret = nl_post(nl, f->buffer, f->size);
	f->size = 0;
	if (ret < 0 && nl->error.code)
		fail(2, "Failed to send flush request: %s",
		     strerror(nl->error.code));
	return ret;
}

/* The kernel makes this one itself, for want of a default route, and does not let it go. */
static bool is_null_route(const struct view *v)
{
	const struct rtmsg *m = route_header(v);

	return m->rtm_family == AF_INET6 && !m->rtm_dst_len &&
	       m->rtm_type == RTN_UNREACHABLE &&
	       view_u32(v, RTA_PRIORITY) == UINT32_MAX;
}

static int add_delete(struct flush *f, const struct nlmsghdr *n)
{
	size_t size = MNL_ALIGN(n->nlmsg_len);
	struct nlmsghdr *delete;

	if (size > sizeof(f->buffer))
		return fail(1, "Error: Buffer too small for object.");
	if (f->size + size > sizeof(f->buffer) && send_deletes(f) < 0)
		return -1;
	delete = (void *)(f->buffer + f->size);
	memset((char *)delete + size - NLMSG_ALIGNTO, 0, NLMSG_ALIGNTO);
	memcpy(delete, n, n->nlmsg_len);
	delete->nlmsg_type = RTM_DELROUTE;
	delete->nlmsg_flags = NLM_F_REQUEST;
	f->size += size;
	f->found++;
	return 0;
}

static int flush_one(const struct nlmsghdr *n, void *arg)
{
	struct flush *f = arg;
	struct view v;

	if (!route_is_listed(&f->q, &v, n) || is_null_route(&v))
		return 0;
	if (opt.stats > 1) {
		route_show(&out, &v);
		out_record_end(&out);
	}
	return add_delete(f, n);
}

static int dump_and_delete(struct flush *f)
{
	struct nl_dump dump = { flush_one, NULL, f };
	struct nlmsghdr *n = request_build(&f->q);
	struct nl *nl = n ? nl_socket(0) : NULL;

	if (!nl)
		return -1;
	f->found = 0;
	explain_request(&f->q);
	if (nl_dump(nl, n, &dump) < 0) {
		explain_request(NULL);
		if (!nl->error.code)
			return -1;
		request_blame(&f->q, nl);
		return fail_further(2, "Flush terminated");
	}
	explain_request(NULL);
	return send_deletes(f);
}

static void say(const char *text, unsigned int a, const char *between,
		uint32_t b, const char *behind)
{
	if (!opt.stats)
		return;
	out_bytes(&out, text, strlen(text));
	out_unsigned(&out, NULL, "%s", a);
	out_bytes(&out, between, strlen(between));
	if (behind) {
		out_unsigned(&out, NULL, "%s", b);
		out_bytes(&out, behind, strlen(behind));
	}
	out_flush(&out);
}

/* New routes may come while old ones go: round by round, until nothing is left. */
static int flush_rounds(struct flush *f)
{
	time_t start = time(NULL);
	unsigned int round = 0;

	for (;;) {
		if (dump_and_delete(f) < 0)
			return -1;
		if (opt.dry_run)
			return 0;
		if (!f->found)
			break;
		round++;
		say("\n*** Round ", round, ", deleting ", f->found,
		    " entries ***\n");
		if (time(NULL) - start > SECONDS_MAX) {
			opt.stats++;
			say("\n*** Flush not completed after ",
			    time(NULL) - start, " seconds, ", f->found,
			    " entries remain ***\n");
			opt.stats--;
			return fail(1, "%s", "");
		}
	}
	if (!round && opt.stats)
		out_bytes(&out, "Nothing to flush.\n", 18);
	else
		say("*** Flush is complete after ", round,
		    round > 1 ? " rounds ***\n" : " round ***\n", 0, NULL);
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
	static struct flush f;
	bool json = out.json;
	int ret;

	(void)c;
	if (!words_peek(w))
		return fail(1, "\"ip route flush\" requires arguments.");
	if (route_list_parse(&f.q, w) < 0 || request_resolve(&f.q) < 0 ||
	    w->completing)
		return -1;
	out.json = false;
	f.size = 0;
	if (is_cache(&f.q) && f.q.family != AF_INET6)
		ret = flush_cache();
	else
		ret = flush_rounds(&f);
	out_flush(&out);
	out.json = json;
	return ret;
}
