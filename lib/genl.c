/* genl.c - generic netlink: families are known by name, their numbers by asking.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"

#include "genl.h"

#include <string.h>

#include "error.h"
#include "options.h"

/* What the controller tells of a family. */
struct asked {
	const char *group;	/* whose number is wanted, or NULL */
	uint16_t family;
	uint32_t number;	/* of the group */
};

static bool is_named(const struct nlattr *a, const char *name)
{
	size_t size = mnl_attr_get_payload_len(a), length = strlen(name);

	return size > length && !memcmp(mnl_attr_get_payload(a), name, length + 1);
}

static uint32_t number_of(const struct nlattr *a)
{
	return mnl_attr_get_payload_len(a) >= sizeof(uint32_t) ? mnl_attr_get_u32(a) : 0;
}

static void read_group(const struct nlattr *group, struct asked *x)
{
	uint32_t number = 0;
	bool is_it = false;

	nl_for_each(a, mnl_attr_get_payload(group), mnl_attr_get_payload_len(group)) {
		if (mnl_attr_get_type(a) == CTRL_ATTR_MCAST_GRP_ID)
			number = number_of(a);
		else if (mnl_attr_get_type(a) == CTRL_ATTR_MCAST_GRP_NAME)
			is_it = is_named(a, x->group);
	}
	if (is_it)
		x->number = number;
}

static int read_family(const struct nlmsghdr *n, void *arg)
{
	const struct genlmsghdr *g = mnl_nlmsg_get_payload(n);
	struct asked *x = arg;

	if (n->nlmsg_type != GENL_ID_CTRL || mnl_nlmsg_get_payload_len(n) < sizeof(*g))
		return 0;
	nl_for_each(a, g + 1, mnl_nlmsg_get_payload_len(n) - sizeof(*g)) {
		if (mnl_attr_get_type(a) == CTRL_ATTR_FAMILY_ID && mnl_attr_get_payload_len(a) >= sizeof(x->family))
			memcpy(&x->family, mnl_attr_get_payload(a), sizeof(x->family));
		else if (mnl_attr_get_type(a) == CTRL_ATTR_MCAST_GROUPS && x->group)
			nl_for_each(group, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a))
				read_group(group, x);
	}
	return 0;
}

static int ask(const struct genl_family *f, struct asked *x)
{
	char buffer[256] __attribute__((aligned(NLMSG_ALIGNTO))) = "";	/* what stands between attributes is sent, too */
	struct nlmsghdr *n = mnl_nlmsg_put_header(buffer);
	struct genlmsghdr *g = mnl_nlmsg_put_extra_header(n, sizeof(*g));
	struct nl *nl = nl_socket(NL_GENERIC);

	if (!nl)
		return -1;
	n->nlmsg_type = GENL_ID_CTRL;
	*g = (struct genlmsghdr){ .cmd = CTRL_CMD_GETFAMILY, .version = 1 };
	mnl_attr_put_strz(n, CTRL_ATTR_FAMILY_NAME, f->name);
	nl->asks = true;
	if (nl_talk(nl, n, read_family, x) < 0) {
		nl_refused(nl, 1);
		return fail_further(1, "Error talking to the kernel");
	}
	return x->family ? 0 : fail(1, "Error talking to the kernel");
}

/* What is not sent needs no kernel that has the family: a number that none has yet, for -explain. */
static uint16_t pretend_id(void)
{
	static uint16_t next = GENL_MAX_ID;

	error_clear();
	return next--;
}

int genl_find(struct genl_family *f)
{
	struct asked x = { .group = NULL };

	if (f->id)
		return 0;
	if (ask(f, &x) < 0 && !opt.dry_run)
		return -1;
	f->id = x.family ? x.family : pretend_id();
	return 0;
}

uint32_t genl_group(struct genl_family *f, const char *group)
{
	struct asked x = { .group = group };

	if (ask(f, &x) < 0)
		return 0;
	f->id = x.family;
	if (!x.number)
		fail(1, "The family %s has no group %s", f->name, group);
	return x.number;
}
