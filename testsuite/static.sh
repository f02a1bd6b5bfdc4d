#!/bin/sh
# static.sh BUILD - the build without shared libraries, in an empty root.  SPDX-License-Identifier: GPL-2.0-or-later
set -u
cd "$(dirname "$0")/.." || exit 2
build=$(realpath "${1:-.build}")
SIZE_MAX=600000
pass=0 fail=0

check() { # check WHAT COMMAND...
	what=$1
	shift
	if "$@"; then pass=$((pass + 1)); else fail=$((fail + 1)); echo "FAIL: $what"; fi
}
small() { strip -o "$build/static/stripped" "$build/static/minip" && test "$(stat -c %s "$build/static/stripped")" -le $SIZE_MAX; }
no_library() { ! readelf -lW "$build/static/minip" | grep -Eq 'INTERP|DYNAMIC'; }

make --no-print-directory -j2 BUILD="$build/static" CONFIGURE_FLAGS='--enable-static --enable-werror' >"$build/static.log" 2>&1 ||
	{ cat "$build/static.log"; exit 1; }
check "a size of at most $SIZE_MAX bytes, stripped" small
check "no shared library" no_library

# "ip" for the walkthroughs: in a root that has nothing but it, /proc, /sys and /run (names of namespaces
# are mounts there).  Only what starts other programs is run where those are.
cat >"$build/static/in-root" <<end
#!/bin/sh
root=/mnt
case " \$* " in *' exec '*) exec '$build/static/minip' "\$@" ;; esac
if ! test -d \$root/run; then
	{ mount -t tmpfs none \$root && mkdir \$root/proc \$root/sys \$root/run && cp '$build/static/minip' \$root/ip &&
	mount --bind /proc \$root/proc && mount --bind /sys \$root/sys &&
	mkdir -p /run/netns && mount --bind /run/netns /run/netns && mount --make-rshared /run &&
	mount --rbind /run \$root/run; } || exit 125
fi
exec chroot \$root /ip "\$@"
end
chmod +x "$build/static/in-root"
empty_root() {
	unshare -nm sh -c "mount -t tmpfs none /run && '$build/static/in-root' link show lo && ls /mnt" |
		tr '\n' ' ' | grep -q '^1: lo: .* ip proc run sys $'
}
check "a root with nothing else" empty_root
python3 testsuite/walkthroughs.py --minip "$build/static/in-root" --build "$build/static" || fail=$((fail + 1))

# Constants are packed (lib/pack/cold.c).  Lines of all kinds do the same as elsewhere, and no system call is given an
# address that nobody has looked at.
grep -h '^    *\(ip\|bridge\) \|^\(ip\|bridge\) ' testsuite/parity/[a-e]*.cases testsuite/parity/[l-r]*.cases | sed 's/^ *//' |
	grep -v '[$`;&|<>()*?]\|exec\|monitor\|batch\|_opts' | sort -u | awk 'NR % 10 == 0' >"$build/static/lines"
for object in address addrlabel maddress route rule neighbor ntable link netns l2tp fou ila macsec tunnel tuntap tcp_metrics token \
	xfrm netconf vrf sr nexthop mptcp ioam mroute stats; do echo "ip $object help"; echo "ip help $object"; echo "ip -j $object"; done >>"$build/static/lines"
printf 'ip tour draw\nip help\nip -explain link add v9 type veth\nip -man route\nbridge help\n' >>"$build/static/lines"
outputs() { # outputs MINIP [COMMAND...]: of each line, in namespaces of its own
	dir=$build/static/$1
	mkdir -p "$dir"
	ln -sf "$2" "$dir/ip" && ln -sf "$2" "$dir/bridge"
	shift 2
	while read -r program words; do
		echo "$program $words"
		# shellcheck disable=SC2086
		unshare -nm sh -c 'mount -t tmpfs none /run; exec timeout 10 "$@"' sh "$@" "$dir/$program" $words 2>&1 </dev/null
		echo "status $?"
	done <"$build/static/lines" | sed "s,$dir/,,g; s/[0-9a-f][0-9a-f]\(:[0-9a-f][0-9a-f]\)\{5\}/MAC/g; s/[0-9]\{4,\}/N/g; s/fe80:[0-9a-f:]*/fe80/g"
}
if test -x "$build/minip"; then
	outputs shared "$build/minip" >"$build/static/out.shared"
	outputs cold "$build/static/minip" >"$build/static/out.cold"
	check "the same output as with shared libraries" diff "$build/static/out.shared" "$build/static/out.cold"
fi
outputs traced "$build/static/minip" strace -f -qq -o "|grep -e '= -1 EFAULT' >&2" >"$build/static/out.traced"
looked_at() { grep -q ^status "$build/static/out.traced" && ! grep -e '= -1 EFAULT' "$build/static/out.traced"; }
check "constants that are handed to the system" looked_at
# A signal that somebody sends ends the program; one that is blocked is let through where a part is looked at.
ends() { unshare -nm sh -c "'$build/static/minip' monitor & sleep 0.2; kill -SEGV \$!; wait \$!; test \$? = 139" 2>/dev/null; }
check "SIGSEGV ends it" ends
blocked() {
	python3 -c 'import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
os.execv(sys.argv[1], sys.argv[1:])' "$build/static/minip" help link add type 2>&1 | grep -q vxlan
}
check "blocked signals" blocked

# The same unit tests over lib/mnl, which stands in for libmnl where there is none to link with.  Their tables are
# packed like those of the static build.
make --no-print-directory -j2 PACK=yes BUILD="$build/lib-mnl" CONFIGURE_FLAGS="--without-libmnl --enable-werror CFLAGS=-O1" \
	"$build/lib-mnl/unit" >"$build/static.log" 2>&1 || { cat "$build/static.log"; exit 1; }
check "lib/mnl is what the unit tests use" sh -c "! ldd '$build/lib-mnl/unit' | grep -q libmnl"
timeout 300 unshare -nm "$build/lib-mnl/unit" || fail=$((fail + 1))
echo "$pass passed, $fail failed"
test "$fail" = 0
