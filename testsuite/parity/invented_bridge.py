# invented_bridge.py - made-up messages about what bridges know: addresses, groups, VLANs, network identifiers.  SPDX-License-Identifier: GPL-2.0-or-later
import struct

from invented_make import AF_INET, AF_INET6, FIRST, NLA_F_NESTED, RTM_NEWLINK, Attr, Message

RTM_NEWNEIGH, RTM_NEWMDB, RTM_GETMDB, RTM_NEWSTATS, RTM_NEWVLAN, RTM_NEWTUNNEL = 28, 84, 86, 92, 112, 120
AF_BRIDGE = 7
IFLA_AF_SPEC, IFLA_BRIDGE_VLAN_INFO, IFLA_BRIDGE_VLAN_TUNNEL_INFO = 26, 2, 3
PVID, UNTAGGED, RANGE_BEGIN, RANGE_END, MASTER, BRENTRY = 2, 4, 8, 16, 1, 32
PORTS = (1, 2, 3, 4, 5, 9, 10)


def port(maker):
    return maker.random.choice(PORTS)


def density(maker):
    return maker.random.choice((0.2, 0.5, 0.8))


def make_fdb(maker):
    r = maker.random
    maker.family = r.choice((AF_INET, AF_INET6))
    state = r.choice((1, 2, 4, 0x40, 0x80, 0xc0, 0x82, 0, 8, 0x20))
    head = struct.pack("BxxxiHBB", AF_BRIDGE, r.choice((0, 55) + PORTS), state, maker.number(8, 0, 0xff), 0)
    return Message(RTM_NEWNEIGH, head, maker.attributes("fdb", density(maker)))


def make_port(maker):
    """Of each port there is one message: it has the number of the message as its own."""
    r = maker.random
    maker.ports = getattr(maker, "ports", FIRST - 1) + 1
    attrs = [Attr("IFLA_IFNAME", 3, b"n%d\0" % maker.ports)]
    attrs += [Attr("IFLA_MTU", 4, struct.pack("I", r.choice((0, 1500, 65536))))] if maker.chance(0.8) else []
    attrs += [Attr("IFLA_MASTER", 10, struct.pack("I", port(maker)))] if maker.chance(0.8) else []
    attrs += [Attr("IFLA_LINK", 5, struct.pack("I", port(maker)))] if maker.chance(0.3) else []
    attrs += [Attr("IFLA_PROTINFO", 12 | NLA_F_NESTED, inner=maker.attributes("bridge_slave", density(maker)))] if maker.chance(0.9) else []
    if maker.chance(0.3):
        attrs.append(Attr("IFLA_AF_SPEC", IFLA_AF_SPEC, inner=[Attr("IFLA_BRIDGE_MODE", 1, struct.pack("H", r.choice((0, 1, 2, 0xffff))))]))
    return Message(RTM_NEWLINK, struct.pack("BxHiII", AF_BRIDGE, 1, maker.ports, maker.number(19, 0, 1) | r.choice((0, 1, 0x1003)), 0), attrs)


# ---- VLANs in messages about links
def vlan_flags(maker):
    return maker.random.choice((0, 0, 0, PVID, UNTAGGED, PVID | UNTAGGED))


def ranges(maker, most):
    """(first, last) in rising order."""
    at = 1
    for _ in range(maker.random.randint(0, most)):
        first = at + maker.random.randint(0, 300)
        at = first + maker.random.choice((0, 0, 1, 2, 50))
        if at > 4094:
            return
        yield first, at
        at += 1


def vlan_infos(maker):
    for first, last in ranges(maker, 8):
        flags = vlan_flags(maker)
        ends = ((first, 0),) if first == last else ((first, RANGE_BEGIN), (last, RANGE_END))
        for vid, place in ends:
            yield Attr("IFLA_BRIDGE_VLAN_INFO", IFLA_BRIDGE_VLAN_INFO, struct.pack("HH", flags | place, vid))


def tunnel_infos(maker):
    for first, last in ranges(maker, 6):
        base = maker.number(23, 1, 9999, strict=True)
        ends = ((first, 0),) if first == last else ((first, RANGE_BEGIN), (last, RANGE_END))
        for vid, place in ends:
            yield Attr("IFLA_BRIDGE_VLAN_TUNNEL_INFO", IFLA_BRIDGE_VLAN_TUNNEL_INFO, inner=[
                Attr("ID", 1, struct.pack("I", base + vid - first)), Attr("VID", 2, struct.pack("H", vid)),
                Attr("FLAGS", 3, struct.pack("H", place))])


def link(maker, inner):
    head = struct.pack("BxHiII", AF_BRIDGE, 1, port(maker), 1, 0)
    return Message(RTM_NEWLINK, head, [Attr("IFLA_AF_SPEC", IFLA_AF_SPEC, inner=list(inner))])


def make_vlan(maker):
    return link(maker, vlan_infos(maker))


def make_vlan_tunnel(maker):
    return link(maker, tunnel_infos(maker))


# ---- VLANs in messages of their own
def vlan_message(maker, name, number, table):
    entries = [Attr(name, number, inner=maker.attributes(table, density(maker))) for _ in range(maker.random.randint(1, 4))]
    return Message(RTM_NEWVLAN, struct.pack("BxHI", AF_BRIDGE, 0, port(maker)), entries)


def make_vlan_entry(maker):
    return vlan_message(maker, "BRIDGE_VLANDB_ENTRY", 1, "vlan_entry")


def make_vlan_global(maker):
    return vlan_message(maker, "BRIDGE_VLANDB_GLOBAL_OPTIONS", 2, "vlan_global")


def make_vlan_stats(maker):
    flags = (0, PVID, UNTAGGED, MASTER | BRENTRY, MASTER, PVID | UNTAGGED | MASTER | BRENTRY)
    vlans = [Attr("BRIDGE_XSTATS_VLAN", 1, maker.struct("4Q") + struct.pack("HHI", maker.number(12, 1, 4094), maker.random.choice(flags), 0))
             for _ in range(maker.random.randint(0, 5))]
    return Message(RTM_NEWSTATS, struct.pack("BxHII", 0, 0, port(maker), 2), [
        Attr("IFLA_STATS_LINK_XSTATS", 2, inner=[Attr("LINK_XSTATS_TYPE_BRIDGE", 1, inner=vlans)])])


# ---- groups
def group(maker):
    """An address of 16 bytes, and which protocol it is of; those of the link layer have no sources."""
    kind = maker.random.choice((AF_INET, AF_INET, AF_INET6, 0))
    maker.family = kind or AF_INET
    data = maker.bytes(6) if not kind else maker.address(kind)
    attrs = [a for a in maker.attributes("mdb_entry", density(maker)) if kind or "_S" not in a.name]
    return data.ljust(16, b"\0") + {AF_INET: b"\x08\x00", AF_INET6: b"\x86\xdd", 0: b"\0\0"}[kind], attrs


def mdb_entry(maker):
    address, attrs = group(maker)
    head = struct.pack("IBBH", port(maker), maker.random.choice((0, 1)), maker.number(8) & 0x0f,
                       maker.random.choice((0, 0, 1, 4094))) + address
    return Attr("MDBA_MDB_ENTRY_INFO", 1, head.ljust(28, b"\0"), attrs)


def make_mdb(maker):
    """In a listing the kernel gives its messages the number of the question."""
    r = maker.random
    attrs = [Attr("MDBA_MDB", 1, inner=[Attr("MDBA_MDB_ENTRY", 1, inner=[mdb_entry(maker) for _ in range(r.randint(1, 2))])
                                        for _ in range(r.randint(1, 3))])]
    if maker.chance(0.5):
        attrs += maker.attributes("vlan_routers", 1)
    return Message(RTM_GETMDB, struct.pack("BxxxI", AF_BRIDGE, port(maker)), attrs)


def make_mdb_event(maker):
    """A member, or a port with a router."""
    if maker.chance(0.7):
        attrs = [Attr("MDBA_MDB", 1, inner=[Attr("MDBA_MDB_ENTRY", 1, inner=[mdb_entry(maker)])])]
    else:
        # 6.1 has one place for the names of two links that have none.
        attrs = [Attr("MDBA_ROUTER", 2, inner=[Attr("MDBA_ROUTER_PORT", 1, struct.pack("I", 1), maker.attributes("router_port"))])]
    return Message(RTM_NEWMDB, struct.pack("BxxxI", AF_BRIDGE, port(maker)), attrs)


# ---- network identifiers
def make_vni(maker):
    entries = [Attr("VXLAN_VNIFILTER_ENTRY", 1, inner=maker.attributes("vni_entry", density(maker)))
               for _ in range(maker.random.randint(1, 4))]
    return Message(RTM_NEWTUNNEL, struct.pack("BBHI", AF_BRIDGE, 0, 0, port(maker)), entries)


MAKE = {"port": make_port, "fdb": make_fdb, "vlan": make_vlan, "vlan_tunnel": make_vlan_tunnel, "vlan_entry": make_vlan_entry,
        "vlan_global": make_vlan_global, "vlan_stats": make_vlan_stats, "mdb": make_mdb, "vni": make_vni}
