/* tunnel_set.c - a tunnel is set as a whole: read, changed by words, sent.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "../link_table.h"
#include "error.h"
#include "tunnel_common.h"

/* ---- before the words: the device as it is ---- */
struct read_back {
	struct request *q;
	const struct table *table;
	bool found;
};

static bool is_address(const struct row *r)
{
	return r->type == &type_endpoint || r->type == &type_endpoint6;
}

static void take(struct read_back *b, const struct nlattr *a)
{
	const struct row *r = table_attr(b->table, mnl_attr_get_type(a));
	size_t size = mnl_attr_get_payload_len(a);

	/* An address of another size: this is another kind of tunnel. */
	if (r && is_address(r) && size != r->type->size)
		b->found = false;
	if (!r || r->lookup & TUNNEL_NEVER || size < r->type->size)
		return;
	request_add_bytes(b->q, b->table, r, 0, 0, mnl_attr_get_payload(a),
			  r->type->size ? r->type->size : size);
}

static int take_each(const struct nlmsghdr *n, void *arg)
{
	const struct nlattr *info, *data;
	struct read_back *b = arg;
	struct view link, v;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&link, &link_table, n, NULL) < 0)
		return 0;
	info = view_attr(&link, IFLA_LINKINFO);
	if (!info || view_nest(&v, &linkinfo_table, mnl_attr_get_payload(info),
			       mnl_attr_get_payload_len(info), &link) < 0)
		return 0;
	data = view_attr(&v, IFLA_INFO_DATA);
	if (!data)
		return 0;
	b->found = true;
	nl_for_each(a, mnl_attr_get_payload(data), mnl_attr_get_payload_len(data))
		take(b, a);
	return 0;
}

static int read_back(struct request *q, const struct table *t)
{
	struct read_back b = { q, t, false };
	const struct item *link;
	struct request get;

	if (request_resolve(q) < 0)
		return -1;
	link = request_row(q, link_device_row());
	request_begin(&get, &link_table, TO_SET, RTM_GETLINK, 0, q->words);
	get.family = AF_UNSPEC;
	request_imply_header(&get, offsetof(struct ifinfomsg, ifi_index), link ? item_number(link) : 0);
	if (request_send(&get, take_each, &b) < 0)
		return -1;
	return b.found ? 0 : fail(1, "Failed to get existing tunnel info.");
}

int tunnel_begin(struct request *q, const struct kind *k)
{
	const struct row *r;

	if (!(q->flags & NLM_F_CREATE) && read_back(q, k->table) < 0)
		return -1;
	table_for_each(r, k->table)
		if (r->lookup & TUNNEL_ALWAYS)
			request_imply(q, k->table, r->attr, r->def);
	return 0;
}

/* ---- behind the words ---- */
const struct table *tunnel_table(const struct request *q)
{
	return kind_table(request_attr(q, &linkinfo_table, IFLA_INFO_KIND)->data);
}

void tunnel_drop(struct request *q, const struct table *t, uint16_t attr)
{
	struct item *i = request_attr(q, t, attr);

	if (i)
		request_drop(i);
}

static bool is_zero(const struct item *i)
{
	for (size_t n = 0; n < i->size; n++)
		if (((const uint8_t *)i->data)[n])
			return false;
	return true;
}

static bool is_sent(const struct item *i)
{
	uint8_t how = i->row->lookup;

	if (how & TUNNEL_NEVER)
		return false;
	return !(how & TUNNEL_NOT_ZERO || (how & TUNNEL_SAID_ZERO && i->from == i->to)) || !is_zero(i);
}

bool tunnel_settle(struct request *q, const struct table *t, uint16_t external, uint16_t keep)
{
	bool is_external = request_attr(q, t, external);

	for (struct item *i = q->first; i; i = i->next) {
		bool kept = i->row->attr == external || i->row->attr == keep;

		if (i->table == t && (is_external ? !kept : !is_sent(i)))
			request_drop(i);
	}
	return is_external;
}
