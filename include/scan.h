/* scan.h - text to numbers and addresses.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_SCAN_H
#define MINIP_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * All functions read a whole word, return 0 or -1, record no error (the caller
 * knows which word it was), and leave *value alone when they return -1.
 */

/* strtoull(), quick where the number is plain and decimal. */
unsigned long long scan_digits(const char *, int base, char **end);
/* An unsigned number as ip(8) takes it: strtoull's forms in base (0: 10, 0x, 0), no sign, no blanks, <= max. */
int scan_unsigned(const char *word, int base, uint64_t max, uint64_t *value);
/* A signed number, min <= value <= max. */
int scan_signed(const char *word, int base, int64_t min, int64_t max, int64_t *value);
/* What atoi() makes of it within int: ip(8)'s get_integer(); the whole word must be a number. */
int scan_int(const char *word, int *value);

/* A network address, as in attributes: network byte order. */
struct address {
	uint8_t family;		/* AF_INET, AF_INET6, AF_PACKET, AF_MPLS; AF_UNSPEC: "default" of no known family */
	uint8_t size;		/* bytes of data in use: 4, 16, 6 ...; 0 for "default", "any", "all" with AF_UNSPEC */
	int16_t length;		/* prefix length in bits; scan_address() sets the full length, 0 for "default" */
	bool slash;		/* "/length" was given */
	uint8_t data[256];	/* longest: an MPLS label stack or a 32 byte link layer address */
};

/*
 * An address of the family (AF_UNSPEC: IPv6 when it has a colon, else IPv4).
 * IPv4 is as lenient as ip(8): up to four octets in base 0, missing ones are 0
 * ("10.1" is 10.1.0.0, "0x12" is 18.0.0.0).  "default", "any" and "all" are the
 * unspecified address ("default" only where ip(8) takes it).  AF_MPLS: labels "16/200/3".
 */
int scan_address(const char *word, int family, struct address *);
/* ADDRESS[/LENGTH] or ADDRESS/NETMASK (contiguous, IPv4 only); "default", "any", "all" have length 0. */
int scan_prefix(const char *word, int family, struct address *);
/* A link layer address, bytes in hexadecimal between colons, or an IPv4 address: the number of bytes, or -1. */
int scan_lladdr(const char *word, uint8_t *bytes, size_t max);
/*
 * A time as for rtt and rto_min: a number with an optional fraction and one of the
 * suffixes s sec secs ms msec msecs (any case), rounded up to milliseconds.
 * *raw tells that no suffix was given: the number then goes to the kernel as it is.
 */
int scan_time(const char *word, uint32_t *value, bool *raw);
/* "on" and "off", exactly. */
int scan_on_off(const char *word, bool *on);
/* Does a shell's pattern (* ? [a-z] [!a] \\) fit a whole name? */
bool scan_matches(const char *pattern, const char *name);
/* Is it a legal name of an interface: 1 to 15 bytes, no '/', no blank, not "." or ".."? */
bool scan_is_ifname(const char *word);

#endif
