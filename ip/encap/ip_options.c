/* ip_options.c - LWTUNNEL_IP_OPTS: options of Geneve, VXLAN and ERSPAN headers.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/lwtunnel.h>
#include <string.h>

#include "arena.h"
#include "encap.h"
#include "error.h"
#include "scan.h"
#include "types.h"

static int parse_geneve(struct request *, const struct table *, const struct row *, struct words *);
static int parse_vxlan(struct request *, const struct table *, const struct row *, struct words *);
static int parse_erspan(struct request *, const struct table *, const struct row *, struct words *);

static bool is_first(const struct request *);

static const struct row geneve_rows[] = {
	QUIET(LWTUNNEL_IP_OPT_GENEVE_CLASS, be16), QUIET(LWTUNNEL_IP_OPT_GENEVE_TYPE, u8),
	QUIET(LWTUNNEL_IP_OPT_GENEVE_DATA, binary),
};
static const struct row vxlan_rows[] = {
	ATTR(LWTUNNEL_IP_OPT_VXLAN_GBP, u32, "vxlan_opts", "GBP", "group policy of VXLAN",
	     MORE(.bad = "\"vxlan_opts\" value is invalid", .fits = is_first), .text = "%s ", .json = "gbp", .parse = parse_vxlan),
};
static const struct row erspan_rows[] = {
	ATTR(LWTUNNEL_IP_OPT_ERSPAN_VER, u8, "erspan_opts", "VERSION:INDEX:DIR:HWID", "options of ERSPAN",
	     .hide = HIDE, MORE(.fits = is_first), .parse = parse_erspan),
	QUIET(LWTUNNEL_IP_OPT_ERSPAN_INDEX, be32), QUIET(LWTUNNEL_IP_OPT_ERSPAN_DIR, u8),
	QUIET(LWTUNNEL_IP_OPT_ERSPAN_HWID, u8),
};
static const struct table geneve_table = { .name = "geneve_opts", TABLE_ROWS(geneve_rows) };
static const struct table vxlan_table = { .name = "vxlan_opts", TABLE_ROWS(vxlan_rows), .once = ONCE_GARBAGE };
static const struct table erspan_table = { .name = "erspan_opts", TABLE_ROWS(erspan_rows) };

/* What a word says of one Geneve option is the payload of one attribute: the kernel takes them one by one. */
static const struct type type_option = { .name = "binary", .arg = "CLASS:TYPE:DATA[,...]" };

static const struct row rows[] = {
	ATTR(LWTUNNEL_IP_OPTS_GENEVE, option, "geneve_opts", NULL, "options of Geneve", .table = &geneve_table,
	     MORE(.marked_nest = true, .fits = is_first), .once = ONCE_EACH, .parse = parse_geneve),
	NEST(LWTUNNEL_IP_OPTS_VXLAN, &vxlan_table, MORE(.marked_nest = true)),
	NEST(LWTUNNEL_IP_OPTS_ERSPAN, &erspan_table, MORE(.marked_nest = true)),
};
const struct table encap_options_table = { .name = "opts", TABLE_ROWS(rows) };

/* ---- words ---- */
/* Only one header follows: the keyword may stand once. */
static bool is_first(const struct request *q)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->table == &encap_options_table)
			return false;
	return true;
}

static const char *begin(struct request *q, const struct row *r, struct words *w)
{
	if (is_first(q))
		return request_next(q, r, w);
	error_blame(w->i - 1);
	request_garbage(q, "opts", w->v[w->i - 1]);
	return NULL;
}

/* ip(8) blames what stands before the first separator. */
static int bad_option(const struct words *w, const char *before)
{
	const char *keyword = w->v[w->i - 2], *word = w->v[w->i - 1];

	error_blame(w->i - 1);
	return fail(255, "%sError: argument \"%.*s\" is wrong: \"%s\" value is invalid", before,
		    (int)strcspn(word, *keyword == 'g' ? ",:" : ":"), word, keyword);
}

/* The part of a word up to a separator, in the arena; *word goes behind it, NULL at the end. */
static char *part(const char **word, char separator)
{
	size_t n = strcspn(*word, (char[]){ separator, '\0' });
	char *copy = arena_alloc(n + 1);

	memcpy(copy, *word, n);
	*word = (*word)[n] ? *word + n + 1 : NULL;
	return copy;
}

static void put(struct item *i, const struct row *r, const struct item *value)
{
	struct nlattr a = { .nla_type = r->attr, .nla_len = sizeof(a) + value->size };
	char *bytes = arena_alloc(i->size + MNL_ALIGN(a.nla_len));

	if (i->size)
		memcpy(bytes, i->data, i->size);
	memcpy(bytes + i->size, &a, sizeof(a));
	if (value->size)
		memcpy(bytes + i->size + sizeof(a), value->data, value->size);
	i->data = bytes;
	i->size += MNL_ALIGN(a.nla_len);
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Pairs of digits; one that is left over means nothing. */
static int scan_hex(const char *word, struct item *i)
{
	size_t size = strlen(word) / 2;
	char *bytes = arena_alloc(size + 1);

	for (size_t n = 0; n < size; n++) {
		int high = hex_digit(word[2 * n]), low = hex_digit(word[2 * n + 1]);

		if (high < 0 || low < 0)
			return SCAN_BAD;
		bytes[n] = high << 4 | low;
	}
	item_set(i, bytes, size);
	return 0;
}

/* CLASS:TYPE:DATA, each of which may be empty. */
static int scan_geneve(struct request *q, const char *option, struct item *i, struct words *w)
{
	for (const struct row *r = geneve_rows; option; r++) {
		const char *word = part(&option, ':');
		struct item value = { .row = r };

		if (r == geneve_rows + geneve_table.n)
			return bad_option(w, "Unknown \"geneve_opts\" type\n");
		if (!*word)
			continue;
		if ((r->type == &type_binary ? scan_hex(word, &value) : type_scan_number(q, r, word, &value)) < 0)
			return bad_option(w, "");
		put(i, r, &value);
	}
	return 0;
}

static int parse_geneve(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = begin(q, r, w);

	if (!word)
		return -1;
	do {
		struct item *i = request_add(q, t, r, from, w->i);

		if (!i || scan_geneve(q, part(&word, ','), i, w) < 0)
			return -1;
	} while (word);
	return 0;
}

static int parse_vxlan(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = begin(q, r, w);

	if (!word || !request_add(q, &encap_options_table, table_attr(&encap_options_table, LWTUNNEL_IP_OPTS_VXLAN), from, w->i))
		return -1;
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static int parse_erspan(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = begin(q, r, w);

	if (!word || !request_add(q, &encap_options_table, table_attr(&encap_options_table, LWTUNNEL_IP_OPTS_ERSPAN), from, w->i))
		return -1;
	for (; word; r++) {
		const char *number = part(&word, ':');

		if (r == erspan_rows + erspan_table.n)
			return bad_option(w, "Unknown \"geneve_opts\" type\n");
		if (*number && type_scan_number(q, r, number, request_add(q, t, r, from, w->i)) < 0)
			return bad_option(w, "");
	}
	return 0;
}

/* ---- show ---- */
static void show_geneve_option(struct out *o, uint16_t class, uint8_t type, const struct nlattr *data, bool first)
{
	char hex[2 * 127 + 1], *p = hex;	/* no option is longer */
	const uint8_t *b = mnl_attr_get_payload(data);

	*p = '\0';
	for (size_t n = 0; n < mnl_attr_get_payload_len(data) && n < 127; n++)
		p = format_hex_digits(p, b[n], 2);
	out_text(o, first ? "" : ",", NULL);
	out_open(o, NULL, '{');
	out_unsigned(o, "class", "%s", class);
	out_unsigned(o, "type", ":%s", type);
	out_string(o, "data", ":%s", hex);
	out_close(o);
}

/* Back from the kernel all options stand in one nest, one behind the other. */
static void show_geneve(struct out *o, const struct nlattr *options)
{
	uint16_t class = 0;
	uint8_t type = 0;
	bool first = true;

	nl_for_each(a, mnl_attr_get_payload(options), mnl_attr_get_payload_len(options)) {
		size_t size = mnl_attr_get_payload_len(a);

		if (mnl_attr_get_type(a) == LWTUNNEL_IP_OPT_GENEVE_CLASS && size >= sizeof(class))
			class = payload_number(mnl_attr_get_payload(a), sizeof(class), true);
		if (mnl_attr_get_type(a) == LWTUNNEL_IP_OPT_GENEVE_TYPE && size >= sizeof(type))
			type = *(const uint8_t *)mnl_attr_get_payload(a);
		if (mnl_attr_get_type(a) != LWTUNNEL_IP_OPT_GENEVE_DATA)
			continue;
		show_geneve_option(o, class, type, a, first);
		first = false;
	}
	out_text(o, first ? "" : " ", NULL);
}

static void show_erspan(struct out *o, const struct view *v)
{
	uint8_t version = view_u8(v, LWTUNNEL_IP_OPT_ERSPAN_VER);
	const void *index = view_struct(v, LWTUNNEL_IP_OPT_ERSPAN_INDEX, 4);
	bool first = version == 1;

	out_open(o, NULL, '{');
	out_unsigned(o, "ver", "%s", version);
	out_unsigned(o, "index", ":%s", first && index ? payload_number(index, 4, true) : 0);
	out_unsigned(o, "dir", ":%s", first ? 0 : view_u8(v, LWTUNNEL_IP_OPT_ERSPAN_DIR));
	out_unsigned(o, "hwid", ":%s ", first ? 0 : view_u8(v, LWTUNNEL_IP_OPT_ERSPAN_HWID));
	out_close(o);
}

static void show_option(struct out *o, const struct row *r, const struct nlattr *a, const struct view *up)
{
	struct view v;

	if (r->table == &geneve_table)
		show_geneve(o, a);
	else if (view_nest(&v, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), up) < 0)
		return;
	else if (r->table == &erspan_table)
		show_erspan(o, &v);
	else
		show_nest(o, r, a, up);
}

/* The first of them that there is. */
void encap_show_options(struct out *o, const struct row *nest, const struct view *v)
{
	const struct nlattr *a = view_attr(v, nest->attr);
	struct view options;

	if (!a || view_nest(&options, nest->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return;
	for (const struct row *r = rows; r < rows + encap_options_table.n; r++) {
		a = view_attr(&options, r->attr);
		if (!a)
			continue;
		out_text(o, "\n\t%s ", r->table->name);
		out_open(o, r->table->name, '[');
		show_option(o, r, a, &options);
		out_close(o);
		return;
	}
}
