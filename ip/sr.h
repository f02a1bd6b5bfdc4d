/* sr.h - the messages of "ip sr".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_SR_H
#define MINIP_SR_H

#include "schema.h"

extern const struct table sr_table, sr_source_table;

#endif
