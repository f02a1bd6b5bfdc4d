/* pretend.h - -dry-run: names that would be there, or gone, by now.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_PRETEND_H
#define MINIP_PRETEND_H

#include <stdbool.h>
#include <stdint.h>

/* A batch is checked whole: what a line would have made, a later line may name. */
struct pretended {
	struct pretended *next;
	bool gone;		/* renamed, moved or deleted since */
	uint32_t index;		/* of a link */
	void *message;		/* of a link: the RTM_NEWLINK that would have made it, or NULL */
	char name[];
};

struct pretence {
	struct pretended *bucket[256];
};

/* What is known of a name, or NULL. */
struct pretended *pretend_find(const struct pretence *, const char *name);
/* Makes the name be there; an older one of that name is forgotten.  NULL without memory. */
struct pretended *pretend_put(struct pretence *, const char *name);
/* Makes the name be gone. */
void pretend_gone(struct pretence *, const char *name);
/* The one after p, in no order; the first for NULL, NULL after the last. */
const struct pretended *pretend_next(const struct pretence *, const struct pretended *p);
void pretend_free(struct pretence *);

/* Names of namespaces (netns.c). */
extern struct pretence netns_pretence;

#endif
