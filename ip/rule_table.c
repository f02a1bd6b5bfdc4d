/* rule_table.c - struct fib_rule_hdr and FRA_*: which routing table is looked into, and when.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include "compat.h"
#include "route_table.h"
#include "types.h"

#define FLAG(b, ...)	HEADER(fib_rule_hdr, flags, rule_flag, .bit = (b), .part = #b, __VA_ARGS__)
/* The mask of the row before it. */
#define MASK(a, t, full, why) \
	QUIET(a, t, .def = (full), BAD(why), LISTED(NULL, why), .match = rule_match_mask)
#define PORTS(a, w, h) \
	ATTR(a, rule_ports, w, "PORT[/MASK] | FIRST-LAST", h, LISTED(w, "invalid port"), BAD("invalid port"), \
	     .parse = rule_parse_masked, .match = rule_match_masked, .show = rule_show_ports)
#define NAME(a, w, why, key, h) \
	ATTR(a, rule_name, w, "NAME", h, LISTED(w, why), BAD(why), .json = key, .show = rule_show_name)

static const struct row rows[] = {
	PRINTS(rule_show_deleted),
	HEADER(fib_rule_hdr, family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(fib_rule_hdr, src_len, u8, .hide = HIDE),
	HEADER(fib_rule_hdr, dst_len, u8, .hide = HIDE),
	ATTR(FRA_PRIORITY, rule_priority, "p[reference]|o[rder]|p[riority]", "NUMBER", "rules are tried in this order",
	     LISTED("p[reference]|o[rder]|p[riority]", "preference value is invalid"), BAD("preference value is invalid"),
	     .json = "priority", SHOW_ALWAYS(rule_show_priority), .match = rule_match_unless_zero),
	FLAG(FIB_RULE_INVERT, .word = "not", LISTED("not"), .text = "not ", .help = "packets that do not match the rest",
	     .match = rule_match_flag),
	ATTR(FRA_SRC, rule_prefix, "from", "PREFIX", "source", LISTED("f[rom]|s[rc]"), .json = "src",
	     .parse = rule_parse_prefix, .match = rule_match_prefix, SHOW_ALWAYS(rule_show_prefix)),
	ATTR(FRA_DST, rule_prefix, "to", "PREFIX", "destination", LISTED("to|d[st]"), .json = "dst",
	     .implied = 1 << TO_LIST, .parse = rule_parse_prefix, .match = rule_match_prefix, SHOW_ALWAYS(rule_show_prefix)),
	HEADER(fib_rule_hdr, tos, dsfield, SAID("tos|d[sfield]", "TOS value is invalid"),
	       LISTED("tos|dsfield", "TOS value is invalid"), .help = "DS field", .file = 1 + NAMES_DSFIELD,
	       .text = " tos %s", .json = "tos", .hide = HIDE_ZERO),
	ATTR(FRA_FWMARK, x32, "fwmark", "MARK[/MASK]", "mark of the packet", LISTED("fwmark", "fwmark value is invalid"),
	     BAD("fwmark value is invalid"), .parse = rule_parse_masked, .match = rule_match_unless_zero,
	     SHOW_ALWAYS(rule_show_mark)),
	QUIET(FRA_FWMASK, x32, BAD("fwmask value is invalid"), LISTED(NULL, "fwmask value is invalid"),
	      .match = rule_match_unless_zero),
	NAME(FRA_IFNAME, "iif|dev", "\"iif\"/\"dev\" not a valid ifname", "iif", "the link that it comes from"),
	NAME(FRA_OIFNAME, "oif", "\"oif\" not a valid ifname", "oif", "the link that its socket is bound to"),
	ATTR(FRA_L3MDEV, rule_l3mdev, "l3mdev", NULL, "looks into the table of the VRF that it belongs to",
	     LISTED("l3mdev"), .text = " lookup [l3mdev-table]", .match = rule_match_flag),
	ATTR(FRA_UID_RANGE, rule_uids, "uidrange", "FIRST-LAST", "who sends", LISTED("uidrange", "invalid UID range"),
	     BAD("invalid UID range"), .show = rule_show_uids),
	ATTR(FRA_IP_PROTO, rule_ipproto, "ipproto", "PROTOCOL", "protocol above IP",
	     LISTED("ipproto", "Invalid \"ipproto\" value"), BAD("Invalid \"ipproto\" value"), .text = " ipproto %s",
	     .match = rule_match_unless_zero),
	PORTS(FRA_SPORT_RANGE, "sport", "source port"),
	MASK(FRA_SPORT_MASK, x16, UINT16_MAX, "invalid mask"),
	PORTS(FRA_DPORT_RANGE, "dport", "destination port"),
	MASK(FRA_DPORT_MASK, x16, UINT16_MAX, "invalid mask"),
	ATTR(FRA_TUN_ID, be64, "t[un_id]", "NUMBER", "key of the tunnel that it came through",
	     LISTED("t[un_id]", "\"tun_id\" value is invalid"), BAD("\"tun_id\" value is invalid"), .text = " tun_id %s",
	     .match = rule_match_unless_zero),
	HEADER(fib_rule_hdr, table, enum8, .file = 1 + NAMES_TABLE, .hide = HIDE),
	ATTR(FRA_TABLE, enum32, "ta[ble]|lookup", "TABLE", "the table to look into",
	     LISTED("l[ookup]|ta[ble]", "table id value is invalid"), BAD("invalid table ID"), .file = 1 + NAMES_TABLE,
	     .parse = rule_parse_table, .match = rule_match_table, SHOW_ALWAYS(rule_show_table)),
	ATTR(FRA_SUPPRESS_PREFIXLEN, u32, "s[uppress_prefixlength]|sup_pl", "LENGTH",
	     "goes on when the route's prefix is not longer", BAD("suppress_prefixlength value is invalid"), .max = INT32_MAX,
	     .json = "suppress_prefixlen", .show = rule_show_suppressed),
	ATTR(FRA_SUPPRESS_IFGROUP, enum32, "suppress_i[fgroup]|sup_group", "GROUP",
	     "goes on when the route's link is in a group", BAD("Invalid \"suppress_ifgroup\" value"), .max = INT32_MAX,
	     .file = 1 + NAMES_GROUP, .show = rule_show_suppressed),
	ATTR(FRA_FLOW, realms, "r[ealms]", "[ SRC/ ]DST", "realms", BAD("invalid realms"), .file = 1 + NAMES_REALM,
	     .show = rule_show_realms),
	ATTR(FRA_UNUSED2, rule_nat, "nat|m[ap-to]", "ADDR", "replaces the source; kernels do no longer", .hide = HIDE,
	     .parse = rule_parse_nat),
	ATTR(FRA_GOTO, u32, "g[oto]", "NUMBER", "goes on with the rule of this number", BAD("invalid target"), .hide = HIDE,
	     .parse = rule_parse_goto),
	SAYS(rule_parse_nop, "n[op]", NULL, "goes on with the next rule"),
	HEADER(fib_rule_hdr, action, rule_action, SAID("type", "Failed to parse rule type"), .implied = 1 << TO_SET,
	       .help = "blackhole, unreachable, prohibit: what is done instead", .json = "action",
	       .parse = rule_parse_type, .show = rule_show_action),
	HEADER(fib_rule_hdr, flags, x32, .hide = HIDE),
	ATTR(FRA_PROTOCOL, enum8, "pro[tocol]", "PROTO", "who made it", LISTED("pro[tocol]", "invalid \"protocol\""),
	     BAD("\"protocol\" value is invalid"), .file = 1 + NAMES_PROTO, .parse = route_parse_or_all,
	     .match = rule_match_protocol, .show = rule_show_protocol),
	ATTR(FRA_DSCP, rule_dscp, "dscp", "DSCP[/MASK]", "upper six bits of the DS field", LISTED("dscp", "invalid dscp"),
	     BAD("invalid dscp"), .file = 1 + NAMES_DSFIELD, .parse = rule_parse_masked, .match = rule_match_masked,
	     .show = rule_show_dscp),
	MASK(FRA_DSCP_MASK, x8, 0x3f, "invalid dscp mask"),
	ATTR(FRA_FLOWLABEL, xbe32, "flowlabel", "FLOWLABEL[/MASK]", "IPv6 flow label", LISTED("flowlabel", "invalid flowlabel"),
	     BAD("invalid flowlabel"), .parse = rule_parse_masked, .match = rule_match_masked, .show = rule_show_flowlabel),
	MASK(FRA_FLOWLABEL_MASK, xbe32, 0xfffff, "invalid flowlabel mask"),
	HEADER(fib_rule_hdr, res1, u8, .hide = HIDE), HEADER(fib_rule_hdr, res2, u8, .hide = HIDE),
};

const struct table rule_table = {
	.name = "rule",
	TABLE_ROWS(rows),
	.alike = true,
	.header = sizeof(struct fib_rule_hdr),
	.header_name = "fib_rule_hdr",
};
