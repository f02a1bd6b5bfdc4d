/* hint_netns.c - hints to mistakes with "ip netns".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

const struct hint hints_netns[] = {
	{ .say = NULL },
};
