/* hint_more.c - hints to mistakes with the smaller objects.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>
#include <string.h>

static bool has_colon(struct mistake *m)
{
	return strchr(m->word, ':') != NULL;
}

/* No family of generic netlink has the name that was asked for. */
#define NO_FAMILY(object, module) \
	{ .where = object, .text = "Error talking to the kernel", .at = "#0", \
	  .say = "this kernel lacks what \"{word}\" talks to: its module is not loaded (modprobe " module ")" }
#define IS_THERE(how)	"there is one already: " how

const struct hint hints_mptcp[] = {
	{ .text = "device does not exist", .when = hint_near_device, .say = "{found}" },
	{ .text = "must have signal", .at = "port", .say = "only an address that is announced has a port: add \"signal\"" },
	{ .text = "both signal and fullmesh", .say = "\"signal\" announces the address, \"fullmesh\" makes subflows from it: one of the two" },
	{ .text = "backup and fullmesh only", .say = "of an endpoint that is there, \"[no]backup\" and \"[no]fullmesh\" can change" },
	{ .text = "invalid ID", .say = "an endpoint has a number, 1 to 255" },
	{ .text = "address not found", .at = "id", .say = "no endpoint has this number: \"ip mptcp endpoint\" lists them" },
	{ .text = "limit greater", .say = "the greatest value that this kernel takes stands in the message above" },
	{ .text = "unknown limit", .say = "the limits are \"subflows\" and \"add_addr_accepted\"" },
	{ .say = NULL },
};

const struct hint hints_tunnel[] = {
	{ .text = "specify a tunnel mode", .at = "#end", .say = "say which: mode tun (packets of IP) or mode tap (frames of Ethernet)" },
	{ .where = "tuntap", .text = "Unknown tunnel mode", .say = "the modes are tun and tap" },
	{ .text = "invalid user", .say = "/etc/passwd lists users; a number is one, too" },
	{ .text = "invalid group", .say = "/etc/group lists groups; a number is one, too" },
	{ .text = "Device or resource busy", .at = "name", .say = IS_THERE("take another name, or \"ip link del {word}\" first") },
	{ .where = "tuntap", .text = "Invalid argument", .at = "name", .say = "it is a link of another kind or mode: \"ip tuntap\" lists what there is" },
	{ .text = "cannot determine tunnel mode", .at = "#end", .say = "say which: mode ipip, gre, sit, isatap or vti; with -6: ip6ip6, ipip6, ip6gre, vti6, any" },
	{ .where = "tunnel", .text = "Unknown tunnel mode", .say = "the modes are ipip, gre, sit, isatap, vti; with -6: ip6ip6, ipip6, ip6gre, vti6, any" },
	{ .where = "tunnel", .text = "Keys are not allowed", .at = "key", .say = "only gre and vti have keys" },
	{ .where = "tunnel", .text = "an IP address is expected", .when = has_colon,
	  .say = "for a tunnel over IPv6 say -6 before the object, and mode ip6ip6, ipip6, ip6gre, vti6 or any" },
	{ .text = "delete tunnel \"", .at = "#2", .say = "it is no tunnel that is there: \"ip tunnel show\" lists them" },
	{ .say = NULL },
};

const struct hint hints_l2tp[] = {
	NO_FAMILY("l2tp", "l2tp_netlink"),
	{ .text = "Unknown tunnel encapsulation", .say = "the encapsulations are udp and ip" },
	{ .when = hint_says_usage, .at = "#end", .say = "say of what: tunnel or session" },
	{ .text = "Unknown command: ", .say = "there are \"tunnel\" and \"session\"" },
	{ .say = NULL },
};

const struct hint hints_macsec[] = {
	NO_FAMILY("macsec", "macsec"),
	{ .text = "expected an { 0..3 }", .say = "a channel has four associations: 0, 1, 2 and 3" },
	{ .text = "packet number != 0", .at = "#end", .say = "say at which packet it begins: pn 1" },
	{ .text = "expected sci", .at = "#end", .say = "say which channel: port N address LLADDR, or sci N" },
	{ .text = "argument of \"offload\"", .say = "\"offload\" takes off, phy or mac" },
	{ .say = NULL },
};

const struct hint hints_fou[] = {
	NO_FAMILY("fou", "fou"),
	{ .text = "must set ipproto or gue", .at = "#end", .say = "say what comes in: ipproto 4 (IPv4), 41 (IPv6), 47 (GRE), or gue" },
	{ .text = "cannot set ipproto and gue", .at = "ipproto", .say = "one of the two: with gue, each packet tells what is in it" },
	{ .text = "missing port", .at = "#end", .say = "say on which: port N" },
	{ .text = "invalid ipproto", .say = "it is what stands in an IP header: 4 (IPv4), 41 (IPv6), 47 (GRE)" },
	{ .say = NULL },
};

const struct hint hints_ila[] = {
	NO_FAMILY("ila", "ila"),
	{ .text = "missing locator", .at = "#end", .say = "say both: loc_match LOCATOR loc LOCATOR" },
	{ .text = "Bad locator", .say = "a locator is the upper half of an address: 2001:db8:0:1" },
	{ .say = NULL },
};

const struct hint hints_ioam[] = {
	{ .text = "Invalid namespace ID", .say = "a namespace has a number, 0 to 65535" },
	{ .text = "Invalid schema ID", .say = "a schema has a number, 0 to 16777215" },
	{ .text = "is wrong: Unknown", .say = "there are \"namespace\" and \"schema\"" },
	{ .code = ENOENT, .at = "#3", .say = "it is not there: \"ip ioam {#1} show\" lists them" },
	{ .code = EEXIST, .at = "#3", .say = IS_THERE("\"ip ioam {#1} del {word}\" removes it") },
	{ .say = NULL },
};

const struct hint hints_sr[] = {
	{ .text = "hmac KEYID", .say = "a key has a number that is not 0" },
	{ .text = "hmac ALGO", .say = "the algorithms are sha1 and sha256" },
	{ .text = "is wrong: unknown", .say = "there are \"hmac\" and \"tunsrc\"" },
	{ .say = NULL },
};

const struct hint hints_addrlabel[] = {
	{ .text = "\"label\" argument is required", .at = "#end", .say = "say which: label N" },
	{ .text = "\"prefix\" argument is required", .at = "#end", .say = "say of which addresses: prefix PREFIX" },
	{ .code = ERANGE, .at = "prefix", .say = "labels are for IPv6, as prefix 2001:db8::/32" },
	{ .code = EEXIST, .at = "prefix", .say = IS_THERE("\"ip addrlabel del prefix {word}\" removes it") },
	{ .code = ESRCH, .at = "prefix", .say = "no label is like that: \"ip addrlabel\" lists them" },
	{ .say = NULL },
};

const struct hint hints_small[] = {
	{ .where = "maddr", .text = "ioctl: No such device", .at = "dev", .when = hint_near_device, .say = "{found}" },
	{ .where = "maddr", .text = "ioctl: No such file", .at = "address", .say = "{dev} does not receive it: \"ip maddress show dev {dev}\" lists what it does" },
	{ .where = "maddr", .text = "Invalid address length", .say = "it is a link layer address of six bytes, as 33:33:00:00:00:05" },
	{ .where = "token", .text = "\"dev\" argument is required", .at = "#end", .say = "say of which link: dev DEV" },
	{ .where = "token", .text = "dev is invalid", .when = hint_near_device, .say = "{found}" },
	{ .where = "ntable", .text = "changeable attributes required", .at = "#end", .say = "say what changes: \"ip help ntable change\" lists it" },
	{ .where = "ntable", .code = ENOENT, .at = "name", .say = "the tables are arp_cache (IPv4) and ndisc_cache (IPv6): \"ip ntable show\" lists them" },
	{ .where = "tcp_metrics", .code = ESRCH, .at = "address", .say = "nothing is known of this peer: \"ip tcp_metrics show\" lists whom it knows" },
	{ .say = NULL },
};
