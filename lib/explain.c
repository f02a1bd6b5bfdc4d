/* explain.c - a message attribute by attribute, and the words it came from.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "error.h"
#include "options.h"
#include "schema.h"

const struct message *explain_messages;
static const struct request *current;

struct explain {
	struct out *o;
	const struct request *q;
	const struct table *table;
};

#define VALUE_COLUMN 36

static void text(struct out *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

static void pad(struct out *o, size_t from, size_t to)
{
	while (from++ < to)
		out_bytes(o, " ", 1);
}

static void name_column(struct out *o, int depth, const char *name)
{
	pad(o, 0, 2 + 2 * depth);
	text(o, name);
	pad(o, 2 + 2 * depth + strlen(name), VALUE_COLUMN);
	text(o, " ");
}

static void words_of(struct out *o, const struct request *q, const struct item *i)
{
	if (i->from == i->to)
		text(o, " (implied)");
	for (int w = i->from; w < i->to; w++) {
		text(o, " ");
		text(o, q->words->v[w]);
	}
}

/* The items that stand exactly here, each with its words. */
static int because(struct out *o, const struct request *q, uint32_t offset, int said)
{
	for (const struct item *i = q ? q->first : NULL; i; i = i->next) {
		if (i->dead || !i->length)
			continue;
		if (!i->group && (i->offset == offset || (i->row->place == AT_HEADER && offset > i->offset &&
							  offset < i->offset + i->length))) {
			text(o, said++ ? "," : "  \xe2\x86\x90");
			words_of(o, q, i);
		} else if (i->group && offset >= i->offset && offset < i->offset + i->length) {
			said = because(o, i->group, offset, said);
		}
	}
	return said;
}

static void value(struct out *o, const struct view *v, const struct row *r, const void *data,
		  size_t size)
{
	struct literal l = { .text = NULL };

	text(o, r->type->name);
	if (!r->type->print || size < r->type->size)
		return;
	r->type->print(v, r, data, size, &l);
	if (!l.text)
		return;
	text(o, " ");
	text(o, l.text);
	if (l.label && strcmp(l.label, l.text)) {
		text(o, " (");
		text(o, l.label);
		text(o, ")");
	}
}

static void explain_header(const struct explain *x, const struct view *v, const void *header,
			   uint32_t offset, int depth)
{
	const struct row *r;

	table_for_each(r, v->table) {
		struct literal l = { .text = NULL };
		char name[128];

		if (r->place != AT_HEADER || !r->type->print || r != table_header(v->table, r->offset))
			continue;
		r->type->print(v, r, (const char *)header + r->offset, r->type->size, &l);
		if (!l.text || (!payload_number((const char *)header + r->offset, r->type->size, false) &&
				!(x->q && request_header(x->q, r->offset))))
			continue;
		snprintf(name, sizeof(name), "%s.%s", v->table->header_name, r->name);
		name_column(x->o, depth, name);
		value(x->o, v, r, (const char *)header + r->offset, r->type->size);
		because(x->o, x->q, offset + r->offset, 0);
		text(x->o, "\n");
	}
}

static void explain_node(const struct node *node, void *arg)
{
	const struct explain *x = arg;
	const struct row *r = node->row;
	char name[32];

	if (node->group) {
		struct view v = *node->view;

		v.table = node->table;
		explain_header(x, &v, node->data, node->offset, node->depth);
		return;
	}
	if (!r)
		snprintf(name, sizeof(name), "attribute %u", node->attr);
	else
		snprintf(name, sizeof(name), "%s%s", r->name, node->v6 ? "6" : "");
	name_column(x->o, node->depth, name);
	if (r && r->place != AT_FIELD)
		value(x->o, node->view, r, node->data, node->size);
	else if (r && node->size >= r->offset + r->type->size)
		value(x->o, node->view, r, (const char *)node->data + r->offset, r->type->size);
	else
		text(x->o, "?");
	because(x->o, x->q, node->offset, 0);
	text(x->o, "\n");
}

static const struct message *message_of(uint16_t type)
{
	for (const struct message *m = explain_messages; m && m->name; m++)
		if (m->type == type)
			return m;
	return NULL;
}

static void explain_flags(struct out *o, const struct nlmsghdr *n, bool sent)
{
	static const struct name common[] = { { NLM_F_MULTI, "MULTI" }, { NLM_F_ACK, "ACK" }, { NLM_F_ECHO, "ECHO" },
		{ NLM_F_DUMP_INTR, "DUMP_INTR" }, { NLM_F_DUMP_FILTERED, "DUMP_FILTERED" }, { 0, NULL } };
	static const struct name create[] = { { NLM_F_REPLACE, "REPLACE" }, { NLM_F_EXCL, "EXCL" },
		{ NLM_F_CREATE, "CREATE" }, { NLM_F_APPEND, "APPEND" }, { 0, NULL } };
	bool get = ((n->nlmsg_type - RTM_BASE) & 3) == 2;

	if (n->nlmsg_flags & NLM_F_REQUEST)
		text(o, " REQUEST");
	for (const struct name *f = common; f->name; f++)
		if (n->nlmsg_flags & f->value) {
			text(o, " ");
			text(o, f->name);
		}
	if (sent && get && (n->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP)
		text(o, " DUMP");
	for (const struct name *f = create; sent && !get && f->name; f++)
		if (n->nlmsg_flags & f->value) {
			text(o, " ");
			text(o, f->name);
		}
}

void explain_message(struct out *o, const struct nlmsghdr *n, bool sent, const struct request *q)
{
	const struct message *m = message_of(n->nlmsg_type);
	struct explain x = { o, q, m ? m->table : NULL };
	char number[FORMAT_MAX];
	struct view v;

	text(o, sent ? "-> " : "<- ");
	format_unsigned(number, n->nlmsg_type);
	text(o, m ? m->name : number);
	explain_flags(o, n, sent);
	format_unsigned(number, n->nlmsg_len);
	text(o, ", ");
	text(o, number);
	text(o, " bytes\n");
	if (!m || view_message(&v, m->table, n, NULL) < 0)
		return;
	explain_header(&x, &v, v.header, sizeof(*n), 0);
	tree_walk(n, m->table, explain_node, &x);
	out_flush(o);
}

static void tap(const struct nlmsghdr *n, bool sent)
{
	const struct nlmsgerr *e = mnl_nlmsg_get_payload(n);

	if (n->nlmsg_type == NLMSG_ERROR && mnl_nlmsg_get_payload_len(n) >= sizeof(*e)) {
		text(&err, e->error ? "<- NLMSG_ERROR " : "<- acknowledged\n");
		if (e->error) {
			text(&err, strerror(-e->error));
			text(&err, "\n");
		}
		out_flush(&err);
	} else if (n->nlmsg_type >= NLMSG_MIN_TYPE) {
		explain_message(&err, n, sent, sent ? current : NULL);
	}
}

void explain_on(void)
{
	nl_tap = tap;
}

void explain_request(const struct request *q)
{
	current = q;
}
