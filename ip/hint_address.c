/* hint_address.c - hints to mistakes with "ip address".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

const struct hint hints_address[] = {
	{ .say = NULL },
};
