/* xfrm.c - "encap xfrm": through an IPsec interface that asks routes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/lwtunnel.h>
#include <string.h>

#include "encap.h"
#include "error.h"
#include "types.h"

static const struct row rows[] = {
	ATTR(LWT_XFRM_IF_ID, u32, "if_id", "IF_ID", "number of the interface; must be told", .min = 1),
	ATTR(LWT_XFRM_LINK, known_device, "link_dev", "LINK", "link below it"),
};

static int usage(void)
{
	return fail(255, "Usage: ip route ... encap xfrm if_id IF_ID [ link_dev LINK ]");
}

/* ip(8) passes over all other words, up to the end of the line. */
static int skip(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	if (!strcmp(w->v[w->i], "help"))
		return usage();
	error_clear();
	w->i++;
	return 0;
}

static const struct table table = {
	.name = "xfrm", TABLE_ROWS(rows), .bad = { "\"%s\" value is invalid", NULL, NULL }, .once = ONCE_GARBAGE,
	.unknown = skip,
};

static int parse(struct request *q, const struct encap *e, struct words *w)
{
	if (request_parse(q, e->table, w) < 0)
		return -1;
	return request_attr(q, e->table, LWT_XFRM_IF_ID) ? 0 : usage();
}

const struct encap encap_xfrm = { .table = &table, .type = LWTUNNEL_ENCAP_XFRM, .help = "IPsec", .parse = parse };
