#include "ui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;

static struct key key(const char *name)
{
	struct key key = { NAMED_NONE };
	assert_true(key_parse(str_of(name), &key));
	return key;
}

static enum action action_of(enum key_context context, const char *name)
{
	enum action action = ACTION_NONE;
	struct key keys[] = { key(name) };
	keymap_find(context, keys, 1, &action);
	return action;
}

static void finds_the_action_of_a_key(void **state)
{
	(void)state;
	assert_int_equal(action_of(CONTEXT_DOSSIER, "j"), ACTION_LINE_DOWN);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "Enter"), ACTION_OPEN);
	assert_int_equal(action_of(CONTEXT_DOSSIER, "C-l"), ACTION_REDRAW);
}

static void lets_a_context_override_the_global_meaning(void **state)
{
	(void)state;
	assert_int_equal(action_of(CONTEXT_DOSSIER, "Tab"), ACTION_LINK_NEXT);
	assert_int_equal(action_of(CONTEXT_LIST, "Tab"), ACTION_PANE_NEXT);
}

static void gives_letters_to_the_line_while_one_is_typed(void **state)
{
	(void)state;
	assert_int_equal(action_of(CONTEXT_PROMPT, "j"), ACTION_NONE);
	assert_int_equal(action_of(CONTEXT_PROMPT, "q"), ACTION_NONE);
	assert_int_equal(action_of(CONTEXT_PROMPT, "Escape"), ACTION_CANCEL);
}

static void waits_for_the_rest_of_a_sequence(void **state)
{
	(void)state;
	enum action action = ACTION_NONE;
	struct key keys[] = { key("g"), key("g") };
	assert_int_equal(keymap_find(CONTEXT_DOSSIER, keys, 1, &action), KEY_PREFIX);
	assert_int_equal(keymap_find(CONTEXT_DOSSIER, keys, 2, &action), KEY_BOUND);
	assert_int_equal(action, ACTION_FIRST);
	keys[1] = key("x");
	assert_int_equal(keymap_find(CONTEXT_DOSSIER, keys, 2, &action), KEY_UNBOUND);
}

static void names_the_keys_of_an_action(void **state)
{
	(void)state;
	struct str all = keymap_keys(&arena, CONTEXT_DOSSIER, ACTION_LINE_DOWN, false);
	assert_string_equal(all.bytes, "j, Down, C-n");
	struct str first = keymap_keys(&arena, CONTEXT_DOSSIER, ACTION_LINE_DOWN, true);
	assert_string_equal(first.bytes, "j");
	assert_int_equal(keymap_keys(&arena, CONTEXT_LIST, ACTION_LINK_NEXT, true).size, 0);
}

static void has_only_keys_that_exist(void **state)
{
	(void)state;
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	for (size_t i = 0; i < count; i++) {
		for (struct str rest = str_of(bindings[i].keys); rest.bytes;) {
			struct key parsed;
			struct str name = str_cut(&rest, ' ');
			if (!key_parse(name, &parsed))
				fail_msg("no such key: %.*s", STR_ARGS(name));
			assert_true(str_equal(key_label(&arena, parsed), name));
		}
	}
}

/* A key that is bound twice, or that begins a longer one, would make one of them out of reach. */
static void binds_no_key_twice_in_a_context(void **state)
{
	(void)state;
	size_t count;
	const struct binding *bindings = keymap_bindings(&count);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			if (i == j || bindings[i].context != bindings[j].context)
				continue;
			struct str longer = str_of(bindings[i].keys),
				   shorter = str_of(bindings[j].keys);
			bool begins =
				str_starts_with(longer, shorter) &&
				(longer.size == shorter.size || longer.bytes[shorter.size] == ' ');
			if (begins)
				fail_msg("%s and %s", bindings[i].keys, bindings[j].keys);
		}
	}
}

/* True if it is done once in a while, and typed by its name: no key is its own unless the reader
 * binds one. */
static bool is_by_name(enum action action)
{
	return action == ACTION_TOUR || action == ACTION_MOUSE;
}

static void reaches_every_action_by_a_key(void **state)
{
	(void)state;
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		if (!is_by_name((enum action)action) &&
		    keymap_keys(&arena, CONTEXT_GLOBAL, (enum action)action, true).size == 0)
			fail_msg("%s has no key", action_row((enum action)action)->name);
}

static void tells_what_every_action_does(void **state)
{
	(void)state;
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
		const struct action_row *row = action_row((enum action)action);
		assert_true(row->name && *row->name);
		assert_true(row->help && *row->help);
		assert_true(row->hint && *row->hint);
		assert_int_not_equal(row->help[strlen(row->help) - 1], '.');
		assert_int_equal(action_find(str_of(row->name)), action);
	}
}

static void knows_keys_by_their_names_and_back(void **state)
{
	(void)state;
	assert_string_equal(key_label(&arena, key("C-d")).bytes, "C-d");
	assert_string_equal(key_label(&arena, key("M-Right")).bytes, "M-Right");
	assert_string_equal(key_label(&arena, key("Space")).bytes, "Space");
	assert_string_equal(key_label(&arena, key("é")).bytes, "é");
	struct key none;
	assert_false(key_parse(STR(""), &none));
	assert_false(key_parse(STR("Sprace"), &none));
	assert_int_equal(key_letter(key("x")), 'x');
	assert_int_equal(key_letter(key("C-x")), 0);
	assert_int_equal(key_letter(key("Up")), 0);
}

static int end_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_action_of_a_key),
		cmocka_unit_test(lets_a_context_override_the_global_meaning),
		cmocka_unit_test(gives_letters_to_the_line_while_one_is_typed),
		cmocka_unit_test(waits_for_the_rest_of_a_sequence),
		cmocka_unit_test(names_the_keys_of_an_action),
		cmocka_unit_test(has_only_keys_that_exist),
		cmocka_unit_test(binds_no_key_twice_in_a_context),
		cmocka_unit_test(reaches_every_action_by_a_key),
		cmocka_unit_test(tells_what_every_action_does),
		cmocka_unit_test(knows_keys_by_their_names_and_back),
	};
	return cmocka_run_group_tests(tests, NULL, end_arena);
}
