/* ila.c - "encap ila": the upper half of an IPv6 address is where a host is.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/ila.h>
#include <linux/lwtunnel.h>
#include <stdlib.h>

#include "encap.h"
#include "error.h"
#include "types.h"

static const struct name csum_modes[] = {
	{ ILA_CSUM_ADJUST_TRANSPORT, "adj-transport" }, { ILA_CSUM_NEUTRAL_MAP, "neutral-map" },
	{ ILA_CSUM_NEUTRAL_MAP_AUTO, "neutral-map-auto" }, { ILA_CSUM_NO_ACTION, "no-action" }, { 0, NULL }
};
static const struct name ident_types[] = {
	{ ILA_ATYPE_LUID, "luid" }, { ILA_ATYPE_USE_FORMAT, "use-format" }, { 0, NULL }
};
/* Can be told, not said. */
static const struct name told_types[] = {
	{ ILA_ATYPE_IID, "iid" }, { ILA_ATYPE_VIRT_V4, "virt-v4" }, { ILA_ATYPE_VIRT_UNI_V6, "virt-uni-v6" },
	{ ILA_ATYPE_VIRT_MULTI_V6, "virt-multi-v6" }, { ILA_ATYPE_NONLOCAL_ADDR, "nonlocal-addr" }, { 0, NULL }
};
static const struct name hooks[] = { { ILA_HOOK_ROUTE_OUTPUT, "output" }, { ILA_HOOK_ROUTE_INPUT, "input" }, { 0, NULL } };

/* Four groups of 16 bits in hexadecimal; what is missing is 0. */
static int scan_locator(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t locator[8] = { 0 };
	const char *p = word;

	(void)q;
	(void)r;
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

static const struct type type_locator = { .name = "be64", .arg = "LOCATOR", .size = 8, .big_endian = true,
					  .scan = scan_locator, .print = print_locator };
static const struct type type_named = { .name = "u8", .arg = "NAME", .size = 1, .scan = type_scan_exact,
					.print = print_named };
static const struct type type_ident = { .name = "u8", .arg = "NAME", .size = 1, .scan = type_scan_exact,
					.print = print_ident };

static const struct row rows[] = {
	ATTR(ILA_ATTR_LOCATOR, locator, NULL, NULL, "64 bits in groups of 16", .implied = 1 << TO_SET, .text = " %s ",
	     .json = "locator"),
	ATTR(ILA_ATTR_CSUM_MODE, named, "csum-mode", NULL, "how checksums stay right", .names = csum_modes,
	     .text = " csum-mode %s ", .json = "csum_mode"),
	ATTR(ILA_ATTR_IDENT_TYPE, ident, "ident-type", NULL, "what the lower half is", .names = ident_types,
	     .text = " ident-type %s ", .json = "ident_type"),
	ATTR(ILA_ATTR_HOOK_TYPE, named, "hook-type", NULL, "when addresses are changed", .names = hooks,
	     .text = " hook-type %s ", .json = "hook_type"),
};
static const struct table table = {
	.name = "ila", TABLE_ROWS(rows), .bad = { "\"%s\" value is invalid", NULL, NULL },
};

const struct encap encap_ila = { .table = &table, .type = LWTUNNEL_ENCAP_ILA, .help = "identifier locator addressing" };
