/* view.h - what walks messages and tables: show, filter, tree, explain, help, completion.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_VIEW_H
#define MINIP_VIEW_H

/* The second half of schema.h, which includes it. */

/* ---- view: a message being shown ---- */
#define VIEW_MAX 128
struct view {
	const struct table *table;
	const struct view *up;
	const void *header;
	uint32_t header_size;
	uint32_t size;		/* of the message from its header on; of a nest 0 */
	const struct request *filter;	/* of the listing, or NULL */
	uint8_t when;		/* which enum when hold now */
	uint16_t type;		/* of the message: RTM_NEWLINK ... */
	uint64_t has[VIEW_MAX / 64];	/* a bit for each attribute that is there; no other place of attr is valid */
	const struct nlattr *attr[VIEW_MAX];
};
static inline void view_put(struct view *v, uint16_t attr, const struct nlattr *a)
{
	v->attr[attr] = a;
	v->has[attr / 64] |= (uint64_t)1 << attr % 64;
}
static inline void view_drop(struct view *v, uint16_t attr)
{
	v->has[attr / 64] &= ~((uint64_t)1 << attr % 64);
}
/* Which attributes view_attr() was asked for since this was cleared, there or not. */
extern uint64_t view_looked[VIEW_MAX / 64];
/* Splits a message by the table's fixed header; -1 when it is shorter than that. */
int view_message(struct view *, const struct table *, const struct nlmsghdr *, const struct request *filter);
/* Splits the payload of a nest; v->header stays up's when the table has none. */
int view_nest(struct view *, const struct table *, const void *data, size_t size, const struct view *up);
/* Payload of a row: false when the message does not have it, or shorter than its type says. */
bool view_payload(const struct view *, const struct row *, const void **data, size_t *size, bool *v6);
/* The same by attribute, for functions; 0 or "" when it is missing or too short. */
const struct nlattr *view_attr(const struct view *, uint16_t attr);
uint32_t view_u32(const struct view *, uint16_t attr);
uint8_t view_u8(const struct view *, uint16_t attr);
uint64_t view_u64(const struct view *, uint16_t attr);
/* A string that the kernel sent, NUL-terminated within its attribute; "" else. */
const char *view_string(const struct view *, uint16_t attr);
/* The payload if it is at least size bytes long, else NULL. */
const void *view_struct(const struct view *, uint16_t attr, size_t size);
/* The table of a nest: row->table, or the one that the selector picks; NULL: none. */
const struct table *view_pick(const struct view *, const struct row *);

void show_rows(struct out *, const struct view *);
/* The same as a record of a listing; and as a listing of one record, which answers a question. */
void show_record(struct out *, const struct view *);
void show_reply(struct out *, const struct view *);
/* Names may have changed: what was shown before is none to copy from. */
void show_forget(void);
void show_row(struct out *, const struct row *, const struct view *);
void show_nest(struct out *, const struct row *, const struct nlattr *, const struct view *up);
/* The literal of a row's value, for functions that print it themselves; false when there is none. */
bool row_literal(const struct view *, const struct row *, struct literal *);
/* A list of flag names: "<UP,LOWER_UP>" and "flags":["UP","LOWER_UP"]. before, after: names outside the bits, or NULL. */
void show_flags(struct out *, const char *key, const struct name *, uint64_t bits, const char *before,
		const char *after);
/* The names of bits, each by the template: " %s"; in JSON an array. */
void show_bit_names(struct out *, const char *key, const struct name *, uint32_t bits, const char *template);

/* ---- filter ---- */
/* Does a message look like the example? */
bool filter_matches(const struct request *, const struct view *);

/* ---- tree: every attribute of a message with its row, for explain, blame and laws ---- */
struct node {
	const struct table *table;	/* the attribute set */
	const struct row *row;	/* NULL: the table has no row for it */
	bool v6;		/* it is row->v6 */
	bool group;		/* one group of a group attribute: its fixed header, then attributes */
	uint16_t attr;
	const void *data;	/* the payload; of a group, its header */
	size_t size;
	uint32_t offset;	/* from the start of the message */
	int depth;
	const struct view *view;	/* the message or nest that it is part of */
};
typedef void (*tree_each)(const struct node *, void *arg);
/* Calls each for every attribute, parents before children.  Damaged parts end the level that they are on. */
void tree_walk(const struct nlmsghdr *, const struct table *, tree_each each, void *arg);

/* ---- explain ---- */
/* What the messages are called and made of; ends with a NULL name. */
struct message {
	uint16_t type;		/* of a table with .family: the command */
	const char *name;
	const struct table *table;
	/* Sent, it changes nothing, or does this: a clause.  rtnetlink's types and flags tell that by themselves. */
	bool asks;
	const char *does;
};
extern const struct message *explain_messages;	/* floor 4 fills it in */
/* Does a message of this table change nothing? (struct message) */
bool message_asks(const struct table *, uint16_t type);
/* One message as a tree; words of the request stand behind what they became (request may be NULL). */
void explain_message(struct out *, const struct nlmsghdr *, bool sent, const struct request *);
/* From now on all traffic (nl_tap) and system calls (step.h) are explained on standard error. */
void explain_on(void);
/* Which request the message that is sent next comes from; NULL: none. */
void explain_request(const struct request *);
/* What is asked for the hint of an error is told to nobody. */
void explain_quiet(bool);
/* A line of a batch begins. */
void explain_line(int number, const struct words *);
/* Writes what is still to be said, and forgets (at exit). */
void explain_end(void);

#endif
