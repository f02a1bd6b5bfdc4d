#!/bin/sh
# netns.sh - "ip netns": names, exec, mounts, monitor.  SPDX-License-Identifier: GPL-2.0-or-later

test_life() {
	status "add" 0 "$MINIP" netns add a
	same "silent" "" "$(cat /run/status.out)"
	same "one mount" 1 "$(mounts_of a)"
	same "mode" 755 "$(stat -c %a $RUN)"
	same "list" a "$("$MINIP" netns list)"
	status "add again" 1 "$MINIP" netns add a
	same "why" "Cannot create namespace file \"$RUN/a\": File exists" \
		"$(cat /run/status.out)"
	same "still one mount" 1 "$(mounts_of a)"
	outside=$(readlink /proc/self/ns/net)
	inside=$("$MINIP" netns exec a readlink /proc/self/ns/net)
	same "another namespace" 1 "$([ "$outside" != "$inside" ] && echo 1)"
	same "the one of the file" "net:[$(stat -Lc %i $RUN/a)]" "$inside"
	status "delete" 0 "$MINIP" netns delete a
	same "gone" 0 "$(gone a; echo $?)"
	status "delete again" 1 "$MINIP" netns delete a
}

test_directory_is_shared_mount() {
	"$MINIP" netns add a
	same "shared" 1 "$(grep " $RUN " /proc/self/mountinfo | grep -c shared:)"
	# In a shared parent the directory must not be the parent's peer, or
	# every name would be mounted twice.
	umount -R $RUN
	rm -f $RUN/*
	mount --make-shared /run
	"$MINIP" netns add b
	same "one mount below a shared one" 1 "$(mounts_of b)"
	# An older mount namespace sees a new name, and loses a deleted one.
	unshare -m --propagation slave sh -c '
		echo >/run/ready
		while [ ! -e /run/go ]; do sleep 0.01; done
		grep -c " /run/netns/c " /proc/self/mountinfo
		grep -c " /run/netns/b " /proc/self/mountinfo' >/run/seen &
	await [ -e /run/ready ]
	"$MINIP" netns add c
	"$MINIP" netns delete b
	echo >/run/go
	wait
	same "seen elsewhere" "1 0" "$(echo $(cat /run/seen))"
}

test_exit_status() {
	"$MINIP" netns add a
	wrong=
	for i in $(seq 0 255); do
		"$MINIP" netns exec a sh -c "exit $i"
		[ $? = "$i" ] || wrong="$wrong $i"
	done
	same "exit status" "" "$wrong"
	status "no such command" 1 "$MINIP" netns exec a nosuch
	same "message" 'exec of "nosuch" failed: No such file or directory' \
		"$(cat /run/status.out)"
	: >/run/plain
	status "not executable" 1 "$MINIP" netns exec a /run/plain
	same "message" 'exec of "/run/plain" failed: Permission denied' \
		"$(cat /run/status.out)"
	status "no such namespace" 255 "$MINIP" netns exec nosuch true
}

test_signals() {
	"$MINIP" netns add a
	# A shell tells of a signal, and is silent when 143 is an exit status.
	said=$(sh -c '"$MINIP" netns exec a sh -c "kill -TERM \$\$"; echo $?' 2>&1)
	same "killed by SIGTERM" 1 "$(echo "$said" | grep -c Terminated)"
	same "status" 143 "$(echo "$said" | tail -n 1)"
	said=$(sh -c '"$MINIP" netns exec a sh -c "exit 143"; echo $?' 2>&1)
	same "exit 143 is no signal" 143 "$said"
	"$MINIP" netns exec a sleep 60 &
	pid=$!
	await grep -qx sleep /proc/$pid/comm
	same "the process is the command" 0 $?
	kill -TERM $pid
	wait $pid 2>/dev/null
	same "a signal from outside reaches it" 143 $?
	same "signal masks" "$(grep ^Sig[BIC] /proc/self/status)" \
		"$("$MINIP" netns exec a grep ^Sig[BIC] /proc/self/status)"
	same "ignored signals stay" \
		"$(trap '' INT PIPE; grep ^SigI /proc/self/status)" \
		"$(trap '' INT PIPE
		   "$MINIP" netns exec a grep ^SigI /proc/self/status)"
}

test_arguments() {
	"$MINIP" netns add a
	set -- one '' 'two words' "new
line" "q'q" 'd"q' '\' '$HOME' -n -all help 'ü€' '*' '#x'
	printf '<%s>\n' "$@" >/run/expected
	"$MINIP" netns exec a printf '<%s>\n' "$@" >/run/got
	same "arguments" "$(cat /run/expected)" "$(cat /run/got)"
	"$MINIP" netns exec a cat /proc/self/cmdline - </dev/null >/run/got
	printf 'cat\0/proc/self/cmdline\0-\0' >/run/expected
	status "argv" 0 cmp /run/expected /run/got
	same "environment" "$(env -i A=1 'B=x y' "C=
	" D= /usr/bin/env | sort)" "$(env -i A=1 'B=x y' "C=
	" D= "$MINIP" netns exec a /usr/bin/env | sort)"
	cd /tmp || bad "cd"
	same "working directory" /tmp "$("$MINIP" netns exec a pwd)"
	same "descriptors" "$(sh -c 'exec ls /proc/self/fd' | wc -l)" \
		"$(sh -c 'exec "$MINIP" netns exec a ls /proc/self/fd' | wc -l)"
}

test_stdin() {
	"$MINIP" netns add a
	seq 20000 >/run/expected
	"$MINIP" netns exec a cat </run/expected >/run/got
	status "a file" 0 cmp /run/expected /run/got
	seq 20000 | "$MINIP" netns exec a cat | cmp - /run/expected
	same "a pipe" 0 $?
	same "no more than the command takes" "1 2" "$(echo $(
		printf '1\n2\n' | { "$MINIP" netns exec a sh -c 'read x; echo $x'
			cat; }))"
	same "a closed one" 7 "$("$MINIP" netns exec a sh -c 'exit 7' <&-; echo $?)"
}

test_names() {
	long=$(printf %0255d 7)
	for name in 'a b' "q'q" 'd"q' 'ü€' "$long" -x ... '*' 'a
b' ' ' 12; do
		status "add <$name>" 0 "$MINIP" netns add "$name"
		same "list <$name>" "$name" "$("$MINIP" netns list)"
		same "exec <$name>" "$name" \
			"$("$MINIP" netns exec "$name" "$MINIP" netns identify)"
		same "-n <$name>" "$name" "$("$MINIP" -n "$name" netns identify)"
		status "delete <$name>" 0 "$MINIP" netns delete "$name"
		same "gone <$name>" "" "$(ls -A $RUN)"
	done
	for name in .. . '' a/b /a a/ "0$long"; do
		for command in add delete exec pids attach set; do
			status "$command <$name>" 255 \
				"$MINIP" netns $command "$name" 1
			same "message" "Invalid netns name \"$name\"" \
				"$(cat /run/status.out)"
		done
	done
}

test_all() {
	for name in x y; do "$MINIP" netns add $name; done
	expected=$("$MINIP" netns list | while read -r name; do
		printf '\nnetns: %s\n%s\n' "$name" "$name"; done)
	same "-all exec" "$expected" \
		"$("$MINIP" -all netns exec "$MINIP" netns identify)"
	status "-all exec does not tell a failure" 0 \
		"$MINIP" -all netns exec false
	status "-all delete" 0 "$MINIP" -all netns delete
	same "none left" "" "$(ls -A $RUN)"
	for name in x y z; do "$MINIP" netns add $name; done
	mkdir $RUN/directory
	status "-all delete tells a failure" 1 "$MINIP" -all netns delete
	same "after the others" directory "$(ls -A $RUN)"
}

# In a batch the command is a child: the lines behind it are read, too.
test_batch() {
	printf 'netns add a\nnetns exec a %s identify\nnetns identify\n' \
		"$MINIP netns" >/run/lines
	same "goes on, where it was" "a" "$(echo $("$MINIP" -batch /run/lines))"
	printf 'netns exec a sh -c "exit 3"\nnetns add no\n' >/run/lines
	status "a status that is not 0" 1 "$MINIP" -batch /run/lines
	same "message" "Command failed /run/lines:1" "$(cat /run/status.out)"
	same "ends it" 1 "$([ -e $RUN/no ]; echo $?)"
	printf 'netns exec a sh -c "kill -9 $$"\nnetns add b\n' >/run/lines
	status "a signal" 1 "$MINIP" -force -batch /run/lines
	same "-force goes on" 0 "$([ -e $RUN/b ]; echo $?)"
	printf 'netns add c\nnetns list-id\n' | "$MINIP" -batch -
	same "creation leaves us where we are" \
		"$(readlink /proc/self/ns/net)" \
		"$(printf 'netns add d\nnetns exec %s readlink %s\n' d \
			/proc/$$/ns/net | "$MINIP" -batch -)"
}

test_etc() {
	mount -t tmpfs none /etc
	mkdir -p /etc/netns/a/dir /etc/dir
	echo outside >/etc/resolv.conf
	echo inside >/etc/netns/a/resolv.conf
	echo inside >/etc/netns/a/dir/file
	echo inside >'/etc/netns/a/a file'
	: >'/etc/a file'
	"$MINIP" netns add a
	"$MINIP" netns add b
	same "a file" inside "$("$MINIP" netns exec a cat /etc/resolv.conf)"
	same "a directory" inside "$("$MINIP" netns exec a cat /etc/dir/file)"
	same "a blank" inside "$("$MINIP" netns exec a cat '/etc/a file')"
	same "another namespace" outside \
		"$("$MINIP" netns exec b cat /etc/resolv.conf)"
	same "outside" outside "$(cat /etc/resolv.conf)"
	: >/etc/netns/a/nosuch
	"$MINIP" netns exec a true 2>/run/err
	same "goes on" 0 $?
	same "nothing to bind over" "Bind /etc/netns/a/nosuch -> /etc/nosuch\
 failed: No such file or directory" "$(cat /run/err)"
}

test_sys() {
	"$MINIP" netns add a
	mount -t sysfs outside /sys
	echo 1400 >/sys/class/net/lo/mtu
	same "links inside" 65536 \
		"$("$MINIP" netns exec a cat /sys/class/net/lo/mtu)"
	same "mounted by us" a "$("$MINIP" netns exec a \
		awk '$2 == "/sys" { last = $1 } END { print last }' /proc/mounts)"
	"$MINIP" netns exec a sh -c '
		[ "$(readlink /proc/self/ns/mnt)" != "$0" ]' \
		"$(readlink /proc/self/ns/mnt)"
	same "own mount namespace" 0 $?
	"$MINIP" -n a netns monitor &
	pid=$!
	await watches $pid
	same "-n changes the network namespace" "net:[$(stat -Lc %i $RUN/a)]" \
		"$(readlink /proc/$pid/ns/net)"
	same "and no other" "$(readlink /proc/self/ns/mnt)" \
		"$(readlink /proc/$pid/ns/mnt)"
	kill $pid
}

test_propagation() {
	"$MINIP" netns add a
	mount --make-rshared /
	mkdir -p /run/m /run/n
	before=$(cat /proc/self/mountinfo)
	"$MINIP" netns exec a mount -t tmpfs leak /run/m
	same "nothing leaks out" "$before" "$(cat /proc/self/mountinfo)"
	"$MINIP" netns exec a sh -c ': >/run/ready
		while [ ! -e /run/go ]; do sleep 0.01; done
		[ -e /run/n/file ] && echo yes' >/run/seen &
	await [ -e /run/ready ]
	mount -t tmpfs in /run/n
	: >/run/n/file
	: >/run/go
	wait
	same "what is mounted outside comes in" yes "$(cat /run/seen)"
}

test_monitor() {
	"$MINIP" netns monitor >/run/seen &
	pid=$!
	await [ -d $RUN ]
	await watches $pid
	sleep 0.05
	"$MINIP" netns add a
	"$MINIP" netns delete a
	await grep -q delete /run/seen
	kill $pid
	wait $pid 2>/dev/null
	same "events" "add a delete a" "$(echo $(cat /run/seen))"
}

# compare WORDS...: both programs on the same state.
compare() {
	$ORACLE "$@" >/run/their.out 2>/run/their.err
	theirs=$?
	/run/bin/ip "$@" >/run/our.out 2>/run/our.err
	same "$* (status)" $theirs $?
	same "$* (stdout)" "$(od -c /run/their.out)" "$(od -c /run/our.out)"
	same "$* (stderr)" "$(cat /run/their.err)" "$(cat /run/our.err)"
}

test_oracle() {
	[ -x $ORACLE ] || return 0
	mkdir /run/bin
	# Messages name the program as it was called.
	ln -s "$MINIP" /run/bin/ip
	compare netns
	compare netns identify
	compare netns help
	compare netns pids a
	for name in a b c 'd e'; do "$MINIP" netns add "$name"; done
	$ORACLE netns set a 7
	"$MINIP" netns set b auto
	"$MINIP" netns attach self $$
	"$MINIP" netns exec c sleep 60 &
	pid=$!
	await grep -qx sleep /proc/$pid/comm
	"$MINIP" -n a netns set b 3
	for json in '' -j '-j -p'; do
		for words in '' list list-id 'list-id nsid 7' \
			'list-id nsid 99' 'list-id target-nsid 7' \
			'list-id target-nsid 7 nsid 0' identify \
			"identify $pid" "identify $$" 'pids c' 'pids a' ; do
			compare $json netns $words
		done
	done
	for words in 'set a 8' 'set b 0' 'set a foo' 'set a -1' 'set a' set \
		'set nosuch 5' 'attach a 0' 'attach a x' attach 'attach a' \
		'attach z 99999999' 'identify foo' 'identify 1 2' \
		'identify 99999999' pids 'pids nosuch' 'pids a b' exec \
		'exec a' 'exec nosuch ls' 'exec a nosuchcmd' 'list-id foo' \
		'list-id nsid' 'list-id nsid foo' \
		'list-id target-nsid x' foo 'foo a/b' 'help a/b' add del \
		'del nosuch' 'add a' 'add a b' 'list a/b' 'list foo' s l ls; do
		compare netns $words
	done
	compare -all netns exec true
	compare -n nosuch netns list
	kill $pid
	for maker in $ORACLE "$MINIP"; do
		$maker netns add made
		grep " $RUN/made " /proc/self/mountinfo |
			sed 's/^[0-9 ]*//; s/\[[0-9]*\]//; s/shared:[0-9]*/shared/'
		$maker netns delete made
	done | uniq | wc -l >/run/lines
	same "the mount" 1 "$(cat /run/lines)"
}

. "$(dirname "$0")/netns.inc"
