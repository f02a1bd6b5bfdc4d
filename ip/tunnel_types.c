/* tunnel_types.c - values of "ip tunnel".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "options.h"
#include "scan.h"
#include "tunnel.h"

static int scan_end(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t data[4];

	(void)q;
	(void)r;
	if (tunnel_scan_ipv4(word, data) < 0)
		return -1;
	item_set(i, data, sizeof(data));
	return 0;
}

static int scan_end6(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_endpoint6.scan(q, r, word, i);
}

static void print_end(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	literal_address(l, AF_UNSPEC, data, size);
	if (r->lookup & TUNNEL_RESOLVES && !l->zero)
		literal_resolve(l, data, size);
	if (l->zero && size == 4)
		l->label = "any";
}

const struct type type_tunnel_end = { .name = "ip", .arg = "ADDR", .size = 4, .scan = scan_end, .print = print_end };
const struct type type_tunnel_end6 = { .name = "ip", .arg = "ADDR", .size = 16, .scan = scan_end6, .print = print_end };

static const struct name protocols[] = {
	{ 0, "any" }, { IPPROTO_IPIP, "ip" }, { IPPROTO_IPV6, "ipv6" }, { IPPROTO_GRE, "gre" }, { IPPROTO_MPLS, "mpls" }, { 0, NULL }
};

static void print_mode(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	const struct name *n = protocols;

	(void)r;
	(void)size;
	while (n->name && n->value != *(const uint8_t *)data)
		n++;
	strcpy(format_string(l->buf, n->name ? n->name : "unknown"), v->table == &tunnel6_table ? "/ipv6" : "/ip");
	literal_string(l, l->buf);
}

/* Where nothing has said IPv4 or IPv6, the mode does. */
static void offer_modes(const struct row *r, struct words *w)
{
	const struct row *other = table_word(&tunnel6_table, TO_SET, "mode", &(const struct table *){ NULL });

	for (const struct name *n = r->names; n->name; n++)
		complete_offer(w, n->name, NULL);
	if (opt.family == AF_UNSPEC && r != other)
		for (const struct name *n = other->names; n->name; n++)
			complete_offer(w, n->name, NULL);
}

const struct type type_tunnel_mode = { .name = "u8", .arg = "MODE", .size = 1, .print = print_mode, .offer = offer_modes };
const struct type type_gre_flags = { .name = "be16", .size = 2, .big_endian = true, .hex = true, .merge = true,
				     .print = type_print_number };
const struct type type_gre_key = { .name = "be32", .arg = "KEY", .size = 4, .big_endian = true, .print = type_print_number };
const struct type type_tunnel6_flags = { .name = "u32", .size = 4, .hex = true, .merge = true, .print = type_print_number };

static void print_df(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	if (payload_number(data, size, true) & TUNNEL_DF)
		return;
	l->json = JSON_NULL;
	l->text = "nopmtudisc";
}

const struct type type_tunnel_df = { .name = "be16", .size = 2, .big_endian = true, .print = print_df };

static bool scan_dsfield(const char *word, uint64_t *value)
{
	uint32_t named;

	if (names_value(NAMES_DSFIELD, word, &named) < 0)
		return scan_unsigned(word, 16, UINT8_MAX, value) == 0;
	*value = named;
	return true;
}

/* "inherit" is bit 0, which no class has; what stands behind a slash is for packets that have none. */
static int scan_tos(struct request *q, const struct row *r, const char *word, struct item *i)
{
	const char *slash = strchr(word, '/');
	size_t n = slash ? (size_t)(slash - word) : strlen(word);
	bool inherits = n == strlen("inherit") && !strncmp(word, "inherit", n);
	char cut[FORMAT_MAX];
	uint64_t value = 0;

	snprintf(cut, sizeof(cut), "%.*s", (int)n, word);
	if (inherits ? slash && !scan_dsfield(slash + 1, &value) : !scan_dsfield(cut, &value))
		return request_bad_value(q, q->table, r, cut);
	item_set_number(i, value | inherits);
	return 0;
}

static void print_tos(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint8_t value = *(const uint8_t *)data;
	char *p = l->buf;
	const char *name;

	(void)v;
	(void)size;
	if (value & 1 && !out.json)
		p = format_string(p, value == 1 ? "inherit" : "inherit/");
	value &= out.json ? UINT8_MAX : ~1;
	name = row_value_name(r, value);
	if (value && name)
		format_string(p, name);
	else if (value || p == l->buf)
		format_hex_digits(format_string(p, "0x"), value, 2);
	literal_string(l, l->buf);
	l->zero = !*(const uint8_t *)data;
}

static void offer_tos(const struct row *r, struct words *w)
{
	(void)r;
	complete_offer(w, "inherit", "that of the inner packet");
	complete_names(w, NAMES_DSFIELD);
}

const struct type type_tunnel_tos = { .name = "u8", .arg = "TOS", .size = 1, .hex = true, .scan = scan_tos, .print = print_tos,
				      .offer = offer_tos };

/* row.bit: the part of the flow that the row is about; 0: all of it. */
static void print_flow(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint32_t mask = r->bit ? r->bit : UINT32_MAX, value = payload_number(data, size, true) & mask;

	(void)v;
	format_hex_digits(format_string(l->buf, "0x"), value >> __builtin_ctz(mask), __builtin_popcount(mask) / 4);
	literal_string(l, l->buf);
	l->zero = !value;
}

const struct type type_tunnel6_flow = { .name = "be32", .arg = "FLOW", .size = 4, .big_endian = true, .hex = true, .merge = true,
					.print = print_flow };
