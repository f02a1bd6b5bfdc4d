#!/bin/sh
# help_words.sh - scripts look for a word in a help text before they use it.  SPDX-License-Identifier: GPL-2.0-or-later

# What tests of the kernel and others grep for: the command, the pattern.
looked_for() {
	cat <<'end'
ip help|nexthop
ip help|vrf
ip link help|bareudp
ip link help|amt
ip link help|netkit
ip link help|macsec
ip link help|gso_ipv4_max_size
ip link help|property
ip link help|spoofchk
ip link help|arp_ignore
ip link help|bond_slave
ip link help vxlan|vnifilter
ip link help vxlan|localbypass
ip link help vxlan|reserved_bits
ip link help bridge|fdb_max_learned
ip link help ip6tnl|hoplimit
ip link add type bridge help|stp_mode
ip addr help|metric
ip neigh help|ip neigh get
ip neigh help|extern_valid
ip neigh help|managed
ip route help|fibmatch
ip route help|encap\.red
ip route help|l2encap\.red
ip route help|next-csid
ip route help|psp
ip route help|End\.DT46
ip route get help|ipproto
ip route get help|sport
ip route get help|flowlabel
ip rule help|dscp
ip rule help|sport.*MASK
ip rule help|DSCP\[/MASK\]
ip rule help|FLOWLABEL\[/MASK\]
ip rule help|ipproto
ip nexthop help|hw_stats
ip nexthop help|resilient
ip nexthop help|fdb
ip nexthop help|encap
bridge fdb help|activity_notify
bridge fdb help|flush
bridge link help|neigh_vlan_suppress
bridge link help|neigh_forward_grat
bridge link help|backup_nhid
bridge link help|mcast_max_groups
bridge link help|locked
bridge mdb help|flush
bridge mdb help|src_vni
bridge vlan help|neigh_suppress
bridge vlan help|mcast_max_groups
bridge vni help|Usage: bridge vni
end
}

test_words() {
	mkdir -p /run/bin
	ln -sf "$(realpath "$MINIP")" /run/bin/ip
	ln -sf "$(realpath "$MINIP")" /run/bin/bridge
	looked_for | while IFS='|' read -r command pattern; do
		same "$command: $pattern" found "$(/run/bin/$command 2>&1 | grep -q -e "$pattern" && echo found)"
	done
	same "on standard output" found "$(/run/bin/ip link help hsr 2>/run/no | grep -q INTERLINK && echo found)"
}

# Whatever kind the installed ip lists.
test_kinds() {
	kinds=$("$ORACLE" link help 2>&1 | sed -n '/^TYPE := {/,/}/p' | tr -d '\n' | sed 's/.*{//; s/}.*//' | tr -d ' \t' | tr '|' ' ')
	same "ip lists kinds" yes "$(test "$(echo $kinds | wc -w)" -gt 30 && echo yes)"
	for kind in $kinds; do
		for object in link address; do
			same "$object help: $kind" found "$("$MINIP" $object help 2>&1 | sed -n '/^KIND := {/,/}/p' | grep -qw "$kind" && echo found)"
		done
	done
}

. "$(dirname "$0")/netns.inc"
