/* veth.c - "type veth": a pair of links, what enters one leaves the other.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/veth.h>

#include "../link_table.h"
#include "kind.h"
#include "peer.h"
#include "types.h"

static const struct row rows[] = {
	GROUP(VETH_INFO_PEER, &link_table, "peer", "the other end; its words are those of a link", .parse = peer_parse,
	      .arg = "OPTIONS"),
};
static const struct table table = {
	.name = "veth", TABLE_ROWS(rows), .usage = PEER_USAGE("veth"), .once = ONCE_DUPLICATE, .unknown = peer_only,
};

const struct kind kind_veth = { .name = "veth", .help = "a pair of links, what enters one leaves the other", .table = &table };
