/* macsec_table.h - channels and associations of MACsec devices.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MACSEC_TABLE_H
#define MINIP_MACSEC_TABLE_H

#include "types.h"

extern const struct table macsec_object_table, macsec_rx_table, macsec_sa_table, macsec_offload_table;

/* Shared with "type macsec". */
extern const struct type type_macsec_cipher, type_macsec_choice;
extern const struct name macsec_validations[], macsec_offloads[];

/* "macsec: unknown command "X"?"; -1. */
int macsec_unknown(struct request *, const struct table *, struct words *);

#endif
