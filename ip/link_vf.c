/* link_vf.c - "vf NUMBER ...": the virtual functions of a link.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_vf.h"

#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "link/kind_values.h"
#include "links.h"
#include "scan.h"
#include "types.h"

/* ---- types ---- */
/* Drivers that do not know a setting tell it as -1. */
static void print_switch(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	if (payload_number(data, sizeof(uint32_t), false) != UINT32_MAX)
		type_on_off32.print(v, r, data, size, l);
}

static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_on_off32.scan(q, r, word, i);
}

static void offer_switch(const struct row *r, struct words *w)
{
	type_on_off32.offer(r, w);
}

static const struct type type_switch = {
	.name = "u32", .arg = "{ on | off }", .size = 4, .scan = scan_switch, .print = print_switch,
	.offer = offer_switch,
};

static const struct name link_states[] = { { 0, "auto" }, { 1, "enable" }, { 2, "disable" }, { 0, NULL } };

static int scan_state(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	for (const struct name *n = link_states; n->name; n++)
		if (*word && !strncmp(word, n->name, strlen(word))) {
			item_set_number(i, n->value);
			return 0;
		}
	return SCAN_BAD;
}

static void print_state(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	uint64_t state = payload_number(data, sizeof(uint32_t), false);

	(void)v;
	(void)r;
	(void)size;
	literal_string(l, link_states[state < 2 ? state : 2].name);
}

static void offer_state(const struct row *r, struct words *w)
{
	(void)r;
	for (const struct name *n = link_states; n->name; n++)
		complete_offer(w, n->name, NULL);
}

static const struct type type_state = {
	.name = "u32", .arg = "{ auto | enable | disable }", .size = 4, .scan = scan_state,
	.print = print_state, .offer = offer_state,
};

/* Eight bytes between colons; in the struct they are a number of the machine's byte order. */
static int scan_guid(struct request *q, const struct row *r, const char *word, struct item *i)
{
	uint8_t bytes[sizeof(uint64_t)];

	(void)q;
	(void)r;
	if (strlen(word) != 3 * sizeof(bytes) - 1 ||
	    scan_lladdr(word, bytes, sizeof(bytes)) != sizeof(bytes))
		return SCAN_BAD;
	item_set_number(i, payload_number(bytes, sizeof(bytes), true));
	return 0;
}

static void print_guid(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	uint64_t guid = payload_number(data, sizeof(guid), false);
	uint8_t bytes[sizeof(guid)];

	(void)v;
	(void)r;
	(void)size;
	for (int n = sizeof(guid); n--; guid >>= 8)
		bytes[n] = guid;
	format_lladdr(l->buf, bytes, sizeof(bytes), 0);
	literal_string(l, l->buf);
}

static const struct type type_guid = { .name = "u64", .arg = "GUID", .size = 8, .scan = scan_guid,
				       .print = print_guid };

/* ---- words ---- */
/* VLANs of 802.1Q have a struct, those of another protocol a list of structs with a protocol. */
static const struct row vlan_list_rows[] = {
	FIELD(IFLA_VF_VLAN_INFO, ifla_vf_vlan_info, vf, u32, .hide = HIDE),
	FIELD(IFLA_VF_VLAN_INFO, ifla_vf_vlan_info, vlan, u32, .hide = HIDE),
	FIELD(IFLA_VF_VLAN_INFO, ifla_vf_vlan_info, qos, u32, .hide = HIDE),
	FIELD(IFLA_VF_VLAN_INFO, ifla_vf_vlan_info, vlan_proto, ethertype, .hide = HIDE),
};
static const struct table vlan_list_table = { .name = "vlan_list", TABLE_ROWS(vlan_list_rows) };

/* What they count stands in link_vf_show.c. */
static const struct row stats_rows[] = {
	QUIET(IFLA_VF_STATS_RX_PACKETS, u64), QUIET(IFLA_VF_STATS_TX_PACKETS, u64),
	QUIET(IFLA_VF_STATS_RX_BYTES, u64), QUIET(IFLA_VF_STATS_TX_BYTES, u64),
	QUIET(IFLA_VF_STATS_BROADCAST, u64), QUIET(IFLA_VF_STATS_MULTICAST, u64),
	QUIET(IFLA_VF_STATS_RX_DROPPED, u64), QUIET(IFLA_VF_STATS_TX_DROPPED, u64),
};
static const struct table stats_table = { .name = "vf_stats", TABLE_ROWS(stats_rows) };

static link_parse parse_vlan, parse_late;

/* "qos" and "proto" stand right behind "vlan". */
static bool is_behind_vlan(const struct request *q)
{
	return q->last && q->last->row->attr == IFLA_VF_VLAN && q->last->to == q->words->i;
}

/* Each struct begins with the number of the virtual function. */
#define NUMBER(a, s)	FIELD(a, s, vf, u32, .hide = HIDE)

static const struct row vf_rows[] = {
	FIELD(IFLA_VF_MAC, ifla_vf_mac, vf, s32, .text = "\n    vf %s ", .json = "vf"),
	PRINTS(vf_show_type),
	FIELD(IFLA_VF_MAC, ifla_vf_mac, mac, lladdr, .word = "m[ac]", .arg = "LLADDR",
	      .help = "link layer address", .show = vf_show_address),
	FIELD(IFLA_VF_BROADCAST, ifla_vf_broadcast, broadcast, lladdr, .show = vf_show_broadcast),
	NUMBER(IFLA_VF_VLAN, ifla_vf_vlan),
	FIELD(IFLA_VF_VLAN, ifla_vf_vlan, vlan, u32, SAID("v[lan]", "Invalid \"vlan\" value"), .arg = "VLANID",
	      .help = "VLAN that its frames belong to; 0: none", .max = 4095, .parse = parse_vlan,
	      SHOW_ALWAYS(vf_show_vlan)),
	FIELD(IFLA_VF_VLAN, ifla_vf_vlan, qos, u32, .word = "qo[s]",
	      MORE(.bad = "Invalid \"qos\" value", .fits = is_behind_vlan), .arg = "PRIORITY",
	      .help = "priority in the tag, right behind vlan", .hide = HIDE, .parse = parse_late),
	NEST(IFLA_VF_VLAN_LIST, &vlan_list_table, .hide = HIDE),
	{ .place = AT_NONE, .type = &type_ethertype, .word = "pr[oto]", .hide = HIDE,
	  MORE(.bad = "protocol is invalid", .fits = is_behind_vlan), .arg = "{ 802.1Q | 802.1ad }", .help = "protocol of the tag, behind vlan and qos", .parse = parse_late },
	NUMBER(IFLA_VF_TX_RATE, ifla_vf_tx_rate),
	FIELD(IFLA_VF_TX_RATE, ifla_vf_tx_rate, rate, u32, SAID("r[ate]", "Invalid \"rate\" value"), .arg = "MBIT/S",
	      .help = "greatest rate, as old kernels take it", .text = ", tx rate %s (Mbps)", .json = "tx_rate",
	      .hide = HIDE_ZERO),
	NUMBER(IFLA_VF_RATE, ifla_vf_rate),
	FIELD(IFLA_VF_RATE, ifla_vf_rate, max_tx_rate, u32, SAID("max[_tx_rate]", "Invalid \"max tx rate\" value"),
	      .arg = "MBIT/S", .help = "greatest rate; 0: no limit", .show = vf_show_rate),
	FIELD(IFLA_VF_RATE, ifla_vf_rate, min_tx_rate, u32, SAID("mi[n_tx_rate]", "Invalid \"min tx rate\" value"),
	      .arg = "MBIT/S", .help = "guaranteed rate", .hide = HIDE),
	NUMBER(IFLA_VF_SPOOFCHK, ifla_vf_spoofchk),
	FIELD(IFLA_VF_SPOOFCHK, ifla_vf_spoofchk, setting, switch, .word = "s[poofchk]",
	      .help = "drop frames with foreign source addresses", .text = ", spoof checking %s"),
	NUMBER(IFLA_VF_IB_NODE_GUID, ifla_vf_guid),
	FIELD(IFLA_VF_IB_NODE_GUID, ifla_vf_guid, guid, guid, SAID("n[ode_guid]", "Invalid GUID format"),
	      .help = "InfiniBand node", .text = ", NODE_GUID %s", .json = "node guid"),
	NUMBER(IFLA_VF_IB_PORT_GUID, ifla_vf_guid),
	FIELD(IFLA_VF_IB_PORT_GUID, ifla_vf_guid, guid, guid, SAID("p[ort_guid]", "Invalid GUID format"),
	      .help = "InfiniBand port", .text = ", PORT_GUID %s", .json = "port guid"),
	NUMBER(IFLA_VF_LINK_STATE, ifla_vf_link_state),
	FIELD(IFLA_VF_LINK_STATE, ifla_vf_link_state, link_state, state, SAID("st[ate]", "Invalid \"state\" value"),
	      .help = "the link as it sees it", .text = ", link-state %s", .json = "link_state"),
	NUMBER(IFLA_VF_TRUST, ifla_vf_trust),
	FIELD(IFLA_VF_TRUST, ifla_vf_trust, setting, switch, .word = "t[rust]",
	      .help = "may set what concerns others too", .text = ", trust %s"),
	NUMBER(IFLA_VF_RSS_QUERY_EN, ifla_vf_rss_query_en),
	FIELD(IFLA_VF_RSS_QUERY_EN, ifla_vf_rss_query_en, setting, switch, .word = "q[uery_rss]",
	      .help = "may read the hash key of receive side scaling", .text = ", query_rss %s",
	      .json = "query_rss_en"),
	NEST(IFLA_VF_STATS, &stats_table, .when = ON_STATS, .show = vf_show_stats),
};
const struct table vf_table = { .name = "vf", TABLE_ROWS(vf_rows) };

static const struct row vfinfo_rows[] = {
	NEST(IFLA_VF_INFO, &vf_table),
};
const struct table vfinfo_table = { .name = "vfinfo_list", TABLE_ROWS(vfinfo_rows) };

/* ---- parse ---- */
static const struct row *row_of(const struct table *t, uint16_t attr, uint16_t offset)
{
	const struct row *r;

	table_for_each(r, t)
		if (r->place == AT_FIELD && r->attr == attr && r->offset == offset)
			return r;
	return NULL;
}

#define ROW(a, s, f)	row_of(&vf_table, (a), offsetof(struct s, f))

/* The item of one field of a struct, or NULL. */
#define ASKED(q, a, s, f)	request_row((q), ROW(a, s, f))

/* "qos" and "proto" anywhere but behind "vlan". */
static int parse_late(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	(void)t;
	(void)r;
	error_blame(w->i - 1);
	if (!q->first)
		return fail(255, "Command line is not complete. Try option \"help\"");
	return request_garbage(q->up, NULL, w->v[w->i - 1]);
}

static int parse_protocol(struct request *q, const struct row *r, const char *word, uint16_t *proto)
{
	struct item i = { .row = r };
	int ret = type_ethertype.scan(q, r, word, &i);

	if (ret == SCAN_BAD)
		return request_bad_value(q, &vf_table, r, word);
	*proto = item_number(&i);
	if (*proto == ETH_P_8021Q || *proto == ETH_P_8021AD)
		return 0;
	return fail(255, "Error: argument \"%s\" is wrong: Invalid \"vlan protocol\" value - "
		    "supported 802.1Q, 802.1ad", word);
}

/* Here one letter is enough, which elsewhere means another word. */
static const char *optional_value(struct request *q, const struct row *r, const char *spelling,
				  struct words *w)
{
	const char *word = words_peek(w);

	if (!word || !word_matches(spelling, word))
		return NULL;
	w->i++;
	word = request_next(q, r, w);
	if (word)
		error_blame(w->i - 1);
	else if (w->completing)
		fail(255, "%s", "");
	return word;
}

/* The same numbers as members of the other struct. */
static void move_vlan(struct request *q, uint16_t proto, int to)
{
	struct item *vlan = ASKED(q, IFLA_VF_VLAN, ifla_vf_vlan, vlan);
	struct item *qos = ASKED(q, IFLA_VF_VLAN, ifla_vf_vlan, qos);
	const struct table *t = &vlan_list_table;

#define MOVED(f) row_of(t, IFLA_VF_VLAN_INFO, offsetof(struct ifla_vf_vlan_info, f))
	request_add_number(q, t, MOVED(vlan), vlan->from, vlan->to, item_number(vlan));
	request_drop(vlan);
	if (qos) {
		request_add_number(q, t, MOVED(qos), qos->from, qos->to, item_number(qos));
		request_drop(qos);
	}
	request_add_number(q, t, MOVED(vlan_proto), to - 2, to, proto);
}

static void forget_vlan(struct request *q)
{
	for (struct item *i = q->first; i; i = i->next)
		if (i->table == &vlan_list_table || i->row->attr == IFLA_VF_VLAN)
			request_drop(i);
}

static int parse_vlan(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct row *qos = ROW(IFLA_VF_VLAN, ifla_vf_vlan, qos), *in_proto = NULL;
	const char *word = request_next(q, r, w);
	const struct row *each;
	uint16_t proto = ETH_P_8021Q;

	if (!word)
		return -1;
	forget_vlan(q);
	if (!request_value(q, t, r, word, w->i - 2, w->i))
		return -1;
	word = optional_value(q, qos, "q[os]", w);
	if (word && !request_value(q, t, qos, word, w->i - 2, w->i))
		return -1;
	table_for_each(each, t)
		if (each->type == &type_ethertype)
			in_proto = each;
	word = error_last()->status ? NULL : optional_value(q, in_proto, "p[roto]", w);
	if (word && parse_protocol(q, in_proto, word, &proto) < 0)
		return -1;
	if (word)
		row_reached(t, in_proto, row_said[q->space]);
	if (proto != ETH_P_8021Q)
		move_vlan(q, proto, w->i);
	return error_last()->status ? -1 : 0;
}

/* "rate" beside a newer limit is the greatest rate, unless that is said too. */
static void join_rates(struct request *q)
{
	const struct row *max = ROW(IFLA_VF_RATE, ifla_vf_rate, max_tx_rate);
	struct item *rate = request_attr(q, &vf_table, IFLA_VF_TX_RATE);

	if (!rate || !request_attr(q, &vf_table, IFLA_VF_RATE))
		return;
	if (!request_row(q, max))
		request_add_number(q, &vf_table, max, rate->from, rate->to, item_number(rate));
	request_drop(rate);
}

static void add_numbers(struct request *q, uint32_t number)
{
	for (struct item *i = q->first; i; i = i->next) {
		const struct row *r = row_of(i->table, i->row->attr, 0);

		/* A broadcast address has no number in front; nobody sets it. */
		if (!i->dead && i->row->offset && r && !request_row(q, r))
			request_add_number(q, i->table, r, 0, 0, number);
	}
}

static bool has_device(const struct request *q)
{
	const struct row *name = table_attr(&link_table, IFLA_IFNAME);

	return request_row(q, link_device_row()) || (q->flags & NLM_F_CREATE && request_row(q, name));
}

int link_parse_vf(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	int number;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (scan_int(word, &number) < 0)
		return request_bad_value(q, t, r, word);
	if (!has_device(q))
		return fail(255, "Error: argument \"dev\" is required");
	if (request_parse_group(q, t, r, w) < 0)
		return -1;
	error_blame(w->i);
	if (!q->last->group->first)
		return fail(255, "Command line is not complete. Try option \"help\"");
	join_rates(q->last->group);
	add_numbers(q->last->group, number);
	return 0;
}

/* ---- the other limit: the kernel takes both at once, so that one is read back ---- */
struct limits {
	uint32_t vf;
	bool found, untold;	/* untold: up to it there is a VF that tells no limits */
	struct ifla_vf_rate is;
};

static int read_limits(const struct nlmsghdr *n, void *arg)
{
	struct limits *x = arg;
	const struct nlattr *list;
	struct view v, vf;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &link_table, n, NULL) < 0)
		return 0;
	list = view_attr(&v, IFLA_VFINFO_LIST);
	x->found = !list;	/* a device that tells none takes any, or refuses by itself */
	if (!list)
		return 0;
	nl_for_each(a, mnl_attr_get_payload(list), mnl_attr_get_payload_len(list)) {
		const struct ifla_vf_rate *rate;

		if (x->found || view_nest(&vf, &vf_table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), &v) < 0)
			continue;
		rate = view_struct(&vf, IFLA_VF_RATE, sizeof(*rate));
		if (!rate)
			x->untold = true;
		else if (rate->vf == x->vf)
			x->is = *rate;
		x->found = x->untold || rate->vf == x->vf;
	}
	return 0;
}

static int ask_limits(const struct request *q, uint32_t link, struct limits *x)
{
	struct request ask;

	request_begin(&ask, &link_table, TO_SET, RTM_GETLINK, 0, q->words);
	ask.family = AF_UNSPEC;
	request_imply_header(&ask, offsetof(struct ifinfomsg, ifi_index), link);
	request_imply(&ask, &link_table, IFLA_EXT_MASK, RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS);
	if (request_send(&ask, read_limits, x) < 0)
		return -1;
	if (x->untold)
		return fail(1, "VF min/max rate API not supported");
	return x->found ? 0 : fail(1, "Cannot find VF %u", (unsigned int)x->vf);
}

static int check_limits(struct request *q, uint32_t link)
{
	const struct row *min_row = ROW(IFLA_VF_RATE, ifla_vf_rate, min_tx_rate);
	const struct row *max_row = ROW(IFLA_VF_RATE, ifla_vf_rate, max_tx_rate);
	struct item *min = request_row(q, min_row), *max = request_row(q, max_row);
	struct limits x = { .found = false };

	if (!min && !max)
		return 0;
	x.vf = item_number(ASKED(q, IFLA_VF_RATE, ifla_vf_rate, vf));
	if ((!min || !max) && ask_limits(q, link, &x) < 0)
		return -1;
	if (!min)
		min = request_add_number(q, &vf_table, min_row, 0, 0, x.is.min_tx_rate);
	if (!max)
		max = request_add_number(q, &vf_table, max_row, 0, 0, x.is.max_tx_rate);
	if (!item_number(max) || item_number(min) <= item_number(max))
		return 0;
	error_blame(min->to > min->from ? min->to - 1 : max->to - 1);
	return fail(1, "Invalid min_tx_rate %u - must be <= max_tx_rate %u",
		    (unsigned int)item_number(min), (unsigned int)item_number(max));
}

static int check_address(const struct request *q, const struct link_info *link)
{
	const struct item *i = ASKED(q, IFLA_VF_MAC, ifla_vf_mac, mac);

	if (!i || !link->address_size || i->size == link->address_size)
		return 0;
	error_blame(i->to - 1);
	return fail(1, "Invalid address length %u - must be %u bytes", i->size, link->address_size);
}

int link_vf_check(const struct request *q, uint32_t index)
{
	for (struct item *i = q->first; i; i = i->next) {
		const struct link_info *link;

		if (!i->group || i->row->table != &vfinfo_table || i->dead)
			continue;
		link = links_find(index);
		if (link && (check_address(i->group, link) < 0 || check_limits(i->group, index) < 0))
			return -1;
	}
	return 0;
}
