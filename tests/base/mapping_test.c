#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/mapping.h"

static size_t page_size;

/* A file without a name, of so many pages, each full of its number and 'a'. */
static int make_file(int pages)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	for (int page = 0; page < pages; page++)
		for (size_t i = 0; i < page_size; i++)
			fputc('a' + page, file);
	assert_int_equal(fflush(file), 0);
	int descriptor = dup(fileno(file));
	fclose(file);
	return descriptor;
}

static void gives_the_bytes_of_the_file(void **state)
{
	struct str bytes;
	int file = make_file(3);
	(void)state;
	assert_true(mapping_open(file, 2 * page_size + 5, &bytes));
	close(file);
	assert_int_equal(bytes.size, 2 * page_size + 5);
	assert_int_equal(bytes.bytes[0], 'a');
	assert_int_equal(bytes.bytes[2 * page_size + 4], 'c');
	assert_false(mapping_is_broken());
}

/* More often than there may be mappings. */
static void closes_what_it_opened(void **state)
{
	struct str bytes, others = STR("of somebody else");
	int file = make_file(1);
	(void)state;
	for (int i = 0; i < 100; i++) {
		assert_true(mapping_open(file, page_size, &bytes));
		assert_int_equal(bytes.bytes[0], 'a');
		mapping_close(others);
		mapping_close((struct str){0});
		mapping_close(bytes);
	}
	assert_false(mapping_mend(bytes.bytes));
	close(file);
}

static void fails_for_what_cannot_be_mapped(void **state)
{
	struct str bytes = STR("as it was");
	(void)state;
	assert_false(mapping_open(-1, 10, &bytes));
	assert_true(str_equal(bytes, STR("as it was")));
}

static void mends_no_address_of_somebody_else(void **state)
{
	int here = 0;
	(void)state;
	assert_false(mapping_mend(&here));
	assert_false(mapping_mend(NULL));
	assert_false(mapping_is_broken());
}

static void reads_zeros_where_the_file_was_cut_off(void **state)
{
	struct str bytes;
	int file = make_file(4);
	(void)state;
	signal(SIGBUS, SIG_DFL);        /* the test program's own handler would be kept */
	assert_true(mapping_open(file, 4 * page_size, &bytes));
	assert_int_equal(ftruncate(file, (off_t)page_size), 0);
	volatile const char *read = bytes.bytes;
	assert_int_equal(read[page_size * 2], 0);
	assert_int_equal(read[page_size * 3 + 7], 0);
	assert_int_equal(read[page_size - 1], 'a');
	assert_true(mapping_is_broken());
	close(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_bytes_of_the_file),
		cmocka_unit_test(closes_what_it_opened),
		cmocka_unit_test(fails_for_what_cannot_be_mapped),
		cmocka_unit_test(mends_no_address_of_somebody_else),
		cmocka_unit_test(reads_zeros_where_the_file_was_cut_off),
	};
	page_size = (size_t)sysconf(_SC_PAGESIZE);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
