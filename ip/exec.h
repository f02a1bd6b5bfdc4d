/* exec.h - this process, or a child of a batch, becomes a command.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_EXEC_H
#define MINIP_EXEC_H

/* Goes where the command is to run: a namespace, a VRF.  0, or -1 with the error recorded. */
typedef int exec_enter(const char *name);

/* Runs command (NULL behind its last word) there; returns only when it fails, or when lines of a batch follow. */
int exec_command(exec_enter *enter, const char *name, char **command);
/* The same in a child always: its exit status, as a shell has it, or -1 with the error recorded. */
int exec_fork(exec_enter *enter, const char *name, char **command);

#endif
