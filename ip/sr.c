/* sr.c - "ip sr": keys and the source address of IPv6 segment routing.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "sr.h"

#include <linux/seg6_genl.h>
#include <linux/seg6_hmac.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "genl_ask.h"
#include "objects.h"
#include "scan.h"

#define PROMPT "Enter secret for HMAC key ID (blank to delete): "

static struct genl_family family = { .name = SEG6_GENL_NAME, .version = SEG6_GENL_VERSION };

static const char help_text[] =
	"Usage: ip sr {{ COMMAND | help }\n"
	"          ip sr hmac show\n"
	"          ip sr hmac set KEYID ALGO\n"
	"          ip sr tunsrc show\n"
	"          ip sr tunsrc set ADDRESS\n"
	"where  ALGO := {{ sha1 | sha256 }\n";

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return genl_usage(help_text);
}

/* ---- types ---- */
static const struct name algorithms[] = {
	{ SEG6_HMAC_ALGO_SHA1, "sha1" }, { SEG6_HMAC_ALGO_SHA256, "sha256" }, { 0, NULL }
};

TYPE_PRINT_NAMED(print_algorithm, "<unknown>")

static const struct type type_algorithm = { .name = "u8", .arg = "ALGO", .size = 1, .scan = type_scan_exact,
					    .print = print_algorithm };

static void print_inet6(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	if (size < 16)
		return;
	literal_address(l, AF_INET6, data, 16);
	l->color = COLOR_NONE;
}

static const struct type type_inet6 = { .name = "binary", .arg = "ADDRESS", .scan = type_scan_inet6, .print = print_inet6 };

/* The secret has no NUL; another attribute has its length. */
static void show_secret(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	size_t n = view_u8(v, SEG6_ATTR_SECRETLEN);
	char secret[64] = "";

	if (n > sizeof(secret) - 1) {
		warn("HMAC secret length %zu > 63, truncated", n);
		n = sizeof(secret) - 1;
	}
	if (a && n > mnl_attr_get_payload_len(a))
		n = mnl_attr_get_payload_len(a);
	if (a)
		memcpy(secret, mnl_attr_get_payload(a), n);
	out_string(o, r->json, r->text, secret);
}

/* ---- rows ---- */
static const struct row hmac_rows[] = {
	GENL_HEADER,
	ATTR(SEG6_ATTR_HMACKEYID, u32, NULL, "KEYID", "number of the key", .min = 1, .text = "hmac %s ", .json = "hmac",
	     BAD("hmac KEYID value is invalid")),
	ATTR(SEG6_ATTR_ALGID, algorithm, NULL, NULL, "what the code is made with", .names = algorithms, .text = "algo %s ",
	     .json = "algo", BAD("hmac ALGO value is invalid")),
	TOLD(SEG6_ATTR_SECRET, string_bare, "secret \"%s\"", "secret", SHOW_ALWAYS(show_secret)),
	QUIET(SEG6_ATTR_SECRETLEN, u8), QUIET(SEG6_ATTR_HMACINFO, binary),
};
const struct table sr_table = { GENL_TABLE("sr hmac", family), TABLE_ROWS(hmac_rows) };

static const struct row source_rows[] = {
	GENL_HEADER,
	ATTR(SEG6_ATTR_DST, inet6, NULL, NULL, "source of packets that are encapsulated", .text = "tunsrc addr %s",
	     .json = "tunsrc"),
	QUIET(SEG6_ATTR_DSTLEN, s32),
};
const struct table sr_source_table = { GENL_TABLE("sr tunsrc", family), TABLE_ROWS(source_rows) };

/* ---- commands ---- */
static int show_keys(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &sr_table, TO_LIST, SEG6_CMD_DUMPHMAC, 0, w);
	return w->completing ? 0 : genl_list(&q, 1);
}

/* An empty secret takes the key away. */
static int set_key(struct words *w, const struct command *c)
{
	const struct row *secret = table_attr(&sr_table, SEG6_ATTR_SECRET);
	const char *typed;
	struct request q;

	(void)c;
	request_begin(&q, &sr_table, TO_SET, SEG6_CMD_SETHMAC, NLM_F_ACK, w);
	if (genl_argument(&q, q.table, SEG6_ATTR_HMACKEYID, w) < 0 || genl_argument(&q, q.table, SEG6_ATTR_ALGID, w) < 0)
		return -1;
	typed = getpass(PROMPT);
	if (!typed)
		return fail(1, "Cannot read the secret");
	request_imply(&q, &sr_table, SEG6_ATTR_SECRETLEN, strlen(typed));
	if (*typed)
		request_add_bytes(&q, &sr_table, secret, 0, 0, typed, strlen(typed));
	return error_last()->status || request_send(&q, NULL, NULL) < 0 ? error_status(1) : 0;
}

static int show_source(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &sr_source_table, TO_GET, SEG6_CMD_GET_TUNSRC, 0, w);
	return w->completing ? 0 : genl_ask(&q);
}

static int set_source(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &sr_source_table, TO_SET, SEG6_CMD_SET_TUNSRC, NLM_F_ACK, w);
	if (genl_argument(&q, q.table, SEG6_ATTR_DST, w) < 0)
		return -1;
	return request_send(&q, NULL, NULL) < 0 ? error_status(error_last()->fatal ? error_last()->status : 1) : 0;
}

static int unknown(struct words *w)
{
	if (w->completing)
		return -1;
	error_blame(w->i);
	return fail(255, "Error: argument \"%s\" is wrong: unknown", w->v[w->i]);
}

static const struct command hmac_commands[] = {
	{ "s[how]", "", "lists keys, with their secrets", show_keys, 0, NULL },
	{ "se[t]", "KEYID ALGO", "sets a key; its secret is asked for", set_key, 0, NULL },
};
static const struct command source_commands[] = {
	{ "s[how]", "", "shows the source address", show_source, 0, NULL },
	{ "se[t]", "ADDRESS", "sets the source address", set_source, 0, NULL },
};
#define OBJECT(w, h, c) \
	{ .word = (w), .name = "sr", .help = (h), .commands = (c), .n = sizeof(c) / sizeof((c)[0]), .usage = usage, \
	  .otherwise = unknown }
static const struct object inner[] = {
	OBJECT("h[mac]", "keys", hmac_commands), OBJECT("t[unsrc]", "the source of packets", source_commands),
};

/* "help" is no word of these, and what is missing is said. */
static int enter(struct words *w, const struct command *c)
{
	const struct object *o = c->data;

	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	if (!w->completing && word_matches("h[elp]", words_peek(w)))
		return unknown(w);
	return object_command(o, w);
}

static const struct command commands[] = {
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
	{ "h[mac]", "{ show | set KEYID ALGO }", "keys", enter, 0, &inner[0] },
	{ "t[unsrc]", "{ show | set ADDRESS }", "the source of packets that are encapsulated", enter, 0, &inner[1] },
};

static const struct table *const tables[] = { &sr_table, &sr_source_table, NULL };

const struct object sr_object = {
	.word = "s[r]", .name = "sr", .help = "keys and the source address of IPv6 segment routing", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .otherwise = unknown, .tables = tables,
};
