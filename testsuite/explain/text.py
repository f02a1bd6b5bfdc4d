# text.py - what -explain says as text beside what it says as JSON.  SPDX-License-Identifier: GPL-2.0-or-later
import re
import struct

PORT = re.compile(r"port(,| is)? \d+|number \d+|(?<== )\d+|\((\d+),")
SOMETIMES = "send("     # asked only when a listing comes in several pieces
DUMP = re.compile(r"    ([0-9a-f]{4})((?: {1,3}[0-9a-f]{2})+)$")


def text_of_leaf(said):
    out = [said["name"], said["type"]]
    value = said.get("value", "")
    if "mask" in said:
        value = f"{value:#x} of {said['mask']:#x}" if value else f"0 of {said['mask']:#x}"
    elif said["type"] == "string" and "value" in said:
        value = f'"{value}"'
    elif value is None:
        value = "?"
    out.append(value)
    if said.get("label"):
        out.append(f"({said['label']})")
    if said.get("implied"):
        out.append("(implied)")
    if said.get("words"):
        out.append("\u2190 " + ", ".join(said["words"]))
    return out


def leaves(content, depth):
    for said in content:
        yield depth, said
        yield from leaves(said.get("content", []), depth + 1)


def same_line(text, depth, said, received):
    if len(text) - len(text.lstrip(" ")) != 2 * depth + 2:
        return False
    words = text_of_leaf(said)
    if received:        # the kernel may answer otherwise to the same question
        return text.split()[0] == words[0].split()[0]
    forms = [words]
    if isinstance(said.get("value"), int) and said["value"]:
        forms.append(words[:2] + [f"{said['value']:#x}"] + words[3:])
    if isinstance(said.get("value"), str):
        value = said["value"]
        forms.append(words[:2] + [value] + words[3:])
        forms.append(words[:2] + [f"{value[:48]} \u2026 {len(value) // 2} bytes"] + words[3:])
    text = " ".join(text.split())
    return any(text == " ".join(" ".join(map(str, form)).split()) for form in forms)


def text_problem(text, objects):
    """The text says what the JSON says, line by line."""
    lines = [line for line in text.split("\n") if line and not line.startswith(f"-- {SOMETIMES}")]
    objects = [said for said in objects if not said.get("call", "").startswith(SOMETIMES)]
    while objects:
        said = objects.pop(0)
        head = lines.pop(0) if lines else ""
        if "call" in said:
            expected = f"-- {said['call']}" + (f": {said['meaning']}" if said.get("meaning") else "") + \
                (" (not done)" if said.get("held_back") else "")
        elif "more" in said:
            expected = f"   and {said['more']} more {said['message']}, {said['length']} bytes (with -d: each)"
        else:
            expected = " ".join([{"sent": "->", "received": "<-"}[said["direction"]], said["message"], *said["flags"]]) + \
                f", {said['length']} bytes, number {said['number']}, port {said['port']}" + \
                (f": {said['meaning']}" if said.get("meaning") else "") + (" (not sent)" if said.get("held_back") else "")
        if PORT.sub("N", head) != PORT.sub("N", expected):
            return f"text {head!r}\n    JSON {expected!r}"
        for depth, leaf in leaves(said.get("content", []), 0):
            line = lines.pop(0) if lines else ""
            if not same_line(line, depth, leaf, said["direction"] == "received"):
                return f"text {line!r}\n    JSON {leaf}"
        shown = b""
        while lines and DUMP.fullmatch(lines[0]):
            shown += bytes.fromhex(DUMP.fullmatch(lines.pop(0))[2])
        if said.get("direction") == "sent" and masked(shown) != masked(bytes.fromhex(said["bytes"])):
            return f"text has other bytes: {shown.hex()}\n    {said['bytes']}"
    return f"text says more: {lines[0]!r}" if lines else None


def masked(data):
    """Number and port differ from run to run; NLMSG_ERROR and NLMSG_DONE have them again."""
    kind = struct.unpack_from("H", data, 4)[0] if len(data) >= 16 else 0
    return data[:8] + (data[16:28] + data[36:] if kind == 2 else data[16:])


def told(text):
    """The explanation without the error behind it."""
    kept = [line for line in text.split("\n") if line.startswith(("-> ", "<- ", "-- ", "   and ")) or
            line.startswith("  ") and (len(line) - len(line.lstrip(" "))) % 2 == 0]
    end = next((i for i, line in enumerate(kept) if line.startswith(("  kernel:", "  hint:", "  ip ", "  bridge "))), len(kept))
    return "\n".join(kept[:end])
