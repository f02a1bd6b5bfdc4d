/* monitor_rtmon.c - "rtmon file FILE": writes events to a file, for "ip monitor file".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "compat.h"
#include "error.h"
#include "monitor.h"
#include "nl_listen.h"
#include "objects.h"

/* What rtmon(8) listens to unless words say less: all groups that fit into the bits of struct sockaddr_nl. */
#define OLD_GROUPS 32

struct rtmon {
	const char *file;
	uint32_t groups;	/* bit 1 << (group - 1) */
	uint8_t asked;		/* bit 1 << i: asked_objects[i] was named */
	int family;
	FILE *f;
};

static int usage(void)
{
	out_text(&err, "Usage: rtmon [ OPTIONS ] file FILE [ all | LISTofOBJECTS ]\n", "");
	out_text(&err, "OPTIONS := {{ -f[amily] {{ inet | inet6 | link | help } |\n", "");
	out_text(&err, "             -4 | -6 | -0 | -V[ersion] }\n", "");
	out_text(&err, "LISTofOBJECTS := [ link ] [ address ] [ route ]\n", "");
	return fail(255, "%s", "");
}

/* ---- words ---- */
/* rtmon(8) takes IPv6 for the family of links. */
static const struct name families[] = {
	{ AF_INET, "inet" }, { AF_INET6, "inet6" }, { AF_INET6, "link" }, { 0, NULL }
};

static int read_family(struct rtmon *r, const char *word)
{
	for (const struct name *n = families; n->name; n++)
		if (!strcmp(n->name, word)) {
			r->family = n->value;
			return 0;
		}
	if (!strcmp(word, "help"))
		return usage();
	return fail(255, "Protocol ID \"%s\" is unknown, try \"rtmon help\".", word);
}

static int read_file(struct rtmon *r, const char *word)
{
	r->file = word;
	return 0;
}

static int read_four(struct rtmon *r, const char *word)
{
	(void)word;
	r->family = AF_INET;
	return 0;
}

static int read_six(struct rtmon *r, const char *word)
{
	(void)word;
	r->family = AF_INET6;
	return 0;
}

static int read_zero(struct rtmon *r, const char *word)
{
	(void)word;
	r->family = AF_PACKET;
	return 0;
}

static int read_all(struct rtmon *r, const char *word)
{
	(void)word;
	r->groups = UINT32_MAX;
	return 0;
}

static int read_version(struct rtmon *r, const char *word)
{
	(void)r;
	(void)word;
	out_text(&out, "rtmon utility, iproute2-7.1.0\n", "");
	return fail(OPTIONS_DONE, "%s", "");
}

static int read_help(struct rtmon *r, const char *word)
{
	(void)r;
	(void)word;
	return usage();
}

static const char *const objects_named[] = { "l[ink]", "a[ddress]", "r[oute]" };
/* What events.c calls them. */
static const char *const asked_objects[] = { "link", "address", "route" };
#define OBJECTS (sizeof(asked_objects) / sizeof(asked_objects[0]))

static const struct {
	const char *word;
	const char *missing;	/* what its argument is called; NULL: it has none */
	int (*read)(struct rtmon *, const char *argument);
} options[] = {
	{ "-f[amily]", "family type", read_family }, { "-4", NULL, read_four }, { "-6", NULL, read_six },
	{ "-0", NULL, read_zero }, { "-V[ersion]", NULL, read_version }, { "f[ile]", "file", read_file },
	{ "all", NULL, read_all }, { "h[elp]", NULL, read_help },
};
#define OPTIONS (sizeof(options) / sizeof(options[0]))

/* An object by name takes back that all were meant, be it said or not. */
static int read_object(struct rtmon *r, const char *word)
{
	for (size_t i = 0; i < OBJECTS; i++)
		if (word_matches(objects_named[i], word)) {
			r->asked |= 1u << i;
			r->groups = 0;
			return 0;
		}
	return fail(255, "Argument \"%s\" is unknown, try \"rtmon help\".", word);
}

static int read_words(struct rtmon *r, struct words *w)
{
	while (words_peek(w)) {
		const char *word = words_next(w);
		size_t i = 0;

		while (i < OPTIONS && !word_matches(options[i].word, word))
			i++;
		if (i == OPTIONS) {
			if (read_object(r, word) < 0)
				return -1;
			continue;
		}
		if (options[i].missing && !words_peek(w))
			return fail(255, "Error: argument \"%s\" is required", options[i].missing);
		if (options[i].read(r, options[i].missing ? words_next(w) : NULL) < 0)
			return -1;
	}
	if (!r->file)
		return fail(255, "Not enough information: argument \"file\" is required");
	return 0;
}

/* ---- the file: a time, the links as they are, then each event behind its time ---- */
static void write_message(struct rtmon *r, const struct nlmsghdr *n)
{
	fwrite(n, 1, NLMSG_ALIGN(n->nlmsg_len), r->f);
}

static void write_time(struct rtmon *r)
{
	struct timeval now;
	struct {
		struct nlmsghdr h;
		uint32_t time[2];
	} stamp = { .h = { .nlmsg_len = sizeof(stamp), .nlmsg_type = NLMSG_TSTAMP } };

	gettimeofday(&now, NULL);
	stamp.time[0] = now.tv_sec;
	stamp.time[1] = now.tv_usec;
	write_message(r, &stamp.h);
}

static int write_link(const struct nlmsghdr *n, void *arg)
{
	write_message(arg, n);
	return 0;
}

/* The links changed while they were read: from the start. */
static int write_again(void *arg)
{
	struct rtmon *r = arg;

	rewind(r->f);
	if (ftruncate(fileno(r->f), 0) < 0)
		return -1;
	write_time(r);
	return 0;
}

static int write_links(struct rtmon *r)
{
	struct {
		struct nlmsghdr h;
		struct ifinfomsg m;
		char attributes[16];
	} request = { .h = { .nlmsg_len = NLMSG_LENGTH(sizeof(request.m)), .nlmsg_type = RTM_GETLINK } };
	const struct nl_dump dump = { write_link, write_again, r };
	struct nl *nl = nl_socket(0);

	mnl_attr_put_u32(&request.h, IFLA_EXT_MASK, RTEXT_FILTER_VF);
	write_time(r);
	if (!nl)
		return -1;
	return nl_dump(nl, &request.h, &dump) < 0 ? nl_dump_refused(nl, 1) : 0;
}

static int each(const struct nlmsghdr *n, int32_t nsid, void *arg)
{
	(void)nsid;
	write_time(arg);
	write_message(arg, n);
	return 0;
}

static void lost(void *arg)
{
	(void)arg;
	warn("netlink receive error %s (%d)", strerror(ENOBUFS), ENOBUFS);
}

static int idle(void *arg)
{
	struct rtmon *r = arg;

	if (fflush(r->f))
		return fail(1, "%s: %s", r->file, strerror(errno));
	return 0;
}

/* ---- groups ---- */
static void ask(struct rtmon *r, const char *object)
{
	const struct event *e = events;

	while (strcmp(e->object, object))
		e++;
	for (size_t i = 0; i < sizeof(e->groups) / sizeof(e->groups[0]) && e->groups[i].group; i++)
		if (!e->groups[i].family || !r->family || e->groups[i].family == r->family)
			r->groups |= 1u << (e->groups[i].group - 1);
}

static int watch(struct rtmon *r)
{
	struct nl_listener l = { .fd = -1, .each = each, .lost = lost, .idle = idle, .arg = r };
	int ret;

	for (size_t i = 0; i < OBJECTS; i++)
		if (r->asked & 1u << i)
			ask(r, asked_objects[i]);
	if (nl_listen_open(&l) < 0)
		return -1;
	for (unsigned int group = 1; group <= OLD_GROUPS; group++)
		if (r->groups & 1u << (group - 1))
			nl_listen_join(&l, group);
	ret = write_links(r) < 0 ? -1 : nl_listen(&l);
	nl_listen_close(&l);
	return ret;
}

int rtmon_run(struct words *w)
{
	struct rtmon r = { .groups = UINT32_MAX };
	int ret;

	if (read_words(&r, w) < 0)
		return -1;
	r.f = fopen(r.file, "we");
	if (!r.f)
		return fail(255, "Cannot fopen: %s", strerror(errno));
	ret = watch(&r);
	if (fclose(r.f) && !ret)
		ret = fail(1, "%s: %s", r.file, strerror(errno));
	return ret;
}
