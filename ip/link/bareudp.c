/* bareudp.c - "type bareudp": packets of one protocol in UDP, nothing between.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "error.h"
#include "kind_values.h"
#include "tunnel_common.h"

static const struct table table;

static int check(struct request *q)
{
	if (!request_attr(q, &table, IFLA_BAREUDP_PORT))
		return fail(255, "Error: argument \"dstport\" is required");
	if (!request_attr(q, &table, IFLA_BAREUDP_ETHERTYPE))
		return fail(255, "Error: argument \"ethertype\" is required");
	return 0;
}

static void show_multiproto(struct out *o, const struct row *r, const struct view *v)
{
	bool on = view_attr(v, r->attr);
	struct literal l = { .text = NULL };

	tunnel_truth(&l, on, on ? "multiproto" : "nomultiproto");
	out_literal(o, "multiproto", "%s ", &l);
}

static const struct row rows[] = {
	ATTR(IFLA_BAREUDP_PORT, be16, "d[stport]", "PORT", "UDP port", BAD("dstport")),
	ATTR(IFLA_BAREUDP_ETHERTYPE, ethertype, "e[thertype]", "PROTO", "what the packets are", BAD("ethertype")),
	ATTR(IFLA_BAREUDP_SRCPORT_MIN, u16, "s[rcportmin]", "PORT", "least source port", BAD("srcportmin")),
	ATTR(IFLA_BAREUDP_MULTIPROTO_MODE, flag_true, "m[ultiproto]", NULL, "IPv4 and IPv6, or all of MPLS",
	     .parse = tunnel_parse_flag, SHOW_ALWAYS(show_multiproto)),
	SAYS(tunnel_parse_flag, "n[omultiproto]", NULL, "one protocol", .attr = IFLA_BAREUDP_MULTIPROTO_MODE),
};
static const struct table table = {
	.name = "bareudp", TABLE_ROWS(rows), .usage = "... bareudp dstport PORT", .once = ONCE_GARBAGE,
	.unknown = kind_unknown_command, .help = kind_help,
};

const struct kind kind_bareudp = { .name = "bareudp", .help = "packets in UDP", .table = &table, .check = check };
