/* names.c - the names files: reading, and finding a name or a number.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "error.h"
#include "names.h"
#include "scan.h"

#define FOLDERS 3
#define PATH_SIZE 1024

struct entry {
	uint32_t value;
	uint32_t order;		/* of reading; sorts equal values */
	const char *name;
};

struct file {
	const char *name;
	uint32_t max;		/* greater numbers are passed over */
	bool folder;		/* FILE.d has further files */
	bool many;		/* all names of a number are understood */
	const struct entry *builtin;
	size_t builtins;
};

/* What a file says; names stay where they are in it. */
struct text {
	struct text *next;
	size_t size;
	char bytes[];		/* the last is NUL */
};

struct state {
	struct text *texts;
	struct entry *entries;
	size_t count, room;
	bool loaded;
};

const char *names_root = "";

static const char *const folders[FOLDERS] = {
	"/etc/iproute2", "/usr/share/iproute2", "/usr/lib/iproute2"
};

static const struct entry tables[] = {
	{ .value = 253, .name = "default" },
	{ .value = 254, .name = "main" },
	{ .value = 255, .name = "local" },
};

static const struct entry protos[] = {
	{ .value = 0, .name = "unspec" },
	{ .value = 1, .name = "redirect" },
	{ .value = 2, .name = "kernel" },
	{ .value = 3, .name = "boot" },
	{ .value = 4, .name = "static" },
	{ .value = 8, .name = "gated" },
	{ .value = 9, .name = "ra" },
	{ .value = 10, .name = "mrt" },
	{ .value = 11, .name = "zebra" },
	{ .value = 12, .name = "bird" },
	{ .value = 13, .name = "dnrouted" },
	{ .value = 14, .name = "xorp" },
	{ .value = 15, .name = "ntk" },
	{ .value = 16, .name = "dhcp" },
	{ .value = 18, .name = "keepalived" },
	{ .value = 42, .name = "babel" },
	{ .value = 186, .name = "bgp" },
	{ .value = 187, .name = "isis" },
	{ .value = 188, .name = "ospf" },
	{ .value = 189, .name = "rip" },
	{ .value = 192, .name = "eigrp" },
};

static const struct entry scopes[] = {
	{ .value = 0, .name = "global" },
	{ .value = 200, .name = "site" },
	{ .value = 253, .name = "link" },
	{ .value = 254, .name = "host" },
	{ .value = 255, .name = "nowhere" },
};

static const struct entry realms[] = {
	{ .value = 0, .name = "unknown" },
};

static const struct entry groups[] = {
	{ .value = 0, .name = "default" },
};

static const struct entry addrprotos[] = {
	{ .value = 0, .name = "unspec" },
	{ .value = 1, .name = "kernel_lo" },
	{ .value = 2, .name = "kernel_ra" },
	{ .value = 3, .name = "kernel_ll" },
};

#define BUILTIN(t) .builtin = t, .builtins = sizeof(t) / sizeof(*t)

static const struct file files[NAMES_FILES] = {
	[NAMES_TABLE] = { "rt_tables", UINT32_MAX, true, true, BUILTIN(tables) },
	[NAMES_PROTO] = { "rt_protos", 255, true, false, BUILTIN(protos) },
	[NAMES_SCOPE] = { "rt_scopes", 255, false, false, BUILTIN(scopes) },
	[NAMES_REALM] = { "rt_realms", 255, false, false, BUILTIN(realms) },
	[NAMES_DSFIELD] = { "rt_dsfield", 255, false, false, NULL, 0 },
	[NAMES_GROUP] = { "group", UINT32_MAX, false, true, BUILTIN(groups) },
	[NAMES_NLPROTO] = { "nl_protos", 255, false, false, NULL, 0 },
	[NAMES_ADDRPROTO] = { "rt_addrprotos", 255, true, false, BUILTIN(addrprotos) },
	[NAMES_PROTODOWN] = { "protodown_reasons", 31, true, false, NULL, 0 },
};

static struct state states[NAMES_FILES];

static struct entry *entry_of(struct state *state, uint32_t value)
{
	for (size_t i = state->count; i-- > 0;) {
		if (state->entries[i].value == value)
			return &state->entries[i];
	}
	return NULL;
}

static struct entry *entry_new(struct state *state)
{
	struct entry *entries = state->entries;
	size_t room = state->room;

	if (state->count == room) {
		room = room ? 2 * room : 32;
		entries = keep_more(entries, state->room * sizeof(*entries), room * sizeof(*entries));
		if (!entries)
			return NULL;
		state->entries = entries;
		state->room = room;
	}
	entries += state->count;
	*entries = (struct entry){ .order = state->count++ };
	return entries;
}

static void entry_add(const struct file *file, struct state *state,
		      uint64_t value, const char *name)
{
	struct entry *entry = NULL;

	if (value > file->max)
		return;
	if (!file->many)
		entry = entry_of(state, value);
	if (!entry)
		entry = entry_new(state);
	if (!entry)
		return;
	entry->name = name;
	entry->value = value;
}

/* "NUMBER NAME": -1 when it is not. */
static int line_read(const struct file *file, struct state *state,
		     char *line)
{
	bool negative = *line == '-';
	bool hex = !strncmp(line, "0x", 2) && isxdigit((unsigned char)line[2]);
	unsigned long long value;
	char *name;
	size_t len;

	if (!isdigit((unsigned char)line[negative]))
		return -1;
	errno = 0;
	value = hex ? strtoull(line, &name, 16) : scan_digits(line + negative, 10, &name);
	name += strspn(name, " \t");
	len = strcspn(name, " \t\r\n\v\f");
	if (!len)
		return -1;
	name[len] = '\0';
	if (!negative && !errno)
		entry_add(file, state, value, name);
	return 0;
}

static void lines_read(const struct file *file, struct state *state,
		       struct text *text, const char *path)
{
	char *line = text->bytes, *end = line + text->size, *next;

	for (; line < end; line = next) {
		next = memchr(line, '\n', end - line);
		next = next ? next + 1 : end;
		line += strspn(line, " \t");
		if (strchr("#\r\n", *line))
			continue;
		if (line_read(file, state, line) < 0) {
			/* the line's own end makes an empty one follow */
			warn("Database %s is corrupted at %.*s", path, (int)(next - line), line);
			break;
		}
	}
}

static struct text *text_grow(struct text *text, size_t room)
{
	struct text *more = keep_more(text, text ? sizeof(*more) + text->size : 0, sizeof(*more) + room);

	if (!more)
		keep_free(text);
	return more;
}

/* All up to the end, or to what cannot be read; NULL: there is no memory. */
static struct text *text_read(int fd)
{
	size_t room = 1024;
	struct text *text = text_grow(NULL, room);
	ssize_t n;

	while (text && (n = read(fd, text->bytes + text->size, room - text->size - 1)) > 0) {
		text->size += n;
		if (text->size == room - 1)
			text = text_grow(text, room *= 2);
	}
	if (text)
		text->bytes[text->size] = '\0';
	return text;
}

/* False only when there is no such file. */
static bool file_read(const struct file *file, struct state *state,
		      const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct text *text;

	if (fd < 0)
		return errno != ENOENT;
	text = text_read(fd);
	if (text) {
		text->next = state->texts;
		state->texts = text;
		lines_read(file, state, text, path);
	}
	close(fd);
	return true;
}

static int is_conf(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return *entry->d_name != '.' && len > 5 &&
	       !strcmp(entry->d_name + len - 5, ".conf");
}

static void folder_path(char *path, int folder, const struct file *file)
{
	snprintf(path, PATH_SIZE, "%s%s/%s.d", names_root, folders[folder],
		 file->name);
}

static bool is_hidden(const struct file *file, int folder, const char *name)
{
	char path[PATH_SIZE], whole[PATH_SIZE + 257];

	while (folder > 0) {
		folder--;
		folder_path(path, folder, file);
		snprintf(whole, sizeof(whole), "%s/%s", path, name);
		if (!access(whole, F_OK))
			return true;
	}
	return false;
}

static void folder_read(const struct file *file, struct state *state,
			int folder)
{
	char path[PATH_SIZE], whole[PATH_SIZE + 257];
	struct dirent **list;
	int n;

	folder_path(path, folder, file);
	n = scandir(path, &list, is_conf, alphasort);
	if (n < 0)
		return;
	for (int i = 0; i < n; i++) {
		snprintf(whole, sizeof(whole), "%s/%s", path, list[i]->d_name);
		if (!is_hidden(file, folder, list[i]->d_name))
			file_read(file, state, whole);
		free(list[i]);
	}
	free(list);
}

static void main_file_read(const struct file *file, struct state *state)
{
	char path[PATH_SIZE];

	for (int i = 0; i < FOLDERS; i++) {
		snprintf(path, sizeof(path), "%s%s/%s", names_root, folders[i],
			 file->name);
		if (file_read(file, state, path))
			break;
	}
}

static int entry_compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static struct state *state_loaded(enum names names)
{
	const struct file *file = &files[names];
	struct state *state = &states[names];

	if (state->loaded)
		return state;
	state->loaded = true;
	for (size_t i = 0; i < file->builtins; i++) {
		const struct entry *entry = &file->builtin[i];

		entry_add(file, state, entry->value, entry->name);
	}
	if (names != NAMES_PROTODOWN)
		main_file_read(file, state);
	/* /etc comes last: what it says about a number counts */
	for (int i = FOLDERS - 1; file->folder && i >= 0; i--)
		folder_read(file, state, i);
	if (state->count)
		qsort(state->entries, state->count, sizeof(*state->entries),
		      entry_compare);
	return state;
}

static const char *builtin_of(const struct file *file, uint32_t value)
{
	for (const struct entry *e = file->builtin, *end = e + file->builtins; e < end; e++)
		if (e->value == value)
			return e->name;
	return NULL;
}

/* As in ip(8), no file is read for a built-in name that is not one of many. */
const char *names_file(enum names names)
{
	return files[names].name;
}

const char *names_of(enum names names, uint32_t value)
{
	const struct file *file = &files[names];
	const struct state *state = &states[names];
	const char *builtin = NULL;
	size_t low = 0, high, middle;

	if (!state->loaded && !file->many)
		builtin = builtin_of(file, value);
	if (builtin)
		return builtin;
	state = state_loaded(names);
	for (high = state->count; low < high;) {
		middle = low + (high - low) / 2;
		if (state->entries[middle].value <= value)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || state->entries[low - 1].value != value)
		return NULL;
	return state->entries[low - 1].name;
}

int names_value(enum names names, const char *name, uint32_t *value)
{
	const struct state *state = state_loaded(names);

	for (size_t i = 0; i < state->count; i++) {
		if (!strcmp(state->entries[i].name, name)) {
			*value = state->entries[i].value;
			return 0;
		}
	}
	return -1;
}

void names_each(enum names names,
		void (*each)(uint32_t value, const char *name, void *arg),
		void *arg)
{
	const struct state *state = state_loaded(names);

	for (size_t i = 0; i < state->count; i++) {
		const struct entry *e = &state->entries[i];

		if (!i || e->value != e[-1].value || strcmp(e->name, e[-1].name))
			each(e->value, e->name, arg);
	}
}

void names_reset(void)
{
	for (int names = 0; names < NAMES_FILES; names++) {
		struct state *state = &states[names];

		for (struct text *text = state->texts, *next; text; text = next) {
			next = text->next;
			keep_free(text);
		}
		keep_free(state->entries);
		*state = (struct state){ 0 };
	}
}
