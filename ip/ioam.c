/* ioam.c - "ip ioam": data that IPv6 packets collect on their way (RFC 9197).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "ioam.h"

#include <stdio.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "genl_ask.h"
#include "objects.h"
#include "scan.h"

static struct genl_family family = { .name = IOAM6_GENL_NAME, .version = IOAM6_GENL_VERSION };

static const char help_text[] =
	"Usage:\tip ioam {{ COMMAND | help }\n"
	"\tip ioam namespace show\n"
	"\tip ioam namespace add ID [ data DATA32 ] [ wide DATA64 ]\n"
	"\tip ioam namespace del ID\n"
	"\tip ioam schema show\n"
	"\tip ioam schema add ID DATA\n"
	"\tip ioam schema del ID\n"
	"\tip ioam namespace set ID schema {{ ID | none }\n"
	"\tip ioam monitor\n";

static int unexpected(struct words *w, const char *why)
{
	error_blame(w->i);
	return w->completing ? -1 : fail(255, "Error: argument \"%s\" is wrong: %s", w->v[w->i], why);
}

/* Nothing is abbreviated here, not even "help". */
static int usage(struct words *w, const struct command *c)
{
	if (!c && words_peek(w) && strcmp(words_peek(w), "help"))
		return unexpected(w, "Unknown");
	return genl_usage(help_text);
}

/* ---- types ---- */
/* All digits in text; JSON has them in hexadecimal without, and the wide ones with "0x". */
static void literal_hex(struct literal *l, uint64_t value, const char *json, const char *text)
{
	char *label = l->buf + FORMAT_MAX;

	snprintf(l->buf, FORMAT_MAX, json, (unsigned long long)value);
	snprintf(label, FORMAT_MAX, text, (unsigned long long)value);
	literal_string(l, l->buf);
	l->label = label;
}

static void print_data(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_hex(l, payload_number(data, 4, false), "%llx", "%#010llx");
}

static const struct type type_data = { .name = "u32", .arg = "DATA32", .size = 4, .scan = type_scan_number,
				       .print = print_data };

static int scan_wide(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint64_t value;

	(void)q;
	(void)r;
	if (scan_unsigned(word, 16, UINT64_MAX, &value) < 0)
		return SCAN_BAD;
	item_set_number(i, value);
	return 0;
}

static void print_wide(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	(void)v;
	(void)r;
	(void)size;
	literal_hex(l, payload_number(data, 8, false), "%#llx", "%#018llx");
}

static const struct type type_wide = { .name = "u64", .arg = "DATA64", .size = 8, .scan = scan_wide, .print = print_wide };

static int scan_schema(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	if (strlen(word) > IOAM6_MAX_SCHEMA_DATA_LEN)
		return SCAN_BAD;
	item_set(i, word, strlen(word));
	return 0;
}

static const struct type type_schema = { .name = "binary", .arg = "DATA", .scan = scan_schema };

/* ---- rows ---- */
static void show_bytes(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	const uint8_t *bytes = a ? mnl_attr_get_payload(a) : NULL;
	size_t n = a ? mnl_attr_get_payload_len(a) : 0;

	out_text(o, ", data:", "");
	out_open(o, "data", '[');
	for (size_t i = 0; i < n; i++) {
		struct literal l = { .key = NULL };

		literal_unsigned(&l, bytes[i]);
		l.label = l.buf + FORMAT_MAX;
		format_hex_digits(l.buf + FORMAT_MAX, bytes[i], 2);
		out_literal(o, NULL, " %s", &l);
	}
	out_close(o);
}

static int parse_none(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	return request_add(q, t, r, w->i - 1, w->i) ? 0 : -1;
}

static int bad_word(struct request *q, const struct table *t, struct words *w)
{
	(void)t;
	return unexpected(w, q->first && q->first->next ? "Unexpected argument" : "Invalid argument");
}

static const struct row namespace_rows[] = {
	GENL_HEADER,
	ATTR(IOAM6_ATTR_NS_ID, u16, NULL, "ID", "number of the namespace", .text = "namespace %s", .json = "namespace",
	     BAD("Invalid namespace ID")),
	TOLD(IOAM6_ATTR_SC_ID, u32, " [schema %s]", "schema"),
	ATTR(IOAM6_ATTR_NS_DATA, data, "data", NULL, "what this node puts in, 32 bits", .text = ", data %s", .json = "data",
	     BAD("Invalid data")),
	ATTR(IOAM6_ATTR_NS_DATA_WIDE, wide, "wide", NULL, "what this node puts in, 64 bits", .text = ", wide %s",
	     .json = "wide", BAD("Invalid wide data")),
	QUIET(IOAM6_ATTR_PAD, binary),
};
const struct table ioam_table = { GENL_TABLE("ioam namespace", family), TABLE_ROWS(namespace_rows), .unknown = bad_word };

static const struct row schema_rows[] = {
	GENL_HEADER,
	ATTR(IOAM6_ATTR_SC_ID, u32, NULL, "ID", "number of the schema", .text = "schema %s", .json = "schema",
	     BAD("Invalid schema ID")),
	TOLD(IOAM6_ATTR_NS_ID, u16, " [namespace %s]", "namespace", .arg = "ID", BAD("Invalid namespace ID")),
	ATTR(IOAM6_ATTR_SC_DATA, schema, NULL, NULL, "what this node puts in, a text", .json = "data", SHOW_ALWAYS(show_bytes),
	     BAD("Schema DATA too big")),
	{ ATTR_ANON(IOAM6_ATTR_SC_NONE, flag), .parse = parse_none, .hide = HIDE },
};
const struct table ioam_schema_table = { GENL_TABLE("ioam schema", family), TABLE_ROWS(schema_rows) };

/* ---- commands ---- */
static int list(struct words *w, const struct command *c)
{
	struct request q;

	request_begin(&q, c->data, TO_LIST, c->flags, 0, w);
	return w->completing ? 0 : genl_list(&q, 1);
}

/* ip(8) ends with 1 when the kernel refuses. */
static int change(struct request *q)
{
	return request_send(q, NULL, NULL) < 0 ? error_status(1) : 0;
}

/* "data" may be followed by "wide", and nothing by anything else. */
static int parse_more(struct request *q, struct words *w)
{
	const char *word = words_peek(w);
	bool is_data = word && !strcmp(word, "data");

	if (request_parse_open(q, q->table, w) < 0)
		return -1;
	for (const struct item *i = q->first ? q->first->next : NULL, *first = i; i; i = i->next)
		if (i != first && !(is_data && i == first->next && i->row->attr == IOAM6_ATTR_NS_DATA_WIDE)) {
			w->i = i->from;
			return unexpected(w, "Unexpected argument");
		}
	return 0;
}

static int add_namespace(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &ioam_table, TO_SET, IOAM6_CMD_ADD_NAMESPACE, NLM_F_ACK, w);
	if (genl_argument(&q, q.table, IOAM6_ATTR_NS_ID, w) < 0 || parse_more(&q, w) < 0 || w->completing)
		return -1;
	if (words_peek(w) && (!q.first->next || !q.first->next->next))
		return bad_word(&q, &ioam_table, w);
	return change(&q);
}

static int delete(struct words *w, const struct command *c)
{
	bool is_schema = c->flags == IOAM6_CMD_DEL_SCHEMA;
	struct request q;

	request_begin(&q, c->data, TO_SET, c->flags, NLM_F_ACK, w);
	if (genl_argument(&q, q.table, is_schema ? IOAM6_ATTR_SC_ID : IOAM6_ATTR_NS_ID, w) < 0)
		return -1;
	return change(&q);
}

static int set_namespace(struct words *w, const struct command *c)
{
	const char *word;
	struct request q;

	(void)c;
	request_begin(&q, &ioam_schema_table, TO_SET, IOAM6_CMD_NS_SET_SCHEMA, NLM_F_ACK, w);
	if (genl_argument(&q, q.table, IOAM6_ATTR_NS_ID, w) < 0)
		return -1;
	if (completing_here(w))
		complete_offer(w, "schema", "what its packets collect");
	word = words_next(w);
	if (!word || w->completing)
		return -1;
	if (strcmp(word, "schema")) {
		w->i--;
		return unexpected(w, "Unknown");
	}
	word = words_peek(w);
	if (!word || strcmp(word, "none"))
		return genl_argument(&q, q.table, IOAM6_ATTR_SC_ID, w) < 0 ? -1 : change(&q);
	w->i++;
	if (parse_none(&q, &ioam_schema_table, table_attr(&ioam_schema_table, IOAM6_ATTR_SC_NONE), w) < 0)
		return -1;
	return change(&q);
}

static int add_schema(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &ioam_schema_table, TO_SET, IOAM6_CMD_ADD_SCHEMA, NLM_F_ACK, w);
	if (genl_argument(&q, q.table, IOAM6_ATTR_SC_ID, w) < 0 || genl_argument(&q, q.table, IOAM6_ATTR_SC_DATA, w) < 0)
		return -1;
	return change(&q);
}

/* ---- events ---- */
static void show_type(struct out *o, const struct row *r, const struct view *v)
{
	char text[FORMAT_MAX];

	if (!view_attr(v, r->attr))
		return;
	snprintf(text, sizeof(text), "%#08x", view_u32(v, r->attr));
	out_text(o, r->text, text);
}

static void show_data(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	const uint8_t *bytes = a ? mnl_attr_get_payload(a) : NULL;
	char text[FORMAT_MAX];

	out_text(o, "Data=", "");
	for (size_t i = 0; a && i < mnl_attr_get_payload_len(a); i++) {
		format_hex_digits(text, bytes[i], 2);
		out_text(o, "%s", text);
	}
}

static const struct row event_rows[] = {
	GENL_HEADER,
	TOLD(IOAM6_EVENT_ATTR_TRACE_NAMESPACE, u16, "Namespace=%s ", "namespace"),
	TOLD(IOAM6_EVENT_ATTR_TRACE_NODELEN, u8, "NodeLen=%s ", "nodelen"),
	TOLD(IOAM6_EVENT_ATTR_TRACE_TYPE, x32, "Type=%s ", "type", .show = show_type),
	TOLD(IOAM6_EVENT_ATTR_TRACE_DATA, binary, "Data=%s", "data", SHOW_ALWAYS(show_data)),
};
const struct table ioam_event_table = { GENL_TABLE("ioam event", family), TABLE_ROWS(event_rows) };

static int show_event(const struct nlmsghdr *n, void *arg)
{
	const struct genlmsghdr *g;
	struct view v;

	(void)arg;
	if (view_message(&v, &ioam_event_table, n, NULL) < 0)
		return 0;
	g = v.header;
	if (g->cmd != IOAM6_EVENT_TRACE)
		return 0;
	out.json = false;
	out_text(&out, "[TRACE] ", "");
	show_rows(&out, &v);
	out_bytes(&out, "\n", 1);
	return 0;
}

static int monitor(struct words *w, const struct command *c)
{
	(void)c;
	return w->completing ? 0 : genl_monitor(&family, IOAM6_GENL_EV_GRP_NAME, show_event);
}

static int unknown(struct words *w)
{
	return unexpected(w, "Unknown");
}

static const struct command namespace_commands[] = {
	{ "show", "", "lists namespaces", list, IOAM6_CMD_DUMP_NAMESPACES, &ioam_table },
	{ "add", "ID [ data DATA32 ] [ wide DATA64 ]", "makes a namespace", add_namespace, 0, NULL },
	{ "del", "ID", "removes a namespace", delete, IOAM6_CMD_DEL_NAMESPACE, &ioam_table },
	{ "set", "ID schema { ID | none }", "gives a namespace a schema", set_namespace, 0, NULL },
};
static const struct command schema_commands[] = {
	{ "show", "", "lists schemas", list, IOAM6_CMD_DUMP_SCHEMAS, &ioam_schema_table },
	{ "add", "ID DATA", "makes a schema", add_schema, 0, NULL },
	{ "del", "ID", "removes a schema", delete, IOAM6_CMD_DEL_SCHEMA, &ioam_schema_table },
};
#define OBJECT(w, h, c) \
	{ .word = (w), .name = "ioam", .help = (h), .commands = (c), .n = sizeof(c) / sizeof((c)[0]), .usage = usage, \
	  .otherwise = unknown }
static const struct object inner[] = {
	OBJECT("namespace", "what data is of", namespace_commands), OBJECT("schema", "texts of a node", schema_commands),
};

static int enter(struct words *w, const struct command *c)
{
	if (!words_peek(w))
		return words_next(w) ? 0 : -1;
	if (!w->completing && word_matches("h[elp]", words_peek(w)))
		return unknown(w);
	return object_command(c->data, w);
}

static const struct command commands[] = {
	{ "help", "", "says what can be said", usage, 0, NULL },
	{ "namespace", "{ show | add | del | set } ...", "what data is of", enter, 0, &inner[0] },
	{ "schema", "{ show | add | del } ...", "texts that a node puts in", enter, 0, &inner[1] },
	{ "monitor", "", "shows data of packets that end here", monitor, 0, NULL },
};

static const struct table *const tables[] = { &ioam_table, &ioam_schema_table, &ioam_event_table, NULL };

const struct object ioam_object = {
	.word = "io[am]", .name = "ioam", .help = "data that IPv6 packets collect on their way", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .otherwise = unknown, .tables = tables,
};
