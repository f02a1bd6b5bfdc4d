/* scan_address.c - text to addresses.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "scan.h"

#define MPLS_BITS 20	/* of a label, in a word of 32 bits */

/* A number up to the separator or the end: the place behind it, or NULL. */
static const char *scan_part(const char *p, int base, char separator,
			     uint64_t max, uint32_t *value)
{
	unsigned long long n;
	char *end;

	if (!isxdigit((unsigned char)*p))
		return NULL;
	n = scan_digits(p, base, &end);
	if (end == p || (*end && *end != separator) || n > max)
		return NULL;
	*value = n;
	return end;
}

/* What nearly all are: decimal, without a zero before it; NULL: it is something else. */
static const char *scan_octet(const char *p, uint32_t *value)
{
	uint32_t n = 0;
	int i = 0;

	if (*p == '0' && p[1] && p[1] != '.')
		return NULL;
	for (; i < 4 && p[i] >= '0' && p[i] <= '9'; i++)
		n = 10 * n + (p[i] - '0');
	if (!i || n > 0xff || (p[i] && p[i] != '.'))
		return NULL;
	*value = n;
	return p + i;
}

static int scan_ipv4(const char *word, uint8_t *data)
{
	uint8_t octets[4] = { 0 };
	uint32_t n;

	for (int i = 0; i < 4; i++, word++) {
		const char *end = scan_octet(word, &n);

		word = end ? end : scan_part(word, 0, '.', 0xff, &n);
		if (!word)
			return -1;
		octets[i] = n;
		if (!*word) {
			memcpy(data, octets, sizeof(octets));
			return 0;
		}
	}
	return -1;
}

/* Labels from the top down; the last one has the "bottom of stack" bit. */
static int scan_mpls(const char *word, struct address *address)
{
	const size_t max = sizeof(address->data) / 4;
	uint32_t label;

	for (size_t i = 0; i < max; i++, word++) {
		word = scan_part(word, 0, '/', (1 << MPLS_BITS) - 1, &label);
		if (!word)
			return -1;
		label = htonl(label << 12 | (*word ? 0 : 1 << 8));
		memcpy(address->data + 4 * i, &label, 4);
		address->size = 4 * (i + 1);
		if (!*word)
			return 0;
	}
	return -1;
}

static bool scan_is_unspecified(const char *word)
{
	if (*word != 'd' && *word != 'a')
		return false;
	return !strcmp(word, "default") || !strcmp(word, "any") ||
	       !strcmp(word, "all");
}

static int scan_unspecified(int family, struct address *address)
{
	if (family == AF_MPLS)
		return -1;
	address->size = family == AF_INET ? 4 : family == AF_INET6 ? 16 : 0;
	return 0;
}

static int scan_link_layer(const char *word, struct address *address)
{
	int size = scan_lladdr(word, address->data, 32);

	if (size < 0)
		return -1;
	address->size = size;
	address->length = 8 * size;
	return 0;
}

static int scan_ip(const char *word, struct address *address)
{
	if (address->family == AF_UNSPEC)
		address->family = strchr(word, ':') ? AF_INET6 : AF_INET;
	if (address->family == AF_INET6) {
		address->size = 16;
		address->length = 128;
		return inet_pton(AF_INET6, word, address->data) == 1 ? 0 : -1;
	}
	address->size = 4;
	address->length = 32;
	return scan_ipv4(word, address->data);
}

static int scan_by_family(const char *word, int family, struct address *address)
{
	*address = (struct address){ .family = family };
	if (scan_is_unspecified(word))
		return scan_unspecified(family, address);
	switch (family) {
	case AF_UNSPEC:
	case AF_INET:
	case AF_INET6:
		return scan_ip(word, address);
	case AF_MPLS:
		address->length = MPLS_BITS;
		return scan_mpls(word, address);
	case AF_PACKET:
		return scan_link_layer(word, address);
	}
	return -1;
}

int scan_address(const char *word, int family, struct address *address)
{
	struct address found;

	if (scan_by_family(word, family, &found) < 0)
		return -1;
	*address = found;
	return 0;
}

/* The length of a netmask without holes, or -1. */
static int scan_netmask(const char *word)
{
	uint8_t octets[4];
	uint32_t mask;

	if (scan_ipv4(word, octets) < 0)
		return -1;
	memcpy(&mask, octets, 4);
	mask = ~ntohl(mask);
	if (mask & (mask + 1))
		return -1;
	return 32 - __builtin_popcount(mask);
}

static int scan_length(const char *word, const struct address *address)
{
	uint64_t length;

	if (!scan_unsigned(word, 0, address->length, &length))
		return length;
	if (address->family != AF_INET || !strchr(word, '.'))
		return -1;
	return scan_netmask(word);
}

int scan_prefix(const char *word, int family, struct address *address)
{
	const char *slash = strchr(word, '/');
	struct address found;
	char head[128];
	int length;

	if (!slash)
		return scan_address(word, family, address);
	if (slash - word >= (ptrdiff_t)sizeof(head))
		return -1;
	memcpy(head, word, slash - word);
	head[slash - word] = '\0';
	if (scan_is_unspecified(head) ||
	    scan_by_family(head, family, &found) < 0)
		return -1;
	length = scan_length(slash + 1, &found);
	if (length < 0)
		return -1;
	found.length = length;
	found.slash = true;
	*address = found;
	return 0;
}

int scan_lladdr(const char *word, uint8_t *bytes, size_t max)
{
	uint8_t found[256];
	uint32_t n;

	if (strchr(word, '.')) {
		if (max < 4 || scan_ipv4(word, bytes) < 0)
			return -1;
		return 4;
	}
	for (size_t i = 0; i < max && i < sizeof(found); i++, word++) {
		word = scan_part(word, 16, ':', 0xff, &n);
		if (!word)
			return -1;
		found[i] = n;
		if (!*word) {
			memcpy(bytes, found, i + 1);
			return i + 1;
		}
	}
	return -1;
}
