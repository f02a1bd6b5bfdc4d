/* link_parse.c - words of "ip link" that are more than a value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <linux/if_link.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "error.h"
#include "link/kind.h"
#include "link_table.h"
#include "link_vf.h"
#include "links.h"
#include "../include/netns.h"
#include "scan.h"
#include "types.h"
#include "vrf.h"

const struct row *link_device_row(void)
{
	const struct table *in;

	return table_word(&link_table, TO_SET, "dev", &in);
}

static bool creates(const struct request *q)
{
	return q->flags & NLM_F_CREATE;
}

static const struct row *name_row(void)
{
	return table_attr(&link_table, IFLA_IFNAME);
}

static int both_names(void)
{
	return fail(255, "both \"name\" and \"dev\" cannot be used when creating devices.");
}

/* Was the link named by "name", and not by "dev" or a bare word? */
static bool said_name(const struct request *q, const struct item *i)
{
	return i->to - i->from == 2 && !strcmp(q->words->v[i->from], "name");
}

int link_parse_name(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const struct item *said = request_row(q, r);
	const char *word = request_next(q, r, w);

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (said && !said_name(q, said))
		return both_names();
	if (said)
		return request_duplicate(q, r, word);
	if (!scan_is_ifname(word))
		return fail(255, "Error: argument \"%s\" is wrong: \"name\" not a valid ifname", word);
	request_add_bytes(q, t, r, w->i - 2, w->i, word, strlen(word) + 1);
	if (creates(q) || request_row(q, link_device_row()))
		return 0;
	return request_value(q, t, link_device_row(), word, w->i - 2, w->i) ? 0 : -1;
}

/*
 * To create, "dev X" is the name; else it is the link, looked up when all words are read.
 * A link that nothing but "name" names is that one.
 */
int link_parse_device(struct request *q, const struct table *t, const struct row *r,
		      struct words *w)
{
	const struct row *name = name_row();
	struct item *said = request_row(q, creates(q) ? name : r);
	const char *word = request_next(q, r, w);
	struct item *i;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (said && creates(q) && said_name(q, said))
		return both_names();
	if (said && !said_name(q, said))
		return request_garbage(q, "dev", word);
	if (!*word && q->space == TO_SET)
		return fail(255, "Error: argument \"%s\" is wrong: \"dev\" not a valid ifname", word);
	if (said)
		request_drop(said);
	if (!creates(q))
		return request_value(q, t, r, word, w->i - 1, w->i) ? 0 : -1;
	i = request_add_bytes(q, &link_table, name, w->i - 1, w->i, word, strlen(word) + 1);
	return i ? 0 : -1;
}

/* A number to create with, or one to have behind a move to another namespace. */
int link_parse_index(struct request *q, const struct table *t, const struct row *r,
		     struct words *w)
{
	const struct row *row = creates(q) ? r : table_attr(&link_table, IFLA_NEW_IFINDEX);
	const char *word = request_next(q, r, w);
	int index;

	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (request_row(q, row))
		return request_duplicate(q, r, word);
	if (scan_int(word, &index) < 0 || index <= 0)
		return request_bad_value(q, t, r, word);
	request_add_number(q, t, row, w->i - 2, w->i, index);
	return 0;
}

int link_parse_nomaster(struct request *q, const struct table *t, const struct row *r,
			struct words *w)
{
	/* In a dump request, no master is -1: 0 would ask for all. */
	uint64_t none = q->space == TO_LIST ? UINT32_MAX : 0;

	return request_add_number(q, t, r, w->i - 1, w->i, none) ? 0 : -1;
}

int link_parse_vrf(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	struct vrf vrf;

	if (!word)
		return -1;
	if (vrf_find(word, &vrf) < 0 || !vrf.index) {
		error_blame(w->i - 1);
		return fail(255, "Error: argument \"%s\" is wrong: Not a valid VRF name", word);
	}
	return request_add_number(q, t, r, w->i - 2, w->i, vrf.index) ? 0 : -1;
}

/* ---- reasons to hold a link down: 32 bits, those in the mask are meant ---- */
static void add_bits(struct request *q, const struct table *t, uint16_t attr, int from, int to,
		     uint32_t bits)
{
	struct item *i = request_attr(q, t, attr);

	if (i)
		item_set_number(i, item_number(i) | bits);
	else
		request_add_number(q, t, table_attr(t, attr), from, to, bits);
}

static bool is_prefix(const char *word, const char *of)
{
	return *word && !strncmp(word, of, strlen(word));
}

int link_parse_reason(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	const char *word = request_next(q, r, w);
	uint64_t number;
	uint32_t bit;
	bool on;

	(void)t;
	if (!word)
		return -1;
	error_blame(w->i - 1);
	if (names_value(NAMES_PROTODOWN, word, &bit) < 0) {
		if (scan_unsigned(word, 0, 31, &number) < 0)
			return fail(255, "Error: argument \"%s\" is wrong: invalid protodown reason", word);
		bit = number;
	}
	word = words_next(w);
	if (!word)
		return -1;
	on = is_prefix(word, "on");
	if (!on && !is_prefix(word, "off"))
		return fail(1, "Error: argument of \"protodown_reason\" must be \"on\" or \"off\", not \"%s\"",
			    word);
	add_bits(q, r->table, IFLA_PROTO_DOWN_REASON_MASK, w->i - 3, w->i, 1u << bit);
	add_bits(q, r->table, IFLA_PROTO_DOWN_REASON_VALUE, w->i - 3, w->i, on ? 1u << bit : 0);
	return 0;
}

/* The newer words for truth of "ip link" itself end with the kernel's number for a bad value. */
static int scan_on_off_22(struct request *q, const struct row *r, const char *word, struct item *i)
{
	return type_scan_on_off(q, r, word, i, 22);
}

const struct type type_link_on_off = { .name = "u8", .arg = "{ on | off }", .size = 1, .scan = scan_on_off_22,
				       .offer = type_offer_on_off };

/* ---- filters that are not equal bytes ---- */
bool link_matches_flag(const struct item *i, const struct view *v)
{
	const struct ifinfomsg *link = v->header;
	const uint32_t *pair = i->data;

	return (link->ifi_flags & pair[1]) == pair[0];
}

/* ---- namespaces: the kernel takes a file descriptor, open until the request is sent ---- */
static int opened[8];
static int n_opened;

void link_parse_end(void)
{
	while (n_opened)
		close(opened[--n_opened]);
}

/* Whoever says more than there is room for leaves them open until the end. */
void link_parse_keep(int fd)
{
	if (fd >= 0 && n_opened < (int)(sizeof(opened) / sizeof(opened[0])))
		opened[n_opened++] = fd;
}

static int open_netns(const char *word)
{
	int fd = netns_open_any(word);

	link_parse_keep(fd);
	return fd;
}

/* The value of a word that names a namespace. */
static const char *netns_word(struct request *q, const struct row *r, struct words *w)
{
	const char *word;

	if (completing_here(w))
		complete_netns(w);
	word = request_next(q, r, w);
	if (word)
		error_blame(w->i - 1);
	return word;
}

int link_parse_netns(struct request *q, const struct table *t, const struct row *r,
		     struct words *w)
{
	const char *word = netns_word(q, r, w);
	int fd;

	if (!word)
		return -1;
	if (request_row(q, r))
		return request_duplicate(q, r, word);
	fd = open_netns(word);
	if (fd < 0)
		return request_bad_value(q, t, r, word);
	request_add_number(q, t, r, w->i - 2, w->i, fd);
	return 0;
}

/* The kernel knows the other namespace by an id, which it gets now if it has none. */
int link_parse_link_netns(struct request *q, const struct table *t, const struct row *r,
			  struct words *w)
{
	const char *word = netns_word(q, r, w);
	int32_t id;
	int fd;

	if (!word)
		return -1;
	if (request_attr(q, t, r->attr))
		return request_duplicate(q, r, word);
	if (w->completing)
		return 0;
	fd = open_netns(word);
	id = fd < 0 ? -1 : netns_id_of_fd(fd);
	if (fd >= 0 && id < 0)
		id = netns_assign_id(fd);
	if (id < 0)
		return request_bad_value(q, t, r, word);
	request_add_number(q, t, r, w->i - 2, w->i, id);
	return 0;
}

/* ---- type KIND: the generic words end here ---- */
static int garbage_words(const struct words *w, int status)
{
	error_blame(w->i);
	return fail(status, "Garbage instead of arguments \"%s ...\". Try \"ip link help\".", w->v[w->i]);
}

static int parse_kind_words(struct request *q, const char *name, struct words *w)
{
	const struct kind *kind = kind_find(name);
	const struct table *in = kind_table(name);

	if (!in)
		in = kind_port_table(name);
	if (w->i == w->n)
		return 0;
	if ((!in || in->unknown == kind_no_words) && word_matches("h[elp]", w->v[w->i]))
		return link_usage(w);
	if (!in)
		return garbage_words(w, 1);
	if (kind && kind->begin && kind->begin(q, kind) < 0)
		return -1;
	if (request_parse(q, in, w) < 0)
		return -1;
	return kind && kind->check ? kind->check(q) : 0;
}

/* The kernel filters by kind; "bridge_slave" asks for the kind of the port, which we look at. */
static int add_kind_filter(struct request *q, const struct table *t, const char *word, int from,
			   int to)
{
	size_t n = strlen(word), suffix = strlen("_slave");
	uint16_t attr = IFLA_INFO_KIND;

	if (n > suffix && !strcmp(word + n - suffix, "_slave")) {
		attr = IFLA_INFO_SLAVE_KIND;
		n -= suffix;
	}
	return request_add_bytes(q, t, table_attr(t, attr), from, to, word, n) ? 0 : -1;
}

/* ---- what no word sees alone ---- */
/* Is this about all links of a group, of whatever kind? */
static bool is_of_group(const struct request *q)
{
	return request_attr(q, &link_table, IFLA_GROUP) &&
	       !request_row(q, creates(q) ? name_row() : link_device_row());
}

static int check_create(struct request *q)
{
	if (is_of_group(q))
		return fail(255, "group cannot be used when creating devices.");
	if (!request_attr(q, &linkinfo_table, IFLA_INFO_KIND))
		return fail(1, "Not enough information: \"type\" argument is required");
	return 0;
}

/* The kernel would take a shorter address for the one of another kind of link. */
static int check_address(const struct request *q, uint32_t index)
{
	const struct item *i = request_attr(q, &link_table, IFLA_ADDRESS);
	const struct link_info *link = i ? links_find(index) : NULL;

	if (!i || !link || !link->address_size || i->size == link->address_size)
		return 0;
	error_blame(i->to - 1);
	return fail(1, "Invalid address length %u - must be %u bytes", i->size, link->address_size);
}

/* A name that it has already, and a link to stand on (which only "add" chooses), are not sent. */
static void drop_idle(struct request *q, const struct item *link)
{
	struct item *name = request_attr(q, &link_table, IFLA_IFNAME);
	struct item *lower = request_attr(q, &link_table, IFLA_LINK);

	if (name && !strcmp(name->data, q->words->v[link->to - 1]))
		request_drop(name);
	if (lower)
		request_drop(lower);
}

static int check_existing(struct request *q)
{
	const struct item *link = request_row(q, link_device_row());

	if (request_attr(q, &link_table, IFLA_NEW_IFINDEX) &&
	    !request_attr(q, &link_table, IFLA_NET_NS_FD))
		return fail(255, "index can be used only when creating devices or when moving device to "
				 "another netns.");
	if (is_of_group(q))
		return 0;
	if (!link)
		return fail(255, "Not enough information: \"dev\" argument is required.");
	if (request_resolve(q) < 0)
		return -1;
	drop_idle(q, link);
	if (link_vf_check(q, item_number(link)) < 0)
		return -1;
	return check_address(q, item_number(link));
}

int link_check(struct request *q)
{
	return creates(q) ? check_create(q) : check_existing(q);
}

int link_parse_type(struct request *q, const struct table *t, const struct row *r, struct words *w)
{
	int from = w->i - 1;
	const char *word;

	if (completing_here(w)) {
		kind_offer(w);
		return -1;
	}
	word = words_next(w);
	if (!word)
		return -1;
	if (q->up) {
		error_blame(w->i - 1);
		return request_duplicate(q, r, word);
	}
	if (q->space == TO_LIST)
		return add_kind_filter(q, t, word, from, w->i);
	/* A link that is not there is worth saying before its options. */
	if (!creates(q) && !w->completing && check_existing(q) < 0)
		return -1;
	if (is_of_group(q))
		return w->i < w->n ? garbage_words(w, 255) : 0;
	if (!request_add_bytes(q, t, r, from, w->i, word, strlen(word)))
		return -1;
	return parse_kind_words(q, word, w);
}
