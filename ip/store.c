/* store.c - files of messages: "save" writes them, "restore" and "showdump" read them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "store.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "large.h"
#include "options.h"

#define WRITE_SIZE (32 * 1024)
#define MESSAGE_MAX 65535 /* longer than any that a dump has */

/* ---- save ---- */
int store_save_begin(const struct store *s)
{
	if (isatty(STDOUT_FILENO))
		return fail(1, "Not sending a binary stream to stdout");
	out_bytes(&out, &s->magic, sizeof(s->magic));
	if (out_flush(&out) < 0)
		return fail(1, "Can't write magic to dump file");
	return 0;
}

int store_save_dump(struct request *q, nl_each each, void *arg)
{
	struct nl_dump dump = { each, request_list_again, arg };
	struct nlmsghdr *n = request_build(q);
	struct nl *nl = n ? nl_socket(0) : NULL;
	int ret;

	if (!nl)
		return -1;
	out_hold(&out);
	explain_request(q);
	ret = nl_dump(nl, n, &dump);
	explain_request(NULL);
	out_release(&out);
	return ret;
}

int store_save(const struct nlmsghdr *n)
{
	static const char padding[MNL_ALIGNTO];

	out_bytes(&out, n, n->nlmsg_len);
	out_bytes(&out, padding, MNL_ALIGN(n->nlmsg_len) - n->nlmsg_len);
	if (out.spilled && out.len >= WRITE_SIZE && out_flush(&out) < 0)
		return fail(1, "Cannot write: %s", strerror(errno));
	return 0;
}

/* ---- read ---- */
static LARGE struct {
	_Alignas(NLMSG_ALIGNTO) char buffer[2 * MESSAGE_MAX + 2];
	size_t at, end; /* what is read and not used yet */
	uint64_t used; /* bytes of the file before it */
	off_t start; /* of the file, where it can be sought; else -1 */
} in;

/* How many bytes there are at in.at, n where the file is that long; -1 with the error recorded. */
static ssize_t read_ahead(const struct store *s, size_t n)
{
	ssize_t got = 1;

	if (in.end - in.at < n && in.at) {
		memmove(in.buffer, in.buffer + in.at, in.end - in.at);
		in.end -= in.at;
		in.at = 0;
	}
	while (in.end - in.at < n && got) {
		got = read(STDIN_FILENO, in.buffer + in.end,
			   sizeof(in.buffer) - in.end);
		if (got < 0 && errno != EINTR)
			return fail(s->status, "rtnl-from_file: fread: %s",
				    strerror(errno));
		in.end += got < 0 ? 0 : got;
	}
	return in.end - in.at;
}

static void use(size_t n)
{
	in.at += n;
	in.used += n;
}

int store_read_begin(const struct store *s)
{
	uint32_t magic = 0;
	ssize_t n;

	if (isatty(STDIN_FILENO))
		return fail(s->unfit, "Can't restore %s dump from a terminal",
			    s->name);
	in.at = in.end = in.used = 0;
	in.start = lseek(STDIN_FILENO, 0, SEEK_CUR);
	n = read_ahead(s, sizeof(magic));
	if (n < 0)
		return -1;
	if (n > (ssize_t)sizeof(magic))
		n = sizeof(magic);
	memcpy(&magic, in.buffer, n);
	use(n);
	if (magic == s->magic)
		return 0;
	return fail(s->unfit, "Magic mismatch (%d elems, %x magic)",
		    n == sizeof(magic), magic);
}

int store_seekable(const struct store *s)
{
	if (in.start >= 0)
		return 0;
	return fail(s->unfit, "Failed to restore: ftell: %s", strerror(ESPIPE));
}

int store_rewind(const struct store *s)
{
	in.at = in.end = 0;
	in.used = sizeof(s->magic);
	if (lseek(STDIN_FILENO, in.start + (off_t)in.used, SEEK_SET) < 0)
		return fail(s->unfit, "Failed to restore: fseek: %s",
			    strerror(errno));
	return 0;
}

static int truncated(const struct store *s)
{
	return fail(s->status, "rtnl-from_file: truncated message");
}

/* 1: *n is the next message, 0: there is none. */
static int next(const struct store *s, struct nlmsghdr **n)
{
	ssize_t have = read_ahead(s, sizeof(**n));

	*n = (void *)(in.buffer + in.at);
	if (have <= 0)
		return have < 0 ? -1 : 0;
	if (have < (ssize_t)sizeof(**n))
		return truncated(s);
	if ((*n)->nlmsg_len < sizeof(**n) || (*n)->nlmsg_len > MESSAGE_MAX)
		return fail(s->status, "!!!malformed message: len=%d @%llu",
			    (int)(*n)->nlmsg_len,
			    (unsigned long long)(in.used + sizeof(**n)));
	have = read_ahead(s, MNL_ALIGN((*n)->nlmsg_len));
	*n = (void *)(in.buffer + in.at);
	if (have < 0)
		return -1;
	return have < (ssize_t)(*n)->nlmsg_len ? truncated(s) : 1;
}

int store_read(const struct store *s, store_each each, void *arg)
{
	struct nlmsghdr *n;
	int ret;

	while ((ret = next(s, &n)) > 0) {
		size_t size = MNL_ALIGN(n->nlmsg_len);

		if (size > in.end - in.at)
			size = in.end - in.at;
		if (each(n, arg) < 0)
			return -1;
		use(size);
	}
	return ret;
}

/* ---- restore ---- */
int store_restore(const struct store *s, struct nlmsghdr *n)
{
	struct nl *nl = nl_socket(0);
	bool exists;

	if (!nl)
		return -1;
	n->nlmsg_flags |= NLM_F_REQUEST | NLM_F_CREATE | NLM_F_ACK;
	if (opt.dry_run) {
		explain_message(&err, n, true, NULL);
		return 0;
	}
	if (!nl_talk(nl, n, NULL, NULL)) {
		nl_warn(nl);
		return 0;
	}
	exists = nl->error.code == EEXIST;
	nl_refused(nl, s->status);
	if (!exists)
		return -1;
	warn("%s", error_last()->text);
	error_clear();
	return 0;
}
