#!/usr/bin/env python3
# xfrm_events.py - made-up messages of IPsec, as both programs show them.  SPDX-License-Identifier: GPL-2.0-or-later
"""ip xfrm monitor file FILE shows any message: states with every algorithm, policies, what happens to them, without a
kernel that has them.  What the kernel would never send (two templates' attributes, a state without a family) is left out."""
import argparse
import random
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

AF_INET, AF_INET6, INFINITE = 2, 10, 2**64 - 1
NEWSA, DELSA, NEWPOLICY, DELPOLICY, ACQUIRE, EXPIRE, UPDPOLICY, UPDSA, POLEXPIRE = 16, 17, 19, 20, 23, 24, 25, 26, 27
FLUSHSA, FLUSHPOLICY, NEWAE, REPORT, MAPPING, GETDEFAULT, NOBODYS = 28, 29, 30, 32, 38, 40, 80
OPTIONS = ([], ["-s"], ["-s", "-s"], ["-o"], ["-s", "-o"], ["-d"], ["-j"], ["-N"])


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *choices):
        return self.random.choice(choices)

    def chance(self):
        return self.random.random() < 0.35

    def address(self, family):
        return self.random.randbytes(4) + bytes(12) if family == AF_INET else self.random.randbytes(16)

    def selector(self):
        family = self.one(AF_INET, AF_INET6)
        ports = struct.pack(">HHHH", self.one(0, 5, 300), self.one(0, 0xffff), self.one(0, 5, 256), self.one(0, 0xffff))
        return (self.address(family) + self.address(family) + ports +
                struct.pack("HBBB3xiI", family, self.one(0, 24, 128), self.one(0, 24, 128),
                            self.one(0, 1, 6, 17, 47, 58, 132, 135, 33, 253), self.one(0, 1, 99, -1), self.one(0, 1000)))

    def identity(self, family):
        return self.address(family) + struct.pack(">IB3x", self.one(0, 1, 0x12345678), self.one(50, 51, 108, 43, 60, 255, 6))

    def lifetime(self):
        return (struct.pack("8Q", *(self.one(0, 5, INFINITE, 2**40) for _ in range(8))) +
                struct.pack("4Q", self.one(0, 2**40), self.one(0, 9), self.one(0, 1700000000), self.one(0, 1700000001)))

    def state(self):
        family = self.one(AF_INET, AF_INET6)
        return (self.one(bytes(56), self.selector()) + self.identity(family) + self.address(family) + self.lifetime() +
                struct.pack("III", 1, 2, 3) + struct.pack("II", self.one(0, 1, 256, 2**31), self.one(0, 7, 2**32 - 1)) +
                struct.pack("HBBB7x", family, self.one(0, 1, 2, 3, 4), self.one(0, 32, 255), self.one(0, 1, 2, 32, 129, 255)))

    def policy(self):
        return (self.selector() + self.lifetime() + struct.pack("II", self.one(0, 7, 2**31), self.one(0, 1, 99)) +
                struct.pack("BBBB4x", self.one(*range(9)), self.one(0, 1, 2), self.one(0, 1, 2, 3, 132), self.one(*range(5))))

    def algorithm(self, *more):
        key = self.random.randbytes(self.one(0, 1, 16))
        return (self.one(b"cbc(aes)", b"hmac(sha1)", b"x" * 63).ljust(64, b"\0") +
                struct.pack(f"{1 + len(more)}I", 8 * len(key) + self.one(0, 0, 800), *more) + key)

    def template(self):
        family = self.one(AF_INET, AF_INET6)
        return (self.identity(family) + struct.pack("H2x", family) + self.address(family) +
                struct.pack("IBBBxIII", self.one(0, 5), self.one(*range(5)), self.one(*range(5)), self.one(0, 1, 2), 2**32 - 1, 5, 0))

    def offload(self):
        return struct.pack("iB3x", self.one(1, 99), self.one(0, 1, 2, 3, 4, 6))

    def attributes(self, choices):
        return b"".join(attribute(kind, data) for kind, data in choices if self.chance())

    def common(self):
        return [(21, struct.pack("II", self.one(0, 5), self.one(0, 255))), (31, struct.pack("I", self.one(0, 5))),
                (8, struct.pack("HHBBH", 12, 8, 1, 1, 4) + b"foo\0")]

    def of_state(self):
        number, words = lambda: struct.pack("I", self.one(0, 3, 255)), self.one(0, 1, 3, 7, 8, 9, 17)
        return self.attributes(self.common() + [
            (29, number()), (30, number()), (1, self.algorithm()), (20, self.algorithm(96)), (18, self.algorithm(128)),
            (2, self.algorithm()), (3, self.algorithm()), (22, number()), (24, number()), (14, self.address(AF_INET6)),
            (4, struct.pack("H", self.one(1, 2, 7, 3)) + struct.pack(">HHxx", 5, 6) + self.address(AF_INET)),
            (15, struct.pack("Q", self.one(0, 1700000000))), (10, struct.pack("III", 1, 16, 255)),
            (28, self.offload()),
            (23, struct.pack(f"{6 + words}I", words, 1, 2, 3, 0, 100, *range(words)))])

    def of_policy(self):
        return self.attributes(self.common() + [
            (5, b"".join(self.template() for _ in range(self.one(1, 2, 3)))), (16, struct.pack("B5x", self.one(0, 1, 3))),
            (28, self.offload())])

    def message(self):
        address, hard = self.address(AF_INET), struct.pack("B7x", self.one(0, 1))
        who = address + struct.pack(">I", 77) + struct.pack("HBx", AF_INET, self.one(50, 6))
        kind, data = self.one(
            (NEWSA, self.state() + self.of_state()), (UPDSA, self.state() + self.of_state()),
            (EXPIRE, self.state() + hard + self.of_state()), (DELSA, who + attribute(6, self.state()) + self.of_state()),
            (NEWPOLICY, self.policy() + self.of_policy()), (UPDPOLICY, self.policy() + self.of_policy()),
            (POLEXPIRE, self.policy() + hard + self.of_policy()),
            (DELPOLICY, self.selector() + struct.pack("IB3x", 5, 1) + attribute(7, self.policy()) + self.of_policy()),
            (ACQUIRE, self.identity(AF_INET) + address + self.selector() + self.policy() + struct.pack("4I", 1, 2, 2**32 - 1, 9) +
             self.of_policy()),
            (REPORT, struct.pack("B3x", self.one(50, 60, 6)) + self.selector()), (FLUSHSA, struct.pack("B3x", self.one(0, 50, 255))),
            (FLUSHPOLICY, self.one(b"", attribute(16, struct.pack("B5x", self.one(0, 1, 3))))),
            (NEWAE, who + address + struct.pack("II", self.one(0, 16, 32, 64, 0x75), self.one(0, 9))),
            (MAPPING, who + struct.pack("I", 9) + address + self.address(AF_INET) + struct.pack(">HH", 500, 4500)),
            (GETDEFAULT, struct.pack("BBBx", *(self.one(0, 1, 2, 3) for _ in range(3)))), (NOBODYS, b"abcd"))
        return struct.pack("IHHII", 16 + len(data), kind, 0, 0, 0) + data


def attribute(kind, data):
    return struct.pack("HH", 4 + len(data), kind) + data + bytes(-len(data) % 4)


def shown(program, options, path):
    p = subprocess.run([program, *options, "xfrm", "monitor", "file", path], capture_output=True, timeout=60, check=False)
    # 6.1 does not tell yet what the hardware does.
    out = re.sub(r"( dir (?:in|out)) mode (?:crypto|packet)(?=\\|$)", r"\1", p.stdout.decode("latin-1"), flags=re.M)
    return out, p.stderr.decode("latin-1").partition("\n")[0], p.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minip", default=Path(__file__).resolve().parents[2] / ".build/minip")
    parser.add_argument("--oracle", default="/usr/sbin/ip")
    parser.add_argument("--count", type=int, default=100, help="files")
    parser.add_argument("--seed", type=int, default=1)
    opt = parser.parse_args()
    maker, failed = Maker(opt.seed), 0
    with tempfile.NamedTemporaryFile() as file:
        for number in range(opt.count):
            Path(file.name).write_bytes(b"".join(maker.message() for _ in range(20)))
            options = OPTIONS[number % len(OPTIONS)]
            expected, found = (shown(program, options, file.name) for program in (opt.oracle, opt.minip))
            if expected != found:
                failed += 1
                print(f"FAIL file {number} {options} of seed {opt.seed}: {expected[1:]} {found[1:]}")
                print("\n".join(f"  ip    {a}\n  minip {b}" for a, b in zip(expected[0].split("\n"), found[0].split("\n")) if a != b)[:1500])
    print(f"{opt.count - failed} passed, {failed} failed")
    return 1 if failed or not opt.count else 0


if __name__ == "__main__":
    sys.exit(main())
