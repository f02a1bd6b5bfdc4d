# invented_make.py - netlink messages made up from the facts in attributes.tsv.  SPDX-License-Identifier: GPL-2.0-or-later
import csv
import random
import socket
import struct
from pathlib import Path

from invented_encap import Encaps

HERE = Path(__file__).resolve().parent
RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE, NLM_F_MULTI = 16, 20, 24, 2
NLA_F_NESTED = 0x8000
AF_INET, AF_INET6, AF_MPLS = 2, 10, 28
NAMED = range(1, 11)            # indices of links that replay.c has names for
FIRST = 1000                    # index of the first link of a dump
NUMBERS = {"u8": "B", "u16": "H", "u32": "I", "u64": "Q", "s32": "i", "be16": ">H", "be32": ">I", "be64": ">Q"}
ETHERTYPES = (0x8100, 0x88a8, 0x0800, 0x86dd, 0x8847, 0x8848, 0x0806, 0x1234, 0)
CIPHERS = (0x0080020001000001, 0x0080c20001000001, 0x0080c20001000002, 0x0080c20001000003, 0x0080c20001000004, 1)
HARDWARE = (1, 772, 512, 65534, 32, 768, 769, 776, 778, 823, 801, 280, 519, 0, 424, 65535)
IPMR, IP6MR, RTN_MULTICAST = 128, 129, 5
OF_MULTICAST = ("RTA_DST", "RTA_SRC", "RTA_TABLE", "RTA_IIF", "RTA_MULTIPATH", "RTA_MFC_STATS", "RTA_EXPIRES")
MULTICAST_FAMILIES, MULTICAST_TYPES = {IPMR: AF_INET, IP6MR: AF_INET6}, (RTN_MULTICAST,)
ROUTE_TYPES, FAMILIES = range(0, 13), {"4": AF_INET, "6": AF_INET6, "mpls": AF_MPLS}


# The kernel marks new nests only, and 6.1 does not look behind the mark of others.
FLAGGED = ("IFLA_PROP_LIST", "IFLA_PROTO_DOWN_REASON", "IFLA_BR_MCAST_QUERIER_STATE")


class Attr:
    """One attribute: bytes, or attributes within, behind a header of their own."""

    def __init__(self, name, number, data=b"", inner=None):
        self.name, self.number, self.data, self.inner = name, number, data, inner

    def payload(self):
        return self.data + b"".join(a.encoded() for a in self.inner or ())

    def encoded(self):
        data = self.payload()
        number = self.number | (NLA_F_NESTED if self.name in FLAGGED else 0)
        return struct.pack("HH", len(data) + 4, number) + data + bytes(-len(data) % 4)

    def tree(self, depth=1):
        data = self.data[:40].hex(" ", -4) + (" ..." if len(self.data) > 40 else "")
        lines = [f"{'  ' * depth}{self.name} {data}".rstrip()]
        for a in self.inner or ():
            lines += a.tree(depth + 1)
        return lines


class Nexthop(Attr):
    """struct rtnexthop: like an attribute, with another header."""

    def encoded(self):
        data = b"".join(a.encoded() for a in self.inner)
        return struct.pack("H", len(data) + 8) + self.data + data


class Message:
    def __init__(self, kind, header, attrs, family=None, about=""):
        self.kind, self.header, self.attrs, self.family, self.about = kind, header, attrs, family, about
        self.data = b""     # each form of the listing wants it
        # Of a link, or of an address.
        self.index = struct.unpack_from("I", header, 4)[0] if len(header) >= 8 else 0

    def encoded(self):
        if not self.data:
            body = self.header + b"".join(a.encoded() for a in self.attrs)
            self.data = struct.pack("IHHII", len(body) + 16, self.kind, NLM_F_MULTI, 0, 0) + body
        return self.data

    def tree(self):
        return [f"type {self.kind} header {self.header.hex(' ', -4)}"] + \
            [line for a in self.attrs for line in a.tree()]

    def with_attrs(self, attrs):
        return Message(self.kind, self.header, attrs, self.family, self.about)


# What says how others are read stays as long as they do.
SELECTORS = {"IFLA_INFO_KIND": "IFLA_INFO_DATA", "IFLA_INFO_SLAVE_KIND": "IFLA_INFO_SLAVE_DATA",
             "RTA_ENCAP_TYPE": "RTA_ENCAP", "NHA_ENCAP_TYPE": "NHA_ENCAP"}


def smaller(attrs, always):
    """The same attributes with one left out, at any depth."""
    names = [a.name for a in attrs]
    for i, a in enumerate(attrs):
        if SELECTORS.get(a.name) not in names and a.name not in always:
            yield attrs[:i] + attrs[i + 1:]
    for i, a in enumerate(attrs):
        for inner in smaller(a.inner or [], always):
            if not inner and a.name == "RTA_ENCAP":
                continue
            yield attrs[:i] + [type(a)(a.name, a.number, a.data, inner)] + attrs[i + 1:]


class Facts:
    def __init__(self, omitted=(), path=HERE / "attributes.tsv"):
        self.tables, self.kinds, self.slaves, self.always = {}, {}, {}, set()
        self.omitted = {name: False for name in omitted}
        with open(path, encoding="ascii") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows = self.tables.setdefault(row["table"], [])
                if row["payload"] != "none":
                    rows.append((row["attribute"], int(row["number"]), *row["payload"].partition(" ")[::2]))
                if row["note"].startswith("always"):
                    self.always.add((row["table"], row["attribute"]))
                for kind in row["kind"].split():
                    side = self.slaves if kind.endswith("_slave") else self.kinds
                    side[kind] = row["table"]

    def is_omitted(self, table, name):
        key = f"{table}.{name}"
        if key in self.omitted:
            self.omitted[key] = True
        return key in self.omitted


class Maker(Encaps):
    def __init__(self, seed, facts, kind=None):
        self.random, self.facts, self.kind = random.Random(seed), facts, kind
        self.family = AF_INET
        self.damage = False

    def number(self, bits, low=0, high=None, signed=False, strict=False):
        """Often in the range, else at the bounds of the type, unless the range is strict."""
        most = (1 << bits) - 1
        r = self.random
        if strict:
            value = r.choice((low, high, r.randint(low, high)))
        elif high is not None and r.random() < 0.6:
            value = r.randint(low, high)
        else:
            value = r.choice((0, 1, 2, (high or 0) + 1, most, most >> 1, (most >> 1) + 1, most - 1,
                              r.getrandbits(bits), r.getrandbits(bits // 2), r.randint(0, 300)))
        value &= most
        return value - (1 << bits) if signed and value > most >> 1 else value

    def bytes(self, n):
        return bytes(self.random.choice((0, 0xff, self.random.getrandbits(8))) if self.random.random() < .5
                     else self.random.getrandbits(8) for _ in range(n))

    def chance(self, p):
        return self.random.random() < p

    def string(self, low, high):
        letters = "abcdefghijklmnopqrstuvwxyzABC0123456789-_."
        text = "".join(self.random.choice(letters) for _ in range(self.random.randint(low, high)))
        return text.encode()

    def address(self, family):
        r = self.random
        if family == AF_MPLS:
            return self.labels(1)
        if family == AF_INET:
            return r.choice((bytes(4), b"\xff" * 4, socket.inet_aton("224.0.0.1"), socket.inet_aton("127.0.0.1"),
                             bytes((10, 0, 0, r.randint(0, 3))), self.bytes(4)))
        return r.choice((bytes(16), socket.inet_pton(AF_INET6, "::1"), socket.inet_pton(AF_INET6, "ff02::1"),
                         socket.inet_pton(AF_INET6, f"2001:db8::{r.randint(0, 9)}"),
                         socket.inet_pton(AF_INET6, "::ffff:1.2.3.4"), bytes(12) + self.bytes(4), self.bytes(16)))

    def labels(self, most=3):
        n = self.random.randint(1, most)
        return b"".join(struct.pack(">I", self.number(20, 16, 99) << 12 | (0x100 if i == n - 1 else 0))
                        for i in range(n))

    def struct(self, form):
        out = []
        for c in struct_letters(form):
            if c.endswith("s"):
                out.append(self.string(1, int(c[:-1] or 1) - 1))
            else:
                bits = struct.calcsize(c) * 8
                out.append(self.number(bits, signed=c.islower(), low=0, high=9 if bits > 8 else None))
        return struct.pack(form if form[0] in "<>=" else "=" + form, *out)

    # ---- one payload of each type; some need to know what stands beside them
    def payload(self, name, number, base, hint):
        if base in NUMBERS:
            strict = ".." in hint
            low, _, high = hint.partition(".." if strict else "-")
            form = NUMBERS[base]
            bits = struct.calcsize(form) * 8
            value = self.number(bits, int(low or 0), int(high) if high else None, base[0] == "s", strict)
            return Attr(name, number, struct.pack(form, value))
        if base == "nest":
            return Attr(name, number, inner=self.attributes(hint))
        if base == "nests":
            return Attr(name, number, inner=[a for _ in range(self.random.randint(0, 3)) for a in self.attributes(hint)])
        if base == "array":
            return Attr(name, number, inner=[self.payload(str(i), i, hint, "") for i in range(self.random.randint(0, 4))])
        data = getattr(self, "make_" + base.replace("[]", "s"))(hint)
        return data(name, number) if callable(data) else Attr(name, number, data)

    def make_flag(self, _):
        return b""

    def make_string(self, hint):
        low, high = map(int, hint.split("-"))
        return self.string(low, high) + b"\0"

    def make_bytes(self, hint):
        low, high = map(int, hint.split("-"))
        return self.bytes(self.random.randrange(low, high + 1, 4 if low == 4 else 1))

    def make_mac(self, _):
        return self.bytes(6)

    def make_hwaddr(self, _):
        return self.bytes(self.hardware_length)

    def make_ip4(self, _):
        return self.address(AF_INET)

    def make_ip6(self, _):
        return self.address(AF_INET6)

    def make_ucast4(self, _):
        return bytes((self.random.choice((0, 10, 127, 192)),)) + self.bytes(3)

    def make_ucast6(self, _):
        return bytes((self.random.choice((0, 0x20, 0xfe)),)) + self.bytes(15)

    def make_ip(self, _):
        return self.address(self.family)

    def make_ifindex(self, _):
        return struct.pack("I", self.random.choice((0, 1, 2, 3, 4, 5, 6, 9, 10, 55)))

    def make_ethertype(self, _):
        return struct.pack(">H", self.random.choice(ETHERTYPES))

    def make_tpid(self, _):
        return struct.pack(">H", self.random.choice((0x8100, 0x88a8)))

    def make_bits(self, hint):
        """A value and its mask, of the bits that there are."""
        bits = int(hint, 0)
        return struct.pack("II", self.number(32) & bits, self.number(32) & bits)

    def make_mask(self, hint):
        return struct.pack("I", self.number(32) & int(hint, 0))

    def make_choice(self, hint):
        return bytes((int(self.random.choice(hint.split())),))

    def make_protocol(self, _):
        return bytes((self.random.choice((0, 4, 41, 137, 47, 255)),))

    def make_greflags(self, _):
        return struct.pack(">H", self.random.choice((0, 0x2000, 0x1000, 0x8000, 0xb000, 0xffff, 0x3000)))

    def make_cipher(self, _):
        return struct.pack("Q", self.random.choice(CIPHERS))

    def make_struct(self, hint):
        return self.struct(hint)

    def make_u32s(self, _):
        return b"".join(struct.pack("I", self.number(32, 0, 9)) for _ in range(self.random.randint(1, 9)))

    def make_u16s(self, _):
        return b"".join(struct.pack("H", self.number(16, 0, 9)) for _ in range(self.random.randint(1, 5)))

    def make_stats64(self, _):
        # 23 counters, then rx_nohandler, then rx_otherhost_dropped, as the structure grew.
        n = self.random.choice((23, 24, 25, 25))
        # 6.1 makes the column beside wide for what is wide under "TX errors" (16, 18 to 20).
        return struct.pack(f"{n}Q", *(self.number(16 if i in (16, 18, 19, 20) else self.random.choice((8, 16, 32, 64)))
                                      for i in range(n)))

    def make_vfmac(self, _):
        return struct.pack("I", self.random.randint(0, 3)) + self.bytes(32)

    def make_vfnumbers(self, hint):
        return struct.pack(f"{int(hint) + 1}I", *(self.number(12, 0, 7) for _ in range(int(hint) + 1)))

    def make_vfswitch(self, _):
        return struct.pack("II", self.random.randint(0, 3), self.random.choice((0, 1, 1, 2, 0xffffffff)))

    def make_vfstate(self, _):
        return struct.pack("II", self.random.randint(0, 3), self.number(32, 0, 2))

    def make_vfvlan(self, _):
        vlan = struct.pack("III", 1, self.number(12), self.number(3))
        return vlan + struct.pack(">Hxx", self.random.choice(ETHERTYPES))

    def make_cacheinfo(self, _):
        return struct.pack("IIII", *(self.number(32, 0, 9999) for _ in range(4)))

    def make_via(self, _):
        family = self.random.choice((AF_INET, AF_INET6))
        return struct.pack("H", family) + self.address(family)

    def make_kind(self, _):
        return self.link_kind.encode() + b"\0"

    def make_infodata(self, _):
        table = self.facts.kinds[self.link_kind]
        return lambda name, number: Attr(name, number, inner=self.attributes(table))

    def make_xstats(self, _):
        return self.struct("IIIIII")

    def make_slavekind(self, _):
        return self.slave_kind[:-len("_slave")].encode() + b"\0"

    def make_slavedata(self, _):
        table = self.facts.slaves[self.slave_kind]
        return lambda name, number: Attr(name, number, inner=self.attributes(table))

    def make_multipath(self, _):
        hops = []
        for _ in range(self.random.randint(1, 4)):
            header = struct.pack("=BBi", self.random.choice((0, 1, 2, 4, 8, 16, 32, 64, 255)), self.number(8),
                                 self.random.choice((0, 1, 2, 5, 55)))
            hops.append(Nexthop("nexthop", 0, header, self.attributes("nexthop", 0.5)))
        return lambda name, number: Attr(name, number, inner=hops)

    def make_encaptype(self, _):
        return struct.pack("H", self.encap)

    def make_encap(self, _):
        return lambda name, number: Attr(name, number, inner=self.attributes(self.encaps.get(self.encap, "encap_mpls")))

    def make_labels(self, _):
        return self.labels()

    def make_routers(self, _):
        """Ports with a multicast router: an index, then attributes."""
        ports = [Attr("MDBA_ROUTER_PORT", 1, struct.pack("I", self.random.choice(NAMED)), self.attributes("router_port"))
                 for _ in range(self.random.randint(0, 3))]
        return lambda name, number: Attr(name, number, inner=ports)

    # ---- attribute sets and messages
    def wanted(self, table, density):
        for name, number, base, hint in self.facts.tables[table]:
            if self.random.random() >= density and (table, name) not in self.facts.always:
                continue
            if self.facts.is_omitted(table, name):
                continue
            for _ in range(self.random.randint(1, 4) if base == "many" else 1):
                yield (name, number, *hint.partition(" ")[::2]) if base == "many" else (name, number, base, hint)

    def attributes(self, table, density=None):
        if density is None:
            density = self.random.choice((0.1, 0.5, 0.9, 1.0))
        attrs = [self.payload(*row) for row in self.wanted(table, density)]
        if self.damage and attrs and self.chance(0.3):
            self.spoil(self.random.choice(attrs))
        return attrs

    def spoil(self, a):
        """A payload that is too short, or longer than anybody expects."""
        data = a.payload()
        a.inner = None
        a.data = data[:self.random.randint(0, len(data))] if self.chance(0.7) else data + self.bytes(4)

    def make_link(self, index):
        r = self.random
        kinds = sorted(kind for kind in self.facts.kinds if not kind.isdigit())
        slaves = sorted(self.facts.slaves)
        self.link_kind = self.kind if self.kind in self.facts.kinds else r.choice(kinds)
        self.slave_kind = self.kind if self.kind in self.facts.slaves else r.choice(slaves)
        hardware = 1 if self.chance(0.5) else r.choice(HARDWARE)
        self.hardware_length = {768: 4, 776: 4, 778: 4, 769: 16, 823: 16, 32: 20}.get(hardware, r.choice((6, 6, 6, 8)))
        header = struct.pack("BxHiII", 0, hardware, FIRST + index, self.number(19, 0, 1) | r.choice((0, 1, 0x1003)), 0)
        # Messages that show one kind whole and hardly more, and messages that have a bit of everything.
        rows = [Attr("IFLA_IFNAME", 3, b"n%d\0" % (FIRST + index))]
        density = r.choice((0.05, 0.3, 0.8)) if not self.kind else 0.02
        rows += [a for a in self.attributes("link", density) if a.name != "IFLA_LINKINFO"]
        if self.kind or self.chance(0.8):
            rows.append(self.linkinfo())
        return Message(RTM_NEWLINK, header, rows, about=self.link_kind)

    def linkinfo(self):
        want = {name: (name, number, base, hint) for name, number, base, hint in self.facts.tables["linkinfo"]}
        names = ["IFLA_INFO_KIND"]
        if self.facts.tables[self.facts.kinds[self.link_kind]] and self.chance(0.95):
            names.append("IFLA_INFO_DATA")
        r = self.random
        if self.link_kind == "can" and self.chance(0.5):
            names.append("IFLA_INFO_XSTATS")
        if self.kind == self.slave_kind or self.chance(0.3):
            names += r.choice((["IFLA_INFO_SLAVE_KIND"], ["IFLA_INFO_SLAVE_DATA"]) +
                              6 * (["IFLA_INFO_SLAVE_KIND", "IFLA_INFO_SLAVE_DATA"],))
        return Attr("IFLA_LINKINFO", 18, inner=[self.payload(*want[name]) for name in names])

    def make_addr(self, index):
        self.family = AF_INET6 if self.chance(0.5) else AF_INET
        length = self.random.choice((0, 1, 24, 31, 32, 255) + ((64, 128) if self.family == AF_INET6 else ()))
        scope = self.random.choice((0, 0, 200, 253, 254, 255, 7))
        header = struct.pack("BBBBI", self.family, length, self.number(8), scope, FIRST + index)
        attrs = self.attributes("addr", self.random.choice((0.2, 0.6, 1.0)))
        return Message(RTM_NEWADDR, header, attrs, self.family)

    def plain_link(self, index):
        attrs = [Attr("IFLA_IFNAME", 3, b"n%d\0" % (FIRST + index)), Attr("IFLA_STATS64", 23, bytes(200))]
        return Message(RTM_NEWLINK, struct.pack("BxHiII", 0, 1, FIRST + index, 1, 0), attrs)

    def make_route(self, family):
        r, self.family = self.random, MULTICAST_FAMILIES.get(family, family)
        most = {AF_INET: 32, AF_INET6: 128, AF_MPLS: 20}[self.family]
        self.encaps = {int(kind): table for table, kind in self.encap_tables()}
        self.encap = r.choice(sorted(self.encaps)) if self.chance(0.95) else r.choice((0, 11, 0xffff))
        flags = r.choice((0, 0, 1, 2, 4, 8, 16, 64, 0x4000, 0x8000, 0x20000000, 0xffffffff & ~0x200))
        header = struct.pack("BBBBBBBBI", family, r.choice((0, 8, most)), r.choice((0, 0, 0, 8, most)),
                             r.choice((0, 0, 4, 0x10, 255)), r.choice((0, 252, 253, 254, 255, 77)),
                             r.choice((0, 1, 2, 3, 4, 9, 16, 42, 186, 250)), r.choice((0, 0, 200, 253, 254, 255, 7)),
                             r.choice(ROUTE_TYPES if family == self.family else MULTICAST_TYPES), flags)
        attrs = self.attributes("route", r.choice((0.15, 0.3, 0.6)))
        if family != self.family:
            attrs = [self.outputs(a) if a.name == "RTA_MULTIPATH" else a for a in attrs if a.name in OF_MULTICAST]
        names = [a.name for a in attrs]
        if ("RTA_ENCAP" in names) != ("RTA_ENCAP_TYPE" in names):
            attrs = [a for a in attrs if not a.name.startswith("RTA_ENCAP")]
        return Message(RTM_NEWROUTE, header, attrs, family)

    def outputs(self, attr):
        """Where a multicast route goes out: links, no gateways."""
        for hop in attr.inner or ():
            hop.inner = []
        return attr

    def make_nhgroup(self, _):
        r = self.random
        return b"".join(struct.pack("IBBH", self.number(32, 1, 20), r.choice((0, 0, 1, 9, 255)), *self.bytes(2))
                        for _ in range(r.randint(1, 5)))

    def encap_tables(self):
        return [(table, kind) for kind, table in self.facts.kinds.items() if kind.isdigit()]


def struct_letters(form):
    """"I3Bx16s" as "I", "B", "B", "B", "16s"."""
    count = ""
    for c in form.lstrip("<>="):
        if c.isdigit():
            count += c
            continue
        if c == "s":
            yield count + c
        elif c != "x":
            yield from [c] * int(count or 1)
        count = ""
