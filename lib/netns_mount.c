/* netns_mount.c - what makes, names and fills a namespace: mounts.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "netns.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "error.h"

#define OWN_NAMESPACE "/proc/self/ns/net"

/*
 * How a name is made.  The file is created before the mount can be, and a
 * process may be killed in between.  So all of it happens under an exclusive
 * lock on the directory, which the kernel drops with the process:
 *  - who finds a file without a namespace waits for the lock and looks again;
 *  - who holds the lock and finds one knows that its creator is dead, and
 *    mounts the new namespace on it.
 */

static int name_path(char path[PATH_MAX], const char *name)
{
	if (!netns_is_name(name))
		return fail(255, "Invalid netns name \"%s\"", name);
	snprintf(path, PATH_MAX, "%s/%s", NETNS_RUN_DIR, name);
	return 0;
}

int netns_directory(void)
{
	if (mkdir(NETNS_RUN_DIR, 0755) < 0 && errno != EEXIST)
		return fail(1, "mkdir %s failed: %s", NETNS_RUN_DIR,
			    strerror(errno));
	return 0;
}

static int directory_mount(const char *source, unsigned long flags,
			   const char *what)
{
	if (mount(source, NETNS_RUN_DIR, "none", flags | MS_REC, NULL) == 0)
		return 0;
	return fail(1, "mount --%s %s%s%s failed: %s", what, NETNS_RUN_DIR,
		    *source ? " " : "", source, strerror(errno));
}

/*
 * Mounts below the directory must reach other mount namespaces, and later
 * unmounts too, or a deleted name would live on there: it has to be a shared
 * mount.  Private first: it must not be a peer of the mount that it was
 * bound from, which would show every name twice.
 */
static int directory_share(void)
{
	if (mount("", NETNS_RUN_DIR, "none", MS_SHARED | MS_REC, NULL) == 0)
		return 0;
	if (errno != EINVAL)
		return directory_mount("", MS_SHARED, "make-shared");
	if (directory_mount(NETNS_RUN_DIR, MS_BIND, "bind") < 0 ||
	    directory_mount("", MS_PRIVATE, "make-private") < 0)
		return -1;
	return directory_mount("", MS_SHARED, "make-shared");
}

/* The directory, ready and locked: a file descriptor to close, or -1. */
static int directory_open(void)
{
	int fd, code;

	if (netns_directory() < 0)
		return -1;
	fd = netns_lock(LOCK_EX);
	if (fd >= 0)
		return fd;
	code = errno;
	fd = open(NETNS_RUN_DIR, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return fail(1, "Cannot open netns runtime directory \"%s\": %s",
			    NETNS_RUN_DIR, strerror(errno));
	warn("Warning: could not flock netns runtime directory \"%s\": %s",
	     NETNS_RUN_DIR, strerror(code));
	return fd;
}

static int file_exists(const char *path, int code)
{
	return fail(1, "Cannot create namespace file \"%s\": %s", path,
		    strerror(code));
}

/* With the lock held: may path become a namespace?  0, or -1. */
static int file_check(const char *path)
{
	int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	bool is_free;

	if (fd < 0)
		return 0;	/* the creation will tell if it is serious */
	is_free = netns_is_half_made(fd);
	close(fd);
	return is_free ? 0 : file_exists(path, EEXIST);
}

static int file_make(const char *path)
{
	int fd = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0);

	if (fd < 0)
		return errno == EEXIST ? file_check(path) :
					 file_exists(path, errno);
	close(fd);
	return 0;
}

static int namespace_bind(const char *source, const char *path)
{
	if (file_make(path) < 0)
		return -1;
	if (mount(source, path, "none", MS_BIND, NULL) == 0)
		return 0;
	fail(1, "Bind %s -> %s failed: %s", source, path, strerror(errno));
	unlink(path);
	return -1;
}

static int namespace_make(const char *name, const char *path)
{
	int result, home = open(OWN_NAMESPACE, O_RDONLY | O_CLOEXEC);

	if (home < 0)
		return fail(1, "Cannot open network namespace: %s",
			    strerror(errno));
	result = unshare(CLONE_NEWNET);
	if (result < 0)
		fail(1, "Failed to create a new network namespace \"%s\": %s",
		     name, strerror(errno));
	else
		result = namespace_bind(OWN_NAMESPACE, path);
	/* A batch goes on in the namespace that it was started in. */
	if (setns(home, CLONE_NEWNET) < 0)
		result = fail(1, "Cannot return to the network namespace: %s",
			      strerror(errno));
	close(home);
	return result;
}

/* source: what to bind there; NULL for a new namespace. */
static int name_give(const char *name, const char *source)
{
	char path[PATH_MAX];
	int lock, result;

	if (name_path(path, name) < 0)
		return -1;
	lock = directory_open();
	if (lock < 0)
		return -1;
	result = directory_share();
	if (result == 0)
		result = file_check(path);
	if (result == 0)
		result = source ? namespace_bind(source, path) :
				  namespace_make(name, path);
	close(lock);
	netns_reset();
	return result;
}

int netns_create(const char *name)
{
	return name_give(name, NULL);
}

int netns_attach(const char *name, int pid)
{
	char source[32];

	snprintf(source, sizeof(source), "/proc/%d/ns/net", pid);
	return name_give(name, source);
}

int netns_remove(const char *name)
{
	char path[PATH_MAX];
	int lock, result = 0;

	if (name_path(path, name) < 0)
		return -1;
	/* Not between the two steps of a creator; without it we still try. */
	lock = netns_lock(LOCK_EX);
	while (umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW) == 0)
		;
	if (unlink(path) < 0)
		result = fail(1, "Cannot remove namespace file \"%s\": %s",
			      path, strerror(errno));
	if (lock >= 0)
		close(lock);
	netns_reset();
	return result;
}

/* /sys/class/net shows the network namespace of whoever mounted it. */
static int sys_mount(const char *name)
{
	unsigned long flags = 0;
	struct statvfs fs;

	/* One that cannot be taken away, in a container, is imitated. */
	if (umount2("/sys", MNT_DETACH) < 0 &&
	    statvfs("/sys", &fs) == 0 && (fs.f_flag & ST_RDONLY))
		flags = MS_RDONLY;
	if (mount(name, "/sys", "sysfs", flags, NULL) < 0)
		return fail(255, "mount of /sys failed: %s", strerror(errno));
	return 0;
}

static void etc_bind_one(const char *name, const char *entry)
{
	char from[PATH_MAX], to[PATH_MAX];

	snprintf(from, sizeof(from), "%s/%s/%s", NETNS_ETC_DIR, name, entry);
	snprintf(to, sizeof(to), "/etc/%s", entry);
	if (mount(from, to, "none", MS_BIND, NULL) < 0)
		warn("Bind %s -> %s failed: %s", from, to, strerror(errno));
}

static void etc_bind(const char *name)
{
	char path[PATH_MAX];
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/%s", NETNS_ETC_DIR, name);
	dir = opendir(path);
	if (!dir)
		return;
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			etc_bind_one(name, entry->d_name);
	closedir(dir);
}

int netns_switch(const char *name)
{
	if (netns_enter(name) < 0)
		return -1;
	if (unshare(CLONE_NEWNS) < 0)
		return fail(255, "unshare failed: %s", strerror(errno));
	/* Slave: what we mount stays here, what the system mounts comes in. */
	if (mount("", "/", "none", MS_SLAVE | MS_REC, NULL) < 0)
		return fail(255, "\"mount --make-rslave /\" failed: %s",
			    strerror(errno));
	if (sys_mount(name) < 0)
		return -1;
	etc_bind(name);
	return 0;
}
