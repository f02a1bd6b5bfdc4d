#!/usr/bin/env python3
# dumps.py - made-up listings and events of what no kernel here has, as both programs show them.  SPDX-License-Identifier: GPL-2.0-or-later
"""Generic netlink (shim.so answers for the family) and settings of links (replay.so answers).  What the installed ip does
not show yet is in NEWER, with what 7.1 is known to show."""
import argparse
import os
import random
import re
import struct
import subprocess
import sys
from pathlib import Path

import invented_compare
import sandbox
from invented_make import AF_INET, AF_INET6, AF_MPLS

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
AF_BRIDGE, NLM_F_MULTI = 7, 2
NEWROUTE, NEWNEIGH, NEWNEIGHTBL, NEWADDRLABEL, NEWNETCONF, NEWMDB, NEWNEXTHOP, NEWVLAN, GENERIC, NEWSA = 24, 28, 64, 72, 80, 84, 104, 112, 1000, 16
MESSAGES = 8            # of a listing
CIPHERS = (0x0080020001000001, 0x0080c20001000001, 0x0080c20001000002, 0x0080c20001000003, 0x0080c20001000004, 1)
EXTENDED = CIPHERS[3:5]  # packet numbers of 64 bits
EVENTS = (1, 2, 3, 6, 7, 10, 11, 13, 0, 8)


def attribute(kind, data):
    return struct.pack("HH", 4 + len(data), kind) + data + bytes(-len(data) % 4)


def message(kind, header, data):
    return struct.pack("IHHII", 16 + len(header) + len(data), kind, NLM_F_MULTI, 0, 0) + header + data


class Maker:
    """Each function makes one message, of attributes that mostly are there."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *choices):
        return self.random.choice(choices)

    def number(self, form, *choices):
        return struct.pack(form, self.one(*choices, *choices, 0, 1, (1 << 8 * struct.calcsize(form) - 1) - 1))

    def some(self, pairs, share=0.7):
        """(attribute, payload) pairs; a negative attribute is always there."""
        return b"".join(attribute(abs(kind), data) for kind, data in pairs if kind < 0 or self.random.random() < share)

    def switch(self):
        return bytes([self.one(0, 1)])

    def name(self):
        return struct.pack("i", self.one(1, 2, 3))

    def address(self, family):
        return self.random.randbytes(4 if family == AF_INET else 16)

    def numbers(self, kinds, form, share=0.7):
        return self.some([(kind, self.number(form, 77, 200)) for kind in kinds], share)

    def fou(self):
        family = self.one(AF_INET, AF_INET6)
        local, peer = ((6, 8) if family == AF_INET else (7, 9))
        return message(GENERIC, b"\1\1\0\0", self.some([
            (-1, self.number(">H", 5555)), (-2, bytes([family])), (3, self.number("B", 4, 41)), (4, self.number("B", 2)),
            (5, b""), (local, self.address(family)), (peer, self.address(family)), (10, self.number(">H", 77)), (11, self.name())]))

    def ila(self):
        return message(GENERIC, b"\3\1\0\0", self.some([
            (1, self.random.randbytes(8)), (3, self.random.randbytes(8)), (4, self.name()), (7, self.number("B", 2, 3)),
            (8, self.number("B", 2, 3, 4))], 1))

    def endpoint(self):
        flags = self.random.randrange(16) | self.one(0, 0, 0x40, 0x80000000)
        family = self.one(AF_INET, AF_INET6)
        where = (-3 if family == AF_INET else -4, self.address(family))
        return message(GENERIC, b"\3\1\0\0", attribute(1, self.some([
            (-1, struct.pack("H", family)), (-2, self.number("B", 9)), where, (5, self.number("H", 99)),
            (6, struct.pack("I", flags)), (7, self.name())])))

    def mptcp_event(self):
        return message(GENERIC, bytes([self.one(*EVENTS), 1, 0, 0]), self.some([
            (-1, self.random.randbytes(4)), (2, struct.pack("H", AF_INET)), (3, self.number("B", 5)), (4, self.number("B", 6)),
            (5, self.address(AF_INET)), (6, self.address(AF_INET6)), (7, self.address(AF_INET)), (8, self.address(AF_INET6)),
            (9, self.number(">H", 80)), (10, self.number(">H", 81)), (11, self.switch()), (12, self.number("B", 111)),
            (14, self.number("I", 9)), (15, self.name()), (16, self.number("I", 4)), (17, self.number("I", 0x12))], 0.5))

    def association(self, number, extended):
        numbers = [(-3, struct.pack("Q", self.one(5, 2**31))), (-8, self.random.randbytes(4))] if extended else [(-3, self.number("I", 5))]
        return self.some([(-1, bytes([number])), (-2, self.switch()), *numbers, (-5, self.random.randbytes(16)),
                          (-6, self.numbers(range(1, 8), "I"))])

    def associations(self, extended):
        return b"".join(attribute(i + 1, self.association(i, extended)) for i in range(self.one(0, 1, 4)))

    def channel(self, extended):
        return self.some([(-1, self.random.randbytes(8)), (-2, self.switch()), (-3, self.associations(extended)),
                          (-4, self.numbers(range(1, 11), "Q"))])

    def macsec(self):
        cipher = self.one(*CIPHERS)
        extended = cipher in EXTENDED
        secy = self.some([(-1, self.random.randbytes(8)), (-2, bytes([self.one(0, 3)])), (-3, self.number("I", 32)),
                          (-4, struct.pack("Q", cipher)), (-5, bytes([16]))] +
                         [(-kind, self.switch()) for kind in (6, 7, 8, 10, 11, 12, 13)] + [(-9, bytes([self.one(0, 1, 2)]))])
        channels = b"".join(attribute(i + 1, self.channel(extended)) for i in range(self.one(0, 1, 3)))
        return message(GENERIC, b"\0\1\0\0", self.some([
            (-1, self.name()), (-4, secy), (-5, self.associations(extended)), (-6, channels), (-7, self.numbers(range(1, 5), "Q")),
            (-8, self.numbers(range(1, 9), "Q")), (-9, attribute(1, bytes([self.one(0, 1, 2)])))]))

    def netconf(self):
        family = self.one(AF_INET, AF_INET6, AF_MPLS)
        return message(NEWNETCONF, struct.pack("B", family).ljust(4, b"\0"), self.some(
            [(-1, struct.pack("i", self.one(1, 2, -1, -2)))] + [(kind, self.number("i", 2)) for kind in range(2, 9)]))

    def addrlabel(self):
        header = struct.pack("BBBBII", AF_INET6, 0, self.one(0, 16, 128), 0, self.one(0, 1, 2), 0)
        return message(NEWADDRLABEL, header, self.some([(-1, self.address(AF_INET6)), (-2, self.number("I", 99))]))

    def ntable(self):
        config = struct.pack("HHIIIIIII", self.one(4, 16), 300, *(self.one(0, 5, 123456) for _ in range(7)))
        timers = [(kind, self.number("I", 5)) for kind in (2, 8, 9, 10, 11, 14, 16)] + \
            [(kind, self.number("Q", 1000)) for kind in (3, 4, 5, 6, 7, 12, 13, 15)]
        whole = [(2, self.number("I", 128)), (3, self.number("I", 512)), (4, self.number("I", 1024)), (5, config),
                 (7, struct.pack("11Q", *(self.one(0, 7, 123456) for _ in range(11)))), (8, self.number("Q", 30000))]
        name = (1, self.one(b"arp_cache\0", b"ndisc_cache\0"))
        # Of a table, which is told once (else it is one that is told again), or of a link's share in it.
        self.tables = getattr(self, "tables", 0) + 1
        body = self.one([*whole, (6, self.some(timers, 1))], [(6, self.some([(1, self.name()), *timers], 1))])
        if body[0][0] != 6:
            name = (1, b"%d_cache\0" % self.tables)
        return message(NEWNEIGHTBL, struct.pack("B3x", self.one(AF_INET, AF_INET6)), self.some([name, *body], 1))

    def mroute(self):
        header = struct.pack("BBBBBBBBI", 128, 32, self.one(0, 32), 0, 253, 17, 0, 5, self.one(0, 8, 1))
        hops = b"".join(struct.pack("HBBi", 8, self.one(0, 1), self.one(1, 5), self.one(1, 2, 3)) for _ in range(self.one(1, 2)))
        return message(NEWROUTE, header, self.some([
            (-15, struct.pack("I", 253)), (-1, self.address(AF_INET)), (-2, self.address(AF_INET)), (3, self.name()), (9, hops),
            (17, struct.pack("3Q", *(self.one(0, 7, 123456) for _ in range(3)))), (23, struct.pack("Q", self.one(0, 1, 12345, 100, 250, 12345678)))]))


# Of a listing's standard output, for both programs: pattern, replacement, reason.
RULES = {
    "ila": [(r"^([\da-f]+(:[\da-f]+){3} +){2}", "X X ", "6.1 shows other bytes than the locator's"),
            (r'(locator\w*":)"[\da-f:]+"', r'\1"X"', "as above"),
            (r" +(no-action|adj-transport|neutral-map-auto|neutral-map|unknown) ?", r" \1 ", "6.1 has no blank behind the mode")],
    "ntable": [(r'(last_(?:flush|rand)(?: |":"))(?:\(error\)|[-\d]+[ T][:\d]+)', r"\1X", "a time before now; of what is not long ago 6.1 says (error)"),
               (r' mcast_reprobes \d+|"mcast_reprobes": ?\d+,?\s*', "", "since 7.2")],
    "mptcp_event": [(r"^\[ *", "[", "7.1 is two columns wider, for LISTENER_CREATED")],
}
# Name, family of generic netlink or the variable of replay.so, commands.
ALL = ("", "-j ", "-d ", "-s ", "-s -j ", "-o ", "-d -j ", "-s -d ", "-N ")
LISTINGS = [
    ("fou", "fou", [f"ip {form}fou show" for form in ALL]),
    ("ila", "ila", [f"ip {form}ila list" for form in ALL if form != "-o "]),
    ("endpoint", "mptcp_pm", [f"ip {form}mptcp endpoint show" for form in ALL]),
    ("mptcp_event", "mptcp_pm mptcp_pm_events", [f"ip {form}mptcp monitor" for form in ("", "-j ", "-o ")]),
    ("macsec", "macsec", [f"ip {form}macsec show" for form in ALL if form != "-o "]),
    ("addrlabel", "NLREPLAY_ADDRLABEL", [f"ip {form}addrlabel list" for form in ("", "-j ", "-o ")]),
    ("ntable", "NLREPLAY_NTABLE", [f"ip {form}ntable show" for form in ALL]),
    ("mroute", "NLREPLAY_ROUTE", [f"ip {form}mroute show" for form in ALL]),
    ("netconf", "NLREPLAY_NETCONF", [f"ip {form}netconf show" for form in ("", "-j ", "-4 ", "-6 ", "-f mpls ", "-s ", "-o ")]),
]


def attributes(*pairs):
    return b"".join(attribute(kind, data) for kind, data in pairs)


def number(value):
    return struct.pack("I", value)


ADDRESS = bytes((10, 0, 0, 9))
BRIDGE = struct.pack("BxxxI", AF_BRIDGE, 4)
GROUP = struct.pack("IBBH", 2, 1, 0, 0) + bytes((239, 1, 1, 1)) + bytes(12) + struct.pack(">Hxx", 0x0800)
ENDPOINT = attributes((1, struct.pack("H", AF_INET)), (2, b"\5"), (3, ADDRESS))
TUNNEL = attributes((6, ADDRESS), (7, struct.pack("H", 4790)), (8, number(5)), (9, number(3)), (10, number(6)))
MDB = message(NEWMDB, BRIDGE, attribute(1, attribute(1, attribute(1, GROUP + TUNNEL))))
MDB_OF_ZEBRA = message(NEWMDB, BRIDGE, attribute(1, attribute(1, attribute(1, GROUP + attribute(5, b"\x0b")))))
VLAN = message(NEWVLAN, BRIDGE, attribute(1, attributes((1, struct.pack("HH", 0, 5)), (3, b"\3"), (7, number(3)), (8, number(9)), (9, b"\1"))))
FDB = message(NEWNEIGH, struct.pack("BxxxiHBB", AF_BRIDGE, 2, 0x80, 2, 0), attributes((2, bytes(6)), (14, attribute(1, b"\3"))))
EVENT = message(GENERIC, b"\1\1\0\0", attributes((1, struct.pack("H", 123)), (2, b"\2"), (3, number(0xd00000)), (4, b"\1\x20\xff")))
COUNTED = attribute(1, attributes((1, number(7)), (2, struct.pack("Q", 10)), (3, struct.pack("Q", 4))))
COUNTS = message(NEWNEXTHOP, bytes((AF_INET, 0, 0, 0, 0, 0, 0, 0)), attributes((1, number(8)), (2, number(7) + bytes(4)), (15, COUNTED)))
HARDWARE = message(NEWNEXTHOP, bytes((AF_INET, 0, 0, 0, 0, 0, 0, 0)), attributes((1, number(8)), (2, number(7) + bytes(4)), (11, b""), (16, number(1)), (17, number(0))))
# Channel, command, message, what is to be shown.
NEWER = [
    ("NLREPLAY_MDB", "bridge mdb show", MDB, " dst 10.0.0.9 dst_port 4790 vni 5 src_vni 6 via eth1"),
    ("NLREPLAY_MDB", "bridge -j mdb show", MDB, '"dst":"10.0.0.9","dst_port":4790,"vni":5,"src_vni":6,"via":"eth1"'),
    ("NLREPLAY_MDB", "bridge -d mdb show", MDB_OF_ZEBRA, " permanent proto zebra\n"),
    ("NLREPLAY_VLAN", "bridge -d vlan show", VLAN, " state forwarding mcast_n_groups 3 mcast_max_groups 9 neigh_suppress on "),
    ("NLREPLAY_VLAN", "bridge -d -j vlan show", VLAN, '"mcast_n_groups":3,"mcast_max_groups":9,"neigh_suppress":true'),
    ("NLREPLAY_VLAN", "bridge vlan global show", message(NEWVLAN, BRIDGE, attribute(2, attributes((1, b"\5\0"), (18, b"\x09\0")))), " msti 9 "),
    ("NLREPLAY_NEIGH", "bridge -d fdb show", FDB, " activity_notify inactive self permanent\n"),
    ("NLREPLAY_NEIGH", "bridge -d -j fdb show", FDB, '"ifname":"eth0","activity_notify":true,"inactive":true,"flags":["self"]'),
    ("NLREPLAY_NEIGH", "bridge fdb show", FDB, "eth0 self permanent\n"),
    ("mptcp_pm", "ip mptcp endpoint show", message(GENERIC, bytes(4), attribute(1, ENDPOINT + attribute(6, number(0x30)))), " implicit laminar "),
    ("mptcp_pm mptcp_pm_events", "ip mptcp monitor", message(GENERIC, b"\x0f\1\0\0", attribute(9, b"\0\x50")), "[LISTENER_CREATED] sport=80\n"),
    ("mptcp_pm mptcp_pm_events", "ip mptcp monitor", message(GENERIC, b"\1\1\0\0", attributes((12, b"\2"), (13, b"\xff\n"), (17, number(3)))),
     "CREATED] error=2 reset_flags=0x3 server_side deny_join_id0 flags=0xafc\n"),
    ("mptcp_pm mptcp_pm_events", "ip mptcp monitor", message(GENERIC, b"\1\1\0\0", attributes((13, b"\0\0"), (18, b"\1"))), "CREATED] server_side\n"),
    ("mptcp_pm mptcp_pm_events", "ip mptcp monitor", message(GENERIC, b"\1\1\0\0", attributes((13, b"\1\0"), (18, b"\0"))), "CREATED] deny_join_id0\n"),
    ("file", "ip xfrm monitor file", message(NEWSA, bytes(224), attributes((33, b"\2"), (35, number(3)))), "\tdir out\n\tpcpu-num 3\n"),
    ("IOAM6 ioam6_events", "ip ioam monitor", EVENT, "[TRACE] Namespace=123 NodeLen=2 Type=0xd00000 Data=0120ff\n"),
    ("NLREPLAY_NEXTHOP", "ip -d nexthop show", HARDWARE, " fdbhw_stats on used off \n"),
    ("NLREPLAY_NEXTHOP", "ip -d -j nexthop show", HARDWARE, '"fdb":null,"hw_stats":{"enabled":true,"used":false}}'),
    ("NLREPLAY_NEXTHOP", "ip -s -s nexthop show", COUNTS, "\n  stats:\n    id 7 packets 10 packets_hw 4"),
    ("NLREPLAY_NEXTHOP", "ip -s -s -j nexthop show", COUNTS, '"group_stats":[{"id":7,"packets":10,"packets_hw":4}]'),
]


def run(program, command, channel, directory, data):
    """Standard output and status of a command whose question, or whose wait for events, the data answers."""
    name, *words = command.split()
    path = Path(directory) / "data"
    path.write_bytes(data)
    env = {"PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C", "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
           "LD_PRELOAD": f"{directory}/shim.so:{directory}/replay.so", "ROW_LOG": os.environ.get("ROW_LOG", "")}
    if channel == "file":
        words.append(str(path))
    elif channel.startswith("NLREPLAY"):
        env[channel] = str(path)
    else:
        family, _, group = channel.partition(" ")
        env.update({"NLFAMILIES": family, "NLGROUP": group, "NLEVENTS" if group else "NLFAMILY": str(path)})
    done = subprocess.run([program / name, *words], env=env, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
    return done.stdout.decode("latin-1"), done.returncode, done.stderr.decode("latin-1").partition("\n")[0]


def excused(name, answer):
    text = answer[0]
    for pattern, replacement, _ in RULES.get(name, ()):
        text = re.sub(pattern, replacement, text, flags=re.M)
    return text, *answer[1:]


def prepare(directory, opt):
    for name in ("shim", "replay"):
        sandbox.preload(directory, name)
    return sandbox.programs(directory, opt)


class Count:
    passed = failed = shown = 0

    def check(self, good, *lines):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        if not good:
            print("\n".join(lines))


def compare(count, programs, directory, seed):
    for name, channel, commands in LISTINGS:
        for number, command in enumerate(commands):
            maker = Maker(f"{seed} {name} {number}")
            data = b"".join(getattr(maker, name)() for _ in range(MESSAGES))
            ours, theirs = (excused(name, run(program, command, channel, directory, data)) for program in programs)
            count.shown += bool(theirs[0])
            count.check(theirs == ours, f"FAIL {command} (seed {seed}): {theirs[1:]} {ours[1:]}",
                        *(f"  ip    {a}\n  minip {b}" for a, b in zip(theirs[0].split("\n"), ours[0].split("\n")) if a != b))


def expect(count, program, directory):
    for channel, command, data, text in NEWER:
        found = run(program, command, channel, directory, data)
        count.check(found[1] == 0 and text in found[0], f"FAIL {command}\n  expected {text!r}\n  minip    {found}")


def main():
    parser = argparse.ArgumentParser(description="made-up listings of what no kernel here has")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    opt = parser.parse_args()
    count = Count()
    with invented_compare.scratch() as directory:
        programs = prepare(directory, opt)
        invented_compare.enter_namespaces()
        compare(count, programs, directory, opt.seed)
        expect(count, programs[0], directory)
    count.check(count.shown, "FAIL the oracle showed nothing")
    print(f"{count.passed} passed, {count.failed} failed")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
