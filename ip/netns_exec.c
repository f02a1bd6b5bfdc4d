/* netns_exec.c - "ip netns exec": a command in another namespace.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netns_object.h"

#include <string.h>

#include "error.h"
#include "exec.h"
#include "netns.h"
#include "options.h"
#include "out.h"

static int exec_each(const char *name, void *command)
{
	out_bytes(&out, "\nnetns: ", 8);
	out_bytes(&out, name, strlen(name));
	out_bytes(&out, "\n", 1);
	/* One that fails does not keep the command from the others. */
	return exec_fork(netns_switch, name, command) < 0 ? -1 : 0;
}

int netns_exec(struct words *w)
{
	const char *name = NULL;

	if (!opt.all) {
		if (!words_peek(w))
			return fail(1, "No netns name specified");
		name = words_next(w);
	}
	if (!words_peek(w))
		return fail(1, "No command specified");
	/* As in main()'s argv, NULL stands behind the last word. */
	if (opt.all)
		return netns_each(exec_each, w->v + w->i);
	return exec_command(netns_switch, name, w->v + w->i);
}
