/* netkit.c - "type netkit": a pair of links with BPF programs between them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "../link_table.h"
#include "compat.h"
#include "kind.h"
#include "kind_types.h"
#include "peer.h"

static const struct name modes[] = { { NETKIT_L3, "l3" }, { NETKIT_L2, "l2" }, { 0, NULL } };
static const struct name ends[] = { { 1, "primary" }, { 0, "peer" }, { 0, NULL } };
static const struct name policies[] = { { NETKIT_PASS, "forward" }, { NETKIT_DROP, "blackhole" }, { 0, NULL } };
static const struct name scrubs[] = { { NETKIT_SCRUB_NONE, "none" }, { NETKIT_SCRUB_DEFAULT, "default" }, { 0, NULL } };

TYPE_PRINT_NAMED(print_name, "UNKNOWN")

static const struct type type_named = { .name = "u32", .arg = "NAME", .size = 4, .scan = type_scan_exact,
					.print = print_name };
static const struct type type_end = { .name = "u8", .size = 1, .print = print_name };
/* The word itself is the value. */
static const struct type type_policy = { .name = "u32", .size = 4, .print = print_name };

/* Words behind "peer" are about the other end. */
static struct item *peer_of(const struct request *q, const struct table *t)
{
	return request_attr(q, t, IFLA_NETKIT_PEER_INFO);
}

static const struct row *row_of_end(const struct request *q, const struct table *t,
				    const struct row *r, uint16_t peer_attr)
{
	return peer_of(q, t) ? table_attr(t, peer_attr) : r;
}

static int parse_policy(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	bool drops = !strcmp(w->v[w->i - 1], "blackhole");

	r = row_of_end(q, t, r, IFLA_NETKIT_PEER_POLICY);
	return request_add_number(q, t, r, w->i - 1, w->i, drops ? NETKIT_DROP : NETKIT_PASS) ? 0 : -1;
}

static int parse_scrub(struct request *q, const struct table *t, const struct row *r,
		       struct words *w)
{
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	r = row_of_end(q, t, r, IFLA_NETKIT_PEER_SCRUB);
	return request_value(q, t, r, word, w->i - 2, w->i) ? 0 : -1;
}

/* The first word that is none of ours begins the words of a link, to the end of the line. */
static int parse_peer(struct request *q, const struct table *t, const struct row *r,
		      struct words *w)
{
	if (peer_of(q, t))
		return request_duplicate(q, r, w->v[w->i - 1]);
	return peer_begin(q, t, r, w) ? 0 : -1;
}

static int parse_peer_words(struct request *q, const struct table *t, struct words *w)
{
	struct item *i = peer_of(q, t);

	return i ? peer_words(i, w) : kind_unknown_option(q, t, w);
}

#define BAD_SCRUB "!Error: scrub must be either \"none\" or \"default\""
#define END(a, t, label, key, n)	TOLD(a, t, label " %s ", key, .names = (n))

static const struct row rows[] = {
	ATTR(IFLA_NETKIT_MODE, named, "mode", "{ l3 | l2 }", "layer of its frames", .names = modes,
	     BAD("!Error: argument of \"mode\" must be either \"l3\" or \"l2\"")),
	END(IFLA_NETKIT_PRIMARY, end, "type", "type", ends),
	ATTR(IFLA_NETKIT_POLICY, policy, "forward|blackhole", NULL, "what happens without a program", .names = policies,
	     .text = "policy %s ", .json = "policy", .parse = parse_policy),
	END(IFLA_NETKIT_PEER_POLICY, policy, "peer policy", "peer_policy", policies),
	ATTR(IFLA_NETKIT_SCRUB, named, "scrub", "{ default | none }", "forgets mark and priority between namespaces",
	     .names = scrubs, .parse = parse_scrub, BAD(BAD_SCRUB)),
	TOLD(IFLA_NETKIT_PEER_SCRUB, named, "peer scrub %s ", "peer_scrub", .names = scrubs, BAD(BAD_SCRUB)),
	GROUP(IFLA_NETKIT_PEER_INFO, &link_table, "peer", "the other end; words of both ends, then those of a link",
	      .arg = "OPTIONS", .parse = parse_peer, .hide = HIDE),
	QUIET(IFLA_NETKIT_HEADROOM, u16), QUIET(IFLA_NETKIT_TAILROOM, u16),
};
static const struct table table = {
	.name = "netkit", TABLE_ROWS(rows), .unknown = parse_peer_words,
	.usage = "... netkit [ mode MODE ] [ POLICY ] [ scrub SCRUB ] [ peer [ POLICY <options> ] ]",
};

const struct kind kind_netkit = {
	.name = "netkit", .help = "a pair of links with BPF programs between them", .table = &table,
};
