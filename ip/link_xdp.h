/* link_xdp.h - programs that see each frame first (XDP).  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_LINK_XDP_H
#define MINIP_LINK_XDP_H

#include "link_table.h"

/* IFLA_XDP. */
extern const struct table xdp_table;

link_parse link_parse_xdp;
link_shows link_show_xdp, link_show_xdp_programs;

/* ---- programs (link_xdp_prog.c) ---- */
/* What to load from an object file; NULL: nothing was said. */
struct xdp_object {
	const char *file, *section, *program;
	uint32_t link;		/* to be offloaded to, or 0 */
	bool is_verbose;
};

/* A file descriptor, or -1 with the error recorded. */
int xdp_load(const struct xdp_object *);
int xdp_open_pinned(const char *path);
/* The members of a program: "id 5 name NAME tag TAG jited ". */
void xdp_show_program(struct out *, uint32_t id, bool with_details);

#endif
