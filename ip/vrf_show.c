/* vrf_show.c - "ip vrf": VRFs, and processes in them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "vrf.h"

#include <string.h>

#include "error.h"
#include "link_list.h"
#include "link_table.h"
#include "objects.h"
#include "options.h"
#include "vrf_object.h"

static unsigned int shown;

/* The table of a link is what its row of "ip link" says; text has columns. */
static void show_vrf(const struct view *v)
{
	char name[IFNAMSIZ + 1] = "                ", number[FORMAT_MAX], table[FORMAT_MAX] = "      ";
	const char *called = view_string(v, IFLA_IFNAME);
	uint32_t id = vrf_table(v);
	size_t n = format_unsigned(number, id) - number;

	if (!id || strlen(called) >= IFNAMSIZ)
		return;
	shown++;
	memcpy(name, called, strlen(called));
	strcpy(table + (n < 5 ? 6 - n : 1), number);
	out_record_begin(&out);
	out_string(&out, "name", NULL, called);
	out_text(&out, "%s", name);
	out_unsigned(&out, "table", NULL, id);
	out_text(&out, "%s", table);
	out_record_end(&out);
}

/* Lines around the listing stay lines with -oneline too, as those of ip(8) do. */
static void put_line(const char *line)
{
	if (!out.json)
		out_bytes(&out, line, strlen(line));
}

static int list(struct words *w)
{
	int ret;

	shown = 0;
	put_line("Name              Table\n-----------------------\n");
	ret = link_list_kind(w, opt.family, "vrf", show_vrf);
	if (!ret && !shown)
		put_line("No VRF has been configured\n");
	return ret;
}

static int show_one(const char *name)
{
	struct vrf vrf;

	if (vrf_find(name, &vrf) < 0)
		return fail(255, "Invalid VRF");
	out_bytes(&out, name, strlen(name));
	out_bytes(&out, " ", 1);
	out_unsigned(&out, NULL, "%s", vrf.table);
	out_bytes(&out, "\n", 1);
	return 0;
}

static int usage(struct words *, const struct command *);

static int show(struct words *w, const struct command *c)
{
	if (completing_here(w))
		vrf_offer(w);
	if (w->completing)
		return -1;
	if (w->n - w->i > 1)
		return usage(w, c);
	error_blame(w->i);
	return words_peek(w) ? show_one(words_next(w)) : list(w);
}

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[NAME] ...", "lists VRFs and their routing tables", show, 0, NULL },
	{ "e[xec]", "[NAME] cmd ...", "runs a command whose sockets are bound to a VRF", vrf_exec, 0, NULL },
	{ "i[dentify]", "[PID]", "shows the VRF that a process is in", vrf_identify, 0, NULL },
	{ "p[ids]", "[NAME]", "lists the processes in a VRF", vrf_pids, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	char plain[WORD_MAX];

	(void)w;
	(void)c;
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		out_text(&err, i ? "\tip vrf %s " : "Usage:\tip vrf %s ", word_plain(commands[i].word, plain));
		out_text(&err, "%s\n", commands[i].arguments);
	}
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { NULL };

const struct object vrf_object = {
	.word = "v[rf]",
	.name = "vrf",
	.help = "virtual routing and forwarding: processes that see one routing table",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = usage,
	.tables = tables,
};
