/* rpl.c - "encap rpl": source routes of low power networks.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/lwtunnel.h>
#include <linux/rpl.h>
#include <linux/rpl_iptunnel.h>

#include "encap.h"
#include "types.h"

static void show_srh(struct out *o, const struct row *r, const struct view *v)
{
	const struct ipv6_rpl_sr_hdr *h = view_struct(v, r->attr, sizeof(*h));

	if (h)
		encap_show_segments(o, h->segments.addr, mnl_attr_get_payload_len(view_attr(v, r->attr)) - sizeof(*h),
				    h->segments_left);
}

static const struct row rows[] = {
	ATTR(RPL_IPTUNNEL_SRH, segments, "segs", NULL, "where packets pass", .show = show_srh),
};
static const struct table table = { .name = "rpl", TABLE_ROWS(rows), .once = ONCE_GARBAGE };

static int parse(struct request *q, const struct encap *e, struct words *w)
{
	struct item *i;

	if (request_parse_open(q, e->table, w) < 0)
		return -1;
	i = request_row(q, rows);
	return encap_set_rpl(q, i ? i : request_add(q, e->table, rows, 0, 0), i ? i->data : NULL);
}

const struct encap encap_rpl = { .table = &table, .type = LWTUNNEL_ENCAP_RPL, .help = "a source route of RPL",
				 .parse = parse };
