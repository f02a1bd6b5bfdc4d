#!/bin/sh
# uml.sh BUILD [RUN.PY OPTION...] - the parity cases inside User-Mode Linux.  SPDX-License-Identifier: GPL-2.0-or-later
# Its kernel has nearly every kind of link as a module.  Its root is this machine's, through
# hostfs: BUILD is where results come out; /tmp and /run are its own.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(realpath "$1")
shift
limit=${UML_LIMIT:-240}
kernel=$(command -v linux.uml) || { echo "linux.uml is missing"; exit 1; }
work=$build/parity/uml
rm -rf "$work"
mkdir -p "$work"
options=
for word; do options="$options '$(printf %s "$word" | sed "s/'/'\\\\''/g")'"; done
cat >"$work/init" <<end
#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin PYTHONDONTWRITEBYTECODE=1 HOME=/run
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mkdir -p /run/modules/lib/modules
ln -s /usr/lib/uml/modules/\$(uname -r) /run/modules/lib/modules/
for m in dummy veth bridge 8021q vxlan macvlan macvtap ifb bonding vrf ipv6 ipvlan ipvtap team hsr macsec gtp batman-adv \
	vcan vxcan nlmon mpls_router mpls_iptunnel; do
	modprobe -d /run/modules \$m 2>>'$work/modprobe'
done
case '$work' in /tmp/*) ;; *) mount -t tmpfs tmpfs /tmp ;; esac
ip link set lo up
/usr/bin/python3 -u '$here/run.py' --kernel uml --minip '$build/minip' --build '$build' -j 1 --tries 2 --every ${UML_EVERY:-30} $options \\
	>'$work/out' 2>&1 </dev/null
echo \$? >'$work/status'
sync
echo o >/proc/sysrq-trigger
sleep 10
end
chmod +x "$work/init"
cd "$work" || exit 1
TMPDIR=$work timeout -k 5 "$limit" "$kernel" mem=512M root=/dev/root rootfstype=hostfs rootflags=/ rw \
	init="$work/init" con=null con0=null,fd:1 quiet >"$work/console" 2>&1 </dev/null
test ! -f "$work/out" || cat "$work/out"
if test ! -f "$work/status"; then
	tail -20 "$work/console"
	echo "User-Mode Linux did not finish within $limit seconds"
	echo "0 passed, 1 failed"
	exit 1
fi
exit "$(cat "$work/status")"
