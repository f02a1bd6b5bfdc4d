/* explain_error.c - NLMSG_ERROR and NLMSG_DONE as tables, like every other message.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <string.h>

#include "explain_line.h"
#include "types.h"

/* The kernel checks attributes against a policy; it sends the part that was not met. */
static const struct name policy_types[] = {
	{ NL_ATTR_TYPE_INVALID, "NL_ATTR_TYPE_INVALID" }, { NL_ATTR_TYPE_FLAG, "NL_ATTR_TYPE_FLAG" },
	{ NL_ATTR_TYPE_U8, "NL_ATTR_TYPE_U8" }, { NL_ATTR_TYPE_U16, "NL_ATTR_TYPE_U16" },
	{ NL_ATTR_TYPE_U32, "NL_ATTR_TYPE_U32" }, { NL_ATTR_TYPE_U64, "NL_ATTR_TYPE_U64" },
	{ NL_ATTR_TYPE_S8, "NL_ATTR_TYPE_S8" }, { NL_ATTR_TYPE_S16, "NL_ATTR_TYPE_S16" },
	{ NL_ATTR_TYPE_S32, "NL_ATTR_TYPE_S32" }, { NL_ATTR_TYPE_S64, "NL_ATTR_TYPE_S64" },
	{ NL_ATTR_TYPE_BINARY, "NL_ATTR_TYPE_BINARY" }, { NL_ATTR_TYPE_STRING, "NL_ATTR_TYPE_STRING" },
	{ NL_ATTR_TYPE_NUL_STRING, "NL_ATTR_TYPE_NUL_STRING" }, { NL_ATTR_TYPE_NESTED, "NL_ATTR_TYPE_NESTED" },
	{ NL_ATTR_TYPE_NESTED_ARRAY, "NL_ATTR_TYPE_NESTED_ARRAY" }, { NL_ATTR_TYPE_BITFIELD32, "NL_ATTR_TYPE_BITFIELD32" },
	{ 0, NULL }
};

/* What rtnetlink answers with, as programs name it. */
static const struct name errors[] = {
	{ EPERM, "EPERM" }, { ENOENT, "ENOENT" }, { ESRCH, "ESRCH" }, { EINTR, "EINTR" }, { ENXIO, "ENXIO" },
	{ E2BIG, "E2BIG" }, { EAGAIN, "EAGAIN" }, { ENOMEM, "ENOMEM" }, { EACCES, "EACCES" }, { EBUSY, "EBUSY" },
	{ EEXIST, "EEXIST" }, { EXDEV, "EXDEV" }, { ENODEV, "ENODEV" }, { EINVAL, "EINVAL" }, { ENOSPC, "ENOSPC" },
	{ EROFS, "EROFS" }, { ERANGE, "ERANGE" }, { ELOOP, "ELOOP" }, { EPROTO, "EPROTO" }, { EOVERFLOW, "EOVERFLOW" },
	{ EMSGSIZE, "EMSGSIZE" }, { EPROTONOSUPPORT, "EPROTONOSUPPORT" }, { EOPNOTSUPP, "EOPNOTSUPP" },
	{ EPFNOSUPPORT, "EPFNOSUPPORT" }, { EAFNOSUPPORT, "EAFNOSUPPORT" }, { EADDRINUSE, "EADDRINUSE" },
	{ EADDRNOTAVAIL, "EADDRNOTAVAIL" }, { ENETDOWN, "ENETDOWN" }, { ENETUNREACH, "ENETUNREACH" },
	{ ENOBUFS, "ENOBUFS" }, { EISCONN, "EISCONN" }, { ENOTCONN, "ENOTCONN" }, { ETIMEDOUT, "ETIMEDOUT" },
	{ EHOSTUNREACH, "EHOSTUNREACH" }, { EALREADY, "EALREADY" }, { 0, NULL }
};

static struct {
	const struct nlmsghdr *n;
	uint32_t number;
	const struct table *table;
	const struct request *q;
} refused;

void error_is_about(const struct nlmsghdr *n, const struct table *t, const struct request *q)
{
	refused.n = n;
	refused.number = n->nlmsg_seq;
	refused.table = t;
	refused.q = q;
}

/* Of requests that are sent in a row only the last one is still there to be looked into. */
static bool is_about_it(const struct view *v)
{
	const struct nlmsgerr *e = v->header;

	if (!refused.n || !refused.table || refused.n->nlmsg_seq != refused.number)
		return false;
	return v->table->header < sizeof(*e) || e->msg.nlmsg_seq == refused.number;
}

static void print_error(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	int32_t code = (int32_t)-(uint32_t)payload_number(data, 4, false);
	char *p = l->buf;

	(void)v;
	(void)r;
	(void)size;
	if (code <= 0)
		return;
	for (const struct name *n = errors; n->name; n++)
		if ((int32_t)n->value == code) {
			p = format_string(p, n->name);
			p = format_string(p, ": ");
		}
	format_string(p, strerror(code));
	l->text = l->buf;
	l->color = COLOR_DOWN;
}

static const struct type type_error = { .name = "s32", .size = 4, .print = print_error };

static void print_offset(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	type_print_number(v, r, data, size, l);
	if (!is_about_it(v))
		return;
	tree_name_at(refused.n, refused.table, refused.q, payload_number(data, 4, false), l->buf + FORMAT_MAX, FORMAT_MAX);
	if (l->buf[FORMAT_MAX])
		l->label = l->buf + FORMAT_MAX;
}

static const struct type type_offset = { .name = "u32", .size = 4, .print = print_offset };

/* The attribute that is missing is one of the nest at NLMSGERR_ATTR_MISS_NEST, or of the message. */
struct missing {
	uint32_t nest;
	const struct table *in;
};

static void find_nest(const struct node *node, void *arg)
{
	struct missing *m = arg;

	if (node->row && !node->group && node->offset == m->nest)
		m->in = view_pick(node->view, node->row);
}

static void print_missing(const struct view *v, const struct row *r, const void *data, size_t size, struct literal *l)
{
	struct missing m = { view_u32(v, NLMSGERR_ATTR_MISS_NEST), refused.table };
	const struct row *missing;

	type_print_number(v, r, data, size, l);
	if (!is_about_it(v))
		return;
	if (view_attr(v, NLMSGERR_ATTR_MISS_NEST)) {
		m.in = NULL;
		tree_walk(refused.n, refused.table, find_nest, &m);
	}
	missing = m.in ? table_attr(m.in, payload_number(data, 4, false)) : NULL;
	if (missing)
		l->label = missing->name;
}

static const struct type type_missing = { .name = "u32", .size = 4, .print = print_missing };

static const struct type type_s64 = { .name = "s64", .size = 8 };
static const struct type type_mask = { .name = "u64", .size = 8, .hex = true };

static const struct row policy_rows[] = {
	QUIET(NL_POLICY_TYPE_ATTR_TYPE, u32, .names = policy_types),
	QUIET(NL_POLICY_TYPE_ATTR_MIN_VALUE_S, s64), QUIET(NL_POLICY_TYPE_ATTR_MAX_VALUE_S, s64),
	QUIET(NL_POLICY_TYPE_ATTR_MIN_VALUE_U, u64), QUIET(NL_POLICY_TYPE_ATTR_MAX_VALUE_U, u64),
	QUIET(NL_POLICY_TYPE_ATTR_MIN_LENGTH, u32), QUIET(NL_POLICY_TYPE_ATTR_MAX_LENGTH, u32),
	QUIET(NL_POLICY_TYPE_ATTR_POLICY_IDX, u32), QUIET(NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE, u32),
	QUIET(NL_POLICY_TYPE_ATTR_BITFIELD32_MASK, x32), QUIET(NL_POLICY_TYPE_ATTR_MASK, mask),
};
static const struct table policy_table = { .name = "policy", TABLE_ROWS(policy_rows) };

static const struct row attribute_rows[] = {
	QUIET(NLMSGERR_ATTR_MSG, string), QUIET(NLMSGERR_ATTR_OFFS, offset), QUIET(NLMSGERR_ATTR_COOKIE, binary),
	NEST(NLMSGERR_ATTR_POLICY, &policy_table, .hide = HIDE), QUIET(NLMSGERR_ATTR_MISS_TYPE, missing),
	QUIET(NLMSGERR_ATTR_MISS_NEST, offset),
};
static const struct table attribute_table = { .name = "nlmsgerr", TABLE_ROWS(attribute_rows) };

static const struct row rows[] = {
	HEADER(nlmsgerr, error, error, .hide = HIDE),
	INCLUDE(&attribute_table),
};
/* NETLINK_CAP_ACK: of the request only its header comes back, the attributes follow at once. */
static const struct table error_table = {
	.name = "error", TABLE_ROWS(rows), .header = sizeof(struct nlmsgerr), .header_name = "nlmsgerr",
};
static const struct table done_table = {
	.name = "done", TABLE_ROWS(rows), .header = sizeof(int), .header_name = "int",
};

const struct message control_messages[] = {
	{ .type = NLMSG_NOOP, .name = "NLMSG_NOOP" }, { .type = NLMSG_OVERRUN, .name = "NLMSG_OVERRUN" },
	{ .type = NLMSG_ERROR, .name = "NLMSG_ERROR", .table = &error_table },
	{ .type = NLMSG_DONE, .name = "NLMSG_DONE", .table = &done_table },
	{ .name = NULL },
};
