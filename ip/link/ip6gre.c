/* ip6gre.c - "type ip6gre", "ip6gretap", "ip6erspan": GRE over IPv6.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "gre.h"
#include "tunnel6.h"

#include <linux/if_tunnel.h>

static int check(struct request *q)
{
	const struct table *t = tunnel_table(q);

	if (!tunnel_settle(q, t, IFLA_GRE_COLLECT_METADATA, 0))
		gre_settle_erspan(q, t);
	return 0;
}

static const struct row rows[] = {
	TUNNEL_EXTERNAL(IFLA_GRE_COLLECT_METADATA),
	TUNNEL_REMOTE(IFLA_GRE_REMOTE, endpoint6, "r[emote]"), TUNNEL_LOCAL(IFLA_GRE_LOCAL, endpoint6, "l[ocal]"),
	TUNNEL_DEV(IFLA_GRE_LINK, TUNNEL_NOT_ZERO),
	TUNNEL_TTL(IFLA_GRE_TTL, "t[tl]|h[oplimit]|hl[im]", "hoplimit", "invalid HLIM", .def = 64),
	TUNNEL6_FLOW_ROWS(IFLA_GRE_FLAGS, IFLA_GRE_ENCAP_LIMIT, IFLA_GRE_FLOWINFO, "to[s]|tc[lass]|ds[field]"),
	INCLUDE(&gre_key_table),
	TUNNEL6_MARK_ROWS(IFLA_GRE_FLAGS, IFLA_GRE_FWMARK),
	INCLUDE(&gre_erspan_table),
	INCLUDE(&gre_encap6_table),
};

#define IP6GRE(n, pad, h) \
	static const struct table n##_table = { \
		.name = #n, TABLE_ROWS(rows), .usage = "... " #n pad "\t[ remote ADDR ]", \
		.unknown = tunnel_unknown, .help = kind_help, \
	}; \
	const struct kind kind_##n = { \
		.name = #n, .help = (h), .table = &n##_table, .begin = tunnel_begin, .check = check, \
	}
IP6GRE(ip6gre, "   ", "IP packets in GRE over IPv6");
IP6GRE(ip6gretap, "", "Ethernet frames in GRE over IPv6");
IP6GRE(ip6erspan, "", "mirrored frames in GRE over IPv6");
