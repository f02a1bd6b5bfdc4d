/* vrf.c - VRFs by name.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "vrf.h"

#include <linux/if_link.h>
#include <string.h>

#include "link/kind.h"
#include "link_table.h"
#include "links.h"
#include "types.h"

static const struct nlattr *nest(struct view *in, const struct table *t, const struct view *up,
				 uint16_t attr)
{
	const struct nlattr *a = view_attr(up, attr);

	if (!a || !t || view_nest(in, t, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return NULL;
	return a;
}

uint32_t vrf_table(const struct view *link)
{
	struct view info, data;

	if (!nest(&info, &linkinfo_table, link, IFLA_LINKINFO) ||
	    view_pick(&info, table_attr(&linkinfo_table, IFLA_INFO_DATA)) != kind_table("vrf") ||
	    !nest(&data, kind_table("vrf"), &info, IFLA_INFO_DATA))
		return 0;
	return view_u32(&data, IFLA_VRF_TABLE);
}

static int read_vrf(const struct nlmsghdr *n, void *arg)
{
	struct vrf *vrf = arg;
	struct view link;

	if (!view_message(&link, &link_table, n, NULL))
		vrf->table = vrf_table(&link);
	return 0;
}

int vrf_find(const char *name, struct vrf *vrf)
{
	char buf[256] __attribute__((aligned(NLMSG_ALIGNTO))) = "";
	struct nlmsghdr *n = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *link;
	struct nl *nl;

	*vrf = (struct vrf){ .table = RT_TABLE_MAIN };
	if (!strcmp(name, "default"))
		return 0;
	vrf->index = links_index(name);
	nl = vrf->index ? nl_socket(1) : NULL;
	if (!nl)
		return -1;
	vrf->table = 0;
	n->nlmsg_type = RTM_GETLINK;
	n->nlmsg_flags = NLM_F_REQUEST;
	link = mnl_nlmsg_put_extra_header(n, sizeof(*link));
	link->ifi_index = vrf->index;
	return nl_talk(nl, n, read_vrf, vrf) < 0 || !vrf->table ? -1 : 0;
}

static bool vrf_text(const struct words *w, const struct view *link, char *buf)
{
	struct view info;

	(void)w;
	if (!nest(&info, &linkinfo_table, link, IFLA_LINKINFO) || strcmp(view_string(&info, IFLA_INFO_KIND), "vrf"))
		return false;
	format_string(buf, view_string(link, IFLA_IFNAME));
	return true;
}

void vrf_offer(struct words *w)
{
	complete_dump(w, &link_table, RTM_GETLINK, AF_UNSPEC, vrf_text);
}

static void offer_vrf(const struct row *r, struct words *w)
{
	(void)r;
	vrf_offer(w);
}

static void print_vrf(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	type_device.print(v, r, data, size, l);
}

const struct type type_vrf = { .name = "u32", .arg = "NAME", .size = 4, .print = print_vrf, .offer = offer_vrf };

const char *vrf_next(struct request *q, const struct row *r, struct words *w)
{
	if (completing_here(w))
		offer_vrf(r, w);
	return request_next(q, r, w);
}
