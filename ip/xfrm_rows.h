/* xfrm_rows.h - rows that several messages of IPsec have.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_XFRM_ROWS_H
#define MINIP_XFRM_ROWS_H

#include "xfrm.h"

/* Said to make or name one; to list them as well; and for a number to be found ("allocspi"): answered alike when it is wrong. */
#define SET_ONLY(w, a, h, why)		.word = (w), .arg = (a), .help = (h)
#define SET_OR_LIST(w, a, h, why)	SET_ONLY(w, a, h, why), LISTED(w, why)
#define EVERYWHERE(w, a, h, why)	SET_OR_LIST(w, a, h, why), GOTTEN(w, why)
#define VALUE(spaces, w, a, h, why)	spaces(w, a, h, why), BAD(why)

/* What identifies a state: said in one go. */
#define ID(spaces, w, a, h, why) \
	spaces(w, a, h, why), .lookup = RUN_ID, .parse = xfrm_parse_id, \
	MORE(.bad = (why), .fits = xfrm_fits_id, .ends_group = true)
#define ID_SRC(spaces) \
	ID(spaces, "src", "ADDR", "where it comes from", NULL), .text = "src %s ", .match = xfrm_match_address
#define ID_DST(spaces) \
	ID(spaces, "dst", "ADDR", "where it goes", NULL), .text = "dst %s\n", .match = xfrm_match_address
#define ID_PROTO(spaces) \
	ID(spaces, "proto", "XFRM-PROTO", "what is done to packets", "XFRM-PROTO value is invalid"), .names = xfrm_transforms, \
	.show = xfrm_show_transform
#define ID_SPI(spaces) \
	ID(spaces, "spi", "SPI", "the index by which the receiver knows it", "SPI value is invalid"), .show = xfrm_show_spi
#define REQID(spaces) \
	VALUE(spaces, "reqid", "REQID", "ties states to templates of policies", "REQID value is invalid"), .show = xfrm_show_reqid
#define MODE(spaces) \
	VALUE(spaces, "mode", "MODE", "how packets are put into others", "MODE value is invalid"), .names = xfrm_modes, \
	.text = "mode %s\n"

extern const struct table xfrm_selector_table, xfrm_lifetime_table, xfrm_current_table, xfrm_stats_table;
/* Attributes of both states and policies. */
extern const struct table xfrm_mark_table, xfrm_state_mark_table, xfrm_context_table, xfrm_offload_table;

#define IF_ID(why) \
	ATTR(XFRMA_IF_ID, x32, "if_id", "IF_ID", "number of the xfrm interface", BAD(why), .text = "if_id %s\n", \
	     .show = xfrm_show_line)
#define LIFETIME(s) \
	PART(s, lft, &xfrm_lifetime_table, .word = "limit", .arg = "LIMIT", .help = "when it ends", \
	     .parse = xfrm_parse_limit, .show = xfrm_show_lifetime, .when = ON_STATS), \
	PART(s, curlft, &xfrm_current_table, .show = xfrm_show_current, .when = ON_STATS)

#endif
