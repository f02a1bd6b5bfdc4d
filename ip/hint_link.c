/* hint_link.c - hints to mistakes with "ip link".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

const struct hint hints_link[] = {
	{ .say = NULL },
};
