/* tuntap.c - "ip tuntap": links whose frames a program reads and writes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tuntap.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/if_tun.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "error.h"
#include "ioctl.h"
#include "links.h"
#include "objects.h"
#include "options.h"
#include "step.h"
#include "types.h"

#define DEVICE "/dev/net/tun"

/* ---- words ---- */
static int parse_mode(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (request_row(q, r))
		return fail(255, "You managed to ask for more than one tunnel mode.");
	return request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static int scan_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	if (word_matches("t[un]", word))
		item_set_number(i, IFF_TUN);
	else if (word_matches("ta[p]", word))
		item_set_number(i, IFF_TAP);
	else
		return fail(255, "Unknown tunnel mode \"%s\"", word);
	return 0;
}

static void offer_mode(const struct row *r, struct words *w)
{
	(void)r;
	complete_offer(w, "tun", "packets of IP");
	complete_offer(w, "tap", "frames of Ethernet");
}

static const struct type type_mode = { .name = "u16", .arg = "{ tun | tap }", .size = 2, .merge = true, .scan = scan_mode,
				       .print = type_print_number, .offer = offer_mode };

/* The bit says that there is none. */
static int scan_pi(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	(void)word;
	item_set_number(i, 0);
	return 0;
}

static const struct type type_pi = { .name = "u16", .size = 2, .merge = true, .scan = scan_pi, .print = type_print_number };

/* A number, else what find makes of a name. */
static int scan_id(const char *word, const char *what, bool (*find)(const char *, uint32_t *), struct item *i)
{
	char *end;
	uint32_t id = strtol(word, &end, 10);

	if ((!*word || *end) && !find(word, &id))
		return fail(255, "invalid %s \"%s\"", what, word);
	item_set_number(i, id);
	return 0;
}

static bool find_user(const char *word, uint32_t *id)
{
	const struct passwd *user = getpwnam(word);

	if (user)
		*id = user->pw_uid;
	return user;
}

static bool find_group(const char *word, uint32_t *id)
{
	const struct group *group = getgrnam(word);

	if (group)
		*id = group->gr_gid;
	return group;
}

static int scan_user(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	return scan_id(word, "user", find_user, i);
}

static int scan_group(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	return scan_id(word, "group", find_group, i);
}

static void offer_users(const struct row *r, struct words *w)
{
	(void)r;
	for (const struct passwd *user; (user = getpwent());)
		complete_offer(w, user->pw_name, NULL);
	endpwent();
}

static void offer_groups(const struct row *r, struct words *w)
{
	(void)r;
	for (const struct group *group; (group = getgrent());)
		complete_offer(w, group->gr_name, NULL);
	endgrent();
}

static const struct type type_user = { .name = "u32", .arg = "USER", .size = 4, .scan = scan_user, .offer = offer_users };
static const struct type type_group = { .name = "u32", .arg = "GROUP", .size = 4, .scan = scan_group, .offer = offer_groups };

/* Flags that no word says by itself. */
static const struct name other_flags[] = {
	{ IFF_TUN, "IFF_TUN" }, { IFF_TAP, "IFF_TAP" }, { IFF_TUN_EXCL, "IFF_TUN_EXCL" }, { 0, NULL }
};

#define FLAG(b, ...)	HEADER(ifreq, ifr_flags, flag16, .bit = (b), .part = #b, .hide = HIDE, __VA_ARGS__)
#define NAME(...)	HEADER(ifreq, ifr_name, ifname, .hide = HIDE, __VA_ARGS__)
#define SHARED_ROWS \
	NAME(.word = "d[ev]", BAD("\"dev\" not a valid ifname"), .help = "what the link is called"), \
	NAME(.word = "n[ame]", BAD("\"name\" not a valid ifname"), .help = "the same; the word may be left out", \
	     .implied = 1 << TO_SET, .parse = ioctl_parse_name), \
	HEADER(ifreq, ifr_flags, mode, .bit = IFF_TUN | IFF_TAP, .part = "IFF_TUN", .word = "m[ode]", \
	       .help = "packets of IP, or frames of Ethernet", .hide = HIDE, .parse = parse_mode), \
	HEADER(ifreq, ifr_flags, pi, .bit = IFF_NO_PI, .part = "IFF_NO_PI", .word = "p[i]", \
	       .help = "with the protocol before each packet", .hide = HIDE), \
	FLAG(IFF_ONE_QUEUE, .word = "o[ne_queue]", .help = "no queue but the link's own; kernels always do so now"), \
	FLAG(IFF_VNET_HDR, .word = "v[net_hdr]", .help = "with a virtio header before each packet"), \
	FLAG(IFF_MULTI_QUEUE, .word = "mu[lti_queue]", .help = "several programs, or threads, may open it"), \
	HEADER(ifreq, ifr_flags, x16, .names = other_flags, .hide = HIDE)

static const struct row rows[] = {
	SHARED_ROWS,
	{ .place = AT_NONE, .name = "TUNSETOWNER", .type = &type_user, .word = "u[ser]", .help = "who may open it" },
	{ .place = AT_NONE, .name = "TUNSETGROUP", .type = &type_group, .word = "g[roup]", .help = "whose members may open it" },
};
static const struct row delete_rows[] = { SHARED_ROWS };

static int help(struct words *w)
{
	return tuntap_usage(w, NULL);
}

#define TABLE(id, r) \
	const struct table id = { .name = "tuntap", TABLE_ROWS(r), .header = sizeof(struct ifreq), .header_name = "ifreq", \
				  .help = help }
TABLE(tuntap_table, rows);
/* Who may open it is nothing that "del" is told. */
TABLE(tuntap_delete_table, delete_rows);

/* ---- ioctls ---- */
static int failed(const char *call)
{
	return fail(1, "%s: %s", call, strerror(errno));
}

/* An id that the words say goes to the kernel by an ioctl of its own. */
static int set_id(const struct request *q, int fd, const char *word, unsigned long command, const char *name, const char *why)
{
	const struct table *in;
	const struct row *r = table_word(q->table, TO_SET, word, &in);
	const struct item *i = r ? request_row(q, r) : NULL;
	char call[32];

	if (!i || item_number(i) == UINT32_MAX || explain_held(explain_call("ioctl(%s, %u)", name, (uint32_t)item_number(i)), why))
		return 0;
	if (ioctl(fd, command, item_number(i)) >= 0)
		return 0;
	snprintf(call, sizeof(call), "ioctl(%s)", name);
	return failed(call);
}

/* As long as it is persistent, the link stays when the file is closed. */
static int configure(const struct request *q, int fd, bool stays)
{
	if (!ioctl_held(q, "TUNSETIFF", stays ? "the link, made if it is not there" : "the link") &&
	    ioctl(fd, TUNSETIFF, q->header) < 0) {
		request_failed_at(q, NULL, NULL);
		return failed("ioctl(TUNSETIFF)");
	}
	if (set_id(q, fd, "user", TUNSETOWNER, "TUNSETOWNER", "who may open it") < 0 ||
	    set_id(q, fd, "group", TUNSETGROUP, "TUNSETGROUP", "whose members may open it") < 0)
		return -1;
	if (explain_held(stays ? "ioctl(TUNSETPERSIST, 1)" : "ioctl(TUNSETPERSIST, 0)",
			 stays ? "it stays when nobody has it open" : "it goes when nobody has it open"))
		return 0;
	return ioctl(fd, TUNSETPERSIST, stays) < 0 ? failed("ioctl(TUNSETPERSIST)") : 0;
}

/* Without "pi" there is no protocol; what is added must not be there. */
static void imply(struct request *q)
{
	const struct table *in;
	const struct row *pi = table_word(q->table, TO_SET, "pi", &in);
	uint16_t bits = q->table == &tuntap_table ? IFF_TUN_EXCL : 0;

	if (request_row(q, pi))
		item_set_number(request_row(q, pi), bits);
	else
		request_add_number(q, q->table, pi, 0, 0, bits | IFF_NO_PI);
}

static int modify(struct words *w, const struct command *c)
{
	const struct table *t = c->data, *in;
	struct request q;
	int fd, ret;

	request_begin(&q, t, TO_SET, 0, 0, w);
	if (request_parse(&q, t, w) < 0 || w->completing)
		return -1;
	if (!request_row(&q, table_word(t, TO_SET, "mode", &in)))
		return fail(1, "You failed to specify a tunnel mode");
	imply(&q);
	explain_step("open(\"" DEVICE "\", O_RDWR)", "the way to the driver");
	fd = ioctl_build(&q) ? open(opt.dry_run ? "/dev/null" : DEVICE, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return failed("open");
	ret = configure(&q, fd, t == &tuntap_table);
	close(fd);
	links_reset();
	return ret;
}

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "", "lists such links", tuntap_show, 0, NULL },
	{ "a[dd]", "[ dev ] NAME mode { tun | tap } [ OPTION ... ]", "makes a link that stays", modify, 0, &tuntap_table },
	{ "d[elete]", "[ dev ] NAME mode { tun | tap } [ OPTION ... ]", "removes a link", modify, 0, &tuntap_delete_table },
};

int tuntap_usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip tuntap {{ add | del | show | list | lst | help } [ dev PHYS_DEV ]\n", "");
	out_text(&err, "       [ OPTION ... ]\nOPTION :=\n", "");
	help_table(&err, &tuntap_table, TO_SET, 8);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &tuntap_table, NULL };

const struct object tuntap_object = {
	.word = "tunt[ap]|ta[p]",
	.name = "tuntap",
	.help = "links whose frames a program reads and writes",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = tuntap_usage,
	.tables = tables,
};
