#!/bin/sh
# rule.sh - many rules, and many neighbours: flush, save, restore.  SPDX-License-Identifier: GPL-2.0-or-later
N=${N:-3000}

# The kernel tells where a dump goes on by counting: rules that go meanwhile must not hide others.
rules() {
	seq "$N" | awk '{
		printf "rule add pref %d from 10.%d.%d.0/24 fwmark %d/0xffff table %d\n", $1 + 10, $1 / 256, $1 % 256, $1, $1 % 9 + 300
	}'
	cat <<-END
	rule add pref 5 not to 192.0.2.0/24 iif lo uidrange 1-9 ipproto udp dport 53 unreachable
	rule add pref 6 goto 7 protocol 99
	rule add pref 7 nop
	rule add pref 8 l3mdev
	rule add pref 9 lookup main suppress_prefixlength 0 suppress_ifgroup 7 realms 3/4
	END
}
six() { sed 's/10\.\([0-9]*\)\.\([0-9]*\)\.0\/24/2001:db8:\1:\2::\/64/; s/192\.0\.2\.0/2001:db8::/; s/ realms [0-9\/]*//'; }

test_flush() {
	rules >/run/rules
	status "adding" 0 "$MINIP" -batch /run/rules
	same "all are there" $((N + 8)) "$("$MINIP" rule | wc -l)"
	status "flushing some" 0 "$MINIP" rule flush table 301
	same "no others" 0 "$("$ORACLE" rule | grep -c 'lookup 301')"
	status "flushing" 0 "$MINIP" rule flush
	same "the first is left" "0:	from all lookup local" "$("$ORACLE" rule)"
}

# exchange WRITER READER OPTION
exchange() {
	if [ "$3" = -6 ]; then rules | six >/run/rules; else rules >/run/rules; fi
	status "adding $3" 0 "$MINIP" "$3" -batch /run/rules
	"$ORACLE" "$3" -d rule >/run/before
	"$1" "$3" rule save >/run/file || bad "save"
	"$MINIP" "$3" rule flush
	status "restoring" 0 sh -c '"$1" "$2" rule restore </run/file' - "$2" "$3"
	# The first rule is there all the time; the kernel takes it a second time.
	"$ORACLE" "$3" -d rule >/run/after
	same "the same rules" "" "$(uniq /run/after | diff /run/before - | head -5)"
	same "ours lists them so" "$(md5sum </run/after)" "$("$MINIP" "$3" -d rule | md5sum)"
	same "as JSON, as many" "$(wc -l </run/after)" "$("$MINIP" "$3" -j rule | grep -o '"priority":' | wc -l)"
}

test_save() {
	exchange "$MINIP" "$MINIP" -4
}

test_save_six() {
	exchange "$MINIP" "$MINIP" -6
}

test_save_to_theirs() {
	exchange "$MINIP" "$ORACLE" -4
}

test_save_from_theirs() {
	exchange "$ORACLE" "$MINIP" -6
}

test_neighbours() {
	"$ORACLE" link add v0 type veth peer name v1
	"$ORACLE" link set v0 up
	seq "$N" | awk '{
		printf "neigh add 10.0.%d.%d lladdr 02:00:00:00:%02x:%02x dev v0\n", $1 / 256, $1 % 256, $1 / 256, $1 % 256
	}' >/run/neighbours
	status "adding" 0 "$MINIP" -batch /run/neighbours
	same "all are there" "$N" "$("$MINIP" -4 neigh show nud permanent | wc -l)"
	same "as ip shows them" "$("$ORACLE" -4 neigh | sort | md5sum)" "$("$MINIP" -4 neigh | sort | md5sum)"
	same "one as JSON" '[{"dst":"10.0.0.1","dev":"v0","lladdr":"02:00:00:00:00:01","state":["PERMANENT"]}]' \
		"$("$MINIP" -j neigh get 10.0.0.1 dev v0)"
	same "told" "*** Flush is complete after 1 round ***" "$("$MINIP" -4 -s neigh flush dev v0 nud permanent | tail -1)"
	same "none is left" "" "$("$ORACLE" -4 neigh show nud permanent)"
}

. "$(dirname "$0")/netns.inc"
