# words_lines.py - the command lines that try every word of an object.  SPDX-License-Identifier: GPL-2.0-or-later
"""words/OBJECT.tsv has one row a word:

    kind        of links; or set, add (generic words), vf, inet, xdp, property; command, encapsulation ...
    word        as it is written out
    shortest    abbreviation that still means it; the word itself when it must be written out
    good, bad   values, separated by ";".  "-": the word takes none.  In good: "-" the word without a value,
                "!V" a value that cannot be sent here, "V=N" the value V that goes as the number N
    in_6.1      whether the oracle knows the word
    since       the oldest release that has it
    attribute   path:type[=constant] of what a word newer than the oracle sends ("-": nothing); "A/B": B for IPv6; "A+B": both;
                u32.I/N@J=V: element I of N, element J is V
    error       what such a word's bad value gives, %s is the value, then the status
    line        what stands around the word ({}); "-": as in the kind's row "@"; [newer words] are
                part of the attribute and not said to the oracle

A row "@dumps FAMILY ..." names the families of messages (netlink.py) whose questions are compared as well.
What holds for all lines of an object stands in words/OBJECT.setup: commands for the oracle, run once a sandbox.
"""
import re
from dataclasses import dataclass

COLUMNS = ("kind", "word", "shortest", "good", "bad", "known", "since", "attribute", "error", "line")
INCOMPLETE = 'Command line is not complete. Try option "help"'


class BadFile(Exception):
    pass


@dataclass(frozen=True)
class Area:
    """The words of one object."""
    name: str
    setup: str
    dumps: tuple


@dataclass(frozen=True)
class Fact:
    kind: str
    word: str
    shortest: str
    good: tuple
    bad: tuple
    known: bool
    since: str
    attribute: str
    error: str
    line: str
    area: "Area"

    @property
    def takes_value(self):
        return bool(self.good or self.bad)


@dataclass(frozen=True)
class Line:
    text: str
    fact: Fact
    role: str           # good, refused, short, less, bad, missing, empty, set
    value: str = ""
    number: str = ""    # what the value is as a number, when the facts say it


def split(column):
    return () if column == "-" else tuple(column.split(";"))


def read_area(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    dumps = [line.split()[1:] for line in lines if line.startswith("@dumps ")]
    return Area(path.stem, path.with_suffix(".setup").read_text(encoding="utf-8"), tuple(sum(dumps, [])))


def read_facts(path):
    facts, templates, area = [], {}, read_area(path)
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith(("#", "@dumps ")):
                continue
            columns = line.rstrip("\n").split("\t")
            if len(columns) != len(COLUMNS):
                raise BadFile(f"{path.name}:{number}: {len(columns)} columns instead of {len(COLUMNS)}")
            row = dict(zip(COLUMNS, columns))
            if row["word"] == "@":
                templates[row["kind"]] = row["line"]
                continue
            if not row["word"].startswith(row["shortest"]):
                raise BadFile(f"{path.name}:{number}: {row['shortest']} does not abbreviate {row['word']}")
            row.update(good=split(row["good"]), bad=split(row["bad"]), known=row["known"] == "y",
                       line=templates[row["kind"]] if row["line"] == "-" else row["line"])
            facts.append(Fact(**row, area=area))
    return facts


def quoted(word):
    return f'"{word}"' if word == "" else word


def place(template, word, value):
    template = template.replace("[", "").replace("]", "")
    return template.replace("{}", word if value is None else f"{word} {value}").strip()


def base(fact):
    """The line without the word."""
    return " ".join(re.sub(r"\[.*?\]", "", fact.line).replace("{}", "").split())


def good_lines(fact):
    if not fact.takes_value:
        yield Line(place(fact.line, fact.word, None), fact, "good")
    for value in fact.good:
        word, _, number = value.partition("=") if not fact.known else (value, "", "")
        role = "refused" if word.startswith("!") else "good"
        word = word.removeprefix("!")
        word = "" if word == "-" else word
        yield Line(place(fact.line, fact.word, word or None), fact, role, word, number)


def abbreviated(fact, first):
    """The shortest accepted form, and one letter less."""
    for word, role in ((fact.shortest, "short"), (fact.shortest[:-1], "less")):
        if word and word != fact.word:
            yield Line(place(fact.line, word, first.value or None), fact, role, first.value, first.number)


def on_existing(fact, first):
    """What add takes, said to set: there is no device of that kind, but the request is sent."""
    if fact.known and fact.line.startswith("link add") and " type " in fact.line.partition("{}")[0]:
        kind = fact.line.split(" type ", 1)[1]
        yield Line(place("link set x type " + kind, fact.word, first.value or None), fact, "set", first.value)


def lines_of(fact):
    good = list(good_lines(fact))
    yield from good
    yield from abbreviated(fact, good[0])
    for value in fact.bad:
        yield Line(place(fact.line, fact.word, value), fact, "bad", value)
    if fact.takes_value:
        if not any(value.partition("=")[0] == "-" for value in fact.good):
            # Missing: nothing may follow, or that would be the value.
            yield Line(place(fact.line.partition("{}")[0] + "{}", fact.word, None), fact, "missing")
        yield Line(place(fact.line, fact.word, quoted("")), fact, "empty", "")
    yield from on_existing(fact, good[0])


def expected_error(line):
    """First line of standard error and status that the facts state for a word newer than the oracle."""
    if line.role == "missing":
        return INCOMPLETE, 255
    text, _, status = line.fact.error.rpartition(" (")
    return text.replace("%s", line.value), int(status.rstrip(")"))
