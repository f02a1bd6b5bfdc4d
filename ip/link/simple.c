/* simple.c - kinds without words of their own.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "kind.h"

const struct kind kind_dummy = { .name = "dummy", .help = "sends what it gets to nowhere" };
const struct kind kind_ifb = { .name = "ifb", .help = "intermediate functional block: shapes incoming traffic" };
