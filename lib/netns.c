/* netns.c - named network namespaces: files and identifiers.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"
#include "netns.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <linux/net_namespace.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "error.h"
#include "large.h"
#include "links.h"
#include "options.h"
#include "pretend.h"
#include "scan.h"
#include "step.h"

static char entered[NAME_MAX + 1];	/* where netns_enter() went */
LARGE struct pretence netns_pretence;

bool netns_is_name(const char *name)
{
	size_t length = strlen(name);

	return length >= 1 && length <= NAME_MAX && !strchr(name, '/') &&
	       strcmp(name, ".") && strcmp(name, "..");
}

int netns_lock(int operation)
{
	int fd = open(NETNS_RUN_DIR, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	while (fd >= 0 && flock(fd, operation) < 0) {
		if (errno == EINTR)
			continue;
		close(fd);
		return -1;
	}
	return fd;
}

static bool is_namespace(int fd)
{
	struct statfs fs;

	return fstatfs(fd, &fs) == 0 && fs.f_type == NSFS_MAGIC;
}

bool netns_is_half_made(int fd)
{
	struct stat st;

	/* Mode 0 tells it from a file that someone else has put there. */
	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       !(st.st_mode & 07777) && st.st_size == 0 && !is_namespace(fd);
}

static int file_open(const char *path)
{
	/* O_NONBLOCK: a FIFO must not stop us.  musl's open() asks for O_CLOEXEC a second time, with fcntl(). */
	return openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

/* May its creator be at work?  A file of mode 0 opens to root only. */
static bool is_unfinished(int fd)
{
	return fd < 0 ? errno == EACCES : netns_is_half_made(fd);
}

/* -dry-run: this namespace stands in for one that is not there yet. */
static int pretended_open(const struct pretended *p)
{
	if (p->gone) {
		errno = ENOENT;
		return -1;
	}
	return file_open("/proc/self/ns/net");
}

int netns_open(const char *name)
{
	const struct pretended *p = opt.dry_run ? pretend_find(&netns_pretence, name) : NULL;
	char path[PATH_MAX];
	int fd, lock;

	if (p)
		return pretended_open(p);

	if (snprintf(path, sizeof(path), "%s/%s", NETNS_RUN_DIR, name) >=
	    (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = file_open(path);
	if (!is_unfinished(fd))
		return fd;
	/* A creator holds the lock until all is done, or until it is dead. */
	lock = netns_lock(LOCK_SH);
	if (fd >= 0)
		close(fd);
	fd = file_open(path);
	if (lock >= 0) {
		int saved = errno;

		close(lock);
		errno = saved;
	}
	return fd;
}

int netns_open_any(const char *word)
{
	char path[32];
	int64_t pid;
	int fd;

	if (strchr(word, '/'))
		return file_open(word);
	fd = netns_is_name(word) ? netns_open(word) : -1;
	if (fd >= 0 || scan_signed(word, 0, 0, INT_MAX, &pid) < 0)
		return fd;
	snprintf(path, sizeof(path), "/proc/%d/ns/net", (int)pid);
	return file_open(path);
}

const char *netns_entered(void)
{
	return entered;
}

void netns_explain(void)
{
	if (*entered) {
		explain_step(explain_call("open(\"%s/%s\")", NETNS_RUN_DIR, entered),
			     "the file on which a namespace of that name is mounted");
		explain_step("setns(fd, CLONE_NEWNET)",
			     explain_call("this process is now in the network namespace \"%s\"", entered));
	}
}

int netns_enter(const char *name)
{
	int result, fd = netns_open(name);

	if (fd < 0)
		return fail(255, "Cannot open network namespace \"%s\": %s",
			    name, strerror(errno));
	snprintf(entered, sizeof(entered), "%s", name);
	netns_explain();
	result = setns(fd, CLONE_NEWNET);
	if (result < 0)
		fail(255, "setting the network namespace \"%s\" failed: %s",
		     name, strerror(errno));
	close(fd);
	if (result < 0)
		return -1;
	/* All that was open or known belongs to the namespace that we left. */
	nl_close_all();
	links_reset();
	netns_reset();
	return 0;
}

int netns_each(int (*each)(const char *name, void *arg), void *arg)
{
	DIR *dir = opendir(NETNS_RUN_DIR);
	struct dirent *entry;
	int result = 0;

	if (!dir)
		return 0;
	while (result >= 0 && (entry = readdir(dir)))
		if (netns_is_name(entry->d_name))
			result = each(entry->d_name, arg);
	closedir(dir);
	return result < 0 ? result : 0;
}

static int id_get(const struct nlmsghdr *h, void *arg)
{
	const char *attributes = (const char *)h +
				 NLMSG_SPACE(sizeof(struct rtgenmsg));

	if (h->nlmsg_len < NLMSG_SPACE(sizeof(struct rtgenmsg)))
		return 0;
	nl_for_each(a, attributes, (const char *)h + h->nlmsg_len - attributes)
		if (mnl_attr_get_type(a) == NETNSA_NSID &&
		    mnl_attr_get_payload_len(a) >= sizeof(int32_t))
			memcpy(arg, mnl_attr_get_payload(a), sizeof(int32_t));
	return 0;
}

int32_t netns_id_of_fd(int fd)
{
	_Alignas(8) char buf[64];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	int32_t id = NETNSA_NSID_NOT_ASSIGNED;
	struct nl *nl = nl_socket(1);

	h->nlmsg_type = RTM_GETNSID;
	mnl_nlmsg_put_extra_header(h, sizeof(struct rtgenmsg));
	mnl_attr_put_u32(h, NETNSA_FD, fd);
	if (!nl || nl_talk(nl, h, id_get, &id) < 0)
		return NETNS_ID_REFUSED;
	return id;
}

const char *netns_path(const char *name)
{
	static char path[sizeof(NETNS_RUN_DIR) + NAME_MAX + 1] = NETNS_RUN_DIR "/";
	size_t length = strnlen(name, NAME_MAX);

	memcpy(path + sizeof(NETNS_RUN_DIR), name, length);
	path[sizeof(NETNS_RUN_DIR) + length] = '\0';
	return path;
}

static int32_t id_take(int fd)
{
	int32_t id = fd < 0 ? NETNSA_NSID_NOT_ASSIGNED : netns_id_of_fd(fd);

	if (fd >= 0)
		close(fd);
	return id;
}

/* Whether the file is half made is asked only when the kernel finds no namespace in it. */
int32_t netns_id_of_name(const char *name)
{
	int fd = opt.dry_run ? -1 : file_open(netns_path(name));
	bool is_half_made;
	int32_t id;

	if (fd < 0)
		return id_take(netns_open(name));
	id = netns_id_of_fd(fd);
	is_half_made = id == NETNS_ID_REFUSED && netns_is_half_made(fd);
	close(fd);
	return is_half_made ? id_take(netns_open(name)) : id;
}
