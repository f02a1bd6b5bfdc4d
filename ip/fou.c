/* fou.c - "ip fou": ports on which UDP carries other protocols.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "fou.h"

#include <linux/fou.h>
#include <netdb.h>

#include "error.h"
#include "genl_ask.h"
#include "objects.h"
#include "options.h"
#include "route_table.h"
#include "scan.h"

static struct genl_family family = { .name = FOU_GENL_NAME, .version = FOU_GENL_VERSION };

static const char help_text[] =
	"Usage: ip fou add port PORT {{ ipproto PROTO  | gue }\n"
	"\t\t   [ local IFADDR ] [ peer IFADDR ]\n"
	"\t\t   [ peer_port PORT ] [ dev IFNAME ]\n"
	"       ip fou del port PORT [ local IFADDR ]\n"
	"\t\t   [ peer IFADDR ] [ peer_port PORT ]\n"
	"\t\t   [ dev IFNAME ]\n"
	"       ip fou show\n\n"
	"Where: PROTO {{ ipproto-name | 1..255 }\n"
	"       PORT {{ 1..65535 }\n"
	"       IFADDR {{ addr }\n"
	"With -6 it is IPv6 that carries it.\n";

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return genl_usage(help_text);
}

/* ---- types ---- */
static int scan_protocol(struct request *q, const struct row *r, const char *word, struct item *i)
{
	const struct protoent *p = getprotobyname(word);

	if (!p)
		return type_scan_number(q, r, word, i);
	item_set_number(i, p->p_proto);
	return 0;
}

static void offer_protocol(const struct row *r, struct words *w)
{
	type_ipproto.offer(r, w);
}

static const struct type type_protocol = { .name = "u8", .arg = "PROTO", .size = 1, .scan = scan_protocol,
					   .print = type_print_number, .offer = offer_protocol };

/* Of the family that -6 says, IPv4 when it says nothing. */
static int scan_end(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct address a;

	(void)r;
	if (route_scan_address(q, word, q->family ? q->family : AF_INET, &a) < 0)
		return -1;
	i->v6 = a.size ? a.family == AF_INET6 : q->family == AF_INET6;
	item_set(i, a.data, a.size);
	return 0;
}

static void print_end(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_address.print(v, r, data, size, l);
	literal_resolve(l, data, size);
	l->color = COLOR_NONE;
	l->key = r->json;
}

static const struct type type_end = { .name = "ip", .arg = "IFADDR", .scan = scan_end, .print = print_end };

static int scan_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	if (!scan_is_ifname(word))
		return fail(1, "fou: invalid device name");
	if (type_device.scan(q, r, word, i) != SCAN_BAD)
		return 0;
	return fail(1, "fou: unknown device name");
}

static void print_device(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	if (payload_number(data, 4, false))
		type_print_device(v, r, data, size, l);
}

static const struct type type_dev = { .name = "s32", .arg = "IFNAME", .size = 4, .scan = scan_device,
				      .print = print_device, .offer = type_offer_device };

/* ---- rows ---- */
static void show_family(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t family = view_u8(v, r->attr);

	if (!view_attr(v, r->attr))
		return;
	out_string(o, "family", NULL, family == AF_INET6 ? "inet6" : family == AF_INET ? "inet" : "???");
	if (family == AF_INET6)
		out_text(o, " -6", "");
}

static void show_gue(struct out *o, const struct row *r, const struct view *v)
{
	if (view_u8(v, r->attr) == FOU_ENCAP_GUE)
		out_null(o, "gue", " gue");
}

static void show_protocol(struct out *o, const struct row *r, const struct view *v)
{
	if (view_u8(v, FOU_ATTR_TYPE) != FOU_ENCAP_GUE && view_attr(v, r->attr))
		out_unsigned(o, "ipproto", " ipproto %s", view_u8(v, r->attr));
}

static int parse_gue(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return request_add_number(q, t, r, w->i - 1, w->i, FOU_ENCAP_GUE) ? 0 : -1;
}

static int parse_inet6(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	q->family = AF_INET6;
	return request_add_number(q, t, r, w->i - 1, w->i, AF_INET6) ? 0 : -1;
}

static const struct name encapsulations[] = { { FOU_ENCAP_DIRECT, "direct" }, { FOU_ENCAP_GUE, "gue" }, { 0, NULL } };

static const struct row rows[] = {
	GENL_HEADER,
	ATTR(FOU_ATTR_PORT, be16, "p[ort]", "PORT", "the port that is listened on", .min = 1, .text = "port %s",
	     BAD("invalid port")),
	{ ATTR_ANON(FOU_ATTR_TYPE, u8), .names = encapsulations, .word = "g[ue]", .arg = "",
	  .help = "each packet has a header that tells the protocol", .parse = parse_gue, .show = show_gue },
	ATTR(FOU_ATTR_IPPROTO, protocol, "i[pproto]", NULL, "the protocol of what comes in", .min = 1, .show = show_protocol,
	     BAD("invalid ipproto")),
	{ ATTR_ANON(FOU_ATTR_AF, u8), .names = family_names, .word = "-[6]", .arg = "", .help = "over IPv6",
	  .parse = parse_inet6, .show = show_family },
	ATTR(FOU_ATTR_LOCAL_V4, end, "l[ocal]", NULL, "the address that is listened on", V6(FOU_ATTR_LOCAL_V6),
	     .text = " local %s", .json = "local", .hide = HIDE_ZERO),
	ATTR(FOU_ATTR_PEER_V4, end, "pe[er]", NULL, "only from this address", V6(FOU_ATTR_PEER_V6), .text = " peer %s",
	     .json = "peer", .hide = HIDE_ZERO),
	ATTR(FOU_ATTR_PEER_PORT, be16, "peer_[port]", "PORT", "only from this port", .min = 1, .text = " peer_port %s",
	     .hide = HIDE_ZERO, BAD("invalid peer port")),
	ATTR(FOU_ATTR_IFINDEX, dev, "d[ev]", NULL, "the device that it comes in on", .text = " dev %s", BAD("")),
	QUIET(FOU_ATTR_REMCSUM_NOPARTIAL, flag),
};

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	fail(255, "fou: unknown command \"%s\"?", w->v[w->i]);
	return -1;
}

const struct table fou_table = { GENL_TABLE("fou", family), TABLE_ROWS(rows), .unknown = unknown };

/* ip(8) sends a request without attributes all the same, which the kernel refuses. */
static int incomplete(const char *what)
{
	return fail(2, "fou: %s", what);
}

static int check(struct request *q)
{
	const struct item *type = request_attr(q, &fou_table, FOU_ATTR_TYPE);
	const struct item *protocol = request_attr(q, &fou_table, FOU_ATTR_IPPROTO);

	if (!request_attr(q, &fou_table, FOU_ATTR_PORT))
		return incomplete("missing port");
	if (!protocol && !type && q->type == FOU_CMD_ADD)
		return incomplete("must set ipproto or gue");
	if (protocol && type)
		return incomplete("cannot set ipproto and gue");
	if (!request_attr(q, &fou_table, FOU_ATTR_PEER_V4) != !request_attr(q, &fou_table, FOU_ATTR_PEER_PORT))
		return incomplete("both peer and peer port must be set");
	request_imply(q, &fou_table, FOU_ATTR_TYPE, FOU_ENCAP_DIRECT);
	request_imply(q, &fou_table, FOU_ATTR_AF, q->family == AF_INET6 ? AF_INET6 : AF_INET);
	return 0;
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, &fou_table, TO_SET, c->flags, NLM_F_ACK, w);
	if (request_parse(&q, &fou_table, w) < 0 || w->completing || check(&q) < 0)
		return -1;
	return request_send(&q, NULL, NULL);
}

static int show(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &fou_table, TO_LIST, FOU_CMD_GET, 0, w);
	if (w->completing)
		return 0;
	if (words_peek(w)) {
		error_blame(w->i);
		return fail(1, "\"ip fou show\" does not take any arguments.");
	}
	return genl_list(&q, 1);
}

#define END "[ local IFADDR ] [ peer IFADDR peer_port PORT ] [ dev IFNAME ]"

static const struct command commands[] = {
	{ "h[elp]", "", "says what can be said", usage, 0, NULL },
	{ "a[dd]", "port PORT { ipproto PROTO | gue } " END, "listens on a port", modify, FOU_CMD_ADD, NULL },
	{ "d[elete]", "port PORT " END, "ends listening", modify, FOU_CMD_DEL, NULL },
	{ "s[how]", "", "lists the ports", show, 0, NULL },
};

static const struct table *const tables[] = { &fou_table, NULL };

const struct object fou_object = {
	.word = "f[ou]", .name = "fou", .help = "ports on which UDP carries other protocols", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
