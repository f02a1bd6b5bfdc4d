/* address_filter.c - which addresses a listing or a flush is about.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_addr.h>
#include <string.h>

#include "address.h"
#include "compat.h"
#include "links.h"
#include "scan.h"

bool address_matches_flag(const struct item *i, const struct view *v)
{
	const uint32_t *bits = i->data; /* { bit, what it must be } */

	return (address_flags(v) & bits[0]) == bits[1];
}

/* IPv6 addresses have no label: the name of their link stands for it. */
bool address_matches_label(const struct item *i, const struct view *v)
{
	const struct ifaddrmsg *m = v->header;
	const char *label = view_string(v, IFA_LABEL);

	return scan_matches(i->data, *label ? label : links_name(m->ifa_index));
}

static bool same_bits(const uint8_t *a, const uint8_t *b, int bits)
{
	int bytes = bits / 8;
	uint8_t mask = 0xff00 >> bits % 8;

	return !memcmp(a, b, bytes) &&
	       (!mask || !((a[bytes] ^ b[bytes]) & mask));
}

bool address_matches_prefix(const struct item *i, const struct view *v)
{
	const struct nlattr *a = view_attr(v, IFA_LOCAL);
	const struct address *to = i->data;

	if (to->family && to->family != address_family(v))
		return false;
	if (!a)
		a = view_attr(v, IFA_ADDRESS);
	if (!a || !to->length)
		return a;
	return mnl_attr_get_payload_len(a) >= to->size &&
	       same_bits(mnl_attr_get_payload(a), to->data, to->length);
}

/* Kernels before 5.18 do not tell who gave an address. */
bool address_matches_proto(const struct item *i, const struct view *v)
{
	return !view_attr(v, IFA_PROTO) ||
	       view_u8(v, IFA_PROTO) == item_number(i);
}
