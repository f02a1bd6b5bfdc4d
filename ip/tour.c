/* tour.c - "minip tour": guided lessons in a network that is thrown away behind them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tour.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"
#include "draw.h"
#include "error.h"
#include "objects.h"
#include "out.h"
#include "schema.h"
#include "scan.h"

#define WIDTH 78

struct tour {
	enum language language;
	bool asks;		/* before each step */
	bool bold;
	char *picture;		/* the last one */
	char self[PATH_MAX];	/* this program */
};

/* What is said besides the lessons. */
enum { PROMPT, STATUS, END, LIST, SEE, THROWN, SAYINGS };
static const char *const sayings[SAYINGS][LANGUAGES] = {
	[PROMPT] = { "  [Enter: do it, q: leave] ", "  [回车：执行，q：退出] " },
	[STATUS] = { "  -> status %s\n", "  -> 返回值 %s\n" },
	[END] = { "The end of lesson %s. ", "第 %s 课结束。" },
	[LIST] = { "Lessons; \"minip tour 1\" begins the first, \"minip tour 1 -y\" runs without questions:\n\n",
		   "课程如下；“minip tour 1” 开始第一课，“minip tour 1 -y” 不停顿地运行：\n\n" },
	[SEE] = { "\n\"ip\" is minip in there. \"minip tour draw\" draws the network that you are in.\n",
		  "\n课程里的 ip 就是 minip。“minip tour draw” 画出你当前的网络。\n" },
	[THROWN] = { "Its network is gone; yours is as it was.\n", "课程里的网络已经消失，你自己的网络没有变。\n" },
};

static void say(const char *text)
{
	out_bytes(&out, text, strlen(text));
}

static enum language language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return strncmp(value, "zh", 2) ? ENGLISH : CHINESE;
	}
	return ENGLISH;
}

/* Bytes of the character at s; *columns: a Chinese one is as wide as two letters. */
static size_t character(const char *s, int *columns)
{
	unsigned char c = *s;
	size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	*columns = n < 3 ? 1 : 2;
	return n;
}

/* No line begins with one of these. */
static bool closes(const char *s)
{
	static const char *const marks[] = { "，", "。", "、", "：", "；", "？", "！", "）", "”" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (!strncmp(s, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/* Where the line that begins at s ends: at a blank, or between Chinese characters. */
static const char *line_end(const char *s)
{
	const char *last = NULL;
	int columns = 0, wide;

	while (*s) {
		size_t n = character(s, &wide);

		columns += wide;
		if (columns > WIDTH - 2 && last)
			return last;
		s += n;
		if (*s == ' ' || (wide == 2 && !closes(s)))
			last = s;
	}
	return s;
}

static void say_wrapped(const char *text)
{
	while (*text) {
		const char *end = line_end(text);

		say("  ");
		out_bytes(&out, text, end - text);
		say("\n");
		text = end + strspn(end, " ");
	}
}

/* A long line is shown in several, as it could be typed. */
static void say_command(const struct tour *t, const char *line)
{
	bool is_long = strlen(line) > WIDTH - 2;

	say(t->bold ? "\033[1m# " : "# ");
	for (; *line; line++) {
		if (is_long && !strncmp(line, "; ", 2)) {
			say(";\n    ");
			line++;
		} else {
			out_bytes(&out, line, 1);
		}
	}
	say(t->bold ? "\033[0m\n" : "\n");
}

/* ---- a step ---- */
/* The last "ip" that begins a command explains what it does. */
static const char *explained(const char *line)
{
	char *copy = arena_alloc(strlen(line) + sizeof(" -explain")), *p = copy;
	const char *last = line;

	for (const char *at = line; (at = strstr(at, " ip ")); at++)
		last = at + 1;
	p = mempcpy(p, line, last + 2 - line);
	p = stpcpy(p, " -explain");
	strcpy(p, last + 2);
	return copy;
}

/* How a socket is set up, and numbers of links are asked for, is not what a lesson is about. */
static bool is_beside(const char *line)
{
	static const char *const calls[] = { "socket", "bind", "setsockopt", "ioctl" };

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (!strncmp(line, "-- ", 3) && !strncmp(line + 3, calls[i], strlen(calls[i])))
			return true;
	return false;
}

static void pass_on(int fd)
{
	FILE *from = fdopen(fd, "r");
	char *line = NULL;
	size_t size = 0;

	while (from && getline(&line, &size, from) > 0)
		if (!is_beside(line))
			say(line);
	free(line);
	if (from)
		fclose(from);
}

static int run_line(const char *line, bool explains)
{
	int status, ends[2] = { -1, STDOUT_FILENO };
	pid_t pid;

	out_flush(&out);
	if (explains && pipe(ends) < 0)
		return 127;
	pid = fork();
	if (!pid) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		execl("/bin/sh", "sh", "-c", line, NULL);
		_exit(127);
	}
	if (explains) {
		close(ends[1]);
		pass_on(ends[0]);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void say_status(const struct tour *t, int status)
{
	char number[FORMAT_MAX];

	format_unsigned(number, status);
	if (status)
		out_text(&out, sayings[STATUS][t->language], number);
}

static void say_picture(struct tour *t)
{
	struct net *nets = calloc(NET_MAX, sizeof(*nets));
	int n = nets ? net_read(nets) : -1;
	const char *picture = n < 0 ? "" : draw_nets(nets, n);

	if (*picture && (!t->picture || strcmp(picture, t->picture))) {
		free(t->picture);
		t->picture = strdup(picture);
		say("\n");
		say(picture);
	}
	free(nets);
}

/* false: the reader has had enough. */
static bool ask(const struct tour *t)
{
	char line[64];
	ssize_t n;

	if (!t->asks)
		return true;
	say(sayings[PROMPT][t->language]);
	out_flush(&out);
	n = read(STDIN_FILENO, line, sizeof(line));
	return n > 0 && *line != 'q';
}

static bool take_step(struct tour *t, const struct step *s)
{
	say("\n");
	say_wrapped(s->text[t->language]);
	say_command(t, s->line);
	if (!ask(t))
		return false;
	say_status(t, run_line(s->explains ? explained(s->line) : s->line, s->explains));
	say_picture(t);
	out_flush(&out);
	arena_reset();
	return true;
}

static int take_lesson(struct tour *t, int number)
{
	const struct lesson *l = &lessons[number - 1];
	char text[FORMAT_MAX];

	format_unsigned(text, number);
	out_text(&out, "%s. ", text);
	say(l->title[t->language]);
	say("\n");
	for (size_t i = 0; i < l->n; i++)
		if (!take_step(t, &l->steps[i]))
			return 0;
	say("\n");
	out_text(&out, sayings[END][t->language], text);
	return 0;
}

/* ---- the place where it happens ---- */
static int make_place(const char *self)
{
	char path[PATH_MAX];

	if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("none", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0 ||
	    mount("none", "/run", "tmpfs", 0, "mode=755") < 0 || mkdir("/run/bin", 0755) < 0)
		return fail(1, "Cannot make a place for the tour: %s", strerror(errno));
	snprintf(path, sizeof(path), "/run/bin:%s:/usr/sbin:/sbin", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	setenv("PATH", path, 1);
	if (symlink(self, "/run/bin/ip") < 0 || symlink(self, "/run/bin/minip") < 0)
		return fail(1, "Cannot make a place for the tour: %s", strerror(errno));
	return 0;
}

/* Process 1 of its own namespaces: when it ends, nothing of them is left. */
static int lead(struct tour *t, int number)
{
	int ret;

	/* Nobody interrupts a process 1: it has to go when the one that waits for it is interrupted. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	ret = make_place(t->self);
	if (ret < 0)
		return command_report(NULL);
	take_lesson(t, number);
	free(t->picture);
	return out_flush(&out) < 0;
}

static int travel(struct tour *t, int number)
{
	int status;
	pid_t pid;

	out_flush(&out);
	/* Seen from a mount namespace of its own, under chroot, the path would be another one. */
	if (readlink("/proc/self/exe", t->self, sizeof(t->self) - 1) < 0)
		return fail(1, "Cannot find this program: %s", strerror(errno));
	if (unshare(CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWPID) < 0)
		return fail(1, "The tour needs namespaces of its own, which only root may make: %s", strerror(errno));
	pid = fork();
	if (!pid)
		_exit(lead(t, number));
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return fail(1, "fork: %s", strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return fail(1, "%s", "");
	say(sayings[THROWN][t->language]);
	return 0;
}

static int list_lessons(const struct tour *t)
{
	char number[FORMAT_MAX];

	say(sayings[LIST][t->language]);
	for (const struct lesson *l = lessons; *l->title; l++) {
		format_unsigned(number, l - lessons + 1);
		out_text(&out, "  %s  ", number);
		say(l->title[t->language]);
		say("\n");
	}
	say(sayings[SEE][t->language]);
	return 0;
}

static int offer(struct words *w)
{
	enum language of = language();
	char number[FORMAT_MAX];

	for (const struct lesson *l = lessons; *l->title && w->n == 2; l++) {
		format_unsigned(number, l - lessons + 1);
		complete_offer(w, number, l->title[of]);
	}
	if (w->n == 2)
		complete_offer(w, "draw", "draws the network");
	return 0;
}

int tour_run(struct words *w)
{
	struct tour t = { .language = language(), .asks = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
			  .bold = isatty(STDOUT_FILENO) };
	uint64_t number = 0, count = 0;

	while (*lessons[count].title)
		count++;
	if (w->completing)
		return offer(w);
	for (w->i = 1; w->i < w->n; w->i++) {
		const char *word = w->v[w->i];

		if (!strcmp(word, "-y")) {
			t.asks = false;
		} else if (!strcmp(word, "draw")) {
			say_picture(&t);
			free(t.picture);
			return 0;
		} else if (scan_unsigned(word, 10, count, &number) < 0 || !number) {
			error_blame(w->i);
			return fail(1, "There is no lesson \"%s\", try \"minip tour\".", word);
		}
	}
	return number ? travel(&t, number) : list_lessons(&t);
}
