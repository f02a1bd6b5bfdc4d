/* capabilities.h - the rights of this process.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_CAPABILITIES_H
#define MINIP_CAPABILITIES_H

/*
 * Where the file of this program has capabilities, so that any user may "vrf exec", all of them are given up
 * when they are not needed (any longer); those of root, or that were inherited, are the caller's own.
 */
void capabilities_drop(void);
/* As main() begins: only a "vrf exec" needs them for a while. */
void capabilities_begin(int argc, char **argv);

#endif
