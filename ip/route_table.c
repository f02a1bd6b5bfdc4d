/* route_table.c - struct rtmsg and RTA_*: what a route is made of.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nexthop_table.h"
#include "route_table.h"

#include "compat.h"
#include "encap/encap.h"
#include "struct_table.h"
#include "types.h"

#define ONE_LOOK	.hide = HIDE_FILTERED
/* A constraint on prefixes that only a listing knows; .attr tells which prefix. */
#define PREFIXES(a, w, f, h) \
	{ .place = AT_NONE, .attr = (a), .name = #a, .type = &type_none, LISTED(w), .arg = "PREFIX", .help = (h), \
	  .parse = route_parse_##f, .match = route_match_##f }
/* A bit of rtm_flags. */
#define FLAG(b, w, h, ...) \
	HEADER(rtmsg, rtm_flags, route_bit, .bit = (b), .part = #b, .hide = HIDE, w, .help = (h), __VA_ARGS__)

#define METRIC(a, t, w, m, h, ...) \
	ATTR(a, t, w, "[ lock ] " m, h, .parse = metric_parse, SHOW_ALWAYS(metric_show), __VA_ARGS__)

static const struct row metric_rows[] = {
	QUIET(RTAX_LOCK, metric_lock, .once = ONCE_EACH),
	METRIC(RTAX_MTU, u32, "mtu", "BYTES", "path MTU"),
	METRIC(RTAX_WINDOW, u32, "w[indow]", "BYTES", "greatest window to advertise"),
	METRIC(RTAX_RTT, rtt, "rtt", "TIME", "round trip time to begin with"),
	METRIC(RTAX_RTTVAR, rttvar, "rttv[ar]|rt", "TIME", "its variance"),
	METRIC(RTAX_SSTHRESH, u32, "s[sthresh]", "PACKETS", "slow start threshold to begin with"),
	METRIC(RTAX_CWND, u32, "c[wnd]", "PACKETS", "greatest congestion window"),
	METRIC(RTAX_ADVMSS, u32, "advmss", "BYTES", "MSS to advertise", BAD("\"mss\" value is invalid")),
	METRIC(RTAX_REORDERING, u32, "r[eordering]", "PACKETS", "reordering to expect"),
	METRIC(RTAX_HOPLIMIT, u32, "hoplimit", "HOPS", "hop limit of packets", .max = 255),
	METRIC(RTAX_INITCWND, u32, "i[nitcwnd]", "PACKETS", "congestion window to begin with"),
	ATTR(RTAX_FEATURES, metric_features, "f[eatures]", "{ ecn | tcp_usec_ts } ...", "what to use",
	     BAD("\"features\" value not valid"), .parse = metric_parse_features, SHOW_ALWAYS(metric_show_features)),
	ATTR(RTAX_RTO_MIN, metric_time, "rto_min", "TIME", "least retransmission timeout", .parse = metric_parse_rto,
	     SHOW_ALWAYS(metric_show)),
	METRIC(RTAX_INITRWND, u32, "initr[wnd]", "PACKETS", "receive window to begin with"),
	ATTR(RTAX_QUICKACK, zero_one, "q[uickack]", NULL, "acknowledges at once", SHOW_ALWAYS(metric_show)),
	METRIC(RTAX_CC_ALGO, string_bare, "co[ngctl]", "NAME", "congestion control", .json = "congestion"),
	ATTR(RTAX_FASTOPEN_NO_COOKIE, zero_one, "fa[stopen_no_cookie]", NULL, "TCP Fast Open without cookies",
	     SHOW_ALWAYS(metric_show)),
};

const struct table metrics_table = {
	.name = "metrics",
	TABLE_ROWS(metric_rows),
	.bad = { "\"%s\" value is invalid", NULL, NULL },
};

static const struct row nexthop_rows[] = {
	ENCAP(RTA_ENCAP, RTA_ENCAP_TYPE),
	ATTR(RTA_NEWDST, route_address, "as", "[ to ] ADDR", "replaces the destination", .text = "as to {%s }", .json = "to",
	     .parse = route_parse_as),
	ATTR(RTA_GATEWAY, route_address, "via", "[ FAMILY ] ADDR", "gateway", .text = "via {%s }", .json = "gateway",
	     .parse = route_parse_via, .show = route_show_address),
	TOLD(RTA_VIA, via, NULL, "via", .show = route_show_via),
	ATTR(RTA_FLOW, realms, "r[ealms]", "[ SRC/ ]DST", "realms", BAD("\"realm\" value is invalid"),
	     .file = 1 + NAMES_REALM, .parse = route_parse_realms, .show = route_show_realms),
	HEADER(rtnexthop, rtnh_len, u16, .hide = HIDE),
	HEADER(rtnexthop, rtnh_ifindex, device, .word = "dev", .help = "output device", .text = "dev %s ",
	       .json = "dev"),
	HEADER(rtnexthop, rtnh_flags, x8, .names = route_flags, .hide = HIDE),
	HEADER(rtnexthop, rtnh_hops, nexthop_weight, SAID("weight", "\"weight\" is invalid"),
	       .help = "share of the traffic, 1 to 256", .text = "weight %s ", .json = "weight"),
	HEADER(rtnexthop, rtnh_flags, nexthop_bit, .bit = RTNH_F_ONLINK, .word = "onlink",
	       .help = "the gateway is on the link", .show = nexthop_show_flags),
};

const struct table nexthop_table = {
	.name = "nexthop",
	TABLE_ROWS(nexthop_rows),
	.header = sizeof(struct rtnexthop),
	.header_name = "rtnexthop",
};

static const struct row route_rows[] = {
	PRINTS(route_show_deleted),
	HEADER(rtmsg, rtm_family, u8, .names = family_names, .hide = HIDE, .kernel_filter = true),
	HEADER(rtmsg, rtm_dst_len, u8, .hide = HIDE),
	HEADER(rtmsg, rtm_src_len, u8, .hide = HIDE),
	HEADER(rtmsg, rtm_type, route_type, LISTED("ty[pe]", "node type value is invalid"), .text = "%s ",
	       .help = "what is done with packets", .json = "type", .hide = HIDE_DEFAULT, .def = RTN_UNICAST),
	ATTR(RTA_DST, route_destination, "to", "[ TYPE ] PREFIX", "destination", .implied = 1 << TO_SET,
	     .json = "dst", .parse = route_parse_to, SHOW_ALWAYS(route_show_prefix)),
	QUIET(RTA_DST, route_address, LISTED("to"), GOTTEN("to"), .arg = "PREFIX", .help = "destination",
	      .implied = 1 << TO_LIST | 1 << TO_GET, .parse = route_parse_to),
	PREFIXES(RTA_DST, "ro[ot]", root, "destinations within a prefix"),
	PREFIXES(RTA_DST, "ma[tch]", match, "destinations that a prefix is within"),
	ATTR(RTA_SRC, route_address, "from", "PREFIX", "source that it is for", LISTED("f[rom]"), GOTTEN("f[rom]"),
	     .json = "from", .parse = route_parse_from, SHOW_ALWAYS(route_show_prefix)),
	PREFIXES(RTA_SRC, NULL, root, NULL),
	PREFIXES(RTA_SRC, NULL, match, NULL),
	ATTR(RTA_NH_ID, nexthop_id, "nhid", "ID", "nexthop object", BAD("\"id\" value is invalid")),
	ATTR(RTA_NEWDST, route_address, "as", "[ to ] ADDR", "replaces the destination", GOTTEN("as"),
	     .text = "as to {%s }", .json = "to", .parse = route_parse_as),
	ENCAP(RTA_ENCAP, RTA_ENCAP_TYPE),
	HEADER(rtmsg, rtm_tos, dsfield, .word = "tos|d[sfield]", LISTED("tos|d[sfield]", "TOS value is invalid"),
	       GOTTEN("tos|d[sfield]", "TOS value is invalid"),
	       .help = "DS field that it is for", .file = 1 + NAMES_DSFIELD, .text = "tos %s ", .json = "tos",
	       .hide = HIDE_ZERO | HIDE_FILTERED),
	ATTR(RTA_GATEWAY, route_address, "via", "[ FAMILY ] ADDR", "gateway", LISTED("via"), .text = "via {%s }",
	     .json = "gateway", .parse = route_parse_via, .show = route_show_address, .match = route_match_via),
	TOLD(RTA_VIA, via, NULL, "via", .show = route_show_via),
	ATTR(RTA_OIF, device_late, "dev|oif", "DEV", "output device", LISTED("dev|oif"), GOTTEN("o[if]|dev"),
	     .text = "dev {%s }", .json = "dev", .color = COLOR_IFNAME, ONE_LOOK, .kernel_filter = true,
	     .match = route_match_device),
	HEADER(rtmsg, rtm_table, enum8, .file = 1 + NAMES_TABLE, .hide = HIDE),
	ATTR(RTA_TABLE, enum32, "t[able]", "TABLE", "routing table", LISTED("t[able]", "table id value is invalid"),
	     .file = 1 + NAMES_TABLE, .kernel_filter = true, .parse = route_parse_table, SHOW_ALWAYS(route_show_table)),
	SAYS(route_parse_vrf, "v[rf]", "NAME", "the table of a VRF", LISTED("v[rf]"), GOTTEN("v[rf]"),
	     .match = route_match_vrf),
	HEADER(rtmsg, rtm_protocol, enum8, .word = "pro[tocol]",
	       LISTED("p[rotocol]", "invalid \"protocol\""), .help = "who made it", .file = 1 + NAMES_PROTO,
	       .text = "proto %s ", .json = "protocol", .def = RTPROT_BOOT, ONE_LOOK, .kernel_filter = true,
	       .parse = route_parse_or_all, .show = route_show_origin),
	HEADER(rtmsg, rtm_scope, enum8, SAID("scope", "invalid \"scope\" value"),
	       LISTED("s[cope]", "invalid \"scope\""), .help = "how far its destinations are",
	       .file = 1 + NAMES_SCOPE, .text = "scope %s ", .json = "scope", ONE_LOOK,
	       .parse = route_parse_or_all, .show = route_show_origin),
	ATTR(RTA_PREFSRC, route_address, "src", "ADDR", "source address to prefer", LISTED("src"), .text = "src {%s }",
	     .json = "prefsrc", .parse = route_parse_address, .show = route_show_address, .match = route_match_source),
	ATTR(RTA_PRIORITY, u32, "m[etric]|p[riority]|preference", "NUMBER", "the smallest wins",
	     LISTED("m[etric]|pri[ority]|preference"), ONE_LOOK, .match = route_match_number),
	FLAG(RTNH_F_ONLINK, .word = "onlink", "the gateway is on the link"),
	FLAG(RTM_F_CLONED, LISTED("c[ached]|c[loned]"), "exceptions that are kept for single destinations",
	     .kernel_filter = true, .match = route_match_bit),
	FLAG(RTM_F_NOTIFY, GOTTEN("n[otify]"), "be notified when it changes"),
	FLAG(RTM_F_LOOKUP_TABLE, .word = NULL, NULL),
	FLAG(RTM_F_FIB_MATCH, GOTTEN("fi[bmatch]"), "the route itself, not what follows from it"),
	HEADER(rtmsg, rtm_flags, x32, .names = route_flags, .show = route_show_flags),
	ATTR(RTA_MARK, mark, NULL, "MARK", "mark of packets", LISTED("mark", "invalid mark value"),
	     GOTTEN("m[ark]", "invalid mark value"), .text = "mark %s ", .json = "mark", .hide = HIDE_ZERO,
	     .parse = route_parse_mark, .match = route_match_number),
	ATTR(RTA_FLOW, realms, "rea[lms]", "[ SRC/ ]DST", "realms", LISTED("r[ealms]", "invalid realms"),
	     BAD("\"realm\" value is invalid"), .file = 1 + NAMES_REALM, .parse = route_parse_realms,
	     .show = route_show_realms, .match = route_match_realms),
	ATTR(RTA_UID, u32, NULL, "UID", "who sends", GOTTEN("u[id]", "invalid UID"), .text = "uid %s ", .json = "uid"),
	TOLD(RTA_CACHEINFO, binary, NULL, NULL, .table = &route_cacheinfo_struct, SHOW_ALWAYS(route_show_cache)),
	ATTR(RTA_EXPIRES, u32, "expires", "SECONDS", "until it is removed", .hide = HIDE),
	NEST(RTA_METRICS, &metrics_table, .show = metrics_show),
	ATTR(RTA_IIF, device_late, NULL, "DEV", "input device", LISTED("iif"), GOTTEN("i[if]"), .text = "iif {%s }",
	     .json = "iif", .color = COLOR_IFNAME, ONE_LOOK, .match = route_match_number),
	ATTR(RTA_PREF, preference, "pre[f]", "{ low | medium | high }", "preference of a router", .text = "pref %s"),
	ATTR(RTA_TTL_PROPAGATE, ttl_propagate, "ttl-propagate", NULL, "copy TTL between IP and MPLS",
	     .text = "ttl-propogate %s", .json = "ttl-propogate"),
	PRINTS(route_show_nh_info, .when = ON_DETAILS),
	GROUP(RTA_MULTIPATH, &nexthop_table, "nexthop", "one of several next hops", .arg = "NH", .group_length = true,
	      .parse = route_parse_nexthops, .show = route_show_nexthops),
	QUIET(RTA_SPORT, be16, GOTTEN("s[port]", "invalid sport"), .arg = "PORT", .help = "source port"),
	QUIET(RTA_DPORT, be16, GOTTEN("dp[ort]", "invalid dport"), .arg = "PORT", .help = "destination port"),
	QUIET(RTA_IP_PROTO, ipproto, GOTTEN("ip[proto]", "Invalid \"ipproto\" value"), .help = "protocol above IP"),
	QUIET(RTA_FLOWLABEL, be32, GOTTEN("flowlabel", "invalid flowlabel"), .help = "IPv6 flow label"),
	{ .place = AT_NONE, .type = &type_flag, GOTTEN("c[onnected]"), .hide = HIDE,
	  .help = "asks again as if from the address that the answer has" },
	QUIET(RTA_PROTOINFO, binary), QUIET(RTA_MP_ALGO, binary), QUIET(RTA_MFC_STATS, binary),
};

const struct table route_table = {
	.name = "route",
	TABLE_ROWS(route_rows),
	.alike = true,
	.header = sizeof(struct rtmsg),
	.header_name = "rtmsg",
	.bad = { "\"%s\" value is invalid", "\"%s\" value is invalid", "invalid %s" },
};
