/* draw.h - a picture in text of the network: namespaces as boxes, cables between them.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_DRAW_H
#define MINIP_DRAW_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NET_LINKS	24
#define NET_MAX		16
#define NET_NAME	32

/* One end of a cable, a bridge, or any other link. */
struct net_link {
	char name[IF_NAMESIZE], kind[IF_NAMESIZE];
	uint32_t index, master, flags;
	uint32_t peer;		/* index of the other end of a cable (veth); 0: it is none */
	char peer_net[NET_NAME];	/* the namespace of that */
	char addresses[64];	/* "10.0.1.1/24 2001:db8::1/64"; none that the kernel makes itself */
};

/* A namespace. */
struct net {
	char name[NET_NAME];	/* "" is the one that we are in */
	struct net_link link[NET_LINKS];
	size_t n;
};

/* Reads the namespace that we are in and all that have a name; how many, or -1 with the error recorded. */
int net_read(struct net nets[NET_MAX]);
/* The picture, NUL-terminated, at most 80 columns wide; in the arena. */
const char *draw_nets(const struct net *nets, int n);

#endif
