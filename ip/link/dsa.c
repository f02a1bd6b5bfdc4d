/* dsa.c - "type dsa": a port of a switch chip.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "kind.h"
#include "types.h"

static const struct row rows[] = {
	ATTR(IFLA_DSA_MASTER, device, "conduit|master", "DEV", "the link that leads to the switch",
	     BAD("Device does not exist")),
};
static const struct table table = { .name = "dsa", TABLE_ROWS(rows),
	.usage = "... dsa [ conduit DEVICE ]", .unknown = kind_unknown_command, .help = kind_help };

const struct kind kind_dsa = { .name = "dsa", .help = "a port of a switch chip", .table = &table };
