#!/usr/bin/env python3
# run.py - runs cases under minip and under the installed ip, and compares.  SPDX-License-Identifier: GPL-2.0-or-later
import argparse
import difflib
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import cases as case_files
import jobs
import sandbox
from mask import Mask
from netlink import requests

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
SETTLE = (0.3, 1.3)     # seconds: further looks, when two runs differ, wait for what the kernel does late


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
            line = json.dumps(sorted(json.loads(line), key=json.dumps))
        lines.append(line)
    return "\n".join(lines)


def digest(result, case):
    mask = Mask(case.setup + case.text)
    err = mask(result["stderr"])
    return {"stdout": comparable(mask(result["stdout"])), "stderr": err.partition("\n")[0],
            "status": str(result["status"]), "request": "\n".join(requests(bytes.fromhex(result["log"]))),
            "state": unordered(mask(result["state"])), "stderr_whole": err}


class Runner:
    def __init__(self, opt):
        opt.build = opt.build or opt.minip.absolute().parent
        build = opt.build / "parity"
        self.directory = self.program_directory(opt)
        self.ours = sandbox.program_directory(self.directory, "minip", opt.minip)
        self.oracle = sandbox.program_directory(self.directory, "oracle", opt.oracle)
        self.tries = opt.tries
        self.kernel = opt.kernel
        self.known = case_files.read_known(opt.known)
        self.shim = build / "shim.so"
        self.compile_shim()
        self.key = hashlib.sha256(opt.oracle.read_bytes() + os.uname().release.encode() +
                                  (HERE / "sandbox.py").read_bytes() + (HERE / "mask.py").read_bytes() +
                                  (HERE / "netlink.py").read_bytes() + (HERE / "cell.c").read_bytes() +
                                  (HERE / "uml.sh").read_bytes()).hexdigest()
        self.cache_file = build / f"oracle-{opt.kernel}.json"
        self.cache = {}
        if self.cache_file.exists():
            stored = json.loads(self.cache_file.read_text())
            self.cache = stored["answers"] if stored["key"] == self.key else {}

    def program_directory(self, opt):
        return opt.build / "parity" / f"bin-{os.getpid()}"

    def compile_shim(self):
        source = HERE / "shim.c"
        if not self.shim.exists() or self.shim.stat().st_mtime < source.stat().st_mtime:
            new = self.shim.with_suffix(f".{os.getpid()}")
            subprocess.run([os.environ.get("CC", "gcc"), "-O2", "-Wall", "-shared", "-fPIC",
                            "-o", new, source], check=True)
            new.rename(self.shim)

    def store_answers(self):
        stored = {"key": self.key, "answers": self.cache}
        new = self.cache_file.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(stored))
        new.rename(self.cache_file)

    def close(self):
        self.store_answers()
        for name in ("minip", "oracle"):
            for link in (self.directory / name).iterdir():
                link.unlink()
            (self.directory / name).rmdir()
        self.directory.rmdir()

    def run(self, case, program, settle):
        result = sandbox.in_child(sandbox.run_case, case.setup, case.text, program, self.oracle, self.shim, settle)
        return digest(result, case)

    def unexpected(self, case, ours, theirs):
        known = self.known.get(case.text)
        return [field for field in differing(ours, theirs)
                if not known or known.fields.get(field) not in ("any", self.kernel)]

    def case(self, case):
        """(our digest, the oracle's, an error): a difference counts when it stays."""
        try:
            ours = self.run(case, self.ours, 0)
            theirs = self.cache.get(cache_name(case)) or self.run(case, self.oracle, 0)
            for settle in SETTLE[:self.tries - 1]:
                if not self.unexpected(case, ours, theirs):
                    break
                ours, theirs = self.run(case, self.ours, settle), self.run(case, self.oracle, settle)
            return ours, theirs, None
        except RuntimeError as error:
            return None, None, str(error)


class Recorded(Runner):
    """Takes what another kernel's cell wrote."""

    def __init__(self, opt):
        super().__init__(opt)
        self.results = jobs.read(opt.read_results or [])

    def program_directory(self, opt):
        """The jobs name it: it stays until they are run."""
        return opt.build / "parity" / f"bin-{opt.kernel}"

    def close(self):
        self.store_answers()

    def case(self, case):
        try:
            theirs = jobs.name(self.oracle, case) not in self.results and self.cache.get(cache_name(case))
            return self.run(case, self.ours), theirs or self.run(case, self.oracle), None
        except RuntimeError as error:
            return None, None, str(error)

    def run(self, case, program, settle=0):
        result = self.results.get(jobs.name(program, case), {"error": "no result"})
        if result["error"]:
            raise RuntimeError(f"{program.name}: {result['error']}")
        return digest(result, case)

    def differs(self, case):
        ours, theirs, error = self.case(case)
        return not error and self.unexpected(case, ours, theirs)

    def write_jobs(self, opt, chosen):
        again = [case for case in chosen if not opt.read_results or self.differs(case)]
        for number, path in enumerate(opt.write_jobs):
            wanted = [(case, program) for case in again[number::len(opt.write_jobs)]
                      for program in (self.ours, self.oracle)
                      if program is self.ours or opt.read_results or cache_name(case) not in self.cache]
            jobs.write(path, wanted, self.oracle, self.shim)


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


runner = None


def work(case):
    return runner.case(case)


def main():
    global runner
    opt = options()
    files = opt.files or sorted(HERE.glob("*.cases"))
    every = [case for path in files for case in case_files.read_cases(path)]
    chosen = [case for case in every if case.kernel in ("any", opt.kernel) and
              (opt.k in case.text or opt.k in case.where)]
    chosen = [case for number, case in enumerate(chosen) if case.kernel == opt.kernel or number % opt.every == 0]
    if opt.list:
        print("\n".join(f"{case.where}\t{case.kernel}\t{case.text}" for case in chosen))
        return 0
    recorded = opt.write_jobs or opt.read_results
    runner = Recorded(opt) if recorded else Runner(opt)
    if opt.write_jobs:
        runner.write_jobs(opt, chosen)
        return 0
    known = runner.known
    passed = failed = 0
    with ProcessPoolExecutor(opt.j) if opt.j > 1 and not recorded else nullcontext() as pool:
        results = pool.map(work, chosen, chunksize=4) if pool else map(work, chosen)
        for case, (ours, theirs, error) in zip(chosen, results):
            if error:
                print(f"FAIL {case.where}: {case.text}\n  {error}")
                failed += 1
                continue
            runner.cache[cache_name(case)] = theirs
            wrong = judge(ours, theirs, known.get(case.text), opt.kernel)
            if wrong:
                show(case, wrong, ours, theirs, opt.v)
            failed, passed = failed + bool(wrong), passed + (not wrong)
    for line in stale(known, opt.kernel, {case.text for case in every}, not opt.files):
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
