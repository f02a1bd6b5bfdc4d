/* pretend.c - -dry-run: names that would be there, or gone, by now.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "pretend.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS (sizeof(((struct pretence *)0)->bucket) / sizeof(struct pretended *))

static size_t bucket_of(const char *name)
{
	uint32_t hash = 2166136261u;	/* FNV-1a */

	while (*name)
		hash = (hash ^ (unsigned char)*name++) * 16777619u;
	return hash % BUCKETS;
}

struct pretended *pretend_find(const struct pretence *set, const char *name)
{
	struct pretended *p = set->bucket[bucket_of(name)];

	while (p && strcmp(p->name, name))
		p = p->next;
	return p;
}

struct pretended *pretend_put(struct pretence *set, const char *name)
{
	struct pretended *p = pretend_find(set, name);
	size_t size = strlen(name) + 1, i = bucket_of(name);

	if (!p) {
		p = calloc(1, sizeof(*p) + size);
		if (!p)
			return NULL;
		memcpy(p->name, name, size);
		p->next = set->bucket[i];
		set->bucket[i] = p;
	}
	free(p->message);
	p->message = NULL;
	p->index = 0;
	p->gone = false;
	return p;
}

void pretend_gone(struct pretence *set, const char *name)
{
	struct pretended *p = pretend_put(set, name);

	if (p)
		p->gone = true;
}

const struct pretended *pretend_next(const struct pretence *set, const struct pretended *p)
{
	size_t i = p ? bucket_of(p->name) + 1 : 0;

	if (p && p->next)
		return p->next;
	while (i < BUCKETS && !set->bucket[i])
		i++;
	return i < BUCKETS ? set->bucket[i] : NULL;
}

void pretend_free(struct pretence *set)
{
	for (size_t i = 0; i < BUCKETS; i++)
		while (set->bucket[i]) {
			struct pretended *p = set->bucket[i];

			set->bucket[i] = p->next;
			free(p->message);
			free(p);
		}
}
