/* mptcp.c - "ip mptcp": addresses and limits of multipath TCP.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "mptcp.h"

#include <linux/mptcp.h>

#include "error.h"
#include "genl_ask.h"
#include "objects.h"
#include "scan.h"

#ifndef MPTCP_PM_ADDR_FLAG_LAMINAR	/* since Linux 6.18 */
#define MPTCP_PM_ADDR_FLAG_LAMINAR (1 << 5)
#endif

struct genl_family mptcp_family = { .name = MPTCP_PM_NAME, .version = MPTCP_PM_VER };

static const char help_text[] =
	"Usage:\tip mptcp endpoint add ADDRESS [ dev NAME ] [ id ID ]\n"
	"\t\t\t\t      [ port NR ] [ FLAG-LIST ]\n"
	"\tip mptcp endpoint delete id ID [ ADDRESS ]\n"
	"\tip mptcp endpoint change [ id ID ] [ ADDRESS ] [ port NR ] CHANGE-OPT\n"
	"\tip mptcp endpoint show [ id ID ]\n"
	"\tip mptcp endpoint flush\n"
	"\tip mptcp limits set [ subflows NR ] [ add_addr_accepted NR ]\n"
	"\tip mptcp limits show\n"
	"\tip mptcp monitor\n"
	"FLAG-LIST := [ FLAG-LIST ] FLAG\n"
	"FLAG  := [ signal | subflow | laminar | backup | fullmesh ]\n"
	"CHANGE-OPT := [ backup | nobackup | fullmesh | nofullmesh ]\n";

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return genl_usage(help_text);
}

/* ---- flags: a word sets its bit, and has a place of its own in a listing ---- */
static uint32_t flags_said(const struct request *q)
{
	uint32_t flags = 0;

	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->attr == MPTCP_PM_ADDR_ATTR_FLAGS && i->row->bit)
			flags |= i->row->bit;
	return flags;
}

static int scan_bit(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint32_t flags = flags_said(q) | r->bit, both = MPTCP_PM_ADDR_FLAG_SIGNAL | MPTCP_PM_ADDR_FLAG_FULLMESH;
	const char *wrong = NULL;

	if (q->type == MPTCP_PM_CMD_ADD_ADDR && (flags & both) == both)
		wrong = "flags mustn't have both signal and fullmesh";
	if (q->type == MPTCP_PM_CMD_SET_FLAGS && flags & ~(MPTCP_PM_ADDR_FLAG_BACKUP | MPTCP_PM_ADDR_FLAG_FULLMESH))
		wrong = "invalid flags, backup and fullmesh only";
	if (wrong)
		return fail(255, "Error: argument \"%s\" is wrong: %s", word, wrong);
	item_set(i, &r->bit, sizeof(r->bit));
	return 0;
}

static void print_bit(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	if (!(payload_number(data, 4, false) & r->bit))
		return;
	l->json = JSON_BOOL;
	l->text = "true";
	l->label = word_plain(r->word, l->buf);
}

static const struct type type_bit = { .name = "u32", .size = 4, .merge = true, .scan = scan_bit, .print = print_bit };

#define KNOWN_FLAGS (MPTCP_PM_ADDR_FLAG_SIGNAL | MPTCP_PM_ADDR_FLAG_SUBFLOW | MPTCP_PM_ADDR_FLAG_BACKUP | \
		     MPTCP_PM_ADDR_FLAG_FULLMESH | MPTCP_PM_ADDR_FLAG_IMPLICIT | MPTCP_PM_ADDR_FLAG_LAMINAR)

static void print_rest(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint32_t rest = payload_number(data, 4, false) & ~KNOWN_FLAGS;

	(void)v;
	(void)r;
	(void)size;
	if (!rest)
		return;
	format_hex_digits(l->buf, rest, 2);
	literal_string(l, l->buf);
}

static const struct type type_rest = { .name = "u32", .size = 4, .print = print_rest };

/* "nobackup": the bit that is not set needs no attribute. */
static int parse_cleared(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return request_add(q, t, r, w->i - 1, w->i) ? 0 : -1;
}

/* ---- endpoints ---- */
static int scan_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	if (!scan_is_ifname(word))
		return fail(255, "Error: argument \"%s\" is wrong: invalid interface name\n", word);
	return type_device.scan(q, r, word, i);
}

static void print_device(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	if (payload_number(data, 4, false))
		type_print_device(v, r, data, size, l);
}

static const struct type type_dev = { .name = "s32", .arg = "NAME", .size = 4, .scan = scan_device, .print = print_device,
				      .offer = type_offer_device };

static void print_address(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_address.print(v, r, data, size, l);
	literal_resolve(l, data, size);
	l->color = COLOR_NONE;
	l->key = r->json;
}

/* "any" is an address of no family, which the kernel refuses. */
static int scan_endpoint(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct address a;

	if (!scan_address(word, AF_UNSPEC, &a) && !a.size) {
		i->v6 = true;
		item_set(i, "", 0);
		return 0;
	}
	return type_address.scan(q, r, word, i);
}

static const struct type type_endpoint = { .name = "ip", .arg = "ADDRESS", .scan = scan_endpoint, .print = print_address };

static bool adds(const struct request *q)
{
	return q->type == MPTCP_PM_CMD_ADD_ADDR;
}

static bool sets_flags(const struct request *q)
{
	return q->type == MPTCP_PM_CMD_SET_FLAGS;
}

static bool adds_any(const struct request *q)
{
	return !sets_flags(q);
}

#define FLAG(b, w, h, ...) \
	{ ATTR_ANON(MPTCP_PM_ADDR_ATTR_FLAGS, bit), .bit = MPTCP_PM_ADDR_FLAG_##b, .part = "MPTCP_PM_ADDR_FLAG_" #b, \
	  .word = (w), .help = (h), .text = "%s ", __VA_ARGS__ }
#define NEW_FLAG(b, w, h)	FLAG(b, w, h, MORE(.fits = adds_any))
#define CLEARED(w, h) \
	{ .place = AT_NONE, .type = &type_none, .parse = parse_cleared, .word = (w), .help = (h) }

static const struct row address_rows[] = {
	ATTR(MPTCP_PM_ADDR_ATTR_ADDR4, endpoint, NULL, NULL, "address of the endpoint", V6(MPTCP_PM_ADDR_ATTR_ADDR6),
	     .text = "%s ", .json = "address"),
	ATTR(MPTCP_PM_ADDR_ATTR_PORT, u16, "p[ort]", "NR", "port that it is announced with", .hide = HIDE_ZERO,
	     BAD("expected port")),
	ATTR(MPTCP_PM_ADDR_ATTR_ID, u8, "i[d]", "ID", "number of the endpoint", BAD("invalid ID\n")),
	NEW_FLAG(SIGNAL, "signal", "it is announced to peers"),
	NEW_FLAG(SUBFLOW, "subflow", "subflows are made from it"),
	FLAG(BACKUP, "backup", "peers use it when there is nothing else"),
	FLAG(FULLMESH, "fullmesh", "subflows from it to all addresses of the peer"),
	NEW_FLAG(IMPLICIT, "implicit", "made by the kernel itself"),
	NEW_FLAG(LAMINAR, "laminar", "subflows from it to addresses that are announced"),
	{ ATTR_ANON(MPTCP_PM_ADDR_ATTR_FLAGS, rest), .text = "rawflags %s ", .json = "rawflags" },
	CLEARED("nobackup", "not a backup any more"),
	CLEARED("nofullmesh", "not fullmesh any more"),
	ATTR(MPTCP_PM_ADDR_ATTR_IF_IDX, dev, "d[ev]", NULL, "device of the address",
	     BAD("device does not exist\n")),
	QUIET(MPTCP_PM_ADDR_ATTR_FAMILY, u16, .names = family_names),
};
static const struct table address_table = { .name = "endpoint", TABLE_ROWS(address_rows) };

/* A word that is no keyword is the address. */
static int parse_word(struct request *q, const struct table *t, struct words *w)
{
	const struct row *r = table_attr(&address_table, MPTCP_PM_ADDR_ATTR_ADDR4);

	(void)t;
	w->i++;
	return request_value(q, &address_table, r, w->v[w->i - 1], w->i - 1, w->i) ? 0 : -1;
}

static const struct row rows[] = {
	GENL_HEADER,
	NEST(MPTCP_PM_ATTR_ADDR, &address_table, .json = "", MORE(.marked_nest = true)),
};
const struct table mptcp_table = {
	GENL_TABLE("mptcp", mptcp_family), TABLE_ROWS(rows), .unknown = parse_word,
};

static int missing(const char *what)
{
	return fail(255, "Error: argument \"%s\" is required", what);
}

static int wrong(const char *what, const char *why)
{
	return fail(255, "Error: argument \"%s\" is wrong: %s", what, why);
}

static int check_id(const struct request *q, const struct item *id, bool has_address)
{
	if (q->type != MPTCP_PM_CMD_DEL_ADDR)
		return id && !item_number(id) ? wrong("ID", "cannot be 0\n") : 0;
	if (!id)
		return missing("ID");
	if (item_number(id) && has_address)
		return wrong("ADDRESS", "invalid for non-zero id address\n");
	if (!item_number(id) && !has_address)
		return wrong("ID", "address is needed for deleting id 0 address\n");
	return 0;
}

static int check_port(struct request *q, bool has_id)
{
	struct item *port = request_attr(q, &address_table, MPTCP_PM_ADDR_ATTR_PORT);

	if (port && !item_number(port))
		request_drop(port);
	else if (port && adds(q) && !(flags_said(q) & MPTCP_PM_ADDR_FLAG_SIGNAL))
		return wrong("port", "flags must have signal when using port");
	else if (port && sets_flags(q) && has_id)
		return wrong("port", "port can't be used with id");
	return 0;
}

static int check(struct request *q)
{
	const struct item *address = request_attr(q, &address_table, MPTCP_PM_ADDR_ATTR_ADDR4);
	const struct item *id = request_attr(q, &address_table, MPTCP_PM_ADDR_ATTR_ID);

	if (!address && adds(q))
		return missing("ADDRESS");
	if (check_id(q, id, address != NULL) < 0 || check_port(q, id != NULL) < 0)
		return -1;
	if (address)
		request_imply(q, &address_table, MPTCP_PM_ADDR_ATTR_FAMILY,
			      !address->size ? AF_UNSPEC : address->v6 ? AF_INET6 : AF_INET);
	/* The nest is sent even when it is empty. */
	return request_add(q, &mptcp_table, table_attr(&mptcp_table, MPTCP_PM_ATTR_ADDR), 0, 0) ? 0 : -1;
}

static int begin(struct request *q, uint16_t command, uint16_t flags, struct words *w)
{
	request_begin(q, &mptcp_table, TO_SET, command, flags, w);
	return request_parse(q, &mptcp_table, w) < 0 || w->completing ? -1 : check(q);
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;

	return begin(&q, c->flags, NLM_F_ACK, w) < 0 ? -1 : request_send(&q, NULL, NULL);
}

static int show(struct words *w, const struct command *c)
{
	bool all = !words_peek(w);
	struct request q;

	(void)c;
	if (!all)
		return begin(&q, MPTCP_PM_CMD_GET_ADDR, 0, w) < 0 ? -1 : genl_ask(&q);
	request_begin(&q, &mptcp_table, TO_LIST, MPTCP_PM_CMD_GET_ADDR, 0, w);
	return w->completing ? 0 : genl_list(&q, 2);
}

static int flush(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &mptcp_table, TO_SET, MPTCP_PM_CMD_FLUSH_ADDRS, NLM_F_ACK, w);
	return w->completing ? -1 : request_send(&q, NULL, NULL);
}

static const struct command endpoint_commands[] = {
	{ "s[how]", "[ id ID ]", "lists endpoints", show, 0, NULL },
	{ "a[dd]", "ADDRESS [ dev NAME ] [ id ID ] [ port NR ] [ FLAG ... ]", "makes an endpoint", modify,
	  MPTCP_PM_CMD_ADD_ADDR, NULL },
	{ "c[hange]", "{ id ID | ADDRESS } [ port NR ] { backup | nobackup | fullmesh | nofullmesh }", "changes an endpoint",
	  modify, MPTCP_PM_CMD_SET_FLAGS, NULL },
	{ "d[elete]", "id ID [ ADDRESS ]", "removes an endpoint", modify, MPTCP_PM_CMD_DEL_ADDR, NULL },
	{ "f[lush]", "", "removes all endpoints", flush, 0, NULL },
};
static const struct object endpoint_object = {
	.word = "e[ndpoint]", .name = "mptcp", .help = "addresses of subflows", .commands = endpoint_commands,
	.n = sizeof(endpoint_commands) / sizeof(endpoint_commands[0]), .usage = usage,
};

/* ---- limits ---- */
static int unknown_limit(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return wrong(w->v[w->i], "unknown limit");
}

static const struct row limit_rows[] = {
	GENL_HEADER,
	ATTR(MPTCP_PM_ATTR_RCV_ADD_ADDRS, u32, "a[dd_addr_accepted]", "NR", "how many addresses a peer may announce",
	     BAD("invalid add_addr_accepted\n")),
	ATTR(MPTCP_PM_ATTR_SUBFLOWS, u32, "s[ubflows]", "NR", "how many subflows a connection may have besides the first",
	     BAD("invalid subflows\n")),
};
const struct table mptcp_limits_table = {
	GENL_TABLE("mptcp limits", mptcp_family), TABLE_ROWS(limit_rows), .unknown = unknown_limit,
};

static int limits(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &mptcp_limits_table, TO_SET, c->flags, c->data ? NLM_F_ACK : 0, w);
	if (request_parse(&q, &mptcp_limits_table, w) < 0 || w->completing)
		return -1;
	return c->data ? request_send(&q, NULL, NULL) : genl_ask_text(&q);
}

static const struct command limit_commands[] = {
	{ "sh[ow]", "", "shows the limits", limits, MPTCP_PM_CMD_GET_LIMITS, NULL },
	{ "s[et]", "[ subflows NR ] [ add_addr_accepted NR ]", "sets the limits", limits, MPTCP_PM_CMD_SET_LIMITS, "set" },
};
static const struct object limits_object = {
	.word = "l[imits]", .name = "mptcp", .help = "how many subflows there may be", .commands = limit_commands,
	.n = sizeof(limit_commands) / sizeof(limit_commands[0]), .usage = usage,
};

static int monitor(struct words *w, const struct command *c)
{
	(void)c;
	if (w->completing)
		return -1;
	if (words_peek(w)) {
		error_blame(w->i);
		return fail(255, "Command \"%s\" is unknown, try \"ip mptcp help\".", words_peek(w));
	}
	return genl_monitor(&mptcp_family, MPTCP_PM_EV_GRP_NAME, mptcp_show_event);
}

static int endpoint(struct words *w, const struct command *c)
{
	(void)c;
	return object_command(&endpoint_object, w);
}

static int limit(struct words *w, const struct command *c)
{
	(void)c;
	return object_command(&limits_object, w);
}

static const struct command commands[] = {
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
	{ "e[ndpoint]", "{ show | add | change | delete | flush } ...", "addresses of subflows", endpoint, 0, NULL },
	{ "l[imits]", "{ show | set } [ subflows NR ] [ add_addr_accepted NR ]", "how many subflows there may be", limit, 0,
	  NULL },
	{ "m[onitor]", "", "shows connections as they come and go", monitor, 0, NULL },
};

static const struct table *const tables[] = { &mptcp_table, &mptcp_limits_table, &mptcp_event_table, NULL };

const struct object mptcp_object = {
	.word = "mp[tcp]", .name = "mptcp", .help = "addresses and limits of multipath TCP", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
