#!/usr/bin/env python3
# walkthroughs.py - whole tasks, line by line, under minip and under the installed ip.  SPDX-License-Identifier: GPL-2.0-or-later
"""`== TITLE` begins a walkthrough; each line goes to `sh -c`, all of one in the same fresh namespaces.
[noerr] in a title: stderr is not compared (its lines come from several programs at once)."""
import argparse
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "parity"))
sys.dont_write_bytecode = True
import sandbox
from mask import Mask
from run import unordered

TRIES = 3
# The reference (7.1) shows where an IPv6 address comes from, the installed 6.1 does not.
NEWER = re.compile(r"proto kernel_(?:lo|ra|ll) ")


def read(path):
    walks = []
    for line in path.read_text().splitlines():
        if line.startswith("== "):
            walks.append((line[3:], []))
        elif line and not line.startswith("#"):
            walks[-1][1].append(line)
    return walks


def walk(lines, program_bin, oracle_bin):
    results = [sandbox.shell(line, sandbox.environment(program_bin)) for line in lines]
    time.sleep(1)
    # Duplicate address detection takes the kernel a second or two.
    for _ in range(10):
        state = sandbox.dump_state(oracle_bin)
        if "tentative" not in state:
            break
        time.sleep(0.5)
    return results, state


def one(job):
    title, lines, program_bin, oracle_bin = job
    mask = Mask("\n".join(lines))
    results, state = sandbox.in_child(walk, lines, program_bin, oracle_bin)
    with_errors = "[noerr]" not in title
    return ([(NEWER.sub("", mask(out)), mask(err) if with_errors else "", status) for out, err, status in results],
            unordered(mask(state)))


def compare(title, lines, ours, theirs):
    failures = []
    for line, a, b in zip(lines, ours[0], theirs[0]):
        for field, x, y in zip(("stdout", "stderr", "status"), a, b):
            if x != y:
                failures.append(f"FAIL {title}: {line}\n  {field}\n    minip: {x!r}\n    ip:    {y!r}")
    if ours[1] != theirs[1]:
        failures.append(f"FAIL {title}: the end state\n    minip: {ours[1]}\n    ip:    {theirs[1]}")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minip", default=HERE.parent / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--build", type=Path)
    parser.add_argument("-k", default="", help="only walkthroughs with this in the title")
    parser.add_argument("file", nargs="?", default=HERE / "walkthroughs.case", type=Path)
    opt = parser.parse_args()
    base = (opt.build or opt.minip.absolute().parent) / "parity/walk"
    ours, oracle = sandbox.programs(base, opt)
    walks = [(title, lines) for title, lines in read(opt.file) if opt.k in title]
    passed = failed = 0
    with ProcessPoolExecutor(4) as pool:
        for title, lines in walks:
            # What differs once and not again is the kernel's timing, not the program.
            for _ in range(TRIES):
                failures = compare(title, lines, *pool.map(one, [(title, lines, p, oracle) for p in (ours, oracle)]))
                if not failures:
                    break
            print("\n".join(failures + [f"{title}: {len(lines)} lines, {len(failures)} differ"]))
            checks = len(lines) + 1
            failed += len(failures)
            passed += max(0, checks - len(failures))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
