/* types_net.c - addresses, strings, links.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>

#include <linux/if_bridge.h>

#include "error.h"
#include "links.h"
#include "options.h"
#include "scan.h"
#include "types.h"

const struct name family_names[] = {
	{ AF_UNSPEC, "AF_UNSPEC" }, { AF_INET, "AF_INET" }, { AF_INET6, "AF_INET6" }, { AF_BRIDGE, "AF_BRIDGE" },
	{ AF_PACKET, "AF_PACKET" }, { AF_MPLS, "AF_MPLS" }, { 0, NULL }
};

/* ---- network addresses ---- */
static enum color address_color(int family)
{
	return family == AF_INET ? COLOR_INET : family == AF_INET6 ? COLOR_INET6 : COLOR_NONE;
}

static bool is_unspecified(const uint8_t *data, size_t size)
{
	while (size && !*data) {
		data++;
		size--;
	}
	return !size;
}

void literal_address(struct literal *l, int family, const void *data, size_t size)
{
	if (family == AF_UNSPEC)
		family = size == 4 ? AF_INET : size == 16 ? AF_INET6 : AF_PACKET;
	format_address(l->buf, family, data, size);
	l->text = l->buf;
	l->json = JSON_STRING;
	l->color = address_color(family);
	l->zero = size <= 16 && is_unspecified(data, size);
}

static void resolve(struct literal *l, const void *data, size_t size)
{
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct sockaddr_in four = { .sin_family = AF_INET };
	const struct sockaddr *a = size == 4 ? (void *)&four : (void *)&six;
	socklen_t length = size == 4 ? sizeof(four) : sizeof(six);
	char host[sizeof(l->buf)];

	memcpy(size == 4 ? (void *)&four.sin_addr : (void *)&six.sin6_addr, data, size);
	if (getnameinfo(a, length, host, sizeof(host), NULL, 0, NI_NAMEREQD))
		return;
	strcpy(l->buf, host);
	l->text = l->buf;
}

void literal_resolve(struct literal *l, const void *data, size_t size)
{
	if (opt.resolve && (size == 4 || size == 16))
		resolve(l, data, size);
}

static int scan_net_address(struct request *q, const struct row *r, const char *word,
			    struct item *i)
{
	struct address a;

	(void)q;
	if (scan_address(word, r->v6 ? AF_UNSPEC : AF_INET, &a) < 0) {
		fail(1, "Error: %s address is expected rather than \"%s\".",
		     r->v6 ? "any valid" : "inet", word);
		return error_fatal();
	}
	if (!a.size)
		a.size = 4;
	i->v6 = a.family == AF_INET6;
	item_set(i, a.data, a.size);
	return 0;
}

static void print_net_address(const struct view *v, const struct row *r, const void *data,
			      size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	if (size == 4 || size == 16)
		literal_address(l, AF_UNSPEC, data, size);
}

const struct type type_address = { .name = "ip", .arg = "ADDR", .scan = scan_net_address,
				   .print = print_net_address };

/* ---- link layer addresses ---- */
/* ip(8) blames what stands from the bad byte to the next colon. */
static int bad_lladdr(const char *word)
{
	for (;;) {
		size_t n = strspn(word, "0123456789abcdefABCDEF");

		if (!n || n > 2 || (word[n] && word[n] != ':'))
			break;
		if (!word[n])
			break;
		word += n + 1;
	}
	return fail(1, "\"%.*s\" is invalid lladdr.", (int)strcspn(word, ":"), word);
}

static int scan_link_address(struct request *q, const struct row *r, const char *word,
			     struct item *i)
{
	uint8_t bytes[32];
	int n = scan_lladdr(word, bytes, sizeof(bytes));

	(void)q;
	(void)r;
	if (n < 0)
		return bad_lladdr(word);
	item_set(i, bytes, n);
	return 0;
}

static void print_link_address(const struct view *v, const struct row *r, const void *data,
			       size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	format_lladdr(l->buf, data, size, 0);
	literal_string(l, l->buf);
	l->color = COLOR_MAC;
}

const struct type type_lladdr = { .name = "binary", .arg = "LLADDR", .scan = scan_link_address,
				  .print = print_link_address };

/* ---- strings ---- */
static int scan_string(struct request *q, const struct row *r, const char *word, struct item *i)
{
	size_t size = strlen(word);

	(void)q;
	if (r->max && size >= r->max)
		return SCAN_BAD;
	i->data = word;
	i->size = size + (r->type == &type_string);
	return 0;
}

/* The kernel ends strings with a NUL, a damaged message may not. */
void type_print_string(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	size_t n = strnlen(data, size);

	(void)v;
	(void)r;
	if (n < size) {
		literal_string(l, data);
		return;
	}
	if (n >= sizeof(l->buf))
		n = sizeof(l->buf) - 1;
	memcpy(l->buf, data, n);
	l->buf[n] = '\0';
	literal_string(l, l->buf);
}

const struct type type_string = { .name = "string", .arg = "STRING", .scan = scan_string,
				  .print = type_print_string };
const struct type type_string_bare = { .name = "string", .arg = "STRING", .scan = scan_string,
				       .print = type_print_string };

/* ---- links ---- */
static int scan_link(const char *word, struct item *i, int status)
{
	uint32_t index = links_index(word);

	if (!index)
		return status == SCAN_BAD ? SCAN_BAD : fail(status, "Cannot find device \"%s\"", word);
	item_set_number(i, index);
	return 0;
}

static int scan_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return scan_link(word, i, row_bad(r, q->space) ? SCAN_BAD : 1);
}

void type_print_device(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	uint32_t index = payload_number(data, sizeof(index), false);

	(void)v;
	(void)r;
	(void)size;
	literal_string(l, links_name(index));
	l->zero = !index;
}

int type_scan_device_late(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	i->data = word;
	i->size = 0;
	return 0;
}

int type_resolve_device(struct request *q, struct item *i)
{
	int ret;

	if (i->size)
		return 0;
	ret = scan_device(q, i->row, i->data, i);
	if (ret == SCAN_BAD)
		request_bad_value(q, i->table, i->row, i->data);
	if (ret < 0)
		error_blame(i->to - 1);
	return ret < 0 ? -1 : 0;
}

int type_scan_inet6(struct request *q, const struct row *r, const char *word, struct item *i)
{
	static const uint8_t any[16];
	struct address a;

	(void)q;
	(void)r;
	if (scan_address(word, AF_INET6, &a) < 0) {
		fail(1, "Error: inet6 address is expected rather than \"%s\".", word);
		return error_fatal();
	}
	item_set(i, a.size ? a.data : any, sizeof(any));
	return 0;
}

static void offer_device_name(const char *name, void *words)
{
	complete_offer(words, name, NULL);
}

void type_offer_device(const struct row *r, struct words *w)
{
	(void)r;
	links_each(offer_device_name, w);
}

const struct type type_device = { .name = "u32", .arg = "DEV", .size = 4, .scan = scan_device,
				  .print = type_print_device, .offer = type_offer_device };
static int scan_known_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	return scan_link(word, i, 255);
}

const struct type type_known_device = { .name = "u32", .arg = "DEV", .size = 4, .scan = scan_known_device,
					.print = type_print_device, .offer = type_offer_device };
const struct type type_device_late = { .name = "u32", .arg = "DEV", .size = 4, .scan = type_scan_device_late,
				       .resolve = type_resolve_device, .print = type_print_device,
				       .offer = type_offer_device };

/* ---- what is shown as bytes, and shapes of the bridge ---- */
static void print_binary(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	const uint8_t *b = data;
	char *p = l->buf;

	(void)v;
	(void)r;
	*p = '\0';
	for (size_t i = 0; i < size && i < FORMAT_MAX / 2; i++)
		p = format_hex_digits(p, b[i], 2);
	literal_string(l, l->buf);
}

const struct type type_binary = { .name = "binary", .arg = "HEX", .print = print_binary };

/* Priority, then the MAC address without leading zeros, as ether_ntoa(3) has it. */
static void print_bridge_id(const struct view *v, const struct row *r, const void *data,
			    size_t size, struct literal *l)
{
	const struct ifla_bridge_id *id = data;
	char *p = l->buf;

	(void)v;
	(void)r;
	(void)size;
	p = format_hex_digits(p, id->prio[0], 2);
	p = format_hex_digits(p, id->prio[1], 2);
	for (int i = 0; i < 6; i++) {
		*p++ = i ? ':' : '.';
		p = format_hex_digits(p, id->addr[i], 1);
	}
	literal_string(l, l->buf);
}

const struct type type_bridge_id = { .name = "binary", .arg = "ID", .size = 8, .print = print_bridge_id };

/* Text pads the seconds to four places, JSON does not. */
static void print_timer(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	uint64_t value = payload_number(data, 8, false);
	char *number = l->buf + 4, *p = format_unsigned(number, value / 100);
	char *label = p - 4 < number ? p - 4 : number;

	(void)v;
	(void)r;
	(void)size;
	memset(label, ' ', number - label);
	*p++ = '.';
	*p++ = '0' + value % 100 / 10;
	*p++ = '0' + value % 10;
	*p = '\0';
	l->json = JSON_NUMBER;
	l->text = number;
	l->label = label;
	l->zero = !value;
}

const struct type type_timer = { .name = "u64", .arg = "TIME", .size = 8, .print = print_timer };
