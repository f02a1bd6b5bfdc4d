/* bridge_vlan.c - "bridge vlan": commands, and requests that change VLANs.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge_vlan.h"

#include <string.h>
#include <sys/socket.h>

#include "compat.h"
#include "error.h"
#include "link/bridge_table.h"
#include "objects.h"

#define REQUIRED	"Device and VLAN ID are required arguments."

/* ---- add, delete ---- */
static uint16_t info_bits(const struct request *q)
{
	uint16_t bits = 0;

	for (const struct item *i = q->first; i; i = i->next)
		if (!i->dead && i->table == &bridge_vlan_spec_table && i->row->place == AT_NONE)
			bits |= i->row->bit;
	return bits;
}

/* Bits of one VLAN, or of the begin and the end of a range. */
static void set_bits(struct request *q, uint16_t bits, bool is_range)
{
	uint16_t place = is_range ? BRIDGE_VLAN_INFO_RANGE_BEGIN : 0;

	for (struct item *i = q->first; i; i = i->next) {
		struct bridge_vlan_info info;

		if (i->dead || i->table != &bridge_vlan_spec_table || i->row->attr != IFLA_BRIDGE_VLAN_INFO)
			continue;
		memcpy(&info, i->data, sizeof(info));
		info.flags = bits | place;
		item_set(i, &info, sizeof(info));
		place = is_range ? BRIDGE_VLAN_INFO_RANGE_END : 0;
	}
}

/* One end: the VLAN that an identifier of a tunnel goes with. */
static void set_tunnel(struct item *i, const struct item *vid, uint16_t bits)
{
	const struct table *t = &bridge_vlan_tunnel_table;
	uint16_t id = ((const struct bridge_vlan_info *)vid->data)->vid;

	request_add_number(i->group, t, table_attr(t, IFLA_BRIDGE_VLAN_TUNNEL_VID), vid->from, vid->to, id);
	request_add_number(i->group, t, table_attr(t, IFLA_BRIDGE_VLAN_TUNNEL_FLAGS), 0, 0, bits);
}

static struct item *next_of(struct item *i, uint16_t attr)
{
	while (i && (i->dead || i->table != &bridge_vlan_spec_table || i->row->attr != attr))
		i = i->next;
	return i;
}

/* With identifiers of a tunnel, these say which VLANs are meant; what one end lacks is 0, what is too much is left out. */
static void set_tunnels(struct request *q, bool is_range)
{
	struct item *vid = next_of(q->first, IFLA_BRIDGE_VLAN_INFO), *id = next_of(q->first, IFLA_BRIDGE_VLAN_TUNNEL_INFO), *end;

	if (!id)
		return;
	end = next_of(id->next, IFLA_BRIDGE_VLAN_TUNNEL_INFO);
	set_tunnel(id, vid, is_range ? BRIDGE_VLAN_INFO_RANGE_BEGIN : 0);
	request_drop(vid);
	vid = next_of(vid->next, IFLA_BRIDGE_VLAN_INFO);
	if (end && !is_range)
		request_drop(end);
	if (!is_range)
		return;
	if (!end)
		end = vlan_add_tunnel(q, id->from, id->to, 0);
	set_tunnel(end, vid, BRIDGE_VLAN_INFO_RANGE_END);
	request_drop(vid);
}

static int modify(struct words *w, const struct command *c)
{
	struct vlan_range range;
	struct request q;
	uint16_t bits;

	request_begin(&q, &bridge_vlan_link_table, TO_SET, c->flags, NLM_F_ACK, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, offsetof(struct ifinfomsg, ifi_index)) ||
	    !vlan_said(&q, &bridge_vlan_spec_table, IFLA_BRIDGE_VLAN_INFO, &range))
		return fail(1, REQUIRED);
	if (request_resolve(&q) < 0 || vlan_check(&q, &bridge_vlan_spec_table, IFLA_BRIDGE_VLAN_INFO) < 0)
		return -1;
	bits = info_bits(&q);
	if (range.is_range && bits & BRIDGE_VLAN_INFO_PVID)
		return fail(1, "pvid cannot be configured for a vlan range");
	set_bits(&q, bits, range.is_range);
	set_tunnels(&q, range.is_range);
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), AF_BRIDGE);
	return request_send(&q, NULL, NULL);
}

/* ---- options, of a port's VLAN and of a bridge's ---- */
static int set_options(struct words *w, enum space space, const struct table *in, uint16_t id)
{
	struct request q;

	request_begin(&q, &bridge_vlan_table, space, RTM_NEWVLAN, NLM_F_ACK, w);
	if (request_parse(&q, q.table, w) < 0 || w->completing)
		return -1;
	if (!request_header(&q, offsetof(struct br_vlan_msg, ifindex)) || !request_attr(&q, in, id))
		return fail(1, REQUIRED);
	request_imply_header(&q, offsetof(struct br_vlan_msg, family), AF_BRIDGE);
	return request_send(&q, NULL, NULL);
}

static int set(struct words *w, const struct command *c)
{
	(void)c;
	return set_options(w, PORT_BRIDGE, &bridge_vlan_entry_table, BRIDGE_VLANDB_ENTRY_INFO);
}

static int set_global(struct words *w, const struct command *c)
{
	(void)c;
	return set_options(w, TO_SET, &bridge_vlan_global_table, BRIDGE_VLANDB_GOPTS_ID);
}

/* ---- the object, and the one within it ---- */
static int usage(struct words *, const struct command *);

static const struct command global_commands[] = {
	{ "show|lst|list", "[ dev DEV ] [ vid VID ]", "lists options of VLANs of bridges", bridge_vlan_show_global, 0, NULL },
	{ "set", "vid VID dev DEV OPTION ...", "changes options of a VLAN of a bridge", set_global, 0, NULL },
};

static int global_otherwise(struct words *w)
{
	return usage(w, NULL);
}

static const struct table *const tables[] = {
	&bridge_vlan_link_table, &bridge_vlan_table, &bridge_vlan_dump_table, NULL
};

static const struct object global_object = {
	.word = "global", .name = "vlan global", .help = "options of VLANs of bridges", .commands = global_commands,
	.n = sizeof(global_commands) / sizeof(global_commands[0]), .usage = usage, .otherwise = global_otherwise, .tables = tables,
};

static int global(struct words *w, const struct command *c)
{
	(void)c;
	return object_command(&global_object, w);
}

#define VLAN	"vid VID[-VID] dev DEV "

static const struct command commands[] = {
	{ "s[how]|l[ist]|l[st]", "[ dev DEV ] [ vid VID ]", "lists VLANs of ports and bridges", bridge_vlan_show, 0, NULL },
	{ "a[dd]", VLAN "[ OPTION ... ]", "adds VLANs to a port or bridge", modify, RTM_SETLINK, NULL },
	{ "d[elete]", VLAN "[ OPTION ... ]", "removes VLANs from a port or bridge", modify, RTM_DELLINK, NULL },
	{ "se[t]", VLAN "[ SETTING ... ]", "changes options of a VLAN of a port", set, 0, NULL },
	{ "t[unnelshow]", "[ dev DEV ] [ vid VID ]", "lists identifiers in tunnels", bridge_vlan_show_tunnels, 0, NULL },
	{ "global", "{ show | set } ...", "options of VLANs of bridges", global, 0, NULL },
};

static int usage(struct words *w, const struct command *c)
{
	(void)w;
	(void)c;
	out_text(&err, "Usage: bridge vlan {{ add | del } vid VLAN_ID dev DEV [ tunnel_info id TUNNEL_ID ]\n", "");
	help_commands(&err, "       bridge vlan %s ", commands, sizeof(commands) / sizeof(commands[0]));
	out_text(&err, "OPTION :=\n", "");
	help_table(&err, &bridge_vlan_link_table, TO_SET, 8);
	out_text(&err, "SETTING :=\n", "");
	help_table(&err, &bridge_vlan_table, PORT_BRIDGE, 8);
	out_text(&err, "       bridge vlan global set\n", "");
	help_table(&err, &bridge_vlan_table, TO_SET, 8);
	return fail(255, "%s", "");
}

const struct object bridge_vlan_object = {
	.word = "v[lan]", .name = "vlan", .help = "VLANs of ports", .commands = commands,
	.n = sizeof(commands) / sizeof(commands[0]), .usage = usage, .tables = tables,
};
