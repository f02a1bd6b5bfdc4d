#!/usr/bin/env python3
"""rows.py - counts the rows that no test reached; the number may only go down.  SPDX-License-Identifier: GPL-2.0-or-later

rows.py LIST LOG LIMITFILE: LIST holds all rows (unit tests write it), LOG those that the
tests of a -DROW_LOG build reached, LIMITFILE the greatest number that is allowed.
"""
import sys


def read(name):
    with open(name, encoding="utf-8", errors="replace") as lines:
        return {line.rstrip("\n") for line in lines if line.strip()}


def main():
    rows, reached = read(sys.argv[1]), read(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8") as file:
        limit = int(file.read().split()[0])
    missed = sorted(rows - reached)
    for row in missed:
        print("not reached:", row.replace("\t", " "))
    print(f"rows: {len(rows)}, not reached by any test: {len(missed)} (limit {limit})")
    failed = len(missed) > limit
    print(f"{0 if failed else 1} passed, {1 if failed else 0} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
