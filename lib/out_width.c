/* out_width.c - lines that end where the terminal does.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "out.h"

#define ENDLESS 100000
#define NARROWEST 20	/* a terminal that says less knows no better */

size_t out_width(const struct out *o)
{
	struct winsize size;

	if (ioctl(o->fd, TIOCGWINSZ, &size))
		return isatty(o->fd) ? 80 : ENDLESS;
	return size.ws_col < NARROWEST ? 80 : size.ws_col;
}

static void new_line(struct out *o, size_t indent)
{
	out_bytes(o, "\n", 1);
	while (indent--)
		out_bytes(o, " ", 1);
}

void out_wrapped_behind(struct out *o, size_t before, const char *label, const char *text)
{
	size_t width = out_width(o), indent = before + strlen(label), column = indent;

	out_bytes(o, label, strlen(label));
	while (*text) {
		size_t n = strcspn(text, " "), blanks = strspn(text + n, " ");

		out_bytes(o, text, n);
		column += n;
		text += n + blanks;
		if (!*text)
			break;
		if (column + 1 + strcspn(text, " ") < width) {
			out_bytes(o, " ", 1);
			column++;
		} else {
			new_line(o, indent);
			column = indent;
		}
	}
	out_bytes(o, "\n", 1);
}

void out_wrapped(struct out *o, const char *label, const char *text)
{
	out_wrapped_behind(o, 0, label, text);
}
