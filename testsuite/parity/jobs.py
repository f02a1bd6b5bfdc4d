# jobs.py - cases as jobs for cell.c, and the results that it wrote.  SPDX-License-Identifier: GPL-2.0-or-later
import struct
from pathlib import Path

import sandbox

FIELDS = ("name", "error", "stdout", "stderr", "status", "log", "state", "state_stderr", "state_status")


def name(program, case):
    return f"{Path(program).name} {case.where}"


def write(path, wanted, oracle_bin, shim):
    """Pairs of a case and a program's directory; an empty file when there is none."""
    env = sandbox.environment(oracle_bin)
    strings = [sandbox.DUMP, f"PATH={env.pop('PATH')}", f"LD_PRELOAD={shim}",
               *(f"{key}={value}" for key, value in env.items()), ""]
    for case, program in wanted:
        strings += [name(program, case), sandbox.set_up_script(case.setup) if case.setup else "",
                    case.text, f"PATH={sandbox.environment(program)['PATH']}"]
    path.write_bytes(b"".join(string.encode() + b"\0" for string in strings) if wanted else b"")


def fields(data):
    at = 0
    while at + 4 <= len(data):
        size, = struct.unpack_from("=I", data, at)
        at += 4 + size
        if at > len(data):      # the kernel died while it wrote this
            return
        yield data[at - size:at]


def read(paths):
    """By name what each job gave, or {"error": text}; a later result replaces an earlier one."""
    results = {}
    for path in paths:
        rest = fields(path.read_bytes() if path.exists() else b"")
        for values in zip(*[rest] * len(FIELDS)):
            log = values[FIELDS.index("log")].hex()
            result = {key: value.decode("utf-8", "backslashreplace") for key, value in zip(FIELDS, values)}
            results[result["name"]] = result
            result["log"] = log
            result["state"] += result["state_stderr"]
            if result["error"]:
                result["error"] += f" ({result['status']}): {result['stdout']}{result['stderr'].strip()}"
    return results
