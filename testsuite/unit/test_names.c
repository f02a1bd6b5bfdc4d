/* test_names.c - the names files.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture.h"
#include "names.h"
#include "unit.h"

Suite *suite_names(void);

#define ETC "/etc/iproute2/"
#define SHARE "/usr/share/iproute2/"
#define LIB "/usr/lib/iproute2/"

static char root[64];

static void setup(void)
{
	strcpy(root, "/tmp/minip-names-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(root));
	names_root = root;
}

static int remove_one(const char *path, const struct stat *stat, int type,
		      struct FTW *ftw)
{
	(void)stat, (void)type, (void)ftw;
	return remove(path);
}

static void teardown(void)
{
	names_reset();
	names_root = "";
	nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Makes a file below the root, and the folders that lead to it. */
static void make(const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s%s", root, name);
	for (char *p = path + strlen(root) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		mkdir(path, 0777);
		*p = '/';
	}
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
}

static uint32_t value_of(enum names names, const char *name)
{
	uint32_t value = 7777;

	if (names_value(names, name, &value) < 0)
		ck_assert_uint_eq(value, 7777);
	return value;
}

/* The names that ip(8) knows with no file at all. */
static const struct {
	enum names names;
	uint32_t value;
	const char *name;
} builtins[] = {
	{ NAMES_TABLE, 255, "local" },
	{ NAMES_TABLE, 254, "main" },
	{ NAMES_TABLE, 253, "default" },
	{ NAMES_TABLE, 0, NULL },
	{ NAMES_PROTO, 0, "unspec" },
	{ NAMES_PROTO, 2, "kernel" },
	{ NAMES_PROTO, 3, "boot" },
	{ NAMES_PROTO, 4, "static" },
	{ NAMES_PROTO, 9, "ra" },
	{ NAMES_PROTO, 17, NULL },
	{ NAMES_PROTO, 18, "keepalived" },
	{ NAMES_PROTO, 42, "babel" },
	{ NAMES_PROTO, 99, NULL },
	{ NAMES_PROTO, 192, "eigrp" },
	{ NAMES_SCOPE, 0, "global" },
	{ NAMES_SCOPE, 200, "site" },
	{ NAMES_SCOPE, 253, "link" },
	{ NAMES_SCOPE, 254, "host" },
	{ NAMES_SCOPE, 255, "nowhere" },
	{ NAMES_REALM, 0, "unknown" },
	{ NAMES_GROUP, 0, "default" },
	{ NAMES_GROUP, 1, NULL },
	{ NAMES_DSFIELD, 0, NULL },
	{ NAMES_ADDRPROTO, 2, "kernel_ra" },
	{ NAMES_PROTODOWN, 0, NULL },
};

START_TEST(test_builtins)
{
	enum names names = builtins[_i].names;
	const char *name = builtins[_i].name;

	for (int round = 0; round < 2; round++) {
		if (name) {
			ck_assert_str_eq(names_of(names, builtins[_i].value),
					 name);
			ck_assert_uint_eq(value_of(names, name),
					  builtins[_i].value);
		} else {
			ck_assert_ptr_null(names_of(names, builtins[_i].value));
		}
		ck_assert_uint_eq(value_of(names, "nosuch"), 7777);
		ck_assert_ptr_null(names_of(names, 123456));
	}
}
END_TEST

/* Lines that ip(8) takes. */
START_TEST(test_lines)
{
	make(ETC "rt_tables",
	     "# comment\n\n   \n\t# indented comment\n"
	     "20 plain\n 21\tblanks \n0x16 hex\n024 decimal\n25tight\n"
	     "26 two words\n27 name#sharp\n28 crlf\r\n4294967295 last\n"
	     "4294967296 large\n-1 negative\n30 unended");
	ck_assert_str_eq(names_of(NAMES_TABLE, 20), "plain");
	ck_assert_str_eq(names_of(NAMES_TABLE, 21), "blanks");
	ck_assert_str_eq(names_of(NAMES_TABLE, 22), "hex");
	ck_assert_str_eq(names_of(NAMES_TABLE, 24), "decimal");
	ck_assert_str_eq(names_of(NAMES_TABLE, 25), "tight");
	ck_assert_str_eq(names_of(NAMES_TABLE, 26), "two");
	ck_assert_str_eq(names_of(NAMES_TABLE, 27), "name#sharp");
	ck_assert_str_eq(names_of(NAMES_TABLE, 28), "crlf");
	ck_assert_str_eq(names_of(NAMES_TABLE, 30), "unended");
	ck_assert_str_eq(names_of(NAMES_TABLE, UINT32_MAX), "last");
	ck_assert_uint_eq(value_of(NAMES_TABLE, "large"), 7777);
	ck_assert_uint_eq(value_of(NAMES_TABLE, "negative"), 7777);
	ck_assert_uint_eq(value_of(NAMES_TABLE, "hex"), 22);
	ck_assert_uint_eq(value_of(NAMES_TABLE, "main"), 254);
}
END_TEST

static const struct {
	const char *text, *at;
} bad[] = {
	{ "20 a\n  zork b\n21 c\n", "zork b\n" },
	{ "20 a\n22\n21 c\n", "22\n" },
	{ "20 a\n0x\n21 c\n", NULL },
	{ "20 a\nx", "x" },
	{ "20 a\n- b\n21 c\n", "- b\n" },
};

/* A bad line is told once and ends the file; what came before it counts. */
START_TEST(test_bad_line)
{
	char expected[256];

	make(ETC "rt_tables", bad[_i].text);
	capture_begin(STDERR_FILENO);
	ck_assert_uint_eq(value_of(NAMES_TABLE, "a"), 20);
	ck_assert_ptr_null(names_of(NAMES_TABLE, 22));
	if (bad[_i].at) {
		snprintf(expected, sizeof(expected),
			 "Database %s" ETC "rt_tables is corrupted at %s\n",
			 root, bad[_i].at);
		ck_assert_ptr_null(names_of(NAMES_TABLE, 21));
	} else {
		strcpy(expected, ""); /* "0x" is the number 0 with the name x */
		ck_assert_uint_eq(value_of(NAMES_TABLE, "x"), 0);
	}
	ck_assert_str_eq(capture_end(STDERR_FILENO, NULL), expected);
}
END_TEST

START_TEST(test_bad_file_leaves_the_others)
{
	make(ETC "rt_protos", "zork\n");
	make(ETC "rt_protos.d/a.conf", "zork\n");
	make(ETC "rt_protos.d/b.conf", "200 fine\n");
	capture_begin(STDERR_FILENO);
	ck_assert_uint_eq(value_of(NAMES_PROTO, "fine"), 200);
	ck_assert_ptr_nonnull(strstr(capture_end(STDERR_FILENO, NULL),
				     "rt_protos.d/a.conf is"));
}
END_TEST

/* One name for a protocol, the last one; all names for a table, the last one shown. */
START_TEST(test_number_with_two_names)
{
	make(ETC "rt_protos", "20 a\n20 b\n2 core\n");
	make(ETC "rt_tables", "20 a\n20 b\n254 base\n");
	ck_assert_uint_eq(value_of(NAMES_PROTO, "b"), 20);
	ck_assert_uint_eq(value_of(NAMES_PROTO, "a"), 7777);
	ck_assert_uint_eq(value_of(NAMES_PROTO, "kernel"), 7777);
	ck_assert_str_eq(names_of(NAMES_PROTO, 2), "core");
	ck_assert_str_eq(names_of(NAMES_TABLE, 20), "b");
	ck_assert_uint_eq(value_of(NAMES_TABLE, "a"), 20);
	ck_assert_uint_eq(value_of(NAMES_TABLE, "b"), 20);
	ck_assert_str_eq(names_of(NAMES_TABLE, 254), "base");
	ck_assert_uint_eq(value_of(NAMES_TABLE, "main"), 254);
}
END_TEST

START_TEST(test_name_of_two_numbers)
{
	make(ETC "rt_protos", "21 a\n20 a\n");
	ck_assert_uint_eq(value_of(NAMES_PROTO, "a"), 20);
	ck_assert_str_eq(names_of(NAMES_PROTO, 21), "a");
}
END_TEST

START_TEST(test_numbers_out_of_range)
{
	make(ETC "rt_protos", "256 over\n255 top\n");
	make(ETC "group", "256 fine\n");
	make(ETC "protodown_reasons.d/a.conf", "31 top\n32 over\n");
	make(ETC "protodown_reasons", "5 unread\n");
	ck_assert_uint_eq(value_of(NAMES_PROTO, "over"), 7777);
	ck_assert_uint_eq(value_of(NAMES_PROTO, "top"), 255);
	ck_assert_str_eq(names_of(NAMES_GROUP, 256), "fine");
	ck_assert_uint_eq(value_of(NAMES_PROTODOWN, "top"), 31);
	ck_assert_uint_eq(value_of(NAMES_PROTODOWN, "over"), 7777);
	ck_assert_uint_eq(value_of(NAMES_PROTODOWN, "unread"), 7777);
}
END_TEST

/* A built-in protocol is named without a look at the file. */
START_TEST(test_builtin_needs_no_file)
{
	make(ETC "rt_protos", "zork\n");
	capture_begin(STDERR_FILENO);
	ck_assert_str_eq(names_of(NAMES_PROTO, 2), "kernel");
	ck_assert_str_eq(capture_end(STDERR_FILENO, NULL), "");
}
END_TEST

START_TEST(test_order_of_folders)
{
	make(LIB "rt_tables", "20 lib\n");
	ck_assert_str_eq(names_of(NAMES_TABLE, 20), "lib");
	make(SHARE "rt_tables", "20 share\n");
	ck_assert_str_eq(names_of(NAMES_TABLE, 20), "lib");
	names_reset();
	ck_assert_str_eq(names_of(NAMES_TABLE, 20), "share");
	make(ETC "rt_tables", "21 etc\n");
	names_reset();
	ck_assert_str_eq(names_of(NAMES_TABLE, 21), "etc");
	ck_assert_ptr_null(names_of(NAMES_TABLE, 20));
}
END_TEST

START_TEST(test_folders_of_files)
{
	make(ETC "rt_tables", "20 main-file\n21 overruled\n");
	make(ETC "rt_tables.d/a.conf", "21 etc\n");
	make(ETC "rt_tables.d/same.conf", "22 seen\n");
	make(ETC "rt_tables.d/.hidden.conf", "23 hidden\n");
	make(ETC "rt_tables.d/README", "24 readme\n");
	make(ETC "rt_tables.d/.conf", "25 nameless\n");
	make(SHARE "rt_tables.d/same.conf", "26 unseen\n");
	make(SHARE "rt_tables.d/b.conf", "27 share\n21 weaker\n");
	make(ETC "rt_scopes.d/a.conf", "28 no-such-folder\n");
	ck_assert_str_eq(names_of(NAMES_TABLE, 20), "main-file");
	ck_assert_str_eq(names_of(NAMES_TABLE, 21), "etc");
	ck_assert_str_eq(names_of(NAMES_TABLE, 22), "seen");
	ck_assert_ptr_null(names_of(NAMES_TABLE, 23));
	ck_assert_ptr_null(names_of(NAMES_TABLE, 24));
	ck_assert_ptr_null(names_of(NAMES_TABLE, 25));
	ck_assert_ptr_null(names_of(NAMES_TABLE, 26));
	ck_assert_str_eq(names_of(NAMES_TABLE, 27), "share");
	ck_assert_ptr_null(names_of(NAMES_SCOPE, 28));
}
END_TEST

static void collect(uint32_t value, const char *name, void *arg)
{
	char *text = arg;

	sprintf(text + strlen(text), "%u=%s ", value, name);
}

START_TEST(test_each_ascends)
{
	char text[256] = "";

	make(ETC "group", "300 c\n7 b\n0x2 a\n7 d\n");
	names_each(NAMES_GROUP, collect, text);
	ck_assert_str_eq(text, "0=default 2=a 7=b 7=d 300=c ");
}
END_TEST

START_TEST(test_many_and_long)
{
	size_t size = 20000 * 16 + 3000;
	char *text = malloc(size), *p = text, name[1001];

	memset(name, 'n', 1000);
	name[1000] = '\0';
	p += sprintf(p, "# %s\n20000 %s\n", name, name);
	for (int i = 19999; i > 0; i--)
		p += sprintf(p, "%d t%d\n", i, i);
	make(ETC "rt_tables", text);
	free(text);
	ck_assert_str_eq(names_of(NAMES_TABLE, 20000), name);
	ck_assert_str_eq(names_of(NAMES_TABLE, 1), "t1");
	ck_assert_str_eq(names_of(NAMES_TABLE, 12345), "t12345");
	ck_assert_uint_eq(value_of(NAMES_TABLE, "t19999"), 19999);
	ck_assert_uint_eq(value_of(NAMES_TABLE, "main"), 254);
}
END_TEST

Suite *suite_names(void)
{
	Suite *suite = suite_create("names");
	TCase *tests = tcase_create("names");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_builtins, 0,
			    sizeof(builtins) / sizeof(*builtins));
	tcase_add_test(tests, test_lines);
	tcase_add_loop_test(tests, test_bad_line, 0,
			    sizeof(bad) / sizeof(*bad));
	tcase_add_test(tests, test_bad_file_leaves_the_others);
	tcase_add_test(tests, test_number_with_two_names);
	tcase_add_test(tests, test_name_of_two_numbers);
	tcase_add_test(tests, test_numbers_out_of_range);
	tcase_add_test(tests, test_builtin_needs_no_file);
	tcase_add_test(tests, test_order_of_folders);
	tcase_add_test(tests, test_folders_of_files);
	tcase_add_test(tests, test_each_ascends);
	tcase_add_test(tests, test_many_and_long);
	suite_add_tcase(suite, tests);
	return suite;
}
