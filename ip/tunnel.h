/* tunnel.h - what the files of "ip tunnel" share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TUNNEL_H
#define MINIP_TUNNEL_H

#include <sys/socket.h>

#include "link/tunnel_common.h"
#include "schema.h"

/*
 * The ioctls of tunnels take one struct whole; its fields are the header of a table.  request.type
 * is the ioctl: SIOCADDTUNNEL ...
 */
extern const struct table tunnel4_table;		/* struct ip_tunnel_parm: over IPv4 */
extern const struct table tunnel6_table;	/* struct ip6_tnl_parm2: over IPv6 */
extern const struct table tunnel_router_table;	/* struct ip_tunnel_prl */
extern const struct table tunnel_6rd_table;	/* struct ip_tunnel_6rd */
#define TUNNEL_PARM_MAX 128	/* bytes of any of them */

/* Further bits of row.lookup. */
enum {
	TUNNEL_SELECTS = 64,	/* a listing is of what has the same value, if it is not zero */
	TUNNEL_RESOLVES = 128,	/* with -resolve an address is shown as a name */
};
/* Bits of the flags of GRE, as numbers (linux/if_tunnel.h has them in network byte order). */
enum { GRE_BIT_CSUM = 0x8000, GRE_BIT_KEY = 0x2000, GRE_BIT_SEQ = 0x1000 };
#define TUNNEL_DF 0x4000	/* of a header of IPv4: it is not to be fragmented */
/* A mode that is an IPsec tunnel: beside the number of the protocol. */
#define TUNNEL_VTI 0x100

/* AF_INET or AF_INET6, by the table of a request. */
int tunnel_family(const struct table *);
/* 0, or an errno.  data: where the kernel finds or puts what the ioctl is about. */
int tunnel_ioctl(int family, unsigned long command, const char *device, void *data);
/* SIOCGETTUNNEL into parm; the same. */
int tunnel_get(int family, const char *device, void *parm);
/* 'get tunnel "t0" failed: ...', after an errno. */
int tunnel_failed(const char *verb, const char *device, int code);

int tunnel_help(struct words *);

/* ---- words (tunnel_parse.c) ---- */
int tunnel_parse_name(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_mode(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_gre_key(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_gre_flag(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_ttl(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_or_flag(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_inherit(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_df(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_switch(struct request *, const struct table *, const struct row *, struct words *);
/* The number that all words together give a field of the struct. */
uint64_t tunnel_number(const struct request *, uint16_t offset);
/* Adds row.bit or the like to a field that several words fill. */
int tunnel_add_bits(struct request *, const struct table *, uint16_t offset, int from, int to, uint64_t bits);
/* What goes without saying, and what does not go together.  0 or -1. */
int tunnel4_settle(struct request *);

/* ---- output (tunnel_show.c) ---- */
void tunnel_show_gre_key(struct out *, const struct row *, const struct view *);
void tunnel_show_gre_flags(struct out *, const struct row *, const struct view *);
void tunnel_show_ttl(struct out *, const struct row *, const struct view *);
void tunnel_show_tos(struct out *, const struct row *, const struct view *);
void tunnel_show_or_flag(struct out *, const struct row *, const struct view *);
void tunnel_show_flag(struct out *, const struct row *, const struct view *);
/* One tunnel that the kernel has told, as a listing; and all that look like the example.  0 or -1. */
int tunnel_show_one(const struct table *, const void *parm);
int tunnel_show_all(const struct table *, const void *example, struct words *);

/* ---- routers of ISATAP, prefixes of 6rd (tunnel_router.c) ---- */
int tunnel_prl(struct words *, const struct command *);
int tunnel_6rd(struct words *, const struct command *);
void tunnel_show_routers(struct out *, const struct row *, const struct view *);
void tunnel_show_6rd(struct out *, const struct row *, const struct view *);

extern const struct type type_tunnel_end, type_tunnel_end6, type_tunnel_mode, type_gre_flags, type_gre_key, type_tunnel_df,
	type_tunnel_tos, type_tunnel6_flags, type_tunnel6_flow;

#endif
