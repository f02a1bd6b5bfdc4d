/* vrf.c - "type vrf": a routing domain of its own.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "kind.h"
#include "kind_types.h"

static const struct row rows[] = {
	ATTR(IFLA_VRF_TABLE, plain32, "t[able]", "TABLE", "the routing table of the domain",
	     .file = 1 + NAMES_TABLE, BAD("invalid table ID")),
};
static const struct table table = { .name = "vrf", TABLE_ROWS(rows), .usage = "... vrf table TABLEID",
				    .unknown = kind_unknown_option, .help = kind_help };

static const struct row port_rows[] = {
	TOLD(IFLA_VRF_PORT_TABLE, plain32, "table %s ", "table"),
};
static const struct table port_table = { .name = "vrf_slave", TABLE_ROWS(port_rows), .unknown = kind_no_words };

const struct kind kind_vrf = {
	.name = "vrf", .help = "virtual routing and forwarding", .table = &table, .port = &port_table,
};
