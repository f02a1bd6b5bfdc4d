#!/usr/bin/env python3
# mistakes.py - common mistakes: what minip says of them on a terminal.  SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the lines of mistakes.tsv with standard error on a terminal, and under the installed ip beside it.

    @state NAME TAB line of shell       builds the state that lines of this name start from; they may not change it
    @stderr TAB regular expression TAB replacement      the oracle's text, made 7.1's
    STATE TAB COMMAND TAB FIRST LINE TAB WORD TAB HINT

The first line and the status are the oracle's (a FIRST LINE that begins with "7.1: " is not compared with it: the
oracle is older), and the first line is the one in the file; where it is a kernel's wording that this kernel does not
share, the oracle's alone counts, and the summary tells how many. WORD is what stands above the caret ("-": there is no
word), HINT is part of one of the hints.  A COMMAND of bridge begins with that word.  A state that begins with "nocap" runs without CAP_NET_ADMIN and CAP_SYS_ADMIN, of one that begins with "family" both programs
find families of generic netlink that the kernel may lack (parity/shim.c).
"""
import argparse
import fcntl
import os
import pty
import re
import select
import shlex
import struct
import sys
import termios
import tty
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "parity"))
import sandbox      # noqa: E402

FAMILIES = "l2tp fou macsec ila"
PR_CAPBSET_DROP, CAP_NET_ADMIN, CAP_SYS_ADMIN = 24, 12, 21
COLUMNS = 500
ENOUGH = 0.95       # of all lines name a word and a next step
LEAST = 120         # lines
PATIENCE = 10
ERRNO = re.compile("|".join(re.escape(os.strerror(code)) + r"\.?$" for code in range(1, 134)))


@dataclass
class Mistake:
    state: str
    command: str
    first: str
    word: str
    hint: str
    number: int


def read(path):
    """(state -> script, [(pattern, replacement)], mistakes)"""
    states, newer, mistakes = {}, [], []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        columns = line.split("\t")
        if not line or line.startswith("#"):
            continue
        if columns[0].startswith("@state "):
            states.setdefault(columns[0][7:], []).append(columns[1])
        elif columns[0] == "@stderr":
            newer.append((re.compile(columns[1]), columns[2]))
        elif len(columns) == 5 and columns[0] in states:
            mistakes.append(Mistake(*columns, number))
        else:
            raise SystemExit(f"{path.name}:{number}: STATE COMMAND FIRST-LINE WORD HINT, with tabs between them")
    return states, newer, mistakes


class Terminal:
    """What a child writes to it; its buffer is small, so it is read while the child runs."""

    def __init__(self):
        self.near, self.far = pty.openpty()
        tty.setraw(self.far)
        fcntl.ioctl(self.far, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        os.set_blocking(self.near, False)

    def waiting(self):
        text = b""
        try:
            while part := os.read(self.near, 65536):
                text += part
        except BlockingIOError:
            pass
        return text

    def run(self, program, words, env, null):
        """(what it wrote, its status)"""
        actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, self.far, 2)]
        child = os.posix_spawn("/usr/bin/timeout", ["timeout", str(PATIENCE), program, *words], env,
                               file_actions=actions)
        ended, text = os.pidfd_open(child), b""
        while ended not in select.select([self.near, ended], [], [])[0]:
            text += self.waiting()
        os.close(ended)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return (text + self.waiting()).decode("utf-8", "backslashreplace"), status


def state_of(oracle_bin):
    """What there is, without the time that runs and what comes with it."""
    return re.sub(r'"\w+_(timer|life_time)":[\d.]+|"operstate":"\w+"', "", sandbox.dump_state(oracle_bin))


def run_state(state, script, commands, bindir, oracle_bin, shim):
    """[(oracle's text, its status, our text, our status)]"""
    sandbox.set_up("\n".join(script), oracle_bin)
    if state.startswith("nocap"):
        for capability in (CAP_NET_ADMIN, CAP_SYS_ADMIN):
            sandbox.call(sandbox.libc.prctl, PR_CAPBSET_DROP, capability, 0, 0, 0)
    terminal, null, out = Terminal(), os.open("/dev/null", os.O_RDWR), []
    before = state_of(oracle_bin)
    for command in commands:
        words = shlex.split(command)
        result = []
        name = "bridge" if words[0] == "bridge" else "ip"
        for directory in (oracle_bin, bindir):
            env = sandbox.environment(directory, **({"LD_PRELOAD": shim, "NLFAMILIES": FAMILIES} if shim else {}))
            result += terminal.run(f"{directory}/{name}", words[name == "bridge":], env, null)
        out.append(result)
    return out, before == state_of(oracle_bin)


def work(arguments):
    try:
        return sandbox.in_child(run_state, *arguments)
    except RuntimeError as error:
        return str(error)


def pointed_at(lines):
    """The word above the caret, or "-"."""
    for above, carets in zip(lines, lines[1:]):
        if re.fullmatch(r" +\^+", carets):
            return above[carets.index("^"):len(carets)].strip() or "end"
    return "-"


def first_of(text, newer):
    line = text.partition("\n")[0].rstrip("\r")
    for pattern, replacement in newer:
        line = pattern.sub(replacement, line)
    return line


@dataclass
class Seen:
    first: str
    word: str
    hints: str
    wrong: list
    other_kernel: bool = False


def judge(mistake, result, newer):
    theirs, their_status, ours, our_status = result
    lines = ours.replace("\r", "").split("\n")
    expected = mistake.first.removeprefix("7.1: ")
    oracle = expected if expected != mistake.first else first_of(theirs, newer)
    seen = Seen(lines[0], pointed_at(lines), "\n".join(x for x in lines if x.startswith("  hint: ")), [])
    if seen.first != oracle:
        seen.wrong.append(f"first line: {seen.first!r}, the oracle {oracle!r}")
    if expected == mistake.first and our_status != their_status or not our_status:
        seen.wrong.append(f"status {our_status}, the oracle {their_status}")
    if seen.first != expected and not seen.wrong:
        seen.other_kernel = seen.first.startswith(("Error: ", "RTNETLINK answers: "))
        if not seen.other_kernel:
            seen.wrong.append(f"first line: {seen.first!r}, the file {expected!r}")
    # Another kernel's reason has another hint.
    if seen.word != mistake.word and not seen.other_kernel:
        seen.wrong.append(f"points at {seen.word!r}, not at {mistake.word!r}")
    if mistake.hint == "-" and seen.hints or mistake.hint not in seen.hints and not seen.other_kernel:
        seen.wrong.append(f"hint {seen.hints.strip()!r} lacks {mistake.hint!r}")
    if ERRNO.search(lines[0]) and not seen.hints:
        seen.wrong.append("ends in a bare errno")
    return seen


def run_all(states, mistakes, opt):
    base = (opt.build or opt.minip.parent).absolute() / "mistakes"
    ours, oracle = sandbox.programs(base, opt)
    groups = {name: [m for m in mistakes if m.state == name] for name in states}
    shim = sandbox.preload(base, "shim")
    jobs = [(name, states[name], [m.command for m in group], str(ours), str(oracle), str(shim) if name[:6] == "family" else "")
            for name, group in groups.items() if group]
    with ProcessPoolExecutor(2) as pool:
        return list(zip((groups[job[0]] for job in jobs), pool.map(work, jobs)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minip", default=HERE.parent / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--build", type=Path)
    parser.add_argument("-k", default="", help="only lines that have this")
    parser.add_argument("-v", action="store_true", help="what minip says, in full")
    parser.add_argument("file", nargs="?", default=HERE / "mistakes.tsv", type=Path)
    opt = parser.parse_args()
    states, newer, mistakes = read(opt.file)
    mistakes = [m for m in mistakes if opt.k in f"{m.state} {m.command}"]
    passed = failed = helpful = elsewhere = 0
    for group, results in run_all(states, mistakes, opt):
        if isinstance(results, str) or not results[1]:
            print(f"FAIL state {group[0].state}: {results if isinstance(results, str) else 'a line has changed it'}")
            failed += 1
            results = ([], False) if isinstance(results, str) else results
        for mistake, result in zip(group, results[0]):
            seen = judge(mistake, result, newer)
            helpful += seen.word != "-" and bool(seen.hints)
            elsewhere += seen.other_kernel
            failed, passed = failed + bool(seen.wrong), passed + (not seen.wrong)
            if seen.wrong or opt.v:
                print(f"{'FAIL' if seen.wrong else 'ok'} {opt.file.name}:{mistake.number}: ip {mistake.command}")
                print("\n".join(f"  {text}" for text in seen.wrong))
                print(f"    | " + result[2].replace("\r", "").strip().replace("\n", "\n    | "))
    share = helpful / max(1, passed + failed)
    print(f"{passed + failed} mistakes, {helpful} of them with a word and a next step ({share:.1%}); "
          f"{elsewhere} that this kernel words in another way")
    if not opt.k and (share < ENOUGH or passed + failed < LEAST):
        print(f"FAIL at least {LEAST} mistakes and {ENOUGH:.0%} of them are needed")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
