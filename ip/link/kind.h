/* kind.h - the kinds of links, each a table.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_KIND_H
#define MINIP_KIND_H

#include "schema.h"

struct kind {
	const char *name;		/* as the kernel calls it: IFLA_INFO_KIND */
	const char *help;		/* one clause: what it is */
	const struct table *table;	/* IFLA_INFO_DATA; NULL: it has no words of its own */
	const struct table *port;	/* IFLA_INFO_SLAVE_DATA of its ports; NULL: none */
	/* After all words of "add" or "set": what no row sees alone, what goes without saying. 0 or -1. */
	int (*check)(struct request *);
};

/* NULL when we do not know it: the kernel may. */
const struct kind *kind_find(const char *name);
/* The i-th kind's name, NULL behind the last. */
const char *kind_choice(size_t i);
/* The words of a kind and of its ports; NULL when there are none. */
const struct table *kind_table(const char *name);
const struct table *kind_port_table(const char *name);
void kind_offer(struct words *);
/* "vxlan: unknown command "X"?" and the words that there are, on stderr. Returns -1, status 1. */
int kind_unknown_command(struct request *, const struct table *, struct words *);
int kind_unknown_option(struct request *, const struct table *, struct words *);
/* The help of a table of words on out or err; -1 with status 1 (nothing to add). */
int kind_help(struct words *);
void kind_usage(struct out *, const struct kind *, const struct table *);

extern const struct kind kind_bridge, kind_dummy, kind_ifb, kind_macvlan, kind_macvtap, kind_veth, kind_vlan, kind_vrf,
	kind_vxlan;

#endif
