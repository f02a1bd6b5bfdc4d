/* draw_read.c - what there is to draw: links and addresses of each namespace.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../include/netns.h"
#include "address_table.h"
#include "draw.h"
#include "error.h"
#include "link/kind.h"
#include "link_table.h"
#include "links.h"

static void copy(char *to, const char *from, size_t size)
{
	size_t n = strnlen(from, size - 1);

	memcpy(to, from, n);
	to[n] = '\0';
}

/* IFLA_LINK of a veth is its other end, in the namespace that IFLA_LINK_NETNSID names, else in this one. */
static void read_peer(struct net_link *l, const struct view *v, const char *here)
{
	const char *name = here;

	l->peer = view_u32(v, IFLA_LINK);
	if (view_attr(v, IFLA_LINK_NETNSID)) {
		name = netns_name_of_id(view_u32(v, IFLA_LINK_NETNSID));
		if (!name)
			name = "";
	}
	copy(l->peer_net, name, sizeof(l->peer_net));
}

static int read_link(const struct nlmsghdr *n, void *arg)
{
	struct net *net = arg;
	struct net_link *l = &net->link[net->n];
	const struct nlattr *a;
	struct view v, info;

	if (net->n == NET_LINKS || view_message(&v, &link_table, n, NULL) < 0)
		return 0;
	*l = (struct net_link){
		.index = ((const struct ifinfomsg *)v.header)->ifi_index,
		.flags = ((const struct ifinfomsg *)v.header)->ifi_flags,
		.master = view_u32(&v, IFLA_MASTER),
	};
	copy(l->name, view_string(&v, IFLA_IFNAME), sizeof(l->name));
	a = view_attr(&v, IFLA_LINKINFO);
	if (a && !view_nest(&info, &linkinfo_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), &v))
		copy(l->kind, view_string(&info, IFLA_INFO_KIND), sizeof(l->kind));
	if (!strcmp(l->kind, "veth"))
		read_peer(l, &v, net->name);
	/* Tunnel devices that a kernel makes with every namespace are not the reader's. */
	net->n += *l->kind || l->flags & (IFF_LOOPBACK | IFF_UP);
	return 0;
}

static int read_address(const struct nlmsghdr *n, void *arg)
{
	struct net *net = arg;
	const struct ifaddrmsg *m;
	const struct nlattr *a;
	char text[2 * FORMAT_MAX], *p;
	struct view v;

	if (view_message(&v, &address_table, n, NULL) < 0)
		return 0;
	m = v.header;
	a = view_attr(&v, IFA_LOCAL);
	if (!a)
		a = view_attr(&v, IFA_ADDRESS);
	if (!a || m->ifa_scope != RT_SCOPE_UNIVERSE)
		return 0;
	p = format_address(text, m->ifa_family, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a));
	*p = '/';
	format_unsigned(p + 1, m->ifa_prefixlen);
	for (struct net_link *l = net->link; l < net->link + net->n; l++)
		if (l->index == m->ifa_index && strlen(l->addresses) + strlen(text) + 2 < sizeof(l->addresses)) {
			strcat(l->addresses, *l->addresses ? " " : "");
			strcat(l->addresses, text);
		}
	return 0;
}

static int dump(const struct table *t, uint16_t type, nl_each each, struct net *net)
{
	const struct nl_dump d = { .each = each, .arg = net };
	struct request q;

	request_begin(&q, t, TO_LIST, type, NLM_F_DUMP, NULL);
	request_imply_header(&q, 0, AF_UNSPEC);
	return request_dump(&q, &d, 1);
}

/* In a process of its own, which may go to another namespace. */
static void child(struct net *net, int to)
{
	nl_close_all();
	links_reset();
	netns_reset();
	if ((*net->name && netns_enter(net->name) < 0) || dump(&link_table, RTM_GETLINK, read_link, net) < 0 ||
	    dump(&address_table, RTM_GETADDR, read_address, net) < 0)
		_exit(1);
	_exit(write(to, net, sizeof(*net)) != sizeof(*net));
}

static int read_net(struct net *net)
{
	size_t have = 0;
	int ends[2], status;
	ssize_t n;
	pid_t pid;

	if (pipe(ends) < 0)
		return fail(1, "pipe: %s", strerror(errno));
	pid = fork();
	if (!pid)
		child(net, ends[1]);
	close(ends[1]);
	while (pid > 0 && (n = read(ends[0], (char *)net + have, sizeof(*net) - have)) > 0)
		have += n;
	close(ends[0]);
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return fail(1, "fork: %s", strerror(errno));
	return have == sizeof(*net) ? 0 : -1;
}

struct reading {
	struct net *nets;
	int n;
};

/* One that is going away meanwhile is not there. */
static int read_named(const char *name, void *arg)
{
	struct reading *r = arg;
	struct net *net = &r->nets[r->n];

	if (r->n == NET_MAX || strlen(name) >= sizeof(net->name))
		return 0;
	memset(net, 0, sizeof(*net));
	strcpy(net->name, name);
	r->n += !read_net(net);
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct net *)a)->name, ((const struct net *)b)->name);
}

int net_read(struct net nets[NET_MAX])
{
	struct reading r = { nets, 1 };

	memset(nets, 0, sizeof(*nets));
	if (read_net(nets) < 0)
		return fail(1, "Cannot read the network");
	netns_each(read_named, &r);
	qsort(nets + 1, r.n - 1, sizeof(*nets), by_name);
	return r.n;
}
