#!/usr/bin/env python3
# vf.py - limits of virtual functions that are not said are read from the device.  SPDX-License-Identifier: GPL-2.0-or-later
"""No device here has virtual functions: replay.so answers the question for them, shim.so logs what is then sent."""
import argparse
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
IFNAME, NUM_VF, VFINFO_LIST, VF_INFO = 3, 21, 22, 1
VF_MAC, VF_TX_RATE, VF_RATE = 1, 3, 6
LIMITS = ("max_tx_rate 50", "min_tx_rate 20", "max_tx_rate 0", "min_tx_rate 0", "max_tx_rate 50 min_tx_rate 20",
          "min_tx_rate 20 max_tx_rate 50", "rate 100", "rate 100 max_tx_rate 50",
          "min_tx_rate 900", "max_tx_rate foo", "min_tx_rate -1", "rate foo", "max_tx_rate", "mac 02:00:00:00:00:01 max_tx_rate 7")


def virtual_function(number, attributes):
    attrs = [Attr("IFLA_VF_MAC", VF_MAC, struct.pack("I32s", number, bytes((2, 0, 0, 0, 0, number))))]
    for kind, values in attributes:
        attrs.append(Attr("limit", kind, struct.pack(f"{len(values) + 1}I", number, *values)))
    return Attr("IFLA_VF_INFO", VF_INFO, inner=attrs)


def device(index, name, functions):
    return Message(RTM_NEWLINK, struct.pack("BxHiII", 0, 1, index, 1, 0),
                   [Attr("IFLA_IFNAME", IFNAME, name + b"\0"), Attr("IFLA_NUM_VF", NUM_VF, struct.pack("I", len(functions))),
                    Attr("IFLA_VFINFO_LIST", VFINFO_LIST, inner=functions)])


# eth0 tells both limits; eth1, as older drivers, one or none.
DEVICES = (device(2, b"eth0", [virtual_function(0, [(VF_TX_RATE, (400,)), (VF_RATE, (0, 400))]),
                               virtual_function(1, [(VF_TX_RATE, (600,)), (VF_RATE, (30, 600))])]),
           device(3, b"eth1", [virtual_function(0, [(VF_TX_RATE, (300,))]), virtual_function(1, [])]))


def run(program, words, directory):
    log = Path(directory) / "log"
    log.unlink(missing_ok=True)
    env = {"PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C", "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
           "LD_PRELOAD": f"{directory}/shim.so:{directory}/replay.so",
           "NLREPLAY_LINK": f"{directory}/links", "NLLOG": str(log)}
    done = subprocess.run([program, *words], env=env, capture_output=True, timeout=20, check=False)
    sent = netlink.requests(log.read_bytes()) if log.exists() else []
    return {"status": done.returncode, "stderr": done.stderr.decode().partition("\n")[0], "request": sent}


def main():
    parser = argparse.ArgumentParser(description="limits of virtual functions")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    opt = parser.parse_args()
    passed = failed = sent = 0
    with invented_compare.scratch() as directory:
        for name in ("shim", "replay"):
            subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", f"{directory}/{name}.so", HERE / f"{name}.c"], check=True)
        (Path(directory) / "links").write_bytes(b"".join(m.encoded() for m in DEVICES))
        invented_compare.enter_namespaces()
        sandbox.call(sandbox.libc.prctl, 24, 12, 0, 0, 0)       # PR_CAPBSET_DROP, CAP_NET_ADMIN
        for name, number, limit in product(("eth0", "eth1", "br0"), range(3), LIMITS):
            words = f"link set {name} vf {number} {limit}".split()
            theirs, ours = (run(program.resolve(), words, directory) for program in (opt.oracle, opt.minip))
            sent += len(theirs["request"])
            if ours == theirs:
                passed += 1
                continue
            print(f"FAIL ip {' '.join(words)}\n  expected {theirs}\n  minip    {ours}")
            failed += 1
    if not sent:
        print("FAIL the oracle sent nothing")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
