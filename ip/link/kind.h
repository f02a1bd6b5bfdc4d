/* kind.h - the kinds of links, each a table.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_KIND_H
#define MINIP_KIND_H

#include "schema.h"

struct kind {
	const char *name;		/* as the kernel calls it: IFLA_INFO_KIND */
	const char *help;		/* one clause: what it is */
	const struct table *table;	/* IFLA_INFO_DATA; NULL: it has no words of its own */
	const struct table *port;	/* IFLA_INFO_SLAVE_DATA of its ports; NULL: none */
	const struct table *xstats;	/* IFLA_INFO_XSTATS, a struct: statistics of its own; NULL: none */
	/* Before the words: what holds until one of them says otherwise. 0 or -1. */
	int (*begin)(struct request *, const struct kind *);
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
const struct table *kind_xstats_table(const char *name);
void kind_offer(struct words *);
/* "vxlan: unknown command "X"?" and the words that there are, on stderr. Returns -1, status 1. */
int kind_unknown_command(struct request *, const struct table *, struct words *);
int kind_unknown_option(struct request *, const struct table *, struct words *);
/* For tables that are only shown: 'Garbage instead of arguments "X ..."'. Returns -1, status 1. */
int kind_no_words(struct request *, const struct table *, struct words *);
/* The help of a table of words on out or err; -1 with status 1 (nothing to add). */
int kind_help(struct words *);
void kind_usage(struct out *, const struct kind *, const struct table *);

extern const struct kind kind_bridge, kind_dummy, kind_ifb, kind_macvlan, kind_macvtap, kind_veth, kind_vlan, kind_vrf,
	kind_vxlan;
extern const struct kind kind_amt, kind_batadv, kind_bond, kind_can, kind_dsa, kind_gtp, kind_hsr, kind_ipoib,
	kind_ipvlan, kind_ipvtap, kind_macsec, kind_netdevsim, kind_netkit, kind_nlmon, kind_ovpn, kind_pfcp,
	kind_rmnet, kind_team, kind_tun, kind_vcan, kind_virt_wifi, kind_vxcan, kind_wireguard, kind_wwan;
extern const struct kind kind_bareudp, kind_erspan, kind_geneve, kind_gre, kind_gretap, kind_ip6erspan, kind_ip6gre,
	kind_ip6gretap, kind_ip6tnl, kind_ipip, kind_sit, kind_vti, kind_vti6, kind_xfrm;

#endif
