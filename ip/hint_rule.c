/* hint_rule.c - hints to mistakes with "ip rule" and "ip neighbor".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>

#define ADD "ip rule add from PREFIX table TABLE"

const struct hint hints_rule[] = {
	{ .where = "rule add", .text = "requires arguments", .at = "#end", .say = "say for which packets, and what: " ADD },
	{ .where = "rule delete", .text = "requires arguments", .at = "#end", .say = "say which: ip rule del pref N" },
	{ .where = "rule add", .code = EEXIST, .at = "#1", .say = "this rule is there already: \"ip rule show\" lists them" },
	{ .where = "rule delete", .code = ENOENT, .at = "#2", .say = "no rule is like that: \"ip rule show\" lists them, \"ip rule del pref N\" removes one" },
	{ .where = "rule add", .code = EINVAL, .at = "goto", .say = "a rule leads to a later one: a greater number than its own pref" },
	{ .text = "Invalid dst address", .at = "to", .say = "\"from\" and \"to\" have to be of one family, IPv4 or IPv6" },
	{ .text = "fwmask value", .say = "a mask stands behind the mark and is a number: 0x1/0xff" },
	{ .text = "Failed to parse rule type", .when = hint_near_word, .say = "{found}" },
	{ .text = "Failed to parse rule type", .when = hint_near_type, .say = "{found}" },
	{ .text = "Failed to parse rule type",
	  .say = "\"{word}\" is no keyword and no action; \"ip help rule {command}\" lists the keywords" },
	{ .text = "does not take any arguments", .at = "#2", .say = "it saves all rules: leave the words behind it out" },
	{ .say = NULL },
};

const struct hint hints_neighbor[] = {
	{ .text = "are required arguments", .at = "#end", .say = "say both: ip neigh {command} ADDR dev DEV" },
	{ .text = "Invalid link address", .at = "lladdr", .say = "it is as long as the link's own address, for Ethernet six bytes: 02:00:00:00:00:01" },
	{ .code = EEXIST, .at = "to", .say = "there is an entry already: \"ip neigh replace\" changes it" },
	{ .text = "entry not found", .at = "to", .say = "{dev} has no entry for {word}: \"ip neigh show dev {dev}\" lists them" },
	{ .code = ENOENT, .at = "to", .say = "{dev} has no entry for {word}: \"ip neigh show dev {dev}\" lists them" },
	{ .text = "nud state is bad", .say = "the states are permanent, reachable, noarp, stale, none, incomplete, delay, probe, failed" },
	{ .say = NULL },
};
