# monitor_files.py - files of events: what rtmon writes, and made-up messages.  SPDX-License-Identifier: GPL-2.0-or-later
import json
import re
import struct
import subprocess
from pathlib import Path

import invented_bridge
import invented_compare
import sandbox
from invented_make import AF_INET, AF_INET6, Attr, Facts, Maker, Message
from invented_nexthop import make_bucket, make_nexthop
from invented_rule import make_neigh, make_rule

scratch = invented_compare.scratch
NLMSG_TSTAMP, RTM_NEWPREFIX, RTM_NEWNSID = 15, 52, 88
PREFIX_INFORMATION = 3
HERE = Path(__file__).resolve().parent


def shown(opt, side, options, words, path, tries=3, name="ip"):
    """What a program shows of a file.  The oracle was seen to hang, once in many thousand times."""
    try:
        p = subprocess.run([f"{opt[side]}/{name}", *options.split(), "monitor", *words.split(), "file", path],
                           env=sandbox.environment(opt[side], TZ="Europe/Vienna"), capture_output=True, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        if side == "minip" or tries == 1:
            raise
        return shown(opt, side, options, words, path, tries - 1, name)
    return p.stdout.decode("latin-1"), p.stderr.decode("latin-1"), p.returncode


# ---- what rtmon has written
def messages(data):
    """Type and payload; times are not compared, sequence numbers and ports are those of the reader."""
    at = 0
    while at + 16 <= len(data):
        size, kind = struct.unpack_from("IH", data, at)
        yield "time" if kind == NLMSG_TSTAMP else f"{kind} {data[at + 16:at + size].hex()}"
        at += size + 3 & ~3
    if at != len(data):
        yield f"{len(data) - at} bytes more"


def read_back(opt, path):
    """The file as both programs show it, one text each, and its messages (without counters, which go on)."""
    texts = []
    for side in ("oracle", "minip"):
        text, err, status = shown(opt, side, "-o", "all", path)
        # Addresses of the link layer that the kernel made up are the same in both files, names of protocols are newer.
        lines = [re.sub(r" proto kernel_\w+ ", " ", line) for line in text.splitlines()
                 if not re.match(r"Timestamp|\[NETCONF\]|\[ADDR\].*mcast", line)]
        texts.append("\n".join(lines) if status == 0 and (side == "oracle" or "BUG" not in err) else "")
    kinds = [text if text == "time" else text.split()[0] for text in messages(path.read_bytes())]
    return texts[:1] if texts[0] == texts[1] else texts, kinds


# ---- made-up messages of all objects
def stamp(random):
    return struct.pack("IHHIIII", 24, NLMSG_TSTAMP, 0, 0, 0, random.getrandbits(31), random.randrange(1000000))


def make_prefix(maker):
    r = maker.random
    head = struct.pack("BBHiBBBB", AF_INET6, 0, 0, r.choice((1, 1, 55)), PREFIX_INFORMATION,
                       r.choice((0, 64, 128, 255)), r.choice((0, 1, 2, 3, 255)), 0)
    attrs = [Attr("PREFIX_ADDRESS", 1, maker.address(AF_INET6))] if maker.chance(0.9) else []
    if maker.chance(0.9):
        attrs.append(Attr("PREFIX_CACHEINFO", 2, maker.struct("II")))
    return Message(RTM_NEWPREFIX, head, attrs)


def make_nsid(maker):
    attrs = [Attr("NETNSA_NSID", 1, maker.struct("i"))]
    if maker.chance(0.3):
        attrs.append(Attr("NETNSA_CURRENT_NSID", 4, maker.struct("i")))
    return Message(RTM_NEWNSID, struct.pack("Bxxx", 0), attrs)


MAKERS = {
    "link": lambda maker, i: maker.make_link(i),
    "address": lambda maker, i: maker.make_addr(i),
    "route": lambda maker, i: maker.make_route(AF_INET6 if i % 2 else AF_INET),
    "nexthop": lambda maker, i: make_nexthop(maker),
    "bucket": lambda maker, i: make_bucket(maker),
    "neigh": lambda maker, i: make_neigh(maker),
    "rule": lambda maker, i: make_rule(maker),
    "prefix": lambda maker, i: make_prefix(maker),
    "nsid": lambda maker, i: make_nsid(maker),
    "port": lambda maker, i: invented_bridge.make_port(maker),
    "fdb": lambda maker, i: invented_bridge.make_fdb(maker),
    "mdb": lambda maker, i: invented_bridge.make_mdb_event(maker),
    "vlan_entry": lambda maker, i: invented_bridge.make_vlan_entry(maker),
}
# In text 7.1 has other columns than 6.1.
JSON_ONLY = {"vni": lambda maker, i: invented_bridge.make_vni(maker)}
OF_BRIDGE = ("port", "fdb", "mdb", "vlan_entry")
FORMS = ("", "-d", "-s -o", "-N")
# With -o, 6.1 does not end the lines of groups and VLANs at all.
FORMS_OF_BRIDGE = ("", "-d", "-s")
DELETED = {"link", "address", "route", "nexthop", "neigh", "rule", "nsid", "port", "fdb", "mdb", "vlan_entry"}
# An event begins with its time; what stands between has line breaks of its own.
HEAD = re.compile(r"(\[\w+\](Deleted )?)?")
BEGIN = re.compile(r"^Timestamp: .*\n", re.M)


def events(opt, side, form, path):
    name = "bridge" if path.stem in OF_BRIDGE else "ip"
    text, err, status = shown(opt, side, form, "all" if name == "bridge" else "label", path, name=name)
    return BEGIN.split(text), BEGIN.findall(text), err, status


def made_up(name, number, comparer):
    maker = Maker(f"{number} monitor {name}", comparer.facts)
    made = []
    for i in range(comparer.count):
        message = (MAKERS | JSON_ONLY)[name](maker, i)
        if name in DELETED and maker.chance(0.2):
            message.kind += 1
        made.append(stamp(maker.random) + message.encoded())
    return made


def without_crashes(opt, form, path, made, comparer):
    """What the oracle shows of the events; those that end it are left out from here on."""
    while True:
        path.write_bytes(b"".join(made))
        text, times, _, status = events(opt, "oracle", form, path)
        if status >= 0 or len(times) >= len(made):
            return text, times, status
        made.pop(len(times))
        comparer.left_out += 1


def is_excused(theirs, ours, comparer):
    """Rules are for listings, which have neither labels nor what was deleted."""
    a, b = HEAD.match(theirs)[0], HEAD.match(ours)[0]
    return a == b and comparer.excused(theirs[len(a):], ours[len(b):], False)


def differing(opt, name, number, form, comparer):
    """Made-up events of which the two texts differ, and how many there were."""
    path = Path(f"{name}.events")
    made = made_up(name, number, comparer)
    theirs, a_times, status = without_crashes(opt, form, path, made, comparer)
    ours, b_times, err, b_status = events(opt, "minip", form, path)
    err = "".join(line for line in err.splitlines(True) if not line.startswith("Truncated VF list"))
    if status or b_status or a_times != b_times or len(a_times) != len(made) or err:
        return [f"status {status} {b_status}, {len(made)} events, {len(a_times)} and {len(b_times)} times, {err[:300]}"]
    # A blank that 6.1 forgets, and the comma before the only flag that it makes itself.
    theirs = [x.replace("<,", "<", 1) for x in theirs]
    theirs = [re.sub(r"^(\[PREFIX\]prefix \S+/\d+)dev", r"\1 dev", x) for x in theirs]
    return [f"{x!r}\n  {y!r}" for x, y in zip(theirs, ours) if x != y and not is_excused(x, y, comparer)]


def run(opt, args):
    rules = invented_compare.read_known(HERE / "invented.known")
    rules = [rule for rule in rules if rule.what == "omit" or rule.what.startswith("text")]
    comparer = invented_compare.Comparer(None, None, None, rules, ".")
    comparer.facts = Facts([rule.pattern for rule in rules if rule.what == "omit"])
    comparer.count, comparer.left_out = args["messages"], 0
    found = [(name, form, differing(opt, name, args["seed"], form, comparer)) for name in MAKERS
             for form in (FORMS_OF_BRIDGE if name in OF_BRIDGE else FORMS)]
    return found, comparer.left_out


def damaged(opt, args):
    """Files of which some bytes are others, or which end early: each line of JSON is still whole, nothing crashes."""
    comparer = invented_compare.Comparer(None, None, None, [], ".")
    comparer.facts, comparer.count = Facts(), 20
    whole = b"".join(event for name in MAKERS for event in made_up(name, args["seed"], comparer))
    wrong, maker = [], Maker(args["seed"], comparer.facts)
    for _ in range(args["damaged"]):
        data = bytearray(whole)
        for _ in range(maker.random.choice((1, 5, 50))):
            data[maker.random.randrange(len(data))] = maker.random.choice((0, 1, 255, maker.random.getrandbits(8)))
        path = Path("damaged.events")
        path.write_bytes(data[:maker.random.choice((len(data), maker.random.randrange(len(data))))])
        for options in ("-s -d", "-j -d"):
            text, err, status = shown(opt, "minip", options, "label", path)
            try:
                good = status in (0, 1) and all(isinstance(json.loads(line), dict) for line in text.rstrip("\n").split("\n") if line and "-j" in options)
            except ValueError:
                good = False
            if not good:
                wrong.append(f"status {status} {err[-500:]}")
    return wrong


def json_lines(opt, args):
    """Of whole files, bridge's too: each event is a line, and each line an object."""
    comparer = invented_compare.Comparer(None, None, None, [], ".")
    comparer.facts, comparer.count = Facts(), 200
    wrong = []
    for name in (*MAKERS, *JSON_ONLY):
        path = Path(f"{name}.events")
        path.write_bytes(b"".join(made_up(name, args["seed"], comparer)))
        text, err, status = shown(opt, "minip", "-j -s -d", "all", path, name="bridge" if name in (*OF_BRIDGE, *JSON_ONLY) else "ip")
        try:
            lines = [json.loads(line) for line in text.splitlines()]
        except ValueError:
            lines = []
        good = [line for line in lines if {"event", "time", "object", "data"} <= line.keys()]
        if status or not lines or len(good) != len(lines):
            wrong.append(f"{name}: status {status}, {len(good)} of {len(lines)} lines {err[-500:]}")
    return wrong


def check(opt, args, count):
    wrong = sandbox.in_child(json_lines, opt, {"seed": args.seed})
    count.check(not wrong, "ip -j monitor file: made-up events are JSON Lines", *wrong)
    wrong = sandbox.in_child(damaged, opt, {"seed": args.seed, "damaged": args.damaged})
    count.check(not wrong, f"ip monitor file: {args.damaged} damaged files", *wrong[:3])
    found, left_out = sandbox.in_child(run, opt, {"messages": args.messages, "seed": args.seed})
    print(f"{left_out} made-up events left out: ip crashes")
    for name, form, wrong in found:
        count.check(not wrong, f"ip {form} monitor file: {args.messages} made-up events of {name}", f"{len(wrong)} differ", *wrong[:3])
