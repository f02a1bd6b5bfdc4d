/* hint_vrf.c - hints to mistakes with "ip vrf".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

const struct hint hints_vrf[] = {
	{ .text = "No VRF name specified", .at = "#end", .say = "say which, and what to run in it: ip vrf exec NAME COMMAND" },
	{ .text = "No command specified", .at = "#end", .say = "say what to run in it: ip vrf exec {#2} COMMAND" },
	{ .text = "Invalid VRF", .at = "#2", .say = "no VRF is called {word}: \"ip vrf\" lists them, \"ip link add {word} type vrf table N\" makes one" },
	{ .text = "Failed to load BPF prog", .at = "#1", .say = "that needs the capabilities CAP_NET_ADMIN and CAP_BPF (or CAP_SYS_ADMIN), and a kernel with CONFIG_CGROUP_BPF" },
	{ .text = "Failed to lookup vrf association", .at = "#2", .say = "there is no process {word}" },
	{ .say = NULL },
};
