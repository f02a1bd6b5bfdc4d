/* encap.h - what routes and next hops put packets into: each type a table.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ENCAP_H
#define MINIP_ENCAP_H

#include "schema.h"

/*
 * "encap TYPE ..." is two attributes of whatever forwards (route, next hop, nexthop object): the
 * type as a number, and a nest whose attributes mean what the type says.  The rows for both:
 */
#define ENCAP(nest, selector) \
	ATTR(selector, enum16, "encap", "TYPE ...", "what packets are put into", .names = encap_types, .hide = HIDE, \
	     .parse = encap_parse, BAD("\"encap type\" value is invalid")), \
	PICK(nest, encap_table, encap_choice, selector, 0, .show = encap_show)

struct encap {
	const struct table *table;	/* its name is the word for the type */
	uint16_t type;			/* LWTUNNEL_ENCAP_... */
	const char *help;		/* one clause: what it is */
	/* Reads what follows the type; NULL: the value of the table's implied row, then keywords while they are its. */
	int (*parse)(struct request *, const struct encap *, struct words *);
};

extern const struct name encap_types[];
const struct table *encap_table(const char *type);
/* The i-th type's name, NULL behind the last. */
const char *encap_choice(size_t i);

int encap_parse(struct request *, const struct table *, const struct row *, struct words *);
void encap_show(struct out *, const struct row *, const struct view *);

/* ---- for the types' own files ---- */
/* The value of the implied row, then the table's keywords up to the first that is none. */
int encap_parse_words(struct request *, const struct encap *, struct words *);
/* 'Error: argument "X" is required', status 255. */
int encap_missing(const char *argument);

/* An address of one family; "any" and "all" have no bytes. */
extern const struct type type_encap_ipv4, type_encap_ipv6, type_labels;

/* All types, one a line: a new one is its file and a line here. */
#define ENCAPS(X) \
	X(mpls, LWTUNNEL_ENCAP_MPLS)

#define DECLARE_ENCAP(name, type) extern const struct encap encap_##name;
ENCAPS(DECLARE_ENCAP)

#endif
