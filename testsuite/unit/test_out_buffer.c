/* test_out_buffer.c - the writer's buffer, holding back, failures.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture.h"
#include "options.h"
#include "out.h"
#include "unit.h"

Suite *suite_out_buffer(void);

static void setup(void)
{
	options_reset("ip");
}

static void teardown(void)
{
	out_free(&out);
}

/* Starts the writer on a file in memory, with what opt says. */
static void begin(void)
{
	capture_begin(STDOUT_FILENO);
	out_init(&out, STDOUT_FILENO);
}

static void begin_json(bool pretty)
{
	opt.json = true;
	opt.pretty = pretty;
	begin();
}

static const char *written(void)
{
	int result = out_flush(&out);
	const char *text = capture_end(STDOUT_FILENO, NULL);

	ck_assert_int_eq(result, 0);
	return text;
}

/* Far more than the buffer holds, in pieces of many sizes: nothing is lost or doubled. */
START_TEST(test_large_output)
{
	static char data[300000];
	const char *text;
	size_t size, at = 0, n;

	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = 'a' + i * i % 23;
	begin();
	while (at < sizeof(data)) {
		n = random() % 1000;
		if (n == 0)
			n = 100000;
		if (n > sizeof(data) - at)
			n = sizeof(data) - at;
		out_bytes(&out, data + at, n);
		at += n;
	}
	out_flush(&out);
	text = capture_end(STDOUT_FILENO, &size);
	ck_assert_uint_eq(size, sizeof(data));
	ck_assert(!memcmp(text, data, size));
}
END_TEST

/* Quoting and colours lengthen a value: also where the buffer ends. */
START_TEST(test_end_of_the_buffer)
{
	char value[101];

	memset(value, '\001', 100);
	value[100] = '\0';
	opt.color = COLOR_ALWAYS;
	capture_begin(STDOUT_FILENO);
	for (size_t left = 0; left < 700; left++) {
		out_init(&out, STDOUT_FILENO);
		out.json = left % 2;
		out_bytes(&out, "", 1);
		while (out.len < out.size - left)
			out_bytes(&out, "x", 1);
		out_string_colored(&out, COLOR_MAC, NULL, "{%s}",
				   out.json ? value : "");
		ck_assert_uint_le(out.len, out.size);
	}
	capture_end(STDOUT_FILENO, NULL);
}
END_TEST

static off_t file_size(void)
{
	return lseek(STDOUT_FILENO, 0, SEEK_END);
}

START_TEST(test_when_it_writes)
{
	begin();
	out_text(&out, "x", NULL);
	out_record_end(&out);
	ck_assert_int_eq(file_size(), 0);
	out.live = true;
	out_text(&out, "y", NULL);
	ck_assert_int_eq(file_size(), 0);
	out_record_end(&out);
	ck_assert_int_eq(file_size(), 4);
	out.live = false;
	for (int i = 0; i < 100000; i++)
		out_record_end(&out);
	ck_assert_int_ge(file_size(), 90000);
	ck_assert_uint_eq(strlen(written()), 100004);
}
END_TEST

START_TEST(test_rollback)
{
	begin_json(false);
	out_begin(&out);
	out_unsigned(&out, NULL, NULL, 1);
	for (int i = 0; i < 3; i++) {
		out_hold(&out);
		out_record_begin(&out);
		out_unsigned(&out, "torn", NULL, i);
		out_record_end(&out);
		out_record_begin(&out);
		out_open(&out, "deep", '[');
		ck_assert_int_eq(out_rollback(&out), 0);
	}
	out_record_begin(&out);
	out_unsigned(&out, "whole", NULL, 2);
	out_record_end(&out);
	out_release(&out);
	out_end(&out);
	ck_assert_int_eq(out_rollback(&out), -1);
	ck_assert_str_eq(written(), "[1,{\"whole\":2}]\n");
}
END_TEST

START_TEST(test_rollback_of_the_first)
{
	begin_json(true);
	out_begin(&out);
	out_hold(&out);
	out_record_begin(&out);
	out_unsigned(&out, "torn", NULL, 1);
	ck_assert_int_eq(out_rollback(&out), 0);
	out_release(&out);
	out_end(&out);
	ck_assert_str_eq(written(), "[ ]\n");
}
END_TEST

static void fill(size_t size)
{
	char line[100];

	memset(line, 'x', sizeof(line));
	for (size_t n = 0; n < size; n += sizeof(line)) {
		out_bytes(&out, line, sizeof(line) - 1);
		out_record_end(&out);
	}
}

/* What came before a hold may be written; what is held may not, even where someone watches. */
START_TEST(test_hold_keeps_back)
{
	begin();
	out.live = true;
	out_bytes(&out, "before", 6);
	out_hold(&out);
	fill(1000000);
	ck_assert_int_eq(file_size(), 6);
	out_flush(&out);
	ck_assert_int_eq(file_size(), 6);
	ck_assert_int_eq(out_rollback(&out), 0);
	out_bytes(&out, "again", 5);
	out_release(&out);
	ck_assert_int_eq(file_size(), 11);
	ck_assert_str_eq(written(), "beforeagain");
}
END_TEST

START_TEST(test_flush_inside_a_hold)
{
	begin();
	out_bytes(&out, "before,", 7);
	out_hold(&out);
	out_bytes(&out, "held,", 5);
	out_flush(&out);
	out_bytes(&out, "more", 4);
	out_release(&out);
	ck_assert_str_eq(written(), "before,held,more");
}
END_TEST

START_TEST(test_hold_is_bounded)
{
	size_t size;

	begin();
	out_bytes(&out, "before", 6);
	out_hold(&out);
	fill(3000000);
	ck_assert_int_ge(file_size(), 1000000);
	ck_assert_uint_le(out.size, 2 << 20);
	ck_assert_int_eq(out_rollback(&out), -1);
	out_release(&out);
	ck_assert_int_eq(out_flush(&out), 0);
	capture_end(STDOUT_FILENO, &size);
	ck_assert_uint_eq(size, 3000006);
}
END_TEST

START_TEST(test_failure_is_remembered)
{
	int full = open("/dev/full", O_WRONLY);

	ck_assert_int_ge(full, 0);
	out_init(&out, full);
	out_text(&out, "x", NULL);
	ck_assert(!out.failed);
	ck_assert_int_eq(out_flush(&out), -1);
	ck_assert(out.failed);
	fill(10000000);
	ck_assert_uint_le(out.size, 1 << 20);
	ck_assert_int_eq(out_flush(&out), -1);
	out_init(&out, full);
	ck_assert(!out.failed);
	close(full);
}
END_TEST

START_TEST(test_broken_pipe)
{
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(pipe(ends), 0);
	close(ends[0]);
	out_init(&out, ends[1]);
	out_text(&out, "x", NULL);
	ck_assert_int_eq(out_flush(&out), -1);
	ck_assert_int_eq(errno, EPIPE);
	close(ends[1]);
}
END_TEST

/* Reads numbered lines to the end: their count, or -1 when one is out of place. */
static int read_slowly(int fd)
{
	FILE *stream = fdopen(fd, "r");
	unsigned int n, count = 0;

	while (fscanf(stream, "%u\n", &n) == 1) {
		if (n != count++)
			return -1;
		if (count % 10000 == 0)
			usleep(2000);
	}
	return count;
}

static void interrupted(int signal)
{
	(void)signal;
}

static void interrupt_often(void)
{
	struct itimerval often = { { 0, 500 }, { 0, 500 } };
	struct sigaction action = { .sa_handler = interrupted };

	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
}

/* A slow pipe takes less than a write offers, blocks or would block; signals come in between. */
START_TEST(test_slow_pipe)
{
	static const int modes[] = { 0, O_NONBLOCK };
	int ends[2], status;
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (!child) {
		close(ends[1]);
		_exit(read_slowly(ends[0]) == 100000 ? 0 : 1);
	}
	close(ends[0]);
	fcntl(ends[1], F_SETFL, modes[_i]);
	interrupt_often();
	out_init_plain(&out, ends[1]);
	for (int i = 0; i < 100000; i++)
		out_unsigned(&out, NULL, "%s\n", i);
	ck_assert_int_eq(out_flush(&out), 0);
	setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL);
	close(ends[1]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}
END_TEST

Suite *suite_out_buffer(void)
{
	Suite *suite = suite_create("out_buffer");
	TCase *tests = tcase_create("out_buffer");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_large_output);
	tcase_add_test(tests, test_end_of_the_buffer);
	tcase_add_test(tests, test_when_it_writes);
	tcase_add_test(tests, test_rollback);
	tcase_add_test(tests, test_rollback_of_the_first);
	tcase_add_test(tests, test_hold_keeps_back);
	tcase_add_test(tests, test_flush_inside_a_hold);
	tcase_add_test(tests, test_hold_is_bounded);
	tcase_add_test(tests, test_failure_is_remembered);
	tcase_add_test(tests, test_broken_pipe);
	tcase_add_loop_test(tests, test_slow_pipe, 0, 2);
	suite_add_tcase(suite, tests);
	return suite;
}
