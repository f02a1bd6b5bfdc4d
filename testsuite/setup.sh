#!/bin/sh
# setup.sh demo|check - installs what is missing, asks for nothing when all is there.  SPDX-License-Identifier: GPL-2.0-or-later
set -u
# What tells that a package is there: a command, a file, a pkg-config module; then the package.
DEMO='
cmd:gcc gcc
file:/usr/include/linux/rtnetlink.h linux-libc-dev
file:/usr/include/stdlib.h libc6-dev
cmd:autoconf autoconf
cmd:pkg-config pkg-config
pc:libmnl libmnl-dev
cmd:ping iputils-ping
cmd:unshare util-linux
'
CHECK='
pc:check check
cmd:clang clang
cmd:cppcheck cppcheck
cmd:strace strace
cmd:python3 python3
cmd:ip iproute2
cmd:linux.uml user-mode-linux
cmd:tcpdump tcpdump
cmd:nc netcat-openbsd
cmd:pmccabe pmccabe
cmd:git git
cmd:modprobe kmod
cmd:mandoc mandoc
cmd:man man-db
cmd:musl-gcc musl-tools
cmd:valgrind valgrind
'
case ${1-} in
demo) wanted=$DEMO ;;
check) wanted=$DEMO$CHECK ;;
*) echo "usage: setup.sh demo|check" >&2; exit 2 ;;
esac
PATH=$PATH:/usr/sbin:/sbin

has() {
	case $1 in
	cmd:*) command -v "${1#cmd:}" ;;
	file:*) test -f "${1#file:}" || command -v "${CC:-gcc}" && echo "#include <${1#file:/usr/include/}>" | "${CC:-gcc}" -E - ;;
	pc:*) pkg-config --exists "${1#pc:}" ;;
	esac >/dev/null 2>&1
}

missing=
while read -r sign package; do
	test -z "$sign" || has "$sign" || missing="$missing $package"
done <<end
$wanted
end

if test -n "$missing"; then
	if test "$(id -u)" != 0 || ! command -v apt-get >/dev/null; then
		echo "Missing (Debian package names):$missing" >&2
		exit 1
	fi
	export DEBIAN_FRONTEND=noninteractive
	echo "Installing:$missing"
	apt-get install -qq -y --no-install-recommends $missing >/dev/null 2>&1 || {
		apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing
	} >/dev/null || exit 1
fi
if test "$(id -u)" != 0; then
	echo "Network namespaces of their own need root: run as root, or with sudo." >&2
	exit 1
fi
