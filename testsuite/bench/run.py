#!/usr/bin/env python3
# run.py - minip and the installed ip in turns, beside the least that any program must spend.  SPDX-License-Identifier: GPL-2.0-or-later
"""Prints a table of medians of processor time (user and system), and writes it as TSV.  The programs take turns,
so that what disturbs one disturbs the others too."""
import argparse
import math
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "parity")]
sys.dont_write_bytecode = True
import sandbox
from worlds import World, batch

# The reference (7.1) shows where an IPv6 address comes from, the installed 6.1 does not.
NEWER = re.compile(rb"proto kernel_(?:lo|ra|ll) ")
ROWS = []


class Row:
    """what, then for each program the median time in ms and the greatest peak in KiB."""

    def __init__(self, what, goal=None):
        self.what, self.goal, self.time, self.peak, self.faults, self.equal = what, goal, {}, {}, {}, ""

    def ratio(self, of, to="minip"):
        return self.time[of] / self.time[to] if of in self.time and self.time.get(to) else None


class Bench:
    def __init__(self, opt):
        self.programs, self.tools, self.only, self.big = opt["programs"], opt["tools"], opt["only"], opt["full"]
        self.rounds, self.rows = opt["rounds"], []
        self.world = World(self.programs["ip"])

    def launch(self, count, program, args, output="/dev/null"):
        out = subprocess.run([self.tools + "/launch", str(count), output, program, "ip", *args], check=True,
                             capture_output=True, text=True)
        runs = [[int(n) for n in line.split()] for line in out.stdout.splitlines()]
        if any(run[3] for run in runs):
            raise RuntimeError(f"{program} {' '.join(args)}: {out.stderr}")
        return runs

    def note(self, row, name, runs):
        row.time.setdefault(name, []).extend(run[0] / 1e3 for run in runs)
        row.peak[name] = max(row.peak.get(name, 0), *(run[1] for run in runs))
        row.faults[name] = min(run[2] for run in runs)

    def done(self, row):
        row.time = {name: statistics.median(times) for name, times in row.time.items()}
        self.rows.append(row)
        return row

    def command(self, what, *args, count=20, goal=None, floor=None, static=False, between=None, compare=False):
        """A command line; floor: arguments of the floor program, which may need the size of the output."""
        row = Row(what, goal)
        names = [name for name in self.programs if name != "static" or static]
        for k in range(self.rounds):
            for name in names:
                self.note(row, name, self.launch(count, self.programs[name], args, f"out.{name}"))
                if between:
                    between(k, name)
            if floor:
                size = str(Path("out.minip").stat().st_size)
                self.note(row, "floor", self.launch(count, self.tools + "/floor", [a.replace("SIZE", size) for a in floor], "out.floor"))
                if between:
                    between(k, "floor")
        if compare:
            texts = [NEWER.sub(b"", Path(f"out.{name}").read_bytes()) for name in names]
            row.equal = "equal" if all(text == texts[0] for text in texts) else "DIFFER"
        return self.done(row)


def group(name):
    def add(function):
        ROWS.append((name, function))
        return function
    return add


@group("short")
def short(b):
    def world(b=b):
        b.command("link show lo", "link", "show", "lo", count=100, goal=1.9, static=True, compare=True)
    yield world


@group("netns")
def netns(b):
    for count in (2, 500):
        def world(b=b, count=count):
            b.world.namespaces(count)
            b.command(f"-n NS link show lo, {count} namespaces", "-n", "n1", "link", "show", "lo", goal=8 if count == 2 else 12)
            if count == 500:
                b.command("netns list, 500 with ids", "netns", "list", count=3, goal=2, compare=True)
                return
            b.command("netns exec NS true", "netns", "exec", "n1", "true", goal=1.7)
            add, remove = Row("netns add", 2.5), Row("netns del", 6)
            for _ in range(10 * b.rounds):
                for name in ("minip", "ip"):
                    b.note(add, name, b.launch(1, b.programs[name], ["netns", "add", "x"]))
                    b.note(remove, name, b.launch(1, b.programs[name], ["netns", "del", "x"]))
            b.done(add)
            b.done(remove)
        yield world

    def without(b=b):
        b.world.namespaces(500, ids=False)
        b.command("netns list, 500 without ids", "netns", "list", count=3, goal=20, compare=True)
    yield without


@group("peer")
def peer(b):
    for count in (500, 2000) if b.big else (500,):
        def world(b=b, count=count):
            b.world.namespaces(count, peer=count // 3)
            b.command(f"link show of a veth, {count} namespaces", "link", "show", "v0", count=2, goal=15 if count == 500 else 30, compare=True)
        yield world


@group("batch")
def batches(b):
    goals = {"add": (2.2, 3.2), "replace": (2.9, 5.2), "del": (2.7, 4)}
    count = 100_000

    def world(b=b):
        b.world.device()
        for options, window, which in (([], "1", 0), (["-force"], "64", 1)):
            rows = {verb: Row(f"{' '.join(options) or 'default'} batch of {count} route {verb}", goals[verb][which]) for verb in goals}
            for _ in range(b.rounds):
                for name, program in (("minip", b.programs["minip"]), ("ip", b.programs["ip"]), ("floor", b.tools + "/floor")):
                    for verb in goals:
                        args = ["route", verb, "d0", str(count), window] if name == "floor" else [*options, "-batch", batch(verb, verb, count)]
                        b.note(rows[verb], name, b.launch(1, program, args))
            for row in rows.values():
                b.done(row)
    yield world


@group("devices")
def devices(b):
    def world(b=b, count=4000):
        b.world.links(count)
        # With no address at all the kernel would look at each device for one to send from.
        b.world.ip(["address add 10.255.255.255/32 dev lo", *(f"link set b{n} up" for n in range(count))])
        file = batch("devices", "add", count, count)
        for options, goal in ([], 2.5), (["-force"], 4):
            b.command(f"{' '.join(options) or 'default'} batch, {count} routes, a new device each", *options, "-batch", file, count=1, goal=goal,
                      between=lambda *_: b.world.ip(["route flush table main"]))
    yield world


@group("routes")
def routes(b):
    def world(b=b, count=1_000_000 if b.big else 100_000):
        b.world.routes(count)
        for options in [], ["-j"], ["-o"]:
            b.command(f"route show {' '.join(options)}, {count} routes", *options, "route", "show", count=1, goal=3.6,
                      floor=["dump", "26", "2", "SIZE"], compare=True)
    yield world

    def six(b=b, count=100_000):
        b.world.routes(count, six=True)
        b.command(f"-6 route show, {count} routes", "-6", "route", "show", count=1, goal=1.6, floor=["dump", "26", "10", "SIZE"], compare=True)
    yield six


@group("links")
def links(b):
    shown = []
    for count in (1000, 5000, 10000) if b.big else (1000, 4000):
        def world(b=b, count=count):
            b.world.links(count, 4)
            row = b.command(f"address show, {count} links of 4 addresses", "address", "show", count=1, compare=True,
                            goal={1000: 2.5, 4000: 6, 5000: 7}.get(count, 13))
            shown.append((count, row.time["minip"]))
            if len(shown) > 1:
                (n, a), (m, z) = shown[0], shown[-1]
                row.what += f" (growth exponent {math.log(z / a) / math.log(m / n):.2f})"
            if count > 1000:
                b.command(f"link show, {count} links", "link", "show", count=1, goal=1.6, floor=["dump", "18", "0", "SIZE"], compare=True)
        yield world


@group("tables")
def tables(b):
    def neighbours(b=b, count=50_000):
        b.world.neighbours(count)
        b.command(f"neigh show, {count} neighbours", "neigh", "show", count=1, goal=1.6, floor=["dump", "30", "0", "SIZE"], compare=True)
    yield neighbours

    def rules(b=b, count=10_000):
        b.world.rules(count)
        b.command(f"rule show, {count} rules", "rule", "show", count=1, goal=1.6, floor=["dump", "34", "2", "SIZE"], compare=True)
    yield rules


@group("monitor")
def monitor(b):
    """How many of 100,000 changes are not told by who was stopped meanwhile."""
    def world(b=b, count=50_000):
        b.world.device()
        add, remove = batch("add", "add", count), batch("del", "del", count)
        row, lost = Row(f"monitor route, stopped during {2 * count} changes", 0), {}
        for name in ("minip", "ip"):
            with open(f"out.{name}", "wb") as out:
                process = subprocess.Popen([b.programs[name], "monitor", "route"], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
            until(lambda: listens(process.pid))
            process.send_signal(signal.SIGSTOP)
            for file in add, remove:
                subprocess.run([b.programs["ip"], "-batch", file], check=True)
            process.send_signal(signal.SIGCONT)
            until(lambda: rests(process.pid))
            process.terminate()
            process.wait()
            lost[name] = 2 * count - Path(f"out.{name}").read_bytes().count(b"\n")
        row.equal = f"lost {lost['minip']}, ip {lost['ip']}"
        b.done(row)
    yield world


def until(true):
    while not true():
        time.sleep(0.05)


def listens(pid):
    """Is a socket of this process (its port) in a group?"""
    sockets = [line.split() for line in Path("/proc/net/netlink").read_text().splitlines()[1:]]
    return any(s[2] == str(pid) and int(s[3], 16) for s in sockets)


def rests(pid):
    """Does it sleep, and nothing waits in its socket?"""
    waiting = [line.split() for line in Path("/proc/net/netlink").read_text().splitlines()[1:]]
    return not any(s[2] == str(pid) and int(s[4]) for s in waiting) and Path(f"/proc/{pid}/stat").read_text().split()[2] == "S"


def measure(opt, name, index):
    """In namespaces of its own, and so all that it made is gone with them."""
    b = Bench(opt)
    function = dict(ROWS)[name]
    list(function(b))[index]()
    return [vars(row) for row in b.rows]


def worlds(opt):
    for name, function in ROWS:
        if opt["only"] and name not in opt["only"]:
            continue
        for index in range(len(list(function(Bench(opt))))):
            yield name, index


def build_tools(directory):
    directory.mkdir(parents=True, exist_ok=True)
    for tool in ("floor", "launch"):
        small = ["musl-gcc", "-static"] if tool == "launch" and shutil.which("musl-gcc") else ["cc"]
        subprocess.run([*small, "-O2", "-o", directory / tool, HERE / f"{tool}.c"], check=True)


def lines(rows):
    yield ("what", "minip ms", "ip ms", "floor ms", "ip/minip", "goal", "minip/floor", "minip KiB", "ip KiB", "output")
    for row in rows:
        t, peak = row["time"], row["peak"]
        if not t:
            yield (row["what"], *[""] * 4, str(row["goal"]), "", "", "", row["equal"])
        for name in [n for n in ("minip", "static") if n in t]:
            yield (row["what"] + (" (static)" if name == "static" else ""), f"{t[name]:.2f}", f"{t['ip']:.2f}",
                   f"{t['floor']:.2f}" if "floor" in t else "", f"{t['ip'] / t[name]:.2f}",
                   "5" if name == "static" else str(row["goal"] or ""), f"{t[name] / t['floor']:.2f}" if "floor" in t else "",
                   str(peak[name]), str(peak["ip"]), row["equal"])


def main():
    top = HERE.parent.parent
    parser = argparse.ArgumentParser()
    parser.add_argument("--minip", default=top / ".build/minip", type=Path)
    parser.add_argument("--static", type=Path, help="the build without shared libraries")
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--tsv", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="a million routes, 10,000 links, 2,000 namespaces too")
    parser.add_argument("only", nargs="*", help="groups: " + " ".join(name for name, _ in ROWS))
    args = parser.parse_args()
    tools = args.minip.absolute().parent / "bench"
    build_tools(tools)
    programs = {"minip": str(args.minip.absolute()), "ip": str(args.oracle)}
    if args.static and args.static.exists():
        programs["static"] = str(args.static.absolute())
    opt = {"programs": programs, "tools": str(tools), "only": args.only, "full": args.full, "rounds": args.rounds}
    table = []
    for name, index in worlds(opt):
        rows = sandbox.in_child(measure, opt, name, index)
        table += list(lines(rows))[bool(table):]
        for cells in table[-sum(1 for _ in lines(rows)) + 1:]:
            print("  ".join([f"{cells[0]:62}", *(f"{cell:>9}" for cell in cells[1:])]), flush=True)
    if args.tsv:
        args.tsv.write_text("\n".join("\t".join(cells) for cells in table) + "\n")


if __name__ == "__main__":
    sys.exit(main())
