/* hint_address.c - hints to mistakes with "ip address".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <string.h>

#include "address_table.h"
#include "links.h"
#include "scan.h"

#define SHOWN 6		/* addresses at most */

struct search {
	struct address said;
	uint32_t index;		/* of the link that was named; 0: none */
	int n;
	bool elsewhere;		/* look for the said address on any link */
};

static const void *local_of(const struct view *v, size_t *size)
{
	const struct nlattr *a = view_attr(v, IFA_LOCAL);

	if (!a)
		a = view_attr(v, IFA_ADDRESS);
	*size = a ? mnl_attr_get_payload_len(a) : 0;
	return a ? mnl_attr_get_payload(a) : NULL;
}

static bool collect(struct mistake *m, const struct view *v, void *arg)
{
	const struct ifaddrmsg *header = v->header;
	struct search *s = arg;
	char text[FORMAT_MAX];
	const void *local;
	size_t size;

	local = local_of(v, &size);
	if (!local || size != s->said.size)
		return true;
	if (s->elsewhere ? memcmp(local, s->said.data, size) != 0 : header->ifa_index != s->index)
		return true;
	if (++s->n > SHOWN)
		return false;
	format_address(text, header->ifa_family, local, size);
	if (s->elsewhere)
		hint_found(m, ", ", "%s/%u is on %s", text, header->ifa_prefixlen, links_name(header->ifa_index));
	else
		hint_found(m, ", ", "%s/%u", text, header->ifa_prefixlen);
	return true;
}

static struct search search_of(const struct mistake *m, bool elsewhere)
{
	const char *dev = mistake_value(m, "dev");
	struct search s = { .index = dev ? links_index(dev) : 0, .elsewhere = elsewhere };

	if (scan_prefix(m->word, AF_UNSPEC, &s.said) < 0)
		s.said.size = 0;
	return s;
}

static bool is_elsewhere(struct mistake *m)
{
	struct search s = search_of(m, true);

	hint_ask(m, &address_table, RTM_GETADDR, s.said.family, collect, &s);
	return s.n;
}

static bool on_device(struct mistake *m)
{
	struct search s = search_of(m, false);

	hint_ask(m, &address_table, RTM_GETADDR, s.said.family, collect, &s);
	return s.n;
}

static bool is_address(struct mistake *m)
{
	struct address a;

	return !hint_is_mask(m) && scan_prefix(m->word, AF_UNSPEC, &a) >= 0;
}

static bool is_ipv6(struct mistake *m)
{
	return strchr(m->word, ':');
}

static bool is_gateway_word(struct mistake *m)
{
	static const char *const words[] = { "gw", "via", "gateway", "default", NULL };

	for (const char *const *w = words; *w; w++)
		if (!strcmp(m->word, *w))
			return true;
	return false;
}

static bool is_mask_word(struct mistake *m)
{
	return !strcmp(m->word, "netmask") || !strcmp(m->word, "mask");
}

#define NOT_FOUND "ddress not found"

const struct hint hints_address[] = {
	{ .text = "Command \"set\"", .say = "it is called \"replace\" here: ip address replace {#2} ..." },
	{ .text = "\"dev\" argument is required", .at = "#end",
	  .say = "say on which link: ip address {command} PREFIX dev DEV" },
	{ .where = "address add|change|replace|delete", .code = EOPNOTSUPP, .at = "#1",
	  .say = "say which address: ip address {command} PREFIX dev {dev}" },
	{ .where = "address add", .text = "lready assigned", .at = "local",
	  .say = "{dev} has {word} already: nothing is left to do; \"ip address replace\" changes its lifetimes and flags" },
	{ .where = "address add", .code = EEXIST, .at = "local",
	  .say = "{dev} has {word} already: nothing is left to do; \"ip address replace\" changes its lifetimes and flags" },
	{ .where = "address delete", .text = NOT_FOUND, .at = "local", .when = is_elsewhere, .say = "{found}" },
	{ .where = "address delete", .text = NOT_FOUND, .at = "local", .when = on_device, .say = "{dev} has {found}" },
	{ .where = "address delete", .text = NOT_FOUND, .at = "local", .say = "{dev} has no such address: ip address show dev {dev}" },
	{ .where = "address delete", .code = EADDRNOTAVAIL, .at = "local", .when = is_elsewhere, .say = "{found}" },
	{ .where = "address delete", .code = EADDRNOTAVAIL, .at = "local", .when = on_device, .say = "{dev} has {found}" },
	{ .text = "IPv6 is disabled on this device", .at = "local",
	  .say = "sysctl net.ipv6.conf.{dev}.disable_ipv6=0 enables it" },
	{ .code = EACCES, .at = "local", .when = is_ipv6,
	  .say = "IPv6 is disabled on {dev}: sysctl net.ipv6.conf.{dev}.disable_ipv6=0 enables it" },
	{ .text = "multicast address without", .at = "local", .say = "say \"autojoin\" too: the link then joins the group" },
	{ .text = "loopback address on this device", .at = "local", .say = "::1 belongs to lo: \"dev lo\"" },
	{ .text = "invalid address", .where = "address add", .at = "local", .say = "the kernel takes no such address for a link" },
	{ .text = "policy validation", .at = "label", .say = "a label is a name of at most 15 characters, {dev}:TEXT" },
	{ .text = "Broadcast can be set only", .say = "IPv6 has no broadcast: leave \"broadcast {word}\" out" },
	{ .text = "valid_lft is zero", .at = "valid_lft", .say = "it takes a number of seconds from 1 on, or forever" },
	{ .text = "preferred_lft is greater", .at = "preferred_lft",
	  .say = "an address is preferred for a part of its valid lifetime: at most valid_lft {valid_lft}" },
	{ .text = "autojoin needs multicast", .at = "#2", .say = "{word} is no group's address, as 239.1.1.1 or ff05::1" },
	{ .text = "is garbage", .when = is_mask_word,
	  .say = "a mask is said as a length behind the address, as 10.0.0.1/24 for 255.255.255.0" },
	{ .text = "is garbage", .when = is_gateway_word,
	  .say = "a gateway belongs to a route: ip route add default via ADDR" },
	{ .text = "is garbage", .when = is_address, .say = "one address at a time: ip address {command} {word} dev {dev}" },
	{ .say = NULL },
};
