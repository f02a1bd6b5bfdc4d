/* format.c - numbers and addresses to text, without printf.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <arpa/inet.h>
#include <linux/if_arp.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "format.h"

#define BYTES_MAX (FORMAT_MAX / 3)	/* "xx:" each */
#define LABELS_MAX 16			/* "1048575/" each */

static const char hexdigits[] = "0123456789abcdef";

/* Moves what stands at the end of a scratch buffer to its place. */
static char *format_tail(char *p, const char *tail, const char *end)
{
	memcpy(p, tail, end - tail);
	p += end - tail;
	*p = '\0';
	return p;
}

/* All numbers of two digits: one division by 100 gives two places of a number. */
static const char two_digits[] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
				 "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

char *format_unsigned(char *p, uint64_t value)
{
	char digits[20], *end = digits + sizeof(digits), *d = end;

	for (; value >= 100; value /= 100)
		d = memcpy(d - 2, two_digits + 2 * (value % 100), 2);
	if (value >= 10)
		d = memcpy(d - 2, two_digits + 2 * value, 2);
	else
		*--d = '0' + value;
	return format_tail(p, d, end);
}

char *format_signed(char *p, int64_t value)
{
	uint64_t magnitude = value;

	if (value < 0) {
		*p++ = '-';
		magnitude = -magnitude;
	}
	return format_unsigned(p, magnitude);
}

char *format_hex_digits(char *p, uint64_t value, int digits)
{
	char text[16], *end = text + sizeof(text), *d = end;

	do
		*--d = hexdigits[value & 0xf];
	while (value >>= 4);
	while (d > text && end - d < digits)
		*--d = '0';
	return format_tail(p, d, end);
}

char *format_hex(char *p, uint64_t value)
{
	if (value) {
		*p++ = '0';
		*p++ = 'x';
	}
	return format_hex_digits(p, value, 1);
}

char *format_string(char *p, const char *s)
{
	return format_tail(p, s, s + strnlen(s, FORMAT_MAX - 1));
}

static char *format_octet(char *p, unsigned int octet)
{
	if (octet >= 100) {
		*p++ = '0' + octet / 100;
		octet %= 100;
	} else if (octet < 10) {
		*p++ = '0' + octet;
		return p;
	}
	memcpy(p, two_digits + 2 * octet, 2);
	return p + 2;
}

char *format_ipv4(char *p, const void *data)
{
	const uint8_t *octets = data;

	for (int i = 0; i < 4; i++) {
		p = format_octet(p, octets[i]);
		*p++ = '.';
	}
	*--p = '\0';
	return p;
}

static unsigned int ipv6_group(const uint8_t *data, int i)
{
	return data[2 * i] << 8 | data[2 * i + 1];
}

/* The first of the longest runs of 2 or more zero groups: its length, or 0. */
static int ipv6_zeros(const uint8_t *data, int *first)
{
	int best = 1, run = 0;

	for (int i = 0; i < 8; i++) {
		run = ipv6_group(data, i) ? 0 : run + 1;
		if (run > best) {
			best = run;
			*first = i + 1 - run;
		}
	}
	return best > 1 ? best : 0;
}

/* Without leading zeros. */
static char *format_group(char *p, unsigned int group)
{
	for (int shift = group >= 0x1000 ? 12 : group >= 0x100 ? 8 : group >= 0x10 ? 4 : 0; shift >= 0; shift -= 4)
		*p++ = hexdigits[group >> shift & 0xf];
	return p;
}

static char *ipv6_groups(char *p, const uint8_t *data, int from, int to)
{
	for (int i = from; i < to; i++) {
		if (i > from)
			*p++ = ':';
		p = format_group(p, ipv6_group(data, i));
	}
	*p = '\0';
	return p;
}

char *format_ipv6(char *p, const void *data)
{
	int first = 0, zeros = ipv6_zeros(data, &first);
	bool mapped = zeros == 5 && ipv6_group(data, 5) == 0xffff;

	if (first == 0 && (zeros == 6 || mapped)) {
		p = stpcpy(p, mapped ? "::ffff:" : "::");
		return format_ipv4(p, (const uint8_t *)data + 12);
	}
	if (!zeros)
		return ipv6_groups(p, data, 0, 8);
	p = ipv6_groups(p, data, 0, first);
	*p++ = ':';
	*p++ = ':';
	return ipv6_groups(p, data, first + zeros, 8);
}

static char *format_bytes(char *p, const uint8_t *bytes, size_t size)
{
	if (size > BYTES_MAX)
		size = BYTES_MAX;
	for (size_t i = 0; i < size; i++) {
		if (i)
			*p++ = ':';
		*p++ = hexdigits[bytes[i] >> 4];
		*p++ = hexdigits[bytes[i] & 0xf];
	}
	*p = '\0';
	return p;
}

/* A label is the upper 20 bits of a word; 0x100 says that it is the last. */
static char *format_mpls(char *p, const uint8_t *data, size_t size)
{
	uint32_t entry = 0;

	for (size_t i = 0; i < size / 4 && i < LABELS_MAX; i++) {
		if (i)
			*p++ = '/';
		memcpy(&entry, data + 4 * i, 4);
		entry = ntohl(entry);
		p = format_unsigned(p, entry >> 12);
		if (entry & 0x100)
			break;
	}
	return p;
}

char *format_address(char *p, int family, const void *data, size_t size)
{
	if (family == AF_INET && size == 4)
		return format_ipv4(p, data);
	if (family == AF_INET6 && size == 16)
		return format_ipv6(p, data);
	if (family == AF_MPLS && size && size % 4 == 0)
		return format_mpls(p, data, size);
	return format_bytes(p, data, size);
}

char *format_lladdr(char *p, const void *data, size_t size, unsigned int arphrd)
{
	switch (arphrd) {
	case ARPHRD_TUNNEL:
	case ARPHRD_SIT:
	case ARPHRD_IPGRE:
		return format_address(p, AF_INET, data, size);
	case ARPHRD_TUNNEL6:
	case ARPHRD_IP6GRE:
		return format_address(p, AF_INET6, data, size);
	}
	return format_bytes(p, data, size);
}

/*
 * The one place with printf: ip(8) rounds the binary fraction (1005 is 1.00k,
 * 1015 is 1.01k), and no script asks for -human a million times.
 */
char *format_human(char *p, uint64_t value, int iec)
{
	const uint64_t base = iec ? 1024 : 1000;
	const char *prefix = "kMGTPE";
	uint64_t unit = base;
	int digits;

	if (value < base)
		return format_unsigned(p, value);
	while (prefix[1] && value / unit >= base) {
		unit *= base;
		prefix++;
	}
	digits = value / unit < 10 ? 2 : value / unit < 100 ? 1 : 0;
	return p + snprintf(p, FORMAT_MAX, "%.*f%c%s", digits,
			    (double)value / unit, *prefix, iec ? "i" : "");
}
