/* address_flush.c - "ip address flush".  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <linux/if_addr.h>
#include <string.h>

#include "address.h"
#include "compat.h"
#include "error.h"
#include "options.h"

static void show_doomed(const struct nlmsghdr *n)
{
	struct view v;

	if (view_message(&v, &address_table, n, NULL) < 0)
		return;
	address_show(&out, &v, true);
	out_bytes(&out, "\n", 1);
}

/* A secondary address may go with its primary one, a link with all of them. */
static bool is_gone(int code)
{
	return code == EADDRNOTAVAIL || code == ENODEV;
}

/* What the dump said is what the kernel gets back, as a request to remove it. */
static int remove_one(struct nl *nl, struct nlmsghdr *n)
{
	n->nlmsg_type = RTM_DELADDR;
	n->nlmsg_flags = NLM_F_REQUEST;
	if (!nl_tell(nl, n) || is_gone(nl->error.code))
		return 0;
	if (!nl->error.code)
		return -1;
	return fail(255, "Failed to send flush request: %s",
		    strerror(nl->error.code));
}

static int remove_all(const struct address_store *s)
{
	struct nl *nl = nl_socket(0);

	if (!nl)
		return -1;
	for (struct address_record *r = NULL; (r = address_store_next(s, r));) {
		struct nlmsghdr *n = address_store_message(r);

		if (n && remove_one(nl, n) < 0)
			return -1;
	}
	return 0;
}

static unsigned int count_doomed(const struct address_store *s)
{
	unsigned int n = 0;

	for (struct address_record *r = NULL; (r = address_store_next(s, r));) {
		if (!address_store_message(r))
			continue;
		if (opt.stats > 1)
			show_doomed(address_store_message(r));
		n++;
	}
	return n;
}

static void say_round(int round, unsigned int n)
{
	if (!opt.stats)
		return;
	out_bytes(&out, "\n", 1);
	out_signed(&out, NULL, "*** Round %s, ", round);
	out_unsigned(&out, NULL, "deleting %s addresses ***", n);
	out_bytes(&out, "\n", 1);
	if (out.live)
		out_flush(&out);
}

static int say_complete(int rounds)
{
	if (!opt.stats)
		return 0;
	if (!rounds)
		out_text(&out, "Nothing to flush.", "");
	else
		out_signed(&out, NULL,
			   rounds == 1 ?
				   "*** Flush is complete after %s round ***" :
				   "*** Flush is complete after %s rounds ***",
			   rounds);
	out_bytes(&out, "\n", 1);
	return 0;
}

/* "primary": where addresses are promoted, there would be primary ones until none is left. */
static bool is_for_primary(const struct request *filter)
{
	for (const struct item *i = filter->first; i; i = i->next)
		if (!i->dead && i->row->attr == IFA_FLAGS &&
		    i->row->bit == IFA_F_SECONDARY)
			return !((const uint32_t *)i->data)[1];
	return false;
}

/* Others may add while we remove: look again until nothing is left. */
static int flush(struct address_store *s, struct request *filter,
		 uint32_t index)
{
	for (int round = 0;;) {
		unsigned int n;

		if (address_store_read(s, filter, index) < 0)
			return -1;
		n = count_doomed(s);
		if (!n)
			return say_complete(round);
		round++;
		say_round(round, n);
		if (remove_all(s) < 0)
			return -1;
		if (opt.dry_run || is_for_primary(filter))
			return say_complete(round);
		if (opt.loops > 0 && round >= opt.loops)
			return fail(
				255,
				"*** Flush remains incomplete after %d rounds. ***",
				round);
	}
}

int address_flush(struct request *filter, uint32_t index)
{
	struct address_store s = { .buf = NULL };
	bool json = out.json;
	int ret;

	if (filter->family == AF_PACKET)
		return fail(1, "Cannot flush link addresses.");
	out.json = false;
	ret = flush(&s, filter, index);
	out.json = json;
	address_store_free(&s);
	return ret;
}
