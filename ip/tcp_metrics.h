/* tcp_metrics.h - the messages of "ip tcp_metrics".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TCP_METRICS_H
#define MINIP_TCP_METRICS_H

#include "schema.h"

extern const struct table tcp_metrics_table;

#endif
