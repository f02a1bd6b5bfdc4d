/* xfrm_event.h - what the kernel tells unasked.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_XFRM_EVENT_H
#define MINIP_XFRM_EVENT_H

#include <linux/netlink.h>

/* Writes one message as text; 0 or -1. */
int xfrm_event(const struct nlmsghdr *);

#endif
