/* hint_netns.c - hints to mistakes with namespaces.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../include/netns.h"

/* The name in a text as: Cannot open network namespace "blue": ... */
static bool quoted(struct mistake *m)
{
	const char *begin = strchr(m->error->text, '"');
	const char *end = begin ? strchr(begin + 1, '"') : NULL;
	const char *slash;
	static char name[256];

	if (!end)
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)(end - begin - 1), begin + 1);
	slash = strrchr(name, '/');
	m->word = slash ? slash + 1 : name;
	for (int i = 0; i < m->words->n; i++)
		if (m->at < 0 && !strcmp(m->words->v[i], m->word))
			m->at = i;
	return true;
}

static bool near_quoted(struct mistake *m)
{
	return quoted(m) && hint_near_netns(m);
}

static bool is_number(struct mistake *m)
{
	return *m->word && strspn(m->word, "0123456789") == strlen(m->word);
}

/* A plain file: what a reboot or a mount in another mount namespace leaves. */
static bool is_stale(const char *name)
{
	int fd = *name && netns_is_name(name) ? netns_open(name) : -1;
	struct stat file, self;
	bool other;

	if (fd < 0)
		return false;
	other = fstat(fd, &file) || stat("/proc/self/ns/net", &self) || file.st_dev != self.st_dev;
	close(fd);
	return other;
}

static bool stale_word(struct mistake *m)
{
	return is_stale(m->word);
}

static bool stale_quoted(struct mistake *m)
{
	return quoted(m) && is_stale(m->word);
}

static bool has_name(const char *name)
{
	int fd = *name && netns_is_name(name) ? netns_open(name) : -1;

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* "netns exec COMMAND NAME" */
static bool swapped(struct mistake *m)
{
	return has_name(mistake_word(m, 3)) && quoted(m);
}

static bool file_exists(struct mistake *m)
{
	return strstr(m->error->text, strerror(EEXIST)) && quoted(m);
}

static bool is_missing(struct mistake *m)
{
	return strstr(m->error->text, strerror(ENOENT)) && near_quoted(m);
}

static bool is_no_program(struct mistake *m)
{
	return strstr(m->error->text, strerror(ENOENT)) && quoted(m);
}

#define OPEN "Cannot open network namespace"
#define STALE "\"{word}\" is a file on which no namespace is mounted (any more): " \
	      "remove it with \"ip netns del {word}\", make it again with \"ip netns add {word}\""

const struct hint hints_netns[] = {
	{ .text = "setting the network namespace", .when = stale_quoted, .say = STALE },
	{ .code = EINVAL, .at = "netns", .when = stale_word, .say = STALE },
	{ .where = "netns exec", .text = OPEN, .when = swapped,
	  .say = "the namespace goes first: ip netns exec {#3} {#2} ..." },
	{ .text = OPEN, .when = near_quoted, .say = "{found}" },
	{ .text = OPEN, .when = quoted, .say = "no namespace has a name: ip netns add {word}" },
	{ .where = "netns identify", .text = OPEN ": Permission denied", .at = "#2", .say = "only root, or who runs it, may look at process {word}" },
	{ .where = "netns identify", .text = OPEN, .at = "#2", .say = "there is no process {word}" },
	{ .where = "netns", .text = OPEN, .at = "#2", .when = hint_near_netns, .say = "{found}" },
	{ .text = "Invalid \"netns\" value", .when = is_number, .say = "no process has the PID {word}" },
	{ .text = "Invalid \"netns\" value", .when = hint_near_netns, .say = "{found}" },
	{ .text = "Invalid \"netns\" value", .say = "no namespace has a name: ip netns add {word}" },
	{ .code = ESRCH, .at = "netns", .when = is_number, .say = "no process has the PID {word}" },
	{ .text = "Invalid \"link-netns\" value", .when = hint_near_netns, .say = "{found}" },
	{ .text = "Cannot create namespace file", .when = file_exists,
	  .say = "\"{word}\" is there already: use it, or remove it with \"ip netns del {word}\"" },
	{ .text = "Cannot remove namespace file", .when = is_missing, .say = "{found}" },
	{ .text = "Cannot remove namespace file", .when = quoted,
	  .say = "\"{word}\" is mounted and was not unmounted: that needs the capability CAP_SYS_ADMIN" },
	{ .where = "netns attach", .text = "Bind /proc/", .at = "#3", .say = "there is no process {word}" },
	{ .text = "Invalid netns name", .say = "a name has no \"/\" and is neither \".\" nor \"..\": it becomes a file of "
					       NETNS_RUN_DIR },
	{ .text = "No netns name specified", .at = "#end", .when = hint_synopsis, .say = "say the name: {found}" },
	{ .text = "No command specified", .at = "#end", .say = "say what to run in it: ip netns exec {#2} COMMAND" },
	{ .text = "No netns name and PID", .at = "#end", .when = hint_synopsis, .say = "say both: {found}" },
	{ .text = "No nsid specified", .at = "#end", .say = "say the id, a number or auto: ip netns set {#2} auto" },
	{ .text = "netnsid\" value", .say = "an id is a number from 0 on, or auto: the kernel chooses one" },
	{ .text = "nsid\" value is invalid", .say = "an id is a number from 0 on, as \"ip netns list-id\" lists them" },
	{ .where = "netns list-id", .code = EINVAL, .at = "#3", .say = "no namespace has this id: \"ip netns list-id\" lists them" },
	{ .text = "exec of \"", .when = is_no_program, .say = "PATH has no command \"{word}\"" },
	{ .text = "Invalid PID", .at = "#3", .say = "a PID is a number, as \"ps\" lists them" },
	{ .text = "is not a pid", .at = "#2", .say = "a PID is a number, as \"ps\" lists them" },
	{ .where = "netns", .text = "Command \"rename\"",
	  .say = "a namespace gets a second name by \"ip netns attach NEW PID\"; del takes the old one away" },
	{ .say = NULL },
};
