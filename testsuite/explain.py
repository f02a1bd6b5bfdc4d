#!/usr/bin/env python3
# explain.py - does -explain say what is sent?  SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a good line for every word of parity/words/*.tsv and the lines of explain/*.lines, without the right to change
anything, and compares

    what -explain says (JSON) with an independent decoding of what was sent (explain/decode.py: the bytes from the
    shim's log, numbers and structs from the kernel's headers), attribute by attribute; likewise what was received;
    what it says as text with what it says as JSON;
    the bytes that -dry-run shows with the bytes that were sent.

Then, with all rights, every line and every batch of explain/*.batch under -dry-run: the state stays as it is; each
block of explain/*.fails must fail there (its last line names what would be gone by then); listings write the same
with -explain as without.
An explain/NAME.lines has one command line a row, "# " begins a comment; NAME.setup is run before, once.
"""
import argparse
import json
import os
import re
import shlex
import shutil
import struct
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARITY, OWN = HERE / "parity", HERE / "explain"
sys.path[:0] = [str(PARITY), str(OWN)]
import compare          # noqa: E402
import decode           # noqa: E402
import families         # noqa: E402
import ioctls           # noqa: E402
import netlink          # noqa: E402
import sandbox          # noqa: E402
import text             # noqa: E402
import uapi             # noqa: E402
import words_lines      # noqa: E402

# Of generic netlink: the shim accepts what is sent to those that a kernel may lack.
FAMILIES = "l2tp fou macsec ila"
RIGHTS = "rights.lines"  # listings that are refused without CAP_NET_ADMIN
CHUNK = 120             # lines that share a sandbox
PR_CAPBSET_DROP, CAP_NET_ADMIN = 24, 12
LISTING = re.compile(r"\b(show|list|list-id|xstats|afstats)\b")
NOTHING = "nothing is sent"
WATCH = 1               # number of the question whether a listing changed: explained as a call (text.SOMETIMES)
REFUSED = 20           # good words of parity/words/ that are refused before anything is sent
setting = {}


# ---- running ----
def logged(log):
    """What is in the shim's log: messages (their protocol, their bytes), and ioctls."""
    out, ioctls, at = [], [], 0
    while at + 8 <= len(log):
        size, protocol = struct.unpack_from("II", log, at)
        data, at = log[at + 8:at + 8 + size], at + 8 + size
        if protocol == netlink.IOCTL:
            ioctls.append(data)
            continue
        while len(data) >= 16 and any(data):
            length, _, _, number, _ = struct.unpack_from("IHHII", data)
            if number != WATCH:
                out.append((protocol, data[:length]))
            data = data[decode.align(length):]
    return out, ioctls


def is_order(decoder, protocol, data):
    """Does a message change something?"""
    kind, flags = struct.unpack_from("HH", data, 4)
    if protocol == families.NETLINK_ROUTE:
        return netlink.changes(kind, flags) and kind % 4 != 2
    return not families.asks(decoder.message(data, protocol).name)


class Program:
    def __init__(self, directory, shim):
        self.directory, self.log = Path(directory), "requests"
        self.env = sandbox.environment(directory, LD_PRELOAD=str(shim), NLLOG=self.log, NLFAMILIES=FAMILIES, NLIOCTLS="1")
        self.null = os.open("/dev/null", os.O_RDWR)
        self.err = os.open("err", os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self.actions = [(os.POSIX_SPAWN_DUP2, self.null, 0), (os.POSIX_SPAWN_DUP2, self.null, 1), (os.POSIX_SPAWN_DUP2, self.err, 2)]

    def run(self, options, words):
        os.ftruncate(self.err, 0)
        if os.path.exists(self.log):
            os.unlink(self.log)
        name = "bridge" if words[0] == "bridge" else "ip"
        words = words[name == "bridge":]
        child = os.posix_spawn(self.directory / name, [name, *options, *words], self.env, file_actions=self.actions)
        os.waitpid(child, 0)
        said = os.pread(self.err, 1 << 22, 0).decode("utf-8", "backslashreplace")
        if "Sanitizer" in said:
            raise RuntimeError(f"ip {' '.join([*options, *words])}: {said[-3000:]}")
        return said, Path(self.log).read_bytes() if os.path.exists(self.log) else b""


def objects_of(output):
    out = []
    for line in output.split("\n"):
        if line.startswith("{"):
            said = json.loads(line)
            if "error" not in said:
                out.append(said)
    return out


def check_line(program, line, decoder):
    """(problems, attributes compared, did it send something that changes state)"""
    words = shlex.split(line)
    said, log = program.run(["-j", "-d", "-explain"], words)
    comparison = compare.Comparison(decoder)
    sent, called = logged(log)
    objects = objects_of(said)
    messages = [o for o in objects if "message" in o and "bytes" in o]
    calls = [o for o in objects if ioctls.ORDER.match(o.get("call", ""))]
    if not messages and not sent and not called:
        return [NOTHING], 0, False
    shown = [bytes.fromhex(m["bytes"]) for m in messages if m["direction"] == "sent"]
    if shown != [data for _, data in sent]:
        comparison.problems.append(f"shown {[s.hex() for s in shown]}\n    sent  {[s.hex() for _, s in sent]}")
        return comparison.problems, 0, False
    protocols, protocol = iter(p for p, _ in sent), families.NETLINK_ROUTE
    for one in messages:        # an answer is of the protocol of what was sent before
        protocol = next(protocols) if one["direction"] == "sent" else protocol
        comparison.message(one, bytes.fromhex(one["bytes"]), protocol)
    comparison.ioctls([o["call"] for o in calls], called)
    plain, _ = program.run(["-d", "-explain"], words)
    problem = text.text_problem(text.told(plain), objects)
    dry, dry_log = program.run(["-j", "-d", "-dry-run"], words)
    held = [bytes.fromhex(m["bytes"]) for m in objects_of(dry) if m.get("held_back") and "bytes" in m]
    orders = [text.masked(s) for p, s in sent if is_order(decoder, p, s)]
    held_calls = [o["call"] for o in objects_of(dry) if o.get("held_back") and ioctls.ORDER.match(o.get("call", ""))]
    if held_calls != [o["call"] for o in calls][:len(held_calls)] or bool(held_calls) != bool(called):
        comparison.problems.append(f"-dry-run {held_calls}\n    called   {[o['call'] for o in calls]}")
    # A flush ends with the first refusal.
    if orders != [text.masked(h) for h in held][:len(orders) if "flush" in words else None]:
        comparison.problems.append(f"-dry-run {[h.hex() for h in held]}\n    sent     {[s.hex() for s in orders]}")
    dry_sent, dry_called = logged(dry_log)
    if dry_called or any(is_order(decoder, p, s) for p, s in dry_sent):
        comparison.problems.append("-dry-run sent something that changes state")
    said_words = [w for one in messages if one["direction"] == "sent" for _, leaf in text.leaves(one.get("content", []), 0)
                  for w in leaf.get("words", [])]
    plain = " ".join(words)
    comparison.problems += [f"no such words: {w}" for w in said_words if w not in plain]
    return comparison.problems + ([problem] if problem else []), comparison.attributes, bool(held or held_calls)


def check_lines(setup, lines, has_rights):
    sandbox.set_up(setup, setting["oracle"])
    if not has_rights:
        sandbox.call(sandbox.libc.prctl, PR_CAPBSET_DROP, CAP_NET_ADMIN, 0, 0, 0)
    program = Program(setting["minip"], setting["shim"])
    decoder = decode.Decoder(uapi.Uapi(sorted((HERE.parent / "include").glob("compat*.h"))))
    return [check_line(program, line, decoder) for line in lines]


def failing(env):
    """Blocks of lines that -dry-run has to refuse, and did not."""
    for path in sorted(OWN.glob("*.fails")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            Path("block").write_text(block.strip("\n") + "\n", encoding="utf-8")
            _, err, status = sandbox.shell("ip -dry-run -batch block", env)
            if not status or f"Command failed block:{len(block.strip().splitlines())}" not in err:
                yield f"{path.name}: status {status} for\n{block}"


def listings(lines, env):
    """Standard output is the same with and without -explain."""
    chosen = [line for line in lines if LISTING.search(line) and not line.startswith(("-", "bridge"))]
    Path("listings").write_text("".join(line + "\n" for line in chosen), encoding="utf-8")
    for options in ("", "-j", "-d", "-br"):
        for _ in range(4):          # times and counters go on
            plain = sandbox.shell(f"ip {options} -force -batch listings", env)[0]
            told = sandbox.shell(f"ip {options} -explain -force -batch listings", env)
            if plain == told[0]:
                break
        if plain != told[0] or chosen and not told[1]:
            yield f"ip {options}: listings differ with -explain"


def check_state(setup, lines, batches):
    """Nothing changes, whatever is said, and a whole batch passes."""
    problems = []
    sandbox.set_up(setup, setting["oracle"])
    # There are kernels that break when they are sent these, and -dry-run may be what is broken.
    lines = [line for line in lines if "_opts" not in line]
    Path("lines").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    before = sandbox.dump_state(setting["oracle"]) + sandbox.shell("ip -d link; ls -l /run/netns; cat /proc/self/mountinfo",
                                                                   sandbox.environment(setting["oracle"]))[0]
    env = sandbox.environment(setting["minip"])
    for name in batches:
        out, err, status = sandbox.shell(f"ip -dry-run -batch {name}", env)
        if status:
            problems.append(f"{Path(name).name}: status {status}: " + "\n".join(err.split("\n")[-6:]))
        if not out and not err:
            problems.append(f"{Path(name).name}: nothing is said")
    problems += failing(env) if batches else []
    problems += listings(lines, env)
    sandbox.shell("ip -force -dry-run -batch lines", env)
    after = sandbox.dump_state(setting["oracle"]) + sandbox.shell("ip -d link; ls -l /run/netns; cat /proc/self/mountinfo",
                                                                  sandbox.environment(setting["oracle"]))[0]
    if before != after:
        problems.append("-dry-run changed the state:\n" + "\n".join(
            line for line in after.split("\n") if line not in before.split("\n"))[:2000])
    return problems


def work(job):
    function, *args = job
    try:
        return sandbox.in_child(function, *args)
    except RuntimeError as error:
        return error


# ---- which lines ----
def areas(every):
    """(name, setup, lines); of a word the first good value, or every one."""
    for path in sorted(PARITY.glob("words/*.tsv")):
        if "monitor" in path.stem:      # it reads a file there, and sends nothing
            continue
        facts = words_lines.read_facts(path)
        good = [[line.text for line in words_lines.lines_of(fact) if line.role == "good"]
                for fact in facts if fact.word != "help"]
        lines = [text for texts in good for text in (texts if every else texts[:1])]
        yield path.stem, facts[0].area.setup, list(dict.fromkeys(lines))
    for path in sorted(OWN.glob("*.lines")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        yield path.stem + ".lines", path.with_suffix(".setup").read_text(encoding="utf-8"), lines


def options():
    parser = argparse.ArgumentParser(description="-explain and -dry-run against an independent decoding")
    parser.add_argument("--minip", default=HERE.parent / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("-k", metavar="SUBSTRING", default="", help="only lines that have it")
    parser.add_argument("-j", type=int, default=os.cpu_count(), help="workers")
    parser.add_argument("--every", action="store_true", help="every good value of a word, not only its first")
    parser.add_argument("-v", action="store_true", help="every line")
    return parser.parse_args()


def prepare(opt):
    directory = opt.minip.absolute().parent / "explain-test" / f"bin-{os.getpid()}"
    setting["minip"], setting["oracle"] = map(str, sandbox.programs(directory, opt))
    setting["shim"] = str(sandbox.preload(directory, "shim"))
    return directory


def main():
    opt = options()
    began = time.monotonic()
    directory = prepare(opt)
    jobs = []
    batches = [str(path) for path in sorted(OWN.glob("*.batch"))]
    names = []
    for name, setup, lines in areas(opt.every):
        lines = [line for line in lines if opt.k in line]
        jobs += [(check_lines, setup, lines[i:i + CHUNK], name == RIGHTS) for i in range(0, len(lines), CHUNK)]
        if lines:
            jobs.append((check_state, setup, lines, batches if not opt.k else []))
        names += [name] * (len(jobs) - len(names))
    passed = failed = attributes = orders = refused = 0
    with ProcessPoolExecutor(opt.j) as pool:
        for name, job, result in zip(names, jobs, pool.map(work, jobs)):
            if isinstance(result, RuntimeError):
                print(f"FAIL {result}")
                failed += 1
            elif job[0] is check_state:
                failed, passed = failed + len(result), passed + (not result)
                for problem in result:
                    print(f"FAIL {problem}")
            else:
                for line, (problems, count, changes) in zip(job[2], result):
                    if problems == [NOTHING] and name[-6:] != ".lines":
                        refused += 1
                        if opt.v:
                            print(f"refused ip {line}")
                        continue
                    attributes, orders = attributes + count, orders + changes
                    failed, passed = failed + bool(problems), passed + (not problems)
                    if problems:
                        print(f"FAIL ip {line}\n  " + "\n  ".join(problems[:6]))
                    elif opt.v:
                        print(f"ok ip {line}: {count}")
    shutil.rmtree(directory)
    print(f"{orders} lines that change something, {refused} refused before they were sent, {attributes} attributes and fields compared, {time.monotonic() - began:.0f} s")
    if refused > REFUSED and not opt.every:
        print(f"FAIL more than {REFUSED} lines were not sent")
        failed += 1
    if orders < 200 and not opt.k:
        print("FAIL fewer than 200 lines that change something")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
