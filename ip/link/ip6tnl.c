/* ip6tnl.c - "type ip6tnl": IP packets over IPv6.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "tunnel6.h"

#include <linux/if_tunnel.h>
#include <netinet/in.h>

static const struct name modes[] = {
	{ IPPROTO_IPV6, "ip6ip6" }, { IPPROTO_IPV6, "ipv6/ipv6" }, { IPPROTO_IPIP, "ipip6" },
	{ IPPROTO_IPIP, "ip/ipv6" }, { IPPROTO_IPIP, "ipv4/ipv6" }, { IPPROTO_IPIP, "ip4ip6" },
	{ 0, "any" }, { 0, "any/ipv6" }, { 0, NULL }
};

static int check(struct request *q)
{
	tunnel_settle(q, tunnel_table(q), IFLA_IPTUN_COLLECT_METADATA, IFLA_IPTUN_PROTO);
	return 0;
}

static const struct row rows[] = {
	TUNNEL_EXTERNAL(IFLA_IPTUN_COLLECT_METADATA),
	ATTR(IFLA_IPTUN_PROTO, named8, "mode", "{ ip6ip6 | ipip6 | any }", "what is carried", .names = modes,
	     .text = "%s ", .json = "proto", .lookup = TUNNEL_ALWAYS, BAD("Cannot guess tunnel mode.")),
	TUNNEL_REMOTE(IFLA_IPTUN_REMOTE, endpoint6, "remote"), TUNNEL_LOCAL(IFLA_IPTUN_LOCAL, endpoint6, "local"),
	TUNNEL_DEV(IFLA_IPTUN_LINK, TUNNEL_ALWAYS),
	TUNNEL_TTL(IFLA_IPTUN_TTL, "ttl|hoplimit|hlim", "hoplimit", "invalid HLIM", .def = 64),
	TUNNEL6_FLOW_ROWS(IFLA_IPTUN_FLAGS, IFLA_IPTUN_ENCAP_LIMIT, IFLA_IPTUN_FLOWINFO, "tos|tclass|tc|ds[field]"),
	TUNNEL6_TOLD(IFLA_IPTUN_FLAGS, MIP6_DEV, "mip6", "mip6_dev"),
	TUNNEL6_MARK_ROWS(IFLA_IPTUN_FLAGS, IFLA_IPTUN_FWMARK),
	INCLUDE(&iptun_encap6_table),
};
static const struct table table = {
	.name = "ip6tnl", TABLE_ROWS(rows), .usage = "... ip6tnl\t[ remote ADDR ]", .unknown = tunnel_unknown,
	.help = kind_help,
};

const struct kind kind_ip6tnl = {
	.name = "ip6tnl", .help = "IP packets over IPv6", .table = &table, .begin = tunnel_begin, .check = check,
};
