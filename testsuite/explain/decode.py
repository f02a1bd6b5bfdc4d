# decode.py - a message, decoded from its bytes and the kernel's headers.  SPDX-License-Identifier: GPL-2.0-or-later
"""decode() gives a tree of nodes [name(s), number, payload, children]; minip's tables have no part in it."""
import struct
from dataclasses import dataclass, field

import families
import ioctls

NLA_TYPE_MASK, AF_BRIDGE, AF_INET, AF_INET6, AF_MPLS = 0x3fff, 7, 2, 10, 28
# Families of rtnetlink's messages: the first number, fixed header, scope of the attributes.
FAMILIES = {
    "LINK": ("ifinfomsg", "link"), "ADDR": ("ifaddrmsg", "addr"), "ROUTE": ("rtmsg", "route"), "NSID": ("rtgenmsg", "nsid"),
    "STATS": ("if_stats_msg", "stats"), "LINKPROP": ("ifinfomsg", "link"), "NEXTHOP": ("nhmsg", "nexthop"),
    "NEXTHOPBUCKET": ("nhmsg", "nexthop"), "RULE": ("fib_rule_hdr", "rule"), "NEIGH": ("ndmsg", "neigh"),
    "NEIGHTBL": ("ndtmsg", "neightbl"), "ADDRLABEL": ("ifaddrlblmsg", "addrlabel"), "NETCONF": ("netconfmsg", "netconf"),
    "VLAN": ("br_vlan_msg", "vlandb"), "MDB": ("br_port_msg", "mdb"), "TUNNEL": ("tunnel_msg", "vnifilter"),
}
# Where a question has attributes of its own.
QUESTIONS = {"RTM_GETSTATS": "stats_ask", "RTM_SETSTATS": "stats_ask", "RTM_GETVLAN": "vlandb_dump", "RTM_GETMDB": "mdb_set", "RTM_NEWMDB": "mdb_set", "RTM_DELMDB": "mdb_set"}
# A scope: one of its names, and how the names begin that are newer than the headers.
SCOPES = {
    "link": ("IFLA_IFNAME", "IFLA_"), "linkinfo": ("IFLA_INFO_KIND", "IFLA_INFO_"), "addr": ("IFA_ADDRESS", "IFA_"),
    "route": ("RTA_DST", "RTA_"), "metrics": ("RTAX_MTU", "RTAX_"), "nsid": ("NETNSA_NSID", "NETNSA_"),
    "stats": ("IFLA_STATS_LINK_64", "IFLA_STATS_"), "nexthop": ("NHA_ID", "NHA_"), "rule": ("FRA_DST", "FRA_"),
    "neigh": ("NDA_DST", "NDA_"), "neightbl": ("NDTA_NAME", "NDTA_"), "neighparms": ("NDTPA_IFINDEX", "NDTPA_"),
    "addrlabel": ("IFAL_ADDRESS", "IFAL_"), "netconf": ("NETCONFA_IFINDEX", "NETCONFA_"),
    "res_group": ("NHA_RES_GROUP_BUCKETS", "NHA_RES_GROUP_"), "res_bucket": ("NHA_RES_BUCKET_INDEX", "NHA_RES_BUCKET_"),
    "veth": ("VETH_INFO_PEER", "VETH_"), "vxcan": ("VXCAN_INFO_PEER", "VXCAN_"), "netkit": ("IFLA_NETKIT_MODE", "IFLA_NETKIT_"),
    "vlan": ("IFLA_VLAN_ID", "IFLA_VLAN_"), "vlan_qos": ("IFLA_VLAN_QOS_MAPPING", "IFLA_VLAN_QOS_"),
    "vxlan": ("IFLA_VXLAN_ID", "IFLA_VXLAN_"), "geneve": ("IFLA_GENEVE_ID", "IFLA_GENEVE_"),
    "bridge": ("IFLA_BR_FORWARD_DELAY", "IFLA_BR_"), "bridge_port": ("IFLA_BRPORT_STATE", "IFLA_BRPORT_"),
    "bond": ("IFLA_BOND_MODE", "IFLA_BOND_"), "bond_port": ("IFLA_BOND_SLAVE_STATE", "IFLA_BOND_SLAVE_"),
    "bond_ad": ("IFLA_BOND_AD_INFO_AGGREGATOR", "IFLA_BOND_AD_INFO_"), "macvlan": ("IFLA_MACVLAN_MODE", "IFLA_MACVLAN_"),
    "ipvlan": ("IFLA_IPVLAN_MODE", "IFLA_IPVLAN_"), "gre": ("IFLA_GRE_LINK", "IFLA_GRE_"), "vti": ("IFLA_VTI_LINK", "IFLA_VTI_"),
    "iptun": ("IFLA_IPTUN_LINK", "IFLA_IPTUN_"), "vrf": ("IFLA_VRF_TABLE", "IFLA_VRF_"), "xfrm": ("IFLA_XFRM_LINK", "IFLA_XFRM_"),
    "macsec": ("IFLA_MACSEC_SCI", "IFLA_MACSEC_"), "hsr": ("IFLA_HSR_SLAVE1", "IFLA_HSR_"), "gtp": ("IFLA_GTP_FD0", "IFLA_GTP_"),
    "bareudp": ("IFLA_BAREUDP_PORT", "IFLA_BAREUDP_"), "rmnet": ("IFLA_RMNET_MUX_ID", "IFLA_RMNET_"),
    "ipoib": ("IFLA_IPOIB_PKEY", "IFLA_IPOIB_"), "can": ("IFLA_CAN_BITTIMING", "IFLA_CAN_"), "tdc": ("IFLA_CAN_TDC_TDCV", "IFLA_CAN_TDC_"),
    "pwm": ("IFLA_CAN_PWM_PWMS", "IFLA_CAN_PWM_"),
    "amt": ("IFLA_AMT_MODE", "IFLA_AMT_"), "dsa": ("IFLA_DSA_MASTER", "IFLA_DSA_"), "wwan": ("IFLA_WWAN_LINK_ID", "IFLA_WWAN_"),
    "batadv": ("IFLA_BATADV_ALGO_NAME", "IFLA_BATADV_"), "tun": ("IFLA_TUN_OWNER", "IFLA_TUN_"),
    "xdp": ("IFLA_XDP_FD", "IFLA_XDP_"), "vf": ("IFLA_VF_MAC", "IFLA_VF_"), "vfinfo": ("IFLA_VF_INFO", "IFLA_VF_INFO"),
    "vf_vlans": ("IFLA_VF_VLAN_INFO", "IFLA_VF_VLAN_INFO"), "vf_stats": ("IFLA_VF_STATS_RX_PACKETS", "IFLA_VF_STATS_"),
    "inet": ("IFLA_INET_CONF", "IFLA_INET_"), "inet6": ("IFLA_INET6_FLAGS", "IFLA_INET6_"), "af_bridge": ("IFLA_BRIDGE_FLAGS", "IFLA_BRIDGE_"),
    "protodown": ("IFLA_PROTO_DOWN_REASON_MASK", "IFLA_PROTO_DOWN_REASON_"), "mpls": ("MPLS_IPTUNNEL_DST", "MPLS_IPTUNNEL_"),
    "devconf4": ("IPV4_DEVCONF_FORWARDING", "IPV4_DEVCONF_"), "lwt_ip": ("LWTUNNEL_IP_ID", "LWTUNNEL_IP_"),
    "lwt_ip6": ("LWTUNNEL_IP6_ID", "LWTUNNEL_IP6_"), "seg6": ("SEG6_IPTUNNEL_SRH", "SEG6_IPTUNNEL_"),
    "seg6local": ("SEG6_LOCAL_ACTION", "SEG6_LOCAL_"), "rpl": ("RPL_IPTUNNEL_SRH", "RPL_IPTUNNEL_"),
    "ioam6": ("IOAM6_IPTUNNEL_TRACE", "IOAM6_IPTUNNEL_"), "ila": ("ILA_ATTR_LOCATOR", "ILA_ATTR_"),
    "lwt_xfrm": ("LWT_XFRM_IF_ID", "LWT_XFRM_"), "lwt_bpf": ("LWT_BPF_IN", "LWT_BPF_"), "lwt_bpf_prog": ("LWT_BPF_PROG_FD", "LWT_BPF_PROG_"),
    "seg6_counters": ("SEG6_LOCAL_CNT_PACKETS", "SEG6_LOCAL_CNT_"), "flavors": ("SEG6_LOCAL_FLV_OPERATION", "SEG6_LOCAL_FLV_"), "lwt_opts": ("LWTUNNEL_IP_OPTS_GENEVE", "LWTUNNEL_IP_OPTS_"),
    "lwt_geneve": ("LWTUNNEL_IP_OPT_GENEVE_CLASS", "LWTUNNEL_IP_OPT_GENEVE_"), "seg6_bpf": ("SEG6_LOCAL_BPF_PROG", "SEG6_LOCAL_BPF_"),
    "lwt_vxlan": ("LWTUNNEL_IP_OPT_VXLAN_GBP", "LWTUNNEL_IP_OPT_VXLAN_"),
    "lwt_erspan": ("LWTUNNEL_IP_OPT_ERSPAN_VER", "LWTUNNEL_IP_OPT_ERSPAN_"), "xstats": ("LINK_XSTATS_TYPE_BRIDGE", "LINK_XSTATS_TYPE_"), "bridge_xstats": ("BRIDGE_XSTATS_VLAN", "BRIDGE_XSTATS_"),
    "bridge_tunnel": ("IFLA_BRIDGE_VLAN_TUNNEL_ID", "IFLA_BRIDGE_VLAN_TUNNEL_"), "nfea": ("NFEA_ACTIVITY_NOTIFY", "NFEA_"),
    "vlandb": ("BRIDGE_VLANDB_ENTRY", "BRIDGE_VLANDB_"), "vlandb_dump": ("BRIDGE_VLANDB_DUMP_FLAGS", "BRIDGE_VLANDB_DUMP_"),
    "vlandb_entry": ("BRIDGE_VLANDB_ENTRY_INFO", "BRIDGE_VLANDB_ENTRY_"), "vlandb_global": ("BRIDGE_VLANDB_GOPTS_ID", "BRIDGE_VLANDB_GOPTS_"),
    "mdb": ("MDBA_MDB", "MDBA_"), "mdb_set": ("MDBA_SET_ENTRY", "MDBA_SET_"), "mdb_get": ("MDBA_GET_ENTRY", "MDBA_GET_"),
    "mdbe": ("MDBE_ATTR_SOURCE", "MDBE_ATTR_"), "mdbe_sources": ("MDBE_SRC_LIST_ENTRY", "MDBE_SRC_LIST_"),
    "mdbe_source": ("MDBE_SRCATTR_ADDRESS", "MDBE_SRCATTR_"),
    "vnifilter": ("VXLAN_VNIFILTER_ENTRY", "VXLAN_VNIFILTER_"), "vnifilter_entry": ("VXLAN_VNIFILTER_ENTRY_START", "VXLAN_VNIFILTER_ENTRY_"),
    "stats_ask": ("IFLA_STATS_GET_FILTERS", "IFLA_STATS_"), "stats_filters": ("IFLA_STATS_LINK_64", "IFLA_STATS_"),
    "offload": ("IFLA_OFFLOAD_XSTATS_CPU_HIT", "IFLA_OFFLOAD_XSTATS_"), "hw_info": ("IFLA_OFFLOAD_XSTATS_CPU_HIT", "IFLA_OFFLOAD_XSTATS_"),
    "hw_info_one": ("IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST", "IFLA_OFFLOAD_XSTATS_HW_S_INFO_"),
    "bond_xstats": ("BOND_XSTATS_3AD", "BOND_XSTATS_"), "error": ("NLMSGERR_ATTR_MSG", "NLMSGERR_ATTR_"), "policy": ("NL_POLICY_TYPE_ATTR_TYPE", "NL_POLICY_TYPE_ATTR_"),
} | families.SCOPES
KINDS = {kind: kind for kind in "vlan vxlan geneve bridge bond macvlan ipvlan vrf xfrm macsec hsr gtp bareudp rmnet ipoib "
         "can amt dsa wwan batadv tun veth vxcan netkit".split()}
KINDS |= {"macvtap": "macvlan", "ipvtap": "ipvlan", "ipip": "iptun", "sit": "iptun", "ip6tnl": "iptun", "ip6ip6": "iptun", "vti": "vti", "vti6": "vti"}
KINDS |= {kind: "gre" for kind in "gre gretap erspan ip6gre ip6gretap ip6erspan".split()}
PORTS = {"bridge": "bridge_port", "bond": "bond_port", "bridge_slave": "bridge_port", "bond_slave": "bond_port"}
ENCAPS = {1: "mpls", 2: "lwt_ip", 3: "ila", 4: "lwt_ip6", 5: "seg6", 6: "lwt_bpf", 7: "seg6local", 8: "rpl", 9: "ioam6", 10: "lwt_xfrm"}
NESTS = {
    "IFLA_BRIDGE_VLAN_TUNNEL_INFO": "bridge_tunnel", "NDA_FDB_EXT_ATTRS": "nfea", "BRIDGE_VLANDB_ENTRY": "vlandb_entry",
    "BRIDGE_VLANDB_GLOBAL_OPTIONS": "vlandb_global", "MDBA_SET_ENTRY_ATTRS": "mdbe", "MDBA_GET_ENTRY_ATTRS": "mdbe",
    "MDBE_ATTR_SRC_LIST": "mdbe_sources", "MDBE_SRC_LIST_ENTRY": "mdbe_source", "VXLAN_VNIFILTER_ENTRY": "vnifilter_entry",
    "IFLA_LINKINFO": "linkinfo", "RTA_METRICS": "metrics", "NHA_RES_GROUP": "res_group", "NHA_RES_BUCKET": "res_bucket",
    "IFLA_VLAN_EGRESS_QOS": "vlan_qos", "IFLA_VLAN_INGRESS_QOS": "vlan_qos", "IFLA_XDP": "xdp", "IFLA_VFINFO_LIST": "vfinfo",
    "IFLA_VF_INFO": "vf", "IFLA_VF_VLAN_LIST": "vf_vlans", "IFLA_VF_STATS": "vf_stats", "IFLA_BOND_AD_INFO": "bond_ad",
    "IFLA_PROP_LIST": "link", "IFLA_PROTO_DOWN_REASON": "protodown", "NLMSGERR_ATTR_POLICY": "policy",
    "NDTA_PARMS": "neighparms", "SEG6_LOCAL_FLAVORS": "flavors", "SEG6_LOCAL_COUNTERS": "seg6_counters", "LWTUNNEL_IP_OPTS": "lwt_opts", "LWTUNNEL_IP6_OPTS": "lwt_opts",
    "LWTUNNEL_IP_OPTS_GENEVE": "lwt_geneve", "LWTUNNEL_IP_OPTS_VXLAN": "lwt_vxlan", "LWTUNNEL_IP_OPTS_ERSPAN": "lwt_erspan",
    "LWT_BPF_IN": "lwt_bpf_prog", "LWT_BPF_OUT": "lwt_bpf_prog", "LWT_BPF_XMIT": "lwt_bpf_prog", "SEG6_LOCAL_BPF": "seg6_bpf", "IFLA_STATS_LINK_XSTATS": "xstats", "IFLA_STATS_LINK_XSTATS_SLAVE": "xstats",
    "IFLA_STATS_LINK_OFFLOAD_XSTATS": "offload", "IFLA_OFFLOAD_XSTATS_HW_S_INFO": "hw_info", "IFLA_STATS_GET_FILTERS": "stats_filters",
    "LINK_XSTATS_TYPE_BRIDGE": "bridge_xstats", "LINK_XSTATS_TYPE_BOND": "bond_xstats", "IFLA_CAN_TDC": "tdc", "IFLA_CAN_XL_TDC": "tdc", "IFLA_CAN_XL_PWM": "pwm", "IFLA_MACVLAN_MACADDR_DATA": "macvlan",
} | families.NESTS
# By the kind, the family, or a neighbour: which scope an attribute opens.
GROUPS = {"RTA_MULTIPATH": ("rtnexthop", "route"), "VETH_INFO_PEER": ("ifinfomsg", "link"), "VXCAN_INFO_PEER": ("ifinfomsg", "link"),
          "IFLA_NETKIT_PEER_INFO": ("ifinfomsg", "link"), "XFRMA_TMPL": ("xfrm_user_tmpl", "ipsec")}
LISTS = {"IFLA_BOND_ARP_IP_TARGET", "IFLA_BOND_NS_IP6_TARGET"}
# Attributes whose elements are numbered, each of a scope.
ELEMENTS = families.ELEMENTS
# Attributes whose payload is a struct.
STRUCTS = {
    "MDBA_SET_ENTRY": "br_mdb_entry", "MDBA_GET_ENTRY": "br_mdb_entry",
    "IFLA_BRIDGE_VLAN_INFO": "bridge_vlan_info", "BRIDGE_VLANDB_ENTRY_INFO": "bridge_vlan_info",
    "IFA_CACHEINFO": "ifa_cacheinfo", "IFLA_VF_MAC": "ifla_vf_mac", "IFLA_VF_VLAN": "ifla_vf_vlan", "IFLA_VF_TX_RATE": "ifla_vf_tx_rate",
    "IFLA_VF_RATE": "ifla_vf_rate", "IFLA_VF_SPOOFCHK": "ifla_vf_spoofchk", "IFLA_VF_TRUST": "ifla_vf_trust",
    "IFLA_VF_LINK_STATE": "ifla_vf_link_state", "IFLA_VF_RSS_QUERY_EN": "ifla_vf_rss_query_en", "IFLA_VF_IB_NODE_GUID": "ifla_vf_guid",
    "IFLA_VF_IB_PORT_GUID": "ifla_vf_guid", "IFLA_VF_VLAN_INFO": "ifla_vf_vlan_info", "IFLA_VF_BROADCAST": "ifla_vf_broadcast",
    "IFLA_CAN_BITTIMING": "can_bittiming", "IFLA_CAN_DATA_BITTIMING": "can_bittiming", "IFLA_CAN_XL_DATA_BITTIMING": "can_bittiming", "IFLA_CAN_CLOCK": "can_clock",
    "IFLA_STATS64": "rtnl_link_stats64", "IFLA_STATS": "rtnl_link_stats", "IFLA_MAP": "rtnl_link_ifmap",
    "IFLA_INET6_CACHEINFO": "ifla_cacheinfo", "RTA_CACHEINFO": "rta_cacheinfo", "NDA_CACHEINFO": "nda_cacheinfo", "NDTA_CONFIG": "ndt_config", "NDTA_STATS": "ndt_stats",
    "IFLA_STATS_LINK_64": "rtnl_link_stats64", "IFLA_OFFLOAD_XSTATS_CPU_HIT": "rtnl_link_stats64", "IFLA_OFFLOAD_XSTATS_L3_STATS": "rtnl_hw_stats64", "IFLA_CAN_CTRLMODE": "can_ctrlmode", "IFLA_CAN_BERR_COUNTER": "can_berr_counter",
    "SEG6_IPTUNNEL_SRH": "seg6_iptunnel_encap", "IOAM6_IPTUNNEL_TRACE": "ioam6_trace_hdr", "BRIDGE_XSTATS_STP": "bridge_stp_xstats", "BRIDGE_XSTATS_MCAST": "br_mcast_stats", "BRIDGE_XSTATS_VLAN": "bridge_vlan_xstats",
} | families.STRUCTS
# Numbers in network byte order, as the kernel's source has them.
BIG = set("""IFLA_VXLAN_PORT IFLA_VXLAN_LABEL IFLA_GENEVE_PORT IFLA_GENEVE_LABEL IFLA_VLAN_PROTOCOL IFLA_BR_VLAN_PROTOCOL
    IFLA_GRE_IFLAGS IFLA_GRE_OFLAGS IFLA_GRE_IKEY IFLA_GRE_OKEY IFLA_GRE_ENCAP_SPORT IFLA_GRE_ENCAP_DPORT IFLA_GRE_FLOWINFO
    IFLA_IPTUN_ENCAP_SPORT IFLA_IPTUN_ENCAP_DPORT IFLA_IPTUN_FLOWINFO IFLA_VTI_IKEY IFLA_VTI_OKEY IFLA_BAREUDP_PORT
    IFLA_BAREUDP_ETHERTYPE IFLA_AMT_RELAY_PORT IFLA_AMT_GATEWAY_PORT IFLA_MACSEC_SCI RTA_SPORT RTA_DPORT RTA_FLOWLABEL
    IFLA_MACSEC_PORT IFLA_INFO_PORT FRA_FLOWLABEL FRA_FLOWLABEL_MASK FRA_TUN_ID NDA_PORT vlan_proto LWTUNNEL_IP_ID
    LWTUNNEL_IP6_ID IFLA_VXLAN_RESERVED_BITS ILA_ATTR_LOCATOR LWTUNNEL_IP_FLAGS LWTUNNEL_IP6_FLAGS LWTUNNEL_IP_OPT_GENEVE_CLASS
    LWTUNNEL_IP_OPT_ERSPAN_INDEX""".split()) | families.BIG
MESSAGE_FLAGS = {0x1: "REQUEST", 0x2: "MULTI", 0x4: "ACK", 0x8: "ECHO", 0x10: "DUMP_INTR", 0x20: "DUMP_FILTERED"}
FLAGS = {"NEW": {0x100: "REPLACE", 0x200: "EXCL", 0x400: "CREATE", 0x800: "APPEND"}, "SET": {0x100: "REPLACE"}, "GET": {0x300: "DUMP", 0x400: "ATOMIC"},
         "end": {0x100: "CAPPED", 0x200: "ACK_TLVS"}}


@dataclass
class Node:
    names: set                              # all that the kernel calls it
    number: int = -1                        # of an attribute
    payload: bytes = b""
    children: list = field(default_factory=list)
    struct: str = ""                        # its name: then the payload holds its fields
    list: bool = False                      # attributes without a name of their own


@dataclass
class Message:
    name: str
    flags: set
    children: list


class Damaged(Exception):
    pass


def align(n):
    return (n + 3) & ~3


class Decoder:
    def __init__(self, uapi):
        self.uapi, self.scopes, self.sent = uapi, {}, False
        self.generic, self.ioctls = families.Generic(uapi), ioctls.numbers()
        self.types = {number: name for name, number in uapi.value.items() if name.startswith("RTM_") and name.split("_")[1][:3] in (
            "NEW", "DEL", "GET", "SET") and name in next(names for names in uapi.enums if "RTM_NEWLINK" in names)}
        self.types |= {1: "NLMSG_NOOP", 2: "NLMSG_ERROR", 3: "NLMSG_DONE", 4: "NLMSG_OVERRUN"}

    def names(self, scope, number):
        if scope not in self.scopes:
            self.scopes[scope] = self.uapi.scope(*SCOPES[scope], {prefix for _, prefix in SCOPES.values()})
        return self.scopes[scope].get(number, set())

    def split(self, data):
        at = 0
        while at < len(data):
            if len(data) - at < 4:
                raise Damaged(f"{len(data) - at} bytes behind the attributes")
            size, kind = struct.unpack_from("HH", data, at)
            if size < 4 or at + size > len(data):
                raise Damaged(f"an attribute of {size} bytes where {len(data) - at} are left")
            yield kind & NLA_TYPE_MASK, data[at + 4:at + size]
            at += align(size)

    def attributes(self, data, scope, family):
        pairs = list(self.split(data))
        out = []
        for kind, payload in pairs:
            names = self.names(scope, kind)
            node = Node(names, kind, payload)
            self.open(node, names, scope, family, pairs)
            out.append(node)
        return out

    def fixed(self, name, data):
        size = self.uapi.sizes[name][0]
        if len(data) < size:
            raise Damaged(f"{len(data)} bytes for struct {name}")
        return Node({name}, -1, data[:size], struct=name), data[align(size):]

    def open(self, node, names, scope, family, pairs):
        text = {k: p.split(b"\0")[0].decode("utf-8", "replace") for k, p in pairs} if scope == "linkinfo" else {}
        inner = next((NESTS[name] for name in names if name in NESTS), None)
        group = next((GROUPS[name] for name in names if name in GROUPS), None)
        node.struct = next((STRUCTS[name] for name in names if name in STRUCTS), "")
        if scope == "hw_info":
            node.struct, inner = "", "hw_info_one"      # of the suite with the same number
        elif scope == "stats_filters":
            inner = None        # a bit for each attribute that would be in there
        elif names & {"IFLA_INFO_DATA"}:
            inner = KINDS.get(text.get(1)) or PORTS.get(text.get(1))
        elif names & {"IFLA_INFO_SLAVE_DATA"}:
            inner = PORTS.get(text.get(4, text.get(1)))
        elif names & {"RTA_ENCAP", "NHA_ENCAP"}:
            kinds = [p for k, p in pairs if self.names(scope, k) & {"RTA_ENCAP_TYPE", "NHA_ENCAP_TYPE"}]
            inner = ENCAPS.get(struct.unpack("H", kinds[0][:2])[0]) if kinds else None
        elif names & {"IFLA_AF_SPEC"}:
            if family == AF_BRIDGE:
                inner = "af_bridge"
            else:
                node.children = [self.af(kind, payload) for kind, payload in self.split(node.payload)]
                return
        elif names & {"IFLA_INET_CONF"} and self.sent:
            inner = "devconf4"          # what is told is an array of numbers
        elif names & {"IFLA_PROTINFO"} and family in (AF_BRIDGE, AF_INET6):
            inner = "bridge_port" if family == AF_BRIDGE else "inet6"
        elif names & set(ELEMENTS):
            scope = next(ELEMENTS[name] for name in names if name in ELEMENTS)
            node.children = [Node({str(kind)}, kind, payload, self.attributes(payload, scope, family))
                             for kind, payload in self.split(node.payload)]
            return
        elif names & LISTS:
            node.children = [Node(set(), kind, payload) for kind, payload in self.split(node.payload)]
            node.list = True
            return
        if group:
            node.children = self.groups(node.payload, *group, family)
        elif inner:
            node.children = self.attributes(node.payload, inner, family)

    def af(self, kind, payload):
        scope = {AF_INET: "inet", AF_INET6: "inet6"}.get(kind)
        node = Node({AF_INET: {"AF_INET"}, AF_INET6: {"AF_INET6"}, AF_MPLS: {"AF_MPLS"}}.get(kind, set()), kind, payload)
        node.children = self.attributes(payload, scope, 0) if scope else []
        return node

    def groups(self, data, header, scope, family):
        out = []
        while data:
            size = {"rtnexthop": struct.unpack_from("H", data)[0], "xfrm_user_tmpl": self.uapi.sizes[header][0]}.get(header, len(data))
            node, rest = self.fixed(header, data[:size])
            node.children = self.attributes(rest, scope, family)
            out.append(node)
            data = data[align(size):]
        return out

    def message(self, data, protocol=families.NETLINK_ROUTE):
        length, kind, flags, _, _ = struct.unpack_from("IHHII", data)
        body = data[16:length]
        shown = {text for bit, text in MESSAGE_FLAGS.items() if flags & bit}
        if kind < 16:
            name = self.types.get(kind, str(kind))
            shown |= {text for bit, text in FLAGS["end"].items() if flags & bit}
            return Message(name, shown, self.ending(name, body, flags))
        self.sent = bool(flags & 1)
        if protocol == families.NETLINK_ROUTE:
            name = self.types.get(kind, str(kind))
            header, scope = FAMILIES[name[7:]]
            scope = QUESTIONS.get(name, scope) if self.sent else scope
            verb = name[4:7]
        else:
            name, header, scope, verb = self.generic.message(kind, flags, body, protocol)
        if self.sent:
            shown |= {text for bit, text in FLAGS.get(verb, {}).items() if flags & bit == bit}
        node, rest = self.fixed(header, body) if header else (None, body)
        message = Message(name, shown, ([node] if node else []) + self.attributes(rest, scope, body[0] if body else 0))
        self.generic.learn(name, message.children)
        return message

    def ending(self, name, body, flags):
        code = struct.unpack_from("i", body)[0]
        if not code and not flags & 0x200:
            return []
        size = 4 if name == "NLMSG_DONE" else 20
        header = Node({"int" if size == 4 else "nlmsgerr"}, -1, body[:size], struct="nlmsgerr" if size > 4 else "int")
        return [header] + (self.attributes(body[size:], "error", 0) if flags & 0x200 else [])
