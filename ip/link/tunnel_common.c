/* tunnel_common.c - what kinds of tunnels share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tunnel_common.h"

#include <string.h>

#include <linux/if_tunnel.h>

#include "../link_table.h"
#include "compat.h"
#include "error.h"
#include "links.h"
#include "scan.h"

const struct name tunnel_inherit[] = { { 0, "inherit" }, { 0, NULL } };

/* ---- before the words: the device as it is ---- */
struct read_back {
	struct request *q;
	const struct table *table;
	bool found;
};

static void take(const struct read_back *b, const struct nlattr *a)
{
	const struct row *r = table_attr(b->table, mnl_attr_get_type(a));
	size_t size = mnl_attr_get_payload_len(a);

	if (!r || r->lookup & TUNNEL_NEVER || size < r->type->size)
		return;
	request_add_bytes(b->q, b->table, r, 0, 0, mnl_attr_get_payload(a),
			  r->type->size ? r->type->size : size);
}

static int take_each(const struct nlmsghdr *n, void *arg)
{
	const struct nlattr *info, *data;
	struct read_back *b = arg;
	struct view link, v;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&link, &link_table, n, NULL) < 0)
		return 0;
	info = view_attr(&link, IFLA_LINKINFO);
	if (!info || view_nest(&v, &linkinfo_table, mnl_attr_get_payload(info),
			       mnl_attr_get_payload_len(info), &link) < 0)
		return 0;
	data = view_attr(&v, IFLA_INFO_DATA);
	if (!data)
		return 0;
	b->found = true;
	nl_for_each(a, mnl_attr_get_payload(data), mnl_attr_get_payload_len(data))
		take(b, a);
	return 0;
}

static int read_back(struct request *q, const struct table *t)
{
	struct read_back b = { q, t, false };
	const struct item *link;
	struct request get;

	if (request_resolve(q) < 0)
		return -1;
	link = request_row(q, link_device_row());
	request_begin(&get, &link_table, TO_SET, RTM_GETLINK, 0, q->words);
	get.family = AF_UNSPEC;
	request_imply_header(&get, offsetof(struct ifinfomsg, ifi_index), link ? item_number(link) : 0);
	if (request_send(&get, take_each, &b) < 0)
		return -1;
	return b.found ? 0 : fail(1, "Failed to get existing tunnel info.");
}

int tunnel_begin(struct request *q, const struct kind *k)
{
	const struct row *r;

	if (!(q->flags & NLM_F_CREATE) && read_back(q, k->table) < 0)
		return -1;
	table_for_each(r, k->table)
		if (r->lookup & TUNNEL_ALWAYS)
			request_imply(q, k->table, r->attr, r->def);
	return 0;
}

/* ---- behind the words ---- */
const struct table *tunnel_table(const struct request *q)
{
	return kind_table(request_attr(q, &linkinfo_table, IFLA_INFO_KIND)->data);
}

void tunnel_drop(struct request *q, const struct table *t, uint16_t attr)
{
	struct item *i = request_attr(q, t, attr);

	if (i)
		request_drop(i);
}

static bool is_zero(const struct item *i)
{
	for (size_t n = 0; n < i->size; n++)
		if (((const uint8_t *)i->data)[n])
			return false;
	return true;
}

static bool is_sent(const struct item *i)
{
	uint8_t how = i->row->lookup;

	return !(how & TUNNEL_NEVER) && !(how & TUNNEL_NOT_ZERO && is_zero(i));
}

bool tunnel_settle(struct request *q, const struct table *t, uint16_t external, uint16_t keep)
{
	bool is_external = request_attr(q, t, external);

	for (struct item *i = q->first; i; i = i->next) {
		bool kept = i->row->attr == external || i->row->attr == keep;

		if (i->table == t && (is_external ? !kept : !is_sent(i)))
			request_drop(i);
	}
	return is_external;
}

/* ---- words ---- */
int tunnel_unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)w;
	kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}

static int change(struct request *q, const struct table *t, uint16_t attr, int from, uint64_t bits,
		  bool on)
{
	const struct item *have = request_attr(q, t, attr);
	uint64_t value = have ? item_number(have) : 0;

	value = on ? value | bits : value & ~bits;
	return request_add_number(q, t, table_attr(t, attr), from, q->words->i, value) ? 0 : -1;
}

int tunnel_change(struct request *q, const struct table *t, uint16_t attr, uint64_t bits, bool on)
{
	return change(q, t, attr, q->words->i - 1, bits, on);
}

static bool says_no(const struct row *r, const struct words *w)
{
	bool no;

	word_matches_no(r->say[TO_SET].word, w->v[w->i - 1], &no);
	return no;
}

int tunnel_parse_bit(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return tunnel_change(q, t, r->selector, r->bit, !says_no(r, w));
}

static int scan_key(const struct request *q, const struct row *r, const char *word, uint8_t key[4])
{
	char plain[WORD_MAX];
	struct address a;
	uint64_t value;

	if (strchr(word, '.')) {
		if (!scan_address(word, AF_INET, &a)) {
			memcpy(key, a.data, 4);
			return 0;
		}
		fail(1, "Error: an IP address is expected rather than \"%s\"", word);
		return error_fatal();
	}
	if (scan_unsigned(word, 0, UINT32_MAX, &value) < 0)
		return fail(255, "invalid value for \"%s\": \"%s\"; it should be an unsigned integer",
			    row_called(r, q->space, plain), word);
	for (int n = 3; n >= 0; n--, value >>= 8)
		key[n] = value;
	return 0;
}

static int set_keys(struct request *q, const struct table *t, uint8_t directions, int from,
		    const uint8_t key[4], bool on)
{
	const struct row *r;

	table_for_each(r, t) {
		if (r->type != &type_key || !(r->lookup & directions))
			continue;
		if (!request_add_bytes(q, t, r, from, q->words->i, key, 4))
			return -1;
		if (r->selector && change(q, t, r->selector, from, r->bit, on) < 0)
			return -1;
	}
	return 0;
}

#define DIRECTIONS (TUNNEL_IN | TUNNEL_OUT)

int tunnel_parse_key(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	uint8_t key[4];

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (scan_key(q, r, word, key) < 0)
		return -1;
	return set_keys(q, t, r->lookup & DIRECTIONS, from, key, true);
}

int tunnel_parse_no_key(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	return set_keys(q, t, r->lookup & DIRECTIONS, w->i - 1, (const uint8_t[4]){ 0 }, false);
}

int tunnel_parse_flag(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *other;

	table_for_each(other, t)
		if (other->attr == r->attr && request_row(q, other)) {
			error_blame(w->i - 1);
			return request_garbage(q, w->v[w->i - 1], w->v[w->i - 1]);
		}
	return request_add_bytes(q, t, r, w->i - 1, w->i, "", 0) ? 0 : -1;
}

/* ---- values ---- */
void tunnel_show_always(struct out *o, const struct row *r, const struct view *v)
{
	static const uint8_t zero[16];
	struct literal l = { .text = NULL };
	const void *data;
	size_t size;
	bool v6;

	if (!view_payload(v, r, &data, &size, &v6)) {
		data = zero;
		size = r->type->size;
	}
	r->type->print(v, r, data, size, &l);
	out_literal(o, r->json, r->text, &l);
}

static int scan_endpoint6(struct request *q, const struct row *r, const char *word, struct item *i)
{
	static const uint8_t any[16];
	struct address a;

	(void)q;
	(void)r;
	if (scan_address(word, AF_INET6, &a) < 0) {
		fail(1, "Error: inet6 address is expected rather than \"%s\".", word);
		return error_fatal();
	}
	item_set(i, a.size ? a.data : any, sizeof(any));
	return 0;
}

static int scan_endpoint(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_address.scan(q, r, word, i);
}

static void print_endpoint(const struct view *v, const struct row *r, const void *data, size_t size,
			   struct literal *l)
{
	(void)v;
	literal_address(l, AF_UNSPEC, data, r->type->size ? r->type->size : size);
	l->color = COLOR_NONE;
	if (l->zero)
		l->text = "any";
}

const struct type type_endpoint = { .name = "ip", .arg = "ADDR", .size = 4, .scan = scan_endpoint,
				    .print = print_endpoint };
const struct type type_endpoint6 = { .name = "ip", .arg = "ADDR", .size = 16, .scan = scan_endpoint6,
				     .print = print_endpoint };

static void print_peer(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	if (size == 4 || size == 16)
		print_endpoint(v, r, data, size, l);
}

const struct type type_peer = { .name = "ip", .arg = "ADDR", .scan = scan_endpoint, .print = print_peer };

static int scan_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint32_t index = links_index(word);

	(void)q;
	(void)r;
	if (!index)
		return fail(255, "Cannot find device \"%s\"", word);
	item_set_number(i, index);
	return 0;
}

static void print_device(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	type_device.print(v, r, data, size, l);
}

static void offer_device(const struct row *r, struct words *w)
{
	type_device.offer(r, w);
}

const struct type type_tunnel_device = { .name = "u32", .arg = "DEV", .size = 4, .scan = scan_device,
					 .print = print_device, .offer = offer_device };

static void print_key(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	const void *flags = view_struct(v, r->selector, sizeof(uint16_t));

	(void)size;
	if (r->selector && !(flags && payload_number(flags, sizeof(uint16_t), true) & r->bit))
		return;
	literal_address(l, AF_INET, data, 4);
	l->color = COLOR_NONE;
}

const struct type type_key = { .name = "be32", .arg = "KEY", .size = 4, .big_endian = true, .print = print_key };

static int scan_named(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

static void print_named(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text == l->buf)
		l->text = NULL;
}

const struct type type_named8 = { .name = "u8", .arg = "NAME", .size = 1, .scan = scan_named, .print = print_named };
const struct type type_named16 = { .name = "u16", .arg = "NAME", .size = 2, .scan = scan_named, .print = print_named };

static void literal_truth(struct literal *l, bool value, const char *label)
{
	l->json = JSON_BOOL;
	l->zero = !value;
	l->text = value ? "true" : "false";
	l->label = label;
}

static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_no.scan(q, r, word, i);
}

static void print_switch(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	bool on = *(const uint8_t *)data;

	(void)v;
	(void)size;
	strcpy(l->buf, "no");
	word_plain(r->say[TO_SET].word, l->buf + 2);
	literal_truth(l, on, l->buf + (on ? 2 : 0));
}

const struct type type_switch = { .name = "u8", .size = 1, .scan = scan_switch, .print = print_switch };

static void print_bit(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	(void)v;
	(void)size;
	if (payload_number(data, r->type->size, r->type->big_endian) & r->bit)
		literal_truth(l, true, NULL);
}

const struct type type_bit16 = { .name = "be16", .size = 2, .big_endian = true, .print = print_bit };
const struct type type_bit32 = { .name = "u32", .size = 4, .print = print_bit };

/* ---- encapsulation in UDP: four attributes in a row, the same in all families ---- */
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

	literal_truth(&l, on, on ? no_text + 2 : no_text);
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
	QUIET(IFLA_##p##_ENCAP_SPORT, be16, .say[TO_SET] = { "encap-sport", "Invalid source port.", NULL }, \
	      .arg = "{ PORT | auto }", .help = "source port", .names = automatic, .lookup = TUNNEL_ALWAYS), \
	QUIET(IFLA_##p##_ENCAP_DPORT, be16, .say[TO_SET] = { "encap-dport", "Invalid destination port.", NULL }, \
	      .arg = "PORT", .help = "destination port", .lookup = TUNNEL_ALWAYS), \
	{ .place = AT_NONE, .type = &type_none, .selector = IFLA_##p##_ENCAP_TYPE, .say[TO_SET].word = "noencap", \
	  .help = "not in UDP", .parse = parse_no_encap }, \
	TUNNEL_WORD(IFLA_##p##_ENCAP_FLAGS, "[no]encap-csum", "UDP checksums over IPv4", .bit = TUNNEL_ENCAP_FLAG_CSUM), \
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
