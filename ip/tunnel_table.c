/* tunnel4_table.c - struct ip_tunnel_parm and ip6_tnl_parm2, which the ioctls of tunnels take.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <net/if.h>	/* before any linux/ header */
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <netinet/in.h>

#include "ioctl.h"
#include "tunnel.h"

#define BOTH (TUNNEL_IN | TUNNEL_OUT)

static const struct name modes[] = {
	{ IPPROTO_IPIP, "ipip" }, { IPPROTO_IPIP, "ip/ip" }, { IPPROTO_GRE, "gre" }, { IPPROTO_GRE, "gre/ip" },
	{ IPPROTO_IPV6, "sit" }, { IPPROTO_IPV6, "ipv6/ip" }, { IPPROTO_IPV6, "isatap" }, { IPPROTO_IPIP | TUNNEL_VTI, "vti" },
	{ 0, NULL }
};
static const struct name modes6[] = {
	{ IPPROTO_IPV6, "ip6ip6" }, { IPPROTO_IPV6, "ipv6/ipv6" }, { IPPROTO_IPIP, "ipip6" }, { IPPROTO_IPIP, "ip/ipv6" },
	{ IPPROTO_IPIP, "ipv4/ipv6" }, { IPPROTO_IPIP, "ip4ip6" }, { IPPROTO_GRE, "ip6gre" }, { IPPROTO_GRE, "gre/ipv6" },
	{ IPPROTO_IPV6 | TUNNEL_VTI, "vti6" }, { 0, "any" }, { 0, "any/ipv6" }, { 0, NULL }
};
/* The word is not the name of a number. */
static const struct name no_limit[] = { { UINT8_MAX + 1, "none" }, { 0, NULL } };

/* ---- what both have ---- */
#define COMMON_ROWS(s, protocol, names_of, selects) \
	HEADER(s, name, ifname, .word = "name", BAD("\"name\" not a valid ifname"), .implied = 1 << TO_SET, .text = "{%s: }", \
	       .json = "ifname", .color = COLOR_IFNAME, .help = "what the tunnel is called; the word may be left out", \
	       .lookup = TUNNEL_SELECTS, .parse = tunnel_parse_name), \
	HEADER(s, protocol, tunnel_mode, .word = "mode", .text = "%s ", .json = "mode", .names = names_of, \
	       .lookup = (selects), .help = "what is carried, and how", .parse = tunnel_parse_mode)
#define END(s, f, t, w, label, h, ...) \
	HEADER(s, f, t, .word = w, .arg = "ADDR", .text = label, .json = w, .help = h, __VA_ARGS__)
#define DEVICE(s, key) \
	HEADER(s, link, device_late, .word = "dev", .text = " dev %s", .json = key, .hide = HIDE_ZERO, .lookup = TUNNEL_SELECTS, \
	       .help = "link to send on, whatever the routes say")

/* ---- GRE: flags and keys for packets that come and for those that go, all next to each other ---- */
#define GRE_KEY_WORD(s, w, d, h, ...) \
	.selector = offsetof(struct s, i_flags), .word = w, .text = " " w " %s", .json = w, .lookup = (d), .help = h, \
	.parse = tunnel_parse_gre_key, .show = tunnel_show_gre_key
#define GRE_FLAG(s, w, b, d, h, ...) \
	SAYS(tunnel_parse_gre_flag, w, NULL, h, .selector = offsetof(struct s, i_flags), .bit = (b), .lookup = (d), \
	     .hide = HIDE, __VA_ARGS__)
#define GRE_ROWS(s, protocol) \
	{ .place = AT_NONE, .type = &type_gre_key, GRE_KEY_WORD(s, "key", BOTH, "tells tunnels of the same ends apart") }, \
	HEADER(s, i_key, gre_key, GRE_KEY_WORD(s, "ikey", TUNNEL_IN, "the same, of packets that come")), \
	HEADER(s, o_key, gre_key, GRE_KEY_WORD(s, "okey", TUNNEL_OUT, "the same, of packets that go")), \
	PRINTS(tunnel_show_gre_flags, .offset = offsetof(struct s, protocol), .json = "flags"), \
	GRE_FLAG(s, "iseq", GRE_BIT_SEQ, TUNNEL_IN, "drops packets that come out of order", \
		 .text = "\n  Drop packets out of sequence.", .json = "rx_drop_ooseq"), \
	GRE_FLAG(s, "icsum", GRE_BIT_CSUM, TUNNEL_IN, "packets that come must have checksums", \
		 .text = "\n  Checksum in received packet is required.", .json = "rx_csum"), \
	GRE_FLAG(s, "oseq", GRE_BIT_SEQ, TUNNEL_OUT, "numbers packets that go", \
		 .text = "\n  Sequence packets on output.", .json = "tx_seq"), \
	GRE_FLAG(s, "ocsum", GRE_BIT_CSUM, TUNNEL_OUT, "packets that go get checksums", \
		 .text = "\n  Checksum output packets.", .json = "tx_csum"), \
	GRE_FLAG(s, "seq", GRE_BIT_SEQ, BOTH, "iseq and oseq"), \
	GRE_FLAG(s, "csum", GRE_BIT_CSUM, BOTH, "icsum and ocsum"), \
	HEADER(s, i_flags, gre_flags, .hide = HIDE, .once = ONCE_EACH), \
	HEADER(s, o_flags, gre_flags, .hide = HIDE, .once = ONCE_EACH)

/* ---- over IPv4 ---- */
static const struct row rows[] = {
	COMMON_ROWS(ip_tunnel_parm, iph.protocol, modes, 0),
	END(ip_tunnel_parm, iph.daddr, tunnel_end, "remote", "remote {%s }", "the other end", .lookup = TUNNEL_SELECTS | TUNNEL_RESOLVES),
	END(ip_tunnel_parm, iph.saddr, tunnel_end, "local", "local {%s}", "this end", .lookup = TUNNEL_SELECTS),
	PRINTS(tunnel_show_routers),
	DEVICE(ip_tunnel_parm, "dev"),
	HEADER(ip_tunnel_parm, iph.ttl, u8, .word = "ttl|hoplimit|hlim", BAD("invalid TTL"), .arg = "{ 1..255 | inherit }",
	       .text = " ttl %s", .json = "ttl", .help = "time to live of outer packets", .names = tunnel_inherit,
	       .parse = tunnel_parse_ttl, .show = tunnel_show_ttl),
	HEADER(ip_tunnel_parm, iph.tos, tunnel_tos, .word = "tos|tclass|d[sfield]", BAD("bad TOS value"), .text = " tos %s",
	       .json = "tos", .file = 1 + NAMES_DSFIELD, .help = "type of service of outer packets", .show = tunnel_show_tos),
	HEADER(ip_tunnel_parm, iph.frag_off, tunnel_df, .word = "[no]pmtudisc", .text = " %s", .json = "nopmtudisc",
	       .help = "outer packets are not to be fragmented on the way", .parse = tunnel_parse_df),
	PRINTS(tunnel_show_6rd),
	GRE_ROWS(ip_tunnel_parm, iph.protocol),
	{ .place = AT_HEADER, .offset = offsetof(struct ip_tunnel_parm, iph), .name = "iph.version", .type = &type_x8, .hide = HIDE },
};

/* ---- over IPv6 ---- */
/* A value of its own, or a word that sets a bit of the flags instead. */
#define OR_FLAG(f, w, words_of, label, key, b, h) \
	.word = w, .names = (words_of), .text = label, .json = key, .part = "IP6_TNL_F_" #f, .selector = IP6_TNL_F_##f, BAD(b), \
	.help = h, .parse = tunnel_parse_or_flag, .show = tunnel_show_or_flag, .lookup = TUNNEL_SELECTS
#define FLAG6(f, ...) \
	HEADER(ip6_tnl_parm2, flags, tunnel6_flags, .bit = IP6_TNL_F_##f, .part = "IP6_TNL_F_" #f, .show = tunnel_show_flag, \
	       __VA_ARGS__)

static const struct row rows6[] = {
	HEADER(ip6_tnl_parm2, flags, tunnel6_flags, .hide = HIDE, .once = ONCE_EACH, .lookup = TUNNEL_SELECTS),
	COMMON_ROWS(ip6_tnl_parm2, proto, modes6, TUNNEL_SELECTS),
	END(ip6_tnl_parm2, raddr, tunnel_end6, "remote", "remote {%s }", "the other end", .lookup = TUNNEL_SELECTS | TUNNEL_RESOLVES),
	END(ip6_tnl_parm2, laddr, tunnel_end6, "local", "local {%s}", "this end", .lookup = TUNNEL_SELECTS),
	DEVICE(ip6_tnl_parm2, "link"),
	HEADER(ip6_tnl_parm2, encap_limit, u8, .arg = "{ none | 0..255 }",
	       OR_FLAG(IGN_ENCAP_LIMIT, "encaplimit", no_limit, " encaplimit %s", "encap_limit", "invalid ELIM",
		       "how deep tunnels may stand in tunnels")),
	HEADER(ip6_tnl_parm2, hop_limit, u8, .word = "hoplimit|ttl|hlim", BAD("invalid TTL"), .arg = "{ 0..255 }",
	       .text = " hoplimit %s", .json = "hoplimit", .help = "hop limit of outer packets; 0: that of inner ones",
	       .lookup = TUNNEL_SELECTS, .show = tunnel_show_ttl),
	HEADER(ip6_tnl_parm2, flowinfo, tunnel6_flow, .bit = 0x0ff00000, .arg = "{ 0x0..0xff | inherit }",
	       OR_FLAG(USE_ORIG_TCLASS, "tclass|tc|tos|d[sfield]", tunnel_inherit, " tclass %s", "tclass", "invalid TClass",
		       "traffic class of outer packets")),
	HEADER(ip6_tnl_parm2, flowinfo, tunnel6_flow, .bit = 0x000fffff, .arg = "{ 0x0..0xfffff | inherit }",
	       OR_FLAG(USE_ORIG_FLOWLABEL, "flowlabel|fl", tunnel_inherit, " flowlabel %s", "flowlabel", "invalid Flowlabel",
		       "flow label of outer packets")),
	HEADER(ip6_tnl_parm2, flowinfo, tunnel6_flow, .text = " (flowinfo %s)", .json = "flowinfo", .once = ONCE_EACH),
	FLAG6(RCV_DSCP_COPY, .word = "dscp", .arg = "inherit", .text = " dscp inherit", BAD("not inherit"),
	      .help = "inner packets take the class of outer ones", .parse = tunnel_parse_inherit),
	FLAG6(ALLOW_LOCAL_REMOTE, .word = "[no]allow-localremote", .text = " allow-localremote",
	      .help = "the other end may be on this machine", .parse = tunnel_parse_switch),
	GRE_ROWS(ip6_tnl_parm2, proto),
};

#define TABLE(id, r, s, ...) \
	const struct table id = { .name = "tunnel", TABLE_ROWS(r), .header = sizeof(struct s), .header_name = #s, \
				  .help = tunnel_help, __VA_ARGS__ }
TABLE(tunnel4_table, rows, ip_tunnel_parm, .usage = "ip tunnel {{ add | change | del | show | prl | 6rd } [ NAME ]");
TABLE(tunnel6_table, rows6, ip6_tnl_parm2, .usage = "ip -f inet6 tunnel {{ add | change | del | show } [ NAME ]");

int tunnel_family(const struct table *t)
{
	return t == &tunnel6_table ? AF_INET6 : AF_INET;
}
