/* step.h - system calls of our own: told to -explain, held back by -dry-run.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STEP_H
#define MINIP_STEP_H

#include <stdbool.h>

/*
 * Whoever is about to make a system call that a reader of -explain wants to see (setns, mount, an
 * ioctl, a write to /proc) says so just before, and need not know who listens.  Netlink messages
 * need nothing of the kind: nl.c tells of them itself.
 *
 *	explain_step("unshare(CLONE_NEWNS)", "mounts made from here on stay in this process");
 *	if (explain_held(explain_call("unlink(\"%s\")", path), "takes the name away"))
 *		return 0;
 *	if (unlink(path) < 0)
 *		...
 */

/* A call that looks, or that changes nothing but this process; why: a clause, or "". */
void explain_step(const char *call, const char *why);
/* A call that changes the system's state.  True: -dry-run holds it back, it is not to be made. */
bool explain_held(const char *call, const char *why);
/* printf for call and why; "" when nobody listens, which costs nothing.  Each result lives through three further calls. */
const char *explain_call(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Who listens (floor 2 with -explain and -dry-run); NULL: nobody. */
extern void (*step_tap)(const char *call, const char *why, bool held);

#endif
