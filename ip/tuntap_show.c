/* tuntap_show.c - "ip tuntap show".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tuntap.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../include/netns.h"
#include "link_list.h"
#include "options.h"
#include "out.h"
#include "step.h"

/* A small file: the first line of it, "" when there is none. */
static const char *read_file(const char *path, char *buf, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, size - 1);

	if (fd >= 0)
		close(fd);
	buf[n < 0 ? 0 : n] = '\0';
	return buf;
}

static long property(const char *link, const char *name, long missing)
{
	char path[PATH_MAX], text[64], *end;
	long value;

	snprintf(path, sizeof(path), "/sys/class/net/%s/%s", link, name);
	value = strtol(read_file(path, text, sizeof(text)), &end, 0);
	return end == text ? missing : value;
}

/* Two names of one bit, which is set when there is none of them. */
static const struct name flags[] = {
	{ IFF_TUN, "tun" }, { IFF_TAP, "tap" }, { IFF_NO_PI, "pi" }, { IFF_ONE_QUEUE, "one_queue" },
	{ IFF_MULTI_QUEUE, "multi_queue" }, { IFF_VNET_HDR, "vnet_hdr" }, { IFF_PERSIST, "persist" },
	{ IFF_NOFILTER, "filter" }, { 0, NULL },
};

static void show_flags_of(long bits)
{
	char hex[FORMAT_MAX];
	long rest = bits & ~IFF_NO_PI;

	out_open(&out, "flags", '[');
	for (const struct name *n = flags; n->name; n++) {
		if (!(bits & n->value) == (n->value != IFF_NO_PI))
			continue;
		out_string(&out, NULL, " %s", n->name);
		rest &= ~(long)n->value;
	}
	format_hex(hex, rest);
	if (rest)
		out_string(&out, NULL, " %s", hex);
	out_close(&out);
}

/* ---- who has it open ---- */
static bool has_open(const char *pid, const char *fd, const char *link)
{
	char path[PATH_MAX], target[32], text[1024], *line;
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%s/fd/%s", pid, fd);
	n = readlink(path, target, sizeof(target) - 1);
	if (n < 0)
		return false;
	target[n] = '\0';
	if (strcmp(target, "/dev/net/tun"))
		return false;
	snprintf(path, sizeof(path), "/proc/%s/fdinfo/%s", pid, fd);
	line = strstr(read_file(path, text, sizeof(text)), "iff:\t");
	if (!line)
		return false;
	line += strlen("iff:\t");
	line[strcspn(line, "\n")] = '\0';
	return !strcmp(line, link);
}

static void show_process(const char *pid)
{
	char path[PATH_MAX], name[64];

	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	read_file(path, name, sizeof(name));
	name[strcspn(name, "\n")] = '\0';
	out_open(&out, NULL, '{');
	out_string(&out, "name", "%s", name);
	out_unsigned(&out, "pid", "(%s)", strtoul(pid, NULL, 10));
	out_close(&out);
}

/* Calls each for the entries of a directory that are numbers. */
static void each_number(const char *path, void (*each)(const char *entry, const char *pid, const char *link), const char *pid,
			const char *link)
{
	DIR *dir = opendir(path);
	struct dirent *e;

	while (dir && (e = readdir(dir)))
		if (isdigit((unsigned char)*e->d_name))
			each(e->d_name, pid, link);
	if (dir)
		closedir(dir);
}

static void try_file(const char *fd, const char *pid, const char *link)
{
	if (has_open(pid, fd, link))
		show_process(pid);
}

static void try_process(const char *pid, const char *nobody, const char *link)
{
	char path[PATH_MAX];

	(void)nobody;
	snprintf(path, sizeof(path), "/proc/%s/fd", pid);
	each_number(path, try_file, pid, link);
}

static void show_processes(const char *link)
{
	explain_step("readlink(\"/proc/PID/fd/FD\")", "of every process: does it have this link open?");
	out_text(&out, "\n\tAttached to processes:", "");
	out_open(&out, "processes", '[');
	each_number("/proc", try_process, NULL, link);
	out_close(&out);
}

static void show_link(const struct view *v)
{
	const char *name = view_string(v, IFLA_IFNAME);
	long owner, group;

	explain_step(explain_call("open(\"/sys/class/net/%s/tun_flags\")", name), "... and owner, group: netlink tells less");
	owner = property(name, "owner", -1);
	group = property(name, "group", -1);
	out_record_begin(&out);
	out_string(&out, "ifname", "%s:", name);
	show_flags_of(property(name, "tun_flags", 0));
	if (owner != -1)
		out_unsigned(&out, "user", " user %s", owner);
	if (group != -1)
		out_unsigned(&out, "group", " group %s", group);
	if (opt.details)
		show_processes(name);
	out_record_end(&out);
}

/* /sys is of the namespace that it was mounted in. */
int tuntap_show(struct words *w, const struct command *c)
{
	(void)c;
	if (w->completing)
		return -1;
	if (*netns_entered() && netns_switch(netns_entered()) < 0)
		return -1;
	return link_list_kind(w, AF_UNSPEC, "tun", show_link);
}
