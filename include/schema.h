/* schema.h - the vocabulary in which every object of ip(8) is described.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_SCHEMA_H
#define MINIP_SCHEMA_H

/*
 * A row is the only place where an attribute is known.  It tells how the kernel calls it, how
 * the user writes it, how its bytes become words and back.  Parser, builder, printer, filter,
 * explain, help and completion walk the same rows; none of them knows any attribute by name.
 *
 * A table is an attribute set: a message, a nest, a next hop, the peer of a veth.  Its rows
 * stand in the order in which ip(8) prints them.  An attribute number means nothing without its table.
 */
#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "names.h"
#include "nl.h"
#include "out.h"
#include "words.h"

struct item;
struct request;
struct row;
struct table;
struct view;

/* The word spaces of a table: what may be said to change, to list, and to get. */
enum space { TO_SET, TO_LIST, TO_GET, SPACES };

#include "complete.h"
#include "help.h"

/* A value that has a name. */
struct name {
	uint32_t value;
	const char *name;
};

/* How one kind of payload is read from a word and written as a literal. */
struct type {
	const char *name;	/* as the kernel's netlink specifications call it: "u32", "binary", "nest" */
	const char *arg;	/* metavar of a value; NULL: the keyword alone says all */
	uint8_t size;		/* of the payload; 0: any */
	bool big_endian, hex;
	bool merge;		/* several words make one value: bits, with their mask behind them */
	bool is_nest;
	/*
	 * Puts the payload for a word into the item.  0; -1 with an error recorded; or SCAN_BAD: the
	 * caller composes the error from row and table.  word is the keyword itself when arg is NULL.
	 */
	int (*scan)(struct request *, const struct row *, const char *word, struct item *);
	void (*print)(const struct view *, const struct row *, const void *data, size_t size,
		      struct literal *);
	/* After all words are read, before the message is built: what scan left for later. 0 or -1. */
	int (*resolve)(struct request *, struct item *);
	/* Does the payload in a message match what was asked for?  NULL: the same bytes. */
	bool (*match)(const struct item *, const void *data, size_t size);
	/* Candidates for completion. */
	void (*offer)(const struct row *, struct words *);
};
#define SCAN_BAD (-2)

enum place {
	AT_ATTR,		/* the payload of an attribute */
	AT_FIELD,		/* a field of the struct that is the payload of an attribute */
	AT_HEADER,		/* a field of the table's fixed header */
	AT_NONE,		/* nowhere: the row only has a word, or only prints */
	AT_INCLUDE,		/* the rows of .table stand here, in the same attribute set */
};

enum when {			/* row.when: all of these hold, or the row is not shown */
	ON_DETAILS = 1, ON_STATS = 2, IN_OBJECT = 4 /* the object's own listing, not inside another's */,
	NOT_BRIEF = 8, ON_BRIEF = 16, NOT_ONELINE = 32,
	OR_OBJECT = 64 /* with ON_DETAILS: one of the two is enough */,
	NOT_EVENT = 128 /* not among the events of "ip monitor" */,
};

enum hide {
	HIDE = 1,		/* never shown */
	HIDE_ZERO = 2,		/* not shown when zero */
	HIDE_ZERO_TEXT = 4,	/* ... in text only */
	HIDE_SET_TEXT = 8,	/* not shown in text when not zero: on goes without saying */
	HIDE_DEFAULT = 16,	/* not shown when it is .def, unless -details */
	HIDE_FILTERED = 32,	/* not shown when the listing was filtered by it */
	HIDE_DETAILS_2 = 64,	/* HIDE_..._TEXT ends with -details -details */
};

enum once {			/* what saying a word again means */
	ONCE_LAST,		/* the last one holds */
	ONCE_DUPLICATE,		/* Error: duplicate "mtu": "2" is the second value. */
	ONCE_STRICT,		/* the same, and in filters too */
	ONCE_GARBAGE,		/* Error: either "id" is duplicate, or "2" is garbage. */
	ONCE_EACH,		/* each stands for itself (groups) */
};

/* How a row is called in one word space. */
struct wording {
	const char *word;	/* "i[d]|v[ni]"; NULL: it cannot be said here */
	/*
	 * What a bad value is answered with: a reason, for 'Error: argument "X" is wrong: REASON' and status 255;
	 * "!" and a whole sentence with one %s for the value, status 1; NULL: the table's.
	 */
	const char *bad;
	const char *as;		/* what messages call it instead of its plain word */
};

/* What few rows have. */
struct more {
	const char *bad, *as;	/* as in struct wording, for row.word */
	/* Which of several rows of one attribute shows a value (group or remote)? */
	bool (*only)(const void *data, size_t size);
	/* A sub-message: the table of a nest, by the value of the attribute row.selector of the same table */
	const struct table *(*pick)(const char *selector);
	const char *(*choice)(size_t i);	/* all that pick knows: the i-th selector, NULL at the end */
	/* May the word stand here, behind what was said?  For completion; NULL: it may. */
	bool (*fits)(const struct request *);
	uint16_t selector_else;	/* the table's by this attribute, where there is no .selector */
	bool raw_nest;		/* build it without NLA_F_NESTED, always (see table.nested_flag) */
	bool marked_nest;	/* build it with NLA_F_NESTED, always */
	bool ends_group;	/* in a group, one that does not fit is no word of the group */
};

struct row {
	uint8_t place : 4;	/* enum place */
	bool kernel_filter : 1;	/* in a dump request this attribute goes to the kernel as well */
	bool group : 1;		/* each saying makes a table of its own: header, attributes; all in this attribute */
	bool group_apart : 1;	/* ... no: each is an attribute of its own */
	bool group_length : 1;	/* ... and the fixed header starts with the u16 length of its group (struct rtnexthop) */
	bool always : 1;	/* SHOW_ALWAYS */
	uint8_t once : 3;	/* enum once */
	uint8_t color : 4;	/* enum color; 0: the type's */
	uint8_t when, hide, implied;	/* implied: bit 1 << space: a word that is no keyword is its value */
	uint8_t lookup;		/* LOOKUP_ flags, for the object's own use */
	uint8_t file;		/* 1 + enum names: a names file */
	uint16_t attr, v6;	/* attribute, and its twin for IPv6 addresses (V6) */
	uint16_t offset, size;	/* AT_HEADER, AT_FIELD: place in the struct; AT_FIELD: size of the struct */
	uint16_t selector;	/* see struct more */
	int16_t min;
	uint32_t max;		/* least and greatest number; max 0: what the type holds */
	uint32_t bit;		/* of a merge type */
	uint32_t def;		/* with HIDE_DEFAULT */
	const char *name;	/* of the attribute or the header's field, in the kernel's headers */
	/* ... and of what is a part of it: "ifa_cacheinfo.ifa_valid"; with .bit, of the bit; with .v6, of that. */
	const char *part;
	const struct type *type;
	const char *word;	/* how it is said TO_SET; more->bad, more->as belong to it */
	const struct wording *listed, *gotten;
	const struct more *more;
	const char *arg;	/* metavar: "VNI"; NULL: the type's */
	const char *help;	/* one clause: what it is */
	const char *text;	/* template: "brd %s "; NULL: "WORD %s "; "": nothing */
	const char *json;	/* key; NULL: WORD; "-": not in JSON; "": a nest that opens no object of its own */
	const struct name *names;	/* values that have a name; ends with a NULL name */
	/* A nest, a group, or (AT_INCLUDE) rows to stand here. */
	const struct table *table;
	/* What no table says well; the row's word has been read, words->i is behind it. */
	int (*parse)(struct request *, const struct table *, const struct row *, struct words *);
	void (*show)(struct out *, const struct row *, const struct view *);
	bool (*match)(const struct item *, const struct view *);
};

struct table {
	const char *name;	/* "vxlan" */
	const struct row *rows;	/* which may be packed: table_rows() */
	uint16_t n;
	uint16_t header;	/* size of the fixed header before the attributes */
	uint8_t once;		/* enum once, for rows that do not say */
	bool alike;		/* its listings are long, and one record is much like the next (lib/show_alike.c) */
	bool nested_flag;	/* nests below a message of this table carry NLA_F_NESTED */
	uint8_t protocol;	/* of its messages: 0 is NETLINK_ROUTE; NETLINK_XFRM */
	const char *header_name;	/* "ifinfomsg" */
	const char *usage;	/* first line of its help, behind "Usage: "; NULL: "... NAME" */
	const char *bad[SPACES];	/* reason for a bad value, with one %s for the plain word; NULL: "invalid %s" */
	struct genl_family *family;	/* of generic netlink: see genl.h; NULL: the messages are of protocol */
	/* A word that is no keyword and not implied; NULL: 'either "dev" is duplicate, or "X" is garbage.' */
	int (*unknown)(struct request *, const struct table *, struct words *);
	int (*help)(struct words *);	/* "help" among the keywords: usage on stderr, returns -1 */
};

/* Rows come only through these. */
#define ATTR_ANON(a, t)		.place = AT_ATTR, .attr = (a), .name = #a, .type = &type_##t
#define ATTR(a, t, w, m, h, ...) \
	{ ATTR_ANON(a, t), .word = (w), .arg = (m), .help = (h), __VA_ARGS__ }
/* An attribute that the kernel tells and nobody sets. */
#define TOLD(a, t, label, key, ...) \
	{ ATTR_ANON(a, t), .text = (label), .json = (key), __VA_ARGS__ }
/* An attribute that only stands in requests, or is shown by another row's function. */
#define QUIET(a, t, ...)	{ ATTR_ANON(a, t), .hide = HIDE, __VA_ARGS__ }
/* An attribute without payload that is only said. */
#define BARE(a, w, h, ...) \
	{ ATTR_ANON(a, flag), .hide = HIDE, .word = (w), .help = (h), __VA_ARGS__ }
#define HEADER(s, f, t, ...) \
	{ .place = AT_HEADER, .offset = offsetof(struct s, f), .name = #f, .type = &type_##t, __VA_ARGS__ }
#define FIELD(a, s, f, t, ...) \
	{ .place = AT_FIELD, .attr = (a), .name = #a, .offset = offsetof(struct s, f), \
	  .size = sizeof(struct s), .part = #s "." #f, .type = &type_##t, __VA_ARGS__ }
/* One bit of a struct { u32 value, mask } that several words share. */
#define BIT(a, b, t, w, h, ...) \
	{ ATTR_ANON(a, t), .bit = (b), .part = #b, .word = (w), .help = (h), __VA_ARGS__ }
#define NEST(a, t, ...)	\
	{ .place = AT_ATTR, .attr = (a), .name = #a, .type = &type_nest, .table = (t), __VA_ARGS__ }
/* Of the tables that f picks from c's, the one that attribute s names, or e where there is no s. */
#define PICK(a, f, c, s, e, ...) \
	{ .place = AT_ATTR, .attr = (a), .name = #a, .type = &type_nest, .selector = (s), \
	  MORE(.pick = (f), .choice = (c), .selector_else = (e)), __VA_ARGS__ }
#define GROUP(a, t, w, h, ...) \
	{ .place = AT_ATTR, .attr = (a), .name = #a, .type = &type_nest, .table = (t), .group = true, \
	  .once = ONCE_EACH, .word = (w), .help = (h), __VA_ARGS__ }
/* A struct in the fixed header that several words fill, with a table of its own. */
#define PART(s, f, t, ...) \
	{ .place = AT_HEADER, .offset = offsetof(struct s, f), .name = #f, .type = &type_nest, .table = (t), \
	  .group = true, .once = ONCE_EACH, __VA_ARGS__ }
/* A struct whose fields are the fixed header of a table without attributes: -explain alone looks into it. */
#define PAYLOAD(a, t)		{ ATTR_ANON(a, binary), .hide = HIDE, .table = (t) }
#define INCLUDE(t)		{ .place = AT_INCLUDE, .table = (t) }
/* A function that has something to show without the row's attribute too. */
#define SHOW_ALWAYS(f)		.show = (f), .always = true
#define PRINTS(f, ...)		{ .place = AT_NONE, .type = &type_none, .show = (f), __VA_ARGS__ }
#define SAYS(f, w, m, h, ...) \
	{ .place = AT_NONE, .type = &type_none, .parse = (f), .word = (w), .arg = (m), .help = (h), __VA_ARGS__ }
#define V6(a)			.v6 = (a), .part = #a
/* Once a row: MORE(.bad = "...", .only = f) */
#define MORE(...)		.more = &(const struct more){ __VA_ARGS__ }
#define WORDING(w, b, ...)	&(const struct wording){ .word = (w), .bad = (b) }
/* LISTED(word) or LISTED(word, bad), likewise GOTTEN */
#define LISTED(...)		.listed = WORDING(__VA_ARGS__, NULL, NULL)
#define GOTTEN(...)		.gotten = WORDING(__VA_ARGS__, NULL, NULL)
#define BAD(b)			MORE(.bad = (b))
#define SAID(w, b)		.word = (w), BAD(b)
#define TABLE_ROWS(r)		.rows = (r), .n = sizeof(r) / sizeof((r)[0])

/*
 * Rows that the build has packed: PACKED, then for each row a bit for each of its first bytes and each of
 * its pointers that is not zero; these bytes; these pointers, 32 bits long.
 */
#define PACKED		0xff	/* the first byte of no row */
enum {
	PACKED_BYTES = offsetof(struct row, name),
	PACKED_BITS = PACKED_BYTES + (sizeof(struct row) - PACKED_BYTES) / sizeof(void *),
	PACKED_SAID = (PACKED_BITS + 7) / 8,	/* bytes of bits */
};
const struct row *table_unpack(const struct table *);
static inline const struct row *table_rows(const struct table *t)
{
	return t->n && *(const uint8_t *)t->rows == PACKED ? table_unpack(t) : t->rows;
}

/* ---- rows: the one iterator ---- */
struct rows {
	const struct row *at, *end;
	struct { const struct row *at, *end; } outer[4];
	int depth;
};
const struct row *rows_turn(struct rows *);
static inline struct rows rows_begin(const struct table *t)
{
	const struct row *first = table_rows(t);

	return (struct rows){ .at = first, .end = first + t->n };
}
static inline const struct row *rows_next(struct rows *i)
{
	return i->at != i->end && i->at->place != AT_INCLUDE ? i->at++ : rows_turn(i);
}
#define table_for_each(row, t) \
	for (struct rows row##_rows = rows_begin(t); (row = rows_next(&row##_rows)); )
/* The first row of an attribute, or NULL. */
const struct row *table_attr(const struct table *, uint16_t attr);
/* The row at this offset of the fixed header that holds its whole value, or NULL. */
const struct row *table_header(const struct table *, uint16_t offset);
/* The row that a word names in a space, also in nests that have no word themselves; *in is its table. */
const struct row *table_word(const struct table *, enum space, const char *word, const struct table **in);
/* Is the payload a struct, with the fixed header of row->table as its fields (PAYLOAD)? */
bool row_is_struct(const struct row *);
/* How a row is said in a space, what a bad value of it is answered with: struct wording's. */
const char *row_word(const struct row *, enum space);
const char *row_bad(const struct row *, enum space);
const struct more *row_more(const struct row *);
/* The metavar of its value; NULL: there is none (row.arg "": though the type has one). */
const char *row_arg(const struct row *);
/* What messages call a row in a space: "mtu". */
const char *row_called(const struct row *, enum space, char buf[WORD_MAX]);
/* The number in a payload; size is clipped to 8. */
uint64_t payload_any_number(const void *data, size_t size, bool big_endian);
static inline uint64_t payload_number(const void *data, size_t size, bool big_endian)
{
	uint32_t four;

	if (size == 1)
		return *(const uint8_t *)data;
	if (size != sizeof(four))
		return payload_any_number(data, size, big_endian);
	memcpy(&four, data, sizeof(four));
	return big_endian ? be32toh(four) : four;
}
/* The name of a value: the row's names, then its file; NULL: none, or -Numeric for a file. */
const char *row_value_name(const struct row *, uint64_t value);
/*
 * What the attribute of a selector says: the name of its number where its row has names, else the
 * string that it is, which may come without a NUL (ip(8) sends kinds so).  NULL: nothing.
 */
const char *selected_name(const struct row *, const void *data, size_t size, char buf[WORD_MAX]);

/* Builds for tests (-DROW_LOG) note in the file $ROW_LOG each row that is said, in each word space, or shown. */
#ifdef ROW_LOG
extern const char *const row_said[SPACES];
void row_reached(const struct table *, const struct row *, const char *how);
#else
#define row_reached(t, r, how) ((void)0)
#endif

/* ---- request: what a command line asks for ---- */
struct item {
	struct item *next;
	const struct table *table;	/* the attribute set that the row stands in */
	const struct row *row;
	bool v6;		/* for row->v6 */
	bool dead;		/* another word replaced it */
	short from, to;		/* the words that said it; from == to: implied */
	uint16_t size;		/* of data */
	const void *data;	/* payload as it will be sent; in the arena, in small, or a word */
	char small[16];		/* most payloads */
	struct request *group;	/* what a group says */
	uint32_t offset, length;	/* where it stands in the message; length 0: nowhere (yet) */
};

struct request {
	const struct table *table;
	enum space space;
	uint16_t type, flags;	/* of the netlink message */
	bool is_late;		/* an item has something to resolve, or is a group */
	bool is_quiet;		/* the kernel has nothing to say when it does this, not even a warning */
	int family;		/* of addresses: what -4/-6 or the first address said; AF_UNSPEC: nothing yet */
	struct item *first, *last;
	unsigned int n_said;	/* of items that words said */
	uint64_t places;	/* where items stand, a bit for some attributes or fields each: most questions end there */
	struct request *up;	/* of a group: the request that it is part of */
	struct words *words;
	void *header;		/* while the message is built */
	const void *context;	/* for the object's own use while it parses */
};

void request_begin(struct request *, const struct table *, enum space, uint16_t type, uint16_t flags,
		   struct words *);
/* The item of a row, or of any row of an attribute; NULL when nothing asked for it. */
struct item *request_row(const struct request *, const struct row *);
struct item *request_attr(const struct request *, const struct table *, uint16_t attr);
struct item *request_header(const struct request *, uint16_t offset);	/* of request->table */
/* Adds an item for words from..to-1 (-1, with the error recorded, where it may not be said again). */
struct item *request_add(struct request *, const struct table *, const struct row *, int from, int to);
struct item *request_add_bytes(struct request *, const struct table *, const struct row *, int from,
			       int to, const void *data, size_t size);
struct item *request_add_number(struct request *, const struct table *, const struct row *, int from,
				int to, uint64_t value);
/* For what goes without saying: the attribute or header field is set unless something asked for it. */
void request_imply(struct request *, const struct table *, uint16_t attr, uint64_t value);
void request_imply_header(struct request *, uint16_t offset, uint64_t value);
void request_drop(struct item *);
/* The item stands at another row of its table from now on. */
void request_move(struct request *, struct item *, const struct row *);
uint64_t item_number(const struct item *);
void item_set(struct item *, const void *data, size_t size);
void item_set_number(struct item *, uint64_t value);	/* as the row's type has it: size, byte order */

/*
 * Reads keywords of the table until the words end.  -1 with the error recorded and the word blamed.
 * A group stops at the first word that it does not know (open) and returns 0.
 */
int request_parse(struct request *, const struct table *, struct words *);
int request_parse_open(struct request *, const struct table *, struct words *);
/* One row whose keyword stands at words->v[words->i - 1]; what request_parse() does for each. */
int request_parse_row(struct request *, const struct table *, const struct row *, struct words *);
/* One group of a group row: its words up to the first that the group's table does not know. */
int request_parse_group(struct request *, const struct table *, const struct row *, struct words *);
/* A value for a row: reads word, makes the item, composes the error. */
struct item *request_value(struct request *, const struct table *, const struct row *, const char *word,
			   int from, int to);
/* The error of a bad value; returns -1. */
int request_bad_value(const struct request *, const struct table *, const struct row *, const char *word);
int request_duplicate(const struct request *, const struct row *, const char *second);
int request_garbage(const struct request *, const char *key, const char *word);
/* The next word as the value of a row (offers candidates when completing). */
const char *request_next(struct request *, const struct row *, struct words *);

/* ---- build ---- */
/* Lets types resolve what they left for later (names of links); request_build() does it too. */
int request_resolve(struct request *);
/*
 * The message, in a static buffer that the next build overwrites: header, attributes in table
 * order, one nest each.  Only kernel_filter rows for TO_LIST.  NULL when it is longer than NL_MESSAGE_MAX.
 */
struct nlmsghdr *request_build(struct request *);
/*
 * Builds, explains (-explain), sends (unless -dry-run and it changes state), and turns the
 * kernel's answer into the error record: text, status 2, the word at fault.
 */
int request_send(struct request *, nl_each each, void *arg);
/* The same for a dump: 0, or -1 with the error recorded; status is what a refused dump exits with. */
int request_dump(struct request *, const struct nl_dump *, int status);
/*
 * The same for a listing on out: each shows one message as a record.  The output is held back
 * until it is whole, so that a dump that was interrupted can be read again.
 */
int request_list(struct request *, nl_each each, void *arg, int status);
/* Likewise, with what else has to be forgotten before it is read again. */
int request_list_dump(struct request *, const struct nl_dump *, int status);
/* Likewise, within an array that the caller begins and ends. */
int request_list_part(struct request *, nl_each each, void *arg, int status);
/* nl_dump.again of what is held back on out. */
int request_list_again(void *);
/* Turns nl->error into the error record. ("RTNETLINK answers: ..." or "Error: TEXT.") Returns -1. */
int request_blame(const struct request *, const struct nl *);

/* ---- failure: what is known of the request that did not succeed, for hints ---- */
struct failure {
	struct request q;	/* its items; q.table NULL: it was no request that failed */
	struct nl_error kernel;	/* code 0: it was not the kernel that refused */
	const struct table *table;	/* the row at fault, whose value was bad or which the kernel points at, and its table */
	const struct row *row;
	const struct table *also;	/* whose words could have stood there too; or NULL */
	const struct row *missing;	/* what the kernel needs and did not get */
};
/* Of the last command line; its items are valid until the arena is reset. */
const struct failure *request_failure(void);
void request_failure_reset(void);
void request_failure_restore(const struct failure *);
/* A word of this row is wrong; returns -1. */
int request_failed_at(const struct request *, const struct table *, const struct row *);
/* Words of this table could have stood there too; returns -1. */
int request_failed_also(const struct table *);
/* The kernel refused the message (NULL: it is not at hand); blames the word; returns -1. */
int request_refused(const struct request *, const struct nl_error *, const struct nlmsghdr *);

#include "view.h"

#endif
