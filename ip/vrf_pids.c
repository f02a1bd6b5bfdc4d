/* vrf_pids.c - "ip vrf identify", "ip vrf pids": processes and the VRFs that they are in.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "vrf_object.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"
#include "out.h"
#include "scan.h"
#include "step.h"
#include "vrf.h"

static int bad(const struct words *w, const char *why)
{
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: %s\n", w->v[w->i - 1], why);
}

int vrf_identify(struct words *w, const struct command *c)
{
	const char *word = words_peek(w) ? words_next(w) : NULL, *vrf;
	char pid[16] = "self", group[PATH_MAX];
	uint64_t number;

	(void)c;
	if (w->completing)
		return -1;
	if (words_peek(w)) {
		w->i++;
		return bad(w, "Extra arguments specified");
	}
	if (word && scan_unsigned(word, 10, UINT32_MAX, &number) < 0)
		return bad(w, "Invalid pid");
	if (word)
		format_unsigned(pid, number);
	if (cgroup_of(pid, group, sizeof(group)) < 0)
		return fail(1, "Failed to lookup vrf association: %s", strerror(errno));
	vrf = strstr(group, "/vrf/");
	if (vrf && vrf[strlen("/vrf/")])
		out_string(&out, NULL, "%s\n", vrf + strlen("/vrf/"));
	return 0;
}

/* ---- pids ---- */
struct search {
	const char *vrf;
	char netns[NAME_MAX + 4];
};

/* Its PID, then what it is called. */
static void show_process(const char *pid)
{
	char path[64], name[64] = "", padded[] = "     ";
	size_t n = strlen(pid);
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%.16s/comm", pid);
	f = fopen(path, "re");
	if (!f || !fgets(name, sizeof(name), f))
		strcpy(name, "<terminated?>");
	if (f)
		fclose(f);
	name[strcspn(name, "\n")] = '\0';
	padded[n < 5 ? 5 - n : 0] = '\0';
	out_bytes(&out, padded, strlen(padded));
	out_bytes(&out, pid, n);
	out_bytes(&out, "  ", 2);
	out_bytes(&out, name, strlen(name));
	out_bytes(&out, "\n", 1);
}

static void show_processes(const char *group, const char *vrf)
{
	char path[PATH_MAX], line[64];
	FILE *f;

	if (snprintf(path, sizeof(path), "%s/vrf/%s/cgroup.procs", group, vrf) >= (int)sizeof(path))
		return;
	f = fopen(path, "re");
	while (f && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		show_process(line);
	}
	if (f)
		fclose(f);
}

static bool is_directory(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

/* Every "vrf" of the hierarchy; one of another network namespace stands in a cgroup of that name. */
static void search(const struct search *s, const char *group, int depth)
{
	const char *last = strrchr(group, '/');
	DIR *dir = depth < 64 ? opendir(group) : NULL;
	char path[PATH_MAX];

	for (struct dirent *e; dir && (e = readdir(dir));) {
		if (*e->d_name == '.' || snprintf(path, sizeof(path), "%s/%s", group, e->d_name) >= (int)sizeof(path) ||
		    !is_directory(path))
			continue;
		if (strcmp(e->d_name, "vrf"))
			search(s, path, depth + 1);
		else if (!*s->netns || (last && !strcmp(last + 1, s->netns)))
			show_processes(group, s->vrf);
	}
	if (dir)
		closedir(dir);
}

int vrf_pids(struct words *w, const struct command *c)
{
	struct search s = { .netns = "" };
	const char *mount;
	struct vrf vrf;

	(void)c;
	if (completing_here(w))
		vrf_offer(w);
	if (w->completing)
		return -1;
	if (w->n - w->i != 1)
		return fail(1, "Invalid arguments");
	s.vrf = words_next(w);
	error_blame(w->i - 1);
	if (vrf_find(s.vrf, &vrf) < 0 || !vrf.index)
		return fail(1, "Invalid VRF name");
	mount = cgroup_mount();
	if (!mount || cgroup_namespace(s.netns) < 0)
		return -1;
	explain_step(explain_call("open(\"%s/.../vrf/%s/cgroup.procs\")", mount, s.vrf), "the processes of the cgroups of this VRF");
	search(&s, mount, 0);
	return 0;
}
