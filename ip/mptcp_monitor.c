/* mptcp_monitor.c - events of multipath TCP connections.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "mptcp.h"

#include <linux/mptcp.h>
#include <stdio.h>

#include "genl_ask.h"
#include "stamp.h"

enum { LISTENER_CREATED = 15, LISTENER_CLOSED };	/* since Linux 6.2 */
enum { DENY_JOIN_ID0 = 1 << 0, SERVER_SIDE = 1 << 1 };	/* of MPTCP_ATTR_FLAGS, since Linux 6.18 */

static const char *event_name(unsigned int event)
{
	static const char *const names[] = {
		[MPTCP_EVENT_CREATED] = "CREATED", [MPTCP_EVENT_ESTABLISHED] = "ESTABLISHED",
		[MPTCP_EVENT_CLOSED] = "CLOSED", [MPTCP_EVENT_ANNOUNCED] = "ANNOUNCED", [MPTCP_EVENT_REMOVED] = "REMOVED",
		[MPTCP_EVENT_SUB_ESTABLISHED] = "SF_ESTABLISHED", [MPTCP_EVENT_SUB_CLOSED] = "SF_CLOSED",
		[MPTCP_EVENT_SUB_PRIORITY] = "SF_PRIO", [LISTENER_CREATED] = "LISTENER_CREATED", [LISTENER_CLOSED] = "LISTENER_CLOSED",
	};

	return event < sizeof(names) / sizeof(names[0]) ? names[event] : NULL;
}

static void show_token(struct out *o, const struct row *r, const struct view *v)
{
	char text[FORMAT_MAX];

	if (!view_attr(v, r->attr))
		return;
	format_hex_digits(text, view_u32(v, r->attr), 8);
	out_string(o, NULL, " token=%s", text);
}

/* Older kernels have an attribute of its own for the side. */
static void show_flags16(struct out *o, const struct row *r, const struct view *v)
{
	const uint16_t *flags = view_struct(v, r->attr, sizeof(*flags));
	unsigned int rest = flags ? *flags & ~(DENY_JOIN_ID0 | SERVER_SIDE) : 0;
	char text[FORMAT_MAX];

	if (view_u8(v, MPTCP_ATTR_SERVER_SIDE) || (flags && *flags & SERVER_SIDE))
		out_text(o, " server_side", "");
	if (flags && *flags & DENY_JOIN_ID0)
		out_text(o, " deny_join_id0", "");
	if (!rest)
		return;
	format_hex_digits(text, rest, 1);
	out_string(o, NULL, " flags=0x%s", text);
}

static void show_reset_flags(struct out *o, const struct row *r, const struct view *v)
{
	char text[FORMAT_MAX];

	if (!view_attr(v, r->attr))
		return;
	format_hex_digits(text, view_u32(v, r->attr), 1);
	out_string(o, NULL, " reset_flags=0x%s", text);
}

#define EVENT(a, t, label)	TOLD(a, t, " " label "=%s", label)
static const struct row event_rows[] = {
	GENL_HEADER,
	TOLD(MPTCP_ATTR_TOKEN, x32, NULL, "token", .show = show_token),
	EVENT(MPTCP_ATTR_REM_ID, u8, "remid"), EVENT(MPTCP_ATTR_LOC_ID, u8, "locid"),
	EVENT(MPTCP_ATTR_SADDR4, address, "saddr4"), EVENT(MPTCP_ATTR_DADDR4, address, "daddr4"),
	EVENT(MPTCP_ATTR_SADDR6, address, "saddr6"), EVENT(MPTCP_ATTR_DADDR6, address, "daddr6"),
	EVENT(MPTCP_ATTR_SPORT, be16, "sport"), EVENT(MPTCP_ATTR_DPORT, be16, "dport"),
	EVENT(MPTCP_ATTR_BACKUP, u8, "backup"), EVENT(MPTCP_ATTR_ERROR, u8, "error"),
	EVENT(MPTCP_ATTR_TIMEOUT, u32, "timeout"), EVENT(MPTCP_ATTR_IF_IDX, s32, "ifindex"),
	EVENT(MPTCP_ATTR_RESET_REASON, u32, "reset_reason"),
	TOLD(MPTCP_ATTR_RESET_FLAGS, x32, NULL, "reset_flags", .show = show_reset_flags),
	TOLD(MPTCP_ATTR_FLAGS, x16, NULL, "flags", SHOW_ALWAYS(show_flags16)),
	QUIET(MPTCP_ATTR_FAMILY, u16, .names = family_names), QUIET(MPTCP_ATTR_SERVER_SIDE, u8),
};
const struct table mptcp_event_table = { GENL_TABLE("mptcp event", mptcp_family), TABLE_ROWS(event_rows) };

/* Text whatever -json says, as in ip(8). */
int mptcp_show_event(const struct nlmsghdr *n, void *arg)
{
	const struct genlmsghdr *g;
	char text[FORMAT_MAX];
	const char *name;
	struct view v;

	(void)arg;
	if (view_message(&v, &mptcp_event_table, n, NULL) < 0)
		return 0;
	stamp_now();
	g = v.header;
	name = event_name(g->cmd);
	out.json = false;
	if (name) {
		snprintf(text, sizeof(text), "[%16s]", name);
		out_text(&out, "%s", text);
		show_rows(&out, &v);
	} else {
		out_unsigned(&out, NULL, "[UNKNOWN %s]", g->cmd);
	}
	out_bytes(&out, "\n", 1);
	return 0;
}
