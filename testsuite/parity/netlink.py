# netlink.py - logged requests as attribute trees.  SPDX-License-Identifier: GPL-2.0-or-later
"""Two programs may send the same attributes in another order, with or without NLA_F_NESTED,
and with other sequence numbers: the kernel does not care, and neither does the text made here."""
import struct
from itertools import groupby

RTM_BASE, RTM_GETLINK, RTM_GETROUTE, NLM_F_DUMP = 16, 18, 26, 0x300
NAMES = {16: "LINK", 20: "ADDR", 24: "ROUTE", 28: "NEIGH", 32: "RULE", 36: "QDISC", 40: "TCLASS",
         44: "TFILTER", 48: "ACTION", 52: "PREFIX", 64: "NEIGHTBL", 72: "ADDRLABEL", 80: "NETCONF",
         84: "MDB", 88: "NSID", 92: "STATS", 100: "CHAIN", 104: "NEXTHOP", 108: "LINKPROP",
         112: "VLAN", 116: "NEXTHOPBUCKET", 120: "TUNNEL"}
HEADER = {"LINK": 16, "ADDR": 8, "ROUTE": 12, "NEIGH": 12, "RULE": 12, "NEIGHTBL": 4,
          "ADDRLABEL": 12, "NETCONF": 4, "NSID": 4, "STATS": 12, "NEXTHOP": 8, "LINKPROP": 16,
          "MDB": 8, "VLAN": 8, "TUNNEL": 8}
NETLINK_XFRM = 6
# linux/xfrm.h: states, which one, a number for one, policies, which one; flush, counts, defaults
XFRM_HEADER = {0x10: 224, 0x1a: 224, 0x11: 24, 0x12: 24, 0x16: 232, 0x13: 168, 0x19: 168, 0x14: 64, 0x15: 64,
               0x1c: 1, 0x1d: 0, 0x23: 4, 0x24: 4, 0x25: 4, 0x27: 3, 0x28: 3}
VERBS = ("NEW", "DEL", "GET", "SET")
# File descriptors, process ids, and the ages of a neighbour that goes back to the kernel, differ from run to run.
MASKED = {("LINK", 28), ("LINK", 19), ("NSID", 3), ("NSID", 2), ("NEIGH", 3)}
UNORDERED = "RTM_DELNEIGH flags 0x1 "
IFLA_EXT_MASK, RTA_MULTIPATH, IFA_CACHEINFO, NLA_TYPE_MASK, IFINFOMSG = 29, 9, 6, 0x3fff, 16

NETLINK_GENERIC, GENL_ID_CTRL, CTRL_ATTR_FAMILY_NAME = 16, 16, 2

# Nests that are known to be lists: in an encapsulation, also options of tunnels, counters and flavors.
ENCAP_NESTS = ((), (8,), (8, 1), (8, 2), (8, 3), (10,), (11,))
LISTS = {"ROUTE": {(8,), *((22, *nest) for nest in ENCAP_NESTS)}, "NEXTHOP": {(8, *nest) for nest in ENCAP_NESTS}}


def align(n):
    return (n + 3) & ~3


def attributes(data, known=False):
    """[(type, payload)], or None when these bytes are not a well-formed list of attributes; a list that is known
    to be one may have rubbish between them, which ip(8) leaves where it pads."""
    out, at = [], 0
    while at < len(data):
        if len(data) - at < 4:
            return None
        size, kind = struct.unpack_from("HH", data, at)
        kind &= NLA_TYPE_MASK
        if size < 4 or at + size > len(data) or kind > 512:
            return None
        if not known and any(data[at + size:min(at + align(size), len(data))]):
            return None
        out.append((kind, data[at + 4:at + size]))
        at += align(size)
    return out


def payload(data, path, family):
    if path == (RTA_MULTIPATH,) and family == "ROUTE":
        return nexthops(data, family)
    if len(data) >= 4:
        inner = attributes(data, path in LISTS.get(family, ()))
        if inner is not None:
            return tree(inner, path, family)
        # A veth peer is a whole link message inside an attribute.
        if family == "LINK" and len(path) == 3 and len(data) > IFINFOMSG:
            inner = attributes(data[IFINFOMSG:])
            if inner is not None:
                return data[:IFINFOMSG].hex() + " " + tree(inner, (), family)
    return data.hex()


def nexthops(data, family):
    out, at = [], 0
    while len(data) - at >= 8:
        size = struct.unpack_from("H", data, at)[0]
        if size < 8 or at + size > len(data):
            break
        inner = attributes(data[at + 8:at + size], True)
        out.append(data[at + 2:at + 8].hex() + " " +
                   (tree(inner, (), family) if inner is not None else data[at + 8:at + size].hex()))
        at += align(size)
    return "[" + "; ".join(out) + "]" + data[at:].hex()


def tree(attrs, path, family):
    lines = []
    for kind, data in attrs:
        where = path + (kind,)
        if len(where) == 1 and (family, kind) in MASKED:
            lines.append(f"{kind}=<masked>")
        elif (family, where) == ("ADDR", (IFA_CACHEINFO,)):
            # Lifetimes, then the moments when the address was made and changed.
            lines.append(f"{kind}={data[:8].hex()}")
        else:
            lines.append(f"{kind}={payload(data, where, family)}")
    return "{" + " ".join(sorted(lines)) + "}"


IOCTL = 0x10c71      # of shim.c, in the place of a protocol


def family_of(kind):
    return NAMES.get(RTM_BASE + (kind - RTM_BASE) // 4 * 4)


def header_size(kind, proto=0):
    return align(XFRM_HEADER[kind]) if proto == NETLINK_XFRM else HEADER[family_of(kind)]


def message(kind, flags, body):
    family = family_of(kind)
    name = f"RTM_{VERBS[kind % 4]}{family}" if family else f"type {kind}"
    size = HEADER.get(family)
    attrs = attributes(body[size:], True) if size is not None else None
    text = body.hex() if attrs is None else f"{body[:size].hex()} {tree(attrs, (), family)}"
    return f"{name} flags {flags:#x} {text}"


def xfrm(kind, flags, body):
    """Questions too: they say what is listed.  The kernel does not look at what a header is padded with."""
    size = 0 if flags & NLM_F_DUMP else XFRM_HEADER.get(kind, 0)
    attrs = attributes(body[align(size):], True)
    text = body.hex() if attrs is None else f"{body[:size].hex()} {tree(attrs, (), 'XFRM')}"
    return f"XFRM {kind:#x} flags {flags:#x} {text}"


def told(proto, kind, flags, body):
    return xfrm(kind, flags, body) if proto == NETLINK_XFRM else message(kind, flags, body)


def changes(kind, flags):
    if kind == RTM_GETROUTE:
        return flags & NLM_F_DUMP != NLM_F_DUMP
    return kind >= RTM_BASE and kind % 4 != 2


def asks(kind, flags, families):
    """A question about one of these families, but for what one link is called."""
    return family_of(kind) in families and (kind != RTM_GETLINK or flags & NLM_F_DUMP == NLM_F_DUMP)


def question(kind, flags, body):
    """How much is to be told of links (IFLA_EXT_MASK) decides what an answer costs, not what is listed."""
    if kind == RTM_GETLINK:
        attrs = [a for a in attributes(body[16:]) or [] if a[0] != IFLA_EXT_MASK]
        return f"RTM_GETLINK flags {flags:#x} {body[:16].hex()} {tree(attrs, (), 'LINK')}"
    return message(kind, flags, body)


def generic(kind, flags, body, asked):
    """A message of generic netlink: the number of its family says nothing, the last name that was asked for does."""
    command, version = body[0], body[1]
    attrs = attributes(body[4:], True)
    text = body[4:].hex() if attrs is None else tree(attrs, (), asked)
    return f"{asked or kind} command {command} version {version} flags {flags:#x} {text}"


def family_asked(body):
    """The name in a CTRL_CMD_GETFAMILY."""
    names = [data for kind, data in attributes(body[4:], True) or [] if kind == CTRL_ATTR_FAMILY_NAME]
    return names[0].rstrip(b"\0").decode() if names else ""


def requests(log, dumps=()):
    """The requests of a log that change state (and questions for one route), one line each; of families in dumps
    also what asks, in any order where several questions follow each other."""
    lines, at, asked, name = [], 0, 0, ""
    while at + 8 <= len(log):
        size, proto = struct.unpack_from("II", log, at)
        data, at = log[at + 8:at + 8 + size], at + 8 + size
        if proto == IOCTL:
            lines.append(f"ioctl {data[:4][::-1].hex()} {data[4:].hex()}")
            continue
        while len(data) >= 16:
            length, kind, flags, _, _ = struct.unpack_from("IHHII", data)
            if not any(data):       # ip(8) pads what it sends for a flush; the kernel skips it
                break
            if length < 16 or length > len(data):
                lines.append("malformed " + data.hex())
                break
            if proto == NETLINK_GENERIC and length >= 20:
                if kind == GENL_ID_CTRL:
                    name = family_asked(data[16:length])
                else:
                    lines.append(generic(kind, flags, data[16:length], name))
            elif proto == NETLINK_XFRM:
                lines.append(xfrm(kind, flags, data[16:length]))
            elif proto != 0:
                lines.append(f"protocol {proto} type {kind} flags {flags:#x} {data[16:length].hex()}")
            elif kind == RTM_BASE and not any(data[16:length]):
                pass            # ip(8) asks whether the kernel has RTM_NEWLINK, by one that changes nothing
            elif asks(kind, flags, dumps) and not changes(kind, flags):
                asked += 1
                lines[len(lines) + 1 - asked:] = sorted(lines[len(lines) + 1 - asked:] +
                                                        [question(kind, flags, data[16:length])])
                data = data[align(length):]
                continue
            elif changes(kind, flags):
                lines.append(message(kind, flags, data[16:length]))
            asked = 0
            data = data[align(length):]
    return [line for run in by_hash(lines) for line in run]


def by_hash(lines):
    """The kernel lists neighbours in the order of a hash, and so they are flushed: runs of them, sorted."""
    for unordered, run in groupby(lines, lambda line: line.startswith(UNORDERED)):
        yield sorted(run) if unordered else run
