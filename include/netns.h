/* netns.h - named network namespaces: files, mounts, identifiers.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_NETNS_H
#define MINIP_NETNS_H

#include <stdbool.h>
#include <stdint.h>

#include "config.h"

#define NETNS_ETC_DIR SYSCONFDIR "/netns"

/*
 * A named namespace is a file in NETNS_RUN_DIR (config.h; /run/netns) on which /proc/PID/ns/net
 * is bind-mounted: the mount keeps the namespace alive.  See namespaces(7), ip-netns(8).
 */

/* May a namespace be called so: 1 to 255 bytes, no '/', not "." or ".."? */
bool netns_is_name(const char *name);
/* Opens a namespace by name: a file descriptor (close-on-exec), or -1 with errno.  Waits for a creator that has the file but not yet the mount. */
int netns_open(const char *name);
/* By name, by path (it has a '/'), or by PID: a file descriptor, or -1. */
int netns_open_any(const char *word);
/* Moves this process into a namespace and nothing else (-n NAME): no mount namespace, no /sys.  0, or -1 with the error recorded (255). */
int netns_enter(const char *name);
/* The whole switch of "netns exec": setns, own mount namespace, /sys remounted, /etc/netns/NAME bound over /etc. */
int netns_switch(const char *name);
/* Makes NETNS_RUN_DIR.  0, or -1 with the error recorded (1), as the next three. */
int netns_directory(void);
/* Makes a namespace and gives it a name; this process stays where it is. */
int netns_create(const char *name);
/* Gives a name to the namespace of a process. */
int netns_attach(const char *name, int pid);
/* Takes a name away; the namespace lives on as long as someone is in it. */
int netns_remove(const char *name);
/* Takes the lock on NETNS_RUN_DIR (flock(2)'s LOCK_SH or LOCK_EX): a file descriptor to close, or -1 with errno. */
int netns_lock(int operation);
/* Is it what a creator that was killed, or is at work, leaves: a file for a name, but no namespace on it? */
bool netns_is_half_made(int fd);
/* Calls each for every name, in the order of the directory; stops at the first negative return.  0, or that. */
int netns_each(int (*each)(const char *name, void *arg), void *arg);
/* The name of the namespace that a process ("self", or its PID) is in, "" when it has none; name: NAME_MAX + 1 bytes.  0, or -1 with errno. */
int netns_identify_process(const char *pid, char *name);
/* The name of the namespace that the current one knows by this id, or NULL (link-netnsid).  Valid until the next call. */
const char *netns_name_of_id(int32_t id);
/* Id of the namespace behind fd as the current one knows it; NETNSA_NSID_NOT_ASSIGNED (-1) if none. */
#define NETNS_ID_REFUSED (-2)	/* the question failed */
int32_t netns_id_of_fd(int fd);
/* The file of a name that netns_each() told, until the next call; without printf, since there may be thousands. */
const char *netns_path(const char *name);
/* The id of such a name, without the wait of netns_open() where nobody is making it; NETNSA_NSID_NOT_ASSIGNED if it cannot be opened. */
int32_t netns_id_of_name(const char *name);
/* How many ids the current namespace has given; -1: they are too many, or the kernel does not tell. */
int netns_count_ids(void);
/* Does a namespace stand behind the name?  Cheaper than opening it. */
bool netns_is_made(const char *name);
/* Has the kernel choose an id for the namespace behind fd: the id, or -1; with -dry-run NETNS_ID_PRETENDED. */
#define NETNS_ID_PRETENDED INT32_MAX
int32_t netns_assign_id(int fd);
/* The name that netns_enter() was last called with; "": this process is where it was started. */
const char *netns_entered(void);
/* For -explain: tells of the namespace that the options entered before anyone could listen. */
void netns_explain(void);
/* Forgets ids and names (after a change of namespace). */
void netns_reset(void);

#endif
