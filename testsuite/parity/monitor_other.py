#!/usr/bin/env python3
# monitor_other.py - "xfrm monitor" and "mptcp monitor" beside the installed ip, while things happen.  SPDX-License-Identifier: GPL-2.0-or-later
"""As in monitor.py, all monitors of one kind run at once in one namespace and watch the same events."""
import argparse
import itertools
import re
import socket
import sys
import time
from pathlib import Path

import invented_compare
import sandbox
from monitor import Count, Monitor, listeners, quiet, until, waiting

TOP = Path(__file__).resolve().parent.parent.parent
IPPROTO_MPTCP, NETLINK_XFRM, NETLINK_GENERIC = 262, "6", "16"
XFRM = """
sysctl -q -w net.core.xfrm_acq_expires=1
ip xfrm state allocspi src 10.0.0.1 dst 10.0.0.2 proto esp mode tunnel reqid 5 min 256 max 256
ip xfrm state allocspi src 2001:db8::1 dst 2001:db8::2 proto ah mode transport mark 3 mask 7 min 257 max 257
ip xfrm policy add src 10.9.0.0/16 dst 10.1.0.0/16 dir out tmpl src 10.0.0.1 dst 10.0.0.3 proto esp mode tunnel reqid 6
ip xfrm policy add src 10.1.0.0/24 dst 10.0.0.0/24 dir in action block priority 7 flag localok icmp
ip xfrm policy update src 10.1.0.0/24 dst 10.0.0.0/24 dir in action allow priority 7
ip xfrm policy add dir fwd proto tcp sport 80 tmpl proto ah level use tmpl proto esp spi 9
ip xfrm policy add dir in src 2001:db8::/32 dst ::/0 proto ipv6-icmp type 128 tmpl src ::1 dst ::2 proto esp mode beet
ip xfrm policy add dir out proto gre key 1.2.3.4 mark 5 mask 255 if_id 9 priority 3
ip xfrm policy add dir in src 10.3.0.0/16 limit time-hard 1
ip xfrm policy del src 10.1.0.0/24 dst 10.0.0.0/24 dir in
ip xfrm policy setdefault in block
ip xfrm state flush proto ah
ip link add v0 type veth peer name v1
ip link set v1 up
ip link set v0 up
ip address add 10.9.0.1/24 dev v0
ip route add 10.1.0.0/16 dev v0
ping -c1 -W1 -I 10.9.0.1 10.1.0.1 >/dev/null 2>&1 || true
sleep 1.3
ip xfrm policy flush ptype main
"""
# Options, then words.
XFRM_WATCHED = [("", ""), ("-s", ""), ("-s -s", "all"), ("-o", ""), ("-d", "policy"), ("", "acquire"), ("", "expire"), ("-s", "SA"), ("", "SA nokeys"),
                ("", "policy acq"), ("", "report aevent"), ("", "all-nsid"), ("-j", ""), ("-t", "policy"), ("-ts", "SA")]
MPTCP_WATCHED = [("", ""), ("-o", ""), ("-j", ""), ("-s", "")]
SEEN = ("Deleted ", "Flushed state", "Flushed policy", "acquire", "Expired ", "Updated ", "dir fwd", "spi 0x00000100")
RULES = {"xfrm": [(r"^Timestamp: .*", "Timestamp", "the moment of reading"), (r"^\[\d{4}-\S+\] ", "[moment] ", "the moment of reading"),
                  (r"[\n\\]\tdir (in|out)(?=[\n\\])", "", "6.1 does not know the direction of a state")],
         "mptcp": [(r"^\[ *", "[", "7.1 is two columns wider, for LISTENER_CREATED"),
                   (r" (flags=2|server_side)$", " SERVER", "7.1 has a name for this flag"),
                   (r"^\[(UNKNOWN 15|LISTENER_CREATED)\].*", "[LISTENER]", "6.1 does not know who listens"),
                   (r"^\[(UNKNOWN 16|LISTENER_CLOSED)\].*", "[LISTENER]", "as above")]}


def happen_xfrm(opt):
    sandbox.set_up(XFRM, opt["oracle"])


def happen_mptcp(opt):
    """A connection, with two subflows."""
    sandbox.set_up("ip link set lo up\nip address add 127.0.0.2/8 dev lo\nip mptcp endpoint add 127.0.0.2 signal", opt["oracle"])
    ends = [socket.socket(socket.AF_INET, socket.SOCK_STREAM, IPPROTO_MPTCP) for _ in range(2)]
    ends[0].bind(("127.0.0.1", 5000))
    ends[0].listen()
    ends[1].connect(("127.0.0.1", 5000))
    ends.append(ends[0].accept()[0])
    ends[1].send(b"x")
    ends[2].recv(1)
    ends[2].send(b"y")
    ends[1].recv(1)
    time.sleep(0.3)
    for end in reversed(ends):
        end.close()


def watched(opt, what, words, protocol, happen):
    """Both programs' texts of each pair."""
    pairs = [[Monitor(opt[side], options, f"{what} monitor {more}", "ip", ()) for side in ("oracle", "minip")] for options, more in words]
    everyone = sum(pairs, [])
    until(lambda: len({s for s, _ in listeners(protocol)}) >= len(everyone) and waiting(everyone), "all monitors listen")
    happen(opt)
    quiet(everyone, [m.path("out") for m in everyone])
    for m in everyone:
        m.stop()
    return [[(m.text(), m.text("err")) for m in pair] for pair in pairs]


def compare(count, opt, what, words, protocol, happen, needed):
    found = sandbox.in_child(watched, opt, what, words, protocol, happen)
    used = set()
    for (options, more), pair in zip(words, found):
        sides = []
        for text, _ in pair:
            for pattern, replacement, _ in RULES[what]:
                after = re.sub(pattern, replacement, text, flags=re.M)
                used |= {pattern} if after != text else set()
                text = after
            sides.append(text.splitlines())
        differing = [f"{a!r}\n  {b!r}" for a, b in itertools.zip_longest(*sides) if a != b]
        count.check(sides[0] == sides[1] and not pair[1][1], f"ip {options} {what} monitor {more}", pair[1][1], *differing[:4])
    everything = found[0][0][0]
    for text in needed:
        count.check(text in everything, f"{what} monitor: nothing says {text!r}")
    for pattern, _, reason in RULES[what]:
        count.check(pattern in used, f"{what}: no monitor needs: {reason}")


def main():
    parser = argparse.ArgumentParser(description="monitors of IPsec and of multipath TCP beside those of the installed ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    args = parser.parse_args()
    count, began = Count(), time.monotonic()
    with invented_compare.scratch() as directory:
        opt = {side: str(sandbox.program_directory(directory, side, program))
               for side, program in (("minip", args.minip), ("oracle", args.oracle))}
        compare(count, opt, "xfrm", XFRM_WATCHED, NETLINK_XFRM, happen_xfrm, SEEN)
        compare(count, opt, "mptcp", MPTCP_WATCHED, NETLINK_GENERIC, happen_mptcp, ("CREATED", "CLOSED", "ANNOUNCED"))
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{count.passed} passed, {count.failed} failed")
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
