/* messages.c - damaged netlink messages must not crash, hang, or be read out of bounds.  SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * messages [COUNT [SEED]]: real messages of this kernel, and made-up ones that walk the
 * tables, are damaged and shown in every form.  Each stands in a heap block of just its size,
 * so that a sanitizer sees the first byte read behind it.
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../ip/link_table.h"
#include "../../ip/messages.h"
#include "../../ip/objects.h"
#include "arena.h"
#include "compat.h"
#include "error.h"
#include "links.h"
#include "options.h"

#define SAMPLES_MAX 512

static struct nlmsghdr *samples[SAMPLES_MAX];
static size_t n_samples;

static uint64_t state;

static uint32_t dice(uint32_t sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return sides ? (state >> 11) % sides : 0;
}

static int keep(const struct nlmsghdr *n, void *arg)
{
	(void)arg;
	if (n_samples < SAMPLES_MAX) {
		samples[n_samples] = malloc(n->nlmsg_len);
		memcpy(samples[n_samples++], n, n->nlmsg_len);
	}
	return 0;
}

static void collect(uint16_t type, size_t header)
{
	char buf[256] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *n = mnl_nlmsg_put_header(buf);
	const struct nl_dump how = { .each = keep };

	n->nlmsg_type = type;
	n->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	mnl_nlmsg_put_extra_header(n, header);
	nl_dump(nl_socket(0), n, &how);
}

static void run(const char *line)
{
	char copy[256], *v[32], *save = NULL;
	int n = 0;

	strcpy(copy, line);
	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		v[n++] = word;
	error_clear();
	opt.family = AF_UNSPEC;
	if (command_run(n, v) < 0)
		fprintf(stderr, "%s: %s\n", line, error_last()->text);
	arena_reset();
}

static const char *const world[] = {
	"link set lo up",
	"link add v0 type veth peer name v1",
	"link add br0 type bridge",
	"link set v0 master br0",
	"link set v0 up",
	"link set v1 up",
	"link add vx0 type vxlan id 7 group 239.1.1.1 dev v1 dstport 4789",
	"link add mv0 link v1 type macvlan mode source",
	"address add 10.1.1.1/24 brd + dev v1 label v1:x",
	"address add 10.1.2.1 peer 10.1.2.2 dev v1 metric 7",
	"route add 10.9.0.0/16 via 10.1.1.2 mtu lock 1400 features ecn",
	"route add 10.8.0.0/16 nexthop via 10.1.1.3 weight 2 nexthop via 10.1.1.4",
	"neigh add 10.1.1.9 lladdr 02:00:00:00:00:09 dev v1 protocol bgp extern_learn",
	"rule add pref 9 not from 10.0.0.0/8 fwmark 1/3 iif v0 uidrange 1-9 ipproto tcp dport 80-90 table 7",
};

/* One of the tables that a selector picks; some selectors have none. */
static const struct table *picked(const struct more *more)
{
	size_t n = 0;

	while (more->choice(n))
		n++;
	return more->pick(more->choice(dice(n)));
}

/* A tree of random attributes, mostly ones that the table knows, with payloads of odd sizes. */
static size_t grow(char *at, size_t room, const struct table *t, int depth)
{
	size_t used = MNL_ALIGN(t->header);

	if (room < used + 64)
		return 0;
	for (size_t i = 0; i < used; i++)
		at[i] = dice(4) ? 0 : dice(256);
	for (int n = dice(12); n > 0 && room - used > 512; n--) {
		const struct row *r = &table_rows(t)[dice(t->n)];
		struct nlattr *a = (void *)(at + used);
		const struct more *more = row_more(r);
		const struct table *in = r->table;
		size_t size = dice(3) || !r->type ? dice(40) : r->type->size;

		if (more->choice && !in)
			in = picked(more);
		if (in && in->n && depth < 5 && dice(8))
			size = grow((char *)(a + 1), room - used - 512, in, depth + 1);
		else
			for (size_t i = 0; i < size; i++)
				((char *)(a + 1))[i] = dice(3) ? dice(256) : 0;
		a->nla_type = dice(9) ? r->attr : dice(130);
		a->nla_len = sizeof(*a) + size;
		used += MNL_ALIGN(a->nla_len);
	}
	return used;
}

static struct nlmsghdr *made_up(void)
{
	static char buf[1 << 16] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *n = (void *)buf;
	const struct message *m;
	size_t known = 0;

	while (messages[known].name)
		known++;
	do
		m = &messages[dice(known)];
	while (!m->table);
	memset(n, 0, sizeof(*n));
	n->nlmsg_type = m->type;
	n->nlmsg_len = sizeof(*n) + grow((char *)(n + 1), sizeof(buf) - sizeof(*n) - 1024, m->table, 0);
	return n;
}

static void damage(struct nlmsghdr *n, uint32_t size)
{
	for (int hits = dice(6); hits > 0 && size > sizeof(*n); hits--) {
		uint32_t at = sizeof(*n) + dice(size - sizeof(*n));

		((uint8_t *)n)[at] = dice(3) ? dice(256) : dice(2) ? 0 : 255;
	}
}

static void nothing(const struct node *node, void *arg)
{
	(void)node;
	++*(size_t *)arg;
}

static void show(const struct nlmsghdr *n)
{
	const struct message *m = messages;
	struct view v;
	size_t nodes = 0;

	while (m->name && m->type != n->nlmsg_type)
		m++;
	if (!m->name)
		return;
	opt.json = dice(2);
	opt.details = dice(3);
	opt.stats = dice(3);
	opt.brief = !dice(6);
	opt.numeric = !dice(6);
	out.json = opt.json;
	if (!view_message(&v, m->table, n, NULL)) {
		out_record_begin(&out);
		if (m->table == &link_table)
			link_show(&out, &v);
		else
			show_rows(&out, &v);
		out_record_end(&out);
	}
	tree_walk(n, m->table, nothing, &nodes);
	err.json = dice(2);
	if (!dice(4))
		explain_message(&err, n, dice(2), NULL);
	err.json = false;
}

static void one(void)
{
	const struct nlmsghdr *from = n_samples && dice(2) ? samples[dice(n_samples)] : made_up();
	uint32_t size = from->nlmsg_len;
	struct nlmsghdr *n;

	if (!dice(4) && size > sizeof(*from))
		size = sizeof(*from) + dice(size - sizeof(*from));
	n = malloc(size);
	memcpy(n, from, size);
	n->nlmsg_len = size;
	damage(n, size);
	show(n);
	free(n);
	error_clear();
	arena_reset();
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 100000;
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	state = argc > 2 ? strtoull(argv[2], NULL, 0) : 0x9e3779b97f4a7c15;
	if (unshare(CLONE_NEWNET | CLONE_NEWNS) < 0) {
		perror("unshare");
		return 1;
	}
	options_reset("ip");
	explain_messages = messages;
	out_init_plain(&out, null);
	out_init_plain(&err, null);
	for (size_t i = 0; i < sizeof(world) / sizeof(world[0]); i++)
		run(world[i]);
	collect(RTM_GETLINK, sizeof(struct ifinfomsg));
	collect(RTM_GETADDR, sizeof(struct ifaddrmsg));
	collect(RTM_GETROUTE, sizeof(struct rtmsg));
	collect(RTM_GETNEIGH, sizeof(struct ndmsg));
	collect(RTM_GETRULE, sizeof(struct fib_rule_hdr));
	for (long i = 0; i < count; i++)
		one();
	printf("%ld damaged messages shown, %zu samples\n", count, n_samples);
	while (n_samples)
		free(samples[--n_samples]);
	nl_close_all();
	links_reset();
	names_reset();
	arena_free();
	out_free(&out);
	out_free(&err);
	return 0;
}
