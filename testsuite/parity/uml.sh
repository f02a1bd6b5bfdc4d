#!/bin/sh
# uml.sh BUILD [RUN.PY OPTION...] - the parity cases inside User-Mode Linux.  SPDX-License-Identifier: GPL-2.0-or-later
# Its kernel has nearly every kind of link as a module.  Its root is this machine's, through
# hostfs: BUILD is where results come out; /run is its own.  Two of them at a time share the cases;
# those that differ run once more, with time for what the kernel does late.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(realpath "$1")
shift
limit=${UML_LIMIT:-900}
settle=1300	# milliseconds: the kernel looks after links once a second
kernel=$(command -v linux.uml) || { echo "linux.uml is missing"; exit 1; }
work=$build/parity/uml
rm -rf "$work"
mkdir -p "$work"
"${CC:-gcc}" -std=gnu11 -O2 -Wall -static -o "$work/cell" "$here/cell.c" || exit 1
"${CC:-gcc}" -std=gnu11 -O2 -Wall -o "$work/plain_fpu" "$here/plain_fpu.c" || exit 1
# Without the extended registers (see plain_fpu.c) nothing in there may use them.
tunables=GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-AVX512DQ,-AVX_Fast_Unaligned_Load,-RTM

run() {
	python3 "$here/run.py" --kernel uml --minip "$build/minip" --build "$build" --every "${UML_EVERY:-60}" "$@"
}

# On one processor: each system call goes from process to process.
boot() { # boot CPU DIRECTORY [MILLISECONDS]: its jobs* become its results
	cpu=$1
	shift
	cat "$1"/jobs* | grep -q . || { echo 0 >"$1/status"; return; }
	cat >"$1/init" <<end
#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mkdir -p /run/modules/lib/modules
ln -s /usr/lib/uml/modules/\$(uname -r) /run/modules/lib/modules/
modprobe -d /run/modules -a dummy veth bridge 8021q vxlan macvlan macvtap ifb bonding vrf ipv6 ipvlan ipvtap team hsr \\
	macsec gtp batman-adv vcan vxcan nlmon mpls_router mpls_iptunnel ip_gre ip6_gre ipip sit ip6_tunnel ip_vti \\
	ip6_vti geneve xfrm_user esp4 esp6 ah4 ah6 ipcomp xfrm4_tunnel cbc aes_generic ecb crypto_null sha1_generic hmac \\
	authenc authencesn echainiv seqiv deflate fou fou6 ila ctr ghash-generic gcm 2>'$1/modprobe'
echo >/proc/sys/kernel/modprobe	# all is loaded: no process for each unknown name
echo >/proc/sys/kernel/hotplug
echo 1 >/proc/sys/net/core/fb_tunnels_only_for_init_net
case '$work' in /tmp/*) ;; *) mount -t tmpfs tmpfs /tmp ;; esac
ip link set lo up
for jobs in '$1'/jobs*; do
	{ test ! -s "\$jobs" || '$work/cell' "\$jobs" '$1/results' ${2:-} || touch /run/failed; } >>'$1/out' 2>&1 </dev/null &
done
wait
test ! -f /run/failed
echo \$? >'$1/status'
sync
echo o >/proc/sysrq-trigger
sleep 10
end
	chmod +x "$1/init"
	TMPDIR=$1 timeout -k 5 "$limit" taskset -c "$cpu" "$work/plain_fpu" "$kernel" mem=256M root=/dev/root rootfstype=hostfs rootflags=/ rw \
		init="$1/init" con=null con0=null,fd:1 quiet $tunables >"$1/console" 2>&1 </dev/null
}

boot_both() { # boot_both NAME [MILLISECONDS]
	boot 0 "$work/$1.0" ${2:-} &
	boot $(($(nproc) > 1)) "$work/$1.1" ${2:-}
	wait
	for part in "$work/$1.0" "$work/$1.1"; do
		test "$(cat "$part/status" 2>/dev/null)" = 0 && continue
		died=1
		echo "User-Mode Linux did not finish $(basename "$part") within $limit seconds:"
		tail -20 "$part/console"
		test ! -f "$part/out" || tail -20 "$part/out"
	done
}

died=0
mkdir "$work/first.0" "$work/first.1" "$work/again.0" "$work/again.1"
# Those that wait go four at a time.
touch "$work/again.0/jobs1" "$work/again.0/jobs2" "$work/again.0/jobs3" "$work/again.0/jobs4" \
	"$work/again.1/jobs1" "$work/again.1/jobs2" "$work/again.1/jobs3" "$work/again.1/jobs4"
run "$@" --write-jobs "$work/first.0/jobs" "$work/first.1/jobs" || exit 1
boot_both first
run "$@" --read-results "$work/first.0/results" "$work/first.1/results" \
	--write-jobs "$work"/again.[01]/jobs[1234] || exit 1
boot_both again $settle
run "$@" --read-results "$work/first.0/results" "$work/first.1/results" "$work/again.0/results" "$work/again.1/results"
status=$?
test $died = 0 && exit $status
echo "0 passed, 1 failed"
exit 1
