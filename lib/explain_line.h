/* explain_line.h - one line of what -explain says: as text, as JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_EXPLAIN_LINE_H
#define MINIP_EXPLAIN_LINE_H

#include "schema.h"

/* An attribute, a struct, or a field of one. */
struct leaf {
	int depth;
	const char *name, *type;
	int attr;		/* its number; -1: it is none */
	enum { NO_VALUE, NUMBER, BITS, STRING, TEXT, BYTES } is;
	bool negative, hex, pretended;
	uint64_t number;	/* of BITS the value, of a NUMBER the amount */
	uint32_t mask;		/* of BITS */
	const void *bytes;
	size_t size;		/* of bytes; of a struct */
	enum color color;
	char text[512];
	char label[256];	/* what the value means; "": nothing to add */
	const struct item *from[8];	/* what was said to have it */
	int n_from;
	bool keyword;		/* show only the first of those words: the others are shown below */
	const struct words *words;
};

struct headline {
	const char *arrow, *name;
	uint16_t type;
	const struct nlmsghdr *n;	/* NULL: no message, but a system call */
	const char *flags[16];
	int n_flags;
	const char *meaning;	/* a clause, or NULL */
	bool sent, held;
};

/* A message begins; its lines follow; it ends. */
void line_begin(struct out *, const struct headline *);
void line_put(struct out *, const struct leaf *);
void line_end(struct out *, const struct headline *);
/* A system call; the rest of a dump; a line of a batch. */
void line_step(struct out *, const char *call, const char *why, bool held);
void line_rest(struct out *, const char *name, uint64_t count, uint64_t bytes);
void line_command(struct out *, int number, const struct words *);

/* size bytes as hexadecimal digits into p, with a NUL. */
void leaf_hex(char *p, const void *data, size_t size);
/* The words of an item, with blanks between them. */
void leaf_words(const struct leaf *, const struct item *, char *p, size_t size);
bool leaf_is_said(const struct item *);
/* Has it items, all without words? */
bool leaf_is_implied(const struct leaf *);

/* ---- explain_json.c ---- */
/* One line is one object: json_begin(), members, json_end(); a message has a line of its own for its headline. */
void json_begin(struct out *);
void json_end(struct out *);
void json_headline(struct out *, const struct headline *);
void json_line(struct out *, const struct leaf *);

/* ---- explain_value.c ---- */
/* Do two rows stand for the same bytes? */
static inline bool row_is_beside(const struct row *a, const struct row *b)
{
	return a->place == b->place && a->attr == b->attr && a->offset == b->offset;
}
/* Type, value and meaning of a payload, as its row has it; as bytes. */
void leaf_value(struct leaf *, const struct view *, const struct row *, const void *data, size_t size);
void leaf_bytes(struct leaf *, const void *data, size_t size);

/* ---- explain_tree.c ---- */
/* The lines of a message: its fixed header and all attributes, with the words of a request (or NULL). */
void tree_lines(struct out *, const struct nlmsghdr *, const struct table *, const struct request *);
/* The name of the attribute at an offset, and the words that it came from; "" when nothing is there. */
void tree_name_at(const struct nlmsghdr *, const struct table *, const struct request *, uint32_t offset, char *buf,
		  size_t size);

/* ---- explain_error.c ---- */
/* NLMSG_ERROR, NLMSG_DONE and the like, made of tables as all messages are; ends with a NULL name. */
extern const struct message control_messages[];
/* The request that the next NLMSG_ERROR is about: its offsets point into it. */
void error_is_about(const struct nlmsghdr *, const struct table *, const struct request *);

#endif
