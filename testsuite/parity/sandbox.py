# sandbox.py - runs command lines in fresh network and mount namespaces.  SPDX-License-Identifier: GPL-2.0-or-later
import ctypes
import json
import os
import re
import signal
import subprocess
from itertools import groupby
from pathlib import Path

CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET = 0x20000, 0x20000000, 0x40000000
MS_REC, MS_PRIVATE, MS_NOSUID = 0x4000, 0x40000, 2
TIMEOUT = 30
WORK = "/run/work"      # on the namespace's own tmpfs
libc = ctypes.CDLL(None, use_errno=True)

# One process for several listings: starting it is what costs.
DUMP = r"""
dump() {
	ip "$@" -d -j -batch - <<-end
		addr
		route show table all
		rule
		neigh show nud permanent
	end
	ip "$@" -6 -d -j -batch - <<-end
		route show table all
		rule
	end
}
dump
if [ -d /run/netns ]; then
	ip -j netns
	for n in /run/netns/*; do [ ! -e "$n" ] || { echo "$n"; dump -n "${n##*/}"; }; done
fi
"""
PLAIN_LINE = re.compile(r"ip ([a-z][\w ./:@+-]*)")


def call(function, *args):
    if function(*args) < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{function.__name__}: {os.strerror(code)}")


def unshare():
    call(libc.unshare, CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET)


def enter():
    """Makes the new namespaces a world of their own: nothing in them reaches the host.

    This process is number 1 there, so that "netns 1" is a namespace of ours too.
    """
    call(libc.mount, b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    call(libc.mount, b"proc", b"/proc", b"proc", MS_NOSUID, None)
    call(libc.mount, b"tmpfs", b"/run", b"tmpfs", MS_NOSUID, b"mode=755")
    os.mkdir(WORK)
    os.chdir(WORK)
    # Duplicate address detection would make states depend on the moment of the listing.
    for conf in ("all", "default"):
        try:
            Path(f"/proc/sys/net/ipv6/conf/{conf}/accept_dad").write_text("0")
        except OSError:
            pass


def environment(bindir, **extra):
    return {"PATH": f"{bindir}:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "HOME": WORK,
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "verify_asan_link_order=0"),
            "ROW_LOG": os.environ.get("ROW_LOG", ""), **extra}


def shell(line, env, timeout=TIMEOUT):
    """Files, not pipes, take the output: a program left in the background may hold them open."""
    with open("out", "w+b") as out, open("err", "w+b") as err:
        child = subprocess.Popen(["/bin/sh", "-c", line], env=env, stdin=subprocess.DEVNULL,
                                 stdout=out, stderr=err, start_new_session=True)
        try:
            status = child.wait(timeout)
        except subprocess.TimeoutExpired:
            status = "timeout"
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        out.seek(0)
        err.seek(0)
        result = out.read().decode("utf-8", "backslashreplace"), err.read().decode("utf-8", "backslashreplace"), status
    os.unlink("out")
    os.unlink("err")
    return result


def dump_state(oracle_bin):
    out, err, _ = shell(DUMP, environment(oracle_bin))
    return out + err


def in_child(function, *args):
    """Calls function in a process in new namespaces and returns what it returned."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        try:
            unshare()
            first = os.fork()
            if first == 0:
                answer(write, function, args)
            os.waitpid(first, 0)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    result = json.loads(text or '{"error": "the sandbox died"}')
    if "error" in result:
        raise RuntimeError(result["error"])
    return result["value"]


def answer(write, function, args):
    try:
        with os.fdopen(write, "w") as pipe:
            try:
                enter()
                json.dump({"value": function(*args)}, pipe)
            except Exception as error:      # told to the parent, whatever it is
                json.dump({"error": f"{type(error).__name__}: {error}"}, pipe)
    finally:
        os._exit(0)


def set_up_script(script):
    """Adjacent lines that are nothing but ip command lines need one process only."""
    lines = ["set -e"]
    for plain, run in groupby(script.splitlines(), lambda line: bool(PLAIN_LINE.fullmatch(line))):
        run = list(run)
        if plain and len(run) > 1:
            run = ["ip -batch - <<'end'", *(line.removeprefix("ip ") for line in run), "end"]
        lines += run
    return "\n".join(lines)


def set_up(script, oracle_bin):
    out, err, status = shell(set_up_script(script), environment(oracle_bin))
    if status != 0:
        raise RuntimeError(f"set-up failed ({status}): {out}{err.strip()}")


def program_directory(base, name, program):
    """A directory in which `ip` is the program, and `bridge` the one that goes with it."""
    directory = Path(base) / name
    directory.mkdir(parents=True, exist_ok=True)
    program = Path(program).absolute()
    for link, target in ((directory / "ip", program), (directory / "bridge", bridge_of(program))):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    return directory


def programs(base, opt):
    """The directories of minip and of the installed ip."""
    return [program_directory(base, name, program) for name, program in (("minip", opt.minip), ("oracle", opt.oracle))]


def preload(directory, name):
    """shim.so or replay.so, made in the directory."""
    built = Path(directory) / f"{name}.so"
    subprocess.run([os.environ.get("CC", "gcc"), "-O2", "-Wall", "-shared", "-fPIC", "-o", built,
                    Path(__file__).with_name(f"{name}.c")], check=True)
    return built


def bridge_of(program):
    """minip is both; the installed ip has its bridge beside it."""
    return program if program.name == "minip" else program.with_name("bridge")
