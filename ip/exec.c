/* exec.c - this process, or a child of a batch, becomes a command.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "exec.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"
#include "objects.h"
#include "out.h"
#include "step.h"

bool netns_exec_forks;

/* Returns only when it fails. */
static int become(exec_enter *enter, const char *name, char **command)
{
	if (enter(name) < 0)
		return -1;
	if (explain_held(explain_call("execvp(\"%s\")", command[0]), "this process becomes the command"))
		return 0;
	out_flush(&out);
	out_flush(&err);
	execvp(command[0], command);
	return fail(1, "exec of \"%s\" failed: %s", command[0], strerror(errno));
}

static void child_run(exec_enter *enter, const char *name, char **command)
{
	/* What failed before, in the parent, is not the child's to tell. */
	error_clear();
	become(enter, name, command);
	warn("%s", error_last()->text);
	_exit(error_last()->status);
}

/* The exit status, as a shell has it: 128 and the signal for who was killed. */
static int child_wait(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return fail(1, "waitpid: %s", strerror(errno));
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int exec_fork(exec_enter *enter, const char *name, char **command)
{
	pid_t pid;

	if (explain_held("fork()", "a process of its own for the command"))
		return become(enter, name, command);
	/* Or the child would write it a second time. */
	out_flush(&out);
	out_flush(&err);
	pid = fork();
	if (pid < 0)
		return fail(1, "fork: %s", strerror(errno));
	if (pid == 0)
		child_run(enter, name, command);
	return child_wait(pid);
}

int exec_command(exec_enter *enter, const char *name, char **command)
{
	int status;

	if (!netns_exec_forks)
		return become(enter, name, command);
	status = exec_fork(enter, name, command);
	if (status > 0)
		fail(status, "%s", "");
	return status ? error_survivable() : 0;
}
