/* address_table.c - struct ifaddrmsg and IFA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "address_table.h"

#include "address.h"
#include "compat.h"
#include "types.h"

/* Said to set it, to list addresses that have it, and with "-" those that do not. */
#define FLAG(b, w, h, l) \
	{ ATTR_ANON(IFA_FLAGS, address_flags), .bit = (b), .part = #b, .word = (w), \
	  LISTED(w "|-" w), .help = (h), .hide = HIDE, .parse = address_parse_flag, \
	  .match = address_matches_flag, .lookup = (l) }

#define LIFETIME(f, w, h, why, ...) \
	FIELD(IFA_CACHEINFO, ifa_cacheinfo, f, lifetime, SAID((w), (why)), \
	      .arg = "LFT", .help = (h), .parse = address_parse_lifetime, .when = NOT_BRIEF, \
	      __VA_ARGS__)

static const struct row address_rows[] = {
	PRINTS(address_show_deleted),
	HEADER(ifaddrmsg, ifa_index, device_late, .word = "dev",
	       .help = "the link that has it", .show = address_show_device,
	       .when = IN_OBJECT | NOT_BRIEF, .kernel_filter = true, .json = "index"),
	HEADER(ifaddrmsg, ifa_family, u8, .names = family_names, .show = address_show_family, .when = NOT_BRIEF,
	       .kernel_filter = true),
	ATTR(IFA_LOCAL, prefix, "local", "PREFIX",
	     "the address, and the length of its network's prefix", SHOW_ALWAYS(address_show_local),
	     .implied = 1 << TO_SET, .once = ONCE_GARBAGE),
	ATTR(IFA_ADDRESS, prefix, "peer|remote", "PREFIX", "the address at the other end",
	     .hide = HIDE, .once = ONCE_DUPLICATE, .json = "address"),
	QUIET(IFA_LOCAL, address_to, LISTED("to"), .arg = "PREFIX", .help = "within a prefix",
	      .match = address_matches_prefix),
	HEADER(ifaddrmsg, ifa_prefixlen, u8, .text = "/%s ", .json = "prefixlen"),
	ATTR(IFA_RT_PRIORITY, u32, "m[etric]|p[riority]|p[reference]", "METRIC",
	     "metric of the route to its network", .once = ONCE_EACH,
	     BAD("\"metric\" value is invalid")),
	ATTR(IFA_BROADCAST, address_broadcast, "b[roadcast]|brd", "{ ADDR | + | - }",
	     "broadcast address; + and -: made from the prefix, its host bits 1 or 0",
	     .text = "brd {%s }", .when = NOT_BRIEF, .once = ONCE_DUPLICATE),
	ATTR(IFA_ANYCAST, address_broadcast, "anycast", "ADDR", "anycast address",
	     .text = "any {%s }", .when = NOT_BRIEF, .once = ONCE_DUPLICATE),
	TOLD(IFA_MULTICAST, address_broadcast, "mcast {%s }", "multicast", .when = NOT_BRIEF),
	HEADER(ifaddrmsg, ifa_scope, enum8, LISTED("scope", "invalid \"scope\""),
	       SAID("scope", "invalid scope value."), .arg = "SCOPE",
	       .help = "where it is valid", .file = 1 + NAMES_SCOPE,
	       .parse = address_parse_scope, .when = NOT_BRIEF),
	PRINTS(address_show_flags, .when = NOT_BRIEF),
	HEADER(ifaddrmsg, ifa_flags, address_bits, .hide = HIDE),
	QUIET(IFA_FLAGS, address_flags, .bit = IFA_F_SECONDARY, .part = "IFA_F_SECONDARY", .lookup = FLAG_FIXED,
	      .word = "secondary|temporary",
	      LISTED("secondary|temporary|primary|-secondary|-temporary|-primary"),
	      .help = "depends on another of its network; IPv6: a temporary one (RFC 8981)",
	      .parse = address_parse_flag, .match = address_matches_flag),
	FLAG(IFA_F_NODAD, "nodad", "is used without a look for duplicates", FLAG_IPV6),
	FLAG(IFA_F_OPTIMISTIC, "optimistic", "is used while duplicates are looked for", FLAG_IPV6),
	FLAG(IFA_F_DADFAILED, "dadfailed", "someone else has it", FLAG_FIXED),
	FLAG(IFA_F_HOMEADDRESS, "home", "home address of a mobile node (RFC 6275)", FLAG_IPV6),
	FLAG(IFA_F_DEPRECATED, "deprecated", "not for new connections", FLAG_FIXED),
	FLAG(IFA_F_TENTATIVE, "tentative", "duplicates are being looked for", FLAG_FIXED),
	QUIET(IFA_FLAGS, address_flags, .bit = IFA_F_PERMANENT, .part = "IFA_F_PERMANENT", .word = "permanent",
	      LISTED("permanent|dynamic|-permanent|-dynamic"), .lookup = FLAG_FIXED,
	      .help = "lives forever", .parse = address_parse_flag, .match = address_matches_flag),
	FLAG(IFA_F_MANAGETEMPADDR, "mngtmpaddr", "temporary addresses are made from it", FLAG_IPV6),
	FLAG(IFA_F_NOPREFIXROUTE, "noprefixroute", "no route to its network", 0),
	FLAG(IFA_F_MCAUTOJOIN, "autojoin", "a multicast group to join", 0),
	FLAG(IFA_F_STABLE_PRIVACY, "stable-privacy", "made from a secret (RFC 7217)", FLAG_FIXED),
	ATTR(IFA_PROTO, u8, "proto", "PROTO", "who gave it", .json = "protocol",
	     .file = 1 + NAMES_ADDRPROTO, BAD("\"proto\" value is invalid"),
	     .show = address_show_proto, .when = NOT_BRIEF),
	QUIET(IFA_PROTO, u8, LISTED("proto", "\"proto\" value is invalid"), .arg = "NUMBER",
	      .help = "who gave it", .match = address_matches_proto),
	ATTR(IFA_LABEL, string, "label", "LABEL", "a name for it, as older programs see it",
	     .text = "%s", .when = NOT_BRIEF, .once = ONCE_EACH),
	QUIET(IFA_LABEL, string, LISTED("label"), .arg = "PATTERN",
	      .help = "what its label, or the name of its link, looks like",
	      .match = address_matches_label),
	LIFETIME(ifa_valid, "v[alid_lft]", "how long it lives: seconds, or forever",
		 "valid_lft value", .text = "\n       valid_lft %s", .json = "valid_life_time"),
	LIFETIME(ifa_prefered, "preferr[ed_lft]", "how long new connections use it",
		 "preferred_lft value", .text = " preferred_lft %s", .json = "preferred_life_time"),
	FIELD(IFA_CACHEINFO, ifa_cacheinfo, cstamp, u32, .hide = HIDE),
	FIELD(IFA_CACHEINFO, ifa_cacheinfo, tstamp, u32, .hide = HIDE),
	QUIET(IFA_TARGET_NETNSID, s32),
};

const struct table address_table = {
	.name = "address",
	TABLE_ROWS(address_rows),
	.alike = true,
	.header = sizeof(struct ifaddrmsg),
	.header_name = "ifaddrmsg",
	.help = address_usage,
};
