/* flush.c - what a dump tells becomes requests to delete it, round by round.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "flush.h"

#include <string.h>

#include "error.h"
#include "large.h"
#include "options.h"

/* Requests that wait to be sent together; one flush runs at a time. */
static LARGE char buffer[32 * 1024];

static int send_deletes(struct flush *f)
{
	struct nl *nl = f->size ? nl_socket(1) : NULL;
	int ret;

	if (!f->size)
		return 0;
	if (!nl)
		return -1;
	ret = nl_post(nl, buffer, f->size);
	f->size = 0;
	if (ret < 0 && nl->error.code)
		fail(f->status, "Failed to send flush request: %s", strerror(nl->error.code));
	return ret;
}

/* Sent together when the buffer is full. */
int flush_take(struct flush *f, const struct nlmsghdr *n)
{
	size_t size = MNL_ALIGN(n->nlmsg_len);
	struct nlmsghdr *delete;

	if (size > sizeof(buffer))
		return fail(1, "Error: Buffer too small for object.");
	if (f->size + size > sizeof(buffer) && send_deletes(f) < 0)
		return -1;
	delete = (void *)(buffer + f->size);
	memset((char *)delete + size - NLMSG_ALIGNTO, 0, NLMSG_ALIGNTO);
	memcpy(delete, n, n->nlmsg_len);
	delete->nlmsg_type = f->type;
	delete->nlmsg_flags = NLM_F_REQUEST;
	f->size += size;
	f->found++;
	return 0;
}

int flush_round(struct flush *f)
{
	struct nl_dump dump = { f->each, NULL, f };
	struct nlmsghdr *n = request_build(&f->q);
	struct nl *nl = n ? nl_socket(0) : NULL;

	if (!nl)
		return -1;
	f->found = 0;
	f->size = 0;
	explain_request(&f->q);
	if (nl_dump(nl, n, &dump) < 0) {
		explain_request(NULL);
		if (!nl->error.code)
			return -1;
		request_blame(&f->q, nl);
		return fail_further(f->status, "Flush terminated");
	}
	explain_request(NULL);
	return send_deletes(f);
}

void flush_say_round(unsigned int round, const struct flush *f)
{
	if (!opt.stats)
		return;
	out_bytes(&out, "\n", 1);
	out_unsigned(&out, NULL, "*** Round %s, ", round);
	out_unsigned(&out, NULL, "deleting %s entries ***", f->found);
	out_bytes(&out, "\n", 1);
	out_flush(&out);
}

void flush_say_end(unsigned int rounds)
{
	if (!opt.stats)
		return;
	if (rounds)
		out_unsigned(&out, NULL, "*** Flush is complete after %s round", rounds);
	else
		out_text(&out, "Nothing to flush.", "");
	out_text(&out, rounds > 1 ? "s ***" : rounds ? " ***" : "", "");
	out_bytes(&out, "\n", 1);
	out_flush(&out);
}
