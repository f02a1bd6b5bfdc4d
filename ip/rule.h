/* rule.h - the parts of "ip rule".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_RULE_H
#define MINIP_RULE_H

#include "rule_table.h"

/* ---- types ---- */
extern const struct type type_rule_flag, type_rule_prefix, type_rule_name, type_rule_l3mdev, type_rule_uids,
	type_rule_ports, type_rule_ipproto, type_rule_priority, type_rule_dscp, type_rule_nat, type_rule_action;

/* ---- words ---- */
int rule_parse_prefix(struct request *, const struct table *, const struct row *, struct words *);
int rule_parse_table(struct request *, const struct table *, const struct row *, struct words *);
/* VALUE[/MASK]: the row of the mask stands behind that of the value; its .def goes without saying. */
int rule_parse_masked(struct request *, const struct table *, const struct row *, struct words *);
int rule_parse_nat(struct request *, const struct table *, const struct row *, struct words *);
int rule_parse_goto(struct request *, const struct table *, const struct row *, struct words *);
int rule_parse_nop(struct request *, const struct table *, const struct row *, struct words *);
int rule_parse_type(struct request *, const struct table *, const struct row *, struct words *);

/* ---- filters ---- */
bool rule_match_flag(const struct item *, const struct view *);
bool rule_match_prefix(const struct item *, const struct view *);
bool rule_match_table(const struct item *, const struct view *);
/* A zero matches all. */
bool rule_match_unless_zero(const struct item *, const struct view *);
bool rule_match_masked(const struct item *, const struct view *);
bool rule_match_mask(const struct item *, const struct view *);
bool rule_match_protocol(const struct item *, const struct view *);

/* ---- show ---- */
uint32_t rule_table_of(const struct view *);
void rule_show_deleted(struct out *, const struct row *, const struct view *);
void rule_show_priority(struct out *, const struct row *, const struct view *);
void rule_show_prefix(struct out *, const struct row *, const struct view *);
void rule_show_mark(struct out *, const struct row *, const struct view *);
void rule_show_name(struct out *, const struct row *, const struct view *);
void rule_show_uids(struct out *, const struct row *, const struct view *);
void rule_show_ports(struct out *, const struct row *, const struct view *);
void rule_show_table(struct out *, const struct row *, const struct view *);
void rule_show_suppressed(struct out *, const struct row *, const struct view *);
void rule_show_realms(struct out *, const struct row *, const struct view *);
void rule_show_action(struct out *, const struct row *, const struct view *);
void rule_show_protocol(struct out *, const struct row *, const struct view *);
void rule_show_dscp(struct out *, const struct row *, const struct view *);
void rule_show_flowlabel(struct out *, const struct row *, const struct view *);

/* ---- commands ---- */
/* A flag of commands: rules for multicast routes, which have families of their own; beyond those of messages. */
#define RULE_MULTICAST (1u << 16)
/* Makes the family that options say the one of such rules; 0 or -1. */
int rule_family(const struct command *);
int rule_usage(struct words *, const struct command *);
int rule_list(struct words *, const struct command *);
int rule_flush(struct words *, const struct command *);
int rule_save(struct words *, const struct command *);
int rule_restore(struct words *, const struct command *);

#endif
