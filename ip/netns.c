/* netns.c - "ip netns": named network namespaces.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netns_object.h"

#include <limits.h>
#include <stdint.h>

#include "netns.h"
#include "nsid_table.h"
#include "error.h"
#include "objects.h"
#include "options.h"
#include "out.h"
#include "scan.h"
#include "schema.h"

struct action {
	int (*run)(struct words *);
};

enum { TAKES_ALL = 1, TAKES_NAME = 2, TAKES_COMMAND = 4, TAKES_ID = 8, TAKES_WORDS = 16 };

static int netns_add(struct words *w)
{
	if (!words_peek(w))
		return fail(1, "No netns name specified");
	return netns_create(words_next(w));
}

static int netns_attach_pid(struct words *w)
{
	const char *name, *word;
	int64_t pid;

	if (w->n - w->i < 2)
		return fail(1, "No netns name and PID specified");
	name = words_next(w);
	word = words_next(w);
	if (scan_signed(word, 0, INT_MIN, INT_MAX, &pid) < 0 || !pid)
		return fail(1, "Invalid PID: %s", word);
	return netns_attach(name, pid);
}

/* One that cannot be removed does not keep the others. */
static int delete_each(const char *name, void *result)
{
	if (netns_remove(name) < 0)
		*(int *)result = -1;
	return 0;
}

static int delete_all(void)
{
	int result = 0;

	netns_each(delete_each, &result);
	return result;
}

static int netns_delete(struct words *w)
{
	if (opt.all)
		return delete_all();
	if (!words_peek(w))
		return fail(1, "No netns name specified");
	return netns_remove(words_next(w));
}

/* Whatever the command, the word after it has to be good for a name. */
static int name_check(const struct words *w)
{
	if (opt.all || w->n < 3 || netns_is_name(w->v[2]))
		return 0;
	fail(255, "Invalid netns name \"%s\"", w->v[2]);
	error_blame(2);
	return -1;
}

/* Where a name is taken, it comes first; with -all there is none. */
static int action_complete(struct words *w, const struct command *command)
{
	int name = command->flags & TAKES_NAME && !opt.all, before = w->n - 1 - w->i;

	if (name && !before)
		complete_netns(w);
	else if (command->flags & TAKES_COMMAND && before >= name)
		complete_shell("command", before - name + 1);
	else if (command->flags & TAKES_ID && before == name)
		complete_offer(w, "auto", "a number that the kernel chooses");
	return 0;
}

static int action_run(struct words *w, const struct command *command)
{
	const struct action *action = command->data;

	if (w->completing && !(command->flags & TAKES_WORDS))
		return action_complete(w, command);
	return name_check(w) < 0 ? -1 : action->run(w);
}

#define COMMAND(spec, args, text, function, bits) { \
	.word = spec, .arguments = args, .help = text, .run = action_run, \
	.flags = bits, .data = &(const struct action){ function } }

static const struct command commands[] = {
	COMMAND("l[ist]|s[how]|ls[t]", "",
		"list names, with their ids in the current namespace",
		netns_list, 0),
	COMMAND("a[dd]", "NAME",
		"make a network namespace and name it", netns_add, 0),
	COMMAND("at[tach]", "NAME PID",
		"name the network namespace of a process", netns_attach_pid, 0),
	COMMAND("se[t]", "NAME NETNSID",
		"give a namespace an id in the current one",
		netns_set, TAKES_NAME | TAKES_ID),
	COMMAND("d[elete]", "[NAME]",
		"take a name away", netns_delete, TAKES_ALL | TAKES_NAME),
	COMMAND("i[dentify]", "[PID]",
		"show the name of the namespace of a process",
		netns_identify, 0),
	COMMAND("p[ids]", "NAME",
		"list the processes in a namespace", netns_pids, TAKES_NAME),
	COMMAND("e[xec]", "[NAME] cmd ...",
		"run a command in a namespace", netns_exec,
		TAKES_ALL | TAKES_NAME | TAKES_COMMAND),
	COMMAND("m[onitor]", "",
		"report names as they come and go", netns_monitor, 0),
	COMMAND("list-[id]", "[target-nsid POSITIVE-INT] [nsid POSITIVE-INT]",
		"list the ids that a namespace has for others",
		netns_list_id, TAKES_WORDS),
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

int netns_unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return netns_usage(w, NULL);
}

int netns_usage(struct words *w, const struct command *command)
{
	char plain[WORD_MAX];

	(void)command;
	if (name_check(w) < 0)
		return -1;
	for (size_t i = 0; i < COMMANDS; i++) {
		const struct command *c = &commands[i];

		out_text(&err, "%s", i ? "\tip " : "Usage:\tip ");
		out_text(&err, "%s",
			 c->flags & TAKES_ALL ? "[-all] netns " : "netns ");
		out_text(&err, "%s", word_plain(c->word, plain));
		if (*c->arguments)
			out_text(&err, " %s", c->arguments);
		out_text(&err, "%s", "\n");
	}
	out_text(&err, "%s", "NETNSID := auto | POSITIVE-INT\n");
	return fail(255, "%s", "");
}

static int otherwise(struct words *w)
{
	return name_check(w) < 0 ? -1 : command_unknown(&netns_object, w);
}

static const struct table *const tables[] = { &nsid_table, NULL };

const struct object netns_object = {
	.word = "net[ns]",
	.name = "netns",
	.help = "named network namespaces",
	.commands = commands,
	.n = COMMANDS,
	.usage = netns_usage,
	.otherwise = otherwise,
	.tables = tables,
};
