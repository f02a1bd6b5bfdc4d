/* error.c - the one record of what is wrong with a command line.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "out.h"

static struct error last = { .word = -1 };

int fail(int status, const char *format, ...)
{
	va_list args;

	if (last.status)
		return -1;
	last.status = status;
	last.fatal = status == 255;
	va_start(args, format);
	vsnprintf(last.text, sizeof(last.text), format, args);
	va_end(args);
	return -1;
}

int fail_further(int status, const char *format, ...)
{
	size_t len = strlen(last.text);
	va_list args;

	last.status = status;
	if (len && len < sizeof(last.text) - 1)
		last.text[len++] = '\n';
	va_start(args, format);
	vsnprintf(last.text + len, sizeof(last.text) - len, format, args);
	va_end(args);
	return -1;
}

int error_status(int status)
{
	last.status = status;
	return -1;
}

int error_fatal(void)
{
	last.fatal = true;
	return -1;
}

int error_survivable(void)
{
	last.fatal = false;
	return -1;
}

void error_blame(int word)
{
	if (last.word < 0 || (word < 0 && !last.status))
		last.word = word;
}

void error_hint(const char *format, ...)
{
	va_list args;

	if (*last.hint)
		return;
	va_start(args, format);
	vsnprintf(last.hint, sizeof(last.hint), format, args);
	va_end(args);
}

const struct error *error_last(void)
{
	return &last;
}

void error_restore(const struct error *e)
{
	last = *e;
}

void error_clear(void)
{
	last.status = 0;
	last.fatal = false;
	last.word = -1;
	*last.text = '\0';
	*last.hint = '\0';
}

static bool muted;

void warn_mute(bool on)
{
	muted = on;
}

void (*warn_before)(void);

void warn(const char *format, ...)
{
	char line[2048];
	va_list args;
	int n;

	if (muted)
		return;
	if (warn_before)
		warn_before();
	out_flush(&out);
	out_flush(&err);
	va_start(args, format);
	n = vsnprintf(line, sizeof(line) - 1, format, args);
	va_end(args);
	if (n < 0)
		return;
	if ((size_t)n > sizeof(line) - 2)
		n = sizeof(line) - 2;
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}
