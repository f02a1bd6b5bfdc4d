/* tun.c - "type tun": frames that a program reads and writes; only shown here.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <grp.h>
#include <pwd.h>

#include "compat.h"
#include "kind.h"
#include "types.h"

static const struct name modes[] = { { 1, "tun" }, { 2, "tap" }, { 0, NULL } };

static void print_mode(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	char *p = l->buf + FORMAT_MAX;

	type_print_enum(v, r, data, size, l);
	if (l->text != l->buf)
		return;
	format_string(format_string(p, "UNKNOWN:"), l->buf);
	l->text = p;
}

/* The name of a user or group; JSON has the number where there is none. */
static void literal_id(struct literal *l, uint32_t id, const char *name)
{
	literal_unsigned(l, id);
	if (!name)
		return;
	format_string(l->buf, name);
	literal_string(l, l->buf);
}

static void print_user(const struct view *v, const struct row *r, const void *data, size_t size,
		       struct literal *l)
{
	uint32_t id = payload_number(data, sizeof(id), false);
	const struct passwd *user = getpwuid(id);

	(void)v;
	(void)r;
	(void)size;
	literal_id(l, id, user ? user->pw_name : NULL);
}

static void print_group(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	uint32_t id = payload_number(data, sizeof(id), false);
	const struct group *group = getgrgid(id);

	(void)v;
	(void)r;
	(void)size;
	literal_id(l, id, group ? group->gr_name : NULL);
}

/* Counted only where there can be several. */
static void print_queues(const struct view *v, const struct row *r, const void *data, size_t size,
			 struct literal *l)
{
	if (view_u8(v, IFLA_TUN_MULTI_QUEUE))
		type_print_number(v, r, data, size, l);
}

/* JSON always tells. */
static void show_multi_queue(struct out *o, const struct row *r, const struct view *v)
{
	bool several = view_u8(v, r->attr);

	out_bool(o, r->json, NULL, several);
	if (several)
		out_text(o, r->text, "");
}

static const struct type type_mode = { .name = "u8", .size = 1, .print = print_mode };
static const struct type type_user = { .name = "u32", .size = 4, .print = print_user };
static const struct type type_group = { .name = "u32", .size = 4, .print = print_group };
static const struct type type_queues = { .name = "u32", .size = 4, .print = print_queues };

#define STATE(a, t, label, ...)	TOLD(IFLA_TUN_##a, t, label " %s ", label, __VA_ARGS__)

static const struct row rows[] = {
	STATE(TYPE, mode, "type", .names = modes),
	STATE(PI, on_off, "pi"),
	STATE(VNET_HDR, on_off, "vnet_hdr"),
	TOLD(IFLA_TUN_MULTI_QUEUE, on_off, "multi_queue ", "multi_queue", SHOW_ALWAYS(show_multi_queue)),
	STATE(NUM_QUEUES, queues, "numqueues"),
	STATE(NUM_DISABLED_QUEUES, queues, "numdisabled"),
	STATE(PERSIST, on_off, "persist"),
	STATE(OWNER, user, "user"),
	STATE(GROUP, group, "group"),
};
static const struct table table = { .name = "tun", TABLE_ROWS(rows), .unknown = kind_no_words };

const struct kind kind_tun = { .name = "tun", .help = "frames that a program reads and writes", .table = &table };
