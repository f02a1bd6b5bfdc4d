#!/bin/sh
# selftest.sh BUILD - a runner that cannot fail is no runner: broken programs must be found.  SPDX-License-Identifier: GPL-2.0-or-later
set -u
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/parity/selftest"
work=$(cd "$1/parity/selftest" && pwd)
oracle=$(PATH=$PATH:/usr/sbin:/sbin command -v ip)
pass=0 fail=0
# A build directory of its own: the answers that are kept come from this test alone.
runner() { python3 "$here/run.py" --build "$work" --known "$work/known" --tries "${tries:-1}" "$@" "$here/selftest/sample.cases" >"$work/out" 2>&1; }

verdict() { # verdict NAME STATUS
	if test "$2" = 0; then pass=$((pass + 1)); else fail=$((fail + 1)); echo "FAIL $1"; sed 's/^/  /' "$work/out"; fi
}

# broken FIELD NAME: reads a program that is wrong in that one field.
broken() {
	{ echo '#!/bin/sh'; echo "ip=$oracle"; cat; } >"$work/broken"
	chmod +x "$work/broken"
	: >"$work/known"
	! runner --minip "$work/broken" && grep -q "^  $1 " "$work/out" && grep -qE '^[0-9]+ passed, [1-9][0-9]* failed$' "$work/out"
	verdict "a broken $2 is not found" $?
}

: >"$work/known"
tries=3 runner --minip "$oracle"
verdict "the oracle differs from itself" $?

broken stdout word <<'end'
$ip "$@" | sed s/qdisc/qdisk/
end
broken stdout 'order of keys' <<'end'
$ip "$@" | sed -E 's/("ifindex":[0-9]+),("ifname":"[a-z0-9]+")/\2,\1/; s/("ifindex":[0-9]+),("link":"[a-z0-9]+")/\2,\1/'
end
broken stderr 'error text' <<'end'
$ip "$@" 2>/run/err; s=$?; sed s/nosuch/other/ /run/err >&2; exit $s
end
broken status 'exit status' <<'end'
$ip "$@" || exit 7
end
broken request request <<'end'
case "$*" in link\ add*) $ip "$@"; s=$?; $ip link set br0 txqlen 1000; exit $s ;; esac
exec $ip "$@"
end
broken request lifetime <<'end'
case "$*" in addr\ add*) exec $ip addr add 10.0.0.1/24 dev v0 valid_lft 101 preferred_lft 50 ;; esac
exec $ip "$@"
end
broken state 'end state' <<'end'
case "$*" in link\ add*) $ip "$@"; s=$?; env -u LD_PRELOAD $ip link set br0 mtu 1400; exit $s ;; esac
exec $ip "$@"
end

printf 'ip link show v0\tstdout\tno such difference\n' >"$work/known"
! runner --minip "$oracle" && grep -q 'no longer differs' "$work/out"
verdict "an entry that no longer holds is not found" $?
printf 'ip link show v0\tstdout\tthe word\n' >"$work/known"
printf '#!/bin/sh\nif test "$*" = "link show v0"; then %s "$@" | sed s/qdisc/qdisk/; else exec %s "$@"; fi\n' "$oracle" "$oracle" >"$work/broken"
runner --minip "$work/broken"
verdict "a known difference fails" $?
printf 'ip link set nosuch up\tstderr\tanother text\tCannot find it\n' >"$work/known"
! runner --minip "$oracle" && grep -q 'is not what known:1 expects' "$work/out"
verdict "an expected text that does not come is not found" $?
echo "$pass passed, $fail failed"
test "$fail" = 0
