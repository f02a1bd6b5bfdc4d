# uapi.py - enumerations and structs of the kernel's own headers.  SPDX-License-Identifier: GPL-2.0-or-later
"""What messages are made of, read from /usr/include/linux and, for what is newer, from include/compat*.h:
nothing here comes from minip's tables."""
import re
from pathlib import Path

HEADERS = Path("/usr/include/linux")
FILES = """seg6 if_tunnel ip6_tunnel rtnetlink netlink if_link if_addr if_bridge if_tunnel if_macsec veth net_namespace nexthop fib_rules neighbour
    wwan can/netlink can/vxcan if_addrlabel netconf l2tp fou genetlink tcp_metrics ioam6_iptunnel seg6_iptunnel
    lwtunnel mpls_iptunnel batadv_packet batman_adv seg6_local rpl_iptunnel ila seg6_hmac seg6_genl ioam6_genl mptcp
    xfrm amt ip""".split()
SCALARS = {"__u8": 1, "__s8": 1, "char": 1, "unsigned char": 1, "__u16": 2, "__be16": 2, "__s16": 2, "unsigned short": 2,
           "__sum16": 2, "short": 2, "__u32": 4, "__s32": 4, "__be32": 4, "__wsum": 4, "int": 4, "unsigned": 4,
           "unsigned int": 4, "__kernel_sa_family_t": 2, "__kernel_uid32_t": 4, "__u64": 8, "__s64": 8, "__be64": 8, "__aligned_u64": 8}


def source(path):
    text = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"//.*", "", text)


class Uapi:
    """enums: sets of names; value: name -> number; structs: name -> [(field, offset, size, count, big endian)],
    where count is 0 for what is no array and -1 for one that takes the rest."""

    def __init__(self, compat):
        self.value, self.enums, self.structs = {}, [], {}
        self.sizes = {"in6_addr": (16, 4), "xfrm_address_t": (16, 4), "flags": (4, 4), "iphdr": (20, 4)}
        self.inside = {}        # (struct, field) -> the struct that the field is
        self.structs["flags"] = [("flags", 0, 4, 0, False)]
        texts = [source(HEADERS / f"{name}.h") for name in FILES if (HEADERS / f"{name}.h").exists()]
        for text in texts:
            self.read_enums(text)
        self.newer = set()
        for name, number in re.findall(r"enum \{ (\w+) = (\w+) \}", "".join(map(source, compat))):
            if name not in self.value:
                self.value[name] = int(number, 0)
                self.newer.add(name)
        # Bit fields, and a union: remlen has its byte to itself but for a bit that is not used.
        self.structs["ioam6_trace_hdr"] = [("namespace_id", 0, 2, 0, True), ("remlen", 3, 1, 0, False), ("type_be32", 4, 4, 0, True)]
        self.sizes["ioam6_trace_hdr"] = (8, 4)
        self.structs["br_mdb_entry"] = [("ifindex", 0, 4, 0, False), ("state", 4, 1, 0, False), ("flags", 5, 1, 0, False),
                                        ("vid", 6, 2, 0, False), ("addr", 8, 1, 20, False)]
        self.sizes["br_mdb_entry"] = (28, 4)
        for text in texts:
            for name, body in re.findall(r"\bstruct\s+(\w+)\s*\{([^{}]*)\}", text):
                self.read_struct(name, body)

        # ip(8) and others have it in network byte order.
        self.structs["xfrm_usersa_info"] = [(*f[:4], f[4] or f[0] == "seq") for f in self.structs["xfrm_usersa_info"]]
        # A text follows.
        self.structs["xfrm_user_sec_ctx"] = self.structs["xfrm_user_sec_ctx"] + [("ctx_str", 8, 1, -1, False)]

    def read_enums(self, text):
        for body in re.findall(r"\benum\s*\w*\s*\{([^}]*)\}", re.sub(r"^\s*#.*", "", text, flags=re.M)):
            number, names = -1, set()
            for part in body.split(","):
                match = re.fullmatch(r"\s*(\w+)\s*(?:=\s*(.+?))?\s*", part, re.S)
                if not match:
                    continue
                try:
                    number = eval(match[2], {}, self.value) if match[2] else number + 1   # of the kernel's own text
                except (NameError, SyntaxError, TypeError):
                    break
                self.value[match[1]] = number
                names.add(match[1])
            self.enums.append(names)

    def read_struct(self, name, body):
        body = re.sub(r"^\s*#.*", "", body, flags=re.M)
        fields, offset, widest = [], 0, 1
        for line in filter(str.strip, body.split(";")):
            match = re.fullmatch(r"\s*((?:struct|enum)?\s*[\w ]+?)\s+(\w+)\s*(?:\[(\w*)\])?\s*", line)
            if not match:
                return
            kind, count = match[1].replace("struct ", "").strip(), match[3]
            size = SCALARS.get(kind) or self.sizes.get(kind, (None, 1))[0]
            align = SCALARS.get(kind) or self.sizes.get(kind, (None, 1))[1]
            number = 1 if count is None else int(count, 0) if count.isdigit() else self.value.get(count, {
                "MAX_ADDR_LEN": 32, "IFNAMSIZ": 16, "MAX_VLAN_LIST_LEN": 1, "": 0}.get(count))
            is_rest = count is not None and number == 0
            if kind in self.structs:
                self.inside[name, match[2]] = kind
            if not size or number is None:
                return
            offset = -(-offset // align) * align
            fields.append((match[2], offset, size, -1 if is_rest else number if count is not None else 0, kind.startswith("__be")))
            offset, widest = offset + size * (number if count is not None else 1), max(widest, align)
        self.structs[name] = fields
        self.sizes[name] = (-(-offset // widest) * widest, widest)

    def scope(self, anchor, prefix, prefixes):
        """The enumeration that has this name, with what is newer (by the longest of all prefixes): number -> names."""
        names = next((names for names in self.enums if anchor in names), {anchor} if anchor in self.newer else None)
        if names is None:
            raise KeyError(f"no enumeration has {anchor}")
        newer = [n for n in self.newer if max((p for p in prefixes if n.startswith(p)), key=len, default="") == prefix]
        out = {}
        for name in list(names) + newer:
            out.setdefault(self.value[name], set()).add(name)
        return out
