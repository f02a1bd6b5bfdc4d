/* vlan.c - "type vlan": frames of one VLAN of another link.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_values.h"
#include "scan.h"

#include <linux/if_vlan.h>

static const struct name flags[] = {
	{ VLAN_FLAG_REORDER_HDR, "REORDER_HDR" }, { VLAN_FLAG_GVRP, "GVRP" }, { VLAN_FLAG_MVRP, "MVRP" },
	{ VLAN_FLAG_LOOSE_BINDING, "LOOSE_BINDING" }, { VLAN_FLAG_BRIDGE_BINDING, "BRIDGE_BINDING" }, { 0, NULL }
};

static void show_vlan_flags(struct out *o, const struct row *r, const struct view *v)
{
	const struct ifla_vlan_flags *f = view_struct(v, r->attr, sizeof(*f));

	if (f)
		show_flags(o, "flags", flags, f->flags, NULL, NULL);
}

/* ---- maps between priorities of packets and of tags ---- */
static int bad_map(const struct row *r, const char *from)
{
	char plain[WORD_MAX];

	return fail(255, "Error: argument \"%s\" is wrong: invalid %s", from,
		    word_plain(r->word, plain));
}

/* "1:2"; ip(8) blames the part before the colon whichever is wrong. */
static int scan_mapping(const struct row *r, const char *word, struct ifla_vlan_qos_mapping *m)
{
	const char *colon = strchr(word, ':');
	uint64_t from, to;
	char first[64];

	snprintf(first, sizeof(first), "%.*s", (int)(colon - word), word);
	if (scan_unsigned(first, 0, UINT32_MAX, &from) < 0 ||
	    scan_unsigned(colon + 1, 0, UINT32_MAX, &to) < 0)
		return bad_map(r, first);
	*m = (struct ifla_vlan_qos_mapping){ from, to };
	return 0;
}

static int parse_map(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *mapping = table_rows(r->table);
	int from = w->i - 1;

	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	if (!request_add(q, t, r, from, w->i))
		return -1;
	for (; words_peek(w) && !completing_here(w) && strchr(words_peek(w), ':'); w->i++) {
		struct ifla_vlan_qos_mapping m;

		if (scan_mapping(r, w->v[w->i], &m) < 0) {
			error_blame(w->i);
			return -1;
		}
		request_add_bytes(q, r->table, mapping, w->i, w->i + 1, &m, sizeof(m));
	}
	return 0;
}

static void show_map(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *nest = view_attr(v, r->attr);
	char plain[WORD_MAX];

	if (!nest)
		return;
	out_open(o, r->json, '[');
	out_text(o, "\n      %s {{ ", word_plain(r->word, plain));
	nl_for_each(a, mnl_attr_get_payload(nest), mnl_attr_get_payload_len(nest)) {
		struct ifla_vlan_qos_mapping m;

		if (mnl_attr_get_payload_len(a) < sizeof(m))
			continue;
		memcpy(&m, mnl_attr_get_payload(a), sizeof(m));
		out_open(o, NULL, '{');
		out_unsigned(o, "from", "%s:", m.from);
		out_unsigned(o, "to", "%s ", m.to);
		out_close(o);
	}
	out_text(o, "} ", "");
	out_close(o);
}

static const struct row ingress_rows[] = { QUIET(IFLA_VLAN_QOS_MAPPING, binary, .once = ONCE_EACH) };
static const struct row egress_rows[] = { QUIET(IFLA_VLAN_QOS_MAPPING, binary, .once = ONCE_EACH) };
static const struct table ingress_table = { .name = "ingress-qos", TABLE_ROWS(ingress_rows) };
static const struct table egress_table = { .name = "egress-qos", TABLE_ROWS(egress_rows) };

#define FLAG(b, w, h)	BIT(IFLA_VLAN_FLAGS, b, bit_on_off, w, h, .hide = HIDE)
#define MAP(a, t, w, h, key) \
	NEST(a, t, .word = (w), .arg = "FROM:TO ...", .help = (h), .json = (key), .parse = parse_map, \
	     .show = show_map)

static const struct row rows[] = {
	ATTR(IFLA_VLAN_PROTOCOL, ethertype, "p[rotocol]", "PROTO", "tag of the frames: 802.1Q, 802.1ad"),
	ATTR(IFLA_VLAN_ID, u16, "i[d]", "VID", "number of the VLAN"),
	FLAG(VLAN_FLAG_REORDER_HDR, "r[eorder_hdr]", "takes the tag off before others look at the frame"),
	FLAG(VLAN_FLAG_GVRP, "g[vrp]", "registers with GVRP"),
	FLAG(VLAN_FLAG_MVRP, "m[vrp]", "registers with MVRP"),
	FLAG(VLAN_FLAG_LOOSE_BINDING, "l[oose_binding]", "does not follow the state of the link below"),
	FLAG(VLAN_FLAG_BRIDGE_BINDING, "b[ridge_binding]", "follows the ports of the bridge below that have the VLAN"),
	TOLD(IFLA_VLAN_FLAGS, binary, NULL, "flags", .show = show_vlan_flags),
	MAP(IFLA_VLAN_INGRESS_QOS, &ingress_table, "in[gress-qos-map]", "priorities of tags to those of packets",
	    "ingress_qos"),
	MAP(IFLA_VLAN_EGRESS_QOS, &egress_table, "e[gress-qos-map]", "priorities of packets to those of tags",
	    "egress_qos"),
};
static const struct table table = {
	.name = "vlan", TABLE_ROWS(rows), .bad[TO_SET] = "%s is invalid", .unknown = kind_unknown_command,
	.help = kind_help, .usage = "... vlan id VLANID",
};

const struct kind kind_vlan = { .name = "vlan", .help = "frames of one VLAN of another link", .table = &table };
