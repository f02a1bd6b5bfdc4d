/* vrf.h - VRFs by name, for objects that take "vrf NAME".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_VRF_H
#define MINIP_VRF_H

#include "schema.h"

struct vrf {
	uint32_t index;		/* of its link; 0: the default VRF */
	uint32_t table;		/* its routing table */
};

/* u32 index of the link of a VRF; offers those that there are. */
extern const struct type type_vrf;

/* The next word; offers them when completing. */
const char *vrf_next(struct request *, const struct row *, struct words *);

/* Offers them as names, for words that are no row's. */
void vrf_offer(struct words *);
/* The routing table of a link that is a VRF; 0: it is none. */
uint32_t vrf_table(const struct view *link);

/* "default" is the default VRF, table main. -1 when it is no VRF; records no error. */
int vrf_find(const char *name, struct vrf *);

#endif
