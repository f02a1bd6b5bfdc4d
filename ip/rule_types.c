/* rule_types.c - payloads that only rules have.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule.h"

#include <ctype.h>
#include <netdb.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"
#include "scan.h"
#include "types.h"

/* ---- flags: the word sets the bit of its row, JSON has it as a key with null ---- */
static int scan_bit(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit ? r->bit : 1);
	return 0;
}

static void print_bit(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint64_t value = payload_number(data, r->type->size, false);

	(void)v;
	(void)size;
	if (!(r->bit ? value & r->bit : value))
		return;
	l->json = JSON_NULL;
	l->text = "";
}

const struct type type_rule_flag = { .name = "u32", .size = 4, .merge = true, .scan = scan_bit, .print = print_bit };
const struct type type_rule_l3mdev = { .name = "u8", .size = 1, .scan = scan_bit, .print = print_bit };

/* ---- addresses are of the family of the rule ---- */
static void print_prefix(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	int family = ((const struct fib_rule_hdr *)v->header)->family;

	(void)r;
	if (family == AF_INET || family == AF_INET6)
		literal_address(l, family, data, size);
	else
		literal_string(l, "???");
}

const struct type type_rule_prefix = { .name = "ip", .arg = "PREFIX", .print = print_prefix };
/* Of IPv4, whatever the rule's family is. */
const struct type type_rule_nat = { .name = "ip", .arg = "ADDR", .print = print_prefix };

/* ---- names of links that need not be there ---- */
static int scan_link_name(struct request *q, const struct row *r, const char *word, struct item *i)
{
	size_t n = strlen(word);

	for (const char *p = word; *p; p++)
		if (*p == '/' || isspace((unsigned char)*p))
			return SCAN_BAD;
	if (!n || n >= IF_NAMESIZE)
		return SCAN_BAD;
	return type_string.scan(q, r, word, i) < 0 ? SCAN_BAD : (item_set(i, word, n + 1), 0);
}

const struct type type_rule_name = { .name = "string", .arg = "NAME", .scan = scan_link_name,
				     .print = type_print_string };

/* ---- FIRST-LAST ---- */
/* Splits in place; NULL: there is no separator. */
static char *split(const char *word, char separator, char head[WORD_MAX])
{
	char *at;

	snprintf(head, WORD_MAX, "%s", word);
	at = strchr(head, separator);
	if (at)
		*at++ = '\0';
	return at;
}

static int scan_uids(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char head[WORD_MAX], *tail = split(word, '-', head);
	uint64_t first, last;
	struct fib_rule_uid_range range;

	(void)q;
	(void)r;
	if (!tail || scan_unsigned(head, 10, UINT32_MAX, &first) < 0 || scan_unsigned(tail, 10, UINT32_MAX, &last) < 0)
		return SCAN_BAD;
	range.start = first;
	range.end = last;
	item_set(i, &range, sizeof(range));
	return 0;
}

static void print_uids(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	const struct fib_rule_uid_range *range = data;
	char *p = format_unsigned(l->buf, range->start);

	(void)v;
	(void)r;
	(void)size;
	*p++ = '-';
	format_unsigned(p, range->end);
	literal_string(l, l->buf);
}

const struct type type_rule_uids = { .name = "binary", .arg = "FIRST-LAST", .size = sizeof(struct fib_rule_uid_range),
				     .scan = scan_uids, .print = print_uids };

static int bad_port(const char *word, const char *why)
{
	return fail(255, "Error: argument \"%s\" is wrong: %s", word, why);
}

static int scan_ports(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char head[WORD_MAX], *tail = split(word, '-', head);
	struct fib_rule_port_range range;
	uint64_t first, last;

	(void)q;
	(void)r;
	if (scan_unsigned(head, 0, UINT16_MAX, &first) < 0)
		return tail ? bad_port(head, "invalid port range start") : SCAN_BAD;
	last = first;
	if (tail && scan_unsigned(tail, 0, UINT16_MAX, &last) < 0)
		return bad_port(tail, "invalid port range end");
	range.start = first;
	range.end = last;
	item_set(i, &range, sizeof(range));
	return 0;
}

static void print_ports(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	const struct fib_rule_port_range *range = data;
	char *p = format_unsigned(l->buf, range->start);

	(void)v;
	(void)r;
	(void)size;
	literal_string(l, l->buf);
	if (range->start == range->end) {
		l->json = JSON_NUMBER;
		return;
	}
	*p++ = '-';
	format_unsigned(p, range->end);
}

const struct type type_rule_ports = { .name = "binary", .arg = "PORTS", .size = sizeof(struct fib_rule_port_range),
				      .scan = scan_ports, .print = print_ports };

/* ---- names ---- */
static int scan_ipproto(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_ipproto.scan(q, r, word, i);
}

static void print_ipproto(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint8_t value = *(const uint8_t *)data;
	const struct protoent *p = opt.numeric ? NULL : getprotobynumber(value);

	(void)v;
	(void)r;
	(void)size;
	format_unsigned(format_string(l->buf, "ipproto-"), value);
	if (p)
		format_string(l->buf, p->p_name);
	literal_string(l, l->buf);
}

static void offer_ipproto(const struct row *r, struct words *w)
{
	type_ipproto.offer(r, w);
}

const struct type type_rule_ipproto = { .name = "u8", .arg = "PROTOCOL", .size = 1, .scan = scan_ipproto,
					.print = print_ipproto, .offer = offer_ipproto };

/* The file of names has whole DS fields; a DSCP is the upper six bits. */
static int scan_dscp(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint32_t named;
	uint64_t value;

	(void)q;
	if (!scan_unsigned(word, 0, UINT32_MAX, &value))
		item_set_number(i, value);
	else if (!names_value(r->file - 1, word, &named))
		item_set_number(i, named >> 2);
	else
		return SCAN_BAD;
	return 0;
}

static void print_dscp(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint8_t value = *(const uint8_t *)data;
	const char *name = row_value_name(r, value << 2);

	(void)v;
	(void)size;
	format_unsigned(l->buf, value);
	literal_string(l, name ? name : l->buf);
}

const struct type type_rule_dscp = { .name = "u8", .arg = "DSCP", .size = 1, .scan = scan_dscp, .print = print_dscp };

/* ---- actions: those of routes, but for what only rules do ---- */
static int scan_action(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_route_type.scan(q, r, word, i);
}

static void print_action(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	static const char *const names[] = { [FR_ACT_TO_TBL] = "lookup", [FR_ACT_GOTO] = "goto", [FR_ACT_NOP] = "nop" };
	uint8_t action = *(const uint8_t *)data;

	if (action && action <= FR_ACT_NOP)
		literal_string(l, names[action]);
	else
		type_route_type.print(v, r, data, size, l);
}

static void offer_action(const struct row *r, struct words *w)
{
	type_route_type.offer(r, w);
}

const struct type type_rule_action = { .name = "u8", .arg = "TYPE", .size = 1, .scan = scan_action, .print = print_action,
				       .offer = offer_action };

/* ---- priorities: for rules to delete, those that there are ---- */
static bool priority_text(const struct words *w, const struct view *v, char *buf)
{
	(void)w;
	format_unsigned(buf, view_u32(v, FRA_PRIORITY));
	return true;
}

static void offer_priority(const struct row *r, struct words *w)
{
	const struct request *q = w->request;

	(void)r;
	if (q->type != RTM_NEWRULE)
		complete_dump(w, &rule_table, RTM_GETRULE, q->family ? q->family : AF_INET, priority_text);
}

const struct type type_rule_priority = { .name = "u32", .arg = "NUMBER", .size = 4, .scan = type_scan_number,
					 .print = type_print_number, .offer = offer_priority };
