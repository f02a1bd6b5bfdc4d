/* hint_route.c - hints to mistakes with "ip route".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

const struct hint hints_route[] = {
	{ .say = NULL },
};
