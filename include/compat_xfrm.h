/* compat_xfrm.h - the same for IPsec.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_COMPAT_XFRM_H
#define MINIP_COMPAT_XFRM_H

#include "compat.h"

#include <linux/xfrm.h>

#if !HAVE_DECL_XFRMA_SA_DIR
enum { XFRMA_SA_DIR = 33 };
#endif
#if !HAVE_DECL_XFRM_SA_DIR_IN
enum { XFRM_SA_DIR_IN = 1 };
#endif
#if !HAVE_DECL_XFRM_SA_DIR_OUT
enum { XFRM_SA_DIR_OUT = 2 };
#endif
#if !HAVE_DECL_XFRMA_NAT_KEEPALIVE_INTERVAL
enum { XFRMA_NAT_KEEPALIVE_INTERVAL = 34 };
#endif
#if !HAVE_DECL_XFRMA_SA_PCPU
enum { XFRMA_SA_PCPU = 35 };
#endif
#if !HAVE_DECL_XFRMA_IPTFS_DROP_TIME
enum { XFRMA_IPTFS_DROP_TIME = 36 };
#endif
#if !HAVE_DECL_XFRMA_IPTFS_REORDER_WINDOW
enum { XFRMA_IPTFS_REORDER_WINDOW = 37 };
#endif
#if !HAVE_DECL_XFRMA_IPTFS_DONT_FRAG
enum { XFRMA_IPTFS_DONT_FRAG = 38 };
#endif
#if !HAVE_DECL_XFRMA_IPTFS_INIT_DELAY
enum { XFRMA_IPTFS_INIT_DELAY = 39 };
#endif
#if !HAVE_DECL_XFRMA_IPTFS_MAX_QSIZE
enum { XFRMA_IPTFS_MAX_QSIZE = 40 };
#endif
#if !HAVE_DECL_XFRMA_IPTFS_PKT_SIZE
enum { XFRMA_IPTFS_PKT_SIZE = 41 };
#endif
#if !HAVE_DECL_XFRM_MODE_IPTFS
enum { XFRM_MODE_IPTFS = 5 };
#endif

#endif
