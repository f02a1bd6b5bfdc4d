#!/usr/bin/env python3
# newer.py - what the installed ip does not show yet, as iproute2 7.1 is known to show it.  SPDX-License-Identifier: GPL-2.0-or-later
import argparse
import ipaddress
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import invented_compare
import netlink
import sandbox
from invented_bridge import RTM_NEWTUNNEL
from invented_make import FIRST, NUMBERS, RTM_NEWLINK, RTM_NEWROUTE, Attr, Facts, Message
from invented_rule import RTM_NEWNEIGH, RTM_NEWRULE

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
RTA_ENCAP_TYPE, RTA_ENCAP = 21, 22
IFLA_LINKINFO, KIND, DATA, SLAVE_KIND, SLAVE_DATA = 18, 1, 2, 4, 5
# Objects that are no links: the type of their message, and its fixed header.
OBJECTS = {"rule": (RTM_NEWRULE, struct.pack("BBBBBBBBI", 2, 0, 0, 0, 254, 0, 0, 1, 0)),
           "neigh": (RTM_NEWNEIGH, struct.pack("BxxxiHBB", 2, 2, 0x80, 0x30, 0))}
# What a bridge knows, behind IFLA_AF_SPEC or the header: how messages are made of a table's attributes.
OF_BRIDGE = {"mst": (RTM_NEWLINK, struct.pack("BxHiII", 7, 1, 2, 1, 0), "mst_entry", ((26, "AF_SPEC"), (6, "MST"), (1, "ENTRY"))),
             "vni": (RTM_NEWTUNNEL, struct.pack("BBHI", 7, 0, 0, 2), "vni_entry", ((1, "ENTRY"),))}
WORDS = re.compile(r"([A-Z]\w+)=(?:\{(.*?)\}|(\S+))")


def payload(form, text):
    """A value in the form that attributes.tsv gives for it; xHEX: bytes."""
    if text.startswith("x"):
        return bytes.fromhex(text[1:])
    if form in NUMBERS:
        return struct.pack(NUMBERS[form], int(text))
    if form in ("ifindex", "mask"):
        return struct.pack("I", int(text))
    return ipaddress.ip_address(text).packed


def attributes(facts, table, text):
    forms = {name: (number, form, hint) for name, number, form, hint in facts.tables[table]}
    out = []
    for name, inner, value in WORDS.findall(text):
        number, form, hint = forms[name]
        out.append(Attr(name, number, inner=attributes(facts, hint, inner)) if inner
                   else Attr(name, number, payload(form, value)))
    return out


def encapsulated(facts, table, text):
    """A route with an encapsulation, whose table is given."""
    number = next(int(kind) for kind, name in facts.kinds.items() if name == table)
    return Message(RTM_NEWROUTE, struct.pack("BBBBBBBBI", 2, 0, 0, 0, 254, 3, 0, 1, 0),
                   [Attr("type", RTA_ENCAP_TYPE, struct.pack("H", number)),
                    Attr("encap", RTA_ENCAP, inner=attributes(facts, table, text))])


def nested(facts, kind, text):
    """Entries, parted by " / ", in the nests that they stand in."""
    number, header, table, nests = OF_BRIDGE[kind]
    inner = [Attr(nests[-1][1], nests[-1][0], inner=attributes(facts, table, part)) for part in text.split(" / ")]
    for nest in nests[-2::-1]:
        inner = [Attr(nest[1], nest[0], inner=inner)]
    return Message(number, header, inner)


def message(facts, kind, text):
    if kind in OF_BRIDGE:
        return nested(facts, kind, text)
    if kind.startswith("encap_"):
        return encapsulated(facts, kind, text)
    if kind in OBJECTS:
        return Message(*OBJECTS[kind], attributes(facts, kind, text))
    attrs = [Attr("IFLA_IFNAME", 3, b"n%d\0" % FIRST)]
    if kind == "link":
        attrs += attributes(facts, "link", text)
    else:
        is_port = kind.endswith("_slave")
        table = (facts.slaves if is_port else facts.kinds)[kind]
        names = (SLAVE_KIND, SLAVE_DATA) if is_port else (KIND, DATA)
        attrs.append(Attr("IFLA_LINKINFO", IFLA_LINKINFO, inner=[
            Attr("kind", names[0], kind.removesuffix("_slave").encode() + b"\0"),
            Attr("data", names[1], inner=attributes(facts, table, text))]))
    return Message(RTM_NEWLINK, struct.pack("BxHiII", 0, 1, FIRST, 1, 0), attrs)


def command(kind):
    if kind.startswith("encap_"):
        return invented_compare.SHOW["route"]
    return invented_compare.SHOW[kind if kind in OBJECTS or kind in OF_BRIDGE else "link"]


def requested(directory, minip, text):
    """What a command line sends, as netlink.py writes it."""
    log, shim = Path(directory) / "requests", Path(directory) / "shim.so"
    if not shim.exists():
        sandbox.preload(directory, "shim")
    log.write_bytes(b"")
    env = {"LD_PRELOAD": str(shim), "NLLOG": str(log), "ROW_LOG": os.environ.get("ROW_LOG", ""),
           "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
    subprocess.run(text.split(), executable=minip, env=env, capture_output=True, check=False)
    return "; ".join(netlink.requests(log.read_bytes()))


def main():
    parser = argparse.ArgumentParser(description="what the installed ip does not show yet")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--facts", default=HERE / "newer.tsv", type=Path)
    opt = parser.parse_args()
    opt.minip = opt.minip.resolve()
    facts = Facts()
    passed = failed = 0
    with invented_compare.scratch() as directory:
        shim = sandbox.preload(directory, "replay")
        invented_compare.enter_namespaces()
        comparer = invented_compare.Comparer(opt.minip, opt.minip, shim, [], directory)
        for number, line in enumerate(opt.facts.read_text().splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            kind, text, *expected = line.split("\t")
            if kind == "request":
                sent = requested(directory, opt.minip, text)
                passed, failed = passed + (sent == expected[0]), failed + (sent != expected[0])
                if sent != expected[0]:
                    print(f"FAIL {opt.facts.name}:{number}: {text}\n  expected {expected[0]}\n  minip    {sent}")
                continue
            for words, want in zip((["-s", "-d"] if kind == "vni" else ["-d"], ["-d", "-j"]), expected):
                if want == "-":
                    continue
                shown, status = comparer.run("minip", [*words, *command(kind)], [message(facts, kind, text)])
                if status == 0 and want.replace("\\t", "\t").replace("\\n", "\n") in shown:
                    passed += 1
                    continue
                print(f"FAIL {opt.facts.name}:{number}: {kind} {text}\n  expected {want}\n  minip    {shown.strip()}")
                failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
