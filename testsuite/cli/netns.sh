#!/bin/sh
# netns.sh - named network namespaces: races, kills, and what a command finds.  SPDX-License-Identifier: GPL-2.0-or-later
#
# MINIP=path/of/minip sh netns.sh [TEST...]
# Every test has network and mount namespaces of its own, and its own /run.
# One line for each check that fails; exit status 0 when none did.

ORACLE=/usr/sbin/ip
RUN=/run/netns

ok() { echo ok; }
bad() { echo "FAIL $*" | tr '\n' ' '; echo; }

# same WHAT EXPECTED GOT
same() {
	if [ "$2" = "$3" ]; then ok; else bad "$1: expected '$2', got '$3'"; fi
}

# status WHAT EXPECTED COMMAND...
status() {
	what=$1 expected=$2
	shift 2
	"$@" >/run/status.out 2>&1
	same "$what" "$expected" $?
}

mounts_of() { grep -c " $RUN/$1 " /proc/self/mountinfo; }

# Neither files nor mounts are left of a name.
gone() {
	[ ! -e "$RUN/$1" ] && [ "$(mounts_of "$1")" = 0 ]
}

# What a creator that was killed between its two steps leaves.
half_make() {
	mkdir -p $RUN
	(umask 777; : >"$RUN/$1")
}

# Waits until a command succeeds, two seconds at most.
await() {
	tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 1
		sleep 0.01
	done
}

# Does a process wait for changes of a directory?
watches() { grep -q inotify /proc/"$1"/fdinfo/*; }

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

test_parallel_adds() {
	for i in $(seq 50); do
		("$MINIP" netns add one 2>/run/err.$i; echo $? >/run/rc.$i) &
	done
	wait
	same "winners" 1 "$(cat /run/rc.* | grep -cx 0)"
	same "losers" 49 "$(cat /run/rc.* | grep -cx 1)"
	same "their message" 49 "$(cat /run/err.* | grep -cxF \
		"Cannot create namespace file \"$RUN/one\": File exists")"
	same "mounts" 1 "$(mounts_of one)"
	status "usable" 0 "$MINIP" netns exec one true
}

test_parallel_names() {
	for i in $(seq 30); do
		("$MINIP" netns add "p$i"; echo $? >/run/rc.$i) &
	done
	wait
	same "all made" 30 "$(cat /run/rc.* | grep -cx 0)"
	same "directory mounted once" 1 "$(grep -c " $RUN " /proc/self/mountinfo)"
	same "mounts" 30 "$(grep -c " $RUN/p" /proc/self/mountinfo)"
	for i in $(seq 30); do
		("$MINIP" netns delete "p$i"; echo $? >/run/rc.$i) &
	done
	wait
	same "all deleted" 30 "$(cat /run/rc.* | grep -cx 0)"
	same "no mounts" 0 "$(grep -c " $RUN/p" /proc/self/mountinfo)"
}

# A user that comes at any moment finds nothing, or all of it.
test_add_against_users() {
	for user in 1 2 3; do
		while [ ! -e /run/stop ]; do
			"$MINIP" -n race netns identify
		done >/run/user.$user 2>&1 &
	done
	for i in $(seq 30); do
		"$MINIP" netns add race || bad "add $i"
		"$MINIP" netns exec race true || bad "exec $i"
		"$MINIP" netns delete race || bad "delete $i"
	done
	: >/run/stop
	wait
	# Between its setns and its look at the names, the name may be deleted.
	cat /run/user.* | grep -vxF -e race -e '' -e \
'Cannot open network namespace "race": No such file or directory' >/run/odd
	same "odd answers" "" "$(sort /run/odd | uniq -c)"
	same "some met it" 1 "$(cat /run/user.* | grep -qx race && echo 1)"
}

# A user that finds the file and not yet the mount waits for the creator.
test_user_waits_for_creator() {
	half_make slow
	flock $RUN sh -c ': >/run/held; sleep 0.4
		unshare -n sh -c "
			mount --bind /proc/self/ns/net /run/netns/slow"
		: >/run/made' &
	await [ -e /run/held ]
	same "waited" slow "$("$MINIP" -n slow netns identify 2>&1)"
	same "until it was made" 0 "$([ -e /run/made ]; echo $?)"
	wait
	umount $RUN/slow
	status "does not wait for the dead" 255 "$MINIP" -n slow netns
	same "and says so" \
'setting the network namespace "slow" failed: Invalid argument' \
		"$(cat /run/status.out)"
}

test_add_waits_for_creator() {
	mkdir $RUN
	mount --bind $RUN $RUN
	mount --make-shared $RUN
	half_make slow
	flock $RUN sh -c ': >/run/held; sleep 0.4
		unshare -n sh -c "
			mount --bind /proc/self/ns/net /run/netns/slow"' &
	await [ -e /run/held ]
	status "lost to the creator" 1 "$MINIP" netns add slow
	wait
	same "one mount" 1 "$(mounts_of slow)"
}

# The states that a kill between two system calls leaves.
test_half_made() {
	half_make k
	status "add completes it" 0 "$MINIP" netns add k
	status "exec" 0 "$MINIP" netns exec k true
	status "add again" 1 "$MINIP" netns add k
	status "delete" 0 "$MINIP" netns delete k
	half_make k
	status "attach completes it" 0 "$MINIP" netns attach k $$
	status "delete attached" 0 "$MINIP" netns delete k
	half_make k
	status "delete removes it" 0 "$MINIP" netns delete k
	same "gone" 0 "$(gone k; echo $?)"
	umount -R $RUN
	mount --bind $RUN $RUN
	half_make k
	status "add with a directory not yet shared" 0 "$MINIP" netns add k
	same "shared" 1 "$(grep " $RUN " /proc/self/mountinfo | grep -c shared:)"
	"$MINIP" netns delete k
	"$MINIP" netns add k
	mount --bind $RUN/k $RUN/k
	status "delete what is mounted twice" 0 "$MINIP" netns delete k
	same "both gone" 0 "$(gone k; echo $?)"
	: >$RUN/foreign
	status "a foreign file is no leftover" 1 "$MINIP" netns add foreign
	same "untouched" 0 "$(mounts_of foreign)"
}

test_kill() {
	for i in $(seq 60); do
		"$MINIP" netns add k 2>/dev/null &
		pid=$!
		sleep "0.$(printf %04d $((i * 7 % 120)))"
		kill -9 $pid 2>/dev/null
		wait $pid 2>/dev/null
		if [ "$(mounts_of k)" = 1 ]; then
			"$MINIP" netns delete k || bad "delete finished $i"
		fi
		"$MINIP" netns add k || bad "add $i"
		"$MINIP" netns exec k true || bad "exec $i"
		"$MINIP" netns delete k || bad "delete $i"
		gone k || bad "left over $i"
	done 2>&1 | sed 's/^\([^F]\)/FAIL \1/' >/run/failures
	cat /run/failures
	same "failures" "" "$(cat /run/failures)"
}

test_kill_delete() {
	for i in $(seq 30); do
		"$MINIP" netns add k || bad "add $i"
		"$MINIP" netns delete k 2>/dev/null &
		pid=$!
		sleep "0.$(printf %04d $((i * 5 % 60)))"
		kill -9 $pid 2>/dev/null
		wait $pid 2>/dev/null
		if [ -e $RUN/k ]; then
			"$MINIP" netns delete k || bad "delete $i"
		fi
		gone k || bad "left over $i"
	done 2>&1 | sed 's/^\([^F]\)/FAIL \1/' >/run/failures
	cat /run/failures
	same "failures" "" "$(cat /run/failures)"
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
		'list-id nsid' 'list-id nsid foo' 'list-id nsid 7 nsid 7' \
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

if [ "$1" = --inside ]; then
	mount --make-rprivate / && mount -t tmpfs none /run || exit 1
	"$2"
	echo end
	exit
fi

case $MINIP in
/*) ;;
*) MINIP=$PWD/${MINIP:?is to be the path of minip} ;;
esac
export MINIP
[ -x "$MINIP" ] || { echo "$MINIP cannot be run"; exit 1; }
[ $# -gt 0 ] || set -- $(sed -n 's/^\(test_[a-z_]*\)() {$/\1/p' "$0")
passed=0 failed=0
for name; do
	result=$(unshare -nm sh "$0" --inside "$name" 2>&1)
	failures=$(printf '%s\n' "$result" | grep -vx -e ok -e end)
	[ "${result##*
}" = end ] || failures="$failures${failures:+
}FAIL did not end"
	passed=$((passed + $(printf '%s\n' "$result" | grep -cx ok)))
	[ -z "$failures" ] || {
		printf '%s\n' "$failures" | sed "s/^/$name: /"
		failed=$((failed + $(printf '%s\n' "$failures" | grep -c .)))
	}
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
