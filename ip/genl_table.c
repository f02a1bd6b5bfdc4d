/* genl_table.c - CTRL_ATTR_*: what generic netlink tells of a family.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "genl_table.h"

#include "genl.h"
#include "types.h"

static struct genl_family controller = { .name = "nlctrl", .version = 2, .id = GENL_ID_CTRL };

#define FLAG(f)	{ f, #f }
static const struct name op_flags[] = {
	FLAG(GENL_ADMIN_PERM), FLAG(GENL_CMD_CAP_DO), FLAG(GENL_CMD_CAP_DUMP), FLAG(GENL_CMD_CAP_HASPOL), FLAG(GENL_UNS_ADMIN_PERM),
	{ 0, NULL }
};
static const struct row op_rows[] = {
	QUIET(CTRL_ATTR_OP_ID, u32), QUIET(CTRL_ATTR_OP_FLAGS, x32, .names = op_flags),
};
static const struct table op_table = { .name = "operation", TABLE_ROWS(op_rows) };

static const struct row group_rows[] = {
	QUIET(CTRL_ATTR_MCAST_GRP_NAME, string), QUIET(CTRL_ATTR_MCAST_GRP_ID, u32),
};
static const struct table group_table = { .name = "multicast group", TABLE_ROWS(group_rows) };

/* Elements of a list are attributes numbered from 1. */
#define ELEMENT(i, t)	{ .place = AT_ATTR, .attr = (i), .name = #i, .type = &type_nest, .table = (t), .hide = HIDE }
#define ELEMENTS(t)	ELEMENT(1, t), ELEMENT(2, t), ELEMENT(3, t), ELEMENT(4, t), ELEMENT(5, t), ELEMENT(6, t), \
			ELEMENT(7, t), ELEMENT(8, t), ELEMENT(9, t), ELEMENT(10, t), ELEMENT(11, t), ELEMENT(12, t)
static const struct row ops_rows[] = { ELEMENTS(&op_table) };
static const struct table ops_table = { .name = "operations", TABLE_ROWS(ops_rows) };
static const struct row groups_rows[] = { ELEMENTS(&group_table) };
static const struct table groups_table = { .name = "multicast groups", TABLE_ROWS(groups_rows) };

static const struct row rows[] = {
	HEADER(genlmsghdr, cmd, u8, .hide = HIDE), HEADER(genlmsghdr, version, u8, .hide = HIDE),
	QUIET(CTRL_ATTR_FAMILY_NAME, string), QUIET(CTRL_ATTR_FAMILY_ID, u16), QUIET(CTRL_ATTR_VERSION, u32),
	QUIET(CTRL_ATTR_HDRSIZE, u32), QUIET(CTRL_ATTR_MAXATTR, u32),
	NEST(CTRL_ATTR_OPS, &ops_table, .hide = HIDE, .when = ON_DETAILS),
	NEST(CTRL_ATTR_MCAST_GROUPS, &groups_table, .hide = HIDE, .when = ON_DETAILS),
};
const struct table genl_controller_table = {
	.name = "controller", TABLE_ROWS(rows), .header = sizeof(struct genlmsghdr), .header_name = "genlmsghdr",
	.family = &controller,
};
