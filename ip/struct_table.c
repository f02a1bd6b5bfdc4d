/* struct_table.c - structs that are the payload of an attribute, field by field.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "struct_table.h"

#include "compat.h"
#include <linux/neighbour.h>

#include "types.h"

#define NUMBER(s, f, t)		HEADER(s, f, t, .hide = HIDE)
#define STRUCT_TABLE(n, s, r) \
	const struct table n = { .name = #s, TABLE_ROWS(r), .header = sizeof(struct s), .header_name = #s }

#define COUNTER64(f)		NUMBER(rtnl_link_stats64, f, u64)
static const struct row stats64_rows[] = {
	COUNTER64(rx_packets), COUNTER64(tx_packets), COUNTER64(rx_bytes), COUNTER64(tx_bytes),
	COUNTER64(rx_errors), COUNTER64(tx_errors), COUNTER64(rx_dropped), COUNTER64(tx_dropped),
	COUNTER64(multicast), COUNTER64(collisions), COUNTER64(rx_length_errors), COUNTER64(rx_over_errors),
	COUNTER64(rx_crc_errors), COUNTER64(rx_frame_errors), COUNTER64(rx_fifo_errors),
	COUNTER64(rx_missed_errors), COUNTER64(tx_aborted_errors), COUNTER64(tx_carrier_errors),
	COUNTER64(tx_fifo_errors), COUNTER64(tx_heartbeat_errors), COUNTER64(tx_window_errors),
	COUNTER64(rx_compressed), COUNTER64(tx_compressed), COUNTER64(rx_nohandler),
	COUNTER64(rx_otherhost_dropped),
};
STRUCT_TABLE(stats64_struct, rtnl_link_stats64, stats64_rows);

#define COUNTER32(f)		NUMBER(rtnl_link_stats, f, u32)
static const struct row stats32_rows[] = {
	COUNTER32(rx_packets), COUNTER32(tx_packets), COUNTER32(rx_bytes), COUNTER32(tx_bytes),
	COUNTER32(rx_errors), COUNTER32(tx_errors), COUNTER32(rx_dropped), COUNTER32(tx_dropped),
	COUNTER32(multicast), COUNTER32(collisions), COUNTER32(rx_length_errors), COUNTER32(rx_over_errors),
	COUNTER32(rx_crc_errors), COUNTER32(rx_frame_errors), COUNTER32(rx_fifo_errors),
	COUNTER32(rx_missed_errors), COUNTER32(tx_aborted_errors), COUNTER32(tx_carrier_errors),
	COUNTER32(tx_fifo_errors), COUNTER32(tx_heartbeat_errors), COUNTER32(tx_window_errors),
	COUNTER32(rx_compressed), COUNTER32(tx_compressed), COUNTER32(rx_nohandler),
};
STRUCT_TABLE(stats32_struct, rtnl_link_stats, stats32_rows);

#define HARDWARE(f)		NUMBER(rtnl_hw_stats64, f, u64)
static const struct row hw_stats64_rows[] = {
	HARDWARE(rx_packets), HARDWARE(tx_packets), HARDWARE(rx_bytes), HARDWARE(tx_bytes), HARDWARE(rx_errors),
	HARDWARE(tx_errors), HARDWARE(rx_dropped), HARDWARE(tx_dropped), HARDWARE(multicast),
};
STRUCT_TABLE(hw_stats64_struct, rtnl_hw_stats64, hw_stats64_rows);

#define MAP(f, t)		NUMBER(rtnl_link_ifmap, f, t)
static const struct row map_rows[] = {
	MAP(mem_start, u64), MAP(mem_end, u64), MAP(base_addr, u64), MAP(irq, u16), MAP(dma, u8),
	MAP(port, u8),
};
STRUCT_TABLE(map_struct, rtnl_link_ifmap, map_rows);

#define INET6(f)		NUMBER(ifla_cacheinfo, f, u32)
static const struct row inet6_rows[] = {
	INET6(max_reasm_len), INET6(tstamp), INET6(reachable_time), INET6(retrans_time),
};
STRUCT_TABLE(inet6_cacheinfo_struct, ifla_cacheinfo, inet6_rows);

#define ROUTE(f, t)		NUMBER(rta_cacheinfo, f, t)
static const struct row route_rows[] = {
	ROUTE(rta_clntref, u32), ROUTE(rta_lastuse, u32), ROUTE(rta_expires, s32), ROUTE(rta_error, u32),
	ROUTE(rta_used, u32), ROUTE(rta_id, u32), ROUTE(rta_ts, u32), ROUTE(rta_tsage, u32),
};
STRUCT_TABLE(route_cacheinfo_struct, rta_cacheinfo, route_rows);

#define NEIGHBOR(f)		NUMBER(nda_cacheinfo, f, u32)
static const struct row neighbor_rows[] = {
	NEIGHBOR(ndm_confirmed), NEIGHBOR(ndm_used), NEIGHBOR(ndm_updated), NEIGHBOR(ndm_refcnt),
};
STRUCT_TABLE(neighbor_cacheinfo_struct, nda_cacheinfo, neighbor_rows);
