/* types.h - how payloads are read from words and written as literals.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TYPES_H
#define MINIP_TYPES_H

#include "schema.h"

/* Nothing: rows that only have a word or only print. */
extern const struct type type_none;
/* Unsigned numbers; be: network byte order; x: shown in hexadecimal (a string in JSON). */
extern const struct type type_u8, type_u16, type_u32, type_u64, type_be16, type_be32, type_be64,
	type_x8, type_x16, type_x32, type_xbe16, type_xbe32, type_xbe64;
/* A signed number, and one that ip(8) reads with C's int rules into a u32. */
extern const struct type type_s32, type_int;
/* One of row->names (or its file), in JSON by name too; a number is taken where the kernel would. */
extern const struct type type_enum8, type_enum16, type_enum32, type_enumbe16;
/* The same, exact names only (any case), no number. */
extern const struct type type_name8, type_name32;
/* u8 that is the keyword itself or "no" and the keyword. */
extern const struct type type_no;
/* An attribute without payload: it is there or not. JSON null / JSON true. */
extern const struct type type_flag, type_flag_true;
/* "on" or "off" as u8, as u32. */
extern const struct type type_on_off, type_on_off32;
/* Bits of struct { u32 value, mask }: "on"/"off" (older error text), "1"/"0" numbers, and presence. */
extern const struct type type_bit_on_off, type_bit_number, type_bit_up, type_bit_not_on_off;
/* IPv4 or IPv6 by what the word is; the row's v6 twin takes the IPv6 one. */
extern const struct type type_address;
extern const struct type type_lladdr, type_string, type_string_bare /* sent without NUL */;
/* u32 index of a link, by name; late: looked up when all words are read, as ip(8) does for "dev". */
extern const struct type type_device, type_device_late;
/* The same at once; that there is no such link is a mistake in the words. */
extern const struct type type_known_device;
extern const struct type type_nest, type_binary;
extern const struct type type_bridge_id, type_timer /* u64, 1/100 s */;

extern const struct name on_off_names[], family_names[] /* AF_ */;

/* Adapters for types of the objects' own. */
int type_scan_number(struct request *, const struct row *, const char *word, struct item *);
/* "on" or "off"; status is what another word ends with. */
int type_scan_on_off(struct request *, const struct row *, const char *word, struct item *, int status);
void type_print_on_off(const struct view *, const struct row *, const void *data, size_t size,
		       struct literal *);
void type_offer_on_off(const struct row *, struct words *);
void type_print_number(const struct view *, const struct row *, const void *data, size_t size,
		       struct literal *);
void type_print_enum(const struct view *, const struct row *, const void *data, size_t size,
		     struct literal *);
void type_print_string(const struct view *, const struct row *, const void *data, size_t size,
		       struct literal *);
/* One of row->names, to the letter. */
int type_scan_exact(struct request *, const struct row *, const char *word, struct item *);
/* The name of a value; other: what a value without a name is called. */
void type_print_named(const struct row *, const void *data, struct literal *, const char *other);
#define TYPE_PRINT_NAMED(function, other) \
	static void function(const struct view *v, const struct row *r, const void *data, size_t size, \
			     struct literal *l) \
	{ \
		(void)v; \
		(void)size; \
		type_print_named(r, data, l, other); \
	}
/* An IPv6 address, which "any" and the like are too: no other word may follow a bad one. */
int type_scan_inet6(struct request *, const struct row *, const char *word, struct item *);
int type_scan_device_late(struct request *, const struct row *, const char *word, struct item *);
int type_resolve_device(struct request *, struct item *);
void type_print_device(const struct view *, const struct row *, const void *data, size_t size,
		       struct literal *);
void type_offer_device(const struct row *, struct words *);
/* Puts a number into a literal. */
void literal_unsigned(struct literal *, uint64_t value);
void literal_string(struct literal *, const char *value);
/* An address of a family (AF_UNSPEC: by its size) with its colour. */
void literal_address(struct literal *, int family, const void *data, size_t size);
/* With -resolve: the name of the host instead of its address, where it has one. */
void literal_resolve(struct literal *, const void *data, size_t size);

#endif
