/* tunnel_router.c - "ip tunnel prl" and "6rd": routers of ISATAP, prefixes of 6rd.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <net/if.h>	/* before any linux/ header */
#include <errno.h>
#include <linux/if_tunnel.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <string.h>

#include "error.h"
#include "ioctl.h"
#include "scan.h"
#include "step.h"
#include "tunnel.h"

/* The device is no part of the structs, but stands beside them. */
#define DEVICE \
	{ .place = AT_NONE, .name = "ifr_name", .type = &type_ifname, .word = "dev", BAD("\"dev\" not a valid ifname"), \
	  .hide = HIDE, .arg = "DEV", .help = "the tunnel" }
#define WORDS_OF(t)	.header = sizeof(struct t), .header_name = #t

/* struct table's unknown. */
static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	return fail(255, "Invalid %s parameter \"%s\"", t == &tunnel_6rd_table ? "6RD" : "PRL", w->v[w->i]);
}

/* A word that says which ioctl; row.part is its name.  The last one holds. */
static void choose(struct request *q, const struct row *r)
{
	q->type = r->selector;
	q->context = r->part;
}

static int run(struct words *w, const struct table *t, const char *why)
{
	const struct table *in;
	const struct row *dev = table_word(t, TO_SET, "dev", &in);
	const struct item *device;
	struct request q;
	const char *name;
	int code;

	request_begin(&q, t, TO_SET, 0, 0, w);
	if (request_parse(&q, t, w) < 0 || w->completing)
		return -1;
	device = request_row(&q, dev);
	if (!device)
		return fail(255, "Must specify device");
	name = device->data;
	if (!ioctl_build(&q))
		return -1;
	if (ioctl_held_of(&q, q.context ? q.context : "0", name, why))
		return 0;
	code = tunnel_ioctl(AF_INET, q.type, name, q.header);
	return code ? fail(1, "%s: ioctl %x failed: %s", name, q.type, error_text(code)) : 0;
}

/* ---- prl ---- */
static int parse_router(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *address = table_header(t, offsetof(struct ip_tunnel_prl, addr));
	const char *word = request_next(q, r, w);
	bool is_second = request_row(q, address);

	if (!word || !request_value(q, t, address, word, w->i - 2, w->i))
		return -1;
	if (is_second)
		return fail(255, "One PRL entry at a time");
	choose(q, r);
	return r->bit ? tunnel_add_bits(q, t, offsetof(struct ip_tunnel_prl, flags), w->i - 2, w->i, r->bit) : 0;
}

#define ROUTER(w, c, h, ...) \
	SAYS(parse_router, w, "ADDR", h, .selector = (c), .part = #c, __VA_ARGS__)

static const struct row router_rows[] = {
	HEADER(ip_tunnel_prl, addr, tunnel_end, .hide = HIDE),
	HEADER(ip_tunnel_prl, flags, flag16, .hide = HIDE),
	ROUTER("prl-default", SIOCADDPRL, "adds a router that is a default one", .bit = PRL_DEFAULT),
	ROUTER("prl-nodefault", SIOCADDPRL, "adds a router"),
	ROUTER("prl-delete", SIOCDELPRL, "removes a router"),
	DEVICE,
};

const struct table tunnel_router_table = {
	.name = "prl", TABLE_ROWS(router_rows), WORDS_OF(ip_tunnel_prl), .unknown = unknown,
};

int tunnel_prl(struct words *w, const struct command *c)
{
	(void)c;
	return run(w, &tunnel_router_table, "a router of ISATAP");
}

static bool is_sit(const struct view *v)
{
	return ((const struct ip_tunnel_parm *)v->header)->iph.protocol == IPPROTO_IPV6;
}

/* What belongs to a tunnel and is not in its struct; expected: an errno that is no news. */
static bool ask(const struct view *v, uint16_t command, void *data, int expected)
{
	const char *name = ((const struct ip_tunnel_parm *)v->header)->name;
	int code = tunnel_ioctl(AF_INET, command, name, data);

	if (code && code != expected)
		warn("%s: ioctl %x failed: %s", name, command, error_text(code));
	return !code;
}

/* The first of the structs says how much room there is behind it. */
void tunnel_show_routers(struct out *o, const struct row *r, const struct view *v)
{
	struct ip_tunnel_prl all[16] = { { .datalen = sizeof(all) - sizeof(all[0]) } };
	const struct row *address = table_header(&tunnel_router_table, offsetof(struct ip_tunnel_prl, addr));

	(void)r;
	if (!is_sit(v) || !(((const struct ip_tunnel_parm *)v->header)->i_flags & SIT_ISATAP) ||
	    !ask(v, SIOCGETPRL, all, 0))
		return;
	for (size_t i = 1; i < sizeof(all) / sizeof(all[0]); i++) {
		struct view router = { .table = &tunnel_router_table, .header = &all[i], .header_size = sizeof(all[i]) };
		bool is_default = all[i].flags & PRL_DEFAULT;
		struct literal l;

		if (!row_literal(&router, address, &l) || l.zero)
			continue;
		l.color = COLOR_NONE;
		out_literal(o, is_default ? "pdr" : "pr", is_default ? " pdr %s" : " pr %s", &l);
	}
}

/* ---- 6rd (RFC 5969): a prefix of IPv6 in which the IPv4 address of a site stands ---- */
#define AT(f)	offsetof(struct ip_tunnel_6rd, f)

static uint16_t length_of(uint16_t offset)
{
	return offset == AT(prefix) ? AT(prefixlen) : AT(relay_prefixlen);
}

static int parse_prefix(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool is_v6 = r->offset == AT(prefix);
	const char *word = request_next(q, r, w);
	struct address a = { .family = AF_UNSPEC };

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (scan_prefix(word, is_v6 ? AF_INET6 : AF_INET, &a) < 0) {
		fail(1, "Error: %s prefix is expected rather than \"%s\".", is_v6 ? "inet6" : "inet", word);
		return error_fatal();
	}
	choose(q, r);
	if (!request_add_bytes(q, t, r, w->i - 2, w->i, a.data, r->type->size))
		return -1;
	return request_add_number(q, t, table_header(t, length_of(r->offset)), w->i - 2, w->i, a.length) ? 0 : -1;
}

static int parse_reset(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	(void)t;
	(void)w;
	choose(q, r);
	return 0;
}

static void show_prefix(struct out *o, const struct row *r, const struct view *v)
{
	struct literal address, length;

	if (!row_literal(v, r, &address) || (address.zero && r->offset != AT(prefix)))
		return;
	address.label = NULL;
	address.color = COLOR_NONE;
	out_literal(o, r->json, r->text, &address);
	r = table_header(v->table, length_of(r->offset));
	if (row_literal(v, r, &length))
		out_literal(o, r->json, r->text, &length);
}

#define PREFIX(f, t, w, h, ...) \
	HEADER(ip_tunnel_6rd, f, t, .word = w, .arg = "PREFIX", .text = " " w " %s", .json = w, .help = h, .selector = SIOCADD6RD, \
	       .part = "SIOCADD6RD", .parse = parse_prefix, .show = show_prefix, __VA_ARGS__), \
	HEADER(ip_tunnel_6rd, f##len, u16, .text = "/%s", .json = w "len", .hide = HIDE)

static const struct row prefix_rows[] = {
	PREFIX(prefix, tunnel_end6, "6rd-prefix", "prefix of the sites"),
	PREFIX(relay_prefix, tunnel_end, "6rd-relay_prefix", "prefix of their IPv4 addresses, which goes without saying",
	       .lookup = TUNNEL_RESOLVES),
	SAYS(parse_reset, "6rd-reset", NULL, "takes it back: 6to4 again", .selector = SIOCDEL6RD, .part = "SIOCDEL6RD"),
	DEVICE,
};

const struct table tunnel_6rd_table = {
	.name = "6rd", TABLE_ROWS(prefix_rows), WORDS_OF(ip_tunnel_6rd), .unknown = unknown,
};

int tunnel_6rd(struct words *w, const struct command *c)
{
	(void)c;
	return run(w, &tunnel_6rd_table, "a prefix of 6rd");
}

void tunnel_show_6rd(struct out *o, const struct row *r, const struct view *v)
{
	struct ip_tunnel_6rd parm = { .prefixlen = 0 };
	struct view in = { .table = &tunnel_6rd_table, .header = &parm, .header_size = sizeof(parm) };

	(void)r;
	if (is_sit(v) && ask(v, SIOCGET6RD, &parm, EINVAL) && parm.prefixlen)
		show_rows(o, &in);
}
