/* maddress_list.c - "ip maddress show", from the files of /proc/net: netlink does not tell.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "maddress.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "options.h"
#include "step.h"

struct membership {
	struct membership *next;
	size_t nth;		/* as they were read */
	int index;
	char name[32];
	int family;		/* AF_PACKET: of the link layer */
	uint8_t address[32];
	size_t size;
	int users;
	bool is_static;		/* someone said "ip maddress add" */
};

struct list {
	const char *device;	/* NULL: all */
	struct membership *first;
	size_t n;
};

#define FIELDS_MAX 5

/* The fields of a line, "" for those that it does not have; how many there are. */
static size_t split(char *line, const char *field[FIELDS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < FIELDS_MAX; i++)
		field[i] = "";
	for (char *f = strtok(line, " \t\n"); f && n < FIELDS_MAX; f = strtok(NULL, " \t\n"))
		field[n++] = f;
	return n;
}

static size_t scan_hex(const char *text, uint8_t *bytes, size_t max)
{
	size_t n = 0;

	while (n < max && isxdigit((unsigned char)text[2 * n]) && isxdigit((unsigned char)text[2 * n + 1])) {
		const char byte[] = { text[2 * n], text[2 * n + 1], '\0' };

		bytes[n++] = strtoul(byte, NULL, 16);
	}
	return n;
}

/* What the first two fields say in all files: the link. */
static void read_link(const char *const *field, struct membership *m)
{
	m->index = atoi(field[0]);
	snprintf(m->name, sizeof(m->name), "%s", field[1]);
}

/* Those of other links are not wanted. */
static void take(struct list *l, const struct membership *m)
{
	struct membership *copy;

	if (l->device && strcmp(l->device, m->name))
		return;
	copy = arena_copy(m, sizeof(*m));
	copy->next = l->first;
	l->first = copy;
	copy->nth = l->n++;
}

static void read_link_layer(struct list *l, char *line, struct membership *m)
{
	const char *field[FIELDS_MAX];

	if (split(line, field) < 5)
		return;
	read_link(field, m);
	m->users = atoi(field[2]);
	m->is_static = atoi(field[3]);
	m->size = scan_hex(field[4], m->address, sizeof(m->address));
	take(l, m);
}

/* A line of a link, then one for each of its addresses, a number in the order of the host. */
static void read_ipv4(struct list *l, char *line, struct membership *m)
{
	bool is_address = *line == '\t' || *line == ' ';
	const char *field[FIELDS_MAX];
	size_t n = split(line, field);
	uint32_t address;

	if (!is_address) {
		read_link(field, m);
		m->name[strcspn(m->name, ":")] = '\0';
	} else if (n >= 2) {
		address = strtoul(field[0], NULL, 16);
		m->users = atoi(field[1]);
		m->size = sizeof(address);
		memcpy(m->address, &address, sizeof(address));
		take(l, m);
	}
}

static void read_ipv6(struct list *l, char *line, struct membership *m)
{
	const char *field[FIELDS_MAX];

	if (split(line, field) < 4)
		return;
	read_link(field, m);
	m->users = atoi(field[3]);
	m->size = scan_hex(field[2], m->address, 16);
	take(l, m);
}

static const struct source {
	int family;
	const char *path;
	void (*read)(struct list *, char *line, struct membership *);
	bool has_title;
} sources[] = {
	{ AF_PACKET, "/proc/net/dev_mcast", read_link_layer, false },
	{ AF_INET, "/proc/net/igmp", read_ipv4, true },
	{ AF_INET6, "/proc/net/igmp6", read_ipv6, false },
};

static void read_source(struct list *l, const struct source *s)
{
	struct membership m = { .family = s->family };
	char line[256];
	FILE *f;

	explain_step(explain_call("open(\"%s\")", s->path), "which addresses do links receive?");
	f = fopen(s->path, "re");
	if (f && s->has_title && !fgets(line, sizeof(line), f))
		*line = '\0';
	while (f && fgets(line, sizeof(line), f))
		s->read(l, line, &m);
	if (f)
		fclose(f);
}

/* By index, else as they were read. */
static int compare(const void *a, const void *b)
{
	const struct membership *const *x = a, *const *y = b;
	int order = ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);

	return order ? order : (*x)->nth < (*y)->nth ? -1 : 1;
}

static void show_address(const struct membership *m)
{
	char text[FORMAT_MAX];

	format_address(text, m->family, m->address, m->size);
	out_open(&out, NULL, '{');
	out_text(&out, "\n", "");
	if (m->family == AF_PACKET) {
		out_text(&out, "\tlink  ", "");
		out_string_colored(&out, COLOR_MAC, "link", "{%s}", text);
	} else {
		out_string(&out, "family", m->family == AF_INET ? "\t%s  " : "\t%s ", m->family == AF_INET ? "inet" : "inet6");
		out_string_colored(&out, m->family == AF_INET ? COLOR_INET : COLOR_INET6, "address", "{%s}", text);
	}
	if (m->users != 1)
		out_unsigned(&out, "users", " users %s", m->users);
	if (m->is_static)
		out_string(&out, "features", " %s", "static");
	out_close(&out);
}

/* All of one link; with -oneline each is a line of its own. */
static struct membership **show_link(struct membership **m, struct membership **end)
{
	const struct membership *first = *m;

	out_record_begin(&out);
	out_signed(&out, "ifindex", "%s:", first->index);
	out_string_colored(&out, COLOR_IFNAME, "ifname", "{\t%s}", first->name);
	out_open(&out, "maddr", '[');
	do
		show_address(*m++);
	while (m < end && (*m)->index == first->index && !opt.oneline);
	out_close(&out);
	out_record_end(&out);
	return m;
}

static void show(const struct list *l)
{
	struct membership **sorted = arena_alloc((l->n + 1) * sizeof(*sorted)), **at = sorted + l->n;

	for (struct membership *m = l->first; m; m = m->next)
		*--at = m;
	qsort(sorted, l->n, sizeof(*sorted), compare);
	out_begin(&out);
	for (at = sorted; at < sorted + l->n;)
		at = show_link(at, sorted + l->n);
	out_end(&out);
}

int maddress_list(struct words *w, const struct command *c)
{
	struct list l = { .n = 0 };
	struct request q;

	(void)c;
	request_begin(&q, &maddress_table, TO_LIST, 0, 0, w);
	if (request_parse(&q, &maddress_table, w) < 0 || w->completing)
		return -1;
	if (q.first)
		l.device = q.first->data;
	for (const struct source *s = sources; s < sources + sizeof(sources) / sizeof(sources[0]); s++)
		if (!opt.family || opt.family == s->family)
			read_source(&l, s);
	show(&l);
	return 0;
}
