/* vxcan.c - "type vxcan": a pair of CAN links, also across namespaces.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/can/vxcan.h>

#include "../link_table.h"
#include "kind.h"
#include "peer.h"
#include "types.h"

static const struct row rows[] = {
	GROUP(VXCAN_INFO_PEER, &link_table, "peer", "the other end, as of a veth", .parse = peer_parse, .arg = "OPTIONS"),
};
static const struct table table = {
	.name = "vxcan", TABLE_ROWS(rows), .usage = PEER_USAGE("vxcan"), .once = ONCE_DUPLICATE, .unknown = peer_only,
};

const struct kind kind_vxcan = { .name = "vxcan", .help = "a pair of CAN links", .table = &table };
