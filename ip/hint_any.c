/* hint_any.c - what the kernel's refusals mean, whatever was asked; the last resort.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <unistd.h>

static bool is_not_root(struct mistake *m)
{
	(void)m;
	return geteuid() != 0;
}

/* An ioctl changes a network namespace too. */
static bool is_refused_call(struct mistake *m)
{
	if (!strstr(m->error->text, "not permitted"))
		return false;
	hint_found(m, "", is_not_root(m) ? "sudo, or one of your own: unshare -rn" : "this root does not have it");
	return true;
}

static bool has_missing(struct mistake *m)
{
	const struct failure *f = m->failure;
	char plain[WORD_MAX];

	if (!f->missing || !row_word(f->missing, f->q.space))
		return false;
	hint_found(m, "", "\"%s\" is missing: %s", row_called(f->missing, f->q.space, plain),
		   f->missing->help ? f->missing->help : f->missing->name);
	return true;
}

static bool has_near_name(struct mistake *m)
{
	const struct row *r = m->failure->row;

	return r && (r->file || (r->names && r->type->arg)) && hint_near_names(m) && *m->found;
}

static bool is_long(struct mistake *m)
{
	if (strlen(m->word) < IF_NAMESIZE)
		return false;
	hint_found(m, "", "%zu", strlen(m->word));
	return true;
}

#define LONG "a name of a link has at most 15 characters, and \"{word}\" has {found}"
#define NEEDS "this needs the capability CAP_NET_ADMIN in the network namespace: "

const struct hint hints_any[] = {
	{ .text = "policy validation", .when = is_long, .say = LONG },
	{ .text = "not a valid ifname", .when = is_long, .say = LONG },
	{ .text = "not a valid ifname", .say = "a name of a link has 1 to 15 characters, no \"/\" and no blank" },
	{ .text = "IPv6 is disabled on", .at = "dev", .say = "sysctl net.ipv6.conf.{word}.disable_ipv6=0 enables it" },
	{ .when = has_missing, .at = "#end", .say = "{found}" },
	{ .code = EPERM, .text = "not permitted", .when = is_not_root, .at = "#1", .say = NEEDS "sudo, or one of your own: unshare -rn" },
	{ .code = EPERM, .text = "not permitted", .at = "#1", .say = NEEDS "this root does not have it" },
	{ .text = "ioctl", .when = is_refused_call, .at = "#1", .say = NEEDS "{found}" },
	{ .text = "tunnel \"", .when = is_refused_call, .at = "#1", .say = NEEDS "{found}" },
	{ .text = "Operation not permitted", .when = is_not_root, .at = "#1",
	  .say = "this needs the capability CAP_SYS_ADMIN: sudo" },
	{ .text = "Operation not permitted", .at = "#1",
	  .say = "this needs the capability CAP_SYS_ADMIN, which this root does not have" },
	{ .text = "Permission denied", .at = "#1", .say = "the file may only be changed by root: sudo" },
	{ .text = " is wrong: ", .when = has_near_name, .say = "\"{keyword}\" takes {takes}; {found}" },
	{ .text = " is wrong: ", .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .text = "invalid value for", .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .text = "illegal value for", .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .text = " must be ", .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .text = "is invalid lladdr", .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .code = EEXIST, .when = hint_has_row, .say = "there is one already: \"{ip} {object} replace\" changes it" },
	{ .code = ERANGE, .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .code = EINVAL, .when = hint_has_row, .say = "\"{keyword}\" takes {takes}" },
	{ .code = EOPNOTSUPP, .at = "#1", .say = "this kernel, or the link's driver, cannot do that" },
	{ .code = ENODEV, .at = "#1", .when = hint_near_device, .say = "say which link: dev DEV; {found}" },
	{ .code = EBUSY, .at = "#1", .say = "it is in use: take it out of its bridge, bond or other upper link first" },
	{ .code = ENOENT, .at = "#1", .say = "it is not there: \"{ip} {object} show\" lists what is" },
	{ .code = ESRCH, .at = "#1", .say = "it is not there: \"{ip} {object} show\" lists what is" },
	{ .code = EAFNOSUPPORT, .at = "#1", .say = "this kernel lacks the family of these addresses" },
	{ .code = ENOBUFS, .at = "#1", .say = "the kernel ran out of memory or of a table's space" },
	{ .say = NULL },
};
