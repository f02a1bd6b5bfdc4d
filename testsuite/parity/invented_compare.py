# invented_compare.py - shows made-up messages with two programs; the known differences.  SPDX-License-Identifier: GPL-2.0-or-later
import ctypes
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

from invented_bridge import MAKE as OF_BRIDGE, RTM_GETMDB, RTM_NEWSTATS, RTM_NEWTUNNEL, RTM_NEWVLAN
from invented_make import RTM_NEWADDR, RTM_NEWLINK, RTM_NEWROUTE
from invented_nexthop import RTM_NEWNEXTHOP, RTM_NEWNEXTHOPBUCKET
from invented_rule import RTM_NEWNEIGH, RTM_NEWRULE

CLONE_NEWNS, CLONE_NEWNET, MS_REC, MS_PRIVATE = 0x20000, 0x40000000, 0x4000, 0x40000
TIMEOUT = 5           # seconds; a listing takes some hundredths
VARIABLE = {RTM_NEWLINK: "NLREPLAY_LINK", RTM_NEWADDR: "NLREPLAY_ADDR", RTM_NEWROUTE: "NLREPLAY_ROUTE",
            RTM_NEWNEXTHOP: "NLREPLAY_NEXTHOP", RTM_NEWNEXTHOPBUCKET: "NLREPLAY_BUCKET",
            RTM_NEWNEIGH: "NLREPLAY_NEIGH", RTM_NEWRULE: "NLREPLAY_RULE", RTM_GETMDB: "NLREPLAY_MDB",
            RTM_NEWVLAN: "NLREPLAY_VLAN", RTM_NEWTUNNEL: "NLREPLAY_TUNNEL", RTM_NEWSTATS: "NLREPLAY_STATS"}
SHOW = {"link": ["link", "show"], "addr": ["addr", "show"], "route": ["route", "show", "table", "all"],
        "mroute": ["mroute", "show", "table", "all"],
        "nexthop": ["nexthop", "show"], "bucket": ["nexthop", "bucket", "show"],
        "neigh": ["neigh", "show", "nud", "all"], "rule": ["rule", "show"],
        "port": ["bridge", "link", "show"], "fdb": ["bridge", "fdb", "show"], "vlan": ["bridge", "vlan", "show"],
        "vlan_tunnel": ["bridge", "vlan", "tunnelshow"], "vlan_entry": ["bridge", "vlan", "show"],
        "vlan_global": ["bridge", "vlan", "global", "show"], "vlan_stats": ["bridge", "vlan", "show"],
        "mdb": ["bridge", "mdb", "show"], "vni": ["bridge", "vni", "show"], "mst": ["bridge", "mst", "show"]}
FORMS = {
    "link": ["-d", "", "-d -j", "-j", "-s -d", "-s -s -j -d", "-s -s", "-s -h", "-br", "-br -j", "-o -d", "-N -d"],
    "addr": ["-d", "", "-d -j", "-j", "-s -d", "-s -s -j", "-br", "-br -j", "-o -d", "-o", "-4", "-6", "-N"],
    "route": ["-d", "", "-d -j", "-j", "-s -d", "-s -s -j", "-s -h", "-o -d", "-N -d"],
    "mroute": ["-d", "", "-s", "-d -s -j", "-j", "-o -s"],
    "nexthop": ["-d", "", "-d -j", "-j", "-s -d", "-s -s -j", "-o -d", "-N -d"],
    "bucket": ["-d", "-j", "-o", "-s"],
    "neigh": ["-s", "", "-s -j", "-j", "-d", "-br", "-br -j", "-s -o", "-N", "-6"],
    "rule": ["-d", "", "-d -j", "-j", "-s", "-o", "-N -d", "-N -j", "-4"],
    "port": ["-d", "", "-d -j", "-j", "-o -d", "-s"], "fdb": ["-s -d", "", "-s -d -j", "-j", "-o"], "vlan": ["", "-compressvlans", "-j", "-o"], "vlan_tunnel": ["", "-j", "-o"],
    "vlan_entry": ["-d", "-d -s", "-d -s -j", "-d -s -o"], "vlan_global": ["", "-s", "-j", "-s -j"], "vlan_stats": ["-s", "-s -j", "-s -o"],
    "mdb": ["-d -s", "", "-d", "-s", "-d -s -j", "-d -j", "-o -d -s"],
    # In text 7.1 has other columns.
    "vni": ["-j", "-s -j"],
}
# Where a record begins: each link has its number, each route its own line.
BEGINS = {"link": re.compile(r"^(?=\d+: )", re.M), "addr": re.compile(r"^(?=\d+: )", re.M),
          **dict.fromkeys(("route", "mroute", "nexthop", "bucket", "neigh", "rule", *OF_BRIDGE), re.compile(r"^(?=\S)", re.M)), "-br": re.compile(r"^(?=\S)", re.M)}
BROKEN = "no JSON\n"
INDEX = re.compile(r"(\d+): |n(\d+)|(?:(?!\.ifindex).*\n)*?\.if(?:index = |name = \"n)(\d+)")


def enter_namespaces():
    """A world without links, and without the names of the host's namespaces."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS | CLONE_NEWNET) or libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None) or \
            libc.mount(b"tmpfs", b"/run", b"tmpfs", 0, None):
        raise OSError(ctypes.get_errno(), "namespaces: " + os.strerror(ctypes.get_errno()))


class Crash(Exception):
    pass


class Rule:
    def __init__(self, where, what, pattern, value, reason):
        self.where, self.what, self.pattern, self.value, self.reason = where, what, pattern, value, reason
        self.is_order = what.endswith("-order")
        self.is_mutual = self.is_order or what.endswith("-both")
        self.used = False

    def applied(self, text):
        return re.sub(self.pattern, self.in_order if self.is_order else self.value, text, flags=re.M)

    def in_order(self, match):
        """The words, or lines of JSON, sorted."""
        end = "\n" if self.what.startswith("json") else " "
        return end.join(sorted(match[0].rstrip(end).split(end))) + end


def read_known(path):
    """invented.known: what, pattern, replacement, reason, with tabs between."""
    rules = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line and not line.startswith("#"):
            what, pattern, value, reason = line.split("\t")
            if what not in ("omit", "text", "json", "text-order", "json-order", "text-both", "json-both") or not reason:
                raise ValueError(f"{path}:{number}: {line}")
            rules.append(Rule(f"{path.name}:{number}", what, pattern, value, reason))
    return rules


class Comparer:
    def __init__(self, ours, oracle, shim, rules, directory):
        self.programs = {("minip", "ip"): ours, ("ip", "ip"): oracle, ("minip", "bridge"): ours,
                         ("ip", "bridge"): oracle and oracle.with_name("bridge")}
        self.shim, self.rules, self.directory = shim, rules, directory
        self.runs = 0

    def run(self, who, words, messages):
        env = {"PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C", "LD_PRELOAD": str(self.shim),
               "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
               "ROW_LOG": os.environ.get("ROW_LOG", "")}
        for kind, variable in VARIABLE.items():
            data = b"".join(m.encoded() for m in messages if m.kind == kind)
            if data:
                env[variable] = f"{self.directory}/{variable}"
                Path(env[variable]).write_bytes(data)
        self.runs += 1
        # What SHOW says first is the program; options stand before it here.
        name = "bridge" if "bridge" in words else "ip"
        words = [word for word in words if word != name]
        try:
            p = subprocess.run([name, *words], executable=self.programs[who, name], env=env, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired as error:
            raise Crash("it hangs") from error
        if p.returncode < 0 or p.returncode == 99 or b"AddressSanitizer" in p.stderr:
            raise Crash(f"status {p.returncode} {p.stderr.decode('latin-1')[:3000]}")
        return p.stdout.decode("latin-1"), p.returncode

    def records(self, text, form, what):
        if " -j" in " " + form:
            try:
                return ["".join(leaves("", x)) for x in json.loads(text, object_pairs_hook=Pairs)]
            except ValueError:
                return [BROKEN, text]
        return [r for r in BEGINS["-br" if "-br" in form else what].split(text) if r]

    def excused(self, theirs, ours, is_json):
        """Are they the same but for rules?"""
        changed = []
        for rule in self.rules:
            if not rule.what.startswith("json" if is_json else "text"):
                continue
            after = rule.applied(theirs), rule.applied(ours) if rule.is_mutual else ours
            if after != (theirs, ours):
                changed.append(rule)
            theirs, ours = after
        if theirs != ours:
            return False
        for rule in changed:
            rule.used = True
        return True

    def look(self, what, form, option, messages, context):
        """Both programs' records and exit status; none of either where the texts are the same."""
        words = [*option.split(), *form.split(), *SHOW[what]]
        sides = []
        for who in ("ip", "minip"):
            try:
                text, status = self.run(who, words, messages + context(messages))
            except Crash as crash:
                raise Crash(who, str(crash)) from crash
            sides.append((text, status))
        if sides[0] == sides[1]:
            return [([], 0)] * 2
        return [(self.records(text, form, what), status) for text, status in sides]

    def same(self, what, form, option, messages, context):
        (theirs, a), (ours, b) = self.look(what, form, option, messages, context)
        return a == b and len(theirs) == len(ours) and all(self.equal(x, y, form) for x, y in zip(theirs, ours))

    def equal(self, theirs, ours, form):
        return theirs == ours or theirs and ours and self.excused(theirs, ours, "-j" in form)

    def differing(self, what, form, option, messages, context):
        """The messages that are shown differently."""
        (theirs, a), (ours, b) = self.look(what, form, option, messages, context)
        broken = theirs[:1] == [BROKEN] or ours[:1] == [BROKEN]
        if a == b and len(theirs) == len(ours) == len(messages) and not broken:
            return [m for m, x, y in zip(messages, theirs, ours) if not self.equal(x, y, form)]
        if a == b and what in ("link", "addr") and not broken:
            theirs, ours = by_index(theirs), by_index(ours)
            return [m for m in messages
                    if not self.equal(theirs.get(m.index, ""), ours.get(m.index, ""), form)]
        if a == b and len(theirs) == len(ours) and all(self.equal(x, y, form) for x, y in zip(theirs, ours)):
            return []
        if len(messages) == 1:
            return messages
        half = len(messages) // 2
        return self.differing(what, form, option, messages[:half], context) + \
            self.differing(what, form, option, messages[half:], context)


def by_index(records):
    """Records of links by the number of the link."""
    found = {}
    for record in records:
        number = INDEX.match(record)
        key = int(number[1] or number[2] or number[3]) if number else None
        found[key] = found.get(key, "") + record
    return found


class Pairs(list):
    """A JSON object: the order of its keys counts."""


def leaves(path, value):
    """One line for each value, in order: "linkinfo.info_kind = ..."; keys that are said twice stay two."""
    if not isinstance(value, list) or not value:
        yield f"{path} = {'{}' if isinstance(value, Pairs) else json.dumps(value)}\n"
    elif isinstance(value, Pairs):
        for key, item in value:
            yield from leaves(f"{path}.{key}", item)
    else:
        for i, item in enumerate(value):
            yield from leaves(f"{path}[{i}]", item)


def scratch():
    return tempfile.TemporaryDirectory(prefix="invented-")
