/* gtp.c - "type gtp": GPRS tunnels.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/gtp.h>

#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_types.h"
#include "scan.h"

#define HASH_SIZE 1024
#define HASH_SIZE_MAX (1 << 17)

static const struct name roles[] = { { GTP_ROLE_GGSN, "ggsn" }, { GTP_ROLE_SGSN, "sgsn" }, { 0, NULL } };

TYPE_PRINT_NAMED(print_role, "unknown")

static int scan_size(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t size;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 0, UINT32_MAX, &size) < 0)
		return SCAN_BAD;
	if (size >= HASH_SIZE_MAX)
		return fail(255, "Error: argument \"%s\" is wrong: PDP hash size too big", word);
	item_set_number(i, size);
	return 0;
}

static int scan_count(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t count;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 10, UINT8_MAX, &count) < 0)
		return SCAN_BAD;
	item_set_number(i, count);
	return 0;
}

static const struct type type_role = { .name = "u32", .arg = "{ sgsn | ggsn }", .size = 4, .scan = type_scan_exact,
				       .print = print_role };
static const struct type type_size = { .name = "u32", .arg = "SIZE", .size = 4, .scan = scan_size,
				       .print = type_print_number };
static const struct type type_count = { .name = "u8", .arg = "COUNT", .size = 1, .scan = scan_count,
					.print = type_print_number };

static const struct row rows[] = {
	ATTR(IFLA_GTP_ROLE, role, "role", NULL, "which side of the tunnels it is; must be told", .names = roles,
	     BAD("invalid role, use sgsn or ggsn")),
	ATTR(IFLA_GTP_PDP_HASHSIZE, size, "hsize", "SIZE", "size of the table of contexts",
	     BAD("invalid PDP hash size")),
	ATTR(IFLA_GTP_RESTART_COUNT, count, "restart_count", "COUNT", "how often the node was restarted"),
	QUIET(IFLA_GTP_CREATE_SOCKETS, u8),
};

/* ip(8) passes over words that it does not know here. */
static int skip(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	error_clear();
	w->i++;
	return 0;
}

static const struct table table = {
	.name = "gtp", TABLE_ROWS(rows),
	.usage = "... gtp role ROLE", .once = ONCE_GARBAGE, .unknown = skip, .help = kind_help,
};

static int check(struct request *q)
{
	if (!request_attr(q, &table, IFLA_GTP_ROLE))
		return fail(1, "gtp: role of the gtp device was not specified");
	request_imply(q, &table, IFLA_GTP_PDP_HASHSIZE, HASH_SIZE);
	request_imply(q, &table, IFLA_GTP_CREATE_SOCKETS, 1);
	return 0;
}

const struct kind kind_gtp = { .name = "gtp", .help = "GPRS tunnels", .table = &table, .check = check };
