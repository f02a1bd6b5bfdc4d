/* netns_assign.c - the kernel numbers a namespace on request.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>

#include "netns.h"
#include "nl.h"
#include "options.h"

int32_t netns_assign_id(int fd)
{
	char buf[128] __attribute__((aligned(NLMSG_ALIGNTO))) = "";
	struct nlmsghdr *n = mnl_nlmsg_put_header(buf);
	struct nl *nl = nl_socket(1);

	n->nlmsg_type = RTM_NEWNSID;
	n->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	mnl_nlmsg_put_extra_header(n, sizeof(struct rtgenmsg));
	mnl_attr_put_u32(n, NETNSA_FD, fd);
	mnl_attr_put_u32(n, NETNSA_NSID, -1);
	if (!nl || nl_talk(nl, n, NULL, NULL) < 0)
		return -1;
	if (opt.dry_run)
		return NETNS_ID_PRETENDED;
	netns_reset();
	return netns_id_of_fd(fd);
}
