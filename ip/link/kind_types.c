/* kind_types.c - types that tables of several kinds use.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "kind_types.h"

#include <string.h>
#include <sys/socket.h>

#include "scan.h"

int kind_scan_index(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	if (!type_scan_exact(q, r, word, i))
		return 0;
	if (scan_unsigned(word, 10, UINT32_MAX, &value) < 0 || !row_value_name(r, value))
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

void kind_send_empty(struct request *q, const struct table *t)
{
	static const struct row nothing = { .place = AT_NONE, .type = &type_none };

	request_add(q, t, &nothing, 0, 0);
}

static void print_plain_lladdr(const struct view *v, const struct row *r, const void *data,
			       size_t size, struct literal *l)
{
	type_lladdr.print(v, r, data, size, l);
	l->color = COLOR_NONE;
}

static int scan_lladdr_word(struct request *q, const struct row *r, const char *word,
			    struct item *i)
{
	return type_lladdr.scan(q, r, word, i);
}

const struct type type_plain_lladdr = { .name = "binary", .arg = "LLADDR", .scan = scan_lladdr_word,
					.print = print_plain_lladdr };

static void print_plain_ipv4(const struct view *v, const struct row *r, const void *data,
			     size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_address(l, AF_INET, data, 4);
	l->color = COLOR_NONE;
}

const struct type type_plain_ipv4 = { .name = "ip", .arg = "ADDR", .size = 4, .print = print_plain_ipv4 };

static void print_plain_number(const struct view *v, const struct row *r, const void *data,
			       size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	literal_unsigned(l, payload_number(data, r->type->size, false));
}

const struct type type_plain32 = { .name = "u32", .arg = "NUMBER", .size = 4, .scan = type_scan_number,
				   .print = print_plain_number };
