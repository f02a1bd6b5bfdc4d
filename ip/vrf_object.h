/* vrf_object.h - what the files of "ip vrf" share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_IP_VRF_H
#define MINIP_IP_VRF_H

#include "words.h"

/*
 * A VRF's processes are in a cgroup of their own: vrf/NAME below the cgroup that they were in.  A BPF
 * program on it binds each socket that they make to the VRF's link (cgroup-bpf, SO_BINDTODEVICE).
 */

/* Where the hierarchy of cgroup v2 is mounted, which is done where nobody has; NULL with the error recorded. */
const char *cgroup_mount(void);
/*
 * The cgroup of a process ("self", or its PID) below that, as /proc/PID/cgroup has it: buf of size bytes.  0, or -1 with
 * errno; a process in none of version 2 is in "".
 */
int cgroup_of(const char *pid, char *buf, unsigned long size);
/* The name that VRFs of this network namespace have their cgroups below, "NAME-ns" or "": NAME_MAX + 4 bytes. */
int cgroup_namespace(char *buf);

/* Makes this process and what it starts one of the VRF. 0, or -1 with the error recorded. */
int vrf_join(const char *name);
/* Binds the sockets that processes of a cgroup make from now on to a link. 0, or -1 with the error recorded. */
int vrf_bind(const char *cgroup, unsigned int index);

int vrf_exec(struct words *, const struct command *);
int vrf_identify(struct words *, const struct command *);
int vrf_pids(struct words *, const struct command *);

#endif
