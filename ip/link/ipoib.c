/* ipoib.c - "type ipoib": IP over InfiniBand.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "kind.h"
#include "kind_types.h"

static const struct name modes[] = { { IPOIB_MODE_DATAGRAM, "datagram" }, { IPOIB_MODE_CONNECTED, "connected" }, { 0, NULL } };

/* Four digits, as printf's %#.4x has them: 0 is "0000". */
static void print_key(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	uint16_t key = payload_number(data, sizeof(key), false);

	(void)v;
	(void)r;
	(void)size;
	format_hex_digits(format_string(l->buf, key ? "0x" : ""), key, 4);
	literal_string(l, l->buf);
}

/* Each is shown only behind the one before it. */
static void print_mode(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	(void)size;
	if (view_attr(v, IFLA_IPOIB_PKEY))
		type_print_named(r, data, l, "unknown");
}

static void print_umcast(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	(void)r;
	(void)size;
	if (!view_attr(v, IFLA_IPOIB_PKEY) || !view_attr(v, IFLA_IPOIB_MODE))
		return;
	format_hex_digits(l->buf, payload_number(data, sizeof(uint16_t), false), 4);
	literal_string(l, l->buf);
}

static const struct type type_key = { .name = "u16", .arg = "PKEY", .size = 2, .scan = type_scan_number,
				      .print = print_key };
static const struct type type_mode = { .name = "u16", .arg = "{ datagram | connected }", .size = 2,
				       .scan = type_scan_exact, .print = print_mode };
static const struct type type_umcast = { .name = "u16", .arg = "{ 0 | 1 }", .size = 2, .scan = type_scan_number,
					 .print = print_umcast };

static const struct row rows[] = {
	ATTR(IFLA_IPOIB_PKEY, key, "p[key]", NULL, "partition", .json = "key"),
	ATTR(IFLA_IPOIB_MODE, mode, "m[ode]", NULL, "kind of transport", .names = modes,
	     BAD("!Error: argument of \"mode\" must be \"datagram\"or \"connected\"")),
	ATTR(IFLA_IPOIB_UMCAST, umcast, "u[mcast]", NULL, "multicast by user programs"),
};
static const struct table table = {
	.name = "ipoib", TABLE_ROWS(rows),
	.usage = "... ipoib [ pkey PKEY ]", .bad[TO_SET] = "%s is invalid", .unknown = kind_unknown_option,
	.help = kind_help,
};

const struct kind kind_ipoib = { .name = "ipoib", .help = "IP over InfiniBand", .table = &table };
