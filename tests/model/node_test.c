#include "model/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* names: [one, two] */
static struct node items[] = {
	{ .kind = NODE_SCALAR, .text = STR("one"), .next = &items[1] },
	{ .kind = NODE_SCALAR, .text = STR("two") },
};
static struct node values[] = {
	{ .kind = NODE_SCALAR, .key = STR("id"), .text = STR("a"), .next = &values[1] },
	{ .kind = NODE_LIST, .key = STR("names"), .count = 2, .first = items },
};
static const struct node map = { .kind = NODE_MAP, .count = 2, .first = values };

static struct node plain(struct str text)
{
	return (struct node){ .kind = NODE_SCALAR, .is_plain = true, .text = text };
}

static void finds_the_value_of_a_key(void **state)
{
	(void)state;
	assert_ptr_equal(node_find(&map, STR("id")), &values[0]);
	assert_ptr_equal(node_find(&map, STR("names")), &values[1]);
}

static void finds_nothing_for_a_key_that_is_not_there(void **state)
{
	(void)state;
	assert_null(node_find(&map, STR("name")));
	assert_null(node_find(&map, STR("names ")));
	assert_null(node_find(&map, STR("")));
}

static void finds_nothing_in_what_is_no_map(void **state)
{
	(void)state;
	assert_null(node_find(NULL, STR("id")));
	assert_null(node_find(&values[0], STR("id")));
	assert_null(node_find(&values[1], STR("")));
}

static void a_plain_null_is_absent(void **state)
{
	(void)state;
	const struct node empty = plain(STR("")), tilde = plain(STR("~"));
	const struct node null = plain(STR("null"));
	assert_true(node_is_absent(NULL));
	assert_true(node_is_absent(&empty));
	assert_true(node_is_absent(&tilde));
	assert_true(node_is_absent(&null));
}

static void any_other_text_is_there(void **state)
{
	(void)state;
	const struct node no = plain(STR("no")), null = plain(STR("Null"));
	const struct node quoted = { .kind = NODE_SCALAR, .text = STR("null") };
	const struct node empty = { .kind = NODE_SCALAR, .text = STR("") };
	assert_false(node_is_absent(&no));
	assert_false(node_is_absent(&null));
	assert_false(node_is_absent(&quoted));
	assert_false(node_is_absent(&empty));
	assert_false(node_is_absent(&map));
}

static void only_a_scalar_has_a_text(void **state)
{
	(void)state;
	assert_true(str_equal(node_text(&values[0]), STR("a")));
	assert_int_equal(node_text(&values[1]).size, 0);
	assert_int_equal(node_text(NULL).size, 0);
}

static void names_its_kinds_in_words(void **state)
{
	(void)state;
	assert_string_equal(node_kind_words(NODE_SCALAR), "a text");
	assert_string_equal(node_kind_words(NODE_LIST), "a list");
	assert_string_equal(node_kind_words(NODE_MAP), "a map");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_value_of_a_key),
		cmocka_unit_test(finds_nothing_for_a_key_that_is_not_there),
		cmocka_unit_test(finds_nothing_in_what_is_no_map),
		cmocka_unit_test(a_plain_null_is_absent),
		cmocka_unit_test(any_other_text_is_there),
		cmocka_unit_test(only_a_scalar_has_a_text),
		cmocka_unit_test(names_its_kinds_in_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
