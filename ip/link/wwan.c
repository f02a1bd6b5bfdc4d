/* wwan.c - "type wwan": a data session of a modem.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/wwan.h>

#include "kind.h"
#include "types.h"

static const struct row rows[] = {
	ATTR(IFLA_WWAN_LINK_ID, u32, "l[inkid]", "ID", "number of the session"),
};
static const struct table table = {
	.name = "wwan", TABLE_ROWS(rows),
	.usage = "... wwan linkid LINKID", .bad[TO_SET] = "%s", .unknown = kind_unknown_command, .help = kind_help,
};

const struct kind kind_wwan = { .name = "wwan", .help = "a data session of a modem", .table = &table };
