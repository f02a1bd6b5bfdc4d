/* xfrm.h - "ip xfrm": states and policies of IPsec, what they share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_XFRM_H
#define MINIP_XFRM_H

#include "compat_xfrm.h"
#include "schema.h"
#include "words.h"
#include "xfrm_table.h"

/* row.lookup: which run of words, said in one go, a row belongs to. */
enum { RUN_NONE, RUN_ID, RUN_SELECTOR };

/* ---- types (xfrm_types.c) ---- */
/* 16 bytes, of the family that a row of type xfrm_family has, in the same table or one around it. */
extern const struct type type_xfrm_address, type_xfrm_family;
extern const struct type type_xfrm_transform /* esp, ah ... */, type_xfrm_mode, type_xfrm_exact8, type_xfrm_exact16,
	type_xfrm_protocol /* above IP */, type_xfrm_port, type_xfrm_key, type_xfrm_small /* 8 bits in a port */,
	type_xfrm_device, type_xfrm_flags8, type_xfrm_flags32, type_xfrm_mask32, type_xfrm_context, type_xfrm_algorithm,
	type_xfrm_time, type_xfrm_limit, type_xfrm_bytes, type_xfrm_name64, type_xfrm_text;

extern const struct name xfrm_transforms[], xfrm_modes[], xfrm_shares[], xfrm_state_flags[], xfrm_extra_flags[],
	xfrm_policy_flags[], xfrm_encaps[], xfrm_sa_directions[], xfrm_directions[], xfrm_actions[], xfrm_types[],
	xfrm_levels[];

int xfrm_family_of(const struct view *);
bool xfrm_is_ipsec(uint8_t transform);
bool xfrm_is_route_optimisation(uint8_t transform);
/* What a number is called, or the number. */
const char *xfrm_name(const struct name *, uint64_t value, char buf[FORMAT_MAX]);
/* The name of a protocol above IP, or its number. */
const char *xfrm_protocol_name(uint8_t protocol, char buf[FORMAT_MAX]);

/* ---- parsing (xfrm_parse.c, xfrm_algorithm.c) ---- */
typedef int xfrm_parse(struct request *, const struct table *, const struct row *, struct words *);
xfrm_parse xfrm_parse_id, xfrm_parse_selector, xfrm_parse_flags, xfrm_parse_mark, xfrm_parse_limit, xfrm_parse_fields,
	xfrm_parse_offload, xfrm_parse_part, xfrm_parse_template, xfrm_parse_coa, xfrm_parse_algorithm, xfrm_parse_iptfs,
	xfrm_parse_once, xfrm_parse_nokeys, xfrm_parse_nosock;
bool xfrm_fits_id(const struct request *), xfrm_fits_selector(const struct request *), xfrm_fits_limit(const struct request *);
/* 'Error: argument "X" is required', 'Error: argument "X" is wrong: WHY', both 255. */
int xfrm_missing(const char *what);
int xfrm_wrong(const char *word, const char *why);
/* A word that is none, where an ID or a SELECTOR could begin. */
int xfrm_unknown_id(struct request *, const struct table *, struct words *);
int xfrm_unknown_selector(struct request *, const struct table *, struct words *);
int xfrm_unknown_direction(struct request *, const struct table *, struct words *);
int xfrm_unknown(struct request *, const struct table *, struct words *);
bool xfrm_said(const struct request *, int run);
/* No limit but for what was said. */
void xfrm_unlimit(struct request *, const struct table *);
/* The item of the row that a field's name names, or NULL. */
struct item *xfrm_item(const struct request *, const char *name);
uint64_t xfrm_number(const struct request *, const char *name);
const struct row *xfrm_row(const struct table *, const char *name);

/* ---- matching (xfrm_parse.c) ---- */
/* Does a state or policy look like the example, and is of its family? */
bool xfrm_matches(const struct request *filter, const struct view *);
bool xfrm_match_address(const struct item *, const struct view *);
bool xfrm_match_flags(const struct item *, const struct view *);
bool xfrm_match_low(const struct item *, const struct view *);
bool xfrm_match_nosock(const struct item *, const struct view *);
bool xfrm_match_ptype(const struct item *, const struct view *);

/* ---- showing (xfrm_show.c, xfrm_show_attr.c) ---- */
extern const char *xfrm_indent;	/* stands before each line but the first */
extern bool xfrm_hides_keys;
typedef void xfrm_show(struct out *, const struct row *, const struct view *);
xfrm_show xfrm_show_event, xfrm_show_spi, xfrm_show_transform, xfrm_show_reqid, xfrm_show_replay_window, xfrm_show_seq,
	xfrm_show_flags, xfrm_show_extra_flags, xfrm_show_flags_end, xfrm_show_line, xfrm_show_algorithm, xfrm_show_encap,
	xfrm_show_replay, xfrm_show_replay_esn, xfrm_show_offload, xfrm_show_mark, xfrm_show_output_mark, xfrm_show_sel,
	xfrm_show_lifetime, xfrm_show_current, xfrm_show_stats, xfrm_show_prefix, xfrm_show_ports, xfrm_show_device,
	xfrm_show_user, xfrm_show_context, xfrm_show_templates, xfrm_show_level, xfrm_show_masks, xfrm_show_dir,
	xfrm_show_action, xfrm_show_iptfs, xfrm_show_hard, xfrm_show_break, xfrm_show_twice, xfrm_show_default_action;
/* indent and a tab: a line begins. */
void xfrm_line(struct out *);
/* The fields of a struct inside v's header. */
int xfrm_part(struct view *, const struct view *up, const struct row *);
/* Shows one message as a state, as a policy, if it is like the filter (struct request, or NULL): 0, or -1 with the error recorded. */
int xfrm_show_state(const struct nlmsghdr *, void *filter);
int xfrm_show_policy(const struct nlmsghdr *, void *filter);
/* The end of a record: with -oneline a line ends here. */
void xfrm_end(struct out *);

/* ---- what both are alike in (xfrm_sort.c) ---- */
struct xfrm_sort {
	const struct table *table, *id, *expire, *dump;	/* of messages that tell one, name one, tell its end, ask for all */
	uint16_t made, updated, expired, deleted, wanted;	/* XFRM_MSG_ */
	uint16_t itself;	/* the attribute of a message of its removal */
	int (*delete)(const struct nlmsghdr *);	/* the one that a message of a dump tells */
};
int xfrm_show_one(const struct xfrm_sort *, const struct nlmsghdr *, const struct request *filter);
/* The words of a listing. */
int xfrm_filter(const struct xfrm_sort *, struct request *, struct words *);
int xfrm_dump_all(const struct xfrm_sort *, nl_each each, void *arg);
/* What is listed is deleted, until nothing is. */
int xfrm_deleteall(const struct xfrm_sort *, struct words *);
/* Begins the request that removes one: id is its fixed header, the message says which of several with that. */
void xfrm_delete_begin(const struct xfrm_sort *, struct request *, const void *id, const struct nlmsghdr *);
int xfrm_count(const struct table *, uint16_t type, nl_each show, struct words *);

/* ---- commands ---- */
int xfrm_state_modify(struct words *, const struct command *);
/* A mark without a mask, and the like: not sent. */
void xfrm_drop_empty(struct request *);
/* Which of several with the same addresses: the mark and the interface of v go into the request. */
void xfrm_add_mark(struct request *, const struct view *);
int xfrm_show_default(const struct nlmsghdr *, void *arg);
int xfrm_dump(struct request *, nl_each each, void *arg);
int xfrm_tell(struct request *);
/* A first line as ip(8) has it, the commands, the words of two tables: what makes one, what selects. */
void xfrm_usage(const char *first, const struct object *, const struct table *set, const struct table *listed);

extern const struct object xfrm_state_object, xfrm_policy_object, xfrm_monitor_object;

#endif
