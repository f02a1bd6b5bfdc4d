/* tunnel6.h - what tunnels over IPv6 share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TUNNEL6_H
#define MINIP_TUNNEL6_H

#include "compat.h"
#include "tunnel_common.h"

#include <linux/ip6_tunnel.h>

/*
 * A value that may be taken from the inner packet: the first of row->names says so, as row.bit
 * of the attribute row.selector.  Of a flow (be32) row.max is the mask, row.offset the lowest bit.
 */
int tunnel6_parse(struct request *, const struct table *, const struct row *, struct words *);
int tunnel6_parse_dscp(struct request *, const struct table *, const struct row *, struct words *);
extern const struct type type_encap_limit, type_flow, type_mark6;
extern const struct name tunnel6_none[];

#define TUNNEL6_TOLD(a, b, label, key)	TOLD(a, bit32, label " ", "ip6_tnl_f_" key, .bit = IP6_TNL_F_##b)
#define TUNNEL6_OR(f, b, n, ...) \
	.selector = (f), .bit = IP6_TNL_F_##b, .names = (n), .parse = tunnel6_parse, \
	.lookup = TUNNEL_ALWAYS, __VA_ARGS__

/* What stands between hop limit and keys. */
#define TUNNEL6_FLOW_ROWS(f, limit_attr, flow_attr, tclass) \
	QUIET(f, x32, .lookup = TUNNEL_ALWAYS), \
	TUNNEL6_TOLD(f, IGN_ENCAP_LIMIT, "encaplimit none", "ign_encap_limit"), \
	ATTR(limit_attr, encap_limit, "encaplimit", "{ none | 0..255 }", "tunnels that may be put around this one", \
	     .json = "encap_limit", .def = IPV6_DEFAULT_TNL_ENCAP_LIMIT, \
	     TUNNEL6_OR(f, IGN_ENCAP_LIMIT, tunnel6_none, BAD("invalid ELIM"))), \
	TUNNEL6_TOLD(f, USE_ORIG_TCLASS, "tclass inherit", "use_orig_tclass"), \
	ATTR(flow_attr, flow, tclass, "{ 0..ff | inherit }", "traffic class, hexadecimal", .text = "tclass %s ", \
	     .json = "tclass", .offset = 20, .max = 0xff, \
	     TUNNEL6_OR(f, USE_ORIG_TCLASS, tunnel_inherit, BAD("invalid TClass"))), \
	TUNNEL6_TOLD(f, USE_ORIG_FLOWLABEL, "flowlabel inherit", "use_orig_flowlabel"), \
	ATTR(flow_attr, flow, "flowlabel|fl", "{ 0..fffff | inherit }", "flow label, hexadecimal", .max = 0xfffff, \
	     TUNNEL6_OR(f, USE_ORIG_FLOWLABEL, tunnel_inherit, BAD("invalid Flowlabel"))), \
	TUNNEL6_TOLD(f, RCV_DSCP_COPY, "dscp inherit", "rcv_dscp_copy"), \
	{ .place = AT_NONE, .type = &type_none, .selector = (f), .bit = IP6_TNL_F_RCV_DSCP_COPY, .arg = "inherit", \
	  SAID("dscp", "not inherit"), .help = "inner packets get the DSCP of outer ones", \
	  .parse = tunnel6_parse_dscp }
/* What stands between keys and encapsulation. */
#define TUNNEL6_MARK_ROWS(f, mark_attr) \
	TUNNEL6_TOLD(f, ALLOW_LOCAL_REMOTE, "allow-localremote", "allow_local_remote"), \
	TUNNEL_WORD(f, "[no]allow-localremote", "the other end may be on this machine", \
		    .bit = IP6_TNL_F_ALLOW_LOCAL_REMOTE), \
	TUNNEL6_TOLD(f, USE_ORIG_FWMARK, "fwmark inherit", "use_orig_fwmark"), \
	ATTR(mark_attr, mark6, "fwmark", "{ MARK | inherit }", "mark for the route lookup", .hide = HIDE_ZERO, \
	     TUNNEL6_OR(f, USE_ORIG_FWMARK, tunnel_inherit, BAD("invalid fwmark")))

#endif
