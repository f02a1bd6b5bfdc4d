/* format.h - numbers and addresses to text, without printf.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_FORMAT_H
#define MINIP_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#define FORMAT_MAX 128		/* room that every function may use, the final NUL included */

/* Each writes to p, ends with a NUL, and returns the place of that NUL. */
char *format_unsigned(char *p, uint64_t value);
char *format_signed(char *p, int64_t value);
/* "0x1f"; 0 is "0", as printf's %#llx has it. */
char *format_hex(char *p, uint64_t value);
/* Without "0x", at least digits digits. */
char *format_hex_digits(char *p, uint64_t value, int digits);
/* Copies a string, cut so that all fits into FORMAT_MAX with what is behind it already. */
char *format_string(char *p, const char *s);
/* data: 4 bytes in network byte order. */
char *format_ipv4(char *p, const void *data);
/* data: 16 bytes; the text of RFC 5952, mapped and compatible addresses as inet_ntop(3) writes them. */
char *format_ipv6(char *p, const void *data);
/*
 * By family: AF_INET, AF_INET6, AF_MPLS (label stack), AF_PACKET (link layer);
 * a size that does not fit the family, or another family, gives bytes in hexadecimal between colons.
 */
char *format_address(char *p, int family, const void *data, size_t size);
/*
 * A link layer address, as ip(8) shows it for the ARPHRD_ type of the link: bytes between
 * colons, an IPv4 address for ipip, sit and gre tunnels, an IPv6 one for ip6 tunnels and ip6gre.
 */
char *format_lladdr(char *p, const void *data, size_t size, unsigned int arphrd);
/* Counters as -human shows them: 2 to 4 significant digits and k M G T P E (base 1024 and ki Mi Gi ... with iec). */
char *format_human(char *p, uint64_t value, int iec);

#endif
