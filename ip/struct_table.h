/* struct_table.h - structs that are the payload of an attribute, field by field.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_STRUCT_TABLE_H
#define MINIP_STRUCT_TABLE_H

#include "schema.h"

/* Only -explain looks into these: what a listing shows of them is shown by functions. */
extern const struct table stats64_struct, stats32_struct, map_struct, inet6_cacheinfo_struct, route_cacheinfo_struct,
	neighbor_cacheinfo_struct, hw_stats64_struct;

#endif
