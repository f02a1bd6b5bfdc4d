/* rmnet.c - "type rmnet": a channel of a Qualcomm modem.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "compat.h"
#include "kind.h"
#include "types.h"

static const struct name flags[] = {
	{ RMNET_FLAGS_INGRESS_DEAGGREGATION, "INGRESS_DEAGGREGATION" },
	{ RMNET_FLAGS_INGRESS_MAP_COMMANDS, "INGRESS_MAP_COMMANDS" },
	{ RMNET_FLAGS_INGRESS_MAP_CKSUMV4, "INGRESS_MAP_CKSUMV4" },
	{ RMNET_FLAGS_EGRESS_MAP_CKSUMV4, "EGRESS_MAP_CKSUMV4" },
	{ RMNET_FLAGS_INGRESS_MAP_CKSUMV5, "INGRESS_MAP_CKSUMV5" },
	{ RMNET_FLAGS_EGRESS_MAP_CKSUMV5, "EGRESS_MAP_CKSUMV5" },
	{ 0, NULL }
};

/* struct ifla_rmnet_flags: value, then mask */
static int scan_flag(struct request *q, const struct row *r, const char *word, struct item *i)
{
	struct ifla_rmnet_flags pair = { .mask = r->bit };
	int ret = type_on_off.scan(q, r, word, i);

	if (ret < 0)
		return ret;
	pair.flags = item_number(i) ? r->bit : 0;
	item_set(i, &pair, sizeof(pair));
	return 0;
}

static const struct type type_rmnet_flag = { .name = "bitfield32", .arg = "{ on | off }", .size = 8, .merge = true,
					     .scan = scan_flag };

static void show_rmnet_flags(struct out *o, const struct row *r, const struct view *v)
{
	const struct ifla_rmnet_flags *pair = view_struct(v, r->attr, sizeof(*pair));

	if (pair)
		show_flags(o, r->json, flags, pair->flags, NULL, NULL);
}

#define FLAG(b, w, h)	BIT(IFLA_RMNET_FLAGS, RMNET_FLAGS_##b, rmnet_flag, w, h, .hide = HIDE)

static const struct row rows[] = {
	ATTR(IFLA_RMNET_MUX_ID, u16, "mux_id", "ID", "number of the channel", BAD("mux_id is invalid")),
	TOLD(IFLA_RMNET_FLAGS, binary, NULL, "flags", .show = show_rmnet_flags),
	FLAG(INGRESS_DEAGGREGATION, "ingress-deaggregation", "takes several packets in one frame"),
	FLAG(INGRESS_MAP_COMMANDS, "ingress-commands", "obeys commands of the modem"),
	FLAG(INGRESS_MAP_CKSUMV4, "ingress-mapv4-checksum", "checksums of version 4 in what it gets"),
	FLAG(EGRESS_MAP_CKSUMV4, "egress-mapv4-checksum", "the same in what it sends"),
	FLAG(INGRESS_MAP_CKSUMV5, "ingress-mapv5-checksum", "checksums of version 5 in what it gets"),
	FLAG(EGRESS_MAP_CKSUMV5, "egress-mapv5-checksum", "the same in what it sends"),
};
static const struct table table = { .name = "rmnet", TABLE_ROWS(rows),
	.usage = "... rmnet mux_id MUXID", .unknown = kind_unknown_command, .help = kind_help };

const struct kind kind_rmnet = { .name = "rmnet", .help = "a channel of a Qualcomm modem", .table = &table };
