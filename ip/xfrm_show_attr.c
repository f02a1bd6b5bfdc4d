/* xfrm_show_attr.c - attributes of states and policies, a line each.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "links.h"
#include "options.h"
#include "types.h"
#include "xfrm.h"

bool xfrm_hides_keys;

void xfrm_show_line(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (!row_literal(v, r, &l))
		return;
	xfrm_line(o);
	out_text(o, r->text, l.text);
}

static void hex(struct out *o, const char *template, uint64_t value)
{
	char text[FORMAT_MAX];

	format_hex_digits(text, value, 1);
	out_text(o, template, text);
}

/* 0 is "0". */
static void hex_or_zero(struct out *o, const char *template, uint64_t value)
{
	char text[FORMAT_MAX];

	format_hex(text, value);
	out_text(o, template, text);
}

static void number(struct out *o, const char *template, uint64_t value)
{
	char text[FORMAT_MAX];

	format_unsigned(text, value);
	out_text(o, template, text);
}

void xfrm_show_mark(struct out *o, const struct row *r, const struct view *v)
{
	const struct xfrm_mark *m = view_struct(v, r->attr, sizeof(*m));

	if (!m)
		return;
	hex_or_zero(o, "\tmark %s", m->v);
	hex_or_zero(o, "/%s ", m->m);
	if (!view_attr(v, XFRMA_SET_MARK))
		out_text(o, "\n", "");
}

void xfrm_show_output_mark(struct out *o, const struct row *r, const struct view *v)
{
	if (!view_attr(v, r->attr))
		return;
	if (!view_attr(v, XFRMA_MARK))
		out_text(o, "\t", "");
	hex(o, "output-mark 0x%s", view_u32(v, r->attr));
	if (view_attr(v, r[1].attr))
		hex(o, "/0x%s", view_u32(v, r[1].attr));
	out_text(o, "\n", "");
}

void xfrm_show_encap(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;
	static const char *const templates[] = { "encap type %s ", "sport %s ", "dport %s ", "addr %s\n" };

	if (!view_attr(v, r->attr))
		return;
	xfrm_line(o);
	for (size_t i = 0; i < sizeof(templates) / sizeof(templates[0]); i++)
		if (row_literal(v, &r[i], &l))
			out_text(o, templates[i], l.text);
}

void xfrm_show_replay(struct out *o, const struct row *r, const struct view *v)
{
	const struct xfrm_replay_state *s = view_struct(v, r->attr, sizeof(*s));
	char text[FORMAT_MAX];

	if (!s)
		return;
	xfrm_line(o);
	hex(o, "anti-replay context: seq 0x%s, ", s->seq);
	hex(o, "oseq 0x%s, ", s->oseq);
	format_hex_digits(text, s->bitmap, 8);
	out_text(o, "bitmap 0x%s\n", text);
}

/* Eight words of the bitmap a line, the last one first. */
static void show_bitmap(struct out *o, const struct xfrm_replay_state_esn *s, size_t words)
{
	char text[FORMAT_MAX];

	for (size_t i = words; i; i--) {
		if ((words - i) % 8 == 0) {
			xfrm_line(o);
			out_text(o, " ", "");
		}
		format_hex_digits(text, s->bmp[i - 1], 8);
		out_text(o, "%s ", text);
		if ((words - i) % 8 == 7)
			out_text(o, "\n", "");
	}
	if (words % 8)
		out_text(o, "\n", "");
}

void xfrm_show_replay_esn(struct out *o, const struct row *r, const struct view *v)
{
	const struct xfrm_replay_state_esn *s = view_struct(v, r->attr, sizeof(*s));
	size_t words = s ? (mnl_attr_get_payload_len(view_attr(v, r->attr)) - sizeof(*s)) / 4 : 0;

	if (!s)
		return;
	xfrm_line(o);
	out_text(o, "anti-replay esn context:\n", "");
	xfrm_line(o);
	hex(o, " seq-hi 0x%s, ", s->seq_hi);
	hex(o, "seq 0x%s, ", s->seq);
	hex(o, "oseq-hi 0x%s, ", s->oseq_hi);
	hex(o, "oseq 0x%s\n", s->oseq);
	xfrm_line(o);
	number(o, " replay_window %s, ", s->replay_window);
	number(o, "bitmap-length %s\n", s->bmp_len);
	show_bitmap(o, s, words < s->bmp_len ? words : s->bmp_len);
}

void xfrm_show_offload(struct out *o, const struct row *r, const struct view *v)
{
	const struct xfrm_user_offload *x = view_struct(v, r->attr, sizeof(*x));

	if (!x)
		return;
	xfrm_line(o);
	out_text(o, "crypto offload parameters: dev %s ", links_name(x->ifindex));
	out_text(o, "dir %s ", x->flags & XFRM_OFFLOAD_INBOUND ? "in" : "out");
	out_text(o, "mode %s\n", x->flags & XFRM_OFFLOAD_PACKET ? "packet" : "crypto");
}

void xfrm_show_context(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (!view_attr(v, r->attr))
		return;
	out_text(o, "\tsecurity context ", "");
	if (row_literal(v, r, &l))
		out_text(o, "%s \n", l.text);
	else
		out_text(o, "(ERROR truncated) \n", "");
}

/* Of mode iptfs: whatever the kernel tells. */
void xfrm_show_iptfs(struct out *o, const struct row *r, const struct view *v)
{
	bool any = false;
	struct literal l;

	(void)r;
	table_for_each(r, v->table) {
		if (r->place != AT_ATTR || r->attr < XFRMA_IPTFS_DROP_TIME || r->attr > XFRMA_IPTFS_PKT_SIZE || !view_attr(v, r->attr))
			continue;
		out_text(o, any ? " %s" : "\tiptfs-opts %s", r->word);
		any = true;
		if (r->type->arg && row_literal(v, r, &l))
			out_text(o, " %s", l.text);
	}
	if (any)
		out_text(o, "\n", "");
}

/* With -statistics twice. */
void xfrm_show_twice(struct out *o, const struct row *r, const struct view *v)
{
	struct literal l;

	if (opt.stats > 1 && row_literal(v, r, &l))
		out_text(o, r->text, l.text);
}
