/* links.h - names and indices of links, looked up at need and kept.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINKS_H
#define MINIP_LINKS_H

#include <net/if.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>

/* What is known of a link (linux/if_link.h). */
struct link_info {
	uint32_t index;
	uint32_t flags;		/* IFF_ */
	uint16_t type;		/* ARPHRD_ */
	uint8_t address_size;	/* bytes of its link layer address */
	char name[IF_NAMESIZE];
};

/* Never NULL: "if7" when no link has index 7, "*" for 0, as ip(8) writes them. */
const char *links_name(uint32_t index);
/* By name, by alternative name, or by "ifN"; 0 when there is none.  Records no error. */
uint32_t links_index(const char *name);
/* NULL when there is no such link.  Valid until the next call of this module. */
const struct link_info *links_find(uint32_t index);

#define LINKS_HERE (-1)
/*
 * From here on names, indices and what is learned are of the namespace that this one knows by an
 * id (events of "monitor all-nsid"); LINKS_HERE: of this one.
 */
void links_enter(int32_t nsid);
/* Forgets the links of another namespace, whose id is no longer its own. */
void links_forget(int32_t nsid);

/* Remembers the link of an RTM_NEWLINK message, forgets the one of an RTM_DELLINK. */
void links_learn(const struct nlmsghdr *);
/* Reads all links with one dump (before a listing that will need most of the names). 0 or -1. */
int links_load(void);
/* Forgets all: after a change of namespace, after a request that renames or creates. */
void links_reset(void);
/* -dry-run: is it the index of a link that a request held back would have made?  Its number says nothing. */
bool links_is_pretended(uint32_t index);
/* Forgets those links (at exit). */
void links_pretend_reset(void);
/* For completion: every link's name and alternative names. */
int links_each(void (*each)(const char *name, void *arg), void *arg);

#endif
