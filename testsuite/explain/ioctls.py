# ioctls.py - an ioctl as -explain tells it, made bytes again.  SPDX-License-Identifier: GPL-2.0-or-later
"""The argument by the structs of the kernel's headers; what is not told is zero."""
import ipaddress
import re
import struct
from pathlib import Path

HEADERS = Path("/usr/include")
CALL = re.compile(r'ioctl\((\w+), (?:"([^"]*)", )?(?:\{(.*)\}|(\d+))\)')
# Those that the shim logs: they change something.
ORDER = re.compile(r"ioctl\((?!SIOCG)[A-Z]")
FIELD = re.compile(r'([\w.]+)=("[^"]*"|[^,]+)')
PROTOCOLS = {"any/ip": 0, "ip/ip": 4, "gre/ip": 47, "ipv6/ip": 41, "mpls/ip": 137, "ipv6/ipv6": 41, "ip/ipv6": 4, "gre/ipv6": 47, "any/ipv6": 0}
IPHDR = [("version", 0, 1, False), ("tos", 1, 1, False), ("frag_off", 6, 2, True), ("ttl", 8, 1, False),
         ("protocol", 9, 1, False), ("saddr", 12, 4, True), ("daddr", 16, 4, True)]
# (field, place, size, big endian); a union and bit fields are what uapi.py does not read.
LAYOUTS = {
    "ifreq": [("ifr_name", 0, 16, False), ("ifr_flags", 16, 2, False), ("ifr_hwaddr.sa_data", 18, 14, False)],
    "ip_tunnel_parm": [("name", 0, 16, False), ("link", 16, 4, False), ("i_flags", 20, 2, True), ("o_flags", 22, 2, True),
                       ("i_key", 24, 4, True), ("o_key", 28, 4, True)] + [(f"iph.{n}", 32 + at, s, b) for n, at, s, b in IPHDR],
}


def numbers():
    """Names in headers that begin like those of ioctls, and their flags."""
    out = {"SIOCDEVPRIVATE": 0x89f0, "SIOCPROTOPRIVATE": 0x89e0}
    for name in ("if_tun", "if_tunnel", "sockios"):
        text = (HEADERS / "linux" / f"{name}.h").read_text(encoding="utf-8")
        for word, letter, number, size in re.findall(r"#define\s+(\w+)\s+_IOW\('(.)', (\d+), (\w+)\)", text):
            out[word] = 1 << 30 | {"int": 4}.get(size, 0) << 16 | ord(letter) << 8 | int(number)
        out |= {word: int(value, 16) for word, value in re.findall(r"#define\s+(\w+)\s+(0x[0-9a-fA-F]+)\b", text)}
        out |= {word: out["SIOCDEVPRIVATE"] + int(n) for word, n in re.findall(r"#define\s+(\w+)\s+\(SIOCDEVPRIVATE \+ (\d+)\)", text)}
    return out


# Of the set-ups.
INDEXES = {"v0": 10, "v1": 11, "br0": 12}


def value(text, size, big, known):
    if text[0] == '"':
        text = text[1:-1]
        if text in PROTOCOLS and size == 1:
            return bytes([PROTOCOLS[text]])
        if size in (4, 16):
            try:
                return ipaddress.ip_address(text).packed
            except ValueError:
                pass
        if text in INDEXES and size == 4:
            return INDEXES[text].to_bytes(4, "little")
        if re.fullmatch("[0-9a-f]{2}(:[0-9a-f]{2})+", text):
            return bytes.fromhex(text.replace(":", "")).ljust(size, b"\0")
        return text.encode().ljust(size, b"\0")
    number = 0
    for part in text.split("|"):
        number |= known[part] if part in known else int(part, 0)
    return number.to_bytes(size, "big" if big else "little", signed=number < 0)


def layout(name, uapi, length):
    if name in ("TUNSETIFF", "SIOCADDMULTI", "SIOCDELMULTI"):
        return LAYOUTS["ifreq"]
    if name.endswith("TUNNEL") and length == uapi.sizes["ip_tunnel_parm"][0]:
        return LAYOUTS["ip_tunnel_parm"]
    struct_name = "ip_tunnel_prl" if name.endswith("PRL") else "ip_tunnel_6rd" if name.endswith("6RD") else "ip6_tnl_parm2"
    return [(field, at, size * (count or 1), big) for field, at, size, count, big in uapi.structs[struct_name]]


def problem(call, data, uapi, known):
    """What is wrong with a call beside what was called: the ioctl's number, then its argument; (problem, fields)"""
    match = CALL.fullmatch(call)
    if not match:
        return f"{call}: not understood", 0
    name, device, fields, number = match.groups()
    if known.get(name) != struct.unpack_from("I", data)[0]:
        return f"{call}: its number is {data[:4].hex()}", 0
    argument = data[4:]
    if number is not None:
        return (None if int(number) == struct.unpack("I", argument)[0] else f"{call}: called with {argument.hex()}"), 1
    if device is not None or name not in ("TUNSETIFF", "SIOCADDMULTI", "SIOCDELMULTI"):
        if argument[:16] != (device or "").encode().ljust(16, b"\0"):
            return f"{call}: of {argument[:16]}", 0
        argument = argument[16:]
    rebuilt, count = bytearray(len(argument)), 0
    places = {field: place for field, *place in layout(name, uapi, len(argument))}
    for field, text in FIELD.findall(fields):
        if field not in places:
            return f"{call}: there is no {field}", 0
        at, size, big = places[field]
        rebuilt[at:at + size] = value(text, size, big, known)
        count += 1
    return (None if rebuilt == argument else f"{call}\n    told   {rebuilt.hex()}\n    called {argument.hex()}"), count
