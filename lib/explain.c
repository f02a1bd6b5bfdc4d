/* explain.c - what goes over the wire and why: messages, system calls, summaries of dumps.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "explain_line.h"
#include "genl.h"
#include "options.h"
#include "step.h"

#define SHOWN 3			/* messages of a dump in full */
#define PORTS 4			/* sockets that may have a dump under way */
#define TYPES 4			/* kinds of messages in one dump */

const struct message *explain_messages;

/* What is left of a dump, one a socket. */
struct rest {
	uint32_t port;
	uint64_t seen;
	struct {
		const char *name;
		uint64_t count, bytes;
	} more[TYPES];
};

static struct out trace = { .fd = STDERR_FILENO };
static struct rest rests[PORTS];
static const struct request *current;
static const struct table *asked;	/* what the last request was made of: its answers are, too */
static uint16_t asked_type;
static bool busy;	/* names are looked up for what is being shown: that is not told */

/* ---- messages ---- */
static int protocol_of(const struct table *t)
{
	return t && t->family ? NETLINK_GENERIC : t ? t->protocol : NETLINK_ROUTE;
}

static bool is_control(const struct nlmsghdr *n)
{
	return n->nlmsg_type < NLMSG_MIN_TYPE;
}

/* A message of generic netlink is the command in its fixed header, of the family that its type is the number of. */
static bool is_named(const struct message *m, const struct nlmsghdr *n)
{
	const struct genlmsghdr *g = mnl_nlmsg_get_payload(n);

	if (is_control(n))
		return m->type == n->nlmsg_type;
	if (protocol_of(m->table) != nl_protocol())
		return false;
	if (!m->table || !m->table->family)
		return m->type == n->nlmsg_type;
	return m->table->family->id == n->nlmsg_type && mnl_nlmsg_get_payload_len(n) >= sizeof(*g) &&
	       m->type == g->cmd;
}

static const struct message *message_of(const struct nlmsghdr *n)
{
	const struct message *m = is_control(n) ? control_messages : explain_messages;

	while (m && m->name && !is_named(m, n))
		m++;
	return m && m->name ? m : NULL;
}

static const struct message *listed(const struct table *t, uint16_t type)
{
	const struct message *m = explain_messages;

	while (m && m->name && (m->table != t || m->type != type))
		m++;
	return m && m->name ? m : NULL;
}

bool message_asks(const struct table *t, uint16_t type)
{
	const struct message *m = listed(t, type);

	return m && m->asks;
}

static bool is_rtnetlink(const struct nlmsghdr *n)
{
	return !is_control(n) && nl_protocol() == NETLINK_ROUTE;
}

/* rtnetlink numbers its messages in fours: NEW, DEL, GET, SET. */
enum verb { VERB_NEW, VERB_DEL, VERB_GET, VERB_SET, VERB_NONE };

static enum verb verb_of(const struct nlmsghdr *n)
{
	const struct message *m = message_of(n);

	if (is_rtnetlink(n))
		return (n->nlmsg_type - RTM_BASE) & 3;
	return !is_control(n) && m && m->asks ? VERB_GET : VERB_NONE;
}

struct flag {
	uint16_t bits;
	const char *name;
};

static void add_flags(struct headline *h, const struct flag *flags)
{
	for (; flags->name; flags++)
		if ((h->n->nlmsg_flags & flags->bits) == flags->bits)
			h->flags[h->n_flags++] = flags->name;
}

/* The same bits mean one thing in a question, another in an order, and a third in an answer. */
static void name_flags(struct headline *h)
{
	static const struct flag common[] = {
		{ NLM_F_REQUEST, "REQUEST" }, { NLM_F_MULTI, "MULTI" }, { NLM_F_ACK, "ACK" }, { NLM_F_ECHO, "ECHO" },
		{ NLM_F_DUMP_INTR, "DUMP_INTR" }, { NLM_F_DUMP_FILTERED, "DUMP_FILTERED" }, { 0, NULL }
	};
	static const struct flag question[] = { { NLM_F_DUMP, "DUMP" }, { NLM_F_ATOMIC, "ATOMIC" }, { 0, NULL } };
	static const struct flag order[] = { { NLM_F_REPLACE, "REPLACE" }, { NLM_F_EXCL, "EXCL" },
		{ NLM_F_CREATE, "CREATE" }, { NLM_F_APPEND, "APPEND" }, { 0, NULL } };
	static const struct flag end[] = { { NLM_F_CAPPED, "CAPPED" }, { NLM_F_ACK_TLVS, "ACK_TLVS" }, { 0, NULL } };

	add_flags(h, common);
	if (is_control(h->n))
		add_flags(h, end);
	else if (h->sent && verb_of(h->n) == VERB_GET)
		add_flags(h, question);
	else if (h->sent && verb_of(h->n) != VERB_DEL)
		add_flags(h, order);
}

static const char *order_meaning(uint16_t flags)
{
	static const struct flag orders[] = {
		{ NLM_F_CREATE | NLM_F_EXCL, "make it, refuse if it is there" },
		{ NLM_F_CREATE | NLM_F_REPLACE, "make it, or change what is there" },
		{ NLM_F_CREATE | NLM_F_APPEND, "make it, behind what is there" },
		{ NLM_F_CREATE, "make it" },
		{ NLM_F_REPLACE, "change what is there, refuse if nothing is" },
		{ 0, "change what is there" },
	};
	const struct flag *f = orders;

	while ((flags & f->bits) != f->bits)
		f++;
	return f->name;
}

/* What NLMSG_ERROR and NLMSG_DONE begin with: 0, or an errno as a negative number. */
static int end_code(const struct nlmsghdr *n)
{
	int code = 0;

	if (n->nlmsg_len >= NLMSG_LENGTH(sizeof(code)))
		memcpy(&code, mnl_nlmsg_get_payload(n), sizeof(code));
	return code;
}

/* All is said in the headline. */
static bool is_plain_end(const struct nlmsghdr *n)
{
	return is_control(n) && !(n->nlmsg_flags & NLM_F_ACK_TLVS) && !end_code(n);
}

static const char *end_meaning(const struct nlmsghdr *n)
{
	int code = end_code(n);

	if (n->nlmsg_type == NLMSG_DONE)
		return code ? "the dump ends with an error" : "the dump is complete";
	if (n->nlmsg_type == NLMSG_ERROR)
		return code ? "refused" : "acknowledged";
	return NULL;
}

static const char *meaning_of(const struct headline *h, const struct message *m)
{
	const struct nlmsghdr *n = h->n;

	if (is_control(n))
		return end_meaning(n);
	if (!h->sent)
		return verb_of(n) == VERB_DEL ? "it is gone" : NULL;
	if (m && m->does)
		return m->does;
	switch (verb_of(n)) {
	case VERB_GET:
		return (n->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP ? "list them" : "tell of one";
	case VERB_DEL:
		return "remove it";
	case VERB_NEW:
		return order_meaning(n->nlmsg_flags);
	case VERB_SET:
		return "change it";
	default:
		return NULL;
	}
}

/* Bridge ports and links are both RTM_NEWLINK: an answer is made of what its question is made of, if that is not in the list. */
static const struct table *table_of(const struct message *m, const struct nlmsghdr *n, const struct request *q)
{
	if (q)
		return q->table;
	if (asked && is_rtnetlink(n) && protocol_of(asked) == NETLINK_ROUTE && !listed(asked, asked_type) &&
	    (n->nlmsg_type - RTM_BASE) >> 2 == (asked_type - RTM_BASE) >> 2)
		return asked;
	if (is_control(n) || m || !asked || protocol_of(asked) != nl_protocol())
		return m ? m->table : NULL;
	return !asked->family || asked->family->id == n->nlmsg_type ? asked : NULL;
}

void explain_message(struct out *o, const struct nlmsghdr *n, bool sent, const struct request *q)
{
	const struct message *m = message_of(n);
	const struct table *t = table_of(m, n, q);
	struct headline h = { .arrow = sent ? "->" : "<-", .type = n->nlmsg_type, .n = n, .sent = sent,
			      .held = sent && nl_holds(n) };
	char number[FORMAT_MAX];
	bool was_busy = busy;

	busy = true;
	format_unsigned(number, n->nlmsg_type);
	h.name = m ? m->name : number;
	name_flags(&h);
	h.meaning = meaning_of(&h, m);
	line_begin(o, &h);
	if (t && !is_plain_end(n))
		tree_lines(o, n, t, q);
	line_end(o, &h);
	busy = was_busy;
}

/* ---- dumps: the first three, and how many more ---- */
static struct rest *rest_of(uint32_t port)
{
	for (struct rest *r = rests; r < rests + PORTS; r++)
		if (r->port == port)
			return r;
	for (struct rest *r = rests; r < rests + PORTS; r++)
		if (!r->port) {
			r->port = port;
			return r;
		}
	return rests;
}

static void rest_tell(struct rest *r)
{
	for (int i = 0; i < TYPES && r->more[i].name; i++)
		line_rest(&trace, r->more[i].name, r->more[i].count, r->more[i].bytes);
	*r = (struct rest){ .port = 0 };
}

static bool is_summarised(const struct nlmsghdr *n)
{
	const struct message *m = message_of(n);
	struct rest *r = rest_of(n->nlmsg_pid);
	const char *name = m ? m->name : "message of another type";
	int i = 0;

	if (opt.details || !(n->nlmsg_flags & NLM_F_MULTI) || ++r->seen <= SHOWN)
		return false;
	while (i < TYPES - 1 && r->more[i].name && strcmp(r->more[i].name, name))
		i++;
	r->more[i].name = name;
	r->more[i].count++;
	r->more[i].bytes += n->nlmsg_len;
	return true;
}

/* ---- who listens ---- */
static void trace_begin(void)
{
	const char *plain = getenv("NO_COLOR");
	char *buf = trace.buf;
	size_t size = trace.size;

	out_flush(&err);
	if (trace.json == opt.json && trace.buf)
		return;
	trace = (struct out){ .fd = err.fd, .json = opt.json, .buf = buf, .size = size };
	trace.colored = !opt.json && (opt.color == COLOR_ALWAYS || (opt.color != COLOR_NEVER && isatty(err.fd) &&
							       !(plain && *plain)));
}

/* Does this message come from the words of the request that is being sent? */
static bool is_of_request(const struct nlmsghdr *n)
{
	return current && current->header == mnl_nlmsg_get_payload(n);
}

static void tell_sent(const struct nlmsghdr *n)
{
	const struct request *q = is_of_request(n) ? current : NULL;
	const struct message *m = message_of(n);

	asked = NULL;
	asked = table_of(m, n, q);
	asked_type = n->nlmsg_type;
	error_is_about(n, asked, q);
	explain_message(&trace, n, true, q);
}

static void tell_received(const struct nlmsghdr *n)
{
	if (is_control(n))
		rest_tell(rest_of(n->nlmsg_pid));
	else if (is_summarised(n))
		return;
	explain_message(&trace, n, false, NULL);
}

static void tap(const struct nlmsghdr *n, bool sent)
{
	if (busy)
		return;
	trace_begin();
	if (sent)
		tell_sent(n);
	else
		tell_received(n);
	out_flush(&trace);
}

static void tap_step(const char *call, const char *why, bool held)
{
	if (busy)
		return;
	trace_begin();
	line_step(&trace, call, why, held);
	out_flush(&trace);
}

void explain_on(void)
{
	nl_tap = tap;
	step_tap = tap_step;
}

void explain_request(const struct request *q)
{
	current = q;
}

void explain_quiet(bool quiet)
{
	busy = quiet;
}

void explain_line(int number, const struct words *w)
{
	if (!nl_tap)
		return;
	trace_begin();
	line_command(&trace, number, w);
	out_flush(&trace);
}

void explain_end(void)
{
	nl_tap = NULL;
	step_tap = NULL;
	for (int i = 0; i < PORTS; i++)
		rest_tell(&rests[i]);
	out_flush(&trace);
	out_free(&trace);
}
