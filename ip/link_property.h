/* link_property.h - "ip link property".  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_PROPERTY_H
#define MINIP_LINK_PROPERTY_H

#include "schema.h"

/* RTM_NEWLINKPROP and RTM_DELLINKPROP. */
extern const struct table property_table;

int link_property(struct words *, const struct command *);

#endif
