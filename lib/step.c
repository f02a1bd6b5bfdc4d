/* step.c - system calls of our own: told to -explain, held back by -dry-run.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "step.h"

#include <stdarg.h>
#include <stdio.h>

#include "large.h"
#include "options.h"

void (*step_tap)(const char *call, const char *why, bool held);

const char *explain_call(const char *format, ...)
{
	static LARGE char buf[4][512];
	static unsigned int next;
	char *text = buf[next++ % 4];
	va_list args;

	if (!step_tap)
		return "";
	va_start(args, format);
	vsnprintf(text, sizeof(buf[0]), format, args);
	va_end(args);
	return text;
}

void explain_step(const char *call, const char *why)
{
	if (step_tap)
		step_tap(call, why, false);
}

bool explain_held(const char *call, const char *why)
{
	if (step_tap)
		step_tap(call, why, opt.dry_run);
	return opt.dry_run;
}
