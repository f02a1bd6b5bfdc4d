/* test_round_trip.c - word, bytes, message, literal, word again: the same bytes.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "options.h"
#include "tables.h"
#include "types.h"

static int tried, shown;

/* Words that a value of this row could be; the first that it takes is used. */
static const char *const samples[] = {
	"on", "1", "2", "7", "16", "10.1.2.3", "02:00:00:00:00:07", "lo", "some", "2001:db8::7", "enabled", "ingress", "auto", "strict", "all", "00:11:22:33:44:55:66:77", "1-5", "0a0b0c0d",
	NULL,
};

static struct item *say(struct request *q, const struct table *t, const struct row *r,
			const char *value, struct words *w, char **v)
{
	char keyword[WORD_MAX];
	struct item *i;

	word_plain(r->word, keyword);
	v[0] = arena_copy(keyword, strlen(keyword));
	v[1] = (char *)value;
	*w = (struct words){ .v = v, .n = r->type->arg ? 2 : 1, .i = 1 };
	error_clear();
	request_begin(q, t, TO_SET, RTM_NEWLINK, 0, w);
	if (request_parse_row(q, t, r, w) < 0)
		return NULL;
	i = request_row(q, r);
	return i && request_resolve(q) == 0 ? i : NULL;
}

/* The table as the whole of a message: what build writes, view must find. */
static bool same_through_message(struct request *q, const struct row *r, const struct item *i)
{
	struct nlmsghdr *n = request_build(q);
	const void *data;
	struct view v;
	size_t size;
	bool v6;

	ck_assert_ptr_nonnull(n);
	ck_assert_int_eq(view_message(&v, q->table, n, NULL), 0);
	ck_assert_msg(view_payload(&v, r, &data, &size, &v6), "%s is not in its own message",
		      tables_row_name(q->table, r));
	return size >= i->size && !memcmp(data, i->data, i->size);
}

/* What the user would type again: a name where text has one, else the value. */
static const char *typed(const struct row *r, const struct literal *l)
{
	return l->label && strcmp(r->type->name, "u64") ? l->label : l->text;
}

static void check_row(const struct table *t, const struct row *r)
{
	struct request q, again;
	struct item *i = NULL, *j;
	struct literal l;
	struct words w;
	char *v[2];
	const char *const *sample = samples;
	char word[3 * FORMAT_MAX];

	if (r->names && r->type->arg)
		i = say(&q, t, r, r->names->name, &w, v);
	for (; !i && *sample; sample++)
		i = say(&q, t, r, *sample, &w, v);
	ck_assert_msg(i != NULL, "%s takes none of the samples", tables_row_name(t, r));
	ck_assert_msg(same_through_message(&q, r, i), "%s changes on its way", tables_row_name(t, r));
	tried++;
	if (!r->type->arg || r->type->merge || !r->type->print)
		return;
	l = (struct literal){ .text = NULL };
	r->type->print(&(struct view){ .table = t, .header = q.header, .header_size = t->header }, r,
		       i->data, i->size, &l);
	/* Some values are shown only beside others of the same nest. */
	if (!l.text)
		return;
	shown++;
	strcpy(word, typed(r, &l));
	j = say(&again, t, r, word, &w, v);
	/* Where only the number is taken, that has to do. */
	if (!j) {
		format_unsigned(word, payload_number(i->data, i->size, r->type->big_endian));
		j = say(&again, t, r, word, &w, v);
	}
	ck_assert_msg(j && j->size == i->size && !memcmp(j->data, i->data, i->size),
		      "%s: \"%s\" is not read back as what it was", tables_row_name(t, r), word);
}

static void check_table(const struct table *t, void *arg)
{
	const struct row *r;

	(void)arg;
	table_for_each(r, t)
		if (r->word && !r->parse && !r->group && r->type->scan &&
		    (r->place == AT_ATTR || r->place == AT_HEADER || r->place == AT_FIELD))
			check_row(t, r);
	arena_reset();
}

START_TEST(every_row)
{
	options_reset("ip");
	tried = shown = 0;
	tables_each(check_table, NULL);
	printf("round trip: %d rows, %d of them from text again\n", tried, shown);
	ck_assert_int_gt(tried, 300);
	ck_assert_int_gt(shown, 200);
	arena_free();
}
END_TEST

Suite *suite_round_trip(void);

Suite *suite_round_trip(void)
{
	Suite *s = suite_create("round_trip");
	TCase *t = tcase_create("rows");

	tcase_add_test(t, every_row);
	suite_add_tcase(s, t);
	return s;
}
