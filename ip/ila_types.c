/* ila_types.c - locators, and what mappings of identifier locator addressing are like.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/ila.h>
#include <stdlib.h>

#include "error.h"
#include "ila_table.h"

const struct name ila_csum_modes[] = {
	{ ILA_CSUM_ADJUST_TRANSPORT, "adj-transport" }, { ILA_CSUM_NEUTRAL_MAP, "neutral-map" },
	{ ILA_CSUM_NEUTRAL_MAP_AUTO, "neutral-map-auto" }, { ILA_CSUM_NO_ACTION, "no-action" }, { 0, NULL }
};
const struct name ila_ident_types[] = {
	{ ILA_ATYPE_LUID, "luid" }, { ILA_ATYPE_USE_FORMAT, "use-format" }, { 0, NULL }
};
/* Can be told, not said. */
static const struct name told_types[] = {
	{ ILA_ATYPE_IID, "iid" }, { ILA_ATYPE_VIRT_V4, "virt-v4" }, { ILA_ATYPE_VIRT_UNI_V6, "virt-uni-v6" },
	{ ILA_ATYPE_VIRT_MULTI_V6, "virt-multi-v6" }, { ILA_ATYPE_NONLOCAL_ADDR, "nonlocal-addr" }, { 0, NULL }
};

/* Four groups of 16 bits in hexadecimal; what is missing is 0. */
static int scan_locator(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t locator[8] = { 0 };
	const char *p = word;

	for (int n = 0; n < 4; n++, p++) {
		char *end;
		unsigned long group = strtoul(p, &end, 16);

		if (group > UINT16_MAX || end == p || (*end && (n == 3 || *end != ':')))
			break;
		locator[2 * n] = group >> 8;
		locator[2 * n + 1] = group;
		if (!*end) {
			item_set(i, locator, sizeof(locator));
			return 0;
		}
		p = end;
	}
	if (row_bad(r, q->space))
		return SCAN_BAD;
	fail(1, "Bad locator: %s", word);
	return error_fatal();
}

static void print_locator(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	char *p = l->buf;

	(void)v;
	(void)r;
	(void)size;
	for (int n = 0; n < 4; n++) {
		if (n)
			*p++ = ':';
		p = format_hex_digits(p, payload_number((const char *)data + 2 * n, 2, true), 1);
	}
	literal_string(l, l->buf);
}

TYPE_PRINT_NAMED(print_named, "unknown")

static void print_ident(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	print_named(v, r, data, size, l);
	for (const struct name *n = told_types; n->name; n++)
		if (n->value == *(const uint8_t *)data)
			literal_string(l, n->name);
}

const struct type type_ila_locator = { .name = "be64", .arg = "LOCATOR", .size = 8, .big_endian = true,
					  .scan = scan_locator, .print = print_locator };
const struct type type_ila_named = { .name = "u8", .arg = "NAME", .size = 1, .scan = type_scan_exact,
					.print = print_named };
const struct type type_ila_ident = { .name = "u8", .arg = "NAME", .size = 1, .scan = type_scan_exact,
					.print = print_ident };
