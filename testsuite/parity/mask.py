# mask.py - makes two runs comparable: random MACs, times, process ids.  SPDX-License-Identifier: GPL-2.0-or-later
import re

MAC = re.compile(r"(?<![0-9a-f:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![0-9a-f:])")
BRIDGE_ID = re.compile(r"(?<![0-9a-f])([0-9a-f]{4})\.((?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2})(?![0-9a-f:])")
EUI64 = re.compile(r"fe80::(?:([0-9a-f]{1,4}):)?([0-9a-f]{0,2})ff:fe([0-9a-f]{2}):([0-9a-f]{1,4})(?![0-9a-f:])")
LIFETIME = re.compile(r'((?:valid_lft|preferred_lft|expires) |"(?:valid_life_time|preferred_life_time|expires)": ?)(\d+)')
TIMER = re.compile(r'(\w+_timer"?:? +|"\w+_timer": ?)[\d.]+')
# Tunnels over IPv6 make up a permanent address.
RANDOM6 = re.compile(r'(permaddr"?:? ?"?)[0-9a-f:]*::[0-9a-f:]*')
# Of tables of neighbours, since 7.2; testsuite/cli/ntable.sh has it.
REPROBES = re.compile(r'mcast_reprobes \d* ?|"mcast_reprobes": ?\d*,\s*')
FOREVER = 4294967295


class Mask:
    """Keeps the MACs that the case itself names; numbers the others as they come."""

    def __init__(self, given):
        self.given = set(MAC.findall(given.lower()))
        self.macs = {}

    def mac(self, text):
        if text in self.given or text in ("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"):
            return text
        return self.macs.setdefault(text, f"<mac{len(self.macs) + 1}>")

    def bridge_id(self, match):
        mac = ":".join(part.zfill(2) for part in match[2].split(":"))
        shown = self.mac(mac)
        return match[0] if shown == mac else f"{match[1]}.{shown}"

    def link_local(self, match):
        bits = (match[1] or "0").zfill(4) + match[2].zfill(2) + match[3] + match[4].zfill(4)
        mac = ":".join((f"{int(bits[:2], 16) ^ 2:02x}", bits[2:4], bits[4:6], bits[6:8], bits[8:10], bits[10:]))
        shown = self.mac(mac)
        return match[0] if shown == mac else f"<link-local of {shown}>"

    @staticmethod
    def lifetime(match):
        # A second may pass between the request and the listing.
        seconds = int(match[2])
        return match[1] + str(seconds if seconds == FOREVER else (seconds + 5) // 10 * 10)

    def __call__(self, text):
        text = BRIDGE_ID.sub(self.bridge_id, text)
        text = EUI64.sub(self.link_local, text)
        text = MAC.sub(lambda m: self.mac(m[0]), text)
        text = LIFETIME.sub(self.lifetime, text)
        text = REPROBES.sub("", text)
        text = RANDOM6.sub(r"\1<random>", text)
        return TIMER.sub(r"\1<time>", text)
