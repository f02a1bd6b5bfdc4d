/* ioam.h - the messages of "ip ioam".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_IOAM_H
#define MINIP_IOAM_H

#include "schema.h"

extern const struct table ioam_table, ioam_schema_table, ioam_event_table;

#endif
