/* address.h - what the parts of "ip address" share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_ADDRESS_H
#define MINIP_ADDRESS_H

#include "address_table.h"
#include "scan.h"

/* row.lookup of a flag word: who may set it. */
enum { FLAG_FIXED = 1 /* only the kernel */, FLAG_IPV6 = 2 /* on IPv6 addresses only */ };

/* Parses of rows whose words need more than a value (address_parse.c). */
typedef int address_parse(struct request *, const struct table *, const struct row *, struct words *);
address_parse address_parse_flag, address_parse_lifetime, address_parse_scope;
int address_usage(struct words *);
/* The prefix that IFA_LOCAL or IFA_ADDRESS was said with. */
const struct address *address_item_prefix(const struct item *);
/* What no word sees alone (address_check.c): defaults, broadcast, lifetimes, the link; 0 or -1. */
int address_check(struct request *);

/* Filters (address_filter.c). */
typedef bool address_matches(const struct item *, const struct view *);
address_matches address_matches_flag, address_matches_label, address_matches_prefix, address_matches_proto;

/* Shows of rows that are more than a value (address_show.c). */
typedef void address_shows(struct out *, const struct row *, const struct view *);
address_shows address_show_deleted, address_show_device, address_show_family, address_show_local,
	address_show_flags, address_show_proto;
extern const struct type type_prefix, type_address_broadcast, type_address_bits, type_address_flags,
	type_address_to, type_lifetime;

/* All flags: those of the header are the lower eight bits of IFA_FLAGS. */
uint32_t address_flags(const struct view *);
int address_family(const struct view *);
/* One address without its line end; own: with the number and name of its link before it. */
void address_show(struct out *, struct view *, bool own);

/* The answer to a dump of addresses, kept to be found by link, or one after the other (address_store.c). */
struct address_store {
	const struct request *filter;
	char *buf;
	size_t len, size;
	uint32_t count;		/* records */
	uint32_t *buckets;	/* pairs: offset of the first record, and of the last */
	uint32_t n_buckets;	/* a power of two */
};

struct address_record {
	uint32_t index;		/* of its link */
	uint32_t next;		/* offset of the next one in its bucket; 0: none */
	uint32_t size;		/* with the message; without one the address does not match the filter */
	char message[];
};

/* Asks for the addresses of a family and link (0: all); 0, or -1 with the error recorded. */
int address_store_read(struct address_store *, struct request *filter, uint32_t index);
/* The next record of a link behind one (NULL: the first), or NULL. */
const struct address_record *address_store_of(const struct address_store *, uint32_t index,
					      const struct address_record *);
/* The same for all records, in the order of the dump. */
struct address_record *address_store_next(const struct address_store *, struct address_record *);
/* The message of a record, or NULL when the filter refuses it. */
struct nlmsghdr *address_store_message(const struct address_record *);
void address_store_free(struct address_store *);

/* "flush": the words of a listing have been read (address_flush.c). */
int address_flush(struct request *filter, uint32_t index);

/* Files (address_file.c). */
int address_save(int family, uint32_t index);
int address_showdump(struct words *, const struct command *);
int address_restore(struct words *, const struct command *);

#endif
