/* test_nl.c - what the kernel says, whole, made up and cut short.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"
#include "unit.h"

#define PAGE 4096
#define MESSAGE "Numerical result out of range"

Suite *suite_nl(void);

static char *guarded;	/* one page; the next one cannot be read */

static void guard_up(void)
{
	guarded = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(guarded, MAP_FAILED);
	ck_assert_int_eq(mprotect(guarded + PAGE, PAGE, PROT_NONE), 0);
	error_clear();
}

static void guard_down(void)
{
	munmap(guarded, 2 * PAGE);
	error_clear();
}

/* Parses the first size bytes, right in front of memory that cannot be read. */
static int parse_cut(struct nl_error *error, const void *data, size_t size)
{
	char *p = guarded + PAGE - MNL_ALIGN(size);
	struct nlmsghdr *h = (void *)p;

	memcpy(p, data, size);
	memset(p + size, 0xa5, MNL_ALIGN(size) - size);
	h->nlmsg_len = size;
	return nl_error_parse(error, h);
}

static int parse_whole(struct nl_error *error, const struct nlmsghdr *h)
{
	return parse_cut(error, h, h->nlmsg_len);
}

/* An NLMSG_ERROR to which attributes can be put. */
static struct nlmsghdr *error_begin(char *buf, int code, unsigned int flags)
{
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct nlmsgerr *e = mnl_nlmsg_put_extra_header(h, sizeof(*e));

	h->nlmsg_type = NLMSG_ERROR;
	h->nlmsg_flags = flags;
	e->error = code;
	e->msg.nlmsg_len = NLMSG_HDRLEN;
	return h;
}

static void policy_put(struct nlmsghdr *h)
{
	struct nlattr *nest = mnl_attr_nest_start(h, NLMSGERR_ATTR_POLICY);

	mnl_attr_put_u32(h, NL_POLICY_TYPE_ATTR_TYPE, NL_ATTR_TYPE_S32);
	mnl_attr_put_u64(h, NL_POLICY_TYPE_ATTR_MIN_VALUE_S, (uint64_t)-5);
	mnl_attr_put_u64(h, NL_POLICY_TYPE_ATTR_MAX_VALUE_S, 7);
	mnl_attr_put_u64(h, NL_POLICY_TYPE_ATTR_MIN_VALUE_U, 1);
	mnl_attr_put_u64(h, NL_POLICY_TYPE_ATTR_MAX_VALUE_U, 1ull << 40);
	mnl_attr_put_u32(h, NL_POLICY_TYPE_ATTR_MIN_LENGTH, 2);
	mnl_attr_put_u32(h, NL_POLICY_TYPE_ATTR_MAX_LENGTH, 16);
	mnl_attr_put_u64(h, NL_POLICY_TYPE_ATTR_MASK, 0xff00ff00ffull);
	mnl_attr_nest_end(h, nest);
}

static struct nlmsghdr *error_full(char *buf)
{
	struct nlmsghdr *h = error_begin(buf, -ERANGE,
					 NLM_F_CAPPED | NLM_F_ACK_TLVS);

	mnl_attr_put_strz(h, NLMSGERR_ATTR_MSG, MESSAGE);
	mnl_attr_put_u32(h, NLMSGERR_ATTR_OFFS, 36);
	mnl_attr_put(h, NLMSGERR_ATTR_COOKIE, 5, "xxxxx");
	policy_put(h);
	mnl_attr_put_u32(h, NLMSGERR_ATTR_MISS_TYPE, 4);
	mnl_attr_put_u32(h, NLMSGERR_ATTR_MISS_NEST, 44);
	mnl_attr_put_u32(h, 4000, 1);
	return h;
}

START_TEST(test_all_attributes)
{
	_Alignas(8) char buf[1024];
	struct nl_error e;

	ck_assert_int_eq(parse_whole(&e, error_full(buf)), 0);
	ck_assert_int_eq(e.code, ERANGE);
	ck_assert_str_eq(e.message, MESSAGE);
	ck_assert(e.has_offset && e.has_missing && e.has_nest && e.has_policy);
	ck_assert_uint_eq(e.offset, 36);
	ck_assert_uint_eq(e.missing, 4);
	ck_assert_uint_eq(e.nest, 44);
	ck_assert_uint_eq(e.policy.type, NL_ATTR_TYPE_S32);
	ck_assert_int_eq(e.policy.min, -5);
	ck_assert_int_eq(e.policy.max, 7);
	ck_assert_uint_eq(e.policy.umin, 1);
	ck_assert_uint_eq(e.policy.umax, 1ull << 40);
	ck_assert_uint_eq(e.policy.min_length, 2);
	ck_assert_uint_eq(e.policy.max_length, 16);
	ck_assert_uint_eq(e.policy.mask, 0xff00ff00ffull);
	ck_assert_uint_eq(e.policy.has, 0xfe | 1 << NL_POLICY_TYPE_ATTR_MASK);
}
END_TEST

START_TEST(test_accepted)
{
	_Alignas(8) char buf[256];
	struct nlmsghdr *h = error_begin(buf, 0, NLM_F_CAPPED);
	struct nl_error e;

	ck_assert_int_eq(parse_whole(&e, h), 0);
	ck_assert_int_eq(e.code, 0);
	ck_assert_str_eq(e.message, "");
	h = error_begin(buf, 0, NLM_F_CAPPED | NLM_F_ACK_TLVS);
	mnl_attr_put_strz(h, NLMSGERR_ATTR_MSG, "careful");
	ck_assert_int_eq(parse_whole(&e, h), 0);
	ck_assert_int_eq(e.code, 0);
	ck_assert_str_eq(e.message, "careful");
}
END_TEST

/* Without NLM_F_CAPPED the request comes back, in front of the attributes. */
START_TEST(test_request_comes_back)
{
	_Alignas(8) char buf[256];
	struct nlmsghdr *h = error_begin(buf, -EINVAL, NLM_F_ACK_TLVS);
	struct nlmsgerr *e = mnl_nlmsg_get_payload(h);
	struct nl_error error;

	e->msg.nlmsg_len = NLMSG_HDRLEN + 13;
	memset(mnl_nlmsg_put_extra_header(h, 16), 0xff, 16);
	mnl_attr_put_u32(h, NLMSGERR_ATTR_OFFS, 20);
	ck_assert_int_eq(parse_whole(&error, h), 0);
	ck_assert(error.has_offset);
	ck_assert_uint_eq(error.offset, 20);
	e->msg.nlmsg_len = h->nlmsg_len;	/* more than there is */
	ck_assert_int_eq(parse_whole(&error, h), -1);
	ck_assert_int_eq(error.code, EINVAL);
	e->msg.nlmsg_len = UINT32_MAX;
	ck_assert_int_eq(parse_whole(&error, h), -1);
	e->msg.nlmsg_len = 0;
	ck_assert_int_eq(parse_whole(&error, h), 0);
}
END_TEST

START_TEST(test_done)
{
	_Alignas(8) char buf[256];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct nl_error e;

	h->nlmsg_type = NLMSG_DONE;
	ck_assert_int_eq(parse_whole(&e, h), 0);
	ck_assert_int_eq(e.code, 0);
	*(int *)mnl_nlmsg_put_extra_header(h, sizeof(int)) = -ENODEV;
	ck_assert_int_eq(parse_whole(&e, h), 0);
	ck_assert_int_eq(e.code, ENODEV);
	h->nlmsg_flags |= NLM_F_ACK_TLVS;
	mnl_attr_put_strz(h, NLMSGERR_ATTR_MSG, "no such table");
	ck_assert_int_eq(parse_whole(&e, h), 0);
	ck_assert_str_eq(e.message, "no such table");
}
END_TEST

START_TEST(test_odd_codes)
{
	static const int codes[][2] = {
		{ 0, 0 }, { 5, 0 }, { -1, 1 }, { -4095, 4095 },
		{ -4096, EPROTO }, { INT32_MIN, EPROTO }, { INT32_MAX, 0 },
	};
	_Alignas(8) char buf[256];
	struct nl_error e;

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct nlmsghdr *h = error_begin(buf, codes[i][0], 0);

		ck_assert_int_eq(parse_whole(&e, h), 0);
		ck_assert_int_eq(e.code, codes[i][1]);
	}
}
END_TEST

START_TEST(test_odd_attributes)
{
	_Alignas(8) char buf[2048];
	struct nlmsghdr *h = error_begin(buf, -EINVAL,
					 NLM_F_CAPPED | NLM_F_ACK_TLVS);
	char text[1000];
	struct nl_error e;

	memset(text, 'x', sizeof(text));
	mnl_attr_put(h, NLMSGERR_ATTR_MSG, sizeof(text), text);
	mnl_attr_put_u16(h, NLMSGERR_ATTR_OFFS, 3);
	mnl_attr_put(h, NLMSGERR_ATTR_MISS_TYPE, 0, NULL);
	mnl_attr_put(h, NLMSGERR_ATTR_POLICY, 0, NULL);
	ck_assert_int_eq(parse_whole(&e, h), 0);
	ck_assert_uint_eq(strlen(e.message), sizeof(e.message) - 1);
	ck_assert(!e.has_offset && !e.has_missing && e.has_policy);
	ck_assert_uint_eq(e.policy.has, 0);
}
END_TEST

/* Every length from nothing to all of it. */
START_TEST(test_every_truncation)
{
	_Alignas(8) char buf[1024];
	size_t size = error_full(buf)->nlmsg_len;
	size_t needed = NLMSG_LENGTH(sizeof(struct nlmsgerr));
	struct nl_error e;

	for (size_t n = NLMSG_HDRLEN; n <= size; n++) {
		int result = parse_cut(&e, buf, n);

		ck_assert_int_eq(result, n < needed ? -1 : 0);
		ck_assert_int_eq(e.code, n < needed ? 0 : ERANGE);
		ck_assert(!e.message[0] || !strcmp(e.message, MESSAGE));
		ck_assert(!e.has_offset || e.offset == 36);
		ck_assert(!e.has_missing || e.missing == 4);
		ck_assert(!e.has_nest || e.nest == 44);
	}
	((struct nlmsghdr *)buf)->nlmsg_len = 3;
	ck_assert_int_eq(nl_error_parse(&e, (void *)buf), -1);
}
END_TEST

/* Cut anywhere, with a few bytes changed: no byte beyond is read. */
START_TEST(test_random)
{
	_Alignas(8) char whole[1024], buf[1024];
	size_t size = error_full(whole)->nlmsg_len;
	struct nl_error e;

	srandom(_i);
	for (int i = 0; i < 5000; i++) {
		size_t n = NLMSG_HDRLEN + random() % (size - NLMSG_HDRLEN + 1);
		struct nlmsghdr *h = (void *)buf;

		memcpy(buf, whole, size);
		for (int k = random() % 8; k > 0; k--)
			buf[4 + random() % (size - 4)] = random();
		if (random() % 4 == 0)
			h->nlmsg_type = NLMSG_DONE;
		parse_cut(&e, buf, n);
		ck_assert_int_ge(e.code, 0);
		ck_assert_ptr_nonnull(memchr(e.message, 0,
					     sizeof(e.message)));
	}
}
END_TEST

/* The guard itself: one byte too far ends the process. */
START_TEST(test_guard)
{
	volatile char *p = guarded + PAGE;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL);
		_exit(*p == 0 ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(status != 0 && !(WIFEXITED(status) &&
				   WEXITSTATUS(status) == 1));
}
END_TEST

static void refuse(int code, const char *message, const char *text)
{
	struct nl nl = { .error = { .code = code } };

	strcpy(nl.error.message, message);
	error_clear();
	ck_assert_int_eq(nl_refused(&nl, 2), -1);
	ck_assert_str_eq(error_last()->text, text);
	ck_assert_int_eq(error_last()->status, 2);
}

START_TEST(test_refused)
{
	struct nl nl = { .error = { .code = EINVAL, .has_missing = true,
				    .missing = 4 } };

	refuse(EEXIST, "", "RTNETLINK answers: File exists");
	refuse(EEXIST, "No", "Error: No.");
	refuse(EEXIST, "No.", "Error: No.");
	error_clear();
	nl_refused(&nl, 2);
	ck_assert_str_eq(error_last()->text,
			 "Missing required attribute type 4\n"
			 "RTNETLINK answers: Invalid argument");
	error_clear();
	nl.error.has_missing = false;
	nl_dump_refused(&nl, 1);
	ck_assert_str_eq(error_last()->text,
			 "RTNETLINK answers: Invalid argument\n"
			 "Dump terminated");
	ck_assert_int_eq(error_last()->status, 1);
	error_clear();
	fail(7, "first");
	nl.error.code = 0;
	nl_refused(&nl, 2);
	ck_assert_str_eq(error_last()->text, "first");
	ck_assert_int_eq(error_last()->status, 7);
}
END_TEST

Suite *suite_nl(void)
{
	Suite *s = suite_create("nl");
	TCase *c = tcase_create("error");

	tcase_add_checked_fixture(c, guard_up, guard_down);
	tcase_add_test(c, test_guard);
	tcase_add_test(c, test_all_attributes);
	tcase_add_test(c, test_accepted);
	tcase_add_test(c, test_request_comes_back);
	tcase_add_test(c, test_done);
	tcase_add_test(c, test_odd_codes);
	tcase_add_test(c, test_odd_attributes);
	tcase_add_test(c, test_every_truncation);
	tcase_add_loop_test(c, test_random, 1, 5);
	tcase_add_test(c, test_refused);
	suite_add_tcase(s, c);
	return s;
}
