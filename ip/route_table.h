/* route_table.h - struct rtmsg and RTA_*.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ROUTE_TABLE_H
#define MINIP_ROUTE_TABLE_H

#include "scan.h"
#include "schema.h"

extern const struct table route_table, metrics_table, nexthop_table;

/* The fixed header of the route that a view, or the view of one of its nests, is part of. */
const struct rtmsg *route_header(const struct view *);
/* What addresses of a route are: multicast routes have families of their own. */
int route_family(const struct view *);

/* ---- types ---- */
extern const struct type type_route_type, type_route_bit, type_route_address,
	type_route_destination, type_dsfield, type_realms,
	type_mark, type_preference, type_ttl_propagate, type_ipproto, type_via;
extern const struct type type_metric_time, type_rtt, type_rttvar, type_zero_one, type_metric_lock,
	type_metric_features;
extern const struct type type_nexthop_weight, type_nexthop_bit;

/* A type of route by word, which may be short; -1: it is none. */
int route_type_scan(const char *word);
/* "inet", "inet6" ...; "any valid" for AF_UNSPEC, "???" for others. */
const char *route_family_name(int family);
const char *route_family_choice(size_t i);	/* NULL at the end */
int route_family_scan(const char *word);
/* A prefix or an address of a family; -1 with ip's error recorded.  It gives its family to a request that has none, unless to list. */
/* "any" and "all" have no bytes, whatever the family; "default" has those of the family. */
bool route_is_any(const char *word);
int route_scan_prefix(struct request *, const char *word, int family, struct address *);
int route_scan_address(struct request *, const char *word, int family, struct address *);
/* scan of a type: an address of the family of the request. */
int route_scan_item(struct request *, const struct row *, const char *word, struct item *);

/* ---- words ---- */
int route_parse_to(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_from(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_root(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_match(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_via(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_address(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_as(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_table(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_vrf(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_realms(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_or_all(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_mark(struct request *, const struct table *, const struct row *, struct words *);
int route_parse_nexthops(struct request *, const struct table *, const struct row *, struct words *);
int metric_parse(struct request *, const struct table *, const struct row *, struct words *);
int metric_parse_rto(struct request *, const struct table *, const struct row *, struct words *);
int metric_parse_features(struct request *, const struct table *, const struct row *, struct words *);

/* ---- filters ---- */
/* Are the first bits of a prefix those of an attribute?  A missing attribute is all zero. */
bool route_same_bits(const struct view *, uint16_t attr, const struct address *, size_t bits);
bool route_match_root(const struct item *, const struct view *);
bool route_match_match(const struct item *, const struct view *);
bool route_match_via(const struct item *, const struct view *);
bool route_match_source(const struct item *, const struct view *);
bool route_match_device(const struct item *, const struct view *);
bool route_match_realms(const struct item *, const struct view *);
bool route_match_number(const struct item *, const struct view *);
bool route_match_bit(const struct item *, const struct view *);
bool route_match_vrf(const struct item *, const struct view *);

/* The next hop behind one of RTA_MULTIPATH, the first behind NULL; NULL: no more. */
const struct rtnexthop *nexthop_after(const struct nlattr *, const struct rtnexthop *);

/*
 * With a nexthop object a dump also tells what that stands for; the kernel takes only one of the two
 * back.  Takes the latter out of a message.
 */
void route_drop_nexthops(struct nlmsghdr *);

/* ---- show ---- */
void route_show_deleted(struct out *, const struct row *, const struct view *);
void route_show_prefix(struct out *, const struct row *, const struct view *);
void route_show_address(struct out *, const struct row *, const struct view *);
void route_show_via(struct out *, const struct row *, const struct view *);
void route_show_table(struct out *, const struct row *, const struct view *);
void route_show_origin(struct out *, const struct row *, const struct view *);
/* Names of RTNH_F_ and RTM_F_ bits, of whatever they are flags. */
void route_show_bits(struct out *, uint32_t bits);
void route_show_flags(struct out *, const struct row *, const struct view *);
void route_show_realms(struct out *, const struct row *, const struct view *);
void route_show_cache(struct out *, const struct row *, const struct view *);
void route_show_nh_info(struct out *, const struct row *, const struct view *);
void route_show_nexthops(struct out *, const struct row *, const struct view *);
extern const struct name route_flags[];	/* RTNH_F_ and RTM_F_ */
void nexthop_show_flags(struct out *, const struct row *, const struct view *);
void metrics_show(struct out *, const struct row *, const struct view *);
void metric_show(struct out *, const struct row *, const struct view *);
void metric_show_features(struct out *, const struct row *, const struct view *);

/* ---- commands ---- */
int route_usage(struct words *, const struct command *);
int route_modify(struct words *, const struct command *);
int route_list(struct words *, const struct command *);
int route_flush(struct words *, const struct command *);
int route_get(struct words *, const struct command *);
int route_save(struct words *, const struct command *);
int route_restore(struct words *, const struct command *);
int route_showdump(struct words *, const struct command *);

/* The words of a listing or a flush, as a request whose header and attributes the kernel filters by. */
int route_list_parse(struct request *, struct words *);
/* Is a message a route that the listing shows? */
bool route_is_listed(const struct request *, struct view *, const struct nlmsghdr *);

/* ---- completion (route_complete.c) ---- */
void route_type_offer(const struct row *, struct words *);
void route_destination_offer(const struct row *, struct words *);
/* The next word: a family, or a value of the row. */
const char *route_next_family(struct request *, const struct row *, struct words *);

#endif
