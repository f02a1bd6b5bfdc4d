/* tour_lessons.c - what the tour says, in English and Chinese.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "tour.h"

/* X: explained, D: done as it is. */

#define X(line, en, zh)	{ line, 1, { en, zh } }
#define D(line, en, zh)	{ line, 0, { en, zh } }

static const struct step ping_steps[] = {
	X("ip link add veth0 type veth peer name veth1",
	  "A veth pair is a cable: what goes in at one end comes out at the other. Both ends are here now.",
	  "veth 总是成对出现，就像一根网线：一端进，另一端出。现在两端都在这里。"),
	D("ip link show veth0", "veth0@veth1: the other end is veth1. It is down, and has no address.",
	  "veth0@veth1 表示对端是 veth1。它还没有启用，也没有地址。"),
	X("ip netns add ns1", "A network namespace is a network of its own: links, addresses, routes. It begins with lo alone.",
	  "网络命名空间是一套独立的网络：网卡、地址、路由都是自己的。刚建好时只有 lo。"),
	X("ip link set veth0 netns ns1", "One end of the cable goes into it.", "把网线的一端放进去。"),
	X("ip -n ns1 addr add 10.0.1.0/24 dev veth0", "-n ns1 works inside ns1. The /24 also makes a route to the network.",
	  "-n ns1 表示在 ns1 里操作。/24 还会带来一条到该网段的路由。"),
	X("ip -n ns1 link set veth0 up", "Up, but without a carrier as long as the other end is down.", "启用网卡；对端没启用之前还没有载波。"),
	D("ip -n ns1 link set lo up", "lo carries what a machine says to itself, so ping to one's own address needs it.",
	  "lo 负责自己和自己通信，ping 自己的地址也要靠它。"),
	D("ip -n ns1 addr show", "What ns1 has now.", "看看 ns1 现在有什么。"),
	D("ip link show veth0", "Here it is no more: a link is in one namespace at a time. Status 1 says so.",
	  "这里已经没有它了：一块网卡只能在一个命名空间里。返回值是 1。"),
	D("ip netns add ns2", "The same for the other end.", "另一端也照样来一遍。"),
	D("ip link set veth1 netns ns2", "", ""),
	D("ip -n ns2 addr add 10.0.2.0/24 dev veth1", "An address of another network.", "这个地址属于另一个网段。"),
	D("ip -n ns2 link set veth1 up", "Both ends are up: now there is a carrier.", "两端都启用了，有载波了。"),
	D("ip -n ns2 link set lo up", "", ""),
	D("ip netns exec ns1 ping -c1 10.0.2.0", "ns1 has no route to 10.0.2.0: unreachable.", "ns1 没有到 10.0.2.0 的路由，所以不可达。"),
	X("ip -n ns1 route get 10.0.2.0", "\"route get\" asks the kernel which way it would go: none.", "route get 问内核会走哪条路：没有路。"),
	X("ip -n ns1 route add 10.0.2.0/24 dev veth0", "So tell it: that network is right behind veth0.", "那就告诉它：那个网段就在 veth0 后面。"),
	D("ip -n ns2 route add 10.0.1.0/24 dev veth1", "And the way back, or no answer would arrive.", "回来的路也要有，否则收不到应答。"),
	D("ip netns exec ns1 ping -c2 10.0.2.0", "Now it works.", "现在通了。"),
	D("ip netns del ns1", "A cable goes as a whole: with ns1, veth1 disappears from ns2 as well.",
	  "网线是一个整体：ns1 删掉后，ns2 里的 veth1 也没了。"),
	D("ip netns del ns2", "", ""),
};

static const struct step exec_steps[] = {
	X("ip netns add mynet", "A name is a file in /run/netns, on which the namespace is mounted.", "命名空间的名字是 /run/netns 下的一个文件，命名空间挂载在上面。"),
	D("ls /run/netns", "", ""),
	D("ip netns exec mynet ip addr", "exec runs any command in it; here, ip itself.", "exec 可以在里面运行任何命令，这里运行 ip 自己。"),
	X("ip netns exec mynet ip link set lo up", "", ""),
	D("ip netns exec mynet ping -c1 127.0.0.1", "lo is up: it answers.", "lo 启用后就有应答了。"),
	D("ip netns add net0", "Two more, and a cable between them.", "再建两个，中间连一根网线。"),
	D("ip netns add net1", "", ""),
	D("ip link add vethmother type veth peer name vethfather", "Names are free, up to 15 bytes.", "名字随便起，最长 15 个字节。"),
	D("ip link set vethmother netns net0", "", ""),
	D("ip link set vethfather netns net1", "", ""),
	D("ip netns exec net0 ip link set vethmother up", "", ""),
	D("ip netns exec net0 ip addr add 10.0.1.1/24 dev vethmother", "Both addresses are of one network this time.", "这次两个地址在同一个网段。"),
	D("ip netns exec net0 ip route", "So the route is there by itself.", "所以路由自己就有了。"),
	D("ip netns exec net1 ip link set vethfather up", "", ""),
	D("ip netns exec net1 ip addr add 10.0.1.2/24 dev vethfather", "", ""),
	D("ip netns exec net0 ping -c 2 10.0.1.2", "", ""),
};

static const struct step bridge_steps[] = {
	X("ip link add mybridge0 type bridge", "A bridge is a switch: links become its ports.", "网桥就是交换机：网卡接上去就成了它的端口。"),
	D("ip link set dev mybridge0 up", "", ""),
	D("for i in 0 1 2; do ip netns add net$i; ip link add veth$i type veth peer name veth${i}p; ip link set dev veth${i}p netns net$i; "
	  "ip netns exec net$i ip link set dev veth${i}p name eth0; ip netns exec net$i ip addr add 10.0.1.$((i+1))/24 dev eth0; "
	  "ip netns exec net$i ip link set dev eth0 up; ip link set dev veth$i master mybridge0; ip link set dev veth$i up; done",
	  "Three namespaces, each with a cable into the bridge; inside, its end is called eth0.",
	  "三个命名空间，各用一根网线接到网桥；里面那端改名叫 eth0。"),
	D("ip link show master mybridge0", "Its ports.", "网桥的端口。"),
	X("ip addr add 10.0.1.254/24 dev mybridge0", "With an address of its own, the bridge connects this namespace too.",
	  "给网桥自己配上地址，这里也就接进来了。"),
	D("sleep 1; for a in 1 2 3; do ip netns exec net0 ping -c1 -W2 10.0.1.$a | grep -o ' 0% packet loss'; done", "The others answer; net0's own address would, if its lo were up.", "别人都有应答；net0 自己的地址没有，因为它的 lo 没启用。"),
	D("ping -c1 -W2 10.0.1.3 | grep -o ' 0% packet loss'", "", ""),
};

static const struct step name_steps[] = {
	D("ip netns add ns1", "", ""),
	D("ip netns add ns2", "", ""),
	X("ip link add type veth", "Without names, the kernel chooses: veth0 and veth1.", "不给名字，内核自己取：veth0 和 veth1。"),
	D("ip link add veth10 type veth peer name veth11", "", ""),
	D("ip link set veth10 netns ns1", "", ""),
	D("ip link set veth11 netns ns2", "", ""),
	D("ip netns exec ns1 ip link set veth10 up", "", ""),
	D("ip netns exec ns1 ip addr add 172.16.1.1/24 dev veth10", "", ""),
	D("ip netns exec ns2 ip link set veth11 up", "", ""),
	D("ip netns exec ns2 ip addr add 172.16.1.2/24 dev veth11", "", ""),
	D("ip netns exec ns2 ping 172.16.1.1 -c 2", "From cable end to cable end.", "网线两端直接相通。"),
	D("ip link add br0 type bridge", "The other pair: one end into a bridge here ...", "另一对：一端接到这里的网桥……"),
	D("ip link set dev br0 up", "", ""),
	D("ip link set dev veth1 netns ns1", "... the other one into ns1, with another name.", "……另一端放进 ns1，再改个名字。"),
	D("ip netns exec ns1 ip link set dev veth1 name eth0", "", ""),
	D("ip netns exec ns1 ip addr add 192.168.10.1/24 dev eth0", "", ""),
	D("ip netns exec ns1 ip link set dev eth0 up", "", ""),
	X("ip link set dev veth0 master br0", "master makes it a port.", "master 让它成为网桥的端口。"),
	D("ip link set dev veth0 up", "", ""),
};

static const struct step netns_steps[] = {
	D("ip netns add ns1", "", ""),
	D("ip netns add ns1", "A name can be taken once.", "同名的只能建一个。"),
	D("ip netns exec ns1 ping -c1 127.0.0.1", "lo is down at first.", "lo 一开始没有启用。"),
	D("ip netns exec ns1 ip link set lo up", "", ""),
	D("ip netns exec ns1 ping -c1 127.0.0.1", "", ""),
	D("ip netns exec ns1 ip netns identify", "Where am I?", "我在哪个命名空间？"),
	D("ip netns exec ns1 sleep 3 & sleep 0.3; ip netns pids ns1 | wc -l", "How many processes are in it?", "里面有几个进程？"),
	X("ip netns set ns1 17", "Namespaces know each other by numbers.", "命名空间之间用编号互相称呼。"),
	D("ip netns list-id", "", ""),
	X("ip netns attach ns2 1", "A name for the namespace of a process: here, that of process 1.", "给某个进程所在的命名空间起名：这里是 1 号进程的。"),
	D("ip netns", "", ""),
	D("unshare -n sleep 5 & sleep 0.3; ip netns attach ns3 $!; ip -n ns3 link", "", ""),
	D("ip netns delete ns2", "This takes the name away, not the network.", "这只是去掉名字，网络还在。"),
	D("ip -all netns exec ip link", "The same in all of them.", "在所有命名空间里执行。"),
	D("ip -all netns delete", "", ""),
	D("ip netns exec nosuch true", "There is none of that name.", "没有叫这个名字的。"),
};

static const struct step pid_steps[] = {
	D("ip netns add netns1", "", ""),
	D("ip netns exec netns1 ip link set dev lo up", "", ""),
	D("ip link add veth0 type veth peer name veth1", "", ""),
	D("ip link set veth1 netns netns1", "A cable from here to netns1.", "从这里到 netns1 的一根网线。"),
	D("ip netns exec netns1 ip addr add 10.1.1.1/24 dev veth1", "", ""),
	D("ip netns exec netns1 ip link set veth1 up", "", ""),
	D("ip addr add 10.1.1.2/24 dev veth0", "", ""),
	D("ip link set veth0 up", "", ""),
	D("ping -c1 10.1.1.1", "There ...", "过去……"),
	D("ip netns exec netns1 ping -c1 10.1.1.2", "... and back.", "……再回来。"),
	X("ip netns exec netns1 ip link set veth1 netns $$",
	  "A link can also go to the namespace of a process: $$ is this shell. The addresses of veth1 are lost on the way.",
	  "也可以按进程号移动：$$ 是这个 shell。移动时 veth1 的地址会丢掉。"),
	D("ip link", "Both ends are here again.", "两端又都在这里了。"),
};

#define LESSON(en, zh, s)	{ { en, zh }, s, sizeof(s) / sizeof((s)[0]) }

const struct lesson lessons[] = {
	LESSON("two namespaces, a cable, addresses, routes", "两个命名空间：网线、地址、路由", ping_steps),
	LESSON("commands in a namespace", "在命名空间里运行命令", exec_steps),
	LESSON("a bridge joins three namespaces", "用网桥连接三个命名空间", bridge_steps),
	LESSON("names that the kernel chooses, and a bridge", "内核取的名字，以及网桥", name_steps),
	LESSON("all about netns", "netns 的各个子命令", netns_steps),
	LESSON("there and back by process number", "按进程号移过去，再移回来", pid_steps),
	{ { NULL }, NULL, 0 },
};
