/* help_value.c - what the value of a word can be, and one as an example.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "schema.h"
#include "types.h"

/* The metavars, which are a vocabulary of their own; a unit says what a number counts. */
static const struct {
	const char *arg, *takes, *unit, *example;
} metavars[] = {
	{ "ADDR", "an address without a length, as 10.0.0.1 or 2001:db8::1", NULL, "10.0.0.1" },
	{ "PREFIX", "an address and how many bits of it count, as 10.0.0.0/24 or 2001:db8::/64", NULL, "10.0.0.0/24" },
	{ "[ TYPE ] PREFIX", "a prefix, as 10.0.0.0/24, \"default\" for all, perhaps after a type as \"blackhole\"", NULL,
	  "10.0.0.0/24" },
	{ "[ FAMILY ] ADDR", "an address, after its family (inet, inet6) where that is another than the route's", NULL,
	  "10.0.0.1" },
	{ "[ to ] ADDR", "an address without a length, as 10.0.0.1 or 2001:db8::1", NULL, "10.0.0.1" },
	{ "DEV", "the name of a link that is there", NULL, "lo" },
	{ "LLADDR", "bytes in hexadecimal with colons, as 02:00:00:00:00:01", NULL, "02:00:00:00:00:01" },
	{ "TABLE", NULL, NULL, "100" },
	{ "LFT", "a number of seconds, or forever", NULL, "forever" },
	{ "SECONDS", NULL, "seconds", "30" },
	{ "MILLISECONDS", NULL, "milliseconds", "100" },
	{ "CENTISECONDS", NULL, "hundredths of a second", "1500" },
	{ "BYTES", NULL, "bytes", "1400" },
	{ "PACKETS", NULL, "packets", "10" },
	{ "FRAMES", NULL, "frames", "64" },
	{ "MBIT/S", NULL, "Mbit/s", "100" },
	{ "HOPS", NULL, "hops", "64" },
	{ "TIME", "a time, as 200ms or 1s", NULL, "200ms" },
	{ "PORT", NULL, NULL, "4789" },
	{ "VNI", NULL, NULL, "42" },
	{ "VID", "the number of a VLAN, 1 to 4094", NULL, "10" },
	{ "PROTO", "a protocol, as 802.1Q", NULL, "802.1Q" },
	{ "STRING", "any text", NULL, "text" },
	{ NULL, NULL, NULL, NULL },
};

static size_t metavar(const struct row *r)
{
	const char *arg = r->arg ? r->arg : r->type->arg;
	size_t i = 0;

	while (metavars[i].arg && (!arg || strcmp(metavars[i].arg, arg)))
		i++;
	return i;
}

static bool is_number(const struct row *r)
{
	return r->type->size && (r->type->scan == type_scan_number || r->max || r->type == &type_int ||
				 r->type == &type_s32);
}

static size_t range(const struct row *r, char *buf, size_t size)
{
	uint64_t max = r->max ? r->max : r->type->size >= 8 ? UINT64_MAX : (1ull << 8 * r->type->size) - 1;
	const char *unit = metavars[metavar(r)].unit;
	int64_t min = r->min;

	if (r->type == &type_s32) {
		min = r->min ? r->min : INT32_MIN;
		max = r->max ? r->max : INT32_MAX;
	}
	return snprintf(buf, size, "a number%s%s, %" PRId64 " to %" PRIu64, unit ? " of " : "", unit ? unit : "", min,
			max);
}

/* "{ a | b }" reads "a or b". */
static size_t choices(const char *arg, char *buf, size_t size)
{
	size_t n = 0;

	for (arg += 2; *arg && strcmp(arg, " }") && n < size - 1;) {
		const char *or = strncmp(arg, " | ", 3) ? NULL : strstr(arg + 3, " | ") ? ", " : " or ";

		n += or ? snprintf(buf + n, size - n, "%s", or) : snprintf(buf + n, size - n, "%c", *arg);
		arg += or ? 3 : 1;
	}
	return n;
}

static size_t names(const struct row *r, char *buf, size_t size)
{
	size_t n = 0;

	for (const struct name *name = r->names; name->name && n < size; name++)
		n += snprintf(buf + n, size - n, "%s%s", !n ? "" : name[1].name ? ", " : " or ", name->name);
	return n;
}

/* Is the metavar a choice without further metavars? */
static bool is_choice(const char *arg)
{
	size_t n = arg ? strlen(arg) : 0;

	if (n < 4 || strncmp(arg, "{ ", 2) || strcmp(arg + n - 2, " }") || strpbrk(arg + 1, "{["))
		return false;
	for (const char *at = arg; at; at = strstr(at + 1, "| "))
		if (at[2] >= 'A' && at[2] <= 'Z')
			return false;
	return true;
}

const char *help_takes(const struct row *r, char *buf, size_t size)
{
	const char *arg = r->arg ? r->arg : r->type->arg;
	const char *takes = metavars[metavar(r)].takes;
	size_t n = 0;

	*buf = '\0';
	if (!r->type->arg && !r->arg)
		snprintf(buf, size, "no value");
	else if (r->file)
		snprintf(buf, size, "a name from /etc/iproute2/%s, or its number", names_file(r->file - 1));
	else if (r->names)
		n = names(r, buf, size);
	else if (is_choice(arg))
		choices(arg, buf, size);
	else if (takes)
		snprintf(buf, size, "%s", takes);
	else if (is_number(r))
		range(r, buf, size);
	else
		snprintf(buf, size, r->help ? "%s (%s)" : "%s", arg, r->help);
	if (n && n < size - 5 && is_number(r)) {
		n += snprintf(buf + n, size - n, ", or ");
		range(r, buf + n, size - n);
	}
	return buf;
}
