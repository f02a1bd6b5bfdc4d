/* link_xdp.c - "xdp ...": attaches and shows XDP programs.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_xdp.h"

#include <linux/bpf.h>
#include <linux/if_link.h>
#include <string.h>

#include "bpf.h"
#include "error.h"
#include "links.h"
#include "options.h"
#include "types.h"

static const struct row xdp_rows[] = {
	QUIET(IFLA_XDP_FD, s32), QUIET(IFLA_XDP_ATTACHED, u8), QUIET(IFLA_XDP_FLAGS, x32),
	QUIET(IFLA_XDP_PROG_ID, u32), QUIET(IFLA_XDP_DRV_PROG_ID, u32), QUIET(IFLA_XDP_SKB_PROG_ID, u32),
	QUIET(IFLA_XDP_HW_PROG_ID, u32), QUIET(IFLA_XDP_EXPECTED_FD, s32),
};
const struct table xdp_table = { .name = "xdp", TABLE_ROWS(xdp_rows) };

/* ---- words ---- */
static const struct name modes[] = {
	{ XDP_FLAGS_SKB_MODE, "xdpgeneric" }, { XDP_FLAGS_DRV_MODE, "xdpdrv" },
	{ XDP_FLAGS_HW_MODE, "xdpoffload" }, { 0, NULL }
};

static uint32_t mode_flags(const char *word)
{
	for (const struct name *n = modes; n->name; n++)
		if (!strcmp(n->name, word))
			return n->value;
	return 0;
}

/* The file descriptor of a program; -2: none, with the error recorded. */
static int parse_program(struct request *q, const struct row *r, uint32_t flags, struct words *w)
{
	const struct item *link = request_row(q, link_device_row());
	struct bpf_source x = { .type = BPF_PROG_TYPE_XDP };
	const char *word = request_next(q, r, w);
	int fd;

	if (!word)
		return -2;
	if (w->i == w->n - w->completing && (!strcmp(word, "off") || !strcmp(word, "none")))
		return -1;
	if (flags & XDP_FLAGS_HW_MODE && link)
		x.link = links_index(w->v[link->to - 1]);
	fd = bpf_parse(&x, word, w);
	if (fd < 0)
		return -2;
	link_parse_keep(fd);
	return fd;
}

int link_parse_xdp(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	uint32_t flags = mode_flags(w->v[w->i - 1]);
	int from = w->i - 1, fd;

	(void)t;
	if (completing_here(w)) {
		complete_offer(w, "off", "takes the program away");
		bpf_offer(w);
	}
	/* The program is loaded for the device that runs it. */
	if (flags & XDP_FLAGS_HW_MODE && !request_row(q, link_device_row()))
		return fail(255, "Command line is not complete. Try option \"help\"");
	fd = parse_program(q, r, flags, w);
	if (fd < -1)
		return -1;
	if (!opt.force)
		flags |= XDP_FLAGS_UPDATE_IF_NOEXIST;
	request_add_number(q, r->table, table_attr(r->table, IFLA_XDP_FD), from, w->i, (uint32_t)fd);
	if (flags)
		request_add_number(q, r->table, table_attr(r->table, IFLA_XDP_FLAGS), from, w->i, flags);
	return 0;
}

/* ---- show ---- */
static const struct attached {
	uint16_t attr;
	uint8_t mode;
	const char *text;
} attached[] = {
	{ IFLA_XDP_SKB_PROG_ID, XDP_ATTACHED_SKB, "\n    prog/xdpgeneric " },
	{ IFLA_XDP_DRV_PROG_ID, XDP_ATTACHED_DRV, "\n    prog/xdpdrv " },
	{ IFLA_XDP_HW_PROG_ID, XDP_ATTACHED_HW, "\n    prog/xdpoffload " },
	{ 0, 0, NULL }
};

static bool is_attached(const struct view *link, struct view *xdp)
{
	const struct nlattr *a = view_attr(link, IFLA_XDP);

	return a && !view_nest(xdp, &xdp_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), link) &&
	       view_u8(xdp, IFLA_XDP_ATTACHED);
}

static void show_mode(struct out *o, const struct view *xdp, bool with_id)
{
	static const char *const names[] = { NULL, "xdp", "xdpgeneric", "xdpoffload", "xdpmulti" };
	uint8_t mode = view_u8(xdp, IFLA_XDP_ATTACHED);

	if (mode < sizeof(names) / sizeof(names[0]))
		out_text(o, names[mode], "");
	else
		out_unsigned(o, NULL, "xdp[%s]", mode);
	if (with_id && view_u32(xdp, IFLA_XDP_PROG_ID))
		out_unsigned(o, NULL, "/id:%s", view_u32(xdp, IFLA_XDP_PROG_ID));
	out_text(o, " ", "");
}

static void show_json_program(struct out *o, const struct view *xdp, uint16_t attr)
{
	out_open(o, "prog", '{');
	bpf_show_program(o, view_u32(xdp, attr), xdp->when & ON_DETAILS);
	out_close(o);
}

static void show_json_attached(struct out *o, const struct view *xdp, uint8_t mode, uint16_t attr)
{
	out_open(o, NULL, '{');
	out_unsigned(o, "mode", NULL, mode);
	show_json_program(o, xdp, attr);
	out_close(o);
}

/* Old kernels tell one program, newer ones that of each mode. */
static void show_json(struct out *o, const struct view *xdp)
{
	uint8_t mode = view_u8(xdp, IFLA_XDP_ATTACHED);
	int n = 0;

	out_open(o, "xdp", '{');
	out_unsigned(o, "mode", NULL, mode);
	if (view_u32(xdp, IFLA_XDP_PROG_ID))
		show_json_program(o, xdp, IFLA_XDP_PROG_ID);
	out_open(o, "attached", '[');
	for (const struct attached *a = attached; a->text; a++)
		if (view_attr(xdp, a->attr)) {
			show_json_attached(o, xdp, a->mode, a->attr);
			n++;
		}
	if (!n && view_attr(xdp, IFLA_XDP_PROG_ID))
		show_json_attached(o, xdp, mode, IFLA_XDP_PROG_ID);
	out_close(o);
	out_close(o);
}

void link_show_xdp(struct out *o, const struct row *r, const struct view *v)
{
	struct view xdp;

	(void)r;
	if (!is_attached(v, &xdp))
		return;
	if (o->json)
		show_json(o, &xdp);
	else
		show_mode(o, &xdp, !(v->when & IN_OBJECT));
}

static void show_line(struct out *o, const struct view *xdp, uint16_t attr, const char *text)
{
	if (!view_u32(xdp, attr))
		return;
	out_text(o, text, "");
	bpf_show_program(o, view_u32(xdp, attr), xdp->when & ON_DETAILS);
}

void link_show_xdp_programs(struct out *o, const struct row *r, const struct view *v)
{
	struct view xdp;

	(void)r;
	if (o->json || !is_attached(v, &xdp))
		return;
	show_line(o, &xdp, IFLA_XDP_PROG_ID, "\n    prog/xdp ");
	if (view_u8(&xdp, IFLA_XDP_ATTACHED) != XDP_ATTACHED_MULTI)
		return;
	for (const struct attached *a = attached; a->text; a++)
		show_line(o, &xdp, a->attr, a->text);
}
