/* ipvlan.c - "type ipvlan" and "type ipvtap": links that share the address of another.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "kind.h"
#include "kind_types.h"

static const struct name modes[] = { { 0, "l2" }, { 1, "l3" }, { 2, "l3s" }, { 0, NULL } };

TYPE_PRINT_NAMED(print_mode, "unknown")

static const struct type type_mode = { .name = "u16", .arg = "{ l3 | l3s | l2 }", .size = 2, .scan = type_scan_exact,
				       .print = print_mode };

/* Without a flag the links of one parent are bridged. */
static void print_flags(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	uint16_t flags = payload_number(data, sizeof(flags), false);

	(void)v;
	(void)r;
	(void)size;
	l->json = JSON_BOOL;
	l->text = "true";
	l->key = flags & IPVLAN_F_PRIVATE ? "private" : flags & IPVLAN_F_VEPA ? "vepa" : "bridge";
	l->label = l->key;
}

static const struct type type_flags = { .name = "u16", .size = 2, .print = print_flags };

/* One of the three words is enough. */
static int parse_flag(struct request *q, const struct table *t, const struct row *r,
		      struct words *w)
{
	if (request_attr(q, t, IFLA_IPVLAN_FLAGS)) {
		w->i--;
		return t->unknown(q, t, w);
	}
	return request_add_number(q, t, r, w->i - 1, w->i, r->bit) ? 0 : -1;
}

#define FLAG(w, b, h) \
	QUIET(IFLA_IPVLAN_FLAGS, flags, .word = (w), .bit = (b), .help = (h), .parse = parse_flag)

static const struct row rows[] = {
	ATTR(IFLA_IPVLAN_MODE, mode, "m[ode]", NULL, "at which layer it shares", .names = modes, .text = " mode %s ",
	     BAD("!Error: argument of \"mode\" must be either \"l2\", \"l3\" or \"l3s\"")),
	TOLD(IFLA_IPVLAN_FLAGS, flags, "%s ", "flags"),
	FLAG("p[rivate]", IPVLAN_F_PRIVATE, "links of one parent do not reach each other"),
	FLAG("v[epa]", IPVLAN_F_VEPA, "they reach each other by way of a switch"),
	FLAG("b[ridge]", 0, "they reach each other"),
};

#define IPVLAN_TABLE(n)	{ .name = (n), TABLE_ROWS(rows), .usage = "... " n " [ mode MODE ] [ FLAGS ]", \
			  .unknown = kind_unknown_option, .help = kind_help }
static const struct table ipvlan_table = IPVLAN_TABLE("ipvlan"), ipvtap_table = IPVLAN_TABLE("ipvtap");

static int check_ipvlan(struct request *q)
{
	request_imply(q, &ipvlan_table, IFLA_IPVLAN_FLAGS, 0);
	return 0;
}

static int check_ipvtap(struct request *q)
{
	request_imply(q, &ipvtap_table, IFLA_IPVLAN_FLAGS, 0);
	return 0;
}

const struct kind kind_ipvlan = {
	.name = "ipvlan", .help = "a link that shares the address of another", .table = &ipvlan_table,
	.check = check_ipvlan,
};
const struct kind kind_ipvtap = {
	.name = "ipvtap", .help = "the same, read and written by a program", .table = &ipvtap_table,
	.check = check_ipvtap,
};
