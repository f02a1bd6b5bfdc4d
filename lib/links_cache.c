/* links_cache.c - what is known of links, by index and by name.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "links_cache.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"

/* A name or alternative name of a link. */
struct name {
	struct name *next;	/* in its bucket */
	struct name *sibling;	/* another name of the same link */
	uint32_t hash;
	struct link *link;
	char text[];
};

static struct table {
	struct link **by_index;
	struct name **by_name;
	size_t buckets;		/* of each; a power of two, or 0 */
	size_t links, names;
} table;

static uint32_t name_hash(const char *s)
{
	uint32_t hash = 2166136261u;	/* FNV-1a */

	while (*s)
		hash = (hash ^ (unsigned char)*s++) * 16777619u;
	return hash;
}

static struct link **index_bucket(uint32_t index)
{
	return &table.by_index[index & (table.buckets - 1)];
}

static struct name **name_bucket(uint32_t hash)
{
	return &table.by_name[hash & (table.buckets - 1)];
}

struct link *cache_find(uint32_t index)
{
	struct link *l = table.buckets ? *index_bucket(index) : NULL;

	while (l && l->info.index != index)
		l = l->next;
	return l;
}

static struct name *name_find(const char *text)
{
	uint32_t hash = name_hash(text);
	struct name *n = table.buckets ? *name_bucket(hash) : NULL;

	while (n && (n->hash != hash || strcmp(n->text, text)))
		n = n->next;
	return n;
}

struct link *cache_find_name(const char *text)
{
	struct name *n = name_find(text);

	return n ? n->link : NULL;
}

static void links_rehash(struct link **old, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		for (struct link *l = old[i], *next; l; l = next) {
			struct link **bucket = index_bucket(l->info.index);

			next = l->next;
			l->next = *bucket;
			*bucket = l;
		}
	}
}

static void names_rehash(struct name **old, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		for (struct name *n = old[i], *next; n; n = next) {
			struct name **bucket = name_bucket(n->hash);

			next = n->next;
			n->next = *bucket;
			*bucket = n;
		}
	}
}

/* Room for one more; without memory the table stays as it is, only slower. */
static bool table_grow(void)
{
	size_t size = table.buckets, more = size ? size * 2 : 64;
	struct link **links = table.by_index;
	struct name **names = table.by_name;

	if (table.links < size && table.names < size)
		return true;
	table.by_index = keep_alloc(more * sizeof(*table.by_index));
	table.by_name = keep_alloc(more * sizeof(*table.by_name));
	if (!table.by_index || !table.by_name) {
		keep_free(table.by_index);
		keep_free(table.by_name);
		table.by_index = links;
		table.by_name = names;
		return size > 0;
	}
	table.buckets = more;
	links_rehash(links, size);
	names_rehash(names, size);
	keep_free(links);
	keep_free(names);
	return true;
}

static void name_unlink(struct name *name)
{
	struct name **p = name_bucket(name->hash);

	while (*p != name)
		p = &(*p)->next;
	*p = name->next;
	table.names--;
	for (p = &name->link->names; *p != name; p = &(*p)->sibling)
		;
	*p = name->sibling;
	keep_free(name);
}

void cache_forget(uint32_t index)
{
	struct link *l = cache_find(index);
	struct link **p;

	if (!l)
		return;
	while (l->names)
		name_unlink(l->names);
	for (p = index_bucket(index); *p != l; p = &(*p)->next)
		;
	*p = l->next;
	table.links--;
	keep_free(l);
}

void cache_name(struct link *link, const char *text)
{
	struct name *n = name_find(text);
	size_t size = strlen(text) + 1;
	struct name **bucket;

	if (n && n->link == link)
		return;
	if (n && !strcmp(n->link->info.name, text))
		cache_forget(n->link->info.index);
	else if (n)
		name_unlink(n);
	n = table_grow() ? keep_alloc(sizeof(*n) + size) : NULL;
	if (!n)
		return;
	n->hash = name_hash(text);
	n->link = link;
	memcpy(n->text, text, size);
	bucket = name_bucket(n->hash);
	n->next = *bucket;
	*bucket = n;
	n->sibling = link->names;
	link->names = n;
	table.names++;
}

struct link *cache_add(uint32_t index, const char *name)
{
	struct link *l = cache_find(index);

	if (l && strcmp(l->info.name, name)) {
		cache_forget(index);
		l = NULL;
	}
	if (!l) {
		struct link **bucket;

		l = table_grow() ? keep_alloc(sizeof(*l)) : NULL;
		if (!l)
			return NULL;
		l->info.index = index;
		bucket = index_bucket(index);
		l->next = *bucket;
		*bucket = l;
		table.links++;
	}
	strncpy(l->info.name, name, sizeof(l->info.name) - 1);
	cache_name(l, l->info.name);
	return l;
}

void cache_clear(void)
{
	for (size_t i = 0; i < table.buckets; i++)
		while (table.by_index[i])
			cache_forget(table.by_index[i]->info.index);
	keep_free(table.by_index);
	keep_free(table.by_name);
	memset(&table, 0, sizeof(table));
}

/* What is known of the links of other namespaces than the one that is entered. */
static struct space {
	struct space *next;
	int32_t nsid;
	struct table table;
} *spaces;
static int32_t entered = LINKS_HERE;

static struct space *space_find(int32_t nsid)
{
	struct space *s = spaces;

	while (s && s->nsid != nsid)
		s = s->next;
	return s;
}

/* Puts what is known aside; without memory it is forgotten. */
static void space_leave(void)
{
	struct space *s = space_find(entered);

	if (!s) {
		s = calloc(1, sizeof(*s));
		if (!s) {
			cache_clear();
			return;
		}
		s->nsid = entered;
		s->next = spaces;
		spaces = s;
	}
	s->table = table;
}

void cache_enter(int32_t nsid)
{
	struct space *s;

	if (nsid == entered)
		return;
	space_leave();
	s = space_find(nsid);
	table = s ? s->table : (struct table){ 0 };
	entered = nsid;
}

int32_t cache_entered(void)
{
	return entered;
}

void cache_reset(void)
{
	struct space *s;

	cache_clear();
	while ((s = spaces)) {
		spaces = s->next;
		if (s->nsid != entered) {
			table = s->table;
			cache_clear();
		}
		free(s);
	}
	entered = LINKS_HERE;
}
