/* xfrm_show.c - states and policies as text; ip(8) has no JSON of them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <netinet/in.h>
#include <string.h>

#include "links.h"
#include "options.h"
#include "types.h"

const char *xfrm_indent = "";

void xfrm_line(struct out *o)
{
	out_text(o, "%s", xfrm_indent);
	out_text(o, "\t", "");
}

void xfrm_end(struct out *o)
{
	if (o->oneline)
		out_bytes(o, "\n", 1);
	if (o->live)
		out_flush(o);
}

int xfrm_part(struct view *v, const struct view *up, const struct row *r)
{
	if (up->header_size < (size_t)r->offset + r->table->header)
		return -1;
	return view_nest(v, r->table, (const char *)up->header + r->offset, r->table->header, up);
}

static const void *field(const struct view *v, const struct row *r)
{
	return (const char *)v->header + r->offset;
}

static uint64_t number(const struct view *v, const struct row *r)
{
	return payload_number(field(v, r), r->type->size, r->type->big_endian);
}

static void number_text(struct out *o, const char *template, uint64_t value)
{
	char text[FORMAT_MAX];

	format_unsigned(text, value);
	out_text(o, template, text);
}

static void hex_text(struct out *o, const char *template, uint64_t value, int digits)
{
	char text[FORMAT_MAX];

	format_hex_digits(text, value, digits);
	out_text(o, template, text);
}

void xfrm_show_event(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	switch (v->type) {
	case XFRM_MSG_DELSA:
	case XFRM_MSG_DELPOLICY:
		out_text(o, "Deleted ", "");
		break;
	case XFRM_MSG_UPDSA:
	case XFRM_MSG_UPDPOLICY:
		out_text(o, "Updated ", "");
		break;
	case XFRM_MSG_EXPIRE:
	case XFRM_MSG_POLEXPIRE:
		out_text(o, "Expired ", "");
		break;
	}
}

void xfrm_show_hard(struct out *o, const struct row *r, const struct view *v)
{
	number_text(o, "\thard %s\n", number(v, r));
}

void xfrm_show_break(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	(void)v;
	out_text(o, "\n", "");
}

/* ---- which state: of a state, or of a template ---- */
void xfrm_show_transform(struct out *o, const struct row *r, const struct view *v)
{
	char buf[FORMAT_MAX];

	xfrm_line(o);
	out_text(o, "proto %s ", xfrm_name(r->names, number(v, r), buf));
}

/* Messages and attributes stand at multiples of 4, and these structs have fields of 8 bytes: they are read field by field. */
static bool is_ipsec_state(const struct view *v)
{
	return v->header_size >= sizeof(struct xfrm_usersa_info) && !v->up &&
	       xfrm_is_ipsec(((const uint8_t *)v->header)[offsetof(struct xfrm_usersa_info, id.proto)]);
}

void xfrm_show_spi(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t spi = number(v, r);

	if (!spi && !(v->when & ON_STATS) && !is_ipsec_state(v))
		return;
	hex_text(o, "spi 0x%s", spi, 8);
	if (v->when & ON_STATS)
		number_text(o, "(%s)", spi);
	out_text(o, " ", "");
}

void xfrm_show_reqid(struct out *o, const struct row *r, const struct view *v)
{
	number_text(o, "reqid %s", number(v, r));
	if (v->when & ON_STATS)
		hex_text(o, "(0x%s)", number(v, r), 8);
	out_text(o, " ", "");
}

/* ---- what there is once in a state ---- */
void xfrm_show_replay_window(struct out *o, const struct row *r, const struct view *v)
{
	xfrm_line(o);
	number_text(o, "replay-window %s ", number(v, r));
}

/* ip(8) has decimal digits behind the 0x. */
void xfrm_show_seq(struct out *o, const struct row *r, const struct view *v)
{
	char text[FORMAT_MAX];

	if (!(v->when & ON_STATS))
		return;
	snprintf(text, sizeof(text), "%08u", (uint32_t)payload_number(field(v, r), 4, false));
	out_text(o, "seq 0x%s ", text);
}

static void show_names(struct out *o, const struct name *names, uint64_t bits)
{
	for (; names->name; names++)
		if (bits & names->value) {
			bits &= ~(uint64_t)names->value;
			out_text(o, bits ? "%s " : "%s", names->name);
		}
	if (bits)
		hex_text(o, "%s", bits, 1);
}

void xfrm_show_flags(struct out *o, const struct row *r, const struct view *v)
{
	uint64_t bits = number(v, r);

	if (!bits && !(v->when & ON_STATS))
		return;
	out_text(o, "flag ", "");
	show_names(o, r->names, bits);
}

void xfrm_show_extra_flags(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t bits = view_u32(v, r->attr);

	if (!view_attr(v, r->attr) || !(v->when & ON_STATS))
		return;
	out_text(o, "extra_flag ", "");
	show_names(o, r->names, bits);
}

/* Eight binary digits, in one step with the flags' line. */
void xfrm_show_flags_end(struct out *o, const struct row *r, const struct view *v)
{
	const struct row *flags = xfrm_row(v->table, "flags");
	uint8_t bits = number(v, flags);
	char text[9] = "";

	(void)r;
	if (v->when & ON_STATS) {
		for (int i = 0; i < 8; i++)
			text[i] = bits & 0x80 >> i ? '1' : '0';
		out_text(o, " (0x%s)", text);
	}
	out_text(o, "\n", "");
}

/* ---- parts ---- */
static bool is_zero(const void *data, size_t size)
{
	const char *p = data;

	while (size && !*p++)
		size--;
	return !size;
}

void xfrm_show_sel(struct out *o, const struct row *r, const struct view *v)
{
	struct view sel;

	if (xfrm_part(&sel, v, r) < 0 || is_zero(sel.header, sel.header_size))
		return;
	xfrm_line(o);
	out_text(o, "sel ", "");
	show_rows(o, &sel);
}

static const struct {
	const char *text;
	const char *soft, *hard, *template;
} limits[] = {
	{ "limit: ", "soft_byte_limit", "hard_byte_limit", "%s(bytes)" },
	{ "limit: ", "soft_packet_limit", "hard_packet_limit", "%s(packets)" },
	{ "expire add: ", "soft_add_expires_seconds", "hard_add_expires_seconds", "%s(sec)" },
	{ "expire use: ", "soft_use_expires_seconds", "hard_use_expires_seconds", "%s(sec)" },
};

static void show_limit(struct out *o, const char *template, const struct view *v, const char *name)
{
	const struct row *r = xfrm_row(v->table, name);
	uint64_t limit = number(v, r);

	/* Only numbers can be without end; a time is what it is. */
	if (limit == XFRM_INF && strcmp(template, "%s(sec)"))
		out_text(o, template, "(INF)");
	else
		number_text(o, template, limit);
}

void xfrm_show_lifetime(struct out *o, const struct row *r, const struct view *v)
{
	struct view lft;

	if (xfrm_part(&lft, v, r) < 0)
		return;
	xfrm_line(o);
	out_text(o, "lifetime config:\n", "");
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		xfrm_line(o);
		out_text(o, "  %ssoft ", limits[i].text);
		show_limit(o, limits[i].template, &lft, limits[i].soft);
		out_text(o, ", hard ", "");
		show_limit(o, limits[i].template, &lft, limits[i].hard);
		out_text(o, "\n", "");
	}
}

/* Lines of two spaces: each begins with the row whose text does. */
static void show_lines(struct out *o, const char *title, const struct row *r, const struct view *v)
{
	const struct row *inner;
	struct view part;

	if (xfrm_part(&part, v, r) < 0)
		return;
	xfrm_line(o);
	out_text(o, title, "");
	table_for_each(inner, part.table) {
		if (*inner->text == ' ')
			xfrm_line(o);
		show_row(o, inner, &part);
	}
}

void xfrm_show_current(struct out *o, const struct row *r, const struct view *v)
{
	show_lines(o, "lifetime current:\n", r, v);
}

void xfrm_show_stats(struct out *o, const struct row *r, const struct view *v)
{
	show_lines(o, "stats:\n", r, v);
}

/* ---- selectors ---- */
void xfrm_show_prefix(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	out_text(o, r->word[0] == 's' ? "src %s/" : "dst %s/", l.text);
	number_text(o, "%s ", number(v, &r[1]));
}

static uint16_t port(const struct view *v, const char *name)
{
	return payload_number(field(v, xfrm_row(v->table, name)), 2, true);
}

static void show_port(struct out *o, const struct view *v, const char *name, const char *mask, const char *template)
{
	if (port(v, mask))
		number_text(o, template, port(v, name));
}

static void show_key(struct out *o, const struct view *v)
{
	if (port(v, "sport_mask") || port(v, "dport_mask"))
		number_text(o, "key %s ", (uint32_t)port(v, "sport") << 16 | port(v, "dport"));
}

static bool has_types(uint8_t protocol)
{
	return protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6 || protocol == IPPROTO_MH;
}

void xfrm_show_ports(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t protocol = number(v, r);
	char buf[FORMAT_MAX];

	if (protocol)
		out_text(o, r->text, xfrm_protocol_name(protocol, buf));
	if (protocol == IPPROTO_GRE) {
		show_key(o, v);
		return;
	}
	show_port(o, v, "sport", "sport_mask", has_types(protocol) ? "type %s " : "sport %s ");
	if (protocol != IPPROTO_MH)
		show_port(o, v, "dport", "dport_mask", has_types(protocol) ? "code %s " : "dport %s ");
	else if (v->when & ON_STATS && port(v, "dport_mask"))
		hex_text(o, "(dport) 0x%s ", payload_number(field(v, xfrm_row(v->table, "dport")), 2, false), 4);
}

void xfrm_show_device(struct out *o, const struct row *r, const struct view *v)
{
	int32_t index = number(v, r);

	if (index > 0)
		out_text(o, "dev %s ", links_name(index));
}

void xfrm_show_user(struct out *o, const struct row *r, const struct view *v)
{
	if (v->when & ON_STATS)
		number_text(o, "uid %s", number(v, r));
	out_text(o, "\n", "");
}

/* ---- policies ---- */
void xfrm_show_dir(struct out *o, const struct row *r, const struct view *v)
{
	uint8_t dir = number(v, r);
	bool is_socket = dir >= XFRM_POLICY_MAX;
	char buf[FORMAT_MAX];

	xfrm_line(o);
	out_text(o, is_socket ? "socket " : "dir ", "");
	out_text(o, "%s ", xfrm_name(r->names, is_socket ? dir - XFRM_POLICY_MAX : dir, buf));
}

void xfrm_show_action(struct out *o, const struct row *r, const struct view *v)
{
	char buf[FORMAT_MAX];

	if (number(v, r) != XFRM_POLICY_ALLOW || v->when & ON_STATS)
		out_text(o, "action %s ", xfrm_name(r->names, number(v, r), buf));
}

void xfrm_show_default_action(struct out *o, const struct row *r, const struct view *v)
{
	const char *name = row_value_name(r, number(v, r));

	out_text(o, r->text, name ? name : number(v, r) == XFRM_USERPOLICY_UNSPEC ? "unspec" : "unknown");
}

void xfrm_show_level(struct out *o, const struct row *r, const struct view *v)
{
	const struct row *share = xfrm_row(v->table, "share");
	char buf[FORMAT_MAX];

	if (!number(v, r) && !(v->when & ON_STATS))
		return;
	xfrm_line(o);
	out_text(o, "level %s ", xfrm_name(r->names, number(v, r), buf));
	if (v->when & ON_STATS)
		out_text(o, "share %s ", xfrm_name(share->names, number(v, share), buf));
	out_text(o, "\n", "");
}

void xfrm_show_masks(struct out *o, const struct row *r, const struct view *v)
{
	if (!(v->when & ON_STATS))
		return;
	xfrm_line(o);
	hex_text(o, "enc-mask %s ", number(v, r), 8);
	hex_text(o, "auth-mask %s ", number(v, &r[1]), 8);
	hex_text(o, "comp-mask %s\n", number(v, &r[2]), 8);
}

void xfrm_show_templates(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	const char *data = a ? mnl_attr_get_payload(a) : NULL, *outer = xfrm_indent;
	size_t left = a ? mnl_attr_get_payload_len(a) : 0;
	struct view tmpl;
	char indent[16];

	snprintf(indent, sizeof(indent), "%s\t", outer);
	if (a && left < r->table->header) {
		xfrm_line(o);
		out_text(o, "(ERROR \"tmpl\" truncated)\n", "");
	}
	for (; left >= r->table->header; data += r->table->header, left -= r->table->header) {
		if (view_nest(&tmpl, r->table, data, r->table->header, v) < 0)
			break;
		xfrm_line(o);
		out_text(o, "tmpl ", "");
		xfrm_indent = indent;
		show_rows(o, &tmpl);
		xfrm_indent = outer;
	}
}
