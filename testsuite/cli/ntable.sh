#!/bin/sh
# ntable.sh - tables of neighbours: what the kernel tells twice, what the installed ip does not show.  SPDX-License-Identifier: GPL-2.0-or-later

# With many links the kernel needs several buffers for a table, and tells its head in each.
test_told_once() {
	for i in $(seq 40); do
		"$ORACLE" link add "v$i" type veth peer name "w$i"
	done
	same "heads of a table" 1 "$("$MINIP" ntable show name arp_cache | grep -c thresh1)"
	same "links in it" 81 "$("$MINIP" ntable show name arp_cache | grep -c '    dev ')"
	same "heads, JSON" 1 "$("$MINIP" -j ntable show name arp_cache | grep -o thresh1 | wc -l)"
	same "of both families" 2 "$("$MINIP" ntable show | grep -c thresh1)"
}

# As iproute2 7.2 shows and sets them.
test_reprobes() {
	same "text" '    app_probes 0 ucast_probes 3 mcast_probes 3 mcast_reprobes 0 ' \
		"$("$MINIP" ntable show dev lo name arp_cache | grep ucast_probes)"
	"$MINIP" ntable change name arp_cache dev lo mcast_reprobes 4
	same "JSON" '"mcast_probes":3,"mcast_reprobes":4,"anycast_delay"' \
		"$("$MINIP" -j ntable show dev lo name arp_cache | grep -o '"mcast_probes.*anycast_delay"')"
	same "no number" 'Error: argument "foo" is wrong: "mcast_reprobes" value is invalid' \
		"$("$MINIP" ntable change name arp_cache dev lo mcast_reprobes foo 2>&1)"
}

. "$(dirname "$0")/netns.inc"
