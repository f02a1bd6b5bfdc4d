/* launch.c - runs a command and tells what it took.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * launch COUNT OUTPUT PROGRAM NAME ARGUMENT...
 *
 * A line for each run: microseconds of processor time, peak KiB, page faults, exit status.  A process
 * inherits the peak of the one that it was forked from, so that this one has to be small.
 */
static long microseconds(struct timeval t)
{
	return t.tv_sec * 1000000L + t.tv_usec;
}

static void child(const char *output, const char *program, char **argv)
{
	int in = open("/dev/null", O_RDONLY), out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0)
		_exit(126);
	execv(program, argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	for (int i = atoi(argv[1]); i > 0; i--) {
		struct rusage use;
		int status;
		pid_t pid = fork();

		if (pid == 0)
			child(argv[2], argv[3], argv + 4);
		if (pid < 0 || wait4(pid, &status, 0, &use) != pid)
			return 1;
		printf("%ld %ld %ld %d\n", microseconds(use.ru_utime) + microseconds(use.ru_stime), use.ru_maxrss,
		       use.ru_minflt, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	}
	return 0;
}
