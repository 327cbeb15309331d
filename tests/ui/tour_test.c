#include "ui/tour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "query/page.h"

static struct arena arena;

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	keymap_use(PRESET_VI);
	return 0;
}

static size_t lines_of(const char *words, enum key_context context, int columns)
{
	struct page_writer writer = page_begin(&arena, columns - 2);
	struct str rest = str_of(words), piece;
	bool is_key;
	while (tour_cut(&arena, &rest, context, &piece, &is_key))
		page_text(&writer, ROLE_TEXT, shown_line(&arena, piece));
	page_break(&writer);
	return page_end(&writer).lines.count;
}

static void assert_fits(const char *words, enum key_context context)
{
	if (lines_of(words, context, TOUR_NARROW) > TOUR_LINES_NARROW)
		fail_msg("too long for a narrow screen: %s", words);
	if (lines_of(words, context, TOUR_WIDE) > TOUR_LINES_WIDE)
		fail_msg("too long for a wide screen: %s", words);
}

static void has_room_for_its_words_in_every_preset(void **state)
{
	(void)state;
	size_t count;
	const struct tour_step *steps = tour_steps(&count);
	for (enum keymap_preset preset = 0; preset < PRESET_COUNT; preset++) {
		keymap_use(preset);
		for (size_t i = 0; i < count; i++) {
			assert_fits(steps[i].words, CONTEXT_GLOBAL);
			if (steps[i].then)
				assert_fits(steps[i].then, CONTEXT_PROMPT);
		}
	}
}

static void assert_names_actions(const char *words)
{
	for (const char *at = strchr(words, '{'); at; at = strchr(at + 1, '{')) {
		struct str name = { at + 1, strcspn(at + 1, "}") };
		if (action_find(name) == ACTION_NONE)
			fail_msg("no action is called %.*s", STR_ARGS(name));
	}
}

static void names_actions_that_there_are(void **state)
{
	(void)state;
	size_t count;
	const struct tour_step *steps = tour_steps(&count);
	for (size_t i = 0; i < count; i++) {
		assert_names_actions(steps[i].words);
		assert_names_actions(steps[i].then ? steps[i].then : "");
		assert_names_actions(steps[i].said ? steps[i].said : "");
	}
}

/* Else somebody would not know what to press. */
static void tells_the_key_that_it_waits_for(void **state)
{
	(void)state;
	size_t count;
	const struct tour_step *steps = tour_steps(&count);
	for (size_t i = 0; i + 1 < count; i++) {
		struct str name = str_of(action_row(steps[i].action)->name);
		assert_true(str_find(str_of(steps[i].words), name, 0) != SIZE_MAX);
	}
	assert_int_equal(steps[count - 1].action, ACTION_NONE);
}

static struct str words_of(const char *words, enum key_context context)
{
	struct text text = { .arena = &arena };
	struct str rest = str_of(words), piece;
	bool is_key;
	while (tour_cut(&arena, &rest, context, &piece, &is_key))
		text_format(&text, is_key ? "<%.*s>" : "%.*s", STR_ARGS(piece));
	return text_str(&text);
}

static void says_the_keys_in_use(void **state)
{
	(void)state;
	const char *words = "{back} goes back, {mouse} takes it, {cancel}.";
	keymap_use(PRESET_VI);
	assert_string_equal(words_of(words, CONTEXT_GLOBAL).bytes,
	                    "<Backspace> goes back, <:mouse> takes it, <Escape>.");
	keymap_use(PRESET_INFO);
	assert_string_equal(words_of("{back}", CONTEXT_GLOBAL).bytes, "<l>");
	keymap_use(PRESET_VI);
	assert_string_equal(words_of("{link-next}{close}", CONTEXT_PROMPT).bytes, "<Tab><q>");
}

static void says_names_where_names_are_typed(void **state)
{
	(void)state;
	struct tour_step step = { .words = "{back} goes back, {forward} on." };
	assert_string_equal(tour_sentence(&arena, &step).bytes, "back goes back, forward on.");
	step.said = "{note} and words.";
	assert_string_equal(tour_sentence(&arena, &step).bytes, "note and words.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_room_for_its_words_in_every_preset),
		cmocka_unit_test(names_actions_that_there_are),
		cmocka_unit_test(tells_the_key_that_it_waits_for),
		cmocka_unit_test(says_the_keys_in_use),
		cmocka_unit_test(says_names_where_names_are_typed),
	};
	return cmocka_run_group_tests(tests, NULL, end);
}
