/* xfrm.c - "ip xfrm": its objects, and what their commands share.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "xfrm.h"

#include "error.h"
#include "objects.h"
#include "options.h"

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip xfrm XFRM-OBJECT {{ COMMAND | help }\n", "");
	out_text(&err, "where  XFRM-OBJECT := state | policy | monitor\n", "");
	return fail(255, "%s", "");
}

static int otherwise(struct words *w)
{
	return usage(w, NULL);
}

/* ip(8) writes text, whatever -json says. */
static int run(struct words *w, const struct command *c)
{
	bool json = out.json;
	int ret;

	if (w->i < 2)
		return usage(w, c);
	xfrm_hides_keys = false;
	out.json = false;
	ret = object_command(c->data, w);
	out.json = json;
	return ret;
}

static const struct command commands[] = {
	{ "s[tate]|sa", "COMMAND ...", "states: how packets are encrypted, or signed, and checked", run, 0, &xfrm_state_object },
	{ "p[olicy]", "COMMAND ...", "policies: which packets need a state", run, 0, &xfrm_policy_object },
	{ "m[onitor]", "[ nokeys ] [ all-nsid ] [ all | OBJECTS ]", "watches for changes", run, 0, &xfrm_monitor_object },
};
static const struct table *const tables[] = {
	&xfrm_state_table, &xfrm_state_id_table, &xfrm_spi_table, &xfrm_state_flush_table, &xfrm_policy_table,
	&xfrm_policy_id_table, &xfrm_policy_flush_table, &xfrm_policy_info_table, &xfrm_policy_default_table, NULL
};

const struct object xfrm_object = {
	.word = "x[frm]", .name = "xfrm", .help = "IPsec", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .otherwise = otherwise, .tables = tables,
};

/* ---- listing and deleting ---- */
int xfrm_dump(struct request *q, nl_each each, void *arg)
{
	struct nl_dump dump = { each, NULL, arg };

	return request_dump(q, &dump, 1);
}

/* One of many goes without a word from the kernel, unless it refuses. */
int xfrm_tell(struct request *q)
{
	struct nlmsghdr *n = request_build(q);
	struct nl *nl = n ? nl_socket(NL_XFRM) : NULL;

	if (!nl)
		return -1;
	explain_request(q);
	if (!nl_tell(nl, n)) {
		explain_request(NULL);
		return 0;
	}
	explain_request(NULL);
	if (nl->error.code)
		fail(1, "Failed to send delete-all request: %s", error_text(nl->error.code));
	return -1;
}

void xfrm_usage(const char *first, const struct object *o, const struct table *set, const struct table *listed)
{
	char plain[WORD_MAX];

	out_text(&err, first, "");
	for (size_t i = 1; i < o->n; i++) {
		out_text(&err, "       ip xfrm %s ", o->word[0] == 's' ? "state" : "policy");
		out_text(&err, "%s ", word_plain(o->commands[i].word, plain));
		out_text(&err, "%s\n", o->commands[i].arguments);
	}
	out_text(&err, "WORDS :=\n", "");
	help_table(&err, set, TO_SET, 8);
	out_text(&err, "FILTER :=\n", "");
	help_table(&err, listed, TO_LIST, 8);
}
