/* link_afstats.c - "ip link afstats": a link's counters of MPLS.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_link.h>
#include <linux/mpls.h>
#include <string.h>
#include <sys/socket.h>

#include "error.h"
#include "link_table.h"
#include "links.h"
#include "options.h"
#include "stats_table.h"

static void show(const struct view *v)
{
	const struct nlattr *a = stats_inside(stats_inside(view_attr(v, IFLA_STATS_AF_SPEC), AF_MPLS), MPLS_STATS_LINK);

	if (!a || mnl_attr_get_payload_len(a) < sizeof(struct mpls_link_stats) || (opt.family && opt.family != AF_MPLS))
		return;
	out_record_begin(&out);
	out_unsigned(&out, "ifindex", "%s:", stats_index(v));
	out_string_colored(&out, COLOR_IFNAME, "ifname", "{%s}", links_name(stats_index(v)));
	out_text(&out, "\n    mpls:", "");
	stats_show_mpls(&out, a, "\n        %s");
	out_record_end(&out);
}

static int unknown(const struct words *w)
{
	error_blame(w->i - 1);
	return fail(255, "Command \"%s\" is unknown, try \"%s link help\".", w->v[w->i - 1], opt.program);
}

/* A name that nobody has is told, and no error. */
static int list(struct words *w, const char *name)
{
	uint32_t index = name ? links_index(name) : 0;

	if (!name || index)
		return stats_dump(w, IFLA_STATS_AF_SPEC, index, show);
	warn("Device \"%s\" does not exist.", name);
	return 0;
}

int link_afstats(struct words *w, const struct command *c)
{
	const char *name = NULL, *word;

	(void)c;
	while (words_peek(w) && !completing_here(w)) {
		word = words_next(w);
		if (word_matches("h[elp]", word))
			return link_usage(w);
		if (strcmp(word, "dev"))
			return unknown(w);
		word = stats_next_device(w);
		if (!word)
			return -1;
		if (name)
			return fail(255, "Error: either \"dev\" is duplicate, or \"%s\" is garbage.", word);
		name = word;
	}
	if (!completing_here(w))
		return list(w, name);
	complete_offer(w, "dev", "of this link only");
	return 0;
}
