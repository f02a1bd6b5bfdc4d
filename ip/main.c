/* main.c - ip(8): global options, then one object.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "capabilities.h"
#include "error.h"
#include "guide.h"
#include "links.h"
#include "messages.h"
#include "../include/netns.h"
#include "large.h"
#include "objects.h"
#include "options.h"
#include "program.h"
#include "schema.h"

/* "ipaddr", "iplink": the object is a part of the program's name. */
static const struct object *object_of_name(void)
{
	const char *name = opt.program;

	return !strncmp(name, "ip", 2) && name[2] ? object_find(name + 2) : NULL;
}

static int run_line(int argc, char **argv, int first)
{
	static LARGE char *words[512];
	const struct object *o = object_of_name();
	int n = argc - first;

	/* "-h" is "human" where an object follows. */
	if (!o && n <= 0)
		return program_is_minip() && opt.human ? guide_run(0, NULL) : usage_main();
	if (!o)
		return command_run(n, argv + first);
	if (n > (int)(sizeof(words) / sizeof(words[0])) - 2)
		return fail(1, "Too many arguments to command");
	words[0] = (char *)opt.program + 2;
	memcpy(words + 1, argv + first, n * sizeof(*words));
	return command_run(n + 1, words);
}

static int finish(int status)
{
	if (out_flush(&out) < 0 && !status)
		status = 1;
	out_flush(&err);
	explain_end();
	/* What is left is the system's to take back: it is quicker. */
	return status;
}

static int run_program(int argc, char **argv)
{
	int ret;

	out_init(&out, STDOUT_FILENO);
	command_words = (struct words){ .v = argv + 1, .n = argc > 1 ? argc - 1 : 0 };
	ret = program->run(&command_words);
	return ret < 0 && error_last()->status != OPTIONS_DONE ? command_report(&command_words) : 0;
}

int main(int argc, char **argv)
{
	int first, ret;

	capabilities_begin(argc, argv);
	options_reset(argc ? argv[0] : "ip");
	program_pick(opt.program);
	out_init_plain(&err, STDERR_FILENO);
	if (program->run)
		return finish(run_program(argc, argv));
	first = options_read(argc, argv);
	if (first < 0 && (opt.complete || error_last()->status == OPTIONS_DONE))
		return finish(0);
	if (first < 0) {
		command_words = (struct words){ .v = argv + 1, .n = argc - 1 };
		return finish(command_report(&command_words));
	}
	out_init(&out, STDOUT_FILENO);
	explain_messages = messages;
	if (opt.explain) {
		explain_on();
		netns_explain();
	}
	if (opt.batch && !opt.complete)
		return finish(batch_run());
	ret = opt.man ? man_run(opt.man) : run_line(argc, argv, first);
	if (opt.complete)
		return finish(0);
	if (ret < 0 && error_last()->status)
		return finish(command_report(&command_words));
	return finish(0);
}
