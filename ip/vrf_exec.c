/* vrf_exec.c - "ip vrf exec": a command whose sockets are bound to a VRF.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "vrf_object.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "capabilities.h"
#include "error.h"
#include "exec.h"
#include "step.h"
#include "vrf.h"

#define PROCESSES "/cgroup.procs"

/* ---- the program: struct bpf_sock, which r1 points to, gets the index; r0 = 1 lets the socket be made ---- */
static int load_program(unsigned int index, char *log, size_t size)
{
	const struct bpf_insn program[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_3, .imm = index },
		{ .code = BPF_STX | BPF_MEM | BPF_W, .dst_reg = BPF_REG_1, .src_reg = BPF_REG_3,
		  .off = offsetof(struct bpf_sock, bound_dev_if) },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 1 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr = {
		.prog_type = BPF_PROG_TYPE_CGROUP_SOCK,
		.insns = (uintptr_t)program,
		.insn_cnt = sizeof(program) / sizeof(program[0]),
		.license = (uintptr_t) "GPL",
		.log_buf = (uintptr_t)log,
		.log_size = size,
		.log_level = 1,
	};

	*log = '\0';
	return syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
}

static int attach_program(int program, int cgroup)
{
	union bpf_attr attr = {
		.target_fd = cgroup,
		.attach_bpf_fd = program,
		.attach_type = BPF_CGROUP_INET_SOCK_CREATE,
	};

	return syscall(SYS_bpf, BPF_PROG_ATTACH, &attr, sizeof(attr));
}

static int refused(const char *log)
{
	int error = errno;

	fail(1, "Failed to load BPF prog: '%s'", strerror(error));
	if (*log)
		fail_further(1, "%.*s", (int)strcspn(log, "\n"), log);
	return error == EPERM ? -1 : fail_further(1, "Kernel compiled with CGROUP_BPF enabled?");
}

int vrf_bind(const char *path, unsigned int index)
{
	char log[1024];
	int cgroup, program, ret = 0;

	if (explain_held(explain_call("bpf(BPF_PROG_LOAD, BPF_PROG_TYPE_CGROUP_SOCK)"),
			 "a program that binds each new socket to the link of the VRF") ||
	    explain_held(explain_call("bpf(BPF_PROG_ATTACH, \"%s\", BPF_CGROUP_INET_SOCK_CREATE)", path),
			 "it runs for sockets that processes of this cgroup make"))
		return 0;
	cgroup = open(path, O_DIRECTORY | O_RDONLY | O_CLOEXEC);
	if (cgroup < 0)
		return fail(1, "Failed to open cgroup path: '%s'", strerror(errno));
	program = load_program(index, log, sizeof(log));
	if (program < 0)
		ret = refused(log);
	else if (attach_program(program, cgroup) < 0)
		ret = fail(1, "Failed to attach prog to cgroup: '%s'", strerror(errno));
	if (program >= 0)
		close(program);
	close(cgroup);
	return ret;
}

/* ---- the cgroup ---- */
static int make_directories(const char *path)
{
	char part[PATH_MAX];

	if (explain_held(explain_call("mkdir(\"%s\")", path), "a cgroup of the VRF, and those above it"))
		return 0;
	for (const char *p = strchr(path + 1, '/');; p = strchr(p + 1, '/')) {
		snprintf(part, sizeof(part), "%.*s", p ? (int)(p - path) : PATH_MAX, path);
		if (mkdir(part, 0755) < 0 && errno != EEXIST && access(part, F_OK))
			return fail(1, "Failed to setup vrf cgroup2 directory");
		if (!p)
			return 0;
	}
}

static int move_here(const char *path)
{
	char file[PATH_MAX + sizeof(PROCESSES)];
	int fd, ret;

	snprintf(file, sizeof(file), "%s%s", path, PROCESSES);
	if (explain_held(explain_call("write(\"%s\", \"%d\")", file, getpid()), "this process moves into the cgroup"))
		return 0;
	fd = open(file, O_RDWR | O_APPEND | O_CLOEXEC);
	if (fd < 0)
		return fail(1, "Failed to open cgroups.procs file: %s.", strerror(errno));
	ret = dprintf(fd, "%d", getpid());
	close(fd);
	return ret < 0 ? fail(1, "Failed to join cgroup") : 0;
}

/* MOUNT CGROUP [/NAME-ns]/vrf/[VRF], where CGROUP is ours without what an earlier "vrf exec" added. */
static int compose(char *path, size_t size, const char *name)
{
	char own[PATH_MAX], netns[NAME_MAX + 4], *vrf;
	const char *mount = cgroup_mount(), *last;
	int n;

	if (!mount || cgroup_namespace(netns) < 0)
		return -1;
	if (cgroup_of("self", own, sizeof(own)) < 0)
		return fail(1, "Failed to get base cgroup path: %s", strerror(errno));
	vrf = strstr(own, "/vrf");
	if (vrf)
		*vrf = '\0';
	if (!strcmp(own, "/"))
		*own = '\0';
	last = strrchr(own, '/');
	if (!strcmp(last ? last + 1 : own, netns))
		*netns = '\0';
	n = snprintf(path, size, "%s%s%s%s/vrf/%s", mount, own, *netns ? "/" : "", netns, name);
	return n < (int)size ? 0 : fail(1, "Path to cgroup is too long");
}

int vrf_join(const char *name)
{
	char path[PATH_MAX];
	struct vrf vrf;

	if (vrf_find(name, &vrf) < 0) {
		error_blame(2);
		return fail(255, "Invalid VRF name");
	}
	if (compose(path, sizeof(path), vrf.index ? name : "") < 0 || make_directories(path) < 0 ||
	    (vrf.index && vrf_bind(path, vrf.index) < 0) || move_here(path) < 0)
		return error_status(255);
	capabilities_drop();
	return 0;
}

int vrf_exec(struct words *w, const struct command *c)
{
	const char *name;

	(void)c;
	if (w->completing) {
		if (completing_here(w))
			vrf_offer(w);
		else
			complete_shell("command", w->n - 1 - w->i);
		return -1;
	}
	if (!words_peek(w))
		return fail(1, "No VRF name specified");
	name = words_next(w);
	if (!words_peek(w))
		return fail(1, "No command specified");
	return exec_command(vrf_join, name, w->v + w->i);
}
