#!/bin/sh
# static.sh BUILD - the build without shared libraries, in an empty root.  SPDX-License-Identifier: GPL-2.0-or-later
set -u
cd "$(dirname "$0")/.." || exit 2
build=$(realpath "${1:-.build}")
SIZE_MAX=890000
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

# The same unit tests over lib/mnl, which stands in for libmnl where there is none to link with.  Their tables are
# packed like those of the static build.
make --no-print-directory -j2 PACK=yes BUILD="$build/lib-mnl" CONFIGURE_FLAGS="--without-libmnl --enable-werror CFLAGS=-O1" \
	"$build/lib-mnl/unit" >"$build/static.log" 2>&1 || { cat "$build/static.log"; exit 1; }
check "lib/mnl is what the unit tests use" sh -c "! ldd '$build/lib-mnl/unit' | grep -q libmnl"
timeout 300 unshare -nm "$build/lib-mnl/unit" || fail=$((fail + 1))
echo "$pass passed, $fail failed"
test "$fail" = 0
