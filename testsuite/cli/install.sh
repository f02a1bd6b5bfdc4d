#!/bin/sh
# install.sh - what "make install" puts where, and that "make uninstall" takes it away.  SPDX-License-Identifier: GPL-2.0-or-later

top=$(cd "$(dirname "$0")/../.." && pwd)

# The program that is under test, with nothing built again.
place() {
	make -s --no-print-directory -C "$top" BUILD="$(dirname "$MINIP")" DESTDIR=/run/root PREFIX=/usr \
		-o "$(dirname "$MINIP")/minip" "$@" >/run/make.log 2>&1 || cat /run/make.log
}

test_install() {
	place install
	same "the program" "$(cksum <"$MINIP")" "$(cksum </run/root/usr/bin/minip)"
	same "its pages" "$(ls "$top/man" | grep '\.8$')" "$(ls /run/root/usr/share/man/man8)"
	for stub in bash-completion/completions/minip zsh/site-functions/_minip fish/vendor_completions.d/minip.fish; do
		same "$stub" 1 "$(grep -c 'SPDX-License' /run/root/usr/share/$stub)"
	done
	same "no more than that" "$((4 + $(ls "$top/man" | grep -c '\.8$')))" "$(find /run/root ! -type d | wc -l)"
	place uninstall
	same "nothing is left" "" "$(find /run/root ! -type d)"
}

test_names() {
	place install IP_SYMLINK=1 BRIDGE_SYMLINK=1
	same "ip" minip "$(readlink /run/root/usr/bin/ip)"
	same "bridge" minip "$(readlink /run/root/usr/bin/bridge)"
	same "bash" "complete -F _minip minip ip bridge" "$(grep ^complete /run/root/usr/share/bash-completion/completions/bridge)"
	same "zsh" "#compdef minip ip bridge" "$(head -1 /run/root/usr/share/zsh/site-functions/_minip)"
	same "fish" "complete -c bridge -f -a '(__minip)'" "$(tail -1 /run/root/usr/share/fish/vendor_completions.d/bridge.fish)"
	place uninstall
	same "nothing is left" "" "$(find /run/root ! -type d)"
}

. "$(dirname "$0")/netns.inc"
