/* options.c - the global options and their defaults.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <sys/socket.h>

#include "options.h"

struct options opt;

void options_reset(const char *program)
{
	const char *slash = program ? strrchr(program, '/') : NULL;

	opt = (struct options){
		.program = slash ? slash + 1 : program ? program : "",
		.family = AF_UNSPEC,
		.color = COLOR_UNSAID,
		.loops = 10,
	};
}
