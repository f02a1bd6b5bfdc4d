#!/usr/bin/env python3
# pin_bpf.py - pins programs that let all packets pass: DIRECTORY NAME=TYPE...  SPDX-License-Identifier: GPL-2.0-or-later
import ctypes
import os
import platform
import struct
import sys

BPF_PROG_LOAD, BPF_OBJ_PIN = 5, 6
SYS_BPF = {"x86_64": 321, "aarch64": 280, "riscv64": 280, "ppc64le": 361, "s390x": 351}[platform.machine()]
RETURN_0 = struct.pack("<BBhiBBhi", 0xb7, 0, 0, 0, 0x95, 0, 0, 0)       # r0 = 0; exit
libc = ctypes.CDLL(None, use_errno=True)


def bpf(command, attr):
    data = ctypes.create_string_buffer(attr + bytes(128 - len(attr)), 128)
    result = libc.syscall(SYS_BPF, command, data, len(data))
    if result < 0:
        sys.exit(f"pin_bpf.py: bpf({command}): {os.strerror(ctypes.get_errno())}")
    return result


def pin(path, kind):
    code, license_, name = map(ctypes.create_string_buffer, (RETURN_0, b"GPL", path.encode()))
    fd = bpf(BPF_PROG_LOAD, struct.pack("=IIQQ", kind, len(RETURN_0) // 8, ctypes.addressof(code),
                                        ctypes.addressof(license_)))
    bpf(BPF_OBJ_PIN, struct.pack("=QII", ctypes.addressof(name), fd, 0))


for word in sys.argv[2:]:
    what, _, number = word.partition("=")
    pin(f"{sys.argv[1]}/{what}", int(number))
