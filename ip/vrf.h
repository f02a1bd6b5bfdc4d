/* vrf.h - VRFs by name, for objects that take "vrf NAME".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_VRF_H
#define MINIP_VRF_H

#include <stdint.h>

struct vrf {
	uint32_t index;		/* of its link; 0: the default VRF */
	uint32_t table;		/* its routing table */
};

/* "default" is the default VRF, table main. -1 when it is no VRF; records no error. */
int vrf_find(const char *name, struct vrf *);

#endif
