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
/* "KIND := { amt | bareudp ... }": scripts look there for what can be made. */
void kind_list(struct out *);
void kind_usage(struct out *, const struct kind *, const struct table *);

/* All kinds, one a line: a new one is its file and a line here. */
#define KINDS(X) \
	X(amt) \
	X(bareudp) \
	X(batadv) \
	X(bond) \
	X(bridge) \
	X(can) \
	X(dsa) \
	X(dummy) \
	X(erspan) \
	X(geneve) \
	X(gre) \
	X(gretap) \
	X(gtp) \
	X(hsr) \
	X(ifb) \
	X(ip6erspan) \
	X(ip6gre) \
	X(ip6gretap) \
	X(ip6tnl) \
	X(ipip) \
	X(ipoib) \
	X(ipvlan) \
	X(ipvtap) \
	X(macsec) \
	X(macvlan) \
	X(macvtap) \
	X(netdevsim) \
	X(netkit) \
	X(nlmon) \
	X(ovpn) \
	X(pfcp) \
	X(rmnet) \
	X(sit) \
	X(team) \
	X(tun) \
	X(vcan) \
	X(veth) \
	X(virt_wifi) \
	X(vlan) \
	X(vrf) \
	X(vti) \
	X(vti6) \
	X(vxcan) \
	X(vxlan) \
	X(wireguard) \
	X(wwan) \
	X(xfrm)

#define DECLARE_KIND(name) extern const struct kind kind_##name;
KINDS(DECLARE_KIND)

#endif
