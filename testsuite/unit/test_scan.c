/* test_scan.c - text to numbers and addresses.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <arpa/inet.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "unit.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof(*(a))))

Suite *suite_scan(void);

static const struct {
	const char *word;
	int base;
	uint64_t max;
	int result;
	uint64_t value;
} numbers[] = {
	{ "0", 0, 10, 0, 0 },
	{ "10", 0, 10, 0, 10 },
	{ "11", 0, 10, -1, 0 },
	{ "010", 0, 10, 0, 8 },
	{ "0x1f", 0, 100, 0, 31 },
	{ "0X1F", 0, 100, 0, 31 },
	{ "1f", 16, 100, 0, 31 },
	{ "0x1f", 16, 100, 0, 31 },
	{ "ff", 16, 255, 0, 255 },
	{ "ff", 10, 255, -1, 0 },
	{ "08", 0, 100, -1, 0 },
	{ "08", 10, 100, 0, 8 },
	{ "", 0, 100, -1, 0 },
	{ " 1", 0, 100, -1, 0 },
	{ "1 ", 0, 100, -1, 0 },
	{ "-1", 0, UINT64_MAX, -1, 0 },
	{ "+1", 0, 100, -1, 0 },
	{ "1x", 0, 100, -1, 0 },
	{ "0x", 0, 100, -1, 0 },
	{ "18446744073709551615", 0, UINT64_MAX, 0, UINT64_MAX },
	{ "18446744073709551616", 0, UINT64_MAX, -1, 0 },
	{ "4294967296", 0, UINT32_MAX, -1, 0 },
};

START_TEST(test_unsigned)
{
	uint64_t value = 77;

	ck_assert_int_eq(scan_unsigned(numbers[_i].word, numbers[_i].base,
				       numbers[_i].max, &value),
			 numbers[_i].result);
	ck_assert_uint_eq(value, numbers[_i].result ? 77 : numbers[_i].value);
}
END_TEST

START_TEST(test_signed)
{
	int64_t value = 77;

	ck_assert_int_eq(scan_signed("-5", 0, -5, 5, &value), 0);
	ck_assert_int_eq(value, -5);
	ck_assert_int_eq(scan_signed("-9223372036854775808", 0, INT64_MIN,
				     INT64_MAX, &value),
			 0);
	ck_assert_int_eq(value, INT64_MIN);
	value = 77;
	ck_assert_int_eq(scan_signed("-9223372036854775809", 0, INT64_MIN,
				     INT64_MAX, &value),
			 -1);
	ck_assert_int_eq(scan_signed("-6", 0, -5, 5, &value), -1);
	ck_assert_int_eq(scan_signed("6", 0, -5, 5, &value), -1);
	ck_assert_int_eq(scan_signed("", 0, -5, 5, &value), -1);
	ck_assert_int_eq(scan_signed("-", 0, -5, 5, &value), -1);
	ck_assert_int_eq(scan_signed(" 1", 0, -5, 5, &value), -1);
	ck_assert_int_eq(scan_signed("1s", 0, -5, 5, &value), -1);
	ck_assert_int_eq(value, 77);
}
END_TEST

START_TEST(test_int)
{
	int value = 77;

	ck_assert_int_eq(scan_int("2147483648", &value), -1);
	ck_assert_int_eq(scan_int("-2147483649", &value), -1);
	ck_assert_int_eq(scan_int("5x", &value), -1);
	ck_assert_int_eq(value, 77);
	ck_assert_int_eq(scan_int("-2147483648", &value), 0);
	ck_assert_int_eq(value, INT_MIN);
	ck_assert_int_eq(scan_int("0x10", &value), 0);
	ck_assert_int_eq(value, 16);
}
END_TEST

/* The addresses and lengths that ip(8) sent for these words; length -1: it refused the word. */
static const struct {
	const char *word;
	int family;
	int length;
	int found;
	const char *text;
} prefixes[] = {
	{ "10", AF_UNSPEC, 32, AF_INET, "10.0.0.0" },
	{ "10.1", AF_UNSPEC, 32, AF_INET, "10.1.0.0" },
	{ "10.1.2", AF_INET, 32, AF_INET, "10.1.2.0" },
	{ "255.255.255.255", AF_INET, 32, AF_INET, "255.255.255.255" },
	{ "0x12", AF_UNSPEC, 32, AF_INET, "18.0.0.0" },
	{ "0x12.0x13", AF_UNSPEC, 32, AF_INET, "18.19.0.0" },
	{ "010", AF_UNSPEC, 32, AF_INET, "8.0.0.0" },
	{ "10.1/16", AF_UNSPEC, 16, AF_INET, "10.1.0.0" },
	{ "10/0x8", AF_UNSPEC, 8, AF_INET, "10.0.0.0" },
	{ "10/010", AF_UNSPEC, 8, AF_INET, "10.0.0.0" },
	{ "0/0", AF_UNSPEC, 0, AF_INET, "0.0.0.0" },
	{ "10/255.0.0.0", AF_UNSPEC, 8, AF_INET, "10.0.0.0" },
	{ "10/255.255", AF_UNSPEC, 16, AF_INET, "10.0.0.0" },
	{ "10/0.0.0.0", AF_UNSPEC, 0, AF_INET, "10.0.0.0" },
	{ "10/255.255.255.255", AF_UNSPEC, 32, AF_INET, "10.0.0.0" },
	{ "::1", AF_UNSPEC, 128, AF_INET6, "::1" },
	{ "::/0", AF_UNSPEC, 0, AF_INET6, "::" },
	{ "2001:db8::1/64", AF_INET6, 64, AF_INET6, "2001:db8::1" },
	{ "::ffff:1.2.3.4", AF_UNSPEC, 128, AF_INET6, "::ffff:1.2.3.4" },
	{ "::ffff:1.2.3.4/120", AF_INET6, 120, AF_INET6, "::ffff:1.2.3.4" },
	{ "default", AF_INET6, 0, AF_INET6, "::" },
	{ "any", AF_INET, 0, AF_INET, "0.0.0.0" },
	{ "10.", AF_UNSPEC, -1, 0, NULL },
	{ "10.1.", AF_UNSPEC, -1, 0, NULL },
	{ "10..1", AF_UNSPEC, -1, 0, NULL },
	{ ".1", AF_UNSPEC, -1, 0, NULL },
	{ "1.2.3.4.5", AF_UNSPEC, -1, 0, NULL },
	{ "256", AF_UNSPEC, -1, 0, NULL },
	{ "0x10000", AF_UNSPEC, -1, 0, NULL },
	{ "4294967295", AF_UNSPEC, -1, 0, NULL },
	{ "08", AF_UNSPEC, -1, 0, NULL },
	{ "-1", AF_UNSPEC, -1, 0, NULL },
	{ "10 ", AF_UNSPEC, -1, 0, NULL },
	{ "", AF_UNSPEC, -1, 0, NULL },
	{ "", AF_INET6, -1, 0, NULL },
	{ "10/", AF_UNSPEC, -1, 0, NULL },
	{ "/8", AF_UNSPEC, -1, 0, NULL },
	{ "/", AF_UNSPEC, -1, 0, NULL },
	{ "10/33", AF_UNSPEC, -1, 0, NULL },
	{ "10/-1", AF_UNSPEC, -1, 0, NULL },
	{ "10/08", AF_UNSPEC, -1, 0, NULL },
	{ "10/255", AF_UNSPEC, -1, 0, NULL },
	{ "10/8/8", AF_UNSPEC, -1, 0, NULL },
	{ "10/255.0.255.0", AF_UNSPEC, -1, 0, NULL },
	{ "::1/129", AF_UNSPEC, -1, 0, NULL },
	{ "::1/ffff::", AF_UNSPEC, -1, 0, NULL },
	{ "::1%lo", AF_UNSPEC, -1, 0, NULL },
	{ "[::1]", AF_UNSPEC, -1, 0, NULL },
	{ "default/0", AF_INET, -1, 0, NULL },
	{ "any/0", AF_INET6, -1, 0, NULL },
	{ "all/5", AF_UNSPEC, -1, 0, NULL },
	{ "10", AF_INET6, -1, 0, NULL },
	{ "::1", AF_INET, -1, 0, NULL },
	{ "default", AF_MPLS, -1, 0, NULL },
};

START_TEST(test_prefixes)
{
	struct address address = { .family = 99, .length = 77 };
	char text[INET6_ADDRSTRLEN];
	int result =
		scan_prefix(prefixes[_i].word, prefixes[_i].family, &address);

	ck_assert_msg(result == (prefixes[_i].length < 0 ? -1 : 0), "%s",
		      prefixes[_i].word);
	if (result < 0) {
		ck_assert_int_eq(address.family, 99);
		ck_assert_int_eq(address.length, 77);
		return;
	}
	ck_assert_int_eq(address.family, prefixes[_i].found);
	ck_assert_int_eq(address.size, address.family == AF_INET ? 4 : 16);
	ck_assert_int_eq(address.length, prefixes[_i].length);
	ck_assert_int_eq(address.slash, strchr(prefixes[_i].word, '/') != NULL);
	inet_ntop(address.family, address.data, text, sizeof(text));
	ck_assert_str_eq(text, prefixes[_i].text);
}
END_TEST

START_TEST(test_default_of_no_family)
{
	static const char *const words[] = { "default", "any", "all" };
	struct address address;

	for (int i = 0; i < COUNT(words); i++) {
		memset(&address, 0xff, sizeof(address));
		ck_assert_int_eq(scan_prefix(words[i], AF_UNSPEC, &address), 0);
		ck_assert_int_eq(address.family, AF_UNSPEC);
		ck_assert_int_eq(address.size, 0);
		ck_assert_int_eq(address.length, 0);
		ck_assert(!address.slash);
	}
}
END_TEST

/* An address takes no length. */
START_TEST(test_address_refuses_a_length)
{
	struct address address;

	ck_assert_int_eq(scan_address("10.0.0.1", AF_UNSPEC, &address), 0);
	ck_assert_int_eq(address.length, 32);
	ck_assert_int_eq(scan_address("10.0.0.1/8", AF_UNSPEC, &address), -1);
	ck_assert_int_eq(scan_address("::1/8", AF_UNSPEC, &address), -1);
	ck_assert_int_eq(scan_address("1", AF_APPLETALK, &address), -1);
}
END_TEST

START_TEST(test_mpls)
{
	struct address address;
	char word[600] = "1";

	ck_assert_int_eq(scan_address("1048575", AF_MPLS, &address), 0);
	ck_assert_int_eq(address.size, 4);
	ck_assert_int_eq(address.length, 20);
	ck_assert_mem_eq(address.data, "\xff\xff\xf1\x00", 4);
	ck_assert_int_eq(scan_address("16/200", AF_MPLS, &address), 0);
	ck_assert_int_eq(address.size, 8);
	ck_assert_mem_eq(address.data, "\x00\x01\x00\x00\x00\x0c\x81\x00", 8);
	ck_assert_int_eq(scan_address("0x10", AF_MPLS, &address), 0);
	ck_assert_mem_eq(address.data, "\x00\x01\x01\x00", 4);
	ck_assert_int_eq(scan_address("1048576", AF_MPLS, &address), -1);
	ck_assert_int_eq(scan_address("16/", AF_MPLS, &address), -1);
	ck_assert_int_eq(scan_address("/16", AF_MPLS, &address), -1);
	ck_assert_int_eq(scan_address("16//17", AF_MPLS, &address), -1);
	ck_assert_int_eq(scan_address("", AF_MPLS, &address), -1);
	for (int i = 0; i < 200; i++)
		strcat(word, "/1");
	ck_assert_int_eq(scan_address(word, AF_MPLS, &address), -1);
}
END_TEST

static const struct {
	const char *word;
	int size;
	uint8_t bytes[8];
} lladdrs[] = {
	{ "01:02:03:04:05:06", 6, { 1, 2, 3, 4, 5, 6 } },
	{ "1:2:3:4:5:6", 6, { 1, 2, 3, 4, 5, 6 } },
	{ "FF:aB", 2, { 0xff, 0xab } },
	{ "10", 1, { 0x10 } },
	{ "1.2.3.4", 4, { 1, 2, 3, 4 } },
	{ "12.34", 4, { 12, 34, 0, 0 } },
	{ "1:2:3:4:5:6:7:8", 8, { 1, 2, 3, 4, 5, 6, 7, 8 } },
	{ "1:2:3:4:5:6:7:8:9", -1, { 0 } },
	{ "100:2", -1, { 0 } },
	{ "010203040506", -1, { 0 } },
	{ ":1", -1, { 0 } },
	{ "1:", -1, { 0 } },
	{ "1::2", -1, { 0 } },
	{ "", -1, { 0 } },
	{ "g:1", -1, { 0 } },
	{ "1:-2", -1, { 0 } },
	{ "0102.0304.0506", -1, { 0 } },
	{ "1.2.3.4.5", -1, { 0 } },
	{ "fe80::1", -1, { 0 } },
};

START_TEST(test_lladdr)
{
	uint8_t bytes[8] = { 9, 9, 9, 9, 9, 9, 9, 9 };

	ck_assert_int_eq(scan_lladdr(lladdrs[_i].word, bytes, sizeof(bytes)),
			 lladdrs[_i].size);
	if (lladdrs[_i].size > 0)
		ck_assert_mem_eq(bytes, lladdrs[_i].bytes, lladdrs[_i].size);
	else
		ck_assert_mem_eq(bytes, "\t\t\t\t\t\t\t\t", 8);
}
END_TEST

START_TEST(test_link_layer_address)
{
	struct address address;

	ck_assert_int_eq(scan_address("2:0:0:0:0:1", AF_PACKET, &address), 0);
	ck_assert_int_eq(address.family, AF_PACKET);
	ck_assert_int_eq(address.size, 6);
	ck_assert_mem_eq(address.data, "\x02\0\0\0\0\x01", 6);
	ck_assert_int_eq(scan_address("2:x", AF_PACKET, &address), -1);
}
END_TEST

/* From what ip(8) sent for rto_min. */
static const struct {
	const char *word;
	int result;
	uint32_t value;
	bool raw;
} times[] = {
	{ "1", 0, 1, true },
	{ "0", 0, 0, true },
	{ "010", 0, 8, true },
	{ "0x10", 0, 16, true },
	{ "1.5", 0, 2, true },
	{ "0.3", 0, 1, true },
	{ ".5", 0, 1, true },
	{ "5.", 0, 5, true },
	{ "010.5", 0, 11, true },
	{ "4294967295", 0, UINT32_MAX, true },
	{ "1s", 0, 1000, false },
	{ "1S", 0, 1000, false },
	{ "1sec", 0, 1000, false },
	{ "1SECS", 0, 1000, false },
	{ "010s", 0, 8000, false },
	{ "0x10s", 0, 16000, false },
	{ "1.5s", 0, 1500, false },
	{ ".5s", 0, 500, false },
	{ "5.s", 0, 5000, false },
	{ "0s", 0, 0, false },
	{ "0.0001s", 0, 1, false },
	{ "1.0010s", 0, 1001, false },
	{ "4294967.295s", 0, UINT32_MAX, false },
	{ "1ms", 0, 1, false },
	{ "1msec", 0, 1, false },
	{ "1mSecs", 0, 1, false },
	{ "1.5ms", 0, 2, false },
	{ "1.0001ms", 0, 2, false },
	{ "4294967296", -1, 0, false },	/* ip(8) wraps these three */
	{ "4294968s", -1, 0, false },
	{ "99999999999999999999s", -1, 0, false },
	{ "-1s", -1, 0, false },	/* taken by 6.1, refused after 7.1 */
	{ "1us", -1, 0, false },
	{ "1m", -1, 0, false },
	{ "1.5.5s", -1, 0, false },
	{ "1 s", -1, 0, false },
	{ "1e3", -1, 0, false },
	{ "s", -1, 0, false },
	{ ".", -1, 0, false },
	{ ".s", -1, 0, false },
	{ "", -1, 0, false },
	{ "inf", -1, 0, false },
	{ "nan", -1, 0, false },
};

START_TEST(test_time)
{
	uint32_t value = 77;
	bool raw = false;

	ck_assert_msg(scan_time(times[_i].word, &value, &raw) ==
			      times[_i].result,
		      "%s", times[_i].word);
	ck_assert_uint_eq(value, times[_i].result ? 77 : times[_i].value);
	ck_assert_int_eq(raw, times[_i].raw);
}
END_TEST

START_TEST(test_on_off)
{
	bool on = false;

	ck_assert_int_eq(scan_on_off("on", &on), 0);
	ck_assert(on);
	ck_assert_int_eq(scan_on_off("of", &on), -1);
	ck_assert_int_eq(scan_on_off("ON", &on), -1);
	ck_assert_int_eq(scan_on_off("", &on), -1);
	ck_assert(on);
	ck_assert_int_eq(scan_on_off("off", &on), 0);
	ck_assert(!on);
}
END_TEST

START_TEST(test_names_of_interfaces)
{
	ck_assert(scan_is_ifname("eth0"));
	ck_assert(scan_is_ifname("fifteen-letters"));
	ck_assert(!scan_is_ifname("sixteen--letters"));
	ck_assert(scan_is_ifname("..."));
	ck_assert(!scan_is_ifname(""));
	ck_assert(!scan_is_ifname("."));
	ck_assert(!scan_is_ifname(".."));
	ck_assert(!scan_is_ifname("a/b"));
	ck_assert(!scan_is_ifname("a b"));
	ck_assert(!scan_is_ifname("a\n"));
}
END_TEST

/* libc knows better; patterns are made of these pieces, names of their letters. */
START_TEST(test_patterns)
{
	static const char *const pieces[] = {
		"a", "b", "c", "-", "*", "?", "[ab]", "[!ab]", "[^c]", "[a-c]", "[]b]", "[b-]", "\\*", "\\a", "[", "]",
	};
	static const char letters[] = "aaabbc-*[]";
	char pattern[64], name[8];

	srand(1);
	for (int i = 0; i < 200000; i++) {
		size_t n = rand() % (sizeof(name) - 1);

		*pattern = '\0';
		for (int k = rand() % 6; k > 0; k--)
			strcat(pattern, pieces[rand() % COUNT(pieces)]);
		for (size_t k = 0; k < n; k++)
			name[k] = letters[rand() % (COUNT(letters) - 1)];
		name[n] = '\0';
		ck_assert_msg(scan_matches(pattern, name) == !fnmatch(pattern, name, 0), "%s and %s", pattern, name);
	}
}
END_TEST

Suite *suite_scan(void)
{
	Suite *suite = suite_create("scan");
	TCase *tests = tcase_create("scan");

	tcase_add_loop_test(tests, test_unsigned, 0, COUNT(numbers));
	tcase_add_test(tests, test_signed);
	tcase_add_test(tests, test_int);
	tcase_add_loop_test(tests, test_prefixes, 0, COUNT(prefixes));
	tcase_add_test(tests, test_default_of_no_family);
	tcase_add_test(tests, test_address_refuses_a_length);
	tcase_add_test(tests, test_mpls);
	tcase_add_loop_test(tests, test_lladdr, 0, COUNT(lladdrs));
	tcase_add_test(tests, test_link_layer_address);
	tcase_add_loop_test(tests, test_time, 0, COUNT(times));
	tcase_add_test(tests, test_on_off);
	tcase_add_test(tests, test_names_of_interfaces);
	tcase_add_test(tests, test_patterns);
	suite_add_tcase(suite, tests);
	return suite;
}
