/* address_show.c - what of an address is more than one value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_addr.h>
#include <string.h>

#include "address.h"
#include "compat.h"
#include "links.h"
#include "options.h"
#include "types.h"

static const struct ifaddrmsg *header(const struct view *v)
{
	return v->header;
}

int address_family(const struct view *v)
{
	return header(v)->ifa_family;
}

uint32_t address_flags(const struct view *v)
{
	return view_attr(v, IFA_FLAGS) ? view_u32(v, IFA_FLAGS) :
					 header(v)->ifa_flags;
}

void address_show_deleted(struct out *o, const struct row *r,
			  const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELADDR || v->type == RTM_DELMULTICAST || v->type == RTM_DELANYCAST)
		out_true(o, "deleted", "Deleted ");
}

void address_show_device(struct out *o, const struct row *r,
			 const struct view *v)
{
	uint32_t index = header(v)->ifa_index;

	(void)r;
	out_unsigned(o, "index", "%s: ", index);
	out_string(o, "dev", "%s", links_name(index));
}

void address_show_family(struct out *o, const struct row *r,
			 const struct view *v)
{
	static const struct name families[] = {
		{ AF_INET, "inet" },	 { AF_INET6, "inet6" },
		{ AF_BRIDGE, "bridge" }, { AF_MPLS, "mpls" },
		{ AF_PACKET, "link" },	 { 0, NULL }
	};
	int family = address_family(v);

	(void)r;
	for (const struct name *n = families; n->name; n++)
		if ((int)n->value == family) {
			out_string(o, "family", "    %s ", n->name);
			return;
		}
	out_unsigned(o, "family_index", "    family %s ", family);
}

static void show_one(struct out *o, const struct view *v, const char *key,
		     const char *template, const struct nlattr *a)
{
	struct literal l = { .text = NULL };

	literal_address(&l, address_family(v), mnl_attr_get_payload(a),
			mnl_attr_get_payload_len(a));
	literal_resolve(&l, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	out_literal(o, key, template, &l);
}

/* IPv6 without a peer has IFA_ADDRESS alone; IPv4 has both, the same twice where there is no peer. */
void address_show_local(struct out *o, const struct row *r,
			const struct view *v)
{
	const struct nlattr *local = view_attr(v, r->attr),
			    *peer = view_attr(v, IFA_ADDRESS);

	if (!local)
		local = peer;
	if (!local)
		return;
	show_one(o, v, "local", "{%s}", local);
	if (!peer ||
	    (peer->nla_len == local->nla_len &&
	     !memcmp(mnl_attr_get_payload(peer), mnl_attr_get_payload(local),
		     mnl_attr_get_payload_len(local))))
		return;
	show_one(o, v, "address", " peer {%s}", peer);
}

static const struct name flags[] = { { IFA_F_NODAD, "nodad" },
				     { IFA_F_OPTIMISTIC, "optimistic" },
				     { IFA_F_DADFAILED, "dadfailed" },
				     { IFA_F_HOMEADDRESS, "home" },
				     { IFA_F_DEPRECATED, "deprecated" },
				     { IFA_F_TENTATIVE, "tentative" },
				     { IFA_F_PERMANENT, "dynamic" },
				     { IFA_F_MANAGETEMPADDR, "mngtmpaddr" },
				     { IFA_F_NOPREFIXROUTE, "noprefixroute" },
				     { IFA_F_MCAUTOJOIN, "autojoin" },
				     { IFA_F_STABLE_PRIVACY, "stable-privacy" },
				     { 0, NULL } };

static void show_flag(struct out *o, const char *name)
{
	out_true(o, name, NULL);
	out_text(o, "%s ", name);
}

/* One bit has a name in each family; another is shown when it is not set: "dynamic". */
void address_show_flags(struct out *o, const struct row *r,
			const struct view *v)
{
	uint32_t bits = address_flags(v);
	char rest[FORMAT_MAX];

	(void)r;
	if (bits & IFA_F_SECONDARY)
		show_flag(o, address_family(v) == AF_INET6 ? "temporary" :
							     "secondary");
	bits = (bits & ~IFA_F_SECONDARY) ^ IFA_F_PERMANENT;
	for (const struct name *n = flags; n->name; n++)
		if (bits & n->value) {
			show_flag(o, n->name);
			bits &= ~n->value;
		}
	if (!bits)
		return;
	format_hex_digits(rest, bits, 2);
	out_string(o, "ifa_flags", "flags %s ", rest);
}

void address_show_proto(struct out *o, const struct row *r,
			const struct view *v)
{
	uint8_t proto = view_u8(v, r->attr);
	const char *name = row_value_name(r, proto);
	char number[FORMAT_MAX];

	if (!view_attr(v, r->attr))
		return;
	format_hex(number, proto);
	out_string(o, "protocol", proto ? "proto %s " : NULL,
		   name ? name : number);
}

void address_show(struct out *o, struct view *v, bool own)
{
	if (!own)
		v->when &= ~IN_OBJECT;
	show_rows(o, v);
}
