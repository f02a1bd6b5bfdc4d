#!/usr/bin/env python3
# monitor.py - "monitor" beside the installed ip: the same events, the same files, JSON Lines, no loss.  SPDX-License-Identifier: GPL-2.0-or-later
"""All monitors of one kind of check run at once in one namespace and watch the same events, which monitor.events lists.
Texts are compared line by line; what is meant to differ is in RULES, each with its reason and each needed."""
import argparse
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import monitor_files
import sandbox

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
PATIENCE = 20
CABLE = "ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02"
OBJECTS = ("address", "link", "route", "neigh", "nexthop", "nsid", "rule")
# Options, then words.
WATCHED = [("", "link"), ("-o", "link"), ("-4", "link"), ("-6", "link"), ("-o", "link dev v0"), ("", "address"), ("-o", "address"), ("-6", "address"),
           ("-4", "address"), ("", "address dev v0"), ("", "route"), ("-4", "route"), ("-6", "r"), ("-6 -d", "route"),
           ("-N", "route"), ("-6", "route dev v0"), ("", "neigh"), ("-4", "n"), ("-6", "neigh"), ("", "neigh dev v0"),
           ("", "nexthop"), ("-d", "nex"), ("", "nexthop dev v0"), ("", "rule"), ("-4", "ru"), ("-6", "rule"), ("-d", "rule"), ("", "nsid"), ("-o", "ns"), 
           ("", "rule stats"), ("-d", "stats rule label"),
           ("", "link address route neigh nexthop nsid rule label"), ("", "li r ru nex all"), ("-t", "nexthop"),
           ("-ts", "nexthop label"), ("", "all-nsid nexthop nsid"), ("-ts", "al nsid nexthop l")]


@dataclass
class Rule:
    pattern: str
    text: str
    reason: str
    used: bool = False

    def applied(self, text):
        after = re.sub(self.pattern, self.text, text, flags=re.M)
        self.used |= after != text
        return after


OURS = [Rule(r" proto kernel_(ll|ra|lo) ", " ", "6.1 does not know who made an address")]
BOTH = [Rule(r"^Timestamp: .*", "Timestamp", "the moment of reading"),
        Rule(r"(^|[ \]])dev (if\d+|v2|br0) ", r"\1dev X ", "6.1 hears of new links only when it shows them, and asks too late for their names"),
        Rule(r"^(\D*\d+): (if\d+|v2|br0) ", r"\1: X ", "as above, for addresses"),
        Rule(r"^(.*\[nsid 5\].* dev )v\d ", r"\1X ", "6.1 takes the links of another namespace for its own"),
        Rule(r"^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\] ", "[moment] ", "the moment of reading")]


class Count:
    passed = failed = 0

    def check(self, good, what, *details):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL {what}")
            for line in details:
                print(f"  {line}")
        return good


class Monitor:
    """One that runs; its output is in a file."""
    numbers = itertools.count()

    def __init__(self, bindir, options, words, name="ip", first=("monitor",)):
        self.number = next(self.numbers)
        command = [f"{bindir}/{name}", *options.split(), *(first if name == "ip" else []), *words.split()]
        with open(self.path("out"), "wb") as out, open(self.path("err"), "wb") as err:
            self.process = subprocess.Popen(command, env=sandbox.environment(bindir), stdin=subprocess.DEVNULL,
                                            stdout=out, stderr=err)

    def path(self, what):
        return Path(f"monitor.{self.number}.{what}")

    def text(self, what="out"):
        return self.path(what).read_text(encoding="utf-8", errors="backslashreplace")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def until(question, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            raise RuntimeError("waited in vain: " + what)
        time.sleep(0.01)


def listeners(protocol="0"):
    """Sockets that have joined a group, and which."""
    rows = [line.split() for line in Path("/proc/net/netlink").read_text().splitlines()[1:]]
    return {(row[0], row[3]) for row in rows if row[1] == protocol and int(row[3], 16)}


def waiting(monitors):
    """All sleep: none has anything left to do."""
    return all(Path(f"/proc/{m.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S" for m in monitors)


def listening(monitors):
    """Each has joined what it wants to: nothing changes, and it waits for events."""
    before = listeners()
    if len({socket for socket, _ in before}) < len(monitors) or not waiting(monitors):
        return False
    time.sleep(0.05)
    return waiting(monitors) and listeners() == before


def quiet(monitors, paths, seconds=0.2):
    """Nothing was written for a while, and nobody is about to."""
    size, since = -1, time.monotonic()
    end = since + PATIENCE
    while time.monotonic() - since < seconds and time.monotonic() < end:
        now = sum(path.stat().st_size for path in paths)
        if now != size or not waiting(monitors):
            size, since = now, time.monotonic()
        time.sleep(0.01)


def happen(oracle_bin):
    sandbox.set_up((HERE / "monitor.events").read_text(), oracle_bin)


def watched(opt):
    """Both programs' texts for each of WATCHED, and the JSON Lines of one more."""
    sandbox.set_up(CABLE, opt["oracle"])
    pairs = [[Monitor(opt[side], *words) for side in ("oracle", "minip")] for words in WATCHED]
    lines = Monitor(opt["minip"], "-j", "")
    everyone = [*sum(pairs, []), lines]
    until(lambda: listening(everyone), "all monitors listen")
    happen(opt["oracle"])
    quiet(everyone, [m.path("out") for m in everyone])
    for m in everyone:
        m.stop()
    return [[(m.text(), m.text("err")) for m in pair] for pair in pairs], lines.text(), lines.text("err")


def compare_watched(opt, count):
    pairs, lines, err = sandbox.in_child(watched, opt)
    for (options, words), (theirs, ours) in zip(WATCHED, pairs):
        expected, found = theirs[0], ours[0]
        for rule in OURS:
            found = rule.applied(found)
        for rule in BOTH:
            expected, found = rule.applied(expected), rule.applied(found)
        a, b = expected.splitlines(), found.splitlines()
        differing = [f"{x!r}\n  {y!r}" for x, y in itertools.zip_longest(a, b) if x != y]
        count.check(a and a == b and not ours[1], f"ip {options} monitor {words}", f"{len(a)} and {len(b)} lines", ours[1], *differing[:4])
    count.check(any("[nsid 5]id 8 dev v3 " in ours[0] for _, ours in pairs), "links of other namespaces have their own names")
    for rule in OURS + BOTH:
        count.check(rule.used, f"no monitor needs: {rule.reason}")
    check_json(lines, err, count)


def check_json(text, err, count):
    """Each line is an object that says what, when and of which object; all objects come and go."""
    seen, bad, last = set(), [], 0
    for line in text.splitlines():
        try:
            event = json.loads(line)
            good = event["data"] and event["time"] >= last and re.search(r'"time":\d+\.\d{6},', line)
            seen.add((event["object"], event["event"]))
            last = event["time"]
        except (ValueError, KeyError, TypeError):
            good = False
        if not good:
            bad.append(line)
    count.check(text and not bad and not err, "JSON Lines", err, *bad[:4])
    count.check(("stats", "new") in seen, "JSON Lines: counters of hardware", sorted(seen))
    for name in OBJECTS:
        count.check({(name, "new"), (name, "del")} <= seen, f"JSON Lines: {name} comes and goes", sorted(seen))


# ---- a monitor that is stopped while much happens
def held_up(opt, routes, options):
    m = Monitor(opt["minip"], options, "route")
    until(lambda: listening([m]), "the monitor listens")
    m.process.send_signal(signal.SIGSTOP)
    begin = time.monotonic()
    batch = "link set lo up\n" + "".join(f"route {verb} 10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}/32 dev lo\n"
                                         for verb in ("add", "del") for i in range(routes // 2))
    subprocess.run([f"{opt['oracle']}/ip", "-batch", "-"], input=batch.encode(), env=sandbox.environment(opt["oracle"]),
                   check=True)
    time.sleep(max(0, opt["seconds"] - (time.monotonic() - begin)))
    m.process.send_signal(signal.SIGCONT)
    quiet([m], [m.path("out")])
    m.stop()
    lines = [line for line in m.text().splitlines() if re.match(r"(Deleted )?10\.", line)]
    return len(lines), len(set(lines)), m.text("err")


def check_held_up(opt, args, count):
    number, different, err = sandbox.in_child(held_up, opt, args.routes, "")
    count.check(number == different == args.routes and not err, f"a monitor stopped during {args.routes} route changes",
                f"{number} lines, {different} different ones", err)
    # A queue that is too small: it is told, and later events are shown.
    number, _, err = sandbox.in_child(held_up, opt, min(args.routes, 4000), "-rcvbuf 20000")
    count.check(0 < number < 4000 and "No buffer space available (105)" in err, "events are lost: it says so and goes on",
                f"{number} lines", err)


# ---- names
def renamed(opt):
    """What a link is called from now on is what routes say from now on."""
    m = Monitor(opt["minip"], "", "route")
    until(lambda: listening([m]), "the monitor listens")
    sandbox.set_up("ip link add v0 type veth peer v1\nip link set v0 name w0\nip link set v1 up\nip link set w0 up\n"
                   "ip route add 10.1.0.0/16 dev w0", opt["oracle"])
    quiet([m], [m.path("out")])
    m.stop()
    return m.text()


# ---- files: what rtmon writes
def recorded(opt):
    for words in ("", "link", "address route", "-4 address", "-6 route", "all", "li", "a r"):
        pair = [Monitor(opt[side], "", f"{words} file {side}{words.replace(' ', '_')}", "rtmon") for side in ("oracle", "minip")]
        yield words, pair


def rtmon(opt):
    sandbox.set_up(CABLE, opt["oracle"])
    runs = list(recorded(opt))
    until(lambda: listening(sum((pair for _, pair in runs), [])), "rtmon listens")
    happen(opt["oracle"])
    found = []
    for words, pair in runs:
        names = [Path(f"{side}{words.replace(' ', '_')}") for side in ("oracle", "minip")]
        quiet(pair, names, 0.05)
        for m in pair:
            m.stop()
        found.append((words, *(monitor_files.read_back(opt, name) for name in names)))
    return found


def check_rtmon(opt, count):
    for words, (theirs, a_messages), (ours, b_messages) in sandbox.in_child(rtmon, opt):
        count.check(a_messages == b_messages and len(a_messages) > 10, f"rtmon {words}: the same messages",
                    f"{len(a_messages)} and {len(b_messages)}")
        count.check(theirs == ours and all(text for text in ours), f"rtmon {words}: ip and minip show both files alike")


def main():
    parser = argparse.ArgumentParser(description="monitor of minip beside that of the installed ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--routes", default=20000, type=int, help="changes while a monitor is stopped (issue: 100000)")
    parser.add_argument("--seconds", default=0, type=float, help="at least so long it is stopped (issue: 2)")
    parser.add_argument("--messages", default=500, type=int, help="made-up ones of each object in a file")
    parser.add_argument("--damaged", default=40, type=int, help="damaged files of events")
    parser.add_argument("--seed", default=1, type=int)
    args = parser.parse_args()
    count, began = Count(), time.monotonic()
    with monitor_files.scratch() as directory:
        opt = {side: str(sandbox.program_directory(directory, side, program))
               for side, program in (("minip", args.minip), ("oracle", args.oracle))}
        for side, program in (("minip", args.minip), ("oracle", args.oracle.with_name("rtmon"))):
            os.symlink(program.absolute(), f"{opt[side]}/rtmon")
        opt["seconds"] = args.seconds
        compare_watched(opt, count)
        text = sandbox.in_child(renamed, opt)
        count.check("10.1.0.0/16 dev w0 " in text and "v0" not in text, "names follow links that are renamed", text)
        check_held_up(opt, args, count)
        check_rtmon(opt, count)
        monitor_files.check(opt, args, count)
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{count.passed} passed, {count.failed} failed")
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
