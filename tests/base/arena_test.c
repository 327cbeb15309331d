#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"

static bool is_zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

static void gives_zeroed_memory_aligned_for_any_type(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (size_t size = 0; size < 10000; size += 37) {
		unsigned char *bytes = arena_take(&arena, size);
		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		assert_true(is_zero(bytes, size));
		memset(bytes, 0xAA, size);
	}
	arena_release(&arena);
}

static void gives_memory_that_does_not_overlap(void **state)
{
	(void)state;
	struct arena arena = {0};
	uint32_t *numbers[500];
	for (uint32_t i = 0; i < 500; i++) {
		numbers[i] = ARENA_NEW(&arena, uint32_t);
		*numbers[i] = i;
	}
	for (uint32_t i = 0; i < 500; i++)
		assert_int_equal(*numbers[i], i);
	arena_release(&arena);
}

static void counts_what_it_handed_out(void **state)
{
	(void)state;
	struct arena arena = {0};
	arena_take(&arena, 1);
	assert_int_equal(arena.size, 16);
	arena_take(&arena, 16);
	assert_int_equal(arena.size, 32);
	arena_take(&arena, 100000);
	assert_int_equal(arena.size, 100032);
	arena_release(&arena);
	assert_int_equal(arena.size, 0);
}

static void keeps_the_rest_of_a_block_when_a_large_request_comes(void **state)
{
	(void)state;
	struct arena arena = {0};
	char *first = arena_take(&arena, 16);
	char *large = arena_take(&arena, 4 << 20);
	char *second = arena_take(&arena, 16);
	memset(large, 1, 4 << 20);
	assert_ptr_equal(second, first + 16);
	arena_release(&arena);
}

static void ends_a_copy_with_a_nul(void **state)
{
	(void)state;
	struct arena arena = {0};
	char *copy = arena_copy(&arena, "naypyitaw", 3);
	assert_string_equal(copy, "nay");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	arena_release(&arena);
}

static void zeroes_again_what_a_reset_gives_back(void **state)
{
	(void)state;
	struct arena arena = {0};
	unsigned char *before = arena_take(&arena, 1000);
	memset(before, 0xFF, 1000);
	arena_reset(&arena);
	assert_int_equal(arena.size, 0);

	unsigned char *after = arena_take(&arena, 2000);
	assert_ptr_equal(after, before);
	assert_true(is_zero(after, 2000));
	arena_release(&arena);
}

static void gives_memory_as_it_is_to_who_writes_it_at_once(void **state)
{
	(void)state;
	struct arena arena = {0};
	memset(arena_take(&arena, 1000), 0xFF, 1000);
	arena_reset(&arena);

	unsigned char *dirty = arena_take_dirty(&arena, 100);
	assert_int_equal((uintptr_t)dirty % alignof(max_align_t), 0);
	assert_int_equal(dirty[0], 0xFF);
	assert_true(is_zero(arena_take(&arena, 100), 100));
	assert_string_equal(arena_copy(&arena, "naypyitaw", 3), "nay");
	memset(arena_take_dirty(&arena, 200), 0xFF, 200);
	assert_true(is_zero(arena_take(&arena, 1000), 1000));
	arena_release(&arena);
}

static void may_be_reset_and_released_when_empty(void **state)
{
	(void)state;
	struct arena arena = {0};
	arena_reset(&arena);
	arena_release(&arena);
	arena_release(&arena);
	assert_null(arena.newest);
}

static int told;        /* where the handler writes to */

static void tell(const char *sentence)
{
	ssize_t written = write(told, sentence, strlen(sentence));
	(void)written;
}

static void tell_and_run_out_again(const char *sentence)
{
	struct arena arena = {0};
	tell(sentence);
	arena_take_many(&arena, SIZE_MAX, 2);
}

/* Run out of memory in a child, which must abort. `text` is what the handler wrote, and its size
 * is given. */
static size_t run_out(void (*handler)(const char *), size_t count, size_t size, char *text,
                      size_t room)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct arena arena = {0};
		told = ends[1];
		arena_on_exhaustion(handler);
		arena_take_many(&arena, count, size);
		_exit(0);
	}
	close(ends[1]);
	ssize_t read_size = read(ends[0], text, room - 1);
	close(ends[0]);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	text[read_size > 0 ? read_size : 0] = '\0';
	return strlen(text);
}

static void keeps_what_it_adopts_until_it_is_released(void **state)
{
	struct arena arena = {0}, other = {0}, empty = {0};
	(void)state;
	arena_adopt(&arena, &empty);
	assert_null(arena.newest);
	char *first = arena_copy(&other, "first", 5);
	arena_take(&other, 1 << 20);
	arena_adopt(&arena, &other);
	assert_null(other.newest);
	assert_int_equal(other.size, 0);
	char *second = arena_copy(&arena, "second", 6);
	char *third = arena_copy(&other, "third", 5);
	size_t size = arena.size + other.size;
	arena_adopt(&arena, &other);
	assert_int_equal(arena.size, size);
	assert_string_equal(first, "first");
	assert_string_equal(second, "second");
	assert_string_equal(third, "third");
	arena_release(&arena);
}

static void treats_a_product_that_overflows_as_memory_that_ran_out(void **state)
{
	(void)state;
	char text[256];
	run_out(tell, SIZE_MAX / 2 + 1, 2, text, sizeof(text));
	assert_string_equal(text, "there is not enough memory to go on");
	run_out(tell, SIZE_MAX, 1, text, sizeof(text));
	assert_string_equal(text, "there is not enough memory to go on");
}

static void lets_the_handler_run_once_even_if_it_runs_out_itself(void **state)
{
	(void)state;
	char text[256];
	run_out(tell_and_run_out_again, SIZE_MAX, 2, text, sizeof(text));
	assert_string_equal(text, "there is not enough memory to go on");
}

static void ends_without_a_handler_too(void **state)
{
	(void)state;
	char text[256];
	assert_int_equal(run_out(NULL, SIZE_MAX, 2, text, sizeof(text)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_memory_aligned_for_any_type),
		cmocka_unit_test(gives_memory_that_does_not_overlap),
		cmocka_unit_test(counts_what_it_handed_out),
		cmocka_unit_test(keeps_the_rest_of_a_block_when_a_large_request_comes),
		cmocka_unit_test(ends_a_copy_with_a_nul),
		cmocka_unit_test(zeroes_again_what_a_reset_gives_back),
		cmocka_unit_test(gives_memory_as_it_is_to_who_writes_it_at_once),
		cmocka_unit_test(may_be_reset_and_released_when_empty),
		cmocka_unit_test(keeps_what_it_adopts_until_it_is_released),
		cmocka_unit_test(treats_a_product_that_overflows_as_memory_that_ran_out),
		cmocka_unit_test(lets_the_handler_run_once_even_if_it_runs_out_itself),
		cmocka_unit_test(ends_without_a_handler_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
