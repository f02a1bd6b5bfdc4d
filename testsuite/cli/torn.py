# torn.py - listings beside one who changes what is listed as fast as he can.  SPDX-License-Identifier: GPL-2.0-or-later
"""torn.py MINIP LISTINGS CHANGES WORD...: runs "minip WORD..." so often, while the oracle runs the lines of the file
CHANGES again and again.  What carries the mark is there all the time: a listing that ends with status 0 shows each
of it once, and is whole JSON; one that could not be had whole says so."""
import collections
import json
import os
import signal
import subprocess
import sys

MARK = ("172.16.", "2001:db8:1:", "keep")
KEYS = ("dst", "local", "ifname")
REFUSED = "Dump was interrupted and may be inconsistent."


def marked(value, seen):
    """Counts what carries the mark, wherever it stands."""
    if isinstance(value, list):
        for item in value:
            marked(item, seen)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in KEYS and str(item).startswith(MARK):
                seen[(item, value.get("metric"))] += 1
            marked(item, seen)


def listing(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None if (done.returncode, done.stderr.strip()) == (1, REFUSED) else (done.returncode, done.stderr)
    seen = collections.Counter()
    marked(json.loads(done.stdout), seen)
    return seen


def whole(result, before):
    return isinstance(result, collections.Counter) and all(result[key] == 1 for key in before)


def main():
    minip, count, changes, *words = sys.argv[1:]
    command = [minip, "-j", *words]
    before = listing(command)
    if not before or set(before.values()) != {1}:
        sys.exit(f"nothing to list: {before}")
    # Again and again, however slow the listings are; to the end of this process, whatever it dies of.
    script = f'while kill -0 {os.getpid()}; do ip -force -batch "$1"; done'
    with subprocess.Popen(["sh", "-c", script, "sh", changes], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, start_new_session=True) as churner:
        results = [listing(command) for _ in range(int(count))]
        early = churner.poll() is not None
        os.killpg(churner.pid, signal.SIGKILL)
    wrong = [result for result in results if result is not None and not whole(result, before)]
    if early:
        print("FAIL the changes ended too early")
    if wrong:
        lost = before - wrong[0] if isinstance(wrong[0], collections.Counter) else wrong[0]
        print(f"FAIL {' '.join(words)}: {len(wrong)} of {count} are torn: {str(lost)[:200]}")
    print(f"{' '.join(words)}: {results.count(None)} refused, {len(before)} listed", file=sys.stderr)
    os._exit(0)


main()
