/* netns_names.c - which name has an id: guessed, verified, else searched.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"
#include "netns.h"

#include <linux/magic.h>
#include <linux/net_namespace.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define UNASKED (-3)

/* The names there are, in the directory's order, and what is known of each. */
struct known {
	int32_t id;		/* NETNSA_NSID_NOT_ASSIGNED: none; UNASKED */
	ino_t inode;		/* of the namespace; 0: not known */
	char *name;
};

static struct known *names;
static size_t count, room;
static bool is_read;

static int name_keep(const char *name, void *arg)
{
	struct known *more = count < room ? names : realloc(names, (room = 2 * room + 16) * sizeof(*names));

	(void)arg;
	if (!more)
		return -1;
	names = more;
	names[count] = (struct known){ .id = UNASKED, .name = strdup(name) };
	count += names[count].name != NULL;
	return 0;
}

static bool has_id(size_t i, int32_t id)
{
	if (i >= count)
		return false;
	if (names[i].id == UNASKED)
		names[i].id = netns_id_of_name(names[i].name);
	return names[i].id == id;
}

/*
 * Ids are mostly given in the order in which namespaces are made, and the directory, a tmpfs, has the
 * newest first: so the place is guessed from either end.
 */
static size_t place_of(int32_t id)
{
	if (has_id(count - 1 - id, id))
		return count - 1 - id;
	if (has_id(id, id))
		return id;
	for (size_t i = 0; i < count; i++)
		if (has_id(i, id))
			return i;
	return count;
}

static ino_t inode_of(struct known *k)
{
	struct stat s;

	if (!k->inode && !stat(netns_path(k->name), &s))
		k->inode = s.st_ino;
	return k->inode;
}

const char *netns_name_of_id(int32_t id)
{
	size_t place, first = 0;

	if (!is_read)
		netns_each(name_keep, NULL);
	is_read = true;
	place = id < 0 ? count : place_of(id);
	if (place == count)
		return NULL;
	/* Of several names of one namespace the first counts. */
	while (first < place && inode_of(&names[first]) != inode_of(&names[place]))
		first++;
	return names[first].name;
}

void netns_reset(void)
{
	while (count)
		free(names[--count].name);
	free(names);
	names = NULL;
	room = 0;
	is_read = false;
}

/* ---- are there any ids? ---- */
static int id_count(const struct nlmsghdr *h, void *arg)
{
	*(int *)arg += h->nlmsg_type == RTM_NEWNSID;
	return 0;
}

/* What does not fit into one datagram the kernel leaves out. */
#define IDS_TOLD 64

int netns_count_ids(void)
{
	_Alignas(8) char buf[64];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	int ids = 0;
	struct nl_dump dump = { .each = id_count, .arg = &ids };
	struct nl *nl = nl_socket(1);

	h->nlmsg_type = RTM_GETNSID;
	mnl_nlmsg_put_extra_header(h, sizeof(struct rtgenmsg));
	return nl && !nl_dump(nl, h, &dump) && ids < IDS_TOLD ? ids : -1;
}

bool netns_is_made(const char *name)
{
	struct statfs fs;

	return !statfs(netns_path(name), &fs) && fs.f_type == NSFS_MAGIC;
}
