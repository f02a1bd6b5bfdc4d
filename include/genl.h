/* genl.h - generic netlink: families are known by name, their numbers by asking.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_GENL_H
#define MINIP_GENL_H

#include <linux/genetlink.h>
#include <stdint.h>

/*
 * A family of generic netlink (linux/genetlink.h).  All its messages have the family's number as
 * their type, which the kernel gives when the module is loaded, and a struct genlmsghdr as their
 * fixed header: the command stands there.  A table with .family needs no more than that:
 *
 *	static struct genl_family family = { .name = "mptcp_pm", .version = 1 };
 *	const struct table mptcp_table = { ..., .header = sizeof(struct genlmsghdr),
 *					   .header_name = "genlmsghdr", .family = &family };
 *
 *	request_begin(&q, &mptcp_table, TO_SET, MPTCP_PM_CMD_ADD_ADDR, NLM_F_ACK, w);
 *
 * The type of a request is then the command; request_send() and request_dump() do the rest.  In
 * messages.c, too, a message of such a table is named by its command.
 */
struct genl_family {
	const char *name;	/* GENL_NAMSIZ at the most */
	uint8_t version;
	uint16_t id;		/* 0: not asked for yet */
};

/*
 * Looks the number up, once; the kernel may load a module for it.  0, or -1 with the error recorded as ip(8)
 * has it: "RTNETLINK answers: No such file or directory" and "Error talking to the kernel", status 1.
 */
int genl_find(struct genl_family *);
/* The number of a multicast group of the family, for NETLINK_ADD_MEMBERSHIP; 0: none, the error is recorded. */
uint32_t genl_group(struct genl_family *, const char *group);

#endif
