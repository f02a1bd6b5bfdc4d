/* test_arena.c - memory of one command line.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"
#include "unit.h"

Suite *suite_arena(void);

static bool is_zero(const char *p, size_t size)
{
	while (size--) {
		if (*p++)
			return false;
	}
	return true;
}

START_TEST(test_alloc_is_zeroed_and_aligned)
{
	/* the second round gets memory that the first one has dirtied */
	for (int round = 0; round < 2; round++) {
		for (size_t size = 0; size < 300; size++) {
			char *p = arena_alloc(size);

			ck_assert_ptr_nonnull(p);
			ck_assert_uint_eq((uintptr_t)p % alignof(max_align_t),
					  0);
			ck_assert(is_zero(p, size));
			memset(p, 0xa5, size);
		}
		arena_reset();
	}
}
END_TEST

START_TEST(test_pieces_do_not_overlap)
{
	unsigned char *pieces[500];

	for (int i = 0; i < 500; i++) {
		pieces[i] = arena_alloc(100 + i);
		memset(pieces[i], i, 100 + i);
	}
	for (int i = 0; i < 500; i++) {
		for (int j = 0; j < 100 + i; j++)
			ck_assert_uint_eq(pieces[i][j], i & 0xff);
	}
}
END_TEST

START_TEST(test_large_piece)
{
	char *small = arena_alloc(8), *large = arena_alloc(1000000);

	strcpy(small, "small");
	ck_assert(is_zero(large, 1000000));
	memset(large, 1, 1000000);
	ck_assert_str_eq(small, "small");
}
END_TEST

START_TEST(test_copy_ends_with_nul)
{
	char *copy;

	memset(arena_alloc(4000), 0xff, 4000);
	arena_reset();
	copy = arena_copy("a\0b", 3);
	ck_assert_mem_eq(copy, "a\0b\0", 4);
	/* full to the last byte of its alignment: the NUL needs room */
	copy = arena_copy("0123456789abcdef", 16);
	memset(arena_alloc(16), 0xff, 16);
	ck_assert_str_eq(copy, "0123456789abcdef");
	ck_assert_str_eq(arena_copy(NULL, 0), "");
	ck_assert_str_eq(arena_copy("longer", 4), "long");
}
END_TEST

START_TEST(test_reset_reuses_the_first_block)
{
	void *first = arena_alloc(16);

	for (int i = 0; i < 100; i++)
		arena_alloc(10000);
	arena_reset();
	ck_assert_ptr_eq(arena_alloc(16), first);
	arena_reset();
	arena_reset();
	ck_assert_ptr_eq(arena_alloc(16), first);
}
END_TEST

START_TEST(test_impossible_size_ends_the_process)
{
	volatile size_t size = SIZE_MAX;

	arena_alloc(size);
}
END_TEST

Suite *suite_arena(void)
{
	Suite *suite = suite_create("arena");
	TCase *tests = tcase_create("arena");

	tcase_add_checked_fixture(tests, NULL, arena_free);
	tcase_add_test(tests, test_alloc_is_zeroed_and_aligned);
	tcase_add_test(tests, test_pieces_do_not_overlap);
	tcase_add_test(tests, test_large_piece);
	tcase_add_test(tests, test_copy_ends_with_nul);
	tcase_add_test(tests, test_reset_reuses_the_first_block);
	tcase_add_exit_test(tests, test_impossible_size_ends_the_process, 1);
	suite_add_tcase(suite, tests);
	return suite;
}
