/* kind_values.c - types of values that several kinds of links share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "kind_values.h"

#include <linux/if_ether.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "options.h"
#include "scan.h"

int kind_scan_beginning(const struct row *r, const char *word, struct item *i, bool warns)
{
	for (const struct name *n = r->names; n->name; n++) {
		if (!*word || strncmp(n->name, word, strlen(word)))
			continue;
		if (warns && strcmp(n->name, word))
			warn("WARNING: '%s' matches '%s' by prefix.\n"
			     "Matching by prefix is deprecated in this context, please use the full string.",
			     word, n->name);
		item_set_number(i, n->value);
		return 0;
	}
	return SCAN_BAD;
}

/* ---- protocols of Ethernet frames ---- */
static const struct name ethertypes[] = {
	{ ETH_P_8021Q, "802.1Q" }, { ETH_P_8021AD, "802.1ad" }, { ETH_P_IP, "ip" }, { ETH_P_IP, "ipv4" },
	{ ETH_P_IPV6, "ipv6" }, { ETH_P_ARP, "arp" }, { ETH_P_RARP, "rarp" }, { ETH_P_ALL, "all" },
	{ ETH_P_802_3, "802_3" }, { ETH_P_AX25, "ax25" }, { ETH_P_802_2, "802_2" }, { ETH_P_SNAP, "snap" },
	{ ETH_P_DDCMP, "ddcmp" }, { ETH_P_WAN_PPP, "wan_ppp" }, { ETH_P_PPP_MP, "ppp_mp" },
	{ ETH_P_LOCALTALK, "localtalk" }, { ETH_P_CAN, "can" }, { ETH_P_PPPTALK, "ppptalk" },
	{ ETH_P_TR_802_2, "tr_802_2" }, { ETH_P_MOBITEX, "mobitex" }, { ETH_P_CONTROL, "control" },
	{ ETH_P_IRDA, "irda" }, { ETH_P_ECONET, "econet" }, { ETH_P_LOOP, "loop" }, { ETH_P_PUP, "pup" },
	{ ETH_P_PUPAT, "pupat" }, { ETH_P_X25, "x25" }, { ETH_P_BPQ, "bpq" }, { ETH_P_IEEEPUP, "ieeepup" },
	{ ETH_P_IEEEPUPAT, "ieeepupat" }, { ETH_P_DEC, "dec" }, { ETH_P_DNA_DL, "dna_dl" },
	{ ETH_P_DNA_RC, "dna_rc" }, { ETH_P_DNA_RT, "dna_rt" }, { ETH_P_LAT, "lat" }, { ETH_P_DIAG, "diag" },
	{ ETH_P_CUST, "cust" }, { ETH_P_SCA, "sca" }, { ETH_P_TEB, "teb" }, { ETH_P_ATALK, "atalk" },
	{ ETH_P_AARP, "aarp" }, { ETH_P_IPX, "ipx" }, { ETH_P_MPLS_UC, "mpls_uc" }, { ETH_P_MPLS_MC, "mpls_mc" },
	{ ETH_P_ATMMPOA, "atmmpoa" }, { ETH_P_PPP_DISC, "ppp_disc" }, { ETH_P_PPP_SES, "ppp_ses" },
	{ ETH_P_ATMFATE, "atmfate" }, { ETH_P_PROFINET, "profinet" }, { ETH_P_AOE, "aoe" },
	{ ETH_P_ETHERCAT, "ethercat" }, { ETH_P_TIPC, "tipc" }, { ETH_P_LLDP, "LLDP" }, { 0, NULL }
};

static int scan_ethertype(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	for (const struct name *n = ethertypes; n->name; n++)
		if (!strcasecmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	(void)q;
	(void)r;
	if (scan_unsigned(word, 0, UINT16_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_ethertype(const struct view *v, const struct row *r, const void *data,
			    size_t size, struct literal *l)
{
	uint64_t value = payload_number(data, 2, true);

	(void)v;
	(void)r;
	(void)size;
	for (const struct name *n = ethertypes; n->name && !opt.numeric; n++)
		if (n->value == value) {
			literal_string(l, n->name);
			return;
		}
	*l->buf = '[';
	strcpy(format_unsigned(l->buf + 1, value), "]");
	literal_string(l, l->buf);
}

static void offer_ethertype(const struct row *r, struct words *w)
{
	(void)r;
	for (const struct name *n = ethertypes; n->name; n++)
		complete_offer(w, n->name, NULL);
}

const struct type type_ethertype = { .name = "be16", .arg = "PROTO", .size = 2, .big_endian = true,
				     .scan = scan_ethertype, .print = print_ethertype,
				     .offer = offer_ethertype };

/* ---- one of a few words ---- */
static int bad_choice(const struct request *q, const struct row *r, const char *word)
{
	char list[256] = "", plain[WORD_MAX];

	for (const struct name *n = r->names; n->name; n++) {
		const char *before = n == r->names ? "" : n[1].name ? ", " : " or ";
		size_t len = strlen(list);

		snprintf(list + len, sizeof(list) - len, "%s\"%s\"", before, n->name);
	}
	return fail(1, "Error: argument of \"%s\" must be %s, not \"%s\"",
		    row_called(r, q->space, plain), list, word);
}

int kind_scan_choice(struct request *q, const struct row *r, const char *word, struct item *i)
{
	for (const struct name *n = r->names; n->name; n++)
		if (!strcmp(n->name, word)) {
			item_set_number(i, n->value);
			return 0;
		}
	return bad_choice(q, r, word);
}

static void print_choice(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	type_print_enum(v, r, data, size, l);
	if (l->text == l->buf)
		l->text = "unknown";
}

const struct type type_choice32 = { .name = "u32", .arg = "NAME", .size = 4, .scan = kind_scan_choice,
				    .print = print_choice };

/* ---- words that add up ---- */
static int scan_word(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)word;
	item_set_number(i, r->bit);
	return 0;
}

static void print_word(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	(void)v;
	(void)size;
	if (!(payload_number(data, r->type->size, false) & r->bit))
		return;
	l->text = "true";
	l->label = word_plain(r->word, l->buf);
	l->json = JSON_BOOL;
}

const struct type type_word16 = { .name = "bitfield", .size = 2, .merge = true, .scan = scan_word,
				  .print = print_word };
const struct type type_words16 = { .name = "bitfield", .arg = "NAME", .size = 2, .merge = true,
				   .scan = kind_scan_choice };

/* ---- type of service ---- */
static int scan_tos(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;
	uint32_t named;

	(void)q;
	(void)r;
	if (!strcmp(word, "inherit"))
		value = 1;
	else if (!names_value(NAMES_DSFIELD, word, &named))
		value = named;
	else if (scan_unsigned(word, 16, UINT8_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_tos(const struct view *v, const struct row *r, const void *data, size_t size,
		      struct literal *l)
{
	type_print_number(v, r, data, size, l);
	if (*(const uint8_t *)data == 1)
		l->label = "inherit";
}

static void offer_tos(const struct row *r, struct words *w)
{
	(void)r;
	complete_offer(w, "inherit", "that of the inner packet");
	complete_names(w, NAMES_DSFIELD);
}

const struct type type_tos = { .name = "u8", .arg = "TOS", .size = 1, .hex = true, .scan = scan_tos,
			       .print = print_tos, .offer = offer_tos };
