# invented_encap.py - payloads of encapsulations, made up.  SPDX-License-Identifier: GPL-2.0-or-later
import struct
from socket import AF_INET6


class Encaps:
    """What a Maker needs for lists of segments and for what else an encapsulation has."""

    def srh(self, kind):
        """A source route, which may be signed: a TLV of 40 bytes with the number of a key."""
        n, signed = self.random.randint(1, 3), self.chance(0.3)
        tlv = struct.pack(">BBHI", 5, 38, 0, self.number(32, 1, 99)) + bytes(32) if signed else b""
        return struct.pack("BBBBBBH", 0, 2 * n + len(tlv) // 8, kind, n - 1, n - 1, 8 if signed else 0, 0) + \
            b"".join(self.address(AF_INET6) for _ in range(n)) + tlv

    def make_srh(self, _):
        return self.srh(4)

    def make_seg6(self, _):
        return struct.pack("i", self.random.choice((0, 1, 2, 3, 4, 6, -1))) + self.srh(4)

    def make_rpl(self, _):
        n = self.random.randint(1, 3)
        return struct.pack("BBBBI", 0, 2 * n, 3, n, 0) + b"".join(self.address(AF_INET6) for _ in range(n))

    def make_ioam6(self, _):
        return struct.pack(">HBBI", self.number(16), 0, self.number(6, 0, 61), self.number(24) << 8)
