/* links_cache.h - private to links*.c: what is known of links, by index and by name.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINKS_CACHE_H
#define MINIP_LINKS_CACHE_H

#include "links.h"

struct name;

struct link {
	struct link *next;	/* in its bucket */
	struct name *names;
	bool is_whole;		/* more than its name is known */
	struct link_info info;
};

/* The link, or NULL. */
struct link *cache_find(uint32_t index);
struct link *cache_find_name(const char *name);
/* The entry of a link that has this name now, made when there is none; NULL without memory. */
struct link *cache_add(uint32_t index, const char *name);
/* One more name of a link; if another link had it, it has it no more. */
void cache_name(struct link *, const char *name);
void cache_forget(uint32_t index);
/* From here on all is about the links of another namespace: links_enter(). */
void cache_enter(int32_t nsid);
int32_t cache_entered(void);
/* Forgets what is entered; cache_reset(): everything. */
void cache_clear(void);
void cache_reset(void);

#endif
