/* unit.h - check, without the name that it shares with error.h.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TEST_UNIT_H
#define MINIP_TEST_UNIT_H

#include <check.h>

#undef fail	/* an old macro of check's */

#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

#endif
