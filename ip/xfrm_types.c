/* xfrm_types.c - payloads that only IPsec has.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <time.h>

#include "error.h"
#include "links.h"
#include "options.h"
#include "scan.h"
#include "types.h"

/* ---- names ---- */
const struct name xfrm_transforms[] = {
	{ IPPROTO_ESP, "esp" }, { IPPROTO_AH, "ah" }, { IPPROTO_COMP, "comp" }, { IPPROTO_ROUTING, "route2" },
	{ IPPROTO_DSTOPTS, "hao" }, { 255, "ipsec-any" }, { 0, NULL }
};
const struct name xfrm_modes[] = {
	{ XFRM_MODE_TRANSPORT, "transport" }, { XFRM_MODE_TUNNEL, "tunnel" }, { XFRM_MODE_ROUTEOPTIMIZATION, "ro" },
	{ XFRM_MODE_IN_TRIGGER, "in_trigger" }, { XFRM_MODE_BEET, "beet" }, { XFRM_MODE_IPTFS, "iptfs" }, { 0, NULL }
};
const struct name xfrm_shares[] = {
	{ XFRM_SHARE_ANY, "any" }, { XFRM_SHARE_SESSION, "session" }, { XFRM_SHARE_USER, "user" },
	{ XFRM_SHARE_UNIQUE, "unique" }, { 0, NULL }
};
const struct name xfrm_state_flags[] = {
	{ XFRM_STATE_NOECN, "noecn" }, { XFRM_STATE_DECAP_DSCP, "decap-dscp" }, { XFRM_STATE_NOPMTUDISC, "nopmtudisc" },
	{ XFRM_STATE_WILDRECV, "wildrecv" }, { XFRM_STATE_ICMP, "icmp" }, { XFRM_STATE_AF_UNSPEC, "af-unspec" },
	{ XFRM_STATE_ALIGN4, "align4" }, { XFRM_STATE_ESN, "esn" }, { 0, NULL }
};
const struct name xfrm_extra_flags[] = {
	{ XFRM_SA_XFLAG_DONT_ENCAP_DSCP, "dont-encap-dscp" }, { XFRM_SA_XFLAG_OSEQ_MAY_WRAP, "oseq-may-wrap" }, { 0, NULL }
};
const struct name xfrm_policy_flags[] = { { XFRM_POLICY_LOCALOK, "localok" }, { XFRM_POLICY_ICMP, "icmp" }, { 0, NULL } };
/* linux/udp.h: UDP_ENCAP_ESPINUDP_NON_IKE, UDP_ENCAP_ESPINUDP; linux/tcp.h: TCP_ENCAP_ESPINTCP */
const struct name xfrm_encaps[] = { { 1, "espinudp-nonike" }, { 2, "espinudp" }, { 7, "espintcp" }, { 0, NULL } };
const struct name xfrm_sa_directions[] = { { XFRM_SA_DIR_IN, "in" }, { XFRM_SA_DIR_OUT, "out" }, { 0, NULL } };
const struct name xfrm_directions[] = {
	{ XFRM_POLICY_IN, "in" }, { XFRM_POLICY_OUT, "out" }, { XFRM_POLICY_FWD, "fwd" }, { 0, NULL }
};
const struct name xfrm_actions[] = { { XFRM_POLICY_ALLOW, "allow" }, { XFRM_POLICY_BLOCK, "block" }, { 0, NULL } };
const struct name xfrm_types[] = { { XFRM_POLICY_TYPE_MAIN, "main" }, { XFRM_POLICY_TYPE_SUB, "sub" }, { 0, NULL } };
const struct name xfrm_levels[] = { { 0, "required" }, { 1, "use" }, { 0, NULL } };

bool xfrm_is_ipsec(uint8_t transform)
{
	return transform == IPPROTO_ESP || transform == IPPROTO_AH || transform == IPPROTO_COMP;
}

bool xfrm_is_route_optimisation(uint8_t transform)
{
	return transform == IPPROTO_ROUTING || transform == IPPROTO_DSTOPTS;
}

const char *xfrm_name(const struct name *names, uint64_t value, char buf[FORMAT_MAX])
{
	for (; names->name; names++)
		if (names->value == value)
			return names->name;
	format_unsigned(buf, value);
	return buf;
}

const char *xfrm_protocol_name(uint8_t protocol, char buf[FORMAT_MAX])
{
	const struct protoent *p = getprotobynumber(protocol);

	format_unsigned(buf, protocol);
	return p ? p->p_name : buf;
}

static void print_name(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	literal_string(l, xfrm_name(r->names, payload_number(data, r->type->size, r->type->big_endian), l->buf));
}

#define EXACT(t, n, s, ...) \
	const struct type type_xfrm_##t = { .name = (n), .arg = "NAME", .size = (s), .scan = type_scan_exact, \
					    .print = print_name, __VA_ARGS__ }
EXACT(transform, "u8", 1);
EXACT(exact8, "u8", 1);
EXACT(exact16, "u16", 2);

/* A beginning is enough. */
static int scan_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	for (const struct name *n = r->names; *word && n->name; n++)
		if (!strncmp(n->name, word, strlen(word))) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

const struct type type_xfrm_mode = { .name = "u8", .arg = "MODE", .size = 1, .scan = scan_mode, .print = print_name };

/* ---- addresses ---- */
const struct type type_xfrm_family = { .name = "u16", .size = 2, .print = type_print_number };

static uint16_t family_in(const struct view *v)
{
	const struct row *r;
	const void *data;
	size_t size;
	bool v6;

	table_for_each(r, v->table)
		if (r->type == &type_xfrm_family && view_payload(v, r, &data, &size, &v6))
			return payload_number(data, size, false);
	return AF_UNSPEC;
}

int xfrm_family_of(const struct view *v)
{
	int family = family_in(v);

	if (family)
		return family;
	return v->up ? xfrm_family_of(v->up) : opt.family;
}

static void print_address(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	int family = xfrm_family_of(v);

	(void)r;
	(void)size;
	if (family == AF_INET || family == AF_INET6)
		literal_address(l, family, data, family == AF_INET ? 4 : 16);
	else
		literal_string(l, "???");
	l->color = COLOR_NONE;
	literal_resolve(l, data, family == AF_INET ? 4 : 16);
}

/* The address after which packets are encapsulated: of any family, whatever that of the state is. */
static int scan_address_any(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t bytes[16] = { 0 };
	struct address a;

	(void)q;
	(void)r;
	if (scan_address(word, AF_UNSPEC, &a) < 0)
		return fail(1, "Error: any valid address is expected rather than \"%s\".", word);
	memcpy(bytes, a.data, a.size < sizeof(bytes) ? a.size : sizeof(bytes));
	item_set(i, bytes, sizeof(bytes));
	return 0;
}

const struct type type_xfrm_address = { .name = "ip", .arg = "ADDR", .size = 16, .scan = scan_address_any,
					.print = print_address };

/* ---- protocols above IP, and what they have for ports ---- */
static int scan_protocol(struct request *q, const struct row *r, const char *word, struct item *i)
{
	const struct protoent *p = getprotobyname(word);

	if (!p && strcmp(word, "any"))
		return type_scan_number(q, r, word, i);
	item_set_number(i, p ? (uint8_t)p->p_proto : 0);
	return 0;
}

static void print_protocol(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_string(l, xfrm_protocol_name(*(const uint8_t *)data, l->buf));
}

const struct type type_xfrm_protocol = { .name = "u8", .arg = "PROTO", .size = 1, .scan = scan_protocol,
					 .print = print_protocol };
const struct type type_xfrm_port = { .name = "be16", .arg = "PORT", .size = 2, .big_endian = true,
				     .scan = type_scan_number, .print = type_print_number };
const struct type type_xfrm_small = { .name = "be16", .arg = "NUMBER", .size = 2, .big_endian = true,
				      .scan = type_scan_number };

/* { destination port, mask, source port, mask }: the upper half of a key is the source port. */
static int scan_key(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint16_t ports[4] = { 0, UINT16_MAX, 0, UINT16_MAX };
	struct address a;
	uint64_t key;

	(void)q;
	(void)r;
	if (strchr(word, '.')) {
		if (scan_address(word, AF_INET, &a) < 0)
			return fail(1, "Error: an IP address is expected rather than \"%s\"", word);
		key = payload_number(a.data, 4, true);
	} else if (scan_unsigned(word, 0, UINT32_MAX, &key) < 0) {
		return fail(255, "value after \"key\" is invalid");
	}
	ports[0] = htons(key & UINT16_MAX);
	ports[2] = htons(key >> 16);
	item_set(i, ports, sizeof(ports));
	return 0;
}

const struct type type_xfrm_key = { .name = "binary", .arg = "{ DOTTED-QUAD | NUMBER }", .size = 8, .scan = scan_key };

/* ---- links ---- */
static int scan_device(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint32_t index = r->names && !strcmp(word, r->names->name) ? 0 : links_index(word);

	(void)q;
	if (!index && !(r->names && !strcmp(word, r->names->name)))
		return SCAN_BAD;
	item_set_number(i, index);
	return 0;
}

const struct type type_xfrm_device = { .name = "s32", .arg = "DEV", .size = 4, .scan = scan_device,
				       .print = type_print_device, .offer = type_offer_device };

/* ---- flags ---- */
static int scan_flags(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t bits;

	if (strncmp(word, "0x", 2) || !word[2])
		return type_scan_exact(q, r, word, i);
	if (scan_unsigned(word, 16, r->type->size == 1 ? UINT8_MAX : UINT32_MAX, &bits) < 0)
		return SCAN_BAD;
	item_set_number(i, bits);
	return 0;
}

static void offer_names(const struct row *r, struct words *w)
{
	for (const struct name *n = r->names; n->name; n++)
		complete_offer(w, n->name, NULL);
}

static void print_flags(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)size;
	format_hex(l->buf, payload_number(data, r->type->size, false));
	l->text = l->buf;
}

#define FLAGS(t, n, s) \
	const struct type type_xfrm_##t = { .name = (n), .arg = "FLAG", .size = (s), .merge = true, .hex = true, .scan = scan_flags, \
					    .print = print_flags, .offer = offer_names }
FLAGS(flags8, "u8", 1);
FLAGS(flags32, "u32", 4);

static void print_mask(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	format_hex_digits(l->buf, payload_number(data, size, false), 8);
	literal_string(l, l->buf);
}

const struct type type_xfrm_mask32 = { .name = "u32", .size = 4, .hex = true, .print = print_mask };

/* ---- limits and times ---- */
static void print_limit(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_print_number(v, r, data, size, l);
	if (payload_number(data, size, false) == XFRM_INF)
		l->label = "(INF)";
}

const struct type type_xfrm_limit = { .name = "u64", .arg = "NUMBER", .size = 8, .scan = type_scan_number,
				      .print = print_limit };

static void print_time(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	time_t t = payload_number(data, size, false);
	const struct tm *tm = t ? localtime(&t) : NULL;

	(void)v;
	(void)r;
	literal_string(l, tm && strftime(l->buf, sizeof(l->buf), "%Y-%m-%d %T", tm) ? l->buf : "-");
}

const struct type type_xfrm_time = { .name = "u64", .size = 8, .print = print_time };

/* ---- texts ---- */
/* As many characters as there are, or up to a NUL. */
static void print_text(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	snprintf(l->buf, sizeof(l->buf), "%.*s", (int)size, (const char *)data);
	literal_string(l, l->buf);
}

/* ---- security contexts ---- */
static int scan_context(struct request *q, const struct row *r, const char *word, struct item *i)
{
	size_t n = strlen(word) + 1;
	struct {
		struct xfrm_user_sec_ctx head;
		char text[256];
	} context = { .head = { .len = sizeof(context.head) + n, .exttype = XFRMA_SEC_CTX, .ctx_alg = 1, .ctx_doi = 1,
				.ctx_len = n } };

	(void)q;
	(void)r;
	if (n > sizeof(context.text))
		return SCAN_BAD;
	memcpy(context.text, word, n);
	item_set(i, &context, context.head.len);
	return 0;
}

static void print_context(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	size_t skip = sizeof(struct xfrm_user_sec_ctx);

	print_text(v, r, (const char *)data + skip, size - skip, l);
}

const struct type type_xfrm_context = { .name = "binary", .arg = "CTX", .size = sizeof(struct xfrm_user_sec_ctx),
					.scan = scan_context, .print = print_context };
const struct type type_xfrm_algorithm = { .name = "binary", .arg = "NAME ...", .size = sizeof(struct xfrm_algo) };
const struct type type_xfrm_bytes = { .name = "binary" };

const struct type type_xfrm_name64 = { .name = "string", .size = 64, .print = print_text };
const struct type type_xfrm_text = { .name = "string", .print = print_text };
