/* tuntap.h - what the files of "ip tuntap" share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TUNTAP_H
#define MINIP_TUNTAP_H

#include "schema.h"

extern const struct table tuntap_table, tuntap_delete_table;

int tuntap_usage(struct words *, const struct command *);
int tuntap_show(struct words *, const struct command *);

#endif
