/* test_report.c - what the kernel tells of a refused request, in words.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <errno.h>
#include <linux/if_link.h>
#include <string.h>
#include <unistd.h>

#include "../../ip/link_table.h"
#include "../../ip/objects.h"
#include "arena.h"
#include "capture.h"
#include "error.h"
#include "options.h"

static char *said[] = { "link", "set", "dev", "lo", "mtu", "10", NULL };
static struct words w;
static struct request q;
static struct nlmsghdr *message;

static void setup(void)
{
	options_reset("ip");
	error_clear();
	request_failure_reset();
	opt.explain = true;
	w = (struct words){ .v = said, .n = 6, .i = 2 };
	request_begin(&q, &link_table, TO_SET, RTM_NEWLINK, NLM_F_ACK, &w);
	ck_assert_int_eq(request_parse(&q, &link_table, &w), 0);
	message = request_build(&q);
	ck_assert_ptr_nonnull(message);
}

static void teardown(void)
{
	error_clear();
	request_failure_reset();
	arena_free();
	nl_close_all();
}

/* The report of a request that the kernel refused so. */
static const char *report(struct nl_error *e)
{
	const char *text;
	size_t size;

	e->code = EINVAL;
	fail(2, "Error: no.");
	request_refused(&q, e, message);
	capture_begin(STDERR_FILENO);
	out_init_plain(&err, STDERR_FILENO);
	ck_assert_int_eq(command_report(&w), 2);
	text = capture_end(STDERR_FILENO, &size);
	out_free(&err);
	ck_assert_ptr_eq(strstr(text, "Error: no.\n"), text);
	return text;
}

static uint32_t offset_of_mtu(void)
{
	return request_attr(&q, &link_table, IFLA_MTU)->offset;
}

#define HAS(attribute) (1u << NL_POLICY_TYPE_ATTR_##attribute)

START_TEST(range)
{
	struct nl_error e = { .has_offset = true, .offset = offset_of_mtu(), .has_policy = true,
			      .policy = { .umin = 68, .umax = 65535, .has = HAS(MIN_VALUE_U) | HAS(MAX_VALUE_U) } };
	const char *text = report(&e);

	ck_assert_ptr_nonnull(strstr(text, "  ip link set dev lo mtu 10\n                         ^^\n"));
	ck_assert_ptr_nonnull(strstr(text, "  kernel: EINVAL, attribute IFLA_MTU, it takes at least 68, at most 65535\n"));
}
END_TEST

START_TEST(signed_range)
{
	struct nl_error e = { .has_offset = true, .offset = offset_of_mtu(), .has_policy = true,
			      .policy = { .min = -1, .max = 7, .has = HAS(MIN_VALUE_S) | HAS(MAX_VALUE_S) } };

	ck_assert_ptr_nonnull(strstr(report(&e), "it takes at least -1, at most 7\n"));
}
END_TEST

START_TEST(mask)
{
	struct nl_error e = { .has_offset = true, .offset = offset_of_mtu(), .has_policy = true,
			      .policy = { .mask = 0x1f, .has = HAS(MASK) } };

	ck_assert_ptr_nonnull(strstr(report(&e), "it takes only bits of 0x1f\n"));
}
END_TEST

START_TEST(length)
{
	struct nl_error e = { .has_offset = true, .offset = offset_of_mtu(), .has_policy = true,
			      .policy = { .max_length = 15, .has = HAS(MAX_LENGTH) } };

	ck_assert_ptr_nonnull(strstr(report(&e), "it takes at most 15 bytes\n"));
}
END_TEST

START_TEST(missing)
{
	struct nl_error e = { .has_missing = true, .missing = IFLA_ADDRESS };
	const char *text = report(&e);

	ck_assert_ptr_nonnull(strstr(text, "it needs IFLA_ADDRESS, said by address\n"));
	ck_assert_ptr_nonnull(strstr(text, "  hint: \"address\" is missing: "));
}
END_TEST

Suite *suite_report(void);

Suite *suite_report(void)
{
	Suite *s = suite_create("report");
	TCase *t = tcase_create("kernel");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, range);
	tcase_add_test(t, signed_range);
	tcase_add_test(t, mask);
	tcase_add_test(t, length);
	tcase_add_test(t, missing);
	suite_add_tcase(s, t);
	return s;
}
