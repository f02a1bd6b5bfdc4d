#!/usr/bin/env python3
# floors.py - who may include whom: the rules of the house, checked.  SPDX-License-Identifier: GPL-2.0-or-later
"""A file includes headers of its own floor or of lower ones; no two headers include each other in a ring.

Floors 0 to 2 are the modules of lib/ (a file MODULE.c or MODULE_PART.c belongs to include/MODULE.h);
3 are the objects (ip/*.c, ip/link/*.c, ip/encap/*.c), which do not include each other but may include each other's
tables; 4 is what stands above the objects: main, batch, options, command, messages, events.
libmnl is included on floors 1 and 2 only.
"""
import os
import re
import sys
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FLOORS = {
    0: "large libmnl options error arena scan format out names compat config step cold squeeze",
    1: "nl genl links netns pretend",
    2: "words schema request build show explain help complete filter types tree view send parse row pack",
}
FLOOR = {name: floor for floor, names in FLOORS.items() for name in names.split()}
TOP_FLOOR = {"main", "man", "tour", "draw", "batch", "command", "options", "messages", "events", "report", "hint", "guide"}
# What objects share on floor 3: tables, and the few functions that go with them.
SHARED = {"objects", "vrf", "link_list", "kind", "encap", "bpf", "store", "flush",
          "exec", "capabilities", "ioctl", "tunnel_common", "genl_ask", "stamp", "event_file"}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def module(path):
    """The module that a file of lib/ or include/ belongs to: the longest name that its own begins with."""
    stem = path.stem
    while stem not in FLOOR and "_" in stem:
        stem = stem.rpartition("_")[0]
    return stem


def floor(path):
    if path.parts[0] == "ip":
        return 4 if path.stem.split("_")[0] in TOP_FLOOR else 3
    return FLOOR.get(module(path))


def object_of(path):
    """ip/netns_exec.c is a part of the object netns, ip/link/*.c of link."""
    return path.parts[1] if len(path.parts) > 2 else path.stem.split("_")[0]


def resolve(path, name, files):
    for candidate in [d / name for d in (path.parent, *map(Path, ("include", "ip", "ip/link", "ip/encap")))]:
        candidate = Path(os.path.normpath(candidate))
        if candidate in files:
            return candidate
    return None


def ring(edges):
    """A ring of headers, or None."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return None
        path.append(node)
        for other in edges.get(node, ()):
            found = visit(other)
            if found:
                return found
        done.add(path.pop())
        return None

    for start in edges:
        found = visit(start)
        if found:
            return found
    return None


def is_shared(header):
    return header.stem in SHARED or header.stem.endswith("_table")


def check(path, target, name, system):
    if system:
        if name.startswith("libmnl/") and floor(path) not in (1, 2):
            return "libmnl belongs on floors 1 and 2"
        return None
    if target is None:
        return None if name == "config.h" else f"{name} is nowhere in the tree"
    mine, other = floor(path), floor(target)
    if mine is not None and other is not None and other > mine:
        return f"floor {mine} includes {target} of floor {other}"
    if mine == other == 3 and not is_shared(target) and object_of(path) != object_of(target):
        return f"object {object_of(path)} includes object {object_of(target)} ({target})"
    return None


def main():
    files = {p.relative_to(TOP) for d in ("include", "lib", "ip") for p in (TOP / d).rglob("*.[ch]")}
    wrong, edges, count, checked = [], {}, Counter(), 0
    for path in sorted(files):
        if floor(path) is None:
            wrong.append(f"{path}: on no floor (module {module(path)}; floors.py has the list)")
        count[floor(path)] += 1
        for mark, name in INCLUDE.findall((TOP / path).read_text()):
            target = resolve(path, name, files) if mark == '"' else None
            if target:
                edges.setdefault(path, []).append(target)
            problem = check(path, target, name, mark == "<")
            checked += 1
            if problem:
                wrong.append(f"{path}: {problem}")
    loop = ring(edges)
    if loop:
        wrong.append("a ring: " + " -> ".join(map(str, loop)))
    for line in wrong:
        print("FAIL " + line)
    print("floors: " + ", ".join(f"{n} files on {f}" for f, n in sorted(count.items(), key=str)) +
          f"; {checked} includes")
    print(f"{checked + 1 - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
