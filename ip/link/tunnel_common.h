/* tunnel_common.h - what kinds of tunnels share.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_TUNNEL_COMMON_H
#define MINIP_TUNNEL_COMMON_H

#include "kind.h"
#include "types.h"

/*
 * The kernel changes a tunnel as a whole: an attribute that "set" leaves out falls back to
 * zero.  So all of them are items before the first word is read, by row.def or as the device
 * has them, and words change items.  These are row.lookup.
 */
enum {
	TUNNEL_ALWAYS = 1,	/* sent, with row.def when nothing says better */
	TUNNEL_NOT_ZERO = 2,	/* zero is the same as nothing */
	TUNNEL_SAID_ZERO = 32,	/* zero is sent where a word said so */
	TUNNEL_NEVER = 4,	/* not sent */
	TUNNEL_IN = 8, TUNNEL_OUT = 16,	/* a word of GRE for packets that come, that go */
};

/* struct kind's begin for tunnels that are read before they are set. */
int tunnel_begin(struct request *, const struct kind *);
/* The table of the kind that a request is about. */
const struct table *tunnel_table(const struct request *);
/*
 * Drops what is not sent.  An external tunnel gets the attribute that says so, and keep
 * (0: none): routes tell all else.  Returns whether it is one.
 */
bool tunnel_settle(struct request *, const struct table *, uint16_t external, uint16_t keep);
void tunnel_drop(struct request *, const struct table *, uint16_t attr);
/* Switches bits of an attribute, for the words from the keyword to words->i. */
int tunnel_change(struct request *, const struct table *, uint16_t attr, uint64_t bits, bool on);
/* "Usage: ...", for a word that no row knows. */
int tunnel_unknown(struct request *, const struct table *, struct words *);

/* row.bit of the attribute row.selector, "noWORD" switches it off. */
int tunnel_parse_bit(struct request *, const struct table *, const struct row *, struct words *);
/* Rows of type_key with a direction of row.lookup get the value, and their row.bit in row.selector. */
int tunnel_parse_key(struct request *, const struct table *, const struct row *, struct words *);
int tunnel_parse_no_key(struct request *, const struct table *, const struct row *, struct words *);
/* A row and its opposite, "external" and "noexternal", are one attribute: either, once. */
int tunnel_parse_flag(struct request *, const struct table *, const struct row *, struct words *);
/* Prints the row also when the message does not have it: as if it were zero. */
void tunnel_show_always(struct out *, const struct row *, const struct view *);

/* An IPv4 address; a number, or what is written like one: both in network byte order.  0, or -1 with the error recorded. */
int tunnel_scan_ipv4(const char *word, uint8_t data[4]);
int tunnel_read_key(struct request *, const struct row *, struct words *, uint8_t key[4]);

/* A truth of JSON, with what text says instead. */
void tunnel_truth(struct literal *, bool value, const char *label);

/* An IPv4 or IPv6 address of one end; none is "any". */
extern const struct type type_endpoint, type_endpoint6;
/* Either, with a v6 twin. */
extern const struct type type_peer;
/* u32 index of a link; a name that is unknown ends with 255. */
/* be32, a number or written like an IPv4 address; shown while row.bit of row.selector is set. */
extern const struct type type_key;
/* u8, u16: row->names, exactly; a value without a name is not shown. */
extern const struct type type_named8, type_named16;
/* u8: "[no]WORD", by the word. */
extern const struct type type_switch;
/* row.bit, told. */
extern const struct type type_bit16, type_bitbe16, type_bit32;

extern const struct name tunnel_inherit[];

/* fou or gue around the tunnel; over IPv6, UDP checksums are on unless a word says otherwise. */
extern const struct table gre_encap_table, gre_encap6_table, iptun_encap_table, iptun_encap6_table;

#define TUNNEL_WORD(a, w, h, ...) \
	{ .place = AT_NONE, .type = &type_none, .selector = (a), .word = (w), .help = (h), \
	  .parse = tunnel_parse_bit, __VA_ARGS__ }
#define TUNNEL_EXTERNAL(a) \
	ATTR(a, flag_true, "external", NULL, "routes and others name the ends", .json = "external")
#define TUNNEL_REMOTE(a, t, w) \
	ATTR(a, t, w, "ADDR", "the other end", .text = "remote %s ", .json = "remote", SHOW_ALWAYS(tunnel_show_always), \
	     .lookup = TUNNEL_NOT_ZERO)
#define TUNNEL_LOCAL(a, t, w) \
	ATTR(a, t, w, "ADDR", "this end", .text = "local %s ", .json = "local", SHOW_ALWAYS(tunnel_show_always), \
	     .lookup = TUNNEL_NOT_ZERO)
#define TUNNEL_DEV(a, l) \
	ATTR(a, known_device, "d[ev]", "DEV", "link to send on", .json = "link", .hide = HIDE_ZERO, .lookup = (l))
#define TUNNEL_TTL(a, w, label, bad, ...) \
	ATTR(a, u8, w, "{ 0..255 | inherit }", "time to live of outer packets", .names = tunnel_inherit, \
	     .text = label " %s ", .json = "ttl", SHOW_ALWAYS(tunnel_show_always), .lookup = TUNNEL_ALWAYS, BAD(bad), \
	     __VA_ARGS__)
#define TUNNEL_FWMARK(a) \
	ATTR(a, x32, "fwmark", "MARK", "mark for the route lookup", .hide = HIDE_ZERO, BAD("invalid fwmark"), \
	     .lookup = TUNNEL_ALWAYS)

#endif
