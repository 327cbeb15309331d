#include "build/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/unicode.h"
#include "model/limits.h"

static struct arena arena;

static int release_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct finding_array findings_of(struct str bytes)
{
	struct finding_array findings = {0};
	bool are_text = bytes_are_text(&arena, bytes, 4, &findings);
	assert_int_equal(are_text, findings.count == 0);
	for (size_t i = 0; i < findings.count; i++) {
		assert_int_equal(findings.items[i].rule, RULE_ENCODING);
		assert_int_equal(findings.items[i].file, 4);
	}
	return findings;
}

/* The one finding of `bytes`. */
static void assert_refused(struct str bytes, uint32_t line, uint32_t column, const char *message)
{
	struct finding_array findings = findings_of(bytes);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].message.bytes, message);
	assert_int_equal(findings.items[0].place.line, line);
	assert_int_equal(findings.items[0].place.column, column);
}

static void accepts_text_of_all_scripts(void **state)
{
	(void)state;
	assert_int_equal(findings_of(STR("")).count, 0);
	assert_int_equal(findings_of(STR("name: Sergei Lavrov\r\n\tа: Лавров နေပြည်တော် "
	                                 "𝄞\n")).count, 0);
	assert_int_equal(findings_of(STR("\xEF\xBB\xBFname: x")).count, 0);
	assert_int_equal(findings_of(STR("next\xC2\x85line \xE2\x80\xA8 \xEF\xBF\xBD")).count, 0);
}

static void refuses_what_is_not_utf8_at_its_place(void **state)
{
	(void)state;
	assert_refused(STR("a: b\nna\xEFve: x"), 2, 3,
	               "the byte EF at offset 7 is not UTF-8: save the file as UTF-8");
	assert_refused(STR("မ\xC0\xAF"), 1, 2,
	               "the byte C0 at offset 3 is not UTF-8: save the file as UTF-8");
	assert_refused(STR("12345678\xED\xA0\x80"), 1, 9,
	               "the byte ED at offset 8 is not UTF-8: save the file as UTF-8");
	assert_refused(STR("x\xF4\x90\x80\x80"), 1, 2,
	               "the byte F4 at offset 1 is not UTF-8: save the file as UTF-8");
	assert_refused(STR("cut \xE1\x80"), 1, 5,
	               "the byte E1 at offset 4 is not UTF-8: save the file as UTF-8");
}

static void refuses_raw_controls_at_their_place(void **state)
{
	(void)state;
	assert_refused(STR("a: \x1B]52;c;x\x07"), 1, 4,
	               "a raw control character (U+001B) at offset 3: remove it, or write \\x1B in "
	               "double quotes");
	assert_refused(STR("\n\n12345\x7F"), 3, 6,
	               "a raw control character (U+007F) at offset 7: remove it, or write \\x7F in "
	               "double quotes");
	assert_refused(STR("x\xC2\x9Bm"), 1, 2,
	               "a raw control character (U+009B) at offset 1: remove it, or write \\x9B in "
	               "double quotes");
}

static void refuses_marks_and_noncharacters(void **state)
{
	(void)state;
	assert_refused(STR("a: \xEF\xBB\xBF"), 1, 4,
	               "a byte order mark (U+FEFF) at offset 3: remove it, it may stand at the "
	               "start of the file only");
	assert_refused(STR("\xEF\xBB\xBF\xEF\xBB\xBF"), 1, 1,
	               "a byte order mark (U+FEFF) at offset 3: remove it, it may stand at the "
	               "start of the file only");
	assert_refused(STR("\xEF\xBF\xBE"), 1, 1,
	               "U+FFFE at offset 0 is not a character: remove it");
}

static void knows_other_encodings_of_unicode(void **state)
{
	(void)state;
	const char *message = "this is UTF-16 or UTF-32: save the file as UTF-8";
	assert_refused(STR("\xFF\xFE" "a\0"), 1, 1, message);
	assert_refused(STR("\xFE\xFF\0a"), 1, 1, message);
	assert_refused(STR("a\0:\0"), 1, 1, message);
	assert_refused(STR("\0a\0:"), 1, 1, message);
	assert_refused(STR("\xFF\xFE\0\0a\0\0\0"), 1, 1, message);
	assert_refused(STR("\0\0\xFE\xFF\0\0\0a"), 1, 1, message);
}

static void notes_every_line_that_is_bad_once(void **state)
{
	(void)state;
	struct finding_array findings = findings_of(STR("\x01\x02\nfine\n  \x03\r\x04 x"));
	assert_int_equal(findings.count, 3);
	assert_int_equal(findings.items[0].place.line, 1);
	assert_int_equal(findings.items[1].place.line, 3);
	assert_int_equal(findings.items[1].place.column, 3);
	assert_int_equal(findings.items[2].place.line, 4);
}

static void gives_up_after_so_many_lines_as_are_kept(void **state)
{
	(void)state;
	struct text text = { .arena = &arena };
	for (int i = 0; i < 1000; i++)
		text_add(&text, STR("\xFF\n"));
	assert_int_equal(findings_of(text_str(&text)).count, LIMIT_FINDINGS_A_FILE);
}

/* The same for every single character: what YAML 1.1 calls printable, less the byte order mark. */
static void agrees_with_yaml_on_every_character(void **state)
{
	(void)state;
	for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
		if (code_point >= 0xD800 && code_point <= 0xDFFF)
			continue;
		char bytes[8] = "a: ";
		size_t size = unicode_encode(code_point, bytes + 3);
		bool is_printable = code_point == 0x9 || code_point == 0xA ||
		                    code_point == 0xD || code_point == 0x85 ||
		                    (code_point >= 0x20 && code_point <= 0x7E) ||
		                    (code_point >= 0xA0 && code_point <= 0xD7FF) ||
		                    (code_point >= 0xE000 && code_point <= 0xFFFD) ||
		                    code_point >= 0x10000;
		struct finding_array findings = {0};
		struct str text = { bytes, 3 + size };
		bool is_text = bytes_are_text(&arena, text, 0, &findings);
		assert_int_equal(is_text, is_printable && code_point != 0xFEFF);
		arena_reset(&arena);
	}
}

static void goes_from_line_to_line_as_yaml_does(void **state)
{
	(void)state;
	struct str bytes = STR("a\nb\rc\r\nd\xC2\x85" "e\xE2\x80\xA8" "f\xE2\x80\xA9\n");
	static const size_t starts[] = { 2, 4, 7, 10, 14, 18 };
	struct bytes_line line = {0};
	for (uint32_t i = 0; i < 6; i++) {
		assert_true(bytes_next_line(bytes, &line));
		assert_int_equal(line.start, starts[i]);
		assert_int_equal(line.number, i + 1);
	}
	assert_false(bytes_next_line(bytes, &line));
	assert_int_equal(line.start, bytes.size);
	assert_false(bytes_next_line(bytes, &line));
}

static void knows_the_start_of_a_document(void **state)
{
	(void)state;
	struct bytes_line line = {0};
	assert_true(bytes_begin_document(STR("---"), line));
	assert_true(bytes_begin_document(STR("--- a"), line));
	assert_true(bytes_begin_document(STR("---\r\n"), line));
	assert_true(bytes_begin_document(STR("---\xC2\x85"), line));
	assert_false(bytes_begin_document(STR("----"), line));
	assert_false(bytes_begin_document(STR(" ---"), line));
	assert_false(bytes_begin_document(STR("--"), line));
}

static void counts_directives_before_a_document(void **state)
{
	(void)state;
	struct str bytes = STR("...\n# comment\n\n%YAML 1.1\n \t# x\n%TAG ! x\n---\n%no\n");
	struct bytes_line line = {0};
	assert_true(bytes_have_directives(bytes));
	assert_int_equal(bytes_directives(bytes, &line), 2);
	assert_int_equal(line.number, 3);
	line = (struct bytes_line){0};
	assert_int_equal(bytes_directives(STR("a: b\n%x\n"), &line), 0);
	assert_int_equal(line.number, 0);
}

static void a_sign_within_a_line_is_no_directive(void **state)
{
	(void)state;
	assert_false(bytes_have_directives(STR("99 %\n a: %b\n")));
	assert_true(bytes_have_directives(STR("%a")));
	assert_true(bytes_have_directives(STR("50 %\r%a")));
	assert_true(bytes_have_directives(STR("\xEF\xBB\xBF%a")));
}

/* `unit` as often as needed for `size` bytes, with an "a" before and a "b" behind it. */
static struct str run_of(struct str unit, size_t size)
{
	struct text text = { .arena = &arena };
	text_add(&text, STR("a"));
	while (text.size < size + 1)
		text_add(&text, unit);
	text_add(&text, STR("b"));
	return text_str(&text);
}

static void finds_runs_of_too_many_blanks(void **state)
{
	(void)state;
	assert_int_equal(bytes_find_blanks(run_of(STR(" "), 4096), 0), SIZE_MAX);
	assert_int_equal(bytes_find_blanks(run_of(STR(" "), 4097), 0), 1);
	assert_int_equal(bytes_find_blanks(run_of(STR("\n"), 4097), 0), 1);
	assert_int_equal(bytes_find_blanks(run_of(STR(" \n\t\r\n"), 4100), 0), 1);
	assert_int_equal(bytes_find_blanks(run_of(STR("\xE2\x80\xA8"), 4100), 0), 1);
	assert_int_equal(bytes_find_blanks(run_of(STR("\xC2\x85"), 4098), 0), 1);
	assert_int_equal(bytes_find_blanks(run_of(STR("\xE2\x80\xA6"), 9000), 0), SIZE_MAX);
}

static void finds_the_first_run_behind_a_place(void **state)
{
	(void)state;
	struct str one = run_of(STR(" "), 5000);
	struct str both = str_join(&arena, one, STR("------"), run_of(STR("\n"), 9000));
	assert_int_equal(bytes_find_blanks(both, 0), 1);
	assert_int_equal(bytes_find_blanks(both, 5002), one.size + 7);
	assert_int_equal(bytes_find_blanks(both, 100), 100);
	assert_int_equal(bytes_find_blanks(both, 2000), one.size + 7);
	assert_int_equal(bytes_find_blanks(both, both.size), SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(accepts_text_of_all_scripts, release_arena),
		cmocka_unit_test_teardown(refuses_what_is_not_utf8_at_its_place, release_arena),
		cmocka_unit_test_teardown(refuses_raw_controls_at_their_place, release_arena),
		cmocka_unit_test_teardown(refuses_marks_and_noncharacters, release_arena),
		cmocka_unit_test_teardown(knows_other_encodings_of_unicode, release_arena),
		cmocka_unit_test_teardown(notes_every_line_that_is_bad_once, release_arena),
		cmocka_unit_test_teardown(gives_up_after_so_many_lines_as_are_kept, release_arena),
		cmocka_unit_test_teardown(agrees_with_yaml_on_every_character, release_arena),
		cmocka_unit_test(goes_from_line_to_line_as_yaml_does),
		cmocka_unit_test(knows_the_start_of_a_document),
		cmocka_unit_test(counts_directives_before_a_document),
		cmocka_unit_test(a_sign_within_a_line_is_no_directive),
		cmocka_unit_test_teardown(finds_runs_of_too_many_blanks, release_arena),
		cmocka_unit_test_teardown(finds_the_first_run_behind_a_place, release_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
