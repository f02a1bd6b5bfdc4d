#!/usr/bin/env python3
# run.py - runs cases under minip and under the installed ip, and compares.  SPDX-License-Identifier: GPL-2.0-or-later
import argparse
import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import cases as case_files
import jobs
import sandbox
from mask import Mask
from netlink import requests

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
SETTLE = (300, 1300)    # milliseconds: further looks, when two runs differ, wait for what the kernel does late
# What the oracle's kept answers depend on, besides itself and the kernel.
MAKES_ANSWERS = ("sandbox.py", "mask.py", "netlink.py", "cell.c", "uml.sh")


def options():
    parser = argparse.ArgumentParser(description="parity of minip with the installed ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--build", type=Path, help="where the shim, links and oracle's answers go")
    parser.add_argument("--kernel", default="host", choices=("host", "uml"))
    parser.add_argument("--known", default=HERE / "known", type=Path)
    parser.add_argument("-k", metavar="SUBSTRING", default="", help="only cases that have it, in text or file name")
    parser.add_argument("-v", action="store_true", help="both sides of every field, whole")
    parser.add_argument("-j", type=int, default=4, help="workers")
    parser.add_argument("--tries", type=int, default=3, help="how often a case that differs is looked at")
    parser.add_argument("--every", type=int, default=1, metavar="N",
                        help="of the cases for any kernel only each Nth (a slow kernel)")
    parser.add_argument("--and", dest="too", metavar="REGEX", type=re.compile, default=re.compile("(?!)"),
                        help="... and all that begin like this")
    parser.add_argument("--write-jobs", metavar="FILE", type=Path, nargs="+",
                        help="run nothing: deal the cases out to these files, for cell.c; "
                        "with --read-results only those that differ")
    parser.add_argument("--read-results", metavar="FILE", type=Path, nargs="+",
                        help="run nothing: judge what cell.c wrote (later files override earlier)")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    return parser.parse_args()


def pairs(value):
    """An object as a list, so that the order of its keys counts."""
    return ["object"] + [[key, shown(item)] for key, item in value]


def shown(value):
    """6.1 writes {} for each object that a filter hides, 7.1 nothing."""
    return [item for item in value if item != ["object"]] if isinstance(value, list) else value


def comparable(text):
    """JSON as data with the order of its keys, anything else as it is."""
    if text[:1] in ("[", "{"):
        try:
            return json.dumps(shown(json.loads(text, object_pairs_hook=pairs)))
        except ValueError:
            pass
    return text


def unordered(state):
    """Routes of a state sorted: the kernel adds those of several links in any order."""
    lines = []
    for line in state.splitlines():
        if line.startswith("[{") and '"dst":' in line:
            try:
                line = json.dumps(sorted(json.loads(line), key=json.dumps))
            except ValueError:
                pass            # a time that the mask has taken out
        lines.append(line)
    return "\n".join(lines)


def digest(result, case):
    mask = Mask(case.setup + case.text)
    err = mask(result["stderr"])
    return {"stdout": comparable(mask(result["stdout"])), "stderr": err.partition("\n")[0],
            "status": str(result["status"]), "request": request_of(result, case),
            "state": unordered(mask(result["state"])), "stderr_whole": err}


def same(*results):
    """Nothing of them need be masked."""
    first, second = ({key: value for key, value in result.items() if key != "name"} for result in results)
    return first == second


# Lines of a batch need no acknowledgement: that no refusal came says as much.
BATCH = re.compile(r"\s-b(a(t(c(h)?)?)?)?\s")
FLAGS = re.compile(r"flags (0x[0-9a-f]+)")
NLM_F_ACK = 4


def request_of(result, case):
    text = "\n".join(requests(bytes.fromhex(result["log"])))
    if not BATCH.search(case.text):
        return text
    return FLAGS.sub(lambda m: f"flags {int(m[1], 16) & ~NLM_F_ACK:#x}", text)


class Runner:
    """Judges what cell.c wrote: here each case is run as often as it takes."""

    def __init__(self, opt):
        opt.build = (opt.build or opt.minip.parent).absolute()
        self.build = opt.build / "parity"
        self.build.mkdir(parents=True, exist_ok=True)
        self.directory = self.program_directory(opt)
        self.ours = sandbox.program_directory(self.directory, "minip", opt.minip)
        self.oracle = sandbox.program_directory(self.directory, "oracle", opt.oracle)
        self.workers, self.tries = opt.j, opt.tries
        self.kernel = opt.kernel
        self.known = case_files.read_known(opt.known)
        self.shim = self.compiled("shim", ".so", "-shared", "-fPIC")
        self.results = {}
        self.key = hashlib.sha256(opt.oracle.read_bytes() + os.uname().release.encode() +
                                  b"".join((HERE / name).read_bytes() for name in MAKES_ANSWERS)).hexdigest()
        self.cache_file = self.build / f"oracle-{opt.kernel}.json"
        self.cache = {}
        if self.cache_file.exists():
            stored = json.loads(self.cache_file.read_text())
            self.cache = stored["answers"] if stored["key"] == self.key else {}

    def program_directory(self, opt):
        return self.build / f"bin-{os.getpid()}"

    def compiled(self, name, suffix, *flags):
        source, out = HERE / f"{name}.c", self.build / f"{name}{suffix}"
        if not out.exists() or out.stat().st_mtime < source.stat().st_mtime:
            new = out.with_suffix(f".{os.getpid()}")
            subprocess.run([os.environ.get("CC", "gcc"), "-std=gnu11", "-O2", "-Wall", *flags, "-o", new, source],
                           check=True)
            new.rename(out)
        return out

    def store_answers(self):
        new = self.cache_file.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({"key": self.key, "answers": self.cache}))
        new.rename(self.cache_file)

    def close(self):
        self.store_answers()
        shutil.rmtree(self.directory)

    def write_jobs(self, paths, cases, anew):
        """Deals the cases out; the oracle's kept answers are good enough but for a second look."""
        for number, path in enumerate(paths):
            wanted = [(case, program) for case in cases[number::len(paths)] for program in (self.ours, self.oracle)
                      if program is self.ours or anew or cache_name(case) not in self.cache]
            jobs.write(path, wanted, self.oracle, self.shim)

    def run(self, cases):
        """Those that differ are looked at again, with time for what the kernel does late."""
        cell = self.compiled("cell", "", "-static")
        for number, settle in enumerate((0, *SETTLE)[:self.tries]):
            names = [self.directory / f"{number}.{worker}" for worker in range(self.workers)]
            self.write_jobs([name.with_suffix(".jobs" + name.suffix) for name in names], cases, number)
            cells = [subprocess.Popen([cell, name.with_suffix(".jobs" + name.suffix), name, str(settle)])
                     for name in names if name.with_suffix(".jobs" + name.suffix).stat().st_size]
            for process in cells:
                process.wait()
            self.results.update(jobs.read(names))
            cases = [case for case in cases if self.differs(case)]

    def result(self, case, program):
        result = self.results.get(jobs.name(program, case), {"error": "no result"})
        if result["error"]:
            raise RuntimeError(f"{program.name}: {result['error']}")
        return result

    def case(self, case):
        """(our digest, the oracle's, an error)."""
        try:
            result = self.result(case, self.ours)
            ours = digest(result, case)
            theirs = jobs.name(self.oracle, case) not in self.results and self.cache.get(cache_name(case))
            if theirs:
                return ours, theirs, None
            other = self.result(case, self.oracle)
            return ours, ours if same(result, other) else digest(other, case), None
        except RuntimeError as error:
            return None, None, str(error)

    def differs(self, case):
        ours, theirs, error = self.case(case)
        if error:
            return False
        known = self.known.get(case.text)
        return any(not known or known.fields.get(field) not in ("any", self.kernel)
                   for field in differing(ours, theirs))


class Recorded(Runner):
    """Another kernel runs the jobs, between one call of this program and the next."""

    def __init__(self, opt):
        super().__init__(opt)
        self.results = jobs.read(opt.read_results or [])

    def program_directory(self, opt):
        """The jobs name it: it stays until they are run."""
        return self.build / f"bin-{opt.kernel}"

    def close(self):
        self.store_answers()


def cache_name(case):
    return f"{case.setup}\n\n{case.text}"


def differing(ours, theirs):
    return [field for field in case_files.FIELDS if ours[field] != theirs[field]]


def judge(ours, theirs, known, kernel):
    """The fields in which the case fails, each with what is wrong."""
    wrong = {field: "differs" for field in differing(ours, theirs)}
    if known is None:
        return wrong
    known.ran = True
    for field, where in known.fields.items():
        if where in ("any", kernel) and wrong.pop(field, None):
            known.seen.add(field)
    for field, value in known.expected.items():
        if ours[field] != value:
            wrong[field] = f"is not what {known.where} expects: {value}"
    return wrong


def show(case, wrong, ours, theirs, verbose):
    print(f"FAIL {case.where}: {case.text}")
    for field, why in wrong.items():
        print(f"  {field} {why}")
        a, b = theirs[field].splitlines(), ours[field].splitlines()
        if field in ("stdout", "state"):
            a, b = [[part for line in side for part in line.replace("}, {", "},\n{").replace(",\"", ",\n\"").split("\n")]
                    for side in (a, b)]
        if verbose:
            lines = [f"ip:    {line}" for line in a] + [f"minip: {line}" for line in b]
        else:
            lines = [line for line in difflib.unified_diff(a, b, "ip", "minip", n=1, lineterm="")][2:14]
        for line in lines:
            print(f"    {line[:400] if not verbose else line}")


def stale(known, kernel, texts, whole):
    """Entries of the list that no longer hold."""
    for text, entry in known.items():
        if whole and text not in texts:
            yield f"{entry.where}: no case reads: {text}"
        if not entry.ran:
            continue
        for field, where in entry.fields.items():
            if where in ("any", kernel) and field not in entry.seen:
                yield f"{entry.where}: {field} no longer differs: {text}"


def choose(every, opt):
    chosen = [case for case in every if case.kernel in ("any", opt.kernel) and
              (opt.k in case.text or opt.k in case.where)]
    return [case for number, case in enumerate(chosen)
            if case.kernel == opt.kernel or number % opt.every == 0 or opt.too.match(case.text)]


def judge_all(runner, chosen, opt):
    passed = failed = 0
    for case in chosen:
        ours, theirs, error = runner.case(case)
        if error:
            print(f"FAIL {case.where}: {case.text}\n  {error}")
            failed += 1
            continue
        runner.cache[cache_name(case)] = theirs
        wrong = judge(ours, theirs, runner.known.get(case.text), opt.kernel)
        if wrong:
            show(case, wrong, ours, theirs, opt.v)
        failed, passed = failed + bool(wrong), passed + (not wrong)
    return passed, failed


def main():
    opt = options()
    files = opt.files or sorted(HERE.glob("*.cases"))
    every = [case for path in files for case in case_files.read_cases(path)]
    chosen = choose(every, opt)
    if opt.list:
        print("\n".join(f"{case.where}\t{case.kernel}\t{case.text}" for case in chosen))
        return 0
    runner = Recorded(opt) if opt.write_jobs or opt.read_results else Runner(opt)
    if opt.write_jobs:
        again = [case for case in chosen if runner.differs(case)] if opt.read_results else chosen
        runner.write_jobs(opt.write_jobs, again, opt.read_results)
        return 0
    if not opt.read_results:
        runner.run(chosen)
    passed, failed = judge_all(runner, chosen, opt)
    for line in stale(runner.known, opt.kernel, {case.text for case in every}, not opt.files):
        print("FAIL " + line)
        failed += 1
    runner.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except case_files.BadFile as error:
        sys.exit(f"run.py: {error}")
