/* monitor.h - what "ip monitor" knows of each object.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_MONITOR_H
#define MINIP_MONITOR_H

#include "schema.h"

/*
 * To have an object monitored, give it a line in events.c:
 *
 *	EVENT(RTM_NEWRULE, "ru[le]", "rule", "[RULE]", "routing rules", &rule_table,
 *	      GROUPS({ AF_INET, RTNLGRP_IPV4_RULE }, { AF_INET6, RTNLGRP_IPV6_RULE })),
 *
 * Its messages (RTM_NEWRULE and RTM_DELRULE) are then shown by the rows of the table, which say
 * "Deleted " themselves when view->type is that of a deletion; "monitor rule" and "monitor" join
 * the groups; JSON Lines have {"event":"new","time":...,"object":"rule","data":{...}}.
 */
struct event {
	uint16_t type, last;	/* the first and last type of its messages; last 0: that of a deletion, one more */
	const char *word;	/* "ru[le]"; NULL: no word of its own asks for it */
	const char *object;	/* what JSON calls it */
	const char *label;	/* what text has before it, when asked for */
	const char *help;	/* one clause: what it is */
	const struct table *table;	/* NULL: its messages are heard, and not shown */
	struct {
		uint8_t family, group;	/* AF_UNSPEC: of all families; group: RTNLGRP_... */
	} groups[4];
	/* What "dev DEV" selects by: the attribute or header field that has the index; neither: it selects nothing here. */
	uint16_t index_attr, index_at;
	/* Is a message of this type to be shown, and as this object (routes and mroutes share a type)?  NULL: always. */
	bool (*is)(const struct view *);
	/* Shows one message without its line end; NULL: show_rows(). */
	void (*show)(struct out *, struct view *);
};
#define EVENT(t, w, o, l, h, tab, ...) \
	{ .type = (t), .word = (w), .object = (o), .label = (l), .help = (h), .table = (tab), __VA_ARGS__ }
#define GROUPS(...)		.groups = { __VA_ARGS__ }
#define INDEX_ATTR(a)		.index_attr = (a)
#define INDEX_AT(s, f)		.index_at = offsetof(struct s, f)

/* All of "ip monitor"; ends with a type of 0 (events.c). */
extern const struct event events[];
/* Those of the program that runs: "bridge monitor" has its own. */
const struct event *monitor_events(void);

/* ---- what monitor's own files share ---- */
#define NLMSG_TSTAMP 15		/* in files: seconds and microseconds of what follows, two u32 */

struct monitor {
	uint32_t asked;		/* bit 1 << i: monitor_events()[i] is to be shown */
	bool labels, all_nsid;
	const char *file;
	uint32_t index;		/* of "dev" */
	const char *device;	/* its name */
};

/* Shows one event; nsid: nl_listen.h.  0. */
int monitor_show(const struct monitor *, const struct nlmsghdr *, int32_t nsid);
/* Says that events were lost, in JSON too. */
void monitor_show_lost(const struct monitor *);

#endif
