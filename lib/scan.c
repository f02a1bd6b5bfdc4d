/* scan.c - text to numbers, times and names.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <linux/if.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scan.h"

unsigned long long scan_digits(const char *p, int base, char **end)
{
	unsigned long long n = 0;
	size_t i = 0;

	/* 0x10, 010, signs, blanks, and what may be too large */
	if ((base && base != 10) || *p < '0' || *p > '9' || (*p == '0' && isalnum((unsigned char)p[1])))
		return strtoull(p, end, base);
	for (; p[i] >= '0' && p[i] <= '9' && i < 18; i++)
		n = n * 10 + (p[i] - '0');
	if (i == 18)
		return strtoull(p, end, base);
	*end = (char *)p + i;
	return n;
}

int scan_unsigned(const char *word, int base, uint64_t max, uint64_t *value)
{
	unsigned long long n;
	char *end;

	if (!isalnum((unsigned char)*word))
		return -1;
	errno = 0;
	n = scan_digits(word, base, &end);
	if (end == word || *end || errno || n > max)
		return -1;
	*value = n;
	return 0;
}

int scan_signed(const char *word, int base, int64_t min, int64_t max,
		int64_t *value)
{
	long long n;
	char *end;

	if (isspace((unsigned char)*word))
		return -1;
	errno = 0;
	n = strtoll(word, &end, base);
	if (end == word || *end || errno || n < min || n > max)
		return -1;
	*value = n;
	return 0;
}

int scan_int(const char *word, int *value)
{
	int64_t n;

	if (scan_signed(word, 0, INT_MIN, INT_MAX, &n) < 0)
		return -1;
	*value = n;
	return 0;
}

/* Adds the digits behind a point, as thousandths, rounded up. */
static const char *scan_fraction(const char *p, uint64_t *value)
{
	unsigned int scale = 1000;
	bool more = false;

	for (; isdigit((unsigned char)*p); p++) {
		scale /= 10;
		*value += (*p - '0') * scale;
		if (!scale && *p != '0')
			more = true;
	}
	*value += more;
	return p;
}

/* The number in thousandths; a fraction makes all of it decimal. */
static const char *scan_thousandths(const char *p, uint64_t *value)
{
	size_t digits = strspn(p, "0123456789");
	bool point = p[digits] == '.';
	char *end;

	if (!digits && !(point && isdigit((unsigned char)p[1])))
		return NULL;
	errno = 0;
	*value = strtoull(p, &end, point ? 10 : 0);
	if (errno || *value > UINT64_MAX / 2000)
		return NULL;
	*value *= 1000;
	return point ? scan_fraction(p + digits + 1, value) : end;
}

static int scan_time_unit(const char *suffix)
{
	static const char *const seconds[] = { "s", "sec", "secs" };
	static const char *const thousandths[] = { "ms", "msec", "msecs" };

	for (int i = 0; i < 3; i++) {
		if (!strcasecmp(suffix, seconds[i]))
			return 1000;
		if (!strcasecmp(suffix, thousandths[i]))
			return 1;
	}
	return *suffix ? -1 : 0;
}

int scan_time(const char *word, uint32_t *value, bool *raw)
{
	const char *suffix;
	uint64_t n;
	int unit;

	suffix = scan_thousandths(word, &n);
	if (!suffix)
		return -1;
	unit = scan_time_unit(suffix);
	if (unit < 0)
		return -1;
	if (unit != 1000)
		n = (n + 999) / 1000;
	if (n > UINT32_MAX)
		return -1;
	*value = n;
	*raw = unit == 0;
	return 0;
}

int scan_on_off(const char *word, bool *on)
{
	if (!strcmp(word, "on"))
		*on = true;
	else if (!strcmp(word, "off"))
		*on = false;
	else
		return -1;
	return 0;
}

bool scan_is_ifname(const char *word)
{
	size_t len = strlen(word);

	if (!len || len >= IFNAMSIZ)
		return false;
	if (!strcmp(word, ".") || !strcmp(word, ".."))
		return false;
	for (; *word; word++) {
		if (*word == '/' || isspace((unsigned char)*word))
			return false;
	}
	return true;
}

/* Behind "[": is c in the set?  Returns what follows the set; NULL: it has no end. */
static const char *match_set(const char *p, unsigned char c, bool *is_in)
{
	bool is_not = *p == '!' || *p == '^';
	const char *first = p += is_not;

	*is_in = is_not;
	for (; *p && (*p != ']' || p == first); p++) {
		unsigned char from = *p, to = from;

		if (p[1] == '-' && p[2] && p[2] != ']')
			to = *(p += 2);
		if (from <= c && c <= to)
			*is_in = !is_not;
	}
	return *p ? p + 1 : NULL;
}

/* What follows the part of a pattern that fits c; NULL: it does not. */
static const char *match_one(const char *p, char c)
{
	const char *end;
	bool is_in;

	if (*p == '?')
		return p + 1;
	end = *p == '[' ? match_set(p + 1, c, &is_in) : NULL;
	if (end)
		return is_in ? end : NULL;
	if (*p == '\\' && p[1])
		p++;
	return *p && *p == c ? p + 1 : NULL;
}

/* A star begins with nothing, and takes one more whenever the rest does not fit. */
bool scan_matches(const char *p, const char *name)
{
	const char *star = NULL, *from = NULL;

	while (*name) {
		const char *next = match_one(p, *name);

		if (*p == '*') {
			star = ++p;
			from = name;
		} else if (next) {
			p = next;
			name++;
		} else if (star) {
			p = star;
			name = ++from;
		} else {
			return false;
		}
	}
	return !p[strspn(p, "*")];
}
