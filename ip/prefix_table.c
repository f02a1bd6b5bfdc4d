/* prefix_table.c - struct prefixmsg and PREFIX_*: what routers announce.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "prefix_table.h"

#include "compat.h"
#include "options.h"
#include "types.h"

#define PREFIX_INFORMATION 3	/* RFC 4861, 4.6.2: the type of the option */

bool prefix_is_known(const struct view *v)
{
	const struct prefixmsg *p = v->header;

	return p->prefix_family == AF_INET6 && p->prefix_type == PREFIX_INFORMATION &&
	       (!opt.family || opt.family == AF_INET6);
}

static void show_length(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (view_attr(v, PREFIX_ADDRESS))
		out_unsigned(o, "prefixlen", "/%s ", ((const struct prefixmsg *)v->header)->prefix_len);
}

/* The flags that the announcement has, as net/if_inet6.h of the kernel numbers them. */
static const struct name flags[] = { { 1, "onlink" }, { 2, "autoconf" }, { 0, NULL } };

static void show_bits(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t bits = ((const struct prefixmsg *)v->header)->prefix_flags;

	(void)r;
	out_open(o, "flags", '[');
	for (const struct name *n = flags; n->name; n++)
		if (bits & n->value)
			out_string(o, NULL, "%s ", n->name);
	out_close(o);
}

static const struct row rows[] = {
	HEADER(prefixmsg, prefix_family, u8, .names = family_names, .hide = HIDE),
	HEADER(prefixmsg, prefix_type, u8, .hide = HIDE),
	TOLD(PREFIX_ADDRESS, address, "prefix %s", "prefix"),
	HEADER(prefixmsg, prefix_len, u8, .show = show_length),
	HEADER(prefixmsg, prefix_ifindex, device, .text = "dev %s ", .json = "dev"),
	HEADER(prefixmsg, prefix_flags, u8, .show = show_bits),
	FIELD(PREFIX_CACHEINFO, prefix_cacheinfo, valid_time, u32, .text = "valid %s ", .json = "valid"),
	FIELD(PREFIX_CACHEINFO, prefix_cacheinfo, preferred_time, u32, .text = "preferred %s ", .json = "preferred"),
};
const struct table prefix_table = {
	.name = "prefix", TABLE_ROWS(rows), .header = sizeof(struct prefixmsg), .header_name = "prefixmsg",
};
