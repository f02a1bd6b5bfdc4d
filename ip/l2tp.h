/* l2tp.h - the attributes of "ip l2tp".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_L2TP_H
#define MINIP_L2TP_H

#include <netinet/in.h>	/* before linux/in.h, which the next one has */
#include <linux/l2tp.h>

#include "genl.h"
#include "schema.h"

extern struct genl_family l2tp_family;
extern const struct table l2tp_table;

/* row.lookup: what a row belongs to. */
enum {
	L2TP_TUNNEL = 1, L2TP_UDP = 2 /* a tunnel over UDP */, L2TP_SESSION = 4,
	L2TP_NAME = 8 /* what names a session */, L2TP_TUNNEL_NAME = 16,
};

#define L2TP_ROWS 36
extern const struct row l2tp_rows[L2TP_ROWS];

/* "Unknown command: X"; -1. */
int l2tp_unknown(struct request *, const struct table *, struct words *);

#endif
