/* macsec.c - "ip macsec": channels and keys of MACsec devices (IEEE 802.1AE).  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_macsec.h>
#include <string.h>

#include "error.h"
#include "genl_ask.h"
#include "macsec_table.h"
#include "objects.h"
#include "scan.h"

enum { ADD, SET, DELETE };

static const char help_text[] =
	"Usage: ip macsec add DEV tx sa {{ 0..3 } [ OPTS ] key ID KEY\n"
	"       ip macsec set DEV tx sa {{ 0..3 } [ OPTS ]\n"
	"       ip macsec del DEV tx sa {{ 0..3 }\n"
	"       ip macsec add DEV rx SCI [ on | off ]\n"
	"       ip macsec set DEV rx SCI [ on | off ]\n"
	"       ip macsec del DEV rx SCI\n"
	"       ip macsec add DEV rx SCI sa {{ 0..3 } [ OPTS ] key ID KEY\n"
	"       ip macsec set DEV rx SCI sa {{ 0..3 } [ OPTS ]\n"
	"       ip macsec del DEV rx SCI sa {{ 0..3 }\n"
	"       ip macsec show\n"
	"       ip macsec show DEV\n"
	"       ip macsec offload DEV [ off | phy | mac ]\n"
	"where  OPTS := [ pn <u32> | xpn <u64> ] [ salt SALT ] [ ssci <u32> ] [ on | off ]\n"
	"       ID   := 128-bit hex string\n"
	"       KEY  := 128-bit or 256-bit hex string\n"
	"       SCI  := {{ sci <u64> | port {{ 1..2^16-1 } address <lladdr> }\n"
	"       SALT := 96-bit hex string\n";

static int usage(struct words *w, const struct command *c)
{
	(void)c;
	return w->completing ? -1 : genl_usage(help_text);
}

static int wrong(struct words *w, const char *why)
{
	error_blame(w->i - 1);
	return fail(255, "Error: argument \"%s\" is wrong: %s", w->v[w->i - 1], why);
}

/* The next word when it is this one; it is offered, too. */
static bool take(struct words *w, const char *word, const char *help)
{
	if (completing_here(w)) {
		complete_offer(w, word, help);
		return false;
	}
	if (!words_peek(w) || strcmp(words_peek(w), word))
		return false;
	w->i++;
	return true;
}

/* ---- channels: sci NUMBER, or port NUMBER and address LLADDR in any order ---- */
struct channel {
	uint64_t sci, port;
	uint8_t address[32];
	bool has_sci, has_port, has_address;
};

static int parse_sci(struct channel *c, struct words *w)
{
	const char *word;

	if (c->has_port || c->has_address)
		return wrong(w, c->has_port ? "expected address" : "expected port");
	word = words_next(w);
	if (!word)
		return -1;
	if (scan_unsigned(word, 16, UINT64_MAX, &c->sci) < 0)
		return wrong(w, "expected sci");
	c->has_sci = true;
	return 0;
}

static int parse_port(struct channel *c, struct words *w)
{
	const char *word = words_next(w);

	if (!word)
		return -1;
	if (scan_unsigned(word, 0, UINT16_MAX, &c->port) < 0)
		return wrong(w, "expected port");
	if (!c->port)
		return wrong(w, "expected port != 0");
	c->has_port = true;
	return 0;
}

static int parse_address(struct channel *c, struct words *w)
{
	const char *word = words_next(w);

	if (!word)
		return -1;
	if (scan_lladdr(word, c->address, sizeof(c->address)) < 0) {
		type_lladdr.scan(NULL, NULL, word, NULL);
		error_blame(w->i - 1);
		return fail_further(255, "Error: argument \"%s\" is wrong: expected lladdr", word);
	}
	c->has_address = true;
	return 0;
}

static bool is_complete(const struct channel *c)
{
	return c->has_sci || (c->has_port && c->has_address);
}

static int parse_part(struct channel *c, struct words *w)
{
	if (take(w, "sci", "number of the channel"))
		return parse_sci(c, w);
	if (take(w, "port", "port of the peer"))
		return parse_port(c, w);
	if (take(w, "address", "address of the peer"))
		return parse_address(c, w);
	if (w->completing)
		return -1;
	w->i++;
	return wrong(w, "expected sci, port, or address");
}

static int parse_channel(struct request *q, struct words *w)
{
	struct channel c = { .sci = 0 };
	int from = w->i;

	while (!is_complete(&c)) {
		if (!words_peek(w) && !completing_here(w))
			return fail(255, "expected sci");
		if (parse_part(&c, w) < 0)
			return -1;
	}
	if (!c.has_sci)
		c.sci = payload_number(c.address, 6, true) << 16 | c.port;
	return request_add_number(q, &macsec_rx_table, table_attr(&macsec_rx_table, MACSEC_RXSC_ATTR_SCI), from, w->i,
				  c.sci) ? 0 : -1;
}

static int parse_channel_state(struct request *q, struct words *w)
{
	const struct row *r = table_attr(&macsec_rx_table, MACSEC_RXSC_ATTR_ACTIVE);

	while (words_peek(w)) {
		bool on = take(w, "on", "it is used");

		if (!on && !take(w, "off", "it is not used"))
			return w->completing ? -1 : macsec_unknown(q, &macsec_rx_table, w);
		if (request_row(q, r)) {
			error_blame(w->i - 1);
			return request_garbage(q, "on/off", w->v[w->i - 1]);
		}
		if (!request_add_number(q, &macsec_rx_table, r, w->i - 1, w->i, on))
			return -1;
	}
	return 0;
}

/* ---- associations ---- */
/* What only suites with extended packet numbers need is not sent beside a plain one. */
static void drop_extended(struct request *q)
{
	const struct item *pn = request_attr(q, &macsec_sa_table, MACSEC_SA_ATTR_PN);
	static const uint16_t extended[] = { MACSEC_SA_ATTR_SSCI, MACSEC_SA_ATTR_SALT };

	for (int i = 0; i < 2; i++) {
		struct item *item = request_attr(q, &macsec_sa_table, extended[i]);

		if (item && !(pn && pn->size == 8))
			request_drop(item);
	}
}

static int parse_association(struct request *q, unsigned int what, struct words *w)
{
	const struct item *key;
	bool has_key;

	if (genl_argument(q, &macsec_sa_table, MACSEC_SA_ATTR_AN, w) < 0)
		return -1;
	if (what == DELETE)
		return 0;
	if (request_parse(q, &macsec_sa_table, w) < 0 || w->completing)
		return -1;
	drop_extended(q);
	key = request_attr(q, &macsec_sa_table, MACSEC_SA_ATTR_KEY);
	has_key = key && key->size;
	if (what == SET)
		return has_key ? fail(1, "cannot change key on SA") : 0;
	if (!has_key)
		return fail(1, "cannot create SA without key");
	if (!request_attr(q, &macsec_sa_table, MACSEC_SA_ATTR_PN))
		return fail(1, "must specify a packet number != 0");
	return 0;
}

/* ---- commands ---- */
static int modify_tx(struct request *q, unsigned int what, struct words *w)
{
	static const uint16_t commands[] = { MACSEC_CMD_ADD_TXSA, MACSEC_CMD_UPD_TXSA, MACSEC_CMD_DEL_TXSA };

	if (!take(w, "sa", "an association"))
		return usage(w, NULL);
	if (parse_association(q, what, w) < 0)
		return -1;
	q->type = commands[what];
	return request_send(q, NULL, NULL);
}

static int modify_rx(struct request *q, unsigned int what, struct words *w)
{
	static const uint16_t commands[][2] = {
		{ MACSEC_CMD_ADD_RXSC, MACSEC_CMD_ADD_RXSA }, { MACSEC_CMD_UPD_RXSC, MACSEC_CMD_UPD_RXSA },
		{ MACSEC_CMD_DEL_RXSC, MACSEC_CMD_DEL_RXSA },
	};
	bool has_sa;

	if (parse_channel(q, w) < 0)
		return -1;
	has_sa = take(w, "sa", "an association of it");
	if (has_sa && parse_association(q, what, w) < 0)
		return -1;
	if (!has_sa && what != DELETE && parse_channel_state(q, w) < 0)
		return -1;
	q->type = commands[what][has_sa];
	return w->completing ? -1 : request_send(q, NULL, NULL);
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &macsec_object_table, TO_SET, MACSEC_CMD_ADD_RXSC, NLM_F_ACK, w);
	if (!words_peek(w))
		return usage(w, c);
	if (genl_argument(&q, q.table, MACSEC_ATTR_IFINDEX, w) < 0)
		return -1;
	if (take(w, "tx", "what it sends with"))
		return modify_tx(&q, c->flags, w);
	if (take(w, "rx", "what it hears"))
		return modify_rx(&q, c->flags, w);
	return usage(w, c);
}

static int show(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &macsec_object_table, TO_LIST, MACSEC_CMD_GET_TXSC, 0, w);
	if (words_peek(w) && genl_argument(&q, q.table, MACSEC_ATTR_IFINDEX, w) < 0)
		return -1;
	if (words_peek(w))
		return usage(w, c);
	return w->completing ? 0 : genl_list(&q, 1);
}

static int offload(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &macsec_object_table, TO_SET, MACSEC_CMD_UPD_OFFLOAD, NLM_F_ACK, w);
	if (!words_peek(w))
		return usage(w, c);
	if (genl_argument(&q, q.table, MACSEC_ATTR_IFINDEX, w) < 0)
		return -1;
	if (!words_peek(w))
		return usage(w, c);
	if (genl_argument(&q, &macsec_offload_table, MACSEC_OFFLOAD_ATTR_TYPE, w) < 0)
		return error_status(255);
	return request_send(&q, NULL, NULL);
}

#define SA	"sa { 0..3 } [ pn NUMBER | xpn NUMBER ] [ salt SALT ] [ ssci SSCI ] [ on | off ]"
#define SCI	"{ sci SCI | port NUMBER address LLADDR }"

static const struct command commands[] = {
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
	{ "s[how]", "[ DEV ]", "lists devices, their channels and associations", show, 0, NULL },
	{ "a[dd]", "DEV { tx " SA " key ID KEY | rx " SCI " [ on | off ] [ " SA " key ID KEY ] }",
	  "adds a channel or an association", modify, ADD, NULL },
	{ "se[t]", "DEV { tx " SA " | rx " SCI " [ on | off ] [ " SA " ] }", "changes it", modify, SET, NULL },
	{ "d[elete]", "DEV { tx sa { 0..3 } | rx " SCI " [ sa { 0..3 } ] }", "removes it", modify, DELETE, NULL },
	{ "o[ffload]", "DEV { off | phy | mac }", "says who does the work", offload, 0, NULL },
};

static const struct table *const tables[] = { &macsec_object_table, NULL };

const struct object macsec_object = {
	.word = "mac[sec]", .name = "macsec", .help = "channels and keys of MACsec devices", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
