/* link_property.c - "ip link property": alternative names.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_property.h"

#include <linux/if_link.h>
#include <stddef.h>
#include <string.h>

#include "error.h"
#include "link_table.h"
#include "links.h"
#include "options.h"
#include "types.h"

/* The kernel judges length and letters: a name that is new to us may be legal to it. */
static int scan_altname(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	(void)r;
	if (!*word)
		return SCAN_BAD;
	item_set(i, word, strlen(word) + 1);
	return 0;
}

static const struct type type_altname = { .name = "string", .arg = "NAME", .scan = scan_altname,
					  .print = type_print_string };

static const struct row list_rows[] = {
	ATTR(IFLA_ALT_IFNAME, altname, "a[ltname]", "NAME", "an alternative name, up to 127 bytes", .once = ONCE_EACH,
	     BAD("not a valid altname"), .hide = HIDE),
};
static const struct table list_table = { .name = "property_list", TABLE_ROWS(list_rows) };

static const struct row property_rows[] = {
	HEADER(ifinfomsg, ifi_family, u8, .names = family_names, .hide = HIDE),
	HEADER(ifinfomsg, ifi_index, device_late, .word = "dev", .implied = 1 << TO_SET,
	       .once = ONCE_GARBAGE, .help = "the link", .hide = HIDE),
	NEST(IFLA_PROP_LIST, &list_table, .hide = HIDE),
};
const struct table property_table = {
	.name = "property",
	TABLE_ROWS(property_rows),
	.header = sizeof(struct ifinfomsg),
	.header_name = "ifinfomsg",
	.nested_flag = true,
	.help = link_usage,
};

static int check_device(const struct request *q)
{
	const struct item *link = request_header(q, offsetof(struct ifinfomsg, ifi_index));

	if (!link)
		return fail(255, "Not enough of information: \"dev\" argument is required.");
	if (*q->words->v[link->to - 1])
		return 0;
	error_blame(link->to - 1);
	return fail(255, "Error: argument \"\" is wrong: \"dev\" not a valid ifname");
}

static int change(struct words *w, uint16_t type, uint16_t flags)
{
	struct request q;
	int ret;

	request_begin(&q, &property_table, TO_SET, type, NLM_F_ACK | flags, w);
	if (opt.family)
		request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), opt.family);
	if (request_parse(&q, &property_table, w) < 0 || check_device(&q) < 0)
		return -1;
	if (w->completing)
		return -1;
	/* The list is sent even when nothing is in it. */
	request_add(&q, &property_table, table_attr(&property_table, IFLA_PROP_LIST), 0, 0);
	ret = request_send(&q, NULL, NULL);
	links_reset();
	return ret;
}

int link_property(struct words *w, const struct command *c)
{
	const char *word;

	(void)c;
	if (completing_here(w)) {
		complete_offer(w, "add", "gives names");
		complete_offer(w, "del", "takes names away");
		return -1;
	}
	word = words_peek(w);
	if (!word || word_matches("h[elp]", word))
		return link_usage(w);
	w->i++;
	if (word_matches("a[dd]", word))
		return change(w, RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND);
	if (word_matches("d[el]", word))
		return change(w, RTM_DELLINKPROP, 0);
	error_blame(w->i - 1);
	return fail(255, "Operator required");
}
