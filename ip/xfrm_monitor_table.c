/* xfrm_monitor_table.c - messages that the kernel sends unasked.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "types.h"
#include "xfrm_rows.h"

/* What identifies a state, told. */
#define TOLD_ID(s, id) \
	HEADER(s, id.daddr, xfrm_address, .hide = HIDE), \
	HEADER(s, id.spi, be32, .hide = HIDE), \
	HEADER(s, id.proto, xfrm_transform, .names = xfrm_transforms, .hide = HIDE)

/* ---- a packet needs a state that is not there ---- */
static const struct row acquire_rows[] = {
	TOLD_ID(xfrm_user_acquire, id),
	HEADER(xfrm_user_acquire, saddr, xfrm_address, .hide = HIDE),
	PART(xfrm_user_acquire, sel, &xfrm_selector_table, .hide = HIDE),
	PART(xfrm_user_acquire, policy, &xfrm_policy_table, .hide = HIDE),
	HEADER(xfrm_user_acquire, ealgos, xfrm_mask32, .hide = HIDE),
	HEADER(xfrm_user_acquire, aalgos, xfrm_mask32, .hide = HIDE),
	HEADER(xfrm_user_acquire, calgos, xfrm_mask32, .hide = HIDE),
	HEADER(xfrm_user_acquire, seq, u32, .hide = HIDE),
};
const struct table xfrm_acquire_table = {
	.name = "acquire", TABLE_ROWS(acquire_rows), .header = sizeof(struct xfrm_user_acquire),
	.header_name = "xfrm_user_acquire", .protocol = NETLINK_XFRM,
};

static const struct row report_rows[] = {
	HEADER(xfrm_user_report, proto, xfrm_transform, .names = xfrm_transforms, .hide = HIDE),
	PART(xfrm_user_report, sel, &xfrm_selector_table, .hide = HIDE),
	QUIET(XFRMA_COADDR, xfrm_address),
};
const struct table xfrm_report_table = {
	.name = "report", TABLE_ROWS(report_rows), .header = sizeof(struct xfrm_user_report),
	.header_name = "xfrm_user_report", .protocol = NETLINK_XFRM,
};

/* ---- sequence numbers and lifetimes moved on ---- */
static const struct row aevent_rows[] = {
	TOLD_ID(xfrm_aevent_id, sa_id),
	HEADER(xfrm_aevent_id, sa_id.family, xfrm_family, .names = family_names, .hide = HIDE),
	HEADER(xfrm_aevent_id, saddr, xfrm_address, .hide = HIDE),
	HEADER(xfrm_aevent_id, flags, x32, .hide = HIDE),
	HEADER(xfrm_aevent_id, reqid, x32, .hide = HIDE),
};
const struct table xfrm_aevent_table = {
	.name = "aevent", TABLE_ROWS(aevent_rows), .header = sizeof(struct xfrm_aevent_id),
	.header_name = "xfrm_aevent_id", .protocol = NETLINK_XFRM,
};

/* ---- the other end is somewhere else behind its NAT ---- */
static const struct row mapping_rows[] = {
	TOLD_ID(xfrm_user_mapping, id),
	HEADER(xfrm_user_mapping, id.family, xfrm_family, .names = family_names, .hide = HIDE),
	HEADER(xfrm_user_mapping, reqid, x32, .hide = HIDE),
	HEADER(xfrm_user_mapping, old_saddr, xfrm_address, .hide = HIDE),
	HEADER(xfrm_user_mapping, new_saddr, xfrm_address, .hide = HIDE),
	HEADER(xfrm_user_mapping, old_sport, be16, .hide = HIDE),
	HEADER(xfrm_user_mapping, new_sport, be16, .hide = HIDE),
};
const struct table xfrm_mapping_table = {
	.name = "mapping", TABLE_ROWS(mapping_rows), .header = sizeof(struct xfrm_user_mapping),
	.header_name = "xfrm_user_mapping", .protocol = NETLINK_XFRM,
};
