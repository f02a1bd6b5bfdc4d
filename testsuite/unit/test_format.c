/* test_format.c - numbers and addresses to text.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <arpa/inet.h>
#include <inttypes.h>
#include <linux/if_arp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "unit.h"

Suite *suite_format(void);

static char text[FORMAT_MAX], expected[FORMAT_MAX];

/* Check writes down each assertion that it comes by, which a million of them need not be. */
#define ASSERT_TEXT(call) do { \
	char *end = (call); \
	if (strcmp(text, expected) || end != text + strlen(expected)) { \
		ck_assert_str_eq(text, expected); \
		ck_assert_ptr_eq(end, text + strlen(expected)); \
	} \
} while (0)

static void check_number(uint64_t n)
{
	snprintf(expected, sizeof(expected), "%" PRIu64, n);
	ASSERT_TEXT(format_unsigned(text, n));
	snprintf(expected, sizeof(expected), "%" PRId64, (int64_t)n);
	ASSERT_TEXT(format_signed(text, n));
	snprintf(expected, sizeof(expected), "%#" PRIx64, n);
	ASSERT_TEXT(format_hex(text, n));
	for (int digits = 0; digits <= 16; digits++) {
		snprintf(expected, sizeof(expected), "%0*" PRIx64, digits, n);
		ASSERT_TEXT(format_hex_digits(text, n, digits));
	}
}

/* Both sides of each power of 2 and of 10, and of its negative. */
START_TEST(test_numbers_at_boundaries)
{
	for (int bit = 0; bit < 64; bit++) {
		for (int64_t d = -2; d <= 2; d++) {
			check_number((UINT64_C(1) << bit) + d);
			check_number(-(UINT64_C(1) << bit) + d);
		}
	}
	for (uint64_t n = 1, i = 0; i < 20; i++, n *= 10) {
		for (int64_t d = -1; d <= 1; d++) {
			check_number(n + d);
			check_number(-n + d);
		}
	}
}
END_TEST

START_TEST(test_numbers_small)
{
	for (uint64_t n = 0; n < 20000; n++)
		check_number(n);
}
END_TEST

START_TEST(test_string_is_cut)
{
	char word[3 * FORMAT_MAX];

	strcpy(expected, "abc");
	ASSERT_TEXT(format_string(text, "abc"));
	strcpy(expected, "");
	ASSERT_TEXT(format_string(text, ""));
	memset(word, 'x', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	memcpy(expected, word, FORMAT_MAX - 1);
	expected[FORMAT_MAX - 1] = '\0';
	ASSERT_TEXT(format_string(text, word));
}
END_TEST

static void check_ip(int family, const uint8_t *data)
{
	size_t size = family == AF_INET ? 4 : 16;

	ck_assert_ptr_nonnull(
		inet_ntop(family, data, expected, sizeof(expected)));
	if (family == AF_INET)
		ASSERT_TEXT(format_ipv4(text, data));
	else
		ASSERT_TEXT(format_ipv6(text, data));
	ASSERT_TEXT(format_address(text, family, data, size));
}

START_TEST(test_ipv4_as_inet_ntop)
{
	uint8_t data[4];
	uint32_t n;

	for (int i = 0; i < 20000; i++) {
		n = (uint32_t)random() << 16 ^ random();
		memcpy(data, &n, 4);
		check_ip(AF_INET, data);
	}
}
END_TEST

/* Each pattern of zero and other groups, as it is and before values that matter. */
START_TEST(test_ipv6_zero_runs_as_inet_ntop)
{
	static const uint16_t fill[] = { 1, 0xffff, 0x0a0b, 0x1000, 0x0100 };
	uint16_t groups[8];

	for (unsigned int mask = 0; mask < 256; mask++) {
		for (size_t f = 0; f < sizeof(fill) / sizeof(*fill); f++) {
			for (int i = 0; i < 8; i++)
				groups[i] = mask >> i & 1 ? htons(fill[f]) : 0;
			check_ip(AF_INET6, (uint8_t *)groups);
		}
	}
}
END_TEST

START_TEST(test_ipv6_random_as_inet_ntop)
{
	uint8_t data[16];

	for (int i = 0; i < 100000; i++) {
		unsigned int keep = random() & random();

		for (int j = 0; j < 16; j++)
			data[j] = keep >> j & 1 ? random() : 0;
		if (random() % 4 == 0)
			memset(data + 10, 0xff, 2);
		check_ip(AF_INET6, data);
	}
}
END_TEST

static const struct {
	int family;
	size_t size;
	uint8_t data[20];
	const char *text;
} addresses[] = {
	{ AF_INET6, 16, { [12] = 1, 2, 3, 4 }, "::1.2.3.4" },
	{ AF_INET6, 16, { [10] = 0xff, 0xff, 1, 2, 3, 4 }, "::ffff:1.2.3.4" },
	{ AF_INET6, 16, { [0] = 0x20, 1, 0xd, 0xb8, [15] = 1 }, "2001:db8::1" },
	{ AF_INET6, 16, { 0 }, "::" },
	{ AF_INET6, 4, { 1, 2, 3, 4 }, "01:02:03:04" },
	{ AF_INET, 5, { 1, 2, 3, 4, 0xff }, "01:02:03:04:ff" },
	{ AF_INET, 0, { 0 }, "" },
	{ AF_PACKET, 6, { 0xa0, 1, 2, 3, 4, 0xf }, "a0:01:02:03:04:0f" },
	{ AF_MPLS, 4, { 0x00, 0x01, 0x01, 0x00 }, "16" },
	{ AF_MPLS, 4, { 0xff, 0xff, 0xf1, 0x00 }, "1048575" },
	{ AF_MPLS, 8, { 0, 1, 0, 0, 0, 0xc, 0x81, 0 }, "16/200" },
	{ AF_MPLS, 8, { 0, 1, 1, 0, 0, 0xc, 0x81, 0 }, "16" },
	{ AF_MPLS, 5, { 0, 1, 1, 0, 9 }, "00:01:01:00:09" },
	{ AF_APPLETALK, 2, { 1, 2 }, "01:02" },
};

START_TEST(test_addresses)
{
	strcpy(expected, addresses[_i].text);
	ASSERT_TEXT(format_address(text, addresses[_i].family,
				   addresses[_i].data, addresses[_i].size));
}
END_TEST

/* Whatever the kernel sends, FORMAT_MAX bytes are enough. */
START_TEST(test_no_size_overflows)
{
	static const int families[] = {
		AF_INET, AF_INET6, AF_MPLS, AF_PACKET, 99
	};
	uint8_t data[1024];
	char *room;

	memset(data, 0xff, sizeof(data));
	for (int i = 0; i < 256; i++)
		data[4 * i + 2] = 0xf0;
	for (size_t size = 0; size <= sizeof(data); size++) {
		for (int i = 0; i < 5; i++) {
			room = malloc(FORMAT_MAX);
			format_address(room, families[i], data, size);
			ck_assert_uint_lt(strnlen(room, FORMAT_MAX),
					  FORMAT_MAX);
			free(room);
		}
	}
}
END_TEST

static const struct {
	unsigned int arphrd;
	size_t size;
	uint8_t data[32];
	const char *text;
} lladdrs[] = {
	{ ARPHRD_ETHER, 6, { 2, 0, 0, 0xab, 0xcd, 0xef }, "02:00:00:ab:cd:ef" },
	{ ARPHRD_ETHER, 4, { 1, 2, 3, 4 }, "01:02:03:04" },
	{ ARPHRD_TUNNEL, 4, { 1, 2, 3, 4 }, "1.2.3.4" },
	{ ARPHRD_SIT, 4, { 0 }, "0.0.0.0" },
	{ ARPHRD_IPGRE, 4, { 10, 0, 0, 1 }, "10.0.0.1" },
	{ ARPHRD_IPGRE, 6, { 10, 0, 0, 1, 2, 3 }, "0a:00:00:01:02:03" },
	{ ARPHRD_TUNNEL6, 16, { [0] = 0xfe, 0x80, [15] = 1 }, "fe80::1" },
	{ ARPHRD_IP6GRE, 16, { [15] = 1 }, "::1" },
	{ ARPHRD_INFINIBAND, 20, { [19] = 9 },
	  "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:09" },
};

START_TEST(test_lladdrs)
{
	strcpy(expected, lladdrs[_i].text);
	ASSERT_TEXT(format_lladdr(text, lladdrs[_i].data, lladdrs[_i].size,
				  lladdrs[_i].arphrd));
}
END_TEST

/* As ip(8) of iproute2 6.1 printed them with -s -h, and with -s -h -iec. */
static const struct {
	uint64_t value;
	const char *si, *iec;
} counters[] = {
	{ 0, "0", "0" },
	{ 999, "999", "999" },
	{ 1000, "1.00k", "1000" },
	{ 1005, "1.00k", "1005" },
	{ 1010, "1.01k", "1010" },
	{ 1023, "1.02k", "1023" },
	{ 1024, "1.02k", "1.00ki" },
	{ 9994, "9.99k", "9.76ki" },
	{ 9999, "10.00k", "9.76ki" },
	{ 10000, "10.0k", "9.77ki" },
	{ 10050, "10.1k", "9.81ki" },
	{ 10239, "10.2k", "10.00ki" },
	{ 10240, "10.2k", "10.0ki" },
	{ 99949, "99.9k", "97.6ki" },
	{ 99950, "100.0k", "97.6ki" },
	{ 100000, "100k", "97.7ki" },
	{ 999999, "1000k", "977ki" },
	{ 1000000, "1.00M", "977ki" },
	{ 1048575, "1.05M", "1024ki" },
	{ 1048576, "1.05M", "1.00Mi" },
	{ 1234567890, "1.23G", "1.15Gi" },
	{ 999999999999, "1000G", "931Gi" },
	{ 1000000000000, "1.00T", "931Gi" },
	{ 1234567890123456, "1.23P", "1.10Pi" },
	{ 1234567890123456789, "1.23E", "1.07Ei" },
	{ UINT64_MAX, "18.4E", "16.0Ei" },
};

START_TEST(test_human)
{
	strcpy(expected, counters[_i].si);
	ASSERT_TEXT(format_human(text, counters[_i].value, 0));
	strcpy(expected, counters[_i].iec);
	ASSERT_TEXT(format_human(text, counters[_i].value, 1));
}
END_TEST

#define COUNT(a) ((int)(sizeof(a) / sizeof(*(a))))

Suite *suite_format(void)
{
	Suite *suite = suite_create("format");
	TCase *tests = tcase_create("format");

	tcase_add_test(tests, test_numbers_at_boundaries);
	tcase_add_test(tests, test_numbers_small);
	tcase_add_test(tests, test_string_is_cut);
	tcase_add_test(tests, test_ipv4_as_inet_ntop);
	tcase_add_test(tests, test_ipv6_zero_runs_as_inet_ntop);
	tcase_add_test(tests, test_ipv6_random_as_inet_ntop);
	tcase_add_loop_test(tests, test_addresses, 0, COUNT(addresses));
	tcase_add_test(tests, test_no_size_overflows);
	tcase_add_loop_test(tests, test_lladdrs, 0, COUNT(lladdrs));
	tcase_add_loop_test(tests, test_human, 0, COUNT(counters));
	suite_add_tcase(suite, tests);
	return suite;
}
