#!/bin/sh
# demo.sh MINIP - two namespaces that ping each other; nothing of the host is touched.  SPDX-License-Identifier: GPL-2.0-or-later
set -eu
if test "${2-}" != inside; then
	minip=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
	exec unshare -nm sh "$0" "$minip" inside
fi
mount --make-rprivate /
mount -t tmpfs -o mode=755 none /run
mkdir /run/demo
ln -s "$1" /run/demo/minip
PATH=/run/demo:$PATH:/usr/sbin:/sbin

show() {
	printf '\n# %s\n' "$*"
	"$@"
}

show minip netns add left
show minip netns add right
show minip netns
show minip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
show minip link set veth0 netns left
show minip link set veth1 netns right
show minip -n left link set lo up
show minip -n left address add 10.0.1.1/24 dev veth0
show minip -n left link set veth0 up
show minip -n right link set lo up
show minip -n right address add 10.0.2.1/24 dev veth1
show minip -n right link set veth1 up
show minip -n left route add 10.0.2.0/24 dev veth0
show minip -n right route add 10.0.1.0/24 dev veth1
show minip -n left -br address
show minip -n left route
show minip -n right route get 10.0.1.1
show minip netns exec left ping -c 2 10.0.2.1
show minip netns exec right ping -c 2 10.0.1.1
show minip -n left -json link show veth0
show minip -all netns delete
printf '\nThe demo is complete.\n'
