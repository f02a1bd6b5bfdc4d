#!/bin/sh
# encap.sh - programs of routes: what the kernel has of them.  SPDX-License-Identifier: GPL-2.0-or-later

# The types of programs are those of linux/bpf.h: LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL.
programs() {
	mkdir -p /run/bpf && mount -t bpf none /run/bpf &&
		python3 "$(dirname "$0")/pin_bpf.py" /run/bpf in=10 out=11 xmit=12 seg=19 || bad "no program"
	"$ORACLE" link add veth0 type veth peer name veth1
	"$ORACLE" link set veth0 up
	"$ORACLE" link set veth1 up
	"$ORACLE" address add 10.0.0.1/24 dev veth0
}

# alike WORDS: added by either, a route is the same, and either shows it so.
alike() {
	"$ORACLE" -$family route add $to $* 2>/run/oracle.err
	oracle=$?:$(cat /run/oracle.err)
	theirs=$("$ORACLE" -$family route show $to)
	"$ORACLE" -$family route flush $to
	"$MINIP" -$family route add $to $* 2>/run/minip.err
	same "$*" "$oracle" "$?:$(cat /run/minip.err)"
	same "$*: the route" "$theirs" "$("$ORACLE" -$family route show $to)"
	same "$*: shown" "$theirs" "$("$MINIP" -$family route show $to)"
	"$ORACLE" -$family route flush $to
}

test_programs() {
	programs
	family=4 to=10.6.0.0/16
	alike encap bpf in pinned /run/bpf/in via 10.0.0.2
	alike encap bpf out pinned /run/bpf/out via 10.0.0.2
	alike encap bpf xmit pinned /run/bpf/xmit headroom 8 via 10.0.0.2
	alike encap bpf in pinned /run/bpf/in out fd /run/bpf/out xmit object-pinned /run/bpf/xmit via 10.0.0.2
	alike encap bpf in pinned /run/bpf/out via 10.0.0.2
	alike nexthop encap bpf in pinned /run/bpf/in via 10.0.0.2 nexthop encap bpf out pinned /run/bpf/out via 10.0.0.3
	family=6 to=2001:db8:6::/48
	alike encap seg6local action End.BPF endpoint pinned /run/bpf/seg dev veth0
	alike encap seg6local action End endpoint pinned /run/bpf/seg dev veth0
	"$MINIP" route add 10.6.0.0/16 encap bpf in pinned /run/bpf/in via 10.0.0.2
	same "text of a route" 1 "$("$MINIP" route | grep -c 'encap bpf in in:\[\*fsobj\] via')"
}

# Programs are closed again: a batch may name more of them than a process may hold open.
test_many() {
	programs
	for n in $(seq 200); do
		echo "route replace 10.6.0.0/16 encap bpf in pinned /run/bpf/in out pinned /run/bpf/out via 10.0.0.2"
	done >/run/lines
	for n in $(seq 200); do
		echo "nexthop replace id 7 encap bpf in pinned /run/bpf/in via 10.0.0.2 dev veth0"
	done >>/run/lines
	status "400 lines" 0 sh -c "ulimit -n 64; exec '$MINIP' -batch /run/lines"
	status "400 lines, forced" 0 sh -c "ulimit -n 64; exec '$MINIP' -force -batch /run/lines"
}

. "$(dirname "$0")/netns.inc"
