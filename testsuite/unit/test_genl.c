/* test_genl.c - numbers of generic netlink's families and groups.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "error.h"
#include "genl.h"
#include "nl.h"

static void leave(void)
{
	nl_close_all();
	error_clear();
}

/* The controller is a family itself, with a number and a group that never change (linux/genetlink.h). */
START_TEST(controller_is_found)
{
	struct genl_family f = { .name = "nlctrl", .version = 2 };

	ck_assert_int_eq(genl_find(&f), 0);
	ck_assert_uint_eq(f.id, GENL_ID_CTRL);
	ck_assert_uint_eq(genl_group(&f, "notify"), GENL_ID_CTRL);
	ck_assert_int_eq(error_last()->status, 0);
}
END_TEST

START_TEST(unknown_group_is_an_error)
{
	struct genl_family f = { .name = "nlctrl", .version = 2 };

	ck_assert_uint_eq(genl_group(&f, "notif"), 0);
	ck_assert_int_eq(error_last()->status, 1);
}
END_TEST

START_TEST(unknown_family_is_an_error)
{
	struct genl_family f = { .name = "nosuch", .version = 1 };

	ck_assert_int_eq(genl_find(&f), -1);
	ck_assert_uint_eq(f.id, 0);
	ck_assert_int_eq(error_last()->status, 1);
	ck_assert_str_eq(error_last()->text,
			 "RTNETLINK answers: No such file or directory\nError talking to the kernel");
}
END_TEST

Suite *suite_genl(void);

Suite *suite_genl(void)
{
	Suite *s = suite_create("genl");
	TCase *c = tcase_create("controller");

	tcase_add_checked_fixture(c, NULL, leave);
	tcase_add_test(c, controller_is_found);
	tcase_add_test(c, unknown_group_is_an_error);
	tcase_add_test(c, unknown_family_is_an_error);
	suite_add_tcase(s, c);
	return s;
}
