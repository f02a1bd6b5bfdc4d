#!/bin/sh
# complete.sh - "--complete": what shells are told.  SPDX-License-Identifier: GPL-2.0-or-later

# The words alone.
offers() { "$MINIP" --complete "$@" 2>/run/complete.err | cut -f1; }

# offered WORD... : each is offered for the words in $line.
offered() {
	for word in "$@"; do
		same "$line: $word" "$word" "$(offers $line "" | grep -Fx -- "$word")"
	done
}
not_offered() {
	for word in "$@"; do
		same "$line: no $word" "" "$(offers $line "" | grep -Fx -- "$word")"
	done
}

network() {
	"$ORACLE" link add veth0 type veth peer name veth1
	"$ORACLE" link property add dev veth0 altname an-alternative-name
	"$ORACLE" address add 10.0.1.1/24 dev veth0
	"$ORACLE" address add 10.0.1.2/32 dev veth0
	"$ORACLE" -6 address add 2001:db8::1/64 dev veth0 nodad
	"$ORACLE" link set lo up
	"$ORACLE" link set veth0 up
	"$ORACLE" link set veth1 up
	"$ORACLE" route add 10.9.0.0/16 via 10.0.1.9
	"$ORACLE" route add default via 10.0.1.9
	"$ORACLE" -6 route add 2001:db8:9::/48 dev veth0
	"$ORACLE" route add 10.8.0.0/16 dev veth0 table 7
	"$ORACLE" neighbor replace 10.0.1.9 lladdr 02:00:00:00:00:09 dev veth0
	"$ORACLE" nexthop add id 7 via 10.0.1.9 dev veth0
	"$ORACLE" rule add from 10.0.0.0/8 table 7 priority 100
	"$ORACLE" rule add from 10.0.0.0/8 table 8 priority 100
	"$ORACLE" netns add blue
	"$ORACLE" -n blue link add inside type bridge
}

test_live() {
	network
	for line in "link set" "link set dev" "link add x link" "address show dev" "route add default dev"; do
		offered veth0 veth1 an-alternative-name lo
		same "no @" "" "$(offers $line "" | grep @)"
	done
	for line in "address del" "address delete" "addr d" "address change" "-6 address del"; do
		offered 2001:db8::1/64
	done
	line="address del"
	offered 10.0.1.1/24 10.0.1.2/32 127.0.0.1/8
	line="address del dev veth0"
	offered 10.0.1.1/24
	not_offered 127.0.0.1/8
	line="neighbor del dev veth1"
	not_offered 10.0.1.9
	line="-4 address del"
	not_offered 2001:db8::1/64
	line="address add"
	not_offered 10.0.1.1/24
	for line in "route del" "route del to" "-4 route del"; do
		offered 10.9.0.0/16 10.0.1.0/24 default
		not_offered 10.8.0.0/16
	done
	line="-6 route del"
	offered 2001:db8:9::/48 2001:db8::/64
	not_offered 10.9.0.0/16
	for line in "netns del" "netns exec" "netns pids" "-n" "link set veth0 netns" "-netns"; do
		offered blue
	done
	line="neighbor del"
	offered 10.0.1.9
	line="neighbor add"
	not_offered 10.0.1.9
	for line in "nexthop del id" "nexthop get id" "route add 10.7.0.0/16 nhid"; do offered 7; done
	line="nexthop add id"
	not_offered 7
	line="rule del priority"
	offered 32766 100
	same "each once" 1 "$(offers rule del priority "" | grep -c 100)"
	line="-n blue link set"
	offered inside
	not_offered veth0
	for line in "route add default table" "route show table"; do
		offered main local default
	done
	line="link set veth0 group"
	offered default
	line="route add default proto"
	offered kernel static
	line="link add x type"
	offered vxlan bridge bridge_slave
	line="-family"
	offered inet inet6 mpls
}

# What is typed already, options before the object, and what the shell has to do itself.
test_words() {
	same "objects" "address link netns route" "$(for o in a l n r; do offers $o; done | grep -x 'address\|link\|netns\|route' | tr '\n' ' ' | sed 's/ $//')"
	same "prefix" vxlan "$(offers link add x type vxl)"
	same "nothing" "" "$(offers link add x type nosuch)"
	same "said" "" "$(offers link add x mtu 1400 mt)"
	same "options" "-brief
-batch" "$(offers -j -b | sort -r)"
	same "double hyphen" "--json" "$(offers --js)"
	same "colours" "-color=always" "$(offers -color=al)"
	same "value behind option" "json" "$(offers -j -p -f inet json; echo json)"
	same "files" ":files 0" "$(offers -batch "")"
	same "command" ":command 1" "$(offers netns exec blue "")"
	same "its words" ":command 3" "$(offers -n blue netns exec blue ls -l "")"
	same "all" ":command 2" "$(offers -all netns exec ls "")"
	same "help" vxlan "$(offers help link add x type vxl)"
	same "help of help" link "$(offers help li)"
	same "tour" draw "$(offers tour dr)"
	same "with a sentence" "id	number of the VLAN" "$("$MINIP" --complete link add x type vlan i | grep ^id)"
}

# No error is written, nothing is done, the status is 0.
test_is_harmless() {
	network
	"$ORACLE" -d link >/run/before
	ls $RUN >>/run/before
	while read -r words; do
		status "$words" 0 "$MINIP" --complete $words ""
		same "$words: silent" "" "$("$MINIP" --complete $words "" 2>&1 >/dev/null)"
	done <<-end
		-V
		-help
		-nosuch link
		-n nosuch link show
		nosuch
		link nosuch
		link set nosuch up
		link set veth0 master nosuch
		link set veth0 mtu zz
		link set veth0 up
		link set veth0 xdp object /nosuch
		link add dummy0 type dummy
		link add x link-netns blue type dummy
		link del veth0
		link help
		link add type vlan nosuch
		address add 10.0.0.1/24 dev veth0
		address add nodad dadfailed
		address flush dev veth0
		route add 10.0.0.0/8 dev veth0
		route del 10.9.0.0/16
		route add help
		netns add red
		netns del blue
		netns set blue 5
		netns attach green $$
		netns exec blue touch /run/touched
		netns monitor
		-all netns delete
		-batch /nosuch link
		-force -batch /dev/null
	end
	"$ORACLE" -d link >/run/after
	ls $RUN >>/run/after
	same "nothing changed" "" "$(diff /run/before /run/after)"
	same "nothing ran" "" "$(ls /run/touched 2>/dev/null)"
	status "no words" 0 "$MINIP" --complete
}

test_needs_no_privileges() {
	network
	cp "$MINIP" /run/minip
	for words in "link set" "-n blue link set" "address del" "netns exec" "link set veth0 netns"; do
		setpriv --reuid=65534 --clear-groups --inh-caps=-all --bounding-set=-all \
			/run/minip --complete $words "" >/run/offers
		cut -f1 /run/offers >"/run/$(echo "$words" | tr ' ' _)"
	done
	same "links" 1 "$(grep -cx veth0 /run/link_set)"
	same "keywords of another namespace" 1 "$(grep -cx mtu /run/-n_blue_link_set)"
	same "no links of this one" 0 "$(grep -cx veth0 /run/-n_blue_link_set)"
	same "addresses" 1 "$(grep -cx 10.0.1.1/24 /run/address_del)"
	same "namespaces" 1 "$(grep -cx blue /run/netns_exec)"
	same "and where they are a value" 1 "$(grep -cx blue /run/link_set_veth0_netns)"
}

# A thousand links are one dump: some dozens of messages, and no question for each.
test_thousand_links() {
	for i in $(seq 500); do echo "link add left$i type veth peer name right$i"; done >/run/lines
	"$ORACLE" -batch /run/lines
	same "all" 1000 "$(offers link set dev "" | grep -c '^left[1-9]\|^right[1-9]')"
	calls=$(strace -e trace=network -o /run/trace "$MINIP" --complete link set dev "" >/dev/null; wc -l </run/trace)
	same "at most 150 of them on sockets ($calls)" 1 "$((calls <= 150))"
}

in_bash() { # in_bash LINE: what the stub gives for a line
	bash --norc -c '
		compopt() { echo "compopt $*"; }
		PATH=$(dirname "$1"):$PATH
		. "$2"
		COMP_LINE=$3 COMP_POINT=${#3}
		read -ra COMP_WORDS <<<"$3"
		[[ $3 == *" " ]] && COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_minip
		printf "%s\n" "${COMPREPLY[@]}"
	' bash "$MINIP" "$(dirname "$0")/../../ip/completion/minip.bash" "$1" 2>&1
}

test_bash() {
	network
	same "object" link "$(in_bash "minip li")"
	same "kind" vxlan "$(in_bash "minip link add x type vxl")"
	same "behind a blank" 1 "$(in_bash "minip link set " | grep -cx veth1)"
	same "the rest of an address" "db8::1/64" "$(in_bash "minip address del 2001:")"
	same "and of a colour" "always" "$(in_bash "minip -color=al")"
	same "files" "compopt -o default" "$(in_bash "minip -batch " | grep .)"
	same "commands" 1 "$(in_bash "minip netns exec blue ca" | sort -u | grep -cx cat)"
}

. "$(dirname "$0")/netns.inc"
