#!/usr/bin/env python3
# man.py - the pages of man/: written anew, or checked.  SPDX-License-Identifier: GPL-2.0-or-later
"""man.py --write: what minip -man says goes into man/*.8; sections that are marked "by hand" stay as they are.

Without --write it checks that nothing is stale, that every object has a page whose sections are all written, that
mandoc and man have nothing to say against them, and that the lines of each EXAMPLES section do what they promise:
they are run in order, in network and mount namespaces of their own, and must all end with status 0.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MAN = TOP / "man"
HAND = '.\\" by hand\n'
TODO = ".\\\" to be written\n"
EXIT = """.Bl -tag -width Ds
.It 0
Everything was done.
.It 1
The words are wrong, or what they name is not there.
.It 2
The kernel refused.
.It 255
The words are wrong (as
.Xr ip 8
has it).
.El
"""
# No driver of this machine's kernel: such a line is run again with -dry-run.
NO_DRIVER = "Unknown device type\\|tunnel .* failed: No such device"
NO_VLANS = "\\|Operation not supported"


def sections(page):
    """[(heading line, body)]; the first has no heading."""
    parts = re.split(r"^(?=\.Sh )", page, flags=re.M)
    return [(p.partition("\n")[0] + "\n" if p.startswith(".Sh") else "", p.partition("\n")[2] if p.startswith(".Sh") else p)
            for p in parts]


def merge(made, old):
    """What the program says, with the sections that people wrote."""
    written = {h: b for h, b in sections(old) if b.startswith(HAND)}
    out = []
    for heading, body in sections(made):
        if body.startswith(HAND):
            body = written.pop(heading, HAND + (EXIT if "EXIT" in heading else TODO))
        out.append(heading + body)
    return "".join(out), written


def pages(minip):
    names = subprocess.run([minip, "--complete", ""], capture_output=True, text=True, check=True).stdout
    objects = [line.split("\t")[0] for line in names.splitlines()]
    return ["minip", "bridge"] + [o for o in objects if o not in ("help", "tour")]


def path_of(name):
    return MAN / ("minip.8" if name == "minip" else f"minip-{name}.8")


def new_text(minip, name):
    made = subprocess.run([minip, "-man", name], capture_output=True, text=True, check=True).stdout
    path = path_of(name)
    return merge(made, path.read_text() if path.exists() else "")


def examples(text):
    body = dict(sections(text)).get(".Sh EXAMPLES\n", "")
    return [line[2:].replace("\\e", "\\").replace("\\-", "-") for line in body.splitlines() if line.startswith("# ")]


def run_examples(minip, name, lines):
    """What went wrong."""
    script = ["mount -t tmpfs tmpfs /run", "cd /run", "mkdir bin", f"ln -s {Path(minip).resolve()} bin/bridge",
              f"PATH=/run/bin:{Path(minip).resolve().parent}:$PATH"]
    for line in lines:
        again = re.sub(r"(minip|bridge) ", r"\1 -dry-run ", line, count=1)
        lacking = NO_DRIVER + (NO_VLANS if name == "bridge" else "")
        script.append(f"""echo {shlex.quote(line)}
{{ {line}
}} >out 2>&1 </dev/null || {{ status=$?; grep -q '{lacking}' out && {again} >out 2>&1 || {{ cat out; echo "FAILED $status"; }}; }}""")
    try:
        r = subprocess.run(["unshare", "-nm", "bash", "-c", "\n".join(script)], capture_output=True, text=True, timeout=200)
    except subprocess.TimeoutExpired as e:
        return [f"{name}: examples: hangs in the last of these lines:\n{(e.stdout or b'').decode()}"]
    if "FAILED" in r.stdout or r.stderr or not lines:
        return [f"{name}: examples:\n{r.stdout}{r.stderr}" if lines else f"{name}: no examples"]
    return []


def check(minip):
    faults, checks = [], 0
    wanted = {path_of(n): n for n in pages(minip)}
    faults += [f"{p.name} is the page of no object" for p in MAN.glob("*.8") if p not in wanted]
    for path, name in wanted.items():
        checks += 4
        text = path.read_text() if path.exists() else ""
        new, lost = new_text(minip, name)
        if text != new:
            faults.append(f"{path.name} is stale: make man")
        faults += [f"{path.name}: {h.strip()} belongs nowhere" for h in lost]
        if TODO in new or not text:
            faults.append(f"{path.name}: write the sections that are marked \"by hand\"")
            continue
        for command in (["mandoc", "-Tlint", "-Wwarning", str(path)], ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(path)]):
            r = subprocess.run(command, capture_output=True, text=True)
            said = r.stderr if command[0] == "man" else r.stdout + r.stderr
            if said or r.returncode:
                faults.append(f"{' '.join(command)}:\n{said}")
        faults += run_examples(minip, name, examples(text))
    print("".join(f"FAIL {f}\n" for f in faults), end="")
    print(f"{max(0, checks - len(faults))} passed, {len(faults)} failed")
    return bool(faults)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--minip", default=str(TOP / ".build/minip"))
    p.add_argument("--write", action="store_true")
    args = p.parse_args()
    args.minip = os.path.abspath(args.minip)
    if not args.write:
        return check(args.minip)
    for name in pages(args.minip):
        path_of(name).write_text(new_text(args.minip, name)[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
