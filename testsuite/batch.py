#!/usr/bin/env python3
# batch.py - a batch that fails at line k, for every k, under minip and under the installed ip.  SPDX-License-Identifier: GPL-2.0-or-later
"""Requests of a batch are sent without waiting for an acknowledgement, with -force many at once: what is
done, what is said, and in which order must be what it is when each waits."""
import argparse
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "parity"))
sys.dont_write_bytecode = True
import sandbox

LINES = 200
# What the kernel refuses (there already, not there, no way to the gateway), what no kernel sees, and what ends a batch.
BAD = ("route add 10.255.0.1/32 dev v0", "route del 10.254.0.0/16", "route add 10.253.0.0/16 via 192.0.2.1",
       "route add 10.252.0.0/16 dev nosuch", "address add 10.251.0.1/32 dev v0", "link set v0 mtu 1", "frob",
       "route add 10.250.0.1/40 dev v0")
# No "address show": behind a "link show" the installed ip lists links instead.
READING = ("route show 10.0.0.0/30", "neigh show dev v0", "link show v0", "netns list", "route get 10.0.0.1")


def good(n):
    address = f"10.{n % 3}.{n // 250}.{n % 250}/32"
    return (f"route add {address} dev v0", f"route replace {address} dev v0 metric {n}", f"address add {address} dev v0",
            f"route add 10.9.{n}.0/24 via 10.255.1.2")[n % 4]


def stopping(k):
    """Line k fails: nothing behind it may be done."""
    return [BAD[k % 3] if n == k else good(n) for n in range(1, LINES + 1)]


def going_on(k):
    """With -force: bad lines near k, windows apart, and lines that read between them."""
    lines = [good(n) for n in range(1, LINES + 1)]
    for n in (k, k + 1, k + 63, k + 64, k + 65, 2 * k):
        lines[n % LINES] = BAD[(n + k) % (len(BAD) - 1)]
    lines[(k + 7) % LINES] = READING[k % len(READING)]
    lines[(k + 70) % LINES] = READING[(k + 1) % len(READING)]
    if k % 10 == 0:
        lines[(k + 100) % LINES] = BAD[-1]
    return lines


def state(oracle):
    return subprocess.run([oracle, "-batch", "-"], input="route show\naddress show dev v0\n", capture_output=True, text=True).stdout


def one(program, oracle, options, lines):
    """Both streams in one file: the order counts."""
    Path("batch").write_text("\n".join(lines) + "\n")
    run = subprocess.run(["ip", *options, "-batch", "batch"], executable=program, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    after = state(oracle)
    subprocess.run([oracle, "-batch", "-"], input="\n".join((*CLEAN, *BASE)) + "\n", text=True, check=True)
    return run.stdout, run.returncode, after


CLEAN = ("address flush dev v0", "route flush table main", "link set v0 down", "link set v0 up")
BASE = ("address add 10.251.0.1/32 dev v0", "address add 10.255.1.1/24 dev v0", "route add 10.255.0.1/32 dev v0")


def series(program, oracle, options, make, ks):
    subprocess.run([oracle, "-batch", "-"], input="link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02\n"
                   "link set v0 addrgenmode none\nlink set v0 up\nlink set v1 up\n"
                   + "\n".join(BASE) + "\n", text=True, check=True)
    return [one(program, oracle, options, make(k)) for k in ks]


def job(args):
    program, oracle, options, name, ks = args
    return sandbox.in_child(series, program, oracle, options, globals()[name], ks)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minip", default=HERE.parent / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    opt = parser.parse_args()
    programs = [str(opt.minip.absolute()), str(opt.oracle)]
    ks = list(range(1, LINES + 1))
    parts = [(options, name, ks[i::2]) for options, name in (([], "stopping"), (["-force"], "going_on")) for i in (0, 1)]
    passed = failed = 0
    with ProcessPoolExecutor(4) as pool:
        jobs = [(program, str(opt.oracle), *part) for part in parts for program in programs]
        results = list(pool.map(job, jobs))
    for (options, name, part), ours, theirs in zip(parts, results[::2], results[1::2]):
        for k, a, b in zip(part, ours, theirs):
            passed += a == b
            failed += a != b
            if a != b:
                print(f"FAIL {name} {k}")
                for what, x, y in zip(("output", "status", "state"), a, b):
                    if x != y:
                        print(f"  {what}\n    minip: {x!r:.700}\n    ip:    {y!r:.700}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
