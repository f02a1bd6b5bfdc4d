#!/bin/sh
# store.sh - "save", "flush", "restore" of addresses and routes.  SPDX-License-Identifier: GPL-2.0-or-later
# Of each family as many routes as $ROUTES says: "ROUTES=100000 MINIP=... sh store.sh".
ROUTES=${ROUTES:-3000}

links() {
	# No addresses of the kernel's own making, and none that it still looks for.
	echo 1 >/proc/sys/net/ipv6/conf/default/addr_gen_mode
	echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
	"$ORACLE" -batch - <<-END
	link set lo up
	link add v0 index 20 address 02:00:00:00:00:01 type veth peer name v1 index 21 address 02:00:00:00:00:02
	link set v1 up
	link set v0 up
	addr add 10.0.0.1/24 dev v0
	addr add 10.0.1.1/24 dev v1
	addr add 2001:db8::1/64 dev v0 nodad
	END
}

# Routes of all sorts, then many.
routes() {
	cat <<-END
	route add default via 10.0.0.2
	route add 10.6.0.0/16 via 10.0.0.2 proto static metric 50 mtu lock 1400 advmss 1300
	route add 10.7.0.0/16 dev v1 scope link src 10.0.1.1 congctl reno
	route add 10.8.0.0/16 nexthop via 10.0.0.2 weight 2 nexthop via 10.0.1.2
	route add 10.8.1.0/24 via inet6 fe80::5 dev v0
	route add 10.8.2.0/24 via 10.0.0.2 tos 0x10 realms 4/5
	route add 10.8.2.0/24 via 10.0.0.2 realms 7
	route add blackhole 10.8.3.0/24 metric 7
	route add unreachable 10.8.4.0/24 table 77
	route add throw 10.8.5.0/24 table 1000
	route add 10.8.6.0/24 via 10.9.9.9 dev v0 onlink
	route add local 10.8.7.1 dev v0
	-6 route add default via 2001:db8::2 metric 9 pref high
	-6 route add 2001:db8:2::/48 nexthop via 2001:db8::2 nexthop via 2001:db8::3 weight 3
	-6 route add prohibit 2001:db8:3::/48
	-6 route add 2001:db8:4::/48 dev v1 mtu 1300 table 77
	END
	seq "$ROUTES" | awk '{
		printf "route add 172.%d.%d.%d via 10.0.0.%d metric %d\n", $1 / 65536 % 16 + 16, $1 / 256 % 256, $1 % 256, $1 % 200 + 2, $1 % 7
		printf "-6 route add 2001:db8:%x:%x::/64 via 2001:db8::%x\n", $1 / 65536 + 4096, $1 % 65536, $1 % 9 + 2
	}'
}

# What a user would see of all tables; $1 lists.
all_routes() {
	"$1" -d route show table all
	"$1" -d -6 route show table all
}
flush_routes() {
	"$MINIP" route flush table main
	"$MINIP" -6 route flush table main
	"$MINIP" -6 route flush table 77
	"$MINIP" route flush table 77
	"$MINIP" route flush table 1000
	"$MINIP" route del local 10.8.7.1 table local
}
lines() { wc -l <"$1" | tr -d ' '; }

batch() { grep -v '^-6' "$1" | "$MINIP" -batch - && sed -n 's/^-6 //p' "$1" | "$MINIP" -6 -batch -; }

# exchange WRITER READER [WITHOUT]: a file of one gives the routes back with the other.
exchange() {
	links
	routes | grep -v "${3:-^$}" >/run/routes
	status "adding" 0 batch /run/routes
	all_routes "$ORACLE" >/run/before
	same "as many as were added" 1 "$([ "$(lines /run/before)" -gt $((2 * ROUTES)) ] && echo 1)"
	"$1" route save table all >/run/file || bad "save"
	same "a dump of the file" "$("$ORACLE" -4 route show table all | md5sum)" \
		"$("$2" -4 route showdump </run/file | md5sum)"
	flush_routes
	same "all gone" 0 "$(all_routes "$ORACLE" | grep -c '^default\|^172')"
	"$2" route restore </run/file 2>/run/told || bad "restore: $(tail -1 /run/told)"
	same "told what was there" "RTNETLINK answers: File exists" "$(sort -u /run/told)"
	# ip(8) makes a second one of what comes with an IPv6 address.
	[ "$2" = "$MINIP" ] || "$ORACLE" -6 route flush table local metric 1024
	all_routes "$ORACLE" >/run/after
	same "the same routes" "" "$(diff /run/before /run/after | head -5)"
	same "ours lists them so" "$(md5sum </run/after)" "$(all_routes "$MINIP" | md5sum)"
}

test_routes() {
	exchange "$MINIP" "$MINIP"
}

test_routes_to_theirs() {
	# ip(8) restores what has several next hops before the route to them.
	exchange "$MINIP" "$ORACLE" nexthop
}

test_routes_of_theirs() {
	exchange "$ORACLE" "$MINIP"
}

# A file is filtered as a listing is.
test_some_routes() {
	links
	# In 6.1 "dev" does not see the links of several next hops.
	ROUTES=0 routes | grep -v nexthop >/run/routes
	batch /run/routes
	for words in "" "-6" "-4 table all" "-6 table all" "dev v1" "root 10.8.0.0/16" "table 77" "type blackhole"; do
		case $words in -*) family=${words%% *} words=${words#-?} ;; *) family= ;; esac
		"$MINIP" $family route save $words >/run/ours
		"$ORACLE" $family route save $words >/run/theirs
		same "$family $words" "$("$ORACLE" route showdump </run/theirs | md5sum)" \
			"$("$ORACLE" route showdump </run/ours | md5sum)"
		same "$family $words, size" "$(stat -c %s /run/theirs)" "$(stat -c %s /run/ours)"
	done
}

# What a restore must leave out for the kernel to take the rest.
restores() {
	all_routes "$ORACLE" >/run/before
	"$MINIP" route save table all >/run/file
	"$MINIP" route flush table main
	"$MINIP" -6 route flush table main
	same "flushed" 0 "$(all_routes "$ORACLE" | grep -cv 'table local')"
	"$MINIP" route restore </run/file 2>/run/told || bad "restore: $(tail -1 /run/told)"
	all_routes "$ORACLE" >/run/after
	same "the same routes" "" "$(diff /run/before /run/after)"
}

# It takes a nexthop object, or what that stands for, not both.
test_nexthop_objects() {
	links
	"$ORACLE" nexthop add id 5 via 10.0.0.2 dev v0
	"$ORACLE" nexthop add id 6 via 2001:db8::2 dev v0
	"$ORACLE" nexthop add id 7 group 5
	"$ORACLE" nexthop add id 8 blackhole
	"$ORACLE" -6 nexthop add id 9 blackhole
	"$ORACLE" route add 10.5.0.0/16 nhid 5
	"$ORACLE" route add 10.7.0.0/16 nhid 7
	"$ORACLE" route add 10.8.0.0/16 nhid 8
	"$ORACLE" route add 2001:db8:8::/48 nhid 9
	"$ORACLE" route add 2001:db8:5::/48 nhid 6
	restores
}

# It tells the states of links, and is not told them.
test_states() {
	links
	"$ORACLE" route add 10.4.0.0/16 via 10.0.0.3
	"$ORACLE" route add 10.3.0.0/16 nexthop via 10.0.0.3 nexthop via 10.0.0.4
	"$ORACLE" route add 2001:db8:5::/48 via 2001:db8::2
	"$ORACLE" link set v1 down
	await has_linkdown || bad "no linkdown"
	restores
}

has_linkdown() {
	all_routes "$ORACLE" | grep -q '^unicast 2001:db8:5::.*linkdown'
}

addresses() {
	links
	echo "$1" >/run/addresses
	cat >>/run/addresses <<-END
	addr add 10.0.2.1 peer 10.0.2.9/24 dev v0 label v0:two metric 7
	addr add 10.0.0.9/24 brd + dev v0 noprefixroute
	addr add 192.0.2.1/32 scope link dev v1
	addr add 2001:db8:2::1/64 dev v1 nodad noprefixroute metric 9
	addr add 2001:db8:3::1 peer 2001:db8:3::2/128 dev v1 nodad
	END
	seq 200 | awk '{ printf "addr add 10.1.%d.1/24 dev v0\naddr add 2001:db8:1::%x/64 dev v1 nodad\n", $1, $1 }' >>/run/addresses
	status "adding" 0 "$MINIP" -batch /run/addresses
}

# exchange_addresses WRITER READER [LINE]; the kernel puts a later IPv6 address of a link before an earlier one.
exchange_addresses() {
	addresses "$3"
	"$ORACLE" addr show >/run/before
	"$1" addr save >/run/file || bad "save"
	"$MINIP" addr flush dev v0
	"$MINIP" addr flush dev v1
	same "all gone" "" "$("$ORACLE" addr show dev v0 | grep inet)"
	"$2" addr restore </run/file 2>/run/told || bad "restore: $(tail -1 /run/told)"
	same "told what was there" 2 "$(sort -u /run/told | grep -c 'lready assigned')"
	"$ORACLE" addr show >/run/after
	same "the same addresses" "$(sort /run/before | md5sum)" "$(sort /run/after | md5sum)"
	same "in order" "$(grep 'inet ' /run/before | md5sum)" "$(grep 'inet ' /run/after | md5sum)"
}

test_addresses() {
	# ip(8) lets such an address be preferred again.
	exchange_addresses "$MINIP" "$MINIP" "addr add 10.0.3.1/24 dev v1 preferred_lft 0"
}

test_addresses_to_theirs() {
	exchange_addresses "$MINIP" "$ORACLE"
}

test_addresses_of_theirs() {
	exchange_addresses "$ORACLE" "$MINIP"
}

test_some_addresses() {
	addresses
	for words in "" "-6" "-4" "dev v0" "-6 dev v1" "label x" "to 10.0.0.0/8" "up" "type veth"; do
		case $words in -*) family=${words%% *} words=${words#-?} ;; *) family= ;; esac
		"$MINIP" $family addr save $words >/run/ours
		"$ORACLE" $family addr save $words >/run/theirs
		same "$family $words" "$("$ORACLE" addr showdump </run/theirs | md5sum)" \
			"$("$ORACLE" addr showdump </run/ours | md5sum)"
		same "$family $words, size" "$(stat -c %s /run/theirs)" "$(stat -c %s /run/ours)"
	done
}

# What a terminal, a closed pipe or a full disk does.
test_refusals() {
	for words in "address save" "route save" "address restore" "route restore" "address showdump" "route showdump"; do
		for program in "$MINIP" "$ORACLE"; do
			script -qec "\"$program\" $words; echo status \$?" /dev/null </dev/null
		done >/run/both
		lines=$(($(lines /run/both) / 2))
		same "$words" "$(head -$lines /run/both)" "$(tail -$lines /run/both)"
	done
	"$MINIP" route save >/dev/full 2>/run/ours
	same "full" 1 $?
	"$ORACLE" route save >/dev/full 2>/run/theirs
	same "full" "$(cat /run/theirs)" "$(cat /run/ours)"
}

. "$(dirname "$0")/netns.inc"
