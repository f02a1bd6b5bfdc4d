/* netns_object.h - what the files of "ip netns" share, and what others may use.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_IP_NETNS_H
#define MINIP_IP_NETNS_H

#include <linux/netlink.h>
#include <stdbool.h>

#include "schema.h"

/* Shows one RTM_NEWNSID or RTM_DELNSID; also for "ip monitor nsid". */
int netns_id_show(const struct nlmsghdr *, void *);

int netns_list(struct words *);
int netns_list_id(struct words *);
int netns_set(struct words *);
int netns_identify(struct words *);
int netns_pids(struct words *);
int netns_exec(struct words *);
int netns_monitor(struct words *);

/* 255, with the whole synopsis on stderr. */
int netns_usage(struct words *, const struct command *);
/* The same, for a word that no keyword is. */
int netns_unknown(struct request *, const struct table *, struct words *);

#endif
