/* xfrm_event.c - what the kernel tells unasked, as text.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <netinet/in.h>
#include <string.h>

#include "xfrm.h"
#include "xfrm_event.h"

static const char *text_of(const struct view *v, const char *name, struct literal *l)
{
	return row_literal(v, xfrm_row(v->table, name), l) ? l->text : "";
}

/* The value of a field, with what stands around it. */
static void put(const struct view *v, const char *name, const char *template)
{
	struct literal l;

	out_text(&out, template, text_of(v, name, &l));
}

static void put_hex(const struct view *v, uint32_t value, const char *template)
{
	char text[FORMAT_MAX];

	(void)v;
	format_hex_digits(text, value, 1);
	out_text(&out, template, text);
}

/* ---- acquire, report ---- */
/* up: whose family it is when it has none. */
static void show_sel(const struct view *v, const struct view *up)
{
	struct view sel;

	if (xfrm_part(&sel, v, xfrm_row(v->table, "sel")) < 0)
		return;
	sel.up = up;
	out_text(&out, "  sel ", "");
	show_rows(&out, &sel);
}

/* Its attributes are those of the message. */
static struct view policy_of(const struct view *v)
{
	const struct row *r = xfrm_row(v->table, "policy");
	struct view policy = *v;

	policy.table = r->table;
	policy.header = (const char *)v->header + r->offset;
	policy.header_size = r->table->header;
	return policy;
}

static void show_policy(const struct view *policy)
{
	out_text(&out, "  policy ", "");
	xfrm_indent = "    ";
	show_rows(&out, policy);
	xfrm_indent = "";
}

static void show_acquire(const struct view *v)
{
	const struct view policy = policy_of(v);
	bool stats = v->when & ON_STATS;
	struct xfrm_user_acquire a;
	char text[64];

	memcpy(&a, v->header, sizeof(a));
	put(v, "id.proto", "acquire proto %s ");
	if (stats || a.id.spi) {
		snprintf(text, sizeof(text), stats ? "spi 0x%08x(%u) " : "spi 0x%08x ", ntohl(a.id.spi), ntohl(a.id.spi));
		out_text(&out, "%s", text);
	}
	out_text(&out, "\n", "");
	show_sel(v, &policy);
	show_policy(&policy);
	if (stats) {
		snprintf(text, sizeof(text), "  seq 0x%08u ", a.seq);
		out_text(&out, "%s", text);
		put(v, "ealgos", "enc-mask %s ");
		put(v, "aalgos", "auth-mask %s ");
		put(v, "calgos", "comp-mask %s");
	}
	out_text(&out, "\n", "");
}

/* Addresses in attributes are of the selector's family. */
static void show_report(const struct view *v)
{
	struct view sel, report = *v;

	if (xfrm_part(&sel, v, xfrm_row(v->table, "sel")) < 0)
		return;
	sel.up = NULL;
	report.up = &sel;
	put(v, "proto", "report proto %s \n");
	show_sel(v, NULL);
	if (view_attr(v, XFRMA_COADDR))
		put(&report, "XFRMA_COADDR", "  coa %s\n");
}

/* ---- aevent, mapping: a line behind the first, with -oneline too ---- */
static void put_flags(uint32_t flags)
{
	static const struct name names[] = {
		{ XFRM_AE_CR, " replay update " }, { XFRM_AE_CE, " timer expired " }, { XFRM_AE_CU, " policy updated " }, { 0, NULL }
	};

	put_hex(NULL, flags, " (0x%s) ");
	for (const struct name *n = names; n->name; n++)
		if (flags & n->value)
			out_text(&out, n->name, "");
}

static void put_state(const struct view *v, uint8_t transform, uint32_t reqid, uint32_t spi)
{
	char buf[FORMAT_MAX];

	put_hex(v, reqid, " reqid 0x%s");
	out_text(&out, " protocol %s ", xfrm_protocol_name(transform, buf));
	put_hex(v, ntohl(spi), " SPI 0x%s");
	out_bytes(&out, "\n", 1);
}

static void show_aevent(const struct view *v)
{
	const struct xfrm_aevent_id *a = v->header;

	out_text(&out, "Async event ", "");
	put_flags(a->flags);
	out_bytes(&out, "\n\t", 2);
	put(v, "saddr", "src %s ");
	put(v, "sa_id.daddr", "dst %s ");
	put_state(v, a->sa_id.proto, a->reqid, a->sa_id.spi);
}

static void show_mapping(const struct view *v)
{
	const struct xfrm_user_mapping *m = v->header;

	out_text(&out, "Mapping change ", "");
	put(v, "old_saddr", "%s");
	put(v, "old_sport", ":%s -> ");
	put(v, "new_saddr", "%s");
	put(v, "new_sport", ":%s");
	out_bytes(&out, "\n\t", 2);
	put(v, "id.daddr", "dst %s ");
	put_state(v, m->id.proto, m->reqid, m->id.spi);
}

/* ---- flushed ---- */
static void show_state_flush(const struct view *v)
{
	out_text(&out, "Flushed state ", "");
	show_rows(&out, v);
}

static void show_policy_flush(const struct view *v)
{
	out_text(&out, "Flushed policy ", "");
	show_rows(&out, v);
	out_text(&out, "\n", "");
}

static const struct {
	uint16_t type;
	const struct table *table;
	void (*show)(const struct view *);
	bool ends;	/* with -oneline by a line end of its own */
} events[] = {
	{ XFRM_MSG_ACQUIRE, &xfrm_acquire_table, show_acquire, true },
	{ XFRM_MSG_REPORT, &xfrm_report_table, show_report, true },
	{ XFRM_MSG_NEWAE, &xfrm_aevent_table, show_aevent, false },
	{ XFRM_MSG_MAPPING, &xfrm_mapping_table, show_mapping, false },
	{ XFRM_MSG_FLUSHSA, &xfrm_state_flush_table, show_state_flush, true },
	{ XFRM_MSG_FLUSHPOLICY, &xfrm_policy_flush_table, show_policy_flush, true },
};

static void unknown(const struct nlmsghdr *n)
{
	char text[128];

	if (n->nlmsg_type < NLMSG_MIN_TYPE)
		return;
	snprintf(text, sizeof(text), "Unknown message: %08d 0x%08x 0x%08x\n", n->nlmsg_len, n->nlmsg_type, n->nlmsg_flags);
	out_bytes(&out, text, strlen(text));
}

static void show_event(const struct nlmsghdr *n)
{
	struct view v;

	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		if (events[i].type != n->nlmsg_type)
			continue;
		if (view_message(&v, events[i].table, n, NULL) < 0)
			return;
		events[i].show(&v);
		if (events[i].ends)
			xfrm_end(&out);
		return;
	}
	unknown(n);
}

int xfrm_event(const struct nlmsghdr *n)
{
	switch (n->nlmsg_type) {
	case XFRM_MSG_NEWSA:
	case XFRM_MSG_DELSA:
	case XFRM_MSG_UPDSA:
	case XFRM_MSG_EXPIRE:
		return xfrm_show_state(n, NULL);
	case XFRM_MSG_NEWPOLICY:
	case XFRM_MSG_DELPOLICY:
	case XFRM_MSG_UPDPOLICY:
	case XFRM_MSG_POLEXPIRE:
		return xfrm_show_policy(n, NULL);
	case XFRM_MSG_GETDEFAULT:
		return xfrm_show_default(n, NULL);
	}
	show_event(n);
	return 0;
}
