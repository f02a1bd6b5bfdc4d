/* netns_id.c - "ip netns list", "list-id", "set": ids of namespaces.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nsid_table.h"

#include <errno.h>
#include <limits.h>
#include <linux/net_namespace.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "netns.h"
#include "netns_object.h"
#include "scan.h"
#include "types.h"

static int scan_nsid(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char plain[WORD_MAX];
	int64_t id;

	if (scan_signed(word, 0, INT_MIN, INT_MAX, &id) < 0)
		return SCAN_BAD;
	if (id < 0)
		return fail(255, "Error: argument \"%s\" is wrong: \"%s\" value should be >= 0", word,
			    row_called(r, q->space, plain));
	item_set_number(i, id);
	return 0;
}

/* What the current namespace has no number for is unassigned: text only. */
static void print_nsid(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	int32_t id = payload_number(data, sizeof(id), false);

	(void)v;
	(void)r;
	(void)size;
	l->json = JSON_NUMBER;
	l->text = l->buf;
	format_signed(l->buf, id);
	if (id >= 0)
		return;
	l->label = "unassigned";
	l->key = "-";
}

static const struct type type_nsid = { .name = "s32", .arg = "NUMBER", .size = 4, .scan = scan_nsid,
				       .print = print_nsid };

/* The name is known for ids of the namespace that we are in. */
static void show_name(struct out *o, const struct row *r, const struct view *v)
{
	uint16_t attr = view_attr(v, NETNSA_CURRENT_NSID) ? NETNSA_CURRENT_NSID : NETNSA_NSID;
	int32_t id = view_u32(v, attr);
	const char *name = id >= 0 ? netns_name_of_id(id) : NULL;

	(void)r;
	if (name)
		out_string(o, "name", "(iproute2 netns name: %s)", name);
}

static void show_deleted(struct out *o, const struct row *r, const struct view *v)
{
	(void)r;
	if (v->type == RTM_DELNSID)
		out_true(o, "deleted", "Deleted ");
}

static const struct row rows[] = {
	PRINTS(show_deleted),
	HEADER(rtgenmsg, rtgen_family, u8, .names = family_names, .hide = HIDE),
	ATTR(NETNSA_NSID, nsid, "netnsid", "{ auto | NUMBER }", "the number of a namespace", .text = "nsid %s ",
	     .json = "nsid", LISTED("nsid"), .kernel_filter = true, BAD("Invalid \"netnsid\" value")),
	TOLD(NETNSA_CURRENT_NSID, nsid, "current-nsid %s ", "current-nsid"),
	QUIET(NETNSA_TARGET_NSID, nsid, LISTED("target-nsid"), .arg = "NUMBER", .kernel_filter = true,
	      .help = "whose numbers are listed"),
	QUIET(NETNSA_FD, s32),
	QUIET(NETNSA_PID, u32),
	PRINTS(show_name),
};
const struct table nsid_table = {
	.name = "netns", TABLE_ROWS(rows), .header = sizeof(struct rtgenmsg), .header_name = "rtgenmsg",
	.once = ONCE_STRICT, .bad = { NULL, "\"%s\" value is invalid", NULL }, .unknown = netns_unknown,
};

/* ---- list ---- */
#define IDS_MAX 4096

struct list {
	int left;		/* ids that no name was found for; -1: nobody knows */
	uint8_t seen[IDS_MAX / 8];	/* a namespace may have several names */
};

static void id_found(struct list *l, int32_t id)
{
	if (id < 0 || id >= IDS_MAX || l->seen[id / 8] & 1 << id % 8)
		return;
	l->seen[id / 8] |= 1 << id % 8;
	l->left -= l->left > 0;
}

static int list_each(const char *name, void *arg)
{
	struct list *l = arg;
	int32_t id = NETNSA_NSID_NOT_ASSIGNED;
	struct nl *nl;

	/* When all ids are found the other names have none. */
	if (l->left || !netns_is_made(name))
		id = netns_id_of_name(name);
	id_found(l, id);
	nl = id == NETNS_ID_REFUSED ? nl_socket(1) : NULL;
	if (nl && nl->error.code)
		warn("Error: %s.", nl->error.message[0] ? nl->error.message : strerror(nl->error.code));
	out_record_begin(&out);
	out_string(&out, "name", "%s", name);
	if (id >= 0)
		out_signed(&out, "id", " (id: %s)", id);
	out_record_end(&out);
	return 0;
}

int netns_list(struct words *w)
{
	struct list l = { .left = -1 };
	int result;

	(void)w;
	if (access(NETNS_RUN_DIR, R_OK) < 0)
		return 0;
	out_begin(&out);
	l.left = netns_count_ids();
	result = netns_each(list_each, &l);
	out_end(&out);
	return result;
}

/* ---- list-id ---- */
int netns_id_show(const struct nlmsghdr *n, void *arg)
{
	struct view v;

	(void)arg;
	if (view_message(&v, &nsid_table, n, NULL) < 0 || !view_attr(&v, NETNSA_NSID))
		return 0;
	show_record(&out, &v);
	return 0;
}

/* One question has one answer, or none at all. */
static int show_one(const struct nlmsghdr *n, void *arg)
{
	out_begin(&out);
	netns_id_show(n, arg);
	out_end(&out);
	return 0;
}

int netns_list_id(struct words *w)
{
	struct request q;

	request_begin(&q, &nsid_table, TO_LIST, RTM_GETNSID, 0, w);
	q.family = AF_UNSPEC;
	if (request_parse(&q, &nsid_table, w) < 0)
		return -1;
	if (request_attr(&q, &nsid_table, NETNSA_NSID))
		return request_send(&q, show_one, NULL);
	q.flags |= NLM_F_DUMP;
	return request_list(&q, netns_id_show, NULL, 1);
}

/* ---- set ---- */
static int read_netnsid(struct request *q, struct words *w)
{
	const struct row *r = table_attr(&nsid_table, NETNSA_NSID);
	const char *word = words_next(w);

	if (strcmp(word, "auto"))
		return request_value(q, &nsid_table, r, word, w->i - 1, w->i) ? 0 : -1;
	return request_add_number(q, &nsid_table, r, w->i - 1, w->i, NETNSA_NSID_NOT_ASSIGNED) ? 0 : -1;
}

int netns_set(struct words *w)
{
	struct request q;
	const char *name;
	int fd, ret;

	if (!words_peek(w))
		return fail(1, "No netns name specified");
	name = words_next(w);
	if (!words_peek(w))
		return fail(1, "No nsid specified");
	request_begin(&q, &nsid_table, TO_SET, RTM_NEWNSID, NLM_F_ACK, w);
	if (read_netnsid(&q, w) < 0)
		return -1;
	fd = netns_open(name);
	if (fd < 0)
		return fail(1, "Cannot open network namespace \"%s\": %s", name, strerror(errno));
	request_add_number(&q, &nsid_table, table_attr(&nsid_table, NETNSA_FD), w->i - 2, w->i - 1, fd);
	ret = request_send(&q, NULL, NULL);
	close(fd);
	netns_reset();
	return ret;
}
