/* batadv.c - "type batadv": a B.A.T.M.A.N. advanced mesh.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/batman_adv.h>

#include "kind.h"
#include "types.h"

static const struct row rows[] = {
	ATTR(IFLA_BATADV_ALGO_NAME, string, "r[a]", "{ BATMAN_IV | BATMAN_V }", "routing algorithm", .hide = HIDE),
};
static const struct table table = {
	.name = "batadv", TABLE_ROWS(rows),
	.usage = "... batadv [ ra ROUTING_ALG ]", .unknown = kind_unknown_command, .help = kind_help,
};

const struct kind kind_batadv = { .name = "batadv", .help = "a B.A.T.M.A.N. advanced mesh", .table = &table };
