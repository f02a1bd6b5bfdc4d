/* tunnel_parse.c - words of "ip tunnel", and what goes without saying.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <net/if.h>	/* before any linux/ header */
#include <linux/if_tunnel.h>
#include <linux/ip6_tunnel.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <string.h>

#include "error.h"
#include "ioctl.h"
#include "options.h"
#include "scan.h"
#include "tunnel.h"

/* ---- fields that several words fill ---- */
int tunnel_add_bits(struct request *q, const struct table *t, uint16_t offset, int from, int to, uint64_t bits)
{
	return request_add_number(q, t, table_header(t, offset), from, to, bits) ? 0 : -1;
}

static void clear_bits(struct request *q, uint16_t offset, uint64_t bits)
{
	for (struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->place == AT_HEADER && i->row->offset == offset)
			item_set_number(i, item_number(i) & ~bits);
}

uint64_t tunnel_number(const struct request *q, uint16_t offset)
{
	uint64_t all = 0;

	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->place == AT_HEADER && i->row->offset == offset)
			all |= item_number(i);
	return all;
}

/* Kernels and this machine agree about its bytes, not about the number: see linux/if_tunnel.h. */
static int add_raw_bit(struct request *q, int from, int to)
{
	const uint16_t offset = q->table == &tunnel4_table ? offsetof(struct ip_tunnel_parm, i_flags) :
							    offsetof(struct ip6_tnl_parm2, i_flags);
	const uint16_t bit = VTI_ISVTI;

	_Static_assert(VTI_ISVTI == SIT_ISATAP, "one bit, two meanings");
	return request_add_bytes(q, q->table, table_header(q->table, offset), from, to, &bit, sizeof(bit)) ? 0 : -1;
}

/* ---- name: to change a tunnel is to say what is other than it was ---- */
static int take_old(struct request *q, const char *name)
{
	_Alignas(uint64_t) char parm[TUNNEL_PARM_MAX] = "";
	int code = tunnel_get(tunnel_family(q->table), name, parm);
	const struct row *r;

	if (code)
		return tunnel_failed("get", name, code);
	table_for_each(r, q->table)
		if (r->place == AT_HEADER && r->offset && r == table_header(q->table, r->offset) &&
		    !request_add_bytes(q, q->table, r, 0, 0, parm + r->offset, r->type->size))
			return -1;
	return 0;
}

int tunnel_parse_name(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool is_first = w->i == 2 + word_matches(r->word, w->v[w->i - 1]);	/* behind object and command */

	if (ioctl_parse_name(q, t, r, w) < 0)
		return -1;
	return is_first && q->type == (uint16_t)SIOCCHGTUNNEL && !w->completing ? take_old(q, w->v[w->i - 1]) : 0;
}

/* ---- mode ---- */
static const struct name *find_mode(const struct row *r, const char *word)
{
	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word))
			return n;
	return NULL;
}

static int set_mode(struct request *q, const struct row *r, int from, int to, uint32_t mode)
{
	if (!request_add_number(q, q->table, r, from, to, mode & UINT8_MAX))
		return -1;
	return mode & TUNNEL_VTI ? add_raw_bit(q, from, to) : 0;
}

int tunnel_parse_mode(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	uint64_t have = tunnel_number(q, r->offset);
	const struct name *n;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	n = find_mode(r, word);
	if (!n)
		return fail(255, "Unknown tunnel mode \"%s\"", word);
	if (t == &tunnel4_table && have && have != (n->value & UINT8_MAX))
		return fail(255, "You managed to ask for more than one tunnel mode.");
	return set_mode(q, r, w->i - 2, w->i, n->value);
}

/* ---- GRE ---- */
static const uint8_t ways[] = { TUNNEL_IN, TUNNEL_OUT };

static int add_gre_bit(struct request *q, const struct table *t, const struct row *r, int way, int from, uint16_t bit)
{
	return tunnel_add_bits(q, t, r->selector + way * sizeof(uint16_t), from, q->words->i, bit);
}

int tunnel_parse_gre_key(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	uint8_t key[4];

	if (tunnel_read_key(q, r, w, key) < 0)
		return -1;
	for (int way = 0; way < 2; way++) {
		const uint16_t at = r->selector + 2 * sizeof(uint16_t) + way * sizeof(key);

		if (r->lookup & ways[way] && (!request_add_bytes(q, t, table_header(t, at), from, w->i, key, sizeof(key)) ||
					      add_gre_bit(q, t, r, way, from, GRE_BIT_KEY) < 0))
			return -1;
	}
	return 0;
}

int tunnel_parse_gre_flag(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	for (int way = 0; way < 2; way++)
		if (r->lookup & ways[way] && add_gre_bit(q, t, r, way, w->i - 1, r->bit) < 0)
			return -1;
	return 0;
}

/* ---- other words ---- */
/* Inherited is what nothing was said of; a number said before stays. */
int tunnel_parse_ttl(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	return !strcmp(word, r->names->name) || request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

/* A number, in hexadecimal if it is a part of the flow, or the word that sets the flag and leaves a limit alone. */
int tunnel_parse_or_flag(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	uint64_t max = r->bit ? r->bit >> __builtin_ctz(r->bit) : UINT8_MAX, value = 0;
	const uint16_t flags = offsetof(struct ip6_tnl_parm2, flags);
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	bool is_flag;

	if (!word)
		return -1;
	is_flag = !strcmp(word, r->names->name);
	if (!is_flag && scan_unsigned(word, r->bit ? 16 : 0, max, &value) < 0) {
		error_blame(w->i - 1);
		return request_bad_value(q, t, r, word);
	}
	clear_bits(q, r->offset, r->bit);
	clear_bits(q, flags, r->selector);
	if (is_flag)
		return tunnel_add_bits(q, t, flags, from, w->i, r->selector);
	return request_add_number(q, t, r, from, w->i, r->bit ? value << __builtin_ctz(r->bit) : value) ? 0 : -1;
}

int tunnel_parse_inherit(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	if (!strcmp(word, r->arg))
		return request_add_number(q, t, r, from, w->i, r->bit) ? 0 : -1;
	error_blame(w->i - 1);
	return request_bad_value(q, t, r, word);
}

int tunnel_parse_df(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool no;

	word_matches_no(r->word, w->v[w->i - 1], &no);
	return request_add_number(q, t, r, w->i - 1, w->i, no ? 0 : TUNNEL_DF) ? 0 : -1;
}

int tunnel_parse_switch(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool no;

	word_matches_no(r->word, w->v[w->i - 1], &no);
	clear_bits(q, r->offset, r->bit);
	return no || request_add_number(q, t, r, w->i - 1, w->i, r->bit) ? 0 : -1;
}

/* ---- behind the words ---- */
#define AT(f)	offsetof(struct ip_tunnel_parm, f)
#define ISATAP	"isatap"

/* Who says no mode has said one with the name. */
static const struct name *mode_of_name(const struct request *q)
{
	const struct row *r = table_header(&tunnel4_table, AT(iph.protocol));
	const struct item *name = request_header(q, AT(name));

	if (!name || tunnel_number(q, AT(iph.protocol)))
		return NULL;
	for (const struct name *n = r->names; n->name; n++)
		if (!strncmp(name->data, n->name, strlen(n->name)))
			return n;
	return NULL;
}

/* It is a kind of sit, even if a later word says sit. */
static bool says_isatap(const struct request *q)
{
	for (const struct item *i = q->first; i; i = i->next)
		if (i->row->place == AT_HEADER && i->row->offset == AT(iph.protocol) && i->from < i->to &&
		    !strcmp(q->words->v[i->to - 1], ISATAP))
			return true;
	return false;
}

/* A group of receivers has no other way to tell streams apart than the key. */
static int settle_multicast(struct request *q)
{
	static const uint16_t keys[][2] = { { AT(i_key), AT(i_flags) }, { AT(o_key), AT(o_flags) } };
	const struct item *remote = request_header(q, AT(iph.daddr));

	if (!remote || *(const uint8_t *)remote->data >> 4 != 0xe)
		return 0;
	for (int n = 0; n < 2; n++)
		if (!tunnel_number(q, keys[n][0]) &&
		    (!request_add_bytes(q, q->table, table_header(q->table, keys[n][0]), 0, 0, remote->data, 4) ||
		     tunnel_add_bits(q, q->table, keys[n][1], 0, 0, GRE_BIT_KEY) < 0))
			return -1;
	return tunnel_number(q, AT(iph.saddr)) ? 0 : fail(1, "A broadcast tunnel requires a source address");
}

static bool is_vti(const struct request *q)
{
	uint16_t flags = htons(tunnel_number(q, AT(i_flags)));

	return flags & VTI_ISVTI;
}

static int check_key(const struct request *q)
{
	if (!((tunnel_number(q, AT(i_flags)) | tunnel_number(q, AT(o_flags))) & GRE_BIT_KEY) || is_vti(q) ||
	    tunnel_number(q, AT(iph.protocol)) == IPPROTO_GRE)
		return 0;
	return fail(1, "Keys are not allowed with ipip and sit tunnels");
}

int tunnel4_settle(struct request *q)
{
	const struct name *named = mode_of_name(q);
	bool is_isatap = named ? !strcmp(named->name, ISATAP) : says_isatap(q);

	if (named && set_mode(q, table_header(q->table, AT(iph.protocol)), 0, 0, named->value) < 0)
		return -1;
	if (check_key(q) < 0 || request_resolve(q) < 0 || settle_multicast(q) < 0)
		return -1;
	request_imply_header(q, AT(iph), 0x45);	/* version 4, five words of header */
	request_imply_header(q, AT(iph.frag_off), TUNNEL_DF);
	return is_isatap ? add_raw_bit(q, 0, 0) : 0;
}
