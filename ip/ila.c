/* ila.c - "ip ila": locators that are exchanged on the way in.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/ila.h>
#include <string.h>

#include "error.h"
#include "genl_ask.h"
#include "ila_table.h"
#include "objects.h"

static struct genl_family family = { .name = ILA_GENL_NAME, .version = ILA_GENL_VERSION };

static const char help_text[] =
	"Usage: ip ila add loc_match LOCATOR_MATCH loc LOCATOR [ dev DEV ] OPTIONS\n"
	"       ip ila del loc_match LOCATOR_MATCH [ loc LOCATOR ] [ dev DEV ]\n"
	"       ip ila list\n"
	"OPTIONS := [ csum-mode {{ adj-transport | neutral-map |\n"
	"                         neutral-map-auto | no-action } ]\n"
	"           [ ident-type {{ luid | use-format } ]\n";

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return genl_usage(help_text);
}

/* ---- rows ---- */
/* Columns: the place of what is missing is kept. */
static void show_column(struct out *o, const struct row *r, const struct view *v)
{
	size_t width = r->attr == ILA_ATTR_IFINDEX ? 16 : sizeof("xxxx:xxxx:xxxx:xxxx"), n;
	char padded[FORMAT_MAX];
	struct literal l = { .text = "-", .json = JSON_STRING };
	bool there = row_literal(v, r, &l);

	if (!there)
		l.text = "-";
	n = strlen(l.text);
	memset(padded, ' ', sizeof(padded));
	memcpy(padded, l.text, n < sizeof(padded) ? n : sizeof(padded) - 1);
	padded[n < width ? width : n < sizeof(padded) ? n : sizeof(padded) - 1] = '\0';
	l.label = padded;
	out_literal(o, there ? r->json : "-", r->text, &l);
}

static void print_device(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_print_device(v, r, data, size, l);
	if (l->zero)
		l->text = "*";
}

static int scan_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_device.scan(q, r, word, i) == SCAN_BAD ? fail(1, "No such interface: %s", word) : 0;
}

static const struct type type_dev = { .name = "s32", .arg = "DEV", .size = 4, .scan = scan_device, .print = print_device,
				      .offer = type_offer_device };

static const struct row rows[] = {
	GENL_HEADER,
	ATTR(ILA_ATTR_LOCATOR_MATCH, ila_locator, "loc_[match]", "LOCATOR_MATCH", "the locator that comes in", .text = "%s",
	     .json = "locator_match", SHOW_ALWAYS(show_column), BAD("!Bad locator to match: %s")),
	ATTR(ILA_ATTR_LOCATOR, ila_locator, "l[oc]", NULL, "the locator that takes its place", .text = "%s",
	     .json = "locator", SHOW_ALWAYS(show_column)),
	ATTR(ILA_ATTR_IFINDEX, dev, "d[ev]", NULL, "the device that it comes in on", .text = "%s", .json = "interface",
	     SHOW_ALWAYS(show_column), BAD("")),
	ATTR(ILA_ATTR_CSUM_MODE, ila_named, "c[sum-mode]", NULL, "how checksums stay right", .names = ila_csum_modes,
	     .text = "%s ", .json = "csum_mode", BAD("!Bad csum-mode: %s")),
	ATTR(ILA_ATTR_IDENT_TYPE, ila_ident, "i[dent-type]", NULL, "what the lower half is", .names = ila_ident_types,
	     .text = "%s", .json = "ident_type", BAD("!Bad ident-type: %s")),
	QUIET(ILA_ATTR_IDENTIFIER, xbe64), QUIET(ILA_ATTR_DIR, u32), QUIET(ILA_ATTR_PAD, binary),
	QUIET(ILA_ATTR_HOOK_TYPE, u8),
};

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return usage(w, NULL);
}

const struct table ila_table = { GENL_TABLE("ila", family), TABLE_ROWS(rows), .unknown = unknown };

/* ---- commands ---- */
/* ip(8) says what is wrong and goes on: the request that it then sends is another one. */
static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &ila_table, TO_SET, c->flags, NLM_F_ACK, w);
	if (request_parse(&q, &ila_table, w) < 0 || w->completing)
		return -1;
	if (c->flags == ILA_CMD_ADD && !request_attr(&q, &ila_table, ILA_ATTR_LOCATOR))
		return fail(1, "ila: missing locator");
	if (c->flags == ILA_CMD_ADD && !request_attr(&q, &ila_table, ILA_ATTR_LOCATOR_MATCH))
		return fail(1, "ila: missing locator0match");
	return request_send(&q, NULL, NULL);
}

static int list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &ila_table, TO_LIST, ILA_CMD_GET, 0, w);
	if (w->completing)
		return 0;
	if (words_peek(w)) {
		error_blame(w->i);
		return fail(1, "\"ip ila show\" does not take any arguments.");
	}
	return genl_list(&q, 1);
}

static const struct command commands[] = {
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
	{ "a[dd]", "loc_match LOCATOR_MATCH loc LOCATOR [ dev DEV ] [ csum-mode MODE ] [ ident-type TYPE ]",
	  "has a locator exchanged for another one", modify, ILA_CMD_ADD, NULL },
	{ "d[elete]", "loc_match LOCATOR_MATCH [ loc LOCATOR ] [ dev DEV ]", "ends that", modify, ILA_CMD_DEL, NULL },
	{ "l[ist]|l[st]|s[how]", "", "lists what is exchanged", list, 0, NULL },
};

static const struct table *const tables[] = { &ila_table, NULL };

const struct object ila_object = {
	.word = "i[la]", .name = "ila", .help = "locators that are exchanged on the way in", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
