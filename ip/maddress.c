/* maddress.c - "ip maddress": link layer addresses of multicast that a link receives.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "maddress.h"

#include <ctype.h>
#include <errno.h>
#include <linux/sockios.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "ioctl.h"
#include "objects.h"
#include "options.h"
#include "scan.h"
#include "step.h"
#include "types.h"

#define LENGTH 6	/* of an address of Ethernet; the kernel takes no other here */

static int scan_address_here(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t bytes[14];
	int n = scan_lladdr(word, bytes, sizeof(bytes));

	(void)q;
	(void)r;
	/* What begins as a byte is one to ip(8). */
	if (n < 0 && isxdigit((unsigned char)*word) && !strchr(word, ':'))
		n = 1;
	if (n < 0)
		return fail(1, "\"%s\" is invalid lladdr.", word);
	if (n != LENGTH)
		return fail(1, "Error: Invalid address length %d - must be %d bytes", n, LENGTH);
	item_set(i, bytes, n);
	return 0;
}

static void print_address(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	static const uint8_t none[LENGTH];

	(void)v;
	(void)r;
	format_address(l->buf, AF_PACKET, data, size);
	literal_string(l, l->buf);
	l->zero = !memcmp(data, none, size);
}

static const struct type type_address_here = { .name = "binary", .arg = "MULTIADDR", .size = LENGTH,
					       .scan = scan_address_here, .print = print_address };

/* The word may be left out: then w->i is the address. */
static int parse_address(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = word_matches(r->word, w->v[w->i - 1]) ? w->i - 1 : w->i;
	const char *word = request_next(q, r, w);

	return word && request_value(q, t, r, word, from, w->i) ? 0 : -1;
}

static int help(struct words *w)
{
	return maddress_usage(w, NULL);
}

/* A listing looks for the name as it stands: one that no link can have is in no file. */
static const struct row rows[] = {
	HEADER(ifreq, ifr_name, ifname, .word = "dev", BAD("\"dev\" not a valid ifname"), .once = ONCE_DUPLICATE,
	       .hide = HIDE, .help = "the link"),
	HEADER(ifreq, ifr_hwaddr.sa_data, address_here, .word = "a[ddress]", .hide = HIDE, .once = ONCE_DUPLICATE,
	       .help = "the link layer address; the word may be left out", .implied = 1 << TO_SET, .parse = parse_address),
	{ .place = AT_NONE, .type = &type_string, LISTED("dev"), .arg = "NAME", .help = "the link that receives them",
	  .implied = 1 << TO_LIST, .once = ONCE_GARBAGE },
};
const struct table maddress_table = { .name = "maddress", TABLE_ROWS(rows), .header = sizeof(struct ifreq),
				      .header_name = "ifreq", .help = help };

/* Any socket will do; that of the family that was asked for. */
static int control_socket(void)
{
	return socket(opt.family == AF_INET6 || opt.family == AF_PACKET ? opt.family : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

static int modify(struct words *w, const struct command *c)
{
	struct request q;
	int fd, ret;

	request_begin(&q, &maddress_table, TO_SET, 0, 0, w);
	if (request_parse(&q, &maddress_table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, offsetof(struct ifreq, ifr_name)))
		return fail(255, "Not enough information: \"dev\" is required.");
	if (!ioctl_build(&q))
		return -1;
	if (ioctl_held(&q, c->data, c->flags == SIOCADDMULTI ? "one user more of the address" : "one user less of the address"))
		return 0;
	fd = control_socket();
	if (fd < 0)
		return fail(1, "Cannot create socket: %s", strerror(errno));
	ret = ioctl(fd, c->flags, q.header);
	if (ret < 0) {
		fail(1, "ioctl: %s", strerror(errno));
		request_failed_at(&q, NULL, NULL);
	}
	close(fd);
	return ret;
}

static const struct command commands[] = {
	{ "l[ist]|s[how]|l[st]", "[ [ dev ] NAME ]", "lists multicast addresses of links", maddress_list, 0, NULL },
	{ "a[dd]", "[ address ] MULTIADDR dev NAME", "has a link receive an address", modify, SIOCADDMULTI, "SIOCADDMULTI" },
	{ "d[elete]", "[ address ] MULTIADDR dev NAME", "takes back what add did", modify, SIOCDELMULTI, "SIOCDELMULTI" },
};

int maddress_usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: ip maddr [ add | del ] MULTIADDR dev STRING\n"
		       "       ip maddr show [ dev STRING ]\n", "");
	help_table(&err, &maddress_table, TO_SET, 8);
	return fail(255, "%s", "");
}

static const struct table *const tables[] = { &maddress_table, NULL };

const struct object maddress_object = {
	.word = "m[address]",
	.name = "maddr",
	.help = "multicast addresses that links receive",
	.commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]),
	.usage = maddress_usage,
	.tables = tables,
};
