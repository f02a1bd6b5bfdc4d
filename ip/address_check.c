/* address_check.c - what no word of "ip address" sees alone.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <arpa/inet.h>
#include <linux/if_addr.h>
#include <stddef.h>
#include <string.h>

#include "address.h"
#include "compat.h"
#include "error.h"

static const struct item *said(const struct request *q, uint16_t attr)
{
	return request_attr(q, &address_table, attr);
}

static void imply_from(struct request *q, uint16_t offset, const struct item *i,
		       uint64_t value)
{
	const struct row *r = table_header(&address_table, offset);

	request_add_number(q, &address_table, r, i ? i->from : 0, i ? i->to : 0,
			   value);
}

/* The prefix is that of the network at the other end, if one is said. */
static int length_of(const struct item *local, const struct item *peer,
		     const struct item **by)
{
	*by = peer && address_item_prefix(peer)->length ? peer : local;
	return *by ? address_item_prefix(*by)->length : 0;
}

/*
 * Without a peer, IFA_ADDRESS is the address itself.  To delete, old scripts leave the
 * length out, and mean the address whatever its length is: then the kernel must not see IFA_ADDRESS.
 */
static void check_address(struct request *q, const struct item *local,
			  const struct item *peer)
{
	char text[FORMAT_MAX];

	if (!local || !local->size || (peer && peer->size))
		return;
	if (q->type != RTM_DELADDR || q->family != AF_INET ||
	    address_item_prefix(local)->slash) {
		if (!peer)
			request_add_bytes(
				q, &address_table,
				table_attr(&address_table, IFA_ADDRESS), 0, 0,
				local->data, local->size);
		return;
	}
	format_ipv4(text, local->data);
	warn("Warning: Executing wildcard deletion to stay compatible with old scripts.\n"
	     "         Explicitly specify the prefix length (%s/%d) to avoid this warning.\n"
	     "         This special behaviour is likely to disappear in further releases,\n"
	     "         fix your scripts!",
	     text, address_item_prefix(local)->length);
}

static int check_broadcast(struct request *q, const struct item *network,
			   int length)
{
	struct item *i = request_attr(q, &address_table, IFA_BROADCAST);
	uint32_t address = 0, host = length < 32 ? UINT32_MAX >> length : 0;
	bool ones;

	if (!i || i->size != 1)
		return 0;
	ones = *(const char *)i->data == '+';
	if (q->type == RTM_DELADDR) {
		request_drop(i);
		return 0;
	}
	if (q->family != AF_INET) {
		error_blame(i->to - 1);
		return fail(1, "Broadcast can be set only for IPv4 addresses");
	}
	if (network && network->size)
		memcpy(&address, network->data, sizeof(address));
	address = ones ? address | htonl(host) : address & htonl(~host);
	if (length > 30)
		request_drop(i);
	else
		item_set(i, &address, network ? network->size : 0);
	return 0;
}

static void check_scope(struct request *q, const struct item *local)
{
	size_t offset = offsetof(struct ifaddrmsg, ifa_scope);
	bool loops = q->family == AF_INET && local && local->size &&
		     *(const uint8_t *)local->data == 127;

	if (loops && q->type == RTM_NEWADDR)
		request_imply_header(q, offset, RT_SCOPE_HOST);
}

/* A lifetime that is not said is endless; the attribute has both. */
static int check_lifetimes(struct request *q)
{
	const struct row *rows[2] = { NULL, NULL }, *r;
	uint32_t seconds[2];
	struct item *i;

	if (!said(q, IFA_CACHEINFO))
		return 0;
	table_for_each(r, &address_table) if (r->place == AT_FIELD && r->word &&
					      r->attr == IFA_CACHEINFO)
		rows[r->offset ==
		     offsetof(struct ifa_cacheinfo, ifa_prefered)] = r;
	for (int n = 0; n < 2; n++) {
		i = request_row(q, rows[n]);
		if (!i)
			i = request_add_number(q, &address_table, rows[n], 0, 0,
					       UINT32_MAX);
		seconds[n] = item_number(i);
	}
	if (!seconds[0])
		return fail(1, "valid_lft is zero");
	if (seconds[1] > seconds[0])
		return fail(1, "preferred_lft is greater than valid_lft");
	return 0;
}

static bool is_multicast(const struct request *q, const struct item *local)
{
	const uint8_t *b = local ? local->data : NULL;

	if (!local || !local->size)
		return false;
	return q->family == AF_INET ? (*b & 0xf0) == 0xe0 :
				      q->family == AF_INET6 && *b == 0xff;
}

/* The header has room for eight flags; a greater one takes all of them to IFA_FLAGS. */
static int check_flags(struct request *q, const struct item *local)
{
	const struct row *header = NULL, *r;
	uint32_t all = 0;

	for (struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->attr == IFA_FLAGS)
			all |= i->row->bit;
	if (all & IFA_F_MCAUTOJOIN && !is_multicast(q, local))
		return fail(1, "autojoin needs multicast address");
	if (all > UINT8_MAX)
		return 0;
	table_for_each(r, &address_table) if (r->place == AT_HEADER &&
					      r->offset ==
						      offsetof(struct ifaddrmsg,
							       ifa_flags))
		header = r;
	for (struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->row->attr == IFA_FLAGS) {
			uint8_t bit = i->row->bit;

			request_move(q, i, header);
			item_set(i, &bit, sizeof(bit));
		}
	return 0;
}

/* ip(8) checks in this order, so that of two errors it tells the same one. */
int address_check(struct request *q)
{
	const struct item *local = said(q, IFA_LOCAL),
			  *peer = said(q, IFA_ADDRESS), *by;
	int length = length_of(local, peer, &by);

	if (!request_header(q, offsetof(struct ifaddrmsg, ifa_index)))
		return fail(
			1,
			"Not enough information: \"dev\" argument is required.");
	check_address(q, local, peer);
	if (check_broadcast(q, peer ? peer : local, length) < 0)
		return -1;
	check_scope(q, local);
	if (q->family)
		imply_from(q, offsetof(struct ifaddrmsg, ifa_family),
			   local ? local : peer, q->family);
	if (length)
		imply_from(q, offsetof(struct ifaddrmsg, ifa_prefixlen), by,
			   length);
	if (request_resolve(q) < 0 || check_lifetimes(q) < 0)
		return -1;
	return check_flags(q, local);
}
