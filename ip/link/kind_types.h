/* kind_types.h - types that tables of several kinds use.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_KIND_TYPES_H
#define MINIP_KIND_TYPES_H

#include "types.h"

/* One of row->names, to the letter, or its decimal number. */
int kind_scan_index(struct request *, const struct row *, const char *word, struct item *);

/* Words were said that leave nothing to send: the kernel gets an empty nest of the kind, as from ip(8). */
void kind_send_empty(struct request *, const struct table *);

/* Addresses as kinds show them: without colour. */
extern const struct type type_plain_lladdr, type_plain_ipv4;
/* A number; row->file has names for it, which are read and not shown. */
extern const struct type type_plain32;

#endif
