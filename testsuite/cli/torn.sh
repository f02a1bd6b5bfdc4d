#!/bin/sh
# torn.sh - listings beside a process that adds and removes as fast as it can.  SPDX-License-Identifier: GPL-2.0-or-later
# Of each kind so many listings: "LISTINGS=200 MINIP=... sh torn.sh".
LISTINGS=${LISTINGS:-30}

links() {
	"$ORACLE" -batch - <<-END
	link set lo up
	link add v0 type veth peer name v1
	link set v1 up
	link set v0 up
	addr add 10.0.0.1/24 dev v0
	addr add 2001:db8::1/64 dev v0 nodad
	END
}

# changes LINE: the file /run/changes, with add and del in the place of "*", and numbers for "#".
changes() {
	yes "$1" | head -400000 | awk '{ n = int(NR / 2) % 50 + 1; gsub("#", n); sub("[*]", NR % 2 ? "add" : "del"); print }' >/run/changes
}

# torn WORD...: lists beside the changes.
torn() {
	same "$*" "" "$(python3 "$(dirname "$0")/torn.py" "$MINIP" "$LISTINGS" /run/changes "$@" 2>>/run/told)"
}

many() { seq "$1" | awk "{ printf \"$2\\n\", \$1 / 250, \$1 % 250 }" | "$ORACLE" "$3" -batch -; }

test_routes() {
	links
	many 2000 "route add 172.16.%d.%d dev v0" -4
	changes "route * 172.15.0.# dev v0"
	torn route
	torn route show table all
}

# The kernel counts routes to one destination, of IPv6 all routes.
test_routes_of_one_prefix() {
	links
	many 2000 "route add 172.16.0.0/24 dev v0 metric 9%d%03d" -4
	changes "route * 172.16.0.0/24 dev v0 metric #"
	sed -i 's/^route add/route append/' /run/changes
	torn route show to 172.16.0.0/24 proto boot
}

test_routes_six() {
	links
	many 2000 "route add 2001:db8:1:%d%03d::/64 dev v0" -6
	changes "route * 2001:db8:0:#::/64 dev v0"
	torn -6 route
}

test_addresses() {
	links
	many 500 "addr add 172.16.%d.%d/32 dev v0" -4
	many 500 "addr add 2001:db8:1:%d::%d/64 dev v0 nodad" -6
	changes "addr * 10.9.0.#/32 dev v0"
	torn address
	torn -6 address
	changes "addr * 2001:db8:9::#/64 dev v0 nodad"
	torn -6 address
}

test_links() {
	seq 60 | sed 's/.*/link add keep& type ifb/' | "$ORACLE" -batch -
	changes "link * c# type ifb"
	torn link
	torn -d link
	torn address
}

. "$(dirname "$0")/netns.inc"
