/* flush.h - what a dump tells becomes requests to delete it, round by round.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_FLUSH_H
#define MINIP_FLUSH_H

#include "schema.h"

struct flush {
	struct request q;	/* the dump */
	nl_each each;		/* looks at each message, with the flush as its argument; calls flush_take() */
	uint16_t type;		/* of requests: RTM_DELROUTE ... */
	int status;		/* with which ip(8) ends when the kernel refuses */
	uint32_t found;		/* in this round */
	size_t size;		/* of the requests that wait */
};

/* One dump, and the requests that follow from it. 0 or -1. */
int flush_round(struct flush *);
/* The message comes back to the kernel as a request to delete it. */
int flush_take(struct flush *, const struct nlmsghdr *);

/* With -statistics: how many rounds there were, and what each of them found. */
void flush_say_round(unsigned int round, const struct flush *);
void flush_say_end(unsigned int rounds);

#endif
