/* tables.h - every table there is, for tests that walk them all.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TEST_TABLES_H
#define MINIP_TEST_TABLES_H

#include "schema.h"

/* Calls each once for every table that an object can reach: nests, groups, all that a selector picks. */
void tables_each(void (*each)(const struct table *, void *arg), void *arg);
/* "vxlan: IFLA_VXLAN_ID", for messages. */
const char *tables_row_name(const struct table *, const struct row *);

#endif
