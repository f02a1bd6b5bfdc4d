/* explain_json.c - what -explain says, as JSON.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain_line.h"
#include "large.h"
#include "options.h"

#define LEVELS 14		/* OUT_DEPTH allows no more: each takes two brackets */

/* ---- JSON: one object a message, one line an object ---- */
static bool listed[LEVELS + 2];	/* is the list of what is inside open? */
static int level;

static void json_close_to(struct out *o, int depth)
{
	for (; level > depth; level--) {
		if (listed[level])
			out_close(o);
		out_close(o);
	}
}

void json_end(struct out *o)
{
	json_close_to(o, 0);
	if (listed[0])
		out_close(o);
	out_close(o);
	out_bytes(o, "\n", 1);
	o->comma[0] = false;
	level = 0;
	listed[0] = false;
	out_flush(o);
}

void json_begin(struct out *o)
{
	level = 0;
	listed[0] = false;
	out_open(o, NULL, '{');
}

static void json_bytes(struct out *o, const char *key, const void *data, size_t size)
{
	static LARGE char hex[2 * 65536 + 1];

	leaf_hex(hex, data, size < 65536 ? size : 65536);
	out_string(o, key, NULL, hex);
}

static void json_number(struct out *o, const struct leaf *l)
{
	if (l->pretended)
		out_null(o, "value", NULL);
	else if (l->negative)
		out_signed(o, "value", NULL, -(int64_t)l->number);
	else
		out_unsigned(o, "value", NULL, l->number);
	if (l->is == BITS)
		out_unsigned(o, "mask", NULL, l->mask);
}

static void json_words(struct out *o, const struct leaf *l)
{
	char words[512];

	if (leaf_is_implied(l))
		out_true(o, "implied", NULL);
	if (!l->n_from || leaf_is_implied(l))
		return;
	out_open(o, "words", '[');
	for (int i = 0; i < l->n_from; i++) {
		leaf_words(l, l->from[i], words, sizeof(words));
		if (leaf_is_said(l->from[i]))
			out_string(o, NULL, NULL, words);
	}
	out_close(o);
}

void json_line(struct out *o, const struct leaf *l)
{
	int depth = l->depth < LEVELS ? l->depth : LEVELS;

	json_close_to(o, depth);
	if (!listed[depth])
		out_open(o, "content", '[');
	listed[depth] = true;
	out_open(o, NULL, '{');
	level = depth + 1;
	listed[level] = false;
	out_string(o, "name", NULL, l->name);
	if (l->attr >= 0)
		out_unsigned(o, "attribute", NULL, l->attr);
	out_string(o, "type", NULL, l->type);
	if (l->is == NUMBER || l->is == BITS)
		json_number(o, l);
	else if (l->is == STRING || l->is == TEXT)
		out_string(o, "value", NULL, l->text);
	else if (l->is == BYTES)
		json_bytes(o, "value", l->bytes, l->size);
	if (l->label[0])
		out_string(o, "label", NULL, l->label);
	json_words(o, l);
}

void json_headline(struct out *o, const struct headline *h)
{
	json_begin(o);
	out_string(o, "message", NULL, h->name);
	out_unsigned(o, "type", NULL, h->type);
	out_string(o, "direction", NULL, h->sent ? "sent" : "received");
	if (h->held)
		out_true(o, "held_back", NULL);
	out_unsigned(o, "length", NULL, h->n->nlmsg_len);
	out_open(o, "flags", '[');
	for (int i = 0; i < h->n_flags; i++)
		out_string(o, NULL, NULL, h->flags[i]);
	out_close(o);
	if (opt.details) {
		out_unsigned(o, "number", NULL, h->n->nlmsg_seq);
		out_unsigned(o, "port", NULL, h->n->nlmsg_pid);
		json_bytes(o, "bytes", h->n, h->n->nlmsg_len);
	}
	if (h->meaning)
		out_string(o, "meaning", NULL, h->meaning);
}
