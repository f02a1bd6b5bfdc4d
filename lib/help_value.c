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
	{ "{ LLADDR | null }", "bytes in hexadecimal with colons, as 02:00:00:00:00:01, or null", NULL, "02:00:00:00:00:01" },
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
	{ "PROTO", "a protocol above Ethernet, as 802.1Q or 802.1ad, or its number", NULL, "802.1Q" },
	{ "inherit", "the word inherit", NULL, "inherit" },
	{ "STRING", "any text", NULL, "text" },
	{ "TYPE", "a type of route, as unicast, local or blackhole", NULL, "blackhole" },
	{ "KIND", "a kind of link", NULL, "bridge" },
	{ "FIRST-LAST", "a range of numbers, as 1000-1999", NULL, "1000-1999" },
	{ "PORT[/MASK] | FIRST-LAST", "a port, 1 to 65535, or a range of them, as 8000-8080", NULL, "80" },
	{ "PROTOCOL", "a protocol above IP, as tcp, udp or icmp, or its number", NULL, "tcp" },
	{ "STATE", NULL, NULL, "permanent" },
	{ "COUNT", NULL, NULL, "4" },
	{ "TOS", "a DS field in hexadecimal, or inherit where packets have one inside", NULL, "0x10" },
	{ "{ NETNS | PID | PATH }", "a name of \"ip netns\", a PID, or a path with a \"/\"", NULL, "1" },
	{ "NETNS", "a name of \"ip netns\", a PID, or a path with a \"/\"", NULL, "1" },
	{ NULL, NULL, NULL, NULL },
};

static size_t metavar(const struct row *r)
{
	const char *arg = row_arg(r);
	size_t i = 0;

	/* A metric's lock says nothing of its value. */
	if (arg && !strncmp(arg, "[ lock ] ", 9))
		arg += 9;
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
	const char *arg = row_arg(r);
	const char *takes = metavars[metavar(r)].takes;
	size_t n = 0;

	*buf = '\0';
	if (r->group)
		snprintf(buf, size, "words of its own");
	else if (!row_arg(r))
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

/* What many values can be; the metavar's own example goes first, then the first of a choice. */
static const char *const samples[] = {
	"1", "on", "10", "64", "10.0.0.1", "10.0.0.0/24", "02:00:00:00:00:01", "lo", "text", "2001:db8::1", "auto", "all",
	"strict", "enabled", "ingress", "00:11:22:33:44:55:66:77", "0.5", NULL,
};

static const char *first_choice(const char *arg)
{
	static char word[WORD_MAX];

	snprintf(word, sizeof(word), "%.*s", (int)strcspn(arg + 2, " "), arg + 2);
	return word;
}

static const char *const named[NAMES_FILES] = {
	[NAMES_TABLE] = "100", [NAMES_PROTO] = "static", [NAMES_SCOPE] = "link", [NAMES_REALM] = "10",
	[NAMES_DSFIELD] = "0x10", [NAMES_GROUP] = "default", [NAMES_ADDRPROTO] = "10",
};

const char *help_sample(const struct row *r, size_t i)
{
	const char *arg = row_arg(r), *own = metavars[metavar(r)].example;

	if (r->file && named[r->file - 1] && !i--)
		return named[r->file - 1];
	if (own && !i--)
		return own;
	if (is_choice(arg) && !i--)
		return first_choice(arg);
	return i < sizeof(samples) / sizeof(samples[0]) ? samples[i] : NULL;
}
