/* test_error.c - the record of what is wrong, and warnings.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "capture.h"
#include "error.h"
#include "options.h"
#include "out.h"
#include "unit.h"

Suite *suite_error(void);

static void assert_no_error(void)
{
	ck_assert_int_eq(error_last()->status, 0);
	ck_assert_int_eq(error_last()->word, -1);
	ck_assert_str_eq(error_last()->text, "");
	ck_assert_str_eq(error_last()->hint, "");
}

START_TEST(test_no_error)
{
	assert_no_error();
}
END_TEST

START_TEST(test_first_error_stays)
{
	ck_assert_int_eq(fail(255, "argument \"%s\" is wrong", "x"), -1);
	ck_assert_int_eq(fail(1, "later"), -1);
	ck_assert_int_eq(error_last()->status, 255);
	ck_assert_str_eq(error_last()->text, "argument \"x\" is wrong");
}
END_TEST

START_TEST(test_further_adds_a_line)
{
	fail(255, "first");
	ck_assert_int_eq(fail_further(1, "second %d", 2), -1);
	fail_further(3, "third");
	ck_assert_int_eq(error_last()->status, 3);
	ck_assert_str_eq(error_last()->text, "first\nsecond 2\nthird");
	error_clear();
	fail_further(2, "alone");
	ck_assert_str_eq(error_last()->text, "alone");
}
END_TEST

START_TEST(test_word_and_hint_stay)
{
	error_blame(3);
	error_blame(5);
	error_hint("try %s", "this");
	error_hint("or that");
	ck_assert_int_eq(error_last()->word, 3);
	ck_assert_str_eq(error_last()->hint, "try this");
}
END_TEST

START_TEST(test_clear)
{
	fail(1, "text");
	error_blame(0);
	error_hint("hint");
	error_clear();
	assert_no_error();
	fail(2, "new");
	ck_assert_int_eq(error_last()->status, 2);
	ck_assert_str_eq(error_last()->text, "new");
}
END_TEST

START_TEST(test_long_text_is_cut)
{
	char word[5000];

	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	fail(1, "%s", word);
	ck_assert_uint_eq(strlen(error_last()->text),
			  sizeof(error_last()->text) - 1);
	fail_further(1, "%s", word);
	ck_assert_uint_eq(strlen(error_last()->text),
			  sizeof(error_last()->text) - 1);
	error_hint("%s", word);
	ck_assert_uint_eq(strlen(error_last()->hint),
			  sizeof(error_last()->hint) - 1);
}
END_TEST

/* stdout and stderr are one file here, so that the order shows. */
START_TEST(test_warning_comes_after_output)
{
	capture_begin(STDERR_FILENO);
	options_reset("ip");
	out_init_plain(&out, STDERR_FILENO);
	out_text(&out, "before\n", NULL);
	warn("warning %d", 1);
	out_text(&out, "after\n", NULL);
	out_flush(&out);
	ck_assert_str_eq(capture_end(STDERR_FILENO, NULL),
			 "before\nwarning 1\nafter\n");
	out_free(&out);
}
END_TEST

START_TEST(test_long_warning_is_one_line)
{
	char word[5000];
	const char *text;

	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	capture_begin(STDERR_FILENO);
	warn("%s", word);
	text = capture_end(STDERR_FILENO, NULL);
	ck_assert_uint_ge(strlen(text), 1024);
	ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
}
END_TEST

/* The C library of this build may be the very one whose texts are meant. */
START_TEST(test_texts_of_numbers)
{
#ifdef __GLIBC__
	for (int code = -1; code < 200; code++)
		ck_assert_str_eq(error_text(code), strerror(code));
#endif
	ck_assert_str_eq(error_text(ENETUNREACH), "Network is unreachable");
}
END_TEST

Suite *suite_error(void)
{
	Suite *suite = suite_create("error");
	TCase *tests = tcase_create("error");

	tcase_add_checked_fixture(tests, error_clear, error_clear);
	tcase_add_test(tests, test_no_error);
	tcase_add_test(tests, test_first_error_stays);
	tcase_add_test(tests, test_further_adds_a_line);
	tcase_add_test(tests, test_word_and_hint_stay);
	tcase_add_test(tests, test_clear);
	tcase_add_test(tests, test_long_text_is_cut);
	tcase_add_test(tests, test_warning_comes_after_output);
	tcase_add_test(tests, test_long_warning_is_one_line);
	tcase_add_test(tests, test_texts_of_numbers);
	suite_add_tcase(suite, tests);
	return suite;
}
