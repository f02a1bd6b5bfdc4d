/* tunnel.c - "ip tunnel": tunnels by ioctls, which are older than netlink.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tunnel.h"

#include <errno.h>
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "error.h"
#include "ioctl.h"
#include "links.h"
#include "objects.h"
#include "options.h"
#include "step.h"

/* ---- ioctls ---- */
int tunnel_ioctl(int family, unsigned long command, const char *device, void *data)
{
	int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0), code = 0;
	struct ifreq r = { .ifr_data = data };

	memcpy(r.ifr_name, device, strnlen(device, sizeof(r.ifr_name)));
	if (fd < 0 || ioctl(fd, command, &r) < 0)
		code = errno;
	if (fd >= 0)
		close(fd);
	return code;
}

int tunnel_get(int family, const char *device, void *parm)
{
	explain_step(explain_call("ioctl(SIOCGETTUNNEL, \"%s\")", device), "the tunnel as it is");
	return tunnel_ioctl(family, SIOCGETTUNNEL, device, parm);
}

int tunnel_failed(const char *verb, const char *device, int code)
{
	return fail(1, "%s tunnel \"%s\" failed: %s", verb, device, error_text(code));
}

/* ---- over IPv4 or IPv6? ---- */
static bool is_mode6(const char *word)
{
	const struct row *r = table_header(&tunnel6_table, offsetof(struct ip6_tnl_parm2, proto));

	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word))
			return true;
	return false;
}

/* The first mode that is said says it, wherever it stands, else -4 and -6 do.  NULL with the error recorded. */
static const struct table *table_of(const struct words *w)
{
	int family = opt.family;
	int i = 1;

	while (i < w->n - 1 && strcmp(w->v[i], "mode"))
		i++;
	if (i < w->n - 1 && is_mode6(w->v[i + 1]))
		family = AF_INET6;
	if (family == AF_UNSPEC || family == AF_INET)
		return &tunnel4_table;
	if (family == AF_INET6)
		return &tunnel6_table;
	fail(255, "Unsupported protocol family: %d", family);
	return NULL;
}

/* ---- commands ---- */
/* A tunnel that every namespace has: it stands for the driver. */
static const char *driver(const struct request *q)
{
	const struct ip_tunnel_parm *four = q->header;
	const struct ip6_tnl_parm2 *six = q->header;

	if (q->table == &tunnel6_table)
		return six->proto == IPPROTO_GRE ? "ip6gre0" : six->i_flags & VTI_ISVTI ? "ip6_vti0" : "ip6tnl0";
	switch (four->iph.protocol) {
	case IPPROTO_IPIP:
		return four->i_flags & VTI_ISVTI ? "ip_vti0" : "tunl0";
	case IPPROTO_GRE:
		return "gre0";
	case IPPROTO_IPV6:
		return "sit0";
	}
	return NULL;
}

static const char *name_of(const struct request *q)
{
	return q->header;	/* both structs begin with it */
}

static void imply_6(struct request *q)
{
	request_imply_header(q, offsetof(struct ip6_tnl_parm2, proto), IPPROTO_IPV6);
	request_imply_header(q, offsetof(struct ip6_tnl_parm2, hop_limit), 64);
	request_imply_header(q, offsetof(struct ip6_tnl_parm2, encap_limit), 4);
}

/* Reads the words and makes the struct that they say. */
static int prepare(struct request *q, struct words *w, uint16_t command)
{
	const struct table *t = table_of(w);

	if (!t)
		return -1;
	request_begin(q, t, TO_SET, command, 0, w);
	q->family = tunnel_family(t);
	if (request_parse(q, t, w) < 0 || w->completing)
		return -1;
	if (t == &tunnel4_table && tunnel4_settle(q) < 0)
		return -1;
	if (t == &tunnel6_table && command != (uint16_t)SIOCGETTUNNEL)
		imply_6(q);
	return ioctl_build(q) ? 0 : -1;
}

static int send_parm(const struct request *q, const struct command *c, const char *verb, const char *device)
{
	int code = ioctl_held_of(q, c->data, device, c->help) ? 0 : tunnel_ioctl(q->family, q->type, device, q->header);

	links_reset();
	return code ? tunnel_failed(verb, device, code) : 0;
}

static int check_4(const struct request *q)
{
	const struct ip_tunnel_parm *p = q->header;

	if (p->iph.ttl && !p->iph.frag_off)
		return fail(1, "ttl != 0 and nopmtudisc are incompatible");
	return driver(q) ? 0 : fail(1, "cannot determine tunnel mode (ipip, gre, vti or sit)");
}

static int modify(struct words *w, const struct command *c)
{
	bool is_change = c->flags == SIOCCHGTUNNEL;
	struct request q;

	if (prepare(&q, w, c->flags) < 0 || (q.table == &tunnel4_table && check_4(&q) < 0))
		return -1;
	if (q.table == &tunnel6_table && !*name_of(&q))
		warn("Tunnel interface name not specified");
	return send_parm(&q, c, "add", is_change && *name_of(&q) ? name_of(&q) : driver(&q));
}

static int delete(struct words *w, const struct command *c)
{
	struct request q;

	if (prepare(&q, w, c->flags) < 0)
		return -1;
	return send_parm(&q, c, "delete", *name_of(&q) || !driver(&q) ? name_of(&q) : driver(&q));
}

/* One tunnel is asked for, by its name or by what its driver knows it by; else all are. */
static int show(struct words *w, const struct command *c)
{
	_Alignas(uint64_t) char parm[TUNNEL_PARM_MAX] = "";
	const char *device;
	struct request q;
	int code;

	if (prepare(&q, w, c->flags) < 0)
		return -1;
	memcpy(parm, q.header, q.table->header);
	device = *name_of(&q) ? name_of(&q) : driver(&q);
	if (q.table == &tunnel6_table ? !*name_of(&q) || opt.stats : !driver(&q))
		return tunnel_show_all(q.table, parm, w);
	code = tunnel_get(q.family, device, parm);
	return code ? tunnel_failed("get", device, code) : tunnel_show_one(q.table, parm);
}

/* ---- the object ---- */
static int otherwise(struct words *);

/* IPv6 has no such command. */
static int of_4(struct words *w, int (*run)(struct words *, const struct command *))
{
	const struct table *t = table_of(w);

	if (!t)
		return -1;
	if (t == &tunnel4_table)
		return run(w, NULL);
	w->i--;
	return otherwise(w);
}

static int prl(struct words *w, const struct command *c)
{
	(void)c;
	return of_4(w, tunnel_prl);
}

static int sixrd(struct words *w, const struct command *c)
{
	(void)c;
	return of_4(w, tunnel_6rd);
}

#define IOCTL(s)	(SIOC##s), "SIOC" #s

static const struct command commands[] = {
	{ "s[how]|l[st]|l[ist]", "[ NAME ] [ OPTION ... ]", "lists tunnels", show, IOCTL(GETTUNNEL) },
	{ "a[dd]", "NAME [ mode MODE ] [ OPTION ... ]", "makes a tunnel", modify, IOCTL(ADDTUNNEL) },
	{ "c[hange]", "NAME [ OPTION ... ]", "changes what is said of a tunnel, and leaves the rest", modify, IOCTL(CHGTUNNEL) },
	{ "d[elete]", "NAME [ mode MODE ]", "removes a tunnel", delete, IOCTL(DELTUNNEL) },
	{ "p[rl]", "dev DEV { prl-default | prl-nodefault | prl-delete } ADDR", "adds or removes a router of ISATAP", prl, 0, NULL },
	{ "6[rd]", "dev DEV [ 6rd-prefix PREFIX ] [ 6rd-relay_prefix PREFIX ] [ 6rd-reset ]", "says where 6rd sites are", sixrd, 0, NULL },
};

int tunnel_help(struct words *w)
{
	const struct table *t = table_of(w);

	if (!t)
		return -1;
	out_text(&err, "Usage: ", "");
	out_text(&err, t->usage, "");
	out_text(&err, "\nOPTION :=\n", "");
	help_table(&err, t, TO_SET, 8);
	if (t == &tunnel4_table) {
		out_text(&err, "prl:\n", "");
		help_table(&err, &tunnel_router_table, TO_SET, 8);
		out_text(&err, "6rd:\n", "");
		help_table(&err, &tunnel_6rd_table, TO_SET, 8);
	}
	return fail(255, "%s", "");
}

static int usage(struct words *w, const struct command *c)
{
	(void)c;
	return tunnel_help(w);
}

static int otherwise(struct words *w)
{
	const struct table *t = table_of(w);

	if (!t)
		return -1;
	error_blame(w->i);
	if (t == &tunnel6_table)
		return fail(255, "Command \"%s\" is unknown, try \"ip -f inet6 tunnel help\".", w->v[w->i]);
	return fail(255, "Command \"%s\" is unknown, try \"ip tunnel help\"", w->v[w->i]);
}

static const struct table *const tables[] = { &tunnel4_table, &tunnel6_table, &tunnel_router_table, &tunnel_6rd_table, NULL };

const struct object tunnel_object = {
	.word = "t[unnel]|tunl",
	.name = "tunnel",
	.help = "tunnels over IPv4 and IPv6, by ioctls",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.otherwise = otherwise,
	.tables = tables,
};
