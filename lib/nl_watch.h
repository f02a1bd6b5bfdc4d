/* nl_watch.h - changes that the kernel does not mark in a dump.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NL_WATCH_H
#define MINIP_NL_WATCH_H

#include "nl.h"

/*
 * A dump carries NLM_F_DUMP_INTR when the number of changes of what it lists is another than when it began.
 * Rules and IPv6 routes have no such number; that of addresses is raised a moment after a change is made.
 * Their dumps go on in the next datagram behind as many as were told: if one of those is gone by then, another is
 * skipped, if one was added, another comes twice.  (IPv4 routes are counted among those to one destination
 * only, links go by their index.)  But each change is told to a multicast group as well.
 */
struct nl_watch {
	int fd;			/* -1: nothing to watch */
	int parts;		/* datagrams so far */
	bool counted;		/* one of them began behind a number of others */
	struct nl_place {
		uint8_t length;
		uint32_t table, address;
	} last;			/* where the last one ended */
	/* An IPv6 address is told to the group late, by a work of its own: does one come twice? */
	bool twice;
	uint32_t hashes[512];	/* of those in the last datagram */
	int n;
};

/* Before the request of a dump is sent; NULL: one that may be torn. */
void nl_watch_begin(struct nl_watch *, const struct nlmsghdr *request);
/* A datagram of the answer: its first message and its last one. */
void nl_watch_part(struct nl_watch *, const struct nlmsghdr *first, const struct nlmsghdr *last);
/* Did something change that may have torn the dump? */
bool nl_watch_end(struct nl_watch *);

#endif
