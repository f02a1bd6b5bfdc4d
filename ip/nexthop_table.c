/* nexthop_table.c - struct nhmsg and NHA_*: what nexthop objects are made of.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nexthop_table.h"

#include "compat.h"
#include "encap/encap.h"
#include "route_table.h"
#include "types.h"
#include "vrf.h"

#define NO_DEVICE	"Device does not exist"
#define BAD_ID		"invalid id value"
/* The kernel selects by it; what it answers need not show why. */
#define BY_KERNEL	.kernel_filter = true, .match = nexthop_match_kernel

/* Of what the output device is: the kernel takes the same selectors for objects and buckets. */
static const struct row master_rows[] = {
	QUIET(NHA_MASTER, device, LISTED("m[aster]", NO_DEVICE), .help = "device that the output device is a port of",
	      BY_KERNEL),
	QUIET(NHA_MASTER, vrf, LISTED("v[rf]"), .arg = "NAME", .help = "VRF that the output device is in",
	      .parse = nexthop_parse_vrf, BY_KERNEL),
};
static const struct table master_table = { .name = "nexthop_master", TABLE_ROWS(master_rows) };

#define TIMER(a, w, h, b) \
	ATTR(a, seconds, w, "SECONDS", h, MORE(.bad = (b), .fits = nexthop_fits_resilient), .parse = nexthop_parse_resilient)

static const struct row resilient_rows[] = {
	ATTR(NHA_RES_GROUP_BUCKETS, u16, "buckets", "NUMBER", "how many, behind \"type resilient\"",
	     MORE(.bad = "invalid buckets value", .fits = nexthop_fits_resilient), .parse = nexthop_parse_resilient),
	TIMER(NHA_RES_GROUP_IDLE_TIMER, "idle_timer", "until a bucket may move to another nexthop",
	      "invalid idle timer value"),
	TIMER(NHA_RES_GROUP_UNBALANCED_TIMER, "unbalanced_timer", "until buckets are moved although they are in use",
	      "invalid unbalanced timer value"),
	TOLD(NHA_RES_GROUP_UNBALANCED_TIME, clock64, "unbalanced_time %s ", "unbalanced_time"),
};
static const struct table resilient_table = { .name = "resilient", TABLE_ROWS(resilient_rows) };

static const struct row stats_entry_rows[] = {
	TOLD(NHA_GROUP_STATS_ENTRY_ID, u32, "    id %s", "id"),
	TOLD(NHA_GROUP_STATS_ENTRY_PACKETS, packets, " packets %s", "packets"),
	TOLD(NHA_GROUP_STATS_ENTRY_PACKETS_HW, packets, " packets_hw %s", "packets_hw"),
};
const struct table nexthop_stats_entry_table = { .name = "nexthop_stats_entry", TABLE_ROWS(stats_entry_rows) };

static const struct row stats_rows[] = {
	NEST(NHA_GROUP_STATS_ENTRY, &nexthop_stats_entry_table),
};
static const struct table stats_list_table = { .name = "nexthop_stats", TABLE_ROWS(stats_rows) };

static const struct row rows[] = {
	PRINTS(nexthop_show_deleted),
	HEADER(nhmsg, nh_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	ATTR(NHA_ID, nexthop_id, "id", "NUMBER", "what routes call it", BAD(BAD_ID), LISTED("id", BAD_ID), GOTTEN("id", BAD_ID),
	     .parse = nexthop_parse_id),
	ATTR(NHA_GROUP, nexthop_group, "group", "ID[,WEIGHT][/ID[,WEIGHT]]...", "traffic is shared among other nexthops",
	     BAD("\"group\" value is invalid"), .show = nexthop_show_group),
	QUIET(NHA_GROUPS, flag, LISTED("g[roups]"), .help = "groups only", BY_KERNEL),
	ATTR(NHA_GROUP_TYPE, nexthop_group_type, "type", NULL, "how a group shares", BAD("\"type\" value is invalid"),
	     .hide = HIDE_ZERO, .parse = nexthop_parse_type),
	NEST(NHA_RES_GROUP, &resilient_table, .json = "resilient_args"),
	ENCAP(NHA_ENCAP, NHA_ENCAP_TYPE),
	ATTR(NHA_GATEWAY, route_address, "via", "[ FAMILY ] ADDR", "gateway", .text = "via {%s }", .json = "gateway",
	     .parse = nexthop_parse_via, .show = route_show_address),
	ATTR(NHA_OIF, device, "dev", "DEV", "output device", BAD(NO_DEVICE), LISTED("d[ev]", NO_DEVICE),
	     .text = "dev {%s }", .json = "dev", .color = COLOR_IFNAME, .hide = HIDE_ZERO, .parse = nexthop_parse_inet,
	     BY_KERNEL),
	INCLUDE(&master_table),
	HEADER(nhmsg, nh_scope, enum8, .file = 1 + NAMES_SCOPE, .text = "scope %s ", .json = "scope",
	       .hide = HIDE_DEFAULT, .def = RT_SCOPE_UNIVERSE),
	ATTR(NHA_BLACKHOLE, flag, "blackhole", NULL, "packets are dropped", .parse = nexthop_parse_inet),
	HEADER(nhmsg, nh_protocol, enum8, SAID("p[rotocol]", "\"protocol\" value is invalid"),
	       .help = "who made it", .file = 1 + NAMES_PROTO, .text = "proto %s ", .json = "protocol",
	       .hide = HIDE_DEFAULT, .def = RTPROT_UNSPEC),
	{ .place = AT_NONE, .type = &type_u32, LISTED("p[rotocol]", "invalid protocol value"), .hide = HIDE,
	  .help = "who made it, as a number", .match = nexthop_match_protocol },
	HEADER(nhmsg, nh_flags, route_bit, .bit = RTNH_F_ONLINK, .word = "onlink", .hide = HIDE,
	       .help = "the gateway is on the link"),
	HEADER(nhmsg, nh_flags, x32, .show = nexthop_show_bits),
	ATTR(NHA_FDB, flag, "fdb", NULL, "for the forwarding databases of bridges and VXLANs", LISTED("f[db]"),
	     .text = "%s", BY_KERNEL),
	ATTR(NHA_HW_STATS_ENABLE, hw_stats, "hw_stats", NULL, "count what hardware forwards", .show = nexthop_show_hw_stats),
	QUIET(NHA_HW_STATS_USED, on_off32),
	NEST(NHA_GROUP_STATS, &stats_list_table, .when = ON_STATS, .show = nexthop_show_stats),
	QUIET(NHA_OP_FLAGS, x32, .kernel_filter = true),
};
const struct table nexthop_object_table = {
	.name = "nexthop_object", TABLE_ROWS(rows), .header = sizeof(struct nhmsg), .header_name = "nhmsg",
	.nested_flag = true, .unknown = nexthop_unknown,
};

static const struct row bucket_nest_rows[] = {
	TOLD(NHA_RES_BUCKET_INDEX, u16, "index %s ", "index", GOTTEN("index", "invalid bucket index value"),
	     .arg = "NUMBER", .help = "which of a group's buckets"),
	TOLD(NHA_RES_BUCKET_IDLE_TIME, clock64, "idle_time %s ", "idle_time"),
	TOLD(NHA_RES_BUCKET_NH_ID, u32, "nhid %s ", "nhid", LISTED("nhid", BAD_ID), .arg = "ID",
	     .help = "buckets that lead to a nexthop", BY_KERNEL),
};
static const struct table bucket_nest_table = { .name = "bucket", TABLE_ROWS(bucket_nest_rows) };

static const struct row bucket_rows[] = {
	HEADER(nhmsg, nh_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	TOLD(NHA_ID, nexthop_id, "id %s ", "id", LISTED("id", BAD_ID), GOTTEN("id", BAD_ID), .arg = "ID",
	     .help = "group that has the buckets", BY_KERNEL),
	QUIET(NHA_OIF, device, LISTED("d[ev]", NO_DEVICE), .help = "buckets that lead to a device", BY_KERNEL),
	INCLUDE(&master_table),
	NEST(NHA_RES_BUCKET, &bucket_nest_table, .json = "bucket", .kernel_filter = true),
	HEADER(nhmsg, nh_flags, x32, .show = nexthop_show_bits),
	QUIET(NHA_OP_FLAGS, x32, .kernel_filter = true),
};
const struct table nexthop_bucket_table = {
	.name = "nexthop_bucket", TABLE_ROWS(bucket_rows), .header = sizeof(struct nhmsg), .header_name = "nhmsg",
	.nested_flag = true, .unknown = nexthop_unknown,
};
