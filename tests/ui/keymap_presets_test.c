#include "ui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;

static int end_preset(void **state)
{
	(void)state;
	keymap_use(PRESET_VI);
	arena_release(&arena);
	return 0;
}

/* What keys, with blanks between them, do in a context. */
static enum key_match match_of(enum key_context context, const char *names, enum action *action)
{
	struct key keys[KEYMAP_MOST_KEYS];
	size_t count = 0;
	*action = ACTION_NONE;
	for (struct str rest = str_of(names); rest.bytes;)
		assert_true(key_parse(str_cut(&rest, ' '), &keys[count++]));
	return keymap_find(context, keys, count, action);
}

static enum action action_of(const char *names)
{
	enum action action;
	match_of(CONTEXT_DOSSIER, names, &action);
	return action;
}

static void has_a_name_for_each_preset(void **state)
{
	(void)state;
	assert_int_equal(keymap_preset_find(STR("vi")), PRESET_VI);
	assert_int_equal(keymap_preset_find(STR("less")), PRESET_LESS);
	assert_int_equal(keymap_preset_find(STR("info")), PRESET_INFO);
	assert_int_equal(keymap_preset_find(STR("mutt")), PRESET_MUTT);
	assert_int_equal(keymap_preset_find(STR("newsboat")), PRESET_NEWSBOAT);
	assert_int_equal(keymap_preset_find(STR("emacs")), PRESET_COUNT);
}

/* A row that another row pushes out again, or that says what the defaults say, is a mistake. */
static void means_every_row_of_a_preset(void **state)
{
	(void)state;
	for (enum keymap_preset preset = 0; preset < PRESET_COUNT; preset++) {
		size_t count;
		const struct binding *rows = keymap_preset_rows(preset, &count);
		assert_true(count <= KEYMAP_MOST_ROWS);
		keymap_use(preset);
		for (size_t i = 0; i < count; i++) {
			enum action action;
			enum key_match match = match_of(rows[i].context, rows[i].keys, &action);
			enum key_match wanted =
				rows[i].action == ACTION_NONE ? KEY_UNBOUND : KEY_BOUND;
			if (match != wanted || action != rows[i].action)
				fail_msg("%d: %s", preset, rows[i].keys);
			for (size_t j = 0; j < i; j++)
				if (rows[j].context == rows[i].context &&
				    keymap_clash(str_of(rows[j].keys), str_of(rows[i].keys)))
					fail_msg("%d: %s and %s", preset, rows[j].keys,
					         rows[i].keys);
		}
	}
}

static void binds_no_key_twice_in_any_preset(void **state)
{
	(void)state;
	for (enum keymap_preset preset = 0; preset < PRESET_COUNT; preset++) {
		size_t count;
		keymap_use(preset);
		const struct binding *rows = keymap_bindings(&count);
		for (size_t i = 0; i < count; i++)
			for (size_t j = 0; j < i; j++)
				if (rows[i].context == rows[j].context &&
				    keymap_clash(str_of(rows[i].keys), str_of(rows[j].keys)))
					fail_msg("%d: %s and %s", preset, rows[i].keys,
					         rows[j].keys);
	}
}

/* True if it is done once in a while, and typed by its name: no key is its own unless the reader
 * binds one. */
static bool is_by_name(enum action action)
{
	return action == ACTION_TOUR || action == ACTION_MOUSE;
}

static void reaches_every_action_in_every_preset(void **state)
{
	(void)state;
	for (enum keymap_preset preset = 0; preset < PRESET_COUNT; preset++) {
		keymap_use(preset);
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			enum action action = (enum action)i;
			size_t size = keymap_keys(&arena, CONTEXT_GLOBAL, action, true).size;
			if ((size == 0) != is_by_name(action))
				fail_msg("%d: %s has no key, or should not", preset,
				         action_row(action)->name);
		}
	}
}

static void leaves_a_typed_line_alone_in_every_preset(void **state)
{
	(void)state;
	for (enum keymap_preset preset = 0; preset < PRESET_COUNT; preset++) {
		size_t count;
		const struct binding *rows = keymap_preset_rows(preset, &count);
		for (size_t i = 0; i < count; i++)
			assert_int_not_equal(rows[i].context, CONTEXT_PROMPT);
	}
}

static void has_the_keys_that_fingers_know(void **state)
{
	(void)state;
	keymap_use(PRESET_LESS);
	assert_int_equal(action_of("f"), ACTION_PAGE_DOWN);
	assert_int_equal(action_of("g"), ACTION_FIRST);
	assert_int_equal(action_of("1"), ACTION_NONE);
	assert_true(keymap_takes_counts());
	keymap_use(PRESET_INFO);
	assert_int_equal(action_of("l"), ACTION_BACK);
	assert_int_equal(action_of("C-x o"), ACTION_PANE_NEXT);
	assert_int_equal(action_of("1"), ACTION_LINK_NUMBER);
	keymap_use(PRESET_MUTT);
	assert_int_equal(action_of("l"), ACTION_SEARCH);
	keymap_use(PRESET_NEWSBOAT);
	assert_int_equal(action_of("n"), ACTION_NEXT_DOSSIER);
	keymap_use(PRESET_VI);
	assert_int_equal(action_of("g g"), ACTION_FIRST);
	assert_false(keymap_takes_counts());
}

static void names_the_key_of_the_preset_first(void **state)
{
	(void)state;
	keymap_use(PRESET_LESS);
	struct str keys = keymap_keys(&arena, CONTEXT_DOSSIER, ACTION_LINE_DOWN, false);
	assert_string_equal(keys.bytes, "e, C-e, j, Down, C-n");
}

/* ── Binding ────────────────────────────────────────────────────────────────────────────────── */

static void binds_a_key_and_says_what_it_was(void **state)
{
	(void)state;
	struct keymap_taken taken;
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR("T"), ACTION_TREE, &taken, NULL));
	assert_int_equal(action_of("T"), ACTION_TREE);
	assert_int_equal(taken.count, 1);
	assert_string_equal(taken.keys, "T");
	assert_int_equal(taken.action, ACTION_TIMELINE);
	struct str first = keymap_keys(&arena, CONTEXT_GLOBAL, ACTION_TREE, true);
	assert_string_equal(first.bytes, "T");
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR("C-t"), ACTION_TIMELINE, &taken, NULL));
	assert_int_equal(taken.count, 0);
}

static void lets_sequences_give_way_to_the_key_they_begin_with(void **state)
{
	(void)state;
	struct keymap_taken taken;
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR("C-w"), ACTION_CLOSE, &taken, NULL));
	assert_int_equal(taken.count, 5);
	assert_int_equal(action_of("C-w"), ACTION_CLOSE);
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR(" q   t "), ACTION_TREE, &taken, NULL));
	assert_string_equal(taken.keys, "q");
	assert_int_equal(action_of("q t"), ACTION_TREE);
	assert_int_equal(action_of("q"), ACTION_NONE);
}

static void takes_a_key_away_everywhere_or_in_a_pane(void **state)
{
	(void)state;
	enum action action;
	assert_true(keymap_bind(CONTEXT_LIST, STR("x"), ACTION_NONE, NULL, NULL));
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR("x"), ACTION_TREE, NULL, NULL));
	assert_int_equal(action_of("x"), ACTION_TREE);
	assert_int_equal(match_of(CONTEXT_LIST, "x", &action), KEY_BOUND);
	assert_int_equal(action, ACTION_NONE);
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR("x"), ACTION_NONE, NULL, NULL));
	assert_int_equal(match_of(CONTEXT_DOSSIER, "x", &action), KEY_UNBOUND);
}

static void refuses_keys_that_no_terminal_sends(void **state)
{
	(void)state;
	struct fault why;
	assert_false(keymap_bind(CONTEXT_GLOBAL, STR("Sprace"), ACTION_TREE, NULL, &why));
	assert_string_equal(why.sentence, "there is no key \"Sprace\"");
	assert_false(keymap_bind(CONTEXT_GLOBAL, STR("C-i"), ACTION_TREE, NULL, &why));
	assert_string_equal(why.sentence,
	                    "\"C-i\" is the same as \"Tab\" to a terminal: bind that");
	assert_false(keymap_bind(CONTEXT_GLOBAL, STR("a b c d e"), ACTION_TREE, NULL, &why));
	assert_string_equal(why.sentence, "more than 4 keys one after the other");
	assert_false(keymap_bind(CONTEXT_GLOBAL, STR("  "), ACTION_TREE, NULL, &why));
	assert_int_equal(action_of("Tab"), ACTION_LINK_NEXT);
	assert_true(keymap_bind(CONTEXT_GLOBAL, STR("C-T"), ACTION_TREE, NULL, NULL));
	assert_int_equal(action_of("C-t"), ACTION_TREE);
}

static bool bind_pair(unsigned number, struct fault *why)
{
	char keys[] = { (char)('a' + number / 26), ' ', (char)('a' + number % 26), '\0' };
	return keymap_bind(CONTEXT_GLOBAL, str_of(keys), ACTION_TREE, NULL, why);
}

static void refuses_more_bindings_than_there_is_room_for(void **state)
{
	(void)state;
	struct fault why;
	unsigned count = 0;
	while (count < 26 * 26 && bind_pair(count, &why))
		count++;
	assert_int_equal(count, 256);
	assert_int_equal(why.kind, FAULT_LIMIT);
	assert_true(bind_pair(0, &why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(has_a_name_for_each_preset, end_preset),
		cmocka_unit_test_teardown(means_every_row_of_a_preset, end_preset),
		cmocka_unit_test_teardown(binds_no_key_twice_in_any_preset, end_preset),
		cmocka_unit_test_teardown(reaches_every_action_in_every_preset, end_preset),
		cmocka_unit_test_teardown(leaves_a_typed_line_alone_in_every_preset, end_preset),
		cmocka_unit_test_teardown(has_the_keys_that_fingers_know, end_preset),
		cmocka_unit_test_teardown(names_the_key_of_the_preset_first, end_preset),
		cmocka_unit_test_teardown(binds_a_key_and_says_what_it_was, end_preset),
		cmocka_unit_test_teardown(lets_sequences_give_way_to_the_key_they_begin_with,
		                          end_preset),
		cmocka_unit_test_teardown(takes_a_key_away_everywhere_or_in_a_pane, end_preset),
		cmocka_unit_test_teardown(refuses_keys_that_no_terminal_sends, end_preset),
		cmocka_unit_test_teardown(refuses_more_bindings_than_there_is_room_for,
		                          end_preset),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
