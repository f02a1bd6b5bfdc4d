#!/usr/bin/env python3
# tunnels.py - made-up tunnels look the same in minip and in the installed ip, and are changed alike.  SPDX-License-Identifier: GPL-2.0-or-later
"""What the ioctls of "ip tunnel" answer, what a dump of links tells and what words ask for is made up from a seed.
shim.so answers the ioctls and logs those that change something, replay.so answers the dump."""
import argparse
import json
import os
import random
import re
import socket
import struct
import subprocess
import sys
from pathlib import Path

import invented_compare
import netlink
import sandbox
from invented_make import AF_INET, AF_INET6, RTM_NEWLINK, Attr, Message

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
PR_CAPBSET_DROP, CAP_NET_ADMIN = 24, 12
NAMES = ("lo", "eth0", "eth1", "br0", "bond0", "vrf-blue", "tun0", "wlan0", "a-long-name.15", "x")     # of replay.c
HARDWARE = (768, 776, 778, 769, 823, 1)
GET, GET_PRL, GET_6RD = 0x89f0, 0x89f4, 0x89f8
IFNAME, STATS64 = 3, 23
COUNTERS = (0, 1, 7, 12345, 99999999, 1234567890123, (1 << 64) - 1)
FORMS = ("", "-j", "-s", "-s -j", "-o", "-s -o", "-d", "-N", "-r", "-j -p", "-c=always")
WORDS4 = ("remote 10.9.0.1", "remote any", "local 10.9.0.2", "local any", "remote 224.1.2.3", "ttl 9", "ttl inherit", "hlim 255",
          "hoplimit 0", "tos 12", "tos inherit", "tos inherit/0x20", "tos 1", "dsfield AF11", "d 4", "tclass inherit/AF12",
          "pmtudisc", "nopmtudisc", "key 7", "ikey 8", "okey 1.2.3.4", "key 0", "csum", "icsum", "ocsum", "seq", "iseq",
          "oseq", "dev lo", "mode gre", "mode ipip", "mode sit", "mode vti", "mode isatap", "mode gre/ip", "mode ip/ip",
          "mode ipv6/ip", "dev nosuch")
WORDS6 = ("remote fe80::9", "remote any", "remote ::", "local fe80::8", "encaplimit none", "encaplimit 9", "encaplimit 0",
          "hoplimit 7", "ttl 0", "hlim 255", "tclass inherit", "tclass 1f", "tc 0x20", "tos 0", "dsfield ff", "d inherit",
          "flowlabel inherit", "fl 12345", "flowlabel 0xfffff", "dscp inherit", "allow-localremote", "noallow-localremote",
          "key 7", "ikey 8", "okey 1.2.3.4", "csum", "icsum", "ocsum", "seq", "iseq", "oseq", "dev lo", "mode ip6ip6",
          "mode ipip6", "mode ip6gre", "mode vti6", "mode any", "mode ip4ip6", "mode ip/ipv6", "mode ipv4/ipv6",
          "mode ipv6/ipv6", "mode gre/ipv6", "mode any/ipv6", "dev nosuch")


def record(request, family, name, data):
    return struct.pack("II16sI", request, family, name.encode(), len(data)) + data


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def flags(self, *bits):
        """Those of GRE stand in network byte order, and kinds add their own."""
        return sum(bit for bit in (0x8000, 0x2000, 0x1000, *bits) if self.random.random() < .4)

    def keys(self):
        one, two = (self.random.choice((0, 1, 7, 0xffffffff)) for _ in range(2))
        return (one, self.random.choice((one, two)))

    def link(self, index):
        counters = [self.random.choice(COUNTERS) for _ in range(24)]
        attrs = [Attr("IFLA_IFNAME", IFNAME, NAMES[index - 1].encode() + b"\0")]
        attrs.append(Attr("IFLA_STATS64", STATS64, struct.pack("24Q", *counters)))
        return Message(RTM_NEWLINK, struct.pack("BxHiII", 0, self.random.choice(HARDWARE), index, 1, 0), attrs)

    def four(self, name):
        choose = self.random.choice
        addresses = [socket.inet_aton(choose(("0.0.0.0", "10.0.0.1", "10.9.0.1", "10.9.0.2", "224.0.0.9"))) for _ in range(2)]
        return struct.pack("16si", name.encode(), choose((0, 0, 1, 2, 77))) + \
            struct.pack(">HHII", self.flags(1, 0x100), self.flags(), *self.keys()) + \
            struct.pack(">BBHHHBBH", 0x45, choose((0, 1, 0x10, 0x11, 0xff, 0x28)), 0, 0, choose((0, 0x4000)),
                        choose((0, 1, 64, 255)), choose((4, 41, 47, 47, 0, 137)), 0) + b"".join(addresses)

    def six(self, name):
        choose = self.random.choice
        addresses = [socket.inet_pton(AF_INET6, choose(("::", "fe80::8", "fe80::9", "2001:db8::1"))) for _ in range(2)]
        return struct.pack("16siBBBx", name.encode(), choose((0, 0, 1, 2, 77)), choose((41, 4, 47, 47, 0, 99)),
                           choose((0, 4, 9, 255)), choose((0, 7, 64, 255))) + \
            struct.pack(">I", choose((0, 0x12345, 0x0ff00000, 0x12345678, 0xffffffff))) + \
            struct.pack("I", sum(bit for bit in (1, 2, 4, 8, 0x10, 0x20, 0x40) if self.random.random() < .4)) + \
            b"".join(addresses) + struct.pack(">HHII", self.flags(1), self.flags(), *self.keys())

    def routers(self):
        """Of ISATAP; the first only tells how much room there is."""
        return bytes(16) + b"".join(
            struct.pack("4sHHII", socket.inet_aton(self.random.choice(("0.0.0.0", "10.7.0.1", "10.7.0.2"))),
                        self.random.choice((0, 1)), 0, 0, 0) for _ in range(self.random.randrange(4)))

    def rapid(self):
        return socket.inet_pton(AF_INET6, self.random.choice(("2002::", "2001:db8::", "::"))) + \
            socket.inet_aton(self.random.choice(("0.0.0.0", "10.0.0.0"))) + \
            struct.pack("HH", self.random.choice((0, 16, 32)), self.random.choice((0, 8)))

    def tunnels(self):
        records = []
        for name in NAMES:
            if self.random.random() < .1:
                continue
            records += [record(GET, AF_INET, name, self.four(name)), record(GET, AF_INET6, name, self.six(name))]
            if self.random.random() < .7:
                records.append(record(GET_PRL, AF_INET, name, self.routers()))
            if self.random.random() < .7:
                records.append(record(GET_6RD, AF_INET, name, self.rapid()))
        return b"".join(records)

    def words(self, six):
        return " ".join(self.random.choice(WORDS6 if six else WORDS4) for _ in range(self.random.randrange(1, 5)))

    def lines(self):
        for family in ("", "-6 "):
            for form in FORMS:
                yield f"{form} {family}tunnel"
                yield f"{form} {family}tunnel show {self.random.choice(NAMES)}"
                yield f"{form} {family}tunnel show {self.words(family)}"
            for _ in range(12):
                yield f"{family}tunnel {self.random.choice(('change', 'add', 'del'))} {self.random.choice(NAMES)} {self.words(family)}"
            yield f"{family}tunnel add {self.words(family)}"
            yield f"{family}tunnel change {self.words(family)} {self.random.choice(NAMES)}"


def run(program, line, directory):
    log = Path(directory) / "log"
    log.unlink(missing_ok=True)
    env = {"PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C", "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
           "ROW_LOG": os.environ.get("ROW_LOG", ""), "LD_PRELOAD": f"{directory}/shim.so:{directory}/replay.so",
           "COLORFGBG": "15;0",     # 7.1 takes each background for a dark one
           "NLLOG": str(log), "NLREPLAY_LINK": f"{directory}/links", "NLTUNNELS": f"{directory}/tunnels"}
    done = subprocess.run([program / "ip", *line.split()], env=env, capture_output=True, timeout=20, check=False)
    return {"status": done.returncode, "stdout": done.stdout.decode("latin-1"),
            "stderr": done.stderr.decode("latin-1").partition("\n")[0],
            "request": netlink.requests(log.read_bytes()) if log.exists() else []}


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


COUNTED = re.compile(r"RX: Packets .*\n +(-?\d+) +(-?\d+) +(-?\d+) .*\nTX: Packets .*\n +(-?\d+) +(-?\d+) +(-?\d+) .*\n")


def counted(value):
    """Of an object of ours: what the text of the counters begins its lines with."""
    told = value.pop("stats64")
    return tuple(str(struct.unpack("q", struct.pack("Q", told[way][key]))[0])
                 for way in ("rx", "tx") for key in ("packets", "bytes", "errors"))


def same(theirs, ours, line, again):
    """ip writes counters, and what it knows of one tunnel, as text also where JSON is asked for; and forgets a line end."""
    if ours == theirs:
        return True
    if {**ours, "stdout": ""} != {**theirs, "stdout": ""}:
        return False
    if "-j" not in line.split():
        return "-6" in line.split() and ours["stdout"] == theirs["stdout"] + "\n"
    told = parsed(ours["stdout"])
    if told is None or parsed(theirs["stdout"]) is not None:
        return False
    if not theirs["stdout"].startswith("["):
        return len(told) == 1 and again()["stdout"].rstrip("\n") == theirs["stdout"].rstrip("\n")
    return [counted(x) for x in told] == COUNTED.findall(theirs["stdout"]) and \
        parsed(COUNTED.sub("", theirs["stdout"])) == told


def main():
    parser = argparse.ArgumentParser(description="made-up tunnels look the same in minip and in ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--rounds", default=4, type=int)
    parser.add_argument("--seed", default=1)
    parser.add_argument("-v", action="store_true", help="what the oracle does, too")
    opt = parser.parse_args()
    passed = failed = 0
    with invented_compare.scratch() as directory:
        for name in ("shim", "replay"):
            sandbox.preload(directory, name)
        minip, oracle = sandbox.programs(directory, opt)
        invented_compare.enter_namespaces()
        sandbox.call(sandbox.libc.prctl, PR_CAPBSET_DROP, CAP_NET_ADMIN, 0, 0, 0)
        for number in range(opt.rounds):
            maker = Maker(f"{opt.seed} {number}")
            (Path(directory) / "links").write_bytes(b"".join(maker.link(i + 1).encoded() for i in range(len(NAMES))))
            (Path(directory) / "tunnels").write_bytes(maker.tunnels())
            for line in maker.lines():
                theirs, ours = (run(program, line, directory) for program in (oracle, minip))
                if opt.v:
                    print(f"--- ip {line}\n{theirs['stdout']}{theirs['stderr']} {theirs['status']} {theirs['request']}")
                if same(theirs, ours, line, lambda line=line: run(minip, line.replace("-j", ""), directory)):
                    passed += 1
                    continue
                print(f"FAIL round {number}: ip {line}\n  expected {theirs}\n  minip    {ours}")
                failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
