/* address_file.c - "ip address save", "showdump" and "restore".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_addr.h>

#include "address.h"
#include "error.h"
#include "options.h"
#include "store.h"

static const struct store file = { 0x47361222, "address", 255, 255 };

static int save_each(const struct nlmsghdr *n, void *arg)
{
	(void)arg;
	return n->nlmsg_type == RTM_NEWADDR ? store_save(n) : 0;
}

/* Of all words only the link and the family count. */
int address_save(int family, uint32_t index)
{
	struct request q;

	if (store_save_begin(&file) < 0)
		return -1;
	request_begin(&q, &address_table, TO_LIST, RTM_GETADDR, NLM_F_DUMP,
		      NULL);
	if (family)
		request_imply_header(&q, offsetof(struct ifaddrmsg, ifa_family),
				     family);
	if (index)
		request_imply_header(&q, offsetof(struct ifaddrmsg, ifa_index),
				     index);
	if (!store_save_dump(&q, save_each, NULL))
		return 0;
	nl_refused(nl_socket(0), 1);
	return fail_further(1, "Save terminated");
}

static bool is_address(const struct nlmsghdr *n, struct view *v)
{
	return n->nlmsg_type == RTM_NEWADDR &&
	       !view_message(v, &address_table, n, NULL);
}

static int show_each(struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (!is_address(n, &v))
		return 0;
	out_open(&out, NULL, '{');
	out_unsigned(&out, "index", "if%s:\n",
		     ((const struct ifaddrmsg *)v.header)->ifa_index);
	address_show(&out, &v, false);
	if (!out.json && !opt.brief)
		out_bytes(&out, "\n", 1);
	out_close(&out);
	return 0;
}

/* One object without a link holds them all. */
int address_showdump(struct words *w, const struct command *c)
{
	int ret;

	(void)w;
	(void)c;
	if (store_read_begin(&file) < 0)
		return -1;
	out_begin(&out);
	out_open(&out, NULL, '{');
	out_open(&out, "addr_info", '[');
	ret = store_read(&file, show_each, NULL);
	out_close(&out);
	out_close(&out);
	out_end(&out);
	return ret;
}

/* IPv4 tells "deprecated", but a lifetime that is over only where valid_lft is not forever. */
static void keep_deprecated(const struct view *v)
{
	struct ifa_cacheinfo *lifetimes = (void *)view_struct(
		v, IFA_CACHEINFO, sizeof(*lifetimes));

	if (lifetimes && address_flags(v) & IFA_F_DEPRECATED)
		lifetimes->ifa_prefered = 0;
}

static int restore_each(struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (!is_address(n, &v))
		return 0;
	keep_deprecated(&v);
	return store_restore(&file, n);
}

int address_restore(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	return store_read_begin(&file) < 0 ?
		       -1 :
		       store_read(&file, restore_each, NULL);
}
