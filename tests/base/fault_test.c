#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"

static void says_what_happened_and_is_false(void **state)
{
	(void)state;
	struct fault why = {0};
	assert_false(fault_set(&why, FAULT_SYNTAX, "%s:%u: expected a list of links", "a.yaml", 7));
	assert_int_equal(why.kind, FAULT_SYNTAX);
	assert_string_equal(why.sentence, "a.yaml:7: expected a list of links");
}

static void needs_no_one_to_tell(void **state)
{
	(void)state;
	assert_false(fault_set(NULL, FAULT_SYSTEM, "nobody hears this"));
	assert_false(fault_add(NULL, "nor this"));
}

static void puts_a_context_before_the_sentence(void **state)
{
	(void)state;
	struct fault why = {0};
	fault_set(&why, FAULT_LIMIT, "too deep");
	assert_false(fault_add(&why, "%s:%d", "b.yaml", 3));
	assert_false(fault_add(&why, "while indexing"));
	assert_string_equal(why.sentence, "while indexing: b.yaml:3: too deep");
	assert_int_equal(why.kind, FAULT_LIMIT);
}

static void may_be_set_from_its_own_sentence(void **state)
{
	(void)state;
	struct fault why = {0};
	fault_set(&why, FAULT_FORMAT, "bad header");
	fault_set(&why, FAULT_FORMAT, "cache: %s", why.sentence);
	assert_string_equal(why.sentence, "cache: bad header");
}

/* A sentence of `count` letters `letter`. */
static void set_long(struct fault *why, const char *letter, size_t count)
{
	char text[2048] = "";
	size_t size = strlen(letter);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * size, letter, size + 1);
	fault_set(why, FAULT_SYSTEM, "%s", text);
}

static void keeps_a_sentence_that_just_fits(void **state)
{
	(void)state;
	struct fault why = {0};
	set_long(&why, "ж", 255);
	assert_int_equal(strlen(why.sentence), 510);
	set_long(&why, "x", 511);
	assert_int_equal(strlen(why.sentence), 511);
}

static void cuts_a_long_sentence_at_a_whole_character(void **state)
{
	(void)state;
	struct fault why = {0};
	set_long(&why, "x", 600);
	assert_int_equal(strlen(why.sentence), 511);
	set_long(&why, "ж", 300);               /* two bytes each */
	assert_int_equal(strlen(why.sentence), 510);
	set_long(&why, "က", 300);               /* three: 170 of them are 510 */
	assert_int_equal(strlen(why.sentence), 510);
	set_long(&why, "😀", 300);              /* four: 127 of them are 508 */
	assert_int_equal(strlen(why.sentence), 508);
}

static void cuts_when_a_context_makes_it_long(void **state)
{
	(void)state;
	struct fault why = {0};
	set_long(&why, "က", 170);
	fault_add(&why, "at");                  /* "at: " leaves 507 bytes: 169 of them */
	assert_int_equal(strlen(why.sentence), 4 + 169 * 3);
}

static void has_one_exit_status_for_usage_and_one_for_all_else(void **state)
{
	(void)state;
	for (int kind = FAULT_NONE; kind < FAULT_KIND_COUNT; kind++) {
		struct fault why = { .kind = (enum fault_kind)kind };
		assert_int_equal(fault_exit_status(&why), kind == FAULT_USAGE ? 2 : 3);
	}
	assert_int_equal(fault_exit_status(NULL), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_happened_and_is_false),
		cmocka_unit_test(needs_no_one_to_tell),
		cmocka_unit_test(puts_a_context_before_the_sentence),
		cmocka_unit_test(may_be_set_from_its_own_sentence),
		cmocka_unit_test(keeps_a_sentence_that_just_fits),
		cmocka_unit_test(cuts_a_long_sentence_at_a_whole_character),
		cmocka_unit_test(cuts_when_a_context_makes_it_long),
		cmocka_unit_test(has_one_exit_status_for_usage_and_one_for_all_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
