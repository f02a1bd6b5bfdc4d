#!/bin/sh
# help.sh - where help is written, and with which status; errors in JSON.  SPDX-License-Identifier: GPL-2.0-or-later

named_ip() {
	mkdir -p /run/bin
	ln -sf "$(realpath "$MINIP")" /run/bin/ip
}

# outcome PROGRAM WORD...: status, which stream has text, is the first line a usage
outcome() {
	"$@" >/run/help.out 2>/run/help.err </dev/null
	echo "status $?," \
		"$([ -s /run/help.out ] && echo stdout) $([ -s /run/help.err ] && echo stderr)" \
		"$(head -n1 /run/help.out /run/help.err | grep -c ^Usage)"
}

test_as_ip() {
	named_ip
	for object in '' $("$MINIP" -h | awk '/^    [a-z]/ { print $1 }'); do
		same "ip $object help" "$(outcome $ORACLE $object help)" "$(outcome /run/bin/ip $object help)"
	done
	for words in '-help' '-h' '' 'link help vlan' 'link set help' 'link add help' 'link add x type vlan help' \
		'address add help' 'address show help' 'route add help' 'route get help' 'route show help' 'netns foo'; do
		same "ip $words" "$(outcome $ORACLE $words)" "$(outcome /run/bin/ip $words)"
	done
}

# Names of objects that the help of a program lists, a line each.
objects_of() {
	"$@" help 2>&1 | sed -n '/OBJECT := {/,/}/p' | tr -d '\n' | sed 's/.*OBJECT := {//; s/}.*//' | tr '|' '\n' | tr -d ' '
}

# The installed ip lists one that it does not know itself, and forgets stats.
test_objects() {
	named_ip
	same "ip help lists" "$({ objects_of $ORACLE | grep -vx amt; echo stats; } | sort)" "$(objects_of /run/bin/ip)"
	for object in $(objects_of /run/bin/ip | grep -vx help); do
		same "ip $object" "" "$(/run/bin/ip $object help 2>&1 | grep unknown)"
	done
}

test_as_minip() {
	for words in -h --help -help 'link --help' 'help link' 'help link add' 'help link add type vxlan' \
		'help link add type vxlan id' 'link add type vxlan id --help' 'help route add nexthop weight' 'help netns exec'; do
		same "minip $words" "status 0, stdout " "$(outcome "$MINIP" $words | sed 's/ [01]$//')"
	done
	same "unknown" "status 1,  stderr 0" "$(outcome "$MINIP" help link add type vxlna)"
	same "what exec runs has its own" ran "$("$MINIP" netns add a; "$MINIP" netns exec a sh -c 'echo ran' --help)"
}

test_a_word() {
	"$MINIP" help link add type vxlan id >/run/page
	same "value" 1 "$(grep -c 'value .*0 to 16777215' /run/page)"
	same "attribute" 1 "$(grep -c 'IFLA_VXLAN_ID, u32, in IFLA_INFO_DATA, in IFLA_LINKINFO, of RTM_NEWLINK' /run/page)"
	same "other spelling" 1 "$(grep -c 'also .*vni' /run/page)"
	same "example" 1 "$(grep -c 'example .*ip link add .* id 42' /run/page)"
}

# One object on one line, with -explain or on a terminal; else the first line is for scripts.
test_json() {
	same "text first" 'Cannot find device "nosuch"' "$("$MINIP" -j link set nosuch up 2>&1)"
	"$MINIP" -j -explain route add 10.0.0.0/8 via 10.3.0.1 2>&1 | tail -n1 >/run/json
	same "an object" "2 ENETUNREACH 10.3.0.1 4 True" "$(python3 -c '
import json
e = json.load(open("/run/json"))
print(e["status"], e["errno"], e["word"], e["index"], "10.3.0.1" in e["hint"])')"
	"$MINIP" -j -explain link add d0 type bridge ageing_time -1 2>&1 | tail -n1 >/run/json
	same "of a word" "-1 255" "$(python3 -c '
import json
e = json.load(open("/run/json"))
print(e["word"], e["status"])')"
	printf 'link set lo up\nlink set nosuch up\n' >/run/lines
	"$MINIP" -j -explain -batch /run/lines 2>&1 | grep '"error"' >/run/json
	same "of a batch" "/run/lines 2" "$(python3 -c '
import json
e = json.load(open("/run/json"))
print(e["file"], e["line"])')"
}

# A line that is wider than the terminal loses words on both sides, never the one at fault.
test_narrow_terminal() {
	script -qec "stty cols 50; '$MINIP' route add 10.0.0.0/8 via 10.1.0.2 metric 5 mtu 1400 hoplimit 999 initcwnd 4 table 7" \
		/dev/null </dev/null | tr -d '\r' >/run/narrow
	same "width" 1 "$(awk 'length > 50 && !/^Error/ { bad = 1 } END { print !bad }' /run/narrow)"
	same "cut on both sides" 1 "$(grep -c '^  minip \.\.\. .* hoplimit 999.* \.\.\.$' /run/narrow)"
	same "caret" 999 "$(awk '/\^/ { print substr(line, index($0, "^"), 3) } { line = $0 }' /run/narrow)"
}

test_no_terminal() {
	same "one line" 1 "$("$MINIP" link set nosuch up 2>&1 | wc -l)"
	same "explained" 1 "$("$MINIP" -explain link set nosuch up 2>&1 | grep -c '  hint: ')"
}

. "$(dirname "$0")/netns.inc"
