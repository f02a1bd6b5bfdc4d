/* row_log.c - which rows do tests reach?  SPDX-License-Identifier: GPL-2.0-or-later */
#include "schema.h"

#ifdef ROW_LOG
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROWS_MAX 8192

const char *const row_said[SPACES] = { "set", "list", "get" };

/* Once a row and process: few lines, and appending short lines is atomic. */
static bool is_new(const struct table *t, const struct row *r, const char *how)
{
	static struct {
		const struct table *table;
		const struct row *row;
		const char *how;
	} seen[ROWS_MAX];
	static size_t n;

	for (size_t i = 0; i < n; i++)
		if (seen[i].table == t && seen[i].row == r && !strcmp(seen[i].how, how))
			return false;
	if (n == ROWS_MAX)
		return true;
	seen[n].table = t;
	seen[n].row = r;
	seen[n++].how = how;
	return true;
}

void row_reached(const struct table *t, const struct row *r, const char *how)
{
	const char *file = getenv("ROW_LOG"), *word = r->word;
	char line[512];
	int fd, n;

	if (!file || !*file || !is_new(t, r, how))
		return;
	n = snprintf(line, sizeof(line), "%s\t%s\t%s\t%s\n", how, t->name,
		     r->name ? r->name : "-", word ? word : "-");
	fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		return;
	if (write(fd, line, n) < 0)
		n = 0;
	close(fd);
}
#else
typedef int row_log_is_off;
#endif
