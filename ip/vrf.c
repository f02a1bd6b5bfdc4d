/* vrf.c - VRFs by name.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "vrf.h"

#include <linux/if_link.h>
#include <string.h>

#include "link/kind.h"
#include "link_table.h"
#include "links.h"

static const struct nlattr *nest(struct view *in, const struct table *t, const struct view *up,
				 uint16_t attr)
{
	const struct nlattr *a = view_attr(up, attr);

	if (!a || !t || view_nest(in, t, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return NULL;
	return a;
}

static int read_vrf(const struct nlmsghdr *n, void *arg)
{
	struct view link, info, data;
	struct vrf *vrf = arg;

	if (view_message(&link, &link_table, n, NULL) < 0 ||
	    !nest(&info, &linkinfo_table, &link, IFLA_LINKINFO) ||
	    strcmp(view_string(&info, IFLA_INFO_KIND), "vrf"))
		return 0;
	if (nest(&data, kind_table("vrf"), &info, IFLA_INFO_DATA))
		vrf->table = view_u32(&data, IFLA_VRF_TABLE);
	return 0;
}

int vrf_find(const char *name, struct vrf *vrf)
{
	char buf[256] __attribute__((aligned(NLMSG_ALIGNTO)));
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
