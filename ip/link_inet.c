/* link_inet.c - "inet WORD VALUE ...": what /proc/sys/net/ipv4/conf/ has for a link.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_inet.h"

#include <linux/if_link.h>
#include <linux/ip.h>

#include "error.h"
#include "types.h"

/*
 * The kernel tells all settings as an array of numbers, and takes single ones as
 * attributes with the index as their type.
 */
#define SETTING(a, t, w, m, h)	ATTR(IPV4_DEVCONF_##a, t, w, m, h, .hide = HIDE)
#define SWITCH(a, w, h)		SETTING(a, on_off32, w, NULL, h)
#define NUMBER(a, w, h)		SETTING(a, s32, w, "NUMBER", h)

static const struct row conf_rows[] = {
	SWITCH(FORWARDING, "forwarding", "forward what comes in here"),
	SWITCH(PROXY_ARP, "proxy_arp", "answer ARP for hosts behind us"),
	SWITCH(ACCEPT_REDIRECTS, "accept_redirects", "heed ICMP redirects"),
	SWITCH(SECURE_REDIRECTS, "secure_redirects", "... only those to known gateways"),
	SWITCH(SEND_REDIRECTS, "send_redirects", "send ICMP redirects"),
	SWITCH(SHARED_MEDIA, "shared_media", "other subnets are on the same wire"),
	NUMBER(RP_FILTER, "rp_filter", "check of the reverse path: 0 none, 1 strict, 2 loose"),
	SWITCH(ACCEPT_SOURCE_ROUTE, "accept_source_route", "take source-routed packets"),
	SWITCH(BOOTP_RELAY, "bootp_relay", "take packets from 0/8 for others"),
	SWITCH(LOG_MARTIANS, "log_martians", "log impossible addresses"),
	NUMBER(TAG, "tag", "a number for you to use"),
	SWITCH(ARPFILTER, "arp_filter", "answer ARP only where the route back leads out"),
	NUMBER(MEDIUM_ID, "medium_id", "the medium that it is on, for proxy_arp"),
	SWITCH(NOXFRM, "disable_xfrm", "no IPsec"),
	SWITCH(NOPOLICY, "disable_policy", "no IPsec policy"),
	NUMBER(FORCE_IGMP_VERSION, "force_igmp_version", "version of IGMP, 0: by what is heard"),
	NUMBER(ARP_ANNOUNCE, "arp_announce", "which source address ARP requests have: 0 to 2"),
	NUMBER(ARP_IGNORE, "arp_ignore", "which ARP requests are answered: 0 to 8"),
	SWITCH(PROMOTE_SECONDARIES, "promote_secondaries", "a secondary address follows a primary one"),
	NUMBER(ARP_ACCEPT, "arp_accept", "learn from gratuitous ARP: 0 to 2"),
	SWITCH(ARP_NOTIFY, "arp_notify", "gratuitous ARP on changes"),
	SWITCH(ACCEPT_LOCAL, "accept_local", "take packets from our own addresses"),
	SWITCH(SRC_VMARK, "src_vmark", "the mark counts for the reverse path"),
	SWITCH(PROXY_ARP_PVLAN, "proxy_arp_pvlan", "answer ARP back into the same link"),
	SWITCH(ROUTE_LOCALNET, "route_localnet", "127/8 may be routed"),
	NUMBER(IGMPV2_UNSOLICITED_REPORT_INTERVAL, "igmpv2_unsolicited_report_interval",
	       "milliseconds between repeated reports"),
	NUMBER(IGMPV3_UNSOLICITED_REPORT_INTERVAL, "igmpv3_unsolicited_report_interval",
	       "the same for version 3"),
	SWITCH(IGNORE_ROUTES_WITH_LINKDOWN, "ignore_routes_with_linkdown", "routes count only with a carrier"),
	SWITCH(DROP_UNICAST_IN_L2_MULTICAST, "drop_unicast_in_l2_multicast",
	       "drop what was not sent to us alone on the link layer"),
	SWITCH(DROP_GRATUITOUS_ARP, "drop_gratuitous_arp", "drop gratuitous ARP"),
	SWITCH(BC_FORWARDING, "bc_forwarding", "forward broadcasts"),
	SWITCH(ARP_EVICT_NOCARRIER, "arp_evict_nocarrier", "forget neighbors without a carrier"),
};
static const struct table conf_table = {
	.name = "inet_conf", TABLE_ROWS(conf_rows), .bad[TO_SET] = "Invalid \"%s\" value",
};

/* A nest begins with the length of its first attribute, the array with 0 or 1 for forwarding. */
static bool is_nest(const void *data, size_t size)
{
	return size >= sizeof(struct nlattr) && nl_attr_ok(data, size);
}

static const struct row inet_rows[] = {
	QUIET(IFLA_INET_CONF, binary),
	NEST(IFLA_INET_CONF, &conf_table, MORE(.only = is_nest), .word = "inet", .arg = "{ SETTING VALUE } ...",
	     .help = "IPv4 settings", .parse = link_parse_inet, .hide = HIDE),
};
const struct table inet_table = { .name = "inet", TABLE_ROWS(inet_rows) };

static int parse_setting(struct request *q, struct words *w)
{
	const struct table *in;
	const struct row *r = table_word(&conf_table, TO_SET, w->v[w->i], &in);

	if (!r)
		return 0;
	w->i++;
	return request_parse_row(q, in, r, w) < 0 ? -1 : 1;
}

int link_parse_inet(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int ret, n = 0;

	(void)t;
	do {
		if (completing_here(w)) {
			complete_table(w, q, r->table, TO_SET);
			return -1;
		}
		ret = w->i < w->n ? parse_setting(q, w) : 0;
		n += ret > 0;
	} while (ret > 0);
	if (ret < 0 || n)
		return ret;
	error_blame(w->i);
	return fail(255, "Command line is not complete. Try option \"help\"");
}
