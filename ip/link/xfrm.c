/* xfrm.c - "type xfrm": IPsec by the number of an interface.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "error.h"
#include "tunnel_common.h"

static const struct table table;

static int check(struct request *q)
{
	bool has_id = request_attr(q, &table, IFLA_XFRM_IF_ID);

	if (!request_attr(q, &table, IFLA_XFRM_COLLECT_METADATA))
		return has_id ? 0 : fail(255, "Error: argument \"IF_ID\" is required");
	if (has_id || request_attr(q, &table, IFLA_XFRM_LINK))
		return fail(1, "xfrmi: both 'external' and if_id/link cannot be specified");
	return 0;
}

static void show_id(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (!view_attr(v, IFLA_XFRM_COLLECT_METADATA) && row_literal(v, r, &l))
		out_literal(o, "if_id", "if_id %s ", &l);
}

static const struct row rows[] = {
	TUNNEL_EXTERNAL(IFLA_XFRM_COLLECT_METADATA),
	QUIET(IFLA_XFRM_LINK, known_device, .word = "d[ev]", .arg = "DEV", .help = "link to send on"),
	ATTR(IFLA_XFRM_IF_ID, x32, "i[f_id]", "NUMBER", "the same number is in policies and states", .min = 1,
	     .show = show_id, BAD("if_id value is invalid")),
};
static const struct table table = {
	.name = "xfrm", TABLE_ROWS(rows), .usage = "... xfrm dev [ PHYS_DEV ] [ if_id IF-ID ]",
	.unknown = tunnel_unknown, .help = kind_help,
};

const struct kind kind_xfrm = {
	.name = "xfrm", .help = "IPsec by the number of an interface", .table = &table, .check = check,
};
