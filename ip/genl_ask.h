/* genl_ask.h - what the objects of generic netlink share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_GENL_ASK_H
#define MINIP_GENL_ASK_H

#include "genl.h"
#include "types.h"

/* The rows of struct genlmsghdr, and a table that begins with it. */
#define GENL_HEADER	HEADER(genlmsghdr, cmd, u8, .hide = HIDE), HEADER(genlmsghdr, version, u8, .hide = HIDE)
#define GENL_TABLE(n, f)	.name = (n), .family = &(f), .header = sizeof(struct genlmsghdr), .header_name = "genlmsghdr"

/* The next word is the value of an attribute of the table that no keyword tells: 0 or -1. */
int genl_argument(struct request *, const struct table *, uint16_t attr, struct words *);
/* Dumps, and shows each message by the request's table: 0 or -1; status as in request_dump(). */
int genl_list(struct request *, int status);
/* Sends a question, and shows its one answer. */
int genl_ask(struct request *);
/* The same where ip(8) writes text whatever -json says. */
int genl_ask_text(struct request *);
/* Shows what a multicast group hears, by this function and until the process ends: -1. */
int genl_monitor(struct genl_family *, const char *group, int (*each)(const struct nlmsghdr *, void *arg));
/* Help of an object, on standard error: -1 with status 255. */
int genl_usage(const char *text);

#endif
