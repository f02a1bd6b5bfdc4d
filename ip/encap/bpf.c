/* bpf.c - "encap bpf": programs that packets of a route pass.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "../bpf.h"

#include <libgen.h>
#include <linux/bpf.h>
#include <linux/lwtunnel.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "encap.h"
#include "error.h"
#include "types.h"

static int parse_headroom(struct request *, const struct table *, const struct row *, struct words *);

static const struct row program_rows[] = {
	QUIET(LWT_BPF_PROG_FD, u32), QUIET(LWT_BPF_PROG_NAME, string),
};
/* A table each: what is said of one is not said of the others. */
static const struct table in_table = { .name = "in", TABLE_ROWS(program_rows) };
static const struct table out_table = { .name = "out", TABLE_ROWS(program_rows) };
static const struct table xmit_table = { .name = "xmit", TABLE_ROWS(program_rows) };

#define PROGRAM(a, in, t, w, h) \
	NEST(a, &in, .bit = (t), .word = (w), .arg = "PROGRAM", .help = (h), \
	     MORE(.marked_nest = true), .parse = encap_parse_program, .show = encap_show_program)
static const struct row rows[] = {
	PROGRAM(LWT_BPF_IN, in_table, BPF_PROG_TYPE_LWT_IN, "in", "sees what comes in"),
	PROGRAM(LWT_BPF_OUT, out_table, BPF_PROG_TYPE_LWT_OUT, "out", "sees what goes out"),
	PROGRAM(LWT_BPF_XMIT, xmit_table, BPF_PROG_TYPE_LWT_XMIT, "xmit", "changes what is sent"),
	ATTR(LWT_BPF_XMIT_HEADROOM, u32, "headroom", "BYTES", "room for what it puts before packets", .min = 1,
	     BAD("headroom is invalid"), .text = " %s ", .parse = parse_headroom),
};
static const struct table table = { .name = "bpf", TABLE_ROWS(rows) };

/* ---- words ---- */
/* What the kernel shows again: the file and the part of it that was taken. */
static const char *program_name(const struct bpf_source *x)
{
	const char *file = basename(arena_copy(x->file, strlen(x->file) + 1));
	const char *part = x->is_pinned ? "*fsobj" : x->program ? x->program : x->section ? x->section : "prog";
	char *name = arena_alloc(strlen(file) + strlen(part) + 4);

	sprintf(name, "%s:[%s]", file, part);
	return name;
}

/* Programs are held until the kernel has been asked: one for each place, of each next hop. */
static int held[64];
static size_t n_held;

static void hold(int fd)
{
	if (n_held < sizeof(held) / sizeof(held[0]))
		held[n_held++] = fd;
}

void encap_close(void)
{
	/* A request that waits for others names them by number. */
	if (n_held)
		nl_batch_flush();
	while (n_held)
		close(held[--n_held]);
}

int encap_parse_program(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	struct bpf_source x = { .type = r->bit };
	int from = w->i - 1, fd;
	const char *word, *name;

	if (completing_here(w))
		bpf_offer(w);
	word = words_next(w);
	if (!word || !request_add(q, t, r, from, w->i))
		return -1;
	fd = bpf_parse(&x, word, w);
	if (fd < 0)
		return w->completing ? -1 : fail_further(255, "Failed to parse eBPF program: Operation not permitted");
	name = program_name(&x);
	hold(fd);
	request_add_number(q, r->table, table_rows(r->table), from, w->i, fd);
	return request_add_bytes(q, r->table, table_rows(r->table) + 1, from, w->i, name, strlen(name) + 1) ? 0 : -1;
}

/* The first one holds. */
static int parse_headroom(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	bool is_said = request_row(q, r);
	int from = w->i - 1;
	const char *word = request_next(q, r, w);
	struct item i = { .row = r };

	if (!word)
		return -1;
	if (!is_said)
		return request_value(q, t, r, word, from, w->i) ? 0 : -1;
	return type_scan_number(q, r, word, &i) < 0 ? request_bad_value(q, t, r, word) : 0;
}

static int parse(struct request *q, const struct encap *e, struct words *w)
{
	const char *word;

	if (request_parse_open(q, e->table, w) < 0)
		return -1;
	word = words_peek(w);
	if (!word || strcmp(word, "help"))
		return 0;
	return fail(255, "Usage: ip route ... encap bpf [ in BPF ] [ out BPF ] [ xmit BPF ] [...]\n"
			 "BPF := obj FILE [ section NAME ] [ verbose ]");
}

/* ---- show ---- */
void encap_show_program(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *a = view_attr(v, r->attr);
	struct view program;
	const char *name;

	if (!a || view_nest(&program, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v) < 0)
		return;
	name = view_string(&program, table_rows(r->table)[1].attr);
	out_text(o, "%s ", r->word);
	if (o->json)
		out_string(o, r->word, NULL, view_attr(&program, table_rows(r->table)[1].attr) ? name : "<unknown>");
	else if (*name)
		out_text(o, "%s ", name);
}

const struct encap encap_bpf = { .table = &table, .type = LWTUNNEL_ENCAP_BPF, .help = "BPF programs", .parse = parse };
