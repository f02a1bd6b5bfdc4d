/* gre.h - rows that GRE over IPv4 and over IPv6 share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_GRE_H
#define MINIP_GRE_H

#include "tunnel_common.h"

/* Keys, sequence numbers, checksums. */
extern const struct table gre_key_table;
/* ERSPAN: with words, and only shown. */
extern const struct table gre_erspan_table, gre_erspan_told_table;
/* Drops what the version does not have. */
void gre_settle_erspan(struct request *, const struct table *);

#endif
