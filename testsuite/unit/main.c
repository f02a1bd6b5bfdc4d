/* main.c - runs the suites of unit tests.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "unit.h"

/* One line a suite, in the order of the floors. */
#define SUITES(X) \
	X(arena) \
	X(error) \
	X(scan) \
	X(format) \
	X(out) \
	X(out_buffer) \
	X(names) \
	X(nl) \
	X(nl_socket) \
	X(genl) \
	X(laws) \
	X(round_trip) \
	X(one_row) \
	X(alike) \
	X(complete) \
	X(kernel) \
	X(help) \
	X(report) \
	X(rows)

#define DECLARE(name) Suite *suite_##name(void);
#define CALL(name) suite_##name,

SUITES(DECLARE)

static Suite *(*const suites[])(void) = { SUITES(CALL) };

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	for (size_t i = 0; i < sizeof(suites) / sizeof(*suites); i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
