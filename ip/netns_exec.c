/* netns_exec.c - "ip netns exec": a command in another namespace.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netns_object.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "netns.h"
#include "error.h"
#include "options.h"
#include "out.h"
#include "step.h"

bool netns_exec_forks;

/* Returns only when it fails. */
static int command_become(const char *name, char **command)
{
	if (netns_switch(name) < 0)
		return -1;
	if (explain_held(explain_call("execvp(\"%s\")", command[0]), "this process becomes the command"))
		return 0;
	out_flush(&out);
	out_flush(&err);
	execvp(command[0], command);
	return fail(1, "exec of \"%s\" failed: %s", command[0],
		    strerror(errno));
}

static void child_run(const char *name, char **command)
{
	/* What failed before, in the parent, is not the child's to tell. */
	error_clear();
	command_become(name, command);
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
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
				     WEXITSTATUS(status);
}

static int command_fork(const char *name, char **command)
{
	pid_t pid;

	if (explain_held("fork()", "a process of its own for the command"))
		return command_become(name, command);
	/* Or the child would write it a second time. */
	out_flush(&out);
	out_flush(&err);
	pid = fork();
	if (pid < 0)
		return fail(1, "fork: %s", strerror(errno));
	if (pid == 0)
		child_run(name, command);
	return child_wait(pid);
}

static int exec_each(const char *name, void *command)
{
	out_bytes(&out, "\nnetns: ", 8);
	out_bytes(&out, name, strlen(name));
	out_bytes(&out, "\n", 1);
	/* One that fails does not keep the command from the others. */
	return command_fork(name, command) < 0 ? -1 : 0;
}

int netns_exec(struct words *w)
{
	const char *name = NULL;
	char **command;
	int status;

	if (!opt.all) {
		if (!words_peek(w))
			return fail(1, "No netns name specified");
		name = words_next(w);
	}
	if (!words_peek(w))
		return fail(1, "No command specified");
	/* As in main()'s argv, NULL stands behind the last word. */
	command = w->v + w->i;
	if (opt.all)
		return netns_each(exec_each, command);
	if (!netns_exec_forks)
		return command_become(name, command);
	status = command_fork(name, command);
	if (status > 0)
		fail(status, "%s", "");
	return status ? error_survivable() : 0;
}
