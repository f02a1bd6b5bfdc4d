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
#include "options.h"
#include "pretend.h"
#include "step.h"

#define OWN_NAMESPACE "/proc/self/ns/net"

/*
 * How a name is made.  The file is created before the mount can be, and a
 * process may be killed in between.  So all of it happens under an exclusive
 * lock on the directory, which the kernel drops with the process:
 *  - who finds a file without a namespace waits for the lock and looks again;
 *  - who holds the lock and finds one knows that its creator is dead, and
 *    mounts the new namespace on it.
 */

/* One mount(2), told: 0 when it was made or held back, -1 with errno. */
static int mount_told(const char *source, const char *target, const char *type, unsigned long flags,
		      const char *named, const char *why)
{
	if (explain_held(explain_call("mount(\"%s\", \"%s\", \"%s\", %s)", source, target, type, named), why))
		return 0;
	return mount(source, target, type, flags, NULL);
}
#define mount_told(source, target, type, flags, why) mount_told(source, target, type, flags, #flags, why)

static int umount_told(const char *target, int flags, const char *named, const char *why)
{
	if (explain_held(explain_call("umount2(\"%s\", %s)", target, named), why))
		return 0;
	return umount2(target, flags);
}
#define umount_told(target, flags, why) umount_told(target, flags, #flags, why)

static int name_path(char path[PATH_MAX], const char *name)
{
	if (!netns_is_name(name))
		return fail(255, "Invalid netns name \"%s\"", name);
	snprintf(path, PATH_MAX, "%s/%s", NETNS_RUN_DIR, name);
	return 0;
}

int netns_directory(void)
{
	if (!access(NETNS_RUN_DIR, F_OK) ||
	    explain_held("mkdir(\"" NETNS_RUN_DIR "\", 0755)", "the directory of names"))
		return 0;
	if (mkdir(NETNS_RUN_DIR, 0755) < 0 && errno != EEXIST)
		return fail(1, "mkdir %s failed: %s", NETNS_RUN_DIR,
			    strerror(errno));
	return 0;
}

static int directory_failed(const char *source, const char *what)
{
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
	if (mount_told("", NETNS_RUN_DIR, "none", MS_SHARED | MS_REC,
		       "mounts in this directory reach every mount namespace, and so do unmounts") == 0)
		return 0;
	if (errno != EINVAL)
		return directory_failed("", "make-shared");
	if (mount_told(NETNS_RUN_DIR, NETNS_RUN_DIR, "none", MS_BIND | MS_REC,
		       "it was no mount point: it becomes one") < 0)
		return directory_failed(NETNS_RUN_DIR, "bind");
	if (mount_told("", NETNS_RUN_DIR, "none", MS_PRIVATE | MS_REC, "no peer of the mount that it came from") < 0)
		return directory_failed("", "make-private");
	if (mount_told("", NETNS_RUN_DIR, "none", MS_SHARED | MS_REC, "and now it is shared") < 0)
		return directory_failed("", "make-shared");
	return 0;
}

/* The directory, ready and locked: a file descriptor to close, or -1. */
static int directory_open(void)
{
	int fd, code;

	if (netns_directory() < 0)
		return -1;
	if (explain_held("flock(\"" NETNS_RUN_DIR "\", LOCK_EX)", "nobody else makes or removes a name meanwhile"))
		return open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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
	int fd;

	if (explain_held(explain_call("open(\"%s\", O_CREAT | O_EXCL, 0)", path), "a file to mount the namespace on"))
		return 0;
	fd = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0);
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
	if (mount_told(source, path, "none", MS_BIND,
		       "this mount keeps the namespace alive, with no process in it") == 0)
		return 0;
	fail(1, "Bind %s -> %s failed: %s", source, path, strerror(errno));
	unlink(path);
	return -1;
}

static int namespace_make(const char *name, const char *path)
{
	int result = 0, home = open(OWN_NAMESPACE, O_RDONLY | O_CLOEXEC);

	if (home < 0)
		return fail(1, "Cannot open network namespace: %s",
			    strerror(errno));
	if (!explain_held("unshare(CLONE_NEWNET)", "a new network namespace, with a loopback device that is down; "
			  "this process is in it"))
		result = unshare(CLONE_NEWNET);
	if (result < 0)
		fail(1, "Failed to create a new network namespace \"%s\": %s",
		     name, strerror(errno));
	else
		result = namespace_bind(OWN_NAMESPACE, path);
	/* A batch goes on in the namespace that it was started in. */
	if (!explain_held("setns(home, CLONE_NEWNET)", "back to the namespace where it came from") &&
	    setns(home, CLONE_NEWNET) < 0)
		result = fail(1, "Cannot return to the network namespace: %s",
			      strerror(errno));
	close(home);
	return result;
}

/* -dry-run: an earlier line of a batch may have made or removed the name. */
static int pretended_check(const char *name, const char *path)
{
	const struct pretended *p = opt.dry_run ? pretend_find(&netns_pretence, name) : NULL;

	if (!p)
		return file_check(path);
	return p->gone ? 0 : file_exists(path, EEXIST);
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
		result = pretended_check(name, path);
	if (result == 0)
		result = source ? namespace_bind(source, path) :
				  namespace_make(name, path);
	close(lock);
	netns_reset();
	if (result == 0 && opt.dry_run)
		pretend_put(&netns_pretence, name);
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

#define TAKES_NAME "the name is gone; the namespace lives on as long as a process or a file descriptor is in it"

static int removal_pretend(const char *name, const char *path)
{
	const struct pretended *p = pretend_find(&netns_pretence, name);

	if (p ? p->gone : access(path, F_OK) < 0)
		return fail(1, "Cannot remove namespace file \"%s\": %s", path, strerror(ENOENT));
	umount_told(path, MNT_DETACH | UMOUNT_NOFOLLOW, "until no mount is left there");
	explain_held(explain_call("unlink(\"%s\")", path), TAKES_NAME);
	pretend_gone(&netns_pretence, name);
	return 0;
}

int netns_remove(const char *name)
{
	char path[PATH_MAX];
	int lock, result = 0;

	if (name_path(path, name) < 0)
		return -1;
	if (opt.dry_run)
		return removal_pretend(name, path);
	/* Not between the two steps of a creator; without it we still try. */
	lock = netns_lock(LOCK_EX);
	while (umount_told(path, MNT_DETACH | UMOUNT_NOFOLLOW, "until no mount is left there") == 0)
		;
	explain_step(explain_call("unlink(\"%s\")", path), TAKES_NAME);
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
	if (umount_told("/sys", MNT_DETACH, "/sys/class/net shows the namespace of whoever mounted it") < 0 &&
	    statvfs("/sys", &fs) == 0 && (fs.f_flag & ST_RDONLY))
		flags = MS_RDONLY;
	if ((mount_told)(name, "/sys", "sysfs", flags, flags ? "MS_RDONLY" : "0",
			 "... and now that of this process") < 0)
		return fail(255, "mount of /sys failed: %s", strerror(errno));
	return 0;
}

static void etc_bind_one(const char *name, const char *entry)
{
	char from[PATH_MAX], to[PATH_MAX];

	snprintf(from, sizeof(from), "%s/%s/%s", NETNS_ETC_DIR, name, entry);
	snprintf(to, sizeof(to), "/etc/%s", entry);
	if (mount_told(from, to, "none", MS_BIND, "its own configuration instead of the system's") < 0)
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

/* -dry-run stays where it is. */
static int entry_pretend(const char *name)
{
	int fd = netns_open(name);

	if (fd < 0)
		return fail(255, "Cannot open network namespace \"%s\": %s", name, strerror(errno));
	close(fd);
	explain_held("setns(fd, CLONE_NEWNET)",
		     explain_call("this process is in the network namespace \"%s\"", name));
	return 0;
}

int netns_switch(const char *name)
{
	if (opt.dry_run ? entry_pretend(name) < 0 : netns_enter(name) < 0)
		return -1;
	if (!explain_held("unshare(CLONE_NEWNS)", "a copy of all mounts, for this process alone") &&
	    unshare(CLONE_NEWNS) < 0)
		return fail(255, "unshare failed: %s", strerror(errno));
	/* Slave: what we mount stays here, what the system mounts comes in. */
	if (mount_told("", "/", "none", MS_SLAVE | MS_REC, "what is mounted here stays here, what the system mounts comes in") < 0)
		return fail(255, "\"mount --make-rslave /\" failed: %s",
			    strerror(errno));
	if (sys_mount(name) < 0)
		return -1;
	etc_bind(name);
	return 0;
}
