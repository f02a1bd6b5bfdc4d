/* xfrm_state_table.c - struct xfrm_usersa_info and what stands behind it: a state of IPsec.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "types.h"
#include "xfrm_rows.h"

/* One word makes a whole struct; -explain looks into it. */
#define NAME_AND_LENGTH(s)	HEADER(s, alg_name, xfrm_name64), HEADER(s, alg_key_len, u32)
#define STRUCT(s, r)		{ .name = #s, TABLE_ROWS(r), .header = sizeof(struct s), .header_name = #s }
static const struct row algo_rows[] = { NAME_AND_LENGTH(xfrm_algo), HEADER(xfrm_algo, alg_key, xfrm_bytes) };
static const struct row auth_rows[] = {
	NAME_AND_LENGTH(xfrm_algo_auth), HEADER(xfrm_algo_auth, alg_trunc_len, u32), HEADER(xfrm_algo_auth, alg_key, xfrm_bytes),
};
static const struct row aead_rows[] = {
	NAME_AND_LENGTH(xfrm_algo_aead), HEADER(xfrm_algo_aead, alg_icv_len, u32), HEADER(xfrm_algo_aead, alg_key, xfrm_bytes),
};
static const struct table algo = STRUCT(xfrm_algo, algo_rows), auth = STRUCT(xfrm_algo_auth, auth_rows),
			  aead = STRUCT(xfrm_algo_aead, aead_rows);

#define ALGORITHM(a, t, w, arguments, h) \
	ATTR(a, xfrm_algorithm, w, arguments, h, .table = &(t), .once = ONCE_EACH, .parse = xfrm_parse_algorithm, \
	     .show = xfrm_show_algorithm)
#define ESN(f, w, a, h) \
	FIELD(XFRMA_REPLAY_ESN_VAL, xfrm_replay_state_esn, f, u32, VALUE(SET_ONLY, w, a, h, "value after \"" w "\" is invalid"), \
	      .hide = HIDE)
#define LINE(a, t, w, m, h, why, label)	\
	ATTR(a, t, w, m, h, BAD(why), .text = (label), .show = xfrm_show_line)
#define IPTFS(a, t, w, m, h)	ATTR(a, t, w, m, h, BAD("value after \"" w "\" is invalid"), .hide = HIDE)

#define NOKEYS \
	{ .place = AT_NONE, .type = &type_none, .parse = xfrm_parse_nokeys, .help = "does not show keys", LISTED("nokeys") }

static const struct row rows[] = {
	PRINTS(xfrm_show_event),
	NOKEYS,
	HEADER(xfrm_usersa_info, saddr, xfrm_address, ID_SRC(EVERYWHERE)),
	HEADER(xfrm_usersa_info, id.daddr, xfrm_address, ID_DST(EVERYWHERE)),
	HEADER(xfrm_usersa_info, id.proto, xfrm_transform, ID_PROTO(EVERYWHERE)),
	HEADER(xfrm_usersa_info, id.spi, be32, ID_SPI(EVERYWHERE)),
	HEADER(xfrm_usersa_info, reqid, u32, REQID(EVERYWHERE)),
	HEADER(xfrm_usersa_info, mode, xfrm_mode, MODE(EVERYWHERE)),
	HEADER(xfrm_usersa_info, family, xfrm_family, .names = family_names, .hide = HIDE),
	HEADER(xfrm_usersa_info, replay_window, u8, .show = xfrm_show_replay_window),
	HEADER(xfrm_usersa_info, seq, be32, .word = "seq", .arg = "SEQ", .help = "number of the acquire that it answers",
	       BAD("SEQ value is invalid"), GOTTEN("seq", "SEQ value is invalid"), .show = xfrm_show_seq),
	HEADER(xfrm_usersa_info, flags, xfrm_flags8, .word = "flag", .arg = "FLAG ...", .help = "flags",
	       BAD("FLAG value is invalid"), LISTED("flag", "FLAG value is invalid"), .names = xfrm_state_flags,
	       .once = ONCE_EACH, .parse = xfrm_parse_flags, .match = xfrm_match_flags, .show = xfrm_show_flags),
	ATTR(XFRMA_SA_EXTRA_FLAGS, xfrm_flags32, "extra-flag", "FLAG ...", "more flags", BAD("\"EXTRA-FLAG\" is invalid"),
	     .names = xfrm_extra_flags, .once = ONCE_EACH, .parse = xfrm_parse_flags, .show = xfrm_show_extra_flags),
	PRINTS(xfrm_show_flags_end),
	INCLUDE(&xfrm_state_mark_table),
	ATTR(XFRMA_SET_MARK, x32, "output-mark", "MARK [ mask MASK ]", "mark that packets get behind it",
	     BAD("value after \"output-mark\" is invalid"), .parse = xfrm_parse_mark, .show = xfrm_show_output_mark),
	QUIET(XFRMA_SET_MARK_MASK, x32, BAD("mask value is invalid")),
	ALGORITHM(XFRMA_ALG_AUTH, algo, "auth", "NAME KEY", "authentication"),
	ALGORITHM(XFRMA_ALG_AUTH_TRUNC, auth, "auth-trunc", "NAME KEY BITS", "authentication, shortened to this many bits"),
	ALGORITHM(XFRMA_ALG_AEAD, aead, "aead", "NAME KEY BITS", "encryption and authentication, with a check value of this many bits"),
	ALGORITHM(XFRMA_ALG_CRYPT, algo, "enc", "NAME KEY", "encryption"),
	ALGORITHM(XFRMA_ALG_COMP, algo, "comp", "NAME", "compression"),
	FIELD(XFRMA_ENCAP, xfrm_encap_tmpl, encap_type, xfrm_exact16, .word = "encap", .arg = "ENCAP SPORT DPORT OADDR",
	      .help = "inside UDP or TCP", BAD("ENCAP-TYPE value is invalid"), .names = xfrm_encaps,
	      .parse = xfrm_parse_fields, .show = xfrm_show_encap),
	FIELD(XFRMA_ENCAP, xfrm_encap_tmpl, encap_sport, be16, BAD("SPORT value after \"encap\" is invalid"), .hide = HIDE),
	FIELD(XFRMA_ENCAP, xfrm_encap_tmpl, encap_dport, be16, BAD("DPORT value after \"encap\" is invalid"), .hide = HIDE),
	FIELD(XFRMA_ENCAP, xfrm_encap_tmpl, encap_oa, xfrm_address, .hide = HIDE),
	ATTR(XFRMA_COADDR, xfrm_address, "coa", "ADDR[/PLEN]", "care-of address", .parse = xfrm_parse_coa, .text = "coa %s\n", .show = xfrm_show_line),
	TOLD(XFRMA_LASTUSED, xfrm_time, "lastused %s\n", "lastused", .show = xfrm_show_line),
	FIELD(XFRMA_REPLAY_VAL, xfrm_replay_state, oseq, u32, .show = xfrm_show_replay),
	FIELD(XFRMA_REPLAY_VAL, xfrm_replay_state, seq, u32, .hide = HIDE),
	FIELD(XFRMA_REPLAY_VAL, xfrm_replay_state, bitmap, u32, .hide = HIDE),
	FIELD(XFRMA_REPLAY_ESN_VAL, xfrm_replay_state_esn, bmp_len, u32, .show = xfrm_show_replay_esn),
	ESN(oseq, "replay-oseq", "SEQ", "last number sent"),
	ESN(seq, "replay-seq", "SEQ", "last number received"),
	ESN(oseq_hi, "replay-oseq-hi", "SEQ", "upper half of the last number sent"),
	ESN(seq_hi, "replay-seq-hi", "SEQ", "upper half of the last number received"),
	ESN(replay_window, "replay-window", "SIZE", "how far back packets may come late"),
	FIELD(XFRMA_REPLAY_ESN_VAL, xfrm_replay_state_esn, bmp, xfrm_bytes, .hide = HIDE),
	INCLUDE(&xfrm_offload_table),
	IF_ID("value after \"if_id\" is invalid"),
	LINE(XFRMA_TFCPAD, u32, "tfcpad", "LENGTH", "pads packets to this length", "value after \"tfcpad\" is invalid",
	     "tfcpad %s\n"),
	ATTR(XFRMA_SA_DIR, xfrm_exact8, "dir", "DIR", "for packets in or out", BAD("DIR value is not \"in\" or \"out\""),
	     GOTTEN("dir", "DIR value is not \"in\" or \"out\""), .names = xfrm_sa_directions, .text = "dir %s\n",
	     .show = xfrm_show_line),
	ATTR(XFRMA_SA_PCPU, u32, "pcpu-num", "CPUNUM", "the processor that it is for",
	     BAD("value after \"pcpu-num\" is invalid"), GOTTEN("pcpu-num", "value after \"pcpu-num\" is invalid"),
	     .text = "pcpu-num %s\n", .show = xfrm_show_line),
	SAYS(xfrm_parse_iptfs, "iptfs-opts", NULL, "words of mode iptfs follow"),
	IPTFS(XFRMA_IPTFS_PKT_SIZE, u32, "pkt-size", "BYTES", "length of the outer packet; 0: as the path has it"),
	IPTFS(XFRMA_IPTFS_MAX_QSIZE, u32, "max-queue-size", "BYTES", "how much may wait"),
	IPTFS(XFRMA_IPTFS_DROP_TIME, u32, "drop-time", "USEC", "how long a missing packet is waited for"),
	IPTFS(XFRMA_IPTFS_REORDER_WINDOW, u16, "reorder-window", "PACKETS", "how far back packets may come late"),
	IPTFS(XFRMA_IPTFS_INIT_DELAY, u32, "init-delay", "USEC", "how long the first packet waits for others"),
	BARE(XFRMA_IPTFS_DONT_FRAG, "dont-frag", "packets are not torn"),
	PRINTS(xfrm_show_iptfs),
	PART(xfrm_usersa_info, sel, &xfrm_selector_table, .word = "sel", .arg = "SELECTOR", .help = "which packets it is for",
	     .parse = xfrm_parse_part, .show = xfrm_show_sel),
	LIFETIME(xfrm_usersa_info),
	PART(xfrm_usersa_info, stats, &xfrm_stats_table, .show = xfrm_show_stats, .when = ON_STATS),
	INCLUDE(&xfrm_context_table),
};
const struct table xfrm_state_table = {
	.name = "state", TABLE_ROWS(rows), .header = sizeof(struct xfrm_usersa_info), .header_name = "xfrm_usersa_info",
	.protocol = NETLINK_XFRM, .unknown = xfrm_unknown_id,
};

/* ---- which one ---- */
static const struct row id_rows[] = {
	{ ATTR_ANON(XFRMA_SRCADDR, xfrm_address), ID_SRC(SET_ONLY), .hide = HIDE },
	HEADER(xfrm_usersa_id, daddr, xfrm_address, ID_DST(SET_ONLY), .hide = HIDE),
	HEADER(xfrm_usersa_id, proto, xfrm_transform, ID_PROTO(SET_ONLY), .hide = HIDE),
	HEADER(xfrm_usersa_id, spi, be32, ID_SPI(SET_ONLY), .hide = HIDE),
	HEADER(xfrm_usersa_id, family, xfrm_family, .names = family_names, .hide = HIDE),
	INCLUDE(&xfrm_mark_table),
	QUIET(XFRMA_SA, xfrm_bytes),
};
const struct table xfrm_state_id_table = {
	.name = "state", TABLE_ROWS(id_rows), .header = sizeof(struct xfrm_usersa_id), .header_name = "xfrm_usersa_id",
	.protocol = NETLINK_XFRM, .unknown = xfrm_unknown_id,
};

/* ---- a number for one ---- */
static const struct row spi_rows[] = {
	INCLUDE(&xfrm_state_table),
	HEADER(xfrm_userspi_info, min, u32, GOTTEN("min", "value after \"min\" is invalid"), .arg = "SPI",
	       .help = "the least that may be given", .hide = HIDE, .parse = xfrm_parse_once),
	HEADER(xfrm_userspi_info, max, u32, GOTTEN("max", "value after \"max\" is invalid"), .arg = "SPI",
	       .help = "the greatest that may be given", .hide = HIDE, .parse = xfrm_parse_once),
};
const struct table xfrm_spi_table = {
	.name = "state", TABLE_ROWS(spi_rows), .header = sizeof(struct xfrm_userspi_info), .header_name = "xfrm_userspi_info",
	.protocol = NETLINK_XFRM, .unknown = xfrm_unknown_id,
};

/* ---- the end of one ---- */
static const struct row expire_rows[] = {
	INCLUDE(&xfrm_state_table),
	HEADER(xfrm_user_expire, hard, u8, .show = xfrm_show_hard),
};
const struct table xfrm_expire_table = {
	.name = "state", TABLE_ROWS(expire_rows), .header = sizeof(struct xfrm_user_expire), .header_name = "xfrm_user_expire",
	.protocol = NETLINK_XFRM,
};

static const struct row flush_rows[] = {
	HEADER(xfrm_usersa_flush, proto, xfrm_transform, VALUE(SET_ONLY, "proto", "XFRM-PROTO", "only these", "XFRM-PROTO value is invalid"),
	       .names = xfrm_transforms, .parse = xfrm_parse_once, .text = "proto %s\n"),
};
const struct table xfrm_state_flush_table = {
	.name = "state", TABLE_ROWS(flush_rows), .header = sizeof(struct xfrm_usersa_flush), .header_name = "xfrm_usersa_flush",
	.protocol = NETLINK_XFRM, .unknown = xfrm_unknown,
};

/* ---- what to list: a dump has no fixed header ---- */
static const struct row dump_rows[] = {
	QUIET(XFRMA_PROTO, xfrm_transform, .names = xfrm_transforms),
	FIELD(XFRMA_ADDRESS_FILTER, xfrm_address_filter, saddr, xfrm_address, .hide = HIDE),
	FIELD(XFRMA_ADDRESS_FILTER, xfrm_address_filter, daddr, xfrm_address, .hide = HIDE),
	FIELD(XFRMA_ADDRESS_FILTER, xfrm_address_filter, family, xfrm_family, .names = family_names, .hide = HIDE),
	FIELD(XFRMA_ADDRESS_FILTER, xfrm_address_filter, splen, u8, .hide = HIDE),
	FIELD(XFRMA_ADDRESS_FILTER, xfrm_address_filter, dplen, u8, .hide = HIDE),
};
const struct table xfrm_state_dump_table = { .name = "state", TABLE_ROWS(dump_rows), .protocol = NETLINK_XFRM };

/* ---- how many there are ---- */
struct xfrm_flags { uint32_t flags; };
static const struct row info_rows[] = {
	HEADER(xfrm_flags, flags, x32, .hide = HIDE),
	TOLD(XFRMA_SAD_CNT, u32, " count %s", "count"),
	FIELD(XFRMA_SAD_HINFO, xfrmu_sadhinfo, sadhcnt, u32, .text = " (buckets count %s", .when = ON_STATS),
	FIELD(XFRMA_SAD_HINFO, xfrmu_sadhinfo, sadhmcnt, u32, .text = " Max %s)", .when = ON_STATS),
};
const struct table xfrm_state_info_table = {
	.name = "state", TABLE_ROWS(info_rows), .header = sizeof(struct xfrm_flags), .header_name = "flags",
	.protocol = NETLINK_XFRM,
};
