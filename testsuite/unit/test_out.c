/* test_out.c - the writer of text and JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture.h"
#include "options.h"
#include "out.h"
#include "unit.h"

Suite *suite_out(void);

static void setup(void)
{
	options_reset("ip");
	unsetenv("COLORFGBG");
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

START_TEST(test_text_templates)
{
	begin();
	out_text(&out, "mtu %s ", "1500");
	out_text(&out, "no value ", "unused");
	out_text(&out, "{{%s} 100% %d %s\n", "x");
	out_text(&out, NULL, "nothing");
	out_string(&out, "key", "%s,", "v");
	out_string(&out, "-", "%s,", "hidden from JSON only");
	out_unsigned(&out, "n", "%s ", UINT64_MAX);
	out_signed(&out, "n", "%s ", -1);
	out_bool(&out, "b", "%s ", true);
	out_bool(&out, "b", "%s ", false);
	out_true(&out, "t", "nodad ");
	out_null(&out, "t", "proxy ");
	out_true(&out, "t", NULL);
	ck_assert_str_eq(
		written(),
		"mtu 1500 no value {x} 100% %d %s\nv,hidden from JSON only,"
		"18446744073709551615 -1 on off nodad proxy ");
}
END_TEST

START_TEST(test_text_has_no_json)
{
	begin();
	out_begin(&out);
	out_record_begin(&out);
	out_open(&out, "a", '[');
	out_text(&out, "text", NULL);
	out_close(&out);
	out_record_end(&out);
	out_end(&out);
	ck_assert_str_eq(written(), "text\n");
}
END_TEST

START_TEST(test_oneline)
{
	opt.oneline = 1;
	begin();
	out_text(&out, "first\n    %s", "alias\nbroken");
	out_record_end(&out);
	out_text(&out, "second\n", NULL);
	out_record_end(&out);
	ck_assert_str_eq(written(), "first\\    alias\nbroken\nsecond\\\n");
}
END_TEST

static void colors(void)
{
	static const char *const names[COLORS] = {
		"none", "ifname", "mac", "inet", "inet6", "up", "down", "faint", "strong"};

	opt.color = COLOR_ALWAYS;
	begin();
	for (int color = 0; color < COLORS; color++)
		out_text_colored(&out, color, "<{%s }>", names[color]);
}

START_TEST(test_colors_on_dark)
{
	colors();
	ck_assert_str_eq(written(),
			 "<none ><\033[1;36mifname \033[0m><\033[1;33mmac \033[0m><\033[1;35minet \033[0m>"
			 "<\033[1;34minet6 \033[0m><\033[1;32mup \033[0m><\033[1;31mdown \033[0m>"
			 "<\033[2mfaint \033[0m><\033[1mstrong \033[0m>");
}
END_TEST

START_TEST(test_colors_on_light)
{
	setenv("COLORFGBG", "0;15", 1);
	colors();
	ck_assert_str_eq(written(),
			 "<none ><\033[36mifname \033[0m><\033[33mmac \033[0m><\033[35minet \033[0m>"
			 "<\033[34minet6 \033[0m><\033[32mup \033[0m><\033[31mdown \033[0m>"
			 "<\033[2mfaint \033[0m><\033[1mstrong \033[0m>");
}
END_TEST

static const struct {
	const char *value;
	bool dark;
} backgrounds[] = {
	{ "15;0", true }, { "15;6", true }, { "15;8", true }, { "1;2;6", true },
	{ "15;7", false }, { "15;07", false }, { "15;80", false }, { "15;9", false },
	{ "15;", false }, { "15;default", false },
};

START_TEST(test_backgrounds)
{
	setenv("COLORFGBG", backgrounds[_i].value, 1);
	opt.color = COLOR_ALWAYS;
	begin();
	out_string_colored(&out, COLOR_UP, "k", "{%s}", "x");
	ck_assert_str_eq(written(), backgrounds[_i].dark ? "\033[1;32mx\033[0m"
							 : "\033[32mx\033[0m");
}
END_TEST

START_TEST(test_no_color_by_itself)
{
	opt.color = COLOR_AUTO;	/* a file is no terminal */
	begin();
	out_text_colored(&out, COLOR_MAC, "{%s}", "x");
	ck_assert_str_eq(written(), "x");
	opt.color = COLOR_ALWAYS;
	begin_json(false);
	out_string_colored(&out, COLOR_MAC, NULL, "{%s}", "x");
	ck_assert_str_eq(written(), "\"x\"");
}
END_TEST

static void listing(void)
{
	out_begin(&out);
	out_record_begin(&out);
	out_unsigned(&out, "ifindex", "%s: ", 2);
	out_open(&out, "flags", '[');
	out_string(&out, NULL, "%s", "UP");
	out_string(&out, NULL, ",%s", "LOWER_UP");
	out_close(&out);
	out_open(&out, "none", '[');
	out_close(&out);
	out_open(&out, "addr_info", '[');
	out_open(&out, NULL, '{');
	out_true(&out, "nodad", "nodad ");
	out_close(&out);
	out_open(&out, NULL, '{');
	out_signed(&out, "n", "%s", -5);
	out_close(&out);
	out_close(&out);
	out_record_end(&out);
	out_record_begin(&out);
	out_open(&out, "linkinfo", '{');
	out_bool(&out, "off", NULL, false);
	out_close(&out);
	out_record_end(&out);
	out_end(&out);
}

START_TEST(test_json)
{
	begin_json(false);
	listing();
	ck_assert_str_eq(written(),
			 "[{\"ifindex\":2,\"flags\":[\"UP\",\"LOWER_UP\"],\"none\":[],\"addr_info\":"
			 "[{\"nodad\":true},{\"n\":-5}]},{\"linkinfo\":{\"off\":false}}]\n");
}
END_TEST

/* The layout of "ip -j -p address show". */
START_TEST(test_json_pretty)
{
	begin_json(true);
	listing();
	ck_assert_str_eq(written(),
			 "[ {\n"
			 "        \"ifindex\": 2,\n"
			 "        \"flags\": [ \"UP\",\"LOWER_UP\" ],\n"
			 "        \"none\": [ ],\n"
			 "        \"addr_info\": [ {\n"
			 "                \"nodad\": true\n"
			 "            },{\n"
			 "                \"n\": -5\n"
			 "            } ]\n"
			 "    },{\n"
			 "        \"linkinfo\": {\n"
			 "            \"off\": false\n"
			 "        }\n"
			 "    } ]\n");
}
END_TEST

START_TEST(test_json_empty_listing)
{
	begin_json(false);
	out_begin(&out);
	out_end(&out);
	out_begin(&out);
	out_end(&out);
	ck_assert_str_eq(written(), "[]\n[]\n");
	begin_json(true);
	out_begin(&out);
	out_end(&out);
	ck_assert_str_eq(written(), "[ ]\n");
}
END_TEST

/* "ip -j -p -d link show" of a link whose IFLA_INFO_DATA is empty. */
START_TEST(test_json_pretty_empty_object)
{
	begin_json(true);
	out_begin(&out);
	out_record_begin(&out);
	out_open(&out, "info_data", '{');
	out_close(&out);
	out_record_end(&out);
	out_end(&out);
	ck_assert_str_eq(written(), "[ {\n        \"info_data\": {}\n    } ]\n");
}
END_TEST

START_TEST(test_json_quoting)
{
	begin_json(false);
	out_string(&out, "k\"", NULL, "\"\\/\b\f\n\r\t\001\037\177\303\251'");
	out_unsigned(&out, "-", "%s", 1);
	out_text(&out, "no text", NULL);
	out_null(&out, "null", NULL);
	ck_assert_str_eq(
		written(),
		"\"k\\\"\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\177\303\251'\","
		"\"null\":null");
}
END_TEST

START_TEST(test_literals)
{
	struct literal on = {
		.json = JSON_BOOL, .text = "1", .label = "enabled"};
	struct literal off = {.json = JSON_BOOL, .zero = true, .text = "true"};
	struct literal number = {
		.json = JSON_NUMBER, .text = "5", .key = "renamed"};
	struct literal string = {
		.json = JSON_STRING, .text = "te\"xt", .color = COLOR_INET};
	struct literal null = { .json = JSON_NULL, .text = "x" };

	opt.color = COLOR_ALWAYS;
	begin();
	out_literal(&out, "a", "on %s ", &on);
	out_literal(&out, "b", "off %s ", &off);
	out_literal(&out, "c", "number %s ", &number);
	out_literal(&out, "d", "{%s} ", &string);
	out_literal(&out, "e", NULL, &null);
	ck_assert_str_eq(
		written(),
		"on enabled off true number 5 \033[1;35mte\"xt\033[0m ");
	begin_json(false);
	out_literal(&out, "a", "on %s ", &on);
	out_literal(&out, "b", "off %s ", &off);
	out_literal(&out, "c", "number %s ", &number);
	out_literal(&out, "d", "{%s} ", &string);
	out_literal(&out, "e", NULL, &null);
	out_literal(&out, "-", "%s", &string);
	ck_assert_str_eq(
		written(),
		"\"a\":true,\"b\":false,\"renamed\":5,\"d\":\"te\\\"xt\",\"e\":null");
}
END_TEST

START_TEST(test_depth_is_bounded)
{
	begin_json(false);
	for (int i = 0; i < 2 * OUT_DEPTH; i++)
		out_open(&out, NULL, '[');
	ck_assert(out.failed);
	for (int i = 0; i < 3 * OUT_DEPTH; i++)
		out_close(&out);
	ck_assert_int_eq(out_flush(&out), -1);
	capture_end(STDOUT_FILENO, NULL);
}
END_TEST

START_TEST(test_plain_writer)
{
	opt.json = opt.pretty = true;
	opt.oneline = 1;
	opt.color = COLOR_ALWAYS;
	capture_begin(STDERR_FILENO);
	out_init_plain(&err, STDERR_FILENO);
	out_string_colored(&err, COLOR_UP, "key", "{%s}\n", "x");
	out_flush(&err);
	ck_assert_str_eq(capture_end(STDERR_FILENO, NULL), "x\n");
	out_free(&err);
}
END_TEST

static void add_text(TCase *tests)
{
	tcase_add_test(tests, test_text_templates);
	tcase_add_test(tests, test_text_has_no_json);
	tcase_add_test(tests, test_oneline);
	tcase_add_test(tests, test_colors_on_dark);
	tcase_add_test(tests, test_colors_on_light);
	tcase_add_loop_test(tests, test_backgrounds, 0,
			    sizeof(backgrounds) / sizeof(*backgrounds));
	tcase_add_test(tests, test_no_color_by_itself);
	tcase_add_test(tests, test_plain_writer);
}

static void add_json(TCase *tests)
{
	tcase_add_test(tests, test_json);
	tcase_add_test(tests, test_json_pretty);
	tcase_add_test(tests, test_json_empty_listing);
	tcase_add_test(tests, test_json_pretty_empty_object);
	tcase_add_test(tests, test_json_quoting);
	tcase_add_test(tests, test_literals);
	tcase_add_test(tests, test_depth_is_bounded);
}

Suite *suite_out(void)
{
	static void (*const cases[])(TCase *) = { add_text, add_json };
	static const char *const names[] = { "text", "json" };
	Suite *suite = suite_create("out");

	for (int i = 0; i < 2; i++) {
		TCase *tests = tcase_create(names[i]);

		tcase_add_checked_fixture(tests, setup, teardown);
		cases[i](tests);
		suite_add_tcase(suite, tests);
	}
	return suite;
}
