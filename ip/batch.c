/* batch.c - the lines of a file as commands.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "error.h"
#include "nl.h"
#include "objects.h"
#include "options.h"
#include "out.h"
#include "report.h"
#include "schema.h"

#define WORDS_MAX 512

struct batch {
	FILE *file;
	const char *name;	/* as messages have it: "-" for standard input */
	char *line;		/* one logical line; grows */
	size_t size;
	int number;		/* of the line that was read last */
	int family;
	int status;
};

/*
 * A comment goes from '#' to the end of the physical line, in quotes too; a backslash
 * before the line end joins the next line.  1: a line, 0: the end, -1: the file ends in a join.
 */
static int join_lines(struct batch *b, size_t length)
{
	char *more = NULL, *hash;
	size_t room = 0;
	ssize_t n;

	while (length >= 2 && !strcmp(b->line + length - 2, "\\\n")) {
		n = getline(&more, &room, b->file);
		if (n < 0) {
			free(more);
			return -1;
		}
		b->number++;
		hash = strchr(more, '#');
		if (hash)
			*hash = '\0';
		length -= 2;
		n = strlen(more);
		if (b->size < length + n + 1) {
			char *bigger = realloc(b->line, length + n + 1);

			if (!bigger)
				break;
			b->line = bigger;
			b->size = length + n + 1;
		}
		memcpy(b->line + length, more, n + 1);
		length += n;
	}
	free(more);
	return 1;
}

static int read_line(struct batch *b)
{
	ssize_t length = getline(&b->line, &b->size, b->file);
	char *hash;

	if (length < 0)
		return 0;
	b->number++;
	hash = strchr(b->line, '#');
	if (hash)
		*hash = '\0';
	return join_lines(b, strlen(b->line));
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Most bytes of a line are known to be in a word by one look. */
static bool is_word(char c)
{
	return (unsigned char)c > ' ' || (c && !is_blank(c));
}

/* Words stand between blanks; a word that begins with a quote ends with the same one. */
static int split_line(char *line, char **words)
{
	int n = 0;

	for (;;) {
		char *end;

		while (is_blank(*line))
			line++;
		if (!*line)
			break;
		if (n == WORDS_MAX - 1)
			return fail(1, "Too many arguments to command");
		if (*line == '\'' || *line == '"') {
			words[n++] = line + 1;
			end = strchr(line + 1, *line);
			if (!end)
				return fail(1, "Unterminated quoted string");
		} else {
			words[n++] = line;
			for (end = line; is_word(*end);)
				end++;
		}
		line = *end ? end + 1 : end;
		*end = '\0';
	}
	words[n] = NULL;
	return n;
}

static int failed_at(struct batch *b)
{
	int status;

	nl_batch_flush();
	status = command_report(&command_words);
	b->status = 1;
	if (error_last()->fatal) {
		b->status = status;
		return -1;
	}
	error_clear();
	warn("Command failed %s:%d", b->name, b->number);
	return opt.force ? 0 : -1;
}

static struct batch *running;

/* Behind what stdout holds, before what a later line may have begun to write to stderr. */
static void refused(const struct nl_error *e, unsigned int line)
{
	char text[NL_ERROR_MAX + PATH_MAX + 64], reason[NL_ERROR_MAX];
	int n = snprintf(text, sizeof(text), "%s\nCommand failed %s:%u\n", nl_error_text(e, reason),
			 running->name, line);

	out_flush(&out);
	running->status = 1;
	if (write(STDERR_FILENO, text, (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1) < 0)
		return;
}

static int run_lines(struct batch *b)
{
	char *words[WORDS_MAX];
	int more, n;

	while ((more = read_line(b)) > 0) {
		report_where(b->name, b->number);
		nl_batch_line(b->number);
		n = split_line(b->line, words);
		if (n < 0) {
			nl_batch_flush();
			b->status = command_report(NULL);
			return -1;
		}
		if (!n)
			continue;
		opt.family = b->family;
		explain_line(b->number, &(struct words){ .v = words, .n = n });
		n = command_run(n, words);
		if (n < 0 && error_last()->status && failed_at(b) < 0)
			return -1;
		arena_reset();
	}
	nl_batch_flush();
	if (more < 0)
		warn("Missing continuation line");
	return 0;
}

int batch_run(void)
{
	struct batch b = { .file = stdin, .name = "-", .family = opt.family };

	if (strcmp(opt.batch, "-")) {
		b.name = opt.batch;
		b.file = fopen(opt.batch, "re");
		if (!b.file) {
			fail(1, "Cannot open file \"%s\" for reading: %s", opt.batch, strerror(errno));
			command_report(NULL);
			return 1;
		}
	}
	netns_exec_forks = true;
	nl_strict = false;
	running = &b;
	/* Where somebody reads, an error is explained by the words that it came from: there each waits for its answer. */
	nl_batch_begin(opt.force && !opt.explain && !isatty(STDERR_FILENO), refused);
	warn_before = nl_batch_flush;
	run_lines(&b);
	warn_before = NULL;
	report_where(NULL, 0);
	free(b.line);
	if (b.file != stdin)
		fclose(b.file);
	return b.status;
}
