#!/usr/bin/env python3
# tour.py - all lessons of "minip tour", in both languages, beside the installed ip.  SPDX-License-Identifier: GPL-2.0-or-later
"""Each lesson is run through.  Its command lines are lines of walkthroughs.case; given to the installed ip in namespaces
like those of the tour, each ends with the same status; and the pictures show what is there: the last one of the lesson is
what "minip tour draw" makes of the network that ip has built, and that one is compared with ip's own listings."""
import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
LESSONS = 6
LANGUAGES = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}
CHINESE = re.compile("[\u4e00-\u9fff]")
STATUS = re.compile(r"^  -> (?:status|返回值) (\d+)$")
BOX = re.compile(r"\+-+(?: (\S+) -*)?\+|\| (.*?) \|")


def tour(minip, args, language="en"):
    env = dict(os.environ, LC_ALL=LANGUAGES[language])
    r = subprocess.run([minip, "tour", *args], capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, timeout=120)
    return r.returncode, r.stdout, r.stderr


def read_lesson(text):
    """[[command, status]], and the pictures."""
    steps, pictures, lines = [], [], text.split("\n")
    for i, line in enumerate(lines):
        if line.startswith("# "):
            command = line[2:]
            while command.endswith(";") and lines[i + 1].startswith("    "):
                i += 1
                command += " " + lines[i].strip()
            steps.append([command, 0])
        elif STATUS.match(line):
            steps[-1][1] = int(STATUS.match(line)[1])
    for block in re.split(r"\n\n", text):
        if re.match(r"(\+-| +\+-)", block):
            pictures.append(block.rstrip("\n"))
    return steps, pictures


def plain(line):
    return re.sub(r" \| .*$", "", re.sub(r" address 02:[0-9a-f:$i]+", "", line))


def known_lines():
    text = (HERE / "walkthroughs.case").read_text()
    return {plain(line) for line in text.splitlines()}


def by_oracle(minip, oracle, commands):
    """Statuses, the picture of what they made, ip's listings of it by namespace."""
    script = f"""mount --make-rprivate /; mount -t tmpfs -o mode=755 none /run; mkdir /run/bin; ln -s {oracle} /run/bin/ip
PATH=/run/bin:$PATH:/usr/sbin:/sbin; export PATH
while IFS= read -r line; do sh -c "$line" </dev/null >/dev/null 2>&1; echo "status $?"; done
echo picture; {minip} tour draw; echo state
echo '== here'; ip -j -d link; echo; ip -j addr; echo
for n in $(ls /run/netns 2>/dev/null); do echo "== $n"; ip -n $n -j -d link; echo; ip -n $n -j addr; echo; done"""
    r = subprocess.run(["unshare", "-nmp", "--fork", "--mount-proc", "sh", "-c", script], input="\n".join(commands) + "\n",
                       capture_output=True, text=True, timeout=120)
    before, _, state = r.stdout.partition("state\n")
    statuses, _, picture = before.partition("picture\n")
    nets = {}
    for part in state.split("== ")[1:]:
        name, *lists = part.split("\n")
        links, addresses = [json.loads(x) for x in lists if x.strip()]
        nets[name] = (links, addresses)
    return [int(s.split()[1]) for s in statuses.splitlines()], picture.strip("\n"), nets, r.stderr


def boxes(picture):
    """Two columns of boxes: {name: [line]}, and the cables: ((name, line), (name, line))."""
    found, cables, current, spans = {}, [], [None, None], {}
    starts = sorted({m.start() for line in picture.split("\n") for m in BOX.finditer(line) if line[m.start()] == "+"})
    middle = next((s for s in starts if s > 0), 10 ** 9) if len(starts) > 1 else 10 ** 9
    for line in picture.split("\n"):
        here = [None, None]
        for m in BOX.finditer(line.replace("======", "      ") if "|======|" in line else line):
            column = m.start() >= middle
            spans.setdefault(column, set()).add(m.span())
            if line[m.start()] == "+":
                current[column] = m[1] or None
                if m[1]:
                    found[m[1]] = []
            elif m[2].strip():
                found[current[column]].append(m[2].strip())
                here[column] = (current[column], m[2].strip())
        if "|======|" in line:
            cables.append(tuple(here))
    return found, cables, spans


def expected(links, addresses):
    """What a box has to say of a namespace: {link: (addresses, down)}."""
    kind = lambda l: l.get("linkinfo", {}).get("info_kind")
    shown = {l["ifname"]: l for l in links if kind(l) or l["ifname"] == "lo"}
    text = {a["ifname"]: [f"{i['local']}/{i['prefixlen']}" for i in a.get("addr_info", []) if i["scope"] == "global"]
            for a in addresses if "ifname" in a}
    return {name: (text.get(name, []), "UP" not in l["flags"]) for name, l in shown.items()}


def link_of(line):
    return re.sub(r"^\+- ", "", line).split()[0]


def check_picture(picture, nets):
    found, cables, spans = boxes(picture)
    faults = [f"crooked boxes\n{picture}" for span in spans.values() if len(span) > 1]
    for name, (links, addresses) in nets.items():
        wanted = expected(links, addresses)
        if name == "here" and len(wanted) < 2 and name not in found:
            continue
        said = {link_of(line): (re.findall(r"\S+/\d+", line), "(down)" in line) for line in found.get(name, [])}
        if said != wanted:
            faults.append(f"box {name} says {said}, ip {wanted}\n{picture}")
    faults += [f"there is no namespace {name}" for name in found if name not in nets]
    for ends in cables:
        one, other = [next(l for l in nets[net][0] if l["ifname"] == link_of(line)) for net, line in ends]
        if one.get("link_index") != other["ifindex"] or other.get("link_index") != one["ifindex"]:
            faults.append(f"no cable connects {ends}")
    return faults


def check(minip, oracle, number, language):
    faults = []
    status, text, err = tour(minip, [str(number), "-y"], language)
    steps, pictures = read_lesson(text)
    commands = [c for c, _ in steps]
    if status or err or len(steps) < 5 or not pictures:
        return [f"status {status}, {len(steps)} steps, {len(pictures)} pictures: {err}"], 1
    if bool(CHINESE.search(text)) != (language == "zh"):
        faults.append("the wrong language")
    faults += [f"wide: {line}" for picture in pictures for line in picture.split("\n") if len(line) > 80]
    known = known_lines()
    faults += [f"no walkthrough has this: {c}" for c in commands if plain(c) not in known]
    theirs, picture, nets, err = by_oracle(minip, oracle, commands)
    if len(theirs) != len(steps):
        faults.append(f"{len(theirs)} of {len(steps)} lines under ip: {err}")
    faults += [f"{c}: status {s}, under ip {t}" for (c, s), t in zip(steps, theirs) if s != t]
    if picture != pictures[-1]:
        faults.append(f"the last picture\n{pictures[-1]}\nis not that of the network by ip\n{picture}")
    faults += check_picture(picture, nets)
    faults += [f"crooked boxes\n{p}" for p in pictures if any(len(s) > 1 for s in boxes(p)[2].values())]
    return faults, 2 * len(steps) + len(pictures) + len(nets)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--minip", default=str(HERE.parent / ".build/minip"))
    p.add_argument("--oracle", default="/usr/sbin/ip")
    args = p.parse_args()
    minip = os.path.abspath(args.minip)
    jobs = [(n, language) for n in range(1, LESSONS + 1) for language in LANGUAGES]
    passed = failed = 0
    with ThreadPoolExecutor(2) as pool:
        for (n, language), (faults, checks) in zip(jobs, pool.map(lambda j: check(minip, args.oracle, *j), jobs)):
            for fault in faults:
                print(f"FAIL lesson {n} ({language}): {fault}")
            failed += len(faults)
            passed += max(0, checks - len(faults))
    # By another name there is no tour.
    r = subprocess.run(["bash", "-c", f"exec -a ip {minip} tour"], capture_output=True, text=True)
    same = r.stderr == 'Object "tour" is unknown, try "ip help".\n' and r.returncode == 1
    passed, failed = passed + same, failed + (not same)
    if not same:
        print(f"FAIL as ip: {r}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
