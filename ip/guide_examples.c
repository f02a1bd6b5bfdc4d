/* guide_examples.c - what a command line needs besides the word that it is an example of.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "guide.h"

#define NEEDS(...) (const char *const[]){ __VA_ARGS__, NULL }
#define NONE	(const char *const[]){ NULL }
#define ADDRESS	NEEDS("local 10.0.0.1/24", "dev lo")
#define ROUTE	NEEDS("to 10.0.0.0/24", "dev lo")
#define NEIGHBOUR NEEDS("to 10.0.0.2", "dev lo")
#define PINNED	"pinned /sys/fs/bpf/program"
#define TRACE	"trace prealloc type 0x800000 ns 1 size 12"
#define GROUP_OF_ONE NEEDS("id 7", "group 1", "type resilient")

/* Object and command; the word that opens a nest; or "TABLE WORD" for that word alone, instead of what the others say. */
static const struct guide_need examples[] = {
	{ "link add", NEEDS("name new0"), NULL },
	{ "link replace", NEEDS("name new0"), NULL },
	{ "link set", NEEDS("dev lo"), NULL },
	{ "link delete", NEEDS("dev lo"), NULL },
	{ "link xdp", NULL, "off" },
	{ "link protodown_reason", NULL, "0 on" },
	{ "link vf", NULL, "0 mac 02:00:00:00:00:01" },
	{ "link vrf", NULL, "blue" },
	{ "inet inet", NULL, "forwarding on" },
	{ "peer", NEEDS("name new1"), NULL },
	{ "vf", NEEDS("0"), NULL },
	{ "vf qos", NEEDS("0", "vlan 10"), "3" },
	{ "vf proto", NEEDS("0", "vlan 10"), "802.1Q" },
	{ "address add", ADDRESS, NULL },
	{ "address replace", ADDRESS, NULL },
	{ "address change", ADDRESS, NULL },
	{ "address delete", ADDRESS, NULL },
	{ "address autojoin", NEEDS("local 239.1.1.1/32", "dev lo"), "" },
	{ "route add", ROUTE, NULL },
	{ "route replace", ROUTE, NULL },
	{ "route change", ROUTE, NULL },
	{ "route append", ROUTE, NULL },
	{ "route prepend", ROUTE, NULL },
	{ "route test", ROUTE, NULL },
	{ "route delete", NEEDS("to 10.0.0.0/24"), NULL },
	{ "route get", NEEDS("to 10.0.0.1"), NULL },
	{ "route vrf", NULL, "blue" },
	{ "route encap", NEEDS("to 10.0.0.0/24"), "mpls 100 dev lo" },
	{ "metrics features", NULL, "ecn" },
	{ "mpls", NEEDS("100"), NULL },
	{ "ip", NEEDS("dst 10.0.0.1"), NULL },
	{ "ip6", NEEDS("dst 2001:db8::1"), NULL },
	{ "ila", NEEDS("2001:db8:0:1"), NULL },
	{ "seg6 tunsrc", NEEDS("mode encap", "segs 2001:db8::1"), "2001:db8::2" },
	{ "seg6 segs", NEEDS("mode encap"), "2001:db8::1" },
	{ "bpf in", NONE, PINNED },
	{ "bpf out", NONE, PINNED },
	{ "bpf xmit", NONE, PINNED },
	{ "seg6local", NEEDS("action End"), NULL },
	{ "seg6local endpoint", NEEDS("action End.BPF"), PINNED },
	{ "seg6local srh", NEEDS("action End.B6"), "segs 2001:db8::1" },
	{ "seg6local flavors", NEEDS("action End"), "psp" },
	{ "rpl segs", NONE, "2001:db8::1" },
	{ "ioam6 freq", NONE, "1/2 mode inline " TRACE },
	{ "ioam6 mode", NONE, "inline " TRACE },
	{ "ioam6 tunsrc", NEEDS("mode encap"), "2001:db8::1 tundst 2001:db8::2 " TRACE },
	{ "ioam6 tundst", NEEDS("mode encap"), "2001:db8::2 " TRACE },
	{ "ioam6 type", NEEDS("trace prealloc"), "0x800000 ns 1 size 12" },
	{ "ioam6 ns", NEEDS("trace prealloc", "type 0x800000"), "1 size 12" },
	{ "ioam6 size", NEEDS("trace prealloc", "type 0x800000", "ns 1"), "12" },
	{ "neigh add", NEIGHBOUR, NULL },
	{ "neigh change", NEIGHBOUR, NULL },
	{ "neigh replace", NEIGHBOUR, NULL },
	{ "neigh delete", NEIGHBOUR, NULL },
	{ "neigh get", NEIGHBOUR, NULL },
	{ "link property", NEEDS("dev lo"), NULL },
	{ "neighbor proxy", NEEDS("dev lo"), "10.0.0.2" },
	{ "neighbor vrf", NULL, "blue" },
	{ "nexthop", NEEDS("via 10.0.0.1"), NULL },
	{ "nexthop encap", NONE, "mpls 100 via 10.0.0.1" },
	{ "nexthop add", NEEDS("id 7", "dev lo"), NULL },
	{ "nexthop replace", NEEDS("id 7", "dev lo"), NULL },
	{ "nexthop delete", NEEDS("id 7"), NULL },
	{ "nexthop get", NEEDS("id 7"), NULL },
	{ "nexthop_object encap", NEEDS("id 7"), "mpls 100 dev lo" },
	{ "nexthop_object vrf", NULL, "blue" },
	{ "resilient buckets", GROUP_OF_ONE, "32" },
	{ "resilient idle_timer", GROUP_OF_ONE, "60" },
	{ "resilient unbalanced_timer", GROUP_OF_ONE, "120" },
	{ "addrlabel add", NEEDS("prefix 2001:db8::/32", "label 99"), NULL },
	{ "addrlabel delete", NEEDS("prefix 2001:db8::/32"), NULL },
	{ "fou add", NEEDS("port 5555", "gue"), NULL },
	{ "fou delete", NEEDS("port 5555"), NULL },
	{ "fou local", NULL, "10.0.0.1" },
	{ "fou ipproto", NEEDS("port 5555"), "4" },
	{ "fou peer", NEEDS("port 5555", "ipproto 4", "peer_port 5555"), "10.0.0.1" },
	{ "fou peer_port", NEEDS("port 5555", "ipproto 4", "peer 10.0.0.1"), "5555" },
	{ "ila add", NEEDS("loc_match 2001:db8:0:1", "loc 2001:db8:0:2"), NULL },
	{ "mptcp port", NEEDS("10.0.0.1", "signal"), "5555" },
	{ "bareudp", NEEDS("dstport 6635", "ethertype mpls_uc"), NULL },
	{ "geneve", NEEDS("id 42", "remote 10.0.0.1"), NULL },
	{ "geneve external", NONE, "" },
	{ "gtp", NEEDS("role sgsn"), NULL },
	{ "macsec replay", NEEDS("window 64"), "on" },
	{ "macsec window", NEEDS("replay on"), "64" },
	{ "macsec address", NULL, "02:00:00:00:00:01 port 1" },
	{ "macsec port", NULL, "1" },
	{ "macsec sci", NULL, "0200000000000001" },
	{ "macvlan nopromisc", NEEDS("mode passthru"), "" },
	{ "macvlan flag", NEEDS("mode passthru"), "nopromisc" },
	{ "macvlan macaddr", NEEDS("mode source"), "add 02:00:00:00:00:01" },
	{ "macvtap nopromisc", NEEDS("mode passthru"), "" },
	{ "macvtap flag", NEEDS("mode passthru"), "nopromisc" },
	{ "macvtap macaddr", NEEDS("mode source"), "add 02:00:00:00:00:01" },
	{ "vlan", NEEDS("id 10"), NULL },
	{ "vlan ingress-qos-map", NULL, "1:2" },
	{ "vlan egress-qos-map", NULL, "1:2" },
	{ "vxlan", NEEDS("id 42", "dstport 4789"), NULL },
	{ "vxlan group", NEEDS("id 42", "dstport 4789", "dev lo"), "239.1.1.1" },
	{ "vxlan port", NULL, "32768 61000" },
	{ "vxlan external", NEEDS("dstport 4789"), "" },
	{ "vxlan vnifilter", NEEDS("dstport 4789", "external"), "" },
	{ "xfrm", NEEDS("if_id 7"), NULL },
	{ "xfrm external", NONE, "" },
};

const struct guide_need *guide_need(const char *name)
{
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		if (!strcmp(examples[i].name, name))
			return &examples[i];
	return NULL;
}
