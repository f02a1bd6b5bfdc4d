/* neighbor_table.c - struct ndmsg and NDA_*: what is known of a neighbour.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "neighbor.h"

#include "compat.h"
#include "route_table.h"
#include "struct_table.h"
#include "types.h"

#define FLAG(b, ...)	HEADER(ndmsg, ndm_flags, neighbor_flag, .bit = (b), .part = #b, .when = NOT_BRIEF, __VA_ARGS__)
#define FLAG_EXT(b, ...) \
	{ ATTR_ANON(NDA_FLAGS_EXT, neighbor_flag_ext), .bit = (b), .part = #b, .when = NOT_BRIEF, __VA_ARGS__ }

static const struct row rows[] = {
	PRINTS(neighbor_show_event),
	HEADER(ndmsg, ndm_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	ATTR(NDA_DST, neighbor_address, "to", "ADDR", "its network address", GOTTEN("to"), .text = "{%s }", .json = "dst",
	     .implied = 1 << TO_SET | 1 << TO_GET, .parse = neighbor_parse_to, .show = neighbor_show_address),
	QUIET(NDA_DST, neighbor_address, LISTED("to"), .arg = "PREFIX", .help = "addresses within a prefix",
	      .implied = 1 << TO_LIST, .parse = neighbor_parse_to, .match = neighbor_match_prefix),
	HEADER(ndmsg, ndm_ifindex, device_late, .word = "dev", GOTTEN("dev"), .text = "dev {%s }", .json = "dev",
	       .help = "the link that it is on", .show = neighbor_show_device),
	QUIET(NDA_IFINDEX, device_late, LISTED("dev"), .once = ONCE_STRICT, .kernel_filter = true,
	      .help = "the link that they are on", .match = neighbor_match_device),
	ATTR(NDA_LLADDR, neighbor_lladdr, "l[laddr]", "{ LLADDR | null }", "its link layer address", .once = ONCE_DUPLICATE,
	     .text = "lladdr {%s }", .show = neighbor_show_lladdr),
	FLAG(NTF_ROUTER, .word = "router", .help = "it is an IPv6 router"),
	FLAG(NTF_PROXY, .word = "p[roxy]", GOTTEN("p[roxy]"), .arg = "ADDR",
	     .help = "an address elsewhere for which we answer", .parse = neighbor_parse_proxy),
	FLAG(NTF_PROXY, LISTED("proxy"), .hide = HIDE, .help = "addresses elsewhere for which we answer", .kernel_filter = true,
	     .match = neighbor_match_any),
	QUIET(NDA_FLAGS_EXT, x32),
	FLAG_EXT(NTF_EXT_MANAGED, .word = "managed", .help = "the kernel looks for it again and again",
		 .parse = neighbor_parse_managed),
	FLAG(NTF_EXT_LEARNED, .word = "e[xtern_learn]", .help = "someone else has learned it"),
	FLAG(NTF_OFFLOADED, .text = "offload ", .json = "offload"),
	FLAG_EXT(NTF_EXT_EXT_VALIDATED, .word = "extern_valid", .help = "someone else vouches for it"),
	FLAG(NTF_USE, .word = "use", .hide = HIDE, .help = "look for it now"),
	HEADER(ndmsg, ndm_flags, x8, .hide = HIDE),
	TOLD(NDA_CACHEINFO, binary, NULL, NULL, .table = &neighbor_cacheinfo_struct, .show = neighbor_show_ages, .when = ON_STATS | NOT_BRIEF),
	TOLD(NDA_PROBES, u32, "probes %s ", "probes", .when = ON_STATS | NOT_BRIEF),
	HEADER(ndmsg, ndm_state, neighbor_state, SAID("nud", "nud state is bad"), LISTED("nud", "nud state is bad"),
	       .help = "state of its reachability; listed with \"all\": any", .show = neighbor_show_states,
	       .parse = neighbor_parse_state, .match = neighbor_match_any, .when = NOT_BRIEF),
	ATTR(NDA_PROTOCOL, enum8, "prot[ocol]", "PROTO", "who made it", LISTED("p[rotocol]", "invalid \"protocol\""),
	     BAD("\"protocol\" value is invalid"), .file = 1 + NAMES_PROTO, .text = "proto %s ", .hide = HIDE_ZERO,
	     .parse = route_parse_or_all, .match = neighbor_match_protocol, .when = NOT_BRIEF),
	QUIET(NDA_MASTER, device, LISTED("master", "Device does not exist"), .kernel_filter = true,
	      .help = "on ports of a link", .match = neighbor_match_any),
	QUIET(NDA_MASTER, u32, LISTED("vrf", "Not a valid VRF name"), .arg = "NAME", .kernel_filter = true,
	      .help = "on ports of a VRF", .parse = neighbor_parse_vrf, .match = neighbor_match_any),
	QUIET(NDA_MASTER, neighbor_flag_ext, .bit = UINT32_MAX, LISTED("nomaster"), .kernel_filter = true,
	      .help = "on links that are no port", .match = neighbor_match_any),
	{ .place = AT_NONE, .type = &type_flag, LISTED("unused"), .hide = HIDE, .help = "that nobody uses now",
	  .match = neighbor_match_unused },
	HEADER(ndmsg, ndm_type, u8, .hide = HIDE),
	QUIET(NDA_VLAN, u16), QUIET(NDA_PORT, be16), QUIET(NDA_VNI, u32), QUIET(NDA_LINK_NETNSID, s32),
	QUIET(NDA_SRC_VNI, u32), QUIET(NDA_NH_ID, u32), QUIET(NDA_FDB_EXT_ATTRS, binary),
	QUIET(NDA_NDM_STATE_MASK, u16), QUIET(NDA_NDM_FLAGS_MASK, u8),
};

const struct table neighbor_table = {
	.name = "neighbor",
	TABLE_ROWS(rows),
	.alike = true,
	.header = sizeof(struct ndmsg),
	.header_name = "ndmsg",
};
