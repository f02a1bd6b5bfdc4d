/* draw.c - a picture in text of the network.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "draw.h"

#include <string.h>

#include "arena.h"

/*
 * Two columns of boxes.  The left one is the namespace with the most cables; the others stand on
 * the right, each so that its end of a cable is in the line of the other end:
 *
 *   +- here -----------+
 *   | br0 (bridge)     |      +- blue -----------+
 *   |  +- veth0        |======| eth0 10.0.1.1/24 |
 *   +------------------+      +------------------+
 */
#define ROWS	160
#define COLUMN	37
#define GAP	6

struct column {
	char text[ROWS][COLUMN + 1];	/* without its frame; "" outside a box */
	char frame[ROWS];	/* '+' top or bottom of a box, '|' within one, ' ' none */
	int rows, width;
};

struct picture {
	const struct net *nets;
	int n, left;
	struct column column[2];
	bool cable[ROWS];
	int row_of[NET_MAX][NET_LINKS];	/* where a link stands in the right column; 0: not yet */
};

static void put_row(struct column *c, int row, char frame, const char *text)
{
	int around = frame == '+' ? strlen("+-  -+") : strlen("|  |"), n = strlen(text);

	if (row >= ROWS)
		return;
	if (n > COLUMN - around)
		n = COLUMN - around;
	memcpy(c->text[row], text, n);
	c->text[row][n] = '\0';
	c->frame[row] = frame;
	if (c->width < n + around)
		c->width = n + around;
	if (c->rows <= row)
		c->rows = row + 1;
}

static const char *net_name(const char *name)
{
	return *name ? name : "here";
}

static int net_of(const struct picture *p, const char *name)
{
	for (int i = 0; i < p->n; i++)
		if (!strcmp(p->nets[i].name, name))
			return i;
	return -1;
}

/* The other end of a cable, with its namespace in *net; NULL: it is not in the picture. */
static const struct net_link *other_end(const struct picture *p, const struct net_link *l, int *net)
{
	*net = l->peer ? net_of(p, l->peer_net) : -1;
	if (*net < 0)
		return NULL;
	for (size_t i = 0; i < p->nets[*net].n; i++)
		if (p->nets[*net].link[i].index == l->peer)
			return &p->nets[*net].link[i];
	return NULL;
}

static char *append(char *to, const char *text)
{
	return stpcpy(to, text);
}

/* "eth0 10.0.1.1/24 (down)"; far: its cable is not drawn, but told. */
static char *link_text(char *to, const struct net_link *l, const struct net_link *far)
{
	to = append(to, l->name);
	if (*l->kind && strcmp(l->kind, "veth"))
		to = append(append(append(to, " ("), l->kind), ")");
	if (*l->addresses)
		to = append(append(to, " "), l->addresses);
	if (!(l->flags & IFF_UP))
		to = append(to, " (down)");
	if (!far)
		return to;
	to = append(to, " = ");
	if (*l->peer_net)
		to = append(append(to, l->peer_net), ":");
	return append(to, far->name);
}

/* A port stands below its bridge in the left column; in the right one it says which that is. */
static void put_link(const struct picture *p, struct column *c, int row, int net, const struct net_link *l, bool drawn)
{
	bool is_left = c == &p->column[0];
	const struct net_link *bridge = NULL;
	char text[256] = "", *to = text;
	int other;

	for (size_t i = 0; l->master && i < p->nets[net].n; i++)
		if (p->nets[net].link[i].index == l->master)
			bridge = &p->nets[net].link[i];
	if (bridge && is_left)
		to = append(to, " +- ");
	to = link_text(to, l, drawn ? NULL : other_end(p, l, &other));
	if (bridge && !is_left)
		append(append(to, " in "), bridge->name);
	put_row(c, row, '|', text);
}

static int cables_between(const struct picture *p, int a, int b)
{
	int cables = 0, net;

	for (size_t i = 0; a != b && i < p->nets[a].n; i++)
		cables += other_end(p, &p->nets[a].link[i], &net) && net == b;
	return cables;
}

/* The box of a namespace in the right column: first the ends of its cables to the left one, from row on. */
static int put_right(struct picture *p, int net, int row)
{
	const struct net *from = &p->nets[p->left], *to = &p->nets[net];
	struct column *c = &p->column[1];
	int other;

	put_row(c, row++, '+', net_name(to->name));
	for (size_t i = 0; i < from->n; i++) {
		const struct net_link *end = other_end(p, &from->link[i], &other);

		if (end && other == net) {
			p->row_of[net][end - to->link] = row;
			put_link(p, c, row++, net, end, true);
		}
	}
	for (size_t i = 0; i < to->n; i++)
		if (!p->row_of[net][i])
			put_link(p, c, row++, net, &to->link[i], false);
	put_row(c, row++, '+', "");
	return row;
}

/* A link of the left box: its row, below the one that is given when its cable asks for that. */
static int put_left(struct picture *p, const struct net_link *l, int row, int *right)
{
	struct column *c = &p->column[0];
	const struct net_link *end;
	int net, at = 0;

	end = other_end(p, l, &net);
	if (end && net != p->left && cables_between(p, p->left, net)) {
		at = p->row_of[net][end - p->nets[net].link];
		if (!at) {
			at = row > *right ? row : *right + 1;
			*right = put_right(p, net, at - 1);
			at = p->row_of[net][end - p->nets[net].link];
		}
	}
	if (at < row)
		at = 0;
	while (row < at)
		put_row(c, row++, '|', "");
	if (at && row < ROWS)
		p->cable[row] = true;
	put_link(p, c, row++, p->left, l, at != 0);
	return row;
}

/* Ports stand below their bridge. */
static int put_ports(struct picture *p, uint32_t master, int row, int *right)
{
	const struct net *net = &p->nets[p->left];

	for (size_t i = 0; i < net->n; i++) {
		const struct net_link *l = &net->link[i];

		if (l->master != master)
			continue;
		row = put_left(p, l, row, right);
		row = put_ports(p, l->index, row, right);
	}
	return row;
}

static int most_cables(const struct picture *p)
{
	int best = 0, most = -1;

	for (int a = 0; a < p->n; a++) {
		int cables = 0;

		for (int b = 0; b < p->n; b++)
			cables += cables_between(p, a, b);
		if (cables > most) {
			most = cables;
			best = a;
		}
	}
	return best;
}

/* ---- to text ---- */
static char *fill(char *to, char c, int n)
{
	while (n-- > 0)
		*to++ = c;
	return to;
}

static char *draw_cell(char *to, const struct column *c, int row)
{
	int n = strlen(c->text[row]), width = c->width;

	if (row >= c->rows || !c->frame[row])
		return fill(to, ' ', width);
	if (c->frame[row] == '|') {
		to = append(append(to, "| "), c->text[row]);
		return append(fill(to, ' ', width - 4 - n), " |");
	}
	to = append(to, "+-");
	if (n)
		to = append(append(append(to, " "), c->text[row]), " ");
	return append(fill(to, '-', width - 3 - (n ? n + 2 : 0)), "+");
}

static const char *draw(const struct picture *p)
{
	const struct column *left = &p->column[0], *right = &p->column[1];
	int rows = left->rows > right->rows ? left->rows : right->rows;
	char *text = arena_alloc(rows * (2 * COLUMN + GAP + 8) + 1), *to = text;

	for (int row = 0; row < rows; row++) {
		to = draw_cell(to, left, row);
		to = fill(to, p->cable[row] ? '=' : ' ', GAP);
		if (right->rows)
			to = draw_cell(to, right, row);
		while (to > text && to[-1] == ' ')
			to--;
		*to++ = '\n';
	}
	*to = '\0';
	return text;
}

const char *draw_nets(const struct net *nets, int n)
{
	struct picture *p = arena_alloc(sizeof(*p));
	int row = 1, right = 0;

	*p = (struct picture){ .nets = nets, .n = n };
	p->left = most_cables(p);
	put_row(&p->column[0], 0, '+', net_name(nets[p->left].name));
	row = put_ports(p, 0, row, &right);
	put_row(&p->column[0], row, '+', "");
	/* Where the others are, an own namespace with nothing in it says nothing. */
	for (int i = nets[0].n < 2; i < n; i++)
		if (i != p->left && !cables_between(p, p->left, i))
			right = put_right(p, i, right);
	return draw(p);
}
