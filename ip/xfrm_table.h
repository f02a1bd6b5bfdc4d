/* xfrm_table.h - the messages of IPsec (NETLINK_XFRM).  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_XFRM_TABLE_H
#define MINIP_XFRM_TABLE_H

#include "schema.h"

extern const struct table xfrm_state_table, xfrm_state_id_table, xfrm_spi_table, xfrm_expire_table,
	xfrm_state_flush_table, xfrm_state_dump_table, xfrm_state_info_table;
extern const struct table xfrm_policy_table, xfrm_policy_id_table, xfrm_policy_expire_table, xfrm_policy_flush_table,
	xfrm_policy_info_table, xfrm_policy_default_table;
extern const struct table xfrm_acquire_table, xfrm_report_table, xfrm_aevent_table, xfrm_mapping_table;

#endif
