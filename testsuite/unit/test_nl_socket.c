/* test_nl_socket.c - requests and dumps on a live socket, disturbed.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "links.h"
#include "unit.h"

#define ROUTES 3000	/* a dump of several datagrams */

Suite *suite_nl_socket(void);

struct request {
	struct nlmsghdr h;
	union {
		struct rtmsg route;
		struct ifinfomsg link;
	};
	char attributes[64];
};

static unsigned int seen, again_calls, interruptions;

static struct request *request_begin(struct request *r, int type, size_t size)
{
	memset(r, 0, sizeof(*r));
	r->h.nlmsg_type = type;
	r->h.nlmsg_len = NLMSG_LENGTH(size);
	return r;
}

static int count(const struct nlmsghdr *h, void *arg)
{
	(void)h;
	(void)arg;
	seen++;
	return 0;
}

static int count_again(void *arg)
{
	(void)arg;
	seen = 0;
	again_calls++;
	return 0;
}

static int dump_routes(nl_each each, int (*again)(void *arg))
{
	const struct nl_dump dump = { .each = each, .again = again };
	struct nl *nl = nl_socket(0);
	struct request r;

	ck_assert_ptr_nonnull(nl);
	request_begin(&r, RTM_GETROUTE, sizeof(r.route));
	r.route.rtm_family = AF_INET;
	return nl_dump(nl, &r.h, &dump);
}

static int route_add(struct nl *nl, uint32_t address)
{
	struct request r;

	request_begin(&r, RTM_NEWROUTE, sizeof(r.route));
	r.h.nlmsg_flags = NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
	r.route = (struct rtmsg){
		.rtm_family = AF_INET, .rtm_dst_len = 32,
		.rtm_table = RT_TABLE_MAIN, .rtm_type = RTN_BLACKHOLE,
	};
	mnl_attr_put_u32(&r.h, RTA_DST, htonl(address));
	return nl_talk(nl, &r.h, NULL, NULL);
}

static int link_ask(struct nl *nl, int index, nl_each each)
{
	struct request r;

	request_begin(&r, RTM_GETLINK, sizeof(r.link));
	r.link.ifi_index = index;
	return nl_talk(nl, &r.h, each, NULL);
}

/* Every test is a process of its own, which moves to an empty namespace. */
static void namespace_enter(void)
{
	ck_assert_msg(unshare(CLONE_NEWNET) == 0, "unshare: needs root");
	error_clear();
	seen = again_calls = interruptions = 0;
}

static void namespace_leave(void)
{
	nl_tap = NULL;
	nl_close_all();
	links_reset();
	error_clear();
}

static void routes_add(void)
{
	for (uint32_t i = 0; i < ROUTES; i++)
		ck_assert_int_eq(route_add(nl_socket(0), 0x0a000001 + i), 0);
}

START_TEST(test_talk)
{
	struct nl *nl = nl_socket(0);

	ck_assert_int_eq(route_add(nl, 0x0a000001), 0);
	ck_assert_int_eq(route_add(nl, 0x0a000001), -1);
	ck_assert_int_eq(nl->error.code, EEXIST);
	ck_assert_int_eq(error_last()->status, 0);
	ck_assert_int_eq(link_ask(nl, 1, count), 0);
	ck_assert_uint_eq(seen, 1);
	ck_assert_int_eq(nl->error.code, 0);
	ck_assert_int_eq(link_ask(nl, 999, count), -1);
	ck_assert_int_eq(nl->error.code, ENODEV);
	ck_assert_uint_eq(seen, 1);
}
END_TEST

START_TEST(test_dump)
{
	routes_add();
	ck_assert_int_eq(dump_routes(count, NULL), 0);
	ck_assert_uint_eq(seen, ROUTES);
}
END_TEST

/* The kernel marks some message of a dump that changed meanwhile. */
static void interrupt(const struct nlmsghdr *h, bool sent)
{
	static unsigned int number;

	if (sent)
		number = 0;
	if (sent || ++number != 1500 || !interruptions)
		return;
	((struct nlmsghdr *)h)->nlmsg_flags |= NLM_F_DUMP_INTR;
	interruptions--;
}

START_TEST(test_interrupted)
{
	routes_add();
	nl_tap = interrupt;
	for (unsigned int n = 1; n <= 10; n += 3) {
		interruptions = n;
		again_calls = seen = 0;
		ck_assert_int_eq(dump_routes(count, count_again), 0);
		ck_assert_uint_eq(again_calls, n);
		ck_assert_uint_eq(seen, ROUTES);
	}
	interruptions = 11;
	again_calls = 0;
	ck_assert_int_eq(dump_routes(count, count_again), -1);
	ck_assert_uint_eq(again_calls, 10);
	ck_assert_int_eq(error_last()->status, 1);
	ck_assert_str_eq(error_last()->text,
			 "Dump was interrupted and may be inconsistent.");
}
END_TEST

static int refuse_again(void *arg)
{
	count_again(arg);
	return -1;
}

START_TEST(test_interrupted_for_good)
{
	routes_add();
	nl_tap = interrupt;
	interruptions = 1;
	ck_assert_int_eq(dump_routes(count, refuse_again), -1);
	ck_assert_uint_eq(again_calls, 1);
	ck_assert_int_eq(error_last()->status, 1);
}
END_TEST

static int stop_at_three(const struct nlmsghdr *h, void *arg)
{
	(void)h;
	(void)arg;
	return ++seen == 3 ? -1 : 0;
}

/* A dump that is given up does not stand in the way of the next. */
START_TEST(test_given_up)
{
	routes_add();
	ck_assert_int_eq(dump_routes(stop_at_three, NULL), -1);
	ck_assert_uint_eq(seen, 3);
	seen = 0;
	ck_assert_int_eq(dump_routes(count, NULL), 0);
	ck_assert_uint_eq(seen, ROUTES);
	seen = 0;
	ck_assert_int_eq(dump_routes(stop_at_three, NULL), -1);
	seen = 0;
	ck_assert_int_eq(link_ask(nl_socket(0), 1, count), 0);
	ck_assert_uint_eq(seen, 1);
}
END_TEST

static int name_each(const struct nlmsghdr *h, void *arg)
{
	(void)h;
	(void)arg;
	links_reset();
	ck_assert_str_eq(links_name(1), "lo");
	ck_assert_uint_eq(links_find(1)->address_size, 6);
	seen++;
	return 0;
}

START_TEST(test_questions_during_dump)
{
	routes_add();
	ck_assert_int_eq(dump_routes(name_each, NULL), 0);
	ck_assert_uint_eq(seen, ROUTES);
}
END_TEST

/* An answer that nobody has read belongs to an earlier request. */
START_TEST(test_stale_answers)
{
	struct nl *nl = nl_socket(0);
	struct request r;

	for (int i = 0; i < 5; i++) {
		request_begin(&r, RTM_GETLINK, sizeof(r.link));
		r.h.nlmsg_flags = NLM_F_REQUEST;
		r.h.nlmsg_seq = nl->seq - i;
		r.link.ifi_index = 1;
		ck_assert_int_gt(send(nl->fd, &r, r.h.nlmsg_len, 0), 0);
	}
	ck_assert_int_eq(link_ask(nl, 999, count), -1);
	ck_assert_int_eq(nl->error.code, ENODEV);
	ck_assert_uint_eq(seen, 0);
}
END_TEST

/* Any process may send to our port. */
START_TEST(test_forged_answers)
{
	struct nl *nl = nl_socket(0);
	struct sockaddr_nl to = { .nl_family = AF_NETLINK,
				  .nl_pid = nl->port };
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	struct request r;

	request_begin(&r, RTM_NEWLINK, sizeof(r.link));
	r.h.nlmsg_pid = nl->port;
	r.h.nlmsg_seq = nl->seq + 1;
	r.link.ifi_index = 666;
	ck_assert_int_gt(sendto(fd, &r, r.h.nlmsg_len, 0,
				(struct sockaddr *)&to, sizeof(to)), 0);
	close(fd);
	ck_assert_int_eq(link_ask(nl, 999, count), -1);
	ck_assert_int_eq(nl->error.code, ENODEV);
	ck_assert_uint_eq(seen, 0);
}
END_TEST

START_TEST(test_links)
{
	ck_assert_str_eq(links_name(0), "*");
	ck_assert_str_eq(links_name(77), "if77");
	ck_assert_uint_eq(links_index("if77"), 77);
	ck_assert_uint_eq(links_index("lo"), 1);
	ck_assert_uint_eq(links_index("nosuch"), 0);
	ck_assert_uint_eq(links_index(""), 0);
	ck_assert_uint_eq(links_index("a name that is far too long for a link"),
			  0);
	ck_assert_ptr_null(links_find(77));
	ck_assert_ptr_null(links_find(UINT32_MAX));
	ck_assert_int_eq(error_last()->status, 0);
}
END_TEST

static void learn(int type, int index, const char *name)
{
	struct request r;

	request_begin(&r, type, sizeof(r.link));
	r.link.ifi_index = index;
	mnl_attr_put_strz(&r.h, IFLA_IFNAME, name);
	links_learn(&r.h);
}

/* Names change hands: each rename is seen at once, and no old name stays. */
START_TEST(test_links_learn)
{
	char name[16];

	for (int i = 100; i < 5100; i++) {
		sprintf(name, "d%d", i);
		learn(RTM_NEWLINK, i, name);
	}
	for (int i = 100; i < 5100; i++) {
		sprintf(name, "d%d", i);
		ck_assert_str_eq(links_name(i), name);
		ck_assert_uint_eq(links_index(name), i);
	}
	learn(RTM_NEWLINK, 100, "d101");
	ck_assert_uint_eq(links_index("d101"), 100);
	ck_assert_uint_eq(links_index("d100"), 0);
	ck_assert_str_eq(links_name(101), "if101");
	learn(RTM_NEWLINK, 101, "d100");
	ck_assert_str_eq(links_name(101), "d100");
	learn(RTM_DELLINK, 102, "d102");
	ck_assert_str_eq(links_name(102), "if102");
	ck_assert_uint_eq(links_index("d102"), 0);
	links_reset();
	ck_assert_str_eq(links_name(103), "if103");
}
END_TEST

Suite *suite_nl_socket(void)
{
	Suite *s = suite_create("nl_socket");
	TCase *c = tcase_create("live");

	tcase_add_checked_fixture(c, namespace_enter, namespace_leave);
	tcase_set_timeout(c, 30);
	tcase_add_test(c, test_talk);
	tcase_add_test(c, test_dump);
	tcase_add_test(c, test_interrupted);
	tcase_add_test(c, test_interrupted_for_good);
	tcase_add_test(c, test_given_up);
	tcase_add_test(c, test_questions_during_dump);
	tcase_add_test(c, test_stale_answers);
	tcase_add_test(c, test_forged_answers);
	tcase_add_test(c, test_links);
	tcase_add_test(c, test_links_learn);
	suite_add_tcase(s, c);
	return s;
}
