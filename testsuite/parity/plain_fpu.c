/* plain_fpu.c - runs a program that may not ask for the extended registers.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <err.h>
#include <errno.h>
#include <linux/elf.h>
#include <linux/filter.h>
#include <linux/ptrace.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * User-Mode Linux keeps the floating point registers of its processes in a
 * buffer that has no room for the tiles of AMX, and a kernel with AMX takes no
 * shorter one (EFAULT).  When its first PTRACE_GETREGSET of NT_X86_XSTATE is
 * refused, it does with the registers of old, PTRACE_GETFPREGS.
 */
#define ARGUMENT(n)	((unsigned int)offsetof(struct seccomp_data, args[n]))

int main(int argc, char **argv)
{
	struct sock_filter refuse_xstate[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 0, 5),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PTRACE_GETREGSET, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(2)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NT_X86_XSTATE, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {
		.len = sizeof(refuse_xstate) / sizeof(refuse_xstate[0]),
		.filter = refuse_xstate,
	};

	if (argc < 2)
		errx(2, "usage: plain_fpu PROGRAM [ARGUMENT...]");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		err(1, "seccomp");
	execvp(argv[1], argv + 1);
	err(127, "%s", argv[1]);
}
