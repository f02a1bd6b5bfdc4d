# families.py - messages of generic netlink and of IPsec, by the kernel's headers.  SPDX-License-Identifier: GPL-2.0-or-later
"""What decode.py adds to its own: families of generic netlink are known by name, their numbers by what was answered."""
import struct

NETLINK_ROUTE, NETLINK_XFRM, NETLINK_GENERIC = 0, 6, 16
GENL_ID_CTRL, NLM_F_DUMP = 16, 0x300
# A family: how the names of its commands begin, the scope of its attributes.
GENERIC = {
    "nlctrl": ("CTRL_CMD_", "ctrl"), "macsec": ("MACSEC_CMD_", "macsec_genl"), "l2tp": ("L2TP_CMD_", "l2tp"),
    "fou": ("FOU_CMD_", "fou"), "tcp_metrics": ("TCP_METRICS_CMD_", "tcp_metrics"), "mptcp_pm": ("MPTCP_PM_CMD_", "mptcp"),
    "ila": ("ILA_CMD_", "ila"), "SEG6": ("SEG6_CMD_", "seg6_genl"), "IOAM6": ("IOAM6_CMD_", "ioam6_genl"),
}
# A message of IPsec: its fixed header, the scope of its attributes.
XFRM = {
    "NEWSA": "xfrm_usersa_info", "UPDSA": "xfrm_usersa_info", "DELSA": "xfrm_usersa_id", "GETSA": "xfrm_usersa_id",
    "ALLOCSPI": "xfrm_userspi_info", "FLUSHSA": "xfrm_usersa_flush", "GETSADINFO": "flags", "NEWSADINFO": "flags",
    "NEWPOLICY": "xfrm_userpolicy_info", "UPDPOLICY": "xfrm_userpolicy_info", "DELPOLICY": "xfrm_userpolicy_id",
    "GETPOLICY": "xfrm_userpolicy_id", "FLUSHPOLICY": "", "GETSPDINFO": "flags", "NEWSPDINFO": "flags",
    "SETDEFAULT": "xfrm_userpolicy_default", "GETDEFAULT": "xfrm_userpolicy_default",
}
XFRM_SCOPES = {"GETSADINFO": "xfrm_sad", "NEWSADINFO": "xfrm_sad", "GETSPDINFO": "xfrm_spd", "NEWSPDINFO": "xfrm_spd"}
SCOPES = {
    "ctrl": ("CTRL_ATTR_FAMILY_ID", "CTRL_ATTR_"), "ctrl_op": ("CTRL_ATTR_OP_ID", "CTRL_ATTR_OP_"),
    "ctrl_group": ("CTRL_ATTR_MCAST_GRP_ID", "CTRL_ATTR_MCAST_GRP_"), "macsec_genl": ("MACSEC_ATTR_IFINDEX", "MACSEC_ATTR_"),
    "macsec_secy": ("MACSEC_SECY_ATTR_SCI", "MACSEC_SECY_ATTR_"), "macsec_rxsc": ("MACSEC_RXSC_ATTR_SCI", "MACSEC_RXSC_ATTR_"),
    "macsec_sa": ("MACSEC_SA_ATTR_AN", "MACSEC_SA_ATTR_"), "macsec_offload": ("MACSEC_OFFLOAD_ATTR_TYPE", "MACSEC_OFFLOAD_ATTR_"),
    "l2tp": ("L2TP_ATTR_CONN_ID", "L2TP_ATTR_"), "fou": ("FOU_ATTR_PORT", "FOU_ATTR_"),
    "tcp_metrics": ("TCP_METRICS_ATTR_AGE", "TCP_METRICS_ATTR_"), "mptcp": ("MPTCP_PM_ATTR_ADDR", "MPTCP_PM_ATTR_"),
    "mptcp_addr": ("MPTCP_PM_ADDR_ATTR_ID", "MPTCP_PM_ADDR_ATTR_"), "seg6_genl": ("SEG6_ATTR_DST", "SEG6_ATTR_"),
    "ioam6_genl": ("IOAM6_ATTR_NS_ID", "IOAM6_ATTR_"), "ipsec": ("XFRMA_ALG_AUTH", "XFRMA_"),
    "xfrm_sad": ("XFRMA_SAD_CNT", "XFRMA_SAD_"), "xfrm_spd": ("XFRMA_SPD_INFO", "XFRMA_SPD_"),
}
NESTS = {
    "MACSEC_ATTR_SECY": "macsec_secy", "MACSEC_ATTR_RXSC_CONFIG": "macsec_rxsc", "MACSEC_ATTR_SA_CONFIG": "macsec_sa",
    "MACSEC_ATTR_OFFLOAD": "macsec_offload", "MPTCP_PM_ATTR_ADDR": "mptcp_addr",
}
ELEMENTS = {"CTRL_ATTR_OPS": "ctrl_op", "CTRL_ATTR_MCAST_GROUPS": "ctrl_group"}
STRUCTS = {
    "XFRMA_ALG_AUTH": "xfrm_algo", "XFRMA_ALG_CRYPT": "xfrm_algo", "XFRMA_ALG_COMP": "xfrm_algo", "XFRMA_ALG_AEAD": "xfrm_algo_aead",
    "XFRMA_ALG_AUTH_TRUNC": "xfrm_algo_auth", "XFRMA_ENCAP": "xfrm_encap_tmpl", "XFRMA_SEC_CTX": "xfrm_user_sec_ctx",
    "XFRMA_REPLAY_VAL": "xfrm_replay_state", "XFRMA_REPLAY_ESN_VAL": "xfrm_replay_state_esn", "XFRMA_POLICY_TYPE": "xfrm_userpolicy_type",
    "XFRMA_MARK": "xfrm_mark", "XFRMA_ADDRESS_FILTER": "xfrm_address_filter", "XFRMA_OFFLOAD_DEV": "xfrm_user_offload",
    "XFRMA_SAD_HINFO": "xfrmu_sadhinfo", "XFRMA_SPD_INFO": "xfrmu_spdinfo", "XFRMA_SPD_HINFO": "xfrmu_spdhinfo",
    "XFRMA_SPD_IPV4_HTHRESH": "xfrmu_spdhthresh", "XFRMA_SPD_IPV6_HTHRESH": "xfrmu_spdhthresh",
}
BIG = set("""FOU_ATTR_PORT FOU_ATTR_PEER_PORT ILA_ATTR_LOCATOR_MATCH MACSEC_SECY_ATTR_SCI MACSEC_RXSC_ATTR_SCI MACSEC_SA_ATTR_SSCI
    spi""".split())


class Generic:
    def __init__(self, uapi):
        self.uapi, self.names, self.asked = uapi, {GENL_ID_CTRL: "nlctrl"}, ""
        self.types = {number: name for name, number in uapi.value.items() if name.startswith("XFRM_MSG_") and name != "XFRM_MSG_BASE"}

    def command(self, prefix, number):
        commands = next(names for names in self.uapi.enums if any(name.startswith(prefix) for name in names))
        return next(name for name in commands if self.uapi.value[name] == number and name.startswith(prefix))

    def message(self, kind, flags, body, protocol):
        """(name, fixed header, scope, what its flags are those of)"""
        if protocol == NETLINK_XFRM:
            name = self.types[kind]
            verb = name[9:]
            header = XFRM[verb]
            if verb in ("GETSA", "GETPOLICY") and flags & NLM_F_DUMP == NLM_F_DUMP:
                header = ""
            return name, header, XFRM_SCOPES.get(verb, "ipsec"), "GET" if flags & NLM_F_DUMP == NLM_F_DUMP else ""
        prefix, scope = GENERIC[self.names[kind]]
        return self.command(prefix, body[0]), "genlmsghdr", scope, "GET" if flags & NLM_F_DUMP == NLM_F_DUMP else ""

    def learn(self, name, nodes):
        """Who asks for a family by its name is told its number."""
        if name == "CTRL_CMD_GETFAMILY":
            self.asked = next(n.payload for n in nodes if "CTRL_ATTR_FAMILY_NAME" in n.names).rstrip(b"\0").decode()
        elif name == "CTRL_CMD_NEWFAMILY":
            self.names[struct.unpack("H", next(n.payload for n in nodes if "CTRL_ATTR_FAMILY_ID" in n.names))[0]] = self.asked


def asks(name):
    """Does a message of this name change nothing?"""
    return "_GET" in name or "_DUMP" in name
