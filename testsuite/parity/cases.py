# cases.py - reads case files and the list of known differences.  SPDX-License-Identifier: GPL-2.0-or-later
"""A case file has one case a line, a sh command line in which `ip` is the program under test.

    # comment
    @setup NAME         what follows indented runs before each case, with the oracle as `ip`;
                        without a block: the block that this name had before; none or empty: nothing
    @kernel uml         the following cases need User-Mode Linux (host: this kernel, any)
"""
from dataclasses import dataclass

FIELDS = ("stdout", "stderr", "status", "request", "state")
KERNELS = ("any", "host", "uml")


class BadFile(Exception):
    pass


@dataclass(frozen=True)
class Case:
    text: str
    setup: str
    kernel: str
    where: str


def read_cases(path):
    setups, name, kernel, block, cases = {"none": "", "empty": ""}, "none", "any", None, []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line, where = line.rstrip("\n"), f"{path.name}:{number}"
            if not line.strip() or line.startswith("#"):
                continue
            if line[0] in " \t":
                if block is None:
                    raise BadFile(f"{where}: an indented line outside a set-up")
                block.append(line.strip())
                setups[name] = "\n".join(block)
                continue
            new_block = None
            word, _, rest = line.partition(" ")
            if word == "@setup":
                name = rest.strip()
                new_block = None if name in ("none", "empty") else []
            elif word == "@kernel":
                kernel = rest.strip()
                if kernel not in KERNELS:
                    raise BadFile(f"{where}: kernel is one of {' '.join(KERNELS)}")
            elif word.startswith("@"):
                raise BadFile(f"{where}: unknown directive {word}")
            elif name not in setups:
                raise BadFile(f"{where}: set-up {name} is empty")
            else:
                cases.append(Case(line, setups[name], kernel, where))
            block = new_block
    return cases


@dataclass
class Known:
    """A difference that is meant: its fields are not compared, but must differ."""
    fields: dict        # field -> kernel on which it differs ("any")
    expected: dict      # stderr or status -> what the reference's newer version gives
    where: str
    seen: set           # fields that did differ
    ran: bool = False


def read_known(path):
    """All lists of a directory, or one file."""
    known = {}
    for part in sorted(path.glob("*.tsv")) if path.is_dir() else [path] if path.exists() else []:
        read_known_file(part, known)
    return known


def read_known_file(path, known):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line, where = line.rstrip("\n"), f"{path.name}:{number}"
            if not line or line.startswith("#"):
                continue
            columns = line.split("\t")
            if len(columns) < 3 or not columns[2]:
                raise BadFile(f"{where}: case TAB fields TAB reason")
            fields = {}
            for word in columns[1].replace(",", " ").split():
                field, _, kernel = word.partition("@")
                if field not in FIELDS or kernel not in ("",) + KERNELS:
                    raise BadFile(f"{where}: unknown field {word}")
                fields[field] = kernel or "any"
            if columns[0] in known:
                raise BadFile(f"{where}: {columns[0]} is listed twice")
            known[columns[0]] = Known(fields, read_expected(columns[3:], fields), where, set())


def read_expected(columns, fields):
    expected = {}
    for text in columns:
        field, equals, value = text.partition("=")
        if field not in ("stderr", "status") or not equals:
            field, value = ("stderr" if "stderr" in fields else "status"), text
        expected[field] = value
    return expected
