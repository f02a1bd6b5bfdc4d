/* can.h - what the tables of a CAN controller share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_CAN_H
#define MINIP_CAN_H

#include "schema.h"

/* Structs as they are shown; data: the data phase of CAN FD, xl: of CAN XL. */
extern const struct table can_timing_table, can_data_timing_table, can_xl_timing_table;
extern const struct table can_constant_table, can_data_constant_table, can_xl_constant_table;
extern const struct table can_stats_table;
extern const struct type type_can_point;

typedef void can_shows(struct out *, const struct row *, const struct view *);
can_shows can_show_mode, can_show_errors, can_show_timing, can_show_rates, can_show_termination;

#endif
