/* test_alike.c - a record that copies from the one before it is what it would be alone.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "options.h"
#include "tables.h"
#include "types.h"

#define RECORDS 3000
#define ATTRS_MAX 32
#define FIXED_HEADER 64

/* What the next message is made of: one thing is another than in the message before. */
struct sample {
	char header[FIXED_HEADER];
	struct {
		uint16_t attr, size;	/* size 0: it is not there */
		uint8_t data[16];
	} attrs[ATTRS_MAX];
	int n;
};

static uint64_t message[1024];

/* Few values, so that some come again. */
static void fill(uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		data[i] = rand() % 4 ? 0 : rand() % 3;
}

static void sample_begin(struct sample *s, const struct table *t)
{
	const struct row *r;

	memset(s, 0, sizeof(*s));
	table_for_each(r, t)
		if (r->place == AT_ATTR && s->n < ATTRS_MAX)
			s->attrs[s->n++].attr = r->attr;
}

static void sample_change(struct sample *s, const struct table *t)
{
	int i = rand() % (s->n + 1);

	if (i == s->n) {
		s->header[0] = rand() % 2 ? AF_INET : AF_INET6;
		s->header[1 + rand() % (t->header - 1)] = rand() % 3 * 8;
		return;
	}
	if (rand() % 3 == 0)
		s->attrs[i].size = rand() % 2 ? 4 : rand() % 17;
	fill(s->attrs[i].data, s->attrs[i].size);
}

static const struct nlmsghdr *sample_build(const struct sample *s, const struct table *t)
{
	struct nlmsghdr *n = mnl_nlmsg_put_header(message);

	memcpy(mnl_nlmsg_put_extra_header(n, t->header), s->header, t->header);
	for (int i = 0; i < s->n; i++)
		if (s->attrs[i].size)
			mnl_attr_put(n, s->attrs[i].attr, s->attrs[i].size, s->attrs[i].data);
	return n;
}

static void record(struct out *o, const struct table *t, const struct nlmsghdr *n)
{
	struct view v;

	ck_assert_int_eq(view_message(&v, t, n, NULL), 0);
	out_record_begin(o);
	show_rows(o, &v);
	out_record_end(o);
}

/* Text, JSON, and JSON with line breaks. */
enum mode { TEXT, JSON, PRETTY, MODES };

/* The text of the same messages each time. */
static char *list(const struct table *t, enum mode mode, bool forget, size_t *size)
{
	int fd = memfd_create("list", MFD_CLOEXEC);
	struct out o = { .fd = -1 };
	struct sample s;
	char *text;

	ck_assert_int_ge(fd, 0);
	out_init_plain(&o, fd);
	o.json = mode != TEXT;
	o.pretty = mode == PRETTY;
	srand(1);
	sample_begin(&s, t);
	out_begin(&o);
	for (int i = 0; i < RECORDS; i++) {
		sample_change(&s, t);
		if (forget)
			show_forget();
		record(&o, t, sample_build(&s, t));
	}
	out_end(&o);
	ck_assert_int_eq(out_flush(&o), 0);
	out_free(&o);
	*size = lseek(fd, 0, SEEK_END);
	text = malloc(*size + 1);
	ck_assert_int_eq(pread(fd, text, *size, 0), *size);
	close(fd);
	return text;
}

static void compare(const struct table *t, enum mode mode)
{
	size_t size, alone_size;
	char *text = list(t, mode, false, &size), *alone = list(t, mode, true, &alone_size);

	ck_assert_uint_gt(size, RECORDS);
	ck_assert_msg(size == alone_size && !memcmp(text, alone, size), "%s: mode %d differs", t->name, mode);
	free(text);
	free(alone);
}

static int compared;

static void compare_table(const struct table *t, void *arg)
{
	(void)arg;
	if (!t->alike)
		return;
	compared++;
	for (enum mode mode = TEXT; mode < MODES; mode++)
		for (opt.details = 0; opt.details < 2; opt.details++)
			compare(t, mode);
	opt.details = 0;
}

/* Any of its rows may be the first that has text: in JSON, the one without a comma. */
static const struct row rows[] = {
	TOLD(1, u32, "a %s ", "a", .hide = HIDE_ZERO),
	TOLD(2, u32, "b %s ", "b", .hide = HIDE_ZERO),
	TOLD(3, u32, "c %s ", "c", .hide = HIDE_ZERO),
};
static const struct table zeros = { .name = "zeros", TABLE_ROWS(rows), .header = 4, .alike = true };

START_TEST(records_are_alike)
{
	compare_table(&zeros, NULL);
	tables_each(compare_table, NULL);
	ck_assert_int_ge(compared, 5);
}
END_TEST

Suite *suite_alike(void);

Suite *suite_alike(void)
{
	Suite *s = suite_create("alike");
	TCase *t = tcase_create("records");

	tcase_add_test(t, records_are_alike);
	tcase_set_timeout(t, 60);
	suite_add_tcase(s, t);
	return s;
}
