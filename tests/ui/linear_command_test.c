#include "ui/linear_command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;

static struct linear_command parse(const char *line)
{
	struct linear_command command = {0};
	struct fault why = {0};
	if (!linear_command_parse(&arena, str_of(line), &command, &why))
		fail_msg("'%s': %s", line, why.sentence);
	return command;
}

static void assert_action(const char *line, enum action action, const char *rest)
{
	struct linear_command command = parse(line);
	assert_int_equal(command.word, WORD_ACTION);
	assert_int_equal(command.action, action);
	assert_int_equal(command.rest.size, strlen(rest));
	assert_memory_equal(command.rest.bytes ? command.rest.bytes : "", rest, strlen(rest));
}

static void assert_fault(const char *line, const char *part)
{
	struct linear_command command = {0};
	struct fault why = {0};
	assert_false(linear_command_parse(&arena, str_of(line), &command, &why));
	assert_int_equal(why.kind, FAULT_USAGE);
	if (!strstr(why.sentence, part))
		fail_msg("'%s' is not in '%s'", part, why.sentence);
}

static void reads_an_empty_line_as_reading_on(void **state)
{
	(void)state;
	assert_action("", ACTION_PAGE_DOWN, "");
	assert_action("  \t", ACTION_PAGE_DOWN, "");
	assert_action("page", ACTION_PAGE_DOWN, "");
}

static void reads_a_number_as_something_to_open(void **state)
{
	(void)state;
	const char *const lines[] = { "12", " 12 ", "open 12", "l 12" };
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct linear_command command = parse(lines[i]);
		assert_int_equal(command.action, ACTION_OPEN);
		assert_true(command.has_number);
		assert_int_equal(command.number, 12);
	}
	assert_int_equal(parse("#12").action, ACTION_LINK_NUMBER);
	assert_int_equal(parse("#12").number, 12);
	assert_false(parse("open 99999999999").has_number);
	assert_false(parse("open 1x").has_number);
}

static void takes_a_number_with_a_letter_or_brackets_for_what_these_say(void **state)
{
	(void)state;
	const struct { const char *line; enum linear_word word; enum action action; } rows[] = {
		{ "l3",       WORD_ACTION, ACTION_LINK_NUMBER },
		{ "link 3",   WORD_ACTION, ACTION_LINK_NUMBER },
		{ "r3",       WORD_ROW,    ACTION_NONE },
		{ "row 3",    WORD_ROW,    ACTION_NONE },
		{ "s3",       WORD_ACTION, ACTION_SOURCE_NEXT },
		{ "[3]",      WORD_ACTION, ACTION_SOURCE_NEXT },
		{ "source 3", WORD_ACTION, ACTION_SOURCE_NEXT },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct linear_command command = parse(rows[i].line);
		assert_int_equal(command.word, rows[i].word);
		assert_int_equal(command.action, rows[i].action);
		assert_true(command.has_number);
		assert_int_equal(command.number, 3);
	}
	assert_action("s 3", ACTION_SWITCH, "3");
	assert_fault("[3", "means nothing here");
	assert_fault("r3x", "means nothing here");
}

static void a_mark_behind_a_word_has_brackets_or_a_letter(void **state)
{
	(void)state;
	uint32_t number = 0;
	assert_true(linear_command_mark(STR("[3]"), &number));
	assert_int_equal(number, 3);
	assert_true(linear_command_mark(STR("s12"), &number));
	assert_int_equal(number, 12);
	assert_false(linear_command_mark(STR("12"), &number));
	assert_false(linear_command_mark(STR("l3"), &number));
	assert_false(linear_command_mark(STR("[]"), &number));
	assert_false(linear_command_mark(STR("-1"), &number));
	assert_false(linear_command_mark(STR(""), &number));
}

static void a_tab_is_a_blank(void **state)
{
	(void)state;
	assert_action("open\tana-vel", ACTION_OPEN, "ana-vel");
}

static void knows_the_words_of_the_command_line(void **state)
{
	(void)state;
	assert_int_equal(parse("links").word, WORD_CONNECTIONS);
	assert_int_equal(parse("quotes of Ana").word, WORD_QUOTES);
	assert_int_equal(parse("claims").word, WORD_CLAIMS);
	assert_int_equal(parse("stats").word, WORD_STATS);
	assert_action("check", ACTION_FINDINGS, "");
	assert_action("show ana-vel", ACTION_OPEN, "ana-vel");
	struct linear_command check = parse("check");
	assert_string_equal(linear_command_name(&check), "findings");
}

static void proposes_nothing_that_writes(void **state)
{
	(void)state;
	assert_fault("statee", "did you mean 'stats'");
	assert_fault("nota", "means nothing here: type a number");
	assert_fault("writte", "means nothing here: type a number");
	assert_fault("editt", "means nothing here: type a number");
}

static void says_what_can_stand_behind_a_word(void **state)
{
	(void)state;
	struct linear_command compare = parse("compare"), home = parse("home"), row = parse("row");
	assert_string_equal(linear_command_forms(&compare), "compare NAME; compare NAME, NAME");
	assert_null(linear_command_forms(&home));
	assert_string_equal(linear_command_forms(&row), "row 3; r3");
	assert_string_equal(linear_command_name(&home), "home");
}

static void finds_an_action_by_its_name(void **state)
{
	(void)state;
	assert_action("search lavrov", ACTION_SEARCH, "lavrov");
	assert_action("path  wang   yi ", ACTION_PATH, "wang   yi");
	assert_action("reading-list", ACTION_READING, "");
	assert_action("BACK", ACTION_BACK, "");
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		assert_action(action_row((enum action)action)->name, (enum action)action, "");
}

static void finds_an_action_by_its_key(void **state)
{
	(void)state;
	assert_action("/lavrov", ACTION_SEARCH, "lavrov");
	assert_action("/ lavrov", ACTION_SEARCH, "lavrov");
	assert_action("s lavrov", ACTION_SWITCH, "lavrov");
	assert_action("J", ACTION_NEXT_DOSSIER, "");
	assert_action("gg", ACTION_FIRST, "");
	assert_action("'a", ACTION_TO_MARK, "a");
	assert_action("m a", ACTION_MARK, "a");
	assert_action("?", ACTION_HELP, "");
}

static void takes_a_name_behind_a_colon(void **state)
{
	(void)state;
	assert_action(":timeline", ACTION_TIMELINE, "");
	assert_action(": note word", ACTION_NOTE, "word");
}

static void knows_words_of_its_own(void **state)
{
	(void)state;
	assert_action("who roles", ACTION_WHO, "roles");
	assert_action("source 3", ACTION_SOURCE_NEXT, "3");
	assert_int_equal(parse("who 3").number, 3);
	assert_int_equal(parse("where").word, WORD_WHERE);
	assert_int_equal(parse("sections").word, WORD_SECTIONS);
	assert_int_equal(parse("connections").word, WORD_CONNECTIONS);
	assert_int_equal(parse("lines 0").word, WORD_LINES);
	assert_action("find harbour", ACTION_FIND_HERE, "harbour");
	assert_action("next", ACTION_NEXT_DOSSIER, "");
}

static void completes_a_beginning_of_one_name(void **state)
{
	(void)state;
	assert_action("timel", ACTION_TIMELINE, "");
	assert_action("sea x", ACTION_SEARCH, "x");
	assert_fault("link-", "means nothing here");
}

static void says_what_was_meant(void **state)
{
	(void)state;
	assert_fault("serch", "did you mean 'search'?");
	assert_fault("lavrov", "'help'");
	assert_fault("\xC3\xA4", "means nothing here");
}

static void has_no_name_twice(void **state)
{
	(void)state;
	for (const struct linear_name *row = linear_names(); row->name; row++)
		assert_int_equal(action_find(str_of(row->name)), ACTION_NONE);
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_an_empty_line_as_reading_on),
		cmocka_unit_test(reads_a_number_as_something_to_open),
		cmocka_unit_test(takes_a_number_with_a_letter_or_brackets_for_what_these_say),
		cmocka_unit_test(a_mark_behind_a_word_has_brackets_or_a_letter),
		cmocka_unit_test(a_tab_is_a_blank),
		cmocka_unit_test(knows_the_words_of_the_command_line),
		cmocka_unit_test(proposes_nothing_that_writes),
		cmocka_unit_test(says_what_can_stand_behind_a_word),
		cmocka_unit_test(finds_an_action_by_its_name),
		cmocka_unit_test(finds_an_action_by_its_key),
		cmocka_unit_test(takes_a_name_behind_a_colon),
		cmocka_unit_test(knows_words_of_its_own),
		cmocka_unit_test(completes_a_beginning_of_one_name),
		cmocka_unit_test(says_what_was_meant),
		cmocka_unit_test(has_no_name_twice),
	};
	return cmocka_run_group_tests(tests, NULL, release);
}
