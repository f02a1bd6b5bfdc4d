#!/bin/sh
# mdb_get.sh - "bridge mdb get", which the installed bridge lacks: one entry of what "mdb show" lists.  SPDX-License-Identifier: GPL-2.0-or-later

bridge() { /run/bridge "$@"; }

network() {
	ln -sf "$MINIP" /run/bridge
	"$ORACLE" link add br0 type bridge
	"$ORACLE" link add v0 type veth peer name v1
	"$ORACLE" link set v0 master br0
	for link in br0 v0 v1; do
		"$ORACLE" link set $link up
	done
}

# found WORD... : they find the entry of all words, which "show" lists among others.
found() {
	same "$*: one line" 1 "$(bridge mdb get "$@" | wc -l)"
	same "$*: of the list" "$(bridge mdb show | grep "$entry")" "$(bridge mdb get "$@")"
}

test_bridge() {
	network
	bridge mdb add dev br0 port v0 grp 239.1.1.1 permanent
	bridge mdb add dev br0 port v0 grp 239.1.1.2 permanent
	bridge mdb add dev br0 port v0 grp 239.1.1.2 src 10.0.0.1 permanent
	bridge mdb add dev br0 port v0 grp 239.1.1.2 vid 5 permanent
	entry='239.1.1.1 ' found dev br0 grp 239.1.1.1
	entry='src 10.0.0.1 ' found dev br0 grp 239.1.1.2 src 10.0.0.1
	entry='vid 5' found dev br0 grp 239.1.1.2 vid 5
	same "none" "Error: bridge: MDB entry not found." "$(bridge mdb get dev br0 grp 239.1.1.3 2>&1 | head -n 1)"
}

test_vxlan() {
	network
	"$ORACLE" link add vx type vxlan id 5 dstport 4789 local 10.0.0.1
	"$ORACLE" link set vx up
	bridge mdb add dev vx port vx grp 239.1.1.1 permanent dst 10.0.0.2
	entry='port vx ' found dev vx grp 239.1.1.1 src_vni 5
	same "another network" "Error: vxlan: MDB entry not found." "$(bridge mdb get dev vx grp 239.1.1.1 src_vni 6 2>&1 | head -n 1)"
}

. "$(dirname "$0")/netns.inc"
