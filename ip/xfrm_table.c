/* xfrm_table.c - structs and attributes that states and policies share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "types.h"
#include "xfrm_rows.h"

/* ---- struct xfrm_selector: which packets; upper protocols without ports have something else in their place ---- */
#define SELECTOR(w, a, h, why) \
	SET_OR_LIST(w, a, h, why), .lookup = RUN_SELECTOR, .parse = xfrm_parse_selector, \
	MORE(.bad = (why), .fits = xfrm_fits_selector, .ends_group = true)
#define FIELD_OF(f, t, ...)	HEADER(xfrm_selector, f, t, __VA_ARGS__)

static const struct name no_device[] = { { 0, "none" }, { 0, NULL } };

static const struct row selector_rows[] = {
	FIELD_OF(saddr, xfrm_address, SELECTOR("src", "ADDR[/PLEN]", "source", NULL), .show = xfrm_show_prefix,
		 .match = xfrm_match_address),
	FIELD_OF(prefixlen_s, u8, .hide = HIDE),
	FIELD_OF(daddr, xfrm_address, SELECTOR("dst", "ADDR[/PLEN]", "destination", NULL), .show = xfrm_show_prefix,
		 .match = xfrm_match_address),
	FIELD_OF(prefixlen_d, u8, .hide = HIDE),
	FIELD_OF(proto, xfrm_protocol, SELECTOR("proto", "PROTO", "protocol above IP", "PROTO value is invalid"),
		 .text = "proto %s ", .show = xfrm_show_ports),
	FIELD_OF(sport, xfrm_port, SELECTOR("sport", "PORT", "source port", "value after \"sport\" is invalid"), .hide = HIDE),
	FIELD_OF(sport_mask, xbe16, .hide = HIDE),
	FIELD_OF(dport, xfrm_port, SELECTOR("dport", "PORT", "destination port", "value after \"dport\" is invalid"),
		 .hide = HIDE),
	FIELD_OF(dport_mask, xbe16, .hide = HIDE),
	FIELD_OF(sport, xfrm_small, SELECTOR("type", "NUMBER", "type of ICMP", "value after \"type\" is invalid"), .max = 255,
		 .hide = HIDE),
	FIELD_OF(dport, xfrm_small, SELECTOR("code", "NUMBER", "code of ICMP", "value after \"code\" is invalid"), .max = 255,
		 .hide = HIDE),
	FIELD_OF(dport, xfrm_key, SELECTOR("key", "{ DOTTED-QUAD | NUMBER }", "key of GRE", "value after \"key\" is invalid"),
		 .match = xfrm_match_low, .hide = HIDE),
	FIELD_OF(ifindex, xfrm_device, SELECTOR("dev", "DEV", "link", "DEV value is invalid"), .names = no_device,
		 .show = xfrm_show_device),
	FIELD_OF(user, u32, .show = xfrm_show_user),
	FIELD_OF(family, xfrm_family, .names = family_names, .hide = HIDE),
};
const struct table xfrm_selector_table = {
	.name = "sel", TABLE_ROWS(selector_rows), .header = sizeof(struct xfrm_selector), .header_name = "xfrm_selector",
};

/* ---- struct xfrm_lifetime_cfg, xfrm_lifetime_cur, xfrm_stats ---- */
#define LIMIT(f, w, a, h) \
	HEADER(xfrm_lifetime_cfg, f, xfrm_limit, .word = (w), .arg = (a), .help = (h), .hide = HIDE, \
	       MORE(.bad = "value after \"" w "\" is invalid", .fits = xfrm_fits_limit, .ends_group = true))

static const struct row lifetime_rows[] = {
	LIMIT(soft_byte_limit, "byte-soft", "SIZE", "bytes after which a new one is asked for"),
	LIMIT(hard_byte_limit, "byte-hard", "SIZE", "bytes after which it is gone"),
	LIMIT(soft_packet_limit, "packet-soft", "COUNT", "packets after which a new one is asked for"),
	LIMIT(hard_packet_limit, "packet-hard", "COUNT", "packets after which it is gone"),
	LIMIT(soft_add_expires_seconds, "time-soft", "SECONDS", "age at which a new one is asked for"),
	LIMIT(hard_add_expires_seconds, "time-hard", "SECONDS", "age at which it is gone"),
	LIMIT(soft_use_expires_seconds, "time-use-soft", "SECONDS", "after the first use: until a new one is asked for"),
	LIMIT(hard_use_expires_seconds, "time-use-hard", "SECONDS", "after the first use: until it is gone"),
};
const struct table xfrm_lifetime_table = {
	.name = "limit", TABLE_ROWS(lifetime_rows), .header = sizeof(struct xfrm_lifetime_cfg),
	.header_name = "xfrm_lifetime_cfg",
};

static const struct row current_rows[] = {
	HEADER(xfrm_lifetime_cur, bytes, u64, .text = "  %s(bytes), "),
	HEADER(xfrm_lifetime_cur, packets, u64, .text = "%s(packets)\n"),
	HEADER(xfrm_lifetime_cur, add_time, xfrm_time, .text = "  add %s "),
	HEADER(xfrm_lifetime_cur, use_time, xfrm_time, .text = "use %s\n"),
};
const struct table xfrm_current_table = {
	.name = "current", TABLE_ROWS(current_rows), .header = sizeof(struct xfrm_lifetime_cur),
	.header_name = "xfrm_lifetime_cur",
};

static const struct row stats_rows[] = {
	HEADER(xfrm_stats, replay_window, u32, .text = "  replay-window %s "),
	HEADER(xfrm_stats, replay, u32, .text = "replay %s "),
	HEADER(xfrm_stats, integrity_failed, u32, .text = "failed %s\n"),
};
const struct table xfrm_stats_table = {
	.name = "stats", TABLE_ROWS(stats_rows), .header = sizeof(struct xfrm_stats), .header_name = "xfrm_stats",
};

/* ---- attributes ---- */
#define MARK(...) \
	FIELD(XFRMA_MARK, xfrm_mark, v, x32, .word = "mark", .arg = "MARK [ mask MASK ]", .help = "mark of the packets", \
	      BAD("MARK value is invalid"), .parse = xfrm_parse_mark, .show = xfrm_show_mark, __VA_ARGS__)
#define MASK(...)	FIELD(XFRMA_MARK, xfrm_mark, m, x32, BAD("MASK value is invalid"), .hide = HIDE, __VA_ARGS__)

static const struct row mark_rows[] = { MARK(), MASK() };
const struct table xfrm_mark_table = { .name = "mark", TABLE_ROWS(mark_rows) };

static const struct row state_mark_rows[] = {
	MARK(GOTTEN("mark", "MARK value is invalid")), MASK(GOTTEN(NULL, "MASK value is invalid")),
};
const struct table xfrm_state_mark_table = { .name = "mark", TABLE_ROWS(state_mark_rows) };

static const struct row context_struct_rows[] = {
	HEADER(xfrm_user_sec_ctx, len, u16), HEADER(xfrm_user_sec_ctx, exttype, u16), HEADER(xfrm_user_sec_ctx, ctx_alg, u8),
	HEADER(xfrm_user_sec_ctx, ctx_doi, u8), HEADER(xfrm_user_sec_ctx, ctx_len, u16),
	/* Behind the struct, as struct xfrm_sec_ctx calls it. */
	{ .place = AT_HEADER, .offset = sizeof(struct xfrm_user_sec_ctx), .name = "ctx_str", .type = &type_xfrm_text },
};
static const struct table context_struct = {
	.name = "xfrm_user_sec_ctx", TABLE_ROWS(context_struct_rows), .header = sizeof(struct xfrm_user_sec_ctx),
	.header_name = "xfrm_user_sec_ctx",
};

static const struct row context_rows[] = {
	ATTR(XFRMA_SEC_CTX, xfrm_context, "ctx", "CTX", "security context", .table = &context_struct, .parse = xfrm_parse_once,
	     .show = xfrm_show_context),
};
const struct table xfrm_context_table = { .name = "ctx", TABLE_ROWS(context_rows) };

static const struct name offload_flags[] = { { XFRM_OFFLOAD_INBOUND, "in" }, { XFRM_OFFLOAD_PACKET, "packet" }, { 0, NULL } };
static const struct row offload_rows[] = {
	FIELD(XFRMA_OFFLOAD_DEV, xfrm_user_offload, ifindex, xfrm_device, .word = "offload",
	      .arg = "[ crypto | packet ] dev DEV [ dir DIR ]", .help = "lets the hardware do it",
	      BAD("value after \"offload dev\" is invalid"), .parse = xfrm_parse_offload, .show = xfrm_show_offload),
	FIELD(XFRMA_OFFLOAD_DEV, xfrm_user_offload, flags, x8, .names = offload_flags, .hide = HIDE),
};
const struct table xfrm_offload_table = { .name = "offload", TABLE_ROWS(offload_rows) };
