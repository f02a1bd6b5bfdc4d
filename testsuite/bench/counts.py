#!/usr/bin/env python3
# counts.py - what does not depend on the machine: instructions, system calls, page faults, memory, against limits.  SPDX-License-Identifier: GPL-2.0-or-later
"""Limits stand a little above what is measured.  Who makes a command cheaper lowers its limit."""
import argparse
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "parity")]
sys.dont_write_bytecode = True
import sandbox
from run import build_tools
from worlds import World, batch

LINES = 2000
SHORT = ["link", "show", "lo"]


def instructions(program, *args):
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *args],
                         stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def calls(program, *args):
    """{name: count} of system calls."""
    subprocess.run(["strace", "-f", "-qq", "-o", "trace", program, *args], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    names = re.findall(r"^\d+ +(\w+)\(", Path("trace").read_text(), re.M)
    return {name: names.count(name) for name in names}


def launch(tools, runs, program, *args):
    """(peak KiB, page faults, status) of each run"""
    out = subprocess.run([tools + "/launch", str(runs), "out", program, "ip", *args], check=True, capture_output=True, text=True).stdout
    return [tuple(map(int, line.split()[1:])) for line in out.splitlines()]


def use(tools, program, *args, runs=1):
    """(peak KiB, page faults): the least of runs, since where the stack begins is chance, without those faults that a
    process has before it becomes the program."""
    found = launch(tools, runs, program, *args)
    if any(status for _, _, status in found):
        raise RuntimeError(f"{program} {' '.join(args)}: failed")
    return min(peak for peak, _, _ in found), min(n for _, n, _ in found) - min(n for _, n, _ in launch(tools, 5, "no-such-program"))


def measure(minip, static, tools, oracle):
    """[(what, value, limit)]"""
    world = World(oracle)
    world.device()
    found = []
    peak, faults = use(tools, static, *SHORT, runs=5)
    found += [("static: instructions of a short command", instructions(static, *SHORT), 47_500),
              ("static: system calls of a short command", sum(calls(static, *SHORT).values()), 25),
              ("static: page faults of a short command", faults, 30), ("static: its peak, KiB", peak, 716)]
    found += [("page faults of a short command", use(tools, minip, *SHORT, runs=5)[1], 90),
              ("system calls of a short command", sum(calls(minip, *SHORT).values()), 60)]
    # What a line costs: the same batch with more lines, so that starting does not count.
    few = {verb: batch(f"few-{verb}", verb, 1000) for verb in ("add", "del")}
    many = {verb: batch(f"many-{verb}", verb, 1000 + LINES) for verb in ("add", "del")}
    for options in [], ["-force"]:
        sends, steps = {}, {}
        for name, files in (("few", few), ("many", many)):
            steps[name] = instructions(minip, *options, "-batch", files["add"])
            world.ip(["route flush table main"])
            count = calls(minip, *options, "-batch", files["add"])
            sends[name] = count["sendto"] + count.get("recvmsg", 0) + count.get("recvfrom", 0)
            peak, _ = use(tools, minip, *options, "-batch", files["del"])
        kind = "-force: " if options else "batch: "
        found += [(kind + "instructions a line", (steps["many"] - steps["few"]) // LINES, 4900),
                  (kind + "calls to the kernel in 2000 lines", sends["many"] - sends["few"], 2000 // 64 + 1 if options else 2000),
                  (kind + "peak of 3000 lines, KiB", peak, 2500)]
    # And a record of a listing.
    shown = {}
    for name, files in (("few", few), ("many", many)):
        world.ip(["route flush table main"])
        subprocess.run([oracle, "-batch", files["add"]], check=True)
        shown[name] = (instructions(minip, "route", "show"), calls(minip, "route", "show"))
    found += [("route show: instructions a route", (shown["many"][0] - shown["few"][0]) // LINES, 1550),
              ("route show: writes of 3000 routes", shown["many"][1]["write"], 3)]
    # And a name among those of namespaces.
    world.namespaces(200, peer=66)
    found += [("static: instructions of a veth whose peer is in one of 200 namespaces", instructions(static, "link", "show", "v0"), 168_000),
              ("static: instructions of netns list, 200 with ids", instructions(static, "netns", "list"), 316_000),
              ("static: system calls of it", sum(calls(static, "netns", "list").values()), 840)]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minip", type=Path, required=True)
    parser.add_argument("--static", type=Path, required=True)
    parser.add_argument("--oracle", default="/usr/sbin/ip")
    opt = parser.parse_args()
    tools = opt.minip.absolute().parent / "bench"
    build_tools(tools)
    found = sandbox.in_child(measure, str(opt.minip.absolute()), str(opt.static.absolute()), str(tools), opt.oracle)
    failed = 0
    for what, value, limit in found:
        failed += value > limit
        print(f"{'FAIL ' if value > limit else ''}{what}: {value} (at most {limit})")
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
