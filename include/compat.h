/* compat.h - kernel constants that may be newer than this machine's headers.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_COMPAT_H
#define MINIP_COMPAT_H

#include "config.h"

#include <net/if.h>	/* before any linux/ header: they clash the other way round */
#include <linux/can/netlink.h>
#include <linux/fib_rules.h>
#include <linux/if_addr.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/ioam6_genl.h>
#include <linux/ioam6_iptunnel.h>
#include <linux/neighbour.h>
#include <linux/netconf.h>
#include <linux/netlink.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <linux/seg6_iptunnel.h>

/*
 * Enumerators cannot be seen by the preprocessor: configure tries each name that
 * stands behind HAVE_DECL_ in this file.  Numbers of the kernel's interface never change.
 */

/* Settings of links (linux/netconf.h) */
#if !HAVE_DECL_NETCONFA_FORCE_FORWARDING
enum { NETCONFA_FORCE_FORWARDING = 9 };
#endif

/* Properties of links (linux/if_link.h) */
#if !HAVE_DECL_IFLA_DEVLINK_PORT
enum { IFLA_DEVLINK_PORT = 62 };
#endif
#if !HAVE_DECL_IFLA_GSO_IPV4_MAX_SIZE
enum { IFLA_GSO_IPV4_MAX_SIZE = 63 };
#endif
#if !HAVE_DECL_IFLA_GRO_IPV4_MAX_SIZE
enum { IFLA_GRO_IPV4_MAX_SIZE = 64 };
#endif
#if !HAVE_DECL_IFLA_DPLL_PIN
enum { IFLA_DPLL_PIN = 65 };
#endif
#if !HAVE_DECL_IFLA_MAX_PACING_OFFLOAD_HORIZON
enum { IFLA_MAX_PACING_OFFLOAD_HORIZON = 66 };
#endif
#if !HAVE_DECL_IFLA_NETNS_IMMUTABLE
enum { IFLA_NETNS_IMMUTABLE = 67 };
#endif
#if !HAVE_DECL_IFLA_HEADROOM
enum { IFLA_HEADROOM = 68 };
#endif
#if !HAVE_DECL_IFLA_TAILROOM
enum { IFLA_TAILROOM = 69 };
#endif

#include "compat_bridge.h"

/* VXLAN and MACVLAN */
#if !HAVE_DECL_IFLA_VXLAN_VNIFILTER
enum { IFLA_VXLAN_VNIFILTER = 30 };
#endif
#if !HAVE_DECL_IFLA_VXLAN_LOCALBYPASS
enum { IFLA_VXLAN_LOCALBYPASS = 31 };
#endif
#if !HAVE_DECL_IFLA_VXLAN_LABEL_POLICY
enum { IFLA_VXLAN_LABEL_POLICY = 32 };
#endif
#if !HAVE_DECL_IFLA_VXLAN_RESERVED_BITS
enum { IFLA_VXLAN_RESERVED_BITS = 33 };
#endif
#if !HAVE_DECL_IFLA_VXLAN_MC_ROUTE
enum { IFLA_VXLAN_MC_ROUTE = 34 };
#endif
#if !HAVE_DECL_VXLAN_LABEL_FIXED
enum { VXLAN_LABEL_FIXED = 0 };
#endif
#if !HAVE_DECL_VXLAN_LABEL_INHERIT
enum { VXLAN_LABEL_INHERIT = 1 };
#endif
#if !HAVE_DECL_IFLA_MACVLAN_BC_CUTOFF
enum { IFLA_MACVLAN_BC_CUTOFF = 9 };
#endif

/* Encapsulations (linux/seg6_iptunnel.h, linux/ioam6_iptunnel.h) */
#if !HAVE_DECL_SEG6_IPTUNNEL_SRC
enum { SEG6_IPTUNNEL_SRC = 2 };
#endif
#if !HAVE_DECL_IOAM6_IPTUNNEL_SRC
enum { IOAM6_IPTUNNEL_SRC = 6 };
#endif

/* Other kinds of links (linux/if_link.h, linux/can/netlink.h) */
#if !HAVE_DECL_IFLA_BOND_BROADCAST_NEIGH
enum { IFLA_BOND_BROADCAST_NEIGH = 33 };
#endif
#if !HAVE_DECL_IFLA_HSR_INTERLINK
enum { IFLA_HSR_INTERLINK = 8 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_PEER_INFO
enum { IFLA_NETKIT_PEER_INFO = 1 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_PRIMARY
enum { IFLA_NETKIT_PRIMARY = 2 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_POLICY
enum { IFLA_NETKIT_POLICY = 3 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_PEER_POLICY
enum { IFLA_NETKIT_PEER_POLICY = 4 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_MODE
enum { IFLA_NETKIT_MODE = 5 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_SCRUB
enum { IFLA_NETKIT_SCRUB = 6 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_PEER_SCRUB
enum { IFLA_NETKIT_PEER_SCRUB = 7 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_HEADROOM
enum { IFLA_NETKIT_HEADROOM = 8 };
#endif
#if !HAVE_DECL_IFLA_NETKIT_TAILROOM
enum { IFLA_NETKIT_TAILROOM = 9 };
#endif
#if !HAVE_DECL_NETKIT_PASS
enum { NETKIT_PASS = 0 };
#endif
#if !HAVE_DECL_NETKIT_DROP
enum { NETKIT_DROP = 2 };
#endif
#if !HAVE_DECL_NETKIT_L2
enum { NETKIT_L2 = 0 };
#endif
#if !HAVE_DECL_NETKIT_L3
enum { NETKIT_L3 = 1 };
#endif
#if !HAVE_DECL_NETKIT_SCRUB_NONE
enum { NETKIT_SCRUB_NONE = 0 };
#endif
#if !HAVE_DECL_NETKIT_SCRUB_DEFAULT
enum { NETKIT_SCRUB_DEFAULT = 1 };
#endif
#if !HAVE_DECL_IFLA_CAN_XL_DATA_BITTIMING
enum { IFLA_CAN_XL_DATA_BITTIMING = 18 };
#endif
#if !HAVE_DECL_IFLA_CAN_XL_DATA_BITTIMING_CONST
enum { IFLA_CAN_XL_DATA_BITTIMING_CONST = 19 };
#endif
#if !HAVE_DECL_IFLA_CAN_XL_DATA_BITRATE_CONST
enum { IFLA_CAN_XL_DATA_BITRATE_CONST = 20 };
#endif
#if !HAVE_DECL_IFLA_CAN_XL_TDC
enum { IFLA_CAN_XL_TDC = 21 };
#endif
#if !HAVE_DECL_IFLA_CAN_XL_PWM
enum { IFLA_CAN_XL_PWM = 22 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWMS_MIN
enum { IFLA_CAN_PWM_PWMS_MIN = 1 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWMS_MAX
enum { IFLA_CAN_PWM_PWMS_MAX = 2 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWML_MIN
enum { IFLA_CAN_PWM_PWML_MIN = 3 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWML_MAX
enum { IFLA_CAN_PWM_PWML_MAX = 4 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWMO_MIN
enum { IFLA_CAN_PWM_PWMO_MIN = 5 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWMO_MAX
enum { IFLA_CAN_PWM_PWMO_MAX = 6 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWMS
enum { IFLA_CAN_PWM_PWMS = 7 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWML
enum { IFLA_CAN_PWM_PWML = 8 };
#endif
#if !HAVE_DECL_IFLA_CAN_PWM_PWMO
enum { IFLA_CAN_PWM_PWMO = 9 };
#endif

/* GENEVE */
#if !HAVE_DECL_IFLA_GENEVE_PORT_RANGE
enum { IFLA_GENEVE_PORT_RANGE = 15 };
#endif
#if !HAVE_DECL_IFLA_GENEVE_GRO_HINT
enum { IFLA_GENEVE_GRO_HINT = 16 };
#endif
#if !HAVE_DECL_IFLA_GENEVE_LOCAL
enum { IFLA_GENEVE_LOCAL = 17 };
#endif
#if !HAVE_DECL_IFLA_GENEVE_LOCAL6
enum { IFLA_GENEVE_LOCAL6 = 18 };
#endif

/* Addresses and routes (linux/if_addr.h, linux/rtnetlink.h) */
#if !HAVE_DECL_IFA_PROTO
enum { IFA_PROTO = 11 };
#endif
#if !HAVE_DECL_RTA_FLOWLABEL
enum { RTA_FLOWLABEL = 31 };
#endif
#if !HAVE_DECL_RTAX_FASTOPEN_NO_COOKIE
enum { RTAX_FASTOPEN_NO_COOKIE = 17 };
#endif

/* Events of addresses that hosts join (linux/rtnetlink.h) */
#if !HAVE_DECL_RTM_NEWMULTICAST
enum { RTM_NEWMULTICAST = 56 };
#endif
#if !HAVE_DECL_RTM_DELMULTICAST
enum { RTM_DELMULTICAST = 57 };
#endif
#if !HAVE_DECL_RTM_NEWANYCAST
enum { RTM_NEWANYCAST = 60 };
#endif
#if !HAVE_DECL_RTM_DELANYCAST
enum { RTM_DELANYCAST = 61 };
#endif
#if !HAVE_DECL_RTNLGRP_IPV4_MCADDR
enum { RTNLGRP_IPV4_MCADDR = 37 };
#endif
#if !HAVE_DECL_RTNLGRP_IPV6_MCADDR
enum { RTNLGRP_IPV6_MCADDR = 38 };
#endif
#if !HAVE_DECL_RTNLGRP_IPV6_ACADDR
enum { RTNLGRP_IPV6_ACADDR = 39 };
#endif

/* Nexthop objects (linux/nexthop.h) */
#if !HAVE_DECL_NHA_OP_FLAGS
enum { NHA_OP_FLAGS = 14 };
#endif
#if !HAVE_DECL_NHA_GROUP_STATS
enum { NHA_GROUP_STATS = 15 };
#endif
#if !HAVE_DECL_NHA_HW_STATS_ENABLE
enum { NHA_HW_STATS_ENABLE = 16 };
#endif
#if !HAVE_DECL_NHA_HW_STATS_USED
enum { NHA_HW_STATS_USED = 17 };
#endif
#if !HAVE_DECL_NHA_GROUP_STATS_ENTRY
enum { NHA_GROUP_STATS_ENTRY = 1 };
#endif
#if !HAVE_DECL_NHA_GROUP_STATS_ENTRY_ID
enum { NHA_GROUP_STATS_ENTRY_ID = 1 };
#endif
#if !HAVE_DECL_NHA_GROUP_STATS_ENTRY_PACKETS
enum { NHA_GROUP_STATS_ENTRY_PACKETS = 2 };
#endif
#if !HAVE_DECL_NHA_GROUP_STATS_ENTRY_PACKETS_HW
enum { NHA_GROUP_STATS_ENTRY_PACKETS_HW = 3 };
#endif

/* Extended acknowledgements (linux/netlink.h) */
#if !HAVE_DECL_NLMSGERR_ATTR_POLICY
enum { NLMSGERR_ATTR_POLICY = 4 };
#endif
#if !HAVE_DECL_NLMSGERR_ATTR_MISS_TYPE
enum { NLMSGERR_ATTR_MISS_TYPE = 5 };
#endif
#if !HAVE_DECL_NLMSGERR_ATTR_MISS_NEST
enum { NLMSGERR_ATTR_MISS_NEST = 6 };
#endif

/* Rules (linux/fib_rules.h) */
#if !HAVE_DECL_FRA_DSCP
enum { FRA_DSCP = 25 };
#endif
#if !HAVE_DECL_FRA_FLOWLABEL
enum { FRA_FLOWLABEL = 26 };
#endif
#if !HAVE_DECL_FRA_FLOWLABEL_MASK
enum { FRA_FLOWLABEL_MASK = 27 };
#endif
#if !HAVE_DECL_FRA_SPORT_MASK
enum { FRA_SPORT_MASK = 28 };
#endif
#if !HAVE_DECL_FRA_DPORT_MASK
enum { FRA_DPORT_MASK = 29 };
#endif
#if !HAVE_DECL_FRA_DSCP_MASK
enum { FRA_DSCP_MASK = 30 };
#endif

/* These are macros in the kernel's headers too. */
#ifndef RTAX_FEATURE_TCP_USEC_TS
#define RTAX_FEATURE_TCP_USEC_TS (1 << 4)
#endif
#ifndef RTPROT_OVN
enum { RTPROT_OVN = 84 };
#endif
#ifndef IFAPROT_UNSPEC
enum { IFAPROT_UNSPEC = 0 };
#endif
#ifndef IFAPROT_KERNEL_LO
enum { IFAPROT_KERNEL_LO = 1 };
#endif
#ifndef IFAPROT_KERNEL_RA
enum { IFAPROT_KERNEL_RA = 2 };
#endif
#ifndef IFAPROT_KERNEL_LL
enum { IFAPROT_KERNEL_LL = 3 };
#endif
#ifndef CAN_CTRLMODE_RESTRICTED
#define CAN_CTRLMODE_RESTRICTED 0x800
#endif
#ifndef CAN_CTRLMODE_XL
#define CAN_CTRLMODE_XL 0x1000
#endif
#ifndef CAN_CTRLMODE_XL_TDC_AUTO
#define CAN_CTRLMODE_XL_TDC_AUTO 0x2000
#endif
#ifndef CAN_CTRLMODE_XL_TDC_MANUAL
#define CAN_CTRLMODE_XL_TDC_MANUAL 0x4000
#endif
#ifndef CAN_CTRLMODE_XL_TMS
#define CAN_CTRLMODE_XL_TMS 0x8000
#endif
#ifndef NHA_OP_FLAG_DUMP_STATS
#define NHA_OP_FLAG_DUMP_STATS (1u << 0)
#define NHA_OP_FLAG_DUMP_HW_STATS (1u << 1)
#endif
#ifndef NHA_OP_FLAG_RESP_GRP_RESVD_0
#define NHA_OP_FLAG_RESP_GRP_RESVD_0 (1u << 31)
#endif
#ifndef NTF_EXT_LOCKED
#define NTF_EXT_LOCKED (1 << 1)
#endif
#ifndef NTF_EXT_EXT_VALIDATED
#define NTF_EXT_EXT_VALIDATED (1 << 2)
#endif
#ifndef RTEXT_FILTER_NAME_ONLY
#define RTEXT_FILTER_NAME_ONLY (1 << 8)
#endif

#if !HAVE_DECL_IFLA_BOND_COUPLED_CONTROL
enum { IFLA_BOND_COUPLED_CONTROL = 32 };
#endif
#if !HAVE_DECL_IFLA_BOND_SLAVE_ACTOR_PORT_PRIO
enum { IFLA_BOND_SLAVE_ACTOR_PORT_PRIO = 10 };
#endif
#if !HAVE_DECL_IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE
enum { IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE = 11 };
#endif
#if !HAVE_DECL_IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE
enum { IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE = 12 };
#endif

/* Events of IOAM (linux/ioam6_genl.h) */
#ifndef IOAM6_GENL_EV_GRP_NAME
#define IOAM6_GENL_EV_GRP_NAME "ioam6_events"
#endif
#if !HAVE_DECL_IOAM6_EVENT_TRACE
enum { IOAM6_EVENT_TRACE = 1 };
#endif
#if !HAVE_DECL_IOAM6_EVENT_ATTR_TRACE_NAMESPACE
enum { IOAM6_EVENT_ATTR_TRACE_NAMESPACE = 1 };
#endif
#if !HAVE_DECL_IOAM6_EVENT_ATTR_TRACE_NODELEN
enum { IOAM6_EVENT_ATTR_TRACE_NODELEN = 2 };
#endif
#if !HAVE_DECL_IOAM6_EVENT_ATTR_TRACE_TYPE
enum { IOAM6_EVENT_ATTR_TRACE_TYPE = 3 };
#endif
#if !HAVE_DECL_IOAM6_EVENT_ATTR_TRACE_DATA
enum { IOAM6_EVENT_ATTR_TRACE_DATA = 4 };
#endif

#endif
