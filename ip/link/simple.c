/* simple.c - kinds without words of their own.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "error.h"
#include "kind.h"

const struct kind kind_dummy = { .name = "dummy", .help = "sends what it gets to nowhere" };
const struct kind kind_ifb = { .name = "ifb", .help = "intermediate functional block: shapes incoming traffic" };
const struct kind kind_netdevsim = { .name = "netdevsim", .help = "a simulated adapter, for tests of the kernel" };
const struct kind kind_nlmon = { .name = "nlmon", .help = "shows the netlink traffic of this machine" };
const struct kind kind_ovpn = { .name = "ovpn", .help = "OpenVPN's data channel" };
const struct kind kind_pfcp = { .name = "pfcp", .help = "packet forwarding control protocol of mobile networks" };
/* What its ports do is said to the program that rules the team. */
static const struct table team_port = {
	.name = "team_slave", .usage = "... team_slave", .unknown = kind_no_words };
const struct kind kind_team = { .name = "team", .help = "several links as one, ruled by a program", .port = &team_port };
const struct kind kind_vcan = { .name = "vcan", .help = "a CAN bus of this machine alone" };
const struct kind kind_virt_wifi = { .name = "virt_wifi", .help = "a wireless link on top of an Ethernet one" };
const struct kind kind_wireguard = { .name = "wireguard", .help = "WireGuard, an encrypted tunnel" };

int kind_no_words(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	(void)t;
	return fail(1, "Garbage instead of arguments \"%s ...\". Try \"ip link help\".", w->v[w->i]);
}
