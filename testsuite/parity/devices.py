#!/usr/bin/env python3
# devices.py - what is asked of devices that no kernel here has.  SPDX-License-Identifier: GPL-2.0-or-later
"""Virtual functions, whose limits are read back when one is not said; VRFs, whose table is asked for; counters of a
bond that speaks LACP, and of hardware that routes; ports that are bridged in hardware.  replay.so answers the questions, shim.so logs what is sent."""
import argparse
import os
import re
import struct
import subprocess
import sys
from itertools import product
from pathlib import Path

import invented_compare
import netlink
import sandbox
from invented_make import RTM_NEWLINK, Attr, Message

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
RTM_NEWSTATS, AF_BRIDGE = 92, 7
PR_CAPBSET_DROP, CAP_NET_ADMIN = 24, 12
IFNAME, MTU, MASTER, LINKINFO, NUM_VF, VFINFO_LIST, AF_SPEC = 3, 4, 10, 18, 21, 22, 26
VF_INFO, VF_MAC, VF_TX_RATE, VF_RATE = 1, 1, 3, 6
LIMITS = ("max_tx_rate 50", "min_tx_rate 20", "max_tx_rate 0", "min_tx_rate 0", "max_tx_rate 50 min_tx_rate 20",
          "min_tx_rate 20 max_tx_rate 50", "rate 100", "rate 100 max_tx_rate 50", "min_tx_rate 900", "max_tx_rate foo",
          "min_tx_rate -1", "rate foo", "max_tx_rate", "mac 02:00:00:00:00:01 max_tx_rate 7",
          "vlan 5 proto 802.1ad", "vlan 5 qos 2 proto 802.1Q")
LINES = [f"ip link set {name} vf {number} {limit}"
         for name, number, limit in product(("eth0", "eth1", "br0"), range(3), LIMITS)]
LINES += [f"ip {line}" for name in ("vrf-blue", "vrf-re", "nosuch", "eth0") for line in (
    f"link set eth0 vrf {name}", f"link show vrf {name}", f"-br link show vrf {name}", f"-j link show vrf {name}",
    f"route add 10.6.0.0/16 via 10.0.0.2 vrf {name}", f"route del 10.6.0.0/16 vrf {name}", f"route show vrf {name}",
    f"route get 10.6.0.1 vrf {name}", f"route add 10.6.0.0/16 dev eth0 vrf {name} table 5")]
LINES += [f"ip {options}link xstats type bond{more}" for options in ("", "-j ", "-o ") for more in
          ("", " lacp", " dev bond0", " lacp dev bond0", " 802.3ad", " lacp dev br0")]
LINES += [f"ip {options}stats{more}" for options in ("", "-j ", "-j -p ", "-s ", "-d ", "-h ", "-h -iec ", "-c=always ") for more in (
    "", " show", " show dev eth0", " show dev eth1", " show dev bond0", " show dev br0", " show dev wlan0", " show group offload",
    " show group offload subgroup l3_stats", " show group offload subgroup hw_stats_info", " show group offload subgroup cpu_hit",
    " show group xstats", " show group xstats_slave", " show group xstats subgroup bridge suite mcast",
    " show group xstats_slave subgroup bridge suite stp", " show group xstats subgroup bond", " show group afstats",
    " show dev eth0 group link", " show dev eth0 group afstats subgroup mpls", " show dev eth0 group offload")]
# Counters of VLANs, which 7.1 knows; what iproute2 7.2 shows of them stands in the file.
VLAN_LINES = [f"ip {options}stats show dev {name} group {group} subgroup bridge suite vlan" for options in ("", "-j ", "-j -p ")
              for name, group in (("eth0", "xstats"), ("eth1", "xstats_slave"), ("eth1", "xstats"))]
LINES += [f"ip -o stats show group {group}" for group in ("link", "offload", "afstats")]
LINES += [f"bridge {options}link{more}" for options in ("", "-d ", "-d -j ", "-o -d ", "-s ") for more in
          ("", " show dev eth0")]


def number(form, value):
    return struct.pack(form, value)


def virtual_function(number, attributes):
    attrs = [Attr("IFLA_VF_MAC", VF_MAC, struct.pack("I32s", number, bytes((2, 0, 0, 0, 0, number))))]
    for kind, values in attributes:
        attrs.append(Attr("limit", kind, struct.pack(f"{len(values) + 1}I", number, *values)))
    return Attr("IFLA_VF_INFO", VF_INFO, inner=attrs)


def device(index, name, attrs, kind=RTM_NEWLINK, family=0):
    return Message(kind, struct.pack("BxHiII", family, 1, index, 1, 0), [Attr("name", IFNAME, name + b"\0"), *attrs])


def virtual(index, name, functions):
    return device(index, name, [Attr("IFLA_NUM_VF", NUM_VF, number("I", len(functions))),
                                Attr("IFLA_VFINFO_LIST", VFINFO_LIST, inner=functions)])


def counters(index, values):
    lacp = [Attr("counter", i, number("Q", value)) for i, value in enumerate(values)]
    bond = Attr("LINK_XSTATS_TYPE_BOND", 2, inner=[Attr("BOND_XSTATS_3AD", 1, inner=lacp)])
    return Message(RTM_NEWSTATS, struct.pack("BxxxII", 0, index, 2), [Attr("IFLA_STATS_LINK_XSTATS", 2, inner=[bond])])


def suites(index, seed):
    """All suites of a link, as a kernel tells them that has hardware for them."""
    def many(n, shift):
        return struct.pack(f"{n}Q", *((seed * 7919 + i) << (i * 3 + shift) % 60 & (1 << 64) - 1 for i in range(n)))

    def told(request, used):
        return Attr("IFLA_OFFLOAD_XSTATS_HW_S_INFO", 2, inner=[Attr("IFLA_OFFLOAD_XSTATS_L3_STATS", 3, inner=[
            Attr("request", 1, number("B", request)), *([Attr("used", 2, number("B", used))] if seed % 3 else [])])])

    def xstats(name, kind):
        return Attr(name, kind, inner=[
            Attr("LINK_XSTATS_TYPE_BRIDGE", 1, inner=[Attr("BRIDGE_XSTATS_MCAST", 2, many(32, kind)), Attr("BRIDGE_XSTATS_STP", 4, many(6, kind))]),
            Attr("LINK_XSTATS_TYPE_BOND", 2, inner=[Attr("BOND_XSTATS_3AD", 1, inner=[
                Attr("counter", i, number("Q", seed << i)) for i in range(9)])])])

    return Message(RTM_NEWSTATS, struct.pack("BxxxII", 0, index, 31), [
        Attr("IFLA_STATS_LINK_64", 1, many(25, 0)), xstats("IFLA_STATS_LINK_XSTATS", 2), xstats("IFLA_STATS_LINK_XSTATS_SLAVE", 3),
        Attr("IFLA_STATS_LINK_OFFLOAD_XSTATS", 4, inner=[
            Attr("IFLA_OFFLOAD_XSTATS_CPU_HIT", 1, many(24, 5)), told(seed % 2, seed % 4 // 2),
            *([Attr("IFLA_OFFLOAD_XSTATS_L3_STATS", 3, many(9, 9))] if seed % 2 else [])]),
        Attr("IFLA_STATS_AF_SPEC", 5, inner=[Attr("AF_MPLS", 28, inner=[Attr("MPLS_STATS_LINK", 1, many(9, 11))])])])


def port(index, name, mode):
    return device(index, name, [Attr("mtu", MTU, number("I", 1500)), Attr("master", MASTER, number("I", 4)),
                                Attr("IFLA_AF_SPEC", AF_SPEC, inner=[Attr("IFLA_BRIDGE_MODE", 1, number("H", mode))])],
                  family=AF_BRIDGE)


# eth0 tells both limits of its VFs; eth1, as older drivers, one or none.
LINKS = [virtual(2, b"eth0", [virtual_function(0, [(VF_TX_RATE, (400,)), (VF_RATE, (0, 400))]),
                              virtual_function(1, [(VF_TX_RATE, (600,)), (VF_RATE, (30, 600))])]),
         virtual(3, b"eth1", [virtual_function(0, [(VF_TX_RATE, (300,))]), virtual_function(1, [])]),
         device(6, b"vrf-blue", [Attr("IFLA_LINKINFO", LINKINFO, inner=[
             Attr("IFLA_INFO_KIND", 1, b"vrf\0"),
             Attr("IFLA_INFO_DATA", 2, inner=[Attr("IFLA_VRF_TABLE", 1, number("I", 77))])])])]


def vlans(index, kind, *each):
    return Message(RTM_NEWSTATS, struct.pack("BxxxII", 0, index, 6), [Attr("xstats", kind, inner=[
        Attr("LINK_XSTATS_TYPE_BRIDGE", 1, inner=[Attr("BRIDGE_XSTATS_VLAN", 1, struct.pack("4Q2HI", *values, 0)) for values in each])])])


# Bytes and packets received and sent, identifier, flags.
VLANS = [vlans(2, 2, (784, 10, 0, 0, 1, 0x27), (1 << 63, 1, 2, 3, 10, 0x21), (1, 2, 3, 4, 4094, 0)),
         vlans(3, 3, (5, 6, 7, 8, 13, 0x6), (0, 0, 0, 0, 14, 0x2))]
STATS = [counters(5, range(1, 10)), counters(4, [1 << 63] * 9), suites(2, 1), suites(3, 2), suites(8, 7)]
PORTS = [port(2, b"eth0", 0), port(3, b"eth1", 1), port(7, b"tun0", 5)]


SUITE = re.compile(r'(\{\s*"ifindex":\s*\d+,\s*"ifname":\s*"[^"]*",\s*"group":\s*"xstats(?:_slave)?",\s*"subgroup":\s*"bridge",'
                   r'\s*"suite":\s*)"mcast"')


def with_vlans(shown, line):
    """What 6.1 shows of all suites, with that which 7.1 has besides: no message here has counters of VLANs."""
    if " suite " in line:
        return shown
    shown = re.sub(r"(?m)^(.* group \S*xstats\S* subgroup bridge suite )mcast", r"\1vlan\n\g<0>", shown)
    return SUITE.sub(lambda m: m[1] + ('"vlan",\n        "vlans": [ ]\n    },' if "\n" in m[0] else '"vlan","vlans":[]},') + m[0], shown)


def run(program, line, directory, stats="stats"):
    name, *words = line.split()
    log = Path(directory) / "log"
    log.unlink(missing_ok=True)
    env = {"PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C", "COLORFGBG": "15;0", "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
           "LD_PRELOAD": f"{directory}/shim.so:{directory}/replay.so", "NLLOG": str(log),
           "NLREPLAY_LINK": f"{directory}/{'ports' if name == 'bridge' else 'links'}",
           "NLREPLAY_STATS": f"{directory}/{stats}", "ROW_LOG": os.environ.get("ROW_LOG", "")}
    done = subprocess.run([program / name, *words], env=env, capture_output=True, timeout=20, check=False)
    # 6.1 writes {} for each link that a filter hides, 7.1 nothing.
    return {"status": done.returncode, "stdout": re.sub(r"\[(?:\{\},)*\{\}\]", "[]", done.stdout.decode()),
            "stderr": done.stderr.decode().partition("\n")[0].replace(" is a garbage.", " is garbage."),
            "request": netlink.requests(log.read_bytes()) if log.exists() else []}


def prepare(directory, opt):
    for name in ("shim", "replay"):
        sandbox.preload(directory, name)
    for name, messages in (("links", LINKS), ("stats", STATS), ("vlans", VLANS), ("ports", PORTS)):
        (Path(directory) / name).write_bytes(b"".join(m.encoded() for m in messages))
    return sandbox.programs(directory, opt)


def check_vlans(program, directory):
    """The number of lines of VLAN_LINES that show what devices.vlans says; those that differ are printed."""
    expected = (HERE / "devices.vlans").read_text().split("== ")[1:]
    passed = 0
    for line, page in zip(VLAN_LINES, expected, strict=True):
        shown = run(program, line, directory, "vlans")["stdout"]
        if page == f"{line}\n{shown}\n":
            passed += 1
        else:
            print(f"FAIL {line}\n  expected {page!r}\n  minip    {shown!r}")
    return passed


def main():
    parser = argparse.ArgumentParser(description="what is asked of devices that no kernel here has")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    opt = parser.parse_args()
    passed = failed = sent = shown = crashes = 0
    with invented_compare.scratch() as directory:
        programs = prepare(directory, opt)
        invented_compare.enter_namespaces()
        sandbox.call(sandbox.libc.prctl, PR_CAPBSET_DROP, CAP_NET_ADMIN, 0, 0, 0)
        for line in LINES:
            ours, theirs = (run(program, line, directory) for program in programs)
            if " stats" in line:
                theirs["stdout"] = with_vlans(theirs["stdout"], line)
            sent, shown = sent + bool(theirs["request"]), shown + bool(theirs["stdout"])
            crashes += theirs["status"] < 0
            if ours == theirs or theirs["status"] < 0 <= ours["status"]:
                passed += 1
                continue
            print(f"FAIL {line}\n  expected {theirs}\n  minip    {ours}")
            failed += 1
        right = check_vlans(programs[0], directory)
        passed, failed = passed + right, failed + len(VLAN_LINES) - right
    print(f"{crashes} lines on which ip crashes: minip only has to live")
    if not sent or not shown:
        print("FAIL the oracle neither sent nor showed anything")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
