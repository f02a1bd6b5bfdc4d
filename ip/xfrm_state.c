/* xfrm_state.c - "ip xfrm state": commands.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include <netinet/in.h>
#include <string.h>

#include "error.h"
#include "options.h"
#include "scan.h"

#define FAMILY	(opt.family ? opt.family : AF_INET)

static int delete(const struct nlmsghdr *);

static const struct xfrm_sort states = {
	.table = &xfrm_state_table, .id = &xfrm_state_id_table, .expire = &xfrm_expire_table, .dump = &xfrm_state_dump_table,
	.made = XFRM_MSG_NEWSA, .updated = XFRM_MSG_UPDSA, .expired = XFRM_MSG_EXPIRE, .deleted = XFRM_MSG_DELSA,
	.wanted = XFRM_MSG_GETSA, .itself = XFRMA_SA, .delete = delete,
};

int xfrm_show_state(const struct nlmsghdr *n, void *filter)
{
	return xfrm_show_one(&states, n, filter);
}

/* ---- get, delete ---- */
static int get_or_delete(struct words *w, const struct command *c)
{
	static const uint8_t any[16];
	struct request q;

	request_begin(&q, &xfrm_state_id_table, TO_SET, c->flags, c->flags == XFRM_MSG_DELSA ? NLM_F_ACK : 0, w);
	if (request_parse(&q, &xfrm_state_id_table, w) < 0 || w->completing)
		return -1;
	if (xfrm_said(&q, RUN_ID) && !request_attr(&q, q.table, XFRMA_SRCADDR))
		request_add_bytes(&q, q.table, table_attr(q.table, XFRMA_SRCADDR), 0, 0, any, sizeof(any));
	request_imply_header(&q, offsetof(struct xfrm_usersa_id, family), FAMILY);
	xfrm_drop_empty(&q);
	return request_send(&q, c->flags == XFRM_MSG_GETSA ? xfrm_show_state : NULL, NULL);
}

/* ---- allocspi ---- */
/* As PF_KEY has it; a number of IPComp has 16 bits. */
static void imply_range(struct request *q)
{
	bool is_comp = xfrm_number(q, "id.proto") == IPPROTO_COMP;

	request_imply_header(q, offsetof(struct xfrm_userspi_info, min), 0x100);
	request_imply_header(q, offsetof(struct xfrm_userspi_info, max), is_comp ? 0xffff : 0x0fffffff);
}

static int check_range(struct request *q)
{
	bool min = xfrm_item(q, "min"), max = xfrm_item(q, "max");

	if (xfrm_number(q, "id.spi"))
		return fail(1, "\"spi\" is invalid");
	if (!xfrm_said(q, RUN_ID))
		return fail(1, "Not enough information: ID is required");
	if (min != max)
		return fail(1, min ? "\"max\" is missing" : "\"min\" is missing");
	if (xfrm_number(q, "min") > xfrm_number(q, "max"))
		return fail(1, "value after \"min\" is larger than value after \"max\"");
	return 0;
}

static int allocspi(struct words *w, const struct command *c)
{
	struct request q;

	(void)c;
	request_begin(&q, &xfrm_spi_table, TO_GET, XFRM_MSG_ALLOCSPI, 0, w);
	if (request_parse(&q, &xfrm_spi_table, w) < 0 || w->completing || check_range(&q) < 0)
		return -1;
	imply_range(&q);
	request_imply_header(&q, offsetof(struct xfrm_usersa_info, family), FAMILY);
	xfrm_drop_empty(&q);
	return request_send(&q, xfrm_show_state, NULL);
}

/* ---- list, deleteall ---- */
static void add_filter(struct request *q, const char *name, const struct request *filter, const char *of, const char *length)
{
	const struct item *i = xfrm_item(filter, of);
	const struct address *a = i ? i->data : NULL;
	static const uint8_t any[16];

	request_add_bytes(q, q->table, xfrm_row(q->table, name), 0, 0, a ? a->data : any, sizeof(any));
	request_add_number(q, q->table, xfrm_row(q->table, length), 0, 0, a ? a->length : 0);
}

/* What the kernel can tell apart by itself. */
static void add_filters(struct request *q, const struct request *filter)
{
	uint8_t transform = xfrm_number(filter, "id.proto");

	if (transform)
		request_add_number(q, q->table, table_attr(q->table, XFRMA_PROTO), 0, 0, transform);
	add_filter(q, "saddr", filter, "saddr", "splen");
	add_filter(q, "daddr", filter, "id.daddr", "dplen");
	request_add_number(q, q->table, xfrm_row(q->table, "family"), 0, 0, filter->family);
}

static int list(struct words *w, const struct command *c)
{
	struct request q, filter;

	(void)c;
	if (xfrm_filter(&states, &filter, w) < 0)
		return -1;
	request_begin(&q, &xfrm_state_dump_table, TO_SET, XFRM_MSG_GETSA, NLM_F_DUMP, w);
	add_filters(&q, &filter);
	return xfrm_dump(&q, xfrm_show_state, &filter);
}

static int delete(const struct nlmsghdr *n)
{
	struct xfrm_usersa_info s;
	struct xfrm_usersa_id id;
	struct request q;

	/* Its 64-bit members want more than the four bytes by which messages are aligned. */
	memcpy(&s, mnl_nlmsg_get_payload(n), sizeof(s));
	id = (struct xfrm_usersa_id){ .daddr = s.id.daddr, .spi = s.id.spi, .family = s.family, .proto = s.id.proto };
	xfrm_delete_begin(&states, &q, &id, n);
	request_add_bytes(&q, q.table, table_attr(q.table, XFRMA_SRCADDR), 0, 0, &s.saddr, sizeof(s.saddr));
	return xfrm_tell(&q);
}

static int deleteall(struct words *w, const struct command *c)
{
	(void)c;
	return xfrm_deleteall(&states, w);
}

/* ---- flush, count ---- */
static int flush(struct words *w, const struct command *c)
{
	struct request q;
	char buf[FORMAT_MAX];

	(void)c;
	request_begin(&q, &xfrm_state_flush_table, TO_SET, XFRM_MSG_FLUSHSA, NLM_F_ACK, w);
	if (request_parse(&q, &xfrm_state_flush_table, w) < 0 || w->completing)
		return -1;
	if (opt.stats > 1)
		warn("Flush state with XFRM-PROTO value \"%s\"", xfrm_name(xfrm_transforms, xfrm_number(&q, "proto"), buf));
	return request_send(&q, NULL, NULL);
}

static int show_count(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (n->nlmsg_type != XFRM_MSG_NEWSADINFO || view_message(&v, &xfrm_state_info_table, n, NULL) < 0)
		return 0;
	out_text(&out, "\t SAD", "");
	show_rows(&out, &v);
	out_bytes(&out, "\n", 1);
	return 0;
}

static int count(struct words *w, const struct command *c)
{
	(void)c;
	return xfrm_count(&xfrm_state_info_table, XFRM_MSG_GETSADINFO, show_count, w);
}

#define WHICH	"[ src ADDR ] [ dst ADDR ] [ proto XFRM-PROTO ] [ spi SPI ]"

static const struct command commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ nokeys ] [ FILTER ... ]", "lists states", list, 0, NULL },
	{ "a[dd]", "ID [ ALGO ... ] [ mode MODE ] ...", "makes a state", xfrm_state_modify, XFRM_MSG_NEWSA, NULL },
	{ "u[pdate]", "ID [ ALGO ... ] [ mode MODE ] ...", "changes a state", xfrm_state_modify, XFRM_MSG_UPDSA, NULL },
	{ "al[locspi]", "ID [ mode MODE ] [ min SPI max SPI ] ...", "lets the kernel find a number for a state to come", allocspi,
	  0, NULL },
	{ "d[elete]", WHICH " [ mark MARK [ mask MASK ] ]", "removes a state", get_or_delete, XFRM_MSG_DELSA, NULL },
	{ "deletea[ll]|dela[ll]", "[ FILTER ... ]", "removes all states that are selected", deleteall, 0, NULL },
	{ "g[et]", WHICH " [ mark MARK [ mask MASK ] ]", "shows one state", get_or_delete, XFRM_MSG_GETSA, NULL },
	{ "f[lush]", "[ proto XFRM-PROTO ]", "removes all states", flush, 0, NULL },
	{ "c[ount]", "", "counts states", count, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	xfrm_usage("Usage: ip xfrm state {{ add | update } ID [ ALGO-LIST ] [ mode MODE ]\n", &xfrm_state_object,
		   &xfrm_state_table, &xfrm_state_table);
	return fail(255, "%s", "");
}

const struct object xfrm_state_object = {
	.word = "s[tate]", .name = "xfrm state", .help = "states of IPsec", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage,
};
