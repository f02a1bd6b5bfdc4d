/* arphrd.c - names of the types of link layer (linux/if_arp.h).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_table.h"

#include <linux/if_arp.h>
#include <string.h>

#include "options.h"
#include "types.h"

static const struct name names[] = {
	{ ARPHRD_NETROM, "netrom" }, { ARPHRD_ETHER, "ether" }, { ARPHRD_EETHER, "eether" },
	{ ARPHRD_AX25, "ax25" }, { ARPHRD_PRONET, "pronet" }, { ARPHRD_CHAOS, "chaos" },
	{ ARPHRD_IEEE802, "ieee802" }, { ARPHRD_ARCNET, "arcnet" }, { ARPHRD_APPLETLK, "atalk" },
	{ ARPHRD_DLCI, "dlci" }, { ARPHRD_ATM, "atm" }, { ARPHRD_METRICOM, "metricom" },
	{ ARPHRD_IEEE1394, "ieee1394" }, { ARPHRD_INFINIBAND, "infiniband" },
	{ ARPHRD_SLIP, "slip" }, { ARPHRD_CSLIP, "cslip" }, { ARPHRD_SLIP6, "slip6" },
	{ ARPHRD_CSLIP6, "cslip6" }, { ARPHRD_RSRVD, "rsrvd" }, { ARPHRD_ADAPT, "adapt" },
	{ ARPHRD_ROSE, "rose" }, { ARPHRD_X25, "x25" }, { ARPHRD_HWX25, "hwx25" },
	{ ARPHRD_CAN, "can" }, { ARPHRD_PPP, "ppp" }, { ARPHRD_CISCO, "hdlc" },
	{ ARPHRD_LAPB, "lapb" }, { ARPHRD_DDCMP, "ddcmp" }, { ARPHRD_RAWHDLC, "rawhdlc" },
	{ ARPHRD_TUNNEL, "ipip" }, { ARPHRD_TUNNEL6, "tunnel6" }, { ARPHRD_FRAD, "frad" },
	{ ARPHRD_SKIP, "skip" }, { ARPHRD_LOOPBACK, "loopback" }, { ARPHRD_LOCALTLK, "ltalk" },
	{ ARPHRD_FDDI, "fddi" }, { ARPHRD_BIF, "bif" }, { ARPHRD_SIT, "sit" },
	{ ARPHRD_IPDDP, "ip/ddp" }, { ARPHRD_IPGRE, "gre" }, { ARPHRD_PIMREG, "pimreg" },
	{ ARPHRD_HIPPI, "hippi" }, { ARPHRD_ASH, "ash" }, { ARPHRD_ECONET, "econet" },
	{ ARPHRD_IRDA, "irda" }, { ARPHRD_FCPP, "fcpp" }, { ARPHRD_FCAL, "fcal" },
	{ ARPHRD_FCPL, "fcpl" }, { ARPHRD_FCFABRIC, "fcfb0" }, { ARPHRD_FCFABRIC + 1, "fcfb1" },
	{ ARPHRD_FCFABRIC + 2, "fcfb2" }, { ARPHRD_FCFABRIC + 3, "fcfb3" },
	{ ARPHRD_FCFABRIC + 4, "fcfb4" }, { ARPHRD_FCFABRIC + 5, "fcfb5" },
	{ ARPHRD_FCFABRIC + 6, "fcfb6" }, { ARPHRD_FCFABRIC + 7, "fcfb7" },
	{ ARPHRD_FCFABRIC + 8, "fcfb8" }, { ARPHRD_FCFABRIC + 9, "fcfb9" },
	{ ARPHRD_FCFABRIC + 10, "fcfb10" }, { ARPHRD_FCFABRIC + 11, "fcfb11" },
	{ ARPHRD_FCFABRIC + 12, "fcfb12" }, { ARPHRD_IEEE802_TR, "tr" },
	{ ARPHRD_IEEE80211, "ieee802.11" }, { ARPHRD_IEEE80211_PRISM, "ieee802.11/prism" },
	{ ARPHRD_IEEE80211_RADIOTAP, "ieee802.11/radiotap" },
	{ ARPHRD_IEEE802154, "ieee802.15.4" },
	{ ARPHRD_IEEE802154_MONITOR, "ieee802.15.4/monitor" }, { ARPHRD_PHONET, "phonet" },
	{ ARPHRD_PHONET_PIPE, "phonet_pipe" }, { ARPHRD_CAIF, "caif" }, { ARPHRD_IP6GRE, "gre6" },
	{ ARPHRD_NETLINK, "netlink" }, { ARPHRD_6LOWPAN, "6lowpan" }, { ARPHRD_NONE, "none" },
	{ ARPHRD_VOID, "void" }, { 0, NULL }
};

static const char *name_of(uint32_t type)
{
	if (opt.numeric)
		return NULL;
	for (const struct name *n = names; n->name; n++)
		if (n->value == type)
			return n->name;
	return NULL;
}

static void print_arphrd(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	uint16_t type = payload_number(data, sizeof(type), false);
	const char *name = name_of(type);

	(void)v;
	(void)r;
	(void)size;
	if (!name) {
		l->buf[0] = '[';
		strcpy(format_unsigned(l->buf + 1, type), "]");
	}
	literal_string(l, name ? name : l->buf);
}

const struct type type_arphrd = { .name = "u16", .size = 2, .print = print_arphrd };
