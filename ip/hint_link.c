/* hint_link.c - hints to mistakes with "ip link".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>
#include <linux/if_link.h>
#include <string.h>

#include "compat.h"
#include "link/kind.h"
#include "link_table.h"
#include "links.h"

/* ---- names ---- */
/* The first new name of the request, also of a peer, that a link has already. */
static const struct item *taken_in(const struct request *q)
{
	for (const struct item *i = q->first; i; i = i->next) {
		const struct item *deep = i->group ? taken_in(i->group) : NULL;

		if (deep)
			return deep;
		if (!i->dead && i->from < i->to && i->row->attr == IFLA_IFNAME && i->row->place == AT_ATTR &&
		    i->table == &link_table && links_index(i->data))
			return i;
	}
	return NULL;
}

static bool name_is_taken(struct mistake *m)
{
	const struct item *i = taken_in(&m->failure->q);

	if (!i)
		return false;
	m->at = i->to - 1;
	m->word = i->data;
	return hint_kind_of_device(m);
}

/* "add address type veth": the word that was to be the name is a keyword, and took the next one. */
static bool name_is_keyword(struct mistake *m)
{
	const struct table *in;

	return m->at >= 2 && m->at <= 4 && !strcmp(mistake_word(m, 3), "type") &&
	       table_word(&link_table, TO_SET, mistake_word(m, 2), &in);
}

/* ---- kinds ---- */
static bool is_kind(struct mistake *m)
{
	return kind_find(m->word);
}

static bool has_kind_word(struct mistake *m)
{
	for (int i = 2; i < m->words->n; i++)
		if (kind_find(m->words->v[i])) {
			hint_found(m, "", "%s", m->words->v[i]);
			return true;
		}
	return false;
}

/* Kinds that cannot be without another link, which was not said. */
static bool needs_lower(struct mistake *m)
{
	static const char *const kinds[] = { "vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec", NULL };

	for (const char *const *k = kinds; *k; k++)
		if (!strcmp(m->word, *k))
			return !mistake_value(m, "link");
	return false;
}

static bool near_kind(struct mistake *m)
{
	struct nearest near;

	nearest_begin(&near, m->word);
	for (size_t i = 0; kind_choice(i); i++)
		nearest_try(&near, kind_choice(i));
	if (nearest_end(&near))
		hint_found(m, "", "did you mean \"%s\"?", nearest_end(&near));
	return nearest_end(&near);
}

/* Behind "type" only words of the kind can stand. */
static bool is_generic(struct mistake *m)
{
	const struct table *in;

	return hint_is_unknown(m) && m->failure->table != &link_table &&
	       table_word(&link_table, TO_SET, m->word, &in);
}

/* Kind of the link that "dev" names. */
static bool kind_of_dev(struct mistake *m)
{
	const char *dev = mistake_value(m, "dev"), *word = m->word;

	m->word = dev ? dev : "";
	hint_kind_of_device(m);
	m->word = word;
	return *m->found;
}

/* ---- limits ---- */
static bool tell_mtu(struct mistake *m, const struct view *v, void *arg)
{
	(void)arg;
	hint_found(m, "", "%s takes %u to %u", view_string(v, IFLA_IFNAME), view_u32(v, IFLA_MIN_MTU),
		   view_u32(v, IFLA_MAX_MTU));
	return true;
}

static bool mtu_limits(struct mistake *m)
{
	hint_ask_link(m, mistake_value(m, "dev"), tell_mtu, NULL);
	return *m->found;
}

static bool tell_gso(struct mistake *m, const struct view *v, void *arg)
{
	(void)arg;
	hint_found(m, "", "%s takes up to %u", view_string(v, IFLA_IFNAME), view_u32(v, IFLA_TSO_MAX_SIZE));
	return true;
}

static bool gso_limit(struct mistake *m)
{
	hint_ask_link(m, mistake_value(m, "dev"), tell_gso, NULL);
	return *m->found;
}

static bool tell_lower(struct mistake *m, const struct view *v, void *arg)
{
	const struct link_info *lower = links_find(view_u32(v, IFLA_LINK));

	(void)arg;
	if (lower && !(lower->flags & IFF_UP))
		hint_found(m, "", "%s", lower->name);
	return true;
}

static bool lower_is_down(struct mistake *m)
{
	hint_ask_link(m, mistake_value(m, "dev"), tell_lower, NULL);
	return *m->found;
}

static bool is_loopback(struct mistake *m)
{
	const char *name = mistake_value(m, "dev");
	const struct link_info *link = name ? links_find(links_index(name)) : NULL;

	return link && link->flags & IFF_LOOPBACK;
}

static bool is_address(struct mistake *m)
{
	return strchr(m->word, '/') || strspn(m->word, "0123456789.") == strlen(m->word) || strchr(m->word, ':');
}

static bool is_device(struct mistake *m)
{
	return *m->word && links_index(m->word);
}


static bool row_is(const struct mistake *m, uint16_t attr)
{
	const struct row *r = m->failure->row;

	return r && m->failure->table == &link_table && r->attr == attr;
}

static bool at_address(struct mistake *m)
{
	return m->at >= 0 || row_is(m, IFLA_ADDRESS);
}

#define SET "ip link set {#2} {#1}"

const struct hint hints_link[] = {
	{ .text = "Command \"up\"", .say = "up is an option of set: " SET },
	{ .text = "Command \"down\"", .say = "down is an option of set: " SET },
	{ .text = "Command \"mtu\"", .say = "mtu is an option of set: " SET " {#3}" },
	{ .text = "Command \"rename\"", .say = "a link is renamed by set: ip link set {#2} name {#3}" },

	{ .code = EEXIST, .when = name_is_taken, .where = "link add|replace",
	  .say = "\"{word}\" is there already, {found}: choose another name, or \"ip link del {word}\" before" },
	{ .code = EEXIST, .when = name_is_taken, .say = "\"{word}\" is there already, {found}: choose another name" },
	{ .where = "link property", .code = EEXIST, .at = "altname", .when = hint_kind_of_device,
	  .say = "\"{word}\" names a link already, {found}" },
	{ .where = "link property", .code = ENOENT, .at = "altname",
	  .say = "the link does not have this alternative name; \"ip link show\" lists them as altname" },
	{ .where = "link add", .code = EBUSY, .at = "index", .say = "a link has this index already" },
	{ .where = "link add", .code = EEXIST, .at = "index", .say = "a link has this index already" },

	{ .where = "link add", .when = name_is_keyword,
	  .say = "\"{#2}\" was read as a keyword: for a link of this name say \"name {#2}\"" },
	{ .where = "link add", .text = "both \"name\" and \"dev\"", .when = is_kind,
	  .say = "\"{word}\" is a kind: say \"type {word}\"" },
	{ .where = "link add", .text = "is garbage", .when = is_kind, .say = "\"{word}\" is a kind: say \"type {word}\"" },
	{ .text = "both \"name\" and \"dev\"",
	  .say = "a word without a keyword is the name too: leave one of the two names out" },
	{ .text = "\"type\" argument is required", .at = "#end", .when = has_kind_word,
	  .say = "say the kind behind \"type\": type {found}" },
	{ .text = "\"type\" argument is required", .at = "#end",
	  .say = "say the kind at the end, as: ip link add NAME type bridge; \"ip link help\" lists the words" },
	{ .text = "\"dev\" argument is required", .at = "#end", .say = "say which link: ip link {command} DEV" },
	{ .where = "link add", .code = EOPNOTSUPP, .at = "type", .when = is_kind,
	  .say = "this kernel does not have the kind \"{word}\": its module is missing (modprobe rtnl-link-{word})" },
	{ .where = "link add", .code = EOPNOTSUPP, .at = "type", .when = near_kind, .say = "{found}" },
	{ .where = "link add", .code = EOPNOTSUPP, .at = "type",
	  .say = "neither this kernel nor ip knows a kind \"{word}\"; \"ip help link add type\" lists kinds" },
	{ .text = "Garbage instead of arguments", .say = "the kind before it has no words of its own" },
	{ .where = "link add|replace", .when = is_generic,
	  .say = "\"{word}\" is no word of the kind: it goes before \"type\"" },
	{ .text = "Invalid number of transmit queues", .at = "numtxqueues", .say = "it takes 1 to 4096" },
	{ .text = "Invalid number of receive queues", .at = "numrxqueues", .say = "it takes 1 to 4096" },
	{ .text = "Required attributes not provided", .at = "#end",
	  .say = "the kind \"{type}\" needs words of its own: \"ip link help {type}\" lists them" },
	{ .where = "link set", .code = EOPNOTSUPP, .text = "RTNETLINK", .at = "type", .when = kind_of_dev,
	  .say = "{dev} is {found}, and the words behind \"type {word}\" are for links of that kind" },
	{ .where = "link add", .code = EINVAL, .text = "RTNETLINK", .at = "address",
	  .say = "a link layer address is as long as the link's own, for Ethernet six bytes: 02:00:00:00:00:01" },
	{ .where = "link add", .code = EINVAL, .at = "type", .when = needs_lower,
	  .say = "a link of kind {word} stands on another one: ip link add link DEV name NAME type {word}" },
	{ .where = "link add", .code = EINVAL, .text = "RTNETLINK", .at = "type",
	  .say = "the kind \"{word}\" needs more words, or other values; \"ip link help {word}\" lists them" },
	{ .where = "link add", .code = ENODEV, .at = "type",
	  .say = "a link of kind {word} stands on another one: ip link add link DEV name NAME type {word}" },

	{ .text = "Invalid \"mtu\" value", .at = "mtu", .when = mtu_limits, .say = "{found} bytes" },
	{ .text = "mtu less than", .at = "mtu", .when = mtu_limits, .say = "{found} bytes" },
	{ .text = "mtu greater than", .at = "mtu", .when = mtu_limits, .say = "{found} bytes" },
	{ .text = "too big gso_max_size", .at = "gso_max_size", .when = gso_limit, .say = "{found}" },
	{ .text = "ength", .when = at_address, .where = "link set",
	  .say = "a link layer address is as long as the link's own, for Ethernet six bytes: 02:00:00:00:00:01" },
	{ .text = "is invalid lladdr", .say = "an address is bytes in hexadecimal with colons, as 02:00:00:00:00:01" },
	{ .code = EADDRNOTAVAIL, .at = "address",
	  .say = "an address of a link is no group's: the lowest bit of its first byte is 0, as in 02:00:00:00:00:01" },

	{ .code = EINVAL, .at = "broadcast",
	  .say = "a link layer address is as long as the link's own, for Ethernet six bytes: ff:ff:ff:ff:ff:ff" },
	{ .where = "link xstats", .text = "invalid type", .say = "the kinds with counters of their own are bridge and bond" },
	{ .code = EOPNOTSUPP, .at = "master", .when = hint_kind_of_device,
	  .say = "{word} is {found}: only a bridge, bond, team or vrf has ports" },
	{ .text = "enslave a bridge to a bridge", .at = "master",
	  .say = "a bridge is no port of a bridge: connect the two with a veth pair" },
	{ .code = EINVAL, .at = "master", .when = is_loopback, .say = "the loopback link cannot be a port" },
	{ .code = EBUSY, .at = "master", .say = "{dev} is a port already: ip link set {dev} nomaster" },
	{ .where = "link set", .code = ENETDOWN, .at = "dev", .when = lower_is_down,
	  .say = "{dev} stands on {found}, which is down: ip link set {found} up" },
	{ .text = "Cannot change VNI", .at = "id", .say = "the id is chosen when the link is made: remove it, and add it again" },
	{ .text = "Invalid VLAN id", .at = "id", .say = "a VLAN has a number from 1 to 4094" },
	{ .text = "VLAN properties not specified", .at = "#end", .say = "say which VLAN: id VID, 1 to 4094" },
	{ .text = "enslaved while up", .at = "dev", .say = "it has to be down before: ip link set {dev} down" },
	{ .text = "VRF table id is missing", .at = "#end", .say = "say which routing table it has: table TABLE" },
	{ .text = "link not specified", .at = "#end",
	  .say = "say on which link: ip link add link DEV name NAME type {type} ..." },
	{ .text = "VLAN device already exists", .at = "id", .say = "{link} has this VLAN already; \"ip -d link show type vlan\" lists them" },
	{ .text = "VXLAN device with", .at = "id", .say = "there is one with this id and port already; \"ip -d link show type vxlan\" lists them" },
	{ .where = "link add", .code = EEXIST, .at = "type",
	  .say = "a link of kind {word} with the same ends is there already: \"ip -d link show type {word}\" lists them" },
	{ .text = "netns is immutable", .at = "dev",
	  .say = "{dev} cannot leave its namespace; every namespace has a lo, and bridges are made in theirs" },
	{ .where = "link set", .code = EOPNOTSUPP, .at = "vf", .say = "{dev} has no virtual functions: it is no PCI device with SR-IOV" },
	{ .text = "Protodown not supported", .at = "protodown",
	  .say = "the driver of {dev} cannot hold the link down; \"ip link set {dev} down\" does" },
	{ .text = "index can be used only", .at = "index",
	  .say = "the index is chosen when a link is made: ip link add NAME index N ..." },
	{ .where = "link delete", .code = EOPNOTSUPP, .at = "dev",
	  .say = "{dev} was not made by \"ip link add\" and cannot be removed; \"ip link set {dev} down\" stops it" },
	{ .where = "link delete", .text = "is garbage", .when = is_device,
	  .say = "one link at a time: ip link del {dev}, then ip link del {word}" },
	{ .text = "is garbage", .when = is_address,
	  .say = "addresses are given by \"ip address add {word} dev {dev}\"" },

	{ .where = "link set", .code = EINVAL, .text = "RTNETLINK", .at = "type",
	  .say = "a value behind \"type {word}\" cannot be, or not now; \"ip help link set type {word}\" tells what they take" },
	{ .text = "invalid group address",
	  .say = "a group is a multicast address, as 239.1.1.1 or ff05::1; another machine is \"remote {word}\"" },
	{ .text = "invalid remote address", .say = "another machine has no multicast address; a group is \"group {word}\"" },
	{ .text = "'group' requires 'dev'", .at = "group", .say = "say on which link the group is: dev DEV" },
	{ .text = "'external' is set", .at = "vnifilter", .say = "say \"external\" too" },
	{ .text = "missing virtual network identifier", .at = "#end", .say = "say which network: id VNI, 0 to 16777215" },
	{ .text = "remote link partner not", .at = "#end", .say = "say where the other end is: remote ADDR; or external" },
	{ .text = "both 'external' and vni", .at = "external", .say = "with external, routes say the id: leave \"id\" out" },
	{ .say = NULL },
};
