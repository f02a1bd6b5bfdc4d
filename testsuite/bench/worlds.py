# worlds.py - what is there before a row of the benchmark is measured.  SPDX-License-Identifier: GPL-2.0-or-later
import os
import subprocess
from pathlib import Path


class World:
    """Fresh namespaces, filled by the installed ip."""

    def __init__(self, oracle):
        self.oracle = oracle

    def ip(self, lines, *options):
        Path("world").write_text("\n".join(lines) + "\n")
        subprocess.run([self.oracle, *options, "-batch", "world"], check=True, stdout=subprocess.DEVNULL)

    def device(self):
        self.ip(["link add d0 address 02:00:00:00:00:aa type bridge", "link set d0 addrgenmode none", "link set d0 up"])

    def links(self, count, addresses=0):
        """Each with IPv4 and IPv6 addresses in turns."""
        lines = []
        for n in range(count):
            lines += [f"link add b{n} address 02:00:00:00:{n >> 8:02x}:{n & 255:02x} type bridge", f"link set b{n} addrgenmode none"]
            for k in range(addresses):
                where = f"10.{k}.{n >> 8}.{n & 255}/32" if k % 2 else f"2001:db8:{k}::{n:x}/128 nodad"
                lines.append(f"address add {where} dev b{n}")
        self.ip(lines)

    def routes(self, count, six=False):
        self.device()
        if six:
            self.ip([f"route add 2001:db8:{n >> 16:x}:{n & 0xffff:x}::/64 dev d0" for n in range(count)], "-6", "-force")
        else:
            self.ip([f"route add 10.{n >> 16}.{n >> 8 & 255}.{n & 255}/32 dev d0" for n in range(count)], "-force")

    def neighbours(self, count):
        self.device()
        # Permanent ones are not counted against the kernel's limit.
        self.ip([f"neigh add 10.0.{n >> 8}.{n & 255} lladdr 02:00:00:00:{n >> 8:02x}:{n & 255:02x} dev d0" for n in range(count)])

    def rules(self, count):
        self.ip([f"rule add from 10.0.{n >> 8}.{n & 255} table {n % 250 + 1} priority {n + 1}" for n in range(count)])

    def namespaces(self, count, ids=True, peer=None):
        """n0 ... with ids given in that order; the other end of v0 is in the one called n<peer>."""
        self.ip([f"netns add n{n}" for n in range(count)])
        if ids:
            self.ip([f"netns set n{n} {n}" for n in range(count)])
        if peer is not None:
            self.ip([f"link add v0 address 02:00:00:00:00:01 type veth peer name v1 netns n{peer}"])


def batch(path, verb, count, devices=0):
    with open(path, "w") as out:
        for n in range(count):
            to = f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}/32"
            out.write(f"route {verb} {to}" + ("" if verb == "del" else f" dev b{n % devices}" if devices else " dev d0") + "\n")
    return os.path.abspath(path)
