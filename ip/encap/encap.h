/* encap.h - what routes and next hops put packets into: each type a table.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ENCAP_H
#define MINIP_ENCAP_H

#include "schema.h"

/*
 * "encap TYPE ..." is two attributes of whatever forwards (route, next hop, nexthop object): the
 * type as a number, and a nest whose attributes mean what the type says.  The rows for both:
 */
#define ENCAP(nest, by) \
	ATTR(by, enum16, "encap", "ENCAP", "what packets are put into", .names = encap_types, .hide = HIDE, \
	     .parse = encap_parse, BAD("\"encap type\" value is invalid")), \
	{ .place = AT_ATTR, .attr = (nest), .name = #nest, .type = &type_nest, .selector = (by), \
	  MORE(.pick = encap_table, .choice = encap_choice, .marked_nest = true), .show = encap_show }

struct encap {
	const struct table *table;	/* its name is the word for the type */
	uint16_t type;			/* LWTUNNEL_ENCAP_... */
	const char *help;		/* one clause: what it is */
	/* Reads what follows the type; NULL: the value of the table's implied row, then keywords while they are its. */
	int (*parse)(struct request *, const struct encap *, struct words *);
	uint16_t needs;			/* without this attribute nothing is shown; 0: none */
	void (*show)(struct out *, const struct view *);	/* NULL: all rows */
};

extern const struct name encap_types[];
const struct table *encap_table(const char *type);
/* The i-th type's name, NULL behind the last. */
const char *encap_choice(size_t i);

/* The types and the words of each. */
void encap_help(struct out *);
int encap_parse(struct request *, const struct table *, const struct row *, struct words *);
void encap_show(struct out *, const struct row *, const struct view *);
/* Closes the programs that words named, once the kernel has been asked. */
void encap_close(void);

/* ---- for the types' own files ---- */
/* The value of the implied row, then the table's keywords up to the first that is none. */
int encap_parse_words(struct request *, const struct encap *, struct words *);
/* 'Error: argument "X" is required', status 255. */
int encap_missing(const char *argument);

/* 'Error: argument "X" is wrong: REASON' about the last word, status 255. */
int encap_wrong(const struct words *, const char *reason);

/* An address of one family; "any" and "all" have no bytes.  plain: shown without colour. */
extern const struct type type_encap_ipv4, type_encap_ipv6, type_plain_nh4, type_plain_nh6, type_labels;
/* A link; a name that is unknown ends with 255. */

/* ---- source routes of IPv6: "ADDR,ADDR ..." ---- */
extern const struct type type_segments;
/* Puts a header with these segments (NULL: none) into the item; more: empty segments behind them; key: of an HMAC. */
int encap_set_srh(struct request *, struct item *, const char *segments, int more, uint32_t key);
int encap_set_rpl(struct request *, struct item *, const char *segments);
/* The number of an HMAC's key, 0 for what is no number. */
uint32_t encap_key(const char *word);
void encap_show_srh(struct out *, const void *srh, size_t size);
void encap_show_segments(struct out *, const void *segments, size_t size, int n);

/* ---- BPF: a nest of a file descriptor and a name, the first two rows of the row's table ---- */
int encap_parse_program(struct request *, const struct table *, const struct row *, struct words *);
void encap_show_program(struct out *, const struct row *, const struct view *);

/* ---- what an outer tunnel device is told: geneve_opts, vxlan_opts, erspan_opts ---- */
extern const struct table encap_options_table;
void encap_show_options(struct out *, const struct row *, const struct view *);

/* All types, one a line: a new one is its file and a line here. */
#define ENCAPS(X) \
	X(mpls, LWTUNNEL_ENCAP_MPLS) \
	X(ip, LWTUNNEL_ENCAP_IP) \
	X(ila, LWTUNNEL_ENCAP_ILA) \
	X(ip6, LWTUNNEL_ENCAP_IP6) \
	X(seg6, LWTUNNEL_ENCAP_SEG6) \
	X(bpf, LWTUNNEL_ENCAP_BPF) \
	X(seg6local, LWTUNNEL_ENCAP_SEG6_LOCAL) \
	X(rpl, LWTUNNEL_ENCAP_RPL) \
	X(ioam6, LWTUNNEL_ENCAP_IOAM6) \
	X(xfrm, LWTUNNEL_ENCAP_XFRM)

#define DECLARE_ENCAP(name, type) extern const struct encap encap_##name;
ENCAPS(DECLARE_ENCAP)

#endif
