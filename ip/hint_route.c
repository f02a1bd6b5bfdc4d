/* hint_route.c - hints to mistakes with "ip route".  SPDX-License-Identifier: GPL-2.0-or-later */
#include "hint.h"

#include <errno.h>
#include <linux/if_addr.h>
#include <string.h>

#include "address_table.h"
#include "links.h"
#include "route_table.h"
#include "scan.h"

#define SHOWN 5		/* prefixes or routes at most */

static bool is_within(const void *a, const void *b, unsigned int bits)
{
	unsigned int bytes = bits / 8, rest = bits % 8;
	const unsigned char *x = a, *y = b;

	return !memcmp(x, y, bytes) && (!rest || !((x[bytes] ^ y[bytes]) >> (8 - rest)));
}

/* ---- gateways and the prefixes of this host's links ---- */
struct connected {
	struct address gateway;
	int n, within;
	bool own;		/* it is an address of ours */
};

static const struct nlattr *local_of(const struct view *v)
{
	const struct nlattr *a = view_attr(v, IFA_LOCAL);

	return a ? a : view_attr(v, IFA_ADDRESS);
}

/* Link-local prefixes say nothing: every link has the same. */
static bool is_link_local(const struct address *a)
{
	return a->family == AF_INET6 && a->data[0] == 0xfe && (a->data[1] & 0xc0) == 0x80;
}

static bool connected_each(struct mistake *m, const struct view *v, void *arg)
{
	const struct ifaddrmsg *header = v->header;
	const struct nlattr *a = local_of(v);
	struct connected *c = arg;
	char text[FORMAT_MAX];
	struct address prefix = { .family = header->ifa_family };

	if (!a || mnl_attr_get_payload_len(a) != c->gateway.size)
		return true;
	memcpy(prefix.data, mnl_attr_get_payload(a), c->gateway.size);
	if (!memcmp(prefix.data, c->gateway.data, c->gateway.size)) {
		c->own = true;
		hint_found(m, "", "%s", links_name(header->ifa_index));
		return false;
	}
	if (is_within(prefix.data, c->gateway.data, header->ifa_prefixlen))
		c->within = header->ifa_index;
	if (is_link_local(&prefix) || header->ifa_scope == RT_SCOPE_HOST || ++c->n > SHOWN)
		return true;
	format_address(text, header->ifa_family, prefix.data, c->gateway.size);
	hint_found(m, ", ", "%s/%u on %s", text, header->ifa_prefixlen, links_name(header->ifa_index));
	return true;
}

/* The first gateway of the line that is in no connected prefix, else the first one. */
static struct connected ask_gateway(struct mistake *m)
{
	struct connected c = { .n = 0 }, first = c;
	int first_at = -1;

	for (int i = 2; i < m->words->n - 1; i++) {
		if (strcmp(m->words->v[i], "via"))
			continue;
		m->at = i + 1 + (route_family_scan(mistake_word(m, i + 1)) != AF_UNSPEC);
		m->word = mistake_word(m, m->at);
		c = (struct connected){ .n = 0 };
		*m->found = '\0';
		if (scan_address(m->word, AF_UNSPEC, &c.gateway) < 0)
			continue;
		hint_ask(m, &address_table, RTM_GETADDR, c.gateway.family, connected_each, &c);
		if (!c.within)
			return c;
		if (first_at < 0) {
			first_at = m->at;
			first = c;
		}
	}
	m->at = first_at;
	m->word = mistake_word(m, m->at);
	return first;
}

static bool gateway_is_own(struct mistake *m)
{
	return ask_gateway(m).own;
}

static bool gateway_is_off(struct mistake *m)
{
	struct connected c = ask_gateway(m);

	return m->at >= 0 && c.gateway.size && !c.own && !c.within && c.n;
}

static bool gateway_is_alone(struct mistake *m)
{
	struct connected c = ask_gateway(m);

	return m->at >= 0 && c.gateway.size && !c.own && !c.within && !c.n;
}

static bool gateway_is_on_other(struct mistake *m)
{
	struct connected c = ask_gateway(m);
	const char *dev = mistake_value(m, "dev");

	if (m->at < 0 || !c.within || !dev || links_index(dev) == (uint32_t)c.within)
		return false;
	*m->found = '\0';
	hint_found(m, "", "%s", links_name(c.within));
	return true;
}

/* ---- routes that are there ---- */
struct routes {
	struct address said;
	bool same;		/* to the same destination, else to those that overlap */
	int n;
};

static void show_found(struct mistake *m, const struct view *v)
{
	struct out text = { .buf = NULL };

	out_init_plain(&text, -1);
	out_hold(&text);
	show_rows(&text, v);
	while (text.len && text.buf[text.len - 1] == ' ')
		text.len--;
	hint_found(m, "; ", "%.*s", (int)text.len, text.buf);
	text.len = 0;
	out_free(&text);
}

static bool route_each(struct mistake *m, const struct view *v, void *arg)
{
	const struct rtmsg *header = v->header;
	const struct nlattr *a = view_attr(v, RTA_DST);
	struct routes *r = arg;
	unsigned char none[16] = { 0 };
	const void *data = a ? mnl_attr_get_payload(a) : none;
	unsigned int shorter = header->rtm_dst_len < r->said.length ? header->rtm_dst_len : r->said.length;

	if (header->rtm_family != r->said.family || header->rtm_flags & RTM_F_CLONED ||
	    header->rtm_type == RTN_LOCAL || header->rtm_type == RTN_BROADCAST || header->rtm_type == RTN_MULTICAST)
		return true;
	if (a && mnl_attr_get_payload_len(a) != r->said.size)
		return true;
	if (r->same ? header->rtm_dst_len != r->said.length : !shorter)
		return true;
	if (!is_within(data, r->said.data, shorter) || ++r->n > SHOWN)
		return r->n <= SHOWN;
	show_found(m, v);
	return true;
}

static bool routes_to(struct mistake *m, bool same)
{
	struct routes r = { .same = same };

	m->at = m->at < 0 ? 2 : m->at;
	m->word = mistake_word(m, m->at);
	if (!strcmp(m->word, "default"))
		r.said = (struct address){ .family = m->failure->q.family ? m->failure->q.family : AF_INET, .size = 4 };
	else if (scan_prefix(m->word, AF_UNSPEC, &r.said) < 0)
		return false;
	hint_ask(m, &route_table, RTM_GETROUTE, r.said.family, route_each, &r);
	return r.n;
}

static bool same_routes(struct mistake *m)
{
	return routes_to(m, true);
}

static bool near_routes(struct mistake *m)
{
	return routes_to(m, false);
}

/* ---- words ---- */
static bool near_type(struct mistake *m)
{
	static const char *const types[] = { "default", "unicast", "local", "broadcast", "multicast", "throw",
		"unreachable", "prohibit", "blackhole", "nat", "anycast", NULL };
	struct nearest near;

	nearest_begin(&near, m->word);
	for (const char *const *t = types; *t; t++)
		nearest_try(&near, *t);
	if (nearest_end(&near))
		hint_found(m, "", "did you mean \"%s\"?", nearest_end(&near));
	else
		hint_found(m, "", "the types are unicast, local, broadcast, multicast, throw, unreachable, prohibit, "
				  "blackhole, nat and anycast");
	return true;
}

/* A word without digits and dots was no prefix. */
bool hint_near_type(struct mistake *m)
{
	return near_type(m) && !strncmp(m->found, "did", 3);
}

static bool is_type(struct mistake *m)
{
	return route_type_scan(m->word) >= 0;
}

static bool type_is_last(struct mistake *m)
{
	m->at = m->words->n - 1;
	m->word = mistake_word(m, m->at);
	return m->at > 2 && route_type_scan(m->word) >= 0;
}

static bool is_word(const struct mistake *m, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(m->word, *words))
			return true;
	return false;
}

static bool is_gw(struct mistake *m)
{
	static const char *const words[] = { "gw", "gateway", NULL };

	return is_word(m, words);
}

static bool is_old_word(struct mistake *m)
{
	static const char *const words[] = { "net", "-net", "host", "-host", NULL };

	return is_word(m, words);
}

static bool is_ipv6(struct mistake *m)
{
	return strchr(m->word, ':');
}

static bool is_address(struct mistake *m)
{
	struct address a;

	return scan_address(m->word, AF_UNSPEC, &a) >= 0;
}

/* 10.2.0.1/16: bits are set behind the length. */
static bool has_host_bits(struct mistake *m)
{
	char text[FORMAT_MAX];
	struct address a;

	if (scan_prefix(m->word, AF_UNSPEC, &a) < 0)
		return false;
	for (unsigned int bit = a.length; bit < a.size * 8u; bit++)
		a.data[bit / 8] &= ~(0x80 >> bit % 8);
	format_address(text, a.family, a.data, a.size);
	hint_found(m, "", "%s/%d", text, a.length);
	return true;
}


#define MODIFY "route add|replace|change|append|prepend"
#define FROM "{word} is no address of this host: say \"iif DEV\" for packets that come from elsewhere"
#define REACH "a gateway is reached without another one, but {word} is in no prefix of this host's links: "

const struct hint hints_route[] = {
	{ .where = "route", .text = "Command \"set\"", .say = "it is called \"replace\" here: ip route replace {#2} ..." },
	{ .where = "route", .text = "Command \"modify\"", .say = "it is called \"replace\" here: ip route replace {#2} ..." },
	{ .where = MODIFY, .code = ENETDOWN, .at = "dev", .when = hint_device_is_down,
	  .say = "{found} is down: ip link set {found} up" },
	{ .where = MODIFY, .text = "ateway", .at = "dev", .when = hint_device_is_down,
	  .say = "{found} is down: ip link set {found} up" },
	{ .where = MODIFY, .text = "ateway", .when = gateway_is_own,
	  .say = "{word} is this host's own address, on {found}: a gateway is another machine" },
	{ .where = MODIFY, .text = "ateway", .when = gateway_is_off, .say = REACH "{found}" },
	{ .where = MODIFY, .text = "ateway", .when = gateway_is_alone,
	  .say = REACH "they have none, see \"ip address add\"; or say \"onlink\" and \"dev\"" },
	{ .where = MODIFY, .text = "ateway", .when = gateway_is_on_other, .say = "{word} is reached by {found}, not by {dev}" },
	{ .where = MODIFY, .code = EHOSTUNREACH, .when = gateway_is_off, .say = REACH "{found}" },
	{ .where = MODIFY, .code = EHOSTUNREACH, .when = gateway_is_alone, .say = REACH "they have none" },
	{ .where = MODIFY, .code = ENETUNREACH, .when = gateway_is_off, .say = REACH "{found}" },
	{ .where = MODIFY, .code = EINVAL, .text = "RTNETLINK", .when = gateway_is_own,
	  .say = "{word} is this host's own address, on {found}: a gateway is another machine" },
	{ .where = "route add", .code = EEXIST, .at = "#2", .when = same_routes,
	  .say = "there is one already: {found}; \"ip route replace\" changes it, \"append\" and another metric go beside it" },
	{ .where = "route add", .code = EEXIST, .at = "to", .say = "there is one already: \"ip route replace\" changes it" },
	{ .where = "route delete", .code = ESRCH, .at = "to", .when = same_routes, .say = "what is there differs: {found}" },
	{ .where = "route delete", .code = ESRCH, .at = "to", .when = near_routes, .say = "what is there: {found}" },
	{ .where = "route delete", .code = ESRCH, .at = "#2",
	  .say = "there is no such route; \"ip route show table all\" lists them" },
	{ .where = "route change", .code = ENOENT, .at = "#2", .say = "there is none to change: ip route replace adds it then" },
	{ .where = MODIFY, .code = ENODEV, .at = "#end", .say = "say where to: via ADDR, or dev DEV" },
	{ .text = "prefix for given prefix length", .at = "#2", .when = has_host_bits,
	  .say = "bits behind the length have to be 0: {found}" },
	{ .where = MODIFY, .code = EINVAL, .text = "RTNETLINK", .at = "#2", .when = has_host_bits,
	  .say = "bits behind the length have to be 0: {found}" },
	{ .text = "Egress device not specified", .at = "via",
	  .say = "every link has link-local addresses: say on which one the gateway is: dev DEV" },
	{ .text = "Invalid prefsrc", .at = "src", .say = "{word} is no address of this host: ip address show" },
	{ .where = "route get", .code = ENETUNREACH, .at = "from", .say = FROM },
	{ .where = "route get", .text = "Network is unreachable", .at = "#2",
	  .say = "no route leads to {word}: ip route add default via ADDR" },
	{ .where = "route get", .code = EINVAL, .at = "from", .say = FROM },
	{ .where = "route get", .code = EHOSTUNREACH, .at = "#2", .say = "a route to {word} says that it is unreachable" },
	{ .where = "route get", .text = "need at least", .at = "#end", .say = "say which address: ip route get ADDR" },
	{ .text = "expected rather than", .where = "route", .when = is_old_word,
	  .say = "that is how route(8) has it: ip route {command} PREFIX via ADDR" },
	{ .text = "prefix is expected rather than", .where = MODIFY, .when = hint_near_type, .say = "{found}" },
	{ .text = "node type value", .when = near_type, .say = "{found}" },
	{ .text = "inet address is expected rather than", .where = MODIFY, .when = is_ipv6,
	  .say = "an IPv6 gateway of an IPv4 route is said as \"via inet6 {word}\"" },
	{ .text = "Command line is not complete", .where = MODIFY, .when = type_is_last,
	  .say = "the type goes before the prefix: ip route {command} {word} {#2}" },
	{ .text = "is garbage", .where = MODIFY, .when = is_gw, .say = "it is called \"via\" here" },
	{ .text = "is garbage", .where = MODIFY, .when = is_type,
	  .say = "the type goes before the prefix: ip route {command} {word} {#2}" },
	{ .text = "is garbage", .where = MODIFY, .when = hint_is_mask, .say = "a mask is said as a length: {found}" },
	{ .text = "is garbage", .where = MODIFY, .when = is_address, .say = "a gateway is said as \"via {word}\"" },
	{ .text = "use nexthop syntax", .say = "several gateways: nexthop via ADDR nexthop via ADDR" },
	{ .text = "end of line is expected", .say = "behind \"nexthop\" stand via, dev, weight, onlink: nexthop via ADDR" },
	{ .text = "end of line after \"nexthop\"", .say = "a next hop needs words: nexthop via ADDR" },
	{ .text = "does not match RTA_GATEWAY", .at = "via", .say = "either one \"via\", or \"nexthop\" for each gateway" },
	{ .text = "are mutually exclusive", .at = "nhid", .say = "the next hop object says the gateway: leave via and dev out" },
	{ .text = "Nexthop id does not exist", .at = "nhid", .say = "ip nexthop add id {word} ... makes it; ip nexthop show lists them" },
	{ .text = "can not be specified for this route type", .at = "dev",
	  .say = "a route of this type sends packets nowhere: leave dev and via out" },
	{ .text = "encapsulation type not supported", .at = "encap",
	  .say = "this kernel does not have the encapsulation \"{encap}\": its module is missing" },
	{ .text = "congestion algorithm", .at = "congctl", .say = "sysctl net.ipv4.tcp_available_congestion_control lists them" },
	{ .where = "route", .text = "FIB table does not exist", .at = "table", .say = "no route is in table {word}" },
	{ .where = MODIFY, .code = EINVAL, .at = "scope", .say = "without a gateway the scope is link, with one it is global" },
	{ .text = "route flush\" requires arguments", .at = "#1", .say = "say what: ip route flush dev DEV, table TABLE, PREFIX" },
	{ .where = MODIFY "|delete|test", .when = hint_says_usage, .at = "#end", .say = "a route needs a destination: ip route {command} PREFIX via ADDR" },
	{ .say = NULL },
};

static bool unknown_near(struct mistake *m)
{
	return hint_is_unknown(m) && hint_near_word(m);
}

#define NEXTHOP "ip nexthop add id N via ADDR dev DEV"

const struct hint hints_nexthop[] = {
	{ .text = "ateway", .at = "dev", .when = hint_device_is_down, .say = "{found} is down: ip link set {found} up" },
	{ .text = "ateway", .when = gateway_is_own,
	  .say = "{word} is this host's own address, on {found}: a gateway is another machine" },
	{ .text = "ateway", .when = gateway_is_off, .say = REACH "{found}" },
	{ .text = "ateway", .when = gateway_is_on_other, .say = "{word} is reached by {found}, not by {dev}" },
	{ .text = "Device attribute required", .at = "#end", .say = "say by which link: dev DEV; or blackhole" },
	{ .text = "not up", .at = "dev", .say = "{dev} is down: ip link set {dev} up" },
	{ .code = ENETDOWN, .at = "dev", .say = "{dev} is down: ip link set {dev} up" },
	{ .where = "nexthop add|replace", .text = "Invalid address family", .at = "#end", .say = "more words are needed: " NEXTHOP },
	{ .text = "Invalid nexthop id", .at = "group", .say = "the members of a group are made first: " NEXTHOP },
	{ .code = EEXIST, .at = "id", .say = "this id is in use: \"ip nexthop replace\" changes it, \"ip nexthop show id {word}\" shows it" },
	{ .code = ENOENT, .at = "id", .say = "no next hop has this id; \"ip nexthop show\" lists them" },
	{ .when = hint_says_usage, .at = "#end", .say = "say which one: ip nexthop {command} id N" },
	{ .text = "id is missing", .at = "#end", .say = "say which one: ip nexthop {command} id N" },
	{ .text = "argument \"", .when = unknown_near, .say = "{found}" },
	{ .text = "argument \"", .when = hint_is_unknown, .say = "\"{word}\" is no keyword here; \"ip nexthop help\" lists them" },
	{ .say = NULL },
};
