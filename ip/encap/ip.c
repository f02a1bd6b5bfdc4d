/* ip.c - "encap ip" and "encap ip6": what a tunnel device that asks routes is told.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/lwtunnel.h>
#include <string.h>

#include "encap.h"
#include "scan.h"
#include "types.h"

/* Bits of LWTUNNEL_IP_FLAGS, which is in network byte order (TUNNEL_CSUM and others in linux/if_tunnel.h). */
enum { CSUM = 0x01, KEY = 0x04, SEQ = 0x08 };

static int scan_bit(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

static void print_bit(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	if (!(payload_number(data, sizeof(uint16_t), true) & r->bit))
		return;
	l->json = JSON_BOOL;
	l->text = "true";
	l->label = r->word;
}

/* A name of rt_dsfield, or a number that is hexadecimal with or without 0x; shown in decimal. */
static int scan_traffic(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;
	uint32_t named;

	(void)q;
	(void)r;
	if (!names_value(NAMES_DSFIELD, word, &named))
		value = named;
	else if (scan_unsigned(word, 16, UINT8_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void offer_traffic(const struct row *r, struct words *w)
{
	(void)r;
	complete_names(w, NAMES_DSFIELD);
}

static const struct type type_bit = { .name = "be16", .size = 2, .big_endian = true, .merge = true, .scan = scan_bit,
				      .print = print_bit };
static const struct type type_traffic = { .name = "u8", .arg = "TOS", .size = 1, .scan = scan_traffic,
					  .print = type_print_number, .offer = offer_traffic };

#define FLAG(p, b, w, h)	ATTR(LWTUNNEL_##p##_FLAGS, bit, w, NULL, h, .bit = (b), .part = "TUNNEL_" #b, .text = "%s ", \
				     .json = (w))
#define TUNNEL(p, t, ttl, ttl_word, tos, tos_word) \
	ATTR(LWTUNNEL_##p##_ID, be64, "id", "ID", "identifier of the tunnel: VNI, key"), \
	ATTR(LWTUNNEL_##p##_SRC, t, "src", "ADDR", "outer source", .text = "{src %s }"), \
	ATTR(LWTUNNEL_##p##_DST, t, "dst", "ADDR", "outer destination", .text = "{dst %s }"), \
	ATTR(LWTUNNEL_##p##_##ttl, u8, ttl_word, "NUMBER", "time to live of outer packets"), \
	ATTR(LWTUNNEL_##p##_##tos, traffic, tos_word, "TOS", "DS field of outer packets"), \
	FLAG(p, KEY, "key", "with a key"), \
	FLAG(p, CSUM, "csum", "with a checksum"), \
	FLAG(p, SEQ, "seq", "with sequence numbers"), \
	NEST(LWTUNNEL_##p##_OPTS, &encap_options_table, MORE(.marked_nest = true), .show = encap_show_options)

static const struct row rows4[] = { TUNNEL(IP, encap_ipv4, TTL, "ttl", TOS, "tos") };
static const struct row rows6[] = { TUNNEL(IP6, encap_ipv6, HOPLIMIT, "hoplimit", TC, "tc") };
#define TABLE(n, r)	{ .name = (n), TABLE_ROWS(r), .bad = { "\"%s\" value is invalid", NULL, NULL }, .once = ONCE_GARBAGE }
static const struct table table4 = TABLE("ip", rows4);
static const struct table table6 = TABLE("ip6", rows6);

const struct encap encap_ip = { .table = &table4, .type = LWTUNNEL_ENCAP_IP, .help = "a tunnel over IPv4" };
const struct encap encap_ip6 = { .table = &table6, .type = LWTUNNEL_ENCAP_IP6, .help = "a tunnel over IPv6" };
