/* mpls.c - "encap mpls": a stack of labels.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/lwtunnel.h>
#include <linux/mpls_iptunnel.h>

#include "encap.h"
#include "types.h"

static const struct row rows[] = {
	ATTR(MPLS_IPTUNNEL_DST, labels, NULL, NULL, "labels, the outermost first", .implied = 1 << TO_SET, .text = " %s ",
	     .json = "dst"),
	ATTR(MPLS_IPTUNNEL_TTL, u8, "ttl", "TTL", "time to live in the labels"),
};
static const struct table table = {
	.name = "mpls", TABLE_ROWS(rows), .bad = { "\"%s\" value is invalid", NULL, NULL }, .once = ONCE_GARBAGE,
};

const struct encap encap_mpls = { .table = &table, .type = LWTUNNEL_ENCAP_MPLS, .help = "labels of MPLS" };
