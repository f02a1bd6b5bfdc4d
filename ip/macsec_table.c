/* macsec_table.c - MACSEC_*: channels, associations, their counters.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "macsec_table.h"

#include <linux/if_macsec.h>
#include <stdio.h>
#include <string.h>

#include "error.h"
#include "genl_ask.h"
#include "scan.h"

static struct genl_family family = { .name = MACSEC_GENL_NAME, .version = MACSEC_GENL_VERSION };

/* ---- types ---- */
static void literal_hex(struct literal *l, uint64_t value, int digits)
{
	char *label = l->buf + FORMAT_MAX;

	strcpy(l->buf, "0x");
	format_hex_digits(l->buf + 2, value, 1);
	format_hex_digits(label, value, digits);
	literal_string(l, l->buf);
	l->label = label;
}

static void print_sci(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_hex(l, payload_number(data, 8, true), 16);
}

static const struct type type_sci = { .name = "be64", .arg = "SCI", .size = 8, .big_endian = true, .print = print_sci };

static int scan_hex32(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 16, UINT32_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_hex32(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_hex(l, payload_number(data, 4, true), 8);
}

static const struct type type_ssci = { .name = "be32", .arg = "SSCI", .size = 4, .big_endian = true, .scan = scan_hex32, .print = print_hex32 };

/* Packet numbers have 64 bits where the suite has extended ones. */
static int scan_wide(const char *word, struct item *i, size_t size)
{
	uint64_t value;
	uint32_t narrow;

	if (scan_unsigned(word, 0, size == 8 ? UINT64_MAX : UINT32_MAX, &value) < 0)
		return SCAN_BAD;
	if (!value)
		return fail(255, "Error: argument \"%s\" is wrong: expected pn != 0", word);
	narrow = value;
	item_set(i, size == 8 ? (const void *)&value : &narrow, size);
	return 0;
}

static int scan_pn(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	return scan_wide(word, i, 4);
}

static int scan_xpn(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	return scan_wide(word, i, 8);
}

static void print_number(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	literal_unsigned(l, payload_number(data, size, false));
}

static const struct type type_pn = { .name = "uint", .arg = "NUMBER", .scan = scan_pn, .print = print_number };
static const struct type type_xpn = { .name = "uint", .arg = "NUMBER", .scan = scan_xpn, .print = print_number };

/* Pairs of hexadecimal digits, as many bytes as max at the most; -1: something else. */
static int scan_hex(const char *word, uint8_t *bytes, int max)
{
	int n = 0;

	if (strlen(word) % 2 || strspn(word, "0123456789abcdefABCDEF") != strlen(word))
		return -1;
	for (; word[2 * n] && n < max; n++) {
		char pair[3] = { word[2 * n], word[2 * n + 1], '\0' };
		uint64_t value;

		scan_unsigned(pair, 16, UINT8_MAX, &value);
		bytes[n] = value;
	}
	return n;
}

static int scan_key(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t bytes[MACSEC_MAX_KEY_LEN] = { 0 };
	int n = scan_hex(word, bytes, r->max ? (int)r->max : MACSEC_MAX_KEY_LEN);

	(void)q;
	if (n < 0)
		return SCAN_BAD;
	item_set(i, bytes, r->max ? r->max : (size_t)n);
	return 0;
}

static void print_key(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_binary.print(v, r, data, size, l);
}

static const struct type type_key = { .name = "binary", .arg = "HEX", .scan = scan_key, .print = print_key };

/* ---- counters: their names, and below them, as wide, their values ---- */
static void show_counter(struct out *o, const struct row *r, const struct view *v)
{
	const void *data;
	char text[2 * FORMAT_MAX], number[FORMAT_MAX] = "-";
	size_t size;
	bool v6, there = view_payload(v, r, &data, &size, &v6);
	uint64_t value = there ? payload_number(data, r->type->size, false) : 0;

	if (there) {
		row_reached(v->table, r, "shown");
		format_unsigned(number, value);
	}
	snprintf(text, sizeof(text), "%*s", (int)strlen(r->json) + 1, number);
	out_text(o, "%s", text);
	if (there)
		out_unsigned(o, r->json, NULL, value);
}

static void show_counters(struct out *o, const struct row *r, const struct view *up)
{
	const struct nlattr *a = view_attr(up, r->attr);
	const struct row *c;
	struct view v;

	if (!a || view_nest(&v, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	out_text(o, "\n    stats:", "");
	table_for_each(c, r->table)
		if (c->json)
			out_text(o, " %s", c->json);
	out_text(o, "\n          ", "");
	table_for_each(c, r->table)
		if (c->json)
			show_counter(o, c, &v);
}

#define COUNTERS(a, t)	NEST(a, t, .when = ON_STATS, .show = show_counters)
#define COUNTER(a, t, n)	TOLD(MACSEC_##a, t, NULL, n)
static const struct row secy_counters[] = {
	COUNTER(SECY_STATS_ATTR_OUT_PKTS_UNTAGGED, u64, "OutPktsUntagged"),
	COUNTER(SECY_STATS_ATTR_IN_PKTS_UNTAGGED, u64, "InPktsUntagged"),
	COUNTER(SECY_STATS_ATTR_OUT_PKTS_TOO_LONG, u64, "OutPktsTooLong"),
	COUNTER(SECY_STATS_ATTR_IN_PKTS_NO_TAG, u64, "InPktsNoTag"),
	COUNTER(SECY_STATS_ATTR_IN_PKTS_BAD_TAG, u64, "InPktsBadTag"),
	COUNTER(SECY_STATS_ATTR_IN_PKTS_UNKNOWN_SCI, u64, "InPktsUnknownSCI"),
	COUNTER(SECY_STATS_ATTR_IN_PKTS_NO_SCI, u64, "InPktsNoSCI"),
	COUNTER(SECY_STATS_ATTR_IN_PKTS_OVERRUN, u64, "InPktsOverrun"),
	QUIET(MACSEC_SECY_STATS_ATTR_PAD, binary),
};
static const struct table secy_counter_table = { .name = "secy counters", TABLE_ROWS(secy_counters) };

static const struct row tx_counters[] = {
	COUNTER(TXSC_STATS_ATTR_OUT_PKTS_PROTECTED, u64, "OutPktsProtected"),
	COUNTER(TXSC_STATS_ATTR_OUT_PKTS_ENCRYPTED, u64, "OutPktsEncrypted"),
	COUNTER(TXSC_STATS_ATTR_OUT_OCTETS_PROTECTED, u64, "OutOctetsProtected"),
	COUNTER(TXSC_STATS_ATTR_OUT_OCTETS_ENCRYPTED, u64, "OutOctetsEncrypted"),
	QUIET(MACSEC_TXSC_STATS_ATTR_PAD, binary),
};
static const struct table tx_counter_table = { .name = "tx counters", TABLE_ROWS(tx_counters) };

static const struct row rx_counters[] = {
	COUNTER(RXSC_STATS_ATTR_IN_OCTETS_VALIDATED, u64, "InOctetsValidated"),
	COUNTER(RXSC_STATS_ATTR_IN_OCTETS_DECRYPTED, u64, "InOctetsDecrypted"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_UNCHECKED, u64, "InPktsUnchecked"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_DELAYED, u64, "InPktsDelayed"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_OK, u64, "InPktsOK"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_INVALID, u64, "InPktsInvalid"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_LATE, u64, "InPktsLate"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_NOT_VALID, u64, "InPktsNotValid"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_NOT_USING_SA, u64, "InPktsNotUsingSA"),
	COUNTER(RXSC_STATS_ATTR_IN_PKTS_UNUSED_SA, u64, "InPktsUnusedSA"),
	QUIET(MACSEC_RXSC_STATS_ATTR_PAD, binary),
};
static const struct table rx_counter_table = { .name = "rx counters", TABLE_ROWS(rx_counters) };

static const struct row rx_sa_counters[] = {
	COUNTER(SA_STATS_ATTR_IN_PKTS_OK, u32, "InPktsOK"),
	COUNTER(SA_STATS_ATTR_IN_PKTS_INVALID, u32, "InPktsInvalid"),
	COUNTER(SA_STATS_ATTR_IN_PKTS_NOT_VALID, u32, "InPktsNotValid"),
	COUNTER(SA_STATS_ATTR_IN_PKTS_NOT_USING_SA, u32, "InPktsNotUsingSA"),
	COUNTER(SA_STATS_ATTR_IN_PKTS_UNUSED_SA, u32, "InPktsUnusedSA"),
};
static const struct table rx_sa_counter_table = { .name = "rx sa counters", TABLE_ROWS(rx_sa_counters) };

static const struct row tx_sa_counters[] = {
	COUNTER(SA_STATS_ATTR_OUT_PKTS_PROTECTED, u32, "OutPktsProtected"),
	COUNTER(SA_STATS_ATTR_OUT_PKTS_ENCRYPTED, u32, "OutPktsEncrypted"),
};
static const struct table tx_sa_counter_table = { .name = "tx sa counters", TABLE_ROWS(tx_sa_counters) };

/* ---- associations ---- */
static int said_again(const struct request *q, const struct words *w, const char *key)
{
	error_blame(w->i - 1);
	return request_garbage(q, key, w->v[w->i - 1]);
}

static int parse_once(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word;

	if (request_attr(q, t, r->attr))
		return said_again(q, w, w->v[w->i - 1]);
	word = request_next(q, r, w);
	return word && request_value(q, t, r, word, w->i - 2, w->i) ? 0 : -1;
}

static int parse_state(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	if (request_attr(q, t, r->attr))
		return said_again(q, w, "on/off");
	return request_add_number(q, t, r, w->i - 1, w->i, !strcmp(w->v[w->i - 1], "on")) ? 0 : -1;
}

/* Two values: the name of the key, and the key. */
static int parse_key(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *key = table_attr(t, MACSEC_SA_ATTR_KEY);
	const char *word = request_next(q, r, w);

	if (!word || !request_value(q, t, r, word, w->i - 2, w->i))
		return -1;
	word = request_next(q, key, w);
	return word && request_value(q, t, key, word, w->i - 1, w->i) ? 0 : -1;
}

static const struct row sa_rows[] = {
	ATTR(MACSEC_SA_ATTR_AN, u8, NULL, "{ 0..3 }", "number of the association", .max = 3, .text = "\n        %s:",
	     .json = "an", BAD("expected an { 0..3 }")),
	ATTR(MACSEC_SA_ATTR_PN, pn, "pn", NULL, "number of the next packet", .text = " PN %s,", .json = "pn",
	     .parse = parse_once, BAD("expected pn")),
	ATTR(MACSEC_SA_ATTR_PN, xpn, "xpn", NULL, "the same with 64 bits, for suites with extended packet numbers",
	     .hide = HIDE, .parse = parse_once, BAD("expected pn")),
	ATTR(MACSEC_SA_ATTR_SSCI, ssci, "ssci", NULL, "short number of the channel, for the same suites",
	     .text = "SSCI %s", .json = "ssci", .parse = parse_once, BAD("expected ssci")),
	ATTR(MACSEC_SA_ATTR_SALT, key, "salt", "SALT", "96 bits in hexadecimal, for the same suites", .hide = HIDE,
	     .max = MACSEC_SALT_LEN, .parse = parse_once, BAD("expected salt")),
	ATTR(MACSEC_SA_ATTR_ACTIVE, on_off, "on|off", "", "whether it is used", .text = " state %s,", .json = "active",
	     .parse = parse_state),
	ATTR(MACSEC_SA_ATTR_KEYID, key, "key", "ID KEY", "name of the key, 128 bits in hexadecimal, and the key",
	     .max = MACSEC_KEYID_LEN, .text = " key %s", .json = "key", .parse = parse_key, BAD("expected key id")),
	ATTR(MACSEC_SA_ATTR_KEY, key, NULL, "KEY", "the key, 128 or 256 bits in hexadecimal", .hide = HIDE,
	     BAD("expected key")),
	QUIET(MACSEC_SA_ATTR_PAD, binary),
};

int macsec_unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	error_blame(w->i);
	return fail(255, "macsec: unknown command \"%s\"?", w->v[w->i]);
}

const struct table macsec_sa_table = { .name = "macsec sa", TABLE_ROWS(sa_rows), .unknown = macsec_unknown };

static const struct row tx_sa_rows[] = {
	INCLUDE(&macsec_sa_table), COUNTERS(MACSEC_SA_ATTR_STATS, &tx_sa_counter_table),
};
static const struct table tx_sa_table = { .name = "macsec sa", TABLE_ROWS(tx_sa_rows) };
static const struct row rx_sa_rows[] = {
	INCLUDE(&macsec_sa_table), COUNTERS(MACSEC_SA_ATTR_STATS, &rx_sa_counter_table),
};
static const struct table rx_sa_table = { .name = "macsec sa", TABLE_ROWS(rx_sa_rows) };

/* ---- lists: elements are attributes numbered from 1; of receiving channels there can be many ---- */
static void show_list(struct out *o, const struct row *r, const struct view *up)
{
	const struct nlattr *list = view_attr(up, r->attr);
	const struct table *element = table_rows(r->table)->table;

	if (!list)
		return;
	out_open(o, r->json, '[');
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		struct view v;

		if (view_nest(&v, element, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
			continue;
		out_open(o, NULL, '{');
		show_rows(o, &v);
		out_close(o);
	}
	out_close(o);
}

#define ELEMENT(i, t)	{ .place = AT_ATTR, .attr = (i), .name = #i, .type = &type_nest, .table = (t), .hide = HIDE }
#define ELEMENTS(t)	ELEMENT(1, t), ELEMENT(2, t), ELEMENT(3, t), ELEMENT(4, t)
static const struct row tx_sa_list[] = { ELEMENTS(&tx_sa_table) };
static const struct table tx_sa_list_table = { .name = "macsec tx sa list", TABLE_ROWS(tx_sa_list) };
static const struct row rx_sa_list[] = { ELEMENTS(&rx_sa_table) };
static const struct table rx_sa_list_table = { .name = "macsec rx sa list", TABLE_ROWS(rx_sa_list) };

/* ---- channels ---- */
static const struct row rx_rows[] = {
	ATTR(MACSEC_RXSC_ATTR_SCI, sci, NULL, NULL, "the channel of a peer", .text = "\n    RXSC: %s,", .json = "sci"),
	ATTR(MACSEC_RXSC_ATTR_ACTIVE, on_off, NULL, NULL, "whether it is used", .text = " state %s", .json = "active"),
	COUNTERS(MACSEC_RXSC_ATTR_STATS, &rx_counter_table),
	NEST(MACSEC_RXSC_ATTR_SA_LIST, &rx_sa_list_table, .json = "sa_list", .show = show_list),
	QUIET(MACSEC_RXSC_ATTR_PAD, binary),
};
const struct table macsec_rx_table = { .name = "macsec rx", TABLE_ROWS(rx_rows) };
/* A table of its own: what is said of a channel does not stand in the list. */
static const struct row rx_element_rows[] = { INCLUDE(&macsec_rx_table) };
static const struct table rx_element = { .name = "macsec rx", TABLE_ROWS(rx_element_rows) };
static const struct row rx_list[] = { ELEMENTS(&rx_element), ELEMENT(5, &rx_element), ELEMENT(6, &rx_element) };
static const struct table rx_list_table = { .name = "macsec rx list", TABLE_ROWS(rx_list) };

/* ip(8) asks the device for the states of channels and associations; what answers is the number of the association. */
static void show_states(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	out_bool(o, "sc", "sc %s ", view_u8(v, MACSEC_SECY_ATTR_ENCODING_SA));
	out_bool(o, "sa", "sa %s ", view_u8(v, MACSEC_SECY_ATTR_ENCODING_SA));
}

#define SWITCH(a, w)	TOLD(a, on_off, w " %s ", w)
static const struct row secy_rows[] = {
	SWITCH(MACSEC_SECY_ATTR_PROTECT, "protect"),
	TOLD(MACSEC_SECY_ATTR_VALIDATE, macsec_choice, "validate %s ", "validate", .names = macsec_validations),
	PRINTS(show_states),
	SWITCH(MACSEC_SECY_ATTR_ENCRYPT, "encrypt"), SWITCH(MACSEC_SECY_ATTR_INC_SCI, "send_sci"),
	SWITCH(MACSEC_SECY_ATTR_ES, "end_station"), SWITCH(MACSEC_SECY_ATTR_SCB, "scb"),
	SWITCH(MACSEC_SECY_ATTR_REPLAY, "replay"),
	TOLD(MACSEC_SECY_ATTR_WINDOW, s32, "window %s ", "window"),
	TOLD(MACSEC_SECY_ATTR_CIPHER_SUITE, macsec_cipher, "\n    cipher suite: %s,", "cipher_suite"),
	TOLD(MACSEC_SECY_ATTR_ICV_LEN, u8, " using ICV length %s", "icv_length"),
	TOLD(MACSEC_SECY_ATTR_SCI, sci, "\n    TXSC: %s on", "sci"),
	TOLD(MACSEC_SECY_ATTR_ENCODING_SA, u8, " SA %s", "encoding_sa"),
	QUIET(MACSEC_SECY_ATTR_OPER, u8), QUIET(MACSEC_SECY_ATTR_PAD, binary),
};
static const struct table secy_table = { .name = "macsec secy", TABLE_ROWS(secy_rows) };

static const struct row offload_rows[] = {
	ATTR(MACSEC_OFFLOAD_ATTR_TYPE, macsec_choice, NULL, "{ off | phy | mac }", "who does the work",
	     .names = macsec_offloads, .text = "\n    offload: %s ", .json = "offload"),
	QUIET(MACSEC_OFFLOAD_ATTR_PAD, binary),
};
const struct table macsec_offload_table = { .name = "macsec offload", TABLE_ROWS(offload_rows) };

/* ---- devices ---- */
static void show_device(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	out_unsigned(o, "ifindex", "%s: ", view_u32(v, r->attr));
	if (!row_literal(v, r, &l))
		return;
	l.color = COLOR_NONE;
	out_literal(o, r->json, r->text, &l);
}

static const struct row rows[] = {
	GENL_HEADER,
	ATTR(MACSEC_ATTR_IFINDEX, device, NULL, "DEV", "the MACsec device", .text = "%s: ", .json = "ifname",
	     SHOW_ALWAYS(show_device), MORE(.bad = "!Device \"%s\" does not exist."),
	     .listed = WORDING(NULL, "!Device \"%s\" does not exist.")),
	NEST(MACSEC_ATTR_SECY, &secy_table, .json = ""),
	COUNTERS(MACSEC_ATTR_SECY_STATS, &secy_counter_table),
	COUNTERS(MACSEC_ATTR_TXSC_STATS, &tx_counter_table),
	NEST(MACSEC_ATTR_RXSC_CONFIG, &macsec_rx_table, .hide = HIDE),
	NEST(MACSEC_ATTR_SA_CONFIG, &macsec_sa_table, .hide = HIDE),
	NEST(MACSEC_ATTR_TXSA_LIST, &tx_sa_list_table, .json = "sa_list", .show = show_list),
	NEST(MACSEC_ATTR_RXSC_LIST, &rx_list_table, .json = "rx_sc", .show = show_list),
	NEST(MACSEC_ATTR_OFFLOAD, &macsec_offload_table, .json = ""),
};
const struct table macsec_object_table = { GENL_TABLE("macsec keys", family), TABLE_ROWS(rows) };
