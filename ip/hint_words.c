/* hint_words.c - hints to mistakes of the command line that any object can have.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <stdlib.h>
#include <string.h>

#include "links.h"

/* ---- what a word looks like ---- */
static bool has_word(struct mistake *m)
{
	return m->at >= 0;
}

/* argument "X" is required */
static bool required(struct mistake *m)
{
	const char *begin = strchr(m->error->text, '"');

	if (begin)
		hint_found(m, "", "%.*s", (int)strcspn(begin + 1, "\""), begin + 1);
	return begin;
}

static bool has_length(struct mistake *m)
{
	const char *slash = strchr(m->word, '/');

	if (slash)
		hint_found(m, "", "%.*s", (int)(slash - m->word), m->word);
	return slash && slash != m->word;
}

static bool is_device(struct mistake *m)
{
	return *m->word && links_index(m->word);
}

static bool is_ipv6(struct mistake *m)
{
	return strchr(m->word, ':');
}

static bool is_ipv4(struct mistake *m)
{
	return strspn(m->word, "0123456789./") == strlen(m->word) && strchr(m->word, '.');
}

static bool has_long_length(struct mistake *m)
{
	const char *slash = strchr(m->word, '/');

	return slash && slash[1] >= '0' && slash[1] <= '9' && atoi(slash + 1) > (is_ipv6(m) ? 128 : 32);
}

static bool has_bad_length(struct mistake *m)
{
	const char *slash = strchr(m->word, '/');

	return slash && (slash[1] < '0' || slash[1] > '9');
}

static bool has_bad_mask(struct mistake *m)
{
	const char *slash = strchr(m->word, '/');

	return slash && strchr(slash, '.');
}

/* What people write behind a switch. */
static bool is_value(const char *word)
{
	static const char *const values[] = { "on", "off", "yes", "no", "true", "false", "0", "1", NULL };

	for (const char *const *v = values; *v; v++)
		if (!strcmp(word, *v))
			return true;
	return false;
}

/* The word before it is a keyword that needs none behind it. */
static bool is_extra(struct mistake *m)
{
	const char *before = mistake_word(m, m->at - 1);
	const struct table *in, *t = m->failure->table;
	const struct row *r = t ? table_word(t, m->failure->q.space, before, &in) : NULL;

	if (!r || row_arg(r) || !(is_value(m->word) || is_device(m)))
		return false;
	hint_found(m, "", "%s", before);
	return true;
}

static bool has_big_octet(struct mistake *m)
{
	const char *at = m->word;

	while (is_ipv4(m) && at) {
		if (atoi(at) > 255)
			return true;
		at = strchr(at, '.');
		at = at ? at + 1 : NULL;
	}
	return false;
}

/* 255.255.255.0 behind an address. */
bool hint_is_mask(struct mistake *m)
{
	const char *before = mistake_word(m, m->at - 1);
	int bits = 0;

	if (strncmp(m->word, "255.", 4) || !is_ipv4(m))
		return false;
	for (const char *at = m->word; at; at = strchr(at, '.') ? strchr(at, '.') + 1 : NULL)
		for (int octet = atoi(at) & 255; octet & 128; octet <<= 1)
			bits++;
	hint_found(m, "", "%s/%d", before, bits);
	return true;
}

static bool was_said(struct mistake *m)
{
	char plain[WORD_MAX];
	const struct row *r = m->failure->row;

	if (r)
		hint_found(m, "", "%s", row_called(r, m->failure->q.space, plain));
	return r;
}

/* The usage has been written instead of a sentence. */
static bool unknown_usage(struct mistake *m)
{
	return hint_is_unknown(m) && !*m->error->text;
}

static bool is_extra_behind_usage(struct mistake *m)
{
	return unknown_usage(m) && is_extra(m);
}

static bool unknown_near(struct mistake *m)
{
	return unknown_usage(m) && hint_near_word(m);
}

#define EXPECTED "expected rather than"
#define PREFIX "prefix is " EXPECTED
#define ADDRESS "address is " EXPECTED
#define ELSEWHERE "\"{word}\" is in the namespace \"{found}\": ip -n {found} {object} {command} ..."
#define GARBAGE "is garbage"

const struct hint hints_words[] = {
	{ .text = "Object \"", .when = hint_near_object, .say = "{found}" },
	{ .text = "Object \"", .when = hint_list_objects, .say = "the objects are {found}" },
	{ .text = "Command \"remove\"", .say = "it is called \"del\" here: {ip} {object} del ..." },
	{ .text = "Command \"rm\"", .say = "it is called \"del\" here: {ip} {object} del ..." },
	{ .text = "Command \"create\"", .say = "it is called \"add\" here: {ip} {object} add ..." },
	{ .text = "Command \"new\"", .say = "it is called \"add\" here: {ip} {object} add ..." },
	{ .text = "try \"ip monitor help\"", .when = hint_near_event, .say = "{found}" },
	{ .text = "Command \"", .when = hint_near_command, .say = "{found}" },
	{ .text = "Command \"", .when = hint_list_commands, .say = "the commands are {found}" },
	{ .text = "No help for", .when = hint_near_names, .say = "{found}" },
	{ .text = "No help for", .when = hint_near_word, .say = "{found}" },
	{ .text = "No help for", .say = "\"{ip} help {object} {command}\" lists the words that can stand there" },
	{ .text = "Argument \"", .when = hint_near_offer, .say = "{found}" },
	{ .text = "Cannot fopen", .at = "file", .say = "the file is one that \"rtmon\" or \"ip monitor\" has written" },
	{ .text = "Option \"", .when = hint_near_option, .say = "{found}" },
	{ .text = "Option \"", .say = "options stand before the object and are listed by \"ip help\"" },
	{ .text = "\" is required", .when = has_word, .say = "the option before it needs a value" },
	{ .text = "\" is required", .at = "#end", .when = required, .say = "\"{found}\" and its value are needed too" },
	{ .text = "Invalid rcvbuf size", .say = "the size of the socket's buffer is a number of bytes, as 1048576" },
	{ .text = "invalid protocol family", .say = "the families are inet, inet6, mpls, bridge and link" },

	{ .text = "Command line is not complete", .when = hint_has_row, .say = "\"{keyword}\" needs a value: {takes}" },
	{ .text = "Command line is not complete", .when = hint_synopsis, .say = "more words are needed: {found}" },

	{ .text = "Command line is not complete", .say = "the last word needs a value behind it" },

	{ .text = ADDRESS, .when = has_length, .say = "an address stands here, without a length: {found}" },
	{ .text = EXPECTED, .when = is_device, .say = "\"{word}\" is a link: say \"dev {word}\"" },
	{ .text = EXPECTED, .when = hint_is_keyword, .say = "\"{word}\" is a keyword itself: the value before it is missing" },
	{ .text = EXPECTED, .when = has_bad_mask, .say = "a mask has its ones on the left, as /24 or /255.255.255.0" },
	{ .text = EXPECTED, .when = has_long_length, .say = "the length behind \"/\" is at most 32 for IPv4, 128 for IPv6" },
	{ .text = EXPECTED, .when = has_bad_length, .say = "behind \"/\" stands how many bits of the address count, as /24" },
	{ .text = EXPECTED, .when = has_big_octet, .say = "each of the parts of an IPv4 address is a number up to 255" },
	{ .text = "inet " ADDRESS, .when = is_ipv6, .say = "\"{word}\" is IPv6, and what stands before it (-4, a kind, an address) wants IPv4" },
	{ .text = "inet " PREFIX, .when = is_ipv6, .say = "\"{word}\" is IPv6, and what stands before it (-4, a kind, an address) wants IPv4" },
	{ .text = "inet6 " ADDRESS, .when = is_ipv4, .say = "\"{word}\" is IPv4, and what stands before it (-6, a kind, an address) wants IPv6" },
	{ .text = "inet6 " PREFIX, .when = is_ipv4, .say = "\"{word}\" is IPv4, and what stands before it (-6, a kind, an address) wants IPv6" },
	{ .text = EXPECTED, .when = is_ipv4, .say = "an IPv4 address is four numbers with dots, as 10.0.0.1" },
	{ .text = EXPECTED, .when = is_ipv6, .say = "an IPv6 address is groups of hexadecimal digits, as 2001:db8::1" },
	{ .text = EXPECTED, .when = hint_near_word, .say = "{found}" },
	{ .text = PREFIX, .say = "\"{word}\" is no keyword here, and no prefix, as 10.0.0.0/24 or 2001:db8::/64" },
	{ .text = EXPECTED, .say = "\"{word}\" is no address, as 10.0.0.1 or 2001:db8::1" },

	{ .text = "is the second value", .when = was_said, .say = "\"{found}\" may be said once: leave one of them out" },
	{ .text = GARBAGE, .when = hint_is_mask, .say = "a mask is said as a length: {found}" },
	{ .text = GARBAGE, .when = is_extra, .say = "\"{found}\" takes no value" },
	{ .when = is_extra_behind_usage, .say = "\"{found}\" takes no value" },
	{ .text = GARBAGE, .when = hint_near_word, .say = "{found}" },
	{ .text = GARBAGE, .when = hint_near_previous, .say = "{found}" },
	{ .text = GARBAGE, .when = is_device, .say = "\"{word}\" is a link: say \"dev {word}\"; and only one can be named" },
	{ .text = GARBAGE,
	  .say = "\"{word}\" is no keyword of \"{ip} {object} {command}\"; \"{ip} {object} help\" lists them" },
	{ .when = unknown_near, .say = "{found}" },
	{ .when = unknown_usage, .say = "\"{word}\" is none of the words above" },

	{ .text = "Cannot find device", .when = hint_in_netns, .say = ELSEWHERE },
	{ .text = "\" does not exist.", .when = hint_in_netns, .say = ELSEWHERE },
	{ .text = "No such interface", .when = hint_near_device, .say = "{found}" },
	{ .text = "Cannot find device", .when = hint_near_device, .say = "{found}" },
	{ .text = "Device does not exist", .when = hint_near_device, .say = "{found}" },
	{ .text = "\" does not exist.", .when = hint_near_word, .say = "{found}" },
	{ .text = "\" does not exist.", .when = hint_near_device, .say = "{found}" },
	{ .text = "Not a valid VRF name", .when = is_device, .say = "\"{word}\" is a link of another kind than vrf" },
	{ .text = "Not a valid VRF name", .when = hint_near_device, .say = "it takes the name of a link of kind vrf; {found}" },
	{ .text = "nvalid VRF", .when = hint_near_device, .say = "it takes the name of a link of kind vrf; {found}" },
	{ .text = "Flush requires arguments", .at = "#1",
	  .say = "say what: {ip} {object} flush dev DEV, or another filter" },
	{ .text = "requires arguments", .at = "#1", .when = hint_synopsis, .say = "say which: {found}" },
	{ .say = NULL },
};
