/* hsr.c - "type hsr": two ports, every frame on both (IEC 62439-3).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_types.h"

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	out_text(&err, "hsr: what is \"%s\"?\n", w->v[w->i]);
	kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}

/* A port that is missing is shown too. */
static void show_port(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;
	char key[WORD_MAX];

	word_plain(r->word, key);
	if (!row_literal(v, r, &l)) {
		l.json = JSON_NULL;
		l.text = "<none>";
	}
	out_text(o, "%s ", key);
	out_literal(o, key, "%s ", &l);
}

#define PORT(a, w, arg, h, ...)	ATTR(a, device, w, arg, h, BAD("No such interface"), __VA_ARGS__)

static const struct row rows[] = {
	PORT(IFLA_HSR_SLAVE1, "sl[ave1]", "SLAVE1-IF", "the one port", SHOW_ALWAYS(show_port)),
	PORT(IFLA_HSR_SLAVE2, "slave2", "SLAVE2-IF", "the other port", SHOW_ALWAYS(show_port)),
	PORT(IFLA_HSR_INTERLINK, "interlink", "INTERLINK-IF", "a port to another ring"),
	TOLD(IFLA_HSR_SEQ_NR, u16, "sequence %s ", "seq_nr"),
	ATTR(IFLA_HSR_MULTICAST_SPEC, u8, "s[upervision]", "BYTE", "last byte of the supervision address", .hide = HIDE,
	     BAD("ADDR-BYTE is invalid")),
	TOLD(IFLA_HSR_SUPERVISION_ADDR, plain_lladdr, "supervision %s ", "supervision_addr"),
	ATTR(IFLA_HSR_PROTOCOL, u8, "p[roto]", "{ 0 | 1 }", "0: HSR, 1: PRP", BAD("protocol is invalid")),
	ATTR(IFLA_HSR_VERSION, u8, "v[ersion]", "{ 0 | 1 }", "version of HSR"),
};
static const struct table table = {
	.name = "hsr", TABLE_ROWS(rows), .bad[TO_SET] = "%s is invalid", .unknown = unknown, .help = kind_help,
	.usage = "\tip link add name NAME type hsr slave1 SLAVE1-IF slave2 SLAVE2-IF",
};

const struct kind kind_hsr = { .name = "hsr", .help = "two ports, every frame on both (HSR, PRP)", .table = &table };
