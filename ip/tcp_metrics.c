/* tcp_metrics.c - "ip tcp_metrics": what TCP remembers of its peers.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_metrics.h"

#include <linux/tcp_metrics.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "genl_ask.h"
#include "objects.h"
#include "options.h"
#include "route_table.h"

struct genl_family tcp_metrics_family = { .name = TCP_METRICS_GENL_NAME, .version = TCP_METRICS_GENL_VERSION };

static const char help_text[] =
	"Usage:\tip tcp_metrics/tcpmetrics {{ COMMAND | help }\n"
	"\tip tcp_metrics {{ show | flush } SELECTOR\n"
	"\tip tcp_metrics delete [ address ] ADDRESS\n"
	"SELECTOR := [ [ address ] PREFIX ]\n";

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return genl_usage(help_text);
}

static int table_help(struct words *w)
{
	return usage(w, NULL);
}

/* ---- types ---- */
static void print_peer(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_address.print(v, r, data, size, l);
	literal_resolve(l, data, size);
	if (r->attr != TCP_METRICS_ATTR_ADDR_IPV4)
		l->color = COLOR_NONE;
	l->key = r->json;
}

static const struct type type_peer = { .name = "ip", .arg = "PREFIX", .print = print_peer };

static void literal_float(struct literal *l, double value)
{
	snprintf(l->buf, FORMAT_MAX, "%g", value);
	l->json = JSON_NUMBER;
	l->text = l->buf;
}

/* Milliseconds: seconds with three places, in JSON with six digits. */
static void print_ago(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	uint64_t ms = payload_number(data, 8, false);
	char *label = l->buf + FORMAT_MAX;

	(void)v;
	(void)r;
	(void)size;
	literal_float(l, ms / 1000.0);
	snprintf(label, FORMAT_MAX, "%llu.%03llu", (unsigned long long)ms / 1000, (unsigned long long)ms % 1000);
	l->label = label;
}

/* ip(8) takes these milliseconds for microseconds, in text and in JSON. */
static void print_drop_time(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	double seconds = payload_number(data, 8, false) / 1000000.0;
	char *label = l->buf + FORMAT_MAX;

	(void)v;
	(void)r;
	(void)size;
	literal_float(l, seconds);
	snprintf(label, FORMAT_MAX, "%.3f", seconds);
	l->label = label;
}

static const struct type type_drop_time = { .name = "u64", .arg = "TIME", .size = 8, .print = print_drop_time };
static const struct type type_ago = { .name = "u64", .arg = "TIME", .size = 8, .print = print_ago };

static void print_cookie(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_binary.print(v, r, data, size > 16 ? 16 : size, l);
}

static const struct type type_cookie = { .name = "binary", .arg = "HEX", .print = print_cookie };

/* ---- rows ---- */
/* Times are shifted left (linux/tcp.h, srtt_us), in microseconds or, from older kernels, in milliseconds. */
static uint32_t microseconds(const struct view *v, uint16_t us, uint16_t ms, int shift)
{
	return view_attr(v, us) ? view_u32(v, us) >> shift : view_u32(v, ms) * UINT64_C(1000) >> shift;
}

static void show_time(struct out *o, const struct row *r, const struct view *v)
{
	bool is_rtt = r->attr == TCP_METRIC_RTT_US + 1;
	uint32_t us = microseconds(v, r->attr, is_rtt ? TCP_METRIC_RTT + 1 : TCP_METRIC_RTTVAR + 1, is_rtt ? 3 : 2);
	char *label;
	struct literal l = { .zero = !us };

	if (!us)
		return;
	literal_float(&l, us / 1000000.0);
	label = l.buf + FORMAT_MAX;
	format_unsigned(label, us);
	l.label = label;
	out_literal(o, r->json, r->text, &l);
}

/* Metric i is attribute i + 1. */
#define METRIC(m, w, ...) \
	{ .place = AT_ATTR, .attr = (m) + 1, .name = #m, .type = &type_u32, .json = (w), .text = " " w " %s", __VA_ARGS__ }
static const struct row metric_rows[] = {
	METRIC(TCP_METRIC_SSTHRESH, "ssthresh"), METRIC(TCP_METRIC_CWND, "cwnd"),
	METRIC(TCP_METRIC_REORDERING, "reordering"),
	METRIC(TCP_METRIC_RTT, "rtt_ms", .hide = HIDE), METRIC(TCP_METRIC_RTTVAR, "rttvar_ms", .hide = HIDE),
	{ .place = AT_ATTR, .attr = TCP_METRIC_RTT_US + 1, .name = "TCP_METRIC_RTT_US", .type = &type_u32,
	  .json = "rtt", .text = " rtt %sus", SHOW_ALWAYS(show_time) },
	{ .place = AT_ATTR, .attr = TCP_METRIC_RTTVAR_US + 1, .name = "TCP_METRIC_RTTVAR_US", .type = &type_u32,
	  .json = "rttvar", .text = " rttvar %sus", SHOW_ALWAYS(show_time) },
};
static const struct table metric_table = { .name = "metrics", TABLE_ROWS(metric_rows) };

static bool showing_deleted;

static void show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	(void)v;
	if (showing_deleted)
		out_true(o, "deleted", "Deleted ");
}

static void show_stamp(struct out *o, const struct row *r, const struct view *v)
{
	char text[FORMAT_MAX];

	if (!view_attr(v, r->attr))
		return;
	snprintf(text, sizeof(text), "%u/%d", view_u32(v, TCP_METRICS_ATTR_TW_TSVAL), (int)view_u32(v, r->attr));
	out_string(o, r->json, r->text, text);
}

/* How many, and when the last one was. */
static void show_drops(struct out *o, const struct row *r, const struct view *v)
{
	const struct row *when = table_attr(&tcp_metrics_table, TCP_METRICS_ATTR_FOPEN_SYN_DROP_TS);
	const uint16_t *drops = view_struct(v, r->attr, sizeof(*drops));
	uint64_t ms = view_u64(v, TCP_METRICS_ATTR_FOPEN_SYN_DROP_TS);
	struct literal l = { .key = NULL };

	if (!drops)
		return;
	out_unsigned(o, r->json, r->text, *drops);
	print_drop_time(v, when, &ms, sizeof(ms), &l);
	out_literal(o, when->json, when->text, &l);
}

static int parse_address(struct request *, const struct table *, const struct row *, struct words *);
static bool matches(const struct item *, const struct view *);

static const struct row rows[] = {
	GENL_HEADER,
	PRINTS(show_deleted),
	ATTR(TCP_METRICS_ATTR_ADDR_IPV4, peer, "address|addr", NULL, "a peer, or peers", V6(TCP_METRICS_ATTR_ADDR_IPV6),
	     LISTED("address|addr"), .implied = 1 << TO_SET | 1 << TO_LIST, .text = "%s", .json = "dst",
	     .parse = parse_address, .match = matches),
	TOLD(TCP_METRICS_ATTR_AGE, ago, " age %ssec", "age"),
	TOLD(TCP_METRICS_ATTR_TW_TS_STAMP, s32, " tw_ts %s ago", "tw_ts_stamp", .show = show_stamp),
	QUIET(TCP_METRICS_ATTR_TW_TSVAL, u32),
	NEST(TCP_METRICS_ATTR_VALS, &metric_table, .json = ""),
	TOLD(TCP_METRICS_ATTR_FOPEN_MSS, u16, " fo_mss %s", "fopen_miss"),
	TOLD(TCP_METRICS_ATTR_FOPEN_SYN_DROPS, u16, " fo_syn_drops %s", "fopen_syn_drops", .show = show_drops),
	TOLD(TCP_METRICS_ATTR_FOPEN_SYN_DROP_TS, drop_time, "/%susec ago", "fopen_syn_drop_ts", .hide = HIDE),
	TOLD(TCP_METRICS_ATTR_FOPEN_COOKIE, cookie, " fo_cookie %s", "fo_cookie"),
	TOLD(TCP_METRICS_ATTR_SADDR_IPV4, peer, " source %s", "source", V6(TCP_METRICS_ATTR_SADDR_IPV6)),
	QUIET(TCP_METRICS_ATTR_PAD, binary),
};
const struct table tcp_metrics_table = {
	GENL_TABLE("tcp_metrics", tcp_metrics_family), TABLE_ROWS(rows), .help = table_help,
};

/* ---- words ---- */
static bool is_keyword(const struct words *w)
{
	return !strcmp(w->v[w->i - 1], "addr") || !strcmp(w->v[w->i - 1], "address");
}

/* The item's data is the prefix; a whole address also goes to the kernel. */
static int parse_address(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *who = is_keyword(w) ? w->v[w->i - 1] : "address", *word;
	int from = is_keyword(w) ? w->i - 1 : w->i;
	struct address a;
	struct item *i;

	word = request_next(q, r, w);
	if (!word)
		return -1;
	if (word_matches("h[elp]", word))
		return w->completing ? -1 : table_help(w);
	error_blame(w->i - 1);
	if (request_row(q, r))
		return request_garbage(q, who, word);
	if (route_scan_prefix(q, word, opt.family, &a) < 0)
		return -1;
	if (q->space == TO_SET && (!a.size || a.length != a.size * 8))
		return fail(1, "Error: a specific IP address is expected rather than \"%s\"", word);
	i = request_add_bytes(q, t, r, from, w->i, &a.data, a.size);
	if (!i)
		return -1;
	i->v6 = a.family == AF_INET6;
	q->family = a.family;
	q->context = arena_copy(&a, sizeof(a));
	return 0;
}

static bool is_in(const struct address *a, const void *data)
{
	size_t bytes = a->length > 0 ? a->length / 8 : 0, bits = a->length > 0 ? a->length % 8 : 0;

	if (memcmp(a->data, data, bytes))
		return false;
	return !bits || !((a->data[bytes] ^ ((const uint8_t *)data)[bytes]) & 0xff << (8 - bits) & 0xff);
}

/* Peers of other families are none of the prefix's; "all" is of any family. */
bool tcp_metrics_wanted(const struct request *q, const struct view *v)
{
	const struct address *a = q->context;
	int wanted = a ? a->family : opt.family;
	const void *data;
	size_t size;
	bool v6;

	if (!view_payload(v, table_attr(q->table, TCP_METRICS_ATTR_ADDR_IPV4), &data, &size, &v6))
		return false;
	if (wanted && wanted != (v6 ? AF_INET6 : AF_INET))
		return false;
	return !a || size < (v6 ? 16u : 4u) || is_in(a, data);
}

/* tcp_metrics_wanted() knows, which also asks for the family that no word said. */
static bool matches(const struct item *i, const struct view *v)
{
	(void)i;
	(void)v;
	return true;
}

static int begin(struct request *q, enum space space, uint16_t command, uint16_t flags, struct words *w)
{
	if (opt.family && opt.family != AF_INET && opt.family != AF_INET6)
		return fail(1, "Unsupported protocol family: %d", opt.family);
	request_begin(q, &tcp_metrics_table, space, command, flags, w);
	return request_parse(q, &tcp_metrics_table, w) < 0 || w->completing ? -1 : 0;
}

static bool is_whole(const struct request *q)
{
	const struct address *a = q->context;

	return a && a->size && a->length == a->size * 8;
}

/* ---- show ---- */
int tcp_metrics_show(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	if (n->nlmsg_type != tcp_metrics_family.id || view_message(&v, &tcp_metrics_table, n, arg) < 0 || !tcp_metrics_wanted(arg, &v))
		return 0;
	show_record(&out, &v);
	return 0;
}

static int list(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (begin(&q, TO_LIST, TCP_METRICS_CMD_GET, 0, w) < 0)
		return w->completing ? 0 : -1;
	if (is_whole(&q)) {
		q.space = TO_SET;
		return genl_ask_text(&q);
	}
	q.flags |= NLM_F_DUMP;
	return request_list(&q, tcp_metrics_show, &q, 1);
}

static int delete(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	if (begin(&q, TO_SET, TCP_METRICS_CMD_DEL, NLM_F_ACK, w) < 0)
		return -1;
	if (!q.first)
		return fail(255, "Error: argument \"address\" is required");
	return request_send(&q, NULL, NULL);
}

/* ---- flush ---- */
/* Of all, or of one, the kernel needs no list. */
static int flush(struct words *w, const struct command *c)
{
	bool json = out.json;
	const struct address *a;
	struct request q;
	int ret;

	(void)c;
	if (begin(&q, TO_LIST, TCP_METRICS_CMD_GET, 0, w) < 0)
		return -1;
	a = q.context;
	if (is_whole(&q) || (!opt.family && (!a || a->length <= 0))) {
		q.space = TO_SET;
		q.type = TCP_METRICS_CMD_DEL;
		q.flags |= NLM_F_ACK;
		if (!is_whole(&q))
			q.first = NULL;
		return request_send(&q, NULL, NULL);
	}
	q.flags |= NLM_F_DUMP;
	out.json = false;
	showing_deleted = true;
	ret = tcp_metrics_flush(&q);
	showing_deleted = false;
	out.json = json;
	return ret;
}

#define SELECTOR "[ [ address ] PREFIX ]"

static const struct command commands[] = {
	{ "l[ist]|l[st]|s[how]", SELECTOR, "lists what is known of peers", list, 0, NULL },
	{ "d[elete]|r[emove]", "[ address ] ADDRESS", "forgets one peer", delete, 0, NULL },
	{ "f[lush]", SELECTOR, "forgets all peers that are selected", flush, 0, NULL },
};

static const struct table *const tables[] = { &tcp_metrics_table, NULL };

const struct object tcp_metrics_object = {
	.word = "tcp_[metrics]|tc[pmetrics]", .name = "tcp_metrics", .help = "what TCP remembers of its peers",
	.commands = commands, .n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
