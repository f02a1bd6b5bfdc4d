/* ioctl.h - ioctls whose struct is the fixed header of a table.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_IOCTL_H
#define MINIP_IOCTL_H

#include "schema.h"

/* A name of a link as struct ifreq and its like have it: IFNAMSIZ bytes. */
extern const struct type type_ifname;
/* One bit, row->bit, of a u16: the word alone says it. */
extern const struct type type_flag16;

/* A name at row.offset, once; the word itself may be left out, then w->i is the name. */
int ioctl_parse_name(struct request *, const struct table *, const struct row *, struct words *);

/* The struct that the words make: q->header, until the next is built; NULL with the error recorded. */
void *ioctl_build(struct request *);
/*
 * For -explain and -dry-run: 'ioctl(TUNSETIFF, {ifr_name="t0", ifr_flags=0x1001})', before the call is made.
 * true: it is not to be made.
 */
bool ioctl_held(const struct request *, const char *name, const char *why);
/* The same for one that names a link beside the struct; device NULL: it does not. */
bool ioctl_held_of(const struct request *, const char *name, const char *device, const char *why);

#endif
