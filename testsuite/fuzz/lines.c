/* lines.c - runs command lines in one process, as main() does each.  SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lines [NAME] <FILE: strings, each with its NUL: of a line the number of its words, the words.  NAME is the
 * program's.  What they say is not looked at: the sanitizers look at what they do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../ip/hint.h"
#include "../../ip/messages.h"
#include "../../ip/objects.h"
#include "../../ip/program.h"
#include "arena.h"
#include "error.h"
#include "options.h"

enum { PATIENCE = 20, LINE_WORDS = 500 };

static bool next_word(char **word, size_t *size)
{
	return getdelim(word, size, '\0', stdin) > 0;
}

/* The number of words, or -1 at the end. */
static int next_line(char **v, size_t *sizes)
{
	static char *count;
	static size_t size;
	int n;

	if (!next_word(&count, &size))
		return -1;
	n = atoi(count);
	for (int i = 0; i < n; i++)
		if (n > LINE_WORDS || !next_word(&v[i], &sizes[i])) {
			fputs("a line is cut off\n", stderr);
			exit(2);
		}
	return n;
}

static void run(int n, char **v)
{
	int first;

	options_reset(v[0]);
	program_pick(opt.program);
	first = options_read(n, v);
	if (first >= 0 && first < n && command_run(n - first, v + first) < 0 && error_last()->status)
		hint_find(&command_words);
	out_flush(&out);
	out_flush(&err);
	error_clear();
	arena_reset();
}

int main(int argc, char **argv)
{
	static char *words[LINE_WORDS], *v[LINE_WORDS + 2];
	static size_t sizes[LINE_WORDS];
	int lines = 0, n;

	/* A command that would become another program is one of several here, as in a batch. */
	netns_exec_forks = true;
	explain_messages = messages;
	out_init_plain(&out, STDOUT_FILENO);
	out_init_plain(&err, STDERR_FILENO);
	v[0] = argc > 1 ? argv[1] : "ip";
	while ((n = next_line(words, sizes)) >= 0) {
		for (int i = 0; i < n; i++)
			v[i + 1] = words[i];
		v[n + 1] = NULL;
		alarm(PATIENCE);
		run(n + 1, v);
		lines++;
	}
	printf("\n%d lines\n", lines);
	return lines ? 0 : 1;
}
