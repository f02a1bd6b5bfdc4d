/* netns_identify.c - which name the namespace of a process has.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netns.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "step.h"

/* Equal device and inode mean the same namespace: namespaces(7). */
struct wanted {
	struct stat st;
	char *name;	/* NAME_MAX + 1 bytes */
};

static int identify_each(const char *name, void *arg)
{
	struct wanted *wanted = arg;
	struct stat st;

	if (stat(netns_path(name), &st) == 0 && st.st_dev == wanted->st.st_dev && st.st_ino == wanted->st.st_ino)
		snprintf(wanted->name, NAME_MAX + 1, "%s", name);
	return 0;
}

int netns_identify_process(const char *pid, char *name)
{
	struct wanted wanted = { .name = name };
	char path[PATH_MAX];

	*name = '\0';
	snprintf(path, sizeof(path), "/proc/%s/ns/net", pid);
	explain_step(explain_call("stat(\"%s\")", path),
		     "device and inode tell which namespace it is; the names in " NETNS_RUN_DIR " are compared with them");
	if (stat(path, &wanted.st) < 0)
		return -1;
	netns_each(identify_each, &wanted);
	return 0;
}
