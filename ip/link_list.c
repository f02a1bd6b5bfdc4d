/* link_list.c - words of a listing of links, and the dump that they ask for.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "link_list.h"

#include <linux/if_link.h>
#include <string.h>

#include "address_table.h"
#include "error.h"
#include "link_table.h"
#include "links.h"
#include "options.h"

/* A word of addresses, else one of links, else the name of a link. */
static int parse_word(struct link_list *l, struct words *w, int (*help)(struct words *))
{
	const struct table *in;
	const char *word = w->v[w->i];
	const struct row *r = table_word(&address_table, TO_LIST, word, &in);

	if (r) {
		w->i++;
		return request_parse_row(&l->address, in, r, w);
	}
	if (!strcmp(word, "novf")) {
		w->i++;
		l->no_vf = true;
		return 0;
	}
	r = table_word(&link_table, TO_LIST, word, &in);
	if (r && r != link_device_row()) {
		w->i++;
		return request_parse_row(&l->link, in, r, w);
	}
	if (!r && word_matches("h[elp]", word))
		return help(w);
	if (r)
		w->i++;
	if (!link_parse_device(&l->link, &link_table, link_device_row(), w))
		return 0;
	request_failed_at(&l->link, &link_table, NULL);
	return request_failed_also(&address_table);
}

static int complete(struct link_list *l, struct words *w)
{
	complete_table(w, &l->address, &address_table, TO_LIST);
	complete_table(w, &l->link, &link_table, TO_LIST);
	complete_value(w, &l->link, link_device_row());
	return -1;
}

int link_list_parse(struct link_list *l, int family, struct words *w, int (*help)(struct words *))
{
	const struct item *device;

	request_begin(&l->link, &link_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, w);
	request_begin(&l->address, &address_table, TO_LIST, RTM_GETADDR, NLM_F_DUMP, w);
	l->address.family = family;
	l->index = 0;
	l->no_vf = false;
	while (w->i < w->n) {
		if (completing_here(w))
			return complete(l, w);
		if (parse_word(l, w, help) < 0)
			return -1;
		error_blame(-1);
	}
	if (request_resolve(&l->link) < 0)
		return -1;
	device = request_row(&l->link, link_device_row());
	if (device)
		l->index = item_number(device);
	return 0;
}

struct listing {
	struct link_list *l;
	int (*each)(const struct nlmsghdr *, const struct view *, void *arg);
	void *arg;
};

static int show_each(const struct nlmsghdr *n, void *arg)
{
	struct listing *x = arg;
	struct view v;

	if (n->nlmsg_type != RTM_NEWLINK || view_message(&v, &link_table, n, &x->l->link) < 0)
		return 0;
	links_learn(n);
	return filter_matches(&x->l->link, &v) ? x->each(n, &v, x->arg) : 0;
}

static int get_one(struct link_list *l, struct listing *x)
{
	const struct item *family = request_header(&l->link, offsetof(struct ifinfomsg, ifi_family));
	struct request q;
	struct nl *nl;

	request_begin(&q, &link_table, TO_SET, RTM_GETLINK, 0, l->link.words);
	q.family = AF_UNSPEC;
	request_add_number(&q, &link_table, table_attr(&link_table, IFLA_EXT_MASK), 0, 0,
			   item_number(request_attr(&l->link, &link_table, IFLA_EXT_MASK)));
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_index), l->index);
	if (family)
		request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), item_number(family));
	if (!request_send(&q, show_each, x))
		return 0;
	nl = nl_socket(0);
	if (error_last()->status == 2 && nl)
		fail_further(1, "Cannot send link get request: %s", strerror(nl->error.code));
	return -1;
}

/* The kernel's IPv6 has a listing of its own, of a few attributes; it takes none. */
static int dump_inet6(struct link_list *l, const struct nl_dump *dump)
{
	struct request q;

	request_begin(&q, &link_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, l->link.words);
	request_imply_header(&q, offsetof(struct ifinfomsg, ifi_family), AF_INET6);
	return request_dump(&q, dump, 1);
}

int link_list_dump(struct link_list *l, int (*each)(const struct nlmsghdr *, const struct view *, void *),
		   int (*again)(void *), void *arg)
{
	uint32_t mask = (l->no_vf ? 0 : RTEXT_FILTER_VF) | (opt.stats ? 0 : RTEXT_FILTER_SKIP_STATS);
	struct listing x = { l, each, arg };
	const struct item *family = request_header(&l->link, offsetof(struct ifinfomsg, ifi_family));
	struct nl_dump dump = { show_each, again, &x };

	request_imply(&l->link, &link_table, IFLA_EXT_MASK, mask);
	if (l->index)
		return get_one(l, &x);
	if (family && item_number(family) == AF_INET6)
		return dump_inet6(l, &dump);
	return request_dump(&l->link, &dump, 1);
}

/* ---- links of one kind, for objects that are about those ---- */
struct of_kind {
	struct request q;
	void (*show)(const struct view *);
};

/* IPv6's own listing tells no kinds. */
static int show_of_kind(const struct nlmsghdr *n, void *arg)
{
	const struct of_kind *k = arg;
	struct view v;

	if (n->nlmsg_type == RTM_NEWLINK && !view_message(&v, &link_table, n, &k->q) && view_attr(&v, IFLA_LINKINFO) &&
	    filter_matches(&k->q, &v))
		k->show(&v);
	return 0;
}

int link_list_kind(struct words *w, int family, const char *kind, void (*show)(const struct view *))
{
	struct of_kind k = { .show = show };

	request_begin(&k.q, &link_table, TO_LIST, RTM_GETLINK, NLM_F_DUMP, w);
	request_imply_header(&k.q, offsetof(struct ifinfomsg, ifi_family), family);
	if (family != AF_INET6)
		request_add_bytes(&k.q, &linkinfo_table, table_attr(&linkinfo_table, IFLA_INFO_KIND), 0, 1, kind, strlen(kind));
	return request_list(&k.q, show_of_kind, &k, 1);
}
