/* xfrm_policy_table.c - struct xfrm_userpolicy_info and what stands behind it: a policy of IPsec.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "types.h"
#include "xfrm_rows.h"

/* ---- struct xfrm_user_tmpl: a state that packets must pass ---- */
static const struct row template_rows[] = {
	HEADER(xfrm_user_tmpl, saddr, xfrm_address, ID_SRC(SET_ONLY)),
	HEADER(xfrm_user_tmpl, id.daddr, xfrm_address, ID_DST(SET_ONLY)),
	HEADER(xfrm_user_tmpl, id.proto, xfrm_transform, ID_PROTO(SET_ONLY)),
	HEADER(xfrm_user_tmpl, id.spi, be32, ID_SPI(SET_ONLY)),
	HEADER(xfrm_user_tmpl, reqid, u32, REQID(SET_ONLY)),
	HEADER(xfrm_user_tmpl, mode, xfrm_mode, MODE(SET_ONLY)),
	HEADER(xfrm_user_tmpl, family, xfrm_family, .names = family_names, .hide = HIDE),
	HEADER(xfrm_user_tmpl, optional, xfrm_exact8, VALUE(SET_ONLY, "level", "LEVEL", "whether packets may do without it", "LEVEL value is invalid"),
	       .names = xfrm_levels, .show = xfrm_show_level),
	HEADER(xfrm_user_tmpl, share, u8, .names = xfrm_shares, .hide = HIDE),
	HEADER(xfrm_user_tmpl, ealgos, xfrm_mask32, .show = xfrm_show_masks),
	HEADER(xfrm_user_tmpl, aalgos, xfrm_mask32, .hide = HIDE),
	HEADER(xfrm_user_tmpl, calgos, xfrm_mask32, .hide = HIDE),
};
static const struct table template_table = {
	.name = "tmpl", TABLE_ROWS(template_rows), .header = sizeof(struct xfrm_user_tmpl), .header_name = "xfrm_user_tmpl",
};

/* ---- the policy ---- */
#define DIRECTION(...)	VALUE(SET_OR_LIST, "dir", "DIR", "for packets in, out or passing through", "DIR value is invalid"), \
	.names = xfrm_directions, __VA_ARGS__
#define INDEX		VALUE(SET_OR_LIST, "index", "INDEX", "its number", "INDEX value is invalid")
#define TYPE		VALUE(SET_OR_LIST, "ptype", "PTYPE", "main or sub", "PTYPE value is invalid"), .names = xfrm_types
#define SHARED \
	INCLUDE(&xfrm_selector_table), \
	INCLUDE(&xfrm_context_table)

static const struct row rows[] = {
	PRINTS(xfrm_show_event),
	{ .place = AT_NONE, .type = &type_none, .parse = xfrm_parse_nosock, .match = xfrm_match_nosock,
	  .help = "none that sockets have", LISTED("nosock") },
	SHARED,
	HEADER(xfrm_userpolicy_info, dir, xfrm_exact8, DIRECTION(.parse = xfrm_parse_once, .show = xfrm_show_dir)),
	HEADER(xfrm_userpolicy_info, action, xfrm_exact8, VALUE(SET_OR_LIST, "action", "ACTION", "what is done with packets", "ACTION value is invalid"),
	       .names = xfrm_actions, .show = xfrm_show_action),
	HEADER(xfrm_userpolicy_info, index, u32, INDEX, .text = "index %s ", .when = ON_STATS),
	HEADER(xfrm_userpolicy_info, priority, u32,
	       VALUE(SET_OR_LIST, "priority", "PRIORITY", "the least is looked at first", "PRIORITY value is invalid"), .text = "priority %s "),
	FIELD(XFRMA_POLICY_TYPE, xfrm_userpolicy_type, type, xfrm_exact8, TYPE, .parse = xfrm_parse_once,
	      .match = xfrm_match_ptype, .text = "ptype %s "),
	HEADER(xfrm_userpolicy_info, share, xfrm_exact8, .names = xfrm_shares, .text = "share %s ", .when = ON_STATS),
	HEADER(xfrm_userpolicy_info, flags, xfrm_flags8, VALUE(SET_OR_LIST, "flag", "FLAG ...", "flags", "FLAG value is invalid"),
	       .names = xfrm_policy_flags, .once = ONCE_EACH, .parse = xfrm_parse_flags, .match = xfrm_match_flags,
	       .show = xfrm_show_flags),
	PRINTS(xfrm_show_flags_end),
	LIFETIME(xfrm_userpolicy_info),
	INCLUDE(&xfrm_mark_table),
	GROUP(XFRMA_TMPL, &template_table, "tmpl", "a state that packets must pass", .arg = "TMPL",
	      .parse = xfrm_parse_template, .show = xfrm_show_templates),
	INCLUDE(&xfrm_offload_table),
	IF_ID("IF_ID value is invalid"),
};
const struct table xfrm_policy_table = {
	.name = "policy", TABLE_ROWS(rows), .header = sizeof(struct xfrm_userpolicy_info),
	.header_name = "xfrm_userpolicy_info", .protocol = NETLINK_XFRM, .unknown = xfrm_unknown_selector,
};

/* ---- which one ---- */
static const struct row id_rows[] = {
	SHARED,
	HEADER(xfrm_userpolicy_id, index, u32, INDEX, .parse = xfrm_parse_once),
	HEADER(xfrm_userpolicy_id, dir, xfrm_exact8, DIRECTION(.parse = xfrm_parse_once)),
	FIELD(XFRMA_POLICY_TYPE, xfrm_userpolicy_type, type, xfrm_exact8, TYPE, .parse = xfrm_parse_once),
	INCLUDE(&xfrm_mark_table),
	IF_ID("IF_ID value is invalid"),
	QUIET(XFRMA_POLICY, xfrm_bytes),
};
const struct table xfrm_policy_id_table = {
	.name = "policy", TABLE_ROWS(id_rows), .header = sizeof(struct xfrm_userpolicy_id),
	.header_name = "xfrm_userpolicy_id", .protocol = NETLINK_XFRM, .unknown = xfrm_unknown_selector,
};

static const struct row expire_rows[] = {
	INCLUDE(&xfrm_policy_table),
	HEADER(xfrm_user_polexpire, hard, u8, .show = xfrm_show_hard),
};
const struct table xfrm_policy_expire_table = {
	.name = "policy", TABLE_ROWS(expire_rows), .header = sizeof(struct xfrm_user_polexpire),
	.header_name = "xfrm_user_polexpire", .protocol = NETLINK_XFRM,
};

static const struct row flush_rows[] = {
	FIELD(XFRMA_POLICY_TYPE, xfrm_userpolicy_type, type, xfrm_exact8, TYPE, .parse = xfrm_parse_once, .text = "ptype %s "),
};
const struct table xfrm_policy_flush_table = {
	.name = "policy", TABLE_ROWS(flush_rows), .protocol = NETLINK_XFRM, .unknown = xfrm_unknown,
};

/* ---- how many there are, and from which length on they are hashed ---- */
#define THRESHOLD(a, w, most, label) \
	FIELD(a, xfrmu_spdhthresh, lbits, u8, .word = (w), .arg = "LBITS RBITS", \
	      .help = "policies with prefixes of this length or longer are hashed", .max = (most), \
	      BAD(w " LBITS value is invalid"), .parse = xfrm_parse_fields, .text = "\t SPD " label " thresholds: local %s", \
	      .show = xfrm_show_twice), \
	FIELD(a, xfrmu_spdhthresh, rbits, u8, .max = (most), BAD(w " RBITS value is invalid"), .text = " remote %s\n", \
	      .show = xfrm_show_twice)

struct xfrm_flags { uint32_t flags; };
static const struct row info_rows[] = {
	HEADER(xfrm_flags, flags, x32, .hide = HIDE),
	FIELD(XFRMA_SPD_INFO, xfrmu_spdinfo, incnt, u32, .text = " IN  %s"),
	FIELD(XFRMA_SPD_INFO, xfrmu_spdinfo, outcnt, u32, .text = " OUT %s"),
	FIELD(XFRMA_SPD_INFO, xfrmu_spdinfo, fwdcnt, u32, .text = " FWD %s"),
	FIELD(XFRMA_SPD_INFO, xfrmu_spdinfo, inscnt, u32, .text = " (Sock: IN %s", .when = ON_STATS),
	FIELD(XFRMA_SPD_INFO, xfrmu_spdinfo, outscnt, u32, .text = " OUT %s", .when = ON_STATS),
	FIELD(XFRMA_SPD_INFO, xfrmu_spdinfo, fwdscnt, u32, .text = " FWD %s)", .when = ON_STATS),
	PRINTS(xfrm_show_break),
	FIELD(XFRMA_SPD_HINFO, xfrmu_spdhinfo, spdhcnt, u32, .text = "\t SPD buckets: count %s", .show = xfrm_show_twice),
	FIELD(XFRMA_SPD_HINFO, xfrmu_spdhinfo, spdhmcnt, u32, .text = " Max %s\n", .show = xfrm_show_twice),
	THRESHOLD(XFRMA_SPD_IPV4_HTHRESH, "hthresh4", 32, "IPv4"),
	THRESHOLD(XFRMA_SPD_IPV6_HTHRESH, "hthresh6", 128, "IPv6"),
};
const struct table xfrm_policy_info_table = {
	.name = "policy", TABLE_ROWS(info_rows), .header = sizeof(struct xfrm_flags), .header_name = "flags",
	.protocol = NETLINK_XFRM, .unknown = xfrm_unknown,
};

/* ---- what becomes of packets without a policy ---- */
static const struct name defaults[] = {
	{ XFRM_USERPOLICY_ACCEPT, "accept" }, { XFRM_USERPOLICY_BLOCK, "block" }, { 0, NULL }
};
#define DEFAULT(f, label, h) \
	HEADER(xfrm_userpolicy_default, f, xfrm_exact8, \
	       VALUE(SET_ONLY, #f, "ACTION", h, #f " policy value is invalid"), .parse = xfrm_parse_once, .names = defaults, \
	       .show = xfrm_show_default_action, .text = " " label " %s\n")

static const struct row default_rows[] = {
	DEFAULT(in, "in: ", "accepts or blocks what is for this host"),
	DEFAULT(fwd, "fwd:", "accepts or blocks what passes through"),
	DEFAULT(out, "out:", "accepts or blocks what this host sends"),
};
const struct table xfrm_policy_default_table = {
	.name = "policy", TABLE_ROWS(default_rows), .header = sizeof(struct xfrm_userpolicy_default),
	.header_name = "xfrm_userpolicy_default", .protocol = NETLINK_XFRM, .unknown = xfrm_unknown_direction,
};
