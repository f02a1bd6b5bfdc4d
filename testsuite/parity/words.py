#!/usr/bin/env python3
# words.py - every word of the objects, its abbreviations, good and bad values.  SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the lines that words_lines.py makes of words/OBJECT.tsv under minip and under the installed ip, and compares
requests, the first line on standard error and the status.  The programs have no right to change the
namespace (CAP_NET_ADMIN): each line meets the same devices, and the kernel's answer to a request is
always that it is not permitted.  What is meant to differ is in words/OBJECT.known:

    regular expression of lines TAB fields TAB reason [TAB stderr=TEXT] [TAB status=N]
    @stderr TAB regular expression TAB replacement TAB reason       the oracle's text, made 7.1's
"""
import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import netlink
import sandbox
import words_expect
import words_lines

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
FIELDS = ("stderr", "status", "request", "facts")
BATCH = 150             # lines that share a sandbox
PATIENCE = 10           # seconds for one line
PR_CAPBSET_DROP, CAP_NET_ADMIN = 24, 12
# Of generic netlink: the shim accepts what is sent to those that a kernel may lack.
FAMILIES = "l2tp fou macsec ila"
INDEXES = {"v0": 10, "v1": 11, "br0": 12, "x": 13}


@dataclass
class Known:
    pattern: re.Pattern
    fields: tuple
    reason: str
    expected: dict
    where: str
    used: bool = False


@dataclass
class Newer:
    """How a text of the oracle's reads in 7.1."""
    pattern: re.Pattern
    text: str
    where: str
    used: bool = False


@dataclass
class Differences:
    known: list = field(default_factory=list)
    newer: list = field(default_factory=list)


def read_known(path):
    out = Differences()
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else (), 1):
        columns, where = line.split("\t"), f"{path.name}:{number}"
        if not line or line.startswith("#"):
            continue
        if columns[0] == "@stderr" and len(columns) == 4:
            out.newer.append(Newer(re.compile(columns[1]), columns[2], where))
            continue
        if len(columns) < 3 or not set(columns[1].split(",")) <= set(FIELDS):
            raise words_lines.BadFile(f"{where}: pattern TAB fields TAB reason")
        expected = dict(text.split("=", 1) for text in columns[3:])
        out.known.append(Known(re.compile(columns[0]), tuple(columns[1].split(",")), columns[2], expected, where))
    return out


class Program:
    """One program in the sandbox: a line in, what it said and sent out."""

    def __init__(self, bindir, shim):
        self.directory = Path(bindir)
        self.log = str(Path(sandbox.WORK).parent / "requests")
        self.env = sandbox.environment(bindir, LD_PRELOAD=str(shim), NLLOG=self.log, NLFAMILIES=FAMILIES)
        self.null = os.open("/dev/null", os.O_RDWR)
        self.err = os.open("err", os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self.actions = [(os.POSIX_SPAWN_DUP2, self.null, 0), (os.POSIX_SPAWN_DUP2, self.null, 1),
                        (os.POSIX_SPAWN_DUP2, self.err, 2)]

    def run(self, text):
        os.ftruncate(self.err, 0)
        words = shlex.split(text)
        if words[0] != "bridge":
            words.insert(0, "ip")
        child = os.posix_spawn(self.directory / words[0], words, self.env, file_actions=self.actions)
        signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
        signal.alarm(PATIENCE)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        signal.alarm(0)
        err = os.pread(self.err, 4096, 0).decode("utf-8", "backslashreplace")
        sent = b""
        if os.path.exists(self.log):
            sent = Path(self.log).read_bytes()
            os.unlink(self.log)
        return {"stderr": err.partition("\n")[0], "status": status, "log": sent.hex()}


def run_lines(texts, setup, bindir, oracle_bin, shim):
    sandbox.set_up(setup, oracle_bin)
    sandbox.call(sandbox.libc.prctl, PR_CAPBSET_DROP, CAP_NET_ADMIN, 0, 0, 0)
    program = Program(bindir, shim)
    return [program.run(text) for text in texts]


def drive(lines, setup, driver, oracle_bin, shim):
    """Lines in one process (testsuite/fuzz/lines.c) that is not to crash; what it said when it did."""
    sandbox.set_up(setup, oracle_bin)
    sandbox.call(sandbox.libc.prctl, PR_CAPBSET_DROP, CAP_NET_ADMIN, 0, 0, 0)
    words = [(words[0] == "bridge", words) for words in map(shlex.split, lines)]
    env = sandbox.environment(oracle_bin, LD_PRELOAD=str(shim), NLFAMILIES=FAMILIES)
    for is_bridge in (False, True):
        some = [line[is_bridge:] for kind, line in words if kind == is_bridge]
        data = b"".join(f"{len(line)}\0{''.join(word + chr(0) for word in line)}".encode() for line in some)
        if not some:
            continue
        out = subprocess.run([driver, "bridge" if is_bridge else "ip"], input=data, env=env, capture_output=True)
        if out.returncode or not out.stdout.endswith(b"\n%d lines\n" % len(some)):
            return f"status {out.returncode}\n" + out.stderr[-4000:].decode("utf-8", "backslashreplace")
    return ""


def driven(lines):
    try:
        return sandbox.in_child(drive, [line.text for line in lines], lines[0].fact.area.setup, setting["minip"],
                                setting["oracle"], setting["shim"])
    except RuntimeError as error:
        return str(error)


def drive_all(lines, opt):
    """(passed, failed): a batch that crashes fails with all of its lines."""
    passed = failed = 0
    chunks = list(chunks_of(lines))
    with ProcessPoolExecutor(opt.j) as pool:
        for chunk, text in zip(chunks, pool.map(driven, chunks)):
            failed, passed = failed + len(chunk) * bool(text), passed + len(chunk) * (not text)
            if text:
                print(f"FAIL one of {len(chunk)} lines from ip {chunk[0].text}\n{text}")
    return passed, failed


def answers(texts, area, bindir):
    """Text -> what the program said; the request as netlink.py writes it."""
    out = sandbox.in_child(run_lines, texts, area.setup, bindir, setting["oracle"], setting["shim"])
    for answer in out:
        answer["log"] = bytes.fromhex(answer["log"])
        answer["request"] = "\n".join(netlink.requests(answer["log"], area.dumps))
        answer["status"] = str(answer["status"])
    return dict(zip(texts, out))


def expectation(line, oracle):
    """What minip is to do: the oracle's answer, or for a word that the oracle lacks what the facts state."""
    fact = line.fact
    if line.role == "less" and "[" in fact.line:
        return {"stderr": None, "status": None, "request": ""}
    if fact.known or line.role in ("less", "set") or line.role == "short" and fact.attribute == "-":
        return oracle[line.text]
    if line.role in ("good", "short", "refused"):
        base = oracle[words_lines.base(fact)]
        if fact.attribute == "-":
            return base
        return {"stderr": base["stderr"], "status": base["status"],
                "request": "\n".join(words_expect.request(base["log"], line, INDEXES))}
    if fact.error == "-" and line.role != "missing":
        return {"stderr": None, "status": None, "request": ""}
    text, status = words_lines.expected_error(line)
    return {"stderr": text, "status": str(status), "request": ""}


def boundary(line, first, oracle):
    """What is wrong with the shortest abbreviation that the facts give, by the oracle's answers."""
    if not line.fact.known or line.role not in ("short", "less") or first.role != "good":
        return ""
    same = all(oracle[line.text][name] == oracle[first.text][name] for name in ("stderr", "status", "request"))
    if line.role == "short":
        return "" if same else "the oracle does not take it for the word"
    return "the oracle takes it for the word" if same else ""


def batch(lines):
    """(expected, ours) for each line; the lines of a word come together."""
    area = lines[0].fact.area
    texts = list(dict.fromkeys(line.text for line in lines))
    bases = dict.fromkeys(words_lines.base(line.fact) for line in lines if not line.fact.known)
    try:
        ours = answers(texts, area, setting["minip"])
        oracle = answers(list(dict.fromkeys([*texts, *bases])), area, setting["oracle"])
    except RuntimeError as error:
        return [(None, str(error))] * len(lines)
    first, out = {}, []
    for line in lines:
        first.setdefault(line.fact, line)
        expected = expectation(line, oracle) | {"facts": ""}
        found = ours[line.text] | {"facts": boundary(line, first[line.fact], oracle)}
        out.append(tuple({name: side[name] for name in FIELDS} for side in (expected, found)))
    return out


def chunks_of(lines):
    """Lists of about BATCH lines of one object; no word is torn."""
    chunk = []
    for line in lines:
        if chunk and (line.fact.area != chunk[-1].fact.area or len(chunk) >= BATCH and line.fact != chunk[-1].fact):
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


setting = {}


def options():
    parser = argparse.ArgumentParser(description="every word of the objects under minip and the installed ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--build", type=Path, help="where the shim and the links go")
    parser.add_argument("--words", default=HERE / "words", type=Path, help="directory of OBJECT.tsv, .known, .setup")
    parser.add_argument("--object", help="only the words of this object")
    parser.add_argument("--kind", help="only the words of this kind")
    parser.add_argument("-k", metavar="SUBSTRING", default="", help="only lines that have it")
    parser.add_argument("-v", action="store_true", help="every line, and both sides of what differs")
    parser.add_argument("-j", type=int, default=os.cpu_count(), help="workers")
    parser.add_argument("--list", action="store_true", help="the lines, not run")
    parser.add_argument("--driver", type=Path, help="run nothing but this one (testsuite/fuzz/lines), which is to survive all")
    return parser.parse_args()


def prepare(opt):
    build = (opt.build or opt.minip.absolute().parent) / "words"
    directory = build / f"bin-{os.getpid()}"
    setting["minip"], setting["oracle"] = map(str, sandbox.programs(directory, opt))
    setting["shim"] = str(sandbox.preload(directory, "shim"))
    return directory


def judge(line, expected, ours, differences):
    """The fields in which the line fails, each with what was expected."""
    expected = dict(expected)
    for newer in differences.newer if expected["stderr"] else ():
        text = newer.pattern.sub(newer.text, expected["stderr"])
        if text != expected["stderr"]:
            newer.used, expected["stderr"] = True, text
    wrong = {name: expected[name] for name in FIELDS if expected[name] not in (None, ours[name])}
    for known in differences.known:
        match = known.pattern.fullmatch(line.text)
        if not match:
            continue
        for name in known.fields:
            known.used |= wrong.pop(name, None) is not None
        for name, text in known.expected.items():
            if ours[name] != match.expand(text):
                wrong[name] = match.expand(text)
    return wrong


def report(line, wrong, ours):
    print(f"FAIL {line.fact.kind} {line.fact.word} ({line.role}): ip {line.text[:300]}")
    for name, text in wrong.items():
        print(f"  {name}\n    expected {text[:600]}\n    minip    {ours[name][:600]}")


def uncovered(facts, sent):
    """Words without a line whose good value was sent; those that can only be refused here are told apart."""
    missing, refused = [], []
    for fact in facts:
        if fact not in sent:
            only_refused = fact.good and all(value.startswith("!") for value in fact.good)
            (refused if only_refused else missing).append(f"{fact.kind} {fact.word}")
    return missing, refused


def compare(lines, differences, opt):
    """How many lines passed and failed, and the words whose good value made a request."""
    passed = failed = 0
    sent = set()
    chunks = list(chunks_of(lines))
    with ProcessPoolExecutor(opt.j) as pool:
        results = (result for part in pool.map(batch, chunks) for result in part)
        for line, (expected, ours) in zip(lines, results):
            if expected is None:
                print(f"FAIL ip {line.text}\n  {ours}")
                failed += 1
                continue
            # What reads files only asks the kernel nothing.
            reads = expected["status"] == "0" and expected["request"] == ""
            if line.role == "good" and (ours["request"] or reads or line.fact.word == "help"):
                sent.add(line.fact)
            wrong = judge(line, expected, ours, differences[line.fact.area.name])
            failed, passed = failed + bool(wrong), passed + (not wrong)
            if wrong:
                report(line, wrong, ours)
            elif opt.v:
                print(f"ok {line.role}: ip {line.text} -> {ours['status']} {ours['stderr']} {ours['request']}")
    return passed, failed, sent


def unneeded(differences):
    return [entry.where for part in differences.values() for entry in part.known + part.newer if not entry.used]


def main():
    opt = options()
    began = time.monotonic()
    files = [path for path in sorted(opt.words.glob("*.tsv")) if opt.object in (None, path.stem)]
    facts = [fact for path in files for fact in words_lines.read_facts(path) if opt.kind in (None, fact.kind)]
    lines = [line for fact in facts for line in words_lines.lines_of(fact) if opt.k in line.text]
    if opt.list:
        print("\n".join(f"{line.fact.kind}\t{line.fact.word}\t{line.role}\tip {line.text}" for line in lines))
        return 0
    differences = {path.stem: read_known(path.with_suffix(".known")) for path in files}
    directory = prepare(opt)
    if opt.driver:
        setting["minip"] = str(opt.driver.absolute())
        passed, failed = drive_all(lines, opt)
        shutil.rmtree(directory)
        print(f"{passed} passed, {failed} failed")
        return 1 if failed or not passed else 0
    passed, failed, sent = compare(lines, differences, opt)
    shutil.rmtree(directory)
    stale = [] if opt.kind or opt.k else unneeded(differences)
    missing, refused = ([], []) if opt.k else uncovered(facts, sent)
    for where in stale:
        print(f"FAIL {where}: no line needs it")
    for text in missing:
        print(f"FAIL no request for a good value of {text}")
    failed += len(stale) + len(missing)
    print(f"{len(facts)} words, {len(missing)} not covered, {len(refused)} by their refusal only, "
          f"{len(lines)} lines, {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except words_lines.BadFile as error:
        sys.exit(f"words.py: {error}")
