/* vti.c - "type vti" and "vti6": IPsec tunnels that have a link.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "tunnel_common.h"

#include <linux/if_tunnel.h>

static int check(struct request *q)
{
	tunnel_settle(q, tunnel_table(q), 0, 0);
	return 0;
}

#define KEY(a, w, h, d) \
	ATTR(a, key, w, "KEY", h, .hide = HIDE_ZERO, .lookup = (d) | TUNNEL_ALWAYS, .parse = tunnel_parse_key)

static const struct row common_rows[] = {
	TUNNEL_DEV(IFLA_VTI_LINK, TUNNEL_NOT_ZERO),
	KEY(IFLA_VTI_IKEY, "i[key]", "mark of policies for packets that come", TUNNEL_IN),
	KEY(IFLA_VTI_OKEY, "o[key]", "mark of policies for packets that go", TUNNEL_OUT),
	SAYS(tunnel_parse_key, "k[ey]", "KEY", "both marks", .lookup = TUNNEL_IN | TUNNEL_OUT),
	TUNNEL_FWMARK(IFLA_VTI_FWMARK),
};
static const struct table common_table = { .name = "vti", TABLE_ROWS(common_rows) };

static const struct row vti_rows[] = {
	TUNNEL_REMOTE(IFLA_VTI_REMOTE, endpoint, "r[emote]"), TUNNEL_LOCAL(IFLA_VTI_LOCAL, endpoint, "l[ocal]"),
	INCLUDE(&common_table),
};
static const struct row vti6_rows[] = {
	TUNNEL_REMOTE(IFLA_VTI_REMOTE, endpoint6, "r[emote]"), TUNNEL_LOCAL(IFLA_VTI_LOCAL, endpoint6, "l[ocal]"),
	INCLUDE(&common_table),
};

#define VTI(n, pad, h) \
	static const struct table n##_table = { \
		.name = #n, TABLE_ROWS(n##_rows), .usage = "... " #n pad "\t[ remote ADDR ]", \
		.unknown = tunnel_unknown, .help = kind_help, \
	}; \
	const struct kind kind_##n = { \
		.name = #n, .help = (h), .table = &n##_table, .begin = tunnel_begin, .check = check, \
	}
VTI(vti, " ", "IPsec over IPv4");
VTI(vti6, "", "IPsec over IPv6");
