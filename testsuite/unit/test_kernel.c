/* test_kernel.c - every attribute that the kernel sends has a row, of the right size.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "../../ip/messages.h"
#include "../../ip/objects.h"
#include "arena.h"
#include "error.h"
#include "links.h"
#include "options.h"
#include "schema.h"

static int known;

/* One command line, in this process. */
static void run(const char *line)
{
	char copy[256], *v[32], *save = NULL;
	int n = 0;

	strcpy(copy, line);
	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		v[n++] = word;
	error_clear();
	opt.family = AF_UNSPEC;
	ck_assert_msg(command_run(n, v) == 0, "%s: %s", line, error_last()->text);
	arena_reset();
}

static void check_node(const struct node *node, void *arg)
{
	const char *message = arg;

	if (node->group)
		return;
	ck_assert_msg(node->row != NULL, "%s: table %s has no row for attribute %u (%zu bytes)", message,
		      node->table->name, node->attr, node->size);
	if (node->row->place == AT_FIELD)
		ck_assert_uint_ge(node->size, node->row->size);
	else if (node->row->type->size)
		ck_assert_msg(node->size == node->row->type->size, "%s has %zu bytes, its row says %u",
			      node->row->name, node->size, node->row->type->size);
	known++;
}

static int each(const struct nlmsghdr *n, void *arg)
{
	for (const struct message *m = messages; m->name; m++)
		if (m->type == n->nlmsg_type && !m->table->protocol && !m->table->family)
			tree_walk(n, m->table, check_node, (void *)m->name);
	(void)arg;
	return 0;
}

static void dump(uint16_t type, size_t header)
{
	char buf[256] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *n = mnl_nlmsg_put_header(buf);
	const struct nl_dump how = { .each = each };

	n->nlmsg_type = type;
	n->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	mnl_nlmsg_put_extra_header(n, header);
	ck_assert_int_eq(nl_dump(nl_socket(0), n, &how), 0);
}

static const char *const world[] = {
	"link set lo up",
	"link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02",
	"link add br0 type bridge mcast_querier 1",
	"link set v0 master br0",
	"link set v0 up",
	"link set v1 up",
	"link set br0 up",
	"link add vx0 type vxlan id 7 group 239.1.1.1 dev v1 dstport 4789",
	"link add vx1 type vxlan external dstport 4790",
	"link add mv0 link v1 type macvlan mode source",
	"link add mt0 link v1 type macvtap mode bridge",
	"link add ifb7 type ifb",
	"address add 10.1.1.1/24 brd + dev br0 label br0:x",
	"address add 10.1.2.1 peer 10.1.2.2 dev br0 metric 7",
	"address add 2001:db8::1/64 dev br0 nodad valid_lft 1000 preferred_lft 900",
	"route add 10.9.0.0/16 via 10.1.1.2 mtu lock 1400 advmss 1200 features ecn",
	"route add 10.8.0.0/16 nexthop via 10.1.1.3 weight 2 nexthop via 10.1.1.4",
	"route add 2001:db8:9::/48 via 2001:db8::2 metric 77 table 1000",
	"route add blackhole 10.7.0.0/16",
};

START_TEST(every_attribute)
{
	ck_assert_int_eq(unshare(CLONE_NEWNET | CLONE_NEWNS), 0);
	options_reset("ip");
	out_init(&out, STDOUT_FILENO);
	out_init_plain(&err, STDERR_FILENO);
	for (size_t i = 0; i < sizeof(world) / sizeof(world[0]); i++)
		run(world[i]);
	known = 0;
	dump(RTM_GETLINK, sizeof(struct ifinfomsg));
	dump(RTM_GETADDR, sizeof(struct ifaddrmsg));
	dump(RTM_GETROUTE, sizeof(struct rtmsg));
	printf("kernel: %d attributes have their rows\n", known);
	ck_assert_int_gt(known, 500);
	nl_close_all();
	links_reset();
	arena_free();
	out_free(&out);
}
END_TEST

Suite *suite_kernel(void);

Suite *suite_kernel(void)
{
	Suite *s = suite_create("kernel");
	TCase *t = tcase_create("dump");

	tcase_add_test(t, every_attribute);
	suite_add_tcase(s, t);
	return s;
}
