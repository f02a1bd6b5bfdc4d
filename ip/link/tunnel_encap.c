/* tunnel_encap.c - tunnels within UDP (fou, gue): rows that families share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "tunnel_common.h"

#include <linux/if_tunnel.h>

/* Four attributes in a row, in this order in every family. */
static const struct name encaps[] = {
	{ TUNNEL_ENCAP_NONE, "none" }, { TUNNEL_ENCAP_FOU, "fou" }, { TUNNEL_ENCAP_GUE, "gue" }, { 0, NULL }
};
static const struct name automatic[] = { { 0, "auto" }, { 0, NULL } };
enum { ENCAP_TYPE, ENCAP_FLAGS, ENCAP_SPORT, ENCAP_DPORT };

static uint16_t encap_part(const struct view *v, const struct row *r, uint16_t part, bool big_endian)
{
	const void *data = view_struct(v, r->attr + part, sizeof(uint16_t));

	return data ? payload_number(data, sizeof(uint16_t), big_endian) : 0;
}

static void show_encap_flag(struct out *o, const char *key, bool on, const char *no_text)
{
	struct literal l = { .text = NULL };

	tunnel_truth(&l, on, on ? no_text + 2 : no_text);
	out_literal(o, key, "%s ", &l);
}

static void show_encap(struct out *o, const struct row *r, const struct view *v)
{
	uint16_t type = encap_part(v, r, ENCAP_TYPE, false), flags = encap_part(v, r, ENCAP_FLAGS, false);
	uint16_t sport = encap_part(v, r, ENCAP_SPORT, true);
	const char *name = row_value_name(r, type);

	if (!type)
		return;
	out_open(o, "encap", '{');
	if (name)
		out_string(o, "type", "encap %s ", name);
	else
		out_null(o, "type", "encap unknown ");
	out_unsigned(o, "sport", sport ? "encap-sport %s " : "encap-sport auto ", sport);
	out_unsigned(o, "dport", "encap-dport %s ", encap_part(v, r, ENCAP_DPORT, true));
	show_encap_flag(o, "csum", flags & TUNNEL_ENCAP_FLAG_CSUM, "noencap-csum");
	show_encap_flag(o, "csum6", flags & TUNNEL_ENCAP_FLAG_CSUM6, "noencap-csum6");
	show_encap_flag(o, "remcsum", flags & TUNNEL_ENCAP_FLAG_REMCSUM, "noencap-remcsum");
	out_close(o);
}

static int parse_no_encap(struct request *q, const struct table *t, const struct row *r,
			  struct words *w)
{
	(void)w;
	return tunnel_change(q, t, r->selector, UINT16_MAX, false);
}

#define ENCAP(p, checksums) \
	ATTR(IFLA_##p##_ENCAP_TYPE, named16, "encap", "{ fou | gue | none }", "put into UDP", .names = encaps, \
	     .show = show_encap, .lookup = TUNNEL_ALWAYS, BAD("Invalid encap type.")), \
	QUIET(IFLA_##p##_ENCAP_FLAGS, u16, .def = (checksums), .lookup = TUNNEL_ALWAYS), \
	QUIET(IFLA_##p##_ENCAP_SPORT, be16, SAID("encap-sport", "Invalid source port."), \
	      .arg = "{ PORT | auto }", .help = "source port", .names = automatic, .lookup = TUNNEL_ALWAYS), \
	QUIET(IFLA_##p##_ENCAP_DPORT, be16, SAID("encap-dport", "Invalid destination port."), \
	      .arg = "PORT", .help = "destination port", .lookup = TUNNEL_ALWAYS), \
	{ .place = AT_NONE, .type = &type_none, .selector = IFLA_##p##_ENCAP_TYPE, .word = "noencap", \
	  .help = "not in UDP", .parse = parse_no_encap }, \
	TUNNEL_WORD(IFLA_##p##_ENCAP_FLAGS, "[no]encap-csum", "UDP checksums over IPv4", \
		    .bit = TUNNEL_ENCAP_FLAG_CSUM), \
	TUNNEL_WORD(IFLA_##p##_ENCAP_FLAGS, "[no]encap-udp6-csum", "UDP checksums over IPv6", \
		    .bit = TUNNEL_ENCAP_FLAG_CSUM6), \
	TUNNEL_WORD(IFLA_##p##_ENCAP_FLAGS, "[no]encap-remcsum", "remote checksum offload", \
		    .bit = TUNNEL_ENCAP_FLAG_REMCSUM)

static const struct row gre_encap_rows[] = { ENCAP(GRE, 0) };
static const struct row gre_encap6_rows[] = { ENCAP(GRE, TUNNEL_ENCAP_FLAG_CSUM6) };
static const struct row iptun_encap_rows[] = { ENCAP(IPTUN, 0) };
static const struct row iptun_encap6_rows[] = { ENCAP(IPTUN, TUNNEL_ENCAP_FLAG_CSUM6) };
const struct table gre_encap_table = { .name = "encap", TABLE_ROWS(gre_encap_rows) };
const struct table gre_encap6_table = { .name = "encap", TABLE_ROWS(gre_encap6_rows) };
const struct table iptun_encap_table = { .name = "encap", TABLE_ROWS(iptun_encap_rows) };
const struct table iptun_encap6_table = { .name = "encap", TABLE_ROWS(iptun_encap6_rows) };
