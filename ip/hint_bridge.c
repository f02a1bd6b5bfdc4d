/* hint_bridge.c - hints to mistakes with bridge(8).  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>

#define PORT_ONLY "this is for ports of a bridge: \"ip link set {word} master BRIDGE\" makes one; \"self\" is the link itself"

const struct hint hints_bridge[] = {
	{ .text = "Cannot find bridge device", .when = hint_near_device, .say = "{found}" },
	{ .text = "Device and address are required", .at = "#end", .say = "say both: bridge fdb {command} LLADDR dev DEV" },
	{ .text = "Device or master and address", .at = "#end", .say = "say where: br BRIDGE, or dev DEV" },
	{ .text = "Device is a required argument", .at = "#end", .say = "say which link: dev DEV" },
	{ .text = "Device and VLAN ID", .at = "#end", .say = "say both: dev DEV vid N" },
	{ .text = "Device and VNI ID", .at = "#end", .say = "say both: dev DEV vni N" },
	{ .text = "Device, MSTI and state", .at = "#end", .say = "say all: dev DEV msti N state STATE" },
	{ .text = "Device, group address and port name", .at = "#end", .say = "say all: dev BRIDGE port PORT grp ADDR" },
	{ .text = "Invalid mac address", .say = "it is six bytes, as 02:00:00:00:00:01" },
	{ .text = "Invalid VLAN ID", .say = "a VLAN has a number, 1 to 4094" },
	{ .text = "Invalid VLAN range", .say = "of a range, the smaller number stands first: 5-9" },
	{ .text = "invalid vlan id", .at = "vlan", .say = "a VLAN has a number, 1 to 4094" },
	{ .text = "Invalid entry VLAN id", .at = "vid", .say = "a VLAN has a number, 1 to 4094" },
	{ .text = "invalid STP port state", .say = "the states are disabled, listening, learning, forwarding, blocking, or 0 to 4" },
	{ .text = "Invalid address", .say = "\"{word}\" is no group, as 239.1.1.1, ff05::1 or 01:00:5e:01:01:01" },
	{ .text = "group address is not multicast", .at = "grp", .say = "groups are 224.0.0.0 to 239.255.255.255" },
	{ .text = "does not support MDB", .at = "dev", .say = "\"dev\" is the bridge, \"port\" one of its links" },
	{ .text = "not a bridge port", .at = "port", .say = "\"ip link set {word} master BRIDGE\" makes it one" },
	{ .text = "not a vxlan device", .at = "dev", .say = "\"{word}\" is no VXLAN: ip -d link show type vxlan" },
	{ .where = "vni", .code = EOPNOTSUPP, .at = "dev", .say = "\"{word}\" keeps no list of networks: it has to be made with \"external vnifilter\"" },
	{ .where = "fdb", .code = EEXIST, .at = "#2", .say = "there is such an entry already: \"bridge fdb replace\" changes it" },
	{ .where = "fdb", .code = ENOENT, .at = "#2", .say = "no entry is like that: \"bridge fdb show\" lists them" },
	{ .where = "mdb", .code = EEXIST, .at = "grp", .say = "there is such an entry already: \"bridge mdb replace\" changes it" },
	{ .where = "mdb", .code = ENOENT, .at = "grp", .say = "no entry is like that: \"bridge mdb show\" lists them" },
	{ .where = "mdb delete", .code = EINVAL, .at = "grp", .say = "no entry is like that: \"bridge mdb show\" lists them" },
	{ .where = "link", .code = EINVAL, .at = "state", .say = "the states are disabled, listening, learning, forwarding, blocking, or 0 to 4" },
	{ .code = EOPNOTSUPP, .at = "dev", .say = PORT_ONLY },
	{ .say = NULL },
};
