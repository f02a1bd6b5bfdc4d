/* maddress.h - what the files of "ip maddress" share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MADDRESS_H
#define MINIP_MADDRESS_H

#include "schema.h"

extern const struct table maddress_table;

int maddress_usage(struct words *, const struct command *);
int maddress_list(struct words *, const struct command *);

#endif
