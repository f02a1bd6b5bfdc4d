/* netns_watch.c - "ip netns identify", "pids", "monitor".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netns_object.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "netns.h"
#include "error.h"
#include "out.h"
#include "step.h"

/* Equal device and inode mean the same namespace: namespaces(7). */
static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool is_digits(const char *s)
{
	if (!*s)
		return false;
	while (isdigit((unsigned char)*s))
		s++;
	return !*s;
}

static void line_put(const char *before, const char *s)
{
	out_bytes(&out, before, strlen(before));
	out_bytes(&out, s, strlen(s));
	out_bytes(&out, "\n", 1);
}

static int open_failed(void)
{
	return fail(1, "Cannot open network namespace: %s", strerror(errno));
}

int netns_identify(struct words *w)
{
	const char *pid = "self";
	char name[NAME_MAX + 1];

	if (words_peek(w)) {
		pid = words_next(w);
		if (words_peek(w))
			return fail(1, "extra arguments specified");
		if (!is_digits(pid))
			return fail(1, "Specified string '%s' is not a pid",
				    pid);
	}
	if (netns_identify_process(pid, name) < 0)
		return open_failed();
	line_put("", name);
	return 0;
}

static void pid_check(const char *pid, const struct stat *wanted)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), "/proc/%s/ns/net", pid);
	if (stat(path, &st) == 0 && is_same(&st, wanted))
		line_put("", pid);
}

static int pids_list(const struct stat *wanted)
{
	struct dirent *entry;
	DIR *dir = opendir("/proc");

	explain_step("stat(\"/proc/PID/ns/net\")", "of every process: is it in this namespace?");
	if (!dir)
		return fail(1, "Open of /proc failed: %s", strerror(errno));
	while ((entry = readdir(dir)))
		if (is_digits(entry->d_name))
			pid_check(entry->d_name, wanted);
	closedir(dir);
	return 0;
}

int netns_pids(struct words *w)
{
	struct stat wanted;
	const char *name;
	int fd, result;

	if (!words_peek(w))
		return fail(1, "No netns name specified");
	name = words_next(w);
	if (words_peek(w))
		return fail(1, "extra arguments specified");
	fd = netns_open(name);
	if (fd < 0)
		return open_failed();
	result = fstat(fd, &wanted);
	close(fd);
	return result < 0 ? open_failed() : pids_list(&wanted);
}

static int event_show(const struct inotify_event *event)
{
	if (event->mask & IN_IGNORED)
		return fail(1, "%s is gone", NETNS_RUN_DIR);
	if (event->mask & IN_Q_OVERFLOW)
		warn("Some changes of %s were lost", NETNS_RUN_DIR);
	if (event->mask & IN_CREATE)
		line_put("add ", event->name);
	if (event->mask & IN_DELETE)
		line_put("delete ", event->name);
	return 0;
}

static int events_show(const char *p, const char *end)
{
	while (p < end) {
		const struct inotify_event *event = (const void *)p;

		if (event_show(event) < 0)
			return -1;
		p += sizeof(*event) + event->len;
	}
	return out_flush(&out);
}

static int events_read(int fd)
{
	_Alignas(struct inotify_event) char buf[4096];

	for (;;) {
		ssize_t n = read(fd, buf, sizeof(buf));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(1, "read failed: %s", strerror(errno));
		if (events_show(buf, buf + n) < 0)
			return -1;
	}
}

int netns_monitor(struct words *w)
{
	int fd, result;

	(void)w;
	if (netns_directory() < 0)
		return -1;
	fd = inotify_init1(IN_CLOEXEC);
	if (fd < 0)
		return fail(1, "inotify_init failed: %s", strerror(errno));
	if (inotify_add_watch(fd, NETNS_RUN_DIR, IN_CREATE | IN_DELETE) < 0)
		result = fail(1, "inotify_add_watch failed: %s",
			      strerror(errno));
	else
		result = events_read(fd);
	close(fd);
	return result;
}
