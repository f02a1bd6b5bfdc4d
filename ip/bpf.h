/* bpf.h - BPF programs from object files, or pinned.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_BPF_H
#define MINIP_BPF_H

#include "out.h"
#include "words.h"

/* Where a program comes from; NULL: nothing was said. */
struct bpf_source {
	const char *file, *section, *program;
	uint32_t type;		/* BPF_PROG_TYPE_... */
	uint32_t link;		/* to be offloaded to, or 0 */
	bool is_verbose, is_pinned;
};

/* "object FILE ..." or "pinned PATH", of which word is the first: a file descriptor, or -1 with the error recorded. */
int bpf_parse(struct bpf_source *, const char *word, struct words *);
/* Offers the words that it can begin with, for completion. */
void bpf_offer(struct words *);
/* The members of a program: "id 5 name NAME tag TAG jited ". */
void bpf_show_program(struct out *, uint32_t id, bool with_details);

#endif
