/* link_list.h - what "link show" and "address show" are asked for.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_LIST_H
#define MINIP_LINK_LIST_H

#include "schema.h"

/*
 * Both take the same words: those about links make one example, those about
 * addresses another.
 */
struct link_list {
	struct request link, address;
	uint32_t index;		/* of the one link that was named; 0: all */
	bool no_vf;		/* "novf" */
};

/* Reads the words; family is that of the addresses.  0, or -1 with the error recorded ("help" calls help). */
int link_list_parse(struct link_list *, int family, struct words *, int (*help)(struct words *));
/*
 * Asks the kernel for the links and calls each for those that look like the example
 * (one request when a link was named, else a dump that the kernel filters as far as it can).
 */
int link_list_dump(struct link_list *, int (*each)(const struct nlmsghdr *, const struct view *, void *arg),
		   int (*again)(void *arg), void *arg);

/* Lists all links of one kind on out, show for each; w->v[0] is the word that says which kind.  0 or -1. */
int link_list_kind(struct words *w, int family, const char *kind, void (*show)(const struct view *));

#endif
