/* cell.c - runs jobs in fresh namespaces, one after the other.  SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORK "/run/work"
#define LOG "/run/requests"

enum { TIME_LIMIT = 30 };	/* seconds, of each script */

/*
 * The jobs file is strings, each with its NUL: dump, path, preload, the
 * environment of all, an empty one, then the four of each job.
 */
static char *dump;		/* the script that lists the end state */
static char *oracle_path, *preload;	/* PATH=..., LD_PRELOAD=... */
static useconds_t settle;

struct job {
	char *name, *set_up, *line, *path;
};

struct outcome {
	char *out, *err;
	size_t out_size, err_size;
	char status[16];
};

static const struct outcome nothing;

static int results;		/* where they are appended */

static void quietly_interrupt(int number)
{
	(void)number;
}

/* Whole, with a NUL more; a file that is not there is empty. */
static char *file_read(const char *name, size_t *size)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	struct stat stat = { 0 };
	char *data;

	if (fd >= 0 && fstat(fd, &stat))
		err(1, "%s", name);
	*size = stat.st_size;
	data = calloc(1, *size + 1);
	if (!data || (*size && read(fd, data, *size) != (ssize_t)*size))
		err(1, "%s", name);
	close(fd);
	return data;
}

static void field_write(FILE *to, const void *data, size_t size)
{
	uint32_t prefix = size;

	fwrite(&prefix, sizeof(prefix), 1, to);
	fwrite(data, 1, size, to);
}

static void outcome_write(FILE *to, const struct outcome *outcome)
{
	field_write(to, outcome->out, outcome->out_size);
	field_write(to, outcome->err, outcome->err_size);
	field_write(to, outcome->status, strlen(outcome->status));
}

/*
 * Fields: name, error; output, errors, status; log; output, errors, status
 * of the dump.  Each is a 32-bit size and as many bytes, all are one write:
 * a reader finds a whole result or, of the last, a part.
 */
static void result_write(const char *name, const char *error,
			 const struct outcome *line, const struct outcome *log,
			 const struct outcome *state)
{
	char *bytes;
	size_t size;
	FILE *to = open_memstream(&bytes, &size);

	if (!to)
		err(1, "memory");
	field_write(to, name, strlen(name));
	field_write(to, error, strlen(error));
	outcome_write(to, line);
	field_write(to, log->out, log->out_size);
	outcome_write(to, state);
	if (fclose(to) || write(results, bytes, size) != (ssize_t)size)
		err(1, "the results");
	free(bytes);
	/* To the host now, in case this kernel dies; its disk may wait. */
	sync_file_range(results, 0, 0, SYNC_FILE_RANGE_WRITE |
			SYNC_FILE_RANGE_WAIT_AFTER);
}

static pid_t process_new(void)
{
	pid_t pid = fork();

	if (pid < 0)
		err(1, "fork");
	return pid;
}

/* Files take the output: a program left behind may hold a pipe open. */
static void shell_start(const char *script)
{
	setsid();
	if (!freopen("/dev/null", "r", stdin) ||
	    !freopen("out", "w+", stdout) || !freopen("err", "w+", stderr))
		_exit(127);
	execl("/bin/sh", "sh", "-c", script, NULL);
	_exit(127);
}

/* A signal is a negative status, as in Python. */
static void shell_wait(pid_t pid, char *text, size_t size)
{
	int status;

	alarm(TIME_LIMIT);
	if (waitpid(pid, &status, 0) != pid) {
		killpg(pid, SIGKILL);
		waitpid(pid, &status, 0);
		snprintf(text, size, "timeout");
		return;
	}
	alarm(0);
	snprintf(text, size, "%d", WIFSIGNALED(status) ?
		 -WTERMSIG(status) : WEXITSTATUS(status));
}

static struct outcome shell_run(const char *script)
{
	struct outcome outcome;
	pid_t pid = process_new();

	if (!pid)
		shell_start(script);
	shell_wait(pid, outcome.status, sizeof(outcome.status));
	outcome.out = file_read("out", &outcome.out_size);
	outcome.err = file_read("err", &outcome.err_size);
	unlink("out");
	unlink("err");
	return outcome;
}

/* Without IPv6 it is not there. */
static void setting_clear(const char *name)
{
	int fd = open(name, O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && (write(fd, "0", 1) != 1 || close(fd)))
		err(1, "%s", name);
}

/* Makes the new namespaces a world of their own. */
static void world_enter(void)
{
	if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("proc", "/proc", "proc", MS_NOSUID, NULL) ||
	    mount("tmpfs", "/run", "tmpfs", MS_NOSUID, "mode=755") ||
	    mkdir(WORK, 0777) || chdir(WORK))
		err(1, "the sandbox");
	setting_clear("/proc/sys/net/ipv6/conf/all/accept_dad");
	setting_clear("/proc/sys/net/ipv6/conf/default/accept_dad");
}

/* A link without anything: ip(8) tries the kernel by it. */
static bool is_probe(const struct nlmsghdr *n)
{
	static const struct ifinfomsg none;

	return n->nlmsg_type == RTM_NEWLINK &&
	       n->nlmsg_len == NLMSG_LENGTH(sizeof(none)) &&
	       !memcmp(NLMSG_DATA(n), &none, sizeof(none));
}

/* Of the numbers for one thing: new, del, get, set. */
static bool asks(const struct nlmsghdr *n)
{
	return is_probe(n) ||
	       (n->nlmsg_type >= RTM_BASE && (n->nlmsg_type & 3) == 2);
}

/* Records of shim.c: the size of what follows, the protocol, messages. */
static bool log_asks_only(const struct outcome *log)
{
	const char *at = log->out, *end = at + log->out_size;
	const struct nlmsghdr *n;
	uint32_t head[2];
	int left;

	for (; end - at >= (ptrdiff_t)sizeof(head); at += head[0]) {
		memcpy(head, at, sizeof(head));
		at += sizeof(head);
		if (head[1] != NETLINK_ROUTE || head[0] > end - at)
			return false;
		n = (const void *)at;
		for (left = head[0]; NLMSG_OK(n, (unsigned int)left);
		     n = NLMSG_NEXT(n, left))
			if (!asks(n))
				return false;
	}
	return true;
}

/* Namespaces come and go without a request; a second look is at all. */
static bool keeps_state(const struct job *job, const struct outcome *log)
{
	return !settle && !strstr(job->line, "netns") && log_asks_only(log);
}

/*
 * In process 1 of the new namespaces; its memory ends with it.  The end
 * state of what changed nothing is that of the set-up, for either program.
 */
static void job_run(const struct job *job)
{
	struct sigaction action = { .sa_handler = quietly_interrupt };
	struct outcome line, log, state;

	signal(SIGCHLD, SIG_DFL);
	sigaction(SIGALRM, &action, NULL);
	world_enter();
	if (*job->set_up) {
		line = shell_run(job->set_up);
		if (strcmp(line.status, "0")) {
			result_write(job->name, "set-up failed", &line,
				     &nothing, &nothing);
			return;
		}
		usleep(settle);
	}
	putenv(job->path);
	putenv(preload);
	putenv("NLLOG=" LOG);
	line = shell_run(job->line);
	log.out = file_read(LOG, &log.out_size);
	putenv(oracle_path);
	unsetenv("LD_PRELOAD");
	unsetenv("NLLOG");
	state = nothing;
	if (!keeps_state(job, &log)) {
		usleep(settle);
		state = shell_run(dump);
	}
	result_write(job->name, "", &line, &log, &state);
}

/*
 * Whether the result was written.  Nobody waits for the end of process 1:
 * its namespaces take longer to go than most jobs to run, and go faster
 * several at a time.
 */
static bool job_start(const struct job *job)
{
	int ends[2];
	bool done;

	if (pipe2(ends, O_CLOEXEC))
		err(1, "pipe");
	if (!process_new()) {
		if (unshare(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET))
			err(1, "unshare");
		if (!process_new()) {
			job_run(job);
			done = write(ends[1], "", 1) == 1;
		}
		_exit(0);
	}
	close(ends[1]);
	done = read(ends[0], &done, 1) == 1;
	close(ends[0]);
	return done;
}

static char *string_next(char **at, const char *end)
{
	char *text = *at;

	if (text >= end)
		errx(1, "a job is cut off");
	*at = text + strlen(text) + 1;
	return text;
}

/* The jobs say what the environment is, but for what the kernel needs. */
static void environment_clear(void)
{
	char *tunables = getenv("GLIBC_TUNABLES");

	if (tunables)
		tunables = strdup(tunables);
	clearenv();
	if (tunables)
		setenv("GLIBC_TUNABLES", tunables, 1);
}

static void jobs_run(char *at, const char *end)
{
	struct job job;
	char *text;

	dump = string_next(&at, end);
	oracle_path = string_next(&at, end);
	preload = string_next(&at, end);
	environment_clear();
	putenv(oracle_path);
	while (*(text = string_next(&at, end)))
		putenv(text);
	while (at < end) {
		job.name = string_next(&at, end);
		job.set_up = string_next(&at, end);
		job.line = string_next(&at, end);
		job.path = string_next(&at, end);
		if (!job_start(&job))
			result_write(job.name, "the sandbox died", &nothing,
				     &nothing, &nothing);
	}
}

int main(int argc, char **argv)
{
	size_t size;
	char *jobs;

	if (argc < 3)
		errx(2, "usage: cell JOBS RESULTS [MILLISECONDS-TO-SETTLE]");
	settle = argc > 3 ? atoi(argv[3]) * 1000 : 0;
	jobs = file_read(argv[1], &size);
	results = open(argv[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
		       0644);
	if (results < 0)
		err(1, "%s", argv[2]);
	signal(SIGCHLD, SIG_IGN);
	jobs_run(jobs, jobs + size);
	return 0;
}
