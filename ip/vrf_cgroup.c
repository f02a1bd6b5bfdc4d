/* vrf_cgroup.c - cgroups (version 2) of processes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "vrf_object.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "error.h"
#include "large.h"
#include "netns.h"
#include "step.h"

#define MOUNT_POINT "/var/run/cgroup2"

/* Each line: what is mounted, where, of which type, and more. */
static bool find_mount(char *buf, size_t size)
{
	FILE *f = fopen("/proc/self/mounts", "re");
	char *line = NULL;
	size_t room = 0;

	*buf = '\0';
	while (f && !*buf && getline(&line, &room, f) > 0) {
		char *where = strchr(line, ' '), *type = where ? strchr(where + 1, ' ') : NULL;

		if (type && !strncmp(type, " cgroup2 ", strlen(" cgroup2 ")))
			snprintf(buf, size, "%.*s", (int)(type - where) - 1, where + 1);
	}
	free(line);
	if (f)
		fclose(f);
	return *buf;
}

const char *cgroup_mount(void)
{
	static LARGE char found[PATH_MAX];

	explain_step("open(\"/proc/self/mounts\")", "where is the hierarchy of cgroup v2 mounted?");
	if (find_mount(found, sizeof(found)))
		return found;
	if (explain_held(explain_call("mount(\"none\", \"%s\", \"cgroup2\", 0)", MOUNT_POINT),
			 "nobody has mounted the hierarchy of cgroup v2"))
		return MOUNT_POINT;
	if (mkdir(MOUNT_POINT, 0755) < 0 && errno != EEXIST) {
		fail(1, "Failed to setup cgroup2 directory");
		return NULL;
	}
	if (!mount("none", MOUNT_POINT, "cgroup2", 0, NULL) || errno == EBUSY)
		return MOUNT_POINT;
	fail(1, "Failed to mount cgroup2. Are CGROUPS enabled in your kernel?");
	return NULL;
}

/* The line of version 2 has number 0 and no controllers: "0::/user.slice". */
int cgroup_of(const char *pid, char *buf, unsigned long size)
{
	char path[64], line[PATH_MAX + 8], *colons;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/cgroup", pid);
	explain_step(explain_call("open(\"%s\")", path), "which cgroup the process is in");
	f = fopen(path, "re");
	if (!f)
		return -1;
	*buf = '\0';
	while (!*buf && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		colons = strstr(line, "::/");
		if (colons)
			snprintf(buf, size, "%s", colons + 2);
	}
	fclose(f);
	return 0;
}

int cgroup_namespace(char *buf)
{
	if (netns_identify_process("self", buf) < 0)
		return fail(1, "Failed to get name of network namespace: %s", strerror(errno));
	if (*buf)
		strcat(buf, "-ns");
	return 0;
}
