# words_expect.py - the request that the facts state for a word newer than the oracle.  SPDX-License-Identifier: GPL-2.0-or-later
"""The oracle's request for the line without the word, with the attribute put in."""
import re
import socket
import struct

import netlink

NUMBERS = {"u8": "=B", "u16": "=H", "be16": ">H", "u32": "=I", "u64": "=Q", "be32": ">I", "be64": ">Q", "s32": "=i"}
WORDS = {"on": 1, "off": 0}


def number(line):
    text = line.number or line.value
    return WORDS[text] if text in WORDS else int(text, 0)


def payload(kind, constant, line, indexes):
    """The attribute's bytes: TYPE, TYPE.INDEX/COUNT in an array, bits.N and bitm.N with their mask (bitm: first)."""
    name, _, rest = kind.partition(".")
    if name == "raw":
        return bytes.fromhex(line.number)
    if name == "ip":
        return socket.inet_pton(socket.AF_INET6 if ":" in line.value else socket.AF_INET, line.value)
    if name == "dev":
        return struct.pack("=I", indexes[line.value])
    if name in ("bits", "bitm"):
        pair = (int(rest) if number(line) else 0, int(rest))
        return struct.pack("=II", *(pair if name == "bits" else pair[::-1]))
    value = struct.pack(NUMBERS[name], int(constant) if constant else number(line))
    if not rest:
        return value
    index, count, other, fixed = map(int, re.fullmatch(r"(\d+)/(\d+)(?:@(\d+)=(\d+))?", rest).groups("0"))
    elements = [bytes(len(value))] * count
    elements[other], elements[index] = struct.pack(NUMBERS[name], fixed), value
    return b"".join(elements)


def pack(attrs):
    out = b""
    for kind, data in attrs:
        out += struct.pack("HH", len(data) + 4, kind) + data + bytes(-len(data) % 4)
    return out


def insert(data, path, value):
    """A list of attributes with the one at the path put in, or put in the place of what is there."""
    attrs = dict(netlink.attributes(data) or [])
    head, rest = path[0], path[1:]
    attrs[head] = insert(attrs.get(head, b""), rest, value) if rest else value
    return pack(attrs.items())


def attribute(facts, line, indexes):
    choices = re.split(r"/(?=[\d.]+:)", facts)
    text = choices[-1] if ":" in line.value else choices[0]
    path, kind, constant = re.fullmatch(r"([\d.]+):(\w+(?:\.[\w/]+(?:@\d+=\d+)?)?)(?:=(\d+))?", text).groups()
    return tuple(map(int, path.split("."))), payload(kind, constant, line, indexes)


def messages(log):
    """(protocol, type, flags, body) of a log's messages."""
    at = 0
    while at + 8 <= len(log):
        size, proto = struct.unpack_from("II", log, at)
        data, at = log[at + 8:at + 8 + size], at + 8 + size
        while len(data) >= 16:
            length, kind, flags, _, _ = struct.unpack_from("IHHII", data)
            if length < 16:
                break
            yield proto, kind, flags, data[16:length]
            data = data[netlink.align(length):]


def request(base_log, line, indexes):
    """What netlink.requests() is to say about the program's log."""
    sent = [m for m in messages(base_log) if m[0] == netlink.NETLINK_XFRM or m[0] == 0 and
            netlink.changes(m[1], m[2]) and (any(m[3]) or m[1] != netlink.RTM_BASE)]
    if not sent:
        return ["the oracle sends nothing without the word"]
    out = [netlink.told(*message) for message in sent[:-1]]
    proto, kind, flags, body = sent[-1]
    head = netlink.header_size(kind, proto)
    attrs = body[head:]
    for facts in line.fact.attribute.split("+"):
        attrs = insert(attrs, *attribute(facts, line, indexes))
    out.append(netlink.told(proto, kind, flags, body[:head] + attrs))
    return out
