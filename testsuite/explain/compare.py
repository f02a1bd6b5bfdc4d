# compare.py - what -explain says of a message beside its own decoding.  SPDX-License-Identifier: GPL-2.0-or-later
import ipaddress
import re
import struct

import decode
import ioctls

PADDING = re.compile(r"_*(ifi_|pad|reserved|unused|resv|ndm_pad)\d*$|.*pad\d*$")


def as_bytes(text):
    """All payloads that a text may stand for."""
    yield text.encode()
    for form in (text, text.replace(":", ""), text.replace(" ", "")):
        try:
            yield bytes.fromhex(form)
        except ValueError:
            pass
    for word in text.split()[-1:]:
        try:
            packed = ipaddress.ip_address(word).packed
            yield packed
            yield struct.pack("H", {"inet": 2, "inet6": 10}.get(text.split()[0], 0)) + packed
        except ValueError:
            pass


def special(value, payload, names):
    """Payloads with a notation of their own."""
    if names & {"NHA_GROUP"}:
        hops = [struct.unpack_from("IBB", payload, at) for at in range(0, len(payload), 8)]
        return value == "/".join(f"{i},{low + 256 * high + 1}" for i, low, high in hops)
    if names & {"FRA_UID_RANGE", "FRA_SPORT_RANGE", "FRA_DPORT_RANGE"}:
        low, high = struct.unpack("II" if len(payload) == 8 else "HH", payload)
        return value in ({f"{low}-{high}", str(low)} if low == high else {f"{low}-{high}"})
    if names & {"RTA_VIA"}:
        return ipaddress.ip_address(value).packed == payload[2:]
    if names & {"IFLA_BR_ROOT_ID", "IFLA_BR_BRIDGE_ID", "IFLA_BRPORT_ROOT_ID", "IFLA_BRPORT_BRIDGE_ID"}:
        priority, _, address = value.partition(".")
        return bytes.fromhex(priority) + bytes(int(b, 16) for b in address.split(":")) == payload
    if names & {"MPLS_IPTUNNEL_DST", "RTA_NEWDST", "RTA_DST"} and len(payload) % 4 == 0:
        labels = [struct.unpack_from("!I", payload, at)[0] for at in range(0, len(payload) - 3, 4)]
        return value == "/".join(str(label >> 12) for label in labels) and labels[-1] & 0x100
    if names & {"XFRMA_COADDR"}:        # the kernel takes as much of it as the family of the state has
        return any(payload.startswith(form) for form in as_bytes(value))
    if names & {"addr"}:        # of struct br_mdb_entry: an address, and its protocol
        return any(payload.startswith(form) for form in as_bytes(value))
    return value == "any" and not any(payload)


def numbers(payload, big):
    order = "big" if big else "little"
    return {int.from_bytes(payload, order), int.from_bytes(payload, order, signed=True)}


def value_problem(said, payload, names):
    """What is wrong with a leaf, or None."""
    if "value" not in said:
        return None if not payload else "no value"
    value = said["value"]
    if "mask" in said:
        pair = struct.unpack("II", payload) if len(payload) == 8 else ()
        return None if pair == (value, said["mask"]) else f"{value} of {said['mask']}, sent {payload.hex()}"
    if isinstance(value, int):
        big = bool(names & decode.BIG)
        if said["type"].startswith("be") != big and len(payload) > 1:
            return f"type {said['type']}: byte order"
        if value in numbers(payload, big):
            return None
        return f"{value}, sent {payload.hex()}"
    if isinstance(value, str):
        plain = payload.rstrip(b"\0")
        if any(form in (payload, plain) or form.rstrip(b"\0") == plain for form in as_bytes(value)):
            return None
        if special(value, payload, names):
            return None
    return f"{value!r}, sent {payload.hex()}"


# ---- trees ----
class Comparison:
    def __init__(self, decoder):
        self.decoder, self.problems, self.attributes = decoder, [], 0

    def wrong(self, path, text):
        self.problems.append(f"{'/'.join(path)}: {text}")

    def place(self, struct_name, name):
        """A field by its name, which may be that of a field of a struct inside: (offset, size, count, big endian)"""
        fields, inside = self.decoder.uapi.structs[struct_name], self.decoder.uapi.inside
        outer, dot, inner = name.partition(".")
        at = next((p for p in fields if p[0] == outer), None)
        if not at and (struct_name, fields[0][0]) in inside:       # what a struct begins with may be told as its own
            return self.place(inside[struct_name, fields[0][0]], name)
        if not at or not dot:
            return at
        deep = self.place(self.decoder.uapi.inside[struct_name, outer], inner)
        return deep and (name, at[1] + deep[1], *deep[2:])

    def insides(self, struct_name):
        """(field, offset, size, struct) of what is inside; of what a struct begins with, also what is inside of that."""
        for name, offset, size, _, _ in self.decoder.uapi.structs.get(struct_name, []):
            kind = self.decoder.uapi.inside.get((struct_name, name))
            yield name, offset, size, kind
            if kind and not offset:
                yield from ((name, *rest) for _, *rest in self.insides(kind))

    def parts(self, said, node, path):
        """Structs inside of a struct; the names of their fields."""
        inside = list(self.insides(node.struct))
        for part in [p for p in said.get("content", []) if p["type"] == "struct" and "attribute" not in p]:
            at = next((i for i in inside if i[3] == part["name"]), None)
            if not at:
                self.wrong(path, f"struct {node.struct} has no {part['name']}")
                continue
            inside.remove(at)
            self.struct(part, decode.Node({part["name"]}, -1, node.payload[at[1]:at[1] + at[2]], struct=part["name"]),
                        path + [part["name"]])
            yield at[0]

    def struct(self, said, node, path):
        layout = [("error", 0, 4, 0, False)] if node.struct in ("int", "nlmsgerr") else self.decoder.uapi.structs[node.struct]
        shown = set(self.parts(said, node, path))
        for field in [f for f in said.get("content", []) if "attribute" not in f and f["type"] != "struct"]:
            place = next((p for p in layout if p[0] == field["name"]), None)
            if not place and node.struct in self.decoder.uapi.structs:
                place = self.place(node.struct, field["name"])
                shown.add(field["name"].partition(".")[0] if "." in field["name"] else layout[0][0])
            if not place:
                self.wrong(path, f"struct {node.struct} has no {field['name']}")
                continue
            name, offset, size, count, big = place
            shown.add(name)
            self.attributes += 1
            data = node.payload[offset:] if count < 0 else node.payload[offset:offset + size * (count or 1)]
            problem = value_problem(field, data, {name} | ({"vlan_proto"} if big else set()))
            if problem:
                self.wrong(path + [name], problem)
        for name, offset, size, count, _ in layout:
            if name not in shown and not PADDING.match(name) and any(node.payload[offset:offset + size * abs(count or 1)]):
                self.wrong(path, f"{name} is {node.payload[offset:offset + size * (count or 1)].hex()} and not shown")

    def node(self, said, node, path):
        path = path + [said["name"]]
        if node.names and said["name"] not in node.names or not node.names and said["name"] != f"attribute {node.number}":
            self.wrong(path, f"it is {sorted(node.names) or node.number}")
        if node.number >= 0:
            self.attributes += 1
            if said.get("attribute") != node.number:
                self.wrong(path, f"number {said.get('attribute')}, sent {node.number}")
        inside = [c for c in said.get("content", []) if "attribute" in c or c["type"] == "struct" and not node.struct]
        whole = [c for c in said.get("content", []) if c["name"] == node.struct and c["type"] == "struct"]
        if node.struct and (said["type"] == "struct" or whole):
            self.struct(whole[0] if whole else said, node, path)
            inside = [] if whole else inside
        elif "value" in said or not (node.children or inside):
            problem = value_problem(said, node.payload, node.names)
            if problem:
                self.wrong(path, problem)
            if node.children and not node.list:
                self.wrong(path, "what is inside is not shown")
            return
        self.level(inside if not node.struct or node.children else [], node.children, path)

    def level(self, said, nodes, path):
        if len(said) != len(nodes):
            self.wrong(path, f"{[s['name'] for s in said]} shown, {[sorted(n.names) or n.number for n in nodes]} sent")
            return
        for one, node in zip(said, nodes):
            self.node(one, node, path)

    def ioctls(self, calls, called):
        if len(calls) != len(called):
            self.problems.append(f"{calls}: {len(called)} were called")
        for call, data in zip(calls, called):
            problem, count = ioctls.problem(call, data, self.decoder.uapi, self.decoder.ioctls)
            self.attributes += count
            self.problems += [problem] if problem else []

    def message(self, said, data, protocol):
        try:
            truth = self.decoder.message(data, protocol)
        except (decode.Damaged, struct.error, KeyError, StopIteration) as error:
            self.wrong([said["message"]], f"not decoded: {error!r} {data.hex()}")
            return
        if said["message"] != truth.name or said["type"] != struct.unpack_from("H", data, 4)[0]:
            self.wrong([said["message"]], f"it is {truth.name}")
        if set(said["flags"]) != truth.flags:
            self.wrong([said["message"]], f"flags {said['flags']}, sent {truth.flags}")
        if said["length"] != len(data):
            self.wrong([said["message"]], f"{said['length']} bytes, sent {len(data)}")
        self.level(said.get("content", []), truth.children, [said["message"]])
