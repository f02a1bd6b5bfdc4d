/* tcp_metrics.h - the messages of "ip tcp_metrics".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TCP_METRICS_H
#define MINIP_TCP_METRICS_H

#include "genl.h"
#include "schema.h"

extern struct genl_family tcp_metrics_family;
extern const struct table tcp_metrics_table;

/* Is a message about a peer that the words select? */
bool tcp_metrics_wanted(const struct request *, const struct view *);
/* Shows one message when it is; arg: the request. */
int tcp_metrics_show(const struct nlmsghdr *, void *arg);
/* Deletes what the dump tells until it tells nothing more: 0 or -1. */
int tcp_metrics_flush(struct request *);

#endif
