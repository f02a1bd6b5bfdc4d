#!/usr/bin/env python3
# filters.py - listings of made-up rules and neighbours select the same in minip and in the installed ip.  SPDX-License-Identifier: GPL-2.0-or-later
import argparse
import random
import sys
import time
from pathlib import Path

import invented_compare
import sandbox
from invented_compare import Comparer, Crash
from invented_make import Facts, Maker
from invented_rule import make_neigh, make_rule

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
MESSAGES, RUNS = 200, 12        # of a dump; listings of each dump
PREFIXES = ("10.0.0.0/8", "10.0.0.1", "10.0.0.0/30", "0.0.0.0/0", "0.0.0.0", "default", "any", "255.255.255.255")
NUMBERS = ("0", "1", "2", "3")
# A word and what it may be given; ports without 0, which 6.1 takes for no filter (known/rule.tsv: words have it).
SELECTORS = {
    "rule": {"pref": (*NUMBERS, "2147483647"), "not": ("",), "tos": ("0", "4", "0x10", "ff"), "iif": ("lo", "eth0"),
             "fwmark": (*NUMBERS, "1/0", "0x7f/1", "0/0xff", "2/0xffffffff"), "oif": ("lo", "x"), "l3mdev": ("",),
             "uidrange": ("0-0", "1-2", "0-5"), "tun_id": NUMBERS, "table": ("main", "local", "0", "77", "2"),
             "from": PREFIXES, "to": PREFIXES, "": ("10.0.0.0/8", "0/0"), "protocol": ("all", "2", "bgp", "0"),
             "ipproto": ("0", "1", "tcp", "255"), "sport": ("1", "1-2", "9"), "dport": ("2", "3-4")},
    "neigh": {"dev": ("eth0", "lo", "x"), "nud": ("permanent", "stale", "noarp", "none", "all", "0x20", "failed", "delay"),
              "unused": ("",), "protocol": ("all", "2", "0", "9"), "proxy": ("",), "to": (*PREFIXES, "::/0", "2001:db8::/64", "::1")},
}
MAKE = {"rule": make_rule, "neigh": make_neigh}


def options():
    parser = argparse.ArgumentParser(description="made-up rules and neighbours are selected the same by minip and by ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--count", default=480, type=int, help="listings")
    parser.add_argument("--seed", type=int, default=None)
    return parser.parse_args()


def words(dice, what):
    keys = [key for key in SELECTORS[what] for _ in (1, 2)]
    chosen = {dice.choice(keys) for _ in range(dice.choice((1, 1, 1, 2, 3)))}
    # An address says of which family all are: behind it another one could be refused.
    return [word for key in sorted(chosen) for word in (key, dice.choice(SELECTORS[what][key])) if word]


def shown(comparer, who, what, form, line, messages):
    """Records and status.  6.1 leaves {} where a record was not selected."""
    text, status = comparer.run(who, [*form.split(), what, "show", *line], messages)
    return [r for r in comparer.records(text, form, what) if r != " = {}\n"], status


def differs(comparer, what, form, line, messages):
    theirs, a = shown(comparer, "ip", what, form, line, messages)
    ours, b = shown(comparer, "minip", what, form, line, messages)
    if a == b and len(theirs) == len(ours) and all(comparer.equal(x, y, form) for x, y in zip(theirs, ours)):
        return None, len(ours)
    return f"ip: {len(theirs)} records, status {a}; minip: {len(ours)}, status {b}", len(ours)


def main():
    opt = options()
    if opt.seed is None:
        opt.seed = random.SystemRandom().randrange(1 << 31)
    print(f"seed {opt.seed}")
    rules = invented_compare.read_known(HERE / "invented.known")
    facts = Facts([rule.pattern for rule in rules if rule.what == "omit"])
    begin, passed, failed, selected = time.monotonic(), 0, 0, 0
    minip, oracle = opt.minip.resolve(), opt.oracle.resolve()
    with invented_compare.scratch() as directory:
        shim = sandbox.preload(directory, "replay")
        invented_compare.enter_namespaces()
        comparer = Comparer(minip, oracle, shim, rules, directory)
        for run in range(opt.count):
            what = sorted(SELECTORS)[run // RUNS % 2]
            if run % RUNS == 0:
                maker = Maker(f"{opt.seed} {run}", facts)
                messages = [MAKE[what](maker) for _ in range(MESSAGES)]
            form = maker.random.choice(("", "", "-d", "-4", "-6" if what == "neigh" else "-N", "-j"))
            line = words(maker.random, what)
            try:
                wrong, records = differs(comparer, what, form, line, messages)
            except Crash as crash:
                wrong, records = str(crash), 0
            selected += records
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                print(f"FAIL ip {form} {what} show {' '.join(line)}: {wrong}".replace("  ", " "))
    print(f"{selected} records selected, {time.monotonic() - begin:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed or not selected else 0


if __name__ == "__main__":
    sys.exit(main())
