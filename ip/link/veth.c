/* veth.c - "type veth" and "type vxcan": a pair of links, what enters one leaves the other.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/can/vxcan.h>
#include <linux/veth.h>

#include "../link_table.h"
#include "kind.h"
#include "peer.h"
#include "types.h"

#define PEER(a) \
	GROUP(a, &link_table, "peer", "the other end; its words are those of a link", .parse = peer_parse, \
	      .arg = "OPTIONS", .hide = HIDE)

static const struct row veth_rows[] = { PEER(VETH_INFO_PEER) };
static const struct row vxcan_rows[] = { PEER(VXCAN_INFO_PEER) };

static const struct table veth_table = {
	.name = "veth", TABLE_ROWS(veth_rows), .once = ONCE_DUPLICATE, .unknown = peer_only,
	.usage = PEER_USAGE("veth"),
};
static const struct table vxcan_table = {
	.name = "vxcan", TABLE_ROWS(vxcan_rows), .once = ONCE_DUPLICATE, .unknown = peer_only,
	.usage = PEER_USAGE("vxcan"),
};

const struct kind kind_veth = { .name = "veth", .help = "a pair of links, what enters one leaves the other", .table = &veth_table };
const struct kind kind_vxcan = { .name = "vxcan", .help = "a pair of CAN links: what one sends, the other receives", .table = &vxcan_table };
