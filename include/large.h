/* large.h - where large buffers stand.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LARGE_H
#define MINIP_LARGE_H

/*
 * The linker sorts variables by alignment (configure.ac): with one of their own, large buffers do not stand
 * between small variables, and a short command touches few pages of these.
 */
#define LARGE __attribute__((aligned(64)))

#endif
