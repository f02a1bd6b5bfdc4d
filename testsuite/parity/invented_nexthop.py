# invented_nexthop.py - made-up nexthop objects and buckets of theirs.  SPDX-License-Identifier: GPL-2.0-or-later
import struct

from invented_make import AF_INET, AF_INET6, Message

RTM_NEWNEXTHOP, RTM_NEWNEXTHOPBUCKET = 104, 116


def header(maker):
    r = maker.random
    maker.family = r.choice((AF_INET, AF_INET6))
    return struct.pack("BBBxI", maker.family, r.choice((0, 0, 200, 253, 254, 255, 7)),
                       r.choice((0, 0, 2, 3, 4, 16, 42, 186, 250)), r.choice((0, 0, 1, 4, 0x10, maker.number(32))))


def make_nexthop(maker):
    head = header(maker)
    maker.encaps = {int(kind): table for table, kind in maker.encap_tables()}
    maker.encap = maker.random.choice(sorted(maker.encaps))
    attrs = maker.attributes("nexthop_object", maker.random.choice((0.2, 0.5, 0.8)))
    names = [a.name for a in attrs]
    if ("NHA_ENCAP" in names) != ("NHA_ENCAP_TYPE" in names):
        attrs = [a for a in attrs if not a.name.startswith("NHA_ENCAP")]
    return Message(RTM_NEWNEXTHOP, head, attrs)


def make_bucket(maker):
    return Message(RTM_NEWNEXTHOPBUCKET, header(maker), maker.attributes("nh_bucket", 0.9))
