/* bridge_common.c - what the objects of bridge(8) share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge.h"

#include <string.h>

#include "error.h"
#include "types.h"

int bridge_pass_over(struct request *q, const struct table *t, struct words *w)
{
	if (q->space != TO_LIST)
		return request_garbage(q, NULL, w->v[w->i]);
	(void)t;
	w->i++;
	return 0;
}

void bridge_show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type % 4 == RTM_DELLINK % 4)
		out_true(o, "deleted", "Deleted ");
}

/* ---- types ---- */
static bool match_vlan(const struct item *i, const void *data, size_t size)
{
	return !item_number(i) || payload_number(data, size, false) == item_number(i);
}

const struct type type_vlan_id = { .name = "u16", .arg = "VID", .size = 2, .scan = type_scan_number, .print = type_print_number,
				   .match = match_vlan };

static int scan_bit(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

const struct type type_bridge_bit8 = { .name = "u8", .size = 1, .merge = true, .scan = scan_bit };
const struct type type_bridge_bit16 = { .name = "u16", .size = 2, .merge = true, .scan = scan_bit };

/* ---- show ---- */
void bridge_show_bits(struct out *o, const char *key, const struct name *names, uint32_t bits, const char *template)
{
	out_open(o, key, '[');
	for (; names->name; names++)
		if (bits & names->value)
			out_string(o, NULL, template, names->name);
	out_close(o);
}

const char *bridge_timer(char *buf, uint32_t ticks, unsigned int width)
{
	char digits[FORMAT_MAX];
	size_t n = format_unsigned(digits, ticks / 100) - digits;
	char *p = buf;

	for (; n < width; n++)
		*p++ = ' ';
	p = format_string(p, digits);
	*p++ = '.';
	*p++ = '0' + ticks % 100 / 10;
	*p++ = '0' + ticks % 10;
	*p = '\0';
	return buf;
}
