/* links_pretend.h - -dry-run: links that the requests held back would have made.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINKS_PRETEND_H
#define MINIP_LINKS_PRETEND_H

#include "nl.h"

/* Takes note of a request that was held back: links that it would make, rename, move or delete. */
void links_pretend(const struct nlmsghdr *);
/*
 * Answers RTM_GETLINK about a link that is not there yet with the message that would have made it.
 * False: the kernel has to be asked; else *result is what nl_talk() returns.
 */
bool links_pretend_answer(const struct nlmsghdr *, nl_each each, void *arg, int *result);
/* Is anything known of this name?  Then *index is the link's, or 0 when it would be gone. */
bool links_pretend_index(const char *name, uint32_t *index);
/* The name of a link that is not there yet, or that would have another one by now; NULL: none such. */
const char *links_pretend_name(uint32_t index);
/* Calls each for the names that would be there. */
void links_pretend_each(void (*each)(const char *name, void *arg), void *arg);
/* Would this link, which is there, be gone by now? */
bool links_pretend_gone(uint32_t index);

#endif
