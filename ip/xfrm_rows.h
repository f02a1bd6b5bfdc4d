/* xfrm_rows.h - rows that several messages of IPsec have.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_XFRM_ROWS_H
#define MINIP_XFRM_ROWS_H

#include "xfrm.h"

/* Said in each word space, answered alike when it is wrong. */
#define EVERYWHERE(w, a, h, why)	.word = (w), .arg = (a), .help = (h), LISTED(w, why), GOTTEN(w, why)
#define VALUE(w, a, h, why)		EVERYWHERE(w, a, h, why), BAD(why)
/* To make a state or a policy only. */
#define MADE(w, a, h, why)		.word = (w), .arg = (a), .help = (h), BAD(why)

/* What identifies a state: said in one go. */
#define ID(w, a, h, why) \
	EVERYWHERE(w, a, h, why), .lookup = RUN_ID, .parse = xfrm_parse_id, \
	MORE(.bad = (why), .fits = xfrm_fits_id, .ends_group = true)
#define ID_SRC	ID("src", "ADDR", "where it comes from", NULL), .text = "src %s ", .match = xfrm_match_address
#define ID_DST	ID("dst", "ADDR", "where it goes", NULL), .text = "dst %s\n", .match = xfrm_match_address
#define ID_PROTO \
	ID("proto", "XFRM-PROTO", "what is done to packets", "XFRM-PROTO value is invalid"), .names = xfrm_transforms, \
	.show = xfrm_show_transform
#define ID_SPI \
	ID("spi", "SPI", "the index by which the receiver knows it", "SPI value is invalid"), .show = xfrm_show_spi
#define REQID \
	VALUE("reqid", "REQID", "ties states to templates of policies", "REQID value is invalid"), .show = xfrm_show_reqid
#define MODE \
	VALUE("mode", "MODE", "how packets are put into others", "MODE value is invalid"), .names = xfrm_modes, \
	.text = "mode %s\n"

extern const struct table xfrm_selector_table, xfrm_lifetime_table, xfrm_current_table, xfrm_stats_table;
/* Attributes of both states and policies. */
extern const struct table xfrm_mark_table, xfrm_context_table, xfrm_offload_table;

#define IF_ID(why) \
	ATTR(XFRMA_IF_ID, x32, "if_id", "IF_ID", "number of the xfrm interface", BAD(why), .text = "if_id %s\n", \
	     .show = xfrm_show_line)
#define LIFETIME(s) \
	PART(s, lft, &xfrm_lifetime_table, .word = "limit", .arg = "LIMIT", .help = "when it ends", \
	     .parse = xfrm_parse_limit, .show = xfrm_show_lifetime, .when = ON_STATS), \
	PART(s, curlft, &xfrm_current_table, .show = xfrm_show_current, .when = ON_STATS)

#endif
