/* nl_listen.h - a socket that hears what others change.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NL_LISTEN_H
#define MINIP_NL_LISTEN_H

#include "nl.h"

#define NL_NSID_CURRENT (-1)	/* the namespace that the socket is in */

struct nl_listener {
	int fd;
	int protocol;		/* NETLINK_ROUTE, NETLINK_GENERIC, NETLINK_XFRM */
	/* Called for each event; nsid is how the socket's namespace calls the one it comes from.  < 0 ends. */
	int (*each)(const struct nlmsghdr *, int32_t nsid, void *arg);
	/* The queue was full: the kernel has dropped events. */
	void (*lost)(void *arg);
	/* No event waits: the moment to write what is still in a buffer.  < 0 ends. */
	int (*idle)(void *arg);
	void *arg;
};

/* Makes the socket, with a queue for bursts: 64 MiB, or -rcvbuf, as far as it is allowed.  0, or -1 with the error recorded (1). */
int nl_listen_open(struct nl_listener *);
/* Joins a multicast group (RTNLGRP_..., genl_group()): 0, or -1 with errno; EINVAL when the kernel does not have it. */
int nl_listen_join(const struct nl_listener *, unsigned int group);
/* From now on also hears the namespaces that have an id here: 0, or -1 with errno. */
int nl_listen_all_nsid(const struct nl_listener *);
/* Reads events until a callback ends it, or the system: -1, with the error recorded (2) when it was the system. */
int nl_listen(const struct nl_listener *);
void nl_listen_close(struct nl_listener *);

#endif
