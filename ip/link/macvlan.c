/* macvlan.c - "type macvlan", "type macvtap": links with addresses of their own on one.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_values.h"
#include "scan.h"

static const struct name modes[] = {
	{ MACVLAN_MODE_PRIVATE, "private" }, { MACVLAN_MODE_VEPA, "vepa" }, { MACVLAN_MODE_BRIDGE, "bridge" },
	{ MACVLAN_MODE_PASSTHRU, "passthru" }, { MACVLAN_MODE_SOURCE, "source" }, { 0, NULL }
};
static const struct name flags[] = {
	{ MACVLAN_FLAG_NOPROMISC, "nopromisc" }, { MACVLAN_FLAG_NODST, "nodst" }, { 0, "null" }, { 0, NULL }
};

/* ---- the list of senders that mode source takes frames from ---- */
static int usage(const struct table *t)
{
	kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}

/* An Ethernet address, or 0 bytes: the word is not for this list. */
static bool is_mac(const char *word, uint8_t mac[32])
{
	return scan_lladdr(word, mac, 32) == 6;
}

static int parse_one(struct request *q, const struct table *t, struct words *w)
{
	const struct row *r = table_attr(t, IFLA_MACVLAN_MACADDR);
	const char *word = request_next(q, r, w);
	struct item *i = word ? request_value(q, t, r, word, w->i - 1, w->i) : NULL;

	if (!i)
		return -1;
	error_blame(w->i - 1);
	return i->size == 6 ? 0 : fail(1, "%s", "");
}

static int parse_list(struct request *q, const struct table *t, struct words *w)
{
	const struct row *nest = table_attr(t, IFLA_MACVLAN_MACADDR_DATA);
	uint8_t mac[32];

	if (!request_add(q, t, nest, w->i - 1, w->i))
		return -1;
	for (; words_peek(w) && is_mac(words_peek(w), mac); w->i++)
		request_add_bytes(q, nest->table, table_rows(nest->table), w->i, w->i + 1, mac, 6);
	return 0;
}

static const struct name commands[] = {
	{ MACVLAN_MACADDR_ADD, "add" }, { MACVLAN_MACADDR_DEL, "del" }, { MACVLAN_MACADDR_SET, "set" },
	{ MACVLAN_MACADDR_FLUSH, "flush" }, { 0, NULL }
};

static int parse_macaddr(struct request *q, const struct table *t, const struct row *r,
			 struct words *w)
{
	const struct name *n = commands;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	while (n->name && strcmp(n->name, word))
		n++;
	if (!n->name) {
		error_blame(w->i - 1);
		return usage(t);
	}
	if (!request_add_number(q, t, r, w->i - 2, w->i, n->value))
		return -1;
	if (n->value == MACVLAN_MACADDR_FLUSH)
		return 0;
	return n->value == MACVLAN_MACADDR_SET ? parse_list(q, t, w) : parse_one(q, t, w);
}

static void show_remotes(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *nest = view_attr(v, IFLA_MACVLAN_MACADDR_DATA);
	char mac[FORMAT_MAX];

	if (!view_attr(v, r->attr) || view_u32(v, IFLA_MACVLAN_MODE) != MACVLAN_MODE_SOURCE)
		return;
	out_unsigned(o, "macaddr_count", "remotes (%s) ", view_u32(v, r->attr));
	if (!nest)
		return;
	out_open(o, "macaddr_data", '[');
	nl_for_each(a, mnl_attr_get_payload(nest), mnl_attr_get_payload_len(nest)) {
		if (mnl_attr_get_type(a) != IFLA_MACVLAN_MACADDR || mnl_attr_get_payload_len(a) < 6)
			continue;
		format_lladdr(mac, mnl_attr_get_payload(a), 6, 0);
		out_string(o, NULL, "%s ", mac);
	}
	out_close(o);
}

/* ---- numbers: errors are whole sentences ---- */
static int scan_length(struct request *q, const struct row *r, const char *word, struct item *i)
{
	if (type_scan_number(q, r, word, i) < 0)
		return fail(1, "Error: argument of \"%s\" must be a positive integer "
			       "[0-4294967295], not \"%s\"", "bcqueuelen", word);
	return 0;
}
static const struct type type_length = { .name = "u32", .arg = "NUMBER", .size = 4, .scan = scan_length,
					 .print = type_print_number };

#define FLAG(b, w, h)	ATTR(IFLA_MACVLAN_FLAGS, word16, w, NULL, h, .bit = (b))

static const struct row source_rows[] = { QUIET(IFLA_MACVLAN_MACADDR, lladdr, .once = ONCE_EACH) };
static const struct table source_table = { .name = "macaddr_data", TABLE_ROWS(source_rows) };

static const struct row rows[] = {
	ATTR(IFLA_MACVLAN_MODE, choice32, "m[ode]", NULL, "who of those on one link may talk to whom", .names = modes),
	FLAG(MACVLAN_FLAG_NOPROMISC, "n[opromisc]", "mode passthru: leaves the link below as it is"),
	FLAG(MACVLAN_FLAG_NODST, "nod[st]", "mode source: only what no other takes"),
	ATTR(IFLA_MACVLAN_FLAGS, words16, "f[lag]", NULL, "one of these words, or none of them", .names = flags,
	     .hide = HIDE),
	ATTR(IFLA_MACVLAN_BC_QUEUE_LEN, length, "b[cqueuelen]", "FRAMES", "greatest queue of broadcast frames"),
	TOLD(IFLA_MACVLAN_BC_QUEUE_LEN_USED, u32, "usedbcqueuelen %s ", "usedbcqueuelen"),
	ATTR(IFLA_MACVLAN_BC_CUTOFF, s32, "bclim", "NUMBER", "links below which broadcast is not queued",
	     BAD("!Error: illegal value for \"bclim\"")),
	TOLD(IFLA_MACVLAN_MACADDR_COUNT, u32, NULL, "macaddr_count", .show = show_remotes),
	ATTR(IFLA_MACVLAN_MACADDR_MODE, u32, "ma[caddr]", "{ { add | del } LLADDR | set [ LLADDR ... ] | flush }",
	     "mode source: whom to take frames from", .hide = HIDE, .names = commands, .parse = parse_macaddr),
	QUIET(IFLA_MACVLAN_MACADDR, lladdr),
	NEST(IFLA_MACVLAN_MACADDR_DATA, &source_table, .json = "macaddr_data", .hide = HIDE),
};

static int check(struct request *q, const struct table *t)
{
	const struct item *mode = request_attr(q, t, IFLA_MACVLAN_MODE);

	for (const struct item *i = q->first; i; i = i->next) {
		if (i->table != t || i->row->attr != IFLA_MACVLAN_FLAGS || i->dead)
			continue;
		if (!(item_number(i) & MACVLAN_FLAG_NOPROMISC) ||
		    (mode && item_number(mode) == MACVLAN_MODE_PASSTHRU))
			continue;
		error_blame(i->to - 1);
		out_text(&err, "%s: nopromisc flag only valid in passthru mode\n", t->name);
		return usage(t);
	}
	return 0;
}

#define USAGE	"mode MODE [flag MODE_FLAG] MODE_OPTS [bcqueuelen BC_QUEUE_LEN] [bclim BCLIM]"

static const struct table macvlan_table = {
	.name = "macvlan", TABLE_ROWS(rows), .usage = "... macvlan " USAGE,
	.unknown = kind_unknown_option, .help = kind_help,
};
static const struct table macvtap_table = {
	.name = "macvtap", TABLE_ROWS(rows), .usage = "... macvtap " USAGE,
	.unknown = kind_unknown_option, .help = kind_help,
};

static int check_macvlan(struct request *q)
{
	return check(q, &macvlan_table);
}

static int check_macvtap(struct request *q)
{
	return check(q, &macvtap_table);
}

const struct kind kind_macvlan = {
	.name = "macvlan", .help = "a link with an address of its own on another", .table = &macvlan_table,
	.check = check_macvlan,
};
const struct kind kind_macvtap = {
	.name = "macvtap", .help = "the same as macvlan, its frames go to a character device", .table = &macvtap_table,
	.check = check_macvtap,
};
