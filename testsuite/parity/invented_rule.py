# invented_rule.py - made-up neighbours and rules.  SPDX-License-Identifier: GPL-2.0-or-later
import struct

from invented_make import AF_INET, AF_INET6, Message

RTM_NEWNEIGH, RTM_NEWRULE = 28, 32
AF_BRIDGE, RTNL_FAMILY_IPMR = 7, 128
FULL = {AF_INET: 32, AF_INET6: 128, RTNL_FAMILY_IPMR: 0}


def make_neigh(maker):
    r = maker.random
    maker.family = r.choice((AF_INET, AF_INET6))
    family = maker.family if maker.chance(0.9) else AF_BRIDGE
    state = r.choice((0, 1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x82, 0xff, 0x100, 0x101, 0xffff))
    head = struct.pack("BxxxiHBB", family, r.choice((0, 1, 2, 3, 4, 5, 10, 55)), state, maker.number(8, 0, 0xff),
                       r.choice((0, 1, 5)))
    return Message(RTM_NEWNEIGH, head, maker.attributes("neigh", r.choice((0.3, 0.6, 0.9))))


def make_rule(maker):
    r = maker.random
    family = r.choice(3 * (AF_INET, AF_INET6) + (RTNL_FAMILY_IPMR,))
    maker.family = AF_INET6 if family == AF_INET6 else AF_INET
    lengths = (0, 0, 8, FULL[family], 255)
    head = struct.pack("BBBBBBBBI", family, r.choice(lengths), r.choice(lengths), r.choice((0, 0, 4, 0x10, 0xb8, 255)),
                       r.choice((0, 252, 253, 254, 255, 77)), 0, 0, r.choice((0, 1, 1, 1, 2, 3, 4, 6, 7, 8, 10, 12, 255)),
                       r.choice((0, 0, 1, 2, 4, 8, 16, 0x1f, 0x10000, 0xffffffff)))
    return Message(RTM_NEWRULE, head, maker.attributes("rule", r.choice((0.1, 0.3, 0.6, 0.9))))
