#!/bin/sh
# netns_races.sh - "ip netns": two at once, and a kill in the middle.  SPDX-License-Identifier: GPL-2.0-or-later

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

. "$(dirname "$0")/netns.inc"
