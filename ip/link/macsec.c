/* macsec.c - "type macsec": frames of another link encrypted (IEEE 802.1AE).  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_macsec.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_types.h"
#include "kind_values.h"
#include "scan.h"
#include "../macsec_table.h"

static const struct table table;

/* ---- cipher suites: 64 bit numbers ---- */
struct cipher {
	uint64_t id;
	const char *word, *name;
};
static const struct cipher ciphers[] = {
	{ MACSEC_CIPHER_ID_GCM_AES_128, "gcm-aes-128", "GCM-AES-128" },
	{ MACSEC_CIPHER_ID_GCM_AES_256, "gcm-aes-256", "GCM-AES-256" },
	{ MACSEC_CIPHER_ID_GCM_AES_XPN_128, "gcm-aes-xpn-128", "GCM-AES-XPN-128" },
	{ MACSEC_CIPHER_ID_GCM_AES_XPN_256, "gcm-aes-xpn-256", "GCM-AES-XPN-256" },
	{ MACSEC_DEFAULT_CIPHER_ID, "default", "GCM-AES-128" },
};
#define CIPHERS (sizeof(ciphers) / sizeof(ciphers[0]))

static int scan_cipher(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	for (size_t n = 0; n < CIPHERS; n++)
		if (!strcmp(word, ciphers[n].word) ||
		    (ciphers[n].id != MACSEC_DEFAULT_CIPHER_ID && !strcmp(word, ciphers[n].name))) {
			item_set_number(i, ciphers[n].id);
			return 0;
		}
	return SCAN_BAD;
}

static void print_cipher(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	uint64_t id = payload_number(data, 8, false);

	(void)v;
	(void)r;
	(void)size;
	literal_string(l, "(unknown)");
	for (size_t n = 0; n < CIPHERS; n++)
		if (ciphers[n].id == id)
			l->text = ciphers[n].name;
}

static const struct name cipher_words[] = {
	{ 1, "gcm-aes-128" }, { 2, "gcm-aes-256" }, { 3, "gcm-aes-xpn-128" }, { 4, "gcm-aes-xpn-256" },
	{ 0, "default" }, { 0, NULL }
};
const struct type type_macsec_cipher = { .name = "u64", .arg = "SUITE", .size = 8, .scan = scan_cipher,
					 .print = print_cipher };

/* ---- names that may be abbreviated ---- */
const struct name macsec_validations[] = { { 0, "disabled" }, { 1, "check" }, { 2, "strict" }, { 0, NULL } };
const struct name macsec_offloads[] = { { 0, "off" }, { 1, "phy" }, { 2, "mac" }, { 0, NULL } };

static int bad_name(const struct row *r, const char *word)
{
	char text[128], *p = text, plain[WORD_MAX];

	for (const struct name *n = r->names; n->name; n++) {
		p = format_string(p, n == r->names ? "\"" : ", \"");
		p = format_string(format_string(p, n->name), "\"");
	}
	return fail(1, "Error: argument of \"%s\" must be one of %s, not \"%s\"",
		    row_called(r, TO_SET, plain), text, word);
}

static int scan_prefix_name(struct request *q, const struct row *r, const char *word,
			    struct item *i)
{
	(void)q;
	if (!kind_scan_beginning(r, word, i, r->names == macsec_offloads))
		return 0;
	return bad_name(r, word);
}

TYPE_PRINT_NAMED(print_name, "(unknown)")

const struct type type_macsec_choice = { .name = "u8", .arg = "NAME", .size = 1, .scan = scan_prefix_name,
					 .print = print_name };

/* ---- the secure channel: sci NUMBER, or port NUMBER, or address LLADDR port NUMBER ---- */
static void print_sci(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	format_hex_digits(l->buf, payload_number(data, 8, true), 16);
	literal_string(l, l->buf);
}

static const struct type type_sci = { .name = "be64", .arg = "SCI", .size = 8, .big_endian = true,
				      .print = print_sci };

/* Only the first words after the kind can tell the channel. */
static bool is_first(const struct request *q, const struct words *w)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (i->table == &table)
			return false;
	return w->i >= 2 && !strcmp(w->v[w->i - 2], table.name);
}

static int not_first(struct request *q, struct words *w)
{
	w->i--;
	return kind_unknown_command(q, &table, w);
}

/* A channel of 0 is none: its port is told, which then is 0. */
static int add_channel(struct request *q, int from, int to, uint64_t sci, uint16_t port)
{
	uint16_t attr = sci ? IFLA_MACSEC_SCI : IFLA_MACSEC_PORT;

	return request_add_number(q, &table, table_attr(&table, attr), from, to, sci ? sci : port) ? 0 : -1;
}

static int bad_channel(struct words *w, const char *reason)
{
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: %s", w->v[w->i - 1], reason);
}

static int parse_sci(struct request *q, const struct table *t, const struct row *r,
		     struct words *w)
{
	const char *word;
	uint64_t sci;

	(void)t;
	if (!is_first(q, w))
		return not_first(q, w);
	word = request_next(q, r, w);
	if (!word)
		return -1;
	if (scan_unsigned(word, 16, UINT64_MAX, &sci) < 0)
		return bad_channel(w, "expected sci");
	return add_channel(q, w->i - 2, w->i, sci, 0);
}

static int parse_port_number(struct request *q, const struct row *r, struct words *w,
			     uint64_t *port)
{
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	if (scan_unsigned(word, 0, UINT16_MAX, port) < 0)
		return bad_channel(w, "expected port");
	return *port ? 0 : bad_channel(w, "expected port != 0");
}

static int parse_port(struct request *q, const struct table *t, const struct row *r,
		      struct words *w)
{
	int from = w->i - 1;
	uint64_t port;

	(void)t;
	if (!is_first(q, w))
		return not_first(q, w);
	if (parse_port_number(q, r, w, &port) < 0)
		return -1;
	return add_channel(q, from, w->i, 0, port);
}

/* The channel is the address, then the port, in network byte order. */
static int parse_address(struct request *q, const struct table *t, const struct row *r,
			 struct words *w)
{
	uint8_t address[32] = { 0 };
	uint64_t port = 0, sci = 0;
	int from = w->i - 1;
	const char *word;

	(void)t;
	if (!is_first(q, w))
		return not_first(q, w);
	word = request_next(q, r, w);
	if (!word)
		return -1;
	if (scan_lladdr(word, address, sizeof(address)) < 0) {
		type_lladdr.scan(q, r, word, NULL);
		error_blame(w->i - 1);
		return fail_further(255, "Error: argument \"%s\" is wrong: expected lladdr", word);
	}
	if (words_peek(w) && !strcmp(words_peek(w), "port")) {
		w->i++;
		if (parse_port_number(q, table_attr(&table, IFLA_MACSEC_PORT), w, &port) < 0)
			return -1;
		sci = payload_number(address, 6, true) << 16 | port;
	}
	return add_channel(q, from, w->i, sci, port);
}

static int scan_icv(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t length;

	(void)q;
	if (scan_unsigned(word, 0, UINT8_MAX, &length) < 0)
		return SCAN_BAD;
	if (length < (uint64_t)r->min || length > r->max)
		return fail(255, "Error: argument \"%s\" is wrong: ICV length must be in the range {%d..%d}",
			    word, (int)r->min, (int)r->max);
	item_set_number(i, length);
	return 0;
}

static const struct type type_icv = { .name = "u8", .arg = "LENGTH", .size = 1, .scan = scan_icv,
				      .print = type_print_number };

/* Set as unsigned, shown as signed, as ip(8) does. */
static void print_window(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	type_s32.print(v, r, data, size, l);
}

static const struct type type_window = { .name = "u32", .arg = "FRAMES", .size = 4, .scan = type_scan_number,
					 .print = print_window };

#define SWITCH(a, w, key, h)	ATTR(a, on_off, w, NULL, h, .json = key)

static const struct row rows[] = {
	ATTR(IFLA_MACSEC_SCI, sci, "sci", "SCI", "identifier of the secure channel", .parse = parse_sci),
	QUIET(IFLA_MACSEC_PORT, be16, .word = "port", .arg = "PORT", .help = "port of the secure channel",
	      .parse = parse_port),
	{ .place = AT_NONE, .type = &type_plain_lladdr, .word = "address", .arg = "LLADDR", .hide = HIDE,
	  .help = "address of the secure channel; its port follows", .parse = parse_address },
	SWITCH(IFLA_MACSEC_PROTECT, "protect", "protect", "protects what it sends"),
	ATTR(IFLA_MACSEC_CIPHER_SUITE, macsec_cipher, "cipher", "SUITE", "how it encrypts", .names = cipher_words,
	     .json = "cipher_suite",
	     BAD("expected: default, gcm-aes-128, gcm-aes-256, gcm-aes-xpn-128 or gcm-aes-xpn-256")),
	ATTR(IFLA_MACSEC_ICV_LEN, icv, "icvlen", "BYTES", "length of the integrity check value", .json = "icv_len",
	     .min = MACSEC_MIN_ICV_LEN, .max = MACSEC_STD_ICV_LEN, BAD("expected ICV length")),
	ATTR(IFLA_MACSEC_ENCODING_SA, u8, "encodingsa", "{ 0 .. 3 }", "the association that it sends with",
	     .json = "encoding_sa", .max = 3, BAD("expected an { 0..3 }")),
	ATTR(IFLA_MACSEC_VALIDATION, macsec_choice, "validate", "{ strict | check | disabled }", "what it asks of frames",
	     .json = "validation", .names = macsec_validations),
	ATTR(IFLA_MACSEC_OFFLOAD, macsec_choice, "offload", "{ mac | phy | off }", "who does the work", .names = macsec_offloads),
	SWITCH(IFLA_MACSEC_ENCRYPT, "encrypt", "encrypt", "encrypts, not only authenticates"),
	SWITCH(IFLA_MACSEC_INC_SCI, "send_sci", "inc_sci", "each frame names the channel"),
	SWITCH(IFLA_MACSEC_ES, "end_station", "es", "the end station bit"),
	SWITCH(IFLA_MACSEC_SCB, "scb", "scb", "the single copy broadcast bit"),
	SWITCH(IFLA_MACSEC_REPLAY_PROTECT, "replay", "replay_protect", "refuses frames of the past"),
	ATTR(IFLA_MACSEC_WINDOW, window, "window", NULL, "how far in the past", BAD("expected replay window size")),
	QUIET(IFLA_MACSEC_PAD, binary),
};
static const struct table table = {
	.name = "macsec", TABLE_ROWS(rows), .unknown = kind_unknown_command,
	.usage = "... macsec [ [ address <lladdr> ] port { 1..2^16-1 } | sci <u64> ]",
};

/* ---- what the words say together ---- */
static bool is_on(const struct request *q, uint16_t attr)
{
	const struct item *i = request_attr(q, &table, attr);

	return i && item_number(i);
}

static int check_window(struct request *q)
{
	const struct item *replay = request_attr(q, &table, IFLA_MACSEC_REPLAY_PROTECT);
	const struct item *window = request_attr(q, &table, IFLA_MACSEC_WINDOW);

	if (!replay && window)
		return fail(1, "replay window set, but replay protection not enabled. did you mean "
			       "'replay on window %u'?", (unsigned int)item_number(window));
	if (!window && is_on(q, IFLA_MACSEC_REPLAY_PROTECT))
		return fail(1, "replay protection enabled, but no window set. did you mean "
			       "'replay on window VALUE'?");
	if (replay)
		request_imply(q, &table, IFLA_MACSEC_WINDOW, UINT32_MAX);
	return 0;
}

static int check(struct request *q)
{
	if (is_on(q, IFLA_MACSEC_INC_SCI) + is_on(q, IFLA_MACSEC_ES) + is_on(q, IFLA_MACSEC_SCB) > 1)
		return fail(1, "invalid combination of send_sci/end_station/scb");
	return check_window(q);
}

const struct kind kind_macsec = {
	.name = "macsec", .help = "frames of another link encrypted (IEEE 802.1AE)", .table = &table, .check = check,
};
