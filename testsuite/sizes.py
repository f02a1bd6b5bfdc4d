#!/usr/bin/env python3
# sizes.py - lengths and complexity of functions and files, with limits.  SPDX-License-Identifier: GPL-2.0-or-later
import statistics
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MEDIAN, P90, LONGEST, FILE, COMPLEXITY = 12, 30, 60, 450, 15
SCRIPTS = ("*.py", "*.sh", "run")


def main():
    sources = sorted(p.relative_to(TOP) for d in ("lib", "ip") for p in (TOP / d).rglob("*.c"))
    # Tables and tests count as files; the limits of functions are those of the program.
    files = sources + sorted(p.relative_to(TOP) for d, patterns in
                             (("include", ("*.h",)), ("lib", ("*.h",)), ("ip", ("*.h",)),
                              ("testsuite", ("*.[ch]",) + SCRIPTS))
                             for pattern in patterns for p in (TOP / d).rglob(pattern))
    out = subprocess.run(["pmccabe", *map(str, sources)], cwd=TOP, check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    functions = [(int(r[4]), int(r[0]), r[5]) for r in rows]     # lines, complexity, place
    lines = sorted(f[0] for f in functions)
    median, p90 = statistics.median(lines), lines[int(len(lines) * 0.9)]
    lengths = sorted(((len((TOP / p).read_text().splitlines()), str(p)) for p in files), reverse=True)
    checks = [("median of a function's lines", median, MEDIAN), ("90th percentile", p90, P90),
              ("longest function", lines[-1], LONGEST), ("greatest complexity", max(f[1] for f in functions), COMPLEXITY),
              ("longest file", lengths[0][0], FILE)]
    print(f"sizes: {len(functions)} functions, {sum(n for n, p in lengths if p[:3] in ('lib', 'ip/', 'inc'))} lines: " +
          ", ".join(f"{name} {value:g} (at most {limit})" for name, value, limit in checks))
    for length, complexity, place in functions:
        if length > LONGEST or complexity > COMPLEXITY:
            print(f"FAIL {place}: {length} lines, complexity {complexity}")
    for length, path in lengths:
        if length > FILE:
            print(f"FAIL {path}: {length} lines")
    failed = sum(value > limit for _, value, limit in checks)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
