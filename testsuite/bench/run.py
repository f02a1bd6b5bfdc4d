#!/usr/bin/env python3
# run.py - minip and the installed ip in turns: times, growth, memory.  SPDX-License-Identifier: GPL-2.0-or-later
import argparse
import fcntl
import math
import os
import re
import statistics
import subprocess
import sys
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))
sys.dont_write_bytecode = True
import sandbox

BATCH = 100_000


def run(program, *args):
    """Seconds of one run whose output goes nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    start = time.perf_counter()
    pid = os.posix_spawn(program, ["ip", *args], os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)])
    _, status = os.waitpid(pid, 0)
    elapsed = time.perf_counter() - start
    os.close(null)
    if status:
        raise RuntimeError(f"{program} {' '.join(args)}: status {os.waitstatus_to_exitcode(status)}")
    return elapsed


def peak(program):
    """Peak KiB of a batch that comes through a pipe.

    A child's rusage would count the pages of this process before exec(), so the
    program is asked while it waits for more lines.
    """
    child = subprocess.Popen(["ip", "-batch", "-"], executable=program, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    child.stdin.write(Path("batch").read_bytes())
    child.stdin.flush()
    waiting = bytearray(4)
    while fcntl.ioctl(child.stdin, termios.FIONREAD, waiting) or int.from_bytes(waiting, sys.byteorder):
        time.sleep(0.01)
    time.sleep(0.2)
    status = Path(f"/proc/{child.pid}/status").read_text()
    child.stdin.close()
    if child.wait():
        raise RuntimeError(f"{program}: the batch failed")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


def medians(programs, count, *args):
    """The programs take turns, so that what disturbs one disturbs the others too."""
    runs = [[run(program, *args) for program in programs] for _ in range(count)]
    return [statistics.median(r[i] for r in runs) for i in range(len(programs))]


def make_links(oracle, first, last):
    lines = "".join(f"link add b{n} type bridge\n" for n in range(first, last))
    Path("links").write_text(lines)
    run(oracle, "-batch", "links")


def batch_file():
    """Addresses come and go: every line changes something and none fails."""
    with open("batch", "w") as out:
        for n in range(BATCH // 2):
            address = f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}/32"
            out.write(f"addr add {address} dev lo\naddr del {address} dev lo\n")


def measure(minip, oracle, count, sizes):
    programs = (minip, oracle)
    rows = [("link show lo", medians(programs, count, "link", "show", "lo"))]
    made, shown = 0, []
    for size in sizes:
        make_links(oracle, made, size)
        made = size
        result = medians(programs, max(3, count // 20), "addr", "show")
        rows.append((f"addr show, {size} links", result))
        shown.append(result)
    batch_file()
    rows.append((f"batch of {BATCH} lines", medians(programs, 1, "-batch", "batch")))
    peaks = [peak(program) for program in programs]
    growth = [math.log(shown[-1][i] / shown[0][i]) / math.log(sizes[-1] / sizes[0]) for i in (0, 1)]
    return rows, growth, peaks


def main():
    top = Path(__file__).resolve().parent.parent.parent
    parser = argparse.ArgumentParser()
    parser.add_argument("--minip", default=top / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--tsv", type=Path)
    parser.add_argument("--count", type=int, default=200, help="runs of the short command")
    parser.add_argument("--links", default="1000,5000")
    opt = parser.parse_args()
    sizes = [int(n) for n in opt.links.split(",")]
    rows, growth, peaks = sandbox.in_child(measure, str(opt.minip.absolute()), str(opt.oracle.absolute()), opt.count, sizes)
    lines = ["what\tminip\tip\tratio"]
    for what, (ours, theirs) in [(f"{what}, ms", [t * 1e3 for t in times]) for what, times in rows] + [
            ("growth exponent of addr show", growth), ("peak memory of that batch, KiB", peaks)]:
        lines.append(f"{what}\t{ours:.3f}\t{theirs:.3f}\t{ours / theirs:.3f}")
    if opt.tsv:
        opt.tsv.write_text("\n".join(lines) + "\n")
    for line in lines:
        cells = line.split("\t")
        print(f"{cells[0]:36}" + "".join(f"{cell:>12}" for cell in cells[1:]))


if __name__ == "__main__":
    main()
