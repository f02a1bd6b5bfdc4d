/* route_types.c - payloads that only routes have.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <netdb.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "options.h"
#include "route_table.h"
#include "types.h"

/* ---- type of a route ---- */
static const struct {
	const char *name, *word;
} types[] = {
	[RTN_UNSPEC] = { "none", NULL },
	[RTN_UNICAST] = { "unicast", "uni[cast]" },
	[RTN_LOCAL] = { "local", "local" },
	[RTN_BROADCAST] = { "broadcast", "b[roadcast]|brd" },
	[RTN_ANYCAST] = { "anycast", "a[nycast]" },
	[RTN_MULTICAST] = { "multicast", "m[ulticast]" },
	[RTN_BLACKHOLE] = { "blackhole", "bl[ackhole]" },
	[RTN_UNREACHABLE] = { "unreachable", "u[nreachable]" },
	[RTN_PROHIBIT] = { "prohibit", "p[rohibit]" },
	[RTN_THROW] = { "throw", "throw" },
	[RTN_NAT] = { "nat", "nat" },
	[RTN_XRESOLVE] = { "xresolve", "x[resolve]" },
};
#define TYPES (sizeof(types) / sizeof(types[0]))

int route_type_scan(const char *word)
{
	for (size_t i = 0; i < TYPES; i++)
		if (types[i].word && word_matches(types[i].word, word))
			return i;
	return -1;
}

void route_type_offer(const struct row *r, struct words *w)
{
	(void)r;
	for (size_t i = 0; i < TYPES; i++)
		if (types[i].word)
			complete_offer(w, types[i].name, NULL);
}

static int scan_route_type(struct request *q, const struct row *r,
			   const char *word, struct item *i)
{
	int value = route_type_scan(word);

	if (value < 0)
		return type_scan_number(q, r, word, i);
	item_set_number(i, value);
	return 0;
}

static void print_route_type(const struct view *v, const struct row *r,
			     const void *data, size_t size, struct literal *l)
{
	uint8_t value = *(const uint8_t *)data;

	(void)v;
	(void)r;
	(void)size;
	literal_unsigned(l, value);
	l->json = JSON_STRING;
	if (value < TYPES && !opt.numeric)
		l->text = types[value].name;
}

const struct type type_route_type = { .name = "u8",
				      .arg = "TYPE",
				      .size = 1,
				      .scan = scan_route_type,
				      .print = print_route_type,
				      .offer = route_type_offer };

/* ---- flags: the word sets the bit of its row ---- */
static int scan_bit(struct request *q, const struct row *r, const char *word,
		    struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

const struct type type_route_bit = { .name = "u32",
				     .size = 4,
				     .merge = true,
				     .scan = scan_bit };
const struct type type_nexthop_bit = { .name = "u8",
				       .size = 1,
				       .merge = true,
				       .scan = scan_bit };

/* ---- addresses are of the family of the route ---- */
static const struct name families[] = {
	{ AF_INET, "inet" },   { AF_INET6, "inet6" },	{ AF_MPLS, "mpls" },
	{ AF_PACKET, "link" }, { AF_BRIDGE, "bridge" }, { AF_UNSPEC, NULL }
};

const char *route_family_name(int family)
{
	for (const struct name *n = families; n->name; n++)
		if ((int)n->value == family)
			return n->name;
	return family ? "???" : "any valid";
}

const char *route_family_choice(size_t i)
{
	return families[i].name;
}

int route_family_scan(const char *word)
{
	for (const struct name *n = families; n->name; n++)
		if (!strcmp(n->name, word))
			return n->value;
	return AF_UNSPEC;
}

static int bad_address(struct request *q, const char *what, int family,
		       const char *word)
{
	fail(1, "Error: %s %s is expected rather than \"%s\".",
	     route_family_name(family), what, word);
	error_blame(q->words->i - 1);
	return error_fatal();
}

bool route_is_any(const char *word)
{
	return !strcmp(word, "any") || !strcmp(word, "all");
}

int route_scan_address(struct request *q, const char *word, int family,
		       struct address *a)
{
	if (scan_address(word, family, a) < 0)
		return bad_address(q, "address", family, word);
	if (route_is_any(word))
		a->size = 0;
	if (!q->family)
		q->family = a->family;
	return 0;
}

int route_scan_prefix(struct request *q, const char *word, int family,
		      struct address *a)
{
	if (family == AF_PACKET) {
		fail(1,
		     "Error: \"%s\" may be inet prefix, but it is not allowed in this context.",
		     word);
		return error_fatal();
	}
	if (scan_prefix(word, family, a) < 0)
		return bad_address(q, "prefix", family, word);
	if (route_is_any(word))
		a->size = 0;
	if (!q->family && q->space != TO_LIST)
		q->family = a->family;
	return 0;
}

int route_scan_item(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct address a;

	(void)r;
	if (route_scan_address(q, word, q->family, &a) < 0)
		return -1;
	item_set(i, a.data, a.size);
	return 0;
}

static void print_route_address(const struct view *v, const struct row *r,
				const void *data, size_t size,
				struct literal *l)
{
	(void)r;
	literal_address(l, route_family(v), data, size);
}

const struct type type_route_address = { .name = "ip",
					 .arg = "ADDR",
					 .scan = route_scan_item,
					 .print = print_route_address };
const struct type type_route_destination = { .name = "ip",
					     .arg = "PREFIX",
					     .scan = route_scan_item,
					     .print = print_route_address,
					     .offer = route_destination_offer };

/* struct rtvia: the family, then an address of that family. */
static void print_via(const struct view *v, const struct row *r,
		      const void *data, size_t size, struct literal *l)
{
	uint16_t family = payload_number(data, sizeof(family), false);

	(void)v;
	(void)r;
	literal_address(l, family, (const char *)data + sizeof(family),
			size - sizeof(family));
	literal_resolve(l, (const char *)data + sizeof(family), size - sizeof(family));
}

const struct type type_via = { .name = "binary",
			       .arg = "FAMILY ADDR",
			       .size = 2,
			       .print = print_via };

/* ---- DS field: numbers are hexadecimal, with or without 0x ---- */
static int scan_dsfield(struct request *q, const struct row *r,
			const char *word, struct item *i)
{
	uint32_t named;
	uint64_t value;

	(void)q;
	if (!names_value(r->file - 1, word, &named))
		value = named;
	else if (scan_unsigned(word, 16, UINT8_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_dsfield(const struct view *v, const struct row *r,
			  const void *data, size_t size, struct literal *l)
{
	uint8_t value = *(const uint8_t *)data;

	(void)v;
	(void)size;
	format_hex_digits(format_string(l->buf, "0x"), value, 2);
	l->text = row_value_name(r, value);
	if (!l->text)
		l->text = l->buf;
	l->json = JSON_STRING;
	l->zero = !value;
}

const struct type type_dsfield = { .name = "u8",
				   .arg = "TOS",
				   .size = 1,
				   .scan = scan_dsfield,
				   .print = print_dsfield };

/* ---- realms: source << 16 | destination ---- */
static int scan_realm(const struct row *r, const char *word, uint32_t max,
		      uint32_t *value)
{
	uint64_t number;

	if (!names_value(r->file - 1, word, value))
		return 0;
	if (scan_unsigned(word, 0, max, &number) < 0)
		return -1;
	*value = number;
	return 0;
}

static int scan_realms(struct request *q, const struct row *r, const char *word,
		       struct item *i)
{
	const char *slash = strchr(word, '/');
	uint32_t from = 0, to = 0;
	char head[WORD_MAX];

	(void)q;
	if (slash && slash - word < (long)sizeof(head)) {
		memcpy(head, word, slash - word);
		head[slash - word] = '\0';
		if (scan_realm(r, head, UINT16_MAX, &from) < 0)
			return SCAN_BAD;
		word = slash + 1;
	}
	if (*word && scan_realm(r, word, slash ? UINT16_MAX : UINT32_MAX, &to) < 0)
		return SCAN_BAD;
	item_set_number(i, from << 16 | to);
	return 0;
}

const struct type type_realms = { .name = "u32",
				  .arg = "REALMS",
				  .size = 4,
				  .scan = scan_realms };

/* ---- small ones ---- */
static void print_mark(const struct view *v, const struct row *r,
		       const void *data, size_t size, struct literal *l)
{
	uint32_t value = payload_number(data, sizeof(value), false);

	type_print_number(v, r, data, size, l);
	if (value < 16)
		return;
	l->label = l->buf + FORMAT_MAX;
	format_hex(l->buf + FORMAT_MAX, value);
}

const struct type type_mark = { .name = "u32",
				.arg = "MARK",
				.size = 4,
				.scan = type_scan_number,
				.print = print_mark };

static const struct name preferences[] = { { 3, "low" },
					   { 0, "medium" },
					   { 1, "high" },
					   { 0, NULL } };

static int scan_preference(struct request *q, const struct row *r,
			   const char *word, struct item *i)
{
	for (const struct name *n = preferences; n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return type_scan_number(q, r, word, i);
}

static void print_preference(const struct view *v, const struct row *r,
			     const void *data, size_t size, struct literal *l)
{
	type_print_number(v, r, data, size, l);
	for (const struct name *n = preferences; n->name; n++)
		if (n->value == *(const uint8_t *)data)
			literal_string(l, n->name);
}

const struct type type_preference = { .name = "u8",
				      .arg = "PREF",
				      .size = 1,
				      .scan = scan_preference,
				      .print = print_preference };

static int scan_ttl_propagate(struct request *q, const struct row *r,
			      const char *word, struct item *i)
{
	bool on = word_matches("e[nabled]", word);

	(void)q;
	(void)r;
	if (!on && !word_matches("d[isabled]", word))
		return SCAN_BAD;
	item_set_number(i, on);
	return 0;
}

static void print_ttl_propagate(const struct view *v, const struct row *r,
				const void *data, size_t size,
				struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	l->json = JSON_BOOL;
	l->zero = !*(const uint8_t *)data;
	l->text = l->zero ? "disabled" : "enabled";
}

const struct type type_ttl_propagate = { .name = "u8",
					 .arg = "{ enabled | disabled }",
					 .size = 1,
					 .scan = scan_ttl_propagate,
					 .print = print_ttl_propagate };

static int scan_ipproto(struct request *q, const struct row *r,
			const char *word, struct item *i)
{
	const struct protoent *p;
	uint64_t value;

	(void)q;
	(void)r;
	if (!scan_unsigned(word, 10, UINT8_MAX, &value)) {
		item_set_number(i, value);
		return 0;
	}
	p = getprotobyname(word);
	if (!p)
		return SCAN_BAD;
	item_set_number(i, p->p_proto);
	return 0;
}

static void offer_ipproto(const struct row *r, struct words *w)
{
	struct protoent *p;

	(void)r;
	setprotoent(0);
	while ((p = getprotoent()))
		complete_offer(w, p->p_name, NULL);
	endprotoent();
}

const struct type type_ipproto = { .name = "u8",
				   .arg = "PROTOCOL",
				   .size = 1,
				   .scan = scan_ipproto,
				     .offer = offer_ipproto,
				   .print = type_print_number };
