/* tables.h - every table there is, for tests that walk them all.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TEST_TABLES_H
#define MINIP_TEST_TABLES_H

#include "schema.h"

/* Calls each once for every table that an object can reach: nests, groups, all that a selector picks. */
void tables_each(void (*each)(const struct table *, void *arg), void *arg);
/*
 * The word spaces (bits 1 << space) in which a table's words may be said: all, but for a table
 * below a row that has a word itself, which has to be said first.
 */
unsigned int tables_spaces(const struct table *);
/* Is it shown?  Not the fields of a struct that a function shows, and -explain takes apart. */
bool tables_shown(const struct table *);
/* "vxlan: IFLA_VXLAN_ID", for messages. */
const char *tables_row_name(const struct table *, const struct row *);

#endif
