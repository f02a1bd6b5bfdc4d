/* ila.c - "encap ila": the upper half of an IPv6 address is where a host is.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/ila.h>
#include <linux/lwtunnel.h>

#include "encap.h"
#include "../ila_table.h"
#include "types.h"

static const struct name hooks[] = { { ILA_HOOK_ROUTE_OUTPUT, "output" }, { ILA_HOOK_ROUTE_INPUT, "input" }, { 0, NULL } };

static const struct row rows[] = {
	ATTR(ILA_ATTR_LOCATOR, ila_locator, NULL, NULL, "64 bits in groups of 16", .implied = 1 << TO_SET, .text = " %s ",
	     .json = "locator"),
	ATTR(ILA_ATTR_CSUM_MODE, ila_named, "csum-mode", NULL, "how checksums stay right", .names = ila_csum_modes,
	     .text = " csum-mode %s ", .json = "csum_mode"),
	ATTR(ILA_ATTR_IDENT_TYPE, ila_ident, "ident-type", NULL, "what the lower half is", .names = ila_ident_types,
	     .text = " ident-type %s ", .json = "ident_type"),
	ATTR(ILA_ATTR_HOOK_TYPE, ila_named, "hook-type", NULL, "when addresses are changed", .names = hooks,
	     .text = " hook-type %s ", .json = "hook_type"),
};
static const struct table table = {
	.name = "ila", TABLE_ROWS(rows), .bad = { "\"%s\" value is invalid", NULL, NULL },
};

const struct encap encap_ila = { .table = &table, .type = LWTUNNEL_ENCAP_ILA, .help = "identifier locator addressing" };
