/* neighbor.h - the parts of "ip neighbor".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NEIGHBOR_H
#define MINIP_NEIGHBOR_H

#include "neighbor_table.h"

/* ---- types ---- */
extern const struct type type_neighbor_address, type_neighbor_lladdr, type_neighbor_state,
	type_neighbor_flag, type_neighbor_flag_ext;
extern const struct name neighbor_states[];

/* ---- words ---- */
/* What a listing asks for with "nud none": no state at all.  The kernel has no such bit. */
#define NEIGHBOR_STATE_NONE 0x100
int neighbor_parse_to(struct request *, const struct table *, const struct row *, struct words *);
int neighbor_parse_proxy(struct request *, const struct table *, const struct row *, struct words *);
int neighbor_parse_state(struct request *, const struct table *, const struct row *, struct words *);
int neighbor_parse_managed(struct request *, const struct table *, const struct row *, struct words *);
int neighbor_parse_vrf(struct request *, const struct table *, const struct row *, struct words *);

/* ---- filters ---- */
bool neighbor_match_prefix(const struct item *, const struct view *);
bool neighbor_match_protocol(const struct item *, const struct view *);
bool neighbor_match_unused(const struct item *, const struct view *);

/* ---- show ---- */
void neighbor_show_event(struct out *, const struct row *, const struct view *);
void neighbor_show_address(struct out *, const struct row *, const struct view *);
void neighbor_show_device(struct out *, const struct row *, const struct view *);
void neighbor_show_ages(struct out *, const struct row *, const struct view *);
void neighbor_show_states(struct out *, const struct row *, const struct view *);

/* ---- commands ---- */
int neighbor_usage(struct words *, const struct command *);
int neighbor_list(struct words *, const struct command *);
int neighbor_flush(struct words *, const struct command *);

#endif
