/* test_one_row.c - a row added to a table is parsed, built, shown, filtered, completed, helped and explained.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <string.h>
#include <unistd.h>

#include "../../ip/link_table.h"
#include "../../lib/explain_line.h"
#include "arena.h"
#include "capture.h"
#include "error.h"
#include "options.h"
#include "types.h"

/* No kernel has it: nothing else in the program can know it. */
enum { IFLA_FROBNICATE = 120 };

static const struct row rows[] = {
	INCLUDE(&link_table),
	ATTR(IFLA_FROBNICATE, u32, "frob[nicate]", "LEVEL", "how far it goes", .max = 99, LISTED("frob[nicate]")),
};
static const struct table table = {
	.name = "link", TABLE_ROWS(rows), .header = sizeof(struct ifinfomsg), .header_name = "ifinfomsg",
	.bad = { "Invalid \"%s\" value", "Invalid \"%s\" value", NULL },
};
static const struct message messages[] = {
	{ .type = RTM_NEWLINK, .name = "RTM_NEWLINK", .table = &table }, { .name = NULL },
};

static struct request q;
static struct words w;
static char *said[] = { "link", "set", "mtu", "1400", "frob", "42", NULL };

static void setup(void)
{
	options_reset("ip");
	error_clear();
	out_init_plain(&err, STDERR_FILENO);
	w = (struct words){ .v = said, .n = 6, .i = 2 };
	request_begin(&q, &table, TO_SET, RTM_NEWLINK, NLM_F_ACK, &w);
}

static void teardown(void)
{
	arena_free();
	out_free(&out);
	out_free(&err);
}

static struct nlmsghdr *message(void)
{
	ck_assert_int_eq(request_parse(&q, &table, &w), 0);
	return request_build(&q);
}

START_TEST(is_parsed_and_built)
{
	struct nlmsghdr *n = message();
	const struct nlattr *found = NULL;

	nl_for_each(a, (char *)(n + 1) + sizeof(struct ifinfomsg),
		    n->nlmsg_len - sizeof(*n) - sizeof(struct ifinfomsg))
		if (mnl_attr_get_type(a) == IFLA_FROBNICATE)
			found = a;
	ck_assert_ptr_nonnull(found);
	ck_assert_uint_eq(mnl_attr_get_payload_len(found), 4);
	ck_assert_uint_eq(mnl_attr_get_u32(found), 42);
}
END_TEST

static const char *shown(bool json)
{
	struct nlmsghdr *n = message();
	struct view v;

	opt.json = json;
	capture_begin(STDOUT_FILENO);
	out_init(&out, STDOUT_FILENO);
	ck_assert_int_eq(view_message(&v, &table, n, NULL), 0);
	out_open(&out, NULL, '{');
	show_rows(&out, &v);
	out_close(&out);
	out_flush(&out);
	return capture_end(STDOUT_FILENO, NULL);
}

START_TEST(is_shown_as_text)
{
	ck_assert_ptr_nonnull(strstr(shown(false), "frobnicate 42 "));
}
END_TEST

START_TEST(is_shown_as_json)
{
	ck_assert_ptr_nonnull(strstr(shown(true), "\"frobnicate\":42"));
}
END_TEST

static bool filter_takes(char *value)
{
	struct nlmsghdr *n = message();
	char *asked[] = { "link", "show", "frobnicate", value };
	struct words words = { .v = asked, .n = 4, .i = 2 };
	struct request example;
	struct view v;

	request_begin(&example, &table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, &words);
	ck_assert_int_eq(request_parse(&example, &table, &words), 0);
	ck_assert_int_eq(view_message(&v, &table, n, &example), 0);
	return filter_matches(&example, &v);
}

START_TEST(is_filtered_by)
{
	ck_assert(filter_takes("42"));
}
END_TEST

START_TEST(is_filtered_out)
{
	ck_assert(!filter_takes("41"));
}
END_TEST

START_TEST(is_refused)
{
	said[5] = "100";
	ck_assert_int_eq(request_parse(&q, &table, &w), -1);
	ck_assert_str_eq(error_last()->text, "Error: argument \"100\" is wrong: Invalid \"frobnicate\" value");
	ck_assert_int_eq(error_last()->status, 255);
	ck_assert_int_eq(error_last()->word, 5);
	said[5] = "42";
}
END_TEST

START_TEST(is_completed)
{
	said[4] = "fr";
	w.n = 5;
	w.completing = true;
	capture_begin(STDOUT_FILENO);
	out_init_plain(&out, STDOUT_FILENO);
	request_parse(&q, &table, &w);
	out_flush(&out);
	ck_assert_str_eq(capture_end(STDOUT_FILENO, NULL), "frobnicate\thow far it goes\n");
	said[4] = "frob";
}
END_TEST

START_TEST(is_in_help)
{
	capture_begin(STDOUT_FILENO);
	out_init_plain(&out, STDOUT_FILENO);
	help_table(&out, &table, TO_SET, 0);
	out_flush(&out);
	ck_assert_ptr_nonnull(strstr(capture_end(STDOUT_FILENO, NULL), "[ frobnicate LEVEL ]"));
}
END_TEST

START_TEST(is_explained)
{
	struct nlmsghdr *n = message();
	const char *text;

	explain_messages = messages;
	capture_begin(STDOUT_FILENO);
	out_init_plain(&out, STDOUT_FILENO);
	explain_message(&out, n, true, &q);
	out_flush(&out);
	text = capture_end(STDOUT_FILENO, NULL);
	text = strstr(text, "IFLA_FROBNICATE");
	ck_assert_ptr_nonnull(text);
	ck_assert_ptr_nonnull(strstr(text, "u32    42 "));
	ck_assert_ptr_nonnull(strstr(text, "frob 42"));
}
END_TEST

/* What NLMSG_ERROR says with NETLINK_EXT_ACK, as linux/netlink.h has it. */
static struct nlmsghdr *refusal(char *buf, uint32_t offset)
{
	struct nlmsghdr *e = mnl_nlmsg_put_header(buf);
	struct nlattr *policy;

	e->nlmsg_type = NLMSG_ERROR;
	e->nlmsg_flags = NLM_F_CAPPED | NLM_F_ACK_TLVS;
	((struct nlmsgerr *)mnl_nlmsg_put_extra_header(e, sizeof(struct nlmsgerr)))->error = -34;
	mnl_attr_put_strz(e, NLMSGERR_ATTR_MSG, "integer out of range");
	mnl_attr_put_u32(e, NLMSGERR_ATTR_OFFS, offset);
	mnl_attr_put_u32(e, NLMSGERR_ATTR_MISS_TYPE, IFLA_MASTER);
	policy = mnl_attr_nest_start(e, NLMSGERR_ATTR_POLICY);
	mnl_attr_put_u32(e, NL_POLICY_TYPE_ATTR_TYPE, NL_ATTR_TYPE_U32);
	mnl_attr_put_u64(e, NL_POLICY_TYPE_ATTR_MAX_VALUE_U, 41);
	mnl_attr_nest_end(e, policy);
	return e;
}

START_TEST(is_named_in_errors)
{
	static const char *const parts[] = {
		"s32    -34 (ERANGE: ", "\"integer out of range\"", "(IFLA_FROBNICATE, said by: frob 42)", "(IFLA_MASTER)",
		"(NL_ATTR_TYPE_U32)", "u64    41",
	};
	char buf[512] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *n = message();
	const char *text;

	explain_messages = messages;
	capture_begin(STDOUT_FILENO);
	out_init_plain(&out, STDOUT_FILENO);
	error_is_about(n, &table, &q);
	explain_message(&out, refusal(buf, request_attr(&q, &table, IFLA_FROBNICATE)->offset), false, NULL);
	out_flush(&out);
	text = capture_end(STDOUT_FILENO, NULL);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		ck_assert_msg(strstr(text, parts[i]) != NULL, "%s is not in:\n%s", parts[i], text);
}
END_TEST

/* The kernel names an offset: the caret belongs to the word that made what stands there. */
START_TEST(is_blamed)
{
	struct nl nl = { .error = { .code = 22, .has_offset = true } };
	const struct item *i;

	message();
	i = request_attr(&q, &table, IFLA_FROBNICATE);
	nl.error.offset = i->offset;
	request_blame(&q, &nl);
	ck_assert_int_eq(error_last()->word, 5);
	ck_assert_int_eq(error_last()->status, 2);
	ck_assert_str_eq(error_last()->text, "RTNETLINK answers: Invalid argument");
}
END_TEST

Suite *suite_one_row(void);

Suite *suite_one_row(void)
{
	Suite *s = suite_create("one_row");
	TCase *t = tcase_create("row");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, is_parsed_and_built);
	tcase_add_test(t, is_shown_as_text);
	tcase_add_test(t, is_shown_as_json);
	tcase_add_test(t, is_filtered_by);
	tcase_add_test(t, is_filtered_out);
	tcase_add_test(t, is_refused);
	tcase_add_test(t, is_completed);
	tcase_add_test(t, is_in_help);
	tcase_add_test(t, is_explained);
	tcase_add_test(t, is_named_in_errors);
	tcase_add_test(t, is_blamed);
	suite_add_tcase(s, t);
	return s;
}
