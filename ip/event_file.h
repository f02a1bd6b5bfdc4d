/* event_file.h - files of events.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_EVENT_FILE_H
#define MINIP_EVENT_FILE_H

#include <linux/netlink.h>

typedef int (*event_each)(const struct nlmsghdr *, void *arg);
/* Calls each for all messages of a file as rtmon writes it; 0, or -1 with the error recorded. */
int event_file(const char *path, event_each, void *arg);

#endif
