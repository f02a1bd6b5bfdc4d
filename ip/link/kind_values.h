/* kind_values.h - types of values that several kinds of links share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_KIND_VALUES_H
#define MINIP_KIND_VALUES_H

#include "types.h"

/* be16: a protocol of linux/if_ether.h by name, in any case, or by number. */
extern const struct type type_ethertype;
/*
 * One of row->names, exactly; else 'Error: argument of "mode" must be "private", "vepa" or
 * "source", not "X"', status 1.  A value without a name is "unknown".
 */
extern const struct type type_choice32;
int kind_scan_choice(struct request *, const struct row *, const char *word, struct item *);
/*
 * One of row->names, or its beginning (warns: with ip(8)'s warning that this will end);
 * SCAN_BAD, for an error of the caller's own.
 */
int kind_scan_beginning(const struct row *, const char *word, struct item *, bool warns);
/* u16 row->bit, said by the keyword alone, and by one of row->names; several words add up. */
extern const struct type type_word16, type_words16;
/* u8 type of service: a name of rt_dsfield, "inherit" (1), or hexadecimal. */
extern const struct type type_tos;

#endif
