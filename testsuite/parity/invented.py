#!/usr/bin/env python3
# invented.py - made-up netlink messages look the same in minip and in the installed ip.  SPDX-License-Identifier: GPL-2.0-or-later
import argparse
import difflib
import random
import sys
import time
from collections import Counter
from pathlib import Path

import invented_bridge
import invented_compare
import sandbox
from invented_compare import FORMS, Comparer, Crash
from invented_make import AF_INET, AF_INET6, AF_MPLS, IP6MR, IPMR, FIRST, Facts, Maker, smaller
from invented_nexthop import make_bucket, make_nexthop
from invented_rule import make_neigh, make_rule

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
COUNT, BATCH = 20000, 500
SHARES = (("link", 50), ("addr", 15), ("route", 35), ("mroute", 5), ("nexthop", 5), ("bucket", 2), ("neigh", 50), ("rule", 50),
          *((what, 5) for what in invented_bridge.MAKE))
MAKE = {"nexthop": make_nexthop, "bucket": make_bucket, "neigh": make_neigh, "rule": make_rule, **invented_bridge.MAKE}
ROUTE_FAMILIES = (AF_INET, AF_INET6, AF_MPLS, AF_INET, AF_INET6, IPMR, IP6MR)
DAMAGED = 20        # one batch of so many has payloads of wrong sizes
SHRUNK = 8          # so many differences are looked into, in each form


def options():
    parser = argparse.ArgumentParser(description="made-up messages look the same in minip and in ip")
    parser.add_argument("--minip", default=TOP / ".build/minip", type=Path)
    parser.add_argument("--oracle", default="/usr/sbin/ip", type=Path)
    parser.add_argument("--count", default=COUNT, type=int)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--object", choices=[what for what, _ in SHARES])
    parser.add_argument("--kind", help="links of this kind, or of this kind's ports (KIND_slave), and little else")
    parser.add_argument("--known", default=HERE / "invented.known", type=Path)
    parser.add_argument("-v", action="store_true", help="all differences, not only one of each sort")
    return parser.parse_args()


class Batch:
    """Messages of one dump, and what else the programs ask for."""

    def __init__(self, what, number, opt, facts):
        self.what = what
        self.damaged = number % DAMAGED == DAMAGED - 1
        self.option = ""
        maker = Maker(f"{opt.seed} {what} {number}", facts, opt.kind)
        maker.damage = self.damaged
        size = min(BATCH, opt.count)
        if what == "link":
            self.messages = [maker.make_link(i) for i in range(size)]
        elif what == "addr":
            self.messages = [maker.make_addr(i) for i in range(size)]
        elif what in MAKE:
            self.messages = [MAKE[what](maker) for _ in range(size)]
        else:
            families = (IPMR, IP6MR) if what == "mroute" else ROUTE_FAMILIES
            family = families[number % len(families)]
            self.option = {AF_INET6: "-6", AF_MPLS: "-M"}.get(family, "-6" if what == "mroute" and family == IP6MR else "")
            self.messages = [maker.make_route(family) for i in range(size)]
        self.maker = maker
        self.always = {name for _, name in facts.always} | \
            {"IFLA_IFNAME", "IFLA_INFO_DATA", "IFLA_INFO_SLAVE_DATA"}

    def context(self, messages):
        """Addresses need their links."""
        if self.what != "addr":
            return []
        return [self.maker.plain_link(m.index - FIRST) for m in messages]


class Test:
    def __init__(self, opt, comparer):
        self.opt, self.comparer = opt, comparer
        self.passed = self.failed = self.damaged = 0
        self.oracle_crashes = 0
        self.shrunk = Counter()
        self.sorts = Counter()

    def batch(self, batch):
        failed = {}
        for form in FORMS[batch.what]:
            for m in self.form(batch, form):
                failed.setdefault(id(m), (m, form))
        self.failed += len(failed)
        self.passed += len(batch.messages) - len(failed)
        self.damaged += len(batch.messages) if batch.damaged else 0
        for form in FORMS[batch.what]:
            for m in [m for m, failing in failed.values() if failing == form]:
                self.report(batch, form, m)

    def form(self, batch, form):
        """Messages that fail in a form.  What makes the oracle crash is left out from here on."""
        while True:
            try:
                if batch.damaged:
                    self.survives(batch, form)
                    return []
                return self.comparer.differing(batch.what, form, batch.option, batch.messages, batch.context)
            except Crash as crash:
                who = crash.args[0]
                found = self.crashing(batch, form, who, batch.messages)
                if who == "minip":
                    print(f"minip {form}: {crash.args[1]}")
                    return found
                self.oracle_crashes += len(found)
                batch.messages = [m for m in batch.messages if m not in found]

    def survives(self, batch, form):
        """Wrong sizes: what the oracle reads there is behind the payload, so only living on counts."""
        words = [*batch.option.split(), *form.split(), *invented_compare.SHOW[batch.what]]
        try:
            self.comparer.run("minip", words, batch.messages + batch.context(batch.messages))
        except Crash as crash:
            raise Crash("minip", str(crash)) from crash

    def crashing(self, batch, form, who, messages):
        words = [*batch.option.split(), *form.split(), *invented_compare.SHOW[batch.what]]
        try:
            self.comparer.run(who, words, messages + batch.context(messages))
            return []
        except Crash:
            pass
        if len(messages) == 1:
            return messages
        half = len(messages) // 2
        found = [m for part in (messages[:half], messages[half:]) for m in self.crashing(batch, form, who, part)]
        return found or messages

    def fails(self, batch, form, message):
        try:
            return not self.comparer.same(batch.what, form, batch.option, [message], batch.context)
        except Crash as crash:
            return crash.args[0] == "minip"

    def smallest(self, batch, form, message):
        while True:
            for attrs in smaller(message.attrs, batch.always - ({"IFLA_STATS64"} if "-s" not in form else set())):
                tried = message.with_attrs(attrs)
                if self.fails(batch, form, tried):
                    message = tried
                    break
            else:
                return message

    def sides(self, batch, form, message):
        """What ip and minip show of a message; None when one of them crashes."""
        try:
            return self.comparer.look(batch.what, form, batch.option, [message], batch.context)
        except Crash:
            return None

    def is_ips_whim(self, first, batch, form, message):
        """Memory that ip 6.1 reads and never wrote: it shows one message in two ways, minip in one."""
        last = self.sides(batch, form, message)
        return first and last and first[0] != last[0] and first[1] == last[1] and not self.fails(batch, form, message)

    def report(self, batch, form, message):
        self.shrunk[form] += 1
        if self.shrunk[form] > (SHRUNK if not self.opt.v else 20 * SHRUNK):
            return
        first = self.sides(batch, form, message)
        if not self.fails(batch, form, message):
            print(f"FAIL {batch.what} {form}: only among others: {message.tree()[0]}")
            self.sorts["only among others"] += 1
            return
        whole, message = message, self.smallest(batch, form, message)
        if self.is_ips_whim(first, batch, form, whole):
            print(f"{batch.what} {form}: ip shows it otherwise each time: {whole.tree()[0]}")
            self.failed, self.passed = self.failed - 1, self.passed + 1
            return
        names = [line.split()[0] for line in message.tree()[1:]]
        sort = " ".join([batch.what] + [n for n in names if n not in ("IFLA_IFNAME", "IFLA_LINKINFO")])
        self.sorts[sort] += 1
        if self.sorts[sort] > 1 and not self.opt.v:
            return
        print(f"FAIL ip {batch.option} {form} {batch.what} show".replace("  ", " ") +
              (f" (kind {message.about})" if message.about else ""))
        print("\n".join("  " + line for line in message.tree()))
        try:
            sides = self.comparer.look(batch.what, form, batch.option, [message], batch.context)
        except Crash as crash:
            print(f"  {crash}")
            return
        a, b = (("".join(records) + f"status {status}").splitlines() for records, status in sides)
        for line in list(difflib.unified_diff(a, b, "ip", "minip", n=0, lineterm=""))[2:12]:
            print(f"    {line}")


def plan(opt):
    """(object, number of the batch) of the whole run."""
    batches = max(1, opt.count // BATCH)
    for what, share in SHARES:
        if opt.object == what or (opt.kind and what == "link"):
            yield from ((what, i) for i in range(batches))
        elif not opt.object and not opt.kind:
            yield from ((what, i) for i in range(max(1, batches * share // 100)))


def stale(opt, rules, facts):
    """Rules that nothing needed; a run of the whole size must need each."""
    if opt.count < COUNT or opt.object or opt.kind:
        return
    for rule in rules:
        if not (facts.omitted[rule.pattern] if rule.what == "omit" else rule.used):
            yield f"FAIL {rule.where}: nothing needs it: {rule.pattern}"


def main():
    opt = options()
    if opt.seed is None:
        opt.seed = random.SystemRandom().randrange(1 << 31)
    print(f"seed {opt.seed}")
    rules = invented_compare.read_known(opt.known)
    facts = Facts([rule.pattern for rule in rules if rule.what == "omit"])
    opt.minip, opt.oracle = opt.minip.resolve(), opt.oracle.absolute()
    begin = time.monotonic()
    # What both would print of the host's namespaces, and their links, is out of sight.
    with invented_compare.scratch() as directory:
        shim = sandbox.preload(directory, "replay")
        invented_compare.enter_namespaces()
        comparer = Comparer(opt.minip, opt.oracle, shim, rules, directory)
        test = Test(opt, comparer)
        for what, number in plan(opt):
            test.batch(Batch(what, number, opt, facts))
    for sort, n in test.sorts.most_common():
        print(f"{n:6} {sort}")
    for line in stale(opt, rules, facts):
        print(line)
        test.failed += 1
    print(f"{test.damaged} with wrong sizes (read, not compared); {test.oracle_crashes} left out: ip crashes; "
          f"{comparer.runs} runs, {time.monotonic() - begin:.0f} s")
    print(f"{test.passed} passed, {test.failed} failed")
    return 1 if test.failed or not test.passed else 0


if __name__ == "__main__":
    sys.exit(main())
